// Cars, built from a profile in metres, so that they stand and drive in the perspective of the street.
import { disc, glow, shine, trace } from './paint.mjs';
import { mix, multiplied, shade } from './tint.mjs';

/** The top line of a car from its back to its front: along, up. */
const PROFILE = [[0, 0.34], [0, 0.62], [0.08, 0.9], [0.75, 0.98], [1.3, 1.38], [2.35, 1.43], [3.2, 0.97], [4.15, 0.82], [4.38, 0.62], [4.38, 0.34]];
const PARTS = ['bumper', 'back', 'trunk', 'backGlass', 'roof', 'glass', 'hood', 'front', 'bumper'];
const LENGTH = 4.38;
const BELT = 0.95;

/** Half the width at a height: the cabin leans in. */
const halfAt = (up) => (up <= BELT ? 0.88 : 0.88 - (up - BELT) * 0.52);

/**
 * A car whose middle is at `x`, whose back end is at `z`; `facing` 1 drives away from you, −1 towards you. `ambient`
 * multiplies its colour, `isLit` switches its lights on, `isParked` dims them.
 */
export function car(stage, { x, z, facing = 1, colour, ambient = '#ffffff', isLit = false, isParked = false, van = false }) {
  const { space } = stage;
  const at = (along, up, side) => [x + side * halfAt(up), up * (van && up > 1 ? 1.28 : 1), facing > 0 ? z + along : z + LENGTH - along];
  const paint = (hex, light) => multiplied(shade(hex, light), ambient);
  stage.shadow([x, 0.01, z + LENGTH / 2], 1.35, 2.7, 0.5);
  const middle = space.distance(x, z + LENGTH / 2);
  const sides = [-1, 1].filter((side) => (side < 0 ? x - 0.88 > 0 : x + 0.88 < 0) || Math.abs(space.point(x + side * 0.88, 1, z)[0] - space.point(x + side * 0.88, 1, z + LENGTH)[0]) > 4);
  const panels = PARTS.map((part, index) => ({ part, from: PROFILE[index], to: PROFILE[index + 1] }));
  const order = facing > 0 ? panels.slice().reverse() : panels;
  for (const { part, from, to } of order) {
    if (!isTowardsEye(space, at, from, to, facing)) continue;
    const fill = part.toLowerCase().includes('glass') ? multiplied(facing > 0 ? '#39464f' : '#4a5a64', ambient) : paint(colour, { roof: 0.12, trunk: 0.2, hood: 0.2, back: -0.14, front: -0.1, bumper: -0.34 }[part]);
    stage.face(fill, at(...from, -1), at(...from, 1), at(...to, 1), at(...to, -1));
  }
  for (const side of sides) if (facesEye(space, x, z, side)) flank(stage, at, side, colour, ambient);
  ends(stage, at, { facing, isLit, isParked, middle });
}

/** Whether the side lies on the eye's side of the car: seen from the camera at the origin. */
const facesEye = (space, x, z, side) => (side < 0 ? x - 0.88 > 0.02 : x + 0.88 < -0.02);

function isTowardsEye(space, at, from, to, facing) {
  const points = space.outline([at(...from, -1), at(...from, 1), at(...to, 1), at(...to, -1)]);
  let area = 0;
  points.forEach(([px, py], index) => {
    const [nx, ny] = points[(index + 1) % points.length];
    area += px * ny - nx * py;
  });
  return facing > 0 ? area < 0 : area > 0;
}

function flank(stage, at, side, colour, ambient) {
  const { context, space } = stage;
  const low = PROFILE.map(([along, up]) => at(along, Math.min(up, BELT), side));
  stage.face(multiplied(shade(colour, -0.16), ambient), ...low);
  stage.face(multiplied(shade(colour, -0.34), ambient), at(0, 0.34, side), at(LENGTH, 0.34, side), at(LENGTH, 0.5, side), at(0, 0.5, side));
  const cabin = [[0.68, BELT], [1.3, 1.38], [2.35, 1.43], [3.24, BELT]].map(([along, up]) => at(along, up, side));
  stage.face(multiplied(shade(colour, -0.06), ambient), ...cabin);
  for (const pane of [[[0.92, 0.98], [1.36, 1.32], [1.86, 1.35], [1.86, 0.98]], [[1.96, 0.98], [1.96, 1.36], [2.3, 1.37], [2.98, 0.98]]]) {
    stage.face(multiplied('#3b4952', ambient), ...pane.map(([along, up]) => at(along, up, side)));
  }
  for (const along of [0.85, 3.5]) {
    for (const [radius, fill] of [[0.34, '#17161a'], [0.2, '#8d9298'], [0.06, '#3a3d42']]) {
      const rim = Array.from({ length: 16 }, (_, step) => [Math.cos((step / 8) * Math.PI) * radius, 0.33 + Math.sin((step / 8) * Math.PI) * radius]);
      const points = space.outline(rim.map(([dx, up]) => at(along + dx, up, side)));
      context.fillStyle = multiplied(fill, ambient);
      trace(context, points);
      context.fill();
    }
  }
}

