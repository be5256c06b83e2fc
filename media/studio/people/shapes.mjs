// Outlines: smooth curves through points, limbs with round ends, lines and dots.
import { Path2D } from '@napi-rs/canvas';

/** A closed curve that runs smoothly through all points ([x, y] each). */
export function smooth(points, tension = 0.5) {
  const path = new Path2D();
  const count = points.length;
  const at = (index) => points[(index + count) % count];
  path.moveTo(...points[0]);
  for (let index = 0; index < count; index += 1) curve(path, at(index - 1), at(index), at(index + 1), at(index + 2), tension);
  path.closePath();
  return path;
}

/** An open curve through points, for lines. */
export function curveThrough(points, tension = 0.5) {
  const path = new Path2D();
  const at = (index) => points[Math.max(0, Math.min(points.length - 1, index))];
  path.moveTo(...points[0]);
  for (let index = 0; index < points.length - 1; index += 1) curve(path, at(index - 1), at(index), at(index + 1), at(index + 2), tension);
  return path;
}

function curve(path, before, from, to, after, tension) {
  const pull = tension / 3;
  path.bezierCurveTo(
    from[0] + (to[0] - before[0]) * pull, from[1] + (to[1] - before[1]) * pull,
    to[0] - (after[0] - from[0]) * pull, to[1] - (after[1] - from[1]) * pull,
    to[0], to[1],
  );
}

/** A limb through points with a radius each ({ x, y, r }): round joints, straight sides. */
export function limb(joints) {
  const path = new Path2D();
  for (let index = 0; index < joints.length - 1; index += 1) segment(path, joints[index], joints[index + 1]);
  return path;
}

/** A limb that is cut off flat at its last point, as a sleeve or a trouser leg is. */
export function tube(joints) {
  const path = new Path2D();
  for (let index = 0; index < joints.length - 2; index += 1) segment(path, joints[index], joints[index + 1]);
  const [from, to] = joints.slice(-2);
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  const [nx, ny] = [-Math.sin(angle), Math.cos(angle)];
  const bulge = Math.min(to.r * 0.35, Math.hypot(to.x - from.x, to.y - from.y) * 0.3);
  path.moveTo(from.x + nx * from.r, from.y + ny * from.r);
  path.arc(from.x, from.y, from.r, angle + Math.PI / 2, angle + Math.PI * 1.5);
  path.lineTo(to.x - nx * to.r, to.y - ny * to.r);
  path.quadraticCurveTo(to.x + Math.cos(angle) * bulge, to.y + Math.sin(angle) * bulge, to.x + nx * to.r, to.y + ny * to.r);
  path.closePath();
  return path;
}

/**
 * Shade along one edge of a limb's part between two shares of its length, fading inward and thin at both ends.
 * A path that lies inside the limb, because clipping costs more than all the rest of a limb.
 */
export function crescent(context, from, to, side, [start, end], colour, clear) {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = Math.hypot(dx, dy);
  if (length < 4) return;
  const [nx, ny] = [(-dy / length) * side, (dx / length) * side];
  const at = (share, out) => {
    const radius = (from.r + (to.r - from.r) * share) * out;
    return [from.x + dx * share + nx * radius, from.y + dy * share + ny * radius];
  };
  const middle = (start + end) / 2;
  const fade = context.createLinearGradient(...at(middle, 1), ...at(middle, -0.35));
  fade.addColorStop(0, colour);
  fade.addColorStop(0.4, colour.replace(/[\d.]+\)$/, (value) => `${Number.parseFloat(value) * 0.55})`));
  fade.addColorStop(1, clear);
  context.fillStyle = fade;
  context.beginPath();
  context.moveTo(...at(start, 0.97));
  context.lineTo(...at(end, 0.97));
  context.bezierCurveTo(...at(end - (end - start) * 0.12, -0.6), ...at(start + (end - start) * 0.3, -0.6), ...at(start, 0.97));
  context.fill();
}

function segment(path, from, to) {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = Math.hypot(dx, dy);
  // One end may lie inside the other, where a limb points at the viewer.
  if (length <= Math.abs(from.r - to.r) + 0.01) {
    const large = from.r > to.r ? from : to;
    path.moveTo(large.x + large.r, large.y);
    path.arc(large.x, large.y, large.r, 0, Math.PI * 2);
    path.closePath();
    return;
  }
  const angle = Math.atan2(dy, dx);
  const open = Math.acos((from.r - to.r) / length);
  path.moveTo(from.x + Math.cos(angle + open) * from.r, from.y + Math.sin(angle + open) * from.r);
  path.arc(from.x, from.y, from.r, angle + open, angle - open + Math.PI * 2);
  path.arc(to.x, to.y, to.r, angle - open, angle + open);
  path.closePath();
}

export function dot(context, x, y, radius, fill) {
  context.fillStyle = fill;
  context.beginPath();
  context.arc(x, y, radius, 0, Math.PI * 2);
  context.fill();
}

export function line(context, points, colour, width) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke(curveThrough(points));
}

export function fillSmooth(context, points, fill, tension) {
  context.fillStyle = fill;
  const path = smooth(points, tension);
  context.fill(path);
  return path;
}

/** A patch of light or shade that fades to nothing. */
export function patch(context, x, y, radiusX, radiusY, colour, clear) {
  const fill = context.createRadialGradient(0, 0, 0, 0, 0, 1);
  fill.addColorStop(0, colour);
  fill.addColorStop(1, clear);
  context.save();
  context.translate(x, y);
  context.scale(radiusX, radiusY);
  context.fillStyle = fill;
  context.fillRect(-1, -1, 2, 2);
  context.restore();
}
