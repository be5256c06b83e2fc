import type { RecordingEnd } from "../send/happening.ts";
import { isSafari, recordingMediaType } from "./media-type.ts";

/** About two seconds: what is lost at most when the machine dies, and what one upload carries. */
const SEGMENT_MS = 2000;

export type RecordParts = {
  stream: MediaStream;
  /** Takes one closed piece; pieces come in order, the next when this one is kept. */
  keep(bytes: ArrayBuffer, durationMs: number, mediaType: string): Promise<void>;
};

export type RecordingRun = {
  stop(reason: RecordingEnd): void;
  /** Resolves when the last piece has been kept. */
  finished: Promise<{ reason: RecordingEnd; durationMs: number }>;
};

/** Records a stream in closed pieces. Joined in order without a gap, they are one file. */
export function record(parts: RecordParts): RecordingRun {
  const mimeType = recordingMediaType(isSafari(navigator.userAgent), (type) =>
    MediaRecorder.isTypeSupported(type),
  );
  const recorder = new MediaRecorder(parts.stream, {
    ...(mimeType && { mimeType }),
    videoBitsPerSecond: 1_000_000,
    audioBitsPerSecond: 64_000,
  });
  let reason: RecordingEnd = "fault";
  let startedMs = performance.now();
  let durationMs = 0;
  let keeping: Promise<void> = Promise.resolve();
  let isBroken = false;

  recorder.addEventListener("start", (event) => {
    startedMs = event.timeStamp;
  });
  recorder.addEventListener("dataavailable", (event) => {
    durationMs = event.timeStamp - startedMs;
    const untilNowMs = durationMs;
    // A piece is read and kept only after the one before it, whatever each takes.
    keeping = keeping.then(() => keepPiece(event.data, untilNowMs));
  });
  const finished = new Promise<{ reason: RecordingEnd; durationMs: number }>((resolve) => {
    // Also comes by itself when a camera is unplugged; then the reason is still "fault".
    recorder.addEventListener("stop", () => void keeping.then(() => resolve({ reason, durationMs })));
  });
  recorder.start(SEGMENT_MS);

  /** After a piece that could not be kept, on a full disk say, no later one may follow: the file would be broken. */
  async function keepPiece(piece: Blob, untilNowMs: number): Promise<void> {
    if (isBroken || piece.size === 0) return;
    try {
      await parts.keep(await piece.arrayBuffer(), untilNowMs, recorder.mimeType);
    } catch {
      isBroken = true;
      reason = "fault";
      if (recorder.state !== "inactive") recorder.stop();
    }
  }

  return {
    stop(why) {
      if (recorder.state === "inactive") return;
      reason = why;
      recorder.stop();
    },
    finished,
  };
}
