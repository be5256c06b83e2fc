//! How long somebody was elsewhere during a page.

use crate::psychometrics::finite;

/// A time during which the page was not in front or had no focus.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Absence {
    /// When it began, in milliseconds on the session's clock.
    pub left_ms: f64,
    /// When it ended; `None` when it lasted to the end of the session.
    pub returned_ms: Option<f64>,
}

/// How often and how long somebody was elsewhere.
///
/// *Model*: absences are cut to the session and those that overlap or touch are joined, since one absence is often
/// reported twice, as lost focus and as a hidden page.
///
/// *Takes / gives*: absences in any order and the session's begin and end on the same clock, in milliseconds; seconds,
/// and a share of the session from 0 to 1.
///
/// *Edges*: absences outside the session or without length are none. `None` when the session has no length or a time is
/// not finite. A note for the psychologist, never a score: people are called away.
///
/// *Source*: Diedenhofen & Musch (2017), *Behavior Research Methods* 49, 1444–1459 (page defocusing events).
///
/// ```
/// use composure::psychometrics::quality::{Absence, OffTask};
/// let absence = |left_ms, returned_ms| Absence { left_ms, returned_ms: Some(returned_ms) };
/// let seen = OffTask::of(&[absence(4000.0, 9000.0), absence(3000.0, 5000.0)], 0.0, 60_000.0).unwrap();
/// assert_eq!((seen.n_absences, seen.seconds, seen.share), (1, 6.0, 0.1));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OffTask {
    /// How many absences there were after joining.
    pub n_absences: usize,
    /// Their length together, in seconds.
    pub seconds: f64,
    /// The length of the longest, in seconds.
    pub longest_seconds: f64,
    /// Their share of the session, 0 to 1.
    pub share: f64,
}

impl OffTask {
    /// The absences of a session from `begin_ms` to `end_ms`.
    pub fn of(absences: &[Absence], begin_ms: f64, end_ms: f64) -> Option<Self> {
        let session_ms = finite(end_ms - begin_ms).filter(|length| *length > 0.0)?;
        let mut spans: Vec<(f64, f64)> = Vec::with_capacity(absences.len());
        for absence in absences {
            let left = finite(absence.left_ms)?.max(begin_ms);
            let returned = finite(absence.returned_ms.unwrap_or(end_ms))?.min(end_ms);
            if left < returned {
                spans.push((left, returned));
            }
        }
        spans.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
        let mut joined: Vec<(f64, f64)> = Vec::new();
        for (left, returned) in spans {
            match joined.last_mut() {
                Some(last) if left <= last.1 => last.1 = last.1.max(returned),
                _ => joined.push((left, returned)),
            }
        }
        let lengths = || joined.iter().map(|(left, returned)| returned - left);
        let total_ms: f64 = lengths().sum();
        Some(Self {
            n_absences: joined.len(),
            seconds: total_ms / 1000.0,
            longest_seconds: lengths().fold(0.0, f64::max) / 1000.0,
            share: (total_ms / session_ms).min(1.0),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_absence_without_return_lasts_to_the_end() {
        let gone = Absence {
            left_ms: 8000.0,
            returned_ms: None,
        };
        let before = Absence {
            left_ms: -5000.0,
            returned_ms: Some(1000.0),
        };
        let backwards = Absence {
            left_ms: 6000.0,
            returned_ms: Some(5000.0),
        };
        let seen = OffTask::of(&[gone, before, backwards], 0.0, 10_000.0).unwrap();
        assert_eq!(
            (seen.n_absences, seen.seconds, seen.longest_seconds),
            (2, 3.0, 2.0)
        );
        assert_eq!(OffTask::of(&[gone], 5.0, 5.0), None);
        let odd = Absence {
            left_ms: f64::NAN,
            returned_ms: None,
        };
        assert_eq!(OffTask::of(&[odd], 0.0, 1.0), None);
        assert_eq!(OffTask::of(&[], 0.0, 1.0).unwrap().n_absences, 0);
    }
}
