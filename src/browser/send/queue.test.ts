import assert from "node:assert/strict";
import { test } from "node:test";
import { createQueue, type EventStore, type Queue, type QueuedEvent, type QueueListener } from "./queue.ts";
import type { Reply } from "./reply.ts";

const typed = (text: string) => ({ kind: "typed" as const, payload: { section: "garden-fence", text } });

/** A server that keeps what the real one would, and a device that keeps the rest. */
function setUp(options: { stored?: QueuedEvent[]; pending?: QueuedEvent[]; acknowledged?: number } = {}) {
  const stored = new Map((options.stored ?? []).map((event) => [event.sequence, event]));
  const kept = new Map((options.pending ?? []).map((event) => [event.sequence, event]));
  const heard: string[] = [];
  const replies: Reply[] = [];
  const store: EventStore = {
    put: async (event) => void kept.set(event.sequence, event),
    remove: async (events) => {
      for (const event of events) kept.delete(event.sequence);
    },
    replace: async (former, renumbered) => {
      for (const event of former) kept.delete(event.sequence);
      for (const event of renumbered) kept.set(event.sequence, event);
    },
  };
  const listener: QueueListener = {
    saved: () => heard.push("saved"),
    emptied: () => undefined,
    offline: () => heard.push("offline"),
    online: (pauseMs) => heard.push(`online after ${pauseMs}`),
    refused: (detail) => heard.push(`refused: ${detail}`),
    stopped: (why) => heard.push(why),
  };
  async function post(_sitting: string, events: QueuedEvent[]): Promise<Reply> {
    const prepared = replies.shift();
    if (prepared) return prepared;
    for (const event of events) {
      const known = stored.get(event.sequence);
      if (known && JSON.stringify(known) !== JSON.stringify(event)) return { is: "taken" };
      if (!known && event.sequence !== stored.size + 1)
        return { is: "gap", missingSequence: stored.size + 1 };
      stored.set(event.sequence, event);
    }
    return { is: "acknowledged", sequence: stored.size, serverMs: 0, deadlineMs: null };
  }
  let pageMs = 0;
  const queue: Queue = createQueue({
    sitting: "s",
    acknowledgedSequence: options.acknowledged ?? stored.size,
    pending: options.pending ?? [],
    store,
    post,
    wait: async (milliseconds) => {
      pageMs += milliseconds;
    },
    now: () => ({ clientMs: 7, pageMs }),
    listener,
  });
  const texts = () =>
    [...stored.values()].map((event) => (event.kind === "typed" ? event.payload.text : event.kind));
  return { queue, stored, kept, heard, replies, texts };
}

const event = (sequence: number, text: string): QueuedEvent => ({
  ...typed(text),
  sitting: "s",
  sequence,
  client_ms: 7,
});

test("events are numbered on from what the server has, and leave the device when it has them", async () => {
  const { queue, stored, kept, texts } = setUp({ stored: [event(1, "first")] });
  await Promise.all([queue.push(typed("second")), queue.push(typed("third"))]);
  await queue.flush();
  assert.deepEqual(texts(), ["first", "second", "third"]);
  assert.deepEqual([...stored.keys()], [1, 2, 3]);
  assert.equal(kept.size, 0);
});

test("an event stays on the device while the server cannot be reached, and the pause is told", async () => {
  const { queue, kept, heard, replies } = setUp();
  replies.push({ is: "unreachable" }, { is: "unreachable" });
  await queue.push(typed("kept"));
  assert.equal(kept.size, 1);
  await queue.flush();
  assert.equal(kept.size, 0);
  // Half a second, then one second of waiting.
  assert.deepEqual(heard, ["offline", "online after 1500", "saved"]);
});

test("an answer that was lost on the way does not make a second event", async () => {
  const sent = event(1, "once");
  const { queue, texts } = setUp({ stored: [sent], pending: [sent], acknowledged: 0 });
  await queue.push(typed("twice"));
  await queue.flush();
  assert.deepEqual(texts(), ["once", "twice"]);
});

test("after a gap the missing number is the next one", async () => {
  const { queue, stored, texts } = setUp({ stored: [event(1, "one")], acknowledged: 3 });
  await queue.push(typed("two"));
  await queue.flush();
  assert.deepEqual(texts(), ["one", "two"]);
  assert.deepEqual([...stored.keys()], [1, 2]);
});

test("a number taken by another tab of this device stops the queue", async () => {
  const { queue, heard, kept } = setUp({ stored: [event(1, "theirs")], acknowledged: 0 });
  await queue.push(typed("ours"));
  await new Promise((resolve) => setTimeout(resolve, 0));
  assert.deepEqual(heard, ["another-device"]);
  assert.equal(kept.size, 1);
});

test("what an earlier page left here is saved under new numbers when the server used theirs", async () => {
  // The server had the first of three when the link was opened anew, which took the second number.
  const left = [event(1, "one"), event(2, "two"), event(3, "three")];
  const opened = event(2, "(opened)");
  const { queue, texts, kept } = setUp({
    stored: [event(1, "one"), opened],
    pending: left,
    acknowledged: 2,
  });
  await queue.push(typed("four"));
  await queue.flush();
  assert.deepEqual(texts(), ["one", "(opened)", "two", "three", "four"]);
  assert.equal(kept.size, 0);
});

test("a refused event does not hold up those after it", async () => {
  const { queue, stored, heard, replies, texts } = setUp();
  replies.push({ is: "unreachable" }, { is: "refused", sequence: 1, detail: "too late" });
  await queue.push(typed("refused"));
  await queue.push(typed("fine"));
  await queue.flush();
  assert.ok(heard.includes("refused: too late"));
  assert.deepEqual(texts(), ["fine"]);
  assert.deepEqual([...stored.keys()], [1]);
});
