import type { TrialRecord } from "./run-trial.ts";

/** Mean time of the answers in whole milliseconds, for the candidate's eyes only; null without any. */
export function meanTimeMs(trials: readonly TrialRecord[]): number | null {
  const times = trials.flatMap(({ response, stimulus_ms }) =>
    response ? [response.response_ms - stimulus_ms] : [],
  );
  const sum = times.reduce((total, time) => total + time, 0);
  return times.length === 0 ? null : Math.round(sum / times.length);
}
