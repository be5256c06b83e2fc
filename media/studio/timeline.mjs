// What a person does at a moment: the script's acts, blended, and the small motions of being alive.
import { clamp, ease, lerp, seeded, seedOf } from './chance.mjs';
import { MOODS } from './people/moods.mjs';
import { POSES } from './people/poses.mjs';

const GAZES = { you: [0, 0], left: [-1, 0.05], right: [1, 0.05], down: [0, 0.9], 'down-left': [-0.7, 0.7], 'down-right': [0.7, 0.7], up: [0, -0.7] };
/** How long each kind of change takes unless the act says otherwise, in milliseconds. */
const USUAL_MS = { mood: 450, pose: 520, gaze: 220, lean: 700, tears: 1500 };

/** A function of time for one person: everything the drawing needs to know. */
export function performerOf(script, person, spoken) {
  const acts = script.acts.filter((act) => act.who === person.name);
  const channels = Object.fromEntries(Object.keys(USUAL_MS).map((channel) => [channel, keysOf(acts, channel)]));
  const lines = spoken.filter((line) => line.who === person.name);
  const blinks = blinkTimes(person.name, script.duration_ms);
  const phase = (seedOf(person.name) % 1000) / 160;
  return (ms) => {
    const seconds = ms / 1000;
    const voice = voiceAt(lines, ms);
    const mood = blended(channels.mood, ms, MOODS.calm, (name) => MOODS[name]);
    const gaze = blended(channels.gaze, ms, GAZES.you, (name) => GAZES[name]);
    const alive = [Math.sin(seconds * 0.71 + phase), Math.sin(seconds * 1.13 + phase * 2.3)];
    return {
      mood,
      gaze: [gaze[0] + alive[1] * 0.03, gaze[1]],
      pose: poseAt(channels.pose, ms),
      lean: blended(channels.lean, ms, [0, 0], (lean) => lean),
      tears: blended(channels.tears, ms, [0], (tears) => [tears])[0],
      open: voice.open,
      wide: voice.wide,
      stress: voice.stress,
      blink: Math.max(0, ...blinks.map((blink) => 1 - Math.abs(ms - blink) / 95)),
      breath: Math.sin(seconds * 1.75 + phase),
      sway: alive,
      beat: Math.sin(seconds * 6.1 + phase) * voice.stress,
    };
  };
}

function keysOf(acts, channel) {
  return acts
    .filter((act) => act[channel] !== undefined)
    .map((act) => ({ at_ms: act.at_ms, over_ms: act.over_ms ?? USUAL_MS[channel], value: act[channel] }));
}

/** The blend at `ms`; each change starts from wherever the one before it had got to. */
function blended(keys, ms, start, read) {
  const past = keys.filter((key) => key.at_ms <= ms);
  const last = past.at(-1);
  if (!last) return keys[0] && keys[0].at_ms <= 0 ? read(keys[0].value) : start;
  const target = read(last.value);
  if (last.at_ms === 0) return target;
  const from = blended(past.slice(0, -1), last.at_ms, start, read);
  const share = ease((ms - last.at_ms) / last.over_ms);
  return target.map((value, index) => lerp(from[index], value, share));
}

function poseAt(keys, ms) {
  const past = keys.filter((key) => key.at_ms <= ms);
  const last = past.at(-1);
  const target = POSES[last?.value ?? 'rest'];
  const before = POSES[past.at(-2)?.value ?? 'rest'];
  const share = !last || last.at_ms === 0 ? 1 : ease((ms - last.at_ms) / last.over_ms);
  const shown = share > 0.5 ? target : before;
  const side = (name) => ({
    x: lerp(before[name].x, target[name].x, share),
    y: lerp(before[name].y, target[name].y, share),
    angle: lerp(before[name].angle, target[name].angle, share),
    shape: shown[name].shape,
    isFree: shown[name].isFree ?? false,
  });
  return { left: side('left'), right: side('right'), isOverFront: shown.isOverFront ?? false, prop: shown.prop ?? null };
}

function voiceAt(lines, ms) {
  const line = lines.find((candidate) => ms >= candidate.at_ms && ms < candidate.end_ms);
  if (!line) return { open: 0, wide: 0, stress: 0 };
  const mouth = line.mouth[clamp(Math.floor((ms - line.at_ms) / 40), 0, line.mouth.length - 1)];
  return mouth;
}

function blinkTimes(name, durationMs) {
  const chance = seeded(seedOf(name));
  const times = [];
  for (let ms = 900 + chance() * 1500; ms < durationMs; ms += 2100 + chance() * 2900) times.push(ms);
  return times;
}
