// The timing sheet of a film: the frame of each cue, when each line is heard, and which script it was made from.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { FRAMES_PER_SECOND, FRAME_MS, ROOT } from './script/read.mjs';

export function timingOf(script, spoken) {
  const cue = ({ name, kind, cue_ms, until_ms }) => ({ name, kind, cue_ms, frame: cue_ms / FRAME_MS, until_ms });
  const answer = script.answer_cue_ms === undefined ? [] : [cue({ name: 'answer', kind: 'speak', cue_ms: script.answer_cue_ms, until_ms: script.duration_ms })];
  return {
    frames_per_second: FRAMES_PER_SECOND,
    duration_ms: script.duration_ms,
    cues: [...script.windows.map(cue), ...answer],
    lines: spoken.map(({ who, at_ms, end_ms }) => ({ who, at_ms, end_ms })),
    fingerprint: script.fingerprint,
    film: filmOf(script),
  };
}

/** The sum of all that is seen and heard: equal sums mean that the films need not be made again. */
export function filmOf(script) {
  const seen = {
    ...Object.fromEntries(['duration_ms', 'set', 'time', 'weather', 'poster_ms', 'kilobits', 'acts', 'camera', 'effects', 'tension'].map((key) => [key, script[key]])),
    people: script.people.map(({ caption, ...person }) => person),
    lines: script.lines.map(({ text, spoken, ...line }) => ({ ...line, words: spoken ?? text.en })),
  };
  return createHash('sha256').update(JSON.stringify(seen, (key, value) => (key === 'place' ? undefined : value))).digest('hex');
}

export function writeTiming(script, spoken, path) {
  writeFileSync(path, `${JSON.stringify(timingOf(script, spoken), null, 2)}\n`);
}

/** The committed sheet of a scene. */
export const readTiming = (script) => JSON.parse(readFileSync(`${ROOT}${script.files.timing.path}`, 'utf8'));

/** The lines as they were spoken in the films that are there; refuses when what is seen or heard has changed since. */
export function spokenBefore(script) {
  const sheet = readTiming(script);
  if (sheet.film !== filmOf(script)) throw new Error(`${script.file}:1: what is seen or heard has changed since the films were made: render them again`);
  return script.lines.map((line, index) => ({ ...line, end_ms: sheet.lines[index].end_ms, caption: script.people.find((person) => person.name === line.who).caption }));
}
