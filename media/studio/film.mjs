// One frame after another: the set behind, the people, what stands in front, and the light.
import { createCanvas } from '@napi-rs/canvas';
import { HEIGHT, WIDTH, cameraAt, look } from './camera.mjs';
import { drawArmsInFront, drawPerson } from './people/person.mjs';
import { FRAME_MS } from './script.mjs';
import { doorway } from './sets/doorway.mjs';
import { garden } from './sets/garden.mjs';
import { lay } from './sets/paint.mjs';
import { shop } from './sets/shop.mjs';
import { performerOf } from './timeline.mjs';

const SETS = { doorway, garden, shop };

/** A function that draws the frame of a moment and gives its pixels; `share` of 1 is full size. */
export async function projector(script, spoken, share) {
  const set = await SETS[script.set]();
  const canvas = createCanvas(WIDTH * share, HEIGHT * share);
  const context = canvas.getContext('2d');
  const cast = script.people.map((person) => ({ person, actAt: performerOf(script, person, spoken) }));
  return (ms) => {
    const camera = cameraAt(script, ms);
    const acting = cast.map(({ person, actAt }) => ({ person, act: actAt(ms) }));
    const at = (depth) => {
      look(context, camera, depth);
      const { a, d, e, f } = context.getTransform();
      context.setTransform(a * share, 0, 0, d * share, e * share, f * share);
    };
    const layers = (painted) => painted.forEach((one) => {
      at(one.depth);
      lay(context, one);
    });
    layers(set.behind);
    const isBehind = ({ person }) => (person.depth ?? 1) < 1;
    const drawAll = (some) => some.forEach(({ person, act }) => {
      at(person.depth ?? 1);
      drawPerson(context, person, act);
    });
    drawAll(acting.filter(isBehind));
    layers(set.middle ?? []);
    drawAll(acting.filter((one) => !isBehind(one)));
    layers(set.front);
    at(1);
    acting.forEach(({ person, act }) => drawArmsInFront(context, person, act));
    context.setTransform(share, 0, 0, share, 0, 0);
    lightOver(context, set.light);
    return canvas;
  };
}

function lightOver(context, light) {
  const sun = context.createLinearGradient(0, 0, WIDTH, HEIGHT);
  sun.addColorStop(0, light.warm);
  sun.addColorStop(0.6, 'rgba(255,255,255,0)');
  context.fillStyle = sun;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  const edge = context.createRadialGradient(WIDTH / 2, HEIGHT * 0.44, HEIGHT * 0.5, WIDTH / 2, HEIGHT * 0.46, WIDTH * 0.66);
  edge.addColorStop(0, 'rgba(0,0,0,0)');
  edge.addColorStop(1, light.edge);
  context.fillStyle = edge;
  context.fillRect(0, 0, WIDTH, HEIGHT);
}

/** The moments of a film's frames. */
export function* moments(script) {
  for (let ms = 0; ms < script.duration_ms; ms += FRAME_MS) yield ms;
}
