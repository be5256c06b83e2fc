// Draws single moments at full size into `work/`, to look at before a film is rendered:  node stills.mjs <name> <ms>…
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { projector } from './film.mjs';
import { readScript } from './script.mjs';
import { speak } from './sound/voices.mjs';

const [name, ...times] = process.argv.slice(2);
const script = readScript(name);
const work = fileURLToPath(new URL(`work/${name}`, import.meta.url));
mkdirSync(work, { recursive: true });
const draw = await projector(script, speak(script, work), 1);
for (const ms of times.map(Number)) writeFileSync(`${work}/still-${ms}.png`, draw(ms).toBuffer('image/png'));
