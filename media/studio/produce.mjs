// From a checked script to the files beside the scene: films, poster, captions, descriptions, timing sheet.
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { writeCaptions, writeDescriptions } from './captions.mjs';
import { FORMATS, encodeDraft, encodeFilm, ratesOf, writePoster } from './encode/films.mjs';
import { drawMaster } from './encode/master.mjs';
import { lateLines } from './measure/onset.mjs';
import { ROOT } from './script/read.mjs';
import { record } from './sound/soundtrack.mjs';
import { takesBytes } from './sound/takes.mjs';
import { keepAll } from './sound/voices.mjs';
import { writeTiming } from './timing.mjs';

const DRAFT_SHARE = 0.375;

/** A small film with its sound in its folder of drafts. */
export async function produceDraft(script, spoken, work) {
  const sound = `${work}/sound.wav`;
  record(script, spoken, sound);
  for (const { line, heard_ms } of lateLines(script, sound)) console.error(`${script.file}:${line.place}: the line at ${line.at_ms} ms seems to begin at ${heard_ms} ms: move what sounds at its beginning`);
  const master = await drawMaster(script, spoken, work, DRAFT_SHARE);
  await encodeDraft(master, sound, `${work}/draft.mp4`);
  rmSync(master);
  console.log(`${work}/draft.mp4`);
}

/** Everything a scene's file names, where it names it. */
export async function produce(script, spoken, work) {
  const started = performance.now();
  const sound = `${work}/sound.wav`;
  record(script, spoken, sound);
  const master = await drawMaster(script, spoken, work, 1);
  const drawn = performance.now();
  const paths = pathsOf(script);
  for (const path of paths) mkdirSync(dirname(`${ROOT}${path}`), { recursive: true });
  await keepAll(script, `${work}/voices`);
  await encodeAll(script, master, sound);
  writePoster(master, script.poster_ms, `${ROOT}${script.files.poster.path}`);
  rmSync(master);
  writeWords(script, spoken);
  const seconds = (from, to) => ((to - from) / 1000).toFixed(0);
  const total = performance.now() - started;
  for (const path of paths) console.log(`${String(statSync(`${ROOT}${path}`).size).padStart(9)} bytes  ${path}`);
  console.log(`drawn in ${seconds(started, drawn)} s, encoded in ${seconds(drawn, started + total)} s: ${(total / script.duration_ms).toFixed(1)} times the playing time`);
}

/** Captions, descriptions and the timing sheet. */
export function writeWords(script, spoken) {
  for (const [language, { path }] of Object.entries(script.files.captions)) writeCaptions(script, spoken, language, `${ROOT}${path}`);
  for (const [language, { path }] of Object.entries(script.files.descriptions)) writeDescriptions(script, language, `${ROOT}${path}`);
  writeTiming(script, spoken, `${ROOT}${script.files.timing.path}`);
}

/** The paths of all files of a scene. */
export function pathsOf({ files }) {
  return [...files.sources, files.poster, ...Object.values(files.captions), ...Object.values(files.descriptions), files.timing].map(({ path }) => path);
}

/** The format a source is to have: by its height and its file's ending. */
export const formatOf = (source) => Object.keys(FORMATS).find((format) => FORMATS[format].height === source.height && source.path.endsWith(`.${FORMATS[format].extension}`));

/** Two films at a time, the slowest first. */
async function encodeAll(script, master, sound) {
  const rates = ratesOf(script, takesBytes(script));
  const order = Object.keys(FORMATS);
  const waiting = [...script.files.sources].sort((one, other) => order.indexOf(formatOf(one)) - order.indexOf(formatOf(other)));
  const work = async () => {
    for (let source = waiting.shift(); source; source = waiting.shift()) {
      const format = formatOf(source);
      console.log(`encoding ${basename(source.path)} at ${rates[format]} kbit/s`);
      await encodeFilm(format, { master, sound, path: `${ROOT}${source.path}`, kilobits: rates[format] });
    }
  };
  await Promise.all([work(), work()]);
}
