// The sets: people stand on their ground, nothing unpainted comes into view, and the same moment gives the same picture.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { createCanvas } from '@napi-rs/canvas';
import { look } from '../camera.mjs';
import { SETS, inOrder, lay, lightOver } from '../sets/index.mjs';
import { PLACES } from '../sets/places.mjs';
import { BODY } from '../sets/space.mjs';

const NOTHING = '#00ff00';
/** The corners of what the camera may see. */
const FARTHEST = [{ x: 780, y: 500, zoom: 1 }, { x: 500, y: 220, zoom: 1 }, { x: 380, y: 240, zoom: 1.6 }, { x: 900, y: 480, zoom: 1.6 }];

function picture(set, camera, seconds) {
  const canvas = createCanvas(1280, 720);
  const context = canvas.getContext('2d');
  context.fillStyle = NOTHING;
  context.fillRect(0, 0, 1280, 720);
  const at = (depth) => look(context, camera, depth);
  for (const { layer } of inOrder(set, [])) {
    at(layer.depth);
    lay(context, layer, { at, seconds });
  }
  return { canvas, context };
}

function unpainted({ context }) {
  const { data } = context.getImageData(0, 0, 1280, 720);
  let count = 0;
  for (let point = 0; point < data.length; point += 4) if (data[point] < 8 && data[point + 1] > 247 && data[point + 2] < 8) count += 1;
  return count;
}

for (const [name, { space, ground, spots }] of Object.entries(PLACES)) {
  test(`${name}: whoever stands at a spot has feet on the ground, a head in the picture and a depth that fits`, () => {
    for (const [spot, { x, y, scale, depth, feet_y, posture }] of Object.entries(spots)) {
      assert.ok(x > 0 && x < 1280 && y + BODY.eyes * scale > 20 && y < 460, `${spot} at ${x}, ${y}`);
      if (posture === 'sitting') continue;
      assert.ok(Math.abs(ground.feet(scale) - feet_y) < 8, `${spot}: feet at ${feet_y}, ground at ${ground.feet(scale)}`);
      assert.ok(Math.abs(ground.neck(scale) - y) < 3, `${spot}: neck at ${y}, rule says ${ground.neck(scale)}`);
      assert.ok(Math.abs(ground.depth(scale) - depth) < 0.02, `${spot}: depth ${depth}`);
    }
    assert.ok(ground.far_y > space.horizon && ground.near_y > ground.far_y);
  });

  test(`${name}: nothing unpainted comes into view`, async () => {
    const set = await SETS[name]({ time: 'day' });
    for (const camera of FARTHEST) assert.equal(unpainted(picture(set, camera, 7)), 0, JSON.stringify(camera));
  });
}

test('the same moment gives the same picture, whatever was drawn before', async () => {
  const print = async (moments) => {
    const set = await SETS.bus({ time: 'night', weather: 'rain' });
    let hash = '';
    for (const seconds of moments) {
      const { canvas, context } = picture(set, FARTHEST[0], seconds);
      lightOver(context, set.light, { seconds });
      hash = createHash('sha256').update(canvas.data()).digest('hex');
    }
    return hash;
  };
  assert.equal(await print([3, 11, 5]), await print([5]));
  assert.notEqual(await print([5]), await print([5.04]));
});

test('a bench is drawn behind those who sit on it and before those who stand behind it', () => {
  const layer = (depth) => ({ depth });
  const [sky, bench, leaves] = [layer(0.4), layer(0.69), layer(1.1)];
  const [sitting, behind] = [{ depth: 0.72 }, { depth: 0.65 }];
  const order = inOrder({ behind: [sky], middle: [bench], front: [leaves] }, [sitting, behind]);
  assert.deepEqual(order.map(({ layer: one, person }) => one ?? person), [sky, behind, bench, sitting, leaves]);
});

test('an hour that no set has is refused with what to write instead', async () => {
  await assert.rejects(SETS.park({ time: 'noon' }), /time is "noon"; use one of day, dusk, night/);
  await assert.rejects(SETS.office({ time: 'night', weather: 'rain' }), /office: has no weather/);
});
