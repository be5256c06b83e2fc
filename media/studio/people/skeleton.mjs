// Where every joint is: a body in space, posed, balanced and seen by a camera at eye height.
import { clamp, lerp } from '../chance.mjs';
import { footAt } from './gait.mjs';
import { stirred } from './gestures.mjs';
import { MOOD } from './moods.mjs';
import { poseOf } from './poses.mjs';
import { postureOf } from './postures.mjs';

/** How far away the camera is, and how high, in a person's units. */
const CAMERA = 1500;
const EYE = -60;
const SIDES = [-1, 1];
const DEGREE = Math.PI / 180;

const UPPER_ARM = 138;
const FOREARM = 116;
/** From the wrist to the middle of the hand. */
const HAND = 34;
const THIGH = 204;
const SHIN = 202;

/** A point of space as it is seen; `near` is how much larger things are there. */
export function seen([x, y, z]) {
  const near = CAMERA / (CAMERA - Math.min(z, CAMERA * 0.6));
  return { x: x * near, y: EYE + (y - EYE) * near, z, near };
}

export const add = (one, other) => [one[0] + other[0], one[1] + other[1], one[2] + other[2]];

/** Turned about the upright axis: above 0 towards the viewer's right. */
export function turned([x, y, z], angle) {
  return [x * Math.cos(angle) + z * Math.sin(angle), y, z * Math.cos(angle) - x * Math.sin(angle)];
}

/** The body of a frame. `scale` is needed because an act leans in points of the picture. */
export function skeletonOf(body, act, scale) {
  const pose = poseOf(act.pose ?? 'rest');
  const posture = postureOf(act.posture ?? 'standing');
  const walk = { pace: act.pace ?? 0, stride: act.stride ?? 0, heading: (act.heading ?? 0) * DEGREE };
  const facing = act.facing ?? clamp(Math.sin(walk.heading) * 1.1, -1, 1) * walk.pace;
  const yaw = facing * 58 * DEGREE;
  const free = 1 - posture.sits;
  const bob = Math.cos(walk.stride * 4 * Math.PI) * 7 * walk.pace * body.size;
  const lean = [act.lean[0] / scale + pose.lean[0] + act.sway[0] * (1.6 + free), act.lean[1] / scale + pose.lean[1]];
  reachOut(lean, body, pose);
  const neck = [lean[0], Math.abs(lean[1]) * 0.35 + lean[1] * 0.3 + bob - act.breath * 0.9, lean[1] * 2.4];
  const chestYaw = yaw + pose.twist;
  const hipsYaw = yaw * 0.85 + pose.twist * 0.3;
  const shift = (act.sway[0] * 7 + act.sway[1] * 3) * free * (1 - walk.pace) * body.size;
  const hips = [posture.hips[0] * body.size + shift + lean[0] * 0.25, posture.hips[1] * body.size + bob + Math.abs(shift) * 0.12, posture.hips[2] * body.size - lean[1] * 0.3];
  // From behind, all that lies before the body lies beyond it.
  const flip = act.away ? -1 : 1;
  const frame = { body, act, pose, flip, posture, walk, yaw, facing, neck, chestYaw, hipsYaw, hips, roll: shift * 0.5 };
  const legs = SIDES.map((side) => legOf(frame, side));
  const head = headOf(frame);
  const shrugged = pose.shoulders + act.mood[MOOD.shoulders] * 13 + act.breath * 1.4;
  const armsWith = (others) => SIDES.map((side) => armOf(frame, side, shrugged, { legs, head, others }));
  const apart = armsWith(null);
  // A hand that lies on the other arm can be placed only when it is known where that arm is.
  const arms = holdsArm(pose) ? armsWith(apart) : apart;
  return { ...frame, act: { ...act, blink: Math.max(act.blink, pose.shut) }, legs, arms, head, shrugged };
}

/** Leans the body towards what a hand is to touch, as far as the arm is too short. */
function reachOut(lean, body, { hands, share }) {
  for (const [side, hand] of [[-1, hands.left], [1, hands.right]]) {
    if (!hand.end.at && !hand.start.at) continue;
    const [at, weight] = hand.end.at ? [hand.end.at, share] : [hand.start.at, 1 - share];
    const away = [at[0] - (side * body.shoulder + lean[0]), at[1] - (41 * body.size + lean[1] * 0.65)];
    const distance = Math.hypot(...away);
    const short = clamp(distance - HAND - (UPPER_ARM + FOREARM) * 0.93 * body.size, 0, 46) * weight;
    lean[0] += (away[0] / distance) * short;
    lean[1] += clamp((away[1] / distance) * short, -4, 26);
  }
}

