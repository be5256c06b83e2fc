// Two back gardens and the old fence between them: a swing on the left, washing and a patio on the right.
import { seeded } from '../chance.mjs';
import { brokenBoards, fence } from './fence.mjs';
import { house, houseLights } from './houses.mjs';
import { outdoors } from './light.mjs';
import { box, disc, downward, glow, layer, shine, stroke, within } from './paint.mjs';
import { PLACES } from './places.mjs';
import { GREENS, flowers, hedge, lawn, leaves, tree, tuft } from './plants.mjs';
import { clouds, sky, skyline } from './sky.mjs';
import { stageOf } from './stage.mjs';
import { multiplied, shade } from './tint.mjs';
import { rain, splashes } from './weather.mjs';

const { space } = PLACES.garden;
const FAR = 15;
const HOUSES = [
  { x: -8.6, z: 16, width: 6.4, storeys: 1, wall: '#a5583f', roof: '#5d3f3a', brick: true, seed: 4 },
  { x: 2.9, z: 16, width: 6.8, storeys: 1, wall: '#e6d9bf', roof: '#56606c', seed: 7, shutters: '#54707c' },
];

export async function garden(hour) {
  const mood = outdoors(hour);
  const isDark = hour.time === 'night';
  const lightmap = (context) => lit(context, mood, isDark);
  const layers = [
    layer(0.4, { isPlain: hour.time !== 'night', paint: (context) => sky(context, hour, space.horizon), moves: clouds(hour, 5, [[480, 20, 0.7], [1330, -20, 0.8], [1950, 0, 0.6]]) }),
    layer(space.depthOf(16), { blur: 1.7, paint: (context) => distance(context, mood), lightmap, glow: (context) => (isDark || hour.time === 'dusk') && houseGlow(context) }),
    layer(1, { room: { space, far: FAR, near: 1.1 }, paint: ground, lightmap }),
    layer(space.depthOf(9), { blur: 0.8, paint: borders, lightmap }),
    layer(space.depthOf(6), { paint: washingPosts, lightmap, moves: washing(mood) }),
    layer(space.depthOf(4.6), { paint: swingFrame, lightmap, moves: swingSeat(mood) }),
  ];
  const wet = hour.weather === 'rain' ? [layer(1, { moves: splashes(4, [330, 760], space.horizon) })] : [];
  return {
    behind: [...layers, ...wet],
    middle: [layer(0.8, { paint: (context) => fence(context, space), lightmap })],
    front: [
      layer(0.95, { paint: (context) => brokenBoards(context, space), lightmap }),
      layer(1.14, { blur: 2.4, paint: (context) => nearGreen(context, -1), lightmap, sway: { amount: 0.008, foot: 780, phase: 1 } }),
      layer(1.14, { blur: 2.4, paint: (context) => nearGreen(context, 1), lightmap, sway: { amount: 0.009, foot: 780, phase: 3 } }),
      ...(hour.weather === 'rain' ? [layer(1, { moves: rain(8) })] : []),
    ],
    light: mood.light,
    personLight: mood.personLight,
  };
}

/** What light falls where: the hour's, and at night that of the windows and the patio lamp. */
function lit(context, { ambient }, isDark) {
  box(context, -200, -200, 1700, 1200, ambient);
  if (!isDark) return;
  shine(context, 250, 340, 420, '255,190,110', 0.55, 0.6);
  shine(context, 1120, 330, 520, '255,205,130', 0.75, 0.6);
  shine(context, 860, 620, 640, '120,140,200', 0.18, 0.5);
}

function distance(context, { haze }) {
  skyline(context, 8, space.horizon + 6, shade(haze, -0.12), 1.5);
  for (const [seed, x, tall, greens] of [[3, -120, 250, 'deep'], [4, 480, 215, 'blue'], [6, 575, 250, 'deep'], [9, 700, 205, 'fresh'], [11, 780, 180, 'blue'], [12, 1390, 260, 'deep']]) {
    tree(context, seed, x, space.point(0, 0, 17)[1], tall, GREENS[greens], { wide: 0.9, size: 3.4 });
  }
  for (const one of HOUSES) house(context, ...placed(one), one);
  hedge(context, 21, [-200, 1480], space.point(0, 0, FAR)[1] + 4, 46, GREENS.deep, 3.4);
}

const placed = ({ x, z }) => [...space.point(x, 0, z), space.metre(z)];

function houseGlow(context) {
  for (const one of HOUSES) houseLights(context, ...placed(one), one);
}

