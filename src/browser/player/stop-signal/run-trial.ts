import type { Side, Trial } from "../../send/happening.ts";
import type { ElementTimes } from "./element-times.ts";
import type { FrameWatch } from "./frame-watch.ts";
import { framesUntil, nextFrame } from "./frames.ts";
import { chooseOnset, type Onset } from "./onset.ts";
import { onSideKey } from "./side-keys.ts";

/** What a trial is made of. All times are milliseconds. */
export type TrialPlan = {
  /** Its place in the task; it names the trial's elements. */
  trial: number;
  side: Side;
  /** The stop-signal delay; null on go trials. */
  delayMs: number | null;
  fixation_ms: number;
  response_window_ms: number;
  inter_trial_ms: number;
};

/** Where and with what a trial is shown. */
export type TrialStage = {
  field: HTMLElement;
  /** Makes a fresh element each time: Element Timing reports an element's first paint only. */
  make(what: "fixation" | "left" | "right" | "sign"): HTMLElement;
  times: ElementTimes;
  frames: FrameWatch;
};

/** What a trial records; its section and the focus are the caller's to know. */
export type TrialRecord = Omit<Trial, "section" | "was_out_of_focus">;

type Shown = { name: string; frameMs: number; secondFrameMs: number };

/** Shows one trial, each change in the frame that is due, and resolves when the pause after it is over. */
export async function runTrial(plan: TrialPlan, stage: TrialStage): Promise<TrialRecord> {
  const half = stage.frames.intervalMs() / 2;
  stage.frames.restart();
  stage.field.replaceChildren(stage.make("fixation"));
  const arrowFrameMs = await framesUntil((sinceMs) => plan.fixation_ms - half <= sinceMs);
  stage.field.replaceChildren();
  const arrow = put(stage, plan.side, `arrow-${plan.trial}`, arrowFrameMs);
  const answer = listenFrom(arrowFrameMs, plan.response_window_ms, () => stage.field.replaceChildren());

  let sign: Shown | undefined;
  for (let isOver = false; !isOver && !answer.response(); ) {
    const nowMs = await nextFrame();
    const sinceMs = nowMs - arrowFrameMs;
    // Counted from the arrow's own frame: both pass the same way to the screen, so their distance is kept. A change
    // is made in the frame nearest to its time, hence the half frame.
    isOver = plan.response_window_ms - half <= sinceMs;
    // After a standstill the time of the sign and the trial's end can be due in one frame: then it was never seen.
    const isDue = !isOver && plan.delayMs !== null && plan.delayMs - half <= sinceMs;
    if (isDue && !sign && !answer.response()) sign = put(stage, "sign", `sign-${plan.trial}`, nowMs);
  }
  stage.field.replaceChildren();
  const lateFrames = stage.frames.lateFrames();
  await framesUntil((sinceMs) => plan.inter_trial_ms - half <= sinceMs);
  answer.close();

  const stimulus = await onsetOf(arrow, stage);
  const response = answer.response();
  return {
    trial: plan.trial,
    stimulus_ms: stimulus.ms,
    stimulus_source: stimulus.source,
    ...(plan.delayMs !== null && { stop: stopOf(plan.delayMs, sign && (await onsetOf(sign, stage))) }),
    // A key between the arrow's drawing and its light is a premature answer, and counts as one.
    ...(response && { response }),
    late_frames: lateFrames,
  };
}

function put(stage: TrialStage, what: "left" | "right" | "sign", name: string, frameMs: number): Shown {
  const element = stage.make(what);
  element.setAttribute("elementtiming", name);
  stage.field.append(element);
  const shown: Shown = { name, frameMs, secondFrameMs: frameMs };
  requestAnimationFrame((nowMs) => {
    shown.secondFrameMs = nowMs;
  });
  return shown;
}

async function onsetOf(shown: Shown, stage: TrialStage): Promise<Onset> {
  return chooseOnset(await stage.times.of(shown.name), shown.secondFrameMs);
}

function stopOf(delay_ms: number, onset: Onset | undefined): NonNullable<Trial["stop"]> {
  return onset ? { delay_ms, shown_ms: onset.ms, source: onset.source } : { delay_ms };
}

/** Takes the first answer key that went down in the window. On a busy page the handler runs late; the key did not. */
function listenFrom(fromMs: number, windowMs: number, answered: () => void) {
  let response: { side: Side; response_ms: number } | undefined;
  const close = onSideKey((side, timeStamp) => {
    if (response || timeStamp < fromMs || fromMs + windowMs <= timeStamp) return;
    response = { side, response_ms: timeStamp };
    answered();
  });
  return { response: () => response, close };
}
