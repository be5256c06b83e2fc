// Arms that reach: two bones each, a sleeve, a hand.
import { shade } from './colour.mjs';

const UPPER_ARM = 128;
const FOREARM = 120;

/** How much of an elbow's bend is seen from the front; the rest of it points away from the viewer. */
const SEEN_BEND = 0.5;

/** The elbow between a shoulder and a wrist; of the two solutions the one that lies low and outward. */
export function elbowOf(shoulder, wrist, side) {
  const dx = wrist.x - shoulder.x;
  const dy = wrist.y - shoulder.y;
  const reach = Math.min(Math.hypot(dx, dy), UPPER_ARM + FOREARM - 0.5);
  const along = (UPPER_ARM ** 2 - FOREARM ** 2 + reach ** 2) / (2 * reach);
  const off = Math.sqrt(Math.max(0, UPPER_ARM ** 2 - along ** 2)) * SEEN_BEND;
  const [ux, uy] = [dx / Math.hypot(dx, dy), dy / Math.hypot(dx, dy)];
  const solutions = [1, -1].map((sign) => ({
    x: shoulder.x + ux * along - uy * off * sign,
    y: shoulder.y + uy * along + ux * off * sign,
  }));
  const merit = (elbow) => elbow.x * side * 0.6 + elbow.y;
  return merit(solutions[0]) > merit(solutions[1]) ? solutions[0] : solutions[1];
}

/** A limb whose ends are round and of different width, lit from the upper left. */
export function limb(context, from, fromRadius, to, toRadius, colour) {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const [nx, ny] = [-Math.sin(angle), Math.cos(angle)];
  const light = context.createLinearGradient(from.x - nx * fromRadius, from.y - ny * fromRadius, from.x + nx * fromRadius, from.y + ny * fromRadius);
  const isLitFirst = nx * 0.8 + ny * 0.6 > 0;
  light.addColorStop(isLitFirst ? 0 : 1, shade(colour, 0.1));
  light.addColorStop(0.5, colour);
  light.addColorStop(isLitFirst ? 1 : 0, shade(colour, -0.17));
  context.fillStyle = light;
  context.beginPath();
  context.arc(from.x, from.y, fromRadius, angle + Math.PI / 2, angle - Math.PI / 2);
  context.arc(to.x, to.y, toRadius, angle - Math.PI / 2, angle + Math.PI / 2);
  context.closePath();
  context.fill();
}

/** One arm with its hand. */
export function arm(context, look, shoulder, hand, side) {
  const elbow = elbowOf(shoulder, hand, side);
  const thick = look.build;
  if (look.sleeve === 'short') {
    const hem = { x: shoulder.x + (elbow.x - shoulder.x) * 0.62, y: shoulder.y + (elbow.y - shoulder.y) * 0.62 };
    limb(context, shoulder, 26, elbow, 19, look.skin);
    drawHand(context, look.skin, hand, side);
    limb(context, elbow, 19, hand, 12.5, look.skin);
    limb(context, shoulder, 31 * thick, hem, 27 * thick, look.top);
    return;
  }
  limb(context, shoulder, 31 * thick, elbow, 25 * thick, look.top);
  drawHand(context, look.skin, hand, side);
  limb(context, elbow, 25 * thick, hand, 16.5, look.top);
  crease(context, elbow, shoulder, look.top);
}

function crease(context, elbow, shoulder, colour) {
  const angle = Math.atan2(elbow.y - shoulder.y, elbow.x - shoulder.x);
  context.strokeStyle = shade(colour, -0.3);
  context.lineWidth = 2.2;
  context.lineCap = 'round';
  for (const turn of [0.5, -0.45]) {
    context.beginPath();
    context.arc(elbow.x, elbow.y, 16, angle + Math.PI / 2 + turn - 0.45, angle + Math.PI / 2 + turn + 0.35);
    context.stroke();
  }
}

/** Fingers of each shape: how far each turns away from the hand's axis (degrees) and how long it is. */
const FINGERS = {
  open: [[-26, 31], [-9, 36], [6, 35], [21, 29]],
  relaxed: [[-10, 22], [-2, 25], [5, 24], [12, 20]],
  flat: [[-16, 26], [-5, 30], [6, 29], [17, 24]],
  fist: [[-8, 6], [-2, 8], [4, 8], [10, 6]],
  point: [[-4, 36], [-2, 8], [5, 7], [12, 5]],
};

function drawHand(context, skin, hand, side) {
  context.save();
  context.translate(hand.x, hand.y);
  context.rotate((hand.angle * Math.PI) / 180);
  // The thumb lies toward the body's middle when the fingers hang down, and upward when the hand is lifted to speak.
  context.scale(1, hand.isFree ? -side : side);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  const isClosed = hand.shape === 'fist' || hand.shape === 'point';
  stroke(context, shade(skin, -0.1), 11, [[10, 8], [22, 19], [isClosed ? 32 : 38, isClosed ? 14 : 22]]);
  FINGERS[hand.shape].forEach(([turn, length], index) => {
    const y = 11 - index * 7.4;
    const turned = (-turn * Math.PI) / 180;
    stroke(context, shade(skin, -0.16), 10.6, [[27, y], [29 + Math.cos(turned) * length, y + Math.sin(turned) * length]]);
    stroke(context, skin, 8.8, [[26, y], [28.6 + Math.cos(turned) * length, y + Math.sin(turned) * length]]);
  });
  context.fillStyle = skin;
  context.beginPath();
  context.roundRect(-7, -15.5, 41, 31, 13);
  context.fill();
  context.restore();
}

function stroke(context, colour, width, points) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  points.forEach(([x, y], index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.stroke();
}
