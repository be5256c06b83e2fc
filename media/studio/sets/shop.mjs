// A household shop seen from behind its counter: shelves, queue space, a side desk, the street beyond the door.
import { carAcross } from './cars.mjs';
import { counter } from './counter.mjs';
import { goodsAtSide, goodsFacing } from './goods.mjs';
import { house, houseLights } from './houses.mjs';
import { OUTDOORS } from './light.mjs';
import { box, downward, layer, shine, stroke, within, words } from './paint.mjs';
import { PLACES } from './places.mjs';
import { GREENS, leaves, tree } from './plants.mjs';
import { sky } from './sky.mjs';
import { stageOf } from './stage.mjs';
import { passers } from './walkers.mjs';

const { space } = PLACES.shop;
const ROOM = { left: -2.6, right: 2.75, ceiling: 2.62, back: 8 };
const DOOR = [0.4, 1.5];
const PANES = [[-2.35, 0.2], [1.72, 2.6]];

const HOURS = {
  day: { inside: '#fffbf4', light: { warm: 'rgba(255,226,170,0.12)', edge: 'rgba(28,18,30,0.40)' }, personLight: { tint: '#fff1dc', side: 0.3, strength: 0.3, rim: '#e4f1f7' } },
  dusk: { inside: '#ecdccd', light: { warm: 'rgba(255,190,120,0.12)', edge: 'rgba(28,16,34,0.46)' }, personLight: { tint: '#ffe6c4', side: 0.2, strength: 0.4, rim: '#ffc08a' } },
  night: { inside: '#d8ccc2', light: { warm: 'rgba(255,210,150,0.10)', edge: 'rgba(14,10,30,0.52)' }, personLight: { tint: '#ffe8c8', side: 0, strength: 0.45, rim: '#b9c8ea' } },
};

export async function shop({ time }) {
  const hour = HOURS[time];
  const outdoors = OUTDOORS[time];
  const lightmap = (context) => lit(context, hour, time);
  return {
    behind: [
      layer(space.depthOf(16), { blur: 2.2, paint: (context) => street(context, time), lightmap: (context) => box(context, -200, -200, 1700, 1200, outdoors.ambient), glow: (context) => time !== 'day' && houses(context, houseLights), moves: passing(outdoors, time === 'night') }),
      layer(1, { room: { space, far: ROOM.back, near: 1, ...ROOM }, paint: shell, lightmap, moves: fan }),
      layer(space.depthOf(5), { paint: gondola, lightmap }),
    ],
    middle: [layer(0.63, { paint: sideDesk, lightmap })],
    front: [layer(1.04, { paint: (context) => counter(context, space), lightmap })],
    light: hour.light,
    personLight: hour.personLight,
  };
}

function lit(context, { inside }, time) {
  box(context, -200, -200, 1700, 1200, inside);
  context.fillStyle = downward(context, 200, 760, 'rgba(40,24,40,0)', 'rgba(40,24,40,0.2)');
  context.fillRect(-200, 200, 1700, 700);
  if (time === 'day') for (const [x, y] of [[520, 420], [770, 470]]) shine(context, x, y, 260, '255,250,230', 0.3, 0.5);
}

const seen = () => [[260, 40], [1060, 40], [1060, 450], [260, 450]];

function street(context, time) {
  within(context, seen(), () => {
    sky(context, { time, weather: 'clear' }, space.horizon);
    box(context, 260, space.horizon, 800, 240, '#b5b0a6');
    houses(context, house);
    tree(context, 4, 700, space.point(0, 0, 18)[1], 190, GREENS.fresh, { size: 3 });
    const stage = stageOf(context, space);
    stage.level('#b5b0a6', 0, [-14, 14], [15, 18]);
    stage.level('#707174', 0, [-14, 14], [11, 15]);
    stage.level('#b9b4a9', 0, [-14, 14], [7, 11]);
    for (let dash = -5; dash < 5; dash += 1) stage.level('rgba(240,230,190,0.8)', 0, [dash * 2.4, dash * 2.4 + 1.2], [12.9, 13.05]);
  });
}

