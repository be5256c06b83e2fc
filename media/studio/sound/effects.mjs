// Every sound a script may ask for. All are made from arithmetic and a seed, so they are the same each time.
import { seeded, seedOf } from '../chance.mjs';
import { STREET } from './effects/street.mjs';
import { THINGS } from './effects/things.mjs';
import { WORLD } from './effects/world.mjs';

export const EFFECTS = { ...THINGS, ...STREET, ...WORLD };

/** The samples of an effect of the script. One that lasts, such as rain, may be given an end: `until_ms`. */
export function effectOf(effect) {
  const { seconds, lasts, make } = EFFECTS[effect.sound];
  const length = lasts && effect.until_ms ? (effect.until_ms - effect.at_ms) / 1000 : seconds;
  return make(length, seeded(seedOf(`${effect.sound} ${effect.at_ms}`)));
}
