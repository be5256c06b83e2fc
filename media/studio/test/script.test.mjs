// Reading a scene's file: what it becomes, and what is refused with its line.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { timingFaults } from '../script/faults.mjs';
import { placesOf } from '../script/places.mjs';
import { scriptOf } from '../script/read.mjs';
import { SCENE } from './scene.mjs';

const read = (text) => scriptOf(text, 'tests/scene', 'scene.toml');
const lineOf = (part) => SCENE.split('\n').findIndex((row) => row.includes(part)) + 1;

function refused(from, to, line, says) {
  assert.ok(SCENE.includes(from));
  assert.throws(() => read(SCENE.replace(from, to)), (error) => {
    assert.match(error.message, new RegExp(`^scene\\.toml:${line}: .*${says}`, 'm'));
    return true;
  });
}

test('every part of a file is found on its line', () => {
  const placeOf = placesOf(SCENE);
  assert.equal(placeOf('film'), SCENE.split('\n').lastIndexOf('[film]') + 1);
  assert.equal(placeOf('film.set'), lineOf('set = "garden"'));
  assert.equal(placeOf('film.act[1]'), lineOf('pose = "point-left"'));
  assert.equal(placeOf('film.line[0].at_ms'), lineOf('at_ms = 200'));
  assert.equal(placeOf('film.line[0].tone'), lineOf('[[film.line]]'));
  assert.equal(placeOf('decision[0].cue_ms'), lineOf('cue_ms = 1000'));
  assert.equal(placeOf('nothing'), 1);
});

test('a whole scene is read with its windows', () => {
  const script = read(SCENE);
  assert.equal(script.set, 'garden');
  assert.deepEqual(script.windows.map(({ name, kind, cue_ms, until_ms }) => ({ name, kind, cue_ms, until_ms })), [{ name: 'first', kind: 'choose', cue_ms: 1000, until_ms: 1800 }]);
  assert.equal(script.lines[0].tone, 'plain');
});

test('faults are given with their lines', () => {
  refused('set = "garden"', 'set = "moon"', lineOf('set = "garden"'), 'no set "moon"');
  refused('mood = "friendly"', 'mood = "glad"', lineOf('mood = "friendly"'), 'no mood "glad"');
  refused('pose = "point-left"', 'pose = "dance"', lineOf('pose = "point-left"'), 'no pose "dance"');
  refused('at_ms = 200', 'at_ms = 1200', lineOf('[[film.line]]'), 'inside window "first"');
  refused('cue_ms = 1000', 'cue_ms = 1010', lineOf('cue_ms = 1000'), 'between two frames');
  refused('window_ms = 800', 'window_ms = 1200', lineOf('cue_ms = 1000'), 'after the film');
  refused('who = "ana"\nat_ms', 'who = "bob"\nat_ms', lineOf('[[film.line]]'), 'nobody in the film is called "bob"');
  refused('wav = "media/studio/drafts/test/line.wav"\n', '', lineOf('[[film.person]]'), 'has no voice');
  refused('duration_ms = 2000', 'duration_ms = 2001', 2, 'whole number of frames');
  refused('set = "garden"', 'set = "garden', lineOf('set = "garden"'), '');
});

test('two people may not speak with one voice', () => {
  const voice = 'voice = { engine = "kokoro", name = "af_sky" }\n';
  const ana = SCENE.replace('look = { }\n', `look = { }\n${voice}`).replace('wav = "media/studio/drafts/test/line.wav"\n', '');
  const bob = `[[film.person]]\nname = "bob"\ncaption = { en = "Bob" }\nat = { x = 300, y = 336, scale = 1.3 }\nlook = { }\n${voice}`;
  const line = '\n[[film.line]]\nwho = "bob"\nat_ms = 700\ntext = { en = "Yes." }\n';
  assert.throws(() => read(`${ana}${bob}${line}`), /"bob" has the same voice as "ana"/);
  assert.doesNotThrow(() => read(`${ana}${bob.replace('af_sky"', 'af_sky", pitch = 0.8')}${line}`));
});

test('captions need every line in their language', () => {
  refused('captions = { en =', 'captions = { es = { path = "x.vtt" }, en =', lineOf('[[film.line]]'), 'no text in "es"');
});

test('lines that run into each other or into a window are faults', () => {
  const script = read(SCENE);
  const spoken = [{ ...script.lines[0], end_ms: 1100 }, { ...script.lines[0], at_ms: 1050, end_ms: 1900, place: 99 }];
  const says = timingFaults(script, spoken).map((fault) => fault.says);
  assert.match(says[0], /50 ms into the next/);
  assert.match(says[1], /100 ms into window "first"/);
  assert.equal(timingFaults(script, [spoken[0], { ...spoken[1], over: true, at_ms: 1900 }]).length, 1);
});
