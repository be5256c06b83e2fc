import type { GoNoGoTask } from "../../send/state.ts";
import { meanTimeMs } from "../task/mean-time.ts";
import type { BlockSummary } from "../task/run-task.ts";
import type { TrialRecord } from "../task/run-trial.ts";

/** The name of the practice sentence that fits a trial, `[data-feedback=…]` on the page. */
export type Feedback = "right" | "missed" | "held-back" | "pressed";

export function feedbackOn(trial: TrialRecord, signal: "go" | "no_go"): Feedback {
  if (signal === "no_go") return trial.response ? "pressed" : "held-back";
  return trial.response ? "right" : "missed";
}

/** What a candidate is told between blocks. */
export function summarise(
  task: Pick<GoNoGoTask, "trials" | "coaching">,
  records: readonly TrialRecord[],
): BlockSummary {
  const of = (signal: "go" | "no_go") => records.filter(({ trial }) => task.trials[trial]?.signal === signal);
  const [go, noGo] = [of("go"), of("no_go")];
  const missed = go.filter((trial) => !trial.response).length;
  const pressed = noGo.filter((trial) => trial.response).length;
  const meanMs = meanTimeMs(go);
  return {
    meanMs,
    sentences: {
      missed: { missed, trials: go.length },
      pressed: { pressed, squares: noGo.length },
    },
    coaching: coachingOn(task.coaching, {
      meanMs,
      missed: missed / go.length,
      pressed: pressed / noGo.length,
    }),
  };
}

/** Pressing at squares comes first: who is told to be quicker presses at more of them. A share of nothing is NaN. */
function coachingOn(
  limits: GoNoGoTask["coaching"],
  seen: { meanMs: number | null; missed: number; pressed: number },
): "too-often" | "too-slow" | "well" {
  if (limits.pressed_proportion < seen.pressed) return "too-often";
  const isSlow = seen.meanMs !== null && limits.slow_ms <= seen.meanMs;
  return isSlow || limits.missed_proportion < seen.missed ? "too-slow" : "well";
}
