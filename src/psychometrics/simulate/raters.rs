//! Raters who are severe, drift, see a halo and waver.

use rand::{Rng, RngExt};

use super::{Error, checked, checked_probability, standard_normal};

/// What makes one rater's judgement differ from the true quality.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RaterTraits {
    /// How far the rater's judgements lie below the true quality, in its unit; negative for a lenient rater.
    pub severity: f64,
    /// How much more severe the rater becomes with each period, in the quality's unit.
    pub drift_per_period: f64,
    /// The share of the general impression in each judgement, from 0 (none) to 1 (nothing else).
    pub halo: f64,
    /// The standard deviation of the rater's chance error, in the quality's unit.
    pub noise: f64,
}

/// A rater with known traits.
///
/// Its fields are private because the halo is a share and the noise is not below 0.
///
/// *Model*: of a candidate with qualities `q_d` in the dimensions d = 1..D, the rater sees in period t
/// (1 − h)(`q_d` + ν `e_d`) + h g − (s + δ t), with the general impression g = mean of the `q_d` + ν `e_0`, halo h, noise ν,
/// severity s, drift δ and independent standard normal e.
///
/// *Takes / gives*: qualities in any unit (candidates with standard deviation 1 make the traits z scores); one
/// impression per dimension in that unit.
///
/// *Edges*: halo 1 makes all dimensions equal; halo 0 and noise 0 give the quality less the severity; no dimension
/// gives no impression. A quality that is not finite counts as 0.
///
/// *Errors*: a trait that is not finite, a halo outside 0 to 1, a noise below 0.
///
/// *Source*: the errors are those of Saal, Downey & Lahey (1980), *Psychological Bulletin* 88, 413–428.
///
/// ```
/// use composure::psychometrics::simulate::{RaterTraits, SimulatedRater};
/// let severe = RaterTraits { severity: 0.5, drift_per_period: 0.1, halo: 0.0, noise: 0.0 };
/// let rater = SimulatedRater::new(severe)?;
/// let mut rng = composure::clock::seeded(7);
/// assert_eq!(rater.impressions(&[1.0, 2.0], 0.0, &mut rng), [0.5, 1.5]);
/// # Ok::<(), composure::psychometrics::simulate::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SimulatedRater {
    traits: RaterTraits,
}

impl SimulatedRater {
    /// The rater with these traits.
    pub fn new(traits: RaterTraits) -> Result<Self, Error> {
        let finite = |value: f64, what| checked(value, value.is_finite(), what, "finite");
        finite(traits.severity, "severity")?;
        finite(traits.drift_per_period, "drift per period")?;
        checked_probability(traits.halo, "halo")?;
        let is_noise = traits.noise.is_finite() && traits.noise >= 0.0;
        checked(traits.noise, is_noise, "noise", "finite and not below 0")?;
        Ok(Self { traits })
    }

    /// The rater's severity in a period (0 is the first), in the quality's unit.
    pub fn severity_at(&self, period: f64) -> f64 {
        self.traits.severity + self.traits.drift_per_period * period
    }

    /// What the rater sees of a candidate in a period (0 is the first): one impression per quality, in its unit.
    pub fn impressions(&self, qualities: &[f64], period: f64, rng: &mut impl Rng) -> Vec<f64> {
        let RaterTraits { halo, noise, .. } = self.traits;
        let known = |quality: f64| if quality.is_finite() { quality } else { 0.0 };
        let sum: f64 = qualities.iter().copied().map(known).sum();
        let general = sum / qualities.len().max(1) as f64 + noise * standard_normal(rng);
        let severity = self.severity_at(period);
        let mut seen = |quality: f64| {
            let specific = known(quality) + noise * standard_normal(rng);
            (1.0 - halo) * specific + halo * general - severity
        };
        qualities.iter().map(|quality| seen(*quality)).collect()
    }
}

