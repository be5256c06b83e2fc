// Arms: sleeve, cuff, forearm and hand, joined to the trunk without a seam.
import { shaded } from './colour.mjs';
import { drawHand } from './hands.mjs';
import { seen } from './skeleton.mjs';
import { crescent, limb, line, tube } from './shapes.mjs';

/** Radii at shoulder, elbow and wrist of a bare arm. */
const BARE = [23, 17, 11.5];

/** One arm. `fill` is the trunk's own fill, so that the sleeve starts where the trunk ends. */
export function drawArm(ink, body, arm, fill) {
  const [shoulder, elbow, wrist] = [arm.shoulder, arm.elbow, arm.wrist].map(seen);
  const thick = body.limb;
  const cloth = body.garment.loose * 0.55 + 2.2;
  const joint = (point, radius, more = 0) => ({ x: point.x, y: point.y, r: (radius * thick + more) * point.near });
  const bare = [joint(shoulder, BARE[0]), joint(elbow, BARE[1]), joint(wrist, BARE[2])];
  const isHidden = arm.hand.pocket;
  const isRim = arm.side === ink.rimSide;
  const isNear = arm.wrist[2] > arm.elbow[2] + 40 * body.size;
  if (isNear && arm.hand.part === 'front' && arm.side * arm.wrist[0] < arm.side * arm.shoulder[0] * 0.5) underneath(ink, bare[1], bare[2]);
  const hand = () => {
    if (!isHidden && !arm.hand.tucked && !arm.hand.last) drawHand(ink, body, isNear && body.sleeve === 'long' ? handIn(wrist, arm.angle, body.size) : wrist, arm.hand, arm.angle, arm.side);
  };
  if (body.sleeve === 'long') {
    if (!isNear) hand();
    const sleeve = [joint(shoulder, BARE[0], cloth), joint(elbow, BARE[1], cloth + 1), joint(wrist, BARE[2], cloth + 0.5)];
    clothed(ink, body, sleeve, fill);
    if (isRim) ink.edgeAlong(sleeve);
    if (isNear) hand();
    cuff(ink, body, sleeve[1], sleeve[2]);
    return;
  }
  bareArm(ink, body, { bare, isNear, isRim, hand, cloth, fill });
}

/** The shade that a forearm across the body throws on it. */
function underneath(ink, elbow, wrist) {
  const [from, to] = [between(elbow, wrist, 0.55), wrist].map((joint) => ({ ...joint, x: joint.x - ink.side * 3, y: joint.y + 9, r: joint.r + 3 }));
  ink.context.fillStyle = 'rgba(20,14,34,0.16)';
  ink.context.fill(limb([from, to]));
}

/** The end of a forearm and its hand once more, over the other arm. */
export function drawHandLast(ink, body, arm, fill) {
  const [elbow, wrist] = [arm.elbow, arm.wrist].map(seen);
  const cloth = body.sleeve === 'long' ? body.garment.loose * 0.55 + 2.7 : 0;
  const ends = [{ ...elbow, r: (BARE[1] * body.limb + cloth) * elbow.near }, { ...wrist, r: (BARE[2] * body.limb + cloth) * wrist.near }];
  const { context } = ink;
  context.fillStyle = body.sleeve === 'long' ? fill : ink.across(-110, 110, body.skin, 0.8);
  context.fill(tube([between(...ends, 0.74), ends[1]]));
  drawHand(ink, body, body.sleeve === 'long' ? handIn(wrist, arm.angle, body.size) : wrist, arm.hand, arm.angle, arm.side);
  if (body.sleeve === 'long') cuff(ink, body, ...ends);
}

/** An arm whose forearm is bare. A forearm that comes towards the viewer lies over its sleeve. */
function bareArm(ink, body, { bare, isNear, isRim, hand, cloth, fill }) {
  const skin = ink.across(-110, 110, body.skin, 0.8);
  const [shoulder, elbow, wrist] = bare;
  const wider = (joint, more) => ({ ...joint, r: joint.r + more });
  const sleeves = {
    none: null,
    short: [wider(shoulder, cloth), wider(between(shoulder, elbow, 0.6), cloth + 3)],
    rolled: [wider(shoulder, cloth), wider(elbow, cloth + 2), { ...between(elbow, wrist, 0.22), r: elbow.r + cloth }],
  };
  const sleeve = sleeves[body.sleeve];
  const dress = () => {
    if (!sleeve) return;
    clothed(ink, body, sleeve, fill);
    if (sleeve.length > 2) cuff(ink, body, sleeve[1], sleeve[2], 1.6);
  };
  if (isNear && body.sleeve !== 'rolled') {
    modelled(ink, limb([shoulder, elbow]), [shoulder, elbow], body.skin, skin);
    dress();
    modelled(ink, limb([elbow, wrist]), [elbow, wrist], body.skin, skin);
    if (isRim) ink.edgeAlong([elbow, wrist]);
    hand();
    return;
  }
  modelled(ink, limb(bare), bare, body.skin, skin);
  if (isRim) ink.edgeAlong(bare);
  hand();
  dress();
}

