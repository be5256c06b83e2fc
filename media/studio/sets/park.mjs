// A park: a bench, a path past lamp posts, a pond with ducks, trees, and the town's lights far away.
import { seeded } from '../chance.mjs';
import { outdoors } from './light.mjs';
import { box, disc, downward, glow, layer, shape, shine, stroke, within } from './paint.mjs';
import { PLACES } from './places.mjs';
import { GREENS, flowers, lawn, leaves, tree, tuft } from './plants.mjs';
import { clouds, sky, skyline, townLights } from './sky.mjs';
import { stageOf } from './stage.mjs';
import { fade, mix, multiplied, shade } from './tint.mjs';
import { passers } from './walkers.mjs';
import { puddles, rain, splashes } from './weather.mjs';

const { space } = PLACES.park;
const FAR = 46;
/** The middle of the path: x, z. */
const PATH = [[1.35, 1.1], [1.3, 2.6], [1.45, 4.4], [2, 7], [2.7, 10.5], [2.6, 15], [0.6, 21], [-2.4, 28], [-2.2, 38], [0, FAR]];
const LAMPS = [[2.9, 6], [4, 12], [0, 23.5], [-3.8, 33]];
const POND = [[-2.9, 8.2], [-3.4, 7.2], [-5, 6.8], [-8, 7.2], [-12, 9], [-14, 13], [-12, 17], [-8, 19], [-4.4, 17], [-2.6, 13.5], [-2.2, 10.5]];

export async function park(hour) {
  const mood = outdoors(hour);
  const isLit = hour.time !== 'day';
  const lightmap = (context) => lit(context, mood, hour);
  const isWet = hour.weather === 'rain';
  return {
    behind: [
      layer(0.4, { isPlain: hour.time !== 'night', paint: (context) => sky(context, hour, space.horizon), moves: clouds(hour, 25, [[120, -10, 0.9], [760, -50, 1.1], [1350, 10, 0.8]]) }),
      layer(space.depthOf(FAR), { blur: 2, paint: (context) => distance(context, mood), glow: (context) => isLit && townLights(context, 3, space.horizon + 12, hour.time === 'night' ? 70 : 44, 46) }),
      layer(1, { room: { space, far: FAR, near: 1.15 }, paint: (context) => ground(context, hour), lightmap, glow: (context) => pondGlow(context, hour), moves: (context, seconds, { at }) => water(context, seconds, at, mood) }),
      layer(space.depthOf(18), { blur: 1, paint: woods, lightmap, glow: (context) => isLit && lampGlows(context, [1, 2, 3]), moves: strollers(mood) }),
      layer(space.depthOf(6), { paint: nearLamp, lightmap, glow: (context) => isLit && lampGlows(context, [0]) }),
      layer(space.depthOf(4.5), { paint: besides, lightmap }),
      ...(isWet ? [layer(1, { moves: splashes(24, [330, 750], space.horizon) })] : []),
    ],
    middle: [layer(0.69, { paint: bench, lightmap })],
    front: [
      layer(1.08, { blur: 1.6, paint: (context) => overhead(context, -1), lightmap, sway: { amount: 0.012, foot: -180, phase: 0.5 } }),
      layer(1.1, { blur: 2, paint: (context) => overhead(context, 1), lightmap, sway: { amount: 0.014, foot: -180, phase: 2.5 } }),
      ...(isWet ? [layer(1, { moves: rain(31) })] : []),
    ],
    light: mood.light,
    personLight: isLit ? { ...mood.personLight, tint: hour.time === 'night' ? '#d3c6c4' : mood.personLight.tint, side: 0.6, rim: '#ffd08a' } : mood.personLight,
  };
}

function lit(context, { ambient }, { time }) {
  box(context, -200, -200, 1700, 1200, ambient);
  if (time === 'day') return;
  const strength = time === 'night' ? 1 : 0.5;
  for (const [x, z] of LAMPS) {
    const [px, py] = space.point(x - 0.5, 0, z - 0.3);
    shine(context, px, py, 3.4 * space.metre(z), '255,206,130', 0.85 * strength, 0.36);
    shine(context, px, space.point(x, 1.6, z)[1], 2.2 * space.metre(z), '255,206,130', 0.5 * strength);
  }
  shine(context, 700, 560, 560, '255,206,140', 0.34 * strength, 0.5);
}

