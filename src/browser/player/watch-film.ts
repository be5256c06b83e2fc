import { find } from "../page/find.ts";
import { painted } from "../page/painted.ts";
import { showStage } from "../page/show.ts";
import type { Decided } from "../send/happening.ts";
import type { Scene } from "../send/state.ts";
import { addCaptions } from "./captions.ts";
import { type FrameLog, logFrames } from "./frame-log.ts";
import { noteStalls } from "./note-stalls.ts";
import { type Choice, offerOptions } from "./offer-options.ts";

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
  // Media keys and headsets would pause the film. They cannot be taken away, so it goes on by itself.
  video.addEventListener("pause", () => {
    if (!video.ended) void video.play().catch(() => undefined);
  });
  const ended = new Promise<void>((resolve) => {
    video.addEventListener("ended", () => resolve());
    video.addEventListener("error", () => resolve());
  });
  addCaptions(video, parts.scene.captions, parts.locale);
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
    const area = find(`[data-decision="${decision.name}"]`);
    const choice = await offerOptions(area, decision.window_ms, parts.locale);
    sent.push(
      frames.reached(decision.cue_ms + AROUND_CUE_MS).then(() =>
        parts.decided({
          decision: decision.name,
          ...answered(choice),
          frames: frames.between(decision.cue_ms - AROUND_CUE_MS, decision.cue_ms + AROUND_CUE_MS),
          dropped_frames: video.getVideoPlaybackQuality().droppedVideoFrames,
        }),
      ),
    );
  }
  return sent;
}

function answered(choice: Choice | null): Pick<Decided, "option" | "response_ms" | "input"> {
  return choice ? { option: choice.option, response_ms: choice.responseMs, input: choice.input } : {};
}
