// Sounds of places: birds, weather, people in numbers, a school bell, music from a small loudspeaker.
import { filtered } from '../signal.mjs';
import { TURN, between, decay, hiss, lay, made, rumble, shaped, silence, struck, swell } from './shapes.mjs';

/** A voice that says nothing: a buzz through two resonances that wander from syllable to syllable. */
function babble(seconds, chance, hertz) {
  const out = silence(seconds);
  for (let second = between(chance, 0, 0.3); second < seconds - 0.4; second += between(chance, 0.16, 0.34)) {
    if (chance() < 0.22) second += between(chance, 0.3, 1.1);
    const length = between(chance, 0.12, 0.26);
    const pitch = hertz * between(chance, 0.85, 1.2);
    const buzz = made(length, (t) => ((pitch * t) % 1) * 2 - 1);
    const first = filtered(buzz, 'bandpass', between(chance, 320, 760), { q: 5 });
    const next = filtered(buzz, 'bandpass', between(chance, 950, 2100), { q: 6 });
    lay(out, shaped(lay(first, next, 0, 0.5), (t) => Math.sin((Math.PI * t) / length)), second, between(chance, 0.4, 1));
  }
  return out;
}

function people(seconds, chance, count, level) {
  const out = silence(seconds);
  for (let person = 0; person < count; person += 1) lay(out, babble(seconds, chance, between(chance, 95, 235)), 0, level * between(chance, 0.5, 1));
  return shaped(filtered(out, 'lowpass', 2600), swell(seconds, 1, 1.2));
}

/** The notes of a bar, as steps above the lowest, and the half bars at which the bass moves. */
const TUNE = [0, 7, 12, 10, 7, 3, 5, 7];
const BASS = [0, 0, -4, -2];

export const WORLD = {
  bird: { seconds: 0.7, make: (seconds, chance) => {
    const out = silence(seconds);
    const high = between(chance, 3300, 4100);
    for (let call = 0; call < 3; call += 1) {
      lay(out, made(0.12, (t) => 0.03 * Math.sin(TURN * (high * t + between(() => call / 3, 3800, 5200) * t * t)) * Math.sin((Math.PI * t) / 0.12)), call * 0.2);
    }
    return out;
  } },
  wind: { seconds: 6, lasts: true, make: (seconds, chance) => shaped(filtered(rumble(seconds, chance, 420), 'bandpass', 330, { q: 0.8 }), (t) => 0.22 * swell(seconds, 1.4, 1.6)(t) * (0.6 + 0.4 * Math.sin(t * 0.9) * Math.sin(t * 0.37 + 1))) },
  rain: { seconds: 8, lasts: true, make: (seconds, chance) => {
    const out = hiss(seconds, chance, 900, 9000).map((value) => value * 0.035);
    for (let second = 0; second < seconds; second += between(chance, 0.004, 0.03)) lay(out, struck(0.02, [[between(chance, 1500, 6500), 1, 0.003]]), second, between(chance, 0.004, 0.03));
    return shaped(out, swell(seconds, 1, 1));
  } },
  murmur: { seconds: 6, lasts: true, make: (seconds, chance) => people(seconds, chance, 4, 0.05) },
  crowd: { seconds: 6, lasts: true, make: (seconds, chance) => lay(people(seconds, chance, 12, 0.05), shaped(hiss(seconds, chance, 300, 1800), swell(seconds, 1, 1.2)), 0, 0.012) },
  'school-bell': { seconds: 2.6, make: (seconds) => made(seconds, (t) => {
    const stroke = t % 0.055;
    return 0.09 * Math.min(1, (seconds - t) * 3) * (0.4 + 0.6 * decay(stroke, 0.03)) * (Math.sin(TURN * 1180 * t) + 0.6 * Math.sin(TURN * 2790 * t) + 0.3 * Math.sin(TURN * 4630 * t));
  }) },
  'music-tinny': { seconds: 8, lasts: true, make: (seconds, chance) => {
    const out = silence(seconds);
    const beat = 0.25;
    for (let step = 0; step * beat < seconds; step += 1) {
      const root = BASS[Math.floor(step / 8) % BASS.length];
      const hertz = 262 * 2 ** ((TUNE[(step * 3) % TUNE.length] + root) / 12);
      lay(out, made(0.3, (t) => Math.sign(Math.sin(TURN * hertz * t)) * 0.4 * decay(t, 0.07)), step * beat, 0.5);
      if (step % 2 === 0) lay(out, made(0.2, (t) => Math.sign(Math.sin((TURN * hertz * t) / 4)) * 0.5 * decay(t, 0.08)), step * beat, 0.6);
      lay(out, shaped(hiss(0.06, chance, 4000, 11000), (t) => decay(t, 0.012)), step * beat, step % 4 === 2 ? 1.6 : 0.5);
    }
    const small = filtered(filtered(out, 'highpass', 700, { q: 1 }), 'lowpass', 4200, { q: 1 });
    return shaped(small, (t) => 0.16 * Math.min(1, t * 20, (seconds - t) * 8));
  } },
};
