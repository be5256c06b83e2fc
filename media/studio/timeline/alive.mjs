// The small motions of being alive: blinking, breathing, swaying.
import { clamp, seeded, seedOf } from '../chance.mjs';

const BLINK_MS = 190;

/** The blinks of a person: in a rhythm of their own, and after others have spoken, when listeners blink. */
export function blinkerOf(name, durationMs, spoken) {
  const chance = seeded(seedOf(name));
  const times = [];
  for (let ms = 900 + chance() * 1500; ms < durationMs; ms += 2100 + chance() * 2900) times.push(ms);
  for (const line of spoken) if (line.who !== name) times.push(line.end_ms + 120 + chance() * 260);
  times.sort((one, other) => one - other);
  const kept = times.filter((ms, index) => index === 0 || ms - times[index - 1] > 420);
  return (ms) => kept.reduce((most, blink) => Math.max(most, 1 - Math.abs(ms - blink) / (BLINK_MS / 2)), 0);
}

/** Breath and sway at a moment; tears and strong feeling make the breath quicker and deeper. */
export function breatherOf(name) {
  const phase = (seedOf(name) % 1000) / 160;
  return (ms, heat) => {
    const seconds = ms / 1000;
    return {
      phase,
      breath: Math.sin(seconds * 1.75 + phase) * (1 + clamp(heat) * 0.5) + clamp(heat) * 0.25 * Math.sin(seconds * 4.9 + phase),
      sway: [Math.sin(seconds * 0.71 + phase), Math.sin(seconds * 1.13 + phase * 2.3)],
    };
  };
}
