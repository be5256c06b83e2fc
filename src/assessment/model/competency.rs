//! What scenes let people show.

use super::{CompetencyName, Text};

/// Something that people can be more or less good at, and that decisions and raters of scenes speak to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Competency {
    /// Its name.
    pub name: CompetencyName,
    /// What readers see as its title.
    pub title: Text,
    /// The dimensions of the job that it belongs to.
    pub post_dimensions: Vec<PostDimension>,
}

/// One of the ten dimensions that the California Commission on Peace Officer Standards and Training screens for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PostDimension {
    /// 1: social competence.
    SocialCompetence,
    /// 2: teamwork.
    Teamwork,
    /// 3: adaptability and flexibility.
    Adaptability,
    /// 4: conscientiousness and dependability.
    Conscientiousness,
    /// 5: impulse control and attention to safety.
    ImpulseControl,
    /// 6: integrity and ethics.
    Integrity,
    /// 7: emotional regulation and stress tolerance.
    EmotionalRegulation,
    /// 8: decision-making and judgment.
    DecisionMaking,
    /// 9: assertiveness and persuasiveness.
    Assertiveness,
    /// 10: avoiding substance abuse and other risk-taking; nothing before an offer may ask about it.
    RiskAvoidance,
}
