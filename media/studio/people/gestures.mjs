// What hands do within a pose as time goes on: writing, signing, rubbing, waving, turning wheels.
import { ease, lerp } from '../chance.mjs';
import { HANDS } from './hands.mjs';

const SIGNS = ['flat', 'sign', 'open', 'point', 'pinch', 'cup'];
const STILL = { move: [0, 0, 0], angle: 0, fingers: null };

/** How far a stirring hand is from its place, how its fingers are turned, and the shape of its fingers if that changes too. */
export function stirred(hand, side, act) {
  const seconds = (act.ms ?? 0) / 1000;
  switch (hand.stir) {
    case 'write':
      return { ...STILL, move: [Math.sin(seconds * 1.3) * 9 + Math.sin(seconds * 15) * 3, Math.sin(seconds * 22) * 2, 0], angle: Math.sin(seconds * 15) * 3 };
    case 'rub':
      return { ...STILL, move: [0, Math.sin(seconds * 5.2 + (side > 0 ? 0 : 1.6)) * 17, 0] };
    case 'wave':
      return { ...STILL, move: [Math.sin(seconds * 8) * 12, 0, 0], angle: Math.sin(seconds * 8) * 15 };
    case 'wheel': {
      const push = Math.sin((act.roll ?? 0) / 55) * (act.pace ?? 0);
      return { ...STILL, move: [0, Math.abs(push) * 12, push * 50] };
    }
    case 'sign':
      return signed(side, seconds);
    default:
      return STILL;
  }
}

/** Signing: a new handshape and place about twice a second, held for a moment each. */
function signed(side, seconds) {
  const beat = seconds * 1.9 + (side > 0 ? 0 : 0.15);
  const at = Math.floor(beat);
  const share = ease(Math.min(1, (beat - at) * 2.2));
  const chosen = (step) => (step * 5 + (side > 0 ? 1 : 3)) % SIGNS.length;
  const place = (step) => [side * (((step * 37) % 5) - 2) * 11, (((step * 53) % 7) - 3) * 13, ((step * 29) % 3) * 8];
  const [from, to] = [place(at), place(at + 1)];
  return {
    move: from.map((value, axis) => lerp(value, to[axis], share)),
    angle: lerp(((at * 47) % 5) - 2, (((at + 1) * 47) % 5) - 2, share) * 14,
    fingers: HANDS[SIGNS[chosen(at)]].map((value, index) => lerp(value, HANDS[SIGNS[chosen(at + 1)]][index], share)),
  };
}
