// What the sounds of things are made of: noise in bands, ringing tones, swells.
import { filtered } from '../signal.mjs';
import { RATE } from '../wave.mjs';

export const TURN = Math.PI * 2;
export const decay = (seconds, half) => (seconds < 0 ? 0 : 2 ** (-seconds / half));
export const between = (chance, low, high) => low + chance() * (high - low);

/** Samples of a level that is given for each second. */
export const made = (seconds, at) => Float32Array.from({ length: Math.round(seconds * RATE) }, (_, index) => at(index / RATE));

/** Noise between two pitches. */
export function hiss(seconds, chance, low, high) {
  const white = made(seconds, () => chance() * 2 - 1);
  return filtered(filtered(white, 'highpass', low), 'lowpass', high);
}

/** Deep noise: most of it below a few hundred hertz, as of engines and rooms. */
export function rumble(seconds, chance, hertz) {
  return filtered(filtered(made(seconds, () => chance() * 2 - 1), 'lowpass', hertz), 'lowpass', hertz * 1.6).map((value) => value * Math.sqrt(8000 / hertz) * 0.5);
}

/** The sound shaped by a level for each second. */
export const shaped = (samples, at) => samples.map((value, index) => value * at(index / RATE));

/** Lays a sound into another at a second. */
export function lay(into, samples, second, gain = 1) {
  const start = Math.round(second * RATE);
  const end = Math.min(samples.length, into.length - start);
  for (let index = Math.max(0, -start); index < end; index += 1) into[start + index] += samples[index] * gain;
  return into;
}

export const silence = (seconds) => new Float32Array(Math.round(seconds * RATE));

/** Comes in and goes out softly. */
export const swell = (seconds, rise = 0.6, fall = 0.8) => (t) => Math.min(1, t / rise, (seconds - t) / fall);

/** A struck thing: partials that ring, each `[hertz, share, half-life]`. */
export const struck = (seconds, partials) => made(seconds, (t) => partials.reduce((sum, [hertz, share, half]) => sum + share * Math.sin(TURN * hertz * t) * decay(t, half), 0));

/** A blow on something hollow: a deep tone that falls, and the first crack of it. */
export function thump(chance, hertz, half, crack) {
  const body = made(half * 9, (t) => Math.sin(TURN * (hertz * t + hertz * 0.02 * (1 - decay(t, 0.012)))) * decay(t, half) * Math.min(1, t * 900));
  return lay(body, shaped(hiss(0.06, chance, 300, 3800), (t) => decay(t, 0.008)), 0, crack);
}
