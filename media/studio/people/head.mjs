// A head: its outline, ears and skin, turned and nodding; features are laid on it by features.mjs and mouth.mjs.
import { Path2D } from '@napi-rs/canvas';
import { clamp } from '../chance.mjs';
import { brow, eye, nose } from './features.mjs';
import { COVERS_EARS, FLAT } from './hair.mjs';
import { MOOD } from './moods.mjs';
import { mouth } from './mouth.mjs';
import { patch } from './shapes.mjs';
import { drops, freckles, wrinkles } from './skin.mjs';

const DEGREE = Math.PI / 180;

/** How a head is seen: `at(longitude, radius)` is how far to the side a feature lies, `thin(longitude)` how narrow it looks. */
export function viewOf(turn, nod) {
  const angle = turn * 31 * DEGREE;
  /** On the far side of a turned head features crowd together before the outline. */
  const crowded = (x) => (x * turn > 0 && Math.abs(x) > 30 ? x - Math.sign(x) * (Math.abs(x) - 30) * 0.44 * Math.min(1, Math.abs(turn)) : x);
  return {
    turn,
    nod,
    lift: nod * 9,
    at: (longitude, radius) => crowded(radius * Math.sin(clamp(angle + longitude * DEGREE, -Math.PI / 2, Math.PI / 2))),
    thin: (longitude) => Math.max(0.3, (Math.cos(angle + longitude * DEGREE) / Math.cos(longitude * DEGREE)) * (longitude * turn > 0 ? 1 - 0.12 * Math.abs(turn) : 1)),
    /** Keeps a place on the far side of a turned head within `edge` of its middle. */
    within: (x, edge = 43) => (x * turn > 0 ? Math.sign(x) * Math.min(Math.abs(x), 50 - (50 - edge) * Math.min(1, Math.abs(turn) * 2)) : x),
    /** How far round a longitude is seen, in degrees: 90 is the outline, more is hidden. */
    round: (longitude) => turn * 31 + longitude,
    sine: Math.sin(angle),
  };
}

/** The outline of skull and jaw around the head's middle; the jaw drops as the mouth opens. */
export function headPath(body, view, open) {
  const { cheek, jaw, chin: low, point } = body.face;
  const { turn, nod } = view;
  const chin = low + open * 7 + Math.min(0, nod) * 5 - Math.max(0, nod) * 2;
  const shift = turn * 15;
  const jawShift = turn * 9;
  const right = cheek * (1 - clamp(turn) * 0.05);
  const left = cheek * (1 - clamp(-turn) * 0.05);
  const path = new Path2D();
  path.moveTo(-left, -10);
  path.bezierCurveTo(-left, -50, -32, -68, 0, -68);
  path.bezierCurveTo(32, -68, right, -50, right, -10);
  path.bezierCurveTo(right + 0.5, 14, jaw + jawShift, chin - 22, point + 3 + shift, chin - 3);
  path.quadraticCurveTo(shift, chin + 7, -point - 3 + shift, chin - 3);
  path.bezierCurveTo(-jaw + jawShift, chin - 22, -left - 0.5, 14, -left, -10);
  path.closePath();
  return path;
}

/** Everything on the head but hair, hats and glasses. */
export function drawHead(ink, body, act, view) {
  const { context } = ink;
  ears(ink, body, view, (side) => side * view.turn > 0.1);
  const path = headPath(body, view, act.open);
  const tone = body.skin;
  const fill = ink.between(ink.side * 46, -40, -ink.side * 48, 34, tone, 0.85);
  context.fillStyle = fill;
  context.fill(path);
  modelling(ink, body, act, view, tone, path);
  if (body.freckles) freckles(ink, body, view);
  wrinkles(ink, body, act, view);
  ears(ink, body, view, (side) => side * view.turn <= 0.1);
  ink.edge(path, -48, 48, 6);
  for (const side of [-1, 1]) {
    const longitude = side * 25.5;
    context.save();
    context.translate(view.at(longitude, 47), -4 + view.lift);
    context.scale(view.thin(longitude), 1);
    eye(ink, body, act, side, view);
    brow(ink, body, act, side);
    context.restore();
  }
  mouth(ink, body, act, view);
  nose(ink, body, view);
  drops(ink, act, view);
}

