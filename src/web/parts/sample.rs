//! Pieces that the samples of several pages share.

use jiff::tz::TimeZone;
use uuid::Uuid;

use super::moment::Moment;
use super::shell::{Desk, Front, Place};
use crate::assessment::{CompositeName, NormGroupName, NormStatus, ScaleName};
use crate::clock::Millis;
use crate::scoring::{NormGroupReference, NormedScore};

/// Samples are written to `target/pages/`; from there this is where `npm run build` puts the assets.
const ASSETS: &str = "../../src/browser/dist";

pub(crate) fn desk() -> Desk {
    Desk {
        assets: ASSETS.to_owned(),
        agency: "Rivermouth Police Department".to_owned(),
        person: "Ines Okafor, reviewer".to_owned(),
        places: vec![
            Place::Campaigns,
            Place::Norms,
            Place::People,
            Place::AdminCampaigns,
            Place::Audit,
        ],
        csrf: "kT3v".to_owned(),
        is_demo: true,
        notice: None,
    }
}

pub(crate) fn front() -> Front {
    Front {
        assets: ASSETS.to_owned(),
        is_demo: true,
    }
}

/// A moment that many minutes after 23 November 2026, 10:42 in New York.
pub(crate) fn moment(minutes: i64) -> Moment {
    let zone = TimeZone::get("America/New_York").unwrap();
    Moment::of(Millis(1_795_448_520_000).plus_seconds(minutes * 60), &zone)
}

pub(crate) fn normed(t: f64, error: f64) -> NormedScore {
    let percentile = |t: f64| (50.0 + (t - 50.0) * 3.1).clamp(1.0, 99.0);
    NormedScore {
        t,
        t_standard_error: error,
        t_lower: t - 1.96 * error,
        t_upper: t + 1.96 * error,
        percentile: percentile(t),
        percentile_lower: percentile(t - 1.96 * error),
        percentile_upper: percentile(t + 1.96 * error),
        reliability: 0.84,
    }
}

pub(crate) fn group() -> NormGroupReference {
    NormGroupReference {
        name: NormGroupName::parse("synthetic").unwrap(),
        title: "Simulated applicants".to_owned(),
        n: 2000,
        status: NormStatus::Synthetic,
    }
}

pub(crate) fn scale(name: &str) -> ScaleName {
    ScaleName::parse(name).unwrap()
}

pub(crate) fn composite(name: &str) -> CompositeName {
    CompositeName::parse(name).unwrap()
}

/// Identifiers that are the same in every run.
pub(crate) fn id(n: u128) -> Uuid {
    Uuid::from_u128(0x0193_5b7a_0000_7000_8000_0000_0000_0000 + n)
}

pub(crate) fn digest() -> String {
    "9f2c41d07be35a86".repeat(4)
}
