// What is worn over clothes: aprons, vests, ties, straps, tags, scarves, dirt.
import { fillSmooth, line, patch, smooth } from './shapes.mjs';

const at = (trunk, across, y) => {
  const place = trunk.at(across, y);
  return [place.x, place.y];
};

/** Everything worn over the trunk, below the arms. */
export function drawCarried(ink, body, trunk) {
  const { context } = ink;
  const { extras } = body;
  context.save();
  if (extras.has('vest')) vest(ink, body, trunk);
  if (extras.has('tie') && trunk.at(0, 100).shown > 0.35) tie(ink, body, trunk);
  if (extras.has('apron')) apron(ink, body, trunk);
  if (extras.has('badge') && trunk.at(0.44, 78).shown > 0.3) badge(ink, trunk);
  if (extras.has('name-tag') && trunk.at(-0.46, 84).shown > 0.3) tag(ink, trunk);
  if (extras.has('radio') && trunk.at(-0.52, 52).shown > 0.3) radio(ink, trunk);
  if (extras.has('lanyard') && trunk.at(0, 120).shown > 0.3) lanyard(ink, body, trunk);
  if (extras.has('necklace')) line(context, [at(trunk, -0.3, -4), at(trunk, -0.14, 30), at(trunk, 0, 40), at(trunk, 0.14, 30), at(trunk, 0.3, -4)], ink.flat('#d9b44a'), 2.2);
  if (extras.has('dirt')) dirt(ink, body, trunk);
  if (extras.has('backpack')) for (const sign of [-1, 1]) line(context, [at(trunk, sign * 0.66, -2), at(trunk, sign * 0.62, 60), at(trunk, sign * 0.72, 130), at(trunk, sign * 1.04, 172)], ink.flat(body.accent, -0.15), 15);
  if (extras.has('bag')) line(context, [at(trunk, -0.6, 4), at(trunk, 0, 120), at(trunk, 0.72, 236)], ink.flat(body.accent, -0.2), 9);
  if (extras.has('scarf')) scarf(ink, body, trunk);
  context.restore();
  if (extras.has('bag')) bag(ink, body, trunk);
}

function tie(ink, body, trunk) {
  const { context } = ink;
  fillSmooth(context, [at(trunk, -0.08, 30), at(trunk, 0.08, 30), at(trunk, 0.06, 50), at(trunk, -0.06, 50)], ink.flat(body.accent, 0.1), 0.2);
  fillSmooth(context, [at(trunk, -0.05, 50), at(trunk, 0.05, 50), at(trunk, 0.13, 190), at(trunk, 0, 210), at(trunk, -0.13, 190)], ink.flat(body.accent), 0.15);
  line(context, [at(trunk, 0.09, 80), at(trunk, -0.07, 104)], ink.flat(body.accent, 0.3, 0.5), 3);
  line(context, [at(trunk, 0.1, 130), at(trunk, -0.09, 154)], ink.flat(body.accent, 0.3, 0.5), 3);
}

function apron(ink, body, trunk) {
  const { context } = ink;
  for (const sign of [-1, 1]) line(context, [at(trunk, sign * 0.34, -6), at(trunk, sign * 0.42, 70)], ink.flat(body.accent, -0.1), 9);
  const half = (sign) => [[0.44, 66], [0.46, 130], [0.72, 176], [0.86, 236], [0.86, 330]].map(([across, y]) => at(trunk, sign * across, y));
  const path = fillSmooth(context, [...half(1), ...half(-1).reverse()], ink.across(-80, 80, body.accent, 0.9), 0.5);
  context.strokeStyle = ink.flat(body.accent, -0.4, 0.6);
  context.lineWidth = 2;
  context.stroke(path);
  const pocket = [[-0.38, 220], [-0.38, 276], [0.38, 276], [0.38, 220]].map(([across, y]) => at(trunk, across, y));
  line(context, [...pocket, pocket[0]], ink.flat(body.accent, -0.35, 0.7), 2.4);
  line(context, [at(trunk, 0.72, 182), at(trunk, 1, 188)], ink.flat(body.accent, -0.1), 7);
  line(context, [at(trunk, -0.72, 182), at(trunk, -1, 188)], ink.flat(body.accent, -0.1), 7);
}

function vest(ink, body, trunk) {
  const { context } = ink;
  for (const sign of [-1, 1]) {
    const points = [[0.4, -6], [0.62, 2], [0.7, 44], [0.92, 110], [1, 190], [1, 288], [0.05, 290], [0.05, 100]].map(([across, y]) => at(trunk, sign * across, y));
    const path = smooth(points, 0.35);
    context.fillStyle = ink.across(-100, 100, body.accent, 0.8);
    context.fill(path);
    for (const y of [176, 232]) line(context, [0.1, 0.5, 0.96].map((across) => at(trunk, sign * across, y)), ink.flat('#d8dadd'), 15);
    line(context, [at(trunk, sign * 0.48, -6), at(trunk, sign * 0.5, 176)], ink.flat('#d8dadd'), 13);
    context.strokeStyle = ink.flat(body.accent, -0.4, 0.7);
    context.lineWidth = 3;
    context.stroke(path);
  }
}

function badge(ink, trunk) {
  const { context } = ink;
  const [x, y] = at(trunk, 0.44, 78);
  fillSmooth(context, [[x, y - 13], [x + 11, y - 9], [x + 10, y + 5], [x, y + 14], [x - 10, y + 5], [x - 11, y - 9]], ink.across(x - 12, x + 12, '#c8b26a', 1), 0.4);
  context.strokeStyle = ink.flat('#7d6a35');
  context.lineWidth = 1.6;
  context.beginPath();
  context.arc(x, y - 1, 5, 0, Math.PI * 2);
  context.stroke();
}

