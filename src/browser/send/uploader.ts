import { backoffMs, waitForNetwork } from "./backoff.ts";
import type { Database, KeptSegment } from "./database.ts";
import { forgetSegment, nextSegment } from "./recording-store.ts";
import { uploadSegment } from "./upload-segment.ts";

export type Uploader = {
  /** Sends what waits, in the background; call it again when there is more. */
  start(): void;
};

/** Sends the kept pieces of a sitting's recordings, one after the other, whatever page is open. */
export function createUploader(database: Database, sitting: string, changed: () => void): Uploader {
  let isSending = false;
  let mayHaveMore = false;
  let failures = 0;
  // A file with a hole in it is no file: where one piece is refused, the rest of that recording stays here.
  const refused = new Set<string>();

  async function send(): Promise<void> {
    isSending = true;
    do {
      mayHaveMore = false;
      for (let segment = await next(); segment; segment = await next()) {
        const result = await uploadSegment(segment);
        if (result === "stopped") return;
        failures = result === "try-later" ? failures + 1 : 0;
        if (result === "refused") refused.add(segment.recording);
        if (result === "received") await forgetSegment(database, segment);
        if (result === "try-later") await waitForNetwork(backoffMs(failures));
        changed();
      }
    } while (mayHaveMore);
    isSending = false;
  }

  function next(): Promise<KeptSegment | undefined> {
    return nextSegment(database, sitting, refused);
  }

  return {
    start() {
      mayHaveMore = true;
      // A store that cannot be read holds nothing that could be sent.
      if (!isSending) void send().catch(() => undefined);
    },
  };
}
