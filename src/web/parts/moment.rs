//! Moments: dates written out, in the reader's zone, with the zone's name.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use maud::{Markup, Render, html};

use crate::clock::Millis;
use crate::people::Agency;

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

/// A day as definitions write it (`2026-11-01`), written out: `1 November 2026`; anything else stays as it is.
pub fn day(text: &str) -> String {
    text.parse::<Date>().map_or_else(
        |_no_date| text.to_owned(),
        |day| day.strftime("%-d %B %Y").to_string(),
    )
}

/// From one day to another.
pub fn days(from: &str, to: &str) -> String {
    if from == to {
        day(from)
    } else {
        format!("{} to {}", day(from), day(to))
    }
}

impl Render for Moment {
    fn render(&self) -> Markup {
        html! { time datetime=(self.iso) { (self.text) } }
    }
}

/// The zone in which an agency's pages tell times; an unknown one is told as universal time.
pub fn zone_of(agency: &Agency) -> TimeZone {
    TimeZone::get(&agency.time_zone).unwrap_or(TimeZone::UTC)
}

/// Reads a day and a time without a zone, such as `2027-03-31T17:00`, as they are in `zone`; `None` when it is not one.
pub fn read_local(text: &str, zone: &TimeZone) -> Option<Millis> {
    let local: DateTime = text.parse().ok()?;
    let zoned = local.to_zoned_datetime(zone.clone()).ok()?;
    Some(Millis(zoned.timestamp().as_millisecond()))
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

    #[test]
    fn a_local_time_is_read_in_its_zone_and_written_out_the_same() {
        let zone = TimeZone::get("America/New_York").unwrap();
        let read = read_local("2026-11-23T10:42", &zone);
        assert_eq!(read, Some(Millis(1_795_448_520_000)));
        for bad in ["", "tomorrow", "2026-13-01T10:00"] {
            assert_eq!(read_local(bad, &zone), None, "{bad}");
        }
    }

    #[test]
    fn days_are_written_out() {
        assert_eq!(days("2026-11-01", "2026-11-01"), "1 November 2026");
        let two = "1 November 2026 to 12 January 2027";
        assert_eq!(days("2026-11-01", "2027-01-12"), two);
        assert_eq!(day("last week"), "last week");
    }
}
