import type { Side } from "../../send/happening.ts";
import type { TrialRecord } from "../task/run-trial.ts";

/** The name of the practice sentence that fits a trial, `[data-feedback=…]` on the page. */
export type Feedback = "right" | "wrong-key" | "too-slow" | "stopped" | "not-stopped";

export function feedbackOn(trial: TrialRecord, side: Side): Feedback {
  if (trial.stop) return trial.response ? "not-stopped" : "stopped";
  if (!trial.response) return "too-slow";
  return trial.response.side === side ? "right" : "wrong-key";
}
