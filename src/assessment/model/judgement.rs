//! Situations in words whose options are rated.

use super::{CompetencyName, ItemName, JudgementName, OptionName, OptionTone, Stage, Text};

/// How many options every situation has: as many as a page shows, and as many as one page's ratings.
pub const OPTIONS_OF_A_JUDGEMENT: usize = 4;

/// How many points options are rated on; experts rated on as many.
pub const JUDGEMENT_POINTS: u8 = 7;

/// A situation in words, and four things that somebody could do in it, each of which is rated.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// Its name.
    pub name: JudgementName,
    /// The situation.
    pub stem: Text,
    /// What could be done: [`OPTIONS_OF_A_JUDGEMENT`] options.
    pub options: Vec<JudgedOption>,
    /// When it may be used, where that differs from the assessment's stage.
    pub stage: Option<Stage>,
}

/// Something that could be done in a situation, and what experts think of it.
#[derive(Debug, Clone, PartialEq)]
pub struct JudgedOption {
    /// Its name.
    pub name: OptionName,
    /// The name of its rating, as events carry it beside the items of questionnaires.
    pub rating: ItemName,
    /// Its words.
    pub text: Text,
    /// How it meets other people.
    pub tone: OptionTone,
    /// The competency that it shows or fails.
    pub competency: CompetencyName,
    /// The key: the mean rating of experts, from 1 to [`JUDGEMENT_POINTS`].
    pub expert: f64,
    /// Why experts rate it so.
    pub rationale: String,
}

impl Judgement {
    /// The name of an option's rating: `<judgement>-<option>`; `None` where that is too long for a name.
    pub fn rating_name(judgement: &JudgementName, option: &OptionName) -> Option<ItemName> {
        ItemName::parse(&format!("{judgement}-{option}"))
    }
}

impl OptionTone {
    /// Every tone.
    pub const ALL: [Self; 3] = [Self::Passive, Self::Assertive, Self::Aggressive];

    /// The word for it in files and on pages.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Passive => "passive",
            Self::Assertive => "assertive",
            Self::Aggressive => "aggressive",
        }
    }
}
