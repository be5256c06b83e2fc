// Hair: what lies behind the head and what lies on it. Each style is a table entry of a few pieces.
import { shaded } from './colour.mjs';
import { ball, braid, capOf, curls, curtain, fillHair, lock, mane, strands } from './locks.mjs';
import { patch, smooth } from './shapes.mjs';

/** Hairlines from the viewer's right sideburn to the left one: longitude on the head and height. */
const LINES = {
  round: [[72, 7], [65, -12], [56, -29], [36, -45], [0, -51], [-36, -45], [-56, -29], [-65, -12], [-72, 7]],
  straight: [[72, 6], [63, -14], [52, -38], [30, -47], [0, -48], [-30, -47], [-52, -38], [-63, -14], [-72, 6]],
  swept: [[72, 6], [63, -14], [54, -32], [28, -42], [-6, -50], [-30, -55], [-50, -38], [-63, -14], [-72, 6]],
  receding: [[74, 5], [70, -16], [66, -36], [58, -50], [34, -65], [0, -67], [-34, -65], [-58, -50], [-66, -36], [-70, -16], [-74, 5]],
  fringe: [[74, 12], [62, -10], [50, -21], [24, -27], [0, -29], [-24, -27], [-50, -21], [-62, -10], [-74, 12]],
  feathered: [[74, 14], [64, -4], [57, -19], [47, -14], [37, -29], [25, -22], [13, -34], [1, -28], [-12, -40], [-25, -36], [-38, -44], [-52, -30], [-63, -8], [-74, 14]],
  tufts: [[72, 8], [62, -12], [52, -33], [42, -28], [28, -41], [14, -34], [0, -44], [-16, -35], [-30, -43], [-44, -31], [-54, -34], [-63, -12], [-72, 8]],
};

const none = () => {};
const plain = (options) => ({
  back: none,
  front(ink, body, view) {
    const path = capOf(view, { ...options, hairline: LINES[options.line] });
    fillHair(ink, body, path);
    if (options.strands) strands(ink, body, view, options.strands, { high: options.high, wide: options.wide, swept: options.line === 'swept' ? 4 : 0 });
  },
});
/** Both sides of a parting that fall over the ears. */
const parted = (length, wave, part = -12) => (ink, body, view) => {
  for (const side of view.turn > 0 ? [1, -1] : [-1, 1]) curtain(ink, body, view, { side, length, wave, part });
};

