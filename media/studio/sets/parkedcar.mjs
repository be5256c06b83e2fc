// The stopped car, near: what is inside it, and its side with the driver's window open.
import { along, box, disc, downward, trace } from './paint.mjs';
import { stageOf } from './stage.mjs';
import { shade } from './tint.mjs';

/** The car's side towards you, its other side, and where its back end is; it faces you. */
const CAR = { near: -1.1, far: -2.86, back: 3.98, paint: '#9c4a3e' };
const BELT = 0.93;

/** A point of the near side: `from` metres from the back end, `up` from the road; the cabin leans in. */
const side = (from, up, out = 0) => [CAR.near + out - Math.max(0, up - BELT) * 0.42, up, CAR.back - from];
const other = (from, up) => [CAR.far + Math.max(0, up - BELT) * 0.42, up, CAR.back - from];

const ROOF = [[0.62, BELT], [0.86, 1.12], [1.16, 1.32], [1.42, 1.4], [1.8, 1.435], [2.3, 1.43], [2.56, 1.39], [2.9, 1.22], [3.34, BELT]];
const REAR_PANE = [[0.92, 0.97], [1.0, 1.08], [1.2, 1.27], [1.4, 1.345], [1.84, 1.375], [1.86, 0.97]];
const FRONT_PANE = [[1.96, 0.97], [1.955, 1.375], [2.3, 1.37], [2.54, 1.325], [2.84, 1.16], [3.1, 0.97]];

/** Behind the people in it: the far doors with their windows, the roof's inside, seats. The far windows stay open. */
export function carInside(context, space) {
  const stage = stageOf(context, space);
  const part = (fill, ...places) => stage.face(fill, ...places.map((at) => other(...at)));
  part('#302e37', [0.4, 0.25], [0.5, 0.98], [3.5, 0.98], [3.6, 0.25]);
  part('#3f3c47', [0.9, 0.5], [0.9, 0.9], [1.8, 0.9], [1.8, 0.5]);
  part('#3f3c47', [2.0, 0.5], [2.0, 0.9], [3.0, 0.9], [3.0, 0.5]);
  part('#3a3842', [0.4, 0.97], [0.95, 0.97], [1.35, 1.4], [1.0, 1.4]);
  part('#3a3842', [1.84, 0.97], [1.98, 0.97], [1.98, 1.4], [1.84, 1.4]);
  part('#3a3842', [3.05, 0.97], [3.3, 0.97], [2.62, 1.4], [2.44, 1.4]);
  part('#4a4752', [1.0, 1.34], [2.6, 1.34], [2.56, 1.44], [1.1, 1.44]);
  part('rgba(196,216,226,0.2)', [0.95, 0.98], [1.35, 1.34], [1.84, 1.34], [1.84, 0.98]);
  part('rgba(196,216,226,0.2)', [1.98, 0.98], [1.98, 1.34], [2.46, 1.34], [3.05, 0.98]);
  stage.face('#57545f', side(1.2, 1.4), side(2.56, 1.39), other(2.56, 1.39), other(1.2, 1.4));
  // The shelf behind the back seats, the seats, the dashboard.
  stage.face('#2b2931', side(0.4, 0.95), side(0.95, 0.95), other(0.95, 0.95), other(0.4, 0.95));
  for (const [x, z] of [[-2.35, 3.32], [-1.6, 3.32], [-2.3, 2.12], [-1.6, 2.12]]) chair(stage, x, z);
  stage.face('#24222a', side(3.34, 0.9), side(3.0, 0.98), other(3.0, 0.98), other(3.34, 0.9));
  stage.face('#1b1a20', side(3.0, 0.98), side(2.96, 0.76), other(2.96, 0.76), other(3.0, 0.98));
}

/** A seat that faces you, with its headrest. */
function chair(stage, x, z) {
  stage.plane([x, 0, z], (metre) => {
    const cloth = metre.createLinearGradient(-0.25, 0, 0.25, 0);
    ['#5d5965', '#6a6672', '#45424d'].forEach((colour, index) => cloth.addColorStop(index / 2, colour));
    box(metre, -0.05, -1.1, 0.1, 0.14, '#2b2930');
    box(metre, -0.14, -1.26, 0.28, 0.19, cloth, 0.07);
    box(metre, -0.25, -1.03, 0.5, 0.75, cloth, 0.1);
    box(metre, -0.17, -0.95, 0.34, 0.6, 'rgba(20,18,28,0.18)', 0.07);
  });
}

