// What is wrong with a script before anything is drawn or spoken.
import { TOUCHES } from '../people/poses.mjs';
import { OUTDOOR_SETS } from '../sets/index.mjs';
import { EFFECTS } from '../sound/effects.mjs';
import { FRAME_MS } from './read.mjs';
import { WORDS } from './vocabulary.mjs';

/** Every fault as its line in the file and a sentence. */
export function faultsOf(script, placeOf) {
  const faults = [];
  const fault = (line, says) => faults.push({ line, says });
  const word = (line, what, value, known = WORDS[what]) => {
    if (value !== undefined && !known.includes(value)) fault(line, `there is no ${what} "${value}": use ${known.join(' ')}`);
  };
  checkPlace(script, placeOf, fault, word);
  checkPeople(script, fault, word);
  checkVoices(script, fault);
  checkLines(script, fault, word);
  checkActs(script, fault, word);
  checkPicture(script, fault, word);
  checkWindows(script, fault);
  checkLanguages(script, fault, placeOf);
  return faults;
}

function checkPlace(script, placeOf, fault, word) {
  if (!Number.isInteger(script.duration_ms) || script.duration_ms % FRAME_MS !== 0) fault(placeOf('duration_ms'), `duration_ms is ${script.duration_ms}: make it a whole number of frames of ${FRAME_MS} ms`);
  if (script.set === undefined) fault(placeOf('film'), 'the film has no set');
  word(placeOf('film.set'), 'set', script.set);
  word(placeOf('film.time'), 'time', script.time);
  word(placeOf('film.weather'), 'weather', script.weather);
  if (script.weather === 'rain' && WORDS.set.includes(script.set) && !OUTDOOR_SETS.includes(script.set)) fault(placeOf('film.weather'), `it does not rain in the ${script.set}: leave weather out`);
  for (const [format, rate] of Object.entries(script.kilobits)) {
    word(placeOf('film.kilobits'), 'format', format, ['webm_720', 'mp4_720', 'webm_360', 'mp4_360']);
    if (!(rate > 0)) fault(placeOf('film.kilobits'), `kilobits.${format} is ${rate}: it must be above 0`);
  }
}

function checkPeople(script, fault, word) {
  const names = script.people.map((person) => person.name);
  for (const [index, person] of script.people.entries()) {
    if (names.indexOf(person.name) !== index) fault(person.place, `two people are called "${person.name}"`);
    const { x, y, scale } = person.at ?? {};
    if (![x, y, scale].every(Number.isFinite)) fault(person.place, `"${person.name}" stands nowhere: give at = { x, y, scale }`);
    if (!person.look) fault(person.place, `"${person.name}" has no look`);
    word(person.place, 'posture', person.posture);
    const speaks = script.lines.some((line) => line.who === person.name);
    if (speaks && !person.caption) fault(person.place, `"${person.name}" speaks but has no caption, the name that captions show`);
    if (speaks && !person.voice && script.lines.some((line) => line.who === person.name && !line.wav)) fault(person.place, `"${person.name}" speaks but has no voice`);
  }
}

/** Whoever hears a film without seeing it has to know who speaks. */
function checkVoices(script, fault) {
  const known = new Map();
  for (const person of script.people.filter(({ name }) => script.lines.some((line) => line.who === name && !line.wav))) {
    const { engine, name, pitch = 1, throat = 1 } = person.voice ?? {};
    if (!name) continue;
    const voice = JSON.stringify([engine, name, pitch, throat]);
    if (known.has(voice)) fault(person.place, `"${person.name}" has the same voice as "${known.get(voice)}": give another name, pitch or throat`);
    known.set(voice, person.name);
  }
}

function whoIs(script, entry, fault) {
  if (!script.people.some((person) => person.name === entry.who)) fault(entry.place, `nobody in the film is called "${entry.who}"`);
}

function checkTime(script, entry, what, fault) {
  if (!Number.isFinite(entry.at_ms) || entry.at_ms < 0 || entry.at_ms >= script.duration_ms) fault(entry.place, `the ${what} is at ${entry.at_ms} ms, outside the film of ${script.duration_ms} ms`);
}

function checkLines(script, fault, word) {
  for (const line of script.lines) {
    whoIs(script, line, fault);
    checkTime(script, line, 'line', fault);
    word(line.place, 'tone', line.tone);
    if (!line.text?.en) fault(line.place, 'the line has no English text');
    for (const window of script.windows.filter((one) => one.kind !== 'act_now')) {
      if (line.at_ms >= window.cue_ms && line.at_ms < window.until_ms) fault(line.place, `the line at ${line.at_ms} ms is spoken inside window "${window.name}" (${window.cue_ms} to ${window.until_ms} ms)`);
    }
  }
}

/** Farther away the painted set ends, nearer it is coarse. */
const ZOOMS = [0.82, 2.6];

