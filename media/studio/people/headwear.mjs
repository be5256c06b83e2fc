// What is worn on the head: scarf, turban, cap, beanie, hood, hat; and on ears and eyes.
import { line, patch, smooth } from './shapes.mjs';

const cloth = (ink, body, path, amount = 0, reach = 60) => {
  const { context } = ink;
  const fill = context.createLinearGradient(ink.side * 52, -80, -ink.side * 54, 60);
  fill.addColorStop(0, ink.flat(body.headColour, 0.18 + amount));
  fill.addColorStop(0.5, ink.flat(body.headColour, amount));
  fill.addColorStop(1, ink.flat(body.headColour, amount - 0.26));
  context.fillStyle = fill;
  context.fill(path, 'evenodd');
  if (reach > 0) ink.edge(path, -reach, reach, 7);
};
const fold = (ink, body, points, opacity = 0.5) => line(ink.context, points, ink.flat(body.headColour, -0.45, opacity), 2.2);

/** The opening that a scarf or hood leaves for the face. */
function opening(body, view, { side, top, low }) {
  const { turn } = view;
  const k = body.face.cheek / 46;
  return smooth([
    [view.at(0, 44), top + view.lift * 0.5], [view.at(34, 46) * k, top + 9], [view.at(side, 46) * k, -12], [view.at(side - 4, 46) * k + turn * 2, 16], [26 + turn * 12, low - 16], [turn * 15, low],
    [-26 + turn * 12, low - 16], [view.at(4 - side, 46) * k + turn * 2, 16], [view.at(-side, 46) * k, -12], [view.at(-34, 46) * k, top + 9],
  ], 0.8);
}

