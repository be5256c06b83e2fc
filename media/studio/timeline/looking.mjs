// Where people look: where the script says, and otherwise at whoever speaks.
import { clamp, seedOf } from '../chance.mjs';
import { GAZES } from '../people/moods.mjs';
import { keysOf } from './keys.mjs';

const GAZE_MS = 220;
/** A look that the script has given lately stays, whoever speaks. */
const HELD_MS = 1500;

/** The gaze keys of a person, those of the script and those of listening, in order of time. */
export function gazesOf(script, person, spoken) {
  const acts = script.acts.filter((act) => act.who === person.name);
  const told = keysOf(acts, 'gaze', GAZE_MS);
  const added = [];
  for (const line of spoken) {
    if (line.who === person.name) {
      if (line.to_camera) turn(line.at_ms - 160, 'you');
      continue;
    }
    const speaker = script.people.find((other) => other.name === line.who);
    const startMs = line.at_ms + 240 + (seedOf(person.name + line.at_ms) % 220);
    turn(startMs, speaker?.name);
    if (added.at(-1)?.at_ms === startMs) giveBack(line.end_ms + 700);
  }
  return [...told, ...added].sort((one, other) => one.at_ms - other.at_ms);

  /** Adds a look of our own unless the script has spoken about this person's eyes just before or soon after. */
  function turn(at_ms, value) {
    const isTold = told.some((key) => key.at_ms > at_ms - HELD_MS && key.at_ms < at_ms + 700);
    if (value && at_ms > 0 && !isTold) added.push({ at_ms, over_ms: GAZE_MS, value });
  }

  function giveBack(at_ms) {
    const before = told.filter((key) => key.at_ms < at_ms).at(-1);
    const startedAt = added.at(-1).at_ms;
    if (before && before.at_ms < startedAt) added.push({ at_ms, over_ms: GAZE_MS + 60, value: before.value });
  }
}

/** The direction of a gaze: one of the vocabulary, or towards a person who stands at some place. */
export function directionOf(value, from, placeOf) {
  if (GAZES[value]) return GAZES[value];
  const to = placeOf(value);
  if (!to) return GAZES.you;
  const apart = to.x - from.x;
  return [clamp(apart / 260, -1, 1), clamp((to.y - from.y) / 420, -0.5, 0.6)];
}
