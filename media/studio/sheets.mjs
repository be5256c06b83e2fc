// Contact sheets: one small frame for every second, with its time, to look a film over before it is rendered.
import { writeFileSync } from 'node:fs';
import { createCanvas } from '@napi-rs/canvas';

const ACROSS = 5;
const DOWN = 5;
const WIDTH = 384;
const HEIGHT = 216;
const BAND = 20;

/** Writes `sheet-1.png` and on, and gives their paths. `draw` draws at a share of WIDTH / 1280. */
export function writeSheets(script, spoken, draw, folder, stepMs = 1000) {
  const times = [];
  for (let ms = 0; ms < script.duration_ms; ms += stepMs) times.push(ms);
  const paths = [];
  for (let first = 0; first < times.length; first += ACROSS * DOWN) {
    const some = times.slice(first, first + ACROSS * DOWN);
    const sheet = createCanvas(WIDTH * ACROSS, (HEIGHT + BAND) * Math.ceil(some.length / ACROSS));
    const context = sheet.getContext('2d');
    context.fillStyle = '#15171c';
    context.fillRect(0, 0, sheet.width, sheet.height);
    some.forEach((ms, index) => {
      const [x, y] = [(index % ACROSS) * WIDTH, Math.floor(index / ACROSS) * (HEIGHT + BAND)];
      context.drawImage(draw(ms), x, y, WIDTH, HEIGHT);
      context.font = '13px "DejaVu Sans", sans-serif';
      context.fillStyle = '#ffffff';
      context.fillText(labelOf(script, spoken, ms), x + 5, y + HEIGHT + 15, WIDTH - 10);
    });
    const path = `${folder}/sheet-${paths.length + 1}.png`;
    writeFileSync(path, sheet.toBuffer('image/png'));
    paths.push(path);
  }
  return paths;
}

/** The share of full size that a sheet's frames are drawn at. */
export const SHEET_SHARE = WIDTH / 1280;

function labelOf(script, spoken, ms) {
  const line = spoken.find((one) => one.at_ms <= ms && ms < one.end_ms);
  const window = script.windows.find((one) => one.cue_ms <= ms && ms < one.until_ms);
  return [`${(ms / 1000).toFixed(1)} s`, window ? `[${window.name}]` : '', line ? `${line.caption.en}: ${line.text.en}` : ''].join('  ');
}
