import { median } from "../player/task/frame-watch.ts";

export type Screen = { refreshHz: number; lateFrames: number };

/** Long enough for some 90 frames of a usual screen. */
const MEASURE_MS = 1500;

/** Measures the screen's frames a second and the share of frames late by more than half a frame. */
export async function measureScreen(): Promise<Screen | null> {
  const times: number[] = [];
  const firstMs = performance.now();
  while (performance.now() - firstMs < MEASURE_MS)
    times.push(await new Promise<number>(requestAnimationFrame));
  return screenOf(times);
}

/** The same from the times of frames; null where there are too few to say, as in a hidden tab. */
export function screenOf(frameTimes: readonly number[]): Screen | null {
  const gaps = frameTimes.slice(1).map((time, idx) => time - (frameTimes[idx] ?? time));
  if (gaps.length < 20) return null;
  const interval = median(gaps);
  return {
    refreshHz: 1000 / interval,
    lateFrames: gaps.filter((gap) => interval * 1.5 < gap).length / gaps.length,
  };
}
