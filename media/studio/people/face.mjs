// A head with a face: turned by yaw and pitch, moved by mood, voice and gaze.
import { clamp } from '../chance.mjs';
import { shade, veil } from './colour.mjs';

/** The head's outline around its centre; the jaw drops as the mouth opens. */
export function headPath(context, look, turn, open) {
  const w = 47 * (look.face ?? 1);
  const jaw = 37 * (look.jaw ?? 1);
  const chin = 60 + open * 7;
  const shift = turn * 7;
  context.beginPath();
  context.moveTo(-w, -10);
  context.bezierCurveTo(-w, -50, -30, -68, 0, -68);
  context.bezierCurveTo(30, -68, w, -50, w, -10);
  context.bezierCurveTo(w, 18, jaw + shift, chin - 18, 17 + shift, chin);
  context.quadraticCurveTo(shift, chin + 9, -17 + shift, chin);
  context.bezierCurveTo(-jaw + shift, chin - 18, -w, 18, -w, -10);
  context.closePath();
}

/** Everything on the head but the hair. `turn` and `nod` run from -1 to 1. */
export function face(context, look, act, turn, nod) {
  ears(context, look, turn);
  headPath(context, look, turn, act.open);
  const light = context.createLinearGradient(-48, -30, 52, 40);
  light.addColorStop(0, shade(look.skin, 0.12));
  light.addColorStop(0.45, look.skin);
  light.addColorStop(1, shade(look.skin, -0.2));
  context.fillStyle = light;
  context.fill();
  context.save();
  context.clip();
  if (look.stubble) stubble(context, look, turn, act.open);
  cheeks(context, look, act, turn, nod);
  context.restore();
  const middle = turn * 15;
  const lift = nod * 9;
  lines(context, look, act, middle, lift);
  for (const side of [-1, 1]) {
    const near = 1 - clamp(side * turn, 0, 1) * 0.24;
    context.save();
    context.translate(middle + side * 20.5 * near, -5 + lift);
    context.scale(near, 1);
    eye(context, look, act, side);
    brow(context, look, act, side);
    context.restore();
  }
  nose(context, look, middle * 1.25, lift);
  mouth(context, look, act, middle * 1.06, 33 + lift * 0.8);
  if (look.glasses) glasses(context, middle, lift, turn);
  if (act.tears > 0.02) tears(context, act, middle, lift);
}

function ears(context, look, turn) {
  for (const side of [-1, 1]) {
    if (side * turn > 0.55) continue;
    const x = side * 47 * (look.face ?? 1) - turn * 5;
    context.fillStyle = shade(look.skin, side < 0 ? 0 : -0.16);
    context.beginPath();
    context.ellipse(x, 3, 9, 15, side * 0.14, 0, Math.PI * 2);
    context.fill();
    context.strokeStyle = shade(look.skin, -0.3);
    context.lineWidth = 2;
    context.beginPath();
    context.arc(x, 1, 5, side < 0 ? 1.8 : -1.2, side < 0 ? 4.4 : 1.4);
    context.stroke();
  }
}

function stubble(context, look, turn, open) {
  context.fillStyle = veil(look.hair, look.stubble);
  context.beginPath();
  context.moveTo(-50, 4);
  context.bezierCurveTo(-34, 12, -30, 22, -20 + turn * 12, 20);
  context.quadraticCurveTo(turn * 15, 13, 20 + turn * 12, 20);
  context.bezierCurveTo(30, 22, 36, 12, 50, 4);
  context.lineTo(50, 84 + open * 6);
  context.lineTo(-50, 84 + open * 6);
  context.fill();
}

function cheeks(context, look, act, turn, nod) {
  const heat = clamp(-act.mood[0] * 0.5 + 0.35 + act.tears * 0.3, 0.15, 0.9);
  for (const side of [-1, 1]) {
    const x = side * 27 + turn * 14;
    const y = 19 + nod * 8;
    const blush = context.createRadialGradient(x, y, 1, x, y, 19);
    blush.addColorStop(0, veil('#c2453d', 0.26 * heat));
    blush.addColorStop(1, veil('#c2453d', 0));
    context.fillStyle = blush;
    context.fillRect(x - 20, y - 20, 40, 40);
  }
  const shadow = context.createLinearGradient(0, 44, 0, 68);
  shadow.addColorStop(0, veil('#2a1a2c', 0));
  shadow.addColorStop(1, veil('#2a1a2c', 0.18));
  context.fillStyle = shadow;
  context.fillRect(-50, 44, 100, 40);
}

