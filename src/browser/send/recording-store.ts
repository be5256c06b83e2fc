import { type Database, type KeptRecording, type KeptSegment, STRICT } from "./database.ts";
import { sha256Hex } from "./sha256.ts";

/** Keeps a finished piece and counts it in its recording, in one transaction, and returns the new count. */
export async function keepSegment(
  database: Database,
  recording: KeptRecording,
  bytes: ArrayBuffer,
  durationMs: number,
): Promise<KeptRecording> {
  // The digest comes first: IndexedDB closes a transaction that waits for anything else.
  const sha256 = await sha256Hex(bytes);
  const { sitting } = recording;
  const segment: KeptSegment = {
    recording: recording.recording,
    segment: recording.segments,
    sitting,
    sha256,
    bytes,
  };
  const counted = {
    ...recording,
    segments: recording.segments + 1,
    bytes: recording.bytes + bytes.byteLength,
    duration_ms: durationMs,
  };
  const transaction = database.transaction(["segments", "recordings"], "readwrite", STRICT);
  void transaction.objectStore("segments").add(segment);
  void transaction.objectStore("recordings").put(counted);
  await transaction.done;
  return counted;
}

/** Marks a recording as ended; its segments may still wait. */
export async function finishRecording(database: Database, recording: KeptRecording): Promise<void> {
  const transaction = database.transaction("recordings", "readwrite", STRICT);
  void transaction.store.put({ ...recording, is_finished: true });
  await transaction.done;
}

/** A recording of this section that a closed or crashed page left unfinished. */
export async function orphanedRecording(
  database: Database,
  sitting: string,
  section: string,
): Promise<KeptRecording | undefined> {
  const all = await database.getAll("recordings");
  return all.find((one) => one.sitting === sitting && one.section === section && !one.is_finished);
}

/** The next piece to send, leaving out the recordings named. */
export async function nextSegment(
  database: Database,
  sitting: string,
  leftOut: ReadonlySet<string>,
): Promise<KeptSegment | undefined> {
  for (const key of await database.getAllKeys("segments")) {
    if (leftOut.has(key[0])) continue;
    const segment = await database.get("segments", key);
    if (segment?.sitting === sitting) return segment;
  }
  return undefined;
}

/** Forgets a piece that the server has on disk. */
export function forgetSegment(database: Database, segment: KeptSegment): Promise<void> {
  return database.delete("segments", [segment.recording, segment.segment]);
}

/** How many pieces of each recording still wait here. */
export async function waitingSegments(database: Database): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const [recording] of await database.getAllKeys("segments")) {
    counts.set(recording, (counts.get(recording) ?? 0) + 1);
  }
  return counts;
}
