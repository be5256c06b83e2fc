// The measures themselves: each can fail.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flashRate } from '../measure/flashes.mjs';
import { onsetNear } from '../measure/onset.mjs';
import { EFFECTS, effectOf } from '../sound/effects.mjs';
import { tensionAt } from '../sound/tension.mjs';

const frames = (brightness) => Array.from({ length: 50 }, (_, frame) => new Float32Array(576).fill(brightness(frame)));

test('a light that goes on and off every fifth frame is counted, a slow change is not', () => {
  assert.ok(flashRate(frames((frame) => (frame % 5 < 3 ? 0.1 : 0.6))) > 3);
  assert.equal(flashRate(frames((frame) => frame / 60)), 0);
});

test('a flash of a small part of the picture is no flash', () => {
  const small = frames(() => 0.3);
  small.forEach((frame, index) => frame.fill(index % 4 < 2 ? 0.1 : 0.9, 0, 40));
  assert.equal(flashRate(small), 0);
});

test('speech is found where it begins, and a caption 200 ms early would be seen', () => {
  const levels = Array.from({ length: 300 }, (_, hop) => (hop < 150 ? -50 : -24));
  assert.equal(onsetNear(levels, 1500), 1500);
  assert.ok(Math.abs(onsetNear(levels, 1300) - 1300) > 120);
});

test('every effect is made of numbers, is heard, and is the same each time', () => {
  for (const sound of Object.keys(EFFECTS)) {
    const samples = effectOf({ sound, at_ms: 40 });
    assert.ok(samples.every(Number.isFinite), sound);
    assert.ok(samples.some((value) => Math.abs(value) > 0.01), sound);
    assert.deepEqual(effectOf({ sound, at_ms: 40 }), samples);
  }
});

test('tension runs straight from key to key', () => {
  const keys = [{ at_ms: 1000, level: 0.2 }, { at_ms: 3000, level: 0.6 }];
  assert.deepEqual([0, 2000, 9000].map((ms) => Number(tensionAt(keys, ms).toFixed(3))), [0.2, 0.4, 0.6]);
});
