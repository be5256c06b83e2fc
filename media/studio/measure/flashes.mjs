// How often a film flashes, as the web accessibility guidelines count it: pairs of opposite changes of brightness in one second.
import { execFileSync } from 'node:child_process';

const [ACROSS, DOWN] = [32, 18];
const FRAMES_PER_SECOND = 25;
/** A change counts from a tenth of full relative luminance on, where the darker side is below 0.8. */
const CHANGE = 0.1;
const DARK = 0.8;
/** The share of the picture that must flash together to count: a quarter of any tenth of the view, here of the whole, taken strictly. */
const AREA = 0.1;

/** The brightness of a film as frames of ACROSS × DOWN cells. */
export function brightnessOf(path) {
  const bytes = execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-an', '-vf', `scale=${ACROSS}:${DOWN}:flags=area,format=gray`, '-f', 'rawvideo', '-'], { maxBuffer: 1 << 28 });
  const size = ACROSS * DOWN;
  return Array.from({ length: bytes.length / size }, (_, frame) => Float32Array.from(bytes.subarray(frame * size, (frame + 1) * size), (value) => ((value - 16) / 219) ** 2.2 || 0));
}

/** The most flashes within any second that a tenth of the picture shares. */
export function flashRate(frames) {
  const cells = frames[0].length;
  const turns = Array.from({ length: cells }, (_, cell) => turnsOf(frames, cell));
  let most = 0;
  for (let first = 0; first < frames.length; first += 5) {
    const counts = turns.map((times) => Math.floor(times.filter((frame) => frame >= first && frame < first + FRAMES_PER_SECOND).length / 2)).sort((one, other) => other - one);
    most = Math.max(most, counts[Math.floor(cells * AREA)]);
  }
  return most;
}

/** The frames at which one cell's brightness has made a full change against the direction of the change before. */
function turnsOf(frames, cell) {
  const turns = [];
  let extreme = frames[0][cell];
  let direction = 0;
  frames.forEach((frame, index) => {
    const value = frame[cell];
    const change = value - extreme;
    if (Math.sign(change) === direction) extreme = value;
    else if (Math.abs(change) >= CHANGE && Math.min(value, extreme) < DARK) {
      turns.push(index);
      direction = Math.sign(change);
      extreme = value;
    } else if (direction === 0) extreme = value > extreme ? extreme : value;
  });
  return turns;
}
