import type { StopSignalTask } from "../../send/state.ts";
import { onSideKey } from "../task/answer-keys.ts";
import { pressKeys } from "../task/press-keys.ts";
import type { BlockRun, TaskKind } from "../task/run-task.ts";
import { summarise } from "./block-summary.ts";
import { feedbackOn } from "./feedback.ts";
import { nextDelay } from "./staircase.ts";

/** Arrows to answer, and a sign that comes after some of them. */
export const stopSignal: TaskKind<StopSignalTask> = {
  of: (state) => state.stop_signal,
  elements: ["left", "right", "sign"],
  begin: (timeUp) => pressKeys(onSideKey, ["left", "right"], timeUp),
  block: blockOf,
  feedback: (task, record) => feedbackOn(record, task.trials[record.trial]?.side ?? "left"),
  summary: (_, records) => summarise(records),
};

/** The staircases follow the trials within a block; each block starts from what the server replayed. */
function blockOf(task: StopSignalTask): BlockRun {
  const delays = [...task.delays_ms];
  const staircaseOf = (trial: number) => task.trials[trial]?.staircase ?? null;
  const delayOf = (staircase: number) => delays[staircase] ?? task.minimum_delay_ms;
  return {
    plan(trial) {
      const staircase = staircaseOf(trial);
      return {
        trial,
        stimulus: task.trials[trial]?.side ?? "left",
        stimulus_ms: null,
        delayMs: staircase === null ? null : delayOf(staircase),
        fixation_ms: task.fixation_ms,
        response_window_ms: task.response_window_ms,
        inter_trial_ms: task.inter_trial_ms,
        keys: onSideKey,
        pace: "answered",
      };
    },
    ended(record) {
      const staircase = staircaseOf(record.trial);
      // A signal that was neither seen nor forestalled by a key says nothing about stopping.
      const isTold = record.response !== undefined || record.stop?.shown_ms !== undefined;
      if (staircase === null || !isTold) return;
      delays[staircase] = nextDelay(delayOf(staircase), record.response !== undefined, task);
    },
  };
}