export const HAIR = {
  bald: { back: none, front: (ink, body, view) => patch(ink.context, view.at(ink.side * 14, 40), -52, 20, 11, ink.flat(body.skin, 0.7, 0.35), ink.flat(body.skin, 0.7, 0)) },
  buzz: {
    back: none,
    front(ink, body, view) {
      const path = capOf(view, { high: 1.5, wide: 0.5, hairline: LINES.straight });
      ink.context.globalAlpha = 0.78;
      fillHair(ink, body, path);
      ink.context.globalAlpha = 1;
    },
  },
  crop: plain({ high: 5, wide: 2, line: 'straight', strands: 'short' }),
  short: plain({ high: 11, wide: 3, line: 'swept', strands: 'up' }),
  'side-part': plain({ high: 13, wide: 4, line: 'swept', lift: 1, strands: 'side' }),
  messy: plain({ high: 13, wide: 6, line: 'tufts', rough: 1, strands: 'up' }),
  receding: plain({ high: 2, wide: 3, line: 'receding', flat: 0 }),
  pixie: plain({ high: 12, wide: 5, line: 'feathered', burn: 8, rough: 0.45, strands: 'side' }),
  curly: {
    back: (ink, body, view) => curls(ink, body, view, { from: 0.86, to: 2.14, radius: 50, size: 17, count: 13, y: -20 }),
    front: (ink, body, view) => curls(ink, body, view, { from: 1.08, to: 1.92, radius: 46, size: 14, count: 10, y: -16, rows: 2 }),
  },
  afro: {
    back(ink, body, view) {
      const points = [];
      for (let step = 0; step < 26; step += 1) {
        const angle = (step / 26) * Math.PI * 2;
        const radius = 79 + (step % 2) * 3.5;
        points.push([Math.cos(angle) * radius * 0.97 - view.turn * 6, -28 + Math.sin(angle) * radius * 0.9]);
      }
      fillHair(ink, body, smooth(points, 1), -0.1, 80);
    },
    front(ink, body, view) {
      fillHair(ink, body, capOf(view, { high: 14, wide: 7, hairline: LINES.round, rough: 0.5 }), -0.06);
      patch(ink.context, ink.side * 26, -76, 34, 24, ink.flat(body.hair, 0.3, 0.3), ink.flat(body.hair, 0.3, 0));
    },
  },
  bob: { back: (ink, body, view) => mane(ink, body, view, { wide: 58, length: 62, flare: 2 }), front: parted(56, 0) },
  long: { back: (ink, body, view) => mane(ink, body, view, { wide: 60, length: 172, flare: 8 }), front: parted(116, 0) },
  wavy: { back: (ink, body, view) => mane(ink, body, view, { wide: 63, length: 150, flare: 10, wave: 5 }), front: parted(100, 4, -16) },
  'long-curly': {
    back(ink, body, view) {
      mane(ink, body, view, { wide: 68, length: 132, flare: 12, wave: 9 });
      curls(ink, body, view, { from: 0.5, to: 2.5, radius: 66, size: 20, count: 18, y: 6, stretch: 1.35 });
    },
    front(ink, body, view) {
      fillHair(ink, body, capOf(view, { high: 14, wide: 8, hairline: LINES.round, rough: 0.6 }));
      curls(ink, body, view, { from: 1.05, to: 1.95, radius: 50, size: 13, count: 10, y: -18 });
      for (const side of [-1, 1]) lock(ink, body, view, { side, length: 104, wave: 6, thick: 13 });
    },
  },
  bun: {
    back(ink, body, view) {
      ball(ink, body, -view.turn * 22, -82 - view.lift * 0.4, 25);
      ball(ink, body, -view.turn * 8, -18, 55, -0.2);
    },
    front(ink, body, view) {
      const path = capOf(view, { high: 8, wide: 4, hairline: LINES.round });
      fillHair(ink, body, path);
      strands(ink, body, view, 'back');
    },
  },
  ponytail: {
    back(ink, body, view) {
      const root = -view.turn * 34;
      const end = (view.turn > 0.05 ? -1 : 1) * (46 + Math.abs(view.turn) * 16);
      ball(ink, body, -view.turn * 6, -18, 54, -0.2);
      const out = Math.sign(end);
      fillHair(ink, body, smooth([[root - out * 6, -74], [root + out * 22, -72], [end + out * 10, -34], [end + out * 16, 24], [end + out * 12, 84], [end - out * 2, 122], [end - out * 8, 70], [end - out * 6, 10], [root + out * 4, -40]], 0.9), -0.12, Math.abs(end) + 16);
    },
    front(ink, body, view) {
      const path = capOf(view, { high: 8, wide: 4, hairline: LINES.round });
      fillHair(ink, body, path);
      strands(ink, body, view, 'back');
    },
  },
  braids: {
    back: (ink, body, view) => ball(ink, body, -view.turn * 6, -16, 56, -0.2),
    front(ink, body, view) {
      const path = capOf(view, { high: 7, wide: 5, hairline: LINES.round });
      fillHair(ink, body, path);
      strands(ink, body, view, 'rows');
      for (const side of [-1, 1]) braid(ink, body, [[side * 47 - view.turn * 6, -6], [side * 57 - view.turn * 4, 56], [side * 50, 136]], 8);
    },
  },
  locs: {
    back(ink, body, view) {
      for (let index = 0; index < 13; index += 1) {
        const x = (index - 6) * 10 - view.turn * 8;
        const length = 108 - Math.abs(index - 6) * 4 + (index % 3) * 8;
        braid(ink, body, [[x * 0.85, -40], [x * 1.06, 30], [x * 1.16, length]], 6.4, -0.2);
      }
    },
    front(ink, body, view) {
      fillHair(ink, body, capOf(view, { high: 12, wide: 7, hairline: LINES.round, rough: 0.4 }));
      for (const side of [-1, 1]) {
        for (let index = 0; index < 4; index += 1) {
          const root = view.at(side * (18 + index * 17), 50);
          const low = side * (47 + index * 5) - view.turn * 5;
          braid(ink, body, [[root * 0.75, -66 + index * 5], [low, -24 + index * 8], [low + side * 4, 60 + index * 11]], 6, index % 2 ? 0.06 : -0.08);
        }
      }
    },
  },
};

/** Styles that cover the ears. */
export const COVERS_EARS = new Set(['bob', 'long', 'wavy', 'long-curly', 'afro', 'locs']);

/** Hair as it is when something is worn over it: what would stand up is left out. */
export const FLAT = new Set(['headscarf', 'turban', 'hood']);

