// A short scene is rendered twice: the same file gives the same bytes.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { pathsOf, produce } from '../produce.mjs';
import { ROOT, scriptOf } from '../script/read.mjs';
import { speak } from '../sound/voices.mjs';
import { RATE, writeWave } from '../sound/wave.mjs';
import { SCENE } from './scene.mjs';

test('two renders of a scene are equal to the byte', async () => {
  const work = fileURLToPath(new URL('../drafts/test', import.meta.url));
  mkdirSync(work, { recursive: true });
  writeWave(`${work}/line.wav`, Float32Array.from({ length: RATE * 0.7 }, (_, index) => 0.3 * Math.sin(index / 30) * Math.sin((Math.PI * index) / (RATE * 0.7))));
  const script = scriptOf(SCENE, 'tests/scene', 'scene.toml');
  const sums = [];
  for (let turn = 0; turn < 2; turn += 1) {
    await produce(script, await speak(script, `${work}/voices`), work);
    sums.push(Object.fromEntries(pathsOf(script).map((path) => [path, createHash('sha256').update(readFileSync(`${ROOT}${path}`)).digest('hex')])));
  }
  assert.deepEqual(sums[0], sums[1]);
});
