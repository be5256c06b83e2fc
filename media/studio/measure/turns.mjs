// One point of the picture, followed from frame to frame: each gives 1 when it has changed up, -1 when down, 0 when not.
import { distance } from './light.mjs';

/** A change counts from a tenth of full relative luminance on, where the darker side is below 0.8. */
const CHANGE = 0.1;
const DARK = 0.8;
/** How far apart two colours have to be in the diagram of CIE 1976, one of them a saturated red. */
const APART = 0.2;

/** How bright a point is: up to brighter, down to darker. */
export function followBrightness({ luminance: first }) {
  let [lowest, highest] = [first, first];
  return ({ luminance }) => {
    lowest = Math.min(lowest, luminance);
    highest = Math.max(highest, luminance);
    const isUp = luminance - lowest >= CHANGE && lowest < DARK;
    if (!isUp && !(highest - luminance >= CHANGE && luminance < DARK)) return 0;
    [lowest, highest] = [luminance, luminance];
    return isUp ? 1 : -1;
  };
}

/** How red a point is: up to a saturated red, down from one. */
export function followRedness(first) {
  let leastRed = first;
  let reddest = first.isRed ? first : undefined;
  const turn = (light, direction) => {
    leastRed = light;
    reddest = light.isRed ? light : undefined;
    return direction;
  };
  return (light) => {
    if (light.fromRed > leastRed.fromRed) leastRed = light;
    if (light.isRed) {
      if (distance(light.colour, leastRed.colour) > APART) return turn(light, 1);
      if (!reddest || light.fromRed < reddest.fromRed) reddest = light;
    } else if (reddest && distance(light.colour, reddest.colour) > APART) return turn(light, -1);
    return 0;
  };
}
