// Trees, bushes, grass and flowers: leaf by leaf, lit from one side.
import { seeded } from '../chance.mjs';
import { disc, glow } from './paint.mjs';
import { fade, mix, shade } from './tint.mjs';

export const GREENS = {
  fresh: ['#2f5a38', '#4b8046', '#7dae59', '#b4cf79'],
  deep: ['#21452f', '#376a3e', '#5a8f4c', '#8db765'],
  blue: ['#294e44', '#42705a', '#6a9673', '#9dbd90'],
  gold: ['#5d5a2a', '#8a8038', '#b7a24b', '#dcc872'],
};

/** A crown of leaves in an ellipse: clumps, each with a dark side and a lit one. `sun` is −1 left, 1 right. */
export function leaves(context, seed, [x, y, width, height], greens, { size = 6, clumps = 16, sun = -1 } = {}) {
  const chance = seeded(seed);
  const heaps = [];
  for (let clump = 0; clump < clumps; clump += 1) {
    const [angle, reach] = [chance() * Math.PI * 2, Math.sqrt(chance()) * 0.72];
    heaps.push([x + (Math.cos(angle) * reach * width) / 2, y + (Math.sin(angle) * reach * height) / 2, (0.2 + chance() * 0.13) * Math.min(width, height * 1.25)]);
  }
  heaps.sort((a, b) => b[1] - a[1]);
  for (const [cx, cy, radius] of [[x, y + height * 0.06, Math.min(width, height) * 0.42], ...heaps]) disc(context, cx, cy + radius * 0.12, radius * 0.94, greens[0], 0.9);
  for (const [cx, cy, radius] of heaps) {
    const count = Math.round((radius / size) ** 2 * 2.6) + 8;
    for (let leaf = 0; leaf < count; leaf += 1) {
      const [angle, reach] = [chance() * Math.PI * 2, Math.sqrt(chance()) * 1.08];
      const [dx, dy] = [Math.cos(angle) * reach, Math.sin(angle) * reach];
      const lit = 0.5 + (dx * sun * 0.34 - dy * 0.48) + (chance() - 0.5) * 0.5 - ((cy - y) / height) * 0.42;
      const tone = Math.max(0, Math.min(2.999, lit * 2.6));
      const colour = mix(greens[Math.floor(tone)], greens[Math.floor(tone) + 1], tone % 1);
      context.fillStyle = colour;
      context.beginPath();
      context.ellipse(cx + dx * radius, cy + dy * radius * 0.9, size * (0.7 + chance() * 0.7), size * (0.36 + chance() * 0.3), chance() * Math.PI, 0, Math.PI * 2);
      context.fill();
    }
  }
}

/** A tree that stands at `x`, `foot`; `height` is that of the whole. */
export function tree(context, seed, x, foot, height, greens, { wide = 0.72, sun = -1, size, bark = '#6a4f3a' } = {}) {
  const chance = seeded(seed * 7 + 1);
  const girth = height * 0.05;
  trunk(context, x, foot, height, girth, bark);
  for (const side of [-1, 1]) {
    for (let branch = 0; branch < 2; branch += 1) {
      const from = foot - height * (0.34 + branch * 0.12 + chance() * 0.05);
      context.strokeStyle = shade(bark, -0.18);
      context.lineWidth = girth * (0.42 - branch * 0.1);
      context.lineCap = 'round';
      context.beginPath();
      context.moveTo(x, from);
      context.quadraticCurveTo(x + side * height * 0.08, from - height * 0.07, x + side * height * wide * 0.27, from - height * (0.17 + chance() * 0.08));
      context.stroke();
    }
  }
  const leaf = size ?? Math.max(2, height * 0.014);
  leaves(context, seed, [x, foot - height * 0.68, height * wide, height * 0.62], greens, { size: leaf, clumps: 24, sun });
}

