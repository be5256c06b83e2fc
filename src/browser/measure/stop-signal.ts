// Measures how exact the shipped task is: it runs go trials with the very modules of the stop-signal page and keeps
// the reaction times where the timing robot looks for them. Never part of a candidate's page.
import { onSideKey } from "../player/task/answer-keys.ts";
import { collectElementTimes } from "../player/task/element-times.ts";
import { watchFrames } from "../player/task/frame-watch.ts";
import { makeFromTemplate } from "../player/task/make-element.ts";
import { runTrial } from "../player/task/run-trial.ts";
import { warmUp } from "../player/task/warm-up.ts";

type Row = { rt: number; source: string; late_frames: number };
const timing: { trials: Row[]; done: boolean } = { trials: [], done: false };
Object.assign(window, { __timing: timing });

const field = document.querySelector<HTMLElement>(".task-field");
const wanted = Number(new URLSearchParams(location.search).get("n") ?? "200");
if (field) await measure(field);

async function measure(field: HTMLElement): Promise<void> {
  const stage = { field, make: makeFromTemplate, times: collectElementTimes(), frames: watchFrames() };
  await warmUp(stage, ["left", "right", "sign"]);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  for (let trial = 0; timing.trials.length < wanted; trial += 1) {
    const times = { fixation_ms: 500, response_window_ms: 1500, inter_trial_ms: 500 };
    const shown = { stimulus: "right", stimulus_ms: null, delayMs: null, keys: onSideKey } as const;
    const record = await runTrial({ trial, ...shown, ...times, pace: "answered" }, stage);
    if (!record.response) continue;
    const rt = record.response.response_ms - record.stimulus_ms;
    timing.trials.push({ rt, source: record.stimulus_source, late_frames: record.late_frames });
  }
  timing.done = true;
}
