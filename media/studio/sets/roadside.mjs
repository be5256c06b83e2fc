// A street with a stopped car at the kerb: you stand on the road at the driver's window; a plain patrol car far behind.
import { seeded } from '../chance.mjs';
import { car, traffic } from './cars.mjs';
import { outdoors } from './light.mjs';
import { box, disc, downward, layer, shine } from './paint.mjs';
import { carInside, carSide } from './parkedcar.mjs';
import { PLACES } from './places.mjs';
import { GREENS, lawn, leaves, tree } from './plants.mjs';
import { rowHouse } from './rowhouses.mjs';
import { clouds, sky, skyline, townLights } from './sky.mjs';
import { stageOf } from './stage.mjs';
import { multiplied, shade } from './tint.mjs';
import { passers } from './walkers.mjs';
import { puddles, rain, splashes } from './weather.mjs';

const { space } = PLACES.roadside;
const FAR = 70;
const KERB = -3.1;
const HOUSES = [
  { x: -9.5, z: [4.5, 13], wall: '#b0644c', roof: '#5a4440', seed: 3 },
  { x: -9.5, z: [16, 25], wall: '#d9c59c', roof: '#5d6069', seed: 5 },
  { x: -9.5, z: [29, 38], wall: '#8fa3a8', roof: '#4f4a4c', seed: 2 },
  { x: -9.5, z: [43, 54], wall: '#c08f6e', roof: '#5a4440', seed: 4 },
  { x: 13, z: [22, 31], wall: '#a9b59a', roof: '#5d4a42', seed: 6 },
  { x: 13, z: [35, 44], wall: '#d8b48c', roof: '#4f5560', seed: 1 },
  { x: 13, z: [48, 58], wall: '#a8645a', roof: '#5d4a42', seed: 2 },
];
const LAMPS = [[-3.6, 9], [-3.6, 27], [-3.6, 47], [9, 19], [9, 38]];
const TREES = [[-6.2, 7.6, 5.6, 'fresh', 3], [-5.2, 14.5, 6.2, 'deep', 5], [-5.2, 23, 6, 'gold', 7], [-5.2, 33, 6.4, 'deep', 8], [-5.2, 45, 6, 'fresh', 9], [10.4, 21, 6.2, 'deep', 11], [10.4, 33, 6.4, 'fresh', 12], [10.4, 46, 6, 'deep', 13]];

export async function roadside(hour) {
  const mood = outdoors(hour);
  const isLit = hour.time !== 'day' || hour.weather === 'rain';
  const isDark = hour.time === 'night';
  const isWet = hour.weather === 'rain';
  const lightmap = (context) => lit(context, mood, isDark);
  const stageFor = (context) => stageOf(context, space);
  const cars = traffic(stageFor, [
    { x: 2.2, facing: -1, speed: 7.5, every: 17, start: 3, colours: ['#c9ccd0', '#35506e', '#7a6248', '#8d3a36'], far: 66, near: 5 },
    { x: 5.6, facing: 1, speed: 8.5, every: 12, start: 7, colours: ['#47604a', '#d8d2c4', '#8d3a36'], far: 66, near: 10 },
  ], { ambient: mood.ambient, isLit });
  return {
    behind: [
      layer(0.4, { isPlain: hour.time !== 'night', paint: (context) => sky(context, hour, space.horizon), moves: clouds(hour, 35, [[200, 0, 0.9], [820, -40, 1], [1420, 10, 0.8]]) }),
      layer(space.depthOf(FAR), { blur: 2, paint: (context) => distance(context, mood), glow: (context) => isDark && townLights(context, 6, space.horizon + 6, 50, 34) }),
      layer(1, { room: { space, far: FAR, near: 1.1 }, paint: (context) => ground(context, isWet), lightmap }),
      layer(space.depthOf(26), { blur: 1.1, paint: (context) => houses(context, 'paint'), lightmap, glow: (context) => (isDark || hour.time === 'dusk') && houses(context, 'glow') }),
      layer(space.depthOf(18), { blur: 0.7, paint: (context) => trees(context), lightmap, glow: (context) => hour.time !== 'day' && lampGlows(context) }),
      layer(space.depthOf(15), { moves: (context, seconds, { at }) => street(context, seconds, at, cars, strollers(mood), { mood, isLit }) }),
      ...(isWet ? [layer(1, { moves: splashes(34, [330, 760], space.horizon) })] : []),
    ],
    middle: [
      layer(0.62, { paint: (context) => carInside(context, space), lightmap: (context) => box(context, -200, -200, 1700, 1200, shade(mood.ambient, isDark ? -0.05 : -0.12)) }),
      layer(0.835, { paint: (context) => carSide(context, space), lightmap }),
    ],
    front: isWet ? [layer(1, { moves: rain(51) })] : [],
    light: mood.light,
    personLight: isDark ? { tint: '#dccbc0', side: 0.6, strength: 0.65, rim: '#ffd9a0' } : mood.personLight,
  };
}

