//! Moments: dates written out, in the reader's zone, with the zone's name.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use maud::{Markup, Render, html};

use crate::clock::Millis;

/// A moment in the words of one time zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// For programs: `2026-11-23T15:42:00Z`.
    pub iso: String,
    /// For people: `23 November 2026, 10:42 EST`.
    pub text: String,
}

impl Moment {
    /// That moment as it is told in `zone`; a moment outside the calendar is told as its milliseconds.
    pub fn of(at: Millis, zone: &TimeZone) -> Self {
        let Ok(timestamp) = Timestamp::from_millisecond(at.0) else {
            return Self {
                iso: String::new(),
                text: at.to_string(),
            };
        };
        let zoned = timestamp.to_zoned_datetime(zone.clone());
        Self {
            iso: timestamp.strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            text: zoned.strftime("%-d %B %Y, %H:%M %Z").to_string(),
        }
    }
}

impl Render for Moment {
    fn render(&self) -> Markup {
        html! { time datetime=(self.iso) { (self.text) } }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_out_with_the_name_of_its_zone() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let moment = Moment::of(Millis(1_795_448_520_000), &zone);
        assert_eq!(moment.iso, "2026-11-23T15:42:00Z");
        assert_eq!(moment.text, "23 November 2026, 10:42 EST");
    }
}
