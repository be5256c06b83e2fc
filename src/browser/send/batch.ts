/** The most events one post may carry. */
const MOST_EVENTS = 200;
/** A post may have 256 KiB; the rest is left for its own braces and names. */
const MOST_BYTES = 240 * 1024;

/** The first events that fit into one post, at least one. */
export function firstBatch<Event>(events: readonly Event[]): Event[] {
  const batch: Event[] = [];
  let bytes = 0;
  for (const event of events.slice(0, MOST_EVENTS)) {
    bytes += new TextEncoder().encode(JSON.stringify(event)).length;
    if (batch.length > 0 && MOST_BYTES < bytes) break;
    batch.push(event);
  }
  return batch;
}
