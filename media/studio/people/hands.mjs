// Hands: a palm, four fingers and a thumb, drawn from numbers so that any shape turns into any other.
import { dot } from './shapes.mjs';

/**
 * Per shape: each finger's turn away from the hand's axis (degrees) and length, from index to little finger; the thumb's turn and length;
 * how narrow the hand is seen (1 flat, 0.7 from its edge), how much its palm faces the viewer, how curled the fingertips are.
 */
export const HANDS = {
  relaxed: [-7, 30, -2, 33, 3, 31, 8, 25, -24, 30, 0.8, 0, 0.5],
  open: [-20, 35, -6, 39, 7, 37, 20, 30, -58, 33, 1, 1, 0],
  flat: [-5, 35, -1, 39, 3, 37, 8, 30, -34, 30, 0.94, 0, 0.1],
  stop: [-9, 36, -2, 40, 4, 38, 11, 31, -48, 33, 1.06, 1, 0],
  fist: [-4, 8, -1, 10, 2, 9, 5, 7, -14, 20, 0.96, 0, 1],
  point: [-3, 38, 0, 10, 3, 9, 6, 7, -20, 20, 0.92, 0, 0.8],
  grip: [-10, 13, -4, 15, 3, 14, 9, 11, -40, 28, 1, 0, 1],
  pinch: [14, 24, 18, 18, 12, 13, 10, 9, -2, 34, 0.9, 0, 0.8],
  clasp: [-8, 22, -2, 25, 4, 24, 10, 19, -30, 26, 0.9, 0, 0.7],
  cup: [-7, 33, -1, 36, 4, 34, 10, 27, -30, 28, 0.94, 0, 0.3],
  hold: [-9, 15, -3, 18, 3, 17, 9, 13, -46, 23, 0.96, 0, 0.6],
  ear: [-5, 34, -1, 37, 3, 35, 7, 29, -30, 24, 0.7, 0, 0.2],
  sign: [-12, 37, 8, 40, 4, 12, 8, 9, 4, 26, 0.98, 1, 0.4],
};

const ROOTS = [[36, -12.5], [39, -4.2], [38, 4.2], [34, 12]];
const WIDTHS = [10.4, 10.8, 10.2, 8.8];
const DEGREE = Math.PI / 180;

/** One hand with its wrist at the origin of `at` ({ x, y, near }), turned so that its fingers point along `angle`. */
export function drawHand(ink, body, at, hand, angle, side) {
  const { context } = ink;
  const [spread, thumb, form] = [hand.fingers.slice(0, 8), hand.fingers.slice(8, 10), hand.fingers.slice(10)];
  const [narrow, palm, curl] = form;
  const size = at.near * body.size ** 0.9 * (0.88 + body.limb / body.size ** 0.85 * 0.12) * 1.02;
  const flip = hand.thumb > 0 ? 1 : -1;
  context.save();
  context.translate(at.x, at.y);
  context.rotate(angle * DEGREE);
  // The thumb lies towards the body's middle on a hanging hand, and upwards on a lifted one.
  context.scale(size, size * narrow * (side > 0 ? 1 : -1) * flip);
  const tone = palm > 0.5 && body.isDark ? 0.16 : 0;
  const skin = ink.flat(body.skin, tone + 0.02);
  const edge = ink.flat(body.skin, -0.3);
  const dark = ink.flat(body.skin, -0.17 + tone);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  const isThumbBelow = curl < 0.6;
  if (isThumbBelow) drawThumb(context, thumb, edge, skin);
  for (let index = 3; index >= 0; index -= 1) drawFinger(context, ROOTS[index], WIDTHS[index], spread[index * 2], spread[index * 2 + 1], curl, { edge, skin, dark });
  drawPalm(context, ink, body, tone);
  if (palm > 0.5) palmLines(context, ink, body);
  else knuckles(context, ink, body, curl);
  if (!isThumbBelow) drawThumb(context, thumb, edge, skin);
  context.restore();
}

