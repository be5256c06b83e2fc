// A school hall along its length: lockers and a bench left, windows, a noticeboard and a classroom right, doors at the end.
import { seeded } from '../chance.mjs';
import { box, downward, layer, shine, stroke, words } from './paint.mjs';
import { PLACES } from './places.mjs';
import { stageOf } from './stage.mjs';
import { shade } from './tint.mjs';
import { passers } from './walkers.mjs';
import { boardAtSide, clock } from './wallthings.mjs';

const { space } = PLACES.hall;
const ROOM = { left: -2, right: 1.95, ceiling: 2.75, back: 15 };
const WINDOWS = [[1.6, 2.6], [2.9, 3.9], [6.9, 7.9], [8.2, 9.2]];
const STRIPS = [6.1, 8.1, 10.1, 12.1, 14];

const HOURS = {
  day: { inside: '#f7f3ea', pane: ['#cfe6f2', '#eef4ea'], sun: 0.5, light: { warm: 'rgba(255,236,190,0.14)', edge: 'rgba(24,24,40,0.36)', side: 1 }, personLight: { tint: '#fff4e0', side: 0.7, strength: 0.4, rim: '#fff6e0' } },
  dusk: { inside: '#d9c4b8', pane: ['#8a6f96', '#f0b088'], sun: 0.3, light: { warm: 'rgba(255,160,100,0.16)', edge: 'rgba(28,16,40,0.48)', side: 1 }, personLight: { tint: '#ffd2a8', side: 0.7, strength: 0.5, rim: '#ffb98a' } },
  night: { inside: '#a7a9ae', pane: ['#121a38', '#26325a'], sun: 0, light: { warm: 'rgba(190,215,235,0.08)', edge: 'rgba(6,8,24,0.58)' }, personLight: { tint: '#e6eef0', side: 0, strength: 0.5, rim: '#cfdcf0' } },
};

export async function hall({ time }) {
  const hour = HOURS[time];
  const lightmap = (context) => lit(context, hour, time);
  const students = passers(space, hour.inside, [
    { from: [-1.9, 13.6], to: [1.9, 13.2], speed: 1.1, every: 19, start: 2, seed: 4 },
    { from: [1.8, 12.2], to: [-1.9, 12.6], speed: 1.25, every: 29, start: 18, seed: 9 },
  ]);
  return {
    behind: [
      layer(1, { room: { space, far: ROOM.back, near: 1, ...ROOM }, paint: (context) => shell(context, hour), lightmap, glow: (context) => lamps(context, time), moves: (context, seconds, { at }) => living(context, seconds, at, students) }),
      layer(space.depthOf(4.4), { paint: bench, lightmap }),
      layer(space.depthOf(3.4), { paint: benchRight, lightmap }),
    ],
    light: hour.light,
    personLight: hour.personLight,
  };
}

function lit(context, { inside }, time) {
  box(context, -200, -200, 1700, 1200, inside);
  context.fillStyle = downward(context, 240, 760, 'rgba(30,24,44,0)', 'rgba(30,24,44,0.3)');
  context.fillRect(-200, 200, 1700, 700);
  if (time !== 'day') for (const z of STRIPS) shine(context, ...space.point(0, 0.4, z), 900 / z + 40, '255,250,230', 0.16, 0.6);
}

function shell(context, hour) {
  const stage = stageOf(context, space);
  floor(stage, hour);
  stage.level('#e9e7df', ROOM.ceiling, [ROOM.left, ROOM.right], [0.5, ROOM.back]);
  for (let z = 1; z < ROOM.back; z += 0.9) stage.level('rgba(90,92,104,0.16)', ROOM.ceiling - 0.001, [ROOM.left, ROOM.right], [z, z + 0.025]);
  for (const x of [-1.2, -0.6, 0.6, 1.2]) stage.face('rgba(90,92,104,0.14)', [x, ROOM.ceiling - 0.001, 1], [x + 0.02, ROOM.ceiling - 0.001, 1], [x + 0.02, ROOM.ceiling - 0.001, ROOM.back], [x, ROOM.ceiling - 0.001, ROOM.back]);
  endWall(stage);
  leftWall(stage);
  rightWall(stage, hour);
}

