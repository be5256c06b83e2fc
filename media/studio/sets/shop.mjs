// A household shop seen from behind its till.
import { seeded } from '../chance.mjs';
import { box, downward, glow, layer, shape, words } from './paint.mjs';

export async function shop() {
  return {
    behind: [await layer(0.55, 3.2, walls), await layer(0.72, 1.6, shelves)],
    front: [await layer(1.12, 0, counter)],
    light: { warm: 'rgba(255,214,150,0.10)', edge: 'rgba(28,18,30,0.42)' },
  };
}

function walls(context) {
  box(context, -120, -120, 1520, 960, downward(context, 0, 620, '#dfe3dc', '#cfd4cc'));
  shape(context, downward(context, 470, 720, '#a79a88', '#8b7d6c'), [[-120, 470], [1400, 470], [1400, 840], [-120, 840]]);
  box(context, -120, -120, 1520, 150, downward(context, -60, 40, '#5f6a70', '#78838a'));
  for (const x of [120, 480, 840, 1200]) {
    box(context, x - 90, 4, 180, 16, '#fff8e6', 8);
    glow(context, x, 30, 220, 'rgba(255,246,220,0.45)', 'rgba(255,246,220,0)');
  }
  // The street door with daylight.
  box(context, 930, 90, 250, 400, '#55616a', 4);
  box(context, 944, 104, 108, 376, downward(context, 100, 480, '#d5ecf7', '#eef2e2'));
  box(context, 1058, 104, 108, 376, downward(context, 100, 480, '#cfe8f5', '#e9efdd'));
  box(context, 950, 330, 96, 150, '#a9b7b1');
  box(context, 1064, 360, 96, 120, '#b7aa98');
}

const GOODS = ['#c8553d', '#588b8b', '#f2c078', '#7a6c9d', '#e0dccd', '#4f7cac', '#9aae5d', '#d98f8f'];

function shelves(context) {
  const chance = seeded(41);
  for (const [left, width] of [[-110, 400], [300, 250], [590, 300], [1215, 190]]) {
    box(context, left, 120, width, 400, '#6c5b4b', 6);
    box(context, left + 10, 130, width - 20, 384, '#574a3e');
    for (const row of [0, 1, 2, 3]) {
      const base = 218 + row * 96;
      box(context, left, base, width, 10, '#8d7861');
      let x = left + 18;
      while (x < left + width - 46) {
        const [wide, tall] = [22 + chance() * 34, 34 + chance() * 40];
        const colour = GOODS[Math.floor(chance() * GOODS.length)];
        const isRound = chance() < 0.3;
        box(context, x, base - tall, wide, tall, colour, isRound ? wide / 3 : 3);
        box(context, x + wide * 0.18, base - tall * 0.66, wide * 0.64, tall * 0.26, 'rgba(255,255,255,0.55)', 2);
        x += wide + 5 + chance() * 9;
      }
    }
  }
  box(context, 300, 58, 250, 50, '#2f5d62', 8);
  words(context, 'HOME & KITCHEN', 425, 92, 25, '#f3efe4');
}

function counter(context) {
  shape(context, downward(context, 590, 660, '#c39a6b', '#a97f52'), [[-120, 588], [1400, 588], [1400, 668], [-120, 668]]);
  box(context, -120, 586, 1520, 5, '#dcb98b');
  box(context, -120, 664, 1520, 180, downward(context, 664, 800, '#6f4f33', '#4c3523'));
  context.fillStyle = 'rgba(80,45,20,0.13)';
  for (const y of [602, 618, 641, 652]) context.fillRect(-120, y, 1520, 1.6);
  terminal(context, 1010, 560);
  kettleInBox(context, 300, 606);
  returnsCard(context, 130, 600);
  till(context);
}

function kettleInBox(context, x, y) {
  glow(context, x, y + 24, 120, 'rgba(30,14,6,0.30)', 'rgba(30,14,6,0)');
  shape(context, '#b78d5d', [[x - 84, y - 48], [x + 70, y - 48], [x + 62, y + 34], [x - 76, y + 34]]);
  shape(context, '#8f6b43', [[x + 70, y - 48], [x + 96, y - 60], [x + 86, y + 18], [x + 62, y + 34]]);
  shape(context, '#d3ab79', [[x - 84, y - 48], [x - 116, y - 72], [x - 60, y - 78], [x - 40, y - 50]]);
  const steel = context.createLinearGradient(x - 46, 0, x + 44, 0);
  ['#8a949c', '#eef2f4', '#a9b3ba', '#69737b'].forEach((colour, index) => steel.addColorStop(index / 3, colour));
  context.fillStyle = steel;
  context.beginPath();
  context.moveTo(x - 44, y - 46);
  context.bezierCurveTo(x - 42, y - 84, x - 32, y - 102, x - 4, y - 104);
  context.bezierCurveTo(x + 26, y - 102, x + 36, y - 84, x + 40, y - 46);
  context.fill();
  shape(context, '#8a949c', [[x - 36, y - 86], [x - 66, y - 98], [x - 40, y - 64]]);
  context.strokeStyle = '#24282c';
  context.lineWidth = 11;
  context.lineCap = 'round';
  context.beginPath();
  context.arc(x + 38, y - 74, 25, -1.5, 1.2);
  context.stroke();
  box(context, x - 13, y - 114, 20, 12, '#24282c', 5);
  words(context, 'KETTLE 1.7 L', x - 6, y - 4, 21, '#5b3f21');
}

function terminal(context, x, y) {
  shape(context, '#2d333a', [[x - 44, y + 50], [x + 46, y + 50], [x + 36, y - 36], [x - 32, y - 36]]);
  box(context, x - 25, y - 28, 54, 32, '#a8d3c2', 4);
  for (const row of [0, 1, 2]) for (const column of [0, 1, 2]) box(context, x - 26 + column * 19, y + 10 + row * 12, 14, 8, '#59626c', 2);
}

function returnsCard(context, x, y) {
  shape(context, '#f6f2e6', [[x - 88, y - 96], [x + 60, y - 96], [x + 68, y + 16], [x - 96, y + 16]]);
  words(context, 'RETURNS', x - 14, y - 68, 21, '#2f5d62');
  words(context, 'No receipt:', x - 14, y - 42, 17, '#3b3b3b');
  words(context, 'swap or credit', x - 14, y - 20, 17, '#3b3b3b');
  words(context, 'Cash: manager', x - 14, y + 2, 17, '#3b3b3b');
}

function till(context) {
  shape(context, '#22272d', [[1130, 470], [1400, 440], [1400, 700], [1140, 690]]);
  shape(context, downward(context, 470, 660, '#3d5a66', '#24404b'), [[1146, 486], [1400, 458], [1400, 668], [1154, 672]]);
  for (const row of [0, 1, 2, 3, 4]) box(context, 1168, 512 + row * 30, 80 + (row % 3) * 36, 9, 'rgba(220,240,245,0.5)', 3);
}