function tag(ink, trunk) {
  const { context } = ink;
  const [x, y] = at(trunk, -0.46, 84);
  context.fillStyle = ink.flat('#f4f2ec');
  context.beginPath();
  context.roundRect(x - 17, y - 8, 34, 16, 3);
  context.fill();
  context.fillStyle = ink.flat('#4a4f59');
  context.fillRect(x - 11, y - 3, 22, 2.4);
  context.fillRect(x - 11, y + 2, 14, 2);
}

function radio(ink, trunk) {
  const { context } = ink;
  const [x, y] = at(trunk, -0.52, 52);
  line(context, [at(trunk, -0.56, 66), at(trunk, -0.66, 120), at(trunk, -0.9, 190)], ink.flat('#141518'), 3);
  context.fillStyle = ink.flat('#17181c');
  context.beginPath();
  context.roundRect(x - 11, y - 18, 22, 34, 5);
  context.fill();
  context.fillStyle = ink.flat('#3b3e46');
  for (const step of [-9, -4, 1]) context.fillRect(x - 6, y + step, 12, 2);
}

function lanyard(ink, body, trunk) {
  const { context } = ink;
  const card = at(trunk, 0, 158);
  for (const sign of [-1, 1]) line(context, [at(trunk, sign * 0.32, -4), at(trunk, sign * 0.2, 70), [card[0], card[1] - 14]], ink.flat(body.accent), 5);
  context.fillStyle = ink.flat('#f2f0ea');
  context.beginPath();
  context.roundRect(card[0] - 17, card[1] - 14, 34, 46, 4);
  context.fill();
  context.fillStyle = ink.flat('#8fa6b8');
  context.fillRect(card[0] - 11, card[1] - 7, 22, 18);
  context.fillStyle = ink.flat('#5a606a');
  context.fillRect(card[0] - 11, card[1] + 16, 22, 2.6);
  context.fillRect(card[0] - 11, card[1] + 22, 15, 2.6);
}

function scarf(ink, body, trunk) {
  const { context } = ink;
  const fill = ink.across(-60, 60, body.accent, 1);
  fillSmooth(context, [at(trunk, 0.16, 18), at(trunk, 0.36, 20), at(trunk, 0.4, 120), at(trunk, 0.14, 126)], ink.flat(body.accent, -0.12), 0.3);
  // The cloth goes round the neck, whichever way the body is turned; its folds lie one below the other.
  const [near, left, right] = [trunk.at(0, 6), trunk.side(-1, -8), trunk.side(1, -8)];
  const [x, y] = [near.x * 0.45 + (left.x + right.x) * 0.275, (left.y + right.y) / 2 + 8];
  const half = body.neck + 12;
  const round = (points) => points.map(([across, down]) => [x + across * half, y + down]);
  fillSmooth(context, round([[-0.98, -20], [-0.5, -29], [0.5, -29], [0.98, -20], [1.02, 8], [0.62, 26], [0.1, 33], [-0.62, 25], [-1.02, 8]]), fill, 0.8);
  for (const [down, sag] of [[-12, 15], [4, 14]]) line(context, round([[-0.86, down], [-0.4, down + sag * 0.8], [0.1, down + sag], [0.5, down + sag * 0.75], [0.9, down - 2]]), ink.flat(body.accent, -0.35, 0.5), 2.2);
}

function bag(ink, body, trunk) {
  const { context } = ink;
  const [x, y] = at(trunk, 0.78, 262);
  context.fillStyle = ink.across(x - 34, x + 34, body.accent, 1);
  context.beginPath();
  context.roundRect(x - 30, y - 30, 62, 66, 10);
  context.fill();
  line(context, [[x - 30, y - 6], [x, y + 4], [x + 32, y - 6]], ink.flat(body.accent, -0.45, 0.8), 2.6);
}

function dirt(ink, body, trunk) {
  const { context } = ink;
  for (const [across, y, wide, tall] of [[-0.42, 120, 22, 16], [0.44, 176, 26, 22], [0.24, 240, 30, 16], [-0.5, 226, 20, 30], [0.56, 96, 15, 20], [-0.3, 74, 16, 12]]) {
    const [x, high] = at(trunk, across, y);
    patch(context, x, high, wide * 1.3, tall * 1.3, ink.flat('#3b2b1c', 0, 0.5), ink.flat('#3b2b1c', 0, 0));
  }
  for (const [across, y] of [[0.66, 150], [-0.6, 210]]) {
    const [x, high] = at(trunk, across, y);
    line(context, [[x - 7, high - 4], [x, high + 3], [x + 8, high]], ink.flat(body.top, -0.6, 0.7), 2.2);
  }
}

/** A blanket about the shoulders, over the arms. */
export function drawBlanket(ink, body, trunk) {
  const { context } = ink;
  for (const sign of [-1, 1]) {
    const edge = [[0.32, -14], [0.5, 60], [0.56, 150], [0.66, 250], [0.8, 330]].map(([across, y]) => at(trunk, sign * across, y));
    const outer = [[300, 46], [200, 52], [100, 50], [40, 40], [6, 14]].map(([y, more]) => {
      const place = trunk.side(sign, y);
      return [place.x + sign * more, place.y];
    });
    const path = fillSmooth(context, [...edge, ...outer], ink.across(-140, 140, body.accent, 1), 0.7);
    context.strokeStyle = ink.flat(body.accent, -0.45, 0.6);
    context.lineWidth = 2;
    context.stroke(path);
    for (const share of [0.3, 0.6]) line(context, [1, 2, 3, 4].map((index) => [edge[index][0] + (outer[4 - index][0] - edge[index][0]) * share, edge[index][1]]), ink.flat(body.accent, -0.4, 0.4), 2.4);
  }
}
