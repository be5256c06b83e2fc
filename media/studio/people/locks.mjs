// The pieces hair is made of: a cap on the skull, curtains, manes, curls, braids.
import { Path2D } from '@napi-rs/canvas';
import { clamp, lerp } from '../chance.mjs';
import { dot, line, patch, smooth } from './shapes.mjs';

/** The colour of hair with its light from above; `reach` is how far to the side it goes, where the edge light lies. */
export function fillHair(ink, body, path, amount = 0, reach = 55) {
  const { context } = ink;
  const fill = context.createLinearGradient(ink.side * 44, -84, -ink.side * 46, 30);
  fill.addColorStop(0, ink.flat(body.hair, 0.2 + amount));
  fill.addColorStop(0.5, ink.flat(body.hair, amount));
  fill.addColorStop(1, ink.flat(body.hair, amount - 0.24));
  context.fillStyle = fill;
  context.fill(path);
  ink.edge(path, -reach, reach, 6);
}

/** The outline of a head of hair from the viewer's left over the top to the right: flatter on top than a circle. */
export function domeOf(view, { high, wide, rough = 0, lift = 0, flat = 1 }) {
  const points = [];
  for (let step = 0; step <= 16; step += 1) {
    const angle = Math.PI * (1 - step / 16);
    const bump = rough * (step % 2 ? 5 : -2);
    const sideways = Math.sign(Math.cos(angle)) * Math.abs(Math.cos(angle)) ** (1 - 0.14 * flat);
    const up = Math.sin(angle) ** (1 - 0.1 * flat);
    const quiff = lift * Math.max(0, Math.cos(angle - 1.1)) * 7;
    points.push([sideways * (46 + wide + bump * Math.abs(sideways)) - view.turn * 3, -10 - up * (56 + high * 0.86 + bump * up + quiff)]);
  }
  return points;
}

/** How far to the side the skull goes at a height. */
function skullAt(y) {
  if (y >= -10) return 46;
  const share = Math.min(1, (-10 - y) / 58);
  return 46 * Math.sqrt(Math.max(0, 1 - share ** 2.3));
}

/** Where the outline hides a hairline, in degrees round the head. */
const HIDDEN = 70;

/** A hairline as it is seen: what lies round the far side of a turned head draws up to where it meets the head's outline. */
function seenLine(view, hairline, burn) {
  const points = hairline.map(([longitude, y]) => ({ round: view.round(longitude), isFar: longitude * view.turn > 0, y: y + view.lift * 0.7 + (y > 0 ? burn : 0) }));
  const far = points.filter(({ isFar }) => isFar).sort((one, other) => Math.abs(one.round) - Math.abs(other.round));
  const beyond = far.findIndex(({ round }) => Math.abs(round) > HIDDEN);
  const [before, after] = [far[beyond - 1], far[beyond]];
  const meets = before ? lerp(before.y, after.y, (HIDDEN - Math.abs(before.round)) / (Math.abs(after.round) - Math.abs(before.round))) : -46;
  const turned = clamp(Math.abs(view.turn) * 4);
  return points.map(({ round, isFar, y }) => {
    const across = 47.5 * Math.sin((clamp(round, -90, 90) * Math.PI) / 180);
    const low = isFar && beyond >= 0 ? lerp(y, Math.min(y, meets), clamp((Math.abs(round) - HIDDEN) / 4) * turned) : y;
    const edge = low < -10 ? skullAt(low) - (isFar ? 0 : 1) : 47.5;
    return [Math.sign(across) * Math.min(Math.abs(across), isFar ? lerp(47.5, edge * (1 - 0.05 * Math.abs(view.turn)) + 0.5, turned) : edge), low];
  });
}

/** Hair that covers the skull down to a hairline; `high` and `wide` are how far it stands off, `rough` makes it uneven. */
export function capOf(view, { high = 8, wide = 4, hairline, rough = 0, burn = 0, lift = 0, flat = 1 }) {
  const dome = domeOf(view, { high, wide, rough, lift, flat });
  const inner = seenLine(view, hairline, burn);
  const low = Math.max(inner[0][1], inner.at(-1)[1], 4);
  /** The side of the dome down to where its hairline ends. */
  const side = (points, end, sign) => {
    if (end[1] > -8) return [...points, [sign * (47 + wide * 0.6) - view.turn * 3, low - 6]];
    return points.filter(([, y]) => y < end[1] - 4);
  };
  return smooth([...side(dome.slice(1, 8).reverse(), inner.at(-1), -1).reverse(), ...side(dome.slice(8, -1), inner[0], 1), ...inner], 0.8);
}

