// Sounds of things near by: doors, boxes, paper, keys, a till, a phone, steps.
import { TURN, between, decay, hiss, lay, made, shaped, silence, struck, thump } from './shapes.mjs';

const tick = (chance, low, high, half) => shaped(hiss(0.05, chance, low, high), (t) => decay(t, half));

export const THINGS = {
  door: { seconds: 1.1, make: (seconds, chance) => {
    const out = silence(seconds);
    lay(out, tick(chance, 900, 5000, 0.006), 0.05, 0.5);
    lay(out, shaped(hiss(0.4, chance, 260, 900), (t) => Math.sin((Math.PI * t) / 0.4) * (0.5 + 0.5 * Math.sin(TURN * 23 * t))), 0.1, 0.12);
    lay(out, thump(chance, 74, 0.05, 0.5), 0.58, 0.55);
    return lay(out, tick(chance, 1200, 6000, 0.008), 0.63, 0.35);
  } },
  bell: { seconds: 1.7, make: (seconds) => {
    const out = silence(seconds);
    const chime = (hertz) => struck(1.2, [[hertz, 0.2, 0.2], [hertz * 2.01, 0.08, 0.12], [hertz * 3.98, 0.03, 0.05]]);
    return lay(lay(out, chime(659), 0), chime(523), 0.42);
  } },
  'board-creak': { seconds: 0.8, make: (seconds, chance) => {
    const out = silence(seconds);
    for (let second = 0.03; second < 0.7; second += 0.018 + 0.02 * Math.abs(Math.sin(second * 5))) {
      lay(out, struck(0.05, [[between(chance, 330, 410), 0.5, 0.006], [between(chance, 900, 1150), 0.3, 0.004]]), second, 0.13 * Math.sin((Math.PI * second) / 0.72));
    }
    return out;
  } },
  'chair-scrape': { seconds: 0.9, make: (seconds, chance) => {
    const rough = hiss(seconds, chance, 240, 2600);
    const squeal = made(seconds, (t) => 0.3 * Math.sin(TURN * (410 * t + 26 * t * t)) * Math.max(0, Math.sin(TURN * 41 * t)));
    return shaped(lay(rough, squeal, 0), (t) => 0.32 * Math.sin((Math.PI * t) / seconds) ** 0.7 * (0.55 + 0.45 * Math.sin(TURN * 57 * t)));
  } },
  'box-thud': { seconds: 0.7, make: (seconds, chance) => lay(lay(silence(seconds), thump(chance, 82, 0.05, 0.8), 0, 0.75), thump(chance, 120, 0.02, 0.6), 0.11, 0.18) },
  footsteps: { seconds: 2.2, make: (seconds, chance) => {
    const out = silence(seconds);
    for (let second = 0.05; second < seconds - 0.2; second += between(chance, 0.5, 0.56)) {
      lay(out, thump(chance, between(chance, 88, 104), 0.018, 0.5), second, 0.16);
      lay(out, tick(chance, 1400, 5200, 0.012), second + 0.07, 0.07);
    }
    return out;
  } },
  paper: { seconds: 0.9, make: (seconds, chance) => {
    const out = silence(seconds);
    for (let second = 0.02; second < 0.8; second += between(chance, 0.008, 0.05)) lay(out, tick(chance, 1800, 9000, between(chance, 0.003, 0.016)), second, between(chance, 0.05, 0.2) * Math.sin((Math.PI * second) / 0.82));
    return out;
  } },
  typing: { seconds: 2.4, make: (seconds, chance) => {
    const out = silence(seconds);
    for (let second = 0.04; second < seconds - 0.1; second += between(chance, 0.07, 0.22)) {
      lay(out, tick(chance, 1600, 6500, 0.005), second, between(chance, 0.1, 0.18));
      lay(out, thump(chance, 190, 0.008, 0.2), second, 0.05);
    }
    return out;
  } },
  keys: { seconds: 0.8, make: (seconds, chance) => {
    const out = silence(seconds);
    for (let second = 0.02; second < 0.6; second += between(chance, 0.02, 0.09)) {
      const hertz = between(chance, 3600, 6200);
      lay(out, struck(0.2, [[hertz, 0.4, 0.03], [hertz * 1.47, 0.25, 0.02], [hertz * 1.93, 0.12, 0.012]]), second, between(chance, 0.05, 0.13));
    }
    return out;
  } },
  'till-beep': { seconds: 0.14, make: (seconds) => made(seconds, (t) => 0.16 * Math.sin(TURN * 1960 * t) * Math.min(1, t * 200, (seconds - t) * 60)) },
  'phone-buzz': { seconds: 1.5, make: (seconds) => made(seconds, (t) => {
    const isOn = t % 0.7 < 0.42;
    const edge = Math.min(1, (t % 0.7) * 40, (0.42 - (t % 0.7)) * 40);
    return isOn ? 0.12 * edge * (Math.sin(TURN * 168 * t) + 0.5 * Math.sin(TURN * 336 * t + 1) + 0.3 * Math.sin(TURN * 1010 * t) * Math.sin(TURN * 168 * t)) : 0;
  }) },
};
