// Things on walls: noticeboards with papers, a clock that runs, framed doors.
import { seeded } from '../chance.mjs';
import { disc, stroke } from './paint.mjs';
import { pick, shade } from './tint.mjs';

const PAPERS = ['#f4efe0', '#f7e3a1', '#cfe0e6', '#f0c9b8', '#d9e4c3', '#fbfaf4'];

/** A noticeboard on a wall at your side. */
export function boardAtSide(stage, seed, x, [z0, z1], [y0, y1], colour = '#9c7448') {
  const chance = seeded(seed);
  const inward = x < 0 ? 0.002 : -0.002;
  stage.side('#6d5238', x + inward, [z0 - 0.06, z1 + 0.06], [y0 - 0.06, y1 + 0.06]);
  stage.side(colour, x + inward * 2, [z0, z1], [y0, y1]);
  const columns = Math.max(2, Math.floor((z1 - z0) / 0.34));
  for (let column = 0; column < columns; column += 1) {
    for (let row = 0; row < 2; row += 1) {
      if (chance() < 0.12) continue;
      const [z, y] = [z0 + 0.06 + (column * (z1 - z0 - 0.08)) / columns + chance() * 0.05, y0 + 0.05 + row * ((y1 - y0) / 2) + chance() * 0.05];
      const [wide, tall] = [0.2 + chance() * 0.08, (y1 - y0) * (0.32 + chance() * 0.08)];
      stage.side('rgba(20,12,16,0.28)', x + inward * 3, [z + 0.01, z + wide + 0.015], [y - 0.015, y + tall - 0.01]);
      stage.side(pick(chance, PAPERS), x + inward * 4, [z, z + wide], [y, y + tall]);
      stage.side(pick(chance, ['#c8553d', '#2f5d62', '#4f7cac', '#e0a63f']), x + inward * 5, [z + wide * 0.12, z + wide * 0.88], [y + tall * 0.76, y + tall * 0.9]);
      for (const line of [0.6, 0.48, 0.36, 0.24]) stage.side('rgba(70,66,74,0.4)', x + inward * 5, [z + wide * 0.14, z + wide * (0.6 + chance() * 0.26)], [y + tall * line, y + tall * (line + 0.045)]);
    }
  }
}

/** A round clock; `seconds` of the film run on from `from` minutes after twelve. */
export function clock(context, x, y, radius, from, seconds, { face = '#f5f1e6', rim = '#3a3f45' } = {}) {
  disc(context, x + radius * 0.1, y + radius * 0.12, radius * 1.06, 'rgba(10,8,16,0.3)');
  disc(context, x, y, radius * 1.05, rim);
  disc(context, x, y, radius * 0.9, face);
  const at = (turn, reach) => [x + Math.sin(turn * Math.PI * 2) * reach * radius, y - Math.cos(turn * Math.PI * 2) * reach * radius];
  for (let hour = 0; hour < 12; hour += 1) stroke(context, '#3a3f45', Math.max(0.7, radius * 0.05), [at(hour / 12, 0.72), at(hour / 12, 0.82)]);
  const minutes = from + seconds / 60;
  stroke(context, '#23272c', Math.max(1, radius * 0.11), [[x, y], at(minutes / 720, 0.48)]);
  stroke(context, '#23272c', Math.max(0.8, radius * 0.08), [[x, y], at(minutes / 60, 0.7)]);
  stroke(context, '#b8402f', Math.max(0.6, radius * 0.035), [at(Math.floor(seconds) / 60 + 0.5, 0.16), at(Math.floor(seconds) / 60, 0.76)]);
}

/** A cardboard box with tape and a label, in metres. */
export function carton(stage, [x, y, z], [width, height, deep], { colour = '#b98f60', seed = 1, mark } = {}) {
  const chance = seeded(seed);
  const tone = shade(colour, (chance() - 0.5) * 0.24);
  stage.block(tone, [x, y, z], [width, height, deep], { top: 0.2, left: -0.22, right: -0.26 });
  stage.wall('rgba(236,222,190,0.55)', z - 0.001, [x + width * 0.44, x + width * 0.56], [y + height * 0.62, y + height]);
  if (y + height < stage.space.eye) stage.level('rgba(240,228,198,0.6)', y + height + 0.001, [x + width * 0.44, x + width * 0.56], [z, z + deep]);
  if (chance() < 0.7) stage.wall('#f1ead8', z - 0.002, [x + width * 0.1, x + width * 0.34], [y + height * 0.2, y + height * 0.46]);
  if (chance() < 0.5) for (const line of [0.26, 0.34]) stage.wall('rgba(60,46,40,0.5)', z - 0.003, [x + width * 0.12, x + width * 0.3], [y + height * line, y + height * (line + 0.03)]);
  stage.wall('rgba(40,24,14,0.22)', z - 0.001, [x, x + width], [y, y + height * 0.05]);
  if (mark) stage.wall(mark, z - 0.002, [x + width * 0.62, x + width * 0.9], [y + height * 0.3, y + height * 0.5]);
}
