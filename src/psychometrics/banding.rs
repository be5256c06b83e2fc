//! Bands of scores that cannot be told apart.
//!
//! The width of a band is z · SED, see
//! [`MeasurementError::band_width`](super::classical::MeasurementError::band_width): two scores closer than that differ
//! by no more than error may make them. Who is chosen within a band is decided on other grounds, by people.

/// Why bands cannot be drawn.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Error {
    /// A score is not a finite number.
    #[error("score {score_idx} is {score}")]
    Score {
        /// Which one, counted from 0.
        score_idx: usize,
        /// Its value.
        score: f64,
    },
    /// The width is not a finite number of 0 or more.
    #[error("the band width is {0}, not 0 or above")]
    Width(f64),
}

/// The band of each score, 1 for the highest, each band beginning at the best score above which all are banded.
///
/// *Model*: going down the sorted scores, a score is in the current band when it is at most `width` below the band's
/// top score; otherwise it is the top of the next band.
///
/// *Takes / gives*: scores in any order, the better the higher, and a width in the same unit; a band from 1 for each
/// score, in the order given.
///
/// *Edges*: equal scores share a band; width 0 makes one band for each different score; no score gives no band.
///
/// *Errors*: a score or width that is not a finite number, a negative width.
///
/// *Source*: Cascio, Outtz, Zedeck & Goldstein (1991), *Human Performance* 4, 233–264.
///
/// ```
/// use composure::psychometrics::banding::bands;
/// assert_eq!(bands(&[70.0, 55.0, 62.0, 53.0, 62.0], 8.0), Ok(vec![1, 2, 1, 2, 1]));
/// ```
pub fn bands(scores: &[f64], width: f64) -> Result<Vec<u32>, Error> {
    check(scores, width)?;
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|a, b| at(scores, *b).total_cmp(&at(scores, *a)));
    let mut bands = vec![0; scores.len()];
    let (mut band, mut top) = (0, f64::INFINITY);
    for score_idx in order {
        let score = at(scores, score_idx);
        if top - score > width {
            band += 1;
            top = score;
        }
        if let Some(place) = bands.get_mut(score_idx) {
            *place = band;
        }
    }
    Ok(bands)
}

/// Which of the scores still to be chosen from cannot be told apart from the best of them: a sliding band.
///
/// *Model*: as [`bands`], but drawn anew after each choice, so that the band slides down as the best leave.
///
/// *Takes / gives*: the scores that are left, and a width; the places of the banded ones, in the order given.
///
/// *Edges*: no score gives no place.
///
/// *Errors*: as [`bands`].
///
/// ```
/// use composure::psychometrics::banding::top_band;
/// assert_eq!(top_band(&[70.0, 55.0, 62.0], 8.0), Ok(vec![0, 2]));
/// // Once the first is chosen, the band slides down.
/// assert_eq!(top_band(&[55.0, 62.0], 8.0), Ok(vec![0, 1]));
/// ```
pub fn top_band(scores: &[f64], width: f64) -> Result<Vec<usize>, Error> {
    check(scores, width)?;
    let Some(top) = scores.iter().copied().max_by(f64::total_cmp) else {
        return Ok(Vec::new());
    };
    Ok((0..scores.len())
        .filter(|score_idx| top - at(scores, *score_idx) <= width)
        .collect())
}

fn check(scores: &[f64], width: f64) -> Result<(), Error> {
    if !width.is_finite() || width < 0.0 {
        return Err(Error::Width(width));
    }
    match scores
        .iter()
        .copied()
        .enumerate()
        .find(|(_, score)| !score.is_finite())
    {
        Some((score_idx, score)) => Err(Error::Score { score_idx, score }),
        None => Ok(()),
    }
}