function ground(context) {
  const [, top] = space.point(0, 0, FAR);
  box(context, -200, top - 2, 1700, 800, downward(context, top, 760, '#a8bf74', '#88a95a', '#65894a', '#4f7340'));
  const stage = stageOf(context, space);
  for (let stripe = 0; stripe < 9; stripe += 1) if (stripe % 2) stage.level('rgba(214,230,150,0.16)', 0, [1.4 + stripe * 0.9, 2.3 + stripe * 0.9], [1.1, FAR]);
  const [ex, ey] = space.point(SWING.x, 0, SWING.z - 0.1);
  for (const [dx, size] of [[0, 130], [-40, 80], [44, 84]]) glow(context, ex + dx, ey, size, 'rgba(150,122,84,0.75)', 'rgba(150,122,84,0)', 0.2);
  stage.level('#b8ada0', 0, [2.2, 9.5], [10.2, 14.2]);
  for (let tile = 0; tile < 9; tile += 1) stage.line('rgba(70,60,54,0.35)', 0.02, [2.2 + tile * 0.85, 0, 10.2], [2.2 + tile * 0.85, 0, 14.2]);
  for (let row = 0; row < 5; row += 1) stage.line('rgba(70,60,54,0.3)', 0.02, [2.2, 0, 10.2 + row], [9.5, 0, 10.2 + row]);
  for (const [x, z] of [[-2.9, 10.4], [-2.7, 9], [-2.5, 7.8], [-2.2, 6.8]]) {
    stage.level('#bdb2a2', 0.01, [x - 0.34, x + 0.34], [z - 0.26, z + 0.26]);
    stage.level('rgba(40,34,30,0.2)', 0.01, [x - 0.34, x + 0.34], [z - 0.3, z - 0.26]);
  }
  lawn(context, 11, [-190, 1470], [top, 900], space.horizon, 4200, { tall: 0.045 });
  lawn(context, 13, [-190, 640], [top + 60, 900], space.horizon, 1700, { tall: 0.085, dark: '#35602c', light: '#a8c266' });
  daisies(context);
}

function daisies(context) {
  const chance = seeded(51);
  for (let flower = 0; flower < 130; flower += 1) {
    const y = 340 + chance() ** 1.4 * 420;
    const size = (y - space.horizon) * 0.009;
    const x = -180 + chance() * 860;
    disc(context, x, y, size, 'rgba(250,248,236,0.9)', 0.7);
    disc(context, x, y, size * 0.4, '#e3b23c', 0.7);
  }
}

function borders(context) {
  const foot = (z) => space.point(0, 0, z)[1];
  leaves(context, 31, [28, foot(9) - 42, 330, 150], GREENS.fresh, { size: 4, clumps: 15 });
  flowers(context, 33, [20, foot(9) - 44, 290, 80], 46, 7, ['#d9576a', '#f0b94a', '#f7efe2', '#b573c4']);
  leaves(context, 35, [-70, foot(8) - 60, 220, 210], GREENS.deep, { size: 4.4, clumps: 14 });
  leaves(context, 37, [1330, foot(9) - 50, 330, 190], GREENS.deep, { size: 4.4, clumps: 15 });
  leaves(context, 38, [1200, foot(9.5) - 20, 190, 86], GREENS.fresh, { size: 3.6, clumps: 12 });
  flowers(context, 39, [1250, foot(9) - 34, 260, 80], 40, 6.5, ['#f5efe6', '#8f7ed0', '#f2a24a', '#e77f8f']);
  const stage = stageOf(context, space);
  for (const x of [3.1, 5.4]) pot(stage, x, 10.6);
  patioTable(stage);
}

function pot(stage, x, z) {
  stage.plane([x, 0, z], (metre) => {
    box(metre, -0.24, -0.42, 0.48, 0.42, across3(metre), 0.05);
    box(metre, -0.28, -0.48, 0.56, 0.1, '#a4573c', 0.03);
  });
  const [px, py] = space.point(x, 0.75, z);
  leaves(stage.context, 61 + Math.round(x), [px, py, 76, 70], GREENS.fresh, { size: 3.2, clumps: 9 });
}

function across3(context) {
  const fill = context.createLinearGradient(-0.24, 0, 0.24, 0);
  ['#c8765a', '#b4624a', '#7f4232'].forEach((colour, index) => fill.addColorStop(index / 2, colour));
  return fill;
}

function patioTable(stage) {
  const z = 11.4;
  stage.shadow([4.2, 0, z], 1.1, 1, 0.4);
  for (const x of [3.75, 4.65]) stage.line('#4d5558', 0.05, [x, 0, z], [x, 0.72, z]);
  stage.block('#7d8a8c', [3.5, 0.72, z - 0.4], [1.4, 0.05, 0.9]);
  for (const x of [3.2, 5.1]) {
    stage.block('#8c6a4a', [x - 0.22, 0.42, z], [0.44, 0.05, 0.4]);
    stage.block('#8c6a4a', [x - 0.22, 0.47, z + 0.36], [0.44, 0.5, 0.05]);
    for (const leg of [-0.18, 0.18]) stage.line('#5b432f', 0.045, [x + leg, 0, z], [x + leg, 0.42, z]);
  }
}

const LINE = { z: 6.2, from: 1.7, to: 4.4, up: 1.95 };

