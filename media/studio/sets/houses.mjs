// Houses as they stand in a street: walls, roofs, windows, doors. At night some windows are lit.
import { seeded } from '../chance.mjs';
import { box, disc, downward, shape, shine, stroke, within } from './paint.mjs';
import { fade, mix, shade } from './tint.mjs';

/**
 * A house front: `x` is its left edge, `foot` its ground, `metre` a metre in picture points. `kind` holds `wall` and
 * `roof` colours, `width` in metres, `storeys`, `brick`, `seed`.
 */
export function house(context, x, foot, metre, kind) {
  const { width, storeys = 2, wall, roof } = kind;
  const wide = width * metre;
  const tall = (0.4 + storeys * 2.7) * metre;
  const top = foot - tall;
  box(context, x, top, wide, tall, downward(context, top, foot, shade(wall, 0.08), wall, shade(wall, -0.2)));
  if (kind.brick) bricks(context, kind.seed, [x, top, wide, tall], metre, wall);
  else plaster(context, kind.seed, [x, top, wide, tall], wall);
  roofOver(context, x, top, wide, metre, roof, kind);
  box(context, x, foot - 0.35 * metre, wide, 0.35 * metre, shade(wall, -0.35));
  for (const opening of openings(kind)) opening.isDoor ? door(context, x, foot, metre, opening, kind) : pane(context, x, foot, metre, opening, kind);
  box(context, x + wide - 0.16 * metre, top, 0.1 * metre, tall, shade(wall, -0.4));
}

/** What shines by itself: windows with light behind them. */
export function houseLights(context, x, foot, metre, kind) {
  const chance = seeded((kind.seed ?? 1) * 31 + 5);
  const panes = openings(kind).filter(({ isDoor }) => !isDoor);
  for (const [index, { left, sill, wide, tall }] of panes.entries()) {
    if (index > 0 && chance() < 0.4) continue;
    const rgb = ['255,205,128', '255,222,165', '255,190,104'][Math.floor(chance() * 3)];
    const [px, py, w, h] = [x + left * metre, foot - (sill + tall) * metre, wide * metre, tall * metre];
    box(context, px, py, w, h, downward(context, py, py + h, `rgba(${rgb},0.95)`, `rgba(${rgb},0.75)`));
    box(context, px, py, w * 0.2, h, 'rgba(150,84,50,0.55)');
    box(context, px + w * 0.8, py, w * 0.2, h, 'rgba(150,84,50,0.55)');
    box(context, px + w * 0.47, py, w * 0.06, h, 'rgba(70,44,32,0.9)');
    box(context, px, py + h * 0.34, w, h * 0.05, 'rgba(70,44,32,0.9)');
    shine(context, px + w / 2, py + h / 2, w * 1.9, rgb, 0.4);
  }
}

function openings({ width, storeys = 2, seed = 1 }) {
  const columns = Math.max(2, Math.floor(width / 2.3));
  const doorAt = seed % columns;
  const list = [];
  for (let storey = 0; storey < storeys; storey += 1) {
    for (let column = 0; column < columns; column += 1) {
      const middle = ((column + 0.5) * width) / columns;
      if (storey === 0 && column === doorAt) list.push({ left: middle - 0.5, sill: 0.15, wide: 1, tall: 2.15, isDoor: true });
      else list.push({ left: middle - 0.6, sill: 0.95 + storey * 2.7, wide: 1.2, tall: 1.35 });
    }
  }
  return list;
}

function bricks(context, seed, [x, y, wide, tall], metre, wall) {
  const chance = seeded(seed ?? 3);
  const row = 0.16 * metre;
  if (row < 2.2) return;
  within(context, [[x, y], [x + wide, y], [x + wide, y + tall], [x, y + tall]], () => {
    for (let line = 0; line * row < tall; line += 1) {
      box(context, x, y + line * row, wide, Math.max(0.6, row * 0.1), fade(shade(wall, 0.5), 0.22));
      for (let left = (line % 2) * row * -1; left < wide; left += row * 2.2) {
        if (chance() < 0.3) box(context, x + left, y + line * row, row * 2.1, row * 0.9, fade(chance() < 0.5 ? shade(wall, -0.35) : shade(wall, 0.2), 0.35));
      }
    }
  });
}

function plaster(context, seed, [x, y, wide, tall], wall) {
  const chance = seeded((seed ?? 3) + 40);
  for (let patch = 0; patch < 9; patch += 1) {
    const [left, top] = [chance() * wide * 0.8, chance() * tall * 0.9];
    box(context, x + left, y + top, wide * 0.2 * chance(), tall * 0.02, fade(shade(wall, -0.3), 0.16));
  }
}

