// Colours by arithmetic, so that every skin and cloth has its own lights and shadows.

/** Names that a look may use in place of "#rrggbb". */
const NAMED = {
  skin: { 'very-light': '#f7dcc8', light: '#efc9ab', fair: '#e6b791', medium: '#d29b72', olive: '#c0925f', tan: '#b37d54', brown: '#93603d', dark: '#6f4430', 'very-dark': '#4c2f24' },
  hair: { black: '#201b1d', 'dark-brown': '#3a2720', brown: '#5b3d2a', 'light-brown': '#86603d', blond: '#cda35c', red: '#a5512b', auburn: '#6d3325', grey: '#98948f', white: '#dcd8d2' },
  eyes: { brown: '#6b4426', dark: '#3d2618', hazel: '#84693a', green: '#5c7f55', blue: '#5583a8', grey: '#7b8891' },
  cloth: {
    white: '#f0eee9', cream: '#e8dcc4', sand: '#cdb48c', tan: '#b08a5b', brown: '#6b4a33', black: '#26262b', charcoal: '#3d4046', grey: '#7f838a', silver: '#b9bdc3',
    navy: '#2b3a5c', blue: '#3f68a8', sky: '#8db7d9', denim: '#4a6384', teal: '#2f7f82', green: '#4c8a5b', olive: '#6c7348', forest: '#2f5440', mustard: '#c59a37',
    yellow: '#e3c148', orange: '#d9803a', rust: '#a8532f', red: '#b23a3f', wine: '#6d2b3b', pink: '#dc9bac', rose: '#b8667a', lilac: '#a795c4', purple: '#664b86',
  },
};

/** The colour that a word means among `kind`; a "#rrggbb" means itself. */
export function named(kind, word, fallback) {
  const chosen = word ?? fallback;
  if (/^#[0-9a-f]{6}$/i.test(chosen)) return chosen;
  const colour = NAMED[kind][chosen];
  if (!colour) throw new Error(`"${chosen}" is no ${kind} colour; use "#rrggbb" or one of ${Object.keys(NAMED[kind]).join(', ')}`);
  return colour;
}

export function channels(hex) {
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
}

export function hexOf(values) {
  return `#${values.map((value) => Math.round(Math.min(255, Math.max(0, value))).toString(16).padStart(2, '0')).join('')}`;
}

/** A colour made lighter (`amount` above 0) or darker (below 0); shadows turn a little towards blue, lights towards yellow. */
export function shaded(hex, amount) {
  const towards = amount > 0 ? [255, 250, 235] : [16, 14, 34];
  const share = Math.abs(amount);
  return hexOf(channels(hex).map((value, index) => value + (towards[index] - value) * share));
}

export function mixed(hex, other, share) {
  const to = channels(other);
  return hexOf(channels(hex).map((value, index) => value + (to[index] - value) * share));
}

/** The grey that is as light as a colour. */
export const greyOf = (hex) => hexOf(Array(3).fill(lightness(hex) * 255));

/** How light a colour looks, 0 to 1. */
export function lightness(hex) {
  const [red, green, blue] = channels(hex);
  return (red * 0.3 + green * 0.59 + blue * 0.11) / 255;
}
