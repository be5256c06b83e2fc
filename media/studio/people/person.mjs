// A whole person, in the order in which one thing hides another.
//
// What a frame's `act` holds (what is not given has the value in brackets):
//   mood       an entry of MOODS, blended by its numbers                      open, wide     the mouth (0)
//   pose       a name, { from, to, share } or { from, to, since_ms, over_ms } round, teeth   rounded lips, teeth shown (0)
//   posture    a name or { from, to, share } (person.posture, "standing")     stress         loudness of the word, 0 to 1 (0)
//   gaze       [sideways, down], -1 to 1                                      beat           a swing of about 1 Hz times stress (0)
//   lean       [x, y] in points of the picture ([0, 0])                       blink, tears   0 to 1 (0)
//   at         { x, y, scale } (person.at)                                    blush, sweat   0 to 1, added to the mood's (0)
//   facing     -1 to 1 (follows heading while walking, else 0)                breath         a slow sine (0)
//   away       seen from behind (false)
//   stride, pace, heading   from walkBetween() of gait.mjs (0)                sway           two slow sines ([0, 0])
//   roll       how far a wheelchair has rolled, in a person's units (from at)  ms             the film's time, for writing, signing, waving (0)
//   light      { tint, side, strength, rim, rimSide, shadow } of light.mjs (person.light, daylight)
import { inkFor } from './light.mjs';
import { drawArm, drawHandLast } from './arms.mjs';
import { drawBack, drawHeadBehind } from './behind.mjs';
import { drawBlanket, drawCarried } from './carried.mjs';
import { drawBelt, drawFront } from './garments.mjs';
import { drawBeard, drawRing, FLAT, HAIR } from './hair.mjs';
import { drawHead, viewOf } from './head.mjs';
import { drawWorn, HEADWEAR } from './headwear.mjs';
import { drawHips, drawLap, drawLegs, drawSkirt, isInPicture } from './legs.mjs';
import { bodyOf, pick } from './look.mjs';
import { MOODS } from './moods.mjs';
import { drawCane, drawProp } from './props.mjs';
import { patch } from './shapes.mjs';
import { seen, skeletonOf } from './skeleton.mjs';
import { drawTrunk, trunkOf } from './trunk.mjs';
import { drawChairBehind, drawChairFront } from './wheelchair.mjs';

const STILL = { mood: MOODS.calm, pose: 'rest', gaze: [0, 0], lean: [0, 0], tears: 0, open: 0, wide: 0, stress: 0, blink: 0, breath: 0, sway: [0, 0], beat: 0, ms: 0 };

/** Draws the person without the arms that lie over the foreground. */
export function drawPerson(context, person, frame) {
  within(context, person, frame, (ink, skeleton) => {
    const { body, posture, pose, act } = skeleton;
    const trunk = trunkOf(skeleton);
    const showsLegs = !posture.hidesLegs && isInPicture(context, seen([0, (body.garment.hem > 400 ? 180 : 250) * body.size, 0]).y);
    if (showsLegs) shadow(ink, skeleton);
    if (posture.wheelchair) drawChairBehind(ink, skeleton);
    if (!act.away) onHead(ink, skeleton, (view) => headPiece(ink, body, view, 'back'));
    const arms = (part, fill) => {
      const some = skeleton.arms.filter((arm) => arm.hand.part === part);
      for (const arm of some) drawArm(ink, body, arm, fill);
      for (const arm of some) if (arm.hand.last) drawHandLast(ink, body, arm, fill);
    };
    arms('behind', ink.across(-110, 110, body.top, 0.9, 90));
    if (act.away) {
      if (body.extras.has('cane')) drawCane(ink, skeleton);
      for (const arm of skeleton.arms) drawArm(ink, body, arm, ink.across(-110, 110, body.top, 0.9, 90));
      fromBehind(ink, skeleton, trunk, showsLegs);
      return;
    }
    const seated = posture.sits > 0.5;
    if (showsLegs && !seated) lowerBody(ink, skeleton, trunk);
    const fill = drawTrunk(ink, skeleton, trunk);
    const head = { ...skeleton.head, middle: seen(skeleton.head.middle) };
    drawFront(ink, skeleton, trunk, head);
    if (body.garment.belt && !seated) drawBelt(ink, body, trunk);
    if (showsLegs && seated) lowerBody(ink, skeleton, trunk);
    if (showsLegs && body.garment.hem > 400) overSkirt(ink, skeleton, trunk);
    if (posture.wheelchair && showsLegs) drawChairFront(ink, skeleton);
    drawCarried(ink, body, trunk);
    if (!pose.isOverFront) {
      drawProp(ink, skeleton, 'front');
      if (body.extras.has('cane')) drawCane(ink, skeleton);
      arms('front', fill);
    }
    if (body.extras.has('blanket')) drawBlanket(ink, body, trunk);
    onHead(ink, skeleton, (view) => wholeHead(ink, skeleton, view));
    if (!pose.isOverFront) {
      drawProp(ink, skeleton, 'head');
      arms('head', fill);
    }
  });
}

