import { startClock } from "../../page/clock.ts";
import { fill } from "../../page/fill.ts";
import { find } from "../../page/find.ts";
import type { Sitting } from "../../page/open-sitting.ts";
import { sayText } from "../../page/say.ts";
import { showStage } from "../../page/show.ts";
import type { PlannedTrial, StopSignalTask } from "../../send/state.ts";
import { countDown } from "../count-down.ts";
import { watchPresence } from "../presence.ts";
import { clickOn } from "../speak-answer.ts";
import { summarise } from "./block-summary.ts";
import { collectElementTimes } from "./element-times.ts";
import { feedbackOn } from "./feedback.ts";
import { type FocusWatch, watchFocus } from "./focus-watch.ts";
import { watchFrames } from "./frame-watch.ts";
import { makeFromTemplate } from "./make-element.ts";
import { runTrial, type TrialRecord, type TrialStage } from "./run-trial.ts";
import { onSideKey } from "./side-keys.ts";
import { nextDelay } from "./staircase.ts";
import { warmUp } from "./warm-up.ts";

const FEEDBACK_MS = 1000;

type Run = { sitting: Sitting; section: string; stage: TrialStage; focus: FocusWatch; timeUp: AbortSignal };

/** The stop-signal task from its instructions to its end, or from the trial where an earlier page left it. */
export async function runTask(sitting: Sitting): Promise<void> {
  const { section, locale } = sitting.state;
  if (!section || !sitting.state.stop_signal) return sitting.leave();
  const timeUp = new AbortController();
  const stage: TrialStage = {
    field: find(".stop-signal-field"),
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
  await bothKeys(timeUp.signal);

  // Between two blocks nothing is on the screen that time could spoil: there the server is asked anew, so that the
  // staircases of the next block start from what the server will replay.
  for (let task = sitting.state.stop_signal; hasTrials(task) && !timeUp.signal.aborted; ) {
    await runBlock(run, task);
    const state = await sitting.refresh();
    if (!state.stop_signal) return sitting.leave();
    task = state.stop_signal;
  }
  if (timeUp.signal.aborted) showStage("time");
  await sitting.finishSection(timeUp.signal.aborted ? "time" : "candidate");
}

function hasTrials(task: StopSignalTask): boolean {
  return task.next_trial < task.trials.length;
}

/** Both keys once: whoever gets past this has a keyboard and knows where the keys are. */
async function bothKeys(timeUp: AbortSignal): Promise<void> {
  for (const wanted of ["left", "right"] as const) {
    const key = find(`[data-key=${wanted}]`);
    key.dataset.isNext = "true";
    await new Promise<void>((resolve) => {
      const close = onSideKey((side) => {
        if (side === wanted) done();
      });
      timeUp.addEventListener("abort", done);
      function done(): void {
        close();
        resolve();
      }
    });
    key.dataset.isNext = "false";
    key.dataset.isPressed = "true";
  }
}

async function runBlock(run: Run, task: StopSignalTask): Promise<void> {
  const block = task.trials[task.next_trial]?.block ?? null;
  const delays = [...task.delays_ms];
  const records: TrialRecord[] = [];
  showStage("field");
  await warmUp(run.stage);
  if (!run.sitting.state.section?.is_started && task.next_trial === 0) {
    await run.sitting.push({ kind: "section_started", payload: { section: run.section } });
    // The server refuses trials that came sooner after the start than they can last: it has to know the start first.
    await run.sitting.flush();
  }
  for (let trial = task.next_trial; task.trials[trial]?.block === block && !run.timeUp.aborted; trial += 1) {
    const planned = task.trials[trial] as PlannedTrial;
    const record = await oneTrial(run, task, planned, trial, delays);
    records.push(record);
    if (block === null) await showFeedback(record, planned);
    if (run.focus.wasLost()) await waitForFocus(run);
  }
  const isLast = task.trials.at(-1)?.block === block;
  if (!run.timeUp.aborted && !isLast) await rest(run, task, records);
}

async function oneTrial(
  run: Run,
  task: StopSignalTask,
  planned: PlannedTrial,
  trial: number,
  delays: number[],
): Promise<TrialRecord> {
  const { staircase, side } = planned;
  const delayMs = staircase === null ? null : (delays[staircase] ?? task.minimum_delay_ms);
  run.focus.restart();
  const { fixation_ms, response_window_ms, inter_trial_ms } = task;
  const plan = { trial, side, delayMs, fixation_ms, response_window_ms, inter_trial_ms };
  const record = await runTrial(plan, run.stage);
  // A signal that was neither seen nor forestalled by a key says nothing about stopping.
  const isTold = record.response !== undefined || record.stop?.shown_ms !== undefined;
  if (staircase !== null && delayMs !== null && isTold) {
    delays[staircase] = nextDelay(delayMs, record.response !== undefined, task);
  }
  // Kept and sent in the background: the next trial does not wait for the network.
  const payload = { section: run.section, ...record, was_out_of_focus: run.focus.wasLost() };
  void run.sitting.push({ kind: "trial", payload });
  return record;
}

async function showFeedback(record: TrialRecord, planned: PlannedTrial): Promise<void> {
  const sentence = find(`[data-feedback="${feedbackOn(record, planned.side)}"]`);
  sentence.hidden = false;
  await new Promise((resolve) => setTimeout(resolve, FEEDBACK_MS));
  sentence.hidden = true;
}

async function waitForFocus(run: Run): Promise<void> {
  showStage("paused");
  await clickOn(["continue-trials"], run.timeUp);
  showStage("field");
}

async function rest(run: Run, task: StopSignalTask, records: TrialRecord[]): Promise<void> {
  const { meanGoMs, missedGo, goTrials } = summarise(records);
  const next = task.trials[task.next_trial + records.length]?.block ?? 0;
  showStage("rest");
  find("[data-rest=practice]").hidden = next !== 0;
  find("[data-rest=block]").hidden = next === 0;
  fill(find("[data-rest-block]"), { block: next, blocks: task.blocks });
  find("[data-rest-mean]").hidden = meanGoMs === null;
  fill(find("[data-rest-mean]"), { milliseconds: meanGoMs ?? 0 });
  fill(find("[data-rest-missed]"), { missed: missedGo, arrows: goTrials });
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
