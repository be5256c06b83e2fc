// The office desk, near: two monitors with their backs to you, a lamp, the log book, a mug, a keyboard.
import { seeded } from '../chance.mjs';
import { along, box, disc, downward, glow, shape, shine, stroke, words } from './paint.mjs';
import { stageOf } from './stage.mjs';

const TOP = 0.74;
const FAR = 1.62;
const MONITORS = [{ x: -1.06, z: 1.42, wide: 0.52 }, { x: 0.72, z: 1.4, wide: 0.5 }];
const LAMP = [-0.45, 1.5];

export function desk(context, space) {
  const stage = stageOf(context, space);
  const edge = space.point(0, TOP, FAR)[1];
  box(context, -200, edge, 1700, 400, downward(context, edge, 760, '#8f6f52', '#a17e5d', '#7d5f45'));
  const chance = seeded(9);
  for (let line = 0; line < 30; line += 1) {
    const y = edge + 8 + line * 7 + chance() * 4;
    const x = -200 + chance() * 900;
    stroke(context, `rgba(60,36,20,${0.08 + chance() * 0.1})`, 1 + chance() * 1.4, [[x, y], [x + 320, y + chance() * 4], [x + 640 + chance() * 500, y + chance() * 3]]);
  }
  box(context, -200, edge, 1700, 4, 'rgba(255,230,190,0.5)');
  for (const one of MONITORS) monitor(stage, one);
  lamp(stage);
  logBook(stage);
  mug(context, ...space.point(0.46, TOP, 1.32));
  papers(stage);
}

function monitor(stage, { x, z, wide }) {
  const { context, space } = stage;
  stage.shadow([x + wide / 2, TOP, z + 0.05], 0.3, 0.2, 0.5);
  stage.block('#33383f', [x + wide * 0.32, TOP, z], [wide * 0.36, 0.015, 0.16], { top: 0.2 });
  stage.block('#3d434b', [x + wide * 0.45, TOP, z + 0.07], [wide * 0.1, 0.14, 0.03]);
  const { left, top, right, bottom } = screen(space, { x, z, wide });
  box(context, left, top, right - left, bottom - top, along(context, [left, top], [right, bottom], '#4a5058', '#2b2f36'), 9);
  context.strokeStyle = 'rgba(255,255,255,0.18)';
  context.lineWidth = 2;
  context.strokeRect(left + 2, top + 2, right - left - 4, bottom - top - 4);
  box(context, left + (right - left) * 0.3, top + (bottom - top) * 0.32, (right - left) * 0.4, (bottom - top) * 0.46, 'rgba(10,12,18,0.35)', 8);
  for (const row of [0, 1, 2, 3]) box(context, left + (right - left) * 0.36, top + (bottom - top) * (0.4 + row * 0.08), (right - left) * 0.28, 3, 'rgba(0,0,0,0.35)');
}

const screen = (space, { x, z, wide }) => {
  const [left, top] = space.point(x, TOP + 0.42, z + 0.06);
  const [right, bottom] = space.point(x + wide, TOP + 0.1, z + 0.06);
  return { left, top, right, bottom };
};

/** What shines on the desk: the lamp's bulb and the light of the screens around their edges. */
export function deskLights(context, space) {
  for (const one of MONITORS) {
    const { left, top, right, bottom } = screen(space, one);
    context.save();
    context.beginPath();
    context.rect(-200, -200, 1700, 1200);
    context.roundRect(left, top, right - left, bottom - top, 9);
    context.clip('evenodd');
    shine(context, (left + right) / 2, (top + bottom) / 2, (right - left) * 0.86, '110,155,255', 0.62, 0.8);
    context.restore();
    context.strokeStyle = 'rgba(160,196,255,0.8)';
    context.lineWidth = 2.2;
    context.strokeRect(left + 1, top + 1, right - left - 2, bottom - top - 2);
  }
  const [bx, by] = space.point(LAMP[0], TOP, LAMP[1]);
  context.save();
  context.translate(bx + 34, by - 206);
  context.rotate(0.62);
  disc(context, 3, 44, 43, '#fff6d8', 0.2);
  context.restore();
  shine(context, bx + 12, by - 160, 210, '255,220,150', 0.62);
}

