// Where you stand and look: keyed moves and cuts, a slow sway of the body, the shake of a hurry, the start of a fright.
import { clamp, ease, lerp } from './chance.mjs';
import { MARGIN } from './sets/layers.mjs';

export const WIDTH = 1280;
export const HEIGHT = 720;

/** Picture points and turns a second of the parts of a hand-held shake; their turns do not fit into each other, so it never repeats. */
const SHAKES = [[5.2, 1.31], [3.4, 2.77], [1.8, 5.3]];

/** The camera at `ms`: the point of the picture it looks at, how near it is, and the jolt of a loud sound. */
export function cameraAt(script, ms) {
  const { x, y, zoom, shake } = keyedAt(script.camera, ms);
  const seconds = ms / 1000;
  const sway = [Math.sin(seconds * 0.62) * 2.2, Math.sin(seconds * 0.91 + 1) * 1.4 + joltAt(script, ms)];
  for (const [size, rate] of SHAKES) {
    sway[0] += shake * size * Math.sin(seconds * rate * Math.PI * 2);
    sway[1] += shake * size * 0.8 * Math.sin(seconds * rate * 0.83 * Math.PI * 2 + 1.7);
  }
  return { x: inside(x + sway[0], zoom, WIDTH), y: inside(y + sway[1], zoom, HEIGHT), zoom };
}

/** The keys' blend; a key with `cut` is a new shot: nothing moves towards it, and the picture jumps to it. */
function keyedAt(keys, ms) {
  const next = keys.findIndex((key) => key.at_ms > ms);
  const after = keys.at(next);
  const before = next < 0 ? after : keys[Math.max(0, next - 1)];
  const isHeld = after.cut || after.at_ms <= before.at_ms;
  const share = isHeld ? 0 : ease((ms - before.at_ms) / (after.at_ms - before.at_ms));
  const blend = (name, usual) => lerp(before[name] ?? usual, after[name] ?? usual, share);
  return { x: blend('x', WIDTH / 2), y: blend('y', HEIGHT / 2), zoom: blend('zoom', 1), shake: blend('shake', 0) };
}

/** Keeps the edge of the painted set out of sight. */
function inside(place, zoom, size) {
  const half = size / 2 / zoom;
  return clamp(place, half - MARGIN, size + MARGIN - half);
}

/** A short nod of the picture after each effect that is marked as a jolt. */
function joltAt(script, ms) {
  let jolt = 0;
  for (const effect of script.effects) {
    const since = (ms - effect.at_ms) / 1000;
    if (effect.jolt && since >= 0 && since < 0.6) jolt += effect.jolt * Math.sin(since * 34) * Math.exp(-since * 8);
  }
  return jolt;
}

/** Moves the canvas so that things at `depth` are drawn in place: 1 is where people stand, less is farther away. */
export function look(context, camera, depth, share = 1) {
  const zoom = (1 + (camera.zoom - 1) * depth) * share;
  const shift = (middle, place) => middle * share - (middle + (place - middle) * depth) * zoom;
  context.setTransform(zoom, 0, 0, zoom, shift(WIDTH / 2, camera.x), shift(HEIGHT / 2, camera.y));
}
