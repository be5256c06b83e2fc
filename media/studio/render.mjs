// Makes a scene's films, poster and captions from its script:  node render.mjs <name> [--draft]
// A draft is small and silent, changes nothing in `../scenes`, and leaves a contact sheet in `work/`.
import { mkdirSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { writeCaptions } from './captions.mjs';
import { encodeFilms, writeMaster, writePoster, writeSheet } from './encode.mjs';
import { moments, projector } from './film.mjs';
import { readScript, timingFaults } from './script.mjs';
import { record } from './sound/soundtrack.mjs';
import { speak } from './sound/voices.mjs';

const DRAFT_SHARE = 0.375;

async function render(name, isDraft) {
  const script = readScript(name);
  const work = fileURLToPath(new URL(`work/${name}`, import.meta.url));
  const spoken = speak(script, work);
  for (const line of spoken) console.log(`${line.at_ms} to ${line.end_ms} ms  ${line.caption}: ${line.text}`);
  const faults = timingFaults(script, spoken);
  if (faults.length > 0) throw new Error(faults.join('\n'));

  const share = isDraft ? DRAFT_SHARE : 1;
  const master = `${work}/${isDraft ? 'draft' : 'master'}.mkv`;
  const draw = await projector(script, spoken, share);
  await writeMaster(drawn(draw, script), `${1280 * share}x${720 * share}`, master);
  writeSheet(master, script.duration_ms, `${work}/sheet.png`);
  if (isDraft) return;

  const sound = `${work}/sound.wav`;
  record(script, spoken, sound);
  const folder = fileURLToPath(new URL(`../scenes/${name}`, import.meta.url));
  mkdirSync(folder, { recursive: true });
  encodeFilms(master, sound, `${folder}/${name}`, script.kilobits);
  writePoster(master, script.poster_ms, `${folder}/poster.jpg`);
  writeCaptions(spoken, `${folder}/${name}.en.vtt`);
  for (const file of [`${name}.webm`, `${name}.mp4`, 'poster.jpg', `${name}.en.vtt`]) {
    console.log(`${String(statSync(`${folder}/${file}`).size).padStart(9)} bytes  ${file}`);
  }
}

function* drawn(draw, script) {
  for (const ms of moments(script)) yield draw(ms);
}

const [name, option] = process.argv.slice(2);
if (!name) {
  console.error('Which scene? node render.mjs <name> [--draft]');
  process.exit(2);
}
await render(name, option === '--draft');
