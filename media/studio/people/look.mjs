// From a look's words to colours and measures. A person's units: 0, 0 is the base of the neck, an adult's head is 128 high.
import { lightness, mixed, named, shaded } from './colour.mjs';
import { dressed } from './wardrobe.mjs';

/** Age, stature against an adult's, and the head's size against an adult's. */
const GROWTH = [[6, 0.67, 0.9], [8, 0.745, 0.925], [10, 0.81, 0.945], [13, 0.905, 0.975], [15, 0.96, 0.99], [17, 1, 1], [66, 1, 1], [90, 0.965, 1]];

/** Half widths at shoulder joint, chest, waist and hips, and of the neck. */
const FIGURES = {
  straight: { shoulder: 78, chest: 74, waist: 62, hip: 66, neck: 25 },
  narrow: { shoulder: 69, chest: 65, waist: 54, hip: 60, neck: 21.5 },
  curvy: { shoulder: 69, chest: 68, waist: 54, hip: 74, neck: 21 },
  broad: { shoulder: 86, chest: 84, waist: 70, hip: 67, neck: 29 },
};
const BUILDS = {
  slight: { shoulder: 0.98, chest: 0.93, waist: 0.88, hip: 0.92, limb: 0.87, face: 0.95, neck: 0.93, belly: 0 },
  average: { shoulder: 1, chest: 1, waist: 1, hip: 1, limb: 1, face: 1, neck: 1, belly: 0 },
  heavy: { shoulder: 1.07, chest: 1.2, waist: 1.62, hip: 1.42, limb: 1.3, face: 1.11, neck: 1.24, belly: 1 },
};
const FACES = {
  oval: { cheek: 46, jaw: 36, chin: 60, point: 15 },
  round: { cheek: 48, jaw: 41, chin: 57, point: 17 },
  long: { cheek: 44, jaw: 35, chin: 65, point: 15 },
  square: { cheek: 46, jaw: 42, chin: 61, point: 21 },
  heart: { cheek: 47, jaw: 31, chin: 60, point: 11 },
};
const NOSES = { average: { wide: 1, long: 1 }, small: { wide: 0.84, long: 0.86 }, wide: { wide: 1.26, long: 0.96 }, long: { wide: 0.96, long: 1.18 } };
const LIPS = { average: 1, thin: 0.68, full: 1.42 };
const BROWS = { average: 5, thin: 3.4, thick: 7 };
const EYE_SHAPES = { almond: { tall: 1, tip: -1.2 }, round: { tall: 1.14, tip: 0 }, narrow: { tall: 0.78, tip: -2 }, hooded: { tall: 0.88, tip: 0.6 } };

const known = new WeakMap();

/** The measures and colours of a look; worked out once for each look. */
export function bodyOf(look) {
  const before = known.get(look);
  if (before) return before;
  const body = measured(look);
  known.set(look, body);
  return body;
}

function measured(look) {
  const age = look.age_years ?? 35;
  const figure = pick(FIGURES, 'figure', look.figure, 'straight');
  const build = pick(BUILDS, 'build', look.build, 'average');
  const [stature, head] = grown(age);
  const size = (840 * stature * (look.height ?? 1) - 150 * head) / 690;
  const child = Math.max(0, Math.min(1, (16 - age) / 8));
  const wide = size ** 0.85 * (1 - child * 0.06);
  const width = (value, share) => value * share * wide;
  return {
    age,
    child,
    aged: Math.max(0, Math.min(1, (age - 32) / 45)),
    size,
    head,
    shoulder: figure.shoulder * build.shoulder * wide,
    chest: width(figure.chest, build.chest),
    waist: width(child > 0 ? figure.waist * (1 + child * 0.1) : figure.waist, build.waist),
    hip: width(figure.hip - child * 8, build.hip),
    neck: figure.neck * build.neck * (1 - child * 0.24) * head,
    limb: build.limb * wide * (figure.shoulder > 80 ? 1.1 : figure.shoulder < 72 ? 0.91 : 1),
    belly: build.belly * (1 - child * 0.5),
    bust: look.figure === 'curvy' && age > 14 ? 1 : 0,
    ...headOf(look, age, child, build),
    ...dressed(look),
  };
}

function headOf(look, age, child, build) {
  const face = pick(FACES, 'face', look.face, child > 0.4 ? 'round' : 'oval');
  const skin = named('skin', look.skin, 'medium');
  const hair = named('hair', look.hair_colour, age > 72 ? 'white' : 'dark-brown');
  const isDark = lightness(skin) < 0.45;
  const aged = Math.max(0, Math.min(1, (age - 32) / 45));
  return {
    skin,
    isDark,
    face: { cheek: face.cheek * build.face, jaw: face.jaw * build.face * (1 + build.belly * 0.09) - child * 2, chin: face.chin - child * 4, point: face.point * build.face },
    nose: scaled(pick(NOSES, 'nose', look.nose, 'average'), 1 - child * 0.2),
    lips: pick(LIPS, 'lips', look.lips, 'average') * (1 - aged * 0.25),
    lipColour: look.lip_colour ? named('cloth', look.lip_colour) : isDark ? mixed(shaded(skin, -0.2), '#8d4a4f', 0.4) : mixed(shaded(skin, -0.16), '#b0524f', 0.4 - aged * 0.15),
    eyes: named('eyes', look.eyes, isDark ? 'dark' : 'brown'),
    eye: pick(EYE_SHAPES, 'eye_shape', look.eye_shape, 'almond'),
    eyeSize: 1 + child * 0.12,
    lashes: look.lashes ?? false,
    brow: pick(BROWS, 'brows', look.brows, 'average') * (1 - child * 0.25),
    browColour: look.brow_colour ? named('hair', look.brow_colour) : lightness(hair) > 0.6 ? shaded(hair, -0.25) : shaded(hair, -0.1),
    freckles: look.freckles ?? false,
    hair,
    style: look.hair ?? 'short',
    beard: look.beard ?? 'none',
    beardColour: look.beard_colour ? named('hair', look.beard_colour) : hair,
    head_wear: look.head ?? 'none',
    headColour: named('cloth', look.head_colour, look.head === 'hood' ? (look.top ?? 'teal') : 'teal'),
  };
}

function grown(age) {
  const next = GROWTH.findIndex(([years]) => years >= age);
  if (next <= 0) return (next === 0 ? GROWTH[0] : GROWTH.at(-1)).slice(1);
  const [[years, stature, head], [nextYears, nextStature, nextHead]] = [GROWTH[next - 1], GROWTH[next]];
  const share = (age - years) / (nextYears - years);
  return [stature + (nextStature - stature) * share, head + (nextHead - head) * share];
}

function scaled(nose, share) {
  return { wide: nose.wide * (0.5 + share * 0.5), long: nose.long * share };
}

/** The entry that a look names; says what there is when it names none. */
export function pick(table, key, word, fallback) {
  const entry = table[word ?? fallback];
  if (entry === undefined) throw new Error(`look: ${key} = "${word}" is not known; use one of ${Object.keys(table).join(', ')}`);
  return entry;
}
