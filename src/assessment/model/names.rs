//! Names: what events, keys and norms carry to say which part they are about.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

macro_rules! names {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        // Shared text: states are copied with every answer, and their names with them.
        pub struct $name(Arc<str>);

        impl $name {
            /// Reads a name of lower-case letters, digits and single hyphens, at most 64 characters; `None` otherwise.
            pub fn parse(text: &str) -> Option<Self> {
                is_name(text).then(|| Self(text.into()))
            }
            /// The name as written in the definition.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    )+};
}

names! {
    /// The folder name of an assessment.
    AssessmentName,
    /// A section within an assessment.
    SectionName,
    /// A questionnaire item.
    ItemName,
    /// A video scene.
    SceneName,
    /// A decision point within a scene.
    DecisionName,
    /// One option of a decision point.
    OptionName,
    /// A situation in words whose options are rated.
    JudgementName,
    /// One stretch of a window in which somebody may step in.
    MomentName,
    /// A competency: what a scene lets somebody show.
    CompetencyName,
    /// Somebody who is seen in a film.
    PersonName,
    /// A reaction-time task.
    TaskName,
    /// A scale: one thing that is scored.
    ScaleName,
    /// A weighted sum of scales.
    CompositeName,
    /// A norm group.
    NormGroupName,
    /// A dimension that raters judge.
    DimensionName,
}

fn is_name(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
}
