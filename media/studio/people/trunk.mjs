// The trunk: a body of elliptic slices between neck and hips that turns, leans and sits; clothes are drawn on its surface.
import { clamp, lerp } from '../chance.mjs';
import { add, seen, turned } from './skeleton.mjs';
import { patch, smooth } from './shapes.mjs';

/** The trunk of a frame: `at(across, y)` is a point of its front (across from -1 to 1, y in an adult's units), `path` its outline. */
export function trunkOf(skeleton) {
  const { body, neck, hips, chestYaw, hipsYaw } = skeleton;
  const loose = body.garment.loose;
  const slices = [
    [-16, body.neck + 3, body.neck],
    [10, body.shoulder * 0.62, 30],
    [50, body.chest * 0.97, 44],
    [96, body.chest + loose, 52 + body.bust * 9 + body.belly * 14],
    [150, lerp(body.chest, body.waist, 0.66) + loose, 48 + body.bust * 2 + body.belly * 36],
    [190, body.waist + loose, 46 + body.belly * 50],
    [262, body.hip + loose * 0.8, 52 + body.belly * 36],
    [330, body.hip + loose * 0.8 + 3, 50 + body.belly * 24],
  ];
  const sliceAt = (y) => {
    const index = Math.max(1, slices.findIndex(([depth]) => depth >= y) === -1 ? slices.length - 1 : slices.findIndex(([depth]) => depth >= y));
    const [from, to] = [slices[index - 1], slices[index]];
    const share = clamp((y - from[0]) / (to[0] - from[0]));
    return { wide: lerp(from[1], to[1], share), deep: lerp(from[2], to[2], share) * body.size };
  };
  const spine = (y) => {
    const share = clamp(y / 262, -0.1, 1.3);
    const bend = share * share * (3 - 2 * clamp(share)) * 0.5 + share * 0.5;
    return { middle: [lerp(neck[0], hips[0], bend), lerp(neck[1], hips[1], share), lerp(neck[2], hips[2], bend)], yaw: lerp(chestYaw, hipsYaw, clamp(share)) };
  };
  const at = (across, y) => {
    const { wide, deep } = sliceAt(y);
    const { middle, yaw } = spine(y);
    const angle = across * 1.45;
    const place = seen(add(middle, turned([Math.sin(angle) * wide, 0, Math.cos(angle) * deep], yaw)));
    // Below 0 the place lies on the side that is turned away.
    place.shown = Math.cos(Math.atan2(Math.sin(angle) * deep, Math.cos(angle) * wide) + yaw);
    return place;
  };
  /** The outermost point of a side. */
  const side = (sign, y) => {
    const { wide, deep } = sliceAt(y);
    const { middle, yaw } = spine(y);
    return seen(add(middle, [sign * Math.hypot(wide * Math.cos(yaw), deep * Math.sin(yaw)), 0, 0]));
  };
  const points = outline(skeleton, side, at, body.garment.hem);
  return { at, side, points, path: smooth(points, 0.8) };
}

/** Down the viewer's right side, along the hem, and up the left. */
function outline({ body, arms, posture }, side, at, hem) {
  const low = Math.min(hem, lerp(326, 282, posture.sits));
  const half = (sign) => {
    const arm = arms[sign < 0 ? 0 : 1];
    const joint = seen(arm.shoulder);
    const radius = (23 * body.limb + body.garment.loose * 0.55 + 2.2) * joint.near;
    const neck = side(sign, -14);
    const top = [joint.x - sign * radius * 0.34, joint.y - radius * 0.93];
    return [
      [neck.x + sign * 1, neck.y],
      [lerp(neck.x, top[0], 0.5), lerp(neck.y, top[1], 0.54)],
      top,
      [joint.x + sign * radius * 0.72, joint.y - radius * 0.56],
      [joint.x + sign * radius * 0.5, joint.y + radius * 0.9],
      ...[104, 150, 190, 232, low - 6].map((y) => {
        const point = side(sign, y);
        return [point.x, point.y];
      }),
      [side(sign, low).x - sign * 9, side(sign, low).y + 1],
      [(side(sign, low).x + at(0, low).x) / 2, side(sign, low).y + 5],
    ];
  };
  return [...half(1), ...half(-1).reverse()];
}