const walkersBy = new Map();

function strollers({ ambient }) {
  if (!walkersBy.has(ambient)) {
    walkersBy.set(ambient, passers(space, ambient, [
      { from: [-4.1, 34], to: [-4.1, 8.5], speed: 1.2, every: 34, start: 6, seed: 8 },
      { from: [-4.5, 16], to: [-4.5, 46], speed: 1.1, every: 43, start: 20, seed: 12 },
    ]));
  }
  return walkersBy.get(ambient);
}

function lit(context, { ambient }, isDark) {
  box(context, -200, -200, 1700, 1200, ambient);
  if (!isDark) return;
  for (const [x, z] of LAMPS) {
    const [px, py] = space.point(x, 0, z);
    shine(context, px, py, 6 * space.metre(space.distance(x, z)), '255,204,130', 0.8, 0.4);
  }
  shine(context, 560, 380, 620, '255,208,140', 0.46, 0.8);
  shine(context, 930, 620, 460, '255,208,140', 0.4, 0.5);
}

function distance(context, { haze, ambient }) {
  skyline(context, 14, space.horizon + 8, multiplied(shade(haze, -0.1), ambient), 1.3);
  for (const [seed, x, tall] of [[2, 820, 74], [3, 900, 58], [4, 1010, 50], [5, 1075, 60], [6, 1160, 80], [7, 1260, 70], [8, 740, 84]]) tree(context, seed, x, space.horizon + 20, tall, GREENS.blue.map((colour) => multiplied(colour, ambient)), { wide: 1.1, size: 2 });
}

function ground(context, isWet) {
  const stage = stageOf(context, space);
  const top = space.horizon + 14;
  box(context, -200, top, 1700, 800, downward(context, top, 720, '#8f8d88', '#7c7b79', '#6b6a6b'));
  stage.level('#8fae62', 0.001, [-40, KERB - 2.2], [0.5, FAR * 2]);
  stage.level('#8fae62', 0.001, [9.4, 60], [0.5, FAR * 2]);
  stage.level('#7f9c58', 0.001, [KERB - 0.75, KERB - 0.15], [0.5, FAR * 2]);
  stage.level('#b9b4a8', 0.002, [KERB - 2.2, KERB - 0.75], [0.5, FAR * 2]);
  stage.level('#b9b4a8', 0.002, [7.9, 9.4], [0.5, FAR * 2]);
  for (let slab = 0; slab < 34; slab += 1) stage.line('rgba(60,54,48,0.35)', 0.025, [KERB - 2.2, 0.003, 1 + slab * 1.4], [KERB - 0.75, 0.003, 1 + slab * 1.4]);
  stage.level('#a8a49a', 0.003, [KERB - 0.15, KERB], [0.5, FAR * 2]);
  stage.side('#7d7a74', KERB, [0.5, FAR * 2], [-0.12, 0]);
  stage.level('#a8a49a', 0.003, [7.75, 7.9], [0.5, FAR * 2]);
  asphalt(stage);
  const [, far] = space.point(-20, 0, 14);
  lawn(context, 61, [-190, 330], [far, 470], space.horizon, 1500, { tall: 0.05 });
  driveways(stage);
  if (isWet) puddles(context, 9, [380, 760], space.horizon, 'rgba(196,208,220,0.4)', 9);
}

