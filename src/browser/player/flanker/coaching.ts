import type { Side } from "../../send/happening.ts";
import type { FlankerTask } from "../../send/state.ts";
import { meanTimeMs } from "../task/mean-time.ts";
import type { BlockSummary } from "../task/run-task.ts";
import type { TrialRecord } from "../task/run-trial.ts";

/** The name of the practice sentence that fits a trial, `[data-feedback=…]` on the page. */
export type Feedback = "right" | "wrong-key" | "too-slow";

export function feedbackOn(trial: TrialRecord, side: Side): Feedback {
  if (!trial.response) return "too-slow";
  return trial.response.side === side ? "right" : "wrong-key";
}

/** What a candidate is told between blocks. */
export function summarise(
  task: Pick<FlankerTask, "trials" | "coaching">,
  records: readonly TrialRecord[],
): BlockSummary {
  const trials = records.length;
  const count = (what: Feedback) =>
    records.filter((record) => feedbackOn(record, task.trials[record.trial]?.side ?? "left") === what).length;
  const [missed, wrong] = [count("too-slow"), count("wrong-key")];
  const meanMs = meanTimeMs(records);
  return {
    meanMs,
    sentences: { missed: { missed, trials }, wrong: { wrong, trials } },
    coaching: coachingOn(task.coaching, { meanMs, missed: missed / trials, wrong: wrong / trials }),
  };
}

/** Wrong keys come first: who is told to be quicker gives more of them. A share of nothing is NaN. */
function coachingOn(
  limits: FlankerTask["coaching"],
  seen: { meanMs: number | null; missed: number; wrong: number },
): "too-often-wrong" | "too-slow" | "well" {
  if (limits.wrong_proportion < seen.wrong) return "too-often-wrong";
  const isSlow = seen.meanMs !== null && limits.slow_ms <= seen.meanMs;
  return isSlow || limits.missed_proportion < seen.missed ? "too-slow" : "well";
}
