// The back room of a shop: steel shelves with boxes, one lamp over a table, a door ajar with the shop's light.
import { seeded } from '../chance.mjs';
import { goodsFacing } from './goods.mjs';
import { box, disc, downward, layer, shine, stroke, words } from './paint.mjs';
import { PLACES } from './places.mjs';
import { stageOf } from './stage.mjs';
import { shade } from './tint.mjs';
import { carton, clock } from './wallthings.mjs';

const { space } = PLACES.stockroom;
const ROOM = { left: -2.2, right: 2.3, ceiling: 2.5, back: 5.5 };
const DOOR = [1.3, 2.12];
const LAMP = [0.5, 1.98, 3.4];

const HOURS = {
  day: { inside: '#9c9391', lamp: 0.5, light: { warm: 'rgba(255,222,170,0.10)', edge: 'rgba(14,8,20,0.52)' } },
  dusk: { inside: '#857a7c', lamp: 0.6, light: { warm: 'rgba(255,206,150,0.10)', edge: 'rgba(12,6,20,0.58)' } },
  night: { inside: '#6c6468', lamp: 0.72, light: { warm: 'rgba(255,196,130,0.08)', edge: 'rgba(8,4,18,0.66)' } },
};

export async function stockroom({ time }) {
  const hour = HOURS[time];
  const lightmap = (context) => lit(context, hour);
  return {
    behind: [
      layer(1, { room: { space, far: ROOM.back, near: 1, ...ROOM }, paint: shell, lightmap, glow: doorLight, moves: (context, seconds, { at }) => living(context, seconds, at) }),
      layer(space.depthOf(4.4), { paint: shelves, lightmap }),
      layer(space.depthOf(3.7), { paint: seats, lightmap }),
    ],
    middle: [layer(0.615, { paint: table, lightmap }), layer(space.depthOf(LAMP[2]), { moves: lamp })],
    front: [layer(1.12, { blur: 2.6, paint: nearBoxes, lightmap })],
    light: hour.light,
    personLight: { tint: '#ffdcae', side: 0.25, strength: 0.6, rim: '#e9f1ea' },
  };
}

function lit(context, { inside, lamp: strength }) {
  box(context, -200, -200, 1700, 1200, inside);
  const [x, y] = space.point(...LAMP);
  shine(context, x, y + 260, 620, '255,214,150', strength);
  shine(context, x, 520, 520, '255,220,160', strength * 0.9, 0.42);
  shine(context, space.point(1.75, 0, 5)[0], 430, 260, '235,245,235', 0.5, 1.1);
  context.fillStyle = downward(context, -100, 90, 'rgba(24,16,30,0.55)', 'rgba(24,16,30,0)');
  context.fillRect(-200, -200, 1700, 400);
}

function shell(context) {
  const stage = stageOf(context, space);
  const chance = seeded(3);
  // What shows through where two sides meet.
  box(context, -200, -200, 1700, 1200, '#7d746b');
  stage.level('#8a8078', 0, [ROOM.left, ROOM.right], [0.6, ROOM.back]);
  for (let mark = 0; mark < 46; mark += 1) {
    const [x, z] = [ROOM.left + chance() * 4.4, 1.2 + chance() * 4.2];
    stage.level(`rgba(${chance() < 0.5 ? '40,30,30' : '230,220,205'},${0.04 + chance() * 0.06})`, 0.001, [x, x + 0.2 + chance() * 0.5], [z, z + 0.05 + chance() * 0.3]);
  }
  for (const x of [-1.2, 0, 1.2]) stage.line('rgba(30,24,26,0.4)', 0.012, [x, 0, 1], [x, 0, ROOM.back]);
  for (const z of [2.4, 3.9]) stage.line('rgba(30,24,26,0.4)', 0.012, [ROOM.left, 0, z], [ROOM.right, 0, z]);
  stage.level('#b9b4aa', ROOM.ceiling, [ROOM.left, ROOM.right], [0.5, ROOM.back]);
  for (const z of [3.6, 4.8]) stage.block('#8f8b86', [ROOM.left, ROOM.ceiling - 0.12, z], [ROOM.right - ROOM.left, 0.12, 0.1]);
  stage.side('#a89f92', ROOM.left, [0.6, ROOM.back], [0, ROOM.ceiling]);
  stage.side('#b5ab9c', ROOM.right, [0.6, ROOM.back], [0, ROOM.ceiling]);
  blocks(stage, chance);
  doorway(stage);
  wallThings(stage);
}

