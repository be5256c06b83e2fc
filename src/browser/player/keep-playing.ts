/** Films that wait for a candidate with extra time. */
const held = new WeakSet<HTMLVideoElement>();

/** Media keys and headsets would pause the film. They cannot be taken away, so it goes on by itself. */
export function keepPlaying(video: HTMLVideoElement): void {
  video.addEventListener("pause", () => {
    if (!video.ended && !held.has(video)) void video.play().catch(() => undefined);
  });
}

/**
 * Lets the film wait from the end of its own window until it is released: with extra time, nobody loses what comes next.
 */
export function holdAfter(video: HTMLVideoElement, closes: Promise<void>): () => void {
  let isReleased = false;
  void closes.then(() => {
    if (isReleased || video.ended) return;
    held.add(video);
    video.pause();
  });
  return () => {
    isReleased = true;
    if (held.delete(video)) void video.play().catch(() => undefined);
  };
}