/// A scale of whole points on which an impression is written down.
///
/// Its fields are private because there are at least two points and a step has a width.
///
/// *Model*: the impression divided by the width of a step, plus the middle of the scale, rounded to a whole point and
/// held between the lowest and the highest.
///
/// *Takes / gives*: the ends of the scale, the width of a step in the unit of the impressions (above 0).
///
/// *Edges*: an impression that is not finite is written as the middle of the scale, rounded.
///
/// *Errors*: a highest point that is not above the lowest, a width that is not above 0.
///
/// *Source*: none; a rule of writing down.
///
/// ```
/// use composure::psychometrics::simulate::PointScale;
/// let scale = PointScale::new(1, 5, 0.8)?;
/// assert_eq!([-9.0, 0.3, 0.5, 9.0].map(|seen| scale.rating(seen)), [1.0, 3.0, 4.0, 5.0]);
/// # Ok::<(), composure::psychometrics::simulate::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PointScale {
    lowest: f64,
    highest: f64,
    step_width: f64,
}

impl PointScale {
    /// The scale from `lowest` to `highest`, with a step this wide in the impressions' unit.
    pub fn new(lowest: i32, highest: i32, step_width: f64) -> Result<Self, Error> {
        let (lowest, highest) = (f64::from(lowest), f64::from(highest));
        checked(
            highest,
            highest > lowest,
            "highest point",
            "above the lowest",
        )?;
        let is_width = step_width.is_finite() && step_width > 0.0;
        checked(
            step_width,
            is_width,
            "width of a step",
            "finite and above 0",
        )?;
        Ok(Self {
            lowest,
            highest,
            step_width,
        })
    }

    /// The point at which this impression is written down.
    pub fn rating(&self, impression: f64) -> f64 {
        let middle = f64::midpoint(self.lowest, self.highest);
        let place = middle + impression / self.step_width;
        let place = if place.is_nan() { middle } else { place };
        place.round().clamp(self.lowest, self.highest)
    }
}

/// A scale on which each category is a step above the last, as in the many-facet Rasch model.
///
/// Its fields are private because the steps are finite.
///
/// *Model*: P(x) ∝ exp Σ_{k ≤ x} (λ − `τ_k`) for the categories x = 0..K with steps `τ_1` to `τ_K`; λ is the location: ability
/// less rater severity less item difficulty, in logits.
///
/// *Takes / gives*: steps in logits, in any order; a location in logits; a category from 0 to K.
///
/// *Edges*: no step always gives category 0; a location that is not finite counts as 0.
///
/// *Errors*: a step that is not finite.
///
/// *Source*: Andrich (1978), *Psychometrika* 43, 561–573; Linacre (1989), *Many-facet Rasch measurement*.
///
/// ```
/// use composure::psychometrics::simulate::StepScale;
/// let scale = StepScale::new(&[-1.0, 1.0])?;
/// // At location 0 the weights are 1, e and 1.
/// let e = std::f64::consts::E;
/// assert!((scale.probabilities(0.0)[1] - e / (e + 2.0)).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::simulate::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct StepScale {
    steps: Vec<f64>,
}

impl StepScale {
    /// The scale with these steps.
    pub fn new(steps: &[f64]) -> Result<Self, Error> {
        for step in steps {
            checked(*step, step.is_finite(), "step", "finite")?;
        }
        Ok(Self {
            steps: steps.to_vec(),
        })
    }

    /// The probability of each category at this location; they sum to 1.
    pub fn probabilities(&self, location: f64) -> Vec<f64> {
        let location = if location.is_finite() { location } else { 0.0 };
        let mut exponents = vec![0.0];
        let mut sum = 0.0;
        for step in &self.steps {
            sum += location - step;
            exponents.push(sum);
        }
        let highest = exponents.iter().copied().fold(f64::MIN, f64::max);
        let weights: Vec<f64> = exponents.iter().map(|e| (e - highest).exp()).collect();
        let total: f64 = weights.iter().sum();
        weights.iter().map(|weight| weight / total).collect()
    }