function houses(context, draw) {
  for (const kind of [{ x: -6.6, width: 4.6, storeys: 2, wall: '#b0604a', roof: '#57413d', seed: 5, brick: true }, { x: -1.7, width: 4.2, storeys: 2, wall: '#8fa3a8', roof: '#4a4e58', seed: 6 }, { x: 2.9, width: 4.6, storeys: 2, wall: '#e4cf9c', roof: '#74533f', seed: 8 }]) {
    draw(context, ...space.point(kind.x, 0, 18), space.metre(18), kind);
  }
}

function passing({ ambient }, isLit) {
  const people = passers(space, ambient, [
    { from: [-4, 9.4], to: [4, 9.4], speed: 1.15, every: 17, start: 1, seed: 3 },
    { from: [4.2, 10.2], to: [-4.4, 10.2], speed: 1.3, every: 26, start: 14, seed: 7 },
    { from: [-5, 16], to: [5, 16], speed: 1.2, every: 31, start: 8, seed: 11 },
  ]);
  return (context, seconds) => {
    context.save();
    context.beginPath();
    context.rect(260, 40, 800, 410);
    context.clip();
    const since = (seconds + 4) % 12;
    const [left, foot] = space.point(-11 + since * 7.5, 0, 13.6);
    carAcross(context, left, foot, space.metre(13.6), ['#8d3a36', '#d8d2c4', '#35506e'][Math.floor((seconds + 4) / 12) % 3], { isLit, ambient });
    people(context, seconds);
    context.restore();
  };
}

function shell(context) {
  const stage = stageOf(context, space);
  floor(stage);
  stage.level('#e4e2da', ROOM.ceiling, [ROOM.left, ROOM.right], [0.5, ROOM.back]);
  for (const z of [2, 3.4, 4.8, 6.2, 7.6]) stage.level('rgba(90,90,100,0.14)', ROOM.ceiling - 0.001, [ROOM.left, ROOM.right], [z, z + 0.03]);
  for (const z of [2.3, 4.3, 6.3]) {
    for (const x of [-1.2, 1.3]) {
      stage.level('rgba(255,250,232,0.35)', ROOM.ceiling - 0.002, [x - 0.62, x + 0.62], [z - 0.24, z + 0.34]);
      stage.level('#fffdf2', ROOM.ceiling - 0.003, [x - 0.5, x + 0.5], [z - 0.06, z + 0.12]);
    }
  }
  backWall(stage);
  leftShelves(stage);
  rightWall(stage);
  context.save();
  context.globalCompositeOperation = 'destination-out';
  for (const [x0, x1] of PANES) stage.wall('#000', ROOM.back, [x0, x1], [0.75, 2.02]);
  stage.wall('#000', ROOM.back, [DOOR[0] + 0.09, DOOR[1] - 0.09], [0.1, 2.0]);
  context.restore();
  glass(stage);
}

function floor(stage) {
  stage.level('#b3a591', 0, [ROOM.left, ROOM.right], [0.6, ROOM.back]);
  for (let row = 0; row < 13; row += 1) {
    for (let column = 0; column < 9; column += 1) {
      const [x, z] = [ROOM.left + column * 0.6, 1 + row * 0.56];
      if ((row + column) % 2) stage.level('rgba(255,246,226,0.16)', 0, [x, Math.min(ROOM.right, x + 0.6)], [z, Math.min(ROOM.back, z + 0.56)]);
    }
  }
  for (let column = 1; column < 9; column += 1) stage.line('rgba(70,56,48,0.28)', 0.012, [ROOM.left + column * 0.6, 0, 1], [ROOM.left + column * 0.6, 0, ROOM.back]);
  for (let row = 1; row < 13; row += 1) stage.line('rgba(70,56,48,0.25)', 0.012, [ROOM.left, 0, 1 + row * 0.56], [ROOM.right, 0, 1 + row * 0.56]);
  stage.face('rgba(255,250,235,0.28)', [-0.4, 0.001, 4.4], [1, 0.001, 4.4], [1.4, 0.001, ROOM.back], [0.4, 0.001, ROOM.back]);
  stage.level('#5b4c40', 0.002, [0.5, 1.4], [7, 7.9]);
  for (const z of [2.7, 3.6, 4.5]) stage.level('rgba(200,80,60,0.65)', 0.002, [0.56, 0.98], [z, z + 0.05]);
}

