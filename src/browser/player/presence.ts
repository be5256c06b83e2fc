import type { Disturbance } from "../send/happening.ts";

/** Reports each time the page was hidden or out of focus, with how long; hidden includes out of focus. */
export function watchPresence(disturbed: (cause: Disturbance, durationMs: number) => void): void {
  let hiddenSince: number | null = null;
  let blurredSince: number | null = null;

  document.addEventListener("visibilitychange", (event) => {
    if (document.hidden) {
      hiddenSince = event.timeStamp;
      blurredSince = null;
    } else if (hiddenSince !== null) {
      disturbed("hidden", event.timeStamp - hiddenSince);
      hiddenSince = null;
    }
  });
  addEventListener("blur", (event) => {
    if (!document.hidden) blurredSince = event.timeStamp;
  });
  addEventListener("focus", (event) => {
    if (blurredSince !== null) disturbed("focus_lost", event.timeStamp - blurredSince);
    blurredSince = null;
  });
}
