// Colours of places: mixed, darkened and made transparent by arithmetic.

const channels = (hex) => [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
const hexOf = (values) => `#${values.map((value) => Math.round(Math.min(255, Math.max(0, value))).toString(16).padStart(2, '0')).join('')}`;

/** From one colour to another: 0 is the first, 1 the second. */
export function mix(from, to, share) {
  const [a, b] = [channels(from), channels(to)];
  return hexOf(a.map((value, index) => value + (b[index] - value) * share));
}

/** Lighter above 0 (towards warm white), darker below (towards blue black). */
export const shade = (hex, amount) => mix(hex, amount > 0 ? '#fffaf0' : '#12101f', Math.abs(amount));

export const fade = (hex, opacity) => `rgba(${channels(hex).join(',')},${opacity})`;

/** One of a list, by chance. */
export const pick = (chance, list) => list[Math.floor(chance() * list.length)];

/** A colour as it looks in a coloured light. */
export function multiplied(colour, light) {
  const [a, b] = [channels(colour), channels(light)];
  return hexOf(a.map((value, index) => (value * b[index]) / 255));
}
