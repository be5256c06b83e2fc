import { backoffMs } from "./backoff.ts";
import { firstBatch } from "./batch.ts";
import type { Happening } from "./happening.ts";
import type { Reply, StopReason } from "./reply.ts";

/** An event with its place in the sitting, kept on this device until the server has acknowledged it. */
export type QueuedEvent = Happening & {
  sitting: string;
  sequence: number;
  client_ms: number;
};

/** Where unacknowledged events are kept between pages. */
export type EventStore = {
  put(event: QueuedEvent): Promise<void>;
  remove(events: readonly QueuedEvent[]): Promise<void>;
  /** Puts `renumbered` in the place of `former`, at once or not at all. */
  replace(former: readonly QueuedEvent[], renumbered: readonly QueuedEvent[]): Promise<void>;
};

/** What the page wants to hear. */
export type QueueListener = {
  saved(serverMs: number, deadlineMs: number | null): void;
  /** Everything is acknowledged, nothing waits. */
  emptied(): void;
  offline(): void;
  online(pauseMs: number): void;
  refused(detail: string): void;
  stopped(why: StopReason): void;
};

export type QueueParts = {
  sitting: string;
  acknowledgedSequence: number;
  /** Events left by an earlier page, in order. */
  pending: QueuedEvent[];
  store: EventStore;
  post(sitting: string, events: QueuedEvent[]): Promise<Reply>;
  wait(milliseconds: number): Promise<void>;
  /** Milliseconds since 1970 and since this page began. */
  now(): { clientMs: number; pageMs: number };
  listener: QueueListener;
};

export type Queue = {
  /** Numbers and keeps an event, then sends it in the background. Resolves when it is kept. */
  push(happening: Happening): Promise<void>;
  /** Resolves when the server has acknowledged everything; never when the sitting was stopped. */
  flush(): Promise<void>;
  pendingCount(): number;
};

/** A post that took longer than the server's grace for answers on their way, in milliseconds. */
const SLOW_MS = 3000;

/**
 * Sends events in order and exactly once: an event leaves the device only when the server has it on disk, and a
 * repeat after a lost answer is recognised by its sequence number.
 */