export const HEADWEAR = {
  none: { back: () => {}, front: () => {} },
  headscarf: {
    back(ink, body) {
      cloth(ink, body, smooth([[0, -84], [46, -70], [62, -20], [64, 40], [86, 104], [40, 122], [-40, 122], [-86, 104], [-64, 40], [-62, -20], [-46, -70]], 0.7), -0.22, 0);
    },
    front(ink, body, view) {
      const { turn } = view;
      const path = smooth([[-turn * 4, -83], [38, -73], [58, -34], [58, 14], [52, 58], [70, 98], [30, 118], [-30, 118], [-70, 98], [-52, 58], [-58, 14], [-58, -34], [-38, -73]], 0.75);
      path.addPath(opening(body, view, { side: 63, top: -50, low: body.face.chin + 5 }));
      cloth(ink, body, path, 0, 70);
      fold(ink, body, [[-50, 40], [-20 + turn * 8, 78], [30 + turn * 8, 84], [60, 96]]);
      fold(ink, body, [[-54, 60], [-10, 96], [34, 104]], 0.4);
      fold(ink, body, [[52, 36], [34 + turn * 10, 70], [0, 84]], 0.4);
      fold(ink, body, [[view.at(-58, 48), -30], [-40, -58], [-10, -74]], 0.35);
      patch(ink.context, ink.side * 30, -62, 24, 12, ink.flat(body.headColour, 0.5, 0.25), ink.flat(body.headColour, 0.5, 0));
    },
  },
  turban: {
    back: () => {},
    front(ink, body, view) {
      const { turn, lift } = view;
      const x = -turn * 5;
      const low = (longitude, y) => [view.at(longitude, 49), y + lift * 0.7];
      const path = smooth([[x, -106], [x + 40, -96], [x + 62, -62], [x + 55, -22], low(62, -20), low(34, -36), low(0, -48), low(-34, -36), low(-62, -20), [x - 55, -22], [x - 62, -62], [x - 40, -96]], 0.8);
      cloth(ink, body, path);
      const top = view.at(0, 48);
      for (const [height, reach] of [[-60, 0], [-72, 8], [-84, 18], [-94, 30]]) {
        fold(ink, body, [[top, height + 10], [x - 34 + reach * 0.5, height + 8 + reach * 0.3], [x - 58 + reach * 0.6, -30 + (height + 60) * 0.7]], 0.55);
        fold(ink, body, [[top, height + 10], [x + 34 - reach * 0.5, height + 8 + reach * 0.3], [x + 58 - reach * 0.6, -30 + (height + 60) * 0.7]], 0.55);
      }
    },
  },
  cap: {
    back: () => {},
    front(ink, body, view) {
      const { turn, lift } = view;
      const x = -turn * 3;
      const low = (longitude, y) => [view.at(longitude, 50), y + lift * 0.7];
      cloth(ink, body, smooth([[x, -88], [x + 34, -80], [x + 51, -50], [x + 52, -26], low(40, -36), low(0, -40), low(-40, -36), [x - 52, -26], [x - 51, -50], [x - 34, -80]], 0.8));
      fold(ink, body, [[x - turn * 10, -88], [view.at(0, 52), -60], [view.at(0, 50), -42]], 0.5);
      const brim = (longitude, radius, y) => [view.at(longitude, radius), y + lift];
      cloth(ink, body, smooth([brim(-52, 50, -33), brim(-34, 62, -30), brim(0, 74, -25), brim(34, 62, -30), brim(52, 50, -33), brim(26, 52, -42), brim(0, 54, -44), brim(-26, 52, -42)], 0.8), -0.2);
      patch(ink.context, view.at(0, 48), -22 + lift, 44, 9, ink.flat(body.skin, -0.6, 0.4), ink.flat(body.skin, -0.6, 0));
    },
  },
  beanie: {
    back: () => {},
    front(ink, body, view) {
      const x = -view.turn * 4;
      const low = view.lift * 0.6;
      cloth(ink, body, smooth([[x, -94], [x + 36, -84], [x + 53, -52], [x + 53, -30 + low], [view.at(0, 48), -38 + low], [x - 53, -30 + low], [x - 53, -52], [x - 36, -84]], 0.8));
      cloth(ink, body, smooth([[x - 55, -48 + low], [view.at(0, 50), -56 + low], [x + 55, -48 + low], [x + 55, -24 + low], [view.at(0, 50), -32 + low], [x - 55, -24 + low]], 0.5), -0.1);
      for (let step = -4; step <= 4; step += 1) fold(ink, body, [[x + step * 12, -51 + low], [x + step * 12.4, -30 + low]], 0.35);
    },
  },
  hood: {
    back(ink, body) {
      cloth(ink, body, smooth([[0, -92], [48, -78], [68, -20], [66, 50], [78, 84], [-78, 84], [-66, 50], [-68, -20], [-48, -78]], 0.75), -0.35, 0);
    },
    front(ink, body, view) {
      const { turn } = view;
      const path = smooth([[-turn * 6, -93], [44, -80], [66, -28], [63, 26], [54, 66], [62, 92], [20, 80], [-20, 80], [-62, 92], [-54, 66], [-63, 26], [-66, -28], [-44, -80]], 0.75);
      path.addPath(opening(body, view, { side: 74, top: -60, low: body.face.chin + 15 }));
      cloth(ink, body, path);
      fold(ink, body, [[-56, -20], [-60, 26], [-48, 62]], 0.4);
      fold(ink, body, [[56, -20], [60, 26], [48, 62]], 0.4);
    },
  },
  'sun-hat': {
    back: (ink, body, view) => cloth(ink, body, smooth([[-92, -36 - view.lift], [0, -62], [92, -36 - view.lift], [0, -14]], 0.9), -0.3, 0),
    front(ink, body, view) {
      const x = -view.turn * 4;
      const low = view.lift * 0.8;
      cloth(ink, body, smooth([[x, -102], [x + 36, -96], [x + 50, -60], [x + 50, -38 + low], [view.at(0, 48), -34 + low], [x - 50, -38 + low], [x - 50, -60], [x - 36, -96]], 0.8));
      cloth(ink, body, smooth([[x - 96, -30 + low], [x - 52, -46 + low], [view.at(0, 40), -40 + low], [x + 52, -46 + low], [x + 96, -30 + low], [view.at(30, 60), -18 + low], [view.at(-30, 60), -18 + low]], 0.8), -0.05, 98);
      fold(ink, body, [[x - 50, -46 + low], [view.at(0, 50), -40 + low], [x + 50, -46 + low]], 0.8);
      patch(ink.context, view.at(0, 48), -12 + low, 46, 14, ink.flat(body.skin, -0.6, 0.35), ink.flat(body.skin, -0.6, 0));
    },
  },
};

/** Glasses, aids and jewellery, over hair and hats. */
export function drawWorn(ink, body, view) {
  const { extras } = body;
  if (extras.has('glasses')) glasses(ink, body, view, 9);
  if (extras.has('round-glasses')) glasses(ink, body, view, 15);
  if (extras.has('hearing-aid')) hearingAid(ink, body, view);
  if (extras.has('earrings') || extras.has('hoops')) earrings(ink, body, view);
  if (extras.has('ear-defenders')) drawDefenders(ink, body, view);
}

