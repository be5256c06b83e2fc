// Brushes: boxes, shapes, fills, lights and letters.
import { seeded } from '../chance.mjs';

export { HEIGHT, MARGIN, WIDTH, lay, layer } from './layers.mjs';

export function box(context, x, y, width, height, fill, radius = 0) {
  context.fillStyle = fill;
  context.beginPath();
  if (radius > 0) context.roundRect(x, y, width, height, radius);
  else context.rect(x, y, width, height);
  context.fill();
}

export function disc(context, x, y, radius, fill, flat = 1) {
  context.fillStyle = fill;
  context.beginPath();
  context.ellipse(x, y, radius, radius * flat, 0, 0, Math.PI * 2);
  context.fill();
}

export function shape(context, fill, points) {
  context.fillStyle = fill;
  trace(context, points);
  context.closePath();
  context.fill();
}

export function trace(context, points) {
  context.beginPath();
  points.forEach(([x, y], index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
}

/** A line through points. */
export function stroke(context, colour, width, points) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  trace(context, points);
  context.stroke();
}

function running(fill, colours) {
  colours.forEach((colour, index) => fill.addColorStop(colours.length === 1 ? 0 : index / (colours.length - 1), colour));
  return fill;
}

/** A fill that runs from one colour to the next, downwards. */
export const downward = (context, top, bottom, ...colours) => running(context.createLinearGradient(0, top, 0, bottom), colours);

/** A fill that runs from one colour to the next, to the right. */
export const across = (context, left, right, ...colours) => running(context.createLinearGradient(left, 0, right, 0), colours);

/** A fill that runs from one point to another. */
export const along = (context, [x0, y0], [x1, y1], ...colours) => running(context.createLinearGradient(x0, y0, x1, y1), colours);

/** A patch of light or shade that fades to nothing; `flat` below 1 lies on the ground. */
export function glow(context, x, y, radius, colour, fadeTo, flat = 1) {
  const fill = context.createRadialGradient(0, 0, 0, 0, 0, radius);
  fill.addColorStop(0, colour);
  fill.addColorStop(1, fadeTo);
  context.save();
  context.translate(x, y);
  context.scale(1, flat);
  context.fillStyle = fill;
  context.fillRect(-radius, -radius, radius * 2, radius * 2);
  context.restore();
}

/** A glow that adds light: `rgb` as "255,220,160". */
export function shine(context, x, y, radius, rgb, strength, flat = 1) {
  const before = context.globalCompositeOperation;
  context.globalCompositeOperation = 'lighter';
  const fill = context.createRadialGradient(0, 0, 0, 0, 0, radius);
  for (const [stop, share] of [[0, 1], [0.25, 0.62], [0.5, 0.3], [0.75, 0.09], [1, 0]]) fill.addColorStop(stop, `rgba(${rgb},${strength * share})`);
  context.save();
  context.translate(x, y);
  context.scale(1, flat);
  context.fillStyle = fill;
  context.fillRect(-radius, -radius, radius * 2, radius * 2);
  context.restore();
  context.globalCompositeOperation = before;
}

/** Small marks strewn over a rectangle, to keep a large surface from being flat. */
export function speckle(context, seed, [x, y, width, height], count, size, colours) {
  const chance = seeded(seed);
  for (let mark = 0; mark < count; mark += 1) {
    const radius = size * (0.4 + chance());
    context.fillStyle = colours[Math.floor(chance() * colours.length)];
    context.beginPath();
    context.ellipse(x + chance() * width, y + chance() * height, radius, radius * (0.5 + chance() * 0.5), chance() * 3, 0, Math.PI * 2);
    context.fill();
  }
}

/** Draws inside a shape only. */
export function within(context, points, draw) {
  context.save();
  trace(context, points);
  context.closePath();
  context.clip();
  draw();
  context.restore();
}

export function words(context, text, x, y, size, colour, align = 'center') {
  context.font = `bold ${size}px "Liberation Sans", "DejaVu Sans", sans-serif`;
  context.fillStyle = colour;
  context.textAlign = align;
  context.fillText(text, x, y);
}
