/** Shorter stops are the decoder's own business and are seen in the frame log. */
const SHORTEST_MS = 100;

/** Reports each time a film stood still for want of data, with how long. */
export function noteStalls(video: HTMLVideoElement, stalled: (durationMs: number) => void): void {
  let since: number | null = null;
  video.addEventListener("waiting", (event) => {
    // The wait for the very first frame is not a stall.
    if (0 < video.currentTime) since ??= event.timeStamp;
  });
  video.addEventListener("playing", (event) => {
    if (since !== null && SHORTEST_MS <= event.timeStamp - since) stalled(event.timeStamp - since);
    since = null;
  });
}
