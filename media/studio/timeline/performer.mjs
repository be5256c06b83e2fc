// What a person does at a moment: the script's acts, blended, and the small motions of being alive.
import { clamp, lerp } from '../chance.mjs';
import { MOODS } from '../people/moods.mjs';
import { keepsFacing } from '../people/poses.mjs';
import { SILENT } from '../sound/mouth.mjs';
import { blinkerOf, breatherOf } from './alive.mjs';
import { blended, keysOf, lastTwo, shareOf } from './keys.mjs';
import { directionOf, gazesOf } from './looking.mjs';
import { walkerOf } from './walking.mjs';

/** How long each kind of change takes unless the act says otherwise, in milliseconds. */
const USUAL_MS = { mood: 450, pose: 520, lean: 700, tears: 1500, facing: 500, posture: 900 };

/** A function of time for one person: everything the drawing needs to know. `walkers` says where everybody is. */
export function performerOf(script, person, spoken, walkers) {
  const acts = script.acts.filter((act) => act.who === person.name);
  const keys = Object.fromEntries(Object.entries(USUAL_MS).map(([channel, ms]) => [channel, keysOf(acts, channel, ms)]));
  const gazes = gazesOf(script, person, spoken);
  const lines = spoken.filter((line) => line.who === person.name);
  const blinkAt = blinkerOf(person.name, script.duration_ms, spoken);
  const breatheAt = breatherOf(person.name);
  const walkAt = walkers.get(person.name);
  return (ms) => {
    const mood = blended(keys.mood, ms, MOODS.calm, (name) => MOODS[name]);
    const tears = blended(keys.tears, ms, [0], (value) => [value])[0];
    const { phase, breath, sway } = breatheAt(ms, tears + Math.abs(mood[0]) * 0.4);
    const walk = walkAt(ms);
    const gaze = blended(gazes, ms, directionOf('you'), (value) => directionOf(value, walk.at, (name) => walkers.get(name)?.(ms).at));
    const mouth = mouthAt(lines, ms);
    const pose = { ...changeAt(keys.pose, ms, 'rest'), targets: targetsAt(acts, ms) };
    return {
      ms,
      ...mouth,
      ...walk,
      ...(keepsFacing(pose.to) || (keys.facing.length > 0 && !walk.pace) ? { facing: blended(keys.facing, ms, [0], (value) => [value])[0] } : {}),
      ...turning(walk.turned, keys.facing.length > 0 ? blended(keys.facing, ms, [0], (value) => [value])[0] : 0),
      posture: changeAt(keys.posture, ms, person.posture ?? 'standing'),
      pose,
      mood,
      tears,
      gaze: [gaze[0] + sway[1] * 0.03, gaze[1]],
      lean: blended(keys.lean, ms, [0, 0], (lean) => (Array.isArray(lean) ? lean : [lean, 0])),
      blink: blinkAt(ms),
      breath,
      sway,
      beat: Math.sin((ms / 1000) * 6.1 + phase) * mouth.stress,
    };
  };
}

/** Turning round: the front turns to one side, and from there the back comes into view. */
function turning(turned, facing) {
  if (!turned || turned.share <= 0) return {};
  const { share, side, aside } = turned;
  return share < 0.5 ? { facing: lerp(facing, side, share * 2) } : { facing: lerp(side, aside, share * 2 - 1), away: true };
}

/** On whom hands lie in the pose before and in the one that is taken. */
function targetsAt(acts, ms) {
  const poses = acts.filter((act) => act.pose !== undefined && act.at_ms <= ms);
  return { from: poses.at(-2)?.target, to: poses.at(-1)?.target };
}

/** A walker for each person of the script, by name. */
export const walkersOf = (script) => new Map(script.people.map((person) => [person.name, walkerOf(person, script.acts.filter((act) => act.who === person.name))]));

/** A change between two named things, with how far and how long it has been going on. */
function changeAt(keys, ms, usual) {
  const { last, before } = lastTwo(keys, ms);
  const to = last?.value ?? usual;
  if (!last || last.at_ms === 0) return { from: to, to, share: 1 };
  return { from: before?.value ?? usual, to, share: shareOf(last, ms), since_ms: ms - last.at_ms, over_ms: last.over_ms };
}

function mouthAt(lines, ms) {
  const line = lines.find((candidate) => ms >= candidate.at_ms - candidate.lead_ms && ms < candidate.end_ms);
  if (!line) return SILENT;
  return line.mouth[clamp(Math.floor((ms - line.at_ms + line.lead_ms) / 40), 0, line.mouth.length - 1)];
}
