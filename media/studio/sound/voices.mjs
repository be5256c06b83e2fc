// Spoken lines: flite says the words, sox gives them a throat and a room, loudness moves the mouth.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { clamp } from '../chance.mjs';
import { FRAMES_PER_SECOND } from '../script.mjs';
import { RATE, readWave } from './wave.mjs';

/** How a tone of voice changes pitch (share), its range (share), length (share) and force (decibels). */
const TONES = {
  plain: { pitch: 1, range: 1.3, length: 1.06, gain: 0, bite: 0 },
  warm: { pitch: 1.04, range: 1.7, length: 1.06, gain: -0.5, bite: 0 },
  firm: { pitch: 1, range: 1.5, length: 1.04, gain: 1, bite: 1 },
  sharp: { pitch: 1.1, range: 2, length: 0.98, gain: 2.5, bite: 3 },
  loud: { pitch: 1.2, range: 2.4, length: 0.98, gain: 5, bite: 6 },
  low: { pitch: 0.95, range: 0.9, length: 1.14, gain: -2.5, bite: 0 },
  breaking: { pitch: 1.08, range: 1.7, length: 1.16, gain: -1, bite: 0 },
};

/** Every line of the script, spoken: its samples, its end, and a mouth for each frame. */
export function speak(script, folder) {
  mkdirSync(folder, { recursive: true });
  return script.lines.map((line, index) => {
    const person = script.people.find((candidate) => candidate.name === line.who);
    const samples = voice(person.voice, line, `${folder}/line-${index + 1}`);
    const lengthMs = Math.round((samples.length / RATE) * 1000);
    return { ...line, caption: person.caption, pan: person.pan ?? 0, samples, end_ms: line.at_ms + lengthMs, mouth: mouthOf(samples) };
  });
}

function voice(speaker, line, path) {
  const tone = TONES[line.tone];
  const settings = {
    int_f0_target_mean: speaker.pitch * tone.pitch,
    int_f0_target_stddev: speaker.range * tone.range,
    duration_stretch: speaker.length * tone.length,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['--setf', `${name}=${value.toFixed(3)}`]);
  execFileSync('flite', ['-voice', speaker.flite, ...flags, '-t', line.spoken ?? line.text, '-o', `${path}-flite.wav`]);
  // -R and -D: sox adds no chance of its own, neither in effects nor as dither, so that a line always sounds the same.
  execFileSync('sox', [
    '-R', '-D', '-G', `${path}-flite.wav`, '-r', String(RATE), '-c', '1', '-b', '16', `${path}.wav`,
    ...(speaker.shift ? ['pitch', String(speaker.shift)] : []),
    'highpass', '85', 'bass', String(speaker.bass ?? 2), '160',
    'equalizer', '2600', '1.1q', String(2.5 + tone.bite * 0.6), 'equalizer', '6500', '1.4q', '-3',
    ...(tone.bite > 2 ? ['overdrive', String(tone.bite), '8'] : []),
    'compand', '0.006,0.12', '6:-60,-48,-30,-18,-10,-8,0,-5', '0', '-60', '0.005',
    'silence', '1', '0.02', '0.4%', 'fade', 'h', '0.012', 'reverse',
    'silence', '1', '0.02', '0.4%', 'fade', 'h', '0.03', 'reverse',
    'reverb', String(speaker.room ?? 12), '60', '30', '100', '0', '-3',
    'norm', '-3', 'gain', String(tone.gain + (speaker.gain ?? 0) - 6),
  ]);
  return readWave(`${path}.wav`);
}

/** A mouth for each frame: how far open (loudness), how wide (brightness) and how strongly the word is meant. */
function mouthOf(samples) {
  const step = RATE / FRAMES_PER_SECOND;
  const frames = [];
  for (let start = 0; start < samples.length; start += step) {
    let power = 0;
    let change = 0;
    const end = Math.min(samples.length, start + step);
    for (let index = start + 1; index < end; index += 1) {
      power += samples[index] ** 2;
      change += (samples[index] - samples[index - 1]) ** 2;
    }
    frames.push({ level: Math.sqrt(power / (end - start)), bright: power > 0 ? Math.sqrt(change / power) : 0 });
  }
  const loudest = Math.max(...frames.map((frame) => frame.level));
  return frames.map((frame, index) => {
    const before = frames[index - 1] ?? frame;
    const around = frames.slice(Math.max(0, index - 5), index + 6);
    const mean = around.reduce((sum, one) => sum + one.level, 0) / around.length;
    // A mouth cannot close in one frame: a third of the last frame stays.
    const open = clamp(((frame.level * 0.68 + before.level * 0.32) / loudest) * 1.5 - 0.06);
    return { open, wide: clamp((frame.bright - 0.14) * 4, -0.6, 1), stress: clamp((mean / loudest) * 1.5) };
  });
}