/** A place in space that is seen at `at` when it is `z` nearer. */
function unseen([x, y], z) {
  const { near } = seen([0, 0, z]);
  return [x / near, EYE + (y - EYE) / near, z];
}

function legOf({ body, flip, pose, posture, walk, hips, hipsYaw, roll }, side) {
  const index = side < 0 ? 0 : 1;
  const rest = posture.feet[index];
  const stance = pose.stance[index];
  const step = footAt(walk.stride, side > 0);
  const still = (1 - posture.sits) * (1 - walk.pace);
  const lift = step.up * (0.5 + 0.5 * Math.abs(Math.sin(walk.heading)));
  const hip = add(hips, turned([side * body.hip * 0.51, -side * roll * 0.5, 0], hipsYaw));
  const wide = lerp(1, 0.55, walk.pace);
  const home = turned([(rest.x * (posture.sits > 0.5 ? 1 : body.hip / 66) * wide + stance[0] * still) * body.size, rest.y * body.size, (rest.z + stance[1] * still) * flip * body.size], hipsYaw);
  const ahead = step.ahead * walk.pace * body.size;
  const ankle = add(home, [Math.sin(walk.heading) * ahead, -lift * walk.pace * body.size, Math.cos(walk.heading) * ahead]);
  const outward = hipsYaw + side * rest.toe * DEGREE;
  const toe = flip > 0 ? outward : Math.PI - outward;
  const heel = step.heel * walk.pace;
  const pole = turned([side * posture.knee[0], posture.knee[1], posture.knee[2] * flip], hipsYaw);
  const lifted = add(ankle, [Math.sin(toe) * heel * 20, -heel * 34 * body.size, Math.cos(toe) * heel * 20]);
  const knee = jointOf(hip, lifted, THIGH * body.size, SHIN * body.size, pole);
  return { side, hip, knee: knee.middle, ankle: knee.end, toe, heel, toeUp: step.toe * walk.pace };
}

function headOf({ body, act, pose, posture, neck, yaw }) {
  const turn = clamp((act.away ? 0 : act.gaze[0] * 0.62) + (yaw / (58 * DEGREE)) * 0.62 + act.sway[1] * 0.025, -1.06, 1.06);
  const nod = clamp(act.gaze[1] * 0.55 + pose.nod * 0.8 + act.mood[MOOD.nod] * 0.6 - act.open * 0.1 + (act.stress ?? 0) * 0.16, -1, 1.3);
  const tilt = act.sway[0] * 0.016 + act.beat * 0.014 + act.gaze[0] * 0.025 + act.mood[MOOD.tilt] * 0.09 + pose.twist * 0.08 + posture.tilt;
  const size = body.head;
  const middle = add(neck, [turn * 6 * size + act.beat * 1.2 + Math.sin(tilt) * 60, (-84 + nod * 9) * size, 14 + Math.max(0, nod) * 26]);
  return { turn, nod, tilt, middle };
}

const holdsArm = ({ hands }) => [hands.left, hands.right].some(({ start, end }) => start.to === 'arm' || end.to === 'arm');

function armOf(frame, side, shrugged, rest) {
  const { body, act, pose, posture, walk, neck, chestYaw } = frame;
  const hand = side < 0 ? pose.hands.left : pose.hands.right;
  const size = body.size;
  const rise = (shrugged + (side > 0 ? posture.lift : -posture.lift)) * size;
  const shoulder = add(neck, turned([side * (body.shoulder - Math.max(0, shrugged) * 0.25), 41 * size - rise, 0], chestYaw));
  const place = (target) => (target.at ? touchOf(target, shoulder, side) : placeOf(frame, target, side, rest));
  const [start, end] = [place(hand.start), place(hand.end)];
  const wrist = start.map((value, axis) => lerp(value, end[axis], hand.share));
  // On its way a hand swings outward, so that it goes round the body and never through it.
  const swing = turned([side * hand.swing, 0, hand.swing * 1.5], chestYaw);
  const beat = hand.free * (act.beat * 8 - (act.stress ?? 0) * 15);
  const stir = stirred(hand, side, act);
  const hanging = hand.end === hand.start && hand.shape === 'relaxed' && hand.end.to === 'body' ? walk.pace : walk.pace * 0.2;
  const opposite = footAt(walk.stride, side < 0).ahead * 0.52 * hanging * size;
  const swung = add(add(wrist, swing), [
    Math.sin(walk.heading) * opposite + side * (hand.free * act.beat * 4) + stir.move[0],
    beat * size - Math.abs(opposite) * 0.16 + act.breath * -0.8 + stir.move[1],
    Math.cos(walk.heading) * opposite + (hanging > 0 ? Math.max(0, opposite) * 0.3 : 0) + stir.move[2],
  ]);
  const pole = turned(hand.start.pole.map((value, axis) => lerp(value, hand.end.pole[axis], hand.share) * [side, 1, frame.flip][axis]), chestYaw);
  const bent = jointOf(shoulder, swung, UPPER_ARM * size, FOREARM * size, pole);
  const laid = hand.end.at ? hand.share : hand.start.at ? 1 - hand.share : 0;
  const own = side > 0 ? hand.angle : 180 - hand.angle;
  const angle = own + turnTo(own, Math.atan2(bent.end[1] - shoulder[1], bent.end[0] - shoulder[0]) / DEGREE) * laid + (hand.free * act.beat * 7 + stir.angle) * side + Math.sin(walk.heading) * opposite * 0.12;
  return { side, hand: { ...hand, fingers: stir.fingers ?? hand.fingers }, shoulder, elbow: bent.middle, wrist: bent.end, angle };
}

