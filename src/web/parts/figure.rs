//! How numbers are written: a score with its error beside it, thousands apart, and a true minus sign.

use maud::{Markup, html};

use crate::scoring::NormedScore;

/// A number with that many decimals, with U+2212 for minus, which is as wide as a plus.
pub fn decimal(value: f64, decimals: usize) -> String {
    format!("{value:.decimals$}").replace('-', "\u{2212}")
}

/// A number with as many decimals as its size asks for: none where it is whole, one from 100 on, two below.
pub fn plain(value: f64) -> String {
    if value.fract() == 0.0 {
        decimal(value, 0)
    } else if value.abs() >= 100.0 {
        decimal(value, 1)
    } else {
        decimal(value, 2)
    }
}

/// A count with a comma before each three digits.
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// One number of a count and its noun: `1 applicant`, `400 applicants`.
pub fn counted(n: u64, one: &str, many: &str) -> String {
    let noun = if n == 1 { one } else { many };
    format!("{} {noun}", count(n))
}

/// A number, or a dash that is read aloud as `none`.
pub fn optional(text: Option<String>) -> Markup {
    html! {
        @if let Some(text) = text {
            (text)
        } @else {
            span aria-hidden="true" { "–" }
            span.said { "none" }
        }
    }
}

/// A T score with its standard error.
pub fn score(normed: &NormedScore) -> String {
    with_error(normed.t, normed.t_standard_error)
}

/// A T score and its standard error, where no more of it is at hand.
pub fn with_error(t: f64, standard_error: f64) -> String {
    format!("{} ± {}", decimal(t, 1), decimal(standard_error, 1))
}

/// The 95 % interval of a T score.
pub fn interval(normed: &NormedScore) -> String {
    range(normed.t_lower, normed.t_upper, 1)
}

/// A percentile with its 95 % interval. Nobody stands above everybody: what would round to 0 or 100 is written as
/// under 1 or over 99.
pub fn percentile(normed: &NormedScore) -> String {
    let lower = rank_in_100(normed.percentile_lower);
    let upper = rank_in_100(normed.percentile_upper);
    format!("{} ({lower} to {upper})", rank_in_100(normed.percentile))
}

fn rank_in_100(percentile: f64) -> String {
    if percentile < 0.5 {
        "under 1".to_owned()
    } else if 99.5 <= percentile {
        "over 99".to_owned()
    } else {
        decimal(percentile, 0)
    }
}

/// How long a film is, in minutes and seconds: `0:42`.
pub fn length(duration_ms: f64) -> String {
    let seconds = (duration_ms / 1000.0).round();
    format!("{:.0}:{:02.0}", (seconds / 60.0).floor(), seconds % 60.0)
}

/// The first twelve digits of a hash, enough to tell two apart by eye.
pub fn abbreviated(digest: &str) -> String {
    let start: String = digest.chars().take(12).collect();
    format!("{start}…")
}

fn range(lower: f64, upper: f64, decimals: usize) -> String {
    format!(
        "{} to {}",
        decimal(lower, decimals),
        decimal(upper, decimals)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_readers_expect_them() {
        assert_eq!(decimal(-1.26, 1), "\u{2212}1.3");
        assert_eq!(plain(64.0), "64");
        assert_eq!(plain(0.456), "0.46");
        assert_eq!(plain(213.44), "213.4");
        assert_eq!(length(42_300.0), "0:42");
        assert_eq!(length(119_700.0), "2:00");
        assert_eq!(count(7), "7");
        assert_eq!(count(100), "100");
        assert_eq!(count(1000), "1,000");
        assert_eq!(count(1234567), "1,234,567");
        assert_eq!(counted(1, "applicant", "applicants"), "1 applicant");
    }
}
