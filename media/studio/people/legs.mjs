// Legs and feet: trousers, skirts and bare legs over thigh and shin, shoes that stand on the ground.
import { Path2D } from '@napi-rs/canvas';
import { clamp, lerp } from '../chance.mjs';
import { add, seen } from './skeleton.mjs';
import { crescent, dot, limb, line, smooth, tube } from './shapes.mjs';

/** Radii of a bare leg at hip, knee, calf and ankle. */
const BARE = { knee: 27, calf: 26, ankle: 15.5 };

/** Both legs with their clothes; the one that is farther away first. */
export function drawLegs(ink, skeleton) {
  const { legs, posture } = skeleton;
  const depth = (leg) => leg.ankle[2] + leg.knee[2] * (1 + posture.sits);
  [...legs].sort((one, other) => depth(one) - depth(other)).forEach((leg) => drawLeg(ink, skeleton, leg));
}

/** Whether a height of the person is still inside the picture. */
export function isInPicture(context, y) {
  const { d, f } = context.getTransform();
  return y * d + f < context.canvas.height + 40;
}

function drawLeg(ink, skeleton, leg) {
  const { body } = skeleton;
  const joint = (point, radius) => {
    const place = seen(point);
    return { x: place.x, y: place.y, r: radius * body.limb * place.near };
  };
  // At the hip the legs are as wide as the hips, whatever the limbs are.
  const atHip = (more) => {
    const place = seen(leg.hip);
    return { x: place.x, y: place.y, r: (body.hip * 0.49 + more) * place.near };
  };
  const cloth = body.lower;
  const isRim = leg.side === ink.rimSide;
  const isCovered = cloth.to === 'ankle';
  const isFootSeen = isInPicture(ink.context, seen(leg.knee).y);
  // A shoe lies below trouser legs; a bare foot goes on from a bare leg.
  const isLast = !isCovered || body.shoes === 'bare';
  if (isFootSeen && !isLast) drawFoot(ink, body, leg);
  if (!isCovered || body.shoes === 'bare') {
    const calf = add(leg.knee, leg.ankle.map((value, axis) => (value - leg.knee[axis]) * 0.3));
    const bare = [atHip(-2), joint(leg.knee, BARE.knee), joint(calf, BARE.calf), joint(leg.ankle, BARE.ankle)];
    paint(ink, limb(bare), [bare[0], bare[1], bare[3]], body.skin, isRim, body.skin);
    // A skirt that is sat on lies close about the thighs.
    if (cloth.to === 'skirt' && skeleton.posture.sits > 0.5) paint(ink, limb(bare.slice(0, 2)), bare.slice(0, 2), body.garment.name === 'dress' ? body.top : body.lowerColour, isRim);
  }
  if (cloth.to === 'thigh') {
    const end = add(leg.hip, leg.knee.map((value, axis) => (value - leg.hip[axis]) * 0.84));
    const worn = [atHip(1.5), joint(end, cloth.hem)];
    paint(ink, tube(worn), worn, body.lowerColour, isRim);
  }
  if (isCovered) {
    const end = add(leg.ankle, leg.knee.map((value, axis) => (value - leg.ankle[axis]) * (body.shoes === 'bare' ? 0.1 : 0.015)));
    const worn = [atHip(1.5), joint(leg.knee, cloth.knee), joint(end, cloth.hem)];
    paint(ink, tube(worn), worn, body.lowerColour, isRim);
    wrinkles(ink, body, worn);
  }
  if (isFootSeen && isLast) drawFoot(ink, body, leg);
}

