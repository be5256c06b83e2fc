// Draws flat sides, boxes and lines given in metres, in the perspective of a set's space.
import { shade } from './tint.mjs';
import { trace } from './paint.mjs';

export function stageOf(context, space) {
  const stage = {
    context,
    space,
    /** A flat shape with corners in metres. */
    face(fill, ...corners) {
      const points = space.outline(corners);
      if (points.length < 3) return;
      context.fillStyle = fill;
      trace(context, points);
      context.closePath();
      context.fill();
    },
    /** A part of a level: floor, table top, ceiling. */
    level: (fill, y, [x0, x1], [z0, z1]) => stage.face(fill, [x0, y, z0], [x1, y, z0], [x1, y, z1], [x0, y, z1]),
    /** A part of a wall that faces you. */
    wall: (fill, z, [x0, x1], [y0, y1]) => stage.face(fill, [x0, y0, z], [x1, y0, z], [x1, y1, z], [x0, y1, z]),
    /** A part of a wall at your side. */
    side: (fill, x, [z0, z1], [y0, y1]) => stage.face(fill, [x, y0, z0], [x, y0, z1], [x, y1, z1], [x, y1, z0]),
    /** A line with a width in metres, which shrinks with distance. */
    line(colour, width, from, to) {
      const points = space.outline([from, to, to]);
      if (points.length < 2) return;
      const away = (space.distance(from[0], from[2]) + space.distance(to[0], to[2])) / 2;
      context.strokeStyle = colour;
      context.lineWidth = Math.max(0.7, width * space.metre(Math.max(0.3, away)));
      context.lineCap = 'round';
      trace(context, points);
      context.stroke();
    },
    /** A box: its left, bottom, near corner and its size. Sides that cannot be seen are left out. */
    block(colour, [x, y, z], [width, height, deep], { top = 0.16, left = -0.2, right = -0.28, front = 0 } = {}) {
      const [x1, y1, z1] = [x + width, y + height, z + deep];
      if (y1 < space.eye) stage.level(shade(colour, top), y1, [x, x1], [z, z1]);
      if (y > space.eye) stage.level(shade(colour, -0.45), y, [x, x1], [z, z1]);
      if (x > 0) stage.side(shade(colour, left), x, [z, z1], [y, y1]);
      if (x1 < 0) stage.side(shade(colour, right), x1, [z, z1], [y, y1]);
      stage.wall(shade(colour, front), z, [x, x1], [y, y1]);
    },
    /** Draws on a plane that faces you, in metres from a point of it: x to the right, y down. */
    plane([x, y, z], draw) {
      const [left, top] = space.point(x, y, z);
      const metre = space.metre(space.distance(x, z));
      context.save();
      context.translate(left, top);
      context.scale(metre, metre);
      draw(context);
      context.restore();
    },
    /** A soft shadow on a level. */
    shadow([x, y, z], wide, deep, opacity = 0.35) {
      const [left, top] = space.point(x, y, z);
      const metre = space.metre(space.distance(x, z));
      const flat = (deep / wide) * Math.abs((space.eye - y) / space.distance(x, z));
      const fill = context.createRadialGradient(0, 0, 0, 0, 0, wide * metre);
      fill.addColorStop(0, `rgba(14,10,22,${opacity})`);
      fill.addColorStop(0.55, `rgba(14,10,22,${opacity * 0.6})`);
      fill.addColorStop(1, 'rgba(14,10,22,0)');
      context.save();
      context.translate(left, top);
      context.scale(1, Math.max(0.03, flat));
      context.fillStyle = fill;
      context.fillRect(-wide * metre, -wide * metre, wide * metre * 2, wide * metre * 2);
      context.restore();
    },
  };
  return stage;
}
