// Chance that repeats: the same seed always gives the same film.

/** A generator of numbers in [0, 1) that depends on `seed` alone (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A seed for a word, so that each person blinks in a rhythm of their own (FNV-1a). */
export function seedOf(word) {
  let hash = 0x811c9dc5;
  for (const character of word) hash = Math.imul(hash ^ character.codePointAt(0), 0x01000193);
  return hash >>> 0;
}

export const lerp = (from, to, share) => from + (to - from) * share;
export const clamp = (value, low = 0, high = 1) => Math.min(high, Math.max(low, value));

/** Starts and stops softly: 0 at 0, 1 at 1. */
export const ease = (share) => {
  const x = clamp(share);
  return x * x * (3 - 2 * x);
};