function floor(stage, hour) {
  const chance = seeded(33);
  stage.level('#bfae96', 0, [ROOM.left, ROOM.right], [0.5, ROOM.back]);
  for (let row = 0; row < 34; row += 1) {
    for (let column = 0; column < 8; column += 1) {
      const [x, z] = [ROOM.left + column * 0.5, 0.9 + row * 0.42];
      if ((row + column) % 2) stage.level(`rgba(255,246,224,${0.1 + chance() * 0.08})`, 0, [x, Math.min(ROOM.right, x + 0.5)], [z, z + 0.42]);
      else stage.level(`rgba(70,50,40,${chance() * 0.07})`, 0, [x, Math.min(ROOM.right, x + 0.5)], [z, z + 0.42]);
    }
  }
  for (const [x0, x1] of [[ROOM.left + 0.42, ROOM.left + 0.54], [ROOM.right - 0.3, ROOM.right - 0.18]]) stage.level('#3e6a74', 0.001, [x0, x1], [0.9, ROOM.back]);
  if (hour.sun > 0) {
    for (const [z0, z1] of WINDOWS) stage.face(`rgba(255,240,204,${hour.sun * 0.75})`, [ROOM.right - 0.25, 0.002, z0 + 0.3], [ROOM.right - 0.25, 0.002, z1 + 0.3], [ROOM.right - 1.75, 0.002, z1 + 0.95], [ROOM.right - 1.75, 0.002, z0 + 0.95]);
  }
  for (const z of STRIPS) stage.face('rgba(255,255,246,0.2)', [-0.32, 0.003, z * 0.72], [0.32, 0.003, z * 0.72], [0.26, 0.003, z * 0.8], [-0.26, 0.003, z * 0.8]);
  stage.face('rgba(240,250,255,0.16)', [-0.75, 0.003, 8], [0.75, 0.003, 8], [0.75, 0.003, ROOM.back], [-0.75, 0.003, ROOM.back]);
  stage.level('rgba(20,14,20,0.3)', 0.004, [ROOM.left, ROOM.left + 0.5], [0.9, 8]);
}

function endWall(stage) {
  const z = ROOM.back;
  stage.wall('#d3d8cf', z, [ROOM.left, ROOM.right], [0, ROOM.ceiling]);
  stage.wall('#5d8087', z, [ROOM.left, ROOM.right], [0, 1.05]);
  stage.wall('#4b5f66', z - 0.01, [-0.95, 0.95], [0, 2.25]);
  for (const x of [-0.88, 0.04]) {
    stage.wall('#7e5a3d', z - 0.02, [x, x + 0.84], [0, 2.15]);
    stage.wall('#bfe0ea', z - 0.03, [x + 0.2, x + 0.64], [1.0, 1.95]);
    stage.wall('#d7c68f', z - 0.03, [x + 0.08, x + 0.76], [0.9, 0.96]);
  }
  stage.wall('#2f7a55', z - 0.03, [-0.42, 0.42], [2.32, 2.52]);
  const [x, y] = space.point(0, 2.36, z - 0.03);
  words(stage.context, 'EXIT · SALIDA', x, y, 7, '#f2fbf2');
}

function leftWall(stage) {
  const { left, back, ceiling } = ROOM;
  stage.side('#dcdccb', left, [0.6, back], [0, ceiling]);
  stage.side('#5d8087', left + 0.001, [8, back], [0, 1.05]);
  const front = left + 0.42;
  for (let locker = 19; locker >= 0; locker -= 1) {
    const z = 1 + locker * 0.35;
    const colour = ['#3f7180', '#457a88', '#3a6876'][locker % 3];
    stage.side(shade('#3f7180', -0.4), front, [z, z + 0.35], [0.08, 1.92]);
    stage.side(colour, front + 0.002, [z + 0.015, z + 0.335], [0.1, 1.9]);
    stage.side('rgba(255,255,255,0.14)', front + 0.003, [z + 0.02, z + 0.05], [0.12, 1.88]);
    for (const y of [1.62, 1.68, 1.74, 0.26, 0.32]) stage.side('rgba(10,24,32,0.55)', front + 0.003, [z + 0.09, z + 0.26], [y, y + 0.022]);
    stage.side('#e7ddc0', front + 0.004, [z + 0.13, z + 0.22], [1.42, 1.48]);
    stage.side('#c6ccd0', front + 0.005, [z + 0.27, z + 0.305], [1.0, 1.12]);
    if (locker % 6 === 2) stage.side('#e2b04c', front + 0.004, [z + 0.08, z + 0.26], [1.16, 1.3]);
  }
  stage.level(shade('#3f7180', -0.3), 1.92, [left, front], [1, 8]);
  stage.side('rgba(14,10,20,0.22)', left + 0.001, [0.9, 8.1], [1.92, 2.1]);
  stage.side('#25404a', front + 0.001, [1, 8], [0, 0.1]);
  boardAtSide(stage, 7, left + 0.003, [8.5, 10.2], [1.15, 2.05]);
  doorAtSide(stage, left + 0.003, [10.9, 11.9]);
  banner(stage, left + 0.003);
}

