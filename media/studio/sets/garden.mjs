// Two back gardens and the old fence between them, seen from where the fence begins.
import { seeded, lerp } from '../chance.mjs';
import { box, cloud, downward, foliage, layer, shape } from './paint.mjs';

export async function garden() {
  return {
    behind: [await layer(0.35, 2.6, distance), await layer(0.7, 1, lawns)],
    middle: [await layer(0.95, 0, fence)],
    front: [await layer(1.15, 2, nearLeaves)],
    light: { warm: 'rgba(255,226,170,0.12)', edge: 'rgba(16,30,34,0.36)' },
  };
}

function distance(context) {
  box(context, -120, -120, 1520, 700, downward(context, -60, 400, '#8fbfe0', '#cfe4ea', '#f4e8d2'));
  for (const [x, y, size] of [[180, 100, 0.8], [700, 96, 1.1], [1130, 70, 0.7]]) cloud(context, x, y, size);
  foliage(context, 3, 620, 330, 420, 170, ['#55785a', '#648a62', '#78a070']);
  foliage(context, 5, 1180, 320, 300, 200, ['#4f7457', '#5f865d', '#739c6b']);
  house(context, -70, 130, 350, '#a9604b', '#7a4436', '#5a3a35');
  house(context, 930, 150, 330, '#e3d6bd', '#b8a98f', '#54606b');
}

function house(context, x, y, width, wall, edge, roof) {
  box(context, x, y + 90, width, 250, downward(context, y + 90, y + 340, wall, edge));
  shape(context, roof, [[x - 26, y + 96], [x + width * 0.22, y - 20], [x + width * 0.78, y - 20], [x + width + 26, y + 96]]);
  box(context, x + width * 0.68, y - 62, 34, 66, edge);
  for (const column of [0.14, 0.44, 0.74]) {
    box(context, x + width * column, y + 130, 52, 70, '#f4efe2', 3);
    box(context, x + width * column + 5, y + 135, 42, 60, '#7797a8', 2);
    box(context, x + width * column + 24, y + 135, 4, 60, '#f4efe2');
  }
}

function lawns(context) {
  box(context, -120, 405, 1520, 440, downward(context, 400, 740, '#9fbb6c', '#7fa052', '#5d803f'));
  const chance = seeded(11);
  context.lineWidth = 2.2;
  context.lineCap = 'round';
  for (let blade = 0; blade < 520; blade += 1) {
    const y = 415 + chance() ** 0.8 * 400;
    const x = -120 + chance() * 1520;
    const tall = 4 + (y - 410) * 0.035;
    context.strokeStyle = chance() < 0.5 ? 'rgba(58,92,40,0.42)' : 'rgba(196,214,130,0.42)';
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + (chance() - 0.5) * 6, y - tall);
    context.stroke();
  }
  foliage(context, 21, 30, 400, 280, 120, ['#3f6a46', '#4f7d50', '#689a5d']);
  foliage(context, 23, 1290, 400, 260, 130, ['#3f6a46', '#4f7d50', '#689a5d']);
  for (const [x, y, colour] of [[-40, 372, '#e06c75'], [30, 396, '#f2c14e'], [90, 374, '#e06c75'], [1235, 392, '#f5efe6'], [1300, 370, '#b388c9'], [1350, 398, '#f5efe6']]) {
    flower(context, x, y, colour);
  }
  swing(context);
}

function flower(context, x, y, colour) {
  const disc = (dx, dy, radius, fill) => box(context, x + dx - radius, y + dy - radius, radius * 2, radius * 2, fill, radius);
  for (let petal = 0; petal < 5; petal += 1) disc(Math.cos(petal * 1.257) * 10, Math.sin(petal * 1.257) * 10, 8, colour);
  disc(0, 0, 6, '#7a4a20');
}

