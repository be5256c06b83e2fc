//! The clock of a simulated browser.

use rand::{Rng, RngExt};

use super::Sent;
use super::assumptions as assumed;
use crate::clock::Millis;
use crate::sitting::event::Happening;

/// What was sent so far, and the time on the page.
pub(super) struct Pace {
    start: Millis,
    page_ms: f64,
    slowness: f64,
    sent: Vec<Sent>,
}

impl Pace {
    /// The clock of somebody who takes so many times as long as the average for what is done at one's own pace.
    pub(super) fn new(start: Millis, slowness: f64) -> Self {
        // A page's own clock begins a little before anything happens on it.
        Self {
            start,
            page_ms: 1_000.0,
            slowness,
            sent: Vec::new(),
        }
    }

    /// The time on the page's own clock, in milliseconds.
    pub(super) fn now_ms(&self) -> f64 {
        self.page_ms
    }

    pub(super) fn advance_ms(&mut self, milliseconds: f64) {
        self.page_ms += milliseconds.max(0.0);
    }

    /// Rests before another part of a task than `latest`, which it then is; tells whether there was one.
    pub(super) fn rest_before(
        &mut self,
        block: Option<u32>,
        latest: &mut Option<u32>,
        break_seconds: u32,
    ) -> bool {
        let is_new = block != *latest;
        if is_new {
            self.advance_ms(f64::from(break_seconds) * 1000.0);
            *latest = block;
        }
        is_new
    }

    /// Lets pass what takes an average person about that many seconds, from half to one and a half times.
    pub(super) fn wait_seconds(&mut self, seconds: f64, rng: &mut impl Rng) {
        let factor: f64 = rng.random_range(assumed::EACH_TIME);
        self.advance_ms(seconds * 1000.0 * factor * self.slowness);
    }

    pub(super) fn send(&mut self, happening: Happening) {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a sitting lasts hours, not aeons"
        )]
        let at = self.start + self.page_ms.round() as i64;
        self.sent.push(Sent { at, happening });
    }

    pub(super) fn into_sent(self) -> Vec<Sent> {
        self.sent
    }
}