/** A painted band of colours above the lockers. */
function banner(stage, x) {
  const colours = ['#d2664c', '#e3b04f', '#5f9a83', '#4f7cac', '#8a6aa6'];
  for (let flag = 0; flag < 18; flag += 1) {
    const z = 2.4 + flag * 0.42;
    stage.face(colours[flag % 5], [x, 2.62, z], [x, 2.62, z + 0.34], [x, 2.3, z + 0.17]);
  }
}

function doorAtSide(stage, x, [z0, z1]) {
  stage.side('#ece4d2', x, [z0 - 0.1, z1 + 0.1], [0, 2.2]);
  stage.side('#8a6242', x + Math.sign(-x) * 0.002, [z0, z1], [0, 2.1]);
  stage.side('#a9c6cf', x + Math.sign(-x) * 0.004, [z0 + 0.36, z1 - 0.16], [1.15, 1.9]);
  stage.side('#d7b45c', x + Math.sign(-x) * 0.004, [z0 + 0.08, z0 + 0.16], [0.98, 1.05]);
}

function rightWall(stage, hour) {
  const { right, back, ceiling } = ROOM;
  stage.side('#e3ddc9', right, [0.6, back], [0, ceiling]);
  stage.side('#5d8087', right - 0.001, [0.6, back], [0, 1.0]);
  stage.side('#e9e2cf', right - 0.002, [0.6, back], [1.0, 1.05]);
  for (const [z0, z1] of WINDOWS) {
    stage.side('#f3eee0', right - 0.003, [z0 - 0.08, z1 + 0.08], [1.12, 2.48]);
    stage.side(hour.pane[0], right - 0.004, [z0, z1], [1.2, 2.4]);
    stage.side(hour.pane[1], right - 0.005, [z0, z1], [1.2, 1.65]);
    stage.face('rgba(255,255,255,0.25)', [right - 0.006, 1.2, z0 + 0.12], [right - 0.006, 1.2, z0 + 0.36], [right - 0.006, 2.4, z0 + 0.76], [right - 0.006, 2.4, z0 + 0.52]);
    stage.side('#f3eee0', right - 0.007, [(z0 + z1) / 2 - 0.025, (z0 + z1) / 2 + 0.025], [1.2, 2.4]);
    stage.side('#f3eee0', right - 0.007, [z0, z1], [1.86, 1.91]);
    stage.side('#c9c0ab', right - 0.008, [z0 - 0.12, z1 + 0.12], [1.04, 1.12]);
  }
  boardAtSide(stage, 19, right - 0.003, [4.15, 4.95], [1.15, 2.1]);
  classroom(stage, hour);
  boardAtSide(stage, 23, right - 0.003, [9.7, 11.2], [1.15, 2.05], '#7d9a86');
  doorAtSide(stage, right - 0.003, [12, 13]);
  const [x, y] = space.point(right - 0.01, 2.3, 5.72);
  words(stage.context, '12', x, y, 15, '#3e6a74');
}

/** The open classroom: light, a shelf and a desk inside. */
function classroom(stage, hour) {
  const x = ROOM.right - 0.003;
  stage.side('#ece4d2', x, [5.1, 6.35], [0, 2.25]);
  stage.side('#e8d6a8', x - 0.002, [5.22, 6.23], [0, 2.13]);
  stage.side(hour.pane[0], x - 0.003, [5.7, 6.23], [1.25, 1.95]);
  stage.side('#c9a873', x - 0.003, [5.22, 6.23], [0, 0.5]);
  stage.side('#8a6242', x - 0.004, [5.35, 5.95], [0.5, 0.78]);
  stage.side('#5f9a83', x - 0.004, [5.24, 5.52], [1.1, 1.7]);
  stage.face('#8a6242', [x, 0, 6.23], [x - 0.55, 0, 6.62], [x - 0.55, 2.1, 6.62], [x, 2.1, 6.23]);
  stage.face('#a9c6cf', [x - 0.16, 1.15, 6.34], [x - 0.42, 1.15, 6.53], [x - 0.42, 1.9, 6.53], [x - 0.16, 1.9, 6.34]);
  stage.face('rgba(255,226,150,0.3)', [x, 0.003, 5.22], [x, 0.003, 6.23], [x - 1, 0.003, 6], [x - 1, 0.003, 5.1]);
}

