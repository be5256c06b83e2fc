// One frame after another: the set behind, the people, what stands in front, and the light.
import { createCanvas } from '@napi-rs/canvas';
import { HEIGHT, WIDTH, cameraAt, look } from './camera.mjs';
import { drawArmsInFront, drawPerson, upperArmsOf } from './people/person.mjs';
import { SETS, inOrder, lay, lightOver } from './sets/index.mjs';
import { performerOf, walkersOf } from './timeline/performer.mjs';

/** A function that draws the frame of a moment and gives its canvas; `share` of 1 is full size. */
export async function projector(script, spoken, share) {
  const set = await SETS[script.set]({ time: script.time, weather: script.weather });
  const canvas = createCanvas(WIDTH * share, HEIGHT * share);
  const context = canvas.getContext('2d');
  const walkers = walkersOf(script);
  const cast = script.people.map((person) => ({ person, actAt: performerOf(script, person, spoken, walkers) }));
  return (ms) => {
    const camera = cameraAt(script, ms);
    const seconds = ms / 1000;
    const at = (depth) => look(context, camera, depth, share);
    const acting = cast.map(({ person, actAt }) => {
      const act = { ...actAt(ms), light: set.personLight };
      return { person, act, depth: depthOf(set, person, act.at) };
    });
    for (const one of acting) one.act.pose.touch = touchOf(one, acting, (depth) => {
      at(depth);
      return context.getTransform();
    });
    for (const { layer, person: one } of inOrder(set, acting)) {
      at((layer ?? one).depth);
      if (layer) lay(context, layer, { at, seconds });
      else drawPerson(context, one.person, one.act);
    }
    for (const { person, act, depth } of acting) {
      at(depth);
      drawArmsInFront(context, person, act);
    }
    context.setTransform(share, 0, 0, share, 0, 0);
    lightOver(context, set.light, { share, seconds });
    return canvas;
  };
}

/** Where hands meet the people they reach for: the nearer upper arm, in the units of whoever reaches. */
function touchOf({ act, depth }, acting, viewAt) {
  const place = (name) => {
    const other = acting.find(({ person }) => person.name === name);
    if (!other) return undefined;
    const arm = upperArmsOf(other.person, other.act)[act.at.x < other.act.at.x ? 0 : 1];
    const [own, theirs] = [viewAt(depth), viewAt(other.depth)];
    const [x, y] = [(theirs.a * arm.x + theirs.e - own.e) / own.a, (theirs.d * arm.y + theirs.f - own.f) / own.d];
    return [(x - act.at.x) / act.at.scale, (y - act.at.y) / act.at.scale];
  };
  return { from: place(act.pose.targets.from), to: place(act.pose.targets.to) };
}

/** How far away somebody is: as the script says, and farther or nearer as they have walked since. */
function depthOf(set, person, at) {
  const walked = set.ground.depth(at.scale) - set.ground.depth(person.at.scale);
  return (person.depth ?? set.ground.depth(person.at.scale)) + walked;
}
