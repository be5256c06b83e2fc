// Goods on shelves: boxes, bottles, tins and cartons without a brand, row after row.
import { seeded } from '../chance.mjs';
import { pick, shade } from './tint.mjs';

export const GOODS = ['#c8553d', '#4f8a8b', '#e9b872', '#77679f', '#ded8c6', '#4f7cac', '#93a757', '#d68c8c', '#2f5d62', '#c99b3f'];

/** Goods along a shelf at your side: on the plane `x`, from `z0` to `z1`, standing at `y`. */
export function goodsAtSide(stage, seed, x, [z0, z1], y, tallest, { sparse = 0 } = {}) {
  const chance = seeded(seed);
  const rows = [];
  let z = z0 + 0.03;
  while (z < z1 - 0.1) {
    const [wide, kind, colour] = [0.09 + chance() * 0.2, chance(), pick(chance, GOODS)];
    const count = 1 + Math.floor(chance() * 3);
    const tall = tallest * (0.5 + chance() * 0.42);
    for (let one = 0; one < count && z + wide < z1; one += 1) {
      if (chance() >= sparse) rows.push([z, wide, tall, kind, colour]);
      z += wide + 0.012;
    }
    z += 0.02;
  }
  for (const [from, wide, tall, kind, colour] of rows.reverse()) {
    const body = kind < 0.34 ? tall * 0.74 : tall;
    stage.side(shade(colour, -0.1), x, [from, from + wide], [y, y + body]);
    if (kind < 0.34) {
      stage.side(shade(colour, -0.2), x, [from + wide * 0.28, from + wide * 0.72], [y + body, y + tall * 0.92]);
      stage.side(shade(colour, 0.45), x, [from + wide * 0.26, from + wide * 0.74], [y + tall * 0.92, y + tall]);
    }
    if (kind > 0.25) stage.side(kind > 0.7 ? 'rgba(255,252,240,0.62)' : shade(colour, 0.3), x, [from + wide * 0.14, from + wide * 0.86], [y + tall * 0.3, y + tall * 0.66]);
    stage.side('rgba(20,12,24,0.28)', x, [from + wide * 0.88, from + wide], [y, y + body]);
    stage.side('rgba(255,255,255,0.2)', x, [from, from + wide * 0.1], [y, y + body]);
  }
}

/** Goods along a shelf that faces you: on the plane `z`, from `x0` to `x1`, standing at `y`. */
export function goodsFacing(stage, seed, z, [x0, x1], y, tallest, { sparse = 0 } = {}) {
  const chance = seeded(seed);
  let x = x0 + 0.02;
  while (x < x1 - 0.08) {
    const [wide, kind, colour] = [0.07 + chance() * 0.14, chance(), pick(chance, GOODS)];
    const count = 1 + Math.floor(chance() * 3);
    const tall = tallest * (0.5 + chance() * 0.42);
    for (let one = 0; one < count && x + wide < x1; one += 1) {
      if (chance() >= sparse) product(stage, [x, y, z], wide, tall, kind, colour);
      x += wide + 0.01;
    }
    x += 0.015;
  }
}

function product(stage, at, wide, tall, kind, colour) {
  stage.plane(at, (context) => {
    const round = kind < 0.3 ? wide * 0.3 : wide * 0.04;
    const fill = context.createLinearGradient(0, 0, wide, 0);
    fill.addColorStop(0, shade(colour, 0.14));
    fill.addColorStop(0.5, colour);
    fill.addColorStop(1, shade(colour, -0.34));
    context.fillStyle = fill;
    context.beginPath();
    context.roundRect(0, -tall, wide, tall, [round, round, 0, 0]);
    context.fill();
    if (kind < 0.3) {
      context.fillStyle = shade(colour, -0.45);
      context.fillRect(wide * 0.34, -tall - 0.025, wide * 0.32, 0.03);
    }
    context.fillStyle = kind > 0.65 ? 'rgba(255,252,240,0.7)' : shade(colour, 0.36);
    context.fillRect(wide * 0.14, -tall * 0.68, wide * 0.72, tall * 0.36);
    context.fillStyle = shade(colour, -0.3);
    context.fillRect(wide * 0.22, -tall * 0.58, wide * 0.5, tall * 0.06);
    context.fillRect(wide * 0.22, -tall * 0.46, wide * 0.36, tall * 0.04);
  });
}
