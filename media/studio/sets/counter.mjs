// The shop's counter, near: wood, a till, a card reader, a parcel, a bell and a card about returns.
import { seeded } from '../chance.mjs';
import { across, along, box, disc, downward, glow, shape, stroke, words } from './paint.mjs';
import { stageOf } from './stage.mjs';

const TOP = 1.0;
const [NEAR, FAR] = [0.95, 1.42];

export function counter(context, space) {
  const stage = stageOf(context, space);
  const edge = space.point(0, TOP, FAR)[1];
  glow(context, 640, edge, 900, 'rgba(20,10,20,0.25)', 'rgba(20,10,20,0)', 0.03);
  box(context, -200, edge, 1700, 400, downward(context, edge, 760, '#b98d5c', '#c79a68', '#a87c4e'));
  grain(context, edge);
  box(context, -200, edge, 1700, 5, '#e3c294');
  box(context, -200, edge + 5, 1700, 3, 'rgba(70,40,20,0.28)');
  const at = (x, z) => space.point(x, TOP, z);
  returnsCard(context, ...at(-0.685, 1.24));
  parcel(stage, context, [-0.515, TOP, 1.24]);
  bell(context, ...at(-0.09, 1.28));
  reader(context, ...at(0.33, 1.24));
  till(stage, context);
}

function grain(context, edge) {
  const chance = seeded(5);
  for (let line = 0; line < 34; line += 1) {
    const y = edge + 10 + line * 7.5 + chance() * 4;
    const x = -200 + chance() * 900;
    stroke(context, `rgba(90,52,22,${0.07 + chance() * 0.1})`, 1 + chance() * 1.6, [[x, y], [x + 300, y + chance() * 4], [x + 600 + chance() * 500, y + chance() * 3]]);
  }
  for (const x of [120, 700, 1210]) glow(context, x, edge + 60, 190, 'rgba(255,240,210,0.22)', 'rgba(255,240,210,0)', 0.22);
}

function returnsCard(context, x, y) {
  glow(context, x, y + 4, 90, 'rgba(30,14,6,0.4)', 'rgba(30,14,6,0)', 0.16);
  shape(context, '#d8d0bb', [[x + 66, y - 118], [x + 74, y - 112], [x + 78, y + 6], [x + 70, y + 4]]);
  shape(context, along(context, [x - 70, y - 118], [x + 70, y], '#fbf8ee', '#ece5d2'), [[x - 76, y - 118], [x + 66, y - 118], [x + 70, y + 4], [x - 80, y + 4]]);
  box(context, x - 76, y - 118, 142, 26, '#2f5d62');
  words(context, 'RETURNS · CAMBIOS', x - 5, y - 100, 13, '#f6f1e4');
  words(context, 'With receipt: cash', x - 5, y - 70, 14, '#3b3b3b');
  words(context, 'No receipt:', x - 5, y - 46, 14, '#3b3b3b');
  words(context, 'swap or credit', x - 5, y - 28, 14, '#3b3b3b');
  words(context, 'Ask us!', x - 5, y - 7, 13, '#b4533f');
}

/** The box of a small fan heater, which its picture shows. */
function parcel(stage, context, [x, y, z]) {
  const [wide, tall, deep] = [0.215, 0.17, 0.15];
  stage.shadow([x + wide / 2, y, z + 0.05], 0.22, 0.17, 0.5);
  stage.block('#bd9463', [x, y, z], [wide, tall, deep], { top: 0.2, right: -0.24 });
  stage.level('rgba(235,222,190,0.75)', y + tall + 0.001, [x + 0.09, x + 0.125], [z, z + deep]);
  stage.wall('#b4533f', z - 0.001, [x, x + wide], [y + tall - 0.05, y + tall - 0.008]);
  stage.plane([x, y + tall, z - 0.002], (metre) => {
    heater(metre, 0.056, 0.106);
    for (const [row, long] of [0.09, 0.06, 0.08].entries()) box(metre, 0.112, 0.094 + row * 0.016, long, 0.006, 'rgba(70,46,30,0.55)');
    // Letters are set in millimetres: fonts smaller than one are not.
    metre.scale(0.001, 0.001);
    words(metre, 'HEATER', wide * 500, 40, 32, '#fbf3e2');
    words(metre, 'CALENTADOR', 156, 79, 14, '#5a3a24');
  });
}

