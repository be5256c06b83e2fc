//! Links by the moments of the anchors' parameters.

use super::{Anchor, Error, Link, checked};
use crate::psychometrics::descriptive::{mean, standard_deviation};
use crate::psychometrics::irt::ItemModel;

/// The link that gives the anchors' difficulties the old mean and the old standard deviation.
///
/// *Model*: A = s(b) / s(b′), B = m(b) − A m(b′), over the difficulties of all categories of all anchors.
///
/// *Takes / gives*: items of both calibrations in pairs; θ = A θ′ + B.
///
/// *Edges*: one anchor of several categories is enough; an item of extreme difficulty weighs heavily.
///
/// *Errors*: no anchor, anchors of different kinds, a slope of 0, difficulties that do not differ.
///
/// *Source*: Marco (1977), *Journal of Educational Measurement* 14, 139–160; Kolen & Brennan (2014), *Test Equating,
/// Scaling, and Linking*, 3rd edition, section 6.3.
///
/// ```
/// use composure::psychometrics::irt::{ItemModel, linking::{Anchor, mean_sigma}};
/// let item = |slope, intercept| ItemModel::Logistic { slope, intercept };
/// // Difficulties −1 and 1 became 0 and 1: the new unit is twice as long, its zero lies at −1.
/// let anchors = [
///     Anchor { old: item(1.0, 1.0), new: item(2.0, 0.0) },
///     Anchor { old: item(1.0, -1.0), new: item(2.0, -2.0) },
/// ];
/// let link = mean_sigma(&anchors)?;
/// assert!((link.slope() - 2.0).abs() < 1e-12 && (link.intercept() + 1.0).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::irt::linking::Error>(())
/// ```
pub fn mean_sigma(anchors: &[Anchor]) -> Result<Link, Error> {
    let (old, new) = difficulties(anchors)?;
    let spread = |values: &[f64]| {
        standard_deviation(values)
            .filter(|spread| 1e-9 < *spread)
            .ok_or(Error::Flat {
                what: "difficulties do not differ and",
            })
    };
    from_slope(spread(&old)? / spread(&new)?, &old, &new)
}

/// The link that gives the anchors' slopes and difficulties the old means.
///
/// *Model*: A = m(a′) / m(a), B = m(b) − A m(b′), slopes once for each anchor, difficulties over all
/// categories.
///
/// *Takes / gives*, *Errors*: as [`mean_sigma`]; slopes have to add up to the same sign in both calibrations.
///
/// *Source*: Loyd & Hoover (1980), *Journal of Educational Measurement* 17, 179–193; Kolen & Brennan (2014), section
/// 6.3.
///
/// ```
/// use composure::psychometrics::irt::{ItemModel, linking::{Anchor, mean_mean}};
/// let item = |slope, intercept| ItemModel::Logistic { slope, intercept };
/// let link = mean_mean(&[Anchor { old: item(1.0, 1.0), new: item(2.0, 0.0) }])?;
/// assert!((link.slope() - 2.0).abs() < 1e-12 && (link.intercept() + 1.0).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::irt::linking::Error>(())
/// ```
pub fn mean_mean(anchors: &[Anchor]) -> Result<Link, Error> {
    let (old, new) = difficulties(anchors)?;
    let slopes = |of: fn(&Anchor) -> &ItemModel| -> Result<f64, Error> {
        let slopes: Vec<f64> = anchors.iter().map(|anchor| of(anchor).slope()).collect();
        let mean = mean(&slopes).filter(|mean| 1e-9 < mean.abs());
        mean.ok_or(Error::Flat {
            what: "mean slope is 0 and",
        })
    };
    let slope = slopes(|anchor| &anchor.new)? / slopes(|anchor| &anchor.old)?;
    from_slope(slope, &old, &new)
}

fn from_slope(slope: f64, old: &[f64], new: &[f64]) -> Result<Link, Error> {
    let old = mean(old).ok_or(Error::NotFinite)?;
    let new = mean(new).ok_or(Error::NotFinite)?;
    Link::new(slope, old - slope * new)
}

/// The difficulties of all anchors' categories in the old and in the new calibration.
fn difficulties(anchors: &[Anchor]) -> Result<(Vec<f64>, Vec<f64>), Error> {
    checked(anchors, 1)?;
    let (mut old, mut new) = (Vec::new(), Vec::new());
    for anchor in anchors {
        let of = |item: &ItemModel| {
            item.difficulties().ok_or(Error::Flat {
                what: "slope is 0 and",
            })
        };
        old.extend(of(&anchor.old)?);
        new.extend(of(&anchor.new)?);
    }
    Ok((old, new))
}