function asphalt(stage) {
  const chance = seeded(8);
  for (let patch = 0; patch < 240; patch += 1) {
    const [x, z] = [KERB + chance() * 10.8, 1 + chance() ** 2 * 26];
    const size = 0.02 + chance() * 0.06;
    stage.level(chance() < 0.5 ? 'rgba(30,28,34,0.16)' : 'rgba(220,214,204,0.12)', 0.002, [x, x + size * 2], [z, z + size * 3]);
  }
  for (let dash = 0; dash < 16; dash += 1) stage.level('rgba(238,214,120,0.85)', 0.003, [3.84, 3.98], [1.5 + dash * 5, 4 + dash * 5]);
  stage.level('rgba(236,234,226,0.55)', 0.003, [KERB + 2.5, KERB + 2.58], [0.5, FAR]);
  stage.face('rgba(40,38,44,0.3)', [1.2, 0.002, 3.2], [2.2, 0.002, 3.4], [2, 0.002, 5.2], [1.1, 0.002, 5]);
  const [x, y] = stage.space.point(0.6, 0, 5.4);
  disc(stage.context, x, y, 52, 'rgba(34,32,38,0.5)', 0.22);
  disc(stage.context, x, y, 46, '#5c5b5e', 0.22);
  for (let bar = -3; bar <= 3; bar += 1) box(stage.context, x + bar * 11 - 2, y - 7, 4, 14, 'rgba(30,28,34,0.45)');
}

function driveways(stage) {
  for (const z of [14, 27, 40]) stage.level('#aaa598', 0.0025, [-9.5, KERB - 0.1], [z, z + 2]);
}

function houses(context, phase) {
  const stage = stageOf(context, space);
  for (const one of [...HOUSES].sort((a, b) => b.z[0] - a.z[0])) rowHouse(stage, one, phase);
}

function trees(context) {
  const stage = stageOf(context, space);
  for (const [x, z, tall, greens, seed] of [...TREES].sort((a, b) => b[1] - a[1])) {
    const metre = space.metre(space.distance(x, z));
    tree(context, seed, ...space.point(x, 0, z), tall * metre, GREENS[greens], { wide: 0.74, size: Math.max(2, 0.075 * metre) });
  }
  for (const [x, z] of LAMPS) {
    const arm = x < 0 ? 1 : -1;
    stage.line('#4d5258', 0.11, [x, 0, z], [x, 4.6, z]);
    stage.line('#4d5258', 0.09, [x, 4.6, z], [x + arm * 0.9, 4.75, z]);
  }
  for (const [x, z, wide] of [[-7.2, 5.6, 190], [-7.4, 10.6, 120], [-7.4, 18, 90], [-7.4, 22, 70]]) leaves(context, 70 + Math.round(z), [...space.point(x, 0.55, z), wide, wide * 0.5], GREENS.deep, { size: 3.6, clumps: 10 });
  const [px, py] = space.point(-4.9, 1, 12);
  const metre = space.metre(space.distance(-4.9, 12));
  box(context, px - 0.05 * metre, py, 0.1 * metre, metre, '#5b4a3e');
  box(context, px - 0.26 * metre, py - 0.3 * metre, 0.52 * metre, 0.34 * metre, '#3f6a86', 5);
}

function lampGlows(context) {
  for (const [x, z] of LAMPS) {
    const [px, py] = space.point(x + (x < 0 ? 0.9 : -0.9), 4.7, z);
    const metre = space.metre(space.distance(x, z));
    disc(context, px, py, Math.max(2, 0.16 * metre), '#fff2cf', 0.6);
    shine(context, px, py, 2.6 * metre, '255,214,145', 0.6);
  }
}

/** Traffic, people on the pavement and the patrol car, far to near. */
function street(context, seconds, at, cars, people, { mood, isLit }) {
  at(space.depthOf(24));
  cars(context, seconds);
  people(context, seconds);
  at(space.depthOf(12));
  car(stageOf(context, space), { x: -1.95, z: 12, facing: -1, colour: '#2f3d52', ambient: mood.ambient, isLit, isParked: true });
}
