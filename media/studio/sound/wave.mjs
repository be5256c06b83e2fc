// Sound as numbers: reading and writing WAV files.
import { readFileSync, writeFileSync } from 'node:fs';

/** Samples in a second, everywhere in the studio. */
export const RATE = 48000;

/** The samples of a WAV file, from -1 to 1, its channels mixed into one, and its rate. */
export function readWave(path) {
  const bytes = readFileSync(path);
  if (bytes.toString('latin1', 0, 4) !== 'RIFF') throw new Error(`${path} is not a WAV file`);
  let offset = 12;
  let form;
  while (offset + 8 <= bytes.length) {
    const size = bytes.readUInt32LE(offset + 4);
    const kind = bytes.toString('latin1', offset, offset + 4);
    if (kind === 'fmt ') form = { code: bytes.readUInt16LE(offset + 8), channels: bytes.readUInt16LE(offset + 10), rate: bytes.readUInt32LE(offset + 12), bits: bytes.readUInt16LE(offset + 22) };
    if (kind === 'data') return { samples: mixed(bytes.subarray(offset + 8, offset + 8 + size), form, path), rate: form.rate };
    offset += 8 + size + (size % 2);
  }
  throw new Error(`${path} holds no sound`);
}

function mixed(bytes, { code, channels, bits }, path) {
  const read = { 16: (at) => bytes.readInt16LE(at) / 32768, 24: (at) => bytes.readIntLE(at, 3) / 8388608, 32: (at) => (code === 3 ? bytes.readFloatLE(at) : bytes.readInt32LE(at) / 2147483648) }[bits];
  if (!read) throw new Error(`${path} has ${bits} bits a sample: save it with 16, 24 or 32`);
  const width = bits / 8;
  const samples = new Float32Array(Math.floor(bytes.length / width / channels));
  for (let index = 0; index < samples.length; index += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += read((index * channels + channel) * width);
    samples[index] = sum / channels;
  }
  return samples;
}

/** Writes channels as a 16-bit file of the studio's rate. */
export function writeWave(path, ...channels) {
  const count = channels.length;
  const size = channels[0].length * 2 * count;
  const bytes = Buffer.alloc(44 + size);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + size, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(count, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(RATE * 2 * count, 28);
  bytes.writeUInt16LE(2 * count, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(size, 40);
  channels.forEach((channel, side) => channel.forEach((value, index) => {
    bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, value)) * 32767), 44 + (index * count + side) * 2);
  }));
  writeFileSync(path, bytes);
}
