// Keyed changes: each starts from wherever the one before it had got to.
import { ease, lerp } from '../chance.mjs';

/** The changes of one channel, in order of time. */
export function keysOf(acts, channel, usualMs) {
  return acts
    .filter((act) => act[channel] !== undefined)
    .map((act) => ({ at_ms: act.at_ms, over_ms: act.over_ms ?? usualMs, value: act[channel] }));
}

/** The last key at or before `ms`, and the one before that. */
export function lastTwo(keys, ms) {
  let index = keys.length - 1;
  while (index >= 0 && keys[index].at_ms > ms) index -= 1;
  return { last: keys[index], before: keys[index - 1], index };
}

/** How far the change of a key has got, softly from 0 to 1; a key at the start of the film holds from the first frame. */
export const shareOf = (key, ms) => (key.at_ms === 0 || key.over_ms <= 0 ? 1 : ease((ms - key.at_ms) / key.over_ms));

/** The blend of number lists at `ms`. */
export function blended(keys, ms, start, read) {
  const { last, index } = lastTwo(keys, ms);
  if (!last) return start;
  const target = read(last.value);
  const share = shareOf(last, ms);
  if (share >= 1) return target;
  const from = blended(keys.slice(0, index), last.at_ms, start, read);
  return target.map((value, place) => lerp(from[place] ?? value, value, share));
}
