import type { TrialRecord } from "./run-trial.ts";

export type BlockSummary = {
  /** Mean time of the answered go trials in whole milliseconds, for the candidate's eyes only; null without any. */
  meanGoMs: number | null;
  missedGo: number;
  goTrials: number;
};

/** What a candidate is told between blocks. Scores are made on the server, from the trials themselves. */
export function summarise(trials: readonly TrialRecord[]): BlockSummary {
  const go = trials.filter((trial) => !trial.stop);
  const times = go.flatMap(({ response, stimulus_ms }) =>
    response ? [response.response_ms - stimulus_ms] : [],
  );
  const sum = times.reduce((total, time) => total + time, 0);
  return {
    meanGoMs: times.length === 0 ? null : Math.round(sum / times.length),
    missedGo: go.length - times.length,
    goTrials: go.length,
  };
}
