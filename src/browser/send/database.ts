import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { QueuedEvent } from "./queue.ts";

/** A camera answer as this device knows it. */
export type KeptRecording = {
  recording: string;
  sitting: string;
  section: string;
  media_type: string;
  /** Segments recorded so far, of those kept here or sent already, and what they amount to. */
  segments: number;
  bytes: number;
  duration_ms: number;
  is_finished: boolean;
};

/** One closed piece of a recording that the server does not have yet. */
export type KeptSegment = {
  recording: string;
  segment: number;
  sitting: string;
  sha256: string;
  bytes: ArrayBuffer;
};

type Schema = DBSchema & {
  events: { key: [string, number]; value: QueuedEvent };
  recordings: { key: string; value: KeptRecording };
  segments: { key: [string, number]; value: KeptSegment };
};

export type Database = IDBPDatabase<Schema>;

/** Opens this device's store. Only what the server has not acknowledged is in it. */
export function openDatabase(): Promise<Database> {
  return openDB<Schema>("composure", 1, {
    upgrade(database) {
      database.createObjectStore("events", { keyPath: ["sitting", "sequence"] });
      database.createObjectStore("recordings", { keyPath: "recording" });
      database.createObjectStore("segments", { keyPath: ["recording", "segment"] });
    },
  });
}

/** Chromium and Firefox answer a write before it is on disk unless asked otherwise:
 * https://developer.mozilla.org/docs/Web/API/IDBTransaction/durability */
export const STRICT = { durability: "strict" } as const;
