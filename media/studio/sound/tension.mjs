// The bed of tension: a low beating tone, and from half its level on a slow pulse, as of blood in the ears.
import { lerp } from '../chance.mjs';
import { TURN, decay, made } from './effects/shapes.mjs';

/** The keyed level at a moment, in straight lines from key to key. */
export function tensionAt(keys, ms) {
  if (keys.length === 0) return 0;
  const next = keys.findIndex((key) => key.at_ms > ms);
  if (next === 0) return keys[0].level;
  if (next < 0) return keys.at(-1).level;
  const [before, after] = [keys[next - 1], keys[next]];
  return lerp(before.level, after.level, (ms - before.at_ms) / (after.at_ms - before.at_ms));
}

/** The bed for one ear, or null where a script has none. */
export function tensionBed(script, side) {
  if (script.tension.every((key) => key.level === 0)) return null;
  const apart = side === 'left' ? 0 : 0.7;
  return made(script.duration_ms / 1000, (t) => {
    const level = tensionAt(script.tension, t * 1000);
    if (level === 0) return 0;
    const drone = Math.sin(TURN * 55 * t + apart) + 0.8 * Math.sin(TURN * 58.3 * t) + 0.5 * Math.sin(TURN * 82.5 * t + apart) + 0.22 * level * Math.sin(TURN * 233 * t + 2 * Math.sin(t * 0.9 + apart));
    const beat = t % 0.84;
    const pulse = decay(beat, 0.06) * Math.sin(TURN * 62 * beat) + 0.6 * decay(beat - 0.26, 0.05) * Math.sin(TURN * 54 * (beat - 0.26));
    return level ** 1.5 * 0.02 * drone + Math.max(0, level - 0.5) * 0.16 * pulse;
  });
}
