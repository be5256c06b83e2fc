import { backoffMs, waitForNetwork } from "./backoff.ts";
import type { Database } from "./database.ts";
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

  async function send(): Promise<void> {
    isSending = true;
    do {
      mayHaveMore = false;
      for (
        let segment = await nextSegment(database, sitting);
        segment;
        segment = await nextSegment(database, sitting)
      ) {
        const result = await uploadSegment(segment);
        if (result === "stopped") return;
        failures = result === "received" ? 0 : failures + 1;
        if (result === "received") await forgetSegment(database, segment);
        else await waitForNetwork(backoffMs(failures));
        changed();
      }
    } while (mayHaveMore);
    isSending = false;
  }

  return {
    start() {
      mayHaveMore = true;
      // A store that cannot be read holds nothing that could be sent.
      if (!isSending) void send().catch(() => undefined);
    },
  };
}
