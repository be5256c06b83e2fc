// Inside a city bus, looking forward: seats that face you, poles, windows with the town going by, the driver far ahead.
import { bayRow, farRows, nearRail, poles, straps } from './busseats.mjs';
import { outdoors } from './light.mjs';
import { box, disc, downward, layer, shine, stroke, words } from './paint.mjs';
import { lampLight, onTwos, passingTown, ridden } from './passingtown.mjs';
import { PLACES } from './places.mjs';
import { sky, skyline } from './sky.mjs';
import { stageOf } from './stage.mjs';
import { shade } from './tint.mjs';
import { rain } from './weather.mjs';

const { space } = PLACES.bus;
const ROOM = { left: -1.28, right: 1.28, ceiling: 2.18, back: 9 };
const SILL = 0.92;
const HEAD = 1.76;
/** Nothing outside is seen below this height of the picture. */
const SEEN = 560;
const BAYS = [[0.7, 2.44], [2.56, 4.04], [4.16, 5.64], [5.76, 7.1]];

const HOURS = {
  day: { inside: '#eeece6', glow: 0.12, light: { warm: 'rgba(255,236,200,0.12)', edge: 'rgba(18,20,36,0.42)' }, personLight: { tint: '#fff2dc', side: 0.5, strength: 0.35, rim: '#eaf3f7' } },
  dusk: { inside: '#bdaeb0', glow: 0.3, light: { warm: 'rgba(255,170,110,0.12)', edge: 'rgba(20,12,36,0.52)' }, personLight: { tint: '#ffe0bc', side: 0.4, strength: 0.45, rim: '#ffb98a' } },
  night: { inside: '#a3a6b4', glow: 0.42, light: { warm: 'rgba(200,220,255,0.07)', edge: 'rgba(4,6,22,0.60)' }, personLight: { tint: '#e9eddc', side: 0.1, strength: 0.5, rim: '#9fb8ea' } },
};

export async function bus(hour) {
  const inside = HOURS[hour.time];
  const isDark = hour.time !== 'day';
  const mood = outdoors(hour);
  const lightmap = (context) => lit(context, inside);
  const town = passingTown(space, mood, isDark);
  const drops = hour.weather === 'rain' ? rain(41, '205,220,235', 1.2) : null;
  return {
    behind: [
      layer(0.5, {
        isPlain: true,
        paint: (context) => outside(context, hour, mood),
        moves: (context, seconds) => {
          context.save();
          context.beginPath();
          context.rect(-200, -200, 1700, SEEN + 200);
          context.clip();
          town(context, onTwos(seconds));
          drops?.(context, seconds);
          context.restore();
        },
      }),
      layer(1, { room: { space, far: ROOM.back, near: 1, ...ROOM }, paint: shell, lightmap, glow: (context) => lamps(context, inside), moves: (context, seconds, { at }) => living(context, onTwos(seconds), at, isDark) }),
      layer(space.depthOf(6), { paint: (context) => farRows(context, space), lightmap }),
    ],
    middle: [
      layer(0.63, { paint: (context) => bayRow(context, space, 3.7), lightmap }),
      layer(0.72, { paint: (context) => bayRow(context, space, 2.1), lightmap }),
      layer(0.66, { moves: straps(space, inside.inside) }),
      layer(0.87, { paint: (context) => poles(context, space), lightmap }),
    ],
    front: [layer(1.12, { blur: 2.2, paint: nearRail, lightmap })],
    light: inside.light,
    personLight: inside.personLight,
  };
}

function lit(context, { inside }) {
  box(context, -200, -200, 1700, 1200, inside);
  context.fillStyle = downward(context, 300, 760, 'rgba(20,18,44,0)', 'rgba(20,18,44,0.42)');
  context.fillRect(-200, 200, 1700, 700);
}

function outside(context, hour, { ambient, haze }) {
  sky(context, hour, space.horizon);
  skyline(context, 9, space.horizon + 8, hour.time === 'night' ? '#1a2342' : shade(haze, -0.15), 1.4);
  const road = { day: ['#8d8c88', '#6d6d6e'], dusk: ['#6b5a66', '#463c4c'], night: ['#262c44', '#161b30'] }[hour.time];
  box(context, -200, space.horizon + 4, 1700, SEEN - space.horizon - 4, downward(context, space.horizon, 700, ...road));
  const stage = stageOf(context, space);
  for (const side of [-1, 1]) stage.level(shade(ambient, -0.45), 0.02, side < 0 ? [-9.5, -5.6] : [3.9, 7.5], [6, 80]);
}

