// Skies: colours of the hour, clouds that drift, stars, and a town far away.
import { createCanvas } from '@napi-rs/canvas';
import { seeded } from '../chance.mjs';
import { frozen } from './layers.mjs';
import { box, disc, downward, glow, shine } from './paint.mjs';
import { fade, mix } from './tint.mjs';

const SKIES = {
  clear: {
    day: ['#5f9fd4', '#93c3e4', '#cbe3ec', '#f1ead8'],
    dusk: ['#33335f', '#6b4f83', '#c4727e', '#f0a070', '#fbd49a'],
    night: ['#0b1026', '#131c3d', '#22305a', '#3a4670'],
  },
  rain: {
    day: ['#7b8a96', '#98a5ad', '#b3bcbf', '#c6cac6'],
    dusk: ['#3a3d55', '#57566c', '#7d7380', '#9a8785'],
    night: ['#0c1122', '#151c33', '#202a45', '#2e3850'],
  },
};

/** The whole sky down to the horizon. */
export function sky(context, { time, weather }, horizon) {
  box(context, -200, -200, 1680, horizon + 310, downward(context, -120, horizon + 30, ...SKIES[weather][time]));
  if (weather === 'rain') return;
  if (time === 'night') stars(context, horizon);
  if (time === 'dusk') glow(context, 980, horizon, 620, 'rgba(255,214,140,0.75)', 'rgba(255,180,120,0)', 0.55);
  if (time === 'day') glow(context, 170, -110, 430, 'rgba(255,250,225,0.75)', 'rgba(255,250,225,0)');
}

function stars(context, horizon) {
  const chance = seeded(91);
  for (let star = 0; star < 150; star += 1) {
    const y = -180 + chance() ** 1.2 * (horizon + 150);
    disc(context, -180 + chance() * 1640, y, 0.6 + chance() ** 4 * 1.3, `rgba(225,232,255,${0.25 + chance() * 0.6})`);
  }
  disc(context, 1015, 44, 20, '#f2eeda');
  disc(context, 1007, 40, 18, 'rgba(190,186,160,0.25)');
  shine(context, 1015, 44, 150, '150,165,215', 0.4);
}

const CLOUDS = {
  day: ['#aebdca', '#e9eff2', '#ffffff'],
  dusk: ['#6b4a74', '#c47a86', '#ffc795'],
  night: ['#1b2444', '#2a355c', '#3d4a78'],
};

/** A cloud on a canvas of its own: many soft puffs, lit from above. */
function cloudSprite(seed, { time, weather }) {
  const [dark, middle, light] = weather === 'rain' ? CLOUDS[time].map((colour) => mix(colour, time === 'night' ? '#1a2238' : '#7f8a93', 0.55)) : CLOUDS[time];
  const canvas = createCanvas(420, 190);
  const context = canvas.getContext('2d');
  context.filter = 'blur(3px)';
  const chance = seeded(seed);
  const puffs = [];
  for (let puff = 0; puff < 26; puff += 1) {
    const along = chance();
    const tall = Math.sin(along * Math.PI) ** 0.8;
    puffs.push([40 + along * 340, 140 - chance() * tall * 84, 14 + tall * (16 + chance() * 24)]);
  }
  for (const [shift, colour, opacity] of [[9, dark, 0.5], [0, middle, 0.85], [-7, light, 0.8]]) {
    for (const [x, y, radius] of puffs) disc(context, x, y + shift, radius * (shift < 0 ? 0.72 : 1), fade(colour, opacity), 0.72);
  }
  context.filter = 'none';
  context.globalCompositeOperation = 'destination-out';
  context.fillStyle = downward(context, 128, 176, 'rgba(0,0,0,0)', 'rgba(0,0,0,1)');
  context.fillRect(0, 120, 420, 70);
  return frozen(canvas);
}

/** Clouds that drift: gives a drawing for each frame. Places are `[x, y, size]`. */
export function clouds(hour, seed, places) {
  const sprites = places.map(([, , size], index) => cloudSprite(seed + index, hour, size));
  return (context, seconds) => {
    places.forEach(([x, y, size], index) => {
      const span = 1280 + 900;
      const left = ((((x + seconds * (3.2 + size * 2.2) + 450) % span) + span) % span) - 450;
      context.drawImage(sprites[index], left, y, 420 * size, 190 * size);
    });
  };
}

/** Roofs and trees far away, in the haze. */
export function skyline(context, seed, horizon, colour, height = 1) {
  const chance = seeded(seed);
  let x = -200;
  context.fillStyle = colour;
  while (x < 1500) {
    const wide = 26 + chance() * 60;
    const tall = (16 + chance() ** 2 * 46) * height;
    context.beginPath();
    const kind = chance();
    if (kind < 0.4) {
      context.moveTo(x, horizon + 4);
      context.lineTo(x, horizon - tall * 0.7);
      context.lineTo(x + wide / 2, horizon - tall);
      context.lineTo(x + wide, horizon - tall * 0.7);
      context.lineTo(x + wide, horizon + 4);
    } else if (kind < 0.62) {
      context.rect(x, horizon - tall * 1.25, wide * 0.7, tall * 1.25 + 4);
    } else {
      context.ellipse(x + wide / 2, horizon, wide * 0.7, tall * 0.8, 0, Math.PI, 0);
    }
    context.fill();
    x += wide * (0.5 + chance() * 0.4);
  }
}

/** The lights of a town far away. */
export function townLights(context, seed, horizon, count, height = 40) {
  const chance = seeded(seed);
  for (let light = 0; light < count; light += 1) {
    const [x, y] = [-180 + chance() * 1640, horizon - 2 - chance() ** 1.6 * height];
    const rgb = ['255,214,150', '255,190,110', '255,240,215', '200,220,255'][Math.floor(chance() * 4)];
    disc(context, x, y, 1 + chance() * 1.2, `rgba(${rgb},${0.6 + chance() * 0.4})`);
    shine(context, x, y, 9 + chance() * 9, rgb, 0.3);
  }
}
