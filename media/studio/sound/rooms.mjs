// Room tone and the sounds of things, made from arithmetic.
import { seeded } from '../chance.mjs';
import { RATE } from './wave.mjs';

const TURN = Math.PI * 2;

/** The quiet of each set; `at` is the sample's index. Levels are such that a wait is never dead silence. */
export function roomTone(set, length, side) {
  const chance = seeded(side === 'left' ? 101 : 202);
  const tone = new Float32Array(length);
  const softness = { shop: 0.03, garden: 0.012, doorway: 0.02 }[set];
  const level = { shop: 0.05, garden: 0.07, doorway: 0.05 }[set];
  let low = 0;
  for (let index = 0; index < length; index += 1) {
    low += (chance() * 2 - 1 - low) * softness;
    const seconds = index / RATE;
    const wind = set === 'shop' ? 1 : 0.7 + 0.3 * Math.sin(seconds * 0.8) * Math.sin(seconds * 0.31 + 1);
    const hum = set === 'shop' ? 0.0016 * Math.sin(TURN * 100 * seconds) + 0.0008 * Math.sin(TURN * 200 * seconds) : 0;
    tone[index] = low * level * wind + hum;
  }
  return tone;
}

const decay = (seconds, half) => Math.exp((-seconds * Math.LN2) / half);

/** Short sounds: each is a length in seconds and a level at a moment. */
export const EFFECTS = {
  'till-beep': { seconds: 0.14, at: (t) => 0.16 * Math.sin(TURN * 1960 * t) * Math.min(1, t * 200, (0.14 - t) * 60) },
  'phone-chime': { seconds: 0.5, at: (t) => 0.1 * (Math.sin(TURN * 880 * t) + (t > 0.12 ? Math.sin(TURN * 1320 * t) : 0)) * decay(t, 0.09) },
  'door-bell': { seconds: 1.6, at: (t) => 0.16 * (Math.sin(TURN * 659 * t) * decay(t, 0.2) + (t > 0.42 ? Math.sin(TURN * 523 * (t - 0.42)) * decay(t - 0.42, 0.26) : 0)) },
  'counter-thump': { seconds: 0.5, at: (t) => (0.75 * Math.sin(TURN * (70 + 60 * decay(t, 0.02)) * t) + 0.28 * Math.sin(t * 91234.7) * decay(t, 0.006)) * decay(t, 0.045) },
  footstep: { seconds: 0.2, at: (t) => 0.1 * Math.sin(t * 57913.3 + Math.sin(t * 3100) * 9) * decay(t, 0.016) },
  bird: { seconds: 0.62, at: (t) => (t % 0.21 < 0.12 ? 0.022 * Math.sin(TURN * (3300 * (t % 0.21) + 5200 * (t % 0.21) ** 2)) * Math.sin((Math.PI * (t % 0.21)) / 0.12) : 0) },
  'board-creak': { seconds: 0.7, at: (t) => 0.05 * Math.sin(TURN * (210 * t + 60 * Math.sin(t * 7))) * Math.max(0, Math.sin(TURN * 31 * t)) * Math.sin((Math.PI * t) / 0.7) },
};
