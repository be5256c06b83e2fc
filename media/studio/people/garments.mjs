// Necks and clothes in front of the trunk: collars, openings, lapels, buttons; all drawn on the trunk's surface, so they turn with it.
import { lerp } from '../chance.mjs';
import { dot, fillSmooth, line, smooth } from './shapes.mjs';

/** How far below the neck each kind of collar shows skin, and how much wider than the neck it is. */
const CUTS = { round: [24, 9], vee: [74, 8], scoop: [56, 20], roll: [8, 4], points: [36, 5], soft: [50, 6], hood: [26, 8], deep: [28, 9], zip: [26, 8], lapel: [30, 8] };

/** Neck, then what shows below an open garment, then the garment's own front. */
export function drawFront(ink, skeleton, trunk, head) {
  const { body } = skeleton;
  const { garment } = body;
  if (garment.collar === 'hood') hoodBehind(ink, body, trunk);
  if (garment.open) drawUnder(ink, body, trunk, garment);
  drawNeck(ink, skeleton, trunk, head);
  const draw = COLLARS[garment.collar];
  if (garment.open) drawOpening(ink, body, trunk, garment);
  draw(ink, body, trunk, head);
  if (garment.buttons && !garment.open) drawButtons(ink, body, trunk, 46, garment.hem - 14);
  if (garment.placket) drawButtons(ink, body, trunk, 44, 84);
  if (garment.pockets) drawPockets(ink, body, trunk);
  if (garment.rib && !garment.open) drawRib(ink, body, trunk, garment);
}

const point = (trunk, across, y) => {
  const place = trunk.at(across, y);
  return [place.x, place.y];
};

const ROUND = [[-1, 0], [-0.9, 0.34], [-0.56, 0.8], [0, 1], [0.56, 0.8], [0.9, 0.34], [1, 0]];
const SHARP = [[-1, 0], [-0.56, 0.45], [0, 1], [0.56, 0.45], [1, 0]];

/** The edge of a neck hole, from the viewer's left over the chest to the right. */
function neckline(body, trunk, [deep, more], form = ROUND) {
  return form.map(([across, share]) => {
    const y = -7 + (deep + 7) * share;
    return [trunk.at(0, y).x + across * (body.neck + more * Math.min(1, 0.55 + share)), trunk.at(0, y).y - (1 - share) * Math.abs(across) * 4];
  });
}

function drawNeck(ink, { body, act }, trunk, head) {
  const { context } = ink;
  const cut = CUTS[body.garment.collar];
  const isVee = body.garment.collar === 'vee' || body.garment.collar === 'points' || body.garment.collar === 'soft';
  const low = neckline(body, trunk, cut, isVee ? SHARP : ROUND);
  const wide = body.neck;
  const top = { x: head.middle.x + head.turn * 3, y: head.middle.y + 34 * body.head };
  const path = smooth([[top.x + wide * 0.98, top.y], [lerp(top.x + wide * 0.96, low.at(-1)[0], 0.45), lerp(top.y, low.at(-1)[1], 0.62)], ...low.slice().reverse(), [lerp(top.x - wide * 0.96, low[0][0], 0.45), lerp(top.y, low[0][1], 0.62)], [top.x - wide * 0.98, top.y]], isVee ? 0.45 : 0.75);
  context.fillStyle = ink.across(-wide - 20, wide + 20, body.skin, 0.9);
  context.fill(path);
  const chin = { x: top.x + head.turn * 6 - ink.side * 4, y: top.y + 12 * body.head };
  const shade = context.createRadialGradient(chin.x, chin.y, 0, chin.x, chin.y, 46 * body.head);
  shade.addColorStop(0.3, ink.flat(body.skin, -0.55, 0.55));
  shade.addColorStop(1, ink.flat(body.skin, -0.55, 0.06));
  context.fillStyle = shade;
  context.fill(path);
  const middle = low[Math.floor(low.length / 2)];
  const strained = 0.12 + body.aged * 0.16 + Math.max(0, -act.mood[0]) * 0.14;
  for (const sign of [-1, 1]) line(context, [[top.x + sign * wide * 0.72, top.y + 12], [middle[0] + sign * 7, Math.min(middle[1] - 6, 10)]], ink.flat(body.skin, -0.5, strained), 2.2);
}

function drawUnder(ink, body, trunk, { open, hem }) {
  const { context } = ink;
  const half = (sign) => [-10, 40, 100, 160, 230, Math.min(hem, 306)].map((y) => point(trunk, sign * (open + 0.05), y));
  const path = smooth([...half(1), ...half(-1).reverse()], 0.5);
  context.fillStyle = ink.across(-50, 50, body.under, 0.8);
  context.fill(path);
}

