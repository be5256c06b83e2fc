// Where the hands are. A pose is a table entry; any two can be blended, and a child's or a heavy person's arms reach the same places.
import { ease, lerp } from '../chance.mjs';
import { HANDS } from './hands.mjs';

/** Shapes that show the palm, or the side of the forefinger; of all others the back is seen, with the thumb on the other side. */
const SHOWS_PALM = new Set(['open', 'stop', 'sign', 'point']);

/**
 * A wrist: outward from the middle, down, and towards the viewer, for the hand on the viewer's right (the left one mirrors it).
 * `angle` is where fingers point (0 outward, 90 down, 180 inward, -90 up); `pole` draws the elbow; `to` is what the place is measured from:
 * the neck (`body`), the middle of the head (`head`), the side at the waist (`waist`) or hip (`hip`), the knee (`knee`), a wheel (`wheel`),
 * the other arm (`arm`, where `y` is the share of the way from its shoulder to its elbow).
 * `free` hands beat time with the voice; `thumb` is the side it lies on; `part` orders the drawing, and `last` hands lie over both arms.
 */
const hand = (x, y, z, shape, angle, more = {}) => ({ to: 'body', x, y, z, shape, angle, pole: [0.55, 0.8, -0.7], free: 0, thumb: SHOWS_PALM.has(shape) ? 1 : -1, part: 'front', stir: null, ...more });

const REST = hand(92, 284, 16, 'relaxed', 86, { pole: [0.5, 0, -1] });
const FREE = { free: 1, pole: [0, 1, -0.25] };
const EAR = { to: 'head', pole: [0.9, 1, 0.2], part: 'head' };
const FACE = { to: 'head', pole: [0.75, 1, 0.2], part: 'head' };
const BESIDE = { pole: [1, 0.05, -0.4] };
/** A hand that lies on the other arm. */
const onArm = (along, angle, more = {}) => hand(43, along, 34, 'hold', angle, { to: 'arm', pole: [1, 0.95, -0.1], ...more });

const COUNTER = hand(112, 160, 92, 'flat', 112, { part: 'over', pole: [1, 0.6, -0.3] });
const STOP = { ...FREE, pole: [0.5, 1, 0], part: 'front' };

const both = (one, more = {}) => ({ left: one, right: one, ...more });
const rightOnly = (one, more = {}) => ({ left: REST, right: one, ...more });
const mirrored = ({ left, right, twist = 0, lean = [0, 0], prop = null, stance, ...rest }) => ({
  ...rest,
  left: right,
  right: left,
  twist: -twist,
  lean: [-lean[0], lean[1]],
  prop,
  ...(stance ? { stance: { left: [-stance.right[0], stance.right[1]], right: [-stance.left[0], stance.left[1]] } } : {}),
});

const POINT = { left: REST, right: hand(222, 82, 70, 'point', 2, { ...FREE, pole: [0.3, 1, -0.2] }), twist: 0.12 };
const REACH = { left: hand(86, 262, 26, 'relaxed', 80), right: hand(196, 150, 130, 'open', 24, { pole: [0.5, 1, -0.2], touches: 0.5 }), lean: [16, 10], twist: 0.2, stance: { left: [-12, 0], right: [26, 50] } };
const PUSH = { left: hand(-96, 118, 112, 'stop', 190, { pole: [0.6, 1, 0], touches: 0.62 }), right: hand(214, 106, 76, 'stop', -28, { pole: [0.5, 1, -0.2], touches: 0.2 }), lean: [26, 8], twist: 0.42, stance: { left: [-34, -20], right: [40, 30] } };
/** Pushed to the viewer's right: arms fly up, the body tips over one foot that catches it. */
const STAGGER = {
  left: hand(128, 44, 96, 'open', -52, { pole: [0.6, 1, -0.2] }),
  right: hand(188, 92, 60, 'open', -14, { pole: [0.4, 1, -0.4] }),
  lean: [46, -16],
  twist: -0.16,
  shoulders: 13,
  nod: -0.12,
  stance: { left: [6, 10], right: [74, -46] },
  keepsFacing: true,
};

