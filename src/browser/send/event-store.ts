import { type Database, STRICT } from "./database.ts";
import type { EventStore, QueuedEvent } from "./queue.ts";

/** The events of one sitting that wait on this device, in order. */
export function pendingEvents(database: Database, sitting: string): Promise<QueuedEvent[]> {
  return database.getAll("events", IDBKeyRange.bound([sitting, 0], [sitting, Number.MAX_SAFE_INTEGER]));
}

/** Keeps a queue's events in IndexedDB. */
export function eventStore(database: Database): EventStore {
  return {
    async put(event) {
      const transaction = database.transaction("events", "readwrite", STRICT);
      await Promise.all([transaction.store.put(event), transaction.done]);
    },
    async remove(events) {
      const transaction = database.transaction("events", "readwrite");
      for (const event of events) void transaction.store.delete([event.sitting, event.sequence]);
      await transaction.done;
    },
    async replace(former, renumbered) {
      const transaction = database.transaction("events", "readwrite", STRICT);
      for (const event of former) void transaction.store.delete([event.sitting, event.sequence]);
      for (const event of renumbered) void transaction.store.put(event);
      await transaction.done;
    },
  };
}
