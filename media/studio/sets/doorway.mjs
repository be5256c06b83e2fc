// An open front door seen from inside: a porch, a path and a street in morning light.
import { box, cloud, downward, foliage, glow, layer, shape, words } from './paint.mjs';

export async function doorway() {
  return {
    behind: [await layer(0.4, 3, street), await layer(0.75, 1.2, porch)],
    front: [await layer(1.12, 0, frame)],
    light: { warm: 'rgba(255,228,180,0.10)', edge: 'rgba(30,20,24,0.30)' },
  };
}

function street(context) {
  box(context, -120, -120, 1520, 620, downward(context, -60, 420, '#7fb6df', '#c6e1ee', '#f6ecd6'));
  cloud(context, 400, 130, 0.9);
  cloud(context, 850, 90, 1.1);
  const houses = [[180, '#c58d6c', '#7d4a3c'], [430, '#e8ddc6', '#586673'], [690, '#8fa5a0', '#4c4a52'], [930, '#d9b36c', '#7a5240']];
  for (const [x, wall, roof] of houses) {
    box(context, x, 220, 220, 190, downward(context, 220, 410, wall, wall));
    shape(context, roof, [[x - 14, 226], [x + 110, 130], [x + 234, 226]]);
    for (const column of [34, 134]) {
      box(context, x + column, 256, 54, 62, '#f7f2e6', 3);
      box(context, x + column + 5, 261, 44, 52, '#8fb0bf', 2);
    }
    box(context, x + 90, 336, 40, 74, roof, 3);
  }
  box(context, -120, 406, 1520, 60, '#b9b4aa');
  box(context, -120, 440, 1520, 70, '#7d8083');
  for (const x of [100, 340, 580, 820, 1060]) box(context, x, 472, 120, 7, '#e6e2d4');
  box(context, 905, 250, 26, 170, '#6a4b35', 6);
  foliage(context, 9, 915, 210, 250, 190, ['#4d7a4c', '#5f9158', '#7cab64']);
}

function porch(context) {
  shape(context, downward(context, 490, 840, '#8db463', '#5c8443'), [[-120, 492], [1400, 492], [1400, 840], [-120, 840]]);
  shape(context, downward(context, 490, 840, '#d5cbb8', '#b5a892'), [[560, 492], [720, 492], [980, 840], [300, 840]]);
  context.strokeStyle = 'rgba(90,76,58,0.35)';
  context.lineWidth = 3;
  for (const [y, half] of [[530, 103], [580, 152], [650, 220], [740, 305]]) {
    context.beginPath();
    context.moveTo(640 - half, y);
    context.lineTo(640 + half, y);
    context.stroke();
  }
  foliage(context, 13, 330, 480, 330, 110, ['#39653f', '#4a7a48', '#639555']);
  foliage(context, 17, 960, 480, 330, 110, ['#39653f', '#4a7a48', '#639555']);
  box(context, 812, 400, 12, 120, '#5b4a3e');
  box(context, 784, 356, 70, 50, '#3c5f86', 14);
  box(context, 838, 340, 6, 34, '#c9564b');
}

function frame(context) {
  // The hall's wall and the door frame on the left, the open door on the right.
  box(context, -140, -140, 350, 1000, downward(context, 0, 720, '#8a6a57', '#6f5244'));
  box(context, 186, -140, 66, 1000, downward(context, 0, 720, '#efe5d3', '#d8cbb5'));
  box(context, 242, -140, 10, 1000, 'rgba(80,58,40,0.35)');
  box(context, -140, -140, 1560, 172, downward(context, -60, 40, '#8a6a57', '#7b5d4c'));
  box(context, 186, 20, 900, 40, '#efe5d3');
  box(context, 252, 54, 800, 8, 'rgba(80,58,40,0.35)');
  shape(context, downward(context, 0, 720, '#2f5f73', '#1f4555'), [[1046, 30], [1420, -60], [1420, 860], [1046, 770]]);
  shape(context, '#214c5d', [[1092, 110], [1200, 90], [1200, 340], [1092, 336]]);
  shape(context, '#214c5d', [[1240, 82], [1420, 48], [1420, 350], [1240, 342]]);
  shape(context, '#214c5d', [[1092, 420], [1200, 424], [1200, 740], [1092, 716]]);
  shape(context, '#214c5d', [[1240, 426], [1420, 434], [1420, 790], [1240, 750]]);
  box(context, 1056, 384, 22, 46, '#d2a84e', 10);
  glow(context, 1064, 396, 16, 'rgba(255,240,190,0.9)', 'rgba(255,240,190,0)');
  box(context, 20, 180, 120, 150, '#c8b08a', 6);
  box(context, 32, 192, 96, 126, '#eae3d2', 2);
  words(context, 'HOME', 80, 262, 26, '#7b5d4c');
  for (const x of [46, 86, 126]) box(context, x, 420, 10, 30, '#4a352b', 4);
  box(context, 10, 410, 160, 14, '#5d4336', 5);
  shape(context, '#39506b', [[40, 446], [62, 446], [84, 640], [22, 640]]);
  shape(context, '#a34a3f', [[120, 446], [140, 446], [166, 600], [102, 600]]);
}
