// Captions, descriptions and the mouth.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captionsOf, cuesIn, descriptionsOf } from '../captions.mjs';
import { mouthOf } from '../sound/mouth.mjs';
import { RATE } from '../sound/wave.mjs';

const script = { duration_ms: 20000, lines: [], descriptions: [{ at_ms: 100, text: { en: 'A man stands at a counter and waits.' } }, { at_ms: 1000, text: { en: 'He turns.' } }] };
const line = (at_ms, end_ms, en, es = en) => ({ at_ms, end_ms, caption: { en: 'Rosa', es: 'Rosa' }, text: { en, es } });

test('a short line is one caption that lingers but leaves before the next', () => {
  const cues = captionsOf(script, [line(1000, 2000, 'Hello.'), line(2200, 3000, 'Yes?')], 'en');
  assert.deepEqual(cues, [{ start_ms: 1000, end_ms: 2200, text: 'Rosa: Hello.' }, { start_ms: 2200, end_ms: 3500, text: 'Rosa: Yes?' }]);
});

test('a long line is split at a sentence into captions of two rows of 42 characters', () => {
  const text = 'I did not know that. But the nails stick out of the old boards, and my kids play here every single day after school.';
  const cues = captionsOf(script, [line(0, 6000, text)], 'en');
  assert.equal(cues.length, 2);
  assert.match(cues[0].text, /[.,]$/);
  assert.equal(cues[0].end_ms, cues[1].start_ms);
  assert.equal(cues.map((cue) => cue.text.replaceAll('\n', ' ')).join(' '), `Rosa: ${text}`);
  for (const cue of cues) for (const row of cue.text.split('\n')) assert.ok(row.length <= 42, row);
});

test('another language has the same beginnings', () => {
  const spoken = [line(1000, 4000, 'No. You promised to help me.', 'No. Usted prometió ayudarme a arreglar esta cerca vieja, y yo lo oí muy bien.')];
  assert.equal(captionsOf(script, spoken, 'es')[0].start_ms, 1000);
});

test('descriptions end before the next begins', () => {
  assert.deepEqual(descriptionsOf(script, 'en').map(({ start_ms, end_ms }) => [start_ms, end_ms]), [[100, 1000], [1000, 2200]]);
});

test('cues are read back from WebVTT', () => {
  assert.deepEqual(cuesIn('WEBVTT\n\n00:00:01.000 --> 00:01:02.500\nOne\ntwo\n\n00:02:00.000 --> 01:00:00.040\nThree\n'), [{ start_ms: 1000, end_ms: 62500, text: 'One\ntwo' }, { start_ms: 120000, end_ms: 3600040, text: 'Three' }]);
});

test('lips meet on m and are round on oo', () => {
  const tone = Float32Array.from({ length: RATE }, (_, index) => 0.3 * Math.sin(index / 20));
  const mouths = mouthOf(tone, [{ phone: 'm', start_ms: 0, end_ms: 300 }, { phone: 'u', start_ms: 300, end_ms: 700 }, { phone: 'ɑ', start_ms: 700, end_ms: 1000 }]);
  assert.equal(mouths[3].open, 0);
  assert.ok(mouths[12].round > 0.9);
  assert.ok(mouths[22].open > 0.8 && mouths[22].round < 0.1);
});

test('without phones loud sound opens the mouth and silence closes it', () => {
  const sound = Float32Array.from({ length: RATE }, (_, index) => (index < RATE / 2 ? 0.3 * Math.sin(index / 20) : 0));
  const mouths = mouthOf(sound, null);
  assert.ok(mouths[6].open > 0.8);
  assert.equal(mouths[20].open, 0);
});