/** The near side: doors, pillars, roof, wheels. The driver's window is open, the rear one is glass. */
export function carSide(context, space) {
  const stage = stageOf(context, space);
  stage.level('rgba(10,8,14,0.5)', 0, [CAR.far, CAR.near - 0.04], [-1, CAR.back - 0.2]);
  for (const z of [1.6, 2.2, 2.8, 3.3]) stage.shadow([CAR.near - 0.05, 0, z], 0.62, 0.62, 0.4);
  const { paint } = CAR;
  const [, top] = space.point(...side(2.2, BELT));
  const [, low] = space.point(...side(2.2, 0.12));
  // Drawn as one shape with two holes.
  const body = [[0.1, 0.22], [0, 0.48], [0.03, 0.78], [0.12, BELT - 0.02], ...ROOF, [3.9, 0.9], [4.3, 0.82], [4.45, 0.6], [4.4, 0.22]].map(([from, up]) => side(from, up));
  context.save();
  const outlines = [body, REAR_PANE.map(([from, up]) => side(from, up)), FRONT_PANE.map(([from, up]) => side(from, up))].map((corners) => space.outline(corners));
  context.fillStyle = downward(context, top - 240, low, shade(paint, 0.2), shade(paint, 0.05), shade(paint, 0.14), shade(paint, -0.12), shade(paint, -0.42));
  context.beginPath();
  for (const points of outlines) {
    points.forEach(([x, y], index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    context.closePath();
  }
  context.fill('evenodd');
  context.restore();
  panels(stage);
  panes(stage, outlines);
  for (const from of [0.86]) wheel(stage, from);
}

/** Lines and lights on the doors. */
function panels(stage) {
  const { context, space } = stage;
  const line = (points, colour, width) => {
    const shown = points.map(([from, up]) => space.point(...side(from, up, 0.003)));
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.lineJoin = 'round';
    trace(context, shown);
    context.stroke();
  };
  line([[0.14, 0.84], [1.2, 0.86], [2.4, 0.865], [3.5, 0.86]], 'rgba(255,226,210,0.5)', 3);
  line([[0.14, 0.825], [1.2, 0.845], [2.4, 0.85], [3.5, 0.845]], 'rgba(40,8,10,0.4)', 2.4);
  line([[0.1, 0.44], [1.2, 0.44], [2.4, 0.44], [3.5, 0.44]], 'rgba(30,8,10,0.5)', 7);
  line([[1.9, 0.26], [1.9, 0.6], [1.91, 0.96]], 'rgba(30,8,12,0.7)', 3);
  line([[1.12, 0.62], [1.0, 0.84], [0.98, 0.95]], 'rgba(30,8,12,0.6)', 2.4);
  line([[3.14, 0.26], [3.18, 0.6], [3.12, 0.95]], 'rgba(30,8,12,0.7)', 3);
  line([[1.3, 0.23], [3.3, 0.23]], 'rgba(10,6,10,0.75)', 9);
  for (const from of [1.96, 1.14]) {
    stage.face('rgba(30,8,12,0.6)', side(from + 0.03, 0.755, 0.004), side(from + 0.24, 0.755, 0.004), side(from + 0.24, 0.805, 0.004), side(from + 0.03, 0.805, 0.004));
    stage.face('#d9cfc6', side(from + 0.03, 0.775, 0.03), side(from + 0.22, 0.775, 0.03), side(from + 0.22, 0.8, 0.03), side(from + 0.03, 0.8, 0.03));
  }
  stage.face('#7a1f1a', side(0.01, 0.7, 0.004), side(0.22, 0.7, 0.004), side(0.2, 0.82, 0.004), side(0.06, 0.82, 0.004));
  stage.face('rgba(255,170,140,0.55)', side(0.03, 0.78, 0.005), side(0.2, 0.78, 0.005), side(0.19, 0.8, 0.005), side(0.05, 0.8, 0.005));
}

/** Frames of rubber, the rear glass, the wound-down front glass and the light along the roof. */
function panes(stage, [, rear, front]) {
  const { context, space } = stage;
  const [x0, y0] = space.point(...side(0.95, 1.3));
  const [x1, y1] = space.point(...side(1.86, 0.97));
  context.fillStyle = along(context, [x0, y0], [x1, y1], 'rgba(60,74,84,0.42)', 'rgba(160,186,198,0.22)', 'rgba(40,52,62,0.46)');
  trace(context, rear);
  context.closePath();
  context.fill();
  for (const points of [rear, front]) {
    context.strokeStyle = '#17151a';
    context.lineWidth = 5;
    context.lineJoin = 'round';
    trace(context, points);
    context.closePath();
    context.stroke();
  }
  stage.face('rgba(190,214,224,0.5)', side(1.97, 0.975), side(3.06, 0.975), side(3.0, 1.0), side(1.97, 1.0));
  // The windscreen, left of the front pillar, and the roof's front edge.
  stage.face('rgba(150,180,196,0.3)', side(2.58, 1.385), side(3.34, BELT), other(3.34, BELT), other(2.58, 1.385));
  stage.face('rgba(235,246,250,0.28)', side(2.75, 1.29), side(2.9, 1.2), other(3.1, 1.08), other(2.86, 1.22));
  stage.face(shade(CAR.paint, 0.05), side(2.5, 1.41), side(2.62, 1.37), other(2.62, 1.37), other(2.5, 1.41));
  const roof = ROOF.map(([from, up]) => space.point(...side(from, up)));
  context.strokeStyle = 'rgba(255,232,220,0.5)';
  context.lineWidth = 3;
  trace(context, roof);
  context.stroke();
}

function wheel(stage, from) {
  const { context, space } = stage;
  const round = (radius, out) => Array.from({ length: 28 }, (_, step) => space.point(...side(from + Math.cos((step / 14) * Math.PI) * radius, 0.33 + Math.sin((step / 14) * Math.PI) * radius, out)));
  for (const [radius, out, fill] of [[0.4, 0.002, 'rgba(12,8,12,0.9)'], [0.335, 0.01, '#1d1c20'], [0.22, 0.02, '#8e9399'], [0.19, 0.021, '#6a6f76'], [0.06, 0.022, '#c4c8cc']]) {
    context.fillStyle = fill;
    trace(context, round(radius, out));
    context.fill();
  }
  for (let spoke = 0; spoke < 5; spoke += 1) {
    const angle = spoke * 1.2566 + 0.3;
    stage.line('#b5babf', 0.035, side(from, 0.33, 0.022), side(from + Math.cos(angle) * 0.18, 0.33 + Math.sin(angle) * 0.18, 0.022));
  }
  const [x, y] = space.point(...side(from, 0.33, 0.022));
  disc(context, x, y, 6, '#d5d8db');
}
