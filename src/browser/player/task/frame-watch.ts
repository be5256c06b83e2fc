export type FrameWatch = {
  /** The usual time between two frames of this screen, in milliseconds. */
  intervalMs(): number;
  /** Starts counting late frames anew. */
  restart(): void;
  lateFrames(): number;
};

/** Watches every animation frame, for the screen's own interval and for frames late by more than half of it. */
export function watchFrames(): FrameWatch {
  const gaps: number[] = [];
  let lastMs: number | null = null;
  let late = 0;
  let interval = 1000 / 60;

  function frame(nowMs: number): void {
    if (lastMs !== null) note(nowMs - lastMs);
    lastMs = nowMs;
    requestAnimationFrame(frame);
  }

  function note(gapMs: number): void {
    if (interval * 1.5 < gapMs) late += 1;
    if (gaps.length < 60) {
      gaps.push(gapMs);
      interval = median(gaps);
    }
  }

  requestAnimationFrame(frame);
  return {
    intervalMs: () => interval,
    restart() {
      late = 0;
    },
    lateFrames: () => late,
  };
}

/** The middle value; of an even number of values the upper of the two. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
