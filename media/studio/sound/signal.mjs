// Arithmetic on sound: filters, levels, reading at another speed.
import { RATE } from './wave.mjs';

const TURN = Math.PI * 2;

/** A second-order filter (R. Bristow-Johnson's cookbook formulas); `gain` in decibels is for the shelves and the bell. */
export function filtered(samples, kind, hertz, { gain = 0, q = 0.707 } = {}) {
  const [b0, b1, b2, a1, a2] = COEFFICIENTS[kind](TURN * hertz / RATE, 10 ** (gain / 40), q);
  const out = new Float32Array(samples.length);
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  for (let index = 0; index < samples.length; index += 1) {
    const x = samples[index];
    const y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
    [x2, x1, y2, y1] = [x1, x, y1, y];
    out[index] = y;
  }
  return out;
}

const over = (a0, parts) => parts.map((part) => part / a0);
const COEFFICIENTS = {
  highpass: (w, _, q) => {
    const [c, alpha] = [Math.cos(w), Math.sin(w) / (2 * q)];
    return over(1 + alpha, [(1 + c) / 2, -(1 + c), (1 + c) / 2, -2 * c, 1 - alpha]);
  },
  lowpass: (w, _, q) => {
    const [c, alpha] = [Math.cos(w), Math.sin(w) / (2 * q)];
    return over(1 + alpha, [(1 - c) / 2, 1 - c, (1 - c) / 2, -2 * c, 1 - alpha]);
  },
  bandpass: (w, _, q) => {
    const [c, alpha] = [Math.cos(w), Math.sin(w) / (2 * q)];
    return over(1 + alpha, [alpha, 0, -alpha, -2 * c, 1 - alpha]);
  },
  bell: (w, a, q) => {
    const [c, alpha] = [Math.cos(w), Math.sin(w) / (2 * q)];
    return over(1 + alpha / a, [1 + alpha * a, -2 * c, 1 - alpha * a, -2 * c, 1 - alpha / a]);
  },
  lowshelf: (w, a, q) => {
    const [c, beta] = [Math.cos(w), 2 * Math.sqrt(a) * (Math.sin(w) / (2 * q))];
    return over(a + 1 + (a - 1) * c + beta, [a * (a + 1 - (a - 1) * c + beta), 2 * a * (a - 1 - (a + 1) * c), a * (a + 1 - (a - 1) * c - beta), -2 * (a - 1 + (a + 1) * c), a + 1 + (a - 1) * c - beta]);
  },
  highshelf: (w, a, q) => {
    const [c, beta] = [Math.cos(w), 2 * Math.sqrt(a) * (Math.sin(w) / (2 * q))];
    return over(a + 1 - (a - 1) * c + beta, [a * (a + 1 + (a - 1) * c + beta), -2 * a * (a - 1 + (a + 1) * c), a * (a + 1 + (a - 1) * c - beta), 2 * (a - 1 - (a + 1) * c), a + 1 - (a - 1) * c - beta]);
  },
};

/** The samples read `speed` times as fast: a windowed sinc of 24 points, so that nothing folds back into the voice. */
export function resampled(samples, speed) {
  if (speed === 1) return Float32Array.from(samples);
  const out = new Float32Array(Math.floor(samples.length / speed));
  const cut = Math.min(1, 1 / speed);
  const half = Math.ceil(12 / cut);
  for (let index = 0; index < out.length; index += 1) {
    const place = index * speed;
    const first = Math.floor(place) - half + 1;
    let sum = 0;
    for (let tap = Math.max(0, first); tap < Math.min(samples.length, first + half * 2); tap += 1) {
      const away = tap - place;
      const angle = Math.PI * away * cut;
      const sinc = angle === 0 ? 1 : Math.sin(angle) / angle;
      sum += samples[tap] * sinc * cut * (0.5 + 0.5 * Math.cos((Math.PI * away) / half));
    }
    out[index] = sum;
  }
  return out;
}

/** Quiet parts brought nearer to loud ones: above `threshold` decibels, `ratio` decibels in give one out. */
export function compressed(samples, threshold, ratio, makeup = 0) {
  const [rise, fall] = [Math.exp(-1 / (0.004 * RATE)), Math.exp(-1 / (0.12 * RATE))];
  let level = 0;
  return samples.map((value) => {
    const size = Math.abs(value);
    const pace = size > level ? rise : fall;
    level = pace * level + (1 - pace) * size;
    const excess = 20 * Math.log10(level + 1e-6) - threshold;
    const gain = makeup - (excess > 0 ? excess * (1 - 1 / ratio) : 0);
    return value * 10 ** (gain / 20);
  });
}

/** A room around a dry sound: a few early returns and a short tail; `amount` is the share that comes back, 0 to 1. */
export function roomed(samples, amount, tailSeconds) {
  if (amount <= 0) return samples;
  const wet = new Float32Array(samples.length + Math.round(tailSeconds * RATE));
  const source = filtered(filtered(samples, 'highpass', 180), 'lowpass', 4800);
  for (const [ms, share] of [[11, 0.5], [17, -0.42], [23, 0.36], [31, -0.3]]) {
    const delay = Math.round((ms / 1000) * RATE);
    for (let index = 0; index < source.length; index += 1) wet[index + delay] += source[index] * share * 0.5;
  }
  for (const ms of [29.7, 37.1, 41.1, 43.7]) comb(wet, source, Math.round((ms / 1000) * RATE), 10 ** ((-3 * ms) / 1000 / tailSeconds));
  for (let index = 0; index < wet.length; index += 1) wet[index] = (samples[index] ?? 0) + wet[index] * amount;
  return wet;
}

function comb(wet, source, delay, feedback) {
  const line = new Float32Array(delay);
  for (let index = 0; index < wet.length; index += 1) {
    const slot = index % delay;
    const heard = line[slot];
    line[slot] = (source[index] ?? 0) + heard * feedback;
    wet[index] += heard * 0.25;
  }
}

/** The root mean square of the parts of a sound that are not silence. */
export function speechLevel(samples) {
  const step = Math.round(RATE / 50);
  const powers = [];
  for (let start = 0; start + step <= samples.length; start += step) {
    let power = 0;
    for (let index = start; index < start + step; index += 1) power += samples[index] ** 2;
    powers.push(power / step);
  }
  const loudest = Math.max(...powers);
  const heard = powers.filter((power) => power > loudest / 400);
  return Math.sqrt(heard.reduce((sum, power) => sum + power, 0) / heard.length);
}

/** Where sound begins and ends, as sample indices, `floor` decibels below its loudest 10 ms. */
export function extent(samples, floor = -38) {
  const step = Math.round(RATE / 100);
  const levels = [];
  for (let start = 0; start < samples.length; start += step) {
    let power = 0;
    const end = Math.min(samples.length, start + step);
    for (let index = start; index < end; index += 1) power += samples[index] ** 2;
    levels.push(Math.sqrt(power / (end - start)));
  }
  const least = Math.max(...levels) * 10 ** (floor / 20);
  const first = levels.findIndex((level) => level >= least);
  const last = levels.findLastIndex((level) => level >= least);
  return { start: first * step, end: Math.min(samples.length, (last + 1) * step) };
}
