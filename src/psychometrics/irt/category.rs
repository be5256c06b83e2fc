//! One category of an item at one ability.

/// One category of an item at one ability: its probability and the derivatives of its logarithm.
///
/// The logarithm is kept beside the probability, because far from an item the probability underflows long before its
/// logarithm and the derivatives of that lose their digits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Category {
    /// ln P.
    pub log_probability: f64,
    /// d ln P / dθ.
    pub log_slope: f64,
    /// d² ln P / dθ².
    pub log_curvature: f64,
}

impl Category {
    /// P, from 0 to 1.
    pub fn probability(&self) -> f64 {
        self.log_probability.exp()
    }

    /// dP / dθ.
    pub fn slope(&self) -> f64 {
        self.probability() * self.log_slope
    }

    /// d²P / dθ².
    pub fn curvature(&self) -> f64 {
        self.probability() * (self.log_slope.powi(2) + self.log_curvature)
    }
}
