// Eyes, brows and nose.
import { clamp } from '../chance.mjs';
import { mixed, shaded } from './colour.mjs';
import { MOOD } from './moods.mjs';
import { dot, line, patch } from './shapes.mjs';

/** An eye around its own middle; drawn already narrowed by the head's turn. */
export function eye(ink, body, act, side, view) {
  const { context } = ink;
  const { mood } = act;
  const size = body.eyeSize;
  const gazeX = clamp(act.gaze[0] - (act.facing ?? 0) * 0.35, -1.1, 1.1);
  const gazeY = clamp(act.gaze[1] - Math.max(0, view.nod - act.gaze[1] * 0.55) * 0.75, -1, 1);
  const open = clamp((mood[MOOD.upper] + (side > 0 ? 1 : -1) * mood[MOOD.skew] * 0.1) * (1 - act.blink) - clamp(gazeY) * 0.3 - body.aged * 0.06, 0, 1.25);
  const low = 5.4 - mood[MOOD.lower] * 2.8;
  const top = low * 0.85 * (1 - Math.min(1, open)) - 9.9 * body.eye.tall * open;
  const tip = body.eye.tip * side;
  context.save();
  context.scale(size, size);
  const outline = () => {
    context.beginPath();
    context.moveTo(-12.6, 1 - (side < 0 ? tip * side : 0));
    context.bezierCurveTo(-7, top - 0.6, 6, top - 1, 12.6, 1 + (side > 0 ? tip * side : 0) - 1);
    context.bezierCurveTo(7, low + 0.2, -6, low + 1, -12.6, 1 - (side < 0 ? tip * side : 0));
    context.closePath();
  };
  patch(context, 0, -9, 17, 9, ink.flat(body.skin, -0.5, 0.22), ink.flat(body.skin, -0.5, 0));
  outline();
  context.fillStyle = ink.flat('#f3eee8');
  context.fill();
  if (open > 0.12) {
    context.save();
    context.clip();
    const [x, y] = [gazeX * 5.6, -1.4 + gazeY * 4.2];
    dot(context, x, y, 6.7, ink.flat(shaded(body.eyes, -0.45)));
    dot(context, x, y, 5.7, ink.flat(body.eyes));
    patch(context, x, y + 2.8, 5, 4, ink.flat(body.eyes, 0.5, 0.5), ink.flat(body.eyes, 0.5, 0));
    dot(context, x, y, 2.9, ink.flat('#120f0e'));
    dot(context, x + ink.side * 2.1, y - 2.5, 1.7, '#ffffff');
    context.fillStyle = ink.flat('#2a1a2c', 0, 0.26);
    context.fillRect(-14, top - 4, 28, 7);
    context.restore();
    if (act.tears > 0.05) {
      context.strokeStyle = `rgba(255,255,255,${0.5 * act.tears})`;
      context.lineWidth = 1.6;
      context.beginPath();
      context.moveTo(-8, low * 0.72);
      context.quadraticCurveTo(0, low + 0.6, 8, low * 0.66);
      context.stroke();
    }
  }
  lids(ink, body, { side, open, top, low, tip });
  squeeze(ink, body, side, mood[MOOD.lower] * (1 - Math.min(1, open)));
  context.restore();
}

function lids(ink, body, { side, open, top, low, tip }) {
  const { context } = ink;
  context.lineCap = 'round';
  context.strokeStyle = ink.flat(body.lashes ? '#17100f' : mixed(shaded(body.skin, -0.75), '#17100f', 0.4));
  context.lineWidth = body.lashes ? 3.1 : 2.4;
  const [left, right] = [1 - (side < 0 ? tip * side : 0), (side > 0 ? tip * side : 0)];
  context.beginPath();
  context.moveTo(-12.6, left);
  context.bezierCurveTo(-7, top - 0.6, 6, top - 1, 12.6, right);
  if (body.lashes) {
    context.moveTo(side * 11, -1 + (open < 0.3 ? 3 : 0));
    context.lineTo(side * 15, open < 0.3 ? 3.5 : -4.4);
  }
  context.stroke();
  // The fold of the upper lid and the rim of the lower one.
  context.strokeStyle = ink.flat(body.skin, -0.5, body.eye.tall < 0.85 ? 0.3 : 0.6);
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(-11.5, -3.5 + (top + 9) * 0.2);
  context.bezierCurveTo(-6, Math.min(-7, top - 4.4), 6, Math.min(-7.4, top - 5), 13, -3.5);
  context.stroke();
  context.strokeStyle = ink.flat(body.skin, -0.45, 0.5);
  context.beginPath();
  context.moveTo(-8, low * 0.82 + 1);
  context.quadraticCurveTo(0, low + 1.6, 9, low * 0.7 + 0.6);
  context.stroke();
}

