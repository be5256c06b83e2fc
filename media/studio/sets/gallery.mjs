// Draws the sets to look at them:  node sets/gallery.mjs [set] [time] [weather]   or  --speed  or  --spots
// Every set at every hour, from two places of the camera, with figures at the spots, into drafts/sets/.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createCanvas } from '@napi-rs/canvas';
import { look } from '../camera.mjs';
import { OUTDOOR_SETS, SETS, inOrder, lay, lightOver } from './index.mjs';
import { PLACES } from './places.mjs';
import { BODY } from './space.mjs';

const CAMERAS = [{ x: 640, y: 360, zoom: 1 }, { x: 560, y: 320, zoom: 1.35 }];
const WIDE = { x: 640, y: 380, zoom: 0.85 };
const folder = fileURLToPath(new URL('../drafts/sets', import.meta.url));

/** Draws one moment of a set, with figures or without. */
function draw(context, set, camera, seconds, people) {
  const at = (depth) => look(context, camera, depth);
  for (const { layer, person } of inOrder(set, people)) {
    at((layer ?? person).depth);
    if (layer) lay(context, layer, { at, seconds });
    else figure(context, person, set.personLight);
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
  lightOver(context, set.light, { seconds });
}

/** A plain figure that tells size, place and light. */
function figure(context, { name, x, y, scale, posture, hips_y }, light) {
  context.save();
  context.translate(x, y);
  context.scale(scale, scale);
  context.fillStyle = light.tint;
  context.globalAlpha = 0.82;
  const legs = posture === 'sitting' ? 470 : BODY.feet;
  context.beginPath();
  context.ellipse(0, -88, 46, 64, 0, 0, Math.PI * 2);
  context.roundRect(-92, 0, 184, 270, 50);
  context.roundRect(-74, 220, 66, legs - 220, 16);
  context.roundRect(8, 220, 66, legs - 220, 16);
  context.fill();
  context.globalAlpha = 1;
  context.fillStyle = '#222';
  context.font = '22px sans-serif';
  context.textAlign = 'center';
  context.fillText(name, 0, 60);
  context.restore();
  if (hips_y !== undefined) {
    context.fillStyle = 'rgba(220,40,40,0.7)';
    context.fillRect(x - 20, hips_y - 1, 40, 2);
  }
}

/** Figures for a sheet: those spots that do not stand in each other's way. */
function figures(set, isNear) {
  const all = Object.entries(set.spots).map(([name, spot]) => ({ name, ...spot })).filter(({ scale }) => (isNear ? scale > 0.8 : scale <= 0.8));
  const chosen = [];
  for (const one of all) if (chosen.every((other) => Math.abs(other.x - one.x) > 100 * (other.scale + one.scale))) chosen.push(one);
  return chosen;
}

async function sheet(name, hour) {
  const set = await SETS[name](hour);
  const canvas = createCanvas(1280, 720);
  const context = canvas.getContext('2d');
  const shots = { empty: [CAMERAS[0], 4, []], near: [CAMERAS[0], 9, figures(set, true)], far: [WIDE, 13, figures(set, false)], close: [CAMERAS[1], 17, figures(set, true)] };
  const four = createCanvas(1280, 720);
  const whole = four.getContext('2d');
  Object.entries(shots).forEach(([shot, [camera, seconds, people]], index) => {
    draw(context, set, camera, seconds, people);
    const label = `${name}-${hour.time}${hour.weather === 'rain' ? '-rain' : ''}`;
    if (shot === 'empty') writeFileSync(`${folder}/${label}.png`, canvas.toBuffer('image/png'));
    whole.drawImage(canvas, (index % 2) * 640, Math.floor(index / 2) * 360, 640, 360);
    if (index === 3) writeFileSync(`${folder}/${label}-sheet.png`, four.toBuffer('image/png'));
  });
}

const hoursOf = (name) => ['day', 'dusk', 'night'].flatMap((time) => [{ time, weather: 'clear' }, ...(OUTDOOR_SETS.includes(name) ? [{ time, weather: 'rain' }] : [])]);

/** Milliseconds a frame for laying each set under a moving camera. */
async function speed(names) {
  const canvas = createCanvas(1280, 720);
  const context = canvas.getContext('2d');
  for (const name of names) {
    for (const hour of hoursOf(name).filter(({ time, weather }) => time === 'night' || weather === 'rain')) {
      const set = await SETS[name](hour);
      const runs = [];
      for (let run = 0; run < 5; run += 1) {
        const start = process.cpuUsage();
        for (let frame = 0; frame < 25; frame += 1) draw(context, set, { x: 640 + frame, y: 356, zoom: 1.04 + frame * 0.002 }, frame / 25, []);
        context.getImageData(0, 0, 1, 1);
        const { user, system } = process.cpuUsage(start);
        runs.push((user + system) / 1000 / 25);
      }
      console.log(`${name.padEnd(10)} ${hour.time.padEnd(6)} ${hour.weather.padEnd(6)} ${Math.min(...runs).toFixed(1)} ms a frame`);
    }
  }
}

/** The tables of the README. */
function tables() {
  for (const [name, { spots }] of Object.entries(PLACES)) {
    console.log(`\n### ${name}\n\n| spot | x | y | scale | depth | feet_y | hips_y |\n|---|---|---|---|---|---|---|`);
    for (const [spot, { x, y, scale, depth, feet_y, hips_y }] of Object.entries(spots)) console.log(`| \`${spot}\` | ${x} | ${y} | ${scale} | ${depth} | ${feet_y} | ${hips_y ?? ''} |`);
  }
}

const [wanted, time, weather] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
if (wanted === '--spots') {
  tables();
} else if (wanted === '--speed') {
  await speed(time ? [time] : Object.keys(SETS));
} else {
  for (const name of Object.keys(SETS).filter((one) => !wanted || one === wanted)) {
    for (const hour of hoursOf(name)) {
      if ((time && hour.time !== time) || (weather && hour.weather !== weather)) continue;
      await sheet(name, hour);
    }
  }
}
