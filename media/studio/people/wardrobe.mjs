// What people wear: garments as numbers (how loose, how long, how the neck is cut), uniforms as sets of garments.
import { named } from './colour.mjs';

/** `loose` widens the trunk, `hem` is how far the garment reaches down, `sleeve` its usual sleeve, `open` shows what is below. */
export const GARMENTS = {
  crew: { loose: 3, hem: 292, sleeve: 'long', collar: 'round' },
  tee: { loose: 2, hem: 290, sleeve: 'short', collar: 'round' },
  'v-neck': { loose: 3, hem: 290, sleeve: 'long', collar: 'vee' },
  turtleneck: { loose: 2, hem: 288, sleeve: 'long', collar: 'roll' },
  tank: { loose: 1, hem: 286, sleeve: 'none', collar: 'scoop' },
  shirt: { loose: 4, hem: 296, sleeve: 'long', collar: 'points', buttons: true },
  blouse: { loose: 4, hem: 284, sleeve: 'long', collar: 'soft', buttons: true },
  polo: { loose: 3, hem: 290, sleeve: 'short', collar: 'points', placket: true },
  hoodie: { loose: 9, hem: 300, sleeve: 'long', collar: 'hood', rib: true },
  cardigan: { loose: 5, hem: 306, sleeve: 'long', collar: 'deep', open: 0.2, buttons: true },
  jacket: { loose: 8, hem: 300, sleeve: 'long', collar: 'zip', open: 0.42, rib: true },
  blazer: { loose: 6, hem: 326, sleeve: 'long', collar: 'lapel', open: 0.26 },
  coat: { loose: 9, hem: 452, sleeve: 'long', collar: 'lapel', open: 0.24 },
  dress: { loose: 2, hem: 470, sleeve: 'short', collar: 'scoop', flare: 1 },
  uniform: { loose: 4, hem: 282, sleeve: 'long', collar: 'points', buttons: true, pockets: true, belt: true },
};
export const LOWERS = {
  trousers: { knee: 36, hem: 31, to: 'ankle' },
  jeans: { knee: 33, hem: 27, to: 'ankle' },
  leggings: { knee: 28, hem: 19, to: 'ankle' },
  shorts: { knee: 40, hem: 40, to: 'thigh' },
  skirt: { knee: 28, hem: 17, to: 'skirt', length: 438 },
  'long-skirt': { knee: 28, hem: 17, to: 'skirt', length: 620 },
};
const SHOES = ['shoes', 'sneakers', 'boots', 'flats', 'sandals', 'bare'];
const SLEEVES = ['long', 'rolled', 'short', 'none'];
const PATTERNS = ['plain', 'stripes', 'checks'];

const UNIFORMS = {
  none: {},
  officer: { garment: 'uniform', top: '#27303f', lower: 'trousers', lower_colour: '#20262f', shoes: 'boots', shoe_colour: 'black', extras: ['badge', 'radio'] },
  driver: { garment: 'uniform', top: '#9fb9d6', lower: 'trousers', lower_colour: 'navy', shoes: 'shoes', shoe_colour: 'black', accent: 'navy', extras: ['tie', 'name-tag'] },
  guard: { garment: 'crew', top: '#2c3038', lower: 'trousers', lower_colour: 'black', shoes: 'boots', shoe_colour: 'black', accent: '#d6d94a', extras: ['vest', 'radio'] },
  shop: { garment: 'polo', top: 'white', lower: 'trousers', lower_colour: 'charcoal', shoes: 'sneakers', accent: 'forest', extras: ['apron', 'name-tag'] },
  school: { garment: 'cardigan', top: 'teal', under: 'cream', lower: 'trousers', lower_colour: 'charcoal', shoes: 'flats', extras: ['lanyard'] },
};
const EXTRAS = [
  'glasses', 'round-glasses', 'hearing-aid', 'ear-defenders', 'earrings', 'hoops', 'necklace', 'tie', 'scarf', 'apron', 'vest', 'lanyard', 'badge', 'name-tag', 'radio',
  'backpack', 'bag', 'watch', 'cane', 'dirt', 'blanket',
];

/** The clothes of a look, with colours. */
export function dressed(look) {
  const uniform = chosen(UNIFORMS, 'uniform', look.uniform, 'none');
  const worn = { ...uniform, ...look, extras: [...new Set([...(uniform.extras ?? []), ...(look.extras ?? [])])] };
  if (worn.garment === 'dress') worn.lower ??= 'skirt';
  const garment = chosen(GARMENTS, 'garment', worn.garment, 'crew');
  for (const extra of worn.extras) oneOf(EXTRAS, 'extras', extra);
  return {
    garment: { ...garment, name: worn.garment ?? 'crew' },
    top: named('cloth', worn.top, 'teal'),
    under: named('cloth', worn.under, 'white'),
    sleeve: oneOf(SLEEVES, 'sleeves', worn.sleeves ?? garment.sleeve),
    pattern: oneOf(PATTERNS, 'pattern', worn.pattern ?? 'plain'),
    lower: chosen(LOWERS, 'lower', worn.lower, 'trousers'),
    lowerName: worn.lower ?? 'trousers',
    lowerColour: named('cloth', worn.lower_colour, worn.lower === 'jeans' ? 'denim' : 'charcoal'),
    shoes: oneOf(SHOES, 'shoes', worn.shoes ?? 'shoes'),
    shoeColour: named('cloth', worn.shoe_colour, worn.shoes === 'sneakers' ? 'silver' : 'black'),
    extras: new Set(worn.extras),
    accent: named('cloth', worn.accent, 'wine'),
  };
}

function chosen(table, key, word, fallback) {
  oneOf(Object.keys(table), key, word ?? fallback);
  return table[word ?? fallback];
}

function oneOf(words, key, word) {
  if (!words.includes(word)) throw new Error(`look: ${key} = "${word}" is not known; use one of ${words.join(', ')}`);
  return word;
}
