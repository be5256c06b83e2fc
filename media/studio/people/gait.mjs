// Walking: feet that stay where they are put while the body passes over them.
import { clamp, ease, lerp } from '../chance.mjs';

/** How far a step carries an adult, in a person's units. */
export const STEP = 215;
/** How long a step takes; a film's author may let a walk last longer or shorter. */
export const STEP_MS = 560;

/**
 * A walk from one place ({ x, y, scale }) to another: what to give to the drawing when `share` (0 to 1, in time, not eased) has passed.
 * Returns `at`, `stride` (two steps are 1), `pace` (0 standing, 1 walking) and `heading` (0 towards you, 90 to the right).
 */
export function walkBetween(from, to, share) {
  const steps = stepsBetween(from, to);
  const done = lerp(share, ease(share), 0.5);
  const scale = 1 / lerp(1 / from.scale, 1 / to.scale, done);
  const near = to.scale === from.scale ? done : (scale - from.scale) / (to.scale - from.scale);
  const at = { x: lerp(from.x, to.x, near), y: lerp(from.y, to.y, near), scale };
  const { aside, nearer } = wayBetween(from, to);
  return {
    at,
    stride: (done * steps) / 2 + 0.25,
    pace: clamp(Math.min(share, 1 - share) * steps * 1.6),
    heading: (Math.atan2(aside, nearer) * 180) / Math.PI,
  };
}

/** How many steps such a walk has, at least one. */
export function stepsBetween(from, to) {
  const { aside, nearer } = wayBetween(from, to);
  return Math.max(1, Math.round(Math.hypot(aside, nearer) / STEP));
}

function wayBetween(from, to) {
  const scale = (from.scale + to.scale) / 2;
  return { aside: (to.x - from.x) / scale, nearer: (1 / from.scale - 1 / to.scale) * 1500 };
}

/** A foot in a stride: how far it is ahead of the hips, how high, and how its heel or toe is lifted. */
export function footAt(stride, isRight) {
  const phase = (((stride + (isRight ? 0.5 : 0)) % 1) + 1) % 1;
  if (phase < 0.5) {
    const share = phase * 2;
    return { ahead: (0.5 - share) * STEP, up: 0, heel: clamp((share - 0.72) / 0.28) * 0.5, toe: clamp(1 - share * 6) * 0.35 };
  }
  const share = (phase - 0.5) * 2;
  return {
    ahead: (lerp(share, ease(share), 0.8) - 0.5) * STEP,
    up: Math.sin(share * Math.PI) ** 1.2 * 46,
    heel: clamp(1 - share * 1.8) * 0.8,
    toe: clamp(share * 3 - 2) * 0.35,
  };
}
