//! The light of a point of the picture: how bright it is, and how red.

use std::sync::LazyLock;

/// Light of the three primaries of sRGB, each from 0 to 1, in proportion to its power.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Light {
    red: f64,
    green: f64,
    blue: f64,
}

/// A colour without its brightness: *u′* and *v′* of the CIE 1976 chromaticity diagram.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Chromaticity {
    u: f64,
    v: f64,
}

/// White of sRGB (D65), as which light is taken that is too dark to have a colour.
const WHITE: Chromaticity = Chromaticity {
    u: 0.1978,
    v: 0.4683,
};
/// The red primary of sRGB: the reddest that there can be.
const REDDEST: Chromaticity = Chromaticity {
    u: 0.4507,
    v: 0.5229,
};
/// The sum of the three below which light has no colour that could be told from an encoder's noise: three coded 14.
const DARK: f64 = 0.013;
/// The share of red from which on a colour is a saturated red (WCAG 2.2, red flash, note 2).
const SATURATED: f64 = 0.8;
/// The least *R* − *G* − *B* of a saturated red: 20 of 320, as WCAG 2.1 has it. A red that is darker is nearly black.
const LEAST_RED: f64 = 20.0 / 320.0;

/// The light of each coded value from 0 to 255.
static LINEAR: LazyLock<[f64; 256]> = LazyLock::new(|| {
    let mut table = [0.0; 256];
    for (coded, light) in (0..=u8::MAX).zip(&mut table) {
        *light = linear(coded);
    }
    table
});

/// The light of a coded value from 0 to 255 (IEC 61966-2-1).
fn linear(coded: u8) -> f64 {
    let share = f64::from(coded) / 255.0;
    if share <= 0.04045 {
        share / 12.92
    } else {
        ((share + 0.055) / 1.055).powf(2.4)
    }
}

impl Light {
    /// The light of a point that is coded so.
    pub(super) fn of([red, green, blue]: [u8; 3]) -> Self {
        let table = &*LINEAR;
        Self {
            red: table[usize::from(red)],
            green: table[usize::from(green)],
            blue: table[usize::from(blue)],
        }
    }

    /// Relative luminance, from 0 to 1 (WCAG 2.2).
    pub(super) fn luminance(self) -> f64 {
        0.2126 * self.red + 0.7152 * self.green + 0.0722 * self.blue
    }

    pub(super) fn is_saturated_red(self) -> bool {
        let sum = self.red + self.green + self.blue;
        SATURATED * sum <= self.red && LEAST_RED <= self.red - self.green - self.blue
    }

    /// Where it stands in the diagram of CIE 1976; white where it is too dark to have a colour.
    pub(super) fn chromaticity(self) -> Chromaticity {
        let Self { red, green, blue } = self;
        if red + green + blue < DARK {
            return WHITE;
        }
        // The matrix of IEC 61966-2-1.
        let x = 0.4124 * red + 0.3576 * green + 0.1805 * blue;
        let y = self.luminance();
        let z = 0.0193 * red + 0.1192 * green + 0.9505 * blue;
        let sum = x + 15.0 * y + 3.0 * z;
        Chromaticity {
            u: 4.0 * x / sum,
            v: 9.0 * y / sum,
        }
    }
}

impl Chromaticity {
    pub(super) fn distance(self, other: Self) -> f64 {
        (self.u - other.u).hypot(self.v - other.v)
    }

    /// Whether this one is farther from the reddest red.
    pub(super) fn is_less_red_than(self, other: Self) -> bool {
        other.distance(REDDEST) < self.distance(REDDEST)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coded_values_become_light() {
        // Origin: IEC 61966-2-1; half of the light is coded 188.
        assert!((linear(188) - 0.5).abs() < 0.005);
        assert!(linear(0).abs() < 1e-12);
        assert!((linear(255) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn colours_stand_where_the_diagram_of_1976_has_them() {
        let check = |coded, u: f64, v: f64| {
            let found = Light::of(coded).chromaticity();
            assert!(
                found.distance(Chromaticity { u, v }) < 0.001,
                "{coded:?} {found:?}"
            );
        };
        // Origin: the primaries and the white of sRGB in x and y (IEC 61966-2-1), as u′ = 4x / (−2x + 12y + 3) and
        // v′ = 9y / (−2x + 12y + 3).
        check([255, 0, 0], 0.4507, 0.5229);
        check([0, 255, 0], 0.1250, 0.5625);
        check([0, 0, 255], 0.1754, 0.1579);
        check([255, 255, 255], 0.1978, 0.4683);
        check([60, 60, 60], 0.1978, 0.4683);
        check([0, 0, 12], 0.1978, 0.4683);
    }

    #[test]
    fn a_red_is_saturated_by_its_share_and_unless_it_is_nearly_black() {
        let check = |coded, expected| {
            assert_eq!(Light::of(coded).is_saturated_red(), expected, "{coded:?}");
        };
        check([200, 0, 0], true);
        check([255, 70, 60], true);
        // A skin, an orange, and a red that cannot be told from black.
        check([224, 172, 150], false);
        check([255, 140, 0], false);
        check([40, 0, 0], false);
    }
}
