// What lives on skin: lines of age and feeling, freckles, tears and sweat.
import { clamp } from '../chance.mjs';
import { MOOD } from './moods.mjs';
import { dot, line, patch } from './shapes.mjs';

/** Lines that age and anger draw. */
export function wrinkles(ink, body, act, view) {
  const { context } = ink;
  const { mood } = act;
  const { lift } = view;
  const { aged } = body;
  const frown = clamp(-mood[MOOD.inner]);
  const smile = clamp(mood[MOOD.corners]);
  const draw = (opacity, points, width = 1.8) => {
    if (opacity > 0.04) line(context, points, ink.flat(body.skin, -0.52, Math.min(0.8, opacity)), width);
  };
  for (const side of [-1, 1]) {
    const near = view.at(side * 5, 47);
    draw(frown * 0.6 + aged * 0.25, [[near, -16 + lift], [near - side * 0.6, -21 + lift], [near - side * 1.4, -27 + lift]]);
    const wing = view.at(side * 16, 51);
    const fold = view.at(side * 25, 50);
    draw(aged * 0.6 + Math.abs(mood[MOOD.corners]) * (0.32 - body.child * 0.2), [[wing, 13 + lift], [fold, 22 + lift - smile * 2], [fold + side * 1.5, 33 + lift]]);
    const corner = view.at(side * 47, 47);
    for (const [from, to] of [[-5, -10], [-1, 0], [3, 8]]) {
      draw(aged * 0.5 + smile * clamp(aged + 0.2) * 0.5, [[corner - side * 1, from + lift], [corner + side * 6 * view.thin(side * 47), to + lift]], 1.4);
    }
    const bag = view.at(side * 25, 47);
    const half = 10 * view.thin(side * 25);
    draw(aged * 0.55 + (mood[MOOD.upper] < 0.6 ? 0.3 : 0), [[bag - half, 7 + lift], [bag, 11 + lift], [bag + half, 6 + lift]], 1.5);
    if (aged > 0.5) {
      const jowl = view.at(side * 31, 50);
      draw((aged - 0.4) * 0.7, [[jowl, 37 + lift], [jowl + side * 2, 43 + lift], [jowl - side * 1, 49 + lift]]);
      if (side * view.turn < 0.4) patch(context, view.at(side * 42, 44), 20 + lift, 9, 16, ink.flat(body.skin, -0.5, 0.3 * aged), ink.flat(body.skin, -0.5, 0));
    }
  }
  const raised = clamp(mood[MOOD.inner]) * 0.35 * clamp(0.3 + body.age / 50) + clamp(mood[MOOD.outer] - 0.3) * 0.4;
  for (const row of [0, 1, 2]) {
    if (row === 2 && aged < 0.5) continue;
    const y = -36 - row * 7.5 + lift * 0.8;
    draw(aged * 0.4 + raised * (1 - body.child * 0.8), [[view.at(-26, 46), y + 1], [view.at(-8, 47), y - 1.5], [view.at(8, 47), y - 1.5], [view.at(26, 46), y + 1]], 1.5);
  }
}

export function freckles(ink, body, view) {
  const colour = ink.flat(body.skin, -0.38, 0.5);
  for (let index = 0; index < 22; index += 1) {
    const longitude = ((index * 37) % 78) - 39;
    const y = 6 + ((index * 23) % 17) - Math.abs(longitude) * 0.1;
    dot(ink.context, view.at(longitude, 48), y + view.lift, 1.1 + (index % 3) * 0.3, colour);
  }
}

/** Tears below the eyes and sweat on the brow. */
export function drops(ink, act, view) {
  const { context } = ink;
  if (act.tears > 0.02) for (const side of [-1, 1]) tearsOf(ink, act, view, side);
  const sweat = clamp((act.sweat ?? 0) + act.mood[MOOD.sweat]);
  if (sweat > 0.1) for (const [longitude, y, size] of [[-36, -34, 2.4], [34, -40, 2], [40, -14, 2.2], [-20, -46, 1.8]]) {
    dot(context, view.at(longitude, 46), y + view.lift * 0.7, size, `rgba(235,245,255,${0.6 * sweat})`);
    dot(context, view.at(longitude, 46) - 0.5, y - 0.7 + view.lift * 0.7, size * 0.35, `rgba(255,255,255,${0.9 * sweat})`);
  }
}

/** How long a tear takes from the eye to the jaw, and how far that is. */
const TEAR_MS = 3400;
const TEAR_FALL = 42;

/** The wet way down a cheek and the tears that run on it, slowly at first. */
function tearsOf(ink, act, view, side) {
  if (side * view.turn > 0.7) return;
  const { context } = ink;
  const top = 5 + view.lift;
  const spot = (share) => [view.at(side * (26 + Math.sin(share * 2.4) * 4 - share * 5), 48 - share * 4), top + share * TEAR_FALL];
  const wet = Math.min(1, act.tears * 1.3);
  line(context, [0, 0.35, 0.7, 0.4 + wet * 0.6].filter((share, index, all) => index === 0 || share > all[index - 1] - 0.3).map(spot), `rgba(232,244,255,${0.24 * wet})`, 2.2);
  const count = act.tears > 0.85 ? 2 : 1;
  for (let index = 0; index < count; index += 1) {
    const turn = ((act.ms ?? 0) / TEAR_MS + (side < 0 ? 0.12 : 0.6) + index / count) % 1;
    const share = turn ** 1.7;
    const [x, y] = spot(share);
    const shown = Math.min(1, turn * 8, (1 - turn) * 6) * Math.min(1, act.tears * 1.6);
    line(context, [[x, y - 7 * (0.4 + share)], [x, y]], `rgba(226,241,255,${0.5 * shown})`, 2.1);
    dot(context, x, y + 1, 2.3, `rgba(240,249,255,${0.85 * shown})`);
    dot(context, x - 0.6, y + 0.3, 0.7, `rgba(255,255,255,${shown})`);
  }
}
