// A mouth for each frame of a spoken line: from the phones where the voice tells them, otherwise from loudness and brightness.
import { clamp, lerp } from '../chance.mjs';
import { RATE } from './wave.mjs';

const FRAME_MS = 40;

/** How far open, how wide (below 0 narrow), how rounded, how much teeth; `stress` is how strongly the word is meant. */
export const SILENT = { open: 0, wide: 0, round: 0, teeth: 0, stress: 0 };

const shape = (open, wide, round, teeth) => ({ open, wide, round, teeth });
const SHAPES = {
  shut: shape(0, 0, 0, 0),
  bite: shape(0.12, 0.1, 0, 0.9),
  ahh: shape(1, 0.15, 0, 0.2),
  ehh: shape(0.62, 0.5, 0, 0.4),
  eee: shape(0.34, 0.95, 0, 0.7),
  uhh: shape(0.5, 0.05, 0.1, 0.2),
  ohh: shape(0.68, -0.45, 0.8, 0),
  ooo: shape(0.3, -0.6, 1, 0),
  sss: shape(0.2, 0.45, 0, 1),
  shh: shape(0.26, -0.35, 0.7, 0.8),
  tongue: shape(0.3, 0.2, 0, 0.5),
  throat: shape(0.34, 0.1, 0, 0.3),
};

/** Phones of each shape, in the International Phonetic Alphabet as the voice engine uses it: A, I, O, W and Y are diphthongs. */
const SOUNDS = {
  shut: 'p b m pau',
  bite: 'f v',
  ahh: 'ɑ a æ ɐ I W',
  ehh: 'e ɛ A ᵊ',
  eee: 'i ɪ j ᵻ',
  uhh: 'ə ʌ ɜ ɚ',
  ohh: 'ɔ ɒ o O Q Y',
  ooo: 'ʊ u w',
  sss: 's z t d ɾ T',
  shh: 'ʃ ʒ ʧ ʤ ɹ r',
  tongue: 'θ ð n l',
  throat: 'h k ɡ ŋ ʔ',
};
const SHAPE_OF = new Map(Object.entries(SOUNDS).flatMap(([name, phones]) => phones.split(' ').map((phone) => [phone, SHAPES[name]])));

/** The mouth's frames, the first of which belongs to the line's first sample. */
export function mouthOf(samples, phones) {
  const heard = loudnessOf(samples);
  const spans = phones?.filter((span) => SHAPE_OF.has(span.phone)) ?? [];
  return heard.map((frame, index) => {
    if (spans.length === 0) return { open: frame.open, wide: frame.wide, round: clamp(-frame.wide), teeth: clamp(frame.wide - 0.3), stress: frame.stress };
    const { open, ...rest } = shapeAt(spans, (index + 0.5) * FRAME_MS);
    // Loud words open the mouth farther; a closed sound stays closed.
    return { ...rest, open: clamp(open * (0.55 + 0.6 * frame.stress)), stress: frame.stress };
  });
}

/** The phones around a moment, mixed as by a mouth that needs 70 ms to change; lips that must meet do meet. */
function shapeAt(spans, ms) {
  const now = spans.find((span) => ms >= span.start_ms && ms < span.end_ms);
  if (now && SHAPE_OF.get(now.phone) === SHAPES.shut) return { ...SHAPES.shut };
  let sum = { ...SHAPES.shut };
  let weight = 0;
  for (const span of spans) {
    const away = Math.max(span.start_ms - ms, ms - span.end_ms, 0);
    if (away > 70) continue;
    const share = 1 - away / 70;
    const target = SHAPE_OF.get(span.phone);
    weight += share;
    sum = Object.fromEntries(Object.keys(sum).map((key) => [key, sum[key] + target[key] * share]));
  }
  return weight === 0 ? sum : Object.fromEntries(Object.entries(sum).map(([key, value]) => [key, value / weight]));
}

function loudnessOf(samples) {
  const step = (RATE * FRAME_MS) / 1000;
  const frames = [];
  for (let start = 0; start < samples.length; start += step) {
    let power = 0;
    let change = 0;
    const end = Math.min(samples.length, start + step);
    for (let index = start + 1; index < end; index += 1) {
      power += samples[index] ** 2;
      change += (samples[index] - samples[index - 1]) ** 2;
    }
    frames.push({ level: Math.sqrt(power / (end - start)), bright: power > 0 ? Math.sqrt(change / power) : 0 });
  }
  const loudest = Math.max(...frames.map((frame) => frame.level), 1e-6);
  return frames.map((frame, index) => {
    const before = frames[index - 1] ?? frame;
    const around = frames.slice(Math.max(0, index - 5), index + 6);
    const mean = around.reduce((sum, one) => sum + one.level, 0) / around.length;
    // A mouth cannot close in one frame: a third of the last frame stays.
    const open = clamp((lerp(frame.level, before.level, 0.32) / loudest) * 1.5 - 0.06);
    return { open, wide: clamp((frame.bright - 0.14) * 4, -0.6, 1), stress: clamp((mean / loudest) * 1.5) };
  });
}