export const POSES = {
  rest: both(REST),
  palms: both(hand(166, 158, 74, 'open', -20, FREE)),
  shrug: both(hand(152, 150, 66, 'open', -34, FREE), { shoulders: 15 }),
  counter: both(COUNTER),
  'point-down': { left: COUNTER, right: hand(80, 138, 104, 'point', 100, { ...FREE, part: 'over', pole: [1, 0.8, 0], thumb: -1 }) },
  chop: { left: COUNTER, right: hand(142, 104, 110, 'flat', -58, { ...FREE, part: 'over', thumb: 1 }) },
  'point-right': POINT,
  'point-left': mirrored(POINT),
  chest: rightOnly(hand(16, 116, 70, 'flat', 196, { pole: [1, 0.9, -0.1] })),
  hips: both(hand(4, 226, 14, 'fist', 142, { to: 'waist', ...BESIDE })),
  crossed: { left: hand(-54, 128, 58, 'flat', 200, { pole: [1, 0.9, -0.1], tucked: true }), right: onArm(0.68, 176) },
  wipe: rightOnly(hand(27, 22, 62, 'fist', 222, FACE), { nod: 0.2 }),
  clasp: { left: hand(17, 222, 66, 'clasp', 152, { pole: [1, 0.6, -0.5] }), right: hand(19, 219, 74, 'clasp', 158, { pole: [1, 0.6, -0.5] }) },
  film: { left: hand(72, 176, 74, 'relaxed', 140), right: hand(58, 22, 132, 'grip', -96, { pole: [0.8, 1, -0.1], part: 'head', thumb: 1 }), prop: 'phone-film' },
  phone: { left: hand(40, 190, 80, 'relaxed', 150), right: hand(36, 138, 112, 'grip', -112, { pole: [0.8, 1, -0.2], thumb: 1 }), prop: 'phone-read', nod: 0.15 },
  watch: { left: hand(14, 148, 84, 'fist', 186, { pole: [1, 0.8, -0.1] }), right: hand(40, 172, 88, 'relaxed', 196, { pole: [1, 0.8, -0.2] }), nod: 0.3 },
  carry: both(hand(60, 190, 92, 'grip', 150, { pole: [1, 0.5, -0.7] }), { prop: 'basket' }),
  map: both(hand(84, 148, 100, 'grip', 226, { pole: [0.8, 1, -0.3] }), { prop: 'map' }),
  'map-point': { left: hand(84, 148, 100, 'grip', 226, { pole: [0.8, 1, -0.3] }), right: hand(186, 66, 84, 'point', -24, { ...FREE, pole: [0.4, 1, -0.2] }), prop: 'map' },
  'cover-ears': both(hand(60, 44, 10, 'ear', -96, EAR), { shoulders: 12, nod: 0.35, lean: [0, 8], shut: 0.2 }),
  'hold-self': { left: hand(-58, 172, 56, 'flat', 184, { pole: [1, 0.9, -0.2], tucked: true }), right: onArm(0.92, 180), shoulders: 6 },
  'hold-elbow': { left: hand(14, 206, 74, 'relaxed', 152, { pole: [1, 0.6, -0.4] }), right: onArm(1, 186), shoulders: 6, nod: 0.1 },
  'hand-up': rightOnly(hand(112, 66, 150, 'stop', -90, STOP)),
  'reach-right': REACH,
  'reach-left': mirrored(REACH),
  'push-right': PUSH,
  'push-left': mirrored(PUSH),
  'stagger-right': STAGGER,
  'stagger-left': mirrored(STAGGER),
  pockets: both(hand(-12, 272, 26, 'fist', 96, { to: 'hip', pole: [1, 0, -0.6], pocket: true })),
  'head-in-hands': both(hand(25, 50, 58, 'cup', -80, FACE), { nod: 0.9, lean: [0, 26], shoulders: 5, shut: 0.9 }),
  'hold-paper': { left: hand(74, 214, 98, 'grip', 226, { pole: [1, 0.7, -0.4] }), right: hand(76, 212, 100, 'grip', 222, { pole: [1, 0.7, -0.4] }), prop: 'clipboard' },
  write: { left: hand(84, 216, 96, 'grip', 226, { pole: [1, 0.7, -0.4] }), right: hand(44, 176, 114, 'pinch', 214, { pole: [1, 0.8, -0.3], stir: 'write' }), prop: 'clipboard-pen', nod: 0.45 },
  'hold-phone-up': rightOnly(hand(104, -34, 120, 'grip', -92, { pole: [0.9, 1, -0.1], part: 'head', thumb: 1 }), { prop: 'phone-high' }),
  'step-back': both(hand(104, 96, 132, 'stop', -82, STOP), { lean: [0, -14], stance: { left: [-6, -16], right: [6, -120] }, keepsFacing: true }),
  sign: { left: hand(34, 150, 116, 'flat', 208, { pole: [0.8, 1, -0.2], stir: 'sign' }), right: hand(46, 112, 124, 'sign', -110, { pole: [0.8, 1, -0.2], stir: 'sign' }) },
  'rub-arms': { left: onArm(0.68, 194, { stir: 'rub', last: true }), right: onArm(0.62, 190, { stir: 'rub' }), shoulders: 10 },
  'on-wheels': both(hand(4, -4, 0, 'grip', 104, { to: 'wheel', pole: [0.9, 0.2, -0.8], stir: 'wheel' })),
  knees: both(hand(4, -34, -34, 'flat', 104, { to: 'knee', pole: [0.9, 0.4, -0.8] })),
  'steering-wheel': both(hand(84, 168, 150, 'grip', 250, { pole: [0.9, 1, -0.2], thumb: 1 }), { prop: 'steering-wheel' }),
  cane: { left: REST, right: hand(108, 246, 62, 'grip', 100, { pole: [0.8, 0.3, -0.9] }), prop: 'cane' },
  wave: rightOnly(hand(126, -34, 66, 'open', -84, { pole: [0.9, 1, -0.1], stir: 'wave' })),
  'hand-to-ear': rightOnly(hand(66, 46, 12, 'cup', -102, EAR), { lean: [8, 6] }),
  'give-paper': rightOnly(hand(96, 142, 150, 'grip', -78, { pole: [0.8, 1, -0.2], thumb: 1, part: 'head' }), { prop: 'sheet' }),
  'hold-slip': rightOnly(hand(104, 60, 126, 'grip', -86, { pole: [0.9, 1, -0.1], thumb: 1, part: 'head' }), { prop: 'slip' }),
  'map-turn': { left: hand(40, 206, 100, 'grip', 190, { pole: [0.9, 1, -0.3] }), right: hand(52, 84, 110, 'grip', 214, { pole: [1, 0.9, -0.2] }), prop: 'map-turned' },
  'lay-right': rightOnly(hand(150, 176, 84, 'flat', 26, { pole: [0.5, 1, -0.2] })),
  'lay-left': { left: hand(150, 176, 84, 'flat', 26, { pole: [0.5, 1, -0.2] }), right: REST },
  'behind-back': both(hand(34, 238, -44, 'relaxed', 150, { pole: [1, 0, -0.4], part: 'behind' })),
};