function glasses(ink, body, view, round) {
  const { context } = ink;
  const { lift } = view;
  context.strokeStyle = ink.flat('#2f2826');
  context.lineWidth = round > 12 ? 2.2 : 3;
  const half = round > 12 ? 15.5 : 17;
  for (const side of [-1, 1]) {
    const x = view.at(side * 26, 50);
    const near = view.thin(side * 26);
    context.fillStyle = 'rgba(255,255,255,0.09)';
    context.beginPath();
    context.roundRect(x - half * near, -16 + lift, half * 2 * near, round > 12 ? 29 : 25, [Math.min(round, half * near)]);
    context.fill();
    context.stroke();
    line(context, [[x - half * near * 0.3, -10 + lift], [x - half * near * 0.6, 0 + lift]], 'rgba(255,255,255,0.28)', 2);
    context.strokeStyle = ink.flat('#2f2826');
    context.lineWidth = round > 12 ? 2.2 : 3;
    if (side * view.turn < 0.2) {
      context.beginPath();
      context.moveTo(x + side * half * near, -7 + lift);
      context.lineTo(side * body.face.cheek - view.turn * 6, -4 + lift * 0.4);
      context.stroke();
    }
  }
  context.beginPath();
  context.moveTo(view.at(26, 50) - half * view.thin(26), -5 + lift);
  context.quadraticCurveTo(view.at(0, 56), -10 + lift, view.at(-26, 50) + half * view.thin(-26), -5 + lift);
  context.stroke();
}

/** The ear's place on a side, or nothing when the head hides it. */
function earOf(body, view, side) {
  if (side * view.turn > 0.4) return null;
  return [side * (body.face.cheek + 2 - Math.max(0, side * view.turn) * 7) + Math.min(0, side * view.turn) * side * 9, 2 + view.lift * 0.3];
}

function hearingAid(ink, body, view) {
  const side = view.turn > 0.4 ? -1 : 1;
  const ear = earOf(body, view, side);
  line(ink.context, [[ear[0] - side * 3, ear[1] - 14], [ear[0] + side * 5, ear[1] - 13], [ear[0] + side * 8, ear[1] - 3], [ear[0] + side * 6, ear[1] + 6]], ink.flat('#e7e3dc'), 5.6);
  line(ink.context, [[ear[0] - side * 3, ear[1] - 13], [ear[0] - side * 4, ear[1] - 4], [ear[0] - side * 2, ear[1] + 2]], ink.flat('#b9c6d2'), 2.2);
}

function earrings(ink, body, view) {
  for (const side of [-1, 1]) {
    const ear = earOf(body, view, side);
    if (!ear) continue;
    ink.context.strokeStyle = ink.flat('#d9b44a');
    ink.context.lineWidth = 2.6;
    ink.context.fillStyle = ink.flat('#e9cb6a');
    ink.context.beginPath();
    if (body.extras.has('hoops')) ink.context.ellipse(ear[0], ear[1] + 25, 6, 10, 0, 0, Math.PI * 2);
    else ink.context.arc(ear[0], ear[1] + 18, 3, 0, Math.PI * 2);
    if (body.extras.has('hoops')) ink.context.stroke();
    else ink.context.fill();
  }
}

export function drawDefenders(ink, body, view) {
  const { context } = ink;
  const { turn } = view;
  context.strokeStyle = ink.flat('#2b2d33');
  context.lineWidth = 8;
  context.lineCap = 'round';
  context.beginPath();
  context.moveTo(-52 - turn * 3, -14);
  context.bezierCurveTo(-58 - turn * 5, -104, 58 - turn * 5, -104, 52 - turn * 3, -14);
  context.stroke();
  for (const side of [-1, 1]) {
    if (side * turn > 0.7) continue;
    const wide = 13 + Math.max(0, -side * turn) * 8 - Math.max(0, side * turn) * 5;
    const x = side * (body.face.cheek + 7) + Math.min(0, side * turn) * side * 10;
    context.fillStyle = ink.flat('#2b2d33');
    context.beginPath();
    context.roundRect(x - wide * 0.5 - side * 5, -22, wide, 46, 8);
    context.fill();
    context.fillStyle = ink.across(x - 12, x + 12, body.accent, 1);
    context.beginPath();
    context.roundRect(x - wide * 0.5, -24, wide, 50, 10);
    context.fill();
  }
}
