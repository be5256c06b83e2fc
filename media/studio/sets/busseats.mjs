// What one sits on and holds on to in the bus: rows of seats, poles with stop buttons, straps.
import { seeded } from '../chance.mjs';
import { across, box, disc, glow, stroke } from './paint.mjs';
import { stageOf } from './stage.mjs';
import { multiplied, shade } from './tint.mjs';

const CLOTH = '#35577f';

/** Two seats on each side that face you; `z` is where people sit. */
export function bayRow(context, space, z) {
  const stage = stageOf(context, space);
  for (const side of [-1, 1]) {
    for (const middle of [1.0, 0.58]) seat(stage, side * middle, z);
    grip(stage, side * 0.36, z + 0.26);
  }
}

function seat(stage, x, z) {
  const [half, back] = [0.195, z + 0.24];
  stage.shadow([x, 0.01, z], 0.34, 0.3, 0.4);
  stage.block('#3a4049', [x - 0.1, 0, z - 0.02], [0.2, 0.36, 0.16]);
  backrest(stage, x, half, back);
  stage.block(CLOTH, [x - half, 0.37, z - 0.2], [half * 2, 0.08, 0.44], { top: 0.1, front: -0.28, left: -0.3, right: -0.3 });
  pattern(stage, x, half, z);
}

function backrest(stage, x, half, z) {
  const { context, space } = stage;
  const [left, top] = space.point(x - half, 1.06, z);
  const [right, bottom] = space.point(x + half, 0.44, z);
  const round = (right - left) * 0.16;
  box(context, left - 3, top - 4, right - left + 6, bottom - top + 6, '#22272f', round);
  box(context, left, top, right - left, bottom - top, across(context, left, right, shade(CLOTH, -0.12), shade(CLOTH, 0.1), shade(CLOTH, -0.25)), round);
  box(context, left + (right - left) * 0.14, top + (bottom - top) * 0.1, (right - left) * 0.72, (bottom - top) * 0.3, 'rgba(255,255,255,0.06)', round * 0.7);
  const chance = seeded(Math.round(left));
  for (let dot = 0; dot < 34; dot += 1) {
    disc(context, left + (0.1 + chance() * 0.8) * (right - left), top + (0.08 + chance() * 0.84) * (bottom - top), (right - left) * (0.012 + chance() * 0.016), ['rgba(230,190,90,0.55)', 'rgba(120,180,200,0.5)', 'rgba(220,110,90,0.5)'][dot % 3]);
  }
}

function pattern(stage, x, half, z) {
  const chance = seeded(Math.round((x + 3) * 100));
  for (let dot = 0; dot < 14; dot += 1) {
    const [px, pz] = [x - half * 0.86 + chance() * half * 1.72, z - 0.16 + chance() * 0.36];
    stage.level(['rgba(230,190,90,0.5)', 'rgba(120,180,200,0.5)', 'rgba(220,110,90,0.5)'][dot % 3], 0.452, [px, px + 0.014], [pz, pz + 0.02]);
  }
}

/** The yellow grip on the aisle's side of a backrest. */
function grip(stage, x, z) {
  stage.line('#c79a2f', 0.035, [x, 0.5, z], [x, 1.12, z]);
  stage.line('#e4ba52', 0.012, [x - 0.006, 0.5, z], [x - 0.006, 1.12, z]);
}

/** Rows farther ahead, which face forward: you see their backs. */
export function farRows(context, space) {
  const stage = stageOf(context, space);
  for (const z of [6.6, 5.3]) {
    for (const side of [-1, 1]) {
      for (const middle of [1.02, 0.6]) {
        const x = side * middle;
        stage.block('#4a515b', [x - 0.19, 0.3, z], [0.38, 0.74, 0.06], { top: 0.2, front: -0.1 });
        stage.wall('#5b636d', z - 0.002, [x - 0.15, x + 0.15], [0.42, 0.94]);
        stage.wall(CLOTH, z - 0.003, [x - 0.17, x + 0.17], [0.97, 1.04]);
      }
      grip(stage, side * 0.38, z);
    }
  }
  for (const x of [-0.44, 0.44]) stage.line('#c79a2f', 0.035, [x, 0, 4.9], [x, 2.18, 4.9]);
}

const POLE = { x: 0.36, z: 1.92 };

export function poles(context, space) {
  const stage = stageOf(context, space);
  for (const side of [-1, 1]) {
    const x = side * POLE.x;
    const [left, top] = space.point(x - 0.017, 2.18, POLE.z);
    const [right, bottom] = space.point(x + 0.017, 0, POLE.z);
    box(context, left, top, right - left, bottom - top, across(context, left, right, '#8d6a18', '#f2cf6a', '#c99a2e', '#7d5c14'));
    const [bx, by] = space.point(x, 1.2, POLE.z - 0.03);
    box(context, bx - 20, by - 30, 40, 60, '#2a2e35', 10);
    box(context, bx - 17, by - 27, 34, 54, '#3a4049', 8);
    disc(context, bx, by - 4, 12.5, '#8d1f1a');
    disc(context, bx, by - 6, 11, '#d23a2c');
    disc(context, bx - 3, by - 10, 4, 'rgba(255,220,200,0.55)');
    box(context, bx - 11, by + 13, 22, 6, '#f0e6c8', 2);
    stage.line('#c79a2f', 0.03, [side * POLE.x, 1.98, 1.0], [side * POLE.x, 1.98, 8]);
    stage.line('#f2cf6a', 0.008, [side * POLE.x, 1.99, 1.0], [side * POLE.x, 1.99, 8]);
  }
}

/** Straps that swing with the ride. */
export function straps(space, ambient) {
  const colour = multiplied('#3b3f47', ambient);
  return (context, seconds) => {
    for (const side of [-1, 1]) {
      for (const [index, z] of [2.7, 3.4, 4.2, 5].entries()) {
        const [x, y] = space.point(side * POLE.x, 1.98, z);
        const metre = space.metre(z);
        const lean = Math.sin(seconds * 1.9 + index * 0.8 + side) * 0.014 * metre;
        stroke(context, colour, 0.022 * metre, [[x, y], [x + lean, y + 0.16 * metre]]);
        context.strokeStyle = colour;
        context.lineWidth = 0.018 * metre;
        context.beginPath();
        context.ellipse(x + lean * 1.3, y + 0.22 * metre, 0.05 * metre, 0.06 * metre, 0, 0, Math.PI * 2);
        context.stroke();
      }
    }
  };
}

/** The back of the seat before you, near and out of focus, at the lower corners. */
export function nearRail(context) {
  for (const side of [-1, 1]) {
    const x = side < 0 ? -70 : 1350;
    box(context, x - 180, 590, 360, 320, across(context, x - 180, x + 180, '#222831', '#3a4452', '#222831'), 40);
    stroke(context, '#b58a2a', 22, [[x - 150, 640], [x - 140, 576], [x + 140, 576], [x + 150, 640]]);
    stroke(context, '#e4ba52', 7, [[x - 136, 570], [x + 136, 570]]);
    glow(context, x, 740, 200, 'rgba(5,6,16,0.5)', 'rgba(5,6,16,0)');
  }
}