/** Creases beside and below an eye that is squeezed shut. */
function squeeze(ink, body, side, tight) {
  if (tight < 0.45) return;
  const colour = ink.flat(body.skin, -0.5, tight * (0.32 + body.aged * 0.3));
  for (const [from, to] of [[-1, -4], [3, 6]]) line(ink.context, [[side * 13.5, from], [side * 18.5, to]], colour, 1.5);
}

/** A brow above its eye: raised, drawn together, or one higher than the other. */
export function brow(ink, body, act, side) {
  const { context } = ink;
  const { mood } = act;
  const beat = (act.stress ?? 0) * 1.4;
  const skew = mood[MOOD.skew] * side * 3.4;
  const inner = -19.5 - mood[MOOD.inner] * 6 - skew * 0.4 - beat;
  const outer = -18.5 - mood[MOOD.outer] * 5 - skew - beat;
  const pinch = clamp(-mood[MOOD.inner]) * 4 + clamp(mood[MOOD.inner]) * 1.5;
  const thick = body.brow;
  const peak = Math.min(inner, outer) - 1;
  context.fillStyle = ink.flat(body.browColour, 0, 0.92);
  context.beginPath();
  context.moveTo(-side * (11 + pinch), inner - thick * 0.55);
  context.bezierCurveTo(-side * 3, Math.min(inner, peak) - thick * 0.75, side * 7, peak - thick * 0.95, side * 17.5, outer + 0.5);
  context.bezierCurveTo(side * 8, peak + thick * 0.1, -side * 2, Math.min(inner, peak) + thick * 0.5, -side * (10.4 + pinch), inner + thick * 0.55);
  context.quadraticCurveTo(-side * (12.6 + pinch), inner, -side * (11 + pinch), inner - thick * 0.55);
  context.closePath();
  context.fill();
}

/** The nose: a soft shade on one side, wings and nostrils, a light on the tip. */
export function nose(ink, body, view) {
  const { context } = ink;
  const { wide, long } = body.nose;
  const root = view.at(0, 46);
  const tip = view.at(0, 60);
  const y = 5 + 10 * long + view.lift * 1.2;
  const far = Math.abs(view.turn) > 0.25 ? Math.sign(view.turn) : -ink.side;
  context.fillStyle = ink.flat(body.skin, -0.5, 0.2);
  context.beginPath();
  context.moveTo(root + far * 5, -12 + view.lift);
  context.quadraticCurveTo(tip + far * 5, y - 12, tip + far * 10 * wide, y);
  context.quadraticCurveTo(tip + far * 4, y + 5, tip + far * 1, y + 1);
  context.quadraticCurveTo(root + far * 1, -2 + view.lift, root + far * 5, -12 + view.lift);
  context.fill();
  patch(context, tip, y + 5, 14 * wide, 7, ink.flat(body.skin, -0.5, 0.3), ink.flat(body.skin, -0.5, 0));
  context.strokeStyle = ink.flat(body.skin, -0.42, 0.9);
  context.lineWidth = 2.1;
  context.lineCap = 'round';
  context.beginPath();
  const [left, right] = [9.6 * wide * view.thin(-14), 9.6 * wide * view.thin(14)];
  context.moveTo(tip - left, y - 3);
  context.quadraticCurveTo(tip - left * 0.98, y + 2.6, tip - left * 0.5, y + 2);
  context.moveTo(tip + right, y - 3);
  context.quadraticCurveTo(tip + right * 0.98, y + 2.6, tip + right * 0.5, y + 2);
  context.moveTo(tip - 4, y + 3);
  context.quadraticCurveTo(tip, y + 5.6, tip + 4, y + 3);
  context.stroke();
  context.fillStyle = ink.flat(body.skin, -0.68, 0.75);
  for (const [side, reach] of [[-1, left], [1, right]]) {
    context.beginPath();
    context.ellipse(tip + side * reach * 0.52, y + 2, 2.7 * wide * 0.9, 1.5, side * -0.3, 0, Math.PI * 2);
    context.fill();
  }
  patch(context, tip + ink.side * 2, y - 4, 5.5, 5.5, ink.flat(body.skin, 0.75, body.isDark ? 0.34 : 0.5), ink.flat(body.skin, 0.75, 0));
  patch(context, (root + tip) / 2 + ink.side * 1.5, -2 + view.lift, 4, 12, ink.flat(body.skin, 0.6, 0.28), ink.flat(body.skin, 0.6, 0));
}