/** Thin lines of light and shade that show how hair is combed; they stay between hairline and outline. */
export function strands(ink, body, view, way, { high = 8, wide = 4, swept = 0 } = {}) {
  const { context } = ink;
  const top = (x) => {
    const across = Math.min(0.98, Math.abs(x + view.turn * 3) / (44 + wide));
    return -7 - (54 + high * 0.86) * Math.sqrt(1 - across ** 2);
  };
  const inside = ([x, y]) => {
    const held = Math.max(-44 - wide, Math.min(44 + wide, x));
    return [held, Math.max(top(held), y)];
  };
  const over = (longitude, y, radius = 46) => [view.at(longitude, radius), y + view.lift * 0.7];
  for (let index = 0; index < 9; index += 1) {
    const share = (index / 4 - 1) * 0.94;
    if (Math.abs(view.round(share * 56)) > 82) continue;
    const colour = index % 2 ? ink.flat(body.hair, 0.3, 0.3) : ink.flat(body.hair, -0.4, 0.3);
    const y = -57 + share ** 2 * 24 + share * swept;
    const rise = index / 8;
    const points = {
      up: [over(share * 56, y), over(share * 52 + 5, y - 11), over(share * 44 + 12, y - 25)],
      side: [over(-30, -60 - rise * 10), over(2, -60 - rise * 17, 45), over(34, -49 - rise * 21, 45), over(54, -34 - rise * 20, 44)],
      back: [over(share * 56, y), over(share * 46, y - 13, 42), [share * 20 - view.turn * 18, -80]],
      rows: [over(share * 56, y), over(share * 48, y - 13, 43), [share * 26 - view.turn * 12, -78]],
      short: [over(share * 50, y - 3), over(share * 50 + 5, y - 9)],
    }[way];
    line(context, points.map(inside), colour, way === 'rows' ? 3 : 1.8);
  }
  patch(context, ink.side * 18, -58 - high * 0.6, 20, 8, ink.flat(body.hair, 0.5, 0.2), ink.flat(body.hair, 0.5, 0));
}

/** A side of long hair in front: from the parting over the temple and down to `length`. */
export function curtain(ink, body, view, { side, length, wave, part }) {
  const { context } = ink;
  const away = side * view.turn;
  const top = view.at(part, 44);
  const inner = (longitude, y) => [view.at(side * longitude, 47.5), y + view.lift * 0.7];
  const outer = 54 - Math.max(0, away) * 4;
  const drift = -view.turn * 4;
  const low = side * (45 + wave) + drift;
  const points = [
    [top, -79], [side * 26 + drift, -80 + Math.abs(part) * 0.2], [side * 48 + drift, -54], [side * (outer + 1) + drift, -14], [side * (outer + 2 + wave) + drift, length * 0.4], [side * (outer - wave) + drift, length * 0.8],
    [low, length + 3], [side * (43 - wave * 0.5) + drift * 0.5, length * 0.7], [side * (42.5 + wave * 0.5) + drift * 0.5, Math.min(44, length * 0.5)],
    inner(58, -6), inner(50, -28), inner(26, -46), [top, -57 + view.lift * 0.7],
  ];
  const path = smooth(points, 0.75);
  fillHair(ink, body, path, side === ink.side ? 0.03 : -0.04);
  for (const [from, offset, tone] of [[0.25, 3, 0.22], [0.5, -3, -0.35], [0.75, 1, 0.2]]) {
    line(context, [[top + side * 4, -74], [side * (40 + from * 8) + drift, -46 + offset], [side * (45 + from * 8) + drift, 4], [side * (44 + from * 7 + wave * Math.sin(from * 9)) + drift, length * 0.9]], ink.flat(body.hair, tone, 0.26), 1.6);
  }
  patch(context, side * 32 + drift, -60, 20, 10, ink.flat(body.hair, 0.5, 0.25), ink.flat(body.hair, 0.5, 0));
}

/** One free lock beside the face. */
export function lock(ink, body, view, { side, length, wave, thick }) {
  const x = side * 50 - view.turn * 5;
  fillHair(ink, body, smooth([
    [x - thick * 0.8, -30], [x + thick * 0.7, -30], [x + thick + wave * side, 10], [x + thick * 0.8 - wave * side, 50], [x + thick * 0.8 + wave * side, length - 12], [x, length], [x - thick * 0.7, length - 20], [x - thick * 0.5 - wave * side, 44], [x - thick * 0.6 + wave * side, 8],
  ], 0.9));
}