function drawPalm(context, ink, body, tone) {
  const fill = context.createLinearGradient(0, -18, 0, 18);
  fill.addColorStop(0, ink.flat(body.skin, tone + 0.05));
  fill.addColorStop(1, ink.flat(body.skin, tone - 0.12));
  context.fillStyle = fill;
  context.beginPath();
  context.moveTo(-8, -11.5);
  context.bezierCurveTo(4, -13, 12, -18.5, 26, -18.2);
  context.bezierCurveTo(36, -18, 42, -16, 42.5, -8);
  context.bezierCurveTo(44, 0, 43, 8, 39.5, 14);
  context.bezierCurveTo(34, 18.5, 18, 18, 8, 14.5);
  context.bezierCurveTo(2, 12.6, -4, 12, -8, 11.5);
  context.closePath();
  context.fill();
}

function drawFinger(context, [x, y], width, turn, length, curl, { edge, skin, dark }) {
  const way = turn * DEGREE;
  const bend = curl * 0.25 * Math.min(1, length / 20);
  const half = [x + Math.cos(way) * length * 0.55, y + Math.sin(way) * length * 0.55];
  const tip = [half[0] + Math.cos(way + bend) * length * 0.45, half[1] + Math.sin(way + bend) * length * 0.45];
  const draw = (colour, wide, from) => {
    context.strokeStyle = colour;
    context.lineWidth = wide;
    context.beginPath();
    context.moveTo(from, y);
    context.lineTo(...half);
    context.lineTo(...tip);
    context.stroke();
  };
  draw(edge, width + 1.7, x - 2);
  draw(curl > 0.7 && length < 18 ? dark : skin, width, x - 8);
  if (curl > 0.7 && length < 18) {
    context.strokeStyle = skin;
    context.lineWidth = width - 2.6;
    context.beginPath();
    context.moveTo(x - 6, y - 0.6);
    context.lineTo(half[0], half[1] - 0.6);
    context.stroke();
  }
}

function drawThumb(context, [turn, length], edge, skin) {
  const way = turn * DEGREE;
  const root = [9, -9];
  const half = [root[0] + Math.cos(way - 0.22) * length * 0.56, root[1] + Math.sin(way - 0.22) * length * 0.56];
  const tip = [half[0] + Math.cos(way + 0.3) * length * 0.52, half[1] + Math.sin(way + 0.3) * length * 0.52];
  for (const [colour, widths] of [[edge, [15.4, 12.9]], [skin, [13.8, 11.2]]]) {
    context.strokeStyle = colour;
    context.lineWidth = widths[0];
    context.beginPath();
    context.moveTo(...root);
    context.lineTo(...half);
    context.stroke();
    context.lineWidth = widths[1];
    context.beginPath();
    context.moveTo(...half);
    context.lineTo(...tip);
    context.stroke();
  }
  context.strokeStyle = skin;
  context.lineWidth = 13.8;
  context.beginPath();
  context.moveTo(root[0] - 3, root[1] + 4);
  context.lineTo(...half);
  context.stroke();
}

function palmLines(context, ink, body) {
  context.strokeStyle = ink.flat(body.skin, -0.28, 0.55);
  context.lineWidth = 1.5;
  context.beginPath();
  context.moveTo(33, -13);
  context.bezierCurveTo(26, -4, 24, 4, 27, 13);
  context.moveTo(30, -14);
  context.bezierCurveTo(18, -10, 12, -2, 10, 9);
  context.stroke();
}

function knuckles(context, ink, body, curl) {
  const tint = ink.flat(body.skin, -0.3, 0.34);
  for (const [x, y] of ROOTS) {
    if (curl > 0.7) dot(context, x - 1, y, 2.4, ink.flat(body.skin, 0.22, 0.5));
    else {
      context.strokeStyle = tint;
      context.lineWidth = 1.4;
      context.beginPath();
      context.arc(x - 3, y, 3, -1, 1);
      context.stroke();
    }
  }
}
