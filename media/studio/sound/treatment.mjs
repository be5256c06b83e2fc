// What a tone of voice does to a line, and what a person's voice and place do to its sound.
import { compressed, filtered, roomed, speechLevel } from './signal.mjs';
import { RATE } from './wave.mjs';

/** Shares of the person's own pitch, range and pace; energy asked of the engine; a tremble added to the person's own; decibels of the whole and of the bite at 2.6 kHz. */
export const TONES = {
  plain: { pitch: 1, range: 1, pace: 1, energy: 0, tremor: 0, gain: 0, bite: 0 },
  warm: { pitch: 1.03, range: 1.2, pace: 0.98, energy: 0, tremor: 0, gain: -0.5, bite: -0.5 },
  firm: { pitch: 0.99, range: 1.1, pace: 0.98, energy: 0.2, tremor: 0, gain: 1, bite: 1 },
  sharp: { pitch: 1.08, range: 1.4, pace: 1.06, energy: 0.4, tremor: 0, gain: 2, bite: 2.5 },
  loud: { pitch: 1.2, range: 1.5, pace: 1.02, energy: 0.6, tremor: 0, gain: 4, bite: 4 },
  low: { pitch: 0.95, range: 0.75, pace: 0.93, energy: -0.2, tremor: 0, gain: -2, bite: -0.5 },
  breaking: { pitch: 1.07, range: 1.3, pace: 0.9, energy: -0.2, tremor: 0.02, gain: -1, bite: 0 },
};

export const forceOf = (tone) => TONES[tone];

/** Spoken level before the tone's own decibels, as a root mean square. */
const SPEECH_LEVEL = 0.09;

/** The line as it sounds where the person stands. `voice` may give bass, bright and gain in decibels, and room from 0 to 1. */
export function treated(samples, voice, tone) {
  const force = TONES[tone];
  let sound = filtered(samples, 'highpass', 85);
  if (voice.bass) sound = filtered(sound, 'lowshelf', 190, { gain: voice.bass });
  if (voice.bright) sound = filtered(sound, 'highshelf', 3800, { gain: voice.bright });
  if (force.bite !== 0 && !voice.isRecorded) sound = filtered(sound, 'bell', 2600, { gain: force.bite, q: 0.8 });
  sound = levelled(compressed(levelled(sound, SPEECH_LEVEL), -17, 2.2), SPEECH_LEVEL);
  faded(sound);
  sound = roomed(sound, voice.room ?? 0.12, voice.tail ?? 0.35);
  const gain = 10 ** (((voice.isRecorded ? 0 : force.gain) + (voice.gain ?? 0)) / 20);
  return sound.map((value) => value * gain);
}

function levelled(sound, level) {
  const share = level / (speechLevel(sound) || 1);
  return sound.map((value) => value * share);
}

function faded(sound) {
  const [rise, fall] = [Math.round(0.006 * RATE), Math.round(0.025 * RATE)];
  for (let index = 0; index < rise && index < sound.length; index += 1) sound[index] *= index / rise;
  for (let index = 0; index < fall && index < sound.length; index += 1) sound[sound.length - 1 - index] *= index / fall;
}
