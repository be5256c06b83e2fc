// Rain: falling streaks, rings on wet ground, and the gleam that wet ground has.
import { seeded } from '../chance.mjs';
import { glow } from './paint.mjs';

const DROPS = 150;

/** Streaks of rain at three distances; nothing of it is bright enough to flash. */
export function rain(seed, colour = '205,220,235', strength = 1) {
  const chance = seeded(seed);
  const bands = [[0.8, 26, 900, 0.16], [1.3, 42, 1250, 0.2], [2, 66, 1700, 0.15]].map(([width, length, speed, opacity], band) => ({
    width, length, speed, opacity,
    drops: Array.from({ length: Math.round(DROPS / (band + 1)) }, () => [chance(), chance()]),
  }));
  return (context, seconds) => {
    context.lineCap = 'butt';
    for (const { width, length, speed, opacity, drops } of bands) {
      context.strokeStyle = `rgba(${colour},${opacity * strength})`;
      context.lineWidth = width;
      context.beginPath();
      for (const [across, phase] of drops) {
        const fall = (phase + (seconds * speed) / 1100) % 1;
        const x = -180 + across * 1640 - fall * 70;
        const y = -190 + fall * 1100;
        context.moveTo(x, y);
        context.lineTo(x - length * 0.065, y + length);
      }
      context.stroke();
    }
  };
}

/** Rings where drops hit the ground, between two heights of the picture. */
export function splashes(seed, [far, near], horizon, count = 46) {
  const chance = seeded(seed);
  const rings = Array.from({ length: count }, () => [-180 + chance() * 1640, far + chance() ** 1.4 * (near - far), chance(), 0.5 + chance() * 0.5]);
  return (context, seconds) => {
    for (const [x, y, start, every] of rings) {
      const age = (seconds / every + start) % 1;
      const size = (y - horizon) * 0.035 * age + 1;
      context.strokeStyle = `rgba(225,235,245,${0.42 * (1 - age)})`;
      context.lineWidth = 1.1;
      context.beginPath();
      context.ellipse(x + ((start * 997) % 40) * Math.floor(seconds / every), y, size, size * 0.3, 0, 0, Math.PI * 2);
      context.stroke();
    }
  };
}

/** Puddles that mirror the sky. */
export function puddles(context, seed, [far, near], horizon, colour, count = 9) {
  const chance = seeded(seed);
  for (let puddle = 0; puddle < count; puddle += 1) {
    const y = far + chance() ** 1.5 * (near - far);
    const size = (y - horizon) * (0.25 + chance() * 0.5);
    const x = -150 + chance() * 1580;
    for (const [dx, share] of [[0, 1], [0.5, 0.6], [-0.6, 0.5]]) glow(context, x + dx * size, y, size * share, colour, 'rgba(255,255,255,0)', 0.16);
  }
}