function backWall(stage) {
  const { context } = stage;
  stage.wall('#d7d2c4', ROOM.back, [ROOM.left, ROOM.right], [0, ROOM.ceiling]);
  stage.wall('#3d5c61', ROOM.back, [ROOM.left, ROOM.right], [2.2, 2.5]);
  stage.wall('#8b8171', ROOM.back, [ROOM.left, ROOM.right], [0, 0.62]);
  for (const [x0, x1] of PANES) {
    stage.wall('#4d565c', ROOM.back, [x0 - 0.08, x1 + 0.08], [0.66, 2.1]);
    stage.wall('#b9ae9b', ROOM.back, [x0 - 0.12, x1 + 0.12], [0.62, 0.72]);
  }
  stage.wall('#4d565c', ROOM.back, DOOR, [0, 2.1]);
  const [x, y] = space.point(0.05, 2.3, ROOM.back);
  words(context, 'CASA & COCINA', x, y, 19, '#f2e9d2');
}

function glass(stage) {
  const { context } = stage;
  for (const [x0, x1] of [...PANES, [DOOR[0] + 0.09, DOOR[1] - 0.09]]) {
    const low = x0 > DOOR[0] && x1 < DOOR[1] ? 0.1 : 0.75;
    stage.wall('rgba(226,240,246,0.10)', ROOM.back, [x0, x1], [low, 2.02]);
    stage.face('rgba(255,255,255,0.16)', [x0 + (x1 - x0) * 0.15, low, ROOM.back], [x0 + (x1 - x0) * 0.32, low, ROOM.back], [x0 + (x1 - x0) * 0.62, 2.02, ROOM.back], [x0 + (x1 - x0) * 0.45, 2.02, ROOM.back]);
  }
  stage.wall('#4d565c', ROOM.back, [-1.1, -1.04], [0.75, 2.02]);
  stage.wall('#4d565c', ROOM.back, DOOR, [1.0, 1.06]);
  stage.wall('#c9b27a', ROOM.back, [DOOR[0] + 0.16, DOOR[0] + 0.2], [0.8, 1.35]);
  stage.wall('#f4efe2', ROOM.back, [DOOR[0] + 0.36, DOOR[1] - 0.36], [1.4, 1.68]);
  const [x, y] = space.point((DOOR[0] + DOOR[1]) / 2, 1.49, ROOM.back);
  words(context, 'ABIERTO', x, y, 8.5, '#2f5d62');
}

function leftShelves(stage) {
  const front = -2.15;
  stage.side('#cfc9ba', ROOM.left, [0.8, ROOM.back], [0, ROOM.ceiling]);
  stage.side('#c2b49c', front, [2.2, 7.5], [0, 2.15]);
  stage.side('#4a3d33', front + 0.001, [2.2, 7.5], [0.12, 2.1]);
  for (const [row, y] of [0.14, 0.62, 1.08, 1.54].entries()) {
    stage.side(`rgba(20,12,16,${0.25 + row * 0.02})`, front + 0.002, [2.2, 7.5], [y + 0.3, y + 0.44]);
    goodsAtSide(stage, 41 + row, front + 0.003, [2.25, 7.45], y, 0.42, { sparse: 0.08 });
    stage.side('#d6c8ae', front + 0.004, [2.2, 7.5], [y - 0.045, y]);
    for (let z = 2.4; z < 7.4; z += 0.42) stage.side('#f6f1e0', front + 0.005, [z, z + 0.14], [y - 0.04, y - 0.008]);
  }
  for (const z of [2.2, 3.95, 5.7, 7.44]) stage.side('#8d7c66', front + 0.006, [z, z + 0.06], [0, 2.15]);
  stage.level('#8a7a64', 2.15, [ROOM.left, front], [2.2, 7.5]);
  stage.wall('#9c8b73', 2.2, [ROOM.left - 1, front], [0, 2.15]);
}

