//! Coarse standard scores.

/// The stanine of a z score: 1 to 9, mean 5, steps of half a standard deviation.
///
/// *Model*: ⌊2z + 5.5⌋, held within 1 to 9; a z on a step belongs to the upper one.
///
/// *Takes / gives*: a z score (normalised for norms from a table); a whole number. What is not a number gives 1.
///
/// *Source*: Flanagan (1948), *The aviation psychology program in the Army Air Forces*, report 1.
///
/// ```
/// use composure::psychometrics::norms::stanine;
/// assert_eq!([stanine(-3.0), stanine(0.0), stanine(0.25), stanine(9.0)], [1, 5, 6, 9]);
/// ```
pub fn stanine(z: f64) -> u8 {
    within(2.0 * z + 5.5, 9.0)
}

/// The sten of a z score: 1 to 10, mean 5.5, steps of half a standard deviation.
///
/// *Model*: ⌊2z + 6⌋, held within 1 to 10; a z on a step belongs to the upper one.
///
/// *Takes / gives*: as [`stanine`].
///
/// *Source*: Canfield (1951), *Educational and Psychological Measurement* 11, 295–297.
///
/// ```
/// use composure::psychometrics::norms::sten;
/// assert_eq!([sten(-3.0), sten(-0.1), sten(0.0), sten(9.0)], [1, 5, 6, 10]);
/// ```
pub fn sten(z: f64) -> u8 {
    within(2.0 * z + 6.0, 10.0)
}

fn within(step: f64, highest: f64) -> u8 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "held between 1 and 10; what is not a number becomes 1"
    )]
    let step = step.floor().max(1.0).min(highest) as u8;
    step
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_a_number_takes_the_lowest_step() {
        assert_eq!((stanine(f64::NAN), sten(f64::NAN)), (1, 1));
        assert_eq!((stanine(f64::INFINITY), sten(f64::NEG_INFINITY)), (9, 1));
    }
}
