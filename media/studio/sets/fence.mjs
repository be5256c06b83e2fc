// The old fence between the gardens: grey boards on two rails, two of them broken, nails showing.
import { seeded } from '../chance.mjs';
import { glow } from './paint.mjs';
import { tuft } from './plants.mjs';
import { stageOf } from './stage.mjs';
import { mix, shade } from './tint.mjs';

const FROM = [-0.3, 1.75];
const TO = [1.75, 14.5];
const BOARDS = 86;
const TALL = 1.22;
/** Boards that are gone but for a stump, by their number from you. */
const BROKEN = { 8: 0.42, 9: 0.3, 10: 0.55, 21: 0.5, 22: 0.36 };
const LEANING = { 7: 0.16, 11: -0.2, 20: 0.14, 34: 0.1 };

const along = (share) => FROM.map((value, axis) => value + (TO[axis] - value) * share);

export function fence(context, space) {
  const stage = stageOf(context, space);
  const chance = seeded(77);
  const rolls = Array.from({ length: BOARDS }, () => [chance(), chance(), chance()]);
  for (const height of [0.3, 0.92]) rail(stage, height);
  for (let board = BOARDS - 1; board >= 0; board -= 1) plank(stage, board, rolls[board]);
  for (let post = 40; post >= 0; post -= 8) if (post % 8 === 0) fencePost(stage, post / BOARDS - 0.004, post === 0 ? 1.42 : 1.32);
  for (let clump = 26; clump >= 0; clump -= 1) {
    const [x, z] = along(clump / 34 + 0.01);
    const [px, py] = space.point(x, 0, z);
    tuft(context, 200 + clump, px, py + 3, space.metre(z) * (0.16 + rolls[clump][0] * 0.12), 9, ['#3a6030', '#8fae58']);
  }
}

function rail(stage, height) {
  const [x0, z0] = along(0);
  const [x1, z1] = along(1);
  stage.face('#5d4a3a', [x0 + 0.05, height, z0], [x1 + 0.05, height, z1], [x1 + 0.05, height + 0.09, z1], [x0 + 0.05, height + 0.09, z0]);
}

function plank(stage, board, [grey, top, split]) {
  const [x, z] = along(board / BOARDS);
  const [nx, nz] = along((board + 0.86) / BOARDS);
  const lean = LEANING[board] ?? (top - 0.5) * 0.03;
  const tall = (BROKEN[board] ?? 1) * TALL * (0.97 + top * 0.05);
  const wood = mix(mix('#8d7a66', '#a58d70', grey), '#8f938c', split * 0.35);
  const near = [x - lean * 0.2, 0.04, z];
  const far = [nx - lean * 0.2, 0.04, nz];
  const up = (point, height) => [point[0] + lean * 0.5, height, point[2] + lean * 0.35];
  const middle = [(near[0] + far[0]) / 2, 0, (near[2] + far[2]) / 2];
  if (BROKEN[board]) {
    stage.face(wood, near, far, up(far, tall * 0.8), up(middle, tall * 0.62), up(middle, tall * 1.1), up(near, tall * 0.9));
    nails(stage, near, far);
    return;
  }
  stage.face(wood, near, far, up(far, tall - 0.06), up(middle, tall + 0.03), up(near, tall - 0.06));
  stage.face('rgba(34,22,18,0.4)', far, up(far, tall - 0.06), up([far[0] - 0.006, 0, far[2] - 0.02], tall - 0.06), [far[0] - 0.006, 0.04, far[2] - 0.02]);
  if (split > 0.5) stage.line('rgba(40,28,22,0.4)', 0.006, [middle[0], 0.1, middle[2]], up(middle, tall * (0.3 + grey * 0.5)));
  for (const height of [0.34, 0.96]) stage.line('rgba(40,30,26,0.7)', 0.012, up(middle, height), up(middle, height + 0.004));
}

/** Nails that stick out of the rails where boards are missing. */
function nails(stage, near, far) {
  for (const height of [0.36, 0.98]) {
    const [x, z] = [(near[0] + far[0]) / 2, (near[2] + far[2]) / 2];
    stage.line('#4b4744', 0.014, [x + 0.03, height, z], [x - 0.09, height + 0.035, z - 0.03]);
    stage.line('#c9c4bb', 0.005, [x + 0.02, height + 0.008, z], [x - 0.09, height + 0.042, z - 0.03]);
  }
}

function fencePost(stage, share, tall) {
  const [x, z] = along(share);
  stage.block('#86694c', [x - 0.05, 0, z - 0.05], [0.11, tall, 0.1], { top: 0.25, left: 0.08, right: -0.1 });
  stage.block('#9d7e5c', [x - 0.07, tall, z - 0.07], [0.15, 0.04, 0.14], { top: 0.25 });
  for (const offset of [-0.025, 0.01, 0.035]) stage.line('rgba(44,28,18,0.35)', 0.005, [x + offset, 0.05, z - 0.05], [x + offset * 0.6, tall - 0.03, z - 0.05]);
}

/** Boards that have fallen into the grass, near. */
export function brokenBoards(context, space) {
  const stage = stageOf(context, space);
  for (const [x, z, turn, colour] of [[0.42, 2.75, 0.5, '#8d7a66'], [0.62, 3, 0.15, '#a08a6e']]) {
    const [dx, dz] = [Math.cos(turn) * 0.62, Math.sin(turn) * 0.62];
    stage.shadow([x + dx / 2, 0, z + dz / 2], 0.5, 0.16, 0.4);
    stage.face(colour, [x, 0.03, z], [x + dx, 0.05, z + dz], [x + dx - dz * 0.2, 0.05, z + dz + dx * 0.2], [x - dz * 0.2, 0.03, z + dx * 0.2]);
    stage.face(shade(colour, -0.4), [x, 0, z], [x + dx, 0.02, z + dz], [x + dx, 0.05, z + dz], [x, 0.03, z]);
    for (const share of [0.2, 0.8]) stage.line('#3f3b38', 0.01, [x + dx * share, 0.05, z + dz * share], [x + dx * share, 0.13, z + dz * share]);
  }
  const [px, py] = space.point(0.7, 0, 2.7);
  tuft(context, 305, px, py + 8, 46, 12, ['#3a6030', '#8fae58']);
  glow(context, px, py + 10, 60, 'rgba(12,24,14,0.22)', 'rgba(12,24,14,0)', 0.2);
}
