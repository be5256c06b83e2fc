//! Why a command gave no figures.

use std::fmt;
use std::process::ExitCode;

/// Why a command gave no figures, as a whole sentence or two for the person at the keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// The files or arguments are wrong: exit code 2.
    Input(String),
    /// The files can be read, but the method cannot be computed on them: exit code 3.
    Method(String),
}

impl Fault {
    /// The files or arguments are wrong.
    pub(super) fn input(sentence: impl Into<String>) -> Self {
        Self::Input(sentence.into())
    }

    /// The method cannot be computed, for this reason; `advice` is a sentence that says what to do.
    pub(super) fn method(reason: &impl fmt::Display, advice: &str) -> Self {
        Self::Method(format!("This cannot be computed: {reason}. {advice}"))
    }

    /// The code to exit with.
    pub(super) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Input(_) => ExitCode::from(2),
            Self::Method(_) => ExitCode::from(3),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(sentence) | Self::Method(sentence) => f.write_str(sentence),
        }
    }
}
