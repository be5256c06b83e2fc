//! What is asked in writing.

use serde::{Deserialize, Serialize};

use super::{ItemName, ScaleName, Stage, Text};

/// The answer format shared by all items: `labels.len()` points, coded from 1.
#[derive(Debug, Clone, PartialEq)]
pub struct ResponseScale {
    /// The words of each point, the lowest first.
    pub labels: Vec<Text>,
}

impl ResponseScale {
    /// The highest code; the lowest is 1.
    pub fn points(&self) -> u8 {
        u8::try_from(self.labels.len()).unwrap_or(u8::MAX)
    }

    /// A code with its English words: `5 (Agree)`.
    pub fn worded(&self, code: u8) -> String {
        let label = self.labels.get(usize::from(code).saturating_sub(1));
        format!("{code} ({})", label.map_or("", |text| text.get("en")))
    }
}

/// One questionnaire item.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its name, as events carry it.
    pub name: ItemName,
    /// The sentence that candidates judge.
    pub text: Text,
    /// What its answer counts for.
    pub role: ItemRole,
    /// When it may be used, where that differs from the assessment's stage.
    pub stage: Option<Stage>,
}

/// What an item's answer counts for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ItemRole {
    /// Counts towards a scale.
    Keyed {
        /// The scale.
        scale: ScaleName,
        /// Whether agreeing raises or lowers the scale.
        direction: Direction,
    },
    /// Tells whether the candidate reads: exactly this answer is asked for in its words.
    AttentionCheck {
        /// The code asked for.
        expected: u8,
    },
    /// Tells whether the candidate reads: careful people answer within this range, whoever they are.
    Infrequency {
        /// The answers that careful people give.
        careful: AnswerRange,
    },
    /// Speaks of a virtue that hardly anybody has: counts for the index of positive impression, never for a scale.
    UnlikelyVirtue {
        /// The answers that claim it.
        claims: AnswerRange,
    },
}

/// Some of the answers to an item, next to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerRange {
    // The lowest is never above the highest.
    lowest: u8,
    highest: u8,
}

impl AnswerRange {
    /// The codes from `lowest` to `highest`; `None` where there is none between them.
    pub fn new(lowest: u8, highest: u8) -> Option<Self> {
        (lowest <= highest).then_some(Self { lowest, highest })
    }
    /// The lowest code.
    pub fn lowest(self) -> u8 {
        self.lowest
    }
    /// The highest code.
    pub fn highest(self) -> u8 {
        self.highest
    }
    /// Whether a code is among them.
    pub fn contains(self, code: u8) -> bool {
        (self.lowest..=self.highest).contains(&code)
    }
}

/// Whether agreeing with an item raises or lowers its scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Agreeing raises the scale.
    Positive,
    /// Agreeing lowers the scale: the code is reversed before adding.
    Negative,
}