function roofOver(context, x, top, wide, metre, roof, { seed = 1, gable }) {
  const rise = (1.5 + (seed % 3) * 0.25) * metre;
  const over = 0.4 * metre;
  const points = gable
    ? [[x - over, top + over * 0.3], [x + wide / 2, top - rise * 1.25], [x + wide + over, top + over * 0.3]]
    : [[x - over, top + over * 0.2], [x + wide * 0.14, top - rise], [x + wide * 0.86, top - rise], [x + wide + over, top + over * 0.2]];
  const stack = x + wide * (0.2 + (seed % 4) * 0.16);
  box(context, stack, top - rise - 0.55 * metre, 0.7 * metre, 1.5 * metre, shade(roof, -0.25));
  box(context, stack - 0.08 * metre, top - rise - 0.62 * metre, 0.86 * metre, 0.16 * metre, shade(roof, -0.45));
  shape(context, downward(context, top - rise, top, shade(roof, 0.12), shade(roof, -0.18)), points);
  const row = 0.26 * metre;
  if (row > 2) {
    within(context, points, () => {
      for (let y = top - rise * 1.3; y < top + over; y += row) {
        stroke(context, fade(shade(roof, -0.5), 0.4), Math.max(0.6, row * 0.1), [[x - over, y], [x + wide + over, y]]);
        const shift = Math.round((y - top) / row) % 2 === 0 ? 0 : row * 0.6;
        for (let tile = x - over + shift; tile < x + wide + over; tile += row * 1.2) stroke(context, fade(shade(roof, -0.5), 0.2), 0.7, [[tile, y], [tile, y + row]]);
      }
    });
  }
  box(context, x - over, top + over * 0.1, wide + over * 2, 0.14 * metre, mix(roof, '#f0ece2', 0.6));
  box(context, x, top + over * 0.1 + 0.14 * metre, wide, 0.3 * metre, 'rgba(16,12,26,0.22)');
}

function pane(context, x, foot, metre, { left, sill, wide, tall }, { seed = 1, wall, shutters }) {
  const [px, py, w, h] = [x + left * metre, foot - (sill + tall) * metre, wide * metre, tall * metre];
  const frame = 0.08 * metre;
  if (shutters) for (const side of [px - w * 0.42, px + w + w * 0.06]) box(context, side, py - frame, w * 0.36, h + frame * 2, shutters);
  box(context, px - frame, py - frame, w + frame * 2, h + frame * 2, '#efe9dc');
  box(context, px, py, w, h, downward(context, py, py + h, '#54707f', '#86a3ae', '#5c7683'));
  shape(context, 'rgba(230,242,246,0.4)', [[px + w * 0.08, py + h], [px + w * 0.5, py], [px + w * 0.72, py], [px + w * 0.3, py + h]]);
  if (Math.round(left * 10 + seed) % 3 !== 0) {
    box(context, px, py, w * 0.2, h, 'rgba(236,226,208,0.85)');
    box(context, px + w * 0.8, py, w * 0.2, h, 'rgba(236,226,208,0.85)');
  }
  box(context, px + w * 0.47, py, w * 0.06, h, '#efe9dc');
  box(context, px, py + h * 0.34, w, h * 0.05, '#efe9dc');
  box(context, px - frame * 2, py + h + frame * 0.6, w + frame * 4, 0.1 * metre, shade(wall, 0.35));
  box(context, px - frame, py + h + frame * 0.6 + 0.1 * metre, w + frame * 2, 0.1 * metre, 'rgba(16,12,26,0.25)');
}

const DOORS = ['#7a3a36', '#2f5d62', '#3d4f7a', '#5a6b3c', '#6b4a35'];

function door(context, x, foot, metre, { left, wide, tall }, { seed = 1 }) {
  const [px, py, w, h] = [x + left * metre, foot - (0.15 + tall) * metre, wide * metre, tall * metre];
  const colour = DOORS[seed % DOORS.length];
  box(context, px - 0.12 * metre, py - 0.12 * metre, w + 0.24 * metre, h + 0.12 * metre, '#efe9dc');
  box(context, px, py, w, h, downward(context, py, py + h, shade(colour, 0.1), shade(colour, -0.2)));
  for (const [dx, dy, dw, dh] of [[0.14, 0.5, 0.3, 0.42], [0.56, 0.5, 0.3, 0.42]]) box(context, px + w * dx, py + h * dy, w * dw, h * dh, shade(colour, -0.25));
  box(context, px + w * 0.14, py + h * 0.08, w * 0.72, h * 0.3, '#7c9aa6');
  disc(context, px + w * 0.88, py + h * 0.54, 0.05 * metre, '#d7b45c');
  box(context, px - 0.3 * metre, foot - 0.15 * metre, w + 0.6 * metre, 0.15 * metre, '#b5aea2');
}