function paint(ink, path, joints, colour, isRim, skin = null) {
  const { context } = ink;
  const [left, right] = [Math.min(...joints.map((one) => one.x - one.r)), Math.max(...joints.map((one) => one.x + one.r))];
  const [hip, knee] = joints;
  const edge = context.createLinearGradient(hip.x, hip.y, knee.x, knee.y + 1);
  edge.addColorStop(0.1, ink.flat(colour, -0.5, 0));
  edge.addColorStop(0.45, ink.flat(colour, -0.5, 0.5));
  context.strokeStyle = edge;
  context.lineWidth = 3.4;
  context.stroke(path);
  context.fillStyle = ink.across(left, right, colour, 0.9);
  context.fill(path);
  for (let index = 0; index < joints.length - 1; index += 1) {
    crescent(context, joints[index], joints[index + 1], ink.side < 0 ? -1 : 1, index === 0 ? [0, 1] : [0, 0.98], ink.flat(colour, -0.6, colour === skin ? 0.24 : 0.4), ink.flat(colour, -0.6, 0));
  }
  if (isRim) ink.edgeAlong(joints);
}

function wrinkles(ink, body, [hip, knee, hem]) {
  const colour = ink.flat(body.lowerColour, -0.5, 0.45);
  const { context } = ink;
  const bent = Math.abs(Math.atan2(knee.x - hip.x, knee.y - hip.y) - Math.atan2(hem.x - knee.x, hem.y - knee.y));
  if (Math.hypot(knee.x - hip.x, knee.y - hip.y) > 90) {
    line(context, [[knee.x - knee.r * 0.8, knee.y - 8], [knee.x - knee.r * 0.1, knee.y + 4 + bent * 10]], colour, 2);
    line(context, [[knee.x + knee.r * 0.8, knee.y + 10], [knee.x + knee.r * 0.2, knee.y + 18]], colour, 2);
  }
  line(context, [[hem.x - hem.r * 0.8, hem.y - 20], [hem.x + hem.r * 0.1, hem.y - 12]], colour, 2);
  line(context, [[hem.x + hem.r * 0.85, hem.y - 38], [hem.x + hem.r * 0.1, hem.y - 27]], colour, 2);
}

/** A foot from heel to tip, turned outward, lifted at heel or toe while walking. */
function drawFoot(ink, body, leg) {
  const { context } = ink;
  const size = body.size;
  const way = [Math.sin(leg.toe), Math.cos(leg.toe)];
  const spot = (ahead, down, aside, radius) => {
    const place = seen(add(leg.ankle, [(way[0] * ahead + way[1] * aside) * size, down * size, (way[1] * ahead - way[0] * aside) * size]));
    return { x: place.x, y: place.y, r: radius * size * place.near };
  };
  const fall = leg.heel * 34;
  const up = leg.toeUp * 26;
  const heel = spot(-16, 9 - leg.heel * 6, 0, 18);
  const ankle = spot(2, -8, 0, 17);
  const ball = spot(44, 11 + fall - up * 0.6, 0, 20);
  const tip = spot(66, 15 + fall - up, 0, 15);
  const isBare = body.shoes === 'bare' || body.shoes === 'sandals';
  const colour = isBare ? body.skin : body.shoeColour;
  const path = limb([ankle, heel, ball, tip]);
  const instep = limb([ankle, ball]);
  if (!isBare) {
    const drop = 4.5 * size;
    context.fillStyle = ink.flat(body.shoes === 'sneakers' ? '#e9e7e2' : '#1d1a1a');
    context.fill(limb([heel, ball, tip].map((one) => ({ ...one, y: one.y + drop }))));
  }
  context.fillStyle = ink.across(heel.x - 24, heel.x + 40, colour, 0.8);
  context.fill(path);
  context.fill(instep);
  if (body.shoes === 'boots') context.fill(limb([spot(0, -52, 0, 20), ankle]));
  dot(context, ball.x - ball.r * 0.25, ball.y - ball.r * 0.35, ball.r * 0.42, ink.flat(colour, 0.25, 0.35));
  if (isBare && way[1] > 0) drawToes(ink, body, spot, fall - up);
  if (body.shoes === 'flats' && way[1] > 0) {
    context.fillStyle = ink.flat(body.skin);
    context.fill(limb([{ ...ankle, r: ankle.r * 0.98 }, { ...spot(22, 2, 0, 12) }]));
  }
  // Seen from behind, the heel hides the rest.
  if (way[1] < 0) return;
  if (body.shoes === 'sneakers' || body.shoes === 'shoes' || body.shoes === 'boots') laces(ink, body, ankle, ball);
  if (body.shoes === 'sandals') line(context, [[ball.x - ball.r, ball.y], [ball.x, ball.y - ball.r * 0.5], [ball.x + ball.r, ball.y]], ink.flat(body.shoeColour), 7);
}

