import { find } from "../page/find.ts";
import { showStage } from "../page/show.ts";
import type { RecordingEnd } from "../send/happening.ts";
import { type CameraFault, closeCamera, openCamera } from "./camera.ts";
import { countDown } from "./count-down.ts";
import { type RecordParts, record } from "./record.ts";

export type SpeakParts = {
  answer: { preparation_seconds: number; limit_seconds: number };
  locale: string;
  keep: RecordParts["keep"];
  /** Aborted when the section's time is up. */
  timeUp: AbortSignal;
};

export type Spoken = { is: "recorded"; reason: RecordingEnd; durationMs: number } | { is: "typing" };

/** Time to think, then the camera's answer. Where there is no camera, the candidate may try again or write. */
export async function speakAnswer(parts: SpeakParts): Promise<Spoken> {
  showStage("prepare");
  const stream = await insistOnCamera(parts.timeUp);
  if (!stream) return { is: "typing" };
  try {
    await prepare(parts);
    return { is: "recorded", ...(await recordAnswer(parts, stream)) };
  } finally {
    closeCamera(stream);
  }
}

async function insistOnCamera(timeUp: AbortSignal): Promise<MediaStream | null> {
  for (;;) {
    const camera = await openCamera();
    if ("stream" in camera) {
      showCameraFault(null);
      return camera.stream;
    }
    showCameraFault(camera.fault);
    if ((await clickOn(["camera-again", "camera-typing"], timeUp)) !== "camera-again") return null;
  }
}

/** Shows the help for one fault, or none. */
export function showCameraFault(fault: CameraFault | null): void {
  find("[data-camera-help]").hidden = fault === null;
  for (const help of document.querySelectorAll<HTMLElement>("[data-camera-fault]")) {
    help.hidden = help.dataset.cameraFault !== fault;
  }
}

async function prepare(parts: SpeakParts): Promise<void> {
  const counter = find("[data-preparation]");
  counter.hidden = false;
  find("[data-action=record-now]").hidden = false;
  const enough = new AbortController();
  void clickOn(["record-now"], parts.timeUp).then(() => enough.abort());
  await countDown(counter, parts.answer.preparation_seconds, parts.locale, enough.signal);
}

async function recordAnswer(
  parts: SpeakParts,
  stream: MediaStream,
): Promise<{ reason: RecordingEnd; durationMs: number }> {
  showStage("record");
  const view = find<HTMLVideoElement>("[data-self-view]");
  view.srcObject = stream;
  const run = record({ stream, keep: parts.keep });
  void clickOn(["stop-recording"], parts.timeUp).then((name) => run.stop(name ? "candidate" : "time"));
  const ended = new AbortController();
  const result = run.finished.finally(() => ended.abort());
  void countDown(find("[data-record-left]"), parts.answer.limit_seconds, parts.locale, ended.signal).then(
    () => run.stop("time"),
  );
  try {
    return await result;
  } finally {
    view.srcObject = null;
  }
}

/** Resolves with the name of the `[data-action]` that was clicked, or with null when the time is up. */
export function clickOn(names: string[], timeUp: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    if (timeUp.aborted) return resolve(null);
    timeUp.addEventListener("abort", () => resolve(null));
    for (const name of names) {
      for (const button of document.querySelectorAll(`[data-action="${name}"]`)) {
        button.addEventListener("click", () => resolve(name), { once: true });
      }
    }
  });
}