function distance(context, { haze, ambient }) {
  const foot = space.point(0, 0, FAR)[1];
  skyline(context, 12, space.horizon + 16, mix(haze, multiplied('#8fa0a8', ambient), 0.45), 1.5);
  const far = multiplied('#5f7f68', mix(ambient, haze, 0.3));
  const greens = [shade(far, -0.3), shade(far, -0.12), far, shade(far, 0.16)];
  for (const [seed, x, tall] of [[2, -150, 92], [3, -40, 70], [4, 330, 64], [5, 420, 84], [6, 505, 60], [7, 890, 66], [8, 985, 92], [9, 1090, 74], [10, 1240, 100], [11, 1390, 84]]) tree(context, seed, x, foot + 6, tall, greens, { wide: 1, size: 2.2 });
  box(context, -200, foot - 8, 1700, 20, shade(far, -0.1));
}

function ground(context, { time, weather }) {
  const top = space.point(0, 0, FAR)[1];
  box(context, -200, top - 2, 1700, 800, downward(context, top, 760, '#9bb672', '#7fa155', '#5f8547', '#48693a'));
  const stage = stageOf(context, space);
  for (const [x, z, wide] of [[-3.2, 5, 1.6], [3.9, 7, 1.4], [-4.5, 20, 3], [5, 16, 3], [0.2, 2.9, 0.9]]) stage.shadow([x, 0, z], wide, wide * 0.6, 0.3);
  lawn(context, 17, [-190, 1470], [top + 2, 900], space.horizon, 5200, { tall: 0.05 });
  path(stage);
  pond(context, { time, weather });
  if (weather === 'rain') puddles(context, 8, [330, 730], space.horizon, 'rgba(200,212,222,0.34)', 6);
}