/** The two front edges of an open garment. */
function drawOpening(ink, body, trunk, garment) {
  const { context } = ink;
  for (const sign of [-1, 1]) {
    const edge = [6, 40, 90, 150, 220, Math.min(garment.hem, 320)].map((y, index) => point(trunk, sign * (garment.collar === 'deep' ? [0.3, 0.27, 0.2, 0.09, 0.1, 0.16][index] : [0.3, 0.28, garment.open * 0.8, garment.open * 0.62, garment.open * 0.76, garment.open][index]), y));
    const outer = [Math.min(garment.hem, 320), 150, 60, 0].map((y) => point(trunk, sign * 0.62, y));
    const path = smooth([...edge, ...outer], 0.55);
    context.fillStyle = ink.across(-110, 110, body.top, 0.9);
    context.fill(path);
    line(context, edge.map(([x, y]) => [x, y]), ink.flat(body.top, -0.5, 0.7), 2.6);
    line(context, edge.map(([x, y]) => [x - sign * 4, y + 2]), 'rgba(20,14,34,0.16)', 6);
    if (garment.buttons) for (const y of [160, 200, 240]) if (sign > 0) dot(context, ...point(trunk, 0.12, y), 3.2, ink.flat(body.top, 0.35));
  }
}

const COLLARS = {
  round(ink, body, trunk) {
    const points = neckline(body, trunk, CUTS.round);
    line(ink.context, points, ink.flat(body.top, -0.22), 7);
    line(ink.context, points.map(([x, y]) => [x, y + 4]), ink.flat(body.top, -0.45, 0.5), 1.6);
  },
  scoop(ink, body, trunk) {
    line(ink.context, neckline(body, trunk, CUTS.scoop), ink.flat(body.top, -0.28), 4);
  },
  vee(ink, body, trunk) {
    const points = neckline(body, trunk, CUTS.vee, SHARP);
    line(ink.context, points.slice(0, 3), ink.flat(body.top, -0.25), 7);
    line(ink.context, points.slice(2), ink.flat(body.top, -0.25), 7);
  },
  roll(ink, body, trunk, head) {
    const wide = body.neck + 5;
    const top = head.middle.y + 60 * body.head;
    const [left, right] = [point(trunk, -0.42, 2), point(trunk, 0.42, 2)];
    const middle = head.middle.x * 0.7;
    fillSmooth(ink.context, [[middle - wide, top], [middle, top + 8], [middle + wide, top], right, [0, 22], left], ink.across(-wide - 8, wide + 8, body.top, 1), 0.7);
    line(ink.context, [[middle - wide, top + 12], [middle, top + 21], [middle + wide, top + 12]], ink.flat(body.top, -0.4, 0.6), 2.2);
  },
  points(ink, body, trunk) {
    seam(ink, body, trunk, 36, body.garment.placket ? 92 : body.garment.hem);
    for (const sign of [-1, 1]) flap(ink, body, trunk, sign, [[0.32, -20], [0.44, 4], [0.34, 50], [0.02, 34], [0.2, 6]]);
  },
  soft(ink, body, trunk) {
    seam(ink, body, trunk, 50, body.garment.hem);
    for (const sign of [-1, 1]) flap(ink, body, trunk, sign, [[0.34, -18], [0.5, 14], [0.42, 46], [0.2, 56], [0.02, 48], [0.24, 8]], 0.8);
  },
  hood(ink, body, trunk) {
    for (const sign of [-1, 1]) flap(ink, body, trunk, sign, [[0.4, -26], [0.58, 0], [0.46, 30], [0.02, 42], [0.02, 26], [0.26, 10]], 0.8);
    for (const sign of [-1, 1]) {
      line(ink.context, [point(trunk, sign * 0.12, 36), point(trunk, sign * 0.14, 70), point(trunk, sign * 0.13, 96)], ink.flat(body.top, 0.5), 3);
    }
    const pocket = [[-0.5, 214], [-0.62, 272], [0.62, 272], [0.5, 214]].map(([across, y]) => point(trunk, across, y));
    ink.context.strokeStyle = ink.flat(body.top, -0.4, 0.6);
    ink.context.lineWidth = 2.6;
    ink.context.stroke(smooth(pocket, 0.12));
  },
  deep() {},
  zip(ink, body, trunk) {
    for (const sign of [-1, 1]) flap(ink, body, trunk, sign, [[0.36, -24], [0.5, 2], [0.38, 34], [0.26, 30], [0.26, 4]], 0.5);
  },
  lapel(ink, body, trunk) {
    const low = body.garment.hem > 400 ? 150 : 140;
    for (const sign of [-1, 1]) {
      flap(ink, body, trunk, sign, [[0.32, -18], [0.5, 26], [0.44, 36], [0.56, 50], [0.36, 100], [body.garment.open * 0.7, low], [0.27, 60]], 0.25);
      line(ink.context, [point(trunk, sign * 0.5, 26), point(trunk, sign * 0.4, 36)], ink.flat(body.top, -0.5, 0.7), 2);
    }
    dot(ink.context, ...point(trunk, body.garment.open * 0.85, low + 14), 4, ink.flat(body.top, -0.5));
  },
};

