// Checks a rendered scene against its script:  node check.mjs <name>…   Ends with status 1 when something is wrong.
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readScript } from './script.mjs';
import { loudnessOf } from './sound/soundtrack.mjs';

const MOST_BYTES = 2_500_000;

let isWhole = true;
for (const name of process.argv.slice(2)) {
  const script = readScript(name);
  const path = (file) => fileURLToPath(new URL(`../scenes/${name}/${file}`, import.meta.url));
  const files = [`${name}.webm`, `${name}.mp4`, 'poster.jpg', `${name}.en.vtt`];
  const bytes = files.reduce((sum, file) => sum + statSync(path(file)).size, 0);
  report(`${name}: ${bytes} bytes in all`, bytes <= MOST_BYTES);
  for (const film of files.slice(0, 2)) checkFilm(script, path(film), film);
}
process.exitCode = isWhole ? 0 : 1;

function checkFilm(script, path, film) {
  const frames = framesOf(path);
  const times = new Set(frames.map((frame) => frame.ms));
  report(`${film}: ${frames.length} frames, the last at ${frames.at(-1).ms} ms`, frames.length * 40 === script.duration_ms);
  for (const window of script.windows) {
    report(`${film}: a frame at ${window.cue_ms} ms, the cue of ${window.name}`, times.has(window.cue_ms));
  }
  const keyed = frames.filter((frame) => frame.isKey).map((frame) => frame.ms);
  report(`${film}: ${keyed.length} keyframes`, keyed.every((ms, index) => index === 0 || ms - keyed[index - 1] <= 1000));
  const loudness = loudnessOf(path);
  report(`${film}: ${loudness} LUFS`, Math.abs(loudness + 23) <= 1);
}

function framesOf(path) {
  const printed = execFileSync('ffprobe', ['-v', 'error', '-select_streams', 'v:0', '-show_entries', 'packet=pts_time,flags', '-of', 'csv=p=0', path], { encoding: 'utf8' });
  const frames = printed.trim().split('\n').map((row) => row.split(',')).map(([seconds, flags]) => ({ ms: Math.round(Number(seconds) * 1000), isKey: flags.startsWith('K') }));
  return frames.filter((frame) => Number.isFinite(frame.ms)).sort((a, b) => a.ms - b.ms);
}

function report(sentence, isRight) {
  isWhole &&= isRight;
  console.log(`${isRight ? 'right' : 'WRONG'}  ${sentence}`);
}
