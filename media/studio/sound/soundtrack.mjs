// The film's sound: room, effects and lines laid together and brought to the broadcast level.
import { spawnSync } from 'node:child_process';
import { EFFECTS, roomTone } from './rooms.mjs';
import { RATE, writeWave } from './wave.mjs';

/** The programme loudness of every scene, in LUFS (EBU R 128). */
const TARGET_LUFS = -23;

/** Writes the sound of the whole film to `path`, at the target loudness. */
export function record(script, spoken, path) {
  const length = Math.round((script.duration_ms / 1000) * RATE);
  const channels = [roomTone(script.set, length, 'left'), roomTone(script.set, length, 'right')];
  for (const effect of script.effects) {
    const { seconds, at } = EFFECTS[effect.sound];
    const samples = Float32Array.from({ length: Math.round(seconds * RATE) }, (_, index) => at(index / RATE) * (effect.gain ?? 1));
    add(channels, samples, effect.at_ms, effect.pan ?? 0);
  }
  for (const line of spoken) add(channels, line.samples, line.at_ms, line.pan);
  writeWave(path, ...channels);
  const gain = 10 ** ((TARGET_LUFS - loudnessOf(path)) / 20);
  for (const channel of channels) channel.forEach((value, index) => (channel[index] = soften(value * gain)));
  writeWave(path, ...channels);
}

function add(channels, samples, atMs, pan) {
  const start = Math.round((atMs / 1000) * RATE);
  const levels = [Math.cos(((pan + 1) * Math.PI) / 4), Math.sin(((pan + 1) * Math.PI) / 4)];
  channels.forEach((channel, side) => {
    const end = Math.min(samples.length, channel.length - start);
    for (let index = 0; index < end; index += 1) channel[start + index] += samples[index] * levels[side];
  });
}

/** Bends peaks above 0.7 so that none is cut off. */
function soften(value) {
  const size = Math.abs(value);
  return size <= 0.7 ? value : Math.sign(value) * (0.7 + 0.25 * Math.tanh((size - 0.7) / 0.25));
}

/** The integrated loudness of a file in LUFS, as ffmpeg measures it. */
export function loudnessOf(path) {
  const measured = spawnSync('ffmpeg', ['-hide_banner', '-nostats', '-i', path, '-vn', '-af', 'ebur128', '-f', 'null', '-'], { encoding: 'utf8' });
  const summary = measured.stderr.slice(measured.stderr.lastIndexOf('Summary:'));
  return Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)[1]);
}
