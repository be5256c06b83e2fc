// The film's sound: room, tension, effects and lines laid together and brought to the broadcast level.
import { spawnSync } from 'node:child_process';
import { EFFECTS, effectOf } from './effects.mjs';
import { roomTone } from './rooms.mjs';
import { tensionBed } from './tension.mjs';
import { RATE, writeWave } from './wave.mjs';

/** The programme loudness of every scene, in LUFS (EBU R 128), and the highest peak before encoding, which may add to it. */
const TARGET_LUFS = -23;
const PEAK = 10 ** (-3 / 20);
/** What lasts steps back by this share while somebody speaks. */
const DUCKED = 0.42;

/** Writes the sound of the whole film to `path`, at the target loudness. */
export function record(script, spoken, path) {
  const channels = mixed(script, spoken);
  writeWave(path, ...channels);
  // Bending peaks takes loudness away, so the level is set twice.
  for (let pass = 0; pass < 2; pass += 1) {
    const gain = 10 ** ((TARGET_LUFS - loudnessOf(path).lufs) / 20);
    for (const channel of channels) channel.forEach((value, index) => (channel[index] = soften(value * gain)));
    writeWave(path, ...channels);
  }
}

function mixed(script, spoken) {
  const length = Math.round((script.duration_ms / 1000) * RATE);
  const voices = [new Float32Array(length), new Float32Array(length)];
  for (const line of spoken) add(voices, line.samples, line.at_ms - line.lead_ms, line.pan);
  const bed = [new Float32Array(length), new Float32Array(length)];
  const things = ['left', 'right'].map((side) => roomTone(script, side).slice(0, length));
  ['left', 'right'].forEach((side, ear) => tensionBed(script, side)?.forEach((value, index) => (bed[ear][index] += value)));
  for (const effect of script.effects) {
    const gain = effect.gain ?? 1;
    add(EFFECTS[effect.sound].lasts ? bed : things, effectOf(effect).map((value) => value * gain), effect.at_ms, effect.pan ?? 0);
  }
  const duck = duckingOf(spoken, length);
  return voices.map((voice, ear) => voice.map((value, index) => value + things[ear][index] + bed[ear][index] * duck[index]));
}

/** The share that what lasts keeps at each sample: it steps back within 150 ms before a line and returns within 600 ms after. */
function duckingOf(spoken, length) {
  const shares = new Float32Array(length).fill(1);
  for (const line of spoken) {
    const [start, end] = [(line.at_ms / 1000) * RATE, (line.end_ms / 1000) * RATE];
    const [before, after] = [0.15 * RATE, 0.6 * RATE];
    for (let index = Math.max(0, Math.round(start - before)); index < Math.min(length, end + after); index += 1) {
      const near = Math.min(1, (index - start + before) / before, (end + after - index) / after);
      shares[index] = Math.min(shares[index], 1 - (1 - DUCKED) * near);
    }
  }
  return shares;
}

/** Lays a sound into both ears, at full power wherever it comes from. */
function add(channels, samples, atMs, pan) {
  const start = Math.round((atMs / 1000) * RATE);
  const levels = [Math.cos(((pan + 1) * Math.PI) / 4), Math.sin(((pan + 1) * Math.PI) / 4)];
  channels.forEach((channel, side) => {
    const end = Math.min(samples.length, channel.length - start);
    for (let index = Math.max(0, -start); index < end; index += 1) channel[start + index] += samples[index] * levels[side];
  });
}

/** Bends what is above half of the peak so that nothing passes the peak. */
function soften(value) {
  const size = Math.abs(value);
  const knee = PEAK * 0.6;
  return size <= knee ? value : Math.sign(value) * (knee + (PEAK - knee) * Math.tanh((size - knee) / (PEAK - knee)));
}

/** The integrated loudness of a file in LUFS and its true peak in dBTP, as ffmpeg measures them. */
export function loudnessOf(path) {
  const measured = spawnSync('ffmpeg', ['-hide_banner', '-nostats', '-i', path, '-vn', '-af', 'ebur128=peak=true', '-f', 'null', '-'], { encoding: 'utf8' });
  const summary = measured.stderr.slice(measured.stderr.lastIndexOf('Summary:'));
  return { lufs: Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)[1]), peak: Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(summary)[1]) };
}
