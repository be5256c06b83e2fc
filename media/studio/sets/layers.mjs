// Layers of a set: painted once, larger than the picture, lit for the hour, and laid under the camera in every frame.
import { createCanvas } from '@napi-rs/canvas';
import { nearestAt } from './space.mjs';

export const WIDTH = 1280;
export const HEIGHT = 720;
/** How far beyond the picture's edge the camera may see, on each side, in picture points. */
export const MARGIN = 140;
/** Layers hold a little more, because near ones follow the camera farther. */
const HELD = 185;
/** The largest step between two parts of a floor or wall that move differently, in picture points. */
const STEP = 1.6;

/**
 * Paints a layer. `paint` draws it in daylight; `lightmap` says how much light falls on it (multiplied); `glow` adds
 * what shines by itself. `blur` tells that it is out of focus, `room` that its parts lie at many distances (see `rings`),
 * `sway` that wind moves it, `moves` draws what is different in every frame, `isPlain` that it has no fine detail.
 */
export function layer(depth, { blur = 0, paint, lightmap, glow, room, sway, moves, isPlain = false }) {
  if (!paint) return { depth, moves };
  const fineness = blur > 1.5 ? 1 : 1 + 0.5 * Math.min(1, depth);
  const canvas = sheet(fineness, paint);
  if (lightmap) lightUp(canvas, fineness, lightmap);
  if (glow) withHeld(canvas, fineness, glow);
  const image = blur > 0 ? blurred(canvas, blur * fineness) : canvas;
  return { depth, ...cut(image, fineness, room !== undefined), room, sway, moves, isPlain };
}

function sheet(fineness, paint) {
  const canvas = createCanvas(Math.ceil((WIDTH + HELD * 2) * fineness), Math.ceil((HEIGHT + HELD * 2) * fineness));
  withHeld(canvas, fineness, paint);
  return canvas;
}

function withHeld(canvas, fineness, paint) {
  const context = canvas.getContext('2d');
  context.save();
  context.scale(fineness, fineness);
  context.translate(HELD, HELD);
  paint(context);
  context.restore();
}

/** Multiplies what is painted with the light that falls on it. */
function lightUp(canvas, fineness, lightmap) {
  const map = createCanvas(canvas.width, canvas.height);
  const smooth = map.getContext('2d');
  smooth.imageSmoothingQuality = 'high';
  smooth.drawImage(sheet(fineness / 4, lightmap), 0, 0, canvas.width, canvas.height);
  multiply(canvas, map);
}

/** Multiplies a canvas with another of its size, point by point; a blend mode would also tint what is half transparent. */
export function multiply(canvas, map) {
  const { width, height } = canvas;
  const context = canvas.getContext('2d');
  const picture = context.getImageData(0, 0, width, height);
  const [points, light] = [picture.data, map.getContext('2d').getImageData(0, 0, width, height).data];
  for (let point = 0; point < points.length; point += 4) {
    if (points[point + 3] === 0) continue;
    for (const part of [0, 1, 2]) points[point + part] = (points[point + part] * light[point + part]) / 255;
  }
  context.putImageData(picture, 0, 0);
}

function blurred(canvas, radius) {
  const soft = createCanvas(canvas.width, canvas.height);
  const context = soft.getContext('2d');
  context.filter = `blur(${radius}px)`;
  context.drawImage(canvas, 0, 0);
  return soft;
}

/**
 * Makes a canvas quick to draw: one that has been encoded keeps its pixels as an image, while any other is copied as a
 * whole each time it is drawn.
 */
export function frozen(canvas) {
  canvas.toBuffer('image/jpeg', 1);
  return canvas;
}

/** Keeps only the parts that hold paint, so that less is drawn in each frame. */
function cut(canvas, fineness, isWhole) {
  const map = paintMap(canvas);
  const whole = tight(map, { left: 0, top: 0, right: map.width, bottom: map.height });
  if (!whole) return { parts: [] };
  if (isWhole) return { image: frozen(canvas), fineness, paintedFrom: (whole.top * CELL) / fineness - HELD };
  const parts = split(map, whole).map(({ left, top, right, bottom }) => {
    const image = createCanvas((right - left) * CELL, (bottom - top) * CELL);
    image.getContext('2d').drawImage(canvas, -left * CELL, -top * CELL);
    return { image: frozen(image), x: (left * CELL) / fineness - HELD, y: (top * CELL) / fineness - HELD, width: image.width / fineness, height: image.height / fineness };
  });
  return { parts };
}

const CELL = 8;
/** The least empty gap, in cells, at which a layer is drawn as two parts. */
const GAP = 8;

function paintMap(canvas) {
  const [width, height] = [Math.ceil(canvas.width / CELL), Math.ceil(canvas.height / CELL)];
  const small = createCanvas(width, height);
  const context = small.getContext('2d');
  context.drawImage(canvas, 0, 0, canvas.width / CELL, canvas.height / CELL);
  const { data } = context.getImageData(0, 0, width, height);
  const isPainted = (column, row) => {
    for (let y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y += 1) {
      for (let x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x += 1) if (data[(y * width + x) * 4 + 3] > 0) return true;
    }
    return false;
  };
  return { width, height, cells: Array.from({ length: width * height }, (_, cell) => isPainted(cell % width, Math.floor(cell / width))) };
}

const hasPaint = ({ cells, width }, left, top, right, bottom) => {
  for (let row = top; row < bottom; row += 1) for (let column = left; column < right; column += 1) if (cells[row * width + column]) return true;
  return false;
};

