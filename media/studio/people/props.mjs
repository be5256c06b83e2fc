// Things in people's hands; drawn after the trunk and before the hands that hold them.
import { seen } from './skeleton.mjs';
import { fillSmooth, line } from './shapes.mjs';

/** Draws what the pose holds; `part` is whether things near the face or things below are due. */
export function drawProp(ink, skeleton, part) {
  const draw = PROPS[skeleton.pose.prop];
  if (draw && (draw.part ?? 'front') === part) draw.paint(ink, skeleton, ...skeleton.arms.map((arm) => ({ ...seen(arm.wrist), angle: arm.angle })));
}

const PROPS = {
  'phone-film': { part: 'head', paint: (ink, skeleton, left, right) => phone(ink, right, right.x + 6, right.y - 58, -0.05, 1.05) },
  'phone-read': { paint: (ink, skeleton, left, right) => phone(ink, right, right.x - 16, right.y - 46, -0.32, 0.95) },
  'phone-high': { part: 'head', paint: (ink, skeleton, left, right) => phone(ink, right, right.x + 2, right.y - 58, 0.04, 1.05) },
  basket: { paint: (ink, skeleton, left, right) => basket(ink, left, right) },
  map: { paint: (ink, skeleton, left, right) => map(ink, skeleton, left, right) },
  clipboard: { paint: (ink, skeleton, left, right) => board(ink, (left.x + right.x) / 2, (left.y + right.y) / 2 - 40, 0.03, left.near * 1.16) },
  'clipboard-pen': {
    paint(ink, skeleton, left, right) {
      board(ink, left.x + 70 * left.near, left.y - 36 * left.near, 0.05, left.near * 1.1);
      line(ink.context, [[right.x - 34, right.y + 18], [right.x - 18, right.y - 34]], ink.flat('#22304f'), 4.4);
    },
  },
  'steering-wheel': { paint: (ink, skeleton, left, right) => steering(ink, left, right) },
  'map-turned': { paint: (ink, skeleton, left, right) => turnedMap(ink, skeleton, left, right) },
  sheet: { part: 'head', paint: (ink, skeleton, left, right) => sheet(ink, right, [86, 112], 7) },
  slip: { part: 'head', paint: (ink, skeleton, left, right) => sheet(ink, right, [44, 74], 4) },
  cane: { paint: (ink, skeleton) => !skeleton.body.extras.has('cane') && drawCane(ink, skeleton) },
};

function phone(ink, hand, x, y, turn, share) {
  const { context } = ink;
  context.save();
  context.translate(x, y);
  context.rotate(turn);
  context.scale(hand.near * share, hand.near * share);
  context.fillStyle = ink.flat('#20242c');
  context.beginPath();
  context.roundRect(-21, -42, 42, 84, 8);
  context.fill();
  context.strokeStyle = ink.flat('#565d6c');
  context.lineWidth = 2.2;
  context.stroke();
  context.fillStyle = ink.flat('#0b0d11');
  context.beginPath();
  context.roundRect(-17, -38, 17, 23, 6);
  context.fill();
  context.fillStyle = ink.flat('#7fa6c9');
  context.beginPath();
  context.arc(-8.5, -31.5, 3.7, 0, Math.PI * 2);
  context.arc(-8.5, -21.5, 3.2, 0, Math.PI * 2);
  context.fill();
  context.restore();
}

function basket(ink, left, right) {
  const { context } = ink;
  const [x, y] = [(left.x + right.x) / 2, (left.y + right.y) / 2 + 14];
  context.fillStyle = ink.flat('#c7dfc1');
  context.fillRect(x - 36, y - 36, 28, 46);
  context.fillStyle = ink.flat('#d89a4b');
  context.fillRect(x, y - 28, 32, 40);
  context.fillStyle = ink.flat('#a33a40');
  fillSmooth(context, [[x - 80, y - 6], [x + 80, y - 6], [x + 68, y + 72], [x - 68, y + 72]], ink.across(x - 80, x + 80, '#a33a40', 1), 0.1);
  for (const step of [-50, -25, 0, 25, 50]) line(context, [[x + step * 1.05, y + 8], [x + step * 0.92, y + 58]], 'rgba(0,0,0,0.24)', 4);
  line(context, [[x - 80, y - 4], [x + 80, y - 4]], ink.flat('#b8484e'), 8);
}

function map(ink, { pose }, left, right) {
  const { context } = ink;
  const wide = pose.hands.right.start.x > 100 || pose.hands.right.end.x > 100 ? left.x + 150 : right.x;
  const [x, y, half] = [(left.x + wide) / 2, left.y - 22, Math.max(40, (wide - left.x) / 2 + 8)];
  context.fillStyle = ink.flat('#efe8d6');
  context.beginPath();
  context.moveTo(x - half, y - 44);
  context.lineTo(x, y - 36);
  context.lineTo(x + half, y - 44);
  context.lineTo(x + half - 4, y + 38);
  context.lineTo(x, y + 46);
  context.lineTo(x - half + 4, y + 38);
  context.fill();
  line(context, [[x, y - 36], [x, y + 46]], ink.flat('#b9ae93'), 2);
  line(context, [[x - half * 0.7, y - 8], [x - half * 0.2, y - 18], [x + half * 0.3, y + 6], [x + half * 0.8, y - 6]], ink.flat('#d0a657'), 3);
  context.fillStyle = ink.flat('#6f9c7b');
  context.fillRect(x - half * 0.75, y + 2, half * 0.36, 20);
  context.fillRect(x + half * 0.28, y + 12, half * 0.4, 16);
  context.fillStyle = ink.flat('#c9564b');
  context.beginPath();
  context.arc(x + half * 0.4, y - 14, 5, 0, Math.PI * 2);
  context.fill();
}

