// The light of an hour: on places, on people, and over the whole picture.
import { createCanvas } from '@napi-rs/canvas';
import { HEIGHT, WIDTH, frozen } from './layers.mjs';

/** Outdoor hours. `ambient` is the light on everything, `rgb` lists it for mixing. */
export const OUTDOORS = {
  day: { ambient: '#ffffff', haze: '#dbe9ec', personLight: { tint: '#fff6e6', side: -0.7, strength: 0.5, rim: '#fff6e0' }, light: { warm: 'rgba(255,226,170,0.14)', edge: 'rgba(16,30,44,0.34)' } },
  dusk: { ambient: '#c89f9f', haze: '#c98f7e', personLight: { tint: '#ffd3b6', side: 0.7, strength: 0.6, rim: '#ffc58a' }, light: { warm: 'rgba(255,150,90,0.16)', edge: 'rgba(28,14,44,0.44)' } },
  night: { ambient: '#53608e', haze: '#27325a', personLight: { tint: '#c3c1da', side: 0.5, strength: 0.7, rim: '#ffd9a0' }, light: { warm: 'rgba(70,90,170,0.12)', edge: 'rgba(4,6,20,0.54)' } },
};

/** Rain takes the sun away: colder, flatter. */
export const RAINY = {
  day: { ambient: '#aeb9c2', haze: '#a9b5bb', personLight: { tint: '#e2e9ee', side: -0.2, strength: 0.2, rim: null }, light: { warm: 'rgba(120,150,180,0.12)', edge: 'rgba(14,24,36,0.46)' } },
  dusk: { ambient: '#7d7b92', haze: '#7f7f92', personLight: { tint: '#d2c8d2', side: 0.4, strength: 0.4, rim: '#ffce9a' }, light: { warm: 'rgba(110,110,170,0.14)', edge: 'rgba(14,14,36,0.54)' } },
  night: { ambient: '#3f4c74', haze: '#222c4c', personLight: { tint: '#b7b9d2', side: 0.5, strength: 0.7, rim: '#ffd9a0' }, light: { warm: 'rgba(60,80,150,0.14)', edge: 'rgba(4,6,20,0.56)' } },
};

export const outdoors = ({ time, weather }) => (weather === 'rain' ? RAINY : OUTDOORS)[time];

const sheets = new Map();

/**
 * The grade over the finished picture: warmth from one corner, a vignette, and a flicker where a set has one. It is laid
 * point by point, so the canvas may have any size.
 */
export function lightOver(context, light, { share = 1, seconds = 0 } = {}) {
  const key = `${light.warm} ${light.edge} ${light.side ?? -1} ${share}`;
  if (!sheets.has(key)) sheets.set(key, gradeSheet(light, share));
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.drawImage(sheets.get(key), 0, 0);
  const flicker = light.flicker?.(seconds) ?? 0;
  if (flicker > 0) {
    context.fillStyle = `rgba(0,0,0,${flicker})`;
    context.fillRect(0, 0, WIDTH * share, HEIGHT * share);
  }
}

function gradeSheet(light, share) {
  const canvas = createCanvas(WIDTH * share, HEIGHT * share);
  const context = canvas.getContext('2d');
  context.scale(share, share);
  const fromLeft = (light.side ?? -1) < 0;
  const sun = context.createLinearGradient(fromLeft ? 0 : WIDTH, 0, fromLeft ? WIDTH : 0, HEIGHT);
  sun.addColorStop(0, light.warm);
  sun.addColorStop(0.6, light.warm.replace(/[\d.]+\)$/, '0)'));
  context.fillStyle = sun;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  const edge = context.createRadialGradient(WIDTH / 2, HEIGHT * 0.44, HEIGHT * 0.5, WIDTH / 2, HEIGHT * 0.46, WIDTH * 0.66);
  edge.addColorStop(0, light.edge.replace(/[\d.]+\)$/, '0)'));
  edge.addColorStop(1, light.edge);
  context.fillStyle = edge;
  context.fillRect(0, 0, WIDTH, HEIGHT);
  return frozen(canvas);
}
