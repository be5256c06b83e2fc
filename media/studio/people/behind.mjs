// People seen from behind: clothes without their fronts, and heads without a face.
import { fillHair, domeOf } from './locks.mjs';
import { FLAT, HAIR } from './hair.mjs';
import { drawEars, headPath } from './head.mjs';
import { drawDefenders, HEADWEAR } from './headwear.mjs';
import { fillSmooth, line, smooth } from './shapes.mjs';

const at = (trunk, share, y) => {
  const [left, right] = [trunk.side(-1, y), trunk.side(1, y)];
  return [left.x + ((right.x - left.x) * (share + 1)) / 2, (left.y + right.y) / 2];
};

/** Neck and collar, and what is carried on the back. */
export function drawBack(ink, { body }, trunk, head) {
  const { context } = ink;
  const [x, y] = [(trunk.side(-1, -8).x + trunk.side(1, -8).x) / 2, trunk.side(1, -10).y];
  const top = { x: head.middle.x, y: head.middle.y + 30 * body.head };
  const wide = body.neck;
  fillSmooth(context, [[top.x - wide, top.y], [top.x + wide, top.y], [x + wide, y + 4], [x, y + 12], [x - wide, y + 4]], ink.across(-wide - 20, wide + 20, body.skin, 0.9), 0.4);
  const collar = body.garment.collar === 'hood'
    ? [[-wide * 1.9, 4], [-wide * 1.2, -14], [wide * 1.2, -14], [wide * 1.9, 4], [wide * 1.5, 62], [0, 84], [-wide * 1.5, 62]]
    : [[-wide - 6, -8], [0, -1], [wide + 6, -8], [wide + 12, 12], [0, 20], [-wide - 12, 12]];
  const path = fillSmooth(context, collar.map(([across, down]) => [x + across, y + down]), ink.across(-80, 80, body.top, 1), 0.7);
  context.strokeStyle = ink.flat(body.top, -0.45, 0.6);
  context.lineWidth = 2;
  context.stroke(path);
  if (body.garment.open || body.garment.name === 'uniform' || body.garment.name === 'shirt') line(context, [at(trunk, -0.86, 66), at(trunk, 0, 60), at(trunk, 0.86, 66)], ink.flat(body.top, -0.45, 0.4), 2);
  for (const share of [-0.5, 0.5]) line(context, [at(trunk, share * 1.4, 110), at(trunk, share * 1.1, 170), at(trunk, share * 1.2, 236)], ink.flat(body.top, -0.5, 0.24), 2.6);
  carried(ink, body, trunk, [x, y]);
}

function carried(ink, body, trunk, [x, y]) {
  const { context } = ink;
  const { extras } = body;
  if (extras.has('vest')) {
    fillSmooth(context, [[-0.5, -6], [0.5, -6], [0.82, 40], [0.98, 120], [0.98, 288], [-0.98, 288], [-0.98, 120], [-0.82, 40]].map(([share, down]) => at(trunk, share, down)), ink.across(-100, 100, body.accent, 0.8), 0.3);
    for (const down of [176, 232]) line(context, [at(trunk, -0.94, down), at(trunk, 0, down + 3), at(trunk, 0.94, down)], ink.flat('#d8dadd'), 15);
  }
  if (extras.has('apron')) for (const sign of [-1, 1]) line(context, [at(trunk, 0, 190), at(trunk, sign * 0.5, 186), at(trunk, sign * 0.98, 184)], ink.flat(body.accent, -0.1), 8);
  if (extras.has('bag')) line(context, [at(trunk, -0.6, 0), at(trunk, 0, 110), at(trunk, 0.9, 236)], ink.flat(body.accent, -0.2), 9);
  if (extras.has('scarf')) fillSmooth(context, [[-1, -20], [0, -28], [1, -20], [1.05, 10], [0, 20], [-1.05, 10]].map(([across, down]) => [x + across * (body.neck + 12), y + down + 10]), ink.across(-60, 60, body.accent, 1), 0.8);
  if (extras.has('backpack')) pack(ink, body, trunk);
}

function pack(ink, body, trunk) {
  const { context } = ink;
  const path = fillSmooth(context, [[-0.62, 40], [0, 18], [0.62, 40], [0.7, 140], [0.64, 226], [-0.64, 226], [-0.7, 140]].map(([share, down]) => at(trunk, share, down)), ink.across(-80, 80, body.accent, 1), 0.6);
  context.strokeStyle = ink.flat(body.accent, -0.45, 0.7);
  context.lineWidth = 2.6;
  context.stroke(path);
  context.stroke(smooth([[-0.44, 140], [0.44, 140], [0.46, 206], [-0.46, 206]].map(([share, down]) => at(trunk, share, down)), 0.3));
}

/** A head from behind, around its middle. */
export function drawHeadBehind(ink, body, view) {
  const { context } = ink;
  drawEars(ink, body, view);
  context.fillStyle = ink.across(-48, 48, body.skin, 0.9);
  context.fill(headPath({ ...body, face: { ...body.face, chin: 44, point: 22 } }, view, 0));
  if (!FLAT.has(body.head_wear)) hairBehind(ink, body, view);
  wornBehind(ink, body, view);
  if (body.extras.has('ear-defenders')) drawDefenders(ink, body, view);
}

function hairBehind(ink, body, view) {
  const { style } = body;
  if (style === 'bald' && body.age < 45) return;
  const isThin = style === 'receding' || style === 'bald';
  const nape = ['crop', 'buzz', 'receding', 'bald'].includes(style) ? 30 : 42;
  const dome = domeOf(view, { high: isThin || style === 'buzz' ? 1 : 9, wide: 3, rough: style === 'messy' ? 1 : 0 }).filter(([, y]) => !isThin || y > -34);
  const shape = smooth([...dome, [46, 6], [38, nape - 8], [18, nape], [-18, nape], [-38, nape - 8], [-46, 6]], isThin ? 0.5 : 0.8);
  if (style === 'buzz') context(ink, 0.8, () => fillHair(ink, body, shape));
  else fillHair(ink, body, shape);
  for (const across of [-26, -9, 9, 26]) line(ink.context, [[across * 0.8, isThin ? -10 : -52], [across * 1.15, -12], [across, nape - 8]], ink.flat(body.hair, across % 2 ? -0.35 : 0.25, 0.28), 1.8);
  HAIR[style].back(ink, body, view);
}

function context(ink, opacity, draw) {
  ink.context.globalAlpha = opacity;
  draw();
  ink.context.globalAlpha = 1;
}

function wornBehind(ink, body, view) {
  const worn = body.head_wear;
  if (worn === 'none') return;
  if (worn === 'headscarf' || worn === 'hood' || worn === 'sun-hat') {
    HEADWEAR[worn].back(ink, body, view);
    if (worn !== 'sun-hat') return;
  }
  const tall = worn === 'turban' ? [30, 14] : worn === 'sun-hat' ? [32, 4] : [18, 6];
  const dome = domeOf(view, { high: tall[0], wide: tall[1] }).filter(([, y]) => y < -18);
  fillSmooth(ink.context, [...dome, [34, -16], [-34, -16]], ink.across(-56, 56, body.headColour, 1), 0.6);
  line(ink.context, [[-44, -20], [0, -14], [44, -20]], ink.flat(body.headColour, -0.35, 0.6), 3);
}