/** Fills the trunk and gives it volume; returns the fill, for the sleeves. */
export function drawTrunk(ink, skeleton, trunk) {
  const { context } = ink;
  const { body, act, posture } = skeleton;
  const colour = body.top;
  const middle = trunk.at(0, 120).x;
  const reach = Math.max(body.shoulder + 26, body.waist + 10);
  const fill = ink.across(middle - reach, middle + reach, colour, 0.9, 90);
  context.fillStyle = body.sleeve === 'none' ? ink.across(-reach, reach, body.skin, 0.8) : fill;
  context.fill(trunk.path);
  // Clipping costs more than everything else on a trunk, so only what needs it is clipped.
  if (body.sleeve === 'none' || body.pattern !== 'plain') {
    context.save();
    context.clip(trunk.path);
    if (body.sleeve === 'none') drawSinglet(ink, trunk, fill);
    if (body.pattern === 'stripes') drawStripes(ink, body, trunk);
    if (body.pattern === 'checks') drawChecks(ink, body, trunk);
    context.restore();
  }
  drawFolds(ink, body, trunk, act, posture);
  return fill;
}

function drawSinglet(ink, trunk, fill) {
  const { context } = ink;
  const half = (sign) => [[0.3, -6], [0.5, 8], [0.62, 50], [0.82, 92], [1.08, 118], [1.08, 340]].map(([across, y]) => {
    const point = trunk.at(across * sign, y);
    return [point.x, point.y];
  });
  context.fillStyle = fill;
  context.fill(smooth([...half(1), ...half(-1).reverse()], 0.6));
}

function drawFolds(ink, body, trunk, act, posture) {
  const { context } = ink;
  const dark = ink.flat(body.top, -0.6, 0.2);
  const clear = ink.flat(body.top, -0.6, 0);
  if (body.bust > 0 && !act.away) for (const sign of [-1, 1]) {
    const under = trunk.at(sign * 0.42, 124);
    if (under.shown < 0.5) continue;
    patch(context, under.x, under.y + 3, 36 * under.shown, 15, dark, clear);
    const above = trunk.at(sign * 0.36, 92);
    patch(context, above.x, above.y, 28 * under.shown, 26, ink.flat(body.top, 0.3, 0.22), ink.flat(body.top, 0.3, 0));
  } else if (!act.away && body.belly < 0.5 && body.age > 14) for (const sign of [-1, 1]) {
    const under = trunk.at(sign * 0.5, 116);
    if (under.shown > 0.5) patch(context, under.x, under.y, 34 * under.shown, 12, ink.flat(body.top, -0.6, 0.1), clear);
  }
  if (body.belly > 0 && !act.away) {
    const under = trunk.at(0, 262);
    patch(context, under.x, under.y + 6, 70, 20, dark, clear);
    const lit = trunk.at(ink.side * 0.3, 186);
    patch(context, lit.x, lit.y, 52, 48, ink.flat(body.top, 0.3, 0.2), ink.flat(body.top, 0.3, 0));
  }
  context.strokeStyle = ink.flat(body.top, -0.55, 0.3);
  context.lineWidth = 2.4;
  context.lineCap = 'round';
  context.beginPath();
  for (const sign of [-1, 1]) {
    curve(context, trunk, [0.94 * sign, 98], [0.7 * sign, 114], [0.56 * sign, 136]);
    curve(context, trunk, [1.02 * sign, 196], [0.72 * sign, 204 + act.breath], [0.46 * sign, 222]);
    curve(context, trunk, [1.02 * sign, 228 - posture.sits * 10], [0.76 * sign, 232], [0.6 * sign, 246 - posture.sits * 8]);
  }
  context.stroke();
}

function curve(context, trunk, from, by, to) {
  const [start, middle, end] = [from, by, to].map(([across, y]) => trunk.at(across, y));
  context.moveTo(start.x, start.y);
  context.quadraticCurveTo(middle.x, middle.y, end.x, end.y);
}

function drawStripes(ink, body, trunk) {
  const { context } = ink;
  context.strokeStyle = ink.flat(body.under, 0, 0.9);
  context.lineWidth = 9;
  for (let y = 62; y < 330; y += 32) {
    context.beginPath();
    for (let across = -1.1; across <= 1.11; across += 0.22) {
      const point = trunk.at(across, y);
      if (across < -1) context.moveTo(point.x, point.y);
      else context.lineTo(point.x, point.y);
    }
    context.stroke();
  }
}

function drawChecks(ink, body, trunk) {
  const { context } = ink;
  context.strokeStyle = ink.flat(body.under, 0, 0.28);
  context.lineWidth = 7;
  context.beginPath();
  for (let y = 20; y < 330; y += 30) {
    const [left, right] = [trunk.side(-1, y), trunk.side(1, y)];
    context.moveTo(left.x - 20, left.y);
    context.lineTo(right.x + 20, right.y);
  }
  for (let across = -0.96; across < 1; across += 0.24) {
    const [top, low] = [trunk.at(across, 0), trunk.at(across, 330)];
    context.moveTo(top.x, top.y);
    context.lineTo(low.x, low.y);
  }
  context.stroke();
}
