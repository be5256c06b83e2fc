// Where you stand and look: keyed moves, a slow sway of the body, and the start of a fright.
import { ease, lerp } from './chance.mjs';

export const WIDTH = 1280;
export const HEIGHT = 720;

/** The camera at `ms`: the point of the picture it looks at, how near it is, and the jolt of a loud sound. */
export function cameraAt(script, ms) {
  const keys = script.camera;
  const nextIndex = keys.findIndex((key) => key.at_ms > ms);
  const after = nextIndex < 0 ? keys.at(-1) : keys[nextIndex];
  const before = nextIndex < 0 ? keys.at(-1) : keys[Math.max(0, nextIndex - 1)];
  const span = after.at_ms - before.at_ms;
  const share = span > 0 ? ease((ms - before.at_ms) / span) : 0;
  const seconds = ms / 1000;
  const jolt = joltAt(script, ms);
  return {
    x: lerp(before.x, after.x, share) + Math.sin(seconds * 0.62) * 2.2,
    y: lerp(before.y, after.y, share) + Math.sin(seconds * 0.91 + 1) * 1.4 + jolt,
    zoom: lerp(before.zoom, after.zoom, share),
  };
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
export function look(context, camera, depth) {
  const zoom = 1 + (camera.zoom - 1) * depth;
  context.setTransform(zoom, 0, 0, zoom, WIDTH / 2 - (WIDTH / 2 + (camera.x - WIDTH / 2) * depth) * zoom, HEIGHT / 2 - (HEIGHT / 2 + (camera.y - HEIGHT / 2) * depth) * zoom);
}