function lamps(context, time) {
  const stage = stageOf(context, space);
  for (const z of STRIPS) {
    stage.level('#cfd2cc', ROOM.ceiling - 0.01, [-0.36, 0.36], [z - 0.12, z + 0.2]);
    stage.level('#fffef6', ROOM.ceiling - 0.02, [-0.3, 0.3], [z - 0.06, z + 0.12]);
    shine(context, ...space.point(0, ROOM.ceiling, z), 800 / z, '255,252,236', (time === 'day' ? 0.16 : 0.3) * (7 / z), 0.5);
  }
}

/** Students far away, the clock, and one strip light that is never quite steady. */
function living(context, seconds, at, students) {
  at(space.depthOf(13));
  students(context, seconds);
  at(space.depthOf(ROOM.back));
  clock(context, ...space.point(1.3, 2.35, ROOM.back), 12, 622, seconds);
  at(space.depthOf(8));
  const dim = Math.max(0, Math.sin(seconds * 7.1) * Math.sin(seconds * 1.9) - 0.35) * 0.5;
  if (dim > 0) stageOf(context, space).level(`rgba(120,120,130,${dim})`, ROOM.ceiling - 0.03, [-0.3, 0.3], [8.04, 8.22]);
}

function woodenBench(stage, [x0, x1], [z0, z1], seat = 0.45) {
  stage.shadow([(x0 + x1) / 2, 0, (z0 + z1) / 2], 0.55, (z1 - z0) * 0.6, 0.45);
  for (const z of [z1 - 0.12, z0 + 0.12]) {
    for (const x of [x0 + 0.04, x1 - 0.04]) stage.line('#4d565c', 0.045, [x, 0, z], [x, seat - 0.04, z]);
    stage.line('#4d565c', 0.035, [x0 + 0.04, 0.12, z], [x1 - 0.04, 0.12, z]);
  }
  stage.block('#b3824f', [x0, seat - 0.05, z0], [x1 - x0, 0.05, z1 - z0], { top: 0.16, right: -0.3, left: -0.3, front: -0.25 });
  for (const share of [0.33, 0.66]) stage.face('rgba(70,40,20,0.4)', [x0 + (x1 - x0) * share, seat + 0.001, z0], [x0 + (x1 - x0) * share + 0.012, seat + 0.001, z0], [x0 + (x1 - x0) * share + 0.012, seat + 0.001, z1], [x0 + (x1 - x0) * share, seat + 0.001, z1]);
}

function bench(context) {
  const stage = stageOf(context, space);
  woodenBench(stage, [-1.57, -1.2], [3.85, 5.35]);
  backpack(stage, [-1.34, 0.45, 5]);
}

/** A school backpack that stands on its own: two straps at its sides, a loop, zips and a front pocket. */
function backpack(stage, at) {
  const red = '#b0473b';
  stage.shadow(at, 0.2, 0.14, 0.4);
  stage.plane(at, (metre) => {
    const dome = (left, right, top, fill) => {
      metre.fillStyle = fill;
      metre.beginPath();
      metre.moveTo(left, 0);
      metre.bezierCurveTo(left - 0.02, top * 0.6, left, top, (left + right) / 2, top);
      metre.bezierCurveTo(right, top, right + 0.02, top * 0.6, right, 0);
      metre.fill();
    };
    for (const side of [-1, 1]) stroke(metre, '#5d2a28', 0.036, [[side * 0.08, -0.38], [side * 0.19, -0.32], [side * 0.225, -0.17], [side * 0.17, -0.02]]);
    stroke(metre, '#5d2a28', 0.022, [[-0.04, -0.4], [-0.035, -0.455], [0.035, -0.455], [0.04, -0.4]]);
    dome(-0.13, 0.18, -0.4, shade(red, -0.3));
    dome(-0.155, 0.14, -0.41, red);
    stroke(metre, 'rgba(255,236,214,0.75)', 0.009, [[-0.122, -0.22], [-0.112, -0.27], [-0.09, -0.31], [-0.055, -0.338], [-0.008, -0.348], [0.04, -0.338], [0.075, -0.31], [0.097, -0.27], [0.107, -0.22]]);
    box(metre, -0.125, -0.19, 0.235, 0.165, shade(red, -0.14), 0.04);
    stroke(metre, 'rgba(255,236,214,0.75)', 0.009, [[-0.1, -0.16], [0.085, -0.16]]);
    stroke(metre, '#e2b04c', 0.016, [[0.085, -0.16], [0.088, -0.12]]);
    box(metre, -0.06, -0.115, 0.105, 0.05, '#e8dcc2', 0.012);
    box(metre, -0.155, -0.02, 0.3, 0.02, shade(red, -0.4), 0.01);
  });
}

function benchRight(context) {
  woodenBench(stageOf(context, space), [1.3, 1.72], [2.9, 4.0]);
}
