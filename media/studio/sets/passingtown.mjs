// The town that goes by outside a bus: fronts with windows, street lamps, cars, all in the perspective of the ride.
import { seeded } from '../chance.mjs';
import { disc, shine } from './paint.mjs';
import { stageOf } from './stage.mjs';
import { mix, multiplied, shade } from './tint.mjs';

const LOOP = 208;
const WALLS = ['#8a5a48', '#6f7b84', '#a8937a', '#7d6a74', '#5f7468', '#93826c', '#7a4f4a', '#a39c8e'];
const LAMP_GAP = 26;

/** How far the bus has come: about 7 metres a second, slower and faster. */
export const ridden = (seconds) => seconds * 7 + 9 * Math.sin(seconds * 0.21);

/** The moment that is drawn: what goes by moves with every second frame only, "on twos" as in drawn films, and costs half the bits. */
export const onTwos = (seconds) => Math.floor(seconds * 12.5 + 1e-6) / 12.5;

/** How strong the light of a passing street lamp falls into the bus, 0 to 1: one lamp in three or four seconds. */
export function lampLight(seconds) {
  const near = (((ridden(seconds) + 3) % LAMP_GAP) + LAMP_GAP) % LAMP_GAP;
  return Math.exp(-(((near - 3) / 2.6) ** 2));
}

function street(side) {
  const chance = seeded(side < 0 ? 71 : 72);
  const fronts = [];
  for (let z = 0; z < LOOP;) {
    const long = 8 + chance() * 7;
    const isShop = chance() < 0.42;
    const panes = [];
    for (let storey = 0; storey < 2; storey += 1) {
      for (let column = 0; column < Math.floor(long / 2.6); column += 1) panes.push({ z: 0.7 + column * 2.5, wide: 1.3, y: (isShop && storey === 0 ? 4.1 : 1.1) + storey * 2.8, tall: 1.4, lit: chance() < 0.42, rgb: ['#ffd590', '#ffe6b4', '#ffbf70', '#cfe0ff'][Math.floor(chance() * 4)] });
    }
    fronts.push({ z, long: Math.min(long, LOOP - z) - (chance() < 0.3 ? 2.2 : 0.2), tall: 6 + chance() * 2.5, wall: WALLS[Math.floor(chance() * WALLS.length)], panes: isShop ? panes.filter(({ y }) => y > 3) : panes, isShop, sign: ['#d2664c', '#4f9a8b', '#e0a63f', '#5b7fc0'][Math.floor(chance() * 4)] });
    z += long;
  }
  return fronts;
}

const STREETS = [[-1, street(-1)], [1, street(1)]];

/** Draws what is outside at a moment. `isDark` lights windows and lamps. */
export function passingTown(space, { ambient, haze }, isDark) {
  const far = mix(multiplied(haze, '#ffffff'), '#1a2240', isDark ? 0.3 : 0);
  return (context, seconds) => {
    const stage = stageOf(context, space);
    const way = ridden(seconds);
    for (const [side, fronts] of STREETS) {
      const shown = fronts.map((front) => ({ front, z: ((((front.z - way) % LOOP) + LOOP) % LOOP) })).map(({ front, z }) => ({ front, z: z > LOOP - 20 ? z - LOOP : z })).filter(({ front, z }) => z < 110 && z + front.long > 1.2).sort((a, b) => b.z - a.z);
      for (const { front, z } of shown) building(stage, side * (side < 0 ? 9.5 : 7.5), Math.max(z, 0.9), z, front, { ambient, far, isDark });
      lamps(stage, side * (side < 0 ? 6.4 : 4.6), way, isDark, ambient);
    }
    cars(stage, way, seconds, isDark, ambient);
  };
}

