// Where a person stands, and the walks by which they get from one place to the next.
import { clamp, ease } from '../chance.mjs';
import { STEP_MS, stepsBetween, walkBetween } from '../people/gait.mjs';
import { keysOf, lastTwo } from './keys.mjs';

/** How many steps it takes that somebody turns round for them; fewer are made backwards. */
const STEPS_TO_TURN = 3;
const TURN_MS = 460;
const PARTS_OF_TURNING = ['facing', 'gaze', 'posture'];

/** A function of time: place, stride, pace and heading, as the drawing takes them. */
export function walkerOf(person, acts) {
  const walks = [];
  for (const key of keysOf(acts, 'at', undefined)) {
    const from = walks.at(-1)?.to ?? person.at;
    const to = { ...from, ...key.value };
    const usualMs = stepsBetween(from, to) * STEP_MS;
    walks.push({ at_ms: key.at_ms, over_ms: key.at_ms === 0 ? 0 : (key.over_ms ?? usualMs), from, to });
  }
  const turnedAt = turnerOf(walks, acts);
  return (ms) => {
    const { last } = lastTwo(walks, ms);
    if (!last) return { at: person.at };
    const share = last.over_ms <= 0 ? 1 : clamp((ms - last.at_ms) / last.over_ms);
    return { ...(share >= 1 ? { at: last.to } : walkBetween(last.from, last.to, share)), turned: turnedAt(ms) };
  };
}

/** How far somebody who walks away has turned round (0 to 1), over which side, and how the back is turned then. */
function turnerOf(walks, acts) {
  const keys = [{ at_ms: 0, over_ms: 0, value: [0, 1, 0] }];
  for (const [index, walk] of walks.entries()) {
    const heading = (walkBetween(walk.from, walk.to, 0.5).heading * Math.PI) / 180;
    const isAway = walk.at_ms > 0 && Math.cos(heading) < -0.42 && stepsBetween(walk.from, walk.to) >= STEPS_TO_TURN;
    const [, side, aside] = isAway ? [1, Math.sin(heading) < 0 ? -1 : 1, clamp(Math.sin(heading) * 1.1, -1, 1)] : keys.at(-1).value;
    keys.push({ at_ms: walk.at_ms, over_ms: TURN_MS, value: [isAway ? 1 : 0, side, aside] });
    const until = walks[index + 1]?.at_ms ?? Number.POSITIVE_INFINITY;
    const back = acts.find((act) => act.at_ms >= walk.at_ms + walk.over_ms && act.at_ms < until && PARTS_OF_TURNING.some((part) => act[part] !== undefined));
    if (isAway && back) keys.push({ at_ms: back.at_ms, over_ms: TURN_MS, value: [0, side, aside] });
  }
  return (ms) => {
    const { last, before } = lastTwo(keys, ms);
    const share = ease(last.over_ms <= 0 ? 1 : (ms - last.at_ms) / last.over_ms);
    const [from, to] = [before?.value[0] ?? 0, last.value[0]];
    return { share: from + (to - from) * share, side: last.value[1], aside: last.value[2] };
  };
}