/** Hair that falls behind the neck and shoulders. */
export function mane(ink, body, view, { wide, length, flare, wave = 0 }) {
  const shift = -view.turn * 8;
  const half = (side) => [0.1, 0.35, 0.6, 0.85, 1].map((share, index) => [side * (wide + flare * share + (index % 2 ? wave : -wave) - (share === 1 ? 12 : 0)) + shift * (1 - share * 0.5), -20 + (length + 20) * share]);
  const path = smooth([[shift, -80], [shift + wide * 0.72, -66], [shift + wide * 0.98, -34], ...half(1), [shift, length + 4], ...half(-1).reverse(), [shift - wide * 0.98, -34], [shift - wide * 0.72, -66]], 0.8);
  fillHair(ink, body, path, -0.2, wide + flare + wave);
}

/** Round curls along an arc (in half turns) about the head. */
export function curls(ink, body, view, { from, to, radius, size, count, y, rows = 1, stretch = 1 }) {
  for (let row = 0; row < rows; row += 1) {
    const shape = new Path2D();
    for (let step = 0; step < count; step += 1) {
      const angle = Math.PI * (from + ((to - from) * (step + row * 0.5)) / (count - 1));
      const own = size * (0.9 + ((step * 7 + row * 3) % 4) * 0.07);
      const [x, high] = [Math.cos(angle) * (radius + row * 4) - view.turn * 4, y + Math.sin(angle) * (radius + row * 8) * stretch];
      shape.moveTo(x + own, high);
      shape.arc(x, high, own, 0, Math.PI * 2);
    }
    fillHair(ink, body, shape, row === 0 ? -0.08 : 0.02, radius + size);
    for (let step = 0; step < count; step += 1) {
      const angle = Math.PI * (from + ((to - from) * (step + row * 0.5)) / (count - 1));
      const [x, high] = [Math.cos(angle) * (radius + row * 4) - view.turn * 4, y + Math.sin(angle) * (radius + row * 8) * stretch];
      ink.context.strokeStyle = ink.flat(body.hair, step % 2 ? 0.28 : -0.35, 0.4);
      ink.context.lineWidth = 1.8;
      ink.context.beginPath();
      ink.context.arc(x, high, size * 0.55, step, step + 2.6);
      ink.context.stroke();
    }
  }
}

/** A braid or loc along three points. */
export function braid(ink, body, [start, middle, end], thick, amount = 0) {
  const { context } = ink;
  const steps = Math.max(6, Math.round(Math.hypot(end[0] - start[0], end[1] - start[1]) / (thick * 1.15)));
  const at = (share) => [0, 1].map((axis) => start[axis] * (1 - share) ** 2 + 2 * middle[axis] * share * (1 - share) + end[axis] * share ** 2);
  line(context, [start, at(0.25), at(0.5), at(0.75), end], ink.flat(body.hair, amount - 0.25), thick * 2);
  line(context, [start, at(0.25), at(0.5), at(0.75), end], ink.flat(body.hair, amount), thick * 1.7);
  context.strokeStyle = ink.flat(body.hair, amount + 0.26, 0.5);
  context.lineWidth = 1.7;
  context.beginPath();
  for (let step = 1; step < steps; step += 1) {
    const [x, y] = at(step / steps);
    context.moveTo(x - thick * 0.6, y - thick * 0.3);
    context.quadraticCurveTo(x, y + thick * 0.5, x + thick * 0.6, y - thick * 0.3);
  }
  context.stroke();
}

export function ball(ink, body, x, y, radius, amount = 0) {
  const path = new Path2D();
  path.arc(x, y, radius, 0, Math.PI * 2);
  fillHair(ink, body, path, amount, Math.abs(x) + radius);
  if (radius < 40) {
    line(ink.context, [[x - radius * 0.6, y + radius * 0.2], [x, y - radius * 0.5], [x + radius * 0.6, y + radius * 0.1]], ink.flat(body.hair, -0.35, 0.5), 2);
    dot(ink.context, x + ink.side * radius * 0.3, y - radius * 0.4, radius * 0.24, ink.flat(body.hair, 0.4, 0.25));
  }
}
