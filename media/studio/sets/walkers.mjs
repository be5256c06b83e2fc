// People who pass far behind: small, soft, of every build and colour. They play no part in the story.
import { createCanvas } from '@napi-rs/canvas';
import { seeded } from '../chance.mjs';
import { frozen, multiply } from './layers.mjs';
import { box } from './paint.mjs';
import { pick, shade } from './tint.mjs';

const PHASES = 10;
const TALL = 150;
const SKINS = ['#f0cfb4', '#d9a67f', '#b97f56', '#8a5a3c', '#5d3a28', '#e3b891'];
const HAIRS = ['#1f1712', '#3a2519', '#6b4a2a', '#a77b45', '#8a8580', '#d8d3c8'];
const TOPS = ['#8c3f45', '#3f6a7d', '#d0a04a', '#5c6f4a', '#6a5a86', '#c8c2b4', '#2f3b52', '#b36a4a'];
const LEGS = ['#2f3a4d', '#4b4238', '#6a6d74', '#38302c', '#7a6a55'];

/** Ten pictures of one person's gait, facing right, with the hour's light on them. */
function gait(seed, ambient) {
  const chance = seeded(seed * 97 + 13);
  const build = 0.8 + chance() * 0.55;
  const person = { build, tall: 0.86 + chance() * 0.16, skin: pick(chance, SKINS), hair: pick(chance, HAIRS), top: pick(chance, TOPS), legs: pick(chance, LEGS), isLong: chance() < 0.45, isSkirt: chance() < 0.25, hasBag: chance() < 0.5 };
  return Array.from({ length: PHASES }, (_, phase) => {
    const sharp = createCanvas(110, TALL + 16);
    drawWalker(sharp.getContext('2d'), person, (phase / PHASES) * Math.PI * 2);
    const light = createCanvas(110, TALL + 16);
    box(light.getContext('2d'), 0, 0, 110, TALL + 16, ambient);
    multiply(sharp, light);
    const canvas = createCanvas(110, TALL + 16);
    const context = canvas.getContext('2d');
    context.filter = 'blur(1.1px)';
    context.drawImage(sharp, 0, 0);
    return frozen(canvas);
  });
}

function drawWalker(context, { build, tall, skin, hair, top, legs, isLong, isSkirt, hasBag }, phase) {
  context.translate(55, TALL + 6);
  context.scale(tall, tall);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  const swing = Math.sin(phase);
  const bob = Math.abs(Math.cos(phase)) * 2.2;
  const limb = (colour, width, points) => {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    points.forEach(([x, y], index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    context.stroke();
  };
  const leg = (side, colour) => {
    const step = swing * side;
    const lift = Math.max(0, Math.cos(phase) * side) * 7;
    limb(colour, 12 * build ** 0.6, [[0, -68 - bob], [step * 10 + 4, -36 - lift * 0.4 - bob], [step * 21 - lift * 0.6, -4 - lift]]);
    limb('#2a2320', 8, [[step * 21 - lift * 0.6, -3 - lift], [step * 21 + 8 - lift * 0.6, -2 - lift * 0.7]]);
  };
  const arm = (side, colour) => limb(colour, 9 * build ** 0.5, [[0, -112 - bob], [-swing * side * 9 - 2, -90 - bob], [-swing * side * 17 + 4, -72 - bob]]);
  arm(-1, shade(top, -0.4));
  leg(-1, shade(legs, -0.3));
  leg(1, legs);
  if (isSkirt) limb(shade(top, -0.2), 24 * build, [[0, -74 - bob], [0, -50 - bob]]);
  context.fillStyle = top;
  context.beginPath();
  context.roundRect(-13 * build, -120 - bob, 26 * build, 56, 11);
  context.fill();
  context.fillStyle = 'rgba(20,14,30,0.18)';
  context.fillRect(-13 * build, -118 - bob, 8 * build, 50);
  limb(skin, 8, [[1, -120 - bob], [2, -126 - bob]]);
  if (isLong) limb(hair, 13, [[-5, -138 - bob], [-8, -120 - bob]]);
  context.fillStyle = hair;
  context.beginPath();
  context.ellipse(-0.5, -137 - bob, 11.5, 13, 0, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = skin;
  context.beginPath();
  context.ellipse(4, -133.5 - bob, 8.4, 11, -0.12, 0, Math.PI * 2);
  context.fill();
  arm(1, shade(top, -0.12));
  limb(skin, 6, [[-swing * 17 + 4, -72 - bob], [-swing * 17 + 6, -69 - bob]]);
  if (hasBag) limb('#4a352b', 11, [[-swing * 6 - 6, -72 - bob], [-swing * 6 - 6, -62 - bob]]);
}

/**
 * Passers-by on tracks over the ground. A track is `{ from: [x, z], to: [x, z], speed, every, start, seed }`: metres,
 * metres a second, and a new crossing `every` seconds.
 */
export function passers(space, ambient, tracks) {
  const sprites = tracks.map(({ seed }) => gait(seed, ambient));
  return (context, seconds) => {
    tracks.forEach(({ from, to, speed, every, start = 0, floor = 0 }, index) => {
      const since = (((seconds + start) % every) + every) % every;
      const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
      const share = (since * speed) / length;
      if (share > 1) return;
      const [x, z] = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
      const [left, foot] = space.point(x, floor, z);
      const size = (space.metre(space.distance(x, z)) * 1.75) / TALL;
      const phase = Math.floor(((since * speed) / 1.35) * PHASES) % PHASES;
      const isRight = space.point(to[0], 0, to[1])[0] > space.point(from[0], 0, from[1])[0];
      context.save();
      context.translate(left, foot);
      context.scale(isRight ? size : -size, size);
      context.fillStyle = 'rgba(10,8,20,0.22)';
      context.beginPath();
      context.ellipse(0, -1, 26, 5, 0, 0, Math.PI * 2);
      context.fill();
      context.drawImage(sprites[index][phase], -55, -TALL - 6);
      context.restore();
    });
  };
}
