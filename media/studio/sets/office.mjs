// An office at night: a desk with monitors, a log book and a lamp; behind it a window on the town, a clock, coffee.
import { seeded } from '../chance.mjs';
import { desk, deskLights } from './desk.mjs';
import { box, disc, layer, shine, stroke, within, words } from './paint.mjs';
import { PLACES } from './places.mjs';
import { GREENS, leaves } from './plants.mjs';
import { sky, skyline } from './sky.mjs';
import { stageOf } from './stage.mjs';
import { clock } from './wallthings.mjs';

const { space } = PLACES.office;
const ROOM = { left: -2.6, right: 2.4, ceiling: 2.6, back: 5.6 };
const WINDOW = { x: [-1.25, 0.95], y: [0.95, 2.2] };

const HOURS = {
  day: { inside: '#eae6e0', lamp: 0, light: { warm: 'rgba(255,236,200,0.12)', edge: 'rgba(20,20,36,0.40)' }, personLight: { tint: '#fff3df', side: -0.3, strength: 0.35, rim: '#e6f0f4' } },
  dusk: { inside: '#a18f98', lamp: 0.5, light: { warm: 'rgba(255,160,100,0.12)', edge: 'rgba(20,12,36,0.52)' }, personLight: { tint: '#ffdabd', side: -0.5, strength: 0.55, rim: '#ffb98a' } },
  night: { inside: '#5d6382', lamp: 0.95, light: { warm: 'rgba(90,120,200,0.10)', edge: 'rgba(4,6,22,0.60)' }, personLight: { tint: '#f4d6b6', side: -0.6, strength: 0.65, rim: '#8fb4f0' } },
};

export async function office({ time }) {
  const hour = HOURS[time];
  const lightmap = (context) => lit(context, hour);
  return {
    behind: [
      layer(0.42, { blur: 1.2, paint: (context) => town(context, time), moves: (context, seconds) => townLife(context, seconds, time) }),
      layer(1, { room: { space, far: ROOM.back, near: 1, ...ROOM }, paint: shell, lightmap, glow: (context) => glass(context, time), moves: (context, seconds, { at }) => living(context, seconds, at) }),
      layer(space.depthOf(4.8), { paint: cabinet, lightmap, glow: coffeeLight }),
    ],
    front: [layer(0.94, { paint: (context) => desk(context, space), lightmap: (context) => deskLight(context, hour), glow: (context) => hour.lamp > 0 && deskLights(context, space), moves: screenLight })],
    light: hour.light,
    personLight: hour.personLight,
  };
}

function lit(context, { inside, lamp }) {
  box(context, -200, -200, 1700, 1200, inside);
  if (lamp === 0) return;
  shine(context, 340, 500, 560, '255,200,130', lamp);
  shine(context, 600, 340, 420, '110,140,215', lamp * 0.22);
  shine(context, space.point(1.5, 1, 4.6)[0], 300, 240, '255,190,130', lamp * 0.4);
}

function deskLight(context, { inside, lamp }) {
  box(context, -200, -200, 1700, 1200, inside);
  if (lamp === 0) return;
  shine(context, 380, 610, 520, '255,214,150', lamp, 0.5);
  shine(context, 700, 640, 420, '255,205,140', lamp * 0.4, 0.4);
}

const pane = () => {
  const [left, top] = space.point(WINDOW.x[0] - 1, WINDOW.y[1] + 0.5, ROOM.back);
  const [right, bottom] = space.point(WINDOW.x[1] + 1, WINDOW.y[0] - 0.5, ROOM.back);
  return [[left, top], [right, top], [right, bottom], [left, bottom]];
};

function town(context, time) {
  within(context, pane(), () => {
    sky(context, { time, weather: 'clear' }, space.horizon + 30);
    skyline(context, 5, 330, { day: '#9fb2bd', dusk: '#6b5478', night: '#1d2748' }[time], 2.4);
    towers(context, time);
  });
}

/** Blocks of flats with windows; at night some are lit. */
function towers(context, time) {
  const chance = seeded(17);
  const [base, lit] = { day: ['#8b98a4', 0], dusk: ['#4d4264', 0.35], night: ['#151c38', 0.46] }[time];
  for (let tower = 0; tower < 22; tower += 1) {
    const [x, wide, tall] = [230 + tower * 34 + chance() * 12, 34 + chance() * 28, 60 + chance() * 130];
    box(context, x, 344 - tall, wide, tall + 40, base);
    box(context, x + wide * 0.82, 344 - tall, wide * 0.18, tall + 40, 'rgba(0,0,10,0.25)');
    for (let row = 0; row < tall / 11; row += 1) {
      for (let column = 0; column < wide / 9 - 1; column += 1) {
        const isLit = chance() < lit;
        box(context, x + 4 + column * 9, 350 - tall + row * 11, 4.6, 5.6, isLit ? ['#ffd995', '#ffe9bd', '#cfe2ff', '#ffc06e'][Math.floor(chance() * 4)] : time === 'day' ? '#b9cdd6' : 'rgba(60,72,120,0.5)');
      }
    }
  }
}

