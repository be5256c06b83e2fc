// The light people stand in, and the ink that carries it: every colour is put on paper through `ink`.
import { channels, greyOf, hexOf, mixed, shaded } from './colour.mjs';

/** Plain daylight from the upper left. */
const DAY = { tint: '#ffffff', side: -1, strength: 0.6, rim: null, rimSide: 1, shadow: 0.3 };

/** Tinted colours are kept: a film uses a few hundred of them, many times a frame. */
const kept = new Map();

/**
 * Binds a context to a light.
 * `light.tint` multiplies every colour; `side` is where light comes from (-1 left, 0 the front, 1 right), `strength` how much the far side darkens;
 * `rim` is the colour of an edge light at `rimSide` (the other side unless given), `shadow` how dark the ground below the feet is.
 */
export function inkFor(context, light) {
  const given = { ...DAY, ...light };
  const side = given.side < 0 || given.side === 0 ? -1 : 1;
  const rimSide = light?.rimSide ?? -side;
  // A strong colour of light would turn brown skin orange, so that a part of the light is grey.
  const tint = channels(mixed(given.tint, greyOf(given.tint), 0.35)).map((value) => value / 255);
  // Light from the front models less than light from a side; a weak light has a weak rim.
  const strength = given.strength * (0.5 + 0.5 * Math.abs(given.side));
  const shine = Math.min(1, 0.1 + given.strength);
  const isPlain = given.tint.toLowerCase() === '#ffffff';
  const tones = kept.get(given.tint) ?? kept.set(given.tint, new Map()).get(given.tint);
  if (tones.size > 4000) tones.clear();

  /** A colour, lighter or darker by `amount`, as it looks in this light. */
  function flat(hex, amount = 0, opacity = 1) {
    const key = `${hex}${amount}|${opacity}`;
    const known = tones.get(key);
    if (known) return known;
    const own = channels(amount === 0 ? hex : shaded(hex, amount));
    const seen = isPlain ? own : own.map((value, index) => value * tint[index]);
    const css = opacity === 1 ? hexOf(seen) : `rgba(${seen.map(Math.round).join(',')},${opacity})`;
    tones.set(key, css);
    return css;
  }

  /** A fill that runs from the lit to the shaded side between two points. */
  function between(x0, y0, x1, y1, hex, contrast = 1) {
    const fill = context.createLinearGradient(x0, y0, x1, y1);
    const depth = strength * contrast;
    fill.addColorStop(0, flat(hex, 0.16 * depth));
    fill.addColorStop(0.42, flat(hex));
    fill.addColorStop(1, flat(hex, -0.4 * depth));
    return fill;
  }

  return {
    context,
    side,
    rim: given.rim,
    rimSide,
    strength,
    shadow: given.shadow,
    flat,
    between,
    /** A fill across a width, lit from the light's side and a little from above. */
    across(left, right, hex, contrast = 1, fall = 0) {
      const [from, to] = side < 0 ? [left, right] : [right, left];
      return between(from, 0, to, fall, hex, contrast);
    },
    /** The light that catches the outermost part of a shape, on the rim's side between `left` and `right`. */
    edge(path, left, right, width = 7) {
      if (!given.rim) return;
      const [red, green, blue] = channels(given.rim);
      const [from, to] = rimSide > 0 ? [right - width * 2.6, right] : [left + width * 2.6, left];
      const fade = context.createLinearGradient(from, 0, to, 0);
      fade.addColorStop(0, `rgba(${red},${green},${blue},0)`);
      fade.addColorStop(0.6, `rgba(${red},${green},${blue},${0.3 * shine})`);
      fade.addColorStop(1, `rgba(${red},${green},${blue},${0.75 * shine})`);
      context.fillStyle = fade;
      context.fill(path, 'evenodd');
    },
    /** The same along a limb (points with a radius), for the edge that faces the rim's side. */
    edgeAlong(joints) {
      if (!given.rim) return;
      const [red, green, blue] = channels(given.rim);
      const [root, low] = joints;
      for (const [share, opacity] of [[0.34, 0.2], [0.12, 0.34]]) {
        const fade = context.createLinearGradient(root.x, root.y, low.x, low.y + 1);
        fade.addColorStop(0.05, `rgba(${red},${green},${blue},0)`);
        fade.addColorStop(0.6, `rgba(${red},${green},${blue},${opacity * shine})`);
        context.strokeStyle = fade;
        context.lineWidth = Math.max(2, joints[0].r * share);
        context.beginPath();
        for (let index = 0; index < joints.length - 1; index += 1) {
          const [from, to] = [joints[index], joints[index + 1]];
          const angle = Math.atan2(to.y - from.y, to.x - from.x);
          const side = -Math.sin(angle) * rimSide < 0 ? -1 : 1;
          const [nx, ny] = [-Math.sin(angle) * side, Math.cos(angle) * side];
          const [near, far] = [from.r * (1 - share * 0.5), to.r * (1 - share * 0.5)];
          if (index === 0) context.moveTo(from.x + nx * near, from.y + ny * near);
          else context.lineTo(from.x + nx * near, from.y + ny * near);
          context.lineTo(to.x + nx * far, to.y + ny * far);
        }
        context.stroke();
      }
    },
  };
}