function shell(context) {
  const stage = stageOf(context, space);
  floor(stage);
  ceiling(stage);
  for (const side of [-1, 1]) wallOf(stage, side);
  frontEnd(stage);
  windows(stage);
}

function floor(stage) {
  stage.level('#4b525e', 0, [ROOM.left, ROOM.right], [0.6, ROOM.back]);
  stage.level('#5b636f', 0.001, [-0.4, 0.4], [0.6, ROOM.back]);
  for (const x of [-0.4, 0.37]) stage.level('#d9a93c', 0.002, [x, x + 0.03], [0.6, ROOM.back]);
  for (let rib = 0; rib < 9; rib += 1) stage.level('rgba(255,255,255,0.06)', 0.002, [-0.34 + rib * 0.078, -0.31 + rib * 0.078], [0.6, ROOM.back]);
  stage.level('rgba(8,8,20,0.35)', 0.003, [ROOM.left, ROOM.left + 0.2], [0.6, ROOM.back]);
  stage.level('rgba(8,8,20,0.35)', 0.003, [ROOM.right - 0.2, ROOM.right], [0.6, ROOM.back]);
}

function ceiling(stage) {
  const { left, right, back, ceiling: up } = ROOM;
  stage.level('#d9d8d2', up, [left, right], [0.6, back]);
  for (let z = 1.4; z < back; z += 0.75) stage.level('rgba(60,60,80,0.2)', up - 0.001, [left, right], [z, z + 0.02]);
  stage.level('#c4c4c0', up - 0.002, [-0.3, 0.3], [0.6, back]);
  for (const z of [2.6, 5.2]) stage.block('#aeb0b0', [-0.22, up - 0.07, z], [0.44, 0.07, 0.5]);
}

function wallOf(stage, side) {
  const x = side < 0 ? ROOM.left : ROOM.right;
  const inward = -side * 0.002;
  stage.side('#b9bcbc', x, [0.6, ROOM.back], [0, ROOM.ceiling]);
  stage.side('#7c8691', x + inward, [0.6, ROOM.back], [0, SILL - 0.1]);
  stage.side('#949da6', x + inward, [0.6, ROOM.back], [SILL - 0.14, SILL - 0.05]);
  const cove = x - side * 0.2;
  stage.face('#cfcfc9', [x, HEAD + 0.1, 0.6], [x, HEAD + 0.1, ROOM.back], [cove, ROOM.ceiling, ROOM.back], [cove, ROOM.ceiling, 0.6]);
  const panels = ['#cf6a4f', '#3f7f8a', '#d9a441', '#6a6fa6', '#5f9a70'];
  for (let panel = 0; panel < 8; panel += 1) {
    const z = 1.5 + panel * 0.86;
    const at = (share, along) => [x - side * (0.03 + 0.15 * share), HEAD + 0.13 + 0.25 * share, along];
    stage.face('#eeeae0', at(0, z), at(0, z + 0.78), at(1, z + 0.78), at(1, z));
    stage.face(panels[(panel + (side < 0 ? 0 : 2)) % 5], at(0.12, z + 0.05), at(0.12, z + 0.36), at(0.88, z + 0.36), at(0.88, z + 0.05));
    for (const line of [0.25, 0.45, 0.65]) stage.face('rgba(60,60,80,0.45)', at(line, z + 0.42), at(line, z + 0.7), at(line + 0.08, z + 0.7), at(line + 0.08, z + 0.42));
  }
}

/** The front: windscreen, the driver's cabin left, the door right, a sign above. */
function frontEnd(stage) {
  const { context } = stage;
  const z = ROOM.back;
  stage.wall('#6d747c', z, [ROOM.left, ROOM.right], [0, ROOM.ceiling]);
  stage.wall('#30353c', z - 0.01, [ROOM.left, ROOM.right], [0, 0.75]);
  stage.wall('#22262c', z - 0.02, [-0.9, 0.9], [1.92, 2.12]);
  const [x, y] = space.point(-0.06, 1.98, z - 0.02);
  words(context, '14 · PLAZA', x, y, 12, '#ffc45e');
}

