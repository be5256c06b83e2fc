// Layers of a set: painted once, larger than the picture, and laid under the camera in every frame.
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { seeded } from '../chance.mjs';

/** How much more than the picture a layer holds on each side, so that the camera may move. */
export const MARGIN = 120;
/** Layers are painted finer than the picture, because the camera comes nearer. */
const FINENESS = 1.25;

/** Paints a layer once; `blur` is in picture points and tells that it is out of focus. */
export async function layer(depth, blur, paint) {
  const width = (1280 + MARGIN * 2) * FINENESS;
  const height = (720 + MARGIN * 2) * FINENESS;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.scale(FINENESS, FINENESS);
  context.translate(MARGIN, MARGIN);
  paint(context);
  const image = await loadImage(canvas.toBuffer('image/png'));
  if (blur === 0) return { depth, image };
  const soft = createCanvas(width, height);
  const softContext = soft.getContext('2d');
  softContext.filter = `blur(${blur * FINENESS}px)`;
  softContext.drawImage(image, 0, 0);
  return { depth, image: await loadImage(soft.toBuffer('image/png')) };
}

/** Lays a painted layer where the camera has been set to look. */
export function lay(context, painted) {
  context.drawImage(painted.image, -MARGIN, -MARGIN, 1280 + MARGIN * 2, 720 + MARGIN * 2);
}

export function box(context, x, y, width, height, fill, radius = 0) {
  context.fillStyle = fill;
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
  context.fill();
}

export function shape(context, fill, points) {
  context.fillStyle = fill;
  context.beginPath();
  points.forEach(([x, y], index) => (index === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
  context.closePath();
  context.fill();
}

/** A fill that runs from one colour to the next, downwards. */
export function downward(context, top, bottom, ...colours) {
  const fill = context.createLinearGradient(0, top, 0, bottom);
  colours.forEach((colour, index) => fill.addColorStop(index / (colours.length - 1), colour));
  return fill;
}

/** A patch of light or shade that fades to nothing. */
export function glow(context, x, y, radius, colour, fade) {
  const fill = context.createRadialGradient(x, y, 0, x, y, radius);
  fill.addColorStop(0, colour);
  fill.addColorStop(1, fade);
  context.fillStyle = fill;
  context.fillRect(x - radius, y - radius, radius * 2, radius * 2);
}

/** A fair-weather cloud: round on top, flat below. */
export function cloud(context, x, y, size) {
  context.fillStyle = 'rgba(255,255,255,0.72)';
  context.beginPath();
  context.rect(x - 92 * size, y - 14 * size, 184 * size, 22 * size);
  for (const [dx, dy, radius] of [[-92, -4, 12], [-58, -22, 30], [-8, -36, 44], [44, -24, 32], [92, -6, 14]]) {
    context.moveTo(x + (dx + radius) * size, y + dy * size);
    context.arc(x + dx * size, y + dy * size, radius * size, 0, Math.PI * 2);
  }
  context.fill();
}

/** Leaves: many round dabs of a few greens within an ellipse. */
export function foliage(context, seed, x, y, width, height, greens) {
  const chance = seeded(seed);
  context.fillStyle = greens[0];
  context.beginPath();
  context.ellipse(x, y, width / 2, height / 2, 0, 0, Math.PI * 2);
  context.fill();
  for (let dab = 0; dab < 90; dab += 1) {
    const angle = chance() * Math.PI * 2;
    const reach = Math.sqrt(chance());
    context.fillStyle = greens[Math.min(greens.length - 1, Math.floor((dab / 90) * greens.length))];
    context.beginPath();
    context.arc(x + (Math.cos(angle) * reach * width) / 2, y + (Math.sin(angle) * reach * height) / 2, 12 + chance() * Math.min(width, height) * 0.13, 0, Math.PI * 2);
    context.fill();
  }
}

export function words(context, text, x, y, size, colour) {
  context.font = `bold ${size}px "Liberation Sans", "DejaVu Sans", sans-serif`;
  context.fillStyle = colour;
  context.textAlign = 'center';
  context.fillText(text, x, y);
}