/** A fan heater as printed on its box, in metres around its middle. */
function heater(metre, x, y) {
  box(metre, x - 0.046, y - 0.046, 0.092, 0.1, '#efe7d4', 0.006);
  box(metre, x - 0.034, y + 0.03, 0.068, 0.012, '#2c3238', 0.004);
  box(metre, x - 0.036, y - 0.038, 0.072, 0.07, '#4b545c', 0.012);
  disc(metre, x, y - 0.004, 0.028, '#23282d');
  for (const turn of [0, 1, 2, 3, 4, 5]) {
    const way = (turn / 6) * Math.PI * 2;
    stroke(metre, '#e9824a', 0.0035, [[x + Math.cos(way) * 0.008, y - 0.004 + Math.sin(way) * 0.008], [x + Math.cos(way + 0.5) * 0.024, y - 0.004 + Math.sin(way + 0.5) * 0.024]]);
  }
  for (const radius of [0.014, 0.021]) {
    metre.strokeStyle = 'rgba(200,206,210,0.8)';
    metre.lineWidth = 0.002;
    metre.beginPath();
    metre.arc(x, y - 0.004, radius, 0, Math.PI * 2);
    metre.stroke();
  }
  disc(metre, x, y - 0.004, 0.006, '#f3c88f');
}

function bell(context, x, y) {
  glow(context, x, y + 4, 54, 'rgba(30,14,6,0.4)', 'rgba(30,14,6,0)', 0.22);
  box(context, x - 34, y - 6, 68, 10, '#5b4030', 4);
  context.fillStyle = across(context, x - 30, x + 30, '#8f7434', '#f4e2a0', '#c9a24e', '#7d6128');
  context.beginPath();
  context.moveTo(x - 30, y - 6);
  context.bezierCurveTo(x - 28, y - 42, x + 28, y - 42, x + 30, y - 6);
  context.fill();
  disc(context, x, y - 36, 6, '#d9be72');
}

function reader(context, x, y) {
  glow(context, x, y + 4, 74, 'rgba(30,14,6,0.42)', 'rgba(30,14,6,0)', 0.18);
  shape(context, along(context, [x, y - 84], [x, y], '#3d444d', '#23282f'), [[x - 40, y], [x + 42, y], [x + 34, y - 86], [x - 30, y - 86]]);
  shape(context, '#12161a', [[x - 24, y - 78], [x + 28, y - 78], [x + 31, y - 48], [x - 27, y - 48]]);
  shape(context, along(context, [x, y - 76], [x, y - 50], '#bfe3d4', '#8cc2ae'), [[x - 21, y - 75], [x + 25, y - 75], [x + 28, y - 51], [x - 24, y - 51]]);
  for (const row of [0, 1, 2]) for (const column of [0, 1, 2]) box(context, x - 24 + column * 18 - row, y - 40 + row * 12, 13, 8, '#6b757f', 2);
  box(context, x - 24, y - 5, 14, 4, '#c9564b');
  box(context, x + 12, y - 5, 14, 4, '#7aa35c');
}

function till(stage, context) {
  const [x, z] = [0.56, 1.0];
  stage.shadow([x + 0.25, TOP, z + 0.1], 0.42, 0.26, 0.55);
  stage.block('#39434b', [x, TOP, z], [0.56, 0.1, 0.3], { top: 0.18, left: -0.3 });
  const [l, t] = stage.space.point(x + 0.03, TOP + 0.36, z + 0.08);
  const [, b] = stage.space.point(x + 0.03, TOP + 0.1, z + 0.08);
  shape(context, '#1c2126', [[l, t], [l + 420, t - 30], [l + 420, b + 40], [l + 8, b]]);
  shape(context, along(context, [l, t], [l + 300, b], '#4a6b78', '#27424e'), [[l + 14, t + 12], [l + 420, t - 14], [l + 420, b + 10], [l + 20, b - 10]]);
  for (const [row, wide] of [130, 96, 150, 84, 116, 60].entries()) box(context, l + 34, t + 36 + row * 27, wide, 8, row === 5 ? 'rgba(255,206,120,0.75)' : 'rgba(220,240,245,0.5)', 3);
  shape(context, '#f6f1e2', [[l - 12, b + 42], [l + 46, b + 38], [l + 40, b - 22], [l - 2, b - 20]]);
  for (const row of [0, 1, 2, 3]) stroke(context, 'rgba(60,60,70,0.5)', 2, [[l + 2, b - 10 + row * 10], [l + 32, b - 12 + row * 10]]);
}
