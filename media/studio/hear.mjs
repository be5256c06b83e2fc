// Tells which words of a scene's film are not understood:  node hear.mjs <assessment>/<scene>… [--draft]
// A recogniser listens to each line cut out of the finished film's smallest version, room, tension and all; with --draft, out of the draft.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ROOT, readScript } from './script/read.mjs';
import { spokenBefore } from './timing.mjs';
import { speak } from './sound/voices.mjs';

const home = fileURLToPath(new URL('.voices/hear', import.meta.url));
const { values, positionals } = parseArgs({ allowPositionals: true, options: { draft: { type: 'boolean' } } });
if (!existsSync(`${home}/bin/python`)) {
  execFileSync('python3', ['-m', 'venv', home], { stdio: 'inherit' });
  execFileSync(`${home}/bin/pip`, ['install', '--quiet', '-r', fileURLToPath(new URL('hear/requirements.txt', import.meta.url))], { stdio: 'inherit' });
}
for (const id of positionals) {
  const script = readScript(id);
  const work = fileURLToPath(new URL(`drafts/${id}`, import.meta.url));
  mkdirSync(`${work}/heard`, { recursive: true });
  const smallest = script.files.sources.reduce((one, other) => ((other.height ?? 720) < (one.height ?? 720) ? other : one));
  const spoken = values.draft ? await speak(script, `${work}/voices`) : spokenBefore(script);
  const film = values.draft ? `${work}/sound.wav` : `${ROOT}${smallest.path}`;
  const cuts = spoken.map((line, index) => {
    const path = `${work}/heard/${index + 1}.wav`;
    const [from, length] = [Math.max(0, line.at_ms - 250), line.end_ms - line.at_ms + 600].map((ms) => ms / 1000);
    execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', '-ss', String(from), '-t', String(length), '-i', film, '-vn', '-ac', '1', '-ar', '16000', path]);
    return { path, words: line.text.en };
  });
  console.log(id);
  execFileSync(`${home}/bin/python`, [fileURLToPath(new URL('hear/hear.py', import.meta.url))], { input: JSON.stringify(cuts), stdio: ['pipe', 'inherit', 'inherit'] });
}
