// An open front door seen from inside the hall: a mat, a path between hedges, a gate and a street.
import { seeded } from '../chance.mjs';
import { carAcross } from './cars.mjs';
import { house, houseLights } from './houses.mjs';
import { outdoors } from './light.mjs';
import { across, box, disc, downward, glow, layer, shape, shine, stroke } from './paint.mjs';
import { PLACES } from './places.mjs';
import { GREENS, flowers, hedge, lawn, leaves, tree } from './plants.mjs';
import { clouds, sky } from './sky.mjs';
import { stageOf } from './stage.mjs';
import { shade } from './tint.mjs';
import { passers } from './walkers.mjs';
import { puddles, rain, splashes } from './weather.mjs';

const { space } = PLACES.doorway;
const STREET = 20;
const HOUSES = [
  { x: -13.6, width: 6, storeys: 1, wall: '#c9a27c', roof: '#6d4a40', seed: 3, shutters: '#5d6f55' },
  { x: -6.9, width: 5.2, storeys: 1, wall: '#8fa3a8', roof: '#4a4e58', seed: 6, gable: true },
  { x: -0.9, width: 6.2, storeys: 1, wall: '#b0604a', roof: '#57413d', seed: 5, brick: true },
  { x: 6, width: 5.6, storeys: 1, wall: '#e4cf9c', roof: '#74533f', seed: 8, shutters: '#7a4038' },
];

export async function doorway(hour) {
  const mood = outdoors(hour);
  const isDark = hour.time === 'night';
  const isWet = hour.weather === 'rain';
  const outside = (context) => lit(context, mood, isDark);
  return {
    behind: [
      layer(0.4, { isPlain: hour.time !== 'night', paint: (context) => sky(context, hour, space.horizon), moves: clouds(hour, 15, [[300, 10, 0.8], [900, -20, 1], [1500, 10, 0.7]]) }),
      layer(space.depthOf(STREET), { blur: 1.8, paint: street, lightmap: outside, glow: (context) => (isDark || hour.time === 'dusk') && streetLights(context) }),
      layer(1, { room: { space, far: STREET, near: 1.2 }, paint: (context) => ground(context, isWet), lightmap: outside }),
      layer(space.depthOf(14), { moves: passing(mood, isDark) }),
      layer(space.depthOf(4), { paint: pathSide, lightmap: outside }),
      ...(isWet ? [layer(1, { moves: splashes(14, [330, 730], space.horizon) }), layer(0.9, { moves: rain(12) })] : []),
    ],
    middle: [layer(0.5, { blur: 0.6, paint: frontHedge, lightmap: outside })],
    front: [layer(1.08, { paint: (context) => inside(context, hour), lightmap: (context) => indoors(context, hour.time) })],
    light: mood.light,
    personLight: isDark ? { tint: '#ffd9a6', side: 0.2, strength: 0.55, rim: '#8fa4d8' } : mood.personLight,
  };
}

function lit(context, { ambient }, isDark) {
  box(context, -200, -200, 1700, 1200, ambient);
  if (!isDark) return;
  shine(context, 640, 620, 700, '255,205,140', 0.85, 0.62);
  shine(context, 330, 290, 260, '255,214,150', 0.5, 0.6);
  shine(context, 940, 290, 260, '255,214,150', 0.5, 0.6);
}

function street(context) {
  const foot = space.point(0, 0, STREET)[1];
  for (const [seed, x, tall, greens] of [[3, -60, 260, 'deep'], [5, 250, 200, 'blue'], [4, 585, 235, 'fresh'], [8, 905, 215, 'deep'], [9, 1340, 290, 'blue']]) tree(context, seed, x, foot + 2, tall, GREENS[greens], { wide: 0.85, size: 3.2 });
  for (const one of HOUSES) house(context, ...placed(one), one);
  hedge(context, 41, [-200, 200], foot + 5, 26, GREENS.deep, 2.6);
  hedge(context, 43, [890, 1480], foot + 5, 26, GREENS.deep, 2.6);
  for (const x of [330, 940]) lampPost(context, x, foot + 8, 175);
}

