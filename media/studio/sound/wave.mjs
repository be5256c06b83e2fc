// Sound as numbers: reading and writing 16-bit WAV files.
import { readFileSync, writeFileSync } from 'node:fs';

/** Samples in a second, everywhere in the studio. */
export const RATE = 48000;

/** The samples of a one-channel 16-bit file, from -1 to 1. */
export function readWave(path) {
  const bytes = readFileSync(path);
  let offset = 12;
  while (bytes.toString('latin1', offset, offset + 4) !== 'data') offset += 8 + bytes.readUInt32LE(offset + 4);
  const length = Math.min(bytes.readUInt32LE(offset + 4), bytes.length - offset - 8);
  const samples = new Float32Array(length >> 1);
  for (let index = 0; index < samples.length; index += 1) samples[index] = bytes.readInt16LE(offset + 8 + index * 2) / 32768;
  return samples;
}

/** Writes two channels as a 16-bit file. */
export function writeWave(path, left, right) {
  const bytes = Buffer.alloc(44 + left.length * 4);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + left.length * 4, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(2, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(RATE * 4, 28);
  bytes.writeUInt16LE(4, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(left.length * 4, 40);
  const level = (value) => Math.round(Math.max(-1, Math.min(1, value)) * 32767);
  for (let index = 0; index < left.length; index += 1) {
    bytes.writeInt16LE(level(left[index]), 44 + index * 4);
    bytes.writeInt16LE(level(right[index]), 46 + index * 4);
  }
  writeFileSync(path, bytes);
}
