// Sounds of the road: engines, brakes, doors of cars, traffic, a siren far off.
import { TURN, between, decay, hiss, lay, made, rumble, shaped, silence, swell, thump } from './shapes.mjs';

/** An engine: firing strokes, uneven, over its own rumble. */
function motor(seconds, chance, hertz, roughness) {
  let phase = 0;
  let wander = 0;
  const tone = made(seconds, () => {
    wander += (chance() * 2 - 1) * 0.002 - wander * 0.0004;
    phase += (TURN * hertz * (1 + wander)) / 48000;
    return 0.5 * Math.sin(phase) + 0.3 * Math.sin(phase * 2 + 0.6) + 0.16 * Math.sin(phase * 3 + 1.9) + 0.1 * Math.sin(phase * 5);
  });
  return lay(tone, rumble(seconds, chance, 240), 0, roughness);
}

export const STREET = {
  'bus-brake': { seconds: 2.4, make: (seconds, chance) => {
    const squeal = made(1.3, (t) => 0.05 * Math.sin(TURN * (2150 * t - 130 * t * t)) * Math.sin((Math.PI * t) / 1.3) ** 2);
    const air = shaped(hiss(1, chance, 1400, 9000), (t) => 0.3 * decay(t, 0.16) * Math.min(1, t * 90));
    return lay(lay(silence(seconds), squeal, 0), air, 1.3);
  } },
  'bus-hum': { seconds: 10, lasts: true, make: (seconds, chance) => shaped(motor(seconds, chance, 46, 0.7), (t) => 0.1 * swell(seconds)(t) * (0.9 + 0.1 * Math.sin(t * 1.3))) },
  engine: { seconds: 5, lasts: true, make: (seconds, chance) => shaped(motor(seconds, chance, 31, 0.5), (t) => 0.11 * swell(seconds, 0.3, 0.8)(t)) },
  'car-door': { seconds: 0.7, make: (seconds, chance) => {
    const out = lay(silence(seconds), shaped(hiss(0.06, chance, 900, 4200), (t) => decay(t, 0.008)), 0.02, 0.3);
    return lay(out, thump(chance, 68, 0.04, 1), 0.13, 0.6);
  } },
  traffic: { seconds: 6, lasts: true, make: (seconds, chance) => {
    const out = rumble(seconds, chance, 300).map((value) => value * 0.05);
    for (let second = -0.5; second < seconds; second += between(chance, 2, 4)) {
      const length = between(chance, 2.4, 3.8);
      const pass = shaped(lay(hiss(length, chance, 240, 1500), rumble(length, chance, 180), 0, 1.2), (t) => Math.sin((Math.PI * t) / length) ** 3);
      lay(out, pass, second, between(chance, 0.09, 0.17));
    }
    return shaped(out, swell(seconds, 1, 1.2));
  } },
  'siren-far': { seconds: 7, lasts: true, make: (seconds) => {
    let phase = 0;
    return made(seconds, (t) => {
      phase += (TURN * (820 + 330 * Math.sin(TURN * 0.23 * t - 1.2))) / 48000;
      return 0.018 * (Math.sin(phase) + 0.2 * Math.sin(phase * 2)) * swell(seconds, 2, 2.5)(t);
    });
  } },
};