/** How long a change of pose takes unless the act says otherwise. */
export const POSE_MS = 520;

/**
 * The pose of a frame, resolved: two poses and how far one hand and the other have got. `pose` is a name, or
 * `{ from, to, share }` (share eased, 0 to 1), or `{ from, to, since_ms, over_ms }`, with which hands also follow through.
 * `touch` has the places, in a person's units as they are seen, where hands that reach out in `from` and `to` touch somebody.
 */
export function poseOf(pose) {
  const { from, to, touch = {}, ...time } = typeof pose === 'string' ? { from: pose, to: pose, share: 1 } : pose;
  const [start, end] = [touching(named(from ?? to), touch.from), touching(named(to), touch.to)];
  const share = time.share ?? ease(time.since_ms / (time.over_ms ?? POSE_MS));
  const rest = (key, none) => ({ start: start[key] ?? none, end: end[key] ?? none });
  return {
    hands: { left: moved(start.left, end.left, clipped(share * 1.1 - 0.1), time), right: moved(start.right, end.right, clipped(share * 1.1), time) },
    share,
    shoulders: between(rest('shoulders', 0), share),
    nod: between(rest('nod', 0), share),
    shut: between(rest('shut', 0), share),
    twist: between(rest('twist', 0), share),
    lean: [0, 1].map((axis) => lerp((start.lean ?? [0, 0])[axis], (end.lean ?? [0, 0])[axis], share)),
    stance: ['left', 'right'].map((side) => [0, 1].map((axis) => lerp(start.stance?.[side][axis] ?? 0, end.stance?.[side][axis] ?? 0, share))),
    prop: (share > 0.5 ? end.prop : start.prop) ?? null,
    isOverFront: Object.values(share > 0.5 ? { left: end.left, right: end.right } : { left: start.left, right: start.right }).some((one) => one.part === 'over'),
  };
}