/** Lines that age and anger draw. */
function lines(context, look, act, middle, lift) {
  const age = look.age ?? 0;
  const frown = clamp(-act.mood[0]);
  context.lineCap = 'round';
  const line = (opacity, draw) => {
    if (opacity < 0.03) return;
    context.strokeStyle = veil('#3a1c1c', opacity);
    context.lineWidth = 2;
    context.beginPath();
    draw();
    context.stroke();
  };
  for (const side of [-1, 1]) {
    line(frown * 0.5, () => {
      context.moveTo(middle + side * 4, -17 + lift);
      context.lineTo(middle + side * 3, -27 + lift);
    });
    line(age * 0.4 + Math.abs(act.mood[4]) * 0.28, () => {
      context.moveTo(middle + side * 13, 13 + lift);
      context.quadraticCurveTo(middle + side * 23, 21 + lift, middle + side * 23, 33 + lift);
    });
    line(age * 0.4, () => context.arc(middle + side * 20, -2 + lift, 13, 0.7, 2.3));
  }
  for (const row of [0, 1]) {
    line(age * 0.3 + clamp(act.mood[0]) * 0.25, () => {
      context.moveTo(middle - 20, -38 - row * 8 + lift);
      context.quadraticCurveTo(middle, -41 - row * 8 + lift, middle + 20, -38 - row * 8 + lift);
    });
  }
}

function eye(context, look, act, side) {
  const openness = clamp(act.mood[2] * (1 - act.blink) - clamp(act.gaze[1]) * 0.22, 0, 1.2);
  const top = -9.6 * openness;
  const bottom = 5.6 - act.mood[3] * 3;
  const outline = () => {
    context.beginPath();
    context.moveTo(-12.5, 1);
    context.bezierCurveTo(-7, top - 0.6, 6, top - 1.2, 12.5, side * -0.6);
    context.bezierCurveTo(7, bottom, -6, bottom + 0.8, -12.5, 1);
    context.closePath();
  };
  context.fillStyle = shade(look.skin, -0.14);
  context.beginPath();
  context.ellipse(0, -3.5, 15, 10.5, 0, 0, Math.PI * 2);
  context.fill();
  outline();
  context.fillStyle = '#f4efe8';
  context.fill();
  context.save();
  context.clip();
  const [x, y] = [act.gaze[0] * 5.6, -1.2 + act.gaze[1] * 4];
  disc(context, x, y, 6.5, shade(look.eyes, -0.35));
  disc(context, x, y, 5.2, look.eyes);
  disc(context, x, y, 2.9, '#14110f');
  disc(context, x - 2, y - 2.4, 1.6, '#ffffff');
  context.fillStyle = veil('#2a1a2c', 0.22);
  context.fillRect(-14, top - 3, 28, 5.5);
  context.restore();
  context.strokeStyle = look.lashes ? '#17100f' : shade(look.skin, -0.72);
  context.lineWidth = look.lashes ? 3.2 : 2.6;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(-12.5, 1);
  context.bezierCurveTo(-7, top - 0.6, 6, top - 1.2, 12.5, side * -0.6);
  if (look.lashes && openness > 0.3) {
    context.moveTo(side * 11, -1.5);
    context.lineTo(side * 14.2, -4.2);
  }
  context.stroke();
}

function disc(context, x, y, radius, colour) {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}

function brow(context, look, act, side) {
  const inner = -18.5 - act.mood[0] * 6;
  const outer = -18 - act.mood[1] * 5;
  const pinch = clamp(-act.mood[0]) * 4 + clamp(act.mood[0]) * 1.5;
  const thick = look.brows ?? 5;
  context.fillStyle = look.browColour ?? shade(look.hair, -0.15);
  context.beginPath();
  context.moveTo(-side * (11.5 + pinch), inner - thick * 0.6);
  context.quadraticCurveTo(side * 4, Math.min(inner, outer) - thick - 2, side * 17, outer);
  context.quadraticCurveTo(side * 4, Math.min(inner, outer) + 1.2, -side * (10.5 + pinch), inner + thick * 0.6);
  context.closePath();
  context.fill();
}

