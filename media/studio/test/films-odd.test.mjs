// The committed films of the scenes that films-even leaves out, and what all scenes weigh together.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ROOT, allScenes } from '../script/read.mjs';
import { bytesIn, testFilms } from './films.mjs';

const MOST_BYTES_OF_ALL = 60_000_000;

test(`all scenes together stay below ${MOST_BYTES_OF_ALL / 1e6} MB`, () => {
  const bytes = bytesIn(`${ROOT}media/scenes`);
  assert.ok(bytes <= MOST_BYTES_OF_ALL, `${bytes} bytes`);
});

for (const id of allScenes().filter((_, index) => index % 2 === 1)) testFilms(id);
