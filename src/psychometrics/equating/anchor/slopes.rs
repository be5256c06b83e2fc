//! Numbers that know how they depend on what they are computed from.

use std::ops::{Add, Div, Mul, Sub};

/// How many moments two groups have: two means, two variances and a covariance each.
pub(super) const N_MOMENTS: usize = 10;

/// A value with its slopes, the derivatives by each moment (forward differentiation).
///
/// So a formula is written once, and its delta-method error follows without a second, hand-derived formula.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sloped {
    pub(super) value: f64,
    pub(super) slopes: [f64; N_MOMENTS],
}

impl Sloped {
    /// A number that depends on nothing.
    pub(super) fn constant(value: f64) -> Self {
        Self {
            value,
            slopes: [0.0; N_MOMENTS],
        }
    }

    /// The moment at this place itself.
    pub(super) fn moment(value: f64, place: usize) -> Self {
        let mut moment = Self::constant(value);
        moment.slopes[place] = 1.0;
        moment
    }

    pub(super) fn sqrt(self) -> Self {
        let root = self.value.sqrt();
        self.through(root, 0.5 / root)
    }

    pub(super) fn squared(self) -> Self {
        self * self
    }

    /// A function of this number: its value, and its derivative there.
    fn through(self, value: f64, derivative: f64) -> Self {
        Self {
            value,
            slopes: self.slopes.map(|slope| slope * derivative),
        }
    }

    /// A function of two numbers: its value, and its derivatives by each.
    fn joined(self, other: Self, value: f64, derivatives: (f64, f64)) -> Self {
        let mut slopes = self.slopes;
        for (slope, other) in slopes.iter_mut().zip(other.slopes) {
            *slope = *slope * derivatives.0 + other * derivatives.1;
        }
        Self { value, slopes }
    }
}

impl Add for Sloped {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        self.joined(other, self.value + other.value, (1.0, 1.0))
    }
}

impl Sub for Sloped {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        self.joined(other, self.value - other.value, (1.0, -1.0))
    }
}

impl Mul for Sloped {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        self.joined(other, self.value * other.value, (other.value, self.value))
    }
}

impl Mul<f64> for Sloped {
    type Output = Self;

    fn mul(self, factor: f64) -> Self {
        self.through(self.value * factor, factor)
    }
}

impl Div for Sloped {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        let value = self.value / other.value;
        self.joined(other, value, (1.0 / other.value, -value / other.value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slopes_equal_small_differences() {
        let of = |a: f64, b: f64| {
            let (a, b) = (Sloped::moment(a, 0), Sloped::moment(b, 1));
            (a / b).sqrt() * 3.0 - a * b + b.squared() - Sloped::constant(1.0)
        };
        let (a, b, h) = (2.0, 5.0, 1e-6);
        let slopes = of(a, b).slopes;
        let by_a = (of(a + h, b).value - of(a - h, b).value) / (2.0 * h);
        let by_b = (of(a, b + h).value - of(a, b - h).value) / (2.0 * h);
        assert!((slopes[0] - by_a).abs() < 1e-8 && (slopes[1] - by_b).abs() < 1e-8);
    }
}
