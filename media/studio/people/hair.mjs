// Hair and head coverings: what lies behind the head, and what lies on it.
import { shade, veil } from './colour.mjs';

/** Each style draws around the head's centre; `turn` moves the parting. */
export const HAIR = {
  short: { behind: () => {}, front: (context, look, turn) => crop(context, look.hair, turn, -20) },
  receding: {
    behind: () => {},
    front(context, look, turn) {
      context.fillStyle = look.hair;
      for (const side of [-1, 1]) {
        context.beginPath();
        context.moveTo(side * 49 - turn * 3, 6);
        context.bezierCurveTo(side * 56 - turn * 3, -30, side * 46, -58, side * 20, -69);
        context.bezierCurveTo(side * 34, -52, side * 40, -38, side * 41, -22);
        context.bezierCurveTo(side * 45, -14, side * 45, -4, side * 49 - turn * 3, 6);
        context.fill();
      }
      highlight(context, -30, -52, 14);
    },
  },
  bun: {
    behind(context, look, turn) {
      ball(context, -turn * 16, -80, 27, look.hair);
      ball(context, 0, -16, 57, shade(look.hair, -0.15));
    },
    front: (context, look, turn) => parted(context, look.hair, turn, 8),
  },
  bob: {
    behind(context, look) {
      context.fillStyle = shade(look.hair, -0.2);
      context.beginPath();
      context.moveTo(-58, -20);
      context.bezierCurveTo(-66, -88, 66, -88, 58, -20);
      context.bezierCurveTo(66, 20, 66, 50, 52, 70);
      context.lineTo(-52, 70);
      context.bezierCurveTo(-66, 50, -66, 20, -58, -20);
      context.fill();
    },
    front: (context, look, turn) => parted(context, look.hair, turn, 44),
  },
  curls: {
    behind(context, look) {
      for (let step = 0; step < 13; step += 1) {
        const angle = Math.PI * (0.9 + (step / 12) * 1.2);
        ball(context, Math.cos(angle) * 56, -24 + Math.sin(angle) * 56, 25, shade(look.hair, -0.12));
      }
      ball(context, 0, -30, 62, shade(look.hair, -0.12));
    },
    front(context, look, turn) {
      for (let step = 0; step < 9; step += 1) {
        const angle = Math.PI * (1.08 + (step / 8) * 0.84);
        ball(context, Math.cos(angle) * 44 + turn * 4, -18 + Math.sin(angle) * 46, 15, step % 2 ? look.hair : shade(look.hair, 0.07));
      }
    },
  },
  scarf: {
    behind(context, look) {
      context.fillStyle = shade(look.hair, -0.25);
      context.beginPath();
      context.moveTo(-60, -12);
      context.bezierCurveTo(-66, -98, 66, -98, 60, -12);
      context.bezierCurveTo(62, 50, 76, 86, 88, 112);
      context.lineTo(-88, 112);
      context.bezierCurveTo(-76, 86, -62, 50, -60, -12);
      context.fill();
    },
    front(context, look, turn) {
      const inner = (sign) => sign * 40 + turn * 6;
      const light = context.createLinearGradient(-60, -60, 60, 80);
      light.addColorStop(0, shade(look.hair, 0.16));
      light.addColorStop(1, shade(look.hair, -0.18));
      context.fillStyle = light;
      context.beginPath();
      context.moveTo(-62, -4);
      context.bezierCurveTo(-68, -96, 68, -96, 62, -4);
      context.bezierCurveTo(62, 40, 54, 70, 66, 106);
      context.quadraticCurveTo(0, 132, -66, 106);
      context.bezierCurveTo(-54, 70, -62, 40, -62, -4);
      // The opening for the face is cut out by winding the other way.
      context.moveTo(inner(-1), -6);
      context.bezierCurveTo(inner(-1), 36, -24 + turn * 8, 62, turn * 9, 68);
      context.bezierCurveTo(24 + turn * 8, 62, inner(1), 36, inner(1), -6);
      context.bezierCurveTo(inner(1), -42, 24 + turn * 6, -52, turn * 6, -52);
      context.bezierCurveTo(-24 + turn * 6, -52, inner(-1), -42, inner(-1), -6);
      context.fill('evenodd');
      context.strokeStyle = veil('#1c1230', 0.22);
      context.lineWidth = 2.6;
      for (const fold of [0, 1, 2]) {
        context.beginPath();
        context.moveTo(-52 + fold * 8, 50 + fold * 14);
        context.quadraticCurveTo(6, 92 + fold * 10, 54 - fold * 4, 60 + fold * 12);
        context.stroke();
      }
    },
  },
};

function crop(context, colour, turn, line) {
  const light = context.createLinearGradient(-40, -76, 46, -10);
  light.addColorStop(0, shade(colour, 0.16));
  light.addColorStop(1, shade(colour, -0.12));
  context.fillStyle = light;
  context.beginPath();
  context.moveTo(-49 - turn * 2, 0);
  context.bezierCurveTo(-58, -42, -44, -84, 2, -82);
  context.bezierCurveTo(46, -84, 58, -42, 49 - turn * 2, 0);
  context.bezierCurveTo(45, -14, 43, -22, 41 + turn * 3, line - 6);
  context.bezierCurveTo(26 + turn * 8, line - 26, 6 + turn * 10, line - 14, -14 + turn * 10, line - 24);
  context.bezierCurveTo(-26 + turn * 8, line - 20, -38 + turn * 4, line - 12, -42 + turn * 3, line - 2);
  context.bezierCurveTo(-44, -16, -46, -8, -49 - turn * 2, 0);
  context.fill();
  context.strokeStyle = veil('#ffffff', 0.1);
  context.lineWidth = 3;
  context.lineCap = 'round';
  for (const strand of [-22, -6, 12]) {
    context.beginPath();
    context.moveTo(strand + turn * 6, -48);
    context.quadraticCurveTo(strand + 4 + turn * 6, -66, strand + 16 + turn * 4, -74);
    context.stroke();
  }
}

function parted(context, colour, turn, length) {
  for (const side of [-1, 1]) {
    const light = context.createLinearGradient(side * 10, -78, side * 54, 10);
    light.addColorStop(0, shade(colour, side < 0 ? 0.18 : 0.08));
    light.addColorStop(1, shade(colour, -0.1));
    context.fillStyle = light;
    context.beginPath();
    context.moveTo(turn * 12 - 8, -79);
    context.bezierCurveTo(side * 40, -88, side * 60, -50, side * 55, -10);
    context.bezierCurveTo(side * 55, length * 0.5, side * 53, length, side * 45 + turn * 2, length + 2);
    context.bezierCurveTo(side * 48, length * 0.4, side * 46, -12, side * 39 + turn * 5, -26);
    context.bezierCurveTo(side * 30 + turn * 8, -46, side * 14 + turn * 10, -52, turn * 12 - 8, -54);
    context.closePath();
    context.fill();
  }
}

function ball(context, x, y, radius, colour) {
  context.fillStyle = colour;
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}

function highlight(context, x, y, radius) {
  ball(context, x, y, radius, 'rgba(255,255,255,0.09)');
}
