// A wheelchair: wheels in space that turn as it rolls, a back, foot rests.
import { add, seen, turned } from './skeleton.mjs';
import { fillSmooth, line } from './shapes.mjs';

const RADIUS = 146;

/** What is behind the person: the back and the large wheels. */
export function drawChairBehind(ink, skeleton) {
  const { body, hipsYaw } = skeleton;
  const { context } = ink;
  const at = placer(skeleton);
  const wide = body.hip + 14;
  const back = [[-wide, 20, -70], [wide, 20, -70], [wide, 262, -60], [-wide, 262, -60]].map(at);
  fillSmooth(context, back, ink.across(back[0][0], back[1][0], '#2a2d34', 1), 0.15);
  for (const sign of [-1, 1]) {
    line(context, [[sign * wide, 0, -78], [sign * wide, 290, -62]].map(at), ink.flat('#8b9099'), 9);
    line(context, [[sign * wide, 0, -78], [sign * wide, 2, -112]].map(at), ink.flat('#1d1f24'), 13);
  }
  for (const sign of [-1, 1]) {
    const plate = [[sign * 10, 476, 176], [sign * 62, 476, 176], [sign * 62, 482, 244], [sign * 10, 482, 244]].map(at);
    fillSmooth(context, plate, ink.flat('#3a3d45'), 0.1);
    if (!isNear(sign, hipsYaw)) frame(ink, at, sign, wide);
  }
  for (const sign of [-1, 1]) if (!isNear(sign, hipsYaw)) wheel(ink, skeleton, sign);
}

/** The side that is turned towards the viewer. */
const isNear = (sign, yaw) => sign * yaw < -0.05;

/** What is in front: the wheel and frame of the near side, and the arm rests. */
export function drawChairFront(ink, skeleton) {
  const { body, hipsYaw } = skeleton;
  const at = placer(skeleton);
  const wide = body.hip + 16;
  for (const sign of hipsYaw >= 0 ? [1, -1] : [-1, 1]) {
    if (isNear(sign, hipsYaw)) {
      frame(ink, at, sign, wide);
      wheel(ink, skeleton, sign);
    }
    rest(ink, at, sign, wide);
  }
}

/** The tube that carries a foot rest, and the small wheel below it. */
function frame(ink, at, sign, wide) {
  const { context } = ink;
  line(context, [[sign * wide, 298, 60], [sign * (wide - 4), 392, 140], [sign * 54, 474, 186]].map(at), ink.flat('#8b9099'), 8);
  const ring = Array.from({ length: 14 }, (_, step) => at([sign * wide, 466 + Math.sin((step / 14) * Math.PI * 2) * 32, 100 + Math.cos((step / 14) * Math.PI * 2) * 32]));
  fillSmooth(context, ring, ink.flat('#22242a'), 1);
  line(context, [...ring, ring[0]], ink.flat('#1a1b1f'), 7);
}

function rest(ink, at, sign, wide) {
  line(ink.context, [[sign * wide, 212, -40], [sign * wide, 212, 66]].map(at), ink.flat('#1d1f24'), 15);
  line(ink.context, [[sign * wide, 214, 60], [sign * wide, 296, 66]].map(at), ink.flat('#8b9099'), 7);
}

/** Places are measured from the hips, sideways and in depth, and from the neck downwards. */
function placer({ body, hips, hipsYaw }) {
  return ([x, y, z]) => {
    const place = seen(add([hips[0], 0, hips[2]], turned([x, y * body.size, z * body.size], hipsYaw)));
    return [place.x, place.y];
  };
}

function wheel(ink, skeleton, sign) {
  const { body, act } = skeleton;
  const { context } = ink;
  const at = placer(skeleton);
  const aside = sign * (body.hip + 34);
  const middle = [aside, 352, 16];
  const spin = (act.roll ?? 0) / (RADIUS * body.size);
  const rim = (radius, out) => Array.from({ length: 28 }, (_, step) => {
    const angle = (step / 28) * Math.PI * 2;
    return at([middle[0] + sign * out, middle[1] + Math.sin(angle) * radius, middle[2] + Math.cos(angle) * radius]);
  });
  for (let spoke = 0; spoke < 12; spoke += 1) {
    const angle = spin + (spoke / 12) * Math.PI * 2;
    line(context, [at(middle), at([aside, middle[1] + Math.sin(angle) * RADIUS * 0.94, middle[2] + Math.cos(angle) * RADIUS * 0.94])], ink.flat('#a9aeb6', 0, 0.8), 1.8);
  }
  const ring = (points, colour, width) => line(context, [...points, points[0]], colour, width);
  ring(rim(RADIUS, 0), ink.flat('#1b1c20'), 13);
  ring(rim(RADIUS * 0.94, 0), ink.flat('#6d727b'), 3);
  ring(rim(RADIUS * 0.88, 9), ink.flat('#c3c7cd'), 4);
  const [x, y] = at(middle);
  context.fillStyle = ink.flat('#3a3d45');
  context.beginPath();
  context.arc(x, y, 9, 0, Math.PI * 2);
  context.fill();
}