const placed = ({ x }) => [...space.point(x, 0, STREET), space.metre(STREET)];

function lampPost(context, x, foot, tall) {
  stroke(context, '#3d4148', 4.5, [[x, foot], [x, foot - tall]]);
  stroke(context, '#3d4148', 3.5, [[x, foot - tall], [x + 22, foot - tall - 5]]);
  box(context, x + 14, foot - tall - 8, 22, 7, '#565b63', 3);
}

function streetLights(context) {
  for (const one of HOUSES) houseLights(context, ...placed(one), one);
  const foot = space.point(0, 0, STREET)[1];
  for (const x of [330, 940]) {
    box(context, x + 15, foot - 169, 20, 5, '#fff1cf', 2);
    shine(context, x + 25, foot - 164, 120, '255,220,160', 0.6);
  }
}

function ground(context, isWet) {
  const stage = stageOf(context, space);
  const top = space.point(0, 0, STREET)[1];
  box(context, -200, top - 2, 1700, 800, downward(context, top, 760, '#a3bb72', '#83a556', '#5f8546', '#4a6f3c'));
  stage.level('#a9a59c', 0, [-30, 30], [18.6, STREET]);
  stage.level('#6c6d70', 0, [-30, 30], [12, 18.6]);
  stage.level('#b6b1a6', 0, [-30, 30], [9.2, 12]);
  stage.level('#8d8980', 0, [-30, 30], [11.85, 12]);
  for (let dash = -14; dash < 14; dash += 2) stage.level('rgba(240,230,190,0.8)', 0, [dash * 2.2, dash * 2.2 + 2.2], [15.2, 15.34]);
  for (let slab = -12; slab < 12; slab += 1) stage.line('rgba(60,54,48,0.3)', 0.03, [slab * 1.5, 0, 9.2], [slab * 1.5, 0, 11.85]);
  lawn(context, 19, [-190, 1470], [space.point(0, 0, 9)[1], 900], space.horizon, 3400, { tall: 0.045 });
  path(stage);
  if (isWet) puddles(context, 6, [330, 720], space.horizon, 'rgba(200,212,222,0.42)', 8);
}

function path(stage) {
  const chance = seeded(23);
  stage.level('#8f8272', 0, [-0.72, 0.82], [0.9, 9.3]);
  for (let row = 0; row < 15; row += 1) {
    const z = 0.95 + row * 0.56;
    for (const column of [0, 1, 2]) {
      const x = -0.7 + column * 0.5 + (row % 2) * 0.03;
      stage.level(shade('#c9bca6', (chance() - 0.5) * 0.24), 0.005, [x, x + 0.47], [z, z + 0.52]);
    }
  }
  stage.shadow([0, 0.01, 1.6], 1.3, 0.8, 0.35);
  stage.block('#b9b0a4', [-0.9, 0, 1.42], [1.8, 0.12, 0.66], { top: 0.15 });
  stage.level('#6b5238', 0.13, [-0.44, 0.44], [1.46, 1.95]);
  stage.level('#7f6547', 0.132, [-0.4, 0.4], [1.5, 1.91]);
}

/** People and cars on the street. */
function passing({ ambient }, isLit) {
  const walkers = passers(space, ambient, [
    { from: [-9, 10.6], to: [9.5, 10.6], speed: 1.25, every: 23, start: 3, seed: 2 },
    { from: [10, 10.1], to: [-9, 10.1], speed: 1.1, every: 31, start: 20, seed: 5 },
  ]);
  const lanes = [{ z: 16.6, speed: 8.5, every: 13, start: 2, colours: ['#8d3a36', '#c9ccd0', '#35506e'] }, { z: 13.8, speed: -7.5, every: 17, start: 9, colours: ['#d8d2c4', '#47604a', '#6a6f78'] }];
  return (context, seconds) => {
    for (const { z, speed, every, start, colours } of lanes) {
      const turn = Math.floor((seconds + start) / every);
      const since = (seconds + start) % every;
      const x = speed > 0 ? -17 + since * speed : 17 + since * speed;
      if (Math.abs(x) > 17) continue;
      const [left, foot] = space.point(x, 0, z);
      carAcross(context, left, foot, space.metre(z), colours[turn % colours.length], { isRight: speed > 0, isLit, ambient });
    }
    walkers(context, seconds);
  };
}

