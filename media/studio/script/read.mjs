// Reads a scene's file: the script of its film, and the moments at which an applicant is asked something.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'smol-toml';
import { faultsOf } from './faults.mjs';
import { placesOf } from './places.mjs';

/** Frames in a second; one frame lasts 40 ms. */
export const FRAMES_PER_SECOND = 25;
export const FRAME_MS = 1000 / FRAMES_PER_SECOND;

/** The folder of the project, which every path in a scene's file starts from. */
export const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** `<assessment>/<scene>` of every scene that has a `[film]`, in order of name. */
export function allScenes() {
  return readdirSync(`${ROOT}assessments`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(`${ROOT}assessments/${entry.name}/scenes`))
    .flatMap((entry) => readdirSync(`${ROOT}assessments/${entry.name}/scenes`).filter((file) => file.endsWith('.toml')).map((file) => `${entry.name}/${basename(file, '.toml')}`))
    .filter((id) => /^\[film\]/m.test(readFileSync(pathOf(id), 'utf8')))
    .sort();
}

const pathOf = (id) => {
  const [assessment, scene] = id.split('/');
  return `${ROOT}assessments/${assessment}/scenes/${scene}.toml`;
};

/** The script of `<assessment>/<scene>`, checked; throws one error that lists every fault with its line. */
export function readScript(id) {
  if (!/^[\w-]+\/[\w-]+$/.test(id)) throw new Error(`"${id}" is not a scene: write <assessment>/<scene>, such as first-look/shop-return`);
  const path = pathOf(id);
  if (!existsSync(path)) throw new Error(`there is no scene ${id}: ${path.slice(ROOT.length)} does not exist`);
  return scriptOf(readFileSync(path, 'utf8'), id, path.slice(ROOT.length));
}

/** The script in the text of a scene's file. */
export function scriptOf(text, id, file) {
  let scene;
  try {
    scene = parse(text);
  } catch (error) {
    throw new Error(`${file}:${error.line ?? 1}: ${error.message.split('\n')[0]}`);
  }
  if (!scene.film) throw new Error(`${file}:1: has no [film]: this scene is not made by the studio`);
  if (!/^\[film\]\s*$/m.test(text)) throw new Error(`${file}:${placesOf(text)('film')}: write [film] on a line of its own, before its lists`);
  const placeOf = placesOf(text);
  const script = { ...tidied(scene, placeOf), id, name: id.split('/')[1], file, fingerprint: fingerprintOf(scene, text) };
  const faults = faultsOf(script, placeOf);
  if (faults.length > 0) throw new Error(faults.map(({ line, says }) => `${file}:${line}: ${says}`).join('\n'));
  return script;
}

/** The sum of what a film must fit, as docs/scenes.md says: length, windows, and the text from `[film]` on. */
function fingerprintOf(scene, text) {
  const windows = (scene.decision ?? []).map(({ name, kind = 'choose', cue_ms, window_ms }) => `${name} ${kind} ${cue_ms} ${window_ms}`);
  const rows = [`duration_ms ${scene.duration_ms}`, ...windows, `answer ${scene.answer?.cue_ms ?? '-'}`];
  const film = text.replaceAll('\r\n', '\n').slice(text.replaceAll('\r\n', '\n').search(/^\[film\]/m));
  return createHash('sha256').update(`${rows.join('\n')}\n${film}`).digest('hex');
}

/** The parts of a scene that the studio needs, each list sorted by time and each entry with the line it stands on. */
function tidied(scene, placeOf) {
  const { film } = scene;
  const list = (key) => (film[key] ?? []).map((entry, index) => ({ ...entry, place: placeOf(`film.${key}[${index}]`) }));
  const timed = (key) => list(key).sort((one, other) => one.at_ms - other.at_ms);
  return {
    title: scene.title?.en ?? '',
    duration_ms: scene.duration_ms,
    files: { sources: scene.sources ?? [], poster: scene.poster, captions: scene.captions ?? {}, descriptions: scene.descriptions ?? {}, timing: scene.timing },
    windows: (scene.decision ?? []).map((decision, index) => ({
      name: decision.name,
      kind: decision.kind ?? 'choose',
      cue_ms: decision.cue_ms,
      until_ms: decision.cue_ms + decision.window_ms,
      place: placeOf(`decision[${index}].cue_ms`),
    })),
    answer_cue_ms: scene.answer?.cue_ms,
    set: film.set,
    time: film.time ?? 'day',
    weather: film.weather ?? 'clear',
    poster_ms: film.poster_ms ?? 3000,
    kilobits: film.kilobits ?? {},
    people: list('person'),
    lines: timed('line').map((line) => ({ tone: 'plain', ...line })),
    acts: timed('act'),
    camera: film.camera?.length ? timed('camera') : [{ at_ms: 0, x: 640, y: 360, zoom: 1 }],
    effects: timed('effect'),
    tension: timed('tension'),
    descriptions: timed('description'),
  };
}
