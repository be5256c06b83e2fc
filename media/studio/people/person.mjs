// A whole person: body, clothes, head and arms, in the order in which one thing hides another.
import { shade, veil } from './colour.mjs';
import { face } from './face.mjs';
import { HAIR } from './hair.mjs';
import { arm } from './limbs.mjs';
import { heldBehind, heldInFront } from './props.mjs';

/** Draws the person without the arms that lie over the foreground. */
export function drawPerson(context, person, act) {
  within(context, person, act, () => {
    const { look } = person;
    context.save();
    placeHead(context, act);
    HAIR[look.style].behind(context, look, turnOf(act));
    context.restore();
    body(context, look, act);
    if (!act.pose.isOverFront) arms(context, look, act, ['left', 'right'].filter((side) => !reachesFace(act, side)));
    head(context, look, act);
    if (!act.pose.isOverFront) arms(context, look, act, ['left', 'right'].filter((side) => reachesFace(act, side)));
  });
}

/** Draws the arms that lie over the foreground, such as hands on a counter. */
export function drawArmsInFront(context, person, act) {
  if (act.pose.isOverFront) within(context, person, act, () => arms(context, person.look, act, ['left', 'right']));
}

const reachesFace = (act, side) => act.pose[side].y < 60 && Math.abs(act.pose[side].x) < 80;
const turnOf = (act) => Math.max(-1, Math.min(1, act.gaze[0] * 0.62 + act.sway[1] * 0.025));

function within(context, person, act, draw) {
  context.save();
  context.translate(person.at.x + act.lean[0] + act.sway[0] * 2.4, person.at.y + act.lean[1]);
  context.scale(person.at.scale, person.at.scale);
  context.translate(0, -act.breath * 0.9);
  context.rotate(act.sway[1] * 0.004 + act.lean[0] * 0.0006);
  draw();
  context.restore();
}

function placeHead(context, act) {
  context.translate(turnOf(act) * 5 + act.beat * 1.2, -84 + act.gaze[1] * 4 + act.stress * 2.2);
  context.rotate(act.sway[0] * 0.016 + act.beat * 0.014 + act.gaze[0] * 0.03 + act.mood[0] * 0.012);
}

function head(context, look, act) {
  context.save();
  placeHead(context, act);
  const turn = turnOf(act);
  face(context, look, act, turn, act.gaze[1] * 0.55 - act.open * 0.1);
  HAIR[look.style].front(context, look, turn);
  context.restore();
}

/** Neck, trunk and hips with folds and the collar of the garment. */
function body(context, look, act) {
  const broad = 84 * look.build;
  const waist = broad * (look.waist ?? 0.82);
  const chest = act.breath * 1.1;
  legs(context, look, waist);
  const light = context.createLinearGradient(-broad, 0, broad, 60);
  light.addColorStop(0, shade(look.top, 0.1));
  light.addColorStop(0.5, look.top);
  light.addColorStop(1, shade(look.top, -0.26));
  context.fillStyle = light;
  context.beginPath();
  context.moveTo(-30, -8);
  context.bezierCurveTo(-52, 4, -broad - 12, 2, -broad - 18, 36);
  context.bezierCurveTo(-broad - 6 - chest, 90, -waist - 4, 140, -waist, 180);
  context.lineTo(-waist - 6, 272);
  context.lineTo(waist + 6, 272);
  context.lineTo(waist, 180);
  context.bezierCurveTo(waist + 4, 140, broad + 6 + chest, 90, broad + 18, 36);
  context.bezierCurveTo(broad + 12, 2, 52, 4, 30, -8);
  context.closePath();
  context.fill();
  folds(context, waist);
  neck(context, look);
  garment(context, look);
}

function legs(context, look, waist) {
  context.fillStyle = look.legs ?? '#2f3a4d';
  context.fillRect(-waist - 4, 240, waist * 2 + 8, 330);
  context.fillStyle = veil('#000000', 0.25);
  context.fillRect(-3, 300, 6, 270);
}