/** A child's swing on the left, where the loose nails matter. */
function swing(context) {
  context.save();
  context.translate(-92, 0);
  context.strokeStyle = '#7a5a3c';
  context.lineWidth = 9;
  context.beginPath();
  context.moveTo(96, 520);
  context.lineTo(130, 300);
  context.lineTo(164, 520);
  context.moveTo(128, 306);
  context.lineTo(262, 306);
  context.moveTo(228, 520);
  context.lineTo(262, 300);
  context.lineTo(296, 520);
  context.stroke();
  context.strokeStyle = '#4c4640';
  context.lineWidth = 3;
  context.beginPath();
  context.moveTo(178, 308);
  context.lineTo(174, 452);
  context.moveTo(218, 308);
  context.lineTo(222, 452);
  context.stroke();
  box(context, 166, 450, 64, 10, '#c9564b', 4);
  context.restore();
}

const BOARDS = 15;

/** A board's place: 0 is nearest to you, 1 farthest; perspective packs the far ones together. */
function placeOf(board) {
  const nearness = 1 / (1 + board * 0.32);
  const x = lerp(742, 545, nearness);
  const ground = lerp(404, 770, nearness);
  return { x, ground, top: ground - lerp(16, 335, nearness), scale: nearness };
}

function fence(context) {
  const chance = seeded(77);
  for (let board = BOARDS; board >= 1; board -= 1) {
    const [near, far] = [placeOf(board - 0.42), placeOf(board + 0.4)];
    const isBroken = board === 3 || board === 8;
    const tilt = (chance() - 0.5) * 9 * near.scale + (board === 5 ? 9 : 0);
    const down = isBroken ? (near.ground - near.top) * 0.45 : 0;
    const grey = 0.86 + chance() * 0.14;
    const colour = `rgb(${Math.round(150 * grey)},${Math.round(124 * grey)},${Math.round(98 * grey)})`;
    shape(context, colour, [[near.x, near.ground], [near.x + tilt, near.top + down], [(near.x + far.x) / 2 + tilt, near.top + down - (isBroken ? -14 : 12) * near.scale], [far.x + tilt, far.top + down * 0.8], [far.x, far.ground]]);
    shape(context, 'rgba(46,30,24,0.28)', [[far.x, far.ground], [far.x + tilt, far.top + down], [far.x + tilt - 4 * far.scale, far.top + down], [far.x - 4 * far.scale, far.ground]]);
    if (isBroken) nails(context, near, tilt, down);
  }
  for (const height of [0.25, 0.72]) {
    const [near, far] = [placeOf(0), placeOf(BOARDS)];
    const y = (place) => lerp(place.ground, place.top, height);
    shape(context, '#6f563f', [[near.x, y(near)], [near.x, y(near) - 26], [far.x, y(far) - 3], [far.x, y(far)]]);
  }
  post(context);
}

function nails(context, place, tilt, down) {
  context.strokeStyle = '#5b5450';
  context.lineWidth = 3.4 * place.scale + 0.8;
  for (const offset of [10, 22]) {
    context.beginPath();
    context.moveTo(place.x + tilt + offset * place.scale * 0.5, place.top + down + 8);
    context.lineTo(place.x + tilt + offset * place.scale * 0.5 - 14 * place.scale, place.top + down - 14 * place.scale);
    context.stroke();
  }
}

function post(context) {
  const place = placeOf(0);
  const wood = context.createLinearGradient(place.x - 40, 0, place.x + 20, 0);
  wood.addColorStop(0, '#a5845f');
  wood.addColorStop(1, '#6d523a');
  context.fillStyle = wood;
  context.fillRect(place.x - 38, place.top - 24, 52, 460);
  shape(context, '#b99a74', [[place.x - 44, place.top - 22], [place.x - 12, place.top - 50], [place.x + 20, place.top - 22]]);
  context.strokeStyle = 'rgba(50,30,16,0.3)';
  context.lineWidth = 2;
  for (const offset of [-26, -12, 2]) {
    context.beginPath();
    context.moveTo(place.x + offset, place.top - 10);
    context.bezierCurveTo(place.x + offset + 7, place.top + 110, place.x + offset - 7, place.top + 200, place.x + offset + 3, 760);
    context.stroke();
  }
}

function nearLeaves(context) {
  foliage(context, 31, -60, 690, 260, 190, ['#2c4f38', '#3a6343']);
  foliage(context, 33, 1350, 690, 240, 200, ['#2c4f38', '#3a6343']);
}
