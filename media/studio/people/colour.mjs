// Colours by arithmetic, so that every skin and cloth has its own lights and shadows.

/** A colour made lighter (`amount` above 0) or darker (below 0); shadows turn a little towards blue, lights towards yellow. */
export function shade(hex, amount) {
  const [red, green, blue] = channels(hex);
  const towards = amount > 0 ? [255, 250, 235] : [16, 14, 34];
  const share = Math.abs(amount);
  return `rgb(${[red, green, blue].map((value, index) => Math.round(value + (towards[index] - value) * share)).join(',')})`;
}

/** A colour with an opacity. */
export function veil(hex, opacity) {
  return `rgba(${channels(hex).join(',')},${opacity})`;
}

function channels(hex) {
  return [1, 3, 5].map((start) => Number.parseInt(hex.slice(start, start + 2), 16));
}