/** A road far below with the lights of cars, and a light that goes on or off now and then. */
function townLife(context, seconds, time) {
  if (time === 'day') return;
  for (const [y, speed, rgb, gap] of [[338, 15, '255,240,205', 74], [344, -12, '255,86,60', 92]]) {
    for (let light = 0; light < 7; light += 1) {
      const x = 400 + ((((light * gap + seconds * speed) % 420) + 420) % 420);
      disc(context, x, y, 1.6, `rgba(${rgb},0.95)`);
      disc(context, x, y, 4.6, `rgba(${rgb},0.22)`);
    }
  }
  const slow = (offset) => Math.sin(seconds * 0.31 + offset) > 0.2;
  for (const [x, y, offset] of [[468, 262, 0], [566, 286, 2.1], [702, 250, 4.2]]) if (slow(offset)) box(context, x, y, 5, 6, '#ffd995');
  disc(context, 690, 178, 1.7, `rgba(255,70,60,${0.35 + 0.3 * Math.sin(seconds * 2.2)})`);
}

function shell(context) {
  const stage = stageOf(context, space);
  const { left, right, back, ceiling } = ROOM;
  stage.level('#6d6f7a', 0, [left, right], [0.6, back]);
  for (let tile = 0; tile < 12; tile += 1) stage.line('rgba(20,20,32,0.25)', 0.01, [left, 0, 1 + tile * 0.42], [right, 0, 1 + tile * 0.42]);
  stage.level('#d5d3cf', ceiling, [left, right], [0.5, back]);
  for (let z = 2; z < back; z += 0.6) stage.level('rgba(60,60,80,0.2)', ceiling - 0.001, [left, right], [z, z + 0.02]);
  stage.level('#bfc0c0', ceiling - 0.002, [-0.6, 0.6], [3.6, 3.9]);
  stage.side('#b9b5aa', left, [0.6, back], [0, ceiling]);
  stage.side('#c6c1b4', right, [0.6, back], [0, ceiling]);
  stage.wall('#c9c3b5', back, [left, right], [0, ceiling]);
  stage.wall('#8b8f92', back - 0.001, [left, right], [0, 0.14]);
  const { x, y } = WINDOW;
  stage.wall('#e8e3d6', back - 0.002, [x[0] - 0.1, x[1] + 0.1], [y[0] - 0.08, y[1] + 0.1]);
  stage.block('#dcd6c6', [x[0] - 0.14, y[0] - 0.1, back - 0.14], [x[1] - x[0] + 0.28, 0.05, 0.14], { top: 0.3 });
  officeDoor(stage);
  board(stage);
  files(stage);
  context.save();
  context.globalCompositeOperation = 'destination-out';
  const middle = (x[0] + x[1]) / 2;
  for (const [x0, x1] of [[x[0], middle - 0.03], [middle + 0.03, x[1]]]) stage.wall('#000', back, [x0, x1], y);
  context.restore();
  blinds(stage);
  const [px, py] = space.point(0.7, y[0] - 0.04, back - 0.1);
  box(context, px - 15, py - 24, 30, 24, '#a4573c', 4);
  leaves(context, 7, [px, py - 44, 62, 54], GREENS.deep, { size: 3.4, clumps: 9 });
}

function blinds(stage) {
  const { x, y } = WINDOW;
  for (let slat = 0; slat < 8; slat += 1) stage.wall(slat % 2 ? '#d8d3c4' : '#c4bead', ROOM.back - 0.01, [x[0], x[1]], [y[1] - 0.035 - slat * 0.045, y[1] - slat * 0.045]);
  stage.wall('#b9b2a0', ROOM.back - 0.011, [x[0], x[1]], [y[1] - 0.4, y[1] - 0.36]);
  stage.line('rgba(230,226,212,0.8)', 0.008, [x[0] + 0.16, y[1], ROOM.back - 0.02], [x[0] + 0.16, y[0] + 0.4, ROOM.back - 0.02]);
}

function officeDoor(stage) {
  const z = ROOM.back - 0.01;
  stage.wall('#e3ddcd', z, [-2.45, -1.5], [0, 2.16]);
  stage.wall('#7a5a42', z - 0.001, [-2.37, -1.58], [0, 2.08]);
  stage.wall('#9fb0b4', z - 0.002, [-1.98, -1.72], [1.1, 1.85]);
  stage.wall('#d2b565', z - 0.002, [-2.3, -2.2], [0.98, 1.03]);
  stage.wall('#6a4c37', z - 0.002, [-2.28, -1.68], [0.2, 0.85]);
}

