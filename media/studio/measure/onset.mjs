// When somebody begins to speak, found in a film's sound alone.
import { execFileSync } from 'node:child_process';

const RATE = 16000;
const HOP_MS = 10;
/** How far around the expected moment a beginning is looked for, and how much sound on each side is compared. */
const REACH_MS = 400;
const SIDE_MS = 140;

/** How far a caption may be from its speech. */
const MOST_LATE_MS = 120;

/** The level of a film's sound where speech is strong (300 to 3400 Hz), in decibels, for every 10 ms. */
export function speechLevels(path) {
  const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-vn', '-af', 'highpass=f=300,highpass=f=300,lowpass=f=3400', '-ac', '1', '-ar', String(RATE), '-f', 's16le', '-'], { maxBuffer: 1 << 28 });
  const step = (RATE * HOP_MS) / 1000;
  const levels = [];
  for (let start = 0; (start + step) * 2 <= bytes.length; start += step) {
    let power = 0;
    for (let index = start; index < start + step; index += 1) power += (bytes.readInt16LE(index * 2) / 32768) ** 2;
    levels.push(10 * Math.log10(power / step + 1e-7));
  }
  return levels;
}

/** The first rise counts that is nearly as great as the greatest: a later word of the line may begin louder. */
const ALIKE = 0.7;
/** How far speech stands above what was heard before it, in decibels, from its first sound on. */
const ABOVE = 6;

/** The beginning of speech near `ms`: the first great rise of the sound, and from there back to where it leaves what was heard before. */
export function onsetNear(levels, ms) {
  const side = SIDE_MS / HOP_MS;
  const mean = (from, to) => {
    const some = levels.slice(Math.max(0, from), Math.max(1, to));
    return some.reduce((sum, level) => sum + level, 0) / some.length;
  };
  const first = Math.max(1, Math.round((ms - REACH_MS) / HOP_MS));
  const rises = Array.from({ length: (2 * REACH_MS) / HOP_MS + 1 }, (_, index) => mean(first + index, first + index + side) - mean(first + index - side, first + index));
  const enough = ALIKE * Math.max(...rises);
  let place = rises.findIndex((rise) => rise >= enough);
  while (rises[place + 1] > rises[place]) place += 1;
  const best = first + place;
  const before = levels.slice(Math.max(0, best - 3 * side), Math.max(1, best - side)).sort((one, other) => one - other);
  const floor = before[Math.floor(before.length * 0.75)];
  let beginning = best;
  while (beginning > best - side && levels[beginning - 1] > floor + ABOVE) beginning -= 1;
  return beginning * HOP_MS;
}

/** The lines of a script whose speech is not found where they are captioned, with the moment at which it is heard. */
export function lateLines(script, path) {
  const levels = speechLevels(path);
  return script.lines.map((line) => ({ line, heard_ms: onsetNear(levels, line.at_ms) })).filter(({ line, heard_ms }) => Math.abs(heard_ms - line.at_ms) > MOST_LATE_MS);
}
