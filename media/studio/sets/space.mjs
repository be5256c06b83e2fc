// The space of a set: metres on the ground, points in the 1280 × 720 picture, and where bodies stand and sit.
//
// The camera is a person's eye. X runs to the right, Y up from the floor, Z away from you. Whoever stands on the same
// floor and is as tall as you has their eyes on the horizon, however far they are.

/** A drawn body's measures, in its own units below the base of the neck. A unit is a point of the picture at scale 1. */
export const BODY = { eyes: -89, hips: 250, feet: 690 };
export const UNITS_PER_METRE = 495;
const NEAREST = 0.12;
/** How far away a person in a medium shot (scale 1.36) is. */
const MEDIUM_SHOT = 1.48;

/** How much a thing follows the camera: 1 where a medium shot stands, less farther away. */
export function depthAt(distance) {
  return Math.min(1.2, 0.4 + (0.6 * MEDIUM_SHOT) / distance);
}

/** The distance whose things follow the camera that much. */
export function nearestAt(depth) {
  return (0.6 * MEDIUM_SHOT) / (depth - 0.4);
}

/**
 * A camera in a place: `horizon` is the eye's height in the picture, `eye` in metres, `focal` in picture points,
 * `yaw` in degrees turns it to the right, `middle` is where "straight ahead" lies.
 */
export function spaceOf({ horizon = 215, eye = 1.57, focal = 990, yaw = 0, middle = 640 } = {}) {
  const [sine, cosine] = [Math.sin((yaw * Math.PI) / 180), Math.cos((yaw * Math.PI) / 180)];
  const turned = ([x, y, z]) => [x * cosine - z * sine, y, x * sine + z * cosine];
  const shown = ([x, y, z]) => [middle + (focal * x) / z, horizon + (focal * (eye - y)) / z];
  const space = {
    horizon,
    middle,
    eye,
    focal,
    /** The picture's point of a place; places behind the camera are pulled before it. */
    point(x, y, z) {
      const [right, up, away] = turned([x, y, z]);
      return shown([right, up, Math.max(NEAREST, away)]);
    },
    /** How far a place is, straight ahead. */
    distance: (x, z) => turned([x, 0, z])[2],
    depthOf: depthAt,
    /** Picture points for a metre at a distance. */
    metre: (distance) => focal / distance,
    /** The points of a flat shape, cut off where it would pass behind the camera. */
    outline: (corners) => cutBehind(corners.map(turned)).map(shown),
    /** Where somebody stands: the base of an adult's neck, and the feet. */
    standing(x, z, floor = 0) {
      const distance = turned([x, 0, z])[2];
      const scale = focal / distance / UNITS_PER_METRE;
      const [across, feet] = space.point(x, floor, z);
      return spot(across, feet - BODY.feet * scale, scale, distance, { feet_y: round(feet) });
    },
    /** Where somebody sits whose hips are at `height` metres. */
    sitting(x, height, z, floor = 0) {
      const distance = turned([x, 0, z])[2];
      const scale = focal / distance / UNITS_PER_METRE;
      const [across, hips] = space.point(x, height, z);
      return spot(across, hips - BODY.hips * scale, scale, distance, { hips_y: round(hips), feet_y: round(space.point(x, floor, z - 0.35)[1]), posture: 'sitting' });
    },
    /** The ground: where feet, neck and depth of an adult of some scale are. */
    ground(nearest, farthest) {
      const feet = (scale) => horizon + eye * UNITS_PER_METRE * scale;
      return {
        near_y: round(horizon + (focal * eye) / nearest),
        far_y: round(horizon + (focal * eye) / farthest),
        feet,
        neck: (scale) => feet(scale) - BODY.feet * scale,
        depth: (scale) => depthAt(focal / UNITS_PER_METRE / scale),
      };
    },
  };
  return space;
}

const round = (value, digits = 0) => Number(value.toFixed(digits));

function spot(x, y, scale, distance, rest) {
  return { x: round(x), y: round(y), scale: round(scale, 2), depth: round(depthAt(distance), 2), ...rest };
}

function cutBehind(corners) {
  const kept = [];
  corners.forEach((corner, index) => {
    const next = corners[(index + 1) % corners.length];
    if (corner[2] >= NEAREST) kept.push(corner);
    if (corner[2] >= NEAREST !== next[2] >= NEAREST) {
      const share = (NEAREST - corner[2]) / (next[2] - corner[2]);
      kept.push(corner.map((value, axis) => value + (next[axis] - value) * share));
    }
  });
  return kept;
}
