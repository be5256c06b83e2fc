import type { PresentedFrame } from "../send/happening.ts";

/** A frame counts as reached a little early: its media time is a fraction, the cue a whole number. */
const HALF_FRAME_MS = 8;

export type FrameLog = {
  /** Resolves when the film has shown that media time, or has ended or broken. */
  reached(mediaMs: number): Promise<void>;
  /** The latest frame that was on the screen at that moment of the page, if any was reported. */
  shownAt(pageMs: number): PresentedFrame | undefined;
  /** The frames presented from `fromMs` to `toMs` of the film. */
  between(fromMs: number, toMs: number): PresentedFrame[];
};

/** Notes every frame that a film presents, from now to its end. */
export function logFrames(video: HTMLVideoElement): FrameLog {
  const frames: PresentedFrame[] = [];
  let waiting: { mediaMs: number; resolve: () => void }[] = [];

  function note(_now: number, frame: VideoFrameCallbackMetadata): void {
    const media_ms = frame.mediaTime * 1000;
    frames.push({
      media_ms,
      presentation_ms: frame.presentationTime,
      expected_ms: frame.expectedDisplayTime,
    });
    settle(media_ms + HALF_FRAME_MS);
    video.requestVideoFrameCallback(note);
  }

  function settle(mediaMs: number): void {
    const due = waiting.filter((one) => one.mediaMs <= mediaMs);
    waiting = waiting.filter((one) => mediaMs < one.mediaMs);
    for (const one of due) one.resolve();
  }

  video.requestVideoFrameCallback(note);
  // A hidden page gets no frame callbacks while the film goes on: its options must still come.
  video.addEventListener("timeupdate", () => settle(video.currentTime * 1000));
  video.addEventListener("ended", () => settle(Number.POSITIVE_INFINITY));
  // A film that breaks leaves what can be answered without it.
  video.addEventListener("error", () => settle(Number.POSITIVE_INFINITY));

  return {
    reached: (mediaMs) =>
      new Promise((resolve) => {
        waiting.push({ mediaMs, resolve });
        if (video.ended || video.error) settle(Number.POSITIVE_INFINITY);
      }),
    shownAt: (pageMs) => frames.findLast(({ presentation_ms }) => presentation_ms <= pageMs),
    between: (fromMs, toMs) => frames.filter(({ media_ms }) => fromMs <= media_ms && media_ms <= toMs),
  };
}
