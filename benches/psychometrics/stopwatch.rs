//! Time on the clock and on the processors.

use std::fmt;
use std::time::Instant;

use crate::process;

/// Runs from when it is made.
pub(crate) struct Stopwatch {
    start: Instant,
    processor_start: f64,
}

/// What a stopwatch shows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reading {
    /// Seconds on the clock.
    pub(crate) seconds: f64,
    /// Processor seconds of all threads.
    pub(crate) processor_seconds: f64,
}

impl Stopwatch {
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
    pub(crate) fn start() -> Self {
        Self {
            start: Instant::now(),
            processor_start: process::processor_seconds(),
        }
    }

    pub(crate) fn read(&self) -> Reading {
        Reading {
            seconds: self.start.elapsed().as_secs_f64(),
            processor_seconds: process::processor_seconds() - self.processor_start,
        }
    }
}

impl fmt::Display for Reading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:.3} s ({:.3} s of processors)",
            self.seconds, self.processor_seconds
        )
    }
}