function trunk(context, x, foot, height, girth, bark) {
  const fill = context.createLinearGradient(x - girth, 0, x + girth, 0);
  fill.addColorStop(0, shade(bark, 0.16));
  fill.addColorStop(0.45, bark);
  fill.addColorStop(1, shade(bark, -0.5));
  context.fillStyle = fill;
  context.beginPath();
  context.moveTo(x - girth * 1.25, foot);
  context.quadraticCurveTo(x - girth * 0.62, foot - height * 0.12, x - girth * 0.5, foot - height * 0.55);
  context.lineTo(x + girth * 0.5, foot - height * 0.55);
  context.quadraticCurveTo(x + girth * 0.66, foot - height * 0.12, x + girth * 1.35, foot);
  context.fill();
  context.strokeStyle = fade('#1d120c', 0.25);
  context.lineWidth = Math.max(0.6, girth * 0.07);
  for (const offset of [-0.5, -0.12, 0.3]) {
    context.beginPath();
    context.moveTo(x + girth * offset, foot - 2);
    context.bezierCurveTo(x + girth * (offset + 0.2), foot - height * 0.15, x + girth * (offset - 0.2), foot - height * 0.3, x + girth * offset * 0.7, foot - height * 0.46);
    context.stroke();
  }
}

/** A hedge with a flat top between two points of the ground. */
export function hedge(context, seed, [left, right], foot, height, greens, size = 5) {
  const width = right - left;
  const count = Math.max(2, Math.round(width / (height * 0.8)));
  for (let part = 0; part < count; part += 1) {
    leaves(context, seed + part, [left + ((part + 0.5) * width) / count, foot - height * 0.5, (width / count) * 1.5, height * 1.02], greens, { size, clumps: 9 });
  }
  glow(context, (left + right) / 2, foot, width * 0.55, 'rgba(10,24,14,0.45)', 'rgba(10,24,14,0)', 0.06);
}

/** Blades of grass on a lawn from `horizon` down: small far away, large near. */
export function lawn(context, seed, [left, right], [far, near], horizon, count, { tall = 0.05, dark = '#3d6a2c', light = '#b9cf74' } = {}) {
  const chance = seeded(seed);
  context.lineCap = 'round';
  for (let blade = 0; blade < count; blade += 1) {
    const y = far + chance() ** 1.7 * (near - far);
    const size = (y - horizon) * tall * (0.6 + chance() * 0.9);
    const x = left + chance() * (right - left);
    context.strokeStyle = fade(mix(dark, light, chance()), 0.3 + chance() * 0.25);
    context.lineWidth = Math.max(0.6, size * 0.09);
    context.beginPath();
    context.moveTo(x, y);
    context.quadraticCurveTo(x + (chance() - 0.5) * size * 0.2, y - size * 0.6, x + (chance() - 0.5) * size * 0.7, y - size);
    context.stroke();
  }
}

/** A tuft of long grass, near. */
export function tuft(context, seed, x, foot, height, count, [dark, light] = ['#28502f', '#6d9a4a']) {
  const chance = seeded(seed);
  for (let blade = 0; blade < count; blade += 1) {
    const lean = (chance() - 0.5) * height * 0.9;
    const tall = height * (0.5 + chance() * 0.5);
    const from = x + (chance() - 0.5) * height * 0.7;
    context.fillStyle = mix(dark, light, chance());
    context.beginPath();
    context.moveTo(from - 4, foot);
    context.quadraticCurveTo(from + lean * 0.2, foot - tall * 0.7, from + lean, foot - tall);
    context.quadraticCurveTo(from + lean * 0.3 + 5, foot - tall * 0.6, from + 5, foot);
    context.fill();
  }
}

/** Flowers strewn in an ellipse. */
export function flowers(context, seed, [x, y, width, height], count, size, colours) {
  const chance = seeded(seed);
  for (let flower = 0; flower < count; flower += 1) {
    const [cx, cy] = [x + (chance() - 0.5) * width, y + (chance() - 0.5) * height];
    const colour = colours[Math.floor(chance() * colours.length)];
    const radius = size * (0.7 + chance() * 0.6);
    for (let petal = 0; petal < 5; petal += 1) disc(context, cx + Math.cos(petal * 1.257 + chance()) * radius * 0.8, cy + Math.sin(petal * 1.257) * radius * 0.7, radius * 0.55, shade(colour, (chance() - 0.6) * 0.3));
    disc(context, cx, cy, radius * 0.36, '#e9c65a');
  }
}