/** Light and shade of a head. What reaches its outline fills the outline itself; clipping would cost far more. */
function modelling(ink, body, act, view, tone, path) {
  const { context, strength } = ink;
  const dark = (opacity) => ink.flat(tone, -0.5, opacity);
  const clear = ink.flat(tone, -0.5, 0);
  const light = (opacity) => ink.flat(tone, 0.5, opacity);
  const faint = ink.flat(tone, 0.5, 0);
  const middle = view.at(0, 47);
  const far = -ink.side;
  const shade = context.createRadialGradient(middle * 0.5 - far * 22, -14, 26, middle * 0.5 - far * 16, -10, 96);
  shade.addColorStop(0.2, clear);
  shade.addColorStop(0.62, dark(0.1 + strength * 0.1));
  shade.addColorStop(1, dark(0.3 + strength * 0.3));
  context.fillStyle = shade;
  context.fill(path);
  const half = 34 - Math.abs(view.turn) * 11;
  patch(context, clamp(middle + ink.side * 8, half - 45, 45 - half), -42 + view.lift * 0.6, half, 22, light(body.isDark ? 0.24 : 0.3), faint);
  const heat = clamp(0.3 + act.mood[MOOD.blush] * 0.8 + act.tears * 0.3 + (act.blush ?? 0) - act.mood[MOOD.sweat] * 0.5, 0.08, 1.2);
  const red = body.isDark ? '#a5383a' : '#d0443c';
  for (const side of [-1, 1]) {
    const x = view.at(side * 33, 48);
    const thin = Math.min(1, view.thin(side * 33) * 1.1);
    if (thin < 0.6) continue;
    patch(context, x - side * 2, 20 + view.lift, 19 * thin, 15, ink.flat(red, 0, (body.isDark ? 0.2 : 0.27) * heat), ink.flat(red, 0, 0));
    patch(context, view.at(side * 27, 47), 9 + view.lift, 15 * thin, 8, light((body.isDark ? 0.2 : 0.24) * (side === ink.side ? 1.3 : 0.7)), faint);
    patch(context, view.at(side * 25, 46), -5 + view.lift, 18 * thin, 14, dark(0.3), clear);
  }
}

/** Both ears of a head that is seen from behind. */
export const drawEars = (ink, body, view) => ears(ink, body, view, () => true);

function ears(ink, body, view, isDrawn) {
  if (COVERS_EARS.has(body.style) || (FLAT.has(body.head_wear) && body.head_wear !== 'turban')) return;
  const { context } = ink;
  for (const side of [-1, 1]) {
    const away = side * view.turn;
    if (!isDrawn(side) || away > 0.75) continue;
    const x = side * (body.face.cheek + 1.5 - Math.max(0, away) * 7 + Math.min(0, away) * 9) ;
    const wide = 8.5 * (1 - Math.max(0, away) * 0.5 + Math.max(0, -away) * 0.25);
    const y = 2 + view.lift * 0.3;
    const tall = 14.5 + body.aged * 2;
    context.fillStyle = ink.flat(body.skin, side === ink.side ? -0.02 : -0.16);
    context.beginPath();
    context.ellipse(x, y, wide, tall, side * 0.16, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = ink.flat(body.skin, -0.28, 0.8);
    context.beginPath();
    context.ellipse(x - side * 1.2, y + 0.5, wide * 0.5, tall * 0.58, side * 0.16, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = ink.flat(body.skin, side === ink.side ? 0.02 : -0.1);
    context.beginPath();
    context.ellipse(x - side * 3, y + 3, wide * 0.36, tall * 0.3, side * 0.16, 0, Math.PI * 2);
    context.fill();
  }
}
