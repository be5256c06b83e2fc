// How often a film flashes, as WCAG 2.2 (2.3.1) counts it: pairs of opposite changes of brightness, or to and from a saturated red, in
// one second. `composure scene check` measures in the same way; docs/scenes.md says how.
import { spawn } from 'node:child_process';
import { lightOf } from './light.mjs';
import { followBrightness, followRedness } from './turns.mjs';

/**
 * The points to which the light of a frame is averaged. Averages of coded values would hide what flashes beside what is dark; without
 * any, every leaf that the camera passes would flash.
 */
export const [ACROSS, DOWN] = [192, 108];
const FRAME_BYTES = ACROSS * DOWN * 3;
const FRAMES_PER_SECOND = 25;
/** From coded values to light, and back (IEC 61966-2-1, 16 bits). */
const LIGHT = "'if(lte(val,2651),val/12.92,65535*pow((val/65535+0.055)/1.055,2.4))'";
const CODED = "'if(lte(val,205),val*12.92,65535*(1.055*pow(val/65535,1/2.4)-0.055))'";
const each = (curve) => `format=gbrp16le,lutrgb=r=${curve}:g=${curve}:b=${curve}`;
const AVERAGES = `${each(LIGHT)},scale=${ACROSS}:${DOWN}:flags=area,${each(CODED)},format=rgb24`;
/** The picture in blocks of 16 × 12 points; a field of ten degrees is a third of the picture across and down, 4 × 3 blocks. */
const [BLOCK_ACROSS, BLOCK_DOWN] = [16, 12];
const [BLOCKS_ACROSS, BLOCKS_DOWN] = [ACROSS / BLOCK_ACROSS, DOWN / BLOCK_DOWN];
const [FIELD_ACROSS, FIELD_DOWN] = [BLOCKS_ACROSS / 3, BLOCKS_DOWN / 3];
/** How many points of a field have to change for the field to: a quarter. */
const LEAST_POINTS = (FIELD_ACROSS * BLOCK_ACROSS * FIELD_DOWN * BLOCK_DOWN) / 4;
/** In how many frames points still change together: those of a tenth of a second. */
const TOGETHER = Math.ceil(FRAMES_PER_SECOND / 10);

/** The most flashes within any second of a film, and whether they are general ones or red. */
export async function flashRateOf(path) {
  const ffmpeg = spawn('ffmpeg', ['-nostdin', '-v', 'error', '-i', path, '-map', '0:v:0', '-vf', AVERAGES, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve, reject) => ffmpeg.on('error', reject).on('close', resolve));
  const measure = flashMeasure();
  let rest = Buffer.alloc(0);
  for await (const piece of ffmpeg.stdout) {
    rest = Buffer.concat([rest, piece]);
    for (; rest.length >= FRAME_BYTES; rest = rest.subarray(FRAME_BYTES)) measure.take(rest.subarray(0, FRAME_BYTES));
  }
  const status = await ended;
  if (status !== 0) throw new Error(`ffmpeg could not read ${path}`);
  return measure.most();
}

/** Takes frames of ACROSS × DOWN points, each red, green and blue from 0 to 255, and gives the most flashes within any second. */
export function flashMeasure() {
  const shown = new Uint8Array(FRAME_BYTES);
  let [general, red] = [];
  const take = (frame) => {
    if (!general) {
      const lights = Array.from({ length: ACROSS * DOWN }, (_, place) => lightOf(...frame.subarray(3 * place, 3 * place + 3)));
      [general, red] = [counter(lights.map(followBrightness)), counter(lights.map(followRedness))];
    } else {
      general.begin();
      red.begin();
      for (let place = 0, at = 0; at < FRAME_BYTES; place += 1, at += 3) {
        if (frame[at] === shown[at] && frame[at + 1] === shown[at + 1] && frame[at + 2] === shown[at + 2]) continue;
        const light = lightOf(frame[at], frame[at + 1], frame[at + 2]);
        general.take(place, light);
        red.take(place, light);
      }
      general.end();
      red.end();
    }
    shown.set(frame);
  };
  const most = () => {
    const [ofGeneral, ofRed] = [general?.most() ?? 0, red?.most() ?? 0];
    return ofRed > ofGeneral ? { most: ofRed, kind: 'red' } : { most: ofGeneral, kind: 'general' };
  };
  return { take, most };
}

/** Counts the flashes of one kind, whose points are followed so. */
function counter(points) {
  const latest = points.map(() => undefined);
  const fields = allFields();
  /** Of the latest frames, the newest last: in each block the points whose latest change was in it, by direction. */
  const changed = [];
  let [frame, most] = [0, 0];
  return {
    begin() {
      frame += 1;
      if (changed.length === TOGETHER) changed.shift();
      changed.push({ 1: new Uint16Array(BLOCKS_ACROSS * BLOCKS_DOWN), [-1]: new Uint16Array(BLOCKS_ACROSS * BLOCKS_DOWN) });
    },
    take(place, light) {
      const direction = points[place](light);
      if (direction === 0) return;
      const block = Math.floor(place / ACROSS / BLOCK_DOWN) * BLOCKS_ACROSS + Math.floor((place % ACROSS) / BLOCK_ACROSS);
      // A point counts where it has changed last, so that it counts once.
      const before = latest[place] && changed[changed.length - 1 - (frame - latest[place].frame)];
      if (before) before[latest[place].direction][block] -= 1;
      changed.at(-1)[direction][block] += 1;
      latest[place] = { direction, frame };
    },
    end() {
      for (const field of fields) most = Math.max(most, followField(field, changed, frame));
    },
    most: () => most,
  };
}

function allFields() {
  const fields = [];
  for (let left = 0; left <= BLOCKS_ACROSS - FIELD_ACROSS; left += 1)
    for (let top = 0; top <= BLOCKS_DOWN - FIELD_DOWN; top += 1) {
      const blocks = Array.from({ length: FIELD_ACROSS * FIELD_DOWN }, (_, at) => (top + Math.floor(at / FIELD_ACROSS)) * BLOCKS_ACROSS + left + (at % FIELD_ACROSS));
      fields.push({ blocks, direction: 0, frame: 0, changes: [] });
    }
  return fields;
}

/** Notes a change of the field, and gives how many flashes there were in the last second. */
function followField(field, changed, frame) {
  // What changed with the field's latest change or before belongs to that one: a cut brightens here, darkens there, and is one change.
  const recent = changed.slice(-Math.min(changed.length, frame - field.frame));
  for (const direction of [1, -1]) {
    if (direction === field.direction) continue;
    const points = recent.reduce((sum, blocks) => field.blocks.reduce((more, block) => more + blocks[direction][block], sum), 0);
    if (points < LEAST_POINTS) continue;
    Object.assign(field, { direction, frame });
    field.changes.push(frame);
    break;
  }
  field.changes = field.changes.filter((change) => change > frame - FRAMES_PER_SECOND);
  return Math.floor(field.changes.length / 2);
}
