// The measures themselves: each can fail.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { ACROSS, DOWN, flashMeasure, flashRateOf } from '../measure/flashes.mjs';
import { onsetNear } from '../measure/onset.mjs';
import { EFFECTS, effectOf } from '../sound/effects.mjs';
import { tensionAt } from '../sound/tension.mjs';

/** Greys of the luminances 0.90 and 0.10. */
const LIGHT = [243, 243, 243];
const DARK = [89, 89, 89];

/** The flashes of two seconds whose points have these colours by frame, column and row. */
function flashes(colour) {
  const measure = flashMeasure();
  for (let frame = 0; frame < 50; frame += 1) measure.take(Uint8Array.from({ length: ACROSS * DOWN * 3 }, (_, at) => colour(frame, Math.floor(at / 3) % ACROSS, Math.floor(at / 3 / ACROSS))[at % 3]));
  return measure.most();
}

const general = (most) => ({ most, kind: 'general' });

test('a light that goes on and off is counted, a slow or small change is not', () => {
  // Two frames light, two dark: 25 / 4 = 6.25 flashes a second; five and five: 2.5.
  assert.deepEqual(flashes((frame) => (frame % 4 < 2 ? LIGHT : DARK)), general(6));
  assert.deepEqual(flashes((frame) => (frame % 10 < 5 ? LIGHT : DARK)), general(2));
  assert.deepEqual(flashes((frame) => Array(3).fill(50 + 4 * frame)), general(0));
  assert.deepEqual(flashes((frame) => (frame % 4 < 2 ? [120, 120, 120] : DARK)), general(0));
  assert.deepEqual(flashes((frame) => Array(3).fill(frame % 4 < 2 ? 249 : 234)), general(0));
});

test('a light of less than a quarter of a field is no flash', () => {
  // A field has 64 × 36 = 2304 points: 23 × 23 is less than a quarter, 24 × 24 is one.
  const square = (side) => flashes((frame, column, row) => (frame % 4 < 2 && column < side && row < side ? LIGHT : DARK));
  assert.deepEqual(square(23), general(0));
  assert.deepEqual(square(24), general(6));
});

test('a saturated red flashes although its brightness does not', () => {
  const between = (one, other) => flashes((frame) => (frame % 4 < 2 ? one : other));
  assert.deepEqual(between([200, 0, 0], [0, 0, 255]), { most: 6, kind: 'red' });
  assert.deepEqual(between([120, 0, 0], [0, 0, 0]), { most: 6, kind: 'red' });
  assert.deepEqual(between([255, 0, 0], [120, 0, 0]), general(6));
  assert.deepEqual(between([12, 0, 0], [0, 0, 12]), general(0));
  assert.deepEqual(between([0, 0, 255], [0, 89, 0]), general(0));
});

test('a cut is one change though it brightens one half and darkens the other, and halves that flash in turn flash', () => {
  const cut = (...at) => flashes((frame, column) => [LIGHT, DARK][(Math.floor(column / 8) + at.filter((cut) => cut <= frame).length) % 2]);
  assert.deepEqual([cut(20), cut(20, 28), cut(20, 28, 36)], [general(0), general(1), general(1)]);
  const shifted = (by) => flashes((frame, column) => [LIGHT, DARK][Math.floor(((frame + (column % 16 < 8 ? 0 : by)) % 4) / 2)]);
  assert.deepEqual([shifted(2), shifted(1)], [general(6), general(6)]);
});

test('a flash of three in ten fine stripes is seen in a film', async () => {
  const folder = mkdtempSync(`${tmpdir()}/flashes-`);
  try {
    // Three of ten columns flash. The average of their coded values, 77, is a light of 0.07.
    const picture = "color=black:size=320x180:rate=25,geq=lum='if(lt(mod(X,10),3)*lt(mod(N,4),2),235,16)':cb=128:cr=128";
    execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-f', 'lavfi', '-i', picture, '-t', '2', '-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8', `${folder}/stripes.webm`]);
    assert.deepEqual(await flashRateOf(`${folder}/stripes.webm`), general(6));
    await assert.rejects(flashRateOf(`${folder}/none.webm`), /could not read/);
  } finally {
    rmSync(folder, { recursive: true });
  }
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