function frontHedge(context) {
  const foot = space.point(0, 0, 9)[1];
  const [left] = space.point(-0.75, 0, 9);
  const [right] = space.point(0.9, 0, 9);
  hedge(context, 51, [-200, left - 12], foot + 2, 106, GREENS.deep, 4);
  hedge(context, 53, [right + 12, 1480], foot + 2, 106, GREENS.deep, 4);
  for (const x of [left, right]) {
    box(context, x - 9, foot - 124, 18, 126, across(context, x - 9, x + 9, '#b9b1a5', '#8a8278'));
    box(context, x - 12, foot - 130, 24, 8, '#cfc8bc', 2);
  }
  // The gate stands open, to the left.
  for (let bar = 0; bar < 6; bar += 1) stroke(context, '#3b4a4c', 2.6, [[left + 8 - bar * 8, foot - 4 + bar * 2], [left + 8 - bar * 8, foot - 96 + bar * 3]]);
  stroke(context, '#3b4a4c', 4, [[left + 10, foot - 84], [left - 36, foot - 72]]);
  stroke(context, '#3b4a4c', 4, [[left + 10, foot - 22], [left - 36, foot - 12]]);
  mailbox(context, right + 34, foot);
}

function mailbox(context, x, foot) {
  stroke(context, '#5b4a3e', 7, [[x, foot + 4], [x, foot - 108]]);
  box(context, x - 26, foot - 142, 52, 36, downward(context, foot - 142, foot - 106, '#567ba0', '#35567a'), 12);
  box(context, x + 22, foot - 158, 5, 26, '#c9564b');
}

function pathSide(context) {
  leaves(context, 61, [150, 560, 330, 170], GREENS.fresh, { size: 5.5, clumps: 14 });
  flowers(context, 62, [190, 548, 260, 110], 30, 8, ['#e77f8f', '#f5efe6', '#b573c4']);
  leaves(context, 63, [1165, 560, 330, 190], GREENS.deep, { size: 5.5, clumps: 14 });
  flowers(context, 64, [1110, 550, 250, 110], 26, 8, ['#f0b94a', '#f2a24a', '#f7efe2']);
  glow(context, 150, 650, 220, 'rgba(10,24,14,0.35)', 'rgba(10,24,14,0)', 0.2);
  glow(context, 1165, 655, 220, 'rgba(10,24,14,0.35)', 'rgba(10,24,14,0)', 0.2);
}

function indoors(context, time) {
  box(context, -200, -200, 1700, 1200, { day: '#e9e2da', dusk: '#b79a94', night: '#8b7566' }[time]);
  if (time !== 'day') shine(context, 60, 60, 520, '255,205,140', 0.42);
}

const JAMB = { z: 1.35, left: -0.56, right: 0.56 };

function inside(context, hour) {
  const stage = stageOf(context, space);
  const [left] = space.point(JAMB.left, 0, JAMB.z);
  const [right] = space.point(JAMB.right, 0, JAMB.z);
  box(context, -200, -200, left + 160, 1200, across(context, -200, left, '#8d6a54', '#a98268', '#9b765e'));
  for (let stripe = -180; stripe < left - 60; stripe += 46) box(context, stripe, -200, 20, 820, 'rgba(255,236,214,0.06)');
  box(context, -200, 545, left + 160, 14, '#d9cbb5');
  box(context, -200, 559, left + 160, 400, across(context, -200, left, '#cbbba2', '#e2d6c2'));
  for (const x of [-120, 10, 140]) {
    box(context, x, 590, 92, 260, 'rgba(90,70,50,0.12)', 3);
    box(context, x + 5, 595, 82, 260, 'rgba(255,250,240,0.25)', 3);
  }
  post(context, left - 44, 62, hour);
  box(context, right, -200, 30, 1200, across(context, right, right + 30, '#cbbda8', '#efe5d3'));
  box(context, right - 7, -200, 7, 1200, 'rgba(60,40,30,0.5)');
  leaf(stage, right);
  wallThings(context, left);
}

