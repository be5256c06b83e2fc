import { startClock } from "../../page/clock.ts";
import { fill } from "../../page/fill.ts";
import { find } from "../../page/find.ts";
import type { Sitting } from "../../page/open-sitting.ts";
import { sayText } from "../../page/say.ts";
import { showStage } from "../../page/show.ts";
import type { State } from "../../send/state.ts";
import { countDown } from "../count-down.ts";
import { watchPresence } from "../presence.ts";
import { clickOn } from "../speak-answer.ts";
import { collectElementTimes } from "./element-times.ts";
import { type FocusWatch, watchFocus } from "./focus-watch.ts";
import { watchFrames } from "./frame-watch.ts";
import { makeFromTemplate } from "./make-element.ts";
import type { TrialPlan, TrialRecord, TrialStage } from "./run-trial.ts";
import { runTrial } from "./run-trial.ts";
import { warmUp } from "./warm-up.ts";

const FEEDBACK_MS = 1000;

/** What the server says of any task. `block` is null in practice. */
export type TaskState = {
  trials: readonly { block: number | null }[];
  next_trial: number;
  blocks: number;
  break_seconds: number;
};

/** What sets one task apart from the others. */
export type TaskKind<S extends TaskState> = {
  /** The task as the server tells it; null when the sitting is elsewhere. */
  of(state: State): S | null;
  /** The elements that its trials show, besides the fixation mark. */
  elements: readonly string[];
  /** Resolves when the keys that begin the task were pressed. */
  begin(timeUp: AbortSignal): Promise<void>;
  /** Begins a block. */
  block(task: S): BlockRun;
  /** The name of the practice sentence that fits a trial, `[data-feedback=…]` on the page. */
  feedback(task: S, record: TrialRecord): string;
  /** What a candidate is told between blocks. Scores are made on the server, from the trials themselves. */
  summary(task: S, records: readonly TrialRecord[]): BlockSummary;
};

export type BlockRun = {
  /** How the trial at this place is shown. */
  plan(trial: number): TrialPlan;
  /** What follows from how it ended. */
  ended?(record: TrialRecord): void;
};

export type BlockSummary = {
  /** Mean time of answers in whole milliseconds; null without any. */
  meanMs: number | null;
  /** Values for the page's open sentences, by the name of their element: `missed` fills `[data-rest-missed]`. */
  sentences: Record<string, Record<string, number>>;
  /** The name of the words after the practice, `[data-coaching=…]`; absent in a task without. */
  coaching?: string;
};

type Run = { sitting: Sitting; section: string; stage: TrialStage; focus: FocusWatch; timeUp: AbortSignal };

/** A task from its instructions to its end, or from the trial where an earlier page left it. */
export async function runTask<S extends TaskState>(sitting: Sitting, kind: TaskKind<S>): Promise<void> {
  const { section, locale } = sitting.state;
  let task = kind.of(sitting.state);
  if (!section || !task) return sitting.leave();
  const timeUp = new AbortController();
  const stage: TrialStage = {
    field: find(".task-field"),
    make: makeFromTemplate,
    times: collectElementTimes(),
    frames: watchFrames(),
  };
  const run: Run = { sitting, section: section.name, stage, focus: watchFocus(), timeUp: timeUp.signal };
  watchPresence((cause, durationMs) => sitting.disturb(cause, durationMs));
  startClock({
    locale,
    left: sitting.left,
    limitMs: section.limit_seconds * 1000,
    timeUp: () => timeUp.abort(),
  });

  showStage("instructions");
  find("[data-reloaded]").hidden = !section.is_started;
  find("[data-no-keyboard]").hidden = !matchMedia("(hover: none) and (pointer: coarse)").matches;
  if (section.is_started) sitting.disturb("reloaded", 0);
  await kind.begin(timeUp.signal);

  // Between two blocks nothing is on the screen that time could spoil: there the server is asked anew, so that the
  // next block starts from what the server will replay.
  while (task.next_trial < task.trials.length && !timeUp.signal.aborted) {
    await runBlock(run, kind, task);
    task = kind.of(await sitting.refresh());
    if (!task) return sitting.leave();
  }
  if (timeUp.signal.aborted) showStage("time");
  await sitting.finishSection(timeUp.signal.aborted ? "time" : "candidate");
}

async function runBlock<S extends TaskState>(run: Run, kind: TaskKind<S>, task: S): Promise<void> {
  const block = task.trials[task.next_trial]?.block ?? null;
  const blockRun = kind.block(task);
  const records: TrialRecord[] = [];
  showStage("field");
  await warmUp(run.stage, kind.elements);
  if (!run.sitting.state.section?.is_started && task.next_trial === 0) {
    await run.sitting.push({ kind: "section_started", payload: { section: run.section } });
    // The server refuses trials that came sooner after the start than they can last: it has to know the start first.
    await run.sitting.flush();
  }
  for (let trial = task.next_trial; task.trials[trial]?.block === block && !run.timeUp.aborted; trial += 1) {
    run.focus.restart();
    const record = await runTrial(blockRun.plan(trial), run.stage);
    blockRun.ended?.(record);
    // Kept and sent in the background: the next trial does not wait for the network.
    const payload = { section: run.section, ...record, was_out_of_focus: run.focus.wasLost() };
    void run.sitting.push({ kind: "trial", payload });
    records.push(record);
    if (block === null) await showFeedback(kind.feedback(task, record));
    if (run.focus.wasLost()) await waitForFocus(run);
  }
  const isLast = task.trials.at(-1)?.block === block;
  if (!run.timeUp.aborted && !isLast) await rest(run, task, records.length, kind.summary(task, records));
}

async function showFeedback(name: string): Promise<void> {
  const sentence = find(`[data-feedback="${name}"]`);
  sentence.hidden = false;
  await new Promise((resolve) => setTimeout(resolve, FEEDBACK_MS));
  sentence.hidden = true;
}

async function waitForFocus(run: Run): Promise<void> {
  showStage("paused");
  await clickOn(["continue-trials"], run.timeUp);
  showStage("field");
}

async function rest(run: Run, task: TaskState, done: number, summary: BlockSummary): Promise<void> {
  const next = task.trials[task.next_trial + done]?.block ?? 0;
  showStage("rest");
  for (const part of document.querySelectorAll<HTMLElement>("[data-rest]")) {
    part.hidden = (part.dataset.rest === "practice") !== (next === 0);
  }
  for (const part of document.querySelectorAll<HTMLElement>("[data-coaching]")) {
    part.hidden = part.dataset.coaching !== summary.coaching;
  }
  fill(find("[data-rest-block]"), { block: next, blocks: task.blocks });
  find("[data-rest-mean]").hidden = summary.meanMs === null;
  fill(find("[data-rest-mean]"), { milliseconds: summary.meanMs ?? 0 });
  for (const [name, values] of Object.entries(summary.sentences)) fill(find(`[data-rest-${name}]`), values);
  sayText(find("[data-stage=rest] h1").textContent ?? "");
  const button = find<HTMLButtonElement>("[data-action=next-block]");
  button.disabled = true;
  const left = find("[data-rest-left]");
  left.hidden = false;
  await countDown(left, task.break_seconds, run.sitting.state.locale, run.timeUp);
  left.hidden = true;
  button.disabled = false;
  button.focus();
  await clickOn(["next-block"], run.timeUp);
}
