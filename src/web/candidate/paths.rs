//! The addresses of candidate pages and forms: links are made here and nowhere else.

use crate::assessment::SectionName;
use crate::digest::Digest;

/// The page of the current step.
pub const SITTING: &str = "/sitting";
/// Where agreeing to the notice is posted.
pub const CONSENT: &str = "/sitting/consent";
/// Where the device check is posted.
pub const DEVICE: &str = "/sitting/device";
/// Where the end of the practice is posted.
pub const PRACTICE: &str = "/sitting/practice";
/// Where a page of answers is posted when there is no script.
pub const ANSWERS: &str = "/sitting/answers";
/// Where everything is handed in.
pub const SUBMIT: &str = "/sitting/submit";
/// The first page of a questionnaire that has not begun: leaves its intro behind.
pub const BEGIN: &str = "/sitting?begin=1";

/// A picture whose loading says that a section's first page is painted where there is no script to say so.
pub fn painted(section: &SectionName) -> String {
    format!("/sitting/painted/{section}.gif")
}

/// A page of the questionnaire that is open.
pub fn page(page: u32) -> String {
    format!("{SITTING}?page={page}")
}

/// A film, still or caption file.
pub fn media(sha256: Digest) -> String {
    format!("/sitting/media/{sha256}")
}