const ACTS = ['mood', 'pose', 'gaze', 'lean', 'tears', 'at', 'facing', 'posture'];

function checkActs(script, fault, word) {
  const names = script.people.map((person) => person.name);
  for (const act of script.acts) {
    whoIs(script, act, fault);
    checkTime(script, act, 'act', fault);
    word(act.place, 'mood', act.mood);
    word(act.place, 'pose', act.pose);
    word(act.place, 'gaze', act.gaze, [...WORDS.gaze, ...names]);
    word(act.place, 'posture', act.posture);
    if (!ACTS.some((channel) => act[channel] !== undefined)) fault(act.place, `the act changes nothing: give one of ${ACTS.join(' ')}`);
    const strange = Object.keys(act).find((key) => ![...ACTS, 'target', 'who', 'at_ms', 'over_ms', 'place'].includes(key));
    if (act.target !== undefined) {
      word(act.place, 'person', act.target, names);
      if (!TOUCHES.includes(act.pose)) fault(act.place, `a target is touched in one of the poses ${TOUCHES.join(' ')}, not in ${act.pose ?? 'none'}`);
    }
    if (strange) fault(act.place, `an act has no "${strange}": use ${ACTS.join(' ')}`);
  }
}

function checkPicture(script, fault, word) {
  for (const key of script.camera) {
    checkTime(script, key, 'camera key', fault);
    const zoom = key.zoom ?? 1;
    if (![key.x, key.y].every(Number.isFinite) || !(zoom >= ZOOMS[0] && zoom <= ZOOMS[1])) fault(key.place, `a camera key needs x, y and a zoom from ${ZOOMS[0]} to ${ZOOMS[1]}, not x = ${key.x}, y = ${key.y}, zoom = ${key.zoom}`);
  }
  for (const effect of script.effects) {
    checkTime(script, effect, 'effect', fault);
    word(effect.place, 'sound', effect.sound);
    if (effect.until_ms !== undefined && !(EFFECTS[effect.sound]?.lasts && effect.until_ms > effect.at_ms)) fault(effect.place, `until_ms is ${effect.until_ms}: only a sound that lasts has an end, after its beginning at ${effect.at_ms} ms`);
  }
  for (const key of script.tension) {
    checkTime(script, key, 'tension', fault);
    if (!(key.level >= 0 && key.level <= 1)) fault(key.place, `a tension level goes from 0 to 1, not ${key.level}`);
  }
  for (const description of script.descriptions) checkTime(script, description, 'description', fault);
}

function checkWindows(script, fault) {
  for (const window of script.windows) {
    if (window.cue_ms % FRAME_MS !== 0) fault(window.place, `window "${window.name}" starts between two frames, at ${window.cue_ms} ms`);
    if (window.until_ms > script.duration_ms) fault(window.place, `window "${window.name}" ends at ${window.until_ms} ms, after the film`);
  }
}

/** Each language that has a file of captions or descriptions needs every line, or every description, in that language. */
function checkLanguages(script, fault, placeOf) {
  for (const language of Object.keys(script.files.captions)) {
    for (const line of script.lines) if (!line.text?.[language]) fault(line.place, `the line has no text in "${language}", and captions name that language`);
    for (const person of script.people) {
      const speaks = script.lines.some((line) => line.who === person.name);
      if (speaks && !person.caption?.[language]) fault(person.place, `"${person.name}" has no caption in "${language}"`);
    }
  }
  for (const language of Object.keys(script.files.descriptions)) {
    if (script.descriptions.length === 0) fault(placeOf('descriptions'), 'descriptions are named, but the film has no [[film.description]]');
    for (const description of script.descriptions) if (!description.text?.[language]) fault(description.place, `the description has no text in "${language}"`);
  }
}

/** Faults that show only once the lines have been spoken: two at once, or words that reach into a window. */
export function timingFaults(script, spoken) {
  const faults = [];
  const fault = (line, says) => faults.push({ line: line.place, says });
  spoken.forEach((line, index) => {
    const next = spoken[index + 1];
    if (next && !next.over && line.end_ms > next.at_ms) fault(line, `this line ends at ${line.end_ms} ms, ${line.end_ms - next.at_ms} ms into the next; over = true on the next allows it`);
    if (line.end_ms > script.duration_ms) fault(line, `this line ends at ${line.end_ms} ms, after the film`);
    for (const window of script.windows.filter((one) => one.kind !== 'act_now')) {
      if (line.at_ms < window.cue_ms && line.end_ms > window.cue_ms) fault(line, `this line ends at ${line.end_ms} ms, ${line.end_ms - window.cue_ms} ms into window "${window.name}"`);
    }
    if (line.to_camera && script.answer_cue_ms !== undefined && line.end_ms > script.answer_cue_ms) fault(line, `this line to camera ends at ${line.end_ms} ms, after answer.cue_ms (${script.answer_cue_ms})`);
  });
  return faults;
}
