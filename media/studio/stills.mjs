// Draws single moments at full size into `drafts/`, to look at closely:  node stills.mjs <assessment>/<scene> <ms>…
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { projector } from './film.mjs';
import { readScript } from './script/read.mjs';
import { speak } from './sound/voices.mjs';

const [id, ...times] = process.argv.slice(2);
if (!id || times.length === 0) {
  console.error('Which moments? node stills.mjs <assessment>/<scene> <ms>…');
  process.exit(2);
}
const script = readScript(id);
const work = fileURLToPath(new URL(`drafts/${id}`, import.meta.url));
mkdirSync(work, { recursive: true });
const draw = await projector(script, await speak(script, `${work}/voices`), 1);
for (const ms of times.map(Number)) {
  writeFileSync(`${work}/still-${ms}.png`, draw(ms).toBuffer('image/png'));
  console.log(`${work}/still-${ms}.png`);
}