function nose(context, look, x, lift) {
  const wide = look.nose ?? 1;
  context.fillStyle = veil('#3a1c1c', 0.13);
  context.beginPath();
  context.moveTo(x * 0.7 + 4, -12 + lift);
  context.quadraticCurveTo(x + 9 * wide, 8 + lift, x + 10 * wide, 15 + lift);
  context.quadraticCurveTo(x, 22 + lift, x - 4, 17 + lift);
  context.quadraticCurveTo(x + 3, 8 + lift, x * 0.7 + 4, -12 + lift);
  context.fill();
  context.strokeStyle = shade(look.skin, -0.42);
  context.lineWidth = 2.4;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(x - 9.5 * wide, 14 + lift);
  context.quadraticCurveTo(x - 7 * wide, 19 + lift, x - 2, 17.5 + lift);
  context.quadraticCurveTo(x + 1, 20.5 + lift, x + 4, 17.5 + lift);
  context.quadraticCurveTo(x + 8 * wide, 19 + lift, x + 9.5 * wide, 13.5 + lift);
  context.stroke();
  disc(context, x - 2.5, 10 + lift, 3.4, veil('#ffffff', 0.16));
}

function mouth(context, look, act, x, y) {
  const width = (15.5 + act.wide * 3.4 + clamp(act.mood[4]) * 3.5 - act.mood[5] * 1.5) * (look.mouth ?? 1);
  const corner = -act.mood[4] * 5.4;
  const gape = act.open * 15;
  const lip = look.lips ?? shade(look.skin, -0.3);
  const upper = () => context.bezierCurveTo(x - width * 0.45, y - 3.4 - gape * 0.22, x + width * 0.45, y - 3.4 - gape * 0.22, x + width, y + corner);
  const lower = (drop) => context.bezierCurveTo(x + width * 0.55, y + 2 + gape + drop, x - width * 0.55, y + 2 + gape + drop, x - width, y + corner);
  context.fillStyle = lip;
  context.beginPath();
  context.moveTo(x - width, y + corner);
  context.bezierCurveTo(x - width * 0.5, y - 7 - gape * 0.25, x - 3, y - 7.5 - gape * 0.25, x, y - 5.4 - gape * 0.25);
  context.bezierCurveTo(x + 3, y - 7.5 - gape * 0.25, x + width * 0.5, y - 7 - gape * 0.25, x + width, y + corner);
  lower(6.5 - act.mood[5] * 4);
  context.fill();
  if (act.open < 0.05) {
    context.strokeStyle = shade(look.skin, -0.66);
    context.lineWidth = 2.4;
    context.beginPath();
    context.moveTo(x - width, y + corner);
    upper();
    context.stroke();
    return;
  }
  context.beginPath();
  context.moveTo(x - width * 0.94, y + corner);
  upper();
  lower(0);
  context.closePath();
  context.fillStyle = '#3b1218';
  context.fill();
  context.save();
  context.clip();
  context.fillStyle = '#f1ebe1';
  context.beginPath();
  context.roundRect(x - width * 0.72, y - 9 - gape * 0.2, width * 1.44, 9.5 + gape * 0.14, 4);
  context.fill();
  context.fillStyle = '#b5545a';
  context.beginPath();
  context.ellipse(x, y + 6 + gape * 0.92, width * 0.6, 3 + gape * 0.34, 0, 0, Math.PI * 2);
  context.fill();
  context.restore();
}

function glasses(context, middle, lift, turn) {
  context.strokeStyle = '#39302c';
  context.lineWidth = 3;
  for (const side of [-1, 1]) {
    const near = 1 - clamp(side * turn, 0, 1) * 0.24;
    const x = middle + side * 21 * near;
    context.fillStyle = 'rgba(255,255,255,0.10)';
    context.beginPath();
    context.roundRect(x - 17 * near, -16 + lift, 34 * near, 25, 10);
    context.fill();
    context.stroke();
    context.beginPath();
    context.moveTo(x + side * 17 * near, -7 + lift);
    context.lineTo(side * 47 - turn * 4, -4);
    context.stroke();
  }
  context.beginPath();
  context.moveTo(middle - 4.5, -6 + lift);
  context.quadraticCurveTo(middle, -9 + lift, middle + 4.5, -6 + lift);
  context.stroke();
}

function tears(context, act, middle, lift) {
  for (const side of [-1, 1]) {
    const fall = act.tears * (side < 0 ? 20 : 11);
    context.strokeStyle = veil('#dff0ff', 0.75);
    context.lineWidth = 2.6;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(middle + side * 21, 4 + lift);
    context.quadraticCurveTo(middle + side * 24, 8 + fall * 0.5 + lift, middle + side * 24, 6 + fall + lift);
    context.stroke();
    disc(context, middle + side * 24, 7 + fall + lift, 2.5, veil('#eef8ff', 0.9));
  }
}