function flap(ink, body, trunk, sign, points, tension = 0.2) {
  const path = fillSmooth(ink.context, points.map(([across, y]) => collarPoint(body, trunk, sign * across, y)), ink.flat(body.top, sign === ink.side ? 0.14 : -0.02), tension);
  ink.context.strokeStyle = ink.flat(body.top, -0.5, 0.55);
  ink.context.lineWidth = 1.8;
  ink.context.stroke(path);
}

/** Collars lie about the neck: `across` counts from its middle, 0.3 is where the neck ends. */
function collarPoint(body, trunk, across, y) {
  const middle = trunk.at(0, y);
  const flank = trunk.at(Math.sign(across), Math.max(y, 30)).x - middle.x;
  const beside = (across / 0.3) * (body.neck + 4);
  return [middle.x + beside * Math.min(1, Math.abs(flank) / (body.chest * 0.9)), middle.y - (y < 10 ? Math.abs(across) * 8 : 0)];
}

function seam(ink, body, trunk, from, to) {
  const points = [0, 0.33, 0.66, 1].map((share) => point(trunk, 0.03, lerp(from, to, share)));
  line(ink.context, points, ink.flat(body.top, -0.45, 0.7), 2.2);
}

function drawButtons(ink, body, trunk, from, to) {
  for (let y = from + 10; y < to; y += 40) dot(ink.context, ...point(trunk, -0.02, y), 3, ink.flat(body.top, body.isDark ? 0.4 : 0.34));
}

function drawPockets(ink, body, trunk) {
  const { context } = ink;
  for (const sign of [-1, 1]) {
    if (trunk.at(sign * 0.44, 120).shown < 0.25) continue;
    const corners = [[0.22, 96], [0.66, 96], [0.64, 142], [0.44, 150], [0.24, 142]].map(([across, y]) => point(trunk, sign * across, y));
    context.strokeStyle = ink.flat(body.top, -0.45, 0.7);
    context.lineWidth = 2;
    context.stroke(smooth(corners, 0.1));
    line(context, [point(trunk, sign * 0.22, 110), point(trunk, sign * 0.44, 116), point(trunk, sign * 0.66, 110)], ink.flat(body.top, -0.45, 0.7), 2);
    // The strap on the shoulder.
    fillSmooth(context, [point(trunk, sign * 0.72, 2), point(trunk, sign * 1, 10), point(trunk, sign * 1, 26), point(trunk, sign * 0.74, 16)], ink.flat(body.top, 0.12), 0.2);
  }
}

function drawRib(ink, body, trunk, { hem }) {
  const points = [-1, -0.5, 0, 0.5, 1].map((across) => point(trunk, across, hem - 12));
  line(ink.context, points, ink.flat(body.top, -0.3, 0.6), 2.4);
}

function hoodBehind(ink, body, trunk) {
  const points = [[-0.62, 14], [-0.5, -24], [0, -34], [0.5, -24], [0.62, 14], [0, 44]].map(([across, y]) => point(trunk, across, y));
  fillSmooth(ink.context, points, ink.across(-70, 70, body.top, 1), 0.8);
}

/** A belt where a shirt is tucked in. */
export function drawBelt(ink, body, trunk, hasBuckle = true) {
  const { context } = ink;
  const places = [-1.05, -0.8, -0.55, -0.3, 0, 0.3, 0.55, 0.8, 1.05].map((across) => trunk.at(across, body.garment.hem - 6));
  line(context, places.filter((place) => place.shown > -0.05).map((place) => [place.x, place.y]), ink.flat('#17161a'), 15);
  if (!hasBuckle || trunk.at(0, body.garment.hem).shown < 0.4) return;
  const [x, y] = point(trunk, 0, body.garment.hem - 6);
  context.strokeStyle = ink.flat('#a7a59c');
  context.lineWidth = 2.6;
  context.strokeRect(x - 10, y - 6.5, 20, 13);
}
