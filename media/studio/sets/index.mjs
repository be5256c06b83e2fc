// The sets by name, and the order in which their layers and the people are drawn.
import { bus } from './bus.mjs';
import { doorway } from './doorway.mjs';
import { garden } from './garden.mjs';
import { hall } from './hall.mjs';
import { office } from './office.mjs';
import { park } from './park.mjs';
import { roadside } from './roadside.mjs';
import { shop } from './shop.mjs';
import { stockroom } from './stockroom.mjs';
import { PLACES } from './places.mjs';

export { lay } from './layers.mjs';
export { lightOver } from './light.mjs';

const PAINTERS = { shop, garden, doorway, bus, roadside, hall, stockroom, office, park };
const TIMES = ['day', 'dusk', 'night'];
const WEATHERS = ['clear', 'rain'];
/** Sets that have weather. */
export const OUTDOOR_SETS = ['garden', 'doorway', 'bus', 'roadside', 'park'];

/** Each set, opened for an hour: `await SETS.park({ time: 'dusk', weather: 'clear' })`. */
export const SETS = Object.fromEntries(Object.keys(PAINTERS).map((name) => [name, (hour) => open(name, hour)]));

async function open(name, { time = 'day', weather = 'clear' } = {}) {
  if (!TIMES.includes(time)) throw new Error(`set ${name}: time is "${time}"; use one of ${TIMES.join(', ')}`);
  if (!WEATHERS.includes(weather)) throw new Error(`set ${name}: weather is "${weather}"; use one of ${WEATHERS.join(', ')}`);
  if (weather === 'rain' && !OUTDOOR_SETS.includes(name)) throw new Error(`set ${name}: has no weather; leave out weather = "rain"`);
  const { spots, ground, space } = PLACES[name];
  const painted = await PAINTERS[name]({ time, weather });
  return { name, middle: [], front: [], ...painted, spots, ground, horizon: space.horizon };
}

/**
 * The order of drawing: `{ layer }` or `{ person }`, far to near. People are anything with a `depth`; a middle layer
 * comes before the first of them whose depth is at least its own.
 */
export function inOrder(set, people) {
  const standing = people.map((person, index) => ({ person, index })).sort((a, b) => a.person.depth - b.person.depth || a.index - b.index);
  const middle = [...set.middle].sort((a, b) => a.depth - b.depth);
  const order = set.behind.map((layer) => ({ layer }));
  for (const { person } of standing) {
    while (middle.length > 0 && middle[0].depth <= person.depth) order.push({ layer: middle.shift() });
    order.push({ person });
  }
  return [...order, ...middle.map((layer) => ({ layer })), ...set.front.map((layer) => ({ layer }))];
}