function edgeOfPath(side, wide) {
  const points = [];
  for (let part = 0; part < PATH.length - 1; part += 1) {
    for (let step = 0; step < 8; step += 1) {
      const share = step / 8;
      const [a, b, c, d] = [PATH[Math.max(0, part - 1)], PATH[part], PATH[part + 1], PATH[Math.min(PATH.length - 1, part + 2)]];
      const curve = (axis) => 0.5 * (2 * b[axis] + (c[axis] - a[axis]) * share + (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * share ** 2 + (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * share ** 3);
      points.push([curve(0) + side * wide, 0.002, curve(1)]);
    }
  }
  return points;
}

function path(stage) {
  const { context } = stage;
  const strip = (wide, fill) => stage.face(fill, ...edgeOfPath(-1, wide), ...edgeOfPath(1, wide).reverse());
  strip(0.82, '#6d7a4c');
  strip(0.72, '#b9a588');
  strip(0.6, '#c8b598');
  const chance = seeded(44);
  for (let stone = 0; stone < 620; stone += 1) {
    const z = 1.1 + chance() ** 2 * 20;
    const index = PATH.findIndex(([, at]) => at > z);
    const [[x0, z0], [x1, z1]] = [PATH[index - 1] ?? PATH[0], PATH[index]];
    const x = x0 + ((x1 - x0) * (z - z0)) / (z1 - z0 || 1) + (chance() - 0.5) * 1.3;
    const [px, py] = space.point(x, 0, z);
    disc(context, px, py, (0.005 + chance() * 0.008) * space.metre(z), chance() < 0.5 ? 'rgba(90,76,60,0.25)' : 'rgba(240,228,206,0.35)', 0.45);
  }
}

const WATER = { clear: { day: ['#bcd9e4', '#6f9fb4'], dusk: ['#f0a982', '#7a5a8a'], night: ['#3a4a7c', '#1a2448'] }, rain: { day: ['#b4bfc4', '#7f8f98'], dusk: ['#8d8290', '#5c5a70'], night: ['#333f62', '#1b2440'] } };

function pond(context, { time, weather }) {
  const [far, near] = WATER[weather][time];
  const points = curveOf(POND.map(([x, z]) => space.point(x, -0.06, z)));
  const bank = curveOf(POND.map(([x, z]) => space.point(x * 0.985 + (x > -5 ? 0.16 : -0.3), 0, z + (z < 9 ? -0.22 : 0.3))));
  shape(context, '#6a6248', bank);
  shape(context, downward(context, 300, 440, far, mix(far, near, 0.5), near), points);
  within(context, points, () => {
    for (const [seed, x, tall] of [[1, 90, 60], [2, 210, 44], [3, 330, 52]]) leaves(context, 400 + seed, [x, 318 + tall * 0.3, 130, tall], [fade('#1d3a2a', 1), '#24452f', '#2c5036', '#36603f'].map((colour) => mix(colour, far, 0.35)), { size: 4, clumps: 8 });
    glow(context, 300, 330, 260, fade(far, 0.7), fade(far, 0), 0.16);
  });
  for (let reed = 0; reed < 15; reed += 1) {
    const [x, z] = POND[reed % 4];
    const [px, py] = space.point(x + (reed * 0.37) % 1 - 0.3, 0, z + ((reed * 0.53) % 1) * 0.8 - 0.2);
    tuft(context, 420 + reed, px, py, 34 + (reed % 4) * 8, 7, ['#3c5a30', '#8fa258']);
  }
}

function curveOf(points) {
  const curve = [];
  points.forEach((point, index) => {
    const next = points[(index + 1) % points.length];
    for (let step = 0; step < 6; step += 1) {
      const before = points[(index - 1 + points.length) % points.length];
      const after = points[(index + 2) % points.length];
      const share = step / 6;
      curve.push([0, 1].map((axis) => 0.5 * (2 * point[axis] + (next[axis] - before[axis]) * share + (2 * before[axis] - 5 * point[axis] + 4 * next[axis] - after[axis]) * share ** 2 + (3 * point[axis] - before[axis] - 3 * next[axis] + after[axis]) * share ** 3)));
    }
  });
  return curve;
}

function pondGlow(context, { time }) {
  if (time === 'day') return;
  const points = curveOf(POND.map(([x, z]) => space.point(x, -0.06, z)));
  within(context, points, () => {
    for (const [x, rgb] of [[40, '255,190,110'], [150, '255,220,160'], [262, '255,190,110'], [372, '255,214,150']]) shine(context, x, 352, 46, rgb, time === 'night' ? 0.5 : 0.3, 1.4);
  });
}

/** Ripples and two ducks. */
function water(context, seconds, at, { ambient }) {
  at(space.depthOf(10));
  for (let ripple = 0; ripple < 22; ripple += 1) {
    const phase = (seconds * 0.22 + ripple * 0.377) % 1;
    const z = 7.8 + ((ripple * 2.61) % 8.4);
    const x = -11 + ((ripple * 3.17) % 7.6) + Math.sin(seconds * 0.3 + ripple) * 0.2;
    const [px, py] = space.point(Math.min(x, -3.6), -0.06, z);
    const wide = (0.3 + ((ripple * 0.7) % 0.6)) * space.metre(z);
    stroke(context, `rgba(255,244,230,${0.34 * Math.sin(phase * Math.PI)})`, 1.3, [[px - wide, py], [px - wide * 0.3, py - 1], [px + wide * 0.4, py + 0.6], [px + wide, py]]);
  }
  for (const [offset, z, speed] of [[0, 9, 0.11], [2.2, 9.5, 0.12]]) {
    const swim = Math.sin(seconds * speed + offset);
    duck(context, space.point(-5.6 + swim * 1.5, -0.04, z), space.metre(z) * 0.5, Math.cos(seconds * speed + offset) > 0 ? 1 : -1, ambient);
  }
}

function duck(context, [x, y], size, facing, ambient) {
  context.save();
  context.translate(x, y);
  context.scale(size * facing, size);
  stroke(context, 'rgba(255,250,240,0.4)', 0.03, [[-0.7, 0.06], [0.2, 0.03]]);
  disc(context, 0, -0.06, 0.3, multiplied('#7a6248', ambient), 0.5);
  disc(context, -0.06, -0.1, 0.2, multiplied('#96795a', ambient), 0.5);
  disc(context, 0.26, -0.3, 0.11, multiplied('#2f5a44', ambient));
  box(context, 0.2, -0.26, 0.1, 0.2, multiplied('#5b4a3c', ambient), 0.04);
  box(context, 0.34, -0.3, 0.13, 0.05, multiplied('#d9a441', ambient), 0.02);
  context.restore();
}

function woods(context) {
  const stand = (seed, x, z, height, greens, options) => tree(context, seed, ...space.point(x, 0, z), height * space.metre(z), GREENS[greens], options);
  stand(31, -15, 24, 8, 'deep', { wide: 0.9 });
  stand(32, 12, 26, 8.5, 'blue', { wide: 0.85 });
  stand(34, -8.6, 21.5, 6.4, 'fresh', { wide: 0.9 });
  for (const one of [3, 2, 1]) lampPost(context, LAMPS[one]);
  stand(35, 9, 15, 7, 'deep', { wide: 0.9 });
  stand(36, -10, 23, 6, 'gold', { wide: 0.8 });
  for (const [seed, x, z] of [[41, 6.5, 13], [42, 7.6, 12.4], [43, -3.6, 20]]) leaves(context, seed, [...space.point(x, 0.45, z), 120, 62], GREENS.fresh, { size: 3.4, clumps: 10 });
}

function lampPost(context, [x, z]) {
  const metre = space.metre(z);
  const [px, foot] = space.point(x, 0, z);
  const top = space.point(x, 2.75, z)[1];
  stroke(context, '#2f363b', 0.075 * metre, [[px, foot], [px, top + 0.1 * metre]]);
  stroke(context, 'rgba(255,255,255,0.16)', 0.02 * metre, [[px - 0.02 * metre, foot], [px - 0.02 * metre, top]]);
  box(context, px - 0.1 * metre, foot - 0.5 * metre, 0.2 * metre, 0.5 * metre, '#2a3034', 3);
  shape(context, '#cfd6d2', [[px - 0.15 * metre, top - 0.14 * metre], [px + 0.15 * metre, top - 0.14 * metre], [px + 0.1 * metre, top + 0.14 * metre], [px - 0.1 * metre, top + 0.14 * metre]]);
  shape(context, '#2a3034', [[px - 0.2 * metre, top - 0.13 * metre], [px, top - 0.28 * metre], [px + 0.2 * metre, top - 0.13 * metre]]);
}

function lampGlows(context, which) {
  for (const index of which) {
    const [x, z] = LAMPS[index];
    const metre = space.metre(z);
    const [px, top] = space.point(x, 2.75, z);
    shape(context, '#fff0c4', [[px - 0.14 * metre, top - 0.12 * metre], [px + 0.14 * metre, top - 0.12 * metre], [px + 0.09 * metre, top + 0.13 * metre], [px - 0.09 * metre, top + 0.13 * metre]]);
    shine(context, px, top, 1.5 * metre, '255,214,140', 0.75);
  }
}

/** People who stroll along the far path. */
function strollers({ ambient }) {
  return passers(space, mix(ambient, '#ffffff', 0.12), [
    { from: [1.2, 19.5], to: [-2.4, 28], speed: 1.1, every: 24, start: 4, seed: 6 },
    { from: [-14, 20.5], to: [9, 20], speed: 2.6, every: 37, start: 20, seed: 14 },
    { from: [9, 24], to: [-9, 25], speed: 1.2, every: 41, start: 8, seed: 21 },
  ]);
}

function nearLamp(context) {
  lampPost(context, LAMPS[0]);
  const [x, foot] = space.point(2.9, 0, 6);
  for (let clump = 0; clump < 4; clump += 1) tuft(context, 500 + clump, x - 18 + clump * 12, foot + 4, 22, 7);
}

/** A big tree at the left, a bin, bushes and flowers at the sides. */
function besides(context) {
  tree(context, 61, ...space.point(-2.75, 0, 4.6), 980, GREENS.deep, { wide: 0.7, size: 7, bark: '#5b4636' });
  leaves(context, 63, [1300, 470, 330, 220], GREENS.fresh, { size: 5.4, clumps: 16 });
  flowers(context, 64, [1260, 470, 240, 120], 26, 7, ['#e9e1f2', '#b48fd0', '#e9b0c0']);
  leaves(context, 65, [-80, 560, 300, 170], GREENS.deep, { size: 5.4, clumps: 13 });
  const [x, foot] = space.point(2.05, 0, 3.9);
  glow(context, x, foot, 60, 'rgba(10,14,16,0.45)', 'rgba(10,14,16,0)', 0.25);
  box(context, x - 32, foot - 138, 64, 136, '#3d564c', 8);
  for (let bar = 0; bar < 7; bar += 1) box(context, x - 29 + bar * 9, foot - 130, 4, 122, 'rgba(10,20,18,0.35)');
  box(context, x - 37, foot - 148, 74, 16, '#2c4038', 7);
}

function bench(context) {
  const stage = stageOf(context, space);
  const [x0, x1, z0, z1] = [-1.12, 0.56, 2.58, 2.98];
  stage.shadow([-0.28, 0, 2.8], 1.2, 0.5, 0.55);
  for (const x of [x0 + 0.14, x1 - 0.14]) {
    stage.line('#23282b', 0.05, [x, 0, z1 + 0.06], [x, 0.86, z1 + 0.14]);
    stage.line('#2d3438', 0.05, [x, 0, z0 + 0.03], [x, 0.43, z0 + 0.03]);
    stage.line('#2d3438', 0.045, [x, 0.4, z0 + 0.03], [x, 0.4, z1 + 0.06]);
  }
  const plank = (y, z, tall, colour) => stage.block(colour, [x0, y, z], [x1 - x0, tall, 0.035], { top: 0.25 });
  for (const [y, z] of [[0.52, 3.05], [0.64, 3.07], [0.76, 3.09]]) plank(y, z, 0.085, '#9a6a3f');
  for (const z of [2.88, 2.76, 2.64]) stage.block('#a87546', [x0, 0.42, z], [x1 - x0, 0.032, 0.1], { top: 0.2, front: -0.25 });
  stage.block('#8f6238', [x0, 0.415, z0], [x1 - x0, 0.035, 0.06], { top: 0.2, front: -0.2 });
  for (const x of [x0 + 0.1, x1 - 0.18]) {
    stage.block('#2d3438', [x, 0.62, z0 + 0.04], [0.07, 0.035, z1 - z0 + 0.02], { top: 0.25 });
    stage.line('#2d3438', 0.04, [x + 0.035, 0.42, z0 + 0.05], [x + 0.035, 0.62, z0 + 0.05]);
  }
  for (let clump = 0; clump < 10; clump += 1) {
    const [px, py] = space.point(x0 + 0.05 + clump * 0.18, 0, z0 - 0.02 + (clump % 3) * 0.14);
    tuft(context, 520 + clump, px, py + 4, 32, 6, ['#3a6030', '#9ab35e']);
  }
}

/** Leaves that hang into the picture from above. */
function overhead(context, side) {
  const x = side < 0 ? -90 : 1370;
  leaves(context, 90 + side, [x, -110, 520, 220], ['#1c3826', '#2d5433', '#4b7a40', '#7ea556'], { size: 10, clumps: 20, sun: -side });
  leaves(context, 94 + side, [x - side * 60, -20, 240, 150], ['#1c3826', '#2d5433', '#4b7a40', '#7ea556'], { size: 10, clumps: 12, sun: -side });
}
