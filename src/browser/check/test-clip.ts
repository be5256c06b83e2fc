import { record } from "../player/record.ts";

const CLIP_MS = 3000;

/** Records three seconds into memory, for the candidate to see and hear; it is never sent. */
export async function recordTestClip(stream: MediaStream): Promise<Blob> {
  const pieces: ArrayBuffer[] = [];
  let type = "";
  const run = record({
    stream,
    keep: async (bytes, _durationMs, mediaType) => {
      pieces.push(bytes);
      type = mediaType;
    },
  });
  setTimeout(() => run.stop("time"), CLIP_MS);
  await run.finished;
  return new Blob(pieces, { type });
}