/** Lights and number plate of the end that is seen. */
function ends(stage, at, { facing, isLit, isParked, middle }) {
  const { context, space } = stage;
  if (middle > 90) return;
  const isFront = facing < 0;
  const along = isFront ? LENGTH : 0;
  for (const side of [-0.72, 0.72]) {
    const [px, py] = space.point(...lamp(at, along, side));
    const size = Math.max(1, 0.13 * space.metre(middle));
    disc(context, px, py, size, isFront ? '#f4f1e4' : '#b3352f', 0.7);
    if (!isLit) continue;
    const strength = isParked ? 0.4 : 0.7;
    shine(context, px, py, size * (isFront && !isParked ? 9 : 6), isFront ? '255,244,214' : '255,60,40', strength);
  }
  const plate = space.outline([at(along, 0.48, -0.26), at(along, 0.48, 0.26), at(along, 0.6, 0.26), at(along, 0.6, -0.26)]);
  context.fillStyle = mix('#d8d6cc', '#3a3d52', isLit ? 0.7 : 0);
  trace(context, plate);
  context.fill();
}

function lamp(at, along, side) {
  const [left, , deep] = at(along, 0.68, side);
  return [left, 0.68, deep];
}

/**
 * Light traffic: `lanes` are `{ x, facing, speed, every, start, colours, far, near }`. A car enters every `every`
 * seconds, drives through from `far` to `near` metres (or back), and is lit when it is dark.
 */
export function traffic(stageFor, lanes, { ambient, isLit }) {
  return (context, seconds) => {
    const stage = stageFor(context);
    const cars = [];
    for (const { x, facing, speed, every, start = 0, colours, far, near } of lanes) {
      const crossing = (far - near) / speed;
      for (let turn = Math.floor((seconds + start - crossing) / every); turn <= (seconds + start) / every; turn += 1) {
        const since = seconds + start - turn * every;
        if (since < 0 || since > crossing) continue;
        const z = facing < 0 ? far - since * speed : near + since * speed;
        cars.push({ x, z, facing, colour: colours[((turn % colours.length) + colours.length) % colours.length], ambient, isLit, van: turn % 4 === 2 });
      }
    }
    cars.sort((a, b) => b.z - a.z);
    for (const one of cars) car(stage, one);
  };
}

/** A car seen from its side, for streets that run across the picture: foot in the middle, `metre` in picture points. */
export function carAcross(context, x, foot, metre, colour, { isRight = true, isLit = false, ambient = '#ffffff' } = {}) {
  context.save();
  context.translate(x, foot);
  context.scale(isRight ? metre : -metre, metre);
  glow(context, 0, 0, 2.6, 'rgba(8,6,16,0.5)', 'rgba(8,6,16,0)', 0.08);
  const line = (points) => {
    context.beginPath();
    points.forEach(([along, up], index) => (index === 0 ? context.moveTo(along - 2.19, -up) : context.lineTo(along - 2.19, -up)));
    context.closePath();
    context.fill();
  };
  context.fillStyle = multiplied(colour, ambient);
  line([[0, 0.3], ...PROFILE.slice(1, -1), [4.38, 0.3]]);
  context.fillStyle = multiplied(shade(colour, -0.3), ambient);
  line([[0, 0.3], [0, 0.5], [4.38, 0.5], [4.38, 0.3]]);
  context.fillStyle = multiplied('#4d5f6a', ambient);
  line([[0.95, 0.99], [1.36, 1.32], [1.9, 1.35], [1.9, 0.99]]);
  line([[2, 0.99], [2, 1.36], [2.3, 1.36], [2.95, 0.99]]);
  for (const along of [-1.34, 1.3]) {
    disc(context, along, -0.32, 0.33, multiplied('#1a191d', ambient));
    disc(context, along, -0.32, 0.19, multiplied('#8d9298', ambient));
  }
  if (isLit) {
    shine(context, 2.15, -0.66, 1.6, '255,244,214', 0.9);
    shine(context, -2.15, -0.7, 0.7, '255,60,40', 0.8);
  }
  context.restore();
}
