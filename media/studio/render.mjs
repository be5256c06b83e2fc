// Makes scenes' films and all that goes with them:  node render.mjs <assessment>/<scene>… | --all [--draft] [--only stills|words]
// `--only words` writes captions, descriptions and timing sheet anew where nothing that is seen or heard has changed.
// A draft is small, changes nothing in `../scenes`, and leaves its film and contact sheets in `drafts/`.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { produce, produceDraft, writeWords } from './produce.mjs';
import { projector } from './film.mjs';
import { timingFaults } from './script/faults.mjs';
import { allScenes, readScript } from './script/read.mjs';
import { SHEET_SHARE, writeSheets } from './sheets.mjs';
import { speak } from './sound/voices.mjs';
import { spokenBefore } from './timing.mjs';

const USE = 'node render.mjs <assessment>/<scene>… | --all [--draft] [--only stills|words]';

async function render(id, { draft, only }) {
  const script = readScript(id);
  if (only === 'words') {
    writeWords(script, spokenBefore(script));
    return true;
  }
  const work = fileURLToPath(new URL(`drafts/${id}`, import.meta.url));
  mkdirSync(work, { recursive: true });
  const spoken = await speak(script, `${work}/voices`);
  for (const line of spoken) console.log(`${String(line.at_ms).padStart(6)} to ${String(line.end_ms).padStart(6)} ms  ${line.caption.en}: ${line.text.en}`);
  const faults = timingFaults(script, spoken).map(({ line, says }) => `${script.file}:${line}: ${says}`);
  if (draft || only === 'stills') {
    const paths = writeSheets(script, spoken, await projector(script, spoken, SHEET_SHARE), work);
    console.log(paths.join('\n'));
    if (draft && only !== 'stills') await produceDraft(script, spoken, work);
    for (const fault of faults) console.error(fault);
    return faults.length === 0;
  }
  if (faults.length > 0) throw new Error(faults.join('\n'));
  await produce(script, spoken, work);
  return true;
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { all: { type: 'boolean' }, draft: { type: 'boolean' }, only: { type: 'string' } } });
const ids = values.all ? allScenes() : positionals;
if (ids.length === 0 || !['stills', 'words', undefined].includes(values.only)) {
  console.error(`Which scene? ${USE}`);
  process.exit(2);
}
for (const id of ids) {
  console.log(id);
  try {
    if (!(await render(id, values))) process.exitCode = 1;
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