function board(ink, x, y, turn, near) {
  const { context } = ink;
  context.save();
  context.translate(x, y);
  context.rotate(turn);
  context.scale(near, near);
  context.fillStyle = ink.flat('#6b4a33');
  context.beginPath();
  context.roundRect(-56, -58, 112, 124, 6);
  context.fill();
  context.fillStyle = ink.flat('#8a6243');
  context.beginPath();
  context.roundRect(-53, -56, 106, 119, 5);
  context.fill();
  context.fillStyle = ink.flat('#f2f0ea');
  context.fillRect(-46, -46, 92, 104);
  for (let row = 0; row < 6; row += 1) {
    context.fillStyle = ink.flat('#9aa0ad');
    context.fillRect(-38, -34 + row * 14, row % 3 === 2 ? 44 : 74, 2.4);
  }
  context.fillStyle = ink.flat('#9aa0a8');
  context.beginPath();
  context.roundRect(-22, -66, 44, 15, 4);
  context.fill();
  context.restore();
}

function steering(ink, left, right) {
  const { context } = ink;
  const [x, y, radius] = [(left.x + right.x) / 2, (left.y + right.y) / 2 + 26, Math.max(60, (right.x - left.x) / 2 + 6)];
  context.strokeStyle = ink.flat('#1f2127');
  context.lineWidth = 15;
  context.beginPath();
  context.ellipse(x, y, radius, radius * 0.82, 0, 0, Math.PI * 2);
  context.stroke();
  context.strokeStyle = ink.flat('#3a3d46');
  context.lineWidth = 4;
  context.beginPath();
  context.ellipse(x, y - 2, radius, radius * 0.82, 0, Math.PI * 1.1, Math.PI * 1.9);
  context.stroke();
  line(context, [[x - radius, y], [x, y + 8], [x + radius, y]], ink.flat('#24262d'), 14);
  line(context, [[x, y + 8], [x, y + radius * 0.8]], ink.flat('#24262d'), 14);
}

/** A sheet or slip of paper with lines, held at its lower corner. */
function sheet(ink, hand, [wide, tall], rows) {
  const { context } = ink;
  context.save();
  context.translate(hand.x, hand.y);
  context.rotate(0.06);
  context.scale(hand.near, hand.near);
  context.fillStyle = ink.flat('#c9c4b8');
  context.fillRect(-wide * 0.72 - 1.5, -tall - 25.5, wide + 3, tall + 3);
  context.fillStyle = ink.flat('#f6f3ea');
  context.fillRect(-wide * 0.72, -tall - 24, wide, tall);
  context.fillStyle = ink.flat('#8f95a2');
  for (let row = 0; row < rows; row += 1) context.fillRect(-wide * 0.62, -tall - 14 + row * ((tall - 18) / rows), wide * (row === 0 ? 0.5 : row % 3 === 2 ? 0.6 : 0.8), row === 0 ? 5 : 2.6);
  context.restore();
}

/** The map on its way round: a quarter turn, with one hand above the other. */
function turnedMap(ink, skeleton, left, right) {
  const { context } = ink;
  const [x, y] = [(left.x + right.x) / 2, (left.y + right.y) / 2];
  context.save();
  context.translate(x, y);
  context.rotate(Math.atan2(right.y - left.y, right.x - left.x));
  const half = Math.hypot(right.x - left.x, right.y - left.y) / 2;
  map(ink, skeleton, { x: -half, y: 22 }, { x: half, y: 22 });
  context.restore();
}

const HANGING = ['relaxed', 'grip'];
const hangs = (hand) => hand.to === 'body' && HANGING.includes(hand.shape) && hand.y > 240;

/** A walking stick: in a hand that hangs, and hooked on the left arm while both hands are busy. */
export function drawCane(ink, { body, posture, pose, arms }) {
  const floor = posture.floor * body.size;
  const held = (arm) => {
    const hand = seen(arm.wrist);
    const foot = seen([hand.x / hand.near + arm.side * 6, floor, hand.z + 20]);
    return { top: [hand.x + arm.side * 6, hand.y + 34 * body.size], foot: [foot.x, foot.y] };
  };
  const hooked = () => {
    const [from, to] = [seen(arms[0].elbow), seen(arms[0].wrist)];
    const [x, y] = [from.x + (to.x - from.x) * 0.35, from.y + (to.y - from.y) * 0.35];
    return { top: [x, y + 2], foot: [x - 8, Math.min(y + 400 * body.size, seen([0, floor, 0]).y)] };
  };
  const place = (key) => (hangs(pose.hands.right[key]) ? held(arms[1]) : hangs(pose.hands.left[key]) ? held(arms[0]) : hooked());
  const [before, after] = [place('start'), place('end')];
  const between = (end) => before[end].map((value, axis) => value + (after[end][axis] - value) * pose.share);
  const [top, foot] = [between('top'), between('foot')];
  line(ink.context, [top, foot], ink.flat('#5b3a22'), 9);
  line(ink.context, [[top[0] - 2, top[1]], [foot[0] - 2, foot[1]]], ink.flat('#8a5d39'), 3);
  line(ink.context, [[top[0] - 18, top[1] + 3], [top[0], top[1] - 3], [top[0] + 9, top[1] + 6]], ink.flat('#4a2e1a'), 11);
  line(ink.context, [[foot[0], foot[1] - 6], foot], ink.flat('#1d1d20'), 11);
}