function laces(ink, body, ankle, ball) {
  const colour = body.shoes === 'sneakers' ? ink.flat('#ffffff', 0, 0.8) : ink.flat(body.shoeColour, 0.25, 0.6);
  for (const share of [0.3, 0.55, 0.8]) {
    const [x, y] = [lerp(ankle.x, ball.x, share), lerp(ankle.y, ball.y, share)];
    line(ink.context, [[x - 8, y], [x + 8, y - 1]], colour, 2.4);
  }
}

function drawToes(ink, body, spot, fall) {
  const edge = ink.flat(body.skin, -0.35);
  for (let toe = 4; toe >= 0; toe -= 1) {
    const aside = leftToRight(toe);
    const one = spot(68 - Math.abs(toe - 1) * 3.4, 20 + fall, aside, toe === 0 ? 8 : 5.6);
    dot(ink.context, one.x, one.y, one.r + 1.1, edge);
    dot(ink.context, one.x, one.y, one.r, ink.flat(body.skin));
  }
}

const leftToRight = (toe) => -13 + toe * 7;

/** The lap of somebody who sits: cloth in shade between the thighs. */
export function drawLap(ink, { body, legs }, trunk) {
  const { context } = ink;
  const [left, right] = [...legs].sort((one, other) => one.side - other.side).map((leg) => seen(add(leg.hip, leg.knee.map((value, axis) => (value - leg.hip[axis]) * 0.8))));
  const [topLeft, topRight] = [trunk.at(-0.7, 262), trunk.at(0.7, 262)];
  context.fillStyle = ink.flat(body.lowerColour, -0.32);
  context.fill(smooth([[topLeft.x, topLeft.y], [topRight.x, topRight.y], [right.x, right.y + 12], [left.x, left.y + 12]], 0.3));
}

/** Hips below a short top, a skirt, the skirts of a coat or dress. */
export function drawHips(ink, skeleton, trunk) {
  const { body } = skeleton;
  const { context } = ink;
  const points = [1, -1].map((sign) => [trunk.side(sign, 244), trunk.side(sign, 300)]);
  const crotch = trunk.at(0, 324);
  const [[rightTop, rightLow], [leftTop, leftLow]] = points;
  const inset = body.garment.loose + 2;
  const shape = [[rightTop.x - inset, rightTop.y], [rightLow.x - inset, rightLow.y], [crotch.x + 3, crotch.y], [crotch.x - 3, crotch.y], [leftLow.x + inset, leftLow.y], [leftTop.x + inset, leftTop.y]];
  context.fillStyle = ink.across(points[1][1].x, points[0][1].x, body.garment.name === 'dress' ? body.top : body.lowerColour, 0.9);
  context.fill(smooth(shape, 0.15));
}