function folds(context, waist) {
  context.strokeStyle = veil('#14102a', 0.16);
  context.lineWidth = 3;
  context.lineCap = 'round';
  for (const side of [-1, 1]) {
    context.beginPath();
    context.moveTo(side * (waist - 8), 86);
    context.quadraticCurveTo(side * (waist - 30), 112, side * (waist - 24), 150);
    context.moveTo(side * (waist - 2), 196);
    context.quadraticCurveTo(side * (waist - 34), 206, side * (waist - 46), 226);
    context.stroke();
  }
}

function neck(context, look) {
  context.fillStyle = shade(look.skin, -0.16);
  context.beginPath();
  context.moveTo(-21, -50);
  context.bezierCurveTo(-22, -20, -28, -10, -36, -3);
  context.quadraticCurveTo(0, 30, 36, -3);
  context.bezierCurveTo(28, -10, 22, -20, 21, -50);
  context.fill();
  context.save();
  context.clip();
  context.fillStyle = veil('#1c1230', 0.22);
  context.beginPath();
  context.ellipse(3, -34, 30, 22, 0, 0, Math.PI * 2);
  context.fill();
  context.restore();
}

function garment(context, look) {
  if (look.garment === 'shirt') {
    for (const side of [-1, 1]) {
      context.fillStyle = shade(look.top, side < 0 ? 0.2 : 0.06);
      context.beginPath();
      context.moveTo(side * 31, -14);
      context.lineTo(side * 46, 12);
      context.lineTo(side * 20, 36);
      context.lineTo(0, 16);
      context.closePath();
      context.fill();
    }
    seam(context, look, [[0, 18], [0, 270]]);
    for (const y of [58, 104, 150, 196]) dot(context, 6, y, 3, shade(look.top, 0.34));
  } else if (look.garment === 'jacket') {
    context.fillStyle = look.under;
    context.beginPath();
    context.moveTo(-30, -8);
    context.quadraticCurveTo(0, 24, 30, -8);
    context.lineTo(15, 130);
    context.lineTo(34, 272);
    context.lineTo(-34, 272);
    context.lineTo(-15, 130);
    context.fill();
    for (const side of [-1, 1]) {
      context.fillStyle = shade(look.top, side < 0 ? 0.14 : -0.06);
      context.beginPath();
      context.moveTo(side * 31, -16);
      context.lineTo(side * 54, 20);
      context.lineTo(side * 42, 44);
      context.lineTo(side * 15, 130);
      context.closePath();
      context.fill();
      seam(context, look, [[side * 15, 130], [side * 34, 272]]);
    }
  } else if (look.garment === 'apron') {
    context.fillStyle = look.under;
    context.beginPath();
    context.roundRect(-50, 66, 100, 220, 12);
    context.fill();
    seam(context, look, [[-34, 2], [-44, 70]]);
    seam(context, look, [[34, 2], [44, 70]]);
  } else {
    context.strokeStyle = shade(look.top, -0.22);
    context.lineWidth = 7;
    context.beginPath();
    context.moveTo(-37, -3);
    context.quadraticCurveTo(0, 33, 37, -3);
    context.stroke();
  }
}

function seam(context, look, points) {
  context.strokeStyle = shade(look.top, -0.3);
  context.lineWidth = 2.6;
  context.beginPath();
  context.moveTo(...points[0]);
  context.lineTo(...points[1]);
  context.stroke();
}

function dot(context, x, y, radius, colour) {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}

function arms(context, look, act, sides) {
  const broad = 84 * look.build;
  if (sides.length > 0) heldBehind(context, act.pose);
  for (const side of sides) {
    const sign = side === 'left' ? -1 : 1;
    const hand = act.pose[side];
    // Free hands beat time with the voice; resting and leaning hands stay where they are.
    const beat = hand.isFree ? act.beat * 9 - act.stress * 10 : 0;
    arm(context, look, { x: sign * (broad - 6), y: 34 }, { ...hand, y: hand.y + beat }, sign);
  }
  if (sides.includes('right')) heldInFront(context, act.pose);
}