function washingPosts(context) {
  const stage = stageOf(context, space);
  for (const x of [LINE.from, LINE.to]) {
    stage.line('#8d8f8c', 0.06, [x, 0, LINE.z], [x, LINE.up + 0.06, LINE.z]);
    stage.line('#8d8f8c', 0.05, [x - 0.22, LINE.up, LINE.z], [x + 0.22, LINE.up, LINE.z]);
  }
  const [from, to] = [space.point(LINE.from, LINE.up, LINE.z), space.point(LINE.to, LINE.up, LINE.z)];
  context.strokeStyle = 'rgba(235,235,228,0.9)';
  context.lineWidth = 1.6;
  context.beginPath();
  context.moveTo(...from);
  context.quadraticCurveTo((from[0] + to[0]) / 2, from[1] + 16, ...to);
  context.stroke();
}

/** Cloths that move in the wind. */
function washing({ ambient }) {
  const cloths = [[2, 0.5, 0.62, '#e8e2d6'], [2.62, 0.36, 0.5, '#6f9ab0'], [3.1, 0.55, 0.7, '#d98c6f'], [3.76, 0.42, 0.46, '#f0ead9']];
  return (context, seconds) => {
    const metre = space.metre(LINE.z);
    cloths.forEach(([x, wide, tall, colour], index) => {
      const sag = 13 * Math.sin(((x + wide / 2 - LINE.from) / (LINE.to - LINE.from)) * Math.PI) * 0.6;
      const [left, top] = space.point(x, LINE.up, LINE.z);
      const wind = Math.sin(seconds * 1.3 + index * 1.1) * 5 + Math.sin(seconds * 2.3 + index) * 2.5;
      const [w, h] = [wide * metre, tall * metre];
      context.fillStyle = multiplied(colour, ambient);
      context.beginPath();
      context.moveTo(left, top + sag);
      context.lineTo(left + w, top + sag + 2);
      context.bezierCurveTo(left + w + wind * 0.2, top + sag + h * 0.5, left + w + wind * 1.4, top + sag + h * 0.7, left + w + wind, top + sag + h);
      context.quadraticCurveTo(left + w / 2 + wind, top + sag + h - wind * 0.8, left + wind, top + sag + h + 3);
      context.bezierCurveTo(left + wind * 1.3, top + sag + h * 0.7, left, top + sag + h * 0.4, left, top + sag);
      context.fill();
      stroke(context, 'rgba(20,20,40,0.14)', 3, [[left + w * 0.3, top + sag + 3], [left + w * 0.3 + wind, top + sag + h * 0.94]]);
    });
  };
}

const SWING = { x: -2.2, z: 4.6, half: 0.62, top: 1.95 };

function swingFrame(context) {
  const stage = stageOf(context, space);
  const { x, z, half, top } = SWING;
  stage.shadow([x, 0, z], 1, 0.8, 0.34);
  for (const side of [-1, 1]) {
    for (const [deep, colour] of [[0.55, '#7c4436'], [-0.45, '#b5624c']]) stage.line(colour, 0.075, [x + side * (half + 0.12), 0, z + deep], [x + side * half, top, z]);
    stage.line('#8f4f40', 0.05, [x + side * (half + 0.06), 0.9, z - 0.24], [x + side * (half + 0.06), 0.9, z + 0.28]);
  }
  stage.line('#b5624c', 0.085, [x - half - 0.1, top, z], [x + half + 0.1, top, z]);
  stage.line('rgba(255,220,190,0.4)', 0.02, [x - half - 0.1, top + 0.03, z], [x + half + 0.1, top + 0.03, z]);
}

/** The empty seat, just moving. */
function swingSeat({ ambient }) {
  const { x, z, top } = SWING;
  return (context, seconds) => {
    const [left, up] = space.point(x, top, z);
    const [, down] = space.point(x, 0.43, z);
    const metre = space.metre(z);
    const lean = Math.sin(seconds * 1.7) * 5;
    for (const side of [-0.2, 0.2]) stroke(context, multiplied('#5f5a55', ambient), 2.4, [[left + side * metre, up], [left + side * metre + lean, down]]);
    box(context, left - 0.25 * metre + lean, down - 2, 0.5 * metre, 9, multiplied('#c9564b', ambient), 3);
    box(context, left - 0.25 * metre + lean, down - 2, 0.5 * metre, 3, multiplied('#e58a78', ambient), 2);
  };
}

function nearGreen(context, side) {
  const x = side < 0 ? -95 : 1385;
  leaves(context, 81 + side, [x, 660, 300, 330], ['#1d3b2a', '#2f5a37', '#4c7d43', '#7ba557'], { size: 13, clumps: 15, sun: -side });
  tuft(context, 84 + side, x + side * -150, 790, 170, 26);
  within(context, [[x - 200, 500], [x + 200, 500], [x + 200, 900], [x - 200, 900]], () => flowers(context, 88 + side, [x - side * 60, 640, 200, 150], 7, 17, ['#d9576a', '#f0b94a']));
  glow(context, x, 860, 260, 'rgba(8,20,14,0.5)', 'rgba(8,20,14,0)');
}