/** Somebody who walks away: what hands hold is hidden by the body. */
function fromBehind(ink, skeleton, trunk, showsLegs) {
  const { body, posture } = skeleton;
  const seated = posture.sits > 0.5;
  if (showsLegs) lowerBody(ink, skeleton, trunk);
  drawTrunk(ink, skeleton, trunk);
  if (body.garment.belt && !seated) drawBelt(ink, body, trunk, false);
  if (showsLegs && body.garment.hem > 400) overSkirt(ink, skeleton, trunk);
  drawBack(ink, skeleton, trunk, { ...skeleton.head, middle: seen(skeleton.head.middle) });
  if (posture.wheelchair && showsLegs) drawChairBehind(ink, skeleton);
  onHead(ink, skeleton, (view) => drawHeadBehind(ink, body, view));
}

/** Draws the arms that lie over the foreground, such as hands on a counter. */
export function drawArmsInFront(context, person, frame) {
  within(context, person, frame, (ink, skeleton) => {
    if (!skeleton.pose.isOverFront || skeleton.act.away) return;
    const fill = ink.across(-110, 110, skeleton.body.top, 0.9, 90);
    for (const arm of skeleton.arms) drawArm(ink, skeleton.body, arm, fill);
  });
}

/** The middle of both upper arms, the viewer's left one first, where they are in the picture. */
export function upperArmsOf(person, frame) {
  const { at, skeleton } = posed(person, frame);
  return skeleton.arms.map(({ shoulder, elbow }) => {
    const middle = seen(shoulder.map((value, axis) => (value + elbow[axis]) / 2));
    return { x: at.x + middle.x * at.scale, y: at.y + middle.y * at.scale };
  });
}

function posed(person, frame) {
  const at = frame.at ?? person.at;
  const act = { ...STILL, posture: person.posture, roll: at.x / at.scale, ...frame };
  if (act.posture === undefined) act.posture = 'standing';
  return { at, act, skeleton: skeletonOf(bodyOf(person.look), act, at.scale) };
}

/** How far a person reaches from the base of the neck at most, in their units: beside, above and below. */
const REACHES = [420, 330, 800];

function isOutside(context, { x, y, scale }) {
  const { a, d, e, f } = context.getTransform();
  const [beside, above, below] = REACHES.map((reach) => reach * scale);
  return (x + beside) * a + e < 0 || (x - beside) * a + e > context.canvas.width || (y + below) * d + f < 0 || (y - above) * d + f > context.canvas.height;
}

function within(context, person, frame, draw) {
  if (isOutside(context, frame.at ?? person.at)) return;
  const { at, act, skeleton } = posed(person, frame);
  context.save();
  context.translate(at.x, at.y);
  context.scale(at.scale, at.scale);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  draw(inkFor(context, act.light ?? person.light), skeleton);
  context.restore();
}

function lowerBody(ink, skeleton, trunk) {
  const { body } = skeleton;
  if (skeleton.posture.sits > 0.5) drawLap(ink, skeleton, trunk);
  else drawHips(ink, skeleton, trunk);
  drawLegs(ink, skeleton);
  if (body.lower.to === 'skirt' && body.garment.name !== 'dress') drawSkirt(ink, skeleton, trunk, { length: body.lower.length, colour: body.lowerColour, flare: 10 });
}

function overSkirt(ink, skeleton, trunk) {
  const { garment, top } = skeleton.body;
  drawSkirt(ink, skeleton, trunk, { length: garment.hem, colour: top, flare: garment.flare ? 14 : 12, opening: skeleton.act.away ? 0 : (garment.open ?? 0), from: garment.flare ? 204 : 246 });
}

function onHead(ink, { head, body }, draw) {
  const { context } = ink;
  const middle = seen(head.middle);
  context.save();
  context.translate(middle.x, middle.y);
  context.rotate(head.tilt);
  context.scale(body.head * middle.near, body.head * middle.near);
  draw(viewOf(head.turn, head.nod));
  context.restore();
}

function headPiece(ink, body, view, part) {
  if (!FLAT.has(body.head_wear)) pick(HAIR, 'hair', body.style, 'short')[part](ink, body, view);
  pick(HEADWEAR, 'head', body.head_wear, 'none')[part](ink, body, view);
}

function wholeHead(ink, { body, act }, view) {
  drawHead(ink, body, act, view);
  drawBeard(ink, body, act, view);
  drawRing(ink, body, view);
  headPiece(ink, body, view, 'front');
  drawWorn(ink, body, view);
}

/** A soft shade on the ground, darkest below the feet. */
function shadow(ink, { body, posture, legs }) {
  const { context } = ink;
  if (ink.shadow <= 0) return;
  const dark = `rgba(18,14,30,${ink.shadow})`;
  const clear = 'rgba(18,14,30,0)';
  const feet = legs.map((leg) => seen([leg.ankle[0], posture.floor * body.size, leg.ankle[2] + 20]));
  const middle = { x: (feet[0].x + feet[1].x) / 2, y: (feet[0].y + feet[1].y) / 2 };
  patch(context, middle.x - ink.side * 14, middle.y, 120 * body.size + Math.abs(feet[1].x - feet[0].x) * 0.5, 26, dark, clear);
  for (const foot of feet) patch(context, foot.x, foot.y, 46 * body.size, 13, dark, clear);
}