/** Walls of painted concrete blocks. */
function blocks(stage, chance) {
  const { back, left, right, ceiling } = ROOM;
  stage.wall('#b3a999', back, [left, right], [0, ceiling]);
  stage.wall('#7d8a86', back, [left, right], [0, 1.0]);
  for (let row = 0; row * 0.2 < ceiling; row += 1) {
    stage.line('rgba(50,42,40,0.22)', 0.01, [left, row * 0.2, back - 0.001], [right, row * 0.2, back - 0.001]);
    stage.line('rgba(50,42,40,0.2)', 0.01, [right, row * 0.2, 1.4], [right, row * 0.2, back]);
    for (let x = left + 0.2 + (row % 2) * 0.2; x < right; x += 0.4) {
      stage.line('rgba(50,42,40,0.18)', 0.01, [x, row * 0.2, back - 0.001], [x, row * 0.2 + 0.2, back - 0.001]);
      if (chance() < 0.16) stage.wall(`rgba(${chance() < 0.5 ? '30,24,28' : '255,248,232'},0.07)`, back - 0.001, [x, x + 0.4], [row * 0.2, row * 0.2 + 0.2]);
    }
    for (let z = 1.6 + (row % 2) * 0.2; z < back; z += 0.4) stage.line('rgba(50,42,40,0.16)', 0.01, [right, row * 0.2, z], [right, row * 0.2 + 0.2, z]);
  }
  for (const x of [left, right]) stage.side('rgba(60,84,80,0.5)', x + Math.sign(-x) * 0.001, [0.6, back], [0, 1.0]);
}

/** The door, ajar: a slice of the bright shop and the leaf. */
function doorway(stage) {
  const { back } = ROOM;
  stage.wall('#5c5148', back - 0.01, [DOOR[0] - 0.1, DOOR[1] + 0.1], [0, 2.16]);
  stage.wall('#f3efe0', back - 0.02, DOOR, [0, 2.06]);
  stage.wall('#cfd8cc', back - 0.021, DOOR, [1.5, 2.06]);
  stage.wall('#6c5b4b', back - 0.022, [DOOR[0] + 0.05, DOOR[0] + 0.5], [0.2, 1.6]);
  for (const [row, y] of [0.3, 0.72, 1.14].entries()) goodsFacing(stage, 91 + row, back - 0.023, [DOOR[0] + 0.06, DOOR[0] + 0.48], y, 0.34);
  stage.wall('#b7ab98', back - 0.024, DOOR, [0, 0.2]);
  const hinge = [DOOR[1], back - 0.03];
  const edge = [DOOR[1] - 0.42, back - 0.62];
  stage.face('#66757a', [...hinge.slice(0, 1), 0, hinge[1]], [edge[0], 0, edge[1]], [edge[0], 2.04, edge[1]], [hinge[0], 2.04, hinge[1]]);
  const between = (share, y) => [hinge[0] + (edge[0] - hinge[0]) * share, y, hinge[1] + (edge[1] - hinge[1]) * share - 0.004];
  stage.face('#7d8d92', between(0.14, 0.16), between(0.86, 0.16), between(0.86, 0.94), between(0.14, 0.94));
  stage.face('#7d8d92', between(0.14, 1.1), between(0.86, 1.1), between(0.86, 1.9), between(0.14, 1.9));
  stage.face('#d2b565', between(0.86, 0.99), between(0.97, 0.99), between(0.97, 1.05), between(0.86, 1.05));
  stage.face('rgba(255,252,236,0.55)', [edge[0] - 0.012, 0, edge[1]], [edge[0], 0, edge[1]], [edge[0], 2.04, edge[1]], [edge[0] - 0.012, 2.04, edge[1]]);
}

function doorLight(context) {
  const stage = stageOf(context, space);
  context.save();
  context.globalCompositeOperation = 'lighter';
  stage.face('rgba(180,176,150,0.42)', [DOOR[0], 0.004, ROOM.back], [DOOR[1] - 0.42, 0.004, 4.9], [0.9, 0.004, 2.6], [-0.1, 0.004, 2.9]);
  stage.face('rgba(120,118,100,0.25)', [DOOR[0] - 0.1, 0.004, ROOM.back], [DOOR[1] - 0.3, 0.004, 4.9], [1.3, 0.004, 2.2], [-0.7, 0.004, 2.6]);
  stage.wall('rgba(210,214,190,0.4)', ROOM.back - 0.03, [DOOR[0], DOOR[0] + 0.42], [0, 2.06]);
  context.restore();
  shine(context, ...space.point(DOOR[0] + 0.25, 1.2, ROOM.back), 190, '225,232,205', 0.34, 1.2);
}