function tight(map, { left, top, right, bottom }) {
  if (!hasPaint(map, left, top, right, bottom)) return null;
  while (!hasPaint(map, left, top, left + 1, bottom)) left += 1;
  while (!hasPaint(map, right - 1, top, right, bottom)) right -= 1;
  while (!hasPaint(map, left, top, right, top + 1)) top += 1;
  while (!hasPaint(map, left, bottom - 1, right, bottom)) bottom -= 1;
  return { left, top, right, bottom };
}

/** Cuts a part in two along its widest empty band, and those again. */
function split(map, part) {
  const { left, top, right, bottom } = part;
  const columns = emptyBand(right - left, (offset) => hasPaint(map, left + offset, top, left + offset + 1, bottom));
  const rows = emptyBand(bottom - top, (offset) => hasPaint(map, left, top + offset, right, top + offset + 1));
  if (columns.size < GAP && rows.size < GAP) return [part];
  const halves = columns.size >= rows.size
    ? [{ ...part, right: left + columns.from }, { ...part, left: left + columns.from + columns.size }]
    : [{ ...part, bottom: top + rows.from }, { ...part, top: top + rows.from + rows.size }];
  return halves.flatMap((half) => split(map, tight(map, half)));
}

function emptyBand(length, isTaken) {
  let [best, from] = [{ from: 0, size: 0 }, 0];
  for (let offset = 0; offset <= length; offset += 1) {
    if (offset < length && !isTaken(offset)) continue;
    if (offset - from > best.size) best = { from, size: offset - from };
    from = offset + 1;
  }
  return best;
}

/** Lays a layer where the camera has been set to look. `tools` are `{ at, seconds }`; without them it is laid still. */
export function lay(context, one, tools = {}) {
  const isMoving = tools.seconds !== undefined;
  if (one.room) layRoom(context, one, tools.at);
  else if (one.parts) layParts(context, one, tools.seconds ?? 0);
  if (one.moves && isMoving) one.moves(context, tools.seconds, tools);
}

function layParts(context, { parts, sway, isPlain }, seconds) {
  const phase = sway?.phase ?? 0;
  const lean = sway ? sway.amount * (Math.sin(seconds * 1.1 + phase) + 0.5 * Math.sin(seconds * 2.7 + phase * 2)) : 0;
  context.save();
  context.imageSmoothingEnabled = !isPlain;
  if (sway) context.transform(1, 0, lean, 1, -lean * sway.foot, 0);
  const isSeen = viewOf(context);
  for (const { image, x, y, width, height } of parts) if (sway || isSeen(x, y, x + width, y + height)) context.drawImage(image, x, y, width, height);
  context.restore();
}

/**
 * Lays floor, walls and ceiling so that near parts follow the camera more than far ones: the picture is cut into rings
 * around the vanishing point, as many as it takes for their steps to be invisible.
 */
function layRoom(context, one, at) {
  if (!at) {
    part(context, one, -HELD, -HELD, WIDTH + HELD, HEIGHT + HELD);
    return;
  }
  const { space, far, near, left, right, ceiling } = one.room;
  const [from, to] = [far, near].map((distance) => space.depthOf(distance));
  const ring = (distance) => {
    const metre = space.metre(distance);
    return {
      left: left === undefined ? -HELD : space.middle + left * metre,
      right: right === undefined ? WIDTH + HELD : space.middle + right * metre,
      top: ceiling === undefined ? -HELD : space.horizon + (space.eye - ceiling) * metre,
      bottom: space.horizon + space.eye * metre,
    };
  };
  at(from);
  const wide = context.getTransform();
  at(to);
  const close = context.getTransform();
  const reach = Math.max(...[[0, 0], [WIDTH, 0], [0, HEIGHT], [WIDTH, HEIGHT]].map(([x, y]) => Math.hypot((wide.a - close.a) * x + wide.e - close.e, (wide.d - close.d) * y + wide.f - close.f)));
  const count = Math.min(400, Math.max(2, Math.ceil(reach / STEP)));
  let inner = ring(far);
  at(from);
  part(context, one, inner.left, inner.top, inner.right, inner.bottom);
  for (let index = 1; index <= count; index += 1) {
    const depth = from + ((to - from) * index) / count;
    const outer = index === count ? { left: -HELD, right: WIDTH + HELD, top: -HELD, bottom: HEIGHT + HELD } : ring(nearestAt(depth));
    at(from + ((to - from) * (index - 0.5)) / count);
    const lap = 1.5 + reach / count;
    const isSeen = viewOf(context);
    const side = (...corners) => isSeen(...corners) && part(context, one, ...corners);
    side(outer.left, outer.top, outer.right, inner.top + lap);
    side(outer.left, inner.bottom - lap, outer.right, outer.bottom);
    side(outer.left, inner.top, inner.left + lap, inner.bottom);
    side(inner.right - lap, inner.top, outer.right, inner.bottom);
    inner = outer;
  }
}

/** Tells whether any of what lies between two corners is inside the picture as it is looked at now. */
function viewOf(context) {
  const { a, d, e, f } = context.getTransform();
  const { width, height } = context.canvas;
  return (left, top, right, bottom) => right * a + e > 0 && left * a + e < width && bottom * d + f > 0 && top * d + f < height;
}

/** Draws the part of a layer between two corners of the picture. */
function part(context, one, left, top, right, bottom) {
  const [x, y] = [Math.max(left, -HELD), Math.max(top, one.paintedFrom)];
  const [width, height] = [Math.min(right, WIDTH + HELD) - x, Math.min(bottom, HEIGHT + HELD) - y];
  if (width <= 0 || height <= 0) return;
  const { image, fineness } = one;
  context.drawImage(image, (x + HELD) * fineness, (y + HELD) * fineness, width * fineness, height * fineness, x, y, width, height);
}
