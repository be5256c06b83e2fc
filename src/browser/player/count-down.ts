import { clockText, spokenDuration } from "../page/duration.ts";
import { fill } from "../page/fill.ts";
import { say } from "../page/say.ts";

/**
 * Counts down in an element's sentence and resolves at zero, or as soon as `ended` does. Spoken at the start and at
 * ten seconds.
 */
export function countDown(
  element: HTMLElement,
  seconds: number,
  locale: string,
  ended: AbortSignal,
): Promise<void> {
  const endsMs = performance.now() + seconds * 1000;
  const spokenAt = [Number.POSITIVE_INFINITY, ...(10 < seconds ? [10_000] : [])];
  return new Promise((resolve) => {
    const timer = setInterval(tick, 200);
    ended.addEventListener("abort", stop);
    tick();

    function tick(): void {
      const left = endsMs - performance.now();
      fill(element, { time: clockText(left) });
      if (left <= (spokenAt[0] ?? 0)) {
        spokenAt.shift();
        say("time-left", { time: spokenDuration(left, locale) });
      }
      if (left <= 0 || ended.aborted) stop();
    }

    function stop(): void {
      clearInterval(timer);
      ended.removeEventListener("abort", stop);
      resolve();
    }
  });
}