function rightWall(stage) {
  stage.side('#c9c4b6', ROOM.right, [0.8, ROOM.back], [0, ROOM.ceiling]);
  stage.side('#8b8171', ROOM.right - 0.001, [0.8, ROOM.back], [0, 0.14]);
  stage.side('#3f6a5d', ROOM.right - 0.002, [4.6, 7.2], [1.2, 2.05]);
  stage.side('#efe7d2', ROOM.right - 0.003, [4.7, 5.6], [1.3, 1.95]);
  stage.side('#d9a95c', ROOM.right - 0.003, [5.75, 6.35], [1.3, 1.95]);
  stage.side('#7d9fb0', ROOM.right - 0.003, [6.5, 7.1], [1.3, 1.95]);
  const [px, py] = space.point(2.3, 0.62, 7.2);
  stage.block('#a4573c', [2.12, 0, 7.1], [0.36, 0.42, 0.36]);
  leaves(stage.context, 71, [px, py - 8, 74, 92], GREENS.fresh, { size: 4.2, clumps: 10 });
}

/** A ceiling fan, turning slowly. */
function fan(context, seconds, { at }) {
  at(space.depthOf(5.2));
  const [x, y] = space.point(0.35, 2.42, 5.2);
  stroke(context, '#6d6a66', 5, [[x, space.point(0, ROOM.ceiling, 5.2)[1]], [x, y]]);
  for (let blade = 0; blade < 4; blade += 1) {
    const angle = seconds * 3.1 + (blade * Math.PI) / 2;
    const [dx, dy] = [Math.cos(angle) * 112, Math.sin(angle) * 25];
    const [nx, ny] = [-Math.sin(angle) * 11, Math.cos(angle) * 3.4];
    context.fillStyle = 'rgba(122,98,74,0.86)';
    context.beginPath();
    context.moveTo(x + dx * 0.16 + nx * 0.6, y + dy * 0.16 + ny * 0.6);
    context.lineTo(x + dx + nx, y + dy + ny);
    context.lineTo(x + dx - nx, y + dy - ny);
    context.lineTo(x + dx * 0.16 - nx * 0.6, y + dy * 0.16 - ny * 0.6);
    context.fill();
  }
  box(context, x - 15, y - 7, 30, 15, '#8d8a84', 7);
}

function gondola(context) {
  const stage = stageOf(context, space);
  const [x0, x1, near, far] = [-0.62, -0.02, 5, 7];
  stage.shadow([(x0 + x1) / 2, 0, 5.9], 0.75, 1.6, 0.4);
  stage.block('#8d7c66', [x0, 0, near], [x1 - x0, 1.36, far - near], { right: -0.35 });
  stage.wall('#4a3d33', near - 0.001, [x0 + 0.03, x1 - 0.03], [0.12, 1.3]);
  for (const [row, y] of [0.14, 0.52, 0.92].entries()) {
    goodsFacing(stage, 71 + row, near - 0.01, [x0 + 0.04, x1 - 0.04], y, 0.34);
    stage.wall('#d6c8ae', near - 0.02, [x0, x1], [y - 0.04, y]);
  }
  stage.wall('#c8553d', near - 0.02, [x0, x1], [1.3, 1.5]);
  const [sx, sy] = space.point((x0 + x1) / 2, 1.365, near - 0.02);
  words(context, 'OFERTA · SALE', sx, sy, 13, '#fff4de');
  for (const [row, y] of [0.14, 0.52, 0.92].entries()) goodsAtSide(stage, 81 + row, x1 + 0.003, [near + 0.05, far - 0.05], y, 0.34);
}

function sideDesk(context) {
  const stage = stageOf(context, space);
  stage.shadow([2.15, 0, 3.75], 0.8, 0.5, 0.45);
  stage.block('#8a6a4c', [1.62, 0, 3.62], [1.1, 0.98, 0.36], { top: 0.3, left: -0.25, front: -0.08 });
  stage.wall('#9d7c5a', 3.61, [1.68, 2.66], [0.12, 0.86]);
  stage.wall('#2f5d62', 3.6, [1.66, 2.4], [0.52, 0.8]);
  const [x, y] = space.point(2.03, 0.62, 3.6);
  words(context, 'SERVICE · SERVICIO', x, y, 17.5, '#f3efe4');
  stage.block('#2d333a', [2.36, 0.98, 3.7], [0.26, 0.2, 0.04]);
  stage.block('#f1ead8', [1.72, 0.98, 3.7], [0.2, 0.035, 0.15]);
  stage.block('#d9a441', [1.98, 0.98, 3.72], [0.07, 0.11, 0.07]);
}
