// The mouth: lips that speak, smile, press together or fall open.
import { clamp } from '../chance.mjs';
import { shaded } from './colour.mjs';
import { MOOD } from './moods.mjs';
import { patch } from './shapes.mjs';

/** The mouth at its place on the head. `act.open`, `wide`, `round` and `teeth` come from the voice, the rest from the mood. */
export function mouth(ink, body, act, view) {
  const { context } = ink;
  const { mood } = act;
  const open = clamp(act.open + mood[MOOD.slack] * (1 - act.open));
  const round = act.round ?? 0;
  const x = view.at(0, 50);
  const y = 33.5 + view.lift * 0.8 + (body.nose.long - 1) * 3;
  const width = (15.2 + act.wide * 3.2 + clamp(mood[MOOD.corners]) * 3.6 - mood[MOOD.pressed] * 1.2 - body.child * 2) * (1 - round * 0.34) * (0.94 + body.face.cheek / 46 * 0.06);
  const half = (side) => width * view.thin(side * 14);
  const lift = (side) => -mood[MOOD.corners] * (mood[MOOD.corners] > 0 ? 7.4 : 5.4) - (mood[MOOD.skew] * side > 0 ? Math.abs(mood[MOOD.skew]) * 4.5 : 0);
  const shape = {
    x, y, open, round,
    left: [x - half(-1), y + lift(-1)],
    right: [x + half(1), y + lift(1)],
    gape: open * (15 + round * 4),
    upper: (3.4 + body.lips * 2.4) * (1 - mood[MOOD.pressed] * 0.62) * (1 - clamp(mood[MOOD.corners]) * 0.22),
    lower: (3 + body.lips * 4) * (1 - mood[MOOD.pressed] * 0.62) * (1 - clamp(mood[MOOD.corners]) * 0.15),
  };
  patch(context, x, y + shape.gape + shape.lower + 7, 13, 4.5, ink.flat(body.skin, -0.55, 0.3), ink.flat(body.skin, -0.55, 0));
  lips(ink, body, shape);
  if (open > 0.05) inside(ink, act, shape);
  else {
    context.strokeStyle = ink.flat(shaded(body.lipColour, -0.55), 0, 0.9);
    context.lineWidth = 2;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(...shape.left);
    upperEdge(context, shape);
    context.stroke();
  }
  corners(ink, body, shape, mood);
}

/** The line along which the upper lip meets the lower one, from left to right. */
function upperEdge(context, { x, y, left, right, gape }) {
  const rise = gape * 0.22;
  context.bezierCurveTo(left[0] + (x - left[0]) * 0.5, (left[1] + y * 2) / 3 - 0.6 - rise, x - 3, y - 1.2 - rise, x, y - rise);
  context.bezierCurveTo(x + 3, y - 1.2 - rise, right[0] - (right[0] - x) * 0.5, (right[1] + y * 2) / 3 - 0.6 - rise, right[0], right[1]);
}

function lowerEdge(context, { x, y, left, right, gape }, drop) {
  const low = y + 0.6 + gape + drop;
  context.bezierCurveTo(right[0] - (right[0] - x) * 0.25, low * 0.75 + right[1] * 0.25, x + (right[0] - x) * 0.55, low, x, low);
  context.bezierCurveTo(x - (x - left[0]) * 0.55, low, left[0] + (x - left[0]) * 0.25, low * 0.75 + left[1] * 0.25, left[0], left[1]);
}

function lips(ink, body, shape) {
  const { context } = ink;
  const { x, y, left, right, gape, upper, lower } = shape;
  const rise = gape * 0.24;
  context.fillStyle = ink.flat(body.lipColour);
  context.beginPath();
  context.moveTo(...left);
  lowerEdge(context, { ...shape, left: right, right: left, x }, lower);
  context.bezierCurveTo(right[0] - (right[0] - x) * 0.45, (right[1] + y) / 2 - upper * 0.72 - rise, x + 4, y - upper - 1 - rise, x, y - upper * 0.74 - rise);
  context.bezierCurveTo(x - 4, y - upper - 1 - rise, left[0] + (x - left[0]) * 0.45, (left[1] + y) / 2 - upper * 0.72 - rise, left[0], left[1]);
  context.fill();
  context.fillStyle = ink.flat(body.lipColour, -0.3, 0.45);
  context.beginPath();
  context.moveTo(...left);
  upperEdge(context, shape);
  context.bezierCurveTo(right[0] - (right[0] - x) * 0.45, (right[1] + y) / 2 - upper * 0.72 - rise, x + 4, y - upper - 1 - rise, x, y - upper * 0.74 - rise);
  context.bezierCurveTo(x - 4, y - upper - 1 - rise, left[0] + (x - left[0]) * 0.45, (left[1] + y) / 2 - upper * 0.72 - rise, left[0], left[1]);
  context.fill();
  patch(context, x + ink.side * 3, y + gape + lower * 0.62, 6, 2.2, ink.flat(body.lipColour, 0.6, 0.4), ink.flat(body.lipColour, 0.6, 0));
}

function inside(ink, act, shape) {
  const { context } = ink;
  const { x, y, left, right, gape, round } = shape;
  const width = right[0] - left[0];
  context.beginPath();
  context.moveTo(...left);
  upperEdge(context, shape);
  lowerEdge(context, shape, 0);
  context.closePath();
  context.fillStyle = ink.flat('#3a1217');
  context.fill();
  context.save();
  context.clip();
  context.fillStyle = ink.flat('#b0525a');
  context.beginPath();
  context.ellipse(x, y + 7 + gape * 0.92, width * 0.3, 3 + gape * 0.32, 0, 0, Math.PI * 2);
  context.fill();
  const shown = 1 - round * 0.7;
  context.fillStyle = ink.flat('#f0eae1');
  context.beginPath();
  context.roundRect(x - width * 0.37, y - 9 - gape * 0.2, width * 0.74, 8 * shown + gape * 0.16 + (act.teeth ?? 0) * 3.5 + 1.5, 4);
  context.fill();
  context.restore();
}

/** Short shades where lips end, deeper when the corners are drawn up or down. */
function corners(ink, body, { left, right }, mood) {
  const { context } = ink;
  context.strokeStyle = ink.flat(body.skin, -0.5, 0.25 + Math.abs(mood[MOOD.corners]) * 0.4);
  context.lineWidth = 1.8;
  context.lineCap = 'round';
  const turn = mood[MOOD.corners] > 0 ? -2.4 : 2;
  context.beginPath();
  context.moveTo(left[0] - 0.5, left[1] - 1.6);
  context.quadraticCurveTo(left[0] - 2.6, left[1], left[0] - 1.6, left[1] + turn);
  context.moveTo(right[0] + 0.5, right[1] - 1.6);
  context.quadraticCurveTo(right[0] + 2.6, right[1], right[0] + 1.6, right[1] + turn);
  context.stroke();
}
