import { find } from "../page/find.ts";
import { painted } from "../page/painted.ts";
import { showStage } from "../page/show.ts";
import type { Decided, PresentedFrame } from "../send/happening.ts";
import type { Decision, Scene } from "../send/state.ts";
import { awaitPress, type Press } from "./await-press.ts";
import { addCaptions } from "./captions.ts";
import { addDescriptions } from "./descriptions.ts";
import { type FrameLog, logFrames } from "./frame-log.ts";
import { holdAfter, keepPlaying } from "./keep-playing.ts";
import { noteStalls } from "./note-stalls.ts";
import { offerButtons } from "./offer-buttons.ts";

export type FilmParts = {
  scene: Scene;
  film: Blob;
  isSilent: boolean;
  locale: string;
  /** The stage's first frame is on the screen. */
  stagePainted(): Promise<void>;
  decided(decision: Omit<Decided, "section">): Promise<void>;
  stalled(durationMs: number): void;
};

/** How far around the cue frames are kept, in milliseconds of the film. */
const AROUND_CUE_MS = 1000;

/** Plays a film once, without a way to stop or move it, and offers each decision that is still open at its cue. */
export async function watchFilm(parts: FilmParts): Promise<void> {
  const video = find<HTMLVideoElement>("[data-film]");
  video.src = URL.createObjectURL(parts.film);
  video.muted = parts.isSilent;
  keepPlaying(video);
  const ended = new Promise<void>((resolve) => {
    video.addEventListener("ended", () => resolve());
    video.addEventListener("error", () => resolve());
  });
  addCaptions(video, parts.scene.captions, parts.locale);
  addDescriptions(video, parts.scene.descriptions, parts.locale);
  noteStalls(video, parts.stalled);
  const frames = logFrames(video);
  showStage("film");
  // Playing begins in the Start button's own click, or browsers would not allow its sound.
  const playing = video.play();
  await painted();
  await Promise.all([playing, parts.stagePainted()]);
  const sent = await decideAll(parts, video, frames);
  await ended;
  await Promise.all(sent);
}

async function decideAll(
  parts: FilmParts,
  video: HTMLVideoElement,
  frames: FrameLog,
): Promise<Promise<void>[]> {
  const sent: Promise<void>[] = [];
  for (const decision of parts.scene.decisions.filter(({ is_decided }) => !is_decided)) {
    await frames.reached(decision.cue_ms);
    const done = await ask(decision, parts.locale, video, frames);
    sent.push(
      frames.reached(decision.cue_ms + AROUND_CUE_MS).then(() =>
        parts.decided({
          decision: decision.name,
          ...done,
          frames: framesOf(decision, done, frames),
          dropped_frames: video.getVideoPlaybackQuality().droppedVideoFrames,
        }),
      ),
    );
  }
  return sent;
}

type Done = Pick<Decided, "option" | "press_media_ms" | "rating" | "response_ms" | "input">;

async function ask(
  decision: Decision,
  locale: string,
  video: HTMLVideoElement,
  frames: FrameLog,
): Promise<Done> {
  const area = find(`[data-decision="${decision.name}"]`);
  // What was asked before makes way, even while it still shows that a press was noted.
  for (const other of document.querySelectorAll<HTMLElement>("[data-decision]")) {
    if (other !== area) other.hidden = true;
  }
  const filmCloses = () => frames.reached(decision.cue_ms + decision.film_window_ms);
  if (decision.kind === "act_now") {
    // Without a film there is no moment to wait for; the event then says that no frame was seen.
    if (video.error) return {};
    const press = await awaitPress(area, filmCloses());
    return press ? pressed(press, frames) : {};
  }
  const hasExtraTime = decision.film_window_ms < decision.window_ms;
  const release = hasExtraTime ? holdAfter(video, filmCloses()) : () => undefined;
  const chosen = await offerButtons(area, decision.window_ms, locale);
  release();
  if (!chosen) return {};
  const { option, rating } = chosen.button.dataset;
  const given = { response_ms: chosen.responseMs, input: chosen.input };
  return rating === undefined ? { option: option ?? "", ...given } : { rating: Number(rating), ...given };
}

function pressed(press: Press, frames: FrameLog): Done {
  const shown = frames.shownAt(press.responseMs);
  const given = { response_ms: press.responseMs, input: press.input };
  return shown ? { press_media_ms: shown.media_ms, ...given } : given;
}

/** The frames around the cue, and those around a press. */
function framesOf(decision: Decision, done: Done, frames: FrameLog): PresentedFrame[] {
  const around = (ms: number) => frames.between(ms - AROUND_CUE_MS, ms + AROUND_CUE_MS);
  const cue = around(decision.cue_ms);
  if (done.press_media_ms === undefined) return cue;
  const known = new Set(cue);
  return [...cue, ...around(done.press_media_ms).filter((frame) => !known.has(frame))];
}