/** A skirt of a `length` (an adult's units below the neck) that follows both legs; `opening` leaves a gap in front. */
export function drawSkirt(ink, skeleton, trunk, { length, colour, flare, opening = 0, from: start = 236 }) {
  const { body, legs, posture } = skeleton;
  const { context } = ink;
  const isSeated = posture.sits > 0.5;
  const from = isSeated ? 204 : start;
  const hemAt = (leg) => {
    const along = clamp((length - 262) / 404) * 2;
    const [upper, lower, share] = along < 1 ? [leg.hip, leg.knee, along] : [leg.knee, leg.ankle, (along - 1) * lerp(1, 0.8, posture.sits)];
    const place = seen(add(upper, lower.map((value, axis) => (value - upper[axis]) * share)));
    const reach = leg.side * (34 * body.limb + (isSeated ? 3 : flare)) * place.near;
    const knee = seen(leg.knee);
    const crown = { x: knee.x + leg.side * 38 * body.limb * knee.near, y: knee.y - 26 * body.limb * knee.near };
    return { x: place.x + reach, y: isSeated ? Math.max(place.y, knee.y) + 34 : place.y, crown };
  };
  const [left, right] = [...legs].sort((one, other) => one.side - other.side).map(hemAt);
  const low = Math.max(left.y, right.y) + 8;
  const [wideLeft, wideRight] = isSeated ? [left.x, right.x] : [Math.min(left.x, trunk.side(-1, 262).x - 2), Math.max(right.x, trunk.side(1, 262).x + 2)];
  const middle = (wideLeft + wideRight) / 2;
  const [topLeft, topRight, hipLeft, hipRight] = [trunk.side(-1, from), trunk.side(1, from), trunk.side(-1, 290), trunk.side(1, 290)];
  const flank = (hip, hem, sign) => (isSeated ? [[hip.x + sign * 4, hip.y - 30], [hem.crown.x, hem.crown.y]] : [[hip.x + sign * 2, hip.y]]);
  context.fillStyle = ink.across(wideLeft, wideRight, colour, 0.9);
  /** Down one side, along the hem, up the other. */
  const piece = (down, [start, end], up, sag) => {
    const path = new Path2D();
    path.moveTo(...down[0]);
    for (const spot of [...down.slice(1), start]) path.lineTo(...spot);
    path.quadraticCurveTo((start[0] + end[0]) / 2, Math.max(start[1], end[1]) + sag, ...end);
    for (const spot of up) path.lineTo(...spot);
    path.closePath();
    context.fill(path);
  };
  if (isSeated && posture.sits < 0.8) {
    // Somebody who crouches has the cloth over the knees, and it hangs between them.
    const fall = 104 * clamp((length - 262) / 190, 0.3, 1.5) * body.size;
    const half = ({ crown }, sign) => [[crown.x - sign * 34, crown.y - 6], [crown.x - sign * 4, crown.y + 8], [crown.x - sign * 2, crown.y + 40], [crown.x - sign * 24, crown.y + 22 + fall]];
    const sag = [(left.crown.x + right.crown.x) / 2, Math.max(left.crown.y, right.crown.y) + 44 + fall];
    context.fill(smooth([[topRight.x, topRight.y], ...half(right, 1), sag, ...half(left, -1).reverse(), [topLeft.x, topLeft.y]], 0.6));
    for (const share of [0.3, 0.5, 0.7]) line(context, [[lerp(topLeft.x, topRight.x, share), topLeft.y + 50], [lerp(left.crown.x, right.crown.x, lerp(0.5, share, 1.2)), sag[1] - 18]], ink.flat(colour, -0.5, 0.35), 2.2);
    return;
  }
  if (opening === 0) {
    piece([[topRight.x, topRight.y], ...flank(hipRight, right, 1)], [[wideRight, right.y], [wideLeft, left.y]], [...flank(hipLeft, left, -1).reverse(), [topLeft.x, topLeft.y]], 16);
  } else {
    const gap = opening * (isSeated ? 150 : 60);
    for (const [top, hip, wide, hem, sign] of [[topLeft, hipLeft, wideLeft, left, -1], [topRight, hipRight, wideRight, right, 1]]) {
      piece([[top.x, top.y], ...flank(hip, hem, sign)], [[wide, hem.y], [middle + sign * gap * 1.5, low]], [[trunk.at(sign * opening * 0.9, from).x, top.y]], 4);
    }
  }
  const dark = ink.flat(colour, -0.5, 0.35);
  for (const share of opening ? [0.08, 0.92] : [0.2, 0.42, 0.62, 0.82]) {
    const x = lerp(wideLeft, wideRight, share);
    line(context, [[lerp(topLeft.x, topRight.x, 0.3 + share * 0.4), topLeft.y + 44], [lerp(x, middle, 0.25), lerp(topLeft.y, low, 0.6)], [x, Math.min(left.y, right.y) - 12]], dark, 2.2);
  }
}