fn at(scores: &[f64], score_idx: usize) -> f64 {
    scores.get(score_idx).copied().unwrap_or(f64::NEG_INFINITY)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::psychometrics::classical::MeasurementError;
    use crate::psychometrics::reference;

    #[test]
    fn bands_equal_the_reference() {
        // reference/fair_banding.json: R 4.2.2.
        let Some(reference) =
            reference::json("reference/fair_banding.json", "bands_equal_the_reference")
        else {
            return;
        };
        for scale in ["bfi_agree", "bfi_neuro_90"] {
            let entry = &reference[scale];
            let list = |field: &str| -> Vec<f64> {
                entry["fixed_bands"][field]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|value| value.as_f64().unwrap())
                    .collect()
            };
            let width = entry["width_two_sided"].as_f64().unwrap();
            let expected = list("band");
            let found: Vec<f64> = bands(&list("score"), width)
                .unwrap()
                .into_iter()
                .map(f64::from)
                .collect();
            assert_eq!(found, expected, "{scale}");
        }
    }

    #[test]
    fn the_first_band_of_the_bfi_equals_the_reference() {
        // reference/fair_banding.json: R 4.2.2; the sums of the people who answered every item.
        let test = "the_first_band_of_the_bfi_equals_the_reference";
        let (Some(rows), Some(reference)) = (
            reference::table("data/bfi.csv", test),
            reference::json("reference/fair_banding.json", test),
        ) else {
            return;
        };
        for (scale, items, reversed) in [
            ("bfi_agree", ["A1", "A2", "A3", "A4", "A5"], "A1"),
            ("bfi_neuro_90", ["N1", "N2", "N3", "N4", "N5"], ""),
        ] {
            let entry = &reference[scale];
            let number = |field: &str| entry[field].as_f64().unwrap();
            let close = |found: f64, field: &str| {
                assert!(
                    (found - number(field)).abs() < 1e-8,
                    "{scale} {field}: {found}"
                );
            };
            let score = |row: &reference::Row| -> Option<f64> {
                let codes = items.iter().map(|item| {
                    let code = reference::number(row, item)?;
                    Some(if *item == reversed { 7.0 - code } else { code })
                });
                codes.sum()
            };
            let scores: Vec<f64> = rows.iter().filter_map(score).collect();
            assert_eq!(Some(scores.len() as u64), entry["n"].as_u64());
            let spread = crate::psychometrics::descriptive::standard_deviation(&scores).unwrap();
            close(spread, "sd");
            let error = MeasurementError::new(spread, number("rel")).unwrap();
            close(error.standard_error(), "SEM");
            close(error.standard_error_of_difference(), "SED");
            let width = error.band_width(number("conf")).unwrap();
            close(width, "width_two_sided");
            close(width / error.standard_error_of_difference(), "z_two_sided");
            // One side of 1 − 2 (1 − c) has as much beyond it as both sides of c.
            let one_sided = error.band_width(2.0 * number("conf") - 1.0).unwrap();
            close(one_sided, "width_one_sided");
            let top = scores.iter().copied().fold(f64::MIN, f64::max);
            close(top, "top");
            close(top - width, "first_band_min");
            let first = top_band(&scores, width).unwrap();
            assert_eq!(Some(first.len() as u64), entry["n_in_first_band"].as_u64());
        }
    }

    #[test]
    fn ties_share_a_band_and_width_0_parts_all_others() {
        assert_eq!(bands(&[5.0, 7.0, 5.0, 6.0], 0.0), Ok(vec![3, 1, 3, 2]));
        assert_eq!(bands(&[], 1.0), Ok(vec![]));
    }

    #[test]
    fn a_score_exactly_the_width_below_is_still_in() {
        assert_eq!(bands(&[10.0, 8.0, 7.5], 2.0), Ok(vec![1, 1, 2]));
    }

    #[test]
    fn what_cannot_be_ordered_is_refused() {
        assert!(matches!(
            bands(&[1.0, f64::NAN], 1.0),
            Err(Error::Score { score_idx: 1, .. })
        ));
        assert_eq!(bands(&[1.0], -1.0), Err(Error::Width(-1.0)));
        assert_eq!(top_band(&[], 1.0), Ok(vec![]));
    }

    proptest! {
        #[test]
        fn a_higher_score_never_has_a_lower_band(scores in prop::collection::vec(any::<f64>(), 0..12), width in any::<f64>()) {
            if let Ok(bands) = bands(&scores, width) {
                for (a, band_a) in scores.iter().zip(&bands) {
                    prop_assert!(*band_a >= 1);
                    for (b, band_b) in scores.iter().zip(&bands) {
                        prop_assert!(a < b || band_a <= band_b);
                    }
                }
            }
        }
    }
}