/** A pose whose hands lie on somebody. */
function touching(entry, at) {
  if (!at) return entry;
  const laid = (one) => (one.touches === undefined ? one : { ...one, at, shape: one.shape === 'open' ? 'hold' : 'flat', thumb: -1 });
  return { ...entry, left: laid(entry.left), right: laid(entry.right) };
}

/** Whether somebody in that pose is driven back, so that the body does not turn to where it goes. */
export const keepsFacing = (name) => Boolean(POSES[name]?.keepsFacing);

/** The poses whose hands may be laid on a person. */
export const TOUCHES = Object.keys(POSES).filter((name) => [POSES[name].left, POSES[name].right].some((one) => one.touches !== undefined));

/** One hand on its way: it swings a little outward and forward, and its fingers lag behind the arm. */
function moved(start, end, share, time) {
  const far = start === end ? 0 : Math.sin(share * Math.PI);
  const since = (time.since_ms ?? 1e9) - (time.over_ms ?? POSE_MS);
  const settle = start !== end && since > 0 && since < 900 ? Math.exp(-since / 170) * Math.sin(since / 55) : 0;
  const shown = share > 0.5 ? end : start;
  return {
    start,
    end,
    share,
    swing: far * 16,
    angle: turned(start.angle, end.angle, share) - far * 9 + settle * 5,
    settle,
    fingers: HANDS[start.shape].map((value, index) => lerp(value, HANDS[end.shape][index], share)),
    free: lerp(start.free, end.free, share),
    thumb: lerp(start.thumb, end.thumb, share),
    part: start.part === 'head' || end.part === 'head' ? (share < 0.25 ? start.part : share > 0.75 ? end.part : 'head') : shown.part,
    tucked: Boolean(start.tucked && end.tucked) || (share > 0.9 && Boolean(end.tucked)),
    pocket: share > 0.85 && Boolean(end.pocket),
    last: share > 0.7 ? Boolean(end.last) : share < 0.3 && Boolean(start.last),
    stir: share > 0.8 ? end.stir : null,
    shape: shown.shape,
  };
}

/** The shorter way round from one direction to another. */
function turned(from, to, share) {
  return from + (((((to - from) % 360) + 540) % 360) - 180) * share;
}

function named(name) {
  const entry = POSES[name];
  if (!entry) throw new Error(`pose "${name}" is not known; use one of ${Object.keys(POSES).join(', ')}`);
  return entry;
}

const between = ({ start, end }, share) => lerp(start, end, share);
const clipped = (share) => Math.min(1, Math.max(0, share));