/** The wrist of a hand that lies on somebody, a little before the place it touches. */
function touchOf({ at, z, touches }, shoulder, side) {
  const [x, y] = [at[0] + side * 6, at[1] + (touches - 0.5) * 70];
  const distance = Math.hypot(x - shoulder[0], y - shoulder[1]) || 1;
  return unseen([x - ((x - shoulder[0]) / distance) * HAND, y - ((y - shoulder[1]) / distance) * HAND], z * 0.6);
}

/** How far it is from one direction to another, the shorter way. */
const turnTo = (from, to) => ((((to - from) % 360) + 540) % 360) - 180;

/** What a hand's place is measured from, and that place. */
function placeOf({ body, flip, neck, chestYaw, hips, hipsYaw }, target, side, { legs, head, others }) {
  const size = body.size;
  const wide = lerp(1, body.shoulder / (78 * size), 0.8);
  const belly = Math.abs(target.x) < 76 && target.y > 110 && target.to === 'body' ? body.belly * 26 : 0;
  const ahead = target.part === 'over' ? 0 : belly;
  switch (target.to) {
    case 'head':
      return add(head.middle, [side * target.x * body.head * (body.face.cheek / 46) + head.turn * 8, target.y * body.head, target.z * body.head]);
    case 'waist':
      return add([lerp(neck[0], hips[0], 0.86), neck[1], hips[2]], turned([side * (lerp(body.waist, body.hip, 0.62) + target.x), target.y * size, target.z * size], hipsYaw));
    case 'hip':
      return add([hips[0], 0, hips[2]], turned([side * (body.hip + target.x), target.y * size, target.z * size], hipsYaw));
    case 'knee':
      return add(legs[side < 0 ? 0 : 1].knee, [side * target.x, target.y * size, target.z]);
    case 'wheel':
      return add([hips[0], 0, hips[2]], turned([side * (body.hip + 38 + target.x), (222 + target.y) * size, (78 + target.z) * size], hipsYaw));
    case 'arm': {
      const other = others?.[side < 0 ? 1 : 0];
      if (!other) return add(neck, turned([-side * body.shoulder * 0.6, 150 * size, 70 * size], chestYaw));
      const on = other.shoulder.map((value, axis) => lerp(value, other.elbow[axis], target.y));
      return add(on, turned([side * target.x * size, 0, target.z * size], chestYaw));
    }
    default: {
      // An arm that hangs is held off by a wide waist.
      const off = target.x > 80 && target.y > 230 ? Math.max(0, Math.max(body.waist, body.hip) + 20 * body.limb - target.x * wide * size) : 0;
      return add(neck, turned([side * (target.x * wide * size + off), target.y * size, (target.z + ahead) * size * flip], chestYaw));
    }
  }
}

/** A joint between two ends whose bones are as long as they are; it bends towards `pole`. Ends out of reach come nearer. */
export function jointOf(start, target, first, second, pole) {
  const away = [0, 1, 2].map((axis) => target[axis] - start[axis]);
  const distance = Math.hypot(...away) || 1;
  const reach = clamp(distance, Math.abs(first - second) + 4, (first + second) * 0.995);
  const way = away.map((value) => value / distance);
  const along = (first ** 2 - second ** 2 + reach ** 2) / (2 * reach);
  const off = Math.sqrt(Math.max(0, first ** 2 - along ** 2));
  const dot = pole.reduce((sum, value, axis) => sum + value * way[axis], 0);
  const square = pole.map((value, axis) => value - way[axis] * dot);
  const length = Math.hypot(...square) || 1;
  return {
    middle: start.map((value, axis) => value + way[axis] * along + (square[axis] / length) * off),
    end: start.map((value, axis) => value + way[axis] * reach),
  };
}
