// How much time of one core a person takes to draw, in a medium shot at full size:  node people/bench.mjs
import { createCanvas } from '@napi-rs/canvas';
import { CAST } from './cast.mjs';
import { walkBetween } from './gait.mjs';
import { drawArmsInFront, drawPerson } from './person.mjs';

const FRAMES = 60;
const canvas = createCanvas(1280, 720);
const context = canvas.getContext('2d');
const LIGHT = { tint: '#c4c8e0', side: 1, strength: 0.8, rim: '#ffd9a0' };
const SHOTS = { medium: { x: 640, y: 330, scale: 1.36 }, whole: { x: 640, y: 140, scale: 0.8 } };

for (const [shot, at] of Object.entries(SHOTS)) {
  for (const light of [undefined, LIGHT]) {
    const times = Object.entries(CAST).map(([name, look]) => [name, measure({ look, at, light })]).sort((one, other) => other[1] - one[1]);
    const mean = times.reduce((sum, [, ms]) => sum + ms, 0) / times.length;
    console.log(`${shot}${light ? ' with rim light' : ''}: ${mean.toFixed(1)} ms a frame, slowest ${times.slice(0, 3).map(([name, ms]) => `${name} ${ms.toFixed(1)}`).join(', ')}`);
  }
}

/** Milliseconds a frame, read back as the encoder does, less the reading of an empty picture. */
function measure(person) {
  const run = (draw) => {
    const start = process.cpuUsage();
    for (let frame = 0; frame < FRAMES; frame += 1) {
      context.clearRect(0, 0, 1280, 720);
      draw(frame);
      canvas.data();
    }
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000 / FRAMES;
  };
  const walk = walkBetween(person.at, { ...person.at, x: person.at.x + 200 }, 0.5);
  const draw = (frame) => {
    const act = { ms: frame * 40, open: (frame % 5) / 5, sway: [Math.sin(frame), 0.2], gaze: [Math.sin(frame / 9), 0], pose: { from: 'palms', to: 'chest', share: (frame % 20) / 20 }, ...(person.at.scale < 1 ? { ...walk, at: person.at } : {}) };
    drawPerson(context, person, act);
    drawArmsInFront(context, person, act);
  };
  run(draw);
  return run(draw) - run(() => {});
}
