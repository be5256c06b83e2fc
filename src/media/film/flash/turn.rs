//! One point of the picture, followed from frame to frame.

use super::light::{Chromaticity, Light};

/// The least change of relative luminance that counts, and the luminance below which the darker image has to lie.
const LEAST_CHANGE: f64 = 0.1;
const DARKER_BELOW: f64 = 0.8;
/// How far apart two colours have to be, one of them a saturated red, in the diagram of CIE 1976.
const COLOURS_APART: f64 = 0.2;

/// Of two opposing changes the one or the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// To a brighter image, or to a saturated red.
    Up,
    /// To a darker image, or from a saturated red.
    Down,
}

/// What of a point is followed.
pub(super) trait Follow {
    /// A point as the first frame shows it.
    fn starting_at(light: Light) -> Self;

    /// Takes the next frame's light, and gives the change that is full with it. The same light twice is no change.
    fn take(&mut self, light: Light) -> Option<Direction>;
}

/// How bright a point is, from its latest change on.
pub(super) struct Brightness {
    lowest: f64,
    highest: f64,
}

impl Follow for Brightness {
    fn starting_at(light: Light) -> Self {
        let luminance = light.luminance();
        Self {
            lowest: luminance,
            highest: luminance,
        }
    }

    fn take(&mut self, light: Light) -> Option<Direction> {
        let luminance = light.luminance();
        self.lowest = self.lowest.min(luminance);
        self.highest = self.highest.max(luminance);
        let direction = if LEAST_CHANGE <= luminance - self.lowest && self.lowest < DARKER_BELOW {
            Direction::Up
        } else if LEAST_CHANGE <= self.highest - luminance && luminance < DARKER_BELOW {
            Direction::Down
        } else {
            return None;
        };
        // From here on it is followed anew: the next change is one from this height.
        (self.lowest, self.highest) = (luminance, luminance);
        Some(direction)
    }
}

/// How red a point is, from its latest change on.
///
/// Two saturated reds are never so far apart that one could change into the other, so that each change is to or from one.
pub(super) struct Redness {
    least_red: Chromaticity,
    /// The reddest saturated red.
    saturated: Option<Chromaticity>,
}

impl Follow for Redness {
    fn starting_at(light: Light) -> Self {
        let colour = light.chromaticity();
        Self {
            least_red: colour,
            saturated: light.is_saturated_red().then_some(colour),
        }
    }

    fn take(&mut self, light: Light) -> Option<Direction> {
        let colour = light.chromaticity();
        if colour.is_less_red_than(self.least_red) {
            self.least_red = colour;
        }
        let is_apart = |other: Chromaticity| COLOURS_APART < colour.distance(other);
        if light.is_saturated_red() {
            if is_apart(self.least_red) {
                *self = Self::starting_at(light);
                return Some(Direction::Up);
            }
            if (self.saturated).is_none_or(|before| before.is_less_red_than(colour)) {
                self.saturated = Some(colour);
            }
        } else if self.saturated.is_some_and(is_apart) {
            *self = Self::starting_at(light);
            return Some(Direction::Down);
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changes<F: Follow>(coded: &[[u8; 3]]) -> Vec<Option<Direction>> {
        let mut lights = coded.iter().map(|coded| Light::of(*coded));
        let mut point = F::starting_at(lights.next().unwrap());
        lights.map(|light| point.take(light)).collect()
    }

    #[test]
    fn a_change_of_brightness_is_full_with_a_tenth_from_the_latest_turn() {
        // Luminances of 0.10, 0.15, 0.21, 0.15 and 0.10.
        let greys = [89, 108, 127, 108, 89].map(|coded| [coded; 3]);
        let expected = [None, Some(Direction::Up), None, Some(Direction::Down)];
        assert_eq!(changes::<Brightness>(&greys), expected);
    }

    #[test]
    fn a_change_of_redness_is_to_or_from_a_saturated_red_and_may_take_several_frames() {
        let (red, blue) = ([200, 0, 0], [0, 0, 255]);
        let (purple, orange) = ([150, 0, 100], [255, 140, 0]);
        let (up, down) = (Some(Direction::Up), Some(Direction::Down));
        assert_eq!(changes::<Redness>(&[red, blue, red]), [down, up]);
        assert_eq!(
            changes::<Redness>(&[red, purple, blue, purple, red]),
            [None, down, None, up]
        );
        // Orange is too near to red, and nothing is red between blue and green.
        assert_eq!(changes::<Redness>(&[red, orange, red]), [None, None]);
        assert_eq!(changes::<Redness>(&[blue, [0, 255, 0], blue]), [None, None]);
    }
}
