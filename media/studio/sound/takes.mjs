// Takes: lines as the voice engine spoke them, kept beside the films. A scene renders from its takes alone, the same on every
// machine, and asks the engine only for lines that are new or spoken otherwise than before.
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { ROOT } from '../script/read.mjs';

/** Samples in a second of every take. */
export const TAKE_RATE = 24000;

/** The folder of a scene's takes, beside its films. */
export const takesFolder = (script) => `${ROOT}${dirname(script.files.poster.path)}/takes`;

/** The list of takes that are kept for a scene: file, fingerprint of what was asked, length and phones. */
export function keptTakes(script) {
  const path = `${takesFolder(script)}/takes.json`;
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
}

/** The kept take of a request, with its samples, or null. */
export function readTake(script, fingerprint) {
  const take = keptTakes(script).find((one) => one.fingerprint === fingerprint);
  if (!take) return null;
  const bytes = execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-i', `${takesFolder(script)}/${take.file}`, '-f', 's16le', '-'], { maxBuffer: 1 << 26 });
  const samples = Float32Array.from({ length: bytes.length >> 1 }, (_, index) => bytes.readInt16LE(index * 2) / 32768);
  return { samples, rate: TAKE_RATE, phones: take.phones.map(([phone, start_ms, end_ms]) => ({ phone, start_ms, end_ms })) };
}

/** How long a take is, in milliseconds. */
export const lengthOf = ({ samples, rate }) => Math.round((samples.length / rate) * 1000);

/** Keeps exactly these takes: `{ file, fingerprint, wav, take }`, where `wav` is the engine's own file of those that are new. */
export function keepTakes(script, takes) {
  const folder = takesFolder(script);
  const before = keptTakes(script);
  const fresh = `${folder}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  for (const { file, fingerprint, wav } of takes) {
    const kept = before.find((one) => one.fingerprint === fingerprint);
    if (kept) copyFileSync(`${folder}/${kept.file}`, `${fresh}/${file}`);
    else execFileSync('ffmpeg', ['-v', 'error', '-nostdin', '-y', '-i', wav, '-c:a', 'flac', '-compression_level', '12', '-map_metadata', '-1', '-bitexact', `${fresh}/${file}`]);
  }
  const rows = takes.map(({ file, fingerprint, take }) => JSON.stringify({ file, fingerprint, length_ms: lengthOf(take), phones: take.phones.map(({ phone, start_ms, end_ms }) => [phone, start_ms, end_ms]) }));
  writeFileSync(`${fresh}/takes.json`, `[\n${rows.join(',\n')}\n]\n`);
  rmSync(folder, { recursive: true, force: true });
  if (takes.length > 0) renameSync(fresh, folder);
  else rmSync(fresh, { recursive: true });
}

/** The bytes of all kept takes. */
export function takesBytes(script) {
  const folder = takesFolder(script);
  return existsSync(folder) ? readdirSync(folder).reduce((sum, file) => sum + statSync(`${folder}/${file}`).size, 0) : 0;
}
