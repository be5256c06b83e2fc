import { meanTimeMs } from "../task/mean-time.ts";
import type { BlockSummary } from "../task/run-task.ts";
import type { TrialRecord } from "../task/run-trial.ts";

/** What a candidate is told between blocks, from the go trials alone. */
export function summarise(trials: readonly TrialRecord[]): BlockSummary {
  const go = trials.filter((trial) => !trial.stop);
  const missed = go.filter((trial) => !trial.response).length;
  return { meanMs: meanTimeMs(go), sentences: { missed: { missed, trials: go.length } } };
}