export function createQueue(parts: QueueParts): Queue {
  const { store, listener } = parts;
  let pending = [...parts.pending].sort((a, b) => a.sequence - b.sequence);
  const inherited = new Set(pending);
  let last = Math.max(parts.acknowledgedSequence, pending.at(-1)?.sequence ?? 0);
  let acknowledged = parts.acknowledgedSequence;
  let isSending = false;
  let isStopped = false;
  let failures = 0;
  let unreachableSince: number | null = null;
  let oneByOne = false;
  let waiting: (() => void)[] = [];
  // Numbering, keeping and renumbering take turns, so that two of them never see half of each other's work.
  let turn: Promise<unknown> = Promise.resolve();

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  function push(happening: Happening): Promise<void> {
    const client_ms = parts.now().clientMs;
    return inTurn(async () => {
      last += 1;
      const event = { ...happening, sitting: parts.sitting, sequence: last, client_ms };
      pending.push(event);
      // A full or forbidden store must not lose the event while this page lives: it stays in memory and is sent.
      await store.put(event).catch(() => undefined);
      void send();
    });
  }

  async function flush(): Promise<void> {
    await turn;
    if (pending.length === 0) return;
    void send();
    await new Promise<void>((resolve) => waiting.push(resolve));
  }

  async function send(): Promise<void> {
    if (isSending) return;
    isSending = true;
    while (pending.length > 0 && !isStopped) {
      const batch = oneByOne ? pending.slice(0, 1) : firstBatch(pending);
      // An event is kept before it is sent.
      await turn;
      const askedMs = parts.now().pageMs;
      const reply = await parts.post(parts.sitting, batch);
      noteTime(reply, batch, askedMs);
      await heed(reply, batch);
    }
    isSending = false;
    if (isStopped) return;
    listener.emptied();
    for (const resolve of waiting.splice(0)) resolve();
    waiting = [];
  }

  async function heed(reply: Reply, batch: QueuedEvent[]): Promise<void> {
    if (reply.is === "unreachable") return await waitAndTryAgain();
    noteReached();
    switch (reply.is) {
      case "acknowledged":
        acknowledged = Math.max(acknowledged, reply.sequence);
        await inTurn(() => settle(batch));
        return listener.saved(reply.serverMs, reply.deadlineMs);
      case "gap":
        return await inTurn(() => closeGap(reply.missingSequence));
      case "taken":
        return await rescueOrStop(batch);
      case "refused":
        await inTurn(() => drop(batch.find((event) => event.sequence === reply.sequence) ?? batch[0]));
        return listener.refused(reply.detail);
      case "too-large":
        if (batch.length === 1) await inTurn(() => drop(batch[0]));
        oneByOne = true;
        return;
      case "stopped":
        return stop(reply.why);
    }
  }

  async function settle(batch: readonly QueuedEvent[]): Promise<void> {
    const sent = new Set(batch);
    pending = pending.filter((event) => !sent.has(event));
    await store.remove(batch).catch(() => undefined);
  }

  /** The server lacks a number. Where it is still here, it is simply next; where not, what is here moves up. */
  async function closeGap(missing: number): Promise<void> {
    // What lies before the gap the server has.
    await settle(pending.filter((event) => event.sequence < missing));
    if (pending[0] && pending[0].sequence !== missing) await renumber(missing);
  }

  /**
   * Another event has that number. What an earlier page left on this device is still the candidate's, although the
   * link was opened anew or a form was posted since: what the server has of it is found one by one, the rest is
   * numbered anew. An event of this page's own says that the sitting goes on elsewhere.
   */
  async function rescueOrStop(batch: QueuedEvent[]): Promise<void> {
    if (!batch[0] || !inherited.has(batch[0])) return stop("another-device");
    if (1 < batch.length) {
      oneByOne = true;
      return;
    }
    oneByOne = false;
    await inTurn(() => renumber(acknowledged + 1));
    // Once is enough: taken again, the numbers are somebody else's.
    inherited.clear();
  }

  /** A refused event would hold up all that follow: it goes, and they close up. */
  async function drop(event: QueuedEvent | undefined): Promise<void> {
    if (!event) return;
    await settle([event]);
    await renumber(event.sequence, (other) => event.sequence < other.sequence);
  }

  async function renumber(from: number, which: (event: QueuedEvent) => boolean = () => true): Promise<void> {
    const former = pending.filter(which);
    const renumbered = former.map((event, idx) => ({ ...event, sequence: from + idx }));
    renumbered.forEach((event, idx) => {
      if (former[idx] && inherited.has(former[idx])) inherited.add(event);
    });
    pending = [...pending.filter((event) => !which(event)), ...renumbered];
    last = from + renumbered.length - 1;
    await store.replace(former, renumbered).catch(() => undefined);
  }

  /** A pause begins when a post is sent, not when it is given up; and one that came through slowly was a pause too. */
  function noteTime(reply: Reply, batch: readonly QueuedEvent[], askedMs: number): void {
    if (reply.is === "unreachable") {
      if (unreachableSince === null) listener.offline();
      unreachableSince ??= askedMs;
      return;
    }
    const tookMs = parts.now().pageMs - askedMs;
    // A report of a slow post may be slow itself: it is not reported again.
    const isReport = batch.every((event) => event.kind === "disturbed");
    if (unreachableSince === null && SLOW_MS < tookMs && !isReport) listener.online(tookMs);
  }

  async function waitAndTryAgain(): Promise<void> {
    failures += 1;
    await parts.wait(backoffMs(failures));
  }

  function noteReached(): void {
    failures = 0;
    if (unreachableSince === null) return;
    const pauseMs = parts.now().pageMs - unreachableSince;
    unreachableSince = null;
    listener.online(pauseMs);
  }

  function stop(why: StopReason): void {
    isStopped = true;
    listener.stopped(why);
  }

  if (pending.length > 0) void send();
  return { push, flush, pendingCount: () => pending.length };
}