/** A beard or moustache on the lower face. */
export function drawBeard(ink, body, act, view) {
  if (body.beard === 'none') return;
  const { context } = ink;
  const drop = act.open * 8;
  const mouthX = view.at(0, 50);
  const mouthY = 33 + view.lift * 0.8;
  const chinX = view.turn * 15;
  const chin = body.face.chin + drop;
  const colour = body.beardColour;
  const cheek = (side, longitude, y) => [view.within(view.at(side * longitude, 48), 43 - y * 0.24), y];
  if (body.beard === 'stubble') {
    context.fillStyle = ink.flat(shaded(colour, -0.1), 0, 0.3);
    context.fill(lowerFace(body, view, { chin, mouthX, mouthY, cheek }));
    return;
  }
  if (['short', 'full', 'long'].includes(body.beard)) {
    const grown = { short: 2, full: 11, long: 36 }[body.beard];
    context.fillStyle = ink.across(-48, 48, colour, 0.9);
    context.fill(beardShape(body, view, { chin, chinX, grown, mouthX, mouthY, cheek, drop }), 'evenodd');
    context.strokeStyle = ink.flat(colour, 0.25, 0.3);
    context.lineWidth = 1.6;
    for (const share of [-0.7, -0.35, 0, 0.35, 0.7]) {
      context.beginPath();
      context.moveTo(view.within(mouthX + share * 30, 36), mouthY + 15 + drop + Math.abs(share) * -8);
      context.lineTo(chinX + share * 26, chin + grown * 0.6 - Math.abs(share) * 14);
      context.stroke();
    }
  }
  if (body.beard === 'goatee') {
    context.fillStyle = ink.flat(colour);
    context.fill(smooth([[mouthX - 12, mouthY + 11 + drop * 1.4], [mouthX, mouthY + 9.5 + drop * 1.6], [mouthX + 12, mouthY + 11 + drop * 1.4], [chinX + 14, chin - 4], [chinX, chin + 7], [chinX - 14, chin - 4]], 0.9));
  }
  if (body.beard !== 'short' || act.open < 2) moustache(ink, body, view, mouthX, mouthY);
}

function lowerFace(body, view, { chin, mouthX, mouthY, cheek }) {
  return smooth([cheek(-1, 72, 2), cheek(-1, 52, 22), [view.within(mouthX - 20, 40), mouthY - 11], [mouthX, mouthY - 13], [view.within(mouthX + 20, 40), mouthY - 11], cheek(1, 52, 22), cheek(1, 72, 2), [view.within(body.face.jaw + 3 + view.turn * 8), 26], [body.face.point + 12 + view.turn * 14, chin - 9], [view.turn * 15, chin + 2], [-body.face.point - 12 + view.turn * 14, chin - 9], [view.within(-body.face.jaw - 3 + view.turn * 8), 26]], 0.7);
}

function beardShape(body, view, { chin, chinX, grown, mouthX, mouthY, cheek, drop }) {
  const jaw = body.face.jaw + 1.5 + Math.min(2.5, grown * 0.16);
  const beside = (x, y, edge) => [view.within(x, edge), y];
  const path = smooth([
    cheek(-1, 76, 0), cheek(-1, 60, 18), beside(mouthX - 23, mouthY - 6, 40), [mouthX, mouthY - 9], beside(mouthX + 23, mouthY - 6, 40), cheek(1, 60, 18), cheek(1, 76, 0),
    beside(jaw + 5 + view.turn * 6, 26, 43 + grown * 0.1), beside(jaw - 5 + view.turn * 9, chin - 14 + grown * 0.3, 39 + grown * 0.1), [chinX + body.face.point + 2, chin + 1 + grown * 0.8], [chinX, chin + 5 + grown], [chinX - body.face.point - 2, chin + 1 + grown * 0.8], beside(-jaw + 5 + view.turn * 9, chin - 14 + grown * 0.3, 39 + grown * 0.1), beside(-jaw - 5 + view.turn * 6, 26, 43 + grown * 0.1),
  ], 0.75);
  // The mouth stays free.
  path.addPath(smooth([beside(mouthX - 18, mouthY, 39), [mouthX, mouthY - 7], beside(mouthX + 18, mouthY, 39), beside(mouthX + 10, mouthY + 11 + drop * 1.5, 36), beside(mouthX - 10, mouthY + 11 + drop * 1.5, 36)], 0.9));
  return path;
}

function moustache(ink, body, view, x, y) {
  const { context } = ink;
  context.fillStyle = ink.flat(body.beardColour, 0.05);
  for (const side of [-1, 1]) {
    const reach = 20 * view.thin(side * 18);
    context.beginPath();
    context.moveTo(x, y - 11);
    context.quadraticCurveTo(x + side * reach * 0.6, y - 13, x + side * reach, y + 1);
    context.quadraticCurveTo(x + side * reach * 0.5, y - 4.5, x, y - 5);
    context.fill();
  }
}

/** A shade of hair on a shaved head's temples, for those who were not always bald. */
export function drawRing(ink, body, view) {
  if (body.style !== 'bald' || body.age < 45) return;
  for (const side of [-1, 1]) {
    if (side * view.turn > 0.5) continue;
    const x = view.at(side * 70, 47);
    ink.context.fillStyle = ink.flat(body.hair, 0, 0.85);
    ink.context.fill(smooth([[x, -22], [side * (body.face.cheek + 2) - view.turn * 4, -26], [side * (body.face.cheek + 3) - view.turn * 4, -2], [x - side, 5]], 0.8));
  }
}