/** A hand that comes out of a sleeve towards the viewer begins beyond the cuff. */
function handIn(wrist, angle, size) {
  const way = (angle * Math.PI) / 180;
  return { ...wrist, x: wrist.x + Math.cos(way) * 8 * size, y: wrist.y + Math.sin(way) * 8 * size };
}

function between(from, to, share) {
  return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share, r: from.r + (to.r - from.r) * share };
}

function clothed(ink, body, joints, fill) {
  modelled(ink, tube(joints), joints, body.top, fill);
  if (joints.length > 2) creases(ink, body.top, joints);
  if (body.pattern !== 'plain') bands(ink, body, joints);
}

/** A limb's own light: an edge and a shade that begin below the shoulder, so that the joint itself is not seen. */
function modelled(ink, path, joints, colour, fill) {
  const { context } = ink;
  const [from, to] = joints;
  const edge = context.createLinearGradient(from.x, from.y, to.x + (to.x === from.x && to.y === from.y ? 1 : 0), to.y);
  edge.addColorStop(0.2, ink.flat(colour, -0.55, 0));
  edge.addColorStop(0.55, ink.flat(colour, -0.55, 0.6));
  context.strokeStyle = edge;
  context.lineWidth = 3.6;
  context.stroke(path);
  context.fillStyle = fill;
  context.fill(path);
  for (let index = 0; index < joints.length - 1; index += 1) shadeAlong(ink, joints[index], joints[index + 1], colour, index === 0);
}

/** The shaded edge is the one away from the light and below. */
function shadeAlong(ink, from, to, colour, isUpper) {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const side = Math.sin(angle) * ink.side * 0.6 + Math.cos(angle) * 0.8 < 0 ? -1 : 1;
  crescent(ink.context, from, to, side, isUpper ? [0.16, 1] : [0, 0.98], ink.flat(colour, -0.55, 0.22 + ink.strength * 0.22), ink.flat(colour, -0.55, 0));
}

function creases(ink, colour, [shoulder, elbow, wrist]) {
  const upper = Math.atan2(shoulder.y - elbow.y, shoulder.x - elbow.x);
  const lower = Math.atan2(wrist.y - elbow.y, wrist.x - elbow.x);
  const bend = Math.atan2(Math.sin(upper) + Math.sin(lower), Math.cos(upper) + Math.cos(lower));
  const fold = Math.abs(Math.atan2(Math.sin(upper - lower), Math.cos(upper - lower)));
  if (fold > 2.6) return;
  const { r } = elbow;
  for (const [turn, reach] of [[-0.3, 0.2], [0.28, 0.05]]) {
    const way = bend + turn;
    line(ink.context, [[elbow.x + Math.cos(way) * r * 0.96, elbow.y + Math.sin(way) * r * 0.96], [elbow.x - Math.cos(way) * r * reach, elbow.y - Math.sin(way) * r * reach]], ink.flat(colour, -0.45, 0.5), 2.2);
  }
}

function cuff(ink, body, elbow, wrist, share = 1) {
  const { context } = ink;
  const angle = Math.atan2(wrist.y - elbow.y, wrist.x - elbow.x);
  context.save();
  context.translate(wrist.x, wrist.y);
  context.rotate(angle);
  const r = wrist.r;
  context.fillStyle = ink.flat(body.top, body.garment.rib ? -0.24 : -0.1);
  context.beginPath();
  context.roundRect(r * 0.2 - 9 * share, -r - 0.8, 11 * share + 2, r * 2 + 1.6, 5);
  context.fill();
  context.strokeStyle = ink.flat(shaded(body.top, -0.4), 0, 0.5);
  context.lineWidth = 1.6;
  context.stroke();
  context.restore();
}

function bands(ink, body, joints) {
  const isChecked = body.pattern === 'checks';
  const { context } = ink;
  context.save();
  context.clip(tube(joints));
  context.strokeStyle = ink.flat(body.under, 0, isChecked ? 0.28 : 0.9);
  for (let index = 0; index < joints.length - 1; index += 1) {
    const [from, to] = [joints[index], joints[index + 1]];
    const length = Math.hypot(to.x - from.x, to.y - from.y);
    const [ux, uy] = [(to.x - from.x) / (length || 1), (to.y - from.y) / (length || 1)];
    context.lineWidth = isChecked ? 7 : 9;
    context.beginPath();
    for (let along = index === 0 ? 44 : 14; along < length; along += 32) {
      context.moveTo(from.x + ux * along - uy * 50, from.y + uy * along + ux * 50);
      context.lineTo(from.x + ux * along + uy * 50, from.y + uy * along - ux * 50);
    }
    if (isChecked) for (const beside of [-13, 9]) {
      context.moveTo(from.x + ux * (index === 0 ? 34 : 0) - uy * beside, from.y + uy * (index === 0 ? 34 : 0) + ux * beside);
      context.lineTo(to.x - uy * beside, to.y + ux * beside);
    }
    context.stroke();
  }
  context.restore();
}
