import type { Side, Trial } from "../../send/happening.ts";
import type { AnswerKeys } from "./answer-keys.ts";
import type { ElementTimes } from "./element-times.ts";
import type { FrameWatch } from "./frame-watch.ts";
import { framesUntil, nextFrame } from "./frames.ts";
import { chooseOnset, type Onset } from "./onset.ts";

/** What a trial is made of. All times are milliseconds. */
export type TrialPlan = {
  /** Its place in the task; it names the trial's elements. */
  trial: number;
  /** The element that is answered to. */
  stimulus: string;
  /** How long it stands; null as long as an answer is waited for. */
  stimulus_ms: number | null;
  /** The delay of a stop signal on top of it, the element `sign`; null where there is none. */
  delayMs: number | null;
  fixation_ms: number;
  response_window_ms: number;
  inter_trial_ms: number;
  keys: AnswerKeys;
  /** Whether the answer ends the trial, or the trials keep one pace. */
  pace: "answered" | "steady";
};

/** Where and with what a trial is shown. */
export type TrialStage = {
  field: HTMLElement;
  /** Makes a fresh element each time: Element Timing reports an element's first paint only. */
  make(what: string): HTMLElement;
  times: ElementTimes;
  frames: FrameWatch;
};

/** What a trial records; its section and the focus are the caller's to know. */
export type TrialRecord = Omit<Trial, "section" | "was_out_of_focus">;

type Shown = { element: HTMLElement; name: string; frameMs: number; secondFrameMs: number };

/** Shows one trial, each change in the frame that is due, and resolves when the pause after it is over. */
export async function runTrial(plan: TrialPlan, stage: TrialStage): Promise<TrialRecord> {
  const half = stage.frames.intervalMs() / 2;
  const isEndedByAnswer = plan.pace === "answered";
  stage.frames.restart();
  stage.field.replaceChildren(stage.make("fixation"));
  const frameMs = await framesUntil((sinceMs) => plan.fixation_ms - half <= sinceMs);
  stage.field.replaceChildren();
  const stimulus = put(stage, plan.stimulus, `stimulus-${plan.trial}`, frameMs);
  const answer = listenFrom(plan, frameMs, () => {
    if (isEndedByAnswer) stage.field.replaceChildren();
  });

  let sign: Shown | undefined;
  for (let isOver = false; !isOver && !(isEndedByAnswer && answer.response()); ) {
    const nowMs = await nextFrame();
    const sinceMs = nowMs - frameMs;
    // Counted from the stimulus's own frame: both pass the same way to the screen, so their distance is kept. A change
    // is made in the frame nearest to its time, hence the half frame.
    isOver = plan.response_window_ms - half <= sinceMs;
    if (plan.stimulus_ms !== null && plan.stimulus_ms - half <= sinceMs) stimulus.element.remove();
    // After a standstill the time of the sign and the trial's end can be due in one frame: then it was never seen.
    const isDue = !isOver && plan.delayMs !== null && plan.delayMs - half <= sinceMs;
    if (isDue && !sign && !answer.response()) sign = put(stage, "sign", `sign-${plan.trial}`, nowMs);
  }
  stage.field.replaceChildren();
  const lateFrames = stage.frames.lateFrames();
  await framesUntil((sinceMs) => plan.inter_trial_ms - half <= sinceMs);
  answer.close();

  const onset = await onsetOf(stimulus, stage);
  const response = answer.response();
  return {
    trial: plan.trial,
    stimulus_ms: onset.ms,
    stimulus_source: onset.source,
    ...(plan.delayMs !== null && { stop: stopOf(plan.delayMs, sign && (await onsetOf(sign, stage))) }),
    // A key between the stimulus's drawing and its light is a premature answer, and counts as one.
    ...(response && { response }),
    late_frames: lateFrames,
  };
}

function put(stage: TrialStage, what: string, name: string, frameMs: number): Shown {
  const element = stage.make(what);
  element.setAttribute("elementtiming", name);
  stage.field.append(element);
  const shown: Shown = { element, name, frameMs, secondFrameMs: frameMs };
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
function listenFrom(plan: TrialPlan, fromMs: number, answered: () => void) {
  let response: { side?: Side; response_ms: number } | undefined;
  const close = plan.keys((timeStamp, side) => {
    if (response || timeStamp < fromMs || fromMs + plan.response_window_ms <= timeStamp) return;
    response = { ...(side && { side }), response_ms: timeStamp };
    answered();
  });
  return { response: () => response, close };
}
