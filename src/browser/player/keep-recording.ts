import type { Sitting } from "../page/open-sitting.ts";
import type { KeptRecording } from "../send/database.ts";
import type { RecordingEnd } from "../send/happening.ts";
import { finishRecording, keepSegment } from "../send/recording-store.ts";

export type KeptAnswer = {
  keep(bytes: ArrayBuffer, durationMs: number, mediaType: string): Promise<void>;
  /** Reports the end, and says whether anything was kept. */
  finish(reason: RecordingEnd, durationMs: number): Promise<boolean>;
};

/**
 * Keeps a camera answer piece by piece on this device and sends it meanwhile. The recording is reported with its
 * first piece: one that never had any leaves no trace and is simply offered anew.
 */
export function keepRecording(sitting: Sitting, section: string): KeptAnswer {
  let kept: KeptRecording | null = null;

  async function keep(bytes: ArrayBuffer, durationMs: number, mediaType: string): Promise<void> {
    const isFirst = kept === null;
    kept ??= {
      recording: crypto.randomUUID(),
      sitting: sitting.state.sitting,
      section,
      media_type: mediaType,
      segments: 0,
      bytes: 0,
      duration_ms: 0,
      is_finished: false,
    };
    if (isFirst) {
      const payload = { section, recording: kept.recording, media_type: mediaType };
      await sitting.push({ kind: "recording_started", payload });
    }
    kept = await keepSegment(sitting.database, kept, bytes, durationMs);
    // The server takes no piece of a recording that it has not heard of.
    if (isFirst) void sitting.flush().then(() => sitting.uploader.start());
    else sitting.uploader.start();
  }

  async function finish(reason: RecordingEnd, durationMs: number): Promise<boolean> {
    if (kept === null || kept.segments === 0) return false;
    await reportFinished(sitting, { ...kept, duration_ms: durationMs }, reason);
    return true;
  }

  return { keep, finish };
}

/** Ends a recording that a closed page left: what was kept is what there is. */
export function finishOrphan(sitting: Sitting, orphan: KeptRecording): Promise<void> {
  return reportFinished(sitting, orphan, "fault");
}

async function reportFinished(sitting: Sitting, kept: KeptRecording, reason: RecordingEnd): Promise<void> {
  const { section, recording, segments, bytes, duration_ms } = kept;
  await sitting.push({
    kind: "recording_finished",
    payload: { section, recording, segments, bytes, duration_ms, reason },
  });
  await finishRecording(sitting.database, kept);
  sitting.uploader.start();
}