function windows(stage) {
  const { context } = stage;
  context.save();
  context.globalCompositeOperation = 'destination-out';
  for (const [z0, z1] of BAYS) for (const x of [ROOM.left, ROOM.right]) stage.side('#000', x, [z0, z1], [SILL, HEAD]);
  stage.side('#000', ROOM.right, [7.4, 8.7], [0.3, HEAD + 0.1]);
  stage.side('#000', ROOM.left, [7.3, 8.7], [SILL, HEAD]);
  stage.wall('#000', ROOM.back, [-1.16, 1.16], [0.8, 1.86]);
  context.restore();
  for (const [z0, z1] of BAYS) {
    for (const x of [ROOM.left, ROOM.right]) {
      const inward = x < 0 ? 0.004 : -0.004;
      stage.side('rgba(190,210,235,0.06)', x, [z0, z1], [SILL, HEAD]);
      stage.face('rgba(255,255,255,0.07)', [x, SILL, z0 + 0.3], [x, SILL, z0 + 0.6], [x, HEAD, z0 + 1], [x, HEAD, z0 + 0.7]);
      for (const [from, to] of [[z0 - 0.03, z0 + 0.03], [z1 - 0.03, z1 + 0.03]]) stage.side('#20242a', x + inward, [from, to], [SILL - 0.03, HEAD + 0.03]);
      stage.side('#20242a', x + inward, [z0, z1], [HEAD, HEAD + 0.04]);
      stage.side('#20242a', x + inward, [z0, z1], [SILL - 0.04, SILL]);
      stage.side('#30363e', x + inward, [z0, z1], [HEAD - 0.24, HEAD - 0.21]);
    }
  }
  for (const z of [7.4, 8.02, 8.7]) stage.side('#20242a', ROOM.right - 0.004, [z - 0.03, z + 0.03], [0.2, HEAD + 0.14]);
  for (const x of [-1.16, 0, 1.16]) stage.wall('#20242a', ROOM.back - 0.01, [x - 0.025, x + 0.025], [0.8, 1.86]);
}

function lamps(context, { glow: strength }) {
  const stage = stageOf(context, space);
  for (const side of [-1, 1]) {
    const [inner, outer] = [side * 0.98, side * 1.08];
    for (let z = 1; z < 8.6; z += 1.3) {
      stage.face('#fffdf2', [inner, ROOM.ceiling - 0.01, z], [inner, ROOM.ceiling - 0.01, z + 1.1], [outer, ROOM.ceiling - 0.06, z + 1.1], [outer, ROOM.ceiling - 0.06, z]);
      const [x, y] = space.point((inner + outer) / 2, ROOM.ceiling - 0.04, z + 0.5);
      shine(context, x, y, Math.min(240, 520 / (z + 0.5)), '250,250,235', strength, 0.6);
    }
  }
}

/** The driver, wipers of light from passing lamps, and the stop sign that stays lit. */
function living(context, seconds, at, isDark) {
  at(space.depthOf(8));
  driver(context, seconds);
  const [x, y] = space.point(0.68, 2.02, ROOM.back);
  box(context, x - 17, y - 6, 34, 11, '#3a1216', 3);
  words(context, 'STOP', x, y + 3, 8, '#ff7a5a');
  if (!isDark) return;
  const light = lampLight(seconds);
  if (light < 0.02) return;
  at(0.8);
  const near = (((ridden(seconds) + 3) % 26) + 26) % 26;
  for (const side of [-1, 1]) {
    const along = Math.max(1.4, 6.5 - near * 1.1);
    shine(context, ...space.point(side * 1.2, 1.0, along), 220, '255,205,140', 0.22 * light, 1.1);
  }
}

/** The driver's back, far ahead: seat, shoulders, cap of hair, hands on a wheel that moves a little. */
function driver(context, seconds) {
  const [x, y] = space.point(-0.58, 1.05, 8);
  const sway = Math.sin(seconds * 0.7) * 0.8;
  stroke(context, '#15181d', 4, [[x - 26 + sway, y + 6], [x - 14, y - 8], [x + 16, y - 8], [x + 28 + sway, y + 6]]);
  disc(context, x + sway, y - 44, 15, '#2c211b', 1.14);
  box(context, x - 6 + sway, y - 32, 12, 12, '#8a5f45', 4);
  box(context, x - 33 + sway * 0.6, y - 22, 66, 62, '#8fa8c4', 18);
  box(context, x - 12 + sway * 0.6, y - 24, 24, 9, '#a9bed6', 4);
  box(context, x - 27, y + 2, 54, 70, '#2a2f37', 10);
  box(context, x - 19, y - 12, 38, 22, '#343a44', 8);
  stroke(context, '#454c55', 4, [[x + 44, y + 90], [x + 44, y - 30], [x - 46, y - 30]]);
}
