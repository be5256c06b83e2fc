import { clockText, spokenDuration } from "./duration.ts";
import { fill } from "./fill.ts";
import { find } from "./find.ts";
import { say } from "./say.ts";

export type ClockParts = {
  locale: string;
  /** Milliseconds left by the server's clock; null while no clock runs. */
  left(): number | null;
  /** The time the section has in all. */
  limitMs: number;
  timeUp(): void;
};

/** Shows the time left, speaks it at the start, at half and at ten seconds, and says once when it is up. */
export function startClock(parts: ClockParts): void {
  const clock = find("[data-clock]");
  const spokenAt = moments(parts.limitMs);
  const timer = setInterval(tick, 250);
  tick();

  function tick(): void {
    const left = parts.left();
    if (left === null) return;
    clock.hidden = false;
    fill(find("[data-clock-text]", clock), { time: clockText(left) });
    speak(left);
    if (0 < left) return;
    clearInterval(timer);
    parts.timeUp();
  }

  function speak(left: number): void {
    // A reload or a sleeping machine may skip moments: only the latest is spoken.
    const reached = spokenAt.filter((moment) => left <= moment);
    if (reached.length === 0) return;
    spokenAt.splice(0, reached.length);
    if (0 < left) say("time-left", { time: spokenDuration(left, parts.locale) });
  }
}

/** When to speak, the earliest first: at the start, at half, at ten seconds. */
function moments(limitMs: number): number[] {
  return [Number.POSITIVE_INFINITY, limitMs / 2, 10_000];
}
