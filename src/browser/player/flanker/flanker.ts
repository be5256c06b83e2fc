import type { FlankerTask } from "../../send/state.ts";
import { onSideKey } from "../task/answer-keys.ts";
import { pressKeys } from "../task/press-keys.ts";
import type { BlockRun, TaskKind } from "../task/run-task.ts";
import { feedbackOn, summarise } from "./coaching.ts";

/** The middle arrow of five to answer, whose neighbours point the same way or the other. */
export const flanker: TaskKind<FlankerTask> = {
  of: (state) => state.flanker,
  elements: ["left-congruent", "left-incongruent", "right-congruent", "right-incongruent"],
  begin: (timeUp) => pressKeys(onSideKey, ["left", "right"], timeUp),
  block: blockOf,
  feedback: (task, record) => feedbackOn(record, task.trials[record.trial]?.side ?? "left"),
  summary: summarise,
};

function blockOf(task: FlankerTask): BlockRun {
  return {
    plan(trial) {
      const { side, flankers } = task.trials[trial] ?? { side: "left", flankers: "congruent" };
      return {
        trial,
        stimulus: `${side}-${flankers}`,
        stimulus_ms: null,
        delayMs: null,
        fixation_ms: task.fixation_ms,
        response_window_ms: task.response_window_ms,
        inter_trial_ms: task.inter_trial_ms,
        keys: onSideKey,
        pace: "answered",
      };
    },
  };
}
