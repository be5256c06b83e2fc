// How a body carries itself: where the hips and feet are, measured from the neck of a standing adult.
import { lerp } from '../chance.mjs';

const foot = (x, y, z, toe = 14) => ({ x, y, z, toe });
const stand = [foot(-37, 662, 0), foot(37, 662, 8)];

/** `hips` and ankles: sideways, down, towards the viewer. `knee` draws the knees; `floor` is where the ground is; `seat` where one sits. */
export const POSTURES = {
  standing: { hips: [0, 262, 0], feet: stand, knee: [0.22, 0, 1], floor: 690, seat: 0, sits: 0, tilt: 0, lift: 0 },
  sitting: { hips: [0, 258, -34], feet: [foot(-58, 458, 166, 10), foot(58, 458, 176, 10)], knee: [0.3, -0.6, 1], floor: 486, seat: 296, sits: 1, tilt: 0, lift: 0 },
  wheelchair: { hips: [0, 258, -34], feet: [foot(-34, 444, 196, 6), foot(34, 444, 196, 6)], knee: [0.1, -0.6, 1], floor: 500, seat: 296, sits: 1, tilt: 0, lift: 0 },
  leaning: { hips: [-40, 258, 6], feet: [foot(-132, 658, 36, -4), foot(-92, 656, 6, 16)], knee: [0.25, 0, 1], floor: 690, seat: 0, sits: 0, tilt: 0.07, lift: -9 },
  'leaning-left': { hips: [40, 258, 6], feet: [foot(92, 656, 6, 16), foot(132, 658, 36, -4)], knee: [0.25, 0, 1], floor: 690, seat: 0, sits: 0, tilt: -0.07, lift: 9 },
  crouching: { hips: [0, 254, -70], feet: [foot(-52, 350, 30, 18), foot(54, 350, 44, 18)], knee: [0.55, -0.8, 1], floor: 378, seat: 0, sits: 0.6, tilt: 0, lift: 0 },
  bending: { hips: [0, 190, -150], feet: [foot(-44, 590, -120), foot(44, 590, -108)], knee: [0.22, 0, 1], floor: 618, seat: 0, sits: 0, tilt: 0, lift: 0 },
  car: { hips: [0, 254, -44], feet: [foot(-50, 430, 210), foot(50, 430, 210)], knee: [0.2, -0.7, 1], floor: 462, seat: 290, sits: 1, tilt: 0, lift: 0, hidesLegs: true },
};

/** The posture of a frame: a name or `{ from, to, share }`, the share eased. */
export function postureOf(posture) {
  const { from, to, share } = typeof posture === 'string' ? { from: posture, to: posture, share: 1 } : posture;
  const [start, end] = [named(from), named(to)];
  const number = (key) => lerp(start[key], end[key], share);
  const list = (one, other) => one.map((value, index) => lerp(value, other[index], share));
  return {
    hips: list(start.hips, end.hips),
    feet: start.feet.map((one, index) => Object.fromEntries(Object.keys(one).map((key) => [key, lerp(one[key], end.feet[index][key], share)]))),
    knee: list(start.knee, end.knee),
    floor: number('floor'),
    seat: number('seat'),
    sits: number('sits'),
    tilt: number('tilt'),
    lift: number('lift'),
    hidesLegs: Boolean(start.hidesLegs || end.hidesLegs),
    wheelchair: from === 'wheelchair' || to === 'wheelchair',
  };
}

function named(name) {
  const entry = POSTURES[name];
  if (!entry) throw new Error(`posture "${name}" is not known; use one of ${Object.keys(POSTURES).join(', ')}`);
  return entry;
}
