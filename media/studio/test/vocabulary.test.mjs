// The words that authors are told are those that are drawn and sounded.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ROOT } from '../script/read.mjs';
import { WORDS } from '../script/vocabulary.mjs';

test('docs/scenes.md lists the words of the studio', () => {
  const page = readFileSync(`${ROOT}docs/scenes.md`, 'utf8');
  for (const [kind, known] of Object.entries(WORDS)) {
    const row = new RegExp(`^\\| \`${kind}\` \\|(.*)\\|$`, 'm').exec(page);
    assert.deepEqual(row[1].match(/[\w-]+/g).sort(), [...known].sort(), kind);
  }
});