function post(context, x, wide) {
  box(context, x - 18, -200, wide, 1200, across(context, x - 18, x + wide - 18, '#d7c9b4', '#f3eadb', '#dccfbb'));
  box(context, x + wide - 18, -200, 8, 1200, 'rgba(50,34,26,0.55)');
  box(context, x - 24, -200, 6, 1200, 'rgba(60,40,30,0.28)');
  box(context, x + 8, -200, 3, 1200, 'rgba(120,96,74,0.3)');
}

/** The door, open towards you on the right. */
function leaf(stage, right) {
  const { context } = stage;
  const panel = (from, to, low, high, fill) => {
    const at = (share) => [JAMB.right + 0.03 + share * 0.16, JAMB.z - share * 0.85];
    const [[x0, z0], [x1, z1]] = [at(from), at(to)];
    stage.face(fill, [x0, low, z0], [x1, low, z1], [x1, high, z1], [x0, high, z0]);
  };
  panel(0, 1, 0, 2.1, across(context, right, 1400, '#2a5567', '#356a7e', '#274f60'));
  for (const [low, high] of [[0.25, 0.92], [1.08, 1.75]]) {
    for (const [from, to] of [[0.14, 0.44], [0.56, 0.9]]) {
      panel(from, to, low, high, 'rgba(10,30,40,0.5)');
      panel(from + 0.012, to - 0.006, low + 0.02, high - 0.035, across(context, right, 1400, '#2f6074', '#3a7288'));
    }
  }
}

function wallThings(context, left) {
  box(context, -26, 92, 148, 186, 'rgba(30,18,12,0.35)', 4);
  box(context, -32, 84, 148, 186, '#d9c096', 4);
  box(context, -20, 96, 124, 162, '#f2ecdd', 2);
  box(context, -8, 108, 100, 138, downward(context, 108, 246, '#9cc0d0', '#d9d2ac', '#7d9a66'));
  shape(context, '#5f7f58', [[-8, 246], [-8, 205], [30, 176], [62, 206], [92, 188], [92, 246]]);
  disc(context, 70, 132, 12, '#f6e3a6');
  box(context, -60, 352, left - 10, 16, '#6b4d3a', 6);
  box(context, -60, 352, left - 10, 5, '#8b6850', 4);
  for (const [x, wide, tall, colour] of [[-40, 74, 250, '#3f5673'], [56, 82, 220, '#a5503f'], [132, 40, 150, '#c9a24e']]) {
    box(context, x + wide / 2 - 5, 364, 10, 22, '#3b2a22', 4);
    const fill = across(context, x, x + wide, shade(colour, 0.12), colour, shade(colour, -0.35));
    context.fillStyle = fill;
    context.beginPath();
    context.moveTo(x + wide * 0.3, 382);
    context.bezierCurveTo(x + wide * 0.1, 400, x - 4, 440, x - 6, 382 + tall);
    context.quadraticCurveTo(x + wide / 2, 396 + tall, x + wide + 6, 382 + tall);
    context.bezierCurveTo(x + wide + 4, 440, x + wide * 0.9, 400, x + wide * 0.7, 382);
    context.fill();
    for (const fold of [0.3, 0.55, 0.78]) stroke(context, 'rgba(20,12,24,0.22)', 3, [[x + wide * (0.4 + (fold - 0.5) * 0.4), 410], [x + wide * fold, 376 + tall]]);
  }
}
