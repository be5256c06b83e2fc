// The quiet of each place, made from arithmetic. It is never dead silence, so that a wait sounds like a wait.
import { seeded } from '../chance.mjs';
import { TURN, hiss, lay, made, rumble, shaped, silence } from './effects/shapes.mjs';
import { effectOf } from './effects.mjs';

/** How much there is of deep air, of fine air, of an electric hum (hertz and level), and of an engine. */
const ROOMS = {
  shop: { deep: 0.012, fine: 0.002, hum: [100, 0.0016] },
  hall: { deep: 0.014, fine: 0.0025 },
  stockroom: { deep: 0.01, fine: 0.0016, hum: [100, 0.0032] },
  office: { deep: 0.008, fine: 0.0022, hum: [120, 0.0012] },
  bus: { deep: 0.02, fine: 0.002, sound: ['bus-hum', 0.55] },
  garden: { deep: 0.007, fine: 0.0035, gusts: 0.5 },
  park: { deep: 0.008, fine: 0.004, gusts: 0.6 },
  doorway: { deep: 0.008, fine: 0.003, gusts: 0.4 },
  roadside: { deep: 0.012, fine: 0.003, gusts: 0.5, sound: ['traffic', 0.45] },
};

/** The tone of the script's place for one ear. */
export function roomTone(script, side) {
  const seconds = script.duration_ms / 1000;
  const chance = seeded(side === 'left' ? 101 : 202);
  const { deep, fine, hum, gusts = 0, sound } = ROOMS[script.set] ?? ROOMS.shop;
  const out = silence(seconds);
  const gust = (t) => 1 - gusts + gusts * (0.5 + 0.5 * Math.sin(t * 0.8) * Math.sin(t * 0.31 + 1));
  lay(out, shaped(rumble(seconds, chance, 220), gust), 0, deep);
  lay(out, shaped(hiss(seconds, chance, 700, 6000), gust), 0, fine);
  if (hum) lay(out, made(seconds, (t) => Math.sin(TURN * hum[0] * t) + 0.5 * Math.sin(TURN * hum[0] * 2 * t)), 0, hum[1]);
  const whole = { at_ms: side === 'left' ? 0 : 1, until_ms: script.duration_ms + 2000 };
  if (sound) lay(out, effectOf({ ...whole, sound: sound[0] }), -1, sound[1]);
  if (script.weather === 'rain') lay(out, effectOf({ ...whole, sound: 'rain' }), -1, 0.8);
  if (script.time !== 'day' && gusts > 0) lay(out, crickets(seconds, side), 0, 0.004);
  return out;
}

/** A few crickets, each with its own beat. */
function crickets(seconds, side) {
  const shift = side === 'left' ? 0 : 0.37;
  return made(seconds, (t) => [[4300, 0.91], [4720, 1.13]].reduce((sum, [hertz, beat]) => {
    const within = (t + shift) % beat;
    return sum + (within < 0.3 ? Math.sin(TURN * hertz * t) * Math.max(0, Math.sin(TURN * 33 * within)) : 0);
  }, 0));
}
