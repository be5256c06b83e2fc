// What every committed film is held to: it is what its scene's file says, and what a browser needs.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { test } from 'node:test';
import { captionsOf, cuesIn, descriptionsOf } from '../captions.mjs';
import { flashRateOf } from '../measure/flashes.mjs';
import { lateLines } from '../measure/onset.mjs';
import { framesOf, shapeOf } from '../measure/probe.mjs';
import { FRAME_MS, ROOT, readScript } from '../script/read.mjs';
import { loudnessOf } from '../sound/soundtrack.mjs';
import { keptTakes, lengthOf, readTake } from '../sound/takes.mjs';
import { takesOf } from '../sound/voices.mjs';
import { readTiming, spokenBefore, timingOf } from '../timing.mjs';

const MOST_BYTES = 6_000_000;
const CODECS = { webm: ['vp9', 'opus'], mp4: ['h264', 'aac'] };

export const bytesIn = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).reduce((sum, entry) => sum + statSync(`${entry.parentPath}/${entry.name}`).size, 0);

/** The tests of one scene's films. */
export function testFilms(id) {
  const script = readScript(id);

  test(`${id}: the timing sheet was made from the scene's file as it is`, () => {
    assert.deepEqual(readTiming(script), timingOf(script, spokenBefore(script)));
  });

  test(`${id}: all files together stay below ${MOST_BYTES / 1e6} MB`, () => {
    const bytes = bytesIn(`${ROOT}${dirname(script.files.poster.path)}`);
    assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`);
  });

  test(`${id}: every spoken line has its take, and there are no others`, () => {
    const wanted = takesOf(script).filter(Boolean).map(({ file, fingerprint }) => ({ file, fingerprint }));
    const kept = keptTakes(script);
    assert.deepEqual(kept.map(({ file, fingerprint }) => ({ file, fingerprint })), wanted);
    for (const { file, fingerprint, length_ms } of kept) assert.equal(lengthOf(readTake(script, fingerprint)), length_ms, file);
  });

  test(`${id}: captions and descriptions are those of the scene's file`, () => {
    const spoken = spokenBefore(script);
    for (const [language, { path }] of Object.entries(script.files.captions)) assert.deepEqual(cuesIn(readFileSync(`${ROOT}${path}`, 'utf8')), captionsOf(script, spoken, language), path);
    for (const [language, { path }] of Object.entries(script.files.descriptions)) assert.deepEqual(cuesIn(readFileSync(`${ROOT}${path}`, 'utf8')), descriptionsOf(script, language), path);
  });

  for (const source of script.files.sources) {
    test(`${source.path}: codecs, size, rate, length, and a frame at every cue`, () => {
      const shape = shapeOf(`${ROOT}${source.path}`);
      const [picture, sound] = CODECS[source.path.split('.').pop()];
      assert.deepEqual({ ...shape, duration_ms: undefined }, { picture, sound, width: (source.height * 16) / 9, height: source.height, rate: '25/1', pixels: 'yuv420p', duration_ms: undefined });
      assert.ok(Math.abs(shape.duration_ms - script.duration_ms) <= 2 * FRAME_MS, `${shape.duration_ms} ms long, not ${script.duration_ms}`);
      const frames = framesOf(`${ROOT}${source.path}`);
      assert.deepEqual(frames.map((frame) => frame.ms), Array.from({ length: script.duration_ms / FRAME_MS }, (_, index) => index * FRAME_MS));
      for (const cue of readTiming(script).cues) assert.equal(frames[cue.frame]?.ms ?? script.duration_ms, cue.cue_ms, `cue ${cue.name}`);
    });

    test(`${source.path}: -23 LUFS within 1, no true peak above -1 dBTP`, () => {
      const { lufs, peak } = loudnessOf(`${ROOT}${source.path}`);
      assert.ok(Math.abs(lufs + 23) <= 1, `${lufs} LUFS`);
      assert.ok(peak <= -1, `a true peak of ${peak} dBTP`);
    });
  }

  test(`${id}: each line's first caption begins within 120 ms of its speech`, () => {
    const cues = cuesIn(readFileSync(`${ROOT}${script.files.captions.en.path}`, 'utf8'));
    for (const line of script.lines) assert.ok(cues.some((cue) => cue.start_ms === line.at_ms), `${script.file}:${line.place}: no caption begins at ${line.at_ms} ms`);
    for (const source of script.files.sources) {
      const late = lateLines(script, `${ROOT}${source.path}`).map(({ line, heard_ms }) => `${script.file}:${line.place}: captioned at ${line.at_ms} ms, heard at ${heard_ms} ms in ${source.path}`);
      assert.deepEqual(late, []);
    }
  });

  test(`${id}: at most three flashes in a second`, async () => {
    const { most, kind } = await flashRateOf(`${ROOT}${script.files.sources.at(-1).path}`);
    assert.ok(most <= 3, `${most} ${kind} flashes in one second`);
  });
}