    /// A category drawn at this location.
    pub fn category(&self, location: f64, rng: &mut impl Rng) -> usize {
        let mut left: f64 = rng.random();
        let probabilities = self.probabilities(location);
        for (category, probability) in probabilities.iter().enumerate() {
            left -= probability;
            if left < 0.0 {
                return category;
            }
        }
        // Rounding may leave a crumb beyond the last category.
        self.steps.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::classical::correlation;
    use crate::psychometrics::descriptive::{mean, standard_deviation};

    const PLAIN: RaterTraits = RaterTraits {
        severity: 0.0,
        drift_per_period: 0.0,
        halo: 0.0,
        noise: 0.0,
    };

    #[test]
    fn severity_and_noise_show_in_the_mean_and_spread_of_impressions() {
        let traits = RaterTraits {
            severity: 0.4,
            drift_per_period: 0.05,
            noise: 0.7,
            ..PLAIN
        };
        let rater = SimulatedRater::new(traits).unwrap();
        let mut rng = seeded(11);
        let seen: Vec<f64> = (0..20_000)
            .map(|_| rater.impressions(&[1.0], 4.0, &mut rng)[0])
            .collect();
        // 1 − 0.4 − 4 × 0.05 = 0.4; standard error 0.7 / √20000 = 0.005.
        assert!((mean(&seen).unwrap() - 0.4).abs() < 0.02);
        assert!((standard_deviation(&seen).unwrap() - 0.7).abs() < 0.015);
    }

    #[test]
    fn halo_makes_dimensions_go_together() {
        let mut rng = seeded(12);
        let mut together = |halo: f64| {
            let traits = RaterTraits {
                halo,
                noise: 0.5,
                ..PLAIN
            };
            let rater = SimulatedRater::new(traits).unwrap();
            let (first, second): (Vec<f64>, Vec<f64>) = (0..3000)
                .map(|_| {
                    let qualities = [standard_normal(&mut rng), standard_normal(&mut rng)];
                    let seen = rater.impressions(&qualities, 0.0, &mut rng);
                    (seen[0], seen[1])
                })
                .unzip();
            correlation(&first, &second).unwrap()
        };
        assert!(together(0.0).abs() < 0.06);
        assert!(together(0.5) > 0.3);
        assert!((together(1.0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn categories_are_drawn_as_often_as_their_probability_says() {
        let scale = StepScale::new(&[-1.2, 0.1, 0.9]).unwrap();
        let probabilities = scale.probabilities(0.6);
        assert!((probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        // Neighbouring categories differ by the location less the step in logits.
        assert!(((probabilities[2] / probabilities[1]).ln() - 0.5).abs() < 1e-12);
        let mut rng = seeded(13);
        let mut counts = [0.0; 4];
        for _ in 0..20_000 {
            counts[scale.category(0.6, &mut rng)] += 1.0 / 20_000.0;
        }
        for (count, probability) in counts.iter().zip(&probabilities) {
            assert!((count - probability).abs() < 0.015, "{counts:?}");
        }
    }

    #[test]
    fn extreme_and_meaningless_numbers_stay_on_the_scale() {
        let scale = PointScale::new(1, 5, 0.5).unwrap();
        for (seen, expected) in [
            (f64::INFINITY, 5.0),
            (f64::NEG_INFINITY, 1.0),
            (f64::NAN, 3.0),
        ] {
            assert!((scale.rating(seen) - expected).abs() < f64::EPSILON);
        }
        let steps = StepScale::new(&[0.0, 0.0]).unwrap();
        let mut rng = seeded(1);
        assert_eq!(steps.category(1e9, &mut rng), 2);
        assert_eq!(steps.category(-1e9, &mut rng), 0);
        assert_eq!(StepScale::new(&[]).unwrap().category(3.0, &mut rng), 0);
    }

    #[test]
    fn impossible_traits_are_refused() {
        for traits in [
            RaterTraits { halo: 1.1, ..PLAIN },
            RaterTraits {
                noise: -0.1,
                ..PLAIN
            },
            RaterTraits {
                severity: f64::NAN,
                ..PLAIN
            },
        ] {
            assert!(SimulatedRater::new(traits).is_err(), "{traits:?}");
        }
        assert!(PointScale::new(3, 3, 1.0).is_err());
        assert!(PointScale::new(1, 5, 0.0).is_err());
        assert!(StepScale::new(&[f64::INFINITY]).is_err());
    }
}