function lamp(stage) {
  const { context, space } = stage;
  const [bx, by] = space.point(LAMP[0], TOP, LAMP[1]);
  glow(context, bx, by + 3, 70, 'rgba(20,10,10,0.45)', 'rgba(20,10,10,0)', 0.22);
  disc(context, bx, by - 3, 46, '#27413f', 0.2);
  disc(context, bx, by - 8, 44, '#355854', 0.18);
  stroke(context, '#355854', 8, [[bx, by - 10], [bx - 30, by - 120], [bx + 34, by - 206]]);
  stroke(context, 'rgba(255,255,255,0.25)', 2, [[bx - 2, by - 14], [bx - 33, by - 120]]);
  disc(context, bx - 30, by - 120, 9, '#23393a');
  context.save();
  context.translate(bx + 34, by - 206);
  context.rotate(0.62);
  context.fillStyle = along(context, [-40, 0], [44, 0], '#4a7a74', '#27413f');
  context.beginPath();
  context.moveTo(-16, -20);
  context.bezierCurveTo(6, -26, 18, -18, 20, -4);
  context.lineTo(46, 44);
  context.lineTo(-40, 44);
  context.closePath();
  context.fill();
  disc(context, 3, 44, 43, '#c9c2ae', 0.2);
  context.restore();
}

/** The log book lies open in the middle, turned to the one who sits behind the desk. */
function logBook(stage) {
  const { context } = stage;
  stage.shadow([0.02, TOP, 1.32], 0.34, 0.2, 0.45);
  stage.block('#5a3430', [-0.23, TOP, 1.2], [0.5, 0.016, 0.29], { top: -0.1 });
  for (const [x0, x1] of [[-0.215, 0.018], [0.022, 0.255]]) {
    stage.level('#f1ead6', TOP + 0.026, [x0, x1], [1.215, 1.475]);
    for (let line = 0; line < 9; line += 1) {
      const z = 1.24 + line * 0.025;
      stage.line('rgba(70,90,140,0.5)', 0.0022, [x0 + 0.016, TOP + 0.027, z], [x1 - 0.016, TOP + 0.027, z]);
      if (line > 2) stage.line('rgba(30,34,60,0.75)', 0.004, [x0 + 0.02, TOP + 0.028, z + 0.009], [x0 + 0.1 + ((line * 37) % 9) * 0.012, TOP + 0.028, z + 0.009]);
    }
    stage.line('rgba(190,70,60,0.6)', 0.0026, [x0 + 0.05, TOP + 0.027, 1.22], [x0 + 0.05, TOP + 0.027, 1.47]);
  }
  stage.face('rgba(60,40,30,0.3)', [0.012, TOP + 0.028, 1.21], [0.028, TOP + 0.028, 1.21], [0.028, TOP + 0.028, 1.48], [0.012, TOP + 0.028, 1.48]);
  stage.line('#2b4a7c', 0.014, [0.12, TOP + 0.036, 1.26], [0.22, TOP + 0.036, 1.4]);
  const [tx, ty] = stage.space.point(0.02, TOP, 1.185);
  words(context, 'LOG · REGISTRO', tx, ty + 3, 13, 'rgba(240,226,190,0.9)');
}

function mug(context, x, y) {
  glow(context, x + 4, y + 4, 54, 'rgba(20,10,10,0.45)', 'rgba(20,10,10,0)', 0.24);
  stroke(context, '#b8c4c8', 7, [[x + 30, y - 50], [x + 50, y - 46], [x + 50, y - 24], [x + 28, y - 16]]);
  shape(context, along(context, [x - 34, y], [x + 34, y], '#e6ecec', '#c3cdd0', '#8896a0'), [[x - 34, y - 66], [x + 34, y - 66], [x + 29, y], [x - 29, y]]);
  disc(context, x, y - 66, 34, '#dfe6e6', 0.26);
  disc(context, x, y - 64, 29, '#4a2f1f', 0.24);
  box(context, x - 32, y - 40, 64, 7, '#c8553d');
}

function papers(stage) {
  stage.face('#e9e4d6', [-0.62, TOP + 0.004, 1.2], [-0.38, TOP + 0.004, 1.16], [-0.33, TOP + 0.004, 1.36], [-0.56, TOP + 0.004, 1.4]);
  stage.face('#f4f0e4', [-0.6, TOP + 0.008, 1.19], [-0.36, TOP + 0.008, 1.18], [-0.34, TOP + 0.008, 1.37], [-0.57, TOP + 0.008, 1.38]);
  for (let line = 0; line < 6; line += 1) stage.line('rgba(70,70,90,0.45)', 0.004, [-0.55, TOP + 0.009, 1.22 + line * 0.024], [-0.42 + (line % 3) * 0.02, TOP + 0.009, 1.215 + line * 0.024]);
  stage.block('#2b2f36', [0.3, TOP, 1.14], [0.16, 0.012, 0.09], { top: 0.1 });
}