function wallThings(stage) {
  const { context } = stage;
  const z = ROOM.back - 0.01;
  stage.wall('#efe8d6', z, [0.34, 0.82], [1.28, 1.92]);
  stage.wall('#a5503f', z - 0.001, [0.34, 0.82], [1.72, 1.92]);
  for (let row = 0; row < 4; row += 1) for (let day = 0; day < 7; day += 1) stage.wall(day > 4 ? '#d9b9a6' : '#cfc7b3', z - 0.002, [0.37 + day * 0.063, 0.415 + day * 0.063], [1.32 + row * 0.09, 1.385 + row * 0.09]);
  words(context, 'AUGUST', ...space.point(0.58, 1.83, z), 12, '#f6efe0');
  words(context, 'AGOSTO', ...space.point(0.58, 1.745, z), 9.5, '#f6dccb');
  firstAid(stage, [1.01, 1.55, z - 0.02]);
  extinguisher(stage, [2.16, 0.95, 4.25]);
  stage.side('#f4efe2', ROOM.right - 0.003, [3.3, 3.9], [1.4, 1.85]);
  stage.side('#2f7a55', ROOM.right - 0.004, [3.34, 3.86], [1.66, 1.81]);
  for (const y of [1.46, 1.52, 1.58]) stage.side('rgba(60,60,70,0.5)', ROOM.right - 0.004, [3.38, 3.8], [y, y + 0.02]);
  const [bx, by] = space.point(2.1, 0, 5.3);
  stroke(context, '#8a6a45', 6, [[bx, by - 40], [bx + 26, by - 320]]);
  for (let straw = 0; straw < 14; straw += 1) stroke(context, straw % 2 ? '#c9a657' : '#a9853f', 3, [[bx - 4 + straw * 0.8, by - 50], [bx - 26 + straw * 3.6, by]]);
}

/** The first aid kit: a white box with a green cross and a handle. */
function firstAid(stage, at) {
  stage.plane(at, (metre) => {
    box(metre, -0.135, -0.105, 0.3, 0.25, 'rgba(20,14,24,0.4)', 0.02);
    stroke(metre, '#8f958f', 0.018, [[-0.05, -0.12], [-0.045, -0.15], [0.045, -0.15], [0.05, -0.12]]);
    box(metre, -0.15, -0.12, 0.3, 0.24, '#fbfaf3', 0.022);
    box(metre, -0.15, 0.09, 0.3, 0.03, '#d6d8cf', 0.014);
    box(metre, -0.028, -0.085, 0.056, 0.16, '#1f8a4c');
    box(metre, -0.08, -0.033, 0.16, 0.056, '#1f8a4c');
    for (const x of [-0.11, 0.11]) box(metre, x - 0.016, 0.082, 0.032, 0.026, '#9aa19c', 0.005);
  });
}

function extinguisher(stage, at) {
  stage.plane(at, (metre) => {
    const red = metre.createLinearGradient(-0.09, 0, 0.09, 0);
    ['#c8483a', '#d9604f', '#7d211b'].forEach((colour, index) => red.addColorStop(index / 2, colour));
    box(metre, -0.09, -0.4, 0.18, 0.4, red, 0.06);
    box(metre, -0.03, -0.46, 0.06, 0.08, '#26242a', 0.01);
    box(metre, -0.07, -0.49, 0.15, 0.03, '#26242a', 0.01);
    box(metre, -0.06, -0.26, 0.12, 0.1, '#efe6d2', 0.01);
    stroke(metre, '#1d1b20', 0.018, [[0.05, -0.45], [0.12, -0.36], [0.11, -0.2]]);
  });
}

function rack(stage, [x0, x1], [z0, z1], levels, seed) {
  const chance = seeded(seed);
  stage.shadow([(x0 + x1) / 2, 0, (z0 + z1) / 2], (x1 - x0) * 0.7, (z1 - z0) * 0.8, 0.5);
  for (const x of [x0, x1]) stage.line('#5a646a', 0.045, [x, 0, z1], [x, 2.15, z1]);
  for (const y of levels) {
    stage.block('#79848a', [x0, y, z0], [x1 - x0, 0.035, z1 - z0], { top: 0.1, right: -0.25, front: -0.1 });
    for (let z = z1 - 0.42; z >= z0; z -= 0.46) {
      let x = x0 + 0.03;
      while (x < x1 - 0.22) {
        const [wide, tall] = [0.24 + chance() * 0.24, 0.2 + chance() * 0.2];
        if (x + wide > x1) break;
        if (chance() < 0.86) carton(stage, [x, y + 0.035, z], [wide, tall, 0.36], { seed: Math.floor(chance() * 900), colour: ['#b98f60', '#a9825a', '#c3a06f', '#8f8a86', '#7d94a0'][Math.floor(chance() * 5)] });
        x += wide + 0.03;
      }
    }
  }
  for (const x of [x0, x1]) {
    stage.line('#8b979d', 0.05, [x, 0, z0], [x, 2.15, z0]);
    stage.line('rgba(255,255,255,0.25)', 0.012, [x - 0.012, 0, z0], [x - 0.012, 2.15, z0]);
  }
}