/** A plan of shifts on the right wall. */
function board(stage) {
  const x = ROOM.right - 0.003;
  stage.side('#8f959c', x, [3.1, 4.5], [1.2, 2.1]);
  stage.side('#f2f2ec', x - 0.001, [3.15, 4.45], [1.25, 2.05]);
  for (let row = 0; row < 5; row += 1) {
    stage.side('rgba(80,90,110,0.35)', x - 0.002, [3.2, 4.4], [1.34 + row * 0.12, 1.35 + row * 0.12]);
    for (let cell = 0; cell < 6; cell += 1) if ((row * 5 + cell * 3) % 4 !== 1) stage.side(['#c8553d', '#4f7cac', '#5f9a83', '#d9a441'][(row + cell) % 4], x - 0.003, [3.5 + cell * 0.15, 3.6 + cell * 0.15], [1.37 + row * 0.12, 1.43 + row * 0.12]);
  }
}

function files(stage) {
  stage.shadow([ROOM.left + 0.6, 0, 4.5], 0.6, 1, 0.4);
  stage.side('#8f9aa2', ROOM.left + 0.5, [3.6, 5.4], [0, 1.25]);
  stage.level('#aab3b9', 1.25, [ROOM.left, ROOM.left + 0.5], [3.6, 5.4]);
  for (const from of [3.6, 4.2, 4.8]) {
    for (const y of [0.06, 0.46, 0.86]) {
      stage.side('#a3aeb5', ROOM.left + 0.502, [from + 0.03, from + 0.57], [y, y + 0.36]);
      stage.side('#4d565c', ROOM.left + 0.504, [from + 0.22, from + 0.38], [y + 0.24, y + 0.28]);
    }
  }
  stage.wall('#8f9aa2', 3.6, [ROOM.left, ROOM.left + 0.5], [0, 1.25]);
  for (const [index, from] of [3.8, 4.0, 4.14, 4.4].entries()) stage.side(['#a5503f', '#3d5c61', '#d9a441', '#4f5f86'][index], ROOM.left + 0.4, [from, from + 0.12], [1.25, 1.56]);
}

function glass(context, time) {
  const stage = stageOf(context, space);
  const { x, y } = WINDOW;
  stage.wall(time === 'day' ? 'rgba(235,245,250,0.12)' : 'rgba(90,120,190,0.07)', ROOM.back, x, y);
  stage.face('rgba(255,255,255,0.07)', [x[0] + 0.2, y[0], ROOM.back], [x[0] + 0.5, y[0], ROOM.back], [x[0] + 0.95, y[1] - 0.4, ROOM.back], [x[0] + 0.65, y[1] - 0.4, ROOM.back]);
}

function cabinet(context) {
  const stage = stageOf(context, space);
  stage.shadow([1.75, 0, 4.75], 0.9, 0.4, 0.45);
  stage.block('#8a7a68', [1.15, 0, 4.55], [1.2, 0.9, 0.5], { top: 0.3, left: -0.25 });
  for (const x of [1.19, 1.78]) {
    stage.wall('#9a8a76', 4.549, [x, x + 0.54], [0.08, 0.84]);
    stage.wall('#4d4640', 4.548, [x + 0.42, x + 0.46], [0.5, 0.64]);
  }
  stage.block('#2b2f36', [1.42, 0.9, 4.68], [0.3, 0.42, 0.26], { top: 0.15 });
  stage.wall('#14171b', 4.679, [1.46, 1.68], [0.95, 1.14]);
  stage.wall('#5a3a24', 4.678, [1.5, 1.64], [0.96, 1.06]);
  stage.wall('#8fa7b2', 4.678, [1.48, 1.66], [1.2, 1.27]);
  for (const [index, x] of [1.86, 1.97, 2.08].entries()) stage.block(['#e8e1d0', '#4f7cac', '#c8553d'][index], [x, 0.9, 4.7], [0.075, 0.09, 0.07], { top: -0.35 });
  stage.block('#e9e4d4', [1.22, 0.9, 4.7], [0.12, 0.16, 0.12]);
  words(context, 'CAFÉ', ...space.point(1.57, 1.42, 4.6), 15, '#5b4a3c');
}

function coffeeLight(context) {
  const [x, y] = space.point(1.63, 1.16, 4.67);
  disc(context, x, y, 2.4, '#ff6a4a');
  shine(context, x, y, 16, '255,100,70', 0.5);
}

/** The clock runs, steam rises from the coffee. */
function living(context, seconds, at) {
  at(space.depthOf(ROOM.back));
  clock(context, ...space.point(1.35, 2.05, ROOM.back), 25, 689, seconds);
  at(space.depthOf(4.7));
  const [x, y] = space.point(1.57, 1.36, 4.7);
  for (let wisp = 0; wisp < 3; wisp += 1) {
    const age = (seconds * 0.32 + wisp / 3) % 1;
    stroke(context, `rgba(235,238,245,${0.2 * Math.sin(age * Math.PI)})`, 4 + age * 4, [[x + Math.sin(seconds + wisp) * 3, y - age * 34], [x + Math.sin(seconds * 1.2 + wisp + 1) * 5, y - 12 - age * 34]]);
  }
}

/** The light of the screens breathes on the desk, faintly. */
function screenLight(context, seconds) {
  shine(context, 640, 596, 330, '110,150,230', 0.06 + 0.015 * Math.sin(seconds * 0.8) + 0.01 * Math.sin(seconds * 2.1), 0.16);
}

