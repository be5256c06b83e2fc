// The light of a point of the picture: how bright it is, and how red.

/** White of sRGB (D65) in u′ and v′, as which light is taken that is too dark to have a colour, and the red primary. */
const WHITE = [0.1978, 0.4683];
const REDDEST = [0.4507, 0.5229];
/** The sum of the three below which light has no colour that could be told from an encoder's noise. */
const DARK = 0.013;
/** From which share on red is saturated (WCAG 2.2, red flash, note 2), and the least R − G − B of such a red (WCAG 2.1: 20 of 320). */
const SATURATED = 0.8;
const LEAST_RED = 20 / 320;

/** The light of each coded value from 0 to 255 (IEC 61966-2-1). */
const LINEAR = Float64Array.from({ length: 256 }, (_, coded) => (coded / 255 <= 0.04045 ? coded / 255 / 12.92 : ((coded / 255 + 0.055) / 1.055) ** 2.4));

/** How far two colours are apart in the diagram of CIE 1976. */
export const distance = (one, other) => Math.hypot(one[0] - other[0], one[1] - other[1]);

/** Relative luminance (WCAG 2.2), whether it is a saturated red, its place in the diagram of CIE 1976, and how far that is from the reddest. */
export function lightOf(...coded) {
  const [red, green, blue] = coded.map((value) => LINEAR[value]);
  const sum = red + green + blue;
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const isRed = red >= SATURATED * sum && red - green - blue >= LEAST_RED;
  const colour = sum < DARK ? WHITE : placeOf(red, green, blue, luminance);
  return { luminance, isRed, colour, fromRed: distance(colour, REDDEST) };
}

function placeOf(red, green, blue, luminance) {
  const x = 0.4124 * red + 0.3576 * green + 0.1805 * blue;
  const z = 0.0193 * red + 0.1192 * green + 0.9505 * blue;
  const sum = x + 15 * luminance + 3 * z;
  return [(4 * x) / sum, (9 * luminance) / sum];
}
