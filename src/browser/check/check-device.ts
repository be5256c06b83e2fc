import { find } from "../page/find.ts";
import type { Sitting } from "../page/open-sitting.ts";
import { say } from "../page/say.ts";
import { submitAfterFlush } from "../page/submit-after-flush.ts";
import { closeCamera, openCamera } from "../player/camera.ts";
import { showCameraFault } from "../player/speak-answer.ts";
import { onSideKey } from "../player/task/answer-keys.ts";
import { browserName } from "./browser-name.ts";
import { measureScreen } from "./measure-screen.ts";
import { watchSoundLevel } from "./sound-level.ts";
import { recordTestClip } from "./test-clip.ts";
import { playTestSound } from "./test-sound.ts";

/** Runs the device check: each part reports into a field of the form, which goes the usual way. */
export async function checkDevice(sitting: Sitting): Promise<void> {
  submitAfterFlush(find<HTMLFormElement>("form[data-device]"), sitting);
  checkKeyboard();
  checkSound();
  checkCamera();
  // A full disk may empty this page's store; asking is free, and the answer may be no.
  void navigator.storage?.persist?.().catch(() => false);
  setField("browser", browserName(navigator.userAgent));
  const screen = await measureScreen();
  if (screen) {
    setField("refresh_hz", String(screen.refreshHz));
    setField("late_frames", String(screen.lateFrames));
  }
}

/** Fields start disabled, so that a form posted before its measurement leaves them out instead of empty. */
function setField(name: string, value: string): void {
  const field = find<HTMLInputElement>(`input[name=${name}]`);
  field.disabled = false;
  field.value = value;
}

function checkKeyboard(): void {
  const stop = onSideKey(() => {
    stop();
    setField("has_keyboard", "true");
    markDone("keyboard");
  });
}

function checkSound(): void {
  const play = find<HTMLButtonElement>("[data-action=play-sound]");
  play.addEventListener("click", async () => {
    play.disabled = true;
    await playTestSound();
    play.disabled = false;
    find("[data-heard]").hidden = false;
  });
  play.disabled = false;
  find("[data-action=heard]").addEventListener("click", () => {
    setField("can_play", "true");
    markDone("sound");
  });
}

function checkCamera(): void {
  const view = find<HTMLVideoElement>("[data-self-view]");
  const recordButton = find<HTMLButtonElement>("[data-action=record-clip]");
  let stream: MediaStream | null = null;
  let stopMeter: () => void = () => undefined;

  for (const button of document.querySelectorAll("[data-action=open-camera], [data-action=camera-again]")) {
    button.addEventListener("click", () => void open());
  }
  // Until here a press would have gone unheard, so the button could not be pressed.
  find<HTMLButtonElement>("[data-action=open-camera]").disabled = false;
  recordButton.addEventListener("click", () => void recordClip());
  find("[data-action=clip-fine]").addEventListener("click", () => {
    chooseAnswerBy("camera");
    markDone("camera");
    close();
  });
  find("[data-action=camera-typing]").addEventListener("click", () => {
    chooseAnswerBy("typing");
    showCameraFault(null);
    find<HTMLInputElement>("input[name=answer_by][value=typing]").focus();
  });

  async function open(): Promise<void> {
    close();
    const camera = await openCamera();
    showCameraFault("fault" in camera ? camera.fault : null);
    if ("fault" in camera) return;
    stream = camera.stream;
    view.srcObject = stream;
    find("[data-camera-live]").hidden = false;
    const meter = find<HTMLMeterElement>("[data-sound-level]");
    stopMeter = watchSoundLevel(stream, (level) => {
      meter.value = level;
    });
  }

  async function recordClip(): Promise<void> {
    if (!stream) return;
    recordButton.disabled = true;
    find("[data-recording-now]").hidden = false;
    say("recording");
    const clip = await recordTestClip(stream);
    find("[data-recording-now]").hidden = true;
    recordButton.disabled = false;
    find<HTMLVideoElement>("[data-clip]").src = URL.createObjectURL(clip);
    find("[data-clip-part]").hidden = false;
    find("[data-clip-part] [data-focus]").focus();
  }

  function close(): void {
    stopMeter();
    if (stream) closeCamera(stream);
    stream = null;
    view.srcObject = null;
    find("[data-camera-live]").hidden = true;
  }
}

function chooseAnswerBy(way: "camera" | "typing"): void {
  find<HTMLInputElement>(`input[name=answer_by][value=${way}]`).checked = true;
}

/** Marks one part of the check as done, for eyes and ears. */
function markDone(part: string): void {
  find(`[data-part=${part}] [data-done]`).hidden = false;
  say(`${part}-fine`);
}
