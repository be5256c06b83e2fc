// Spoken lines: the engine or a kept take says the words, the treatment gives them a throat, a force and a room, the mouth follows.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { ROOT } from '../script/read.mjs';
import * as kokoro from './engines/kokoro.mjs';
import { mouthOf } from './mouth.mjs';
import { extent, resampled } from './signal.mjs';
import { keepTakes, readTake } from './takes.mjs';
import { forceOf, treated } from './treatment.mjs';
import { RATE, readWave } from './wave.mjs';

const ENGINES = { kokoro };

/**
 * Every line of the script, spoken: its samples and how long before `at_ms` they begin, its end, and a mouth for each
 * frame from there. What is neither a recording nor a kept take is spoken into `folder`, once.
 */
export async function speak(script, folder) {
  const requests = takesOf(script);
  const takes = await takesFor(script, requests, folder);
  return script.lines.map((line, index) => {
    const person = script.people.find((candidate) => candidate.name === line.who);
    const raw = line.wav ? recorded(line) : heard(takes[index], person.voice.throat ?? 1);
    const { samples, phones, lead_ms } = trimmed(raw);
    const sound = treated(samples, { ...person.voice, isRecorded: Boolean(line.wav) }, line.tone);
    const lengthMs = Math.round((samples.length / RATE) * 1000);
    return { ...line, caption: person.caption, pan: person.pan ?? 0, samples: sound, lead_ms, end_ms: line.at_ms - lead_ms + lengthMs, mouth: mouthOf(samples, phones) };
  });
}

/** Keeps the takes of all lines beside the films. */
export async function keepAll(script, folder) {
  const requests = takesOf(script);
  const takes = await takesFor(script, requests, folder);
  const all = requests.map((request, index) => request && { ...request, wav: `${folder}/${request.fingerprint}.wav`, take: takes[index] });
  keepTakes(script, all.filter(Boolean));
}

/** For each line what the engine is asked, its fingerprint and its take's name; nothing for a recording. */
export const takesOf = (script) => script.lines.map((line, index) => (line.wav ? null : requestOf(script, line, index)));

/** A throat above 1 is shorter, as in a child: the line is said lower and slower, then read faster. */
function requestOf(script, line, index) {
  const { voice } = script.people.find((candidate) => candidate.name === line.who);
  const place = `${script.file}:${line.place}`;
  if (!ENGINES[voice.engine]) throw new Error(`${place}: there is no voice engine "${voice.engine}": use ${Object.keys(ENGINES).join(' ')}, or give the line a wav`);
  if (!voice.name) throw new Error(`${place}: the voice of ${line.who} has no name: media/studio/README.md lists them`);
  const force = forceOf(line.tone);
  const throat = voice.throat ?? 1;
  const asked = {
    text: line.spoken ?? line.text.en,
    voice: voice.name,
    pitch: ((voice.pitch ?? 1) * force.pitch) / throat,
    range: (voice.range ?? 1) * force.range,
    pace: ((voice.pace ?? 1) * force.pace) / throat,
    tremor: (voice.tremor ?? 0) + force.tremor,
    energy: force.energy,
  };
  const fingerprint = createHash('sha256').update(JSON.stringify([ENGINES[voice.engine].VERSION, asked])).digest('hex');
  return { asked, engine: voice.engine, fingerprint, file: `${index + 1}-${line.who}.flac` };
}

/** The takes of some requests: kept ones, those spoken before, and those spoken now. */
async function takesFor(script, requests, folder) {
  mkdirSync(folder, { recursive: true });
  const kept = requests.map((request) => request && readTake(script, request.fingerprint));
  const path = ({ fingerprint }) => `${folder}/${fingerprint}.wav`;
  const missing = requests.filter((request, index) => request && !kept[index] && !existsSync(`${path(request)}.json`));
  for (const [name, engine] of Object.entries(ENGINES)) {
    const some = missing.filter((request) => request.engine === name);
    if (some.length === 0) continue;
    const phones = engine.speakAll(some.map((request) => ({ ...request.asked, path: path(request) })));
    some.forEach((request, index) => writeFileSync(`${path(request)}.json`, JSON.stringify(phones[index])));
  }
  return requests.map((request, index) => request && (kept[index] ?? { ...readWave(path(request)), phones: JSON.parse(readFileSync(`${path(request)}.json`, 'utf8')) }));
}

function heard({ samples, rate, phones }, throat) {
  return {
    samples: resampled(samples, (rate / RATE) * throat),
    phones: phones.map(({ phone, start_ms, end_ms }) => ({ phone, start_ms: start_ms / throat, end_ms: end_ms / throat })),
  };
}

function recorded(line) {
  const { samples, rate } = readWave(`${ROOT}${line.wav}`);
  return { samples: resampled(samples, rate / RATE), phones: null };
}

/** Below the loudest moment of a line by so many decibels sound is silence. */
const SILENCE = -38;
/** A line is plainly heard from where it comes this near, in decibels, to the loudest moment of its first syllable. */
const HEARD = -9;
const SYLLABLE_MS = 320;
/** The breath of a first sound that may come before the moment a line begins, such as that of p and h. */
const LONGEST_LEAD_MS = 90;

/** Without the silence before and after; `lead_ms` is what comes softly before the line is plainly heard. */
function trimmed({ samples, phones }) {
  const { start, end } = extent(samples, SILENCE);
  const first = start + extent(samples.subarray(start, start + Math.round((SYLLABLE_MS / 1000) * RATE)), HEARD).start;
  const lead = Math.max(0, start - Math.round(0.01 * RATE), first - Math.round((LONGEST_LEAD_MS / 1000) * RATE));
  const shiftMs = (lead / RATE) * 1000;
  return {
    lead_ms: Math.round(((first - lead) / RATE) * 1000),
    samples: samples.slice(lead, Math.min(samples.length, end + Math.round(0.03 * RATE))),
    phones: phones?.map(({ phone, start_ms, end_ms }) => ({ phone, start_ms: start_ms - shiftMs, end_ms: end_ms - shiftMs })) ?? null,
  };
}
