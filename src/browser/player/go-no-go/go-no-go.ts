import type { GoNoGoTask } from "../../send/state.ts";
import { onSpaceKey } from "../task/answer-keys.ts";
import { pressKeys } from "../task/press-keys.ts";
import type { BlockRun, TaskKind } from "../task/run-task.ts";
import { feedbackOn, summarise } from "./coaching.ts";

/** Circles to answer, and rare squares at which to hold back. */
export const goNoGo: TaskKind<GoNoGoTask> = {
  of: (state) => state.go_no_go,
  elements: ["go", "no_go"],
  begin: (timeUp) => pressKeys(onSpaceKey, ["press"], timeUp),
  block: blockOf,
  feedback: (task, record) => feedbackOn(record, task.trials[record.trial]?.signal ?? "go"),
  summary: summarise,
};

function blockOf(task: GoNoGoTask): BlockRun {
  return {
    plan: (trial) => ({
      trial,
      stimulus: task.trials[trial]?.signal ?? "go",
      stimulus_ms: task.stimulus_ms,
      delayMs: null,
      fixation_ms: task.fixation_ms,
      response_window_ms: task.response_window_ms,
      inter_trial_ms: task.inter_trial_ms,
      keys: onSpaceKey,
      // A pace of its own keeps the habit of pressing, whatever the candidate does.
      pace: "steady",
    }),
  };
}
