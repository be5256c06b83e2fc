// The words a script may use. Drawings and sounds have theirs in tables of their own.
import { GAZES, MOODS } from '../people/moods.mjs';
import { POSES } from '../people/poses.mjs';
import { POSTURES } from '../people/postures.mjs';
import { SETS } from '../sets/index.mjs';
import { EFFECTS } from '../sound/effects.mjs';
import { TONES } from '../sound/treatment.mjs';

export const WORDS = {
  set: Object.keys(SETS),
  time: ['day', 'dusk', 'night'],
  weather: ['clear', 'rain'],
  mood: Object.keys(MOODS),
  pose: Object.keys(POSES),
  gaze: Object.keys(GAZES),
  posture: Object.keys(POSTURES),
  tone: Object.keys(TONES),
  sound: Object.keys(EFFECTS),
};