function building(stage, x, from, z, { long, tall, wall, panes, isShop, sign }, { ambient, far, isDark }) {
  const end = z + long;
  if (end <= from) return;
  const colour = mix(multiplied(wall, ambient), far, Math.min(0.85, Math.max(0, (z - 10) / 80)));
  stage.side(colour, x, [from, end], [0, tall]);
  stage.wall(shade(colour, -0.25), from, x < 0 ? [x - 6, x] : [x, x + 6], [0, tall]);
  if (z > 60) return;
  for (const pane of panes) {
    const [a, b] = [z + pane.z, z + pane.z + pane.wide];
    if (a < 1.1 || b > end) continue;
    stage.side(isDark ? (pane.lit ? pane.rgb : shade(colour, -0.4)) : mix(colour, '#a9c3cf', 0.6), x * 0.999, [a, b], [pane.y, pane.y + pane.tall]);
  }
  if (!isShop) return;
  const a = Math.max(1.1, z + 0.5);
  if (end - 0.5 <= a) return;
  stage.side(isDark ? '#ffe3ae' : '#c4d4d6', x * 0.999, [a, end - 0.5], [0.5, 2.5]);
  stage.side(isDark ? sign : multiplied(sign, ambient), x * 0.998, [a, end - 0.5], [2.6, 3.3]);
  for (let post = Math.ceil(a - z); post < long - 0.8; post += 2) stage.side(isDark ? '#6a5038' : shade(colour, -0.2), x * 0.997, [z + post, z + post + 0.12], [0.5, 2.5]);
}

function lamps(stage, x, way, isDark, ambient) {
  const { context, space } = stage;
  for (let lamp = Math.ceil((way + 1.4) / LAMP_GAP) + 3; lamp * LAMP_GAP - way > 1.4; lamp -= 1) {
    const z = lamp * LAMP_GAP - way;
    stage.line(multiplied('#4a4f57', ambient), 0.12, [x, 0, z], [x, 5.4, z]);
    stage.line(multiplied('#4a4f57', ambient), 0.1, [x, 5.4, z], [x - Math.sign(x) * 1.3, 5.6, z]);
    if (!isDark) continue;
    const [px, py] = space.point(x - Math.sign(x) * 1.3, 5.5, z);
    disc(context, px, py, 0.24 * space.metre(z), '#fff0cc');
    shine(context, px, py, Math.min(420, 3.4 * space.metre(z)), '255,210,140', 0.55);
  }
}

/** Cars that come towards the bus, and tail lights far ahead. */
function cars(stage, way, seconds, isDark, ambient) {
  const { context, space } = stage;
  for (let car = 0; car < 4; car += 1) {
    const z = 130 - ((((seconds * 17 + car * 47) % 160) + 160) % 160);
    if (z < 1.6) continue;
    const x = -3.6;
    const metre = space.metre(z);
    const [px, py] = space.point(x, 0.7, z);
    context.fillStyle = multiplied(['#8d3a36', '#c9ccd0', '#35506e', '#5c6a52'][car], ambient);
    context.beginPath();
    context.roundRect(px - 0.85 * metre, py - 0.25 * metre, 1.7 * metre, 0.72 * metre, 0.14 * metre);
    context.roundRect(px - 0.66 * metre, py - 0.78 * metre, 1.32 * metre, 0.62 * metre, 0.16 * metre);
    context.fill();
    context.fillStyle = multiplied('#3f4c55', ambient);
    context.beginPath();
    context.roundRect(px - 0.56 * metre, py - 0.68 * metre, 1.12 * metre, 0.4 * metre, 0.1 * metre);
    context.fill();
    for (const lamp of [-0.6, 0.6]) {
      disc(context, px + lamp * metre, py, Math.max(1, 0.12 * metre), isDark ? '#fff6dc' : '#e6e2d4');
      if (isDark) shine(context, px + lamp * metre, py, Math.min(260, 1.9 * metre), '255,240,210', 0.5);
    }
  }
  for (const [ahead, x] of [[34, 0.2], [58, 0.1]]) {
    const z = ahead + 5 * Math.sin(seconds * 0.3 + ahead);
    for (const lamp of [-0.6, 0.6]) {
      const [px, py] = space.point(x + lamp, 0.8, z);
      disc(context, px, py, Math.max(1.2, 0.14 * space.metre(z)), isDark ? '#ff4a34' : '#8d2a24');
      if (isDark) shine(context, px, py, 26, '255,60,40', 0.5);
    }
  }
}
