// People and camera over time.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cameraAt } from '../camera.mjs';
import { scriptOf } from '../script/read.mjs';
import { performerOf, walkersOf } from '../timeline/performer.mjs';
import { MARGIN } from '../sets/layers.mjs';
import { SCENE } from './scene.mjs';

const script = scriptOf(SCENE, 'tests/scene', 'scene.toml');

function acting(change = (one) => one, spoken = []) {
  const changed = change(structuredClone(script));
  const walkers = walkersOf(changed);
  return (name, ms) => performerOf(changed, changed.people.find((person) => person.name === name), spoken, walkers)(ms);
}

test('a person walks to a new place with steps, and then stands', () => {
  const act = acting();
  assert.equal(act('ana', 299).at.x, 640);
  assert.ok(act('ana', 500).at.x > 640 && act('ana', 500).at.x < 700);
  assert.ok(act('ana', 500).pace > 0);
  assert.equal(act('ana', 1900).at.x, 700);
  assert.equal(act('ana', 1900).pace, undefined);
});

test('a pose changes gradually', () => {
  const act = acting();
  const poses = [200, 560, 1500].map((ms) => act('ana', ms).pose);
  assert.deepEqual(poses.map(({ from, to }) => [from, to]), [['rest', 'rest'], ['rest', 'point-left'], ['rest', 'point-left']]);
  assert.ok(poses[1].share > 0.3 && poses[1].share < 0.7 && poses[2].share === 1);
});

test('listeners look at whoever speaks, and blink when the line is over', () => {
  const withBob = (one) => ({ ...one, people: [...one.people, { name: 'bob', at: { x: 200, y: 336, scale: 1.36 } }] });
  const act = acting(withBob, [{ who: 'bob', at_ms: 600, end_ms: 1400 }]);
  assert.ok(Math.abs(act('ana', 500).gaze[0]) < 0.1);
  assert.ok(act('ana', 1350).gaze[0] < -0.9);
  const blinks = Array.from({ length: 60 }, (_, index) => act('ana', 1400 + index * 10).blink);
  assert.ok(Math.max(...blinks) > 0.8);
});

test('a cut holds the shot before it and jumps', () => {
  const camera = [{ at_ms: 0, x: 600, y: 360, zoom: 1 }, { at_ms: 1000, x: 700, y: 340, zoom: 1.4, cut: true }];
  const at = (ms) => cameraAt({ ...script, camera, effects: [] }, ms);
  assert.equal(at(999).zoom, 1);
  assert.equal(at(1000).zoom, 1.4);
});

test('a push moves softly between two keys, and the edge of the set stays out of sight', () => {
  const camera = [{ at_ms: 0, x: 600, y: 360, zoom: 1 }, { at_ms: 1000, x: 5000, y: 360, zoom: 1.2 }];
  const at = (ms) => cameraAt({ ...script, camera, effects: [] }, ms);
  assert.ok(at(500).zoom > 1 && at(500).zoom < 1.2);
  assert.ok(at(1000).x + 640 / 1.2 <= 1280 + MARGIN);
});