function shelves(context) {
  const stage = stageOf(context, space);
  rack(stage, [-1.55, 0.25], [4.95, 5.4], [0.12, 0.66, 1.2, 1.74], 12);
  rack(stage, [-2.15, -1.6], [3.2, 5.2], [0.12, 0.66, 1.2, 1.74], 27);
}

function seats(context) {
  const stage = stageOf(context, space);
  stage.shadow([-1.35, 0, 3.9], 0.55, 0.5, 0.5);
  carton(stage, [-1.62, 0, 3.62], [0.54, 0.22, 0.5], { seed: 5 });
  carton(stage, [-1.6, 0.22, 3.62], [0.5, 0.22, 0.48], { seed: 8, mark: '#a5503f' });
  stage.shadow([-0.32, 0, 4.2], 0.34, 0.3, 0.5);
  carton(stage, [-0.52, 0, 4.08], [0.4, 0.26, 0.3], { seed: 21, colour: '#c3a06f' });
  chair(stage, [0.36, 3.6]);
}

function chair(stage, [x, z]) {
  const wood = '#93643c';
  stage.shadow([x, 0, z + 0.2], 0.4, 0.4, 0.45);
  for (const [dx, dz] of [[-0.2, 0.42], [0.2, 0.42]]) stage.line(shade(wood, -0.2), 0.045, [x + dx, 0, z + dz], [x + dx, 0.92, z + dz]);
  for (const y of [0.62, 0.78, 0.9]) stage.line(wood, 0.06, [x - 0.2, y, z + 0.42], [x + 0.2, y, z + 0.42]);
  stage.block(wood, [x - 0.22, 0.41, z], [0.44, 0.04, 0.44], { top: 0.18 });
  for (const dx of [-0.19, 0.19]) stage.line(wood, 0.045, [x + dx, 0, z], [x + dx, 0.41, z]);
}

function table(context) {
  const stage = stageOf(context, space);
  const [x0, x1, z0, z1] = [0.72, 1.62, 3.75, 4.3];
  stage.shadow([(x0 + x1) / 2, 0, 4], 0.75, 0.45, 0.5);
  for (const z of [z1 - 0.05, z0 + 0.05]) for (const x of [x0 + 0.05, x1 - 0.05]) stage.line('#5c4432', 0.055, [x, 0, z], [x, 0.72, z]);
  stage.block('#9c7048', [x0, 0.7, z0], [x1 - x0, 0.045, z1 - z0], { top: 0.22, left: -0.3, front: -0.2 });
  stage.block('#e9e2cf', [1.2, 0.746, 3.9], [0.26, 0.008, 0.2], { top: 0.3 });
  stage.block('#3d5068', [1.22, 0.755, 3.95], [0.2, 0.03, 0.14], { top: 0.15 });
  stage.block('#c9c2b2', [0.84, 0.745, 3.95], [0.07, 0.1, 0.07], { top: -0.5 });
  carton(stage, [0.98, 0.745, 4.06], [0.2, 0.14, 0.16], { seed: 12 });
  stroke(context, '#2f3a4d', 2.5, [space.point(1.28, 0.757, 3.92), space.point(1.4, 0.757, 3.98)]);
}

/** Boxes near, out of focus, that frame the picture. */
function nearBoxes(context) {
  const stage = stageOf(context, space);
  carton(stage, [-1.12, 0.4, 1.15], [0.36, 0.66, 0.3], { seed: 3, colour: '#a07a50' });
  carton(stage, [0.74, 0.3, 1.2], [0.5, 0.62, 0.3], { seed: 14, colour: '#94714c' });
}

/** The lamp hangs and just sways; the clock runs. */
function lamp(context, seconds) {
  const [x, y] = space.point(...LAMP);
  const lean = Math.sin(seconds * 0.9) * 2.4;
  stroke(context, '#1d1a1e', 3, [[x, -190], [x + lean, y - 46]]);
  context.save();
  context.translate(x + lean, y - 46);
  context.rotate(-lean * 0.006);
  context.fillStyle = '#2f4a47';
  context.beginPath();
  context.moveTo(-12, 0);
  context.bezierCurveTo(-26, 14, -62, 26, -70, 48);
  context.lineTo(70, 48);
  context.bezierCurveTo(62, 26, 26, 14, 12, 0);
  context.fill();
  context.fillStyle = 'rgba(255,236,190,0.28)';
  context.fillRect(-66, 44, 132, 4);
  disc(context, 0, 48, 66, '#f7e2b0', 0.13);
  disc(context, 0, 50, 17, '#fffbe9', 0.8);
  shine(context, 0, 54, 150, '255,226,160', 0.55);
  context.restore();
}

function living(context, seconds, at) {
  at(space.depthOf(ROOM.back));
  clock(context, ...space.point(-0.7, 2.24, ROOM.back), 18, 1158, seconds);
}
