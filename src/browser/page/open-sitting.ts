import { backoffMs, waitForNetwork } from "../send/backoff.ts";
import { type Database, openDatabase } from "../send/database.ts";
import { eventStore, pendingEvents } from "../send/event-store.ts";
import { fetchState, isState } from "../send/fetch-state.ts";
import type { Disturbance, Happening } from "../send/happening.ts";
import { postEvents } from "../send/post-events.ts";
import { createQueue, type Queue } from "../send/queue.ts";
import type { State } from "../send/state.ts";
import { createUploader, type Uploader } from "../send/uploader.ts";
import { createLeave } from "./leave.ts";
import { takeSeat } from "./one-tab.ts";
import { createServerClock } from "./server-clock.ts";
import { showOffline, showRefused, showSaved, showStopped } from "./status.ts";

export type Sitting = {
  state: State;
  database: Database;
  uploader: Uploader;
  push(happening: Happening): Promise<void>;
  flush(): Promise<void>;
  /** Asks the server anew, after everything here has been sent. */
  refresh(): Promise<State>;
  /** Milliseconds until the server's deadline; null while none is set. */
  left(): number | null;
  disturb(cause: Disturbance, durationMs: number): void;
  /** Ends the section, waits until that is saved, and goes on. */
  finishSection(reason: "candidate" | "time"): Promise<void>;
  leave(address?: string): void;
};

/** Joins the sitting on this page: sends what earlier pages left, resumes uploads, and says what the server knows. */
export async function openSitting(uploadsChanged: () => void = () => undefined): Promise<Sitting> {
  if (!(await takeSeat())) {
    showStopped("another-device");
    return await never();
  }
  const clock = createServerClock(() => Date.now());
  let deadlineMs: number | null = null;
  const database = await openDatabase();
  let state = await insistOnState();
  const pending = await pendingEvents(database, state.sitting);
  const queue: Queue = createQueue({
    sitting: state.sitting,
    acknowledgedSequence: state.acknowledged_sequence,
    pending,
    store: eventStore(database),
    post: postEvents,
    wait: waitForNetwork,
    now: () => ({ clientMs: Date.now(), pageMs: performance.now() }),
    listener: {
      saved(serverMs, newDeadlineMs) {
        clock.set(serverMs);
        deadlineMs = newDeadlineMs;
        showSaved(serverMs, state.locale);
      },
      emptied: () => undefined,
      offline: () => showOffline(true),
      online(pauseMs) {
        showOffline(false);
        disturb("network", pauseMs);
      },
      refused: showRefused,
      stopped: showStopped,
    },
  });
  if (0 < pending.length) state = await refresh();
  const uploader = createUploader(database, state.sitting, uploadsChanged);
  uploader.start();
  const leave = createLeave();

  async function insistOnState(): Promise<State> {
    for (let failures = 1; ; failures += 1) {
      const askedMs = Date.now();
      const answer = await fetchState();
      if (isState(answer)) {
        clock.set(answer.server_ms, askedMs);
        deadlineMs = answer.deadline_ms;
        showOffline(false);
        return answer;
      }
      if (answer.is === "stopped") {
        showStopped(answer.why);
        return await never();
      }
      showOffline(true);
      await waitForNetwork(backoffMs(failures));
    }
  }

  async function refresh(): Promise<State> {
    await queue.flush();
    state = await insistOnState();
    return state;
  }

  function disturb(cause: Disturbance, durationMs: number): void {
    const section = state.section?.is_started || deadlineMs !== null ? state.section?.name : undefined;
    void queue.push({
      kind: "disturbed",
      payload: { ...(section && { section }), cause, duration_ms: durationMs },
    });
  }

  async function finishSection(reason: "candidate" | "time"): Promise<void> {
    if (state.section) {
      await queue.push({ kind: "section_finished", payload: { section: state.section.name, reason } });
    }
    await queue.flush();
    leave();
  }

  return {
    get state() {
      return state;
    },
    database,
    uploader,
    push: queue.push,
    flush: queue.flush,
    refresh,
    left: () => (deadlineMs === null ? null : deadlineMs - clock.now()),
    disturb,
    finishSection,
    leave,
  };
}

/** The page has been stopped: whoever waits for it waits for good. */
function never(): Promise<never> {
  return new Promise(() => undefined);
}
