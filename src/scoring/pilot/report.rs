//! The figures of a pilot: data only, shown elsewhere. Their serialised fields are a contract with programs.

use serde::Serialize;

use super::flags::Flag;
use crate::assessment::{AssessmentName, CompositeName, ScaleName};

/// Everything that the sittings of a pilot say. A figure that is missing could not be; where it is not plain why, a note
/// beside it says so.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PilotReport {
    /// The assessment.
    pub assessment: AssessmentName,
    /// Its version.
    pub version: u32,
    /// How many people.
    pub people: People,
    /// One for each scale, in the assessment's order.
    pub scales: Vec<ScaleFound>,
    /// One for each composite.
    pub composites: Vec<CompositeFound>,
    /// One for each two scales.
    pub correlations: Vec<PairFound>,
    /// One for each scale that is made of answers.
    pub items: Vec<ItemsFound>,
    /// One for each decision and scale that it counts for.
    pub decisions: Vec<DecisionFound>,
    /// One for each option of each situation.
    pub judgements: Vec<JudgedFound>,
    /// What ratings of answers after films can carry.
    pub ratings: RatingsFound,
    /// How long it takes.
    pub times: TimesFound,
    /// How far answers can be trusted.
    pub quality: QualityFound,
}

/// How many people there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct People {
    /// Who sat.
    pub sat: usize,
    /// Who answered so carelessly that nothing but their time and quality is counted.
    pub left_out: usize,
    /// Who is counted.
    pub counted: usize,
    /// Who of them is counted at a second sitting too.
    pub sat_twice: usize,
}

/// How often something was said.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CodeCount {
    /// Its stable word.
    pub code: String,
    /// How often.
    pub n: usize,
    /// Of all that could be.
    pub share: Option<f64>,
}

/// A scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScaleFound {
    /// Its name.
    pub scale: ScaleName,
    /// Its title.
    pub title: String,
    /// What its score is, with its unit.
    pub score: &'static str,
    /// Whether more or less is better.
    pub good_end: crate::assessment::GoodEnd,
    /// How many people have a score.
    pub n: usize,
    /// Mean raw score.
    pub mean: Option<f64>,
    /// Standard deviation of raw scores.
    pub sd: Option<f64>,
    /// Reliability in these people, as estimated.
    pub reliability: Option<f64>,
    /// How it was estimated.
    pub reliability_method: Option<&'static str>,
    /// Why so.
    pub reliability_because: &'static str,
    /// Omega total of one factor, where the scale is a sum of items.
    pub omega_total: Option<f64>,
    /// Alpha of single answers, where the reliability takes several of them together.
    pub alpha_of_answers: Option<f64>,
    /// Correlation of two sittings.
    pub retest_r: Option<f64>,
    /// The lower end of its 95 % interval (Fisher's z); missing with fewer than four people.
    pub retest_r_lower: Option<f64>,
    /// The upper end.
    pub retest_r_upper: Option<f64>,
    /// Of how many people.
    pub retest_n: usize,
    /// Standard error of measurement in the raw score's unit.
    pub sem: Option<f64>,
    /// The same in T points.
    pub sem_t: Option<f64>,
    /// The share of people who were refused a score.
    pub refused: Option<f64>,
    /// Why, by code; a person may be refused for several reasons.
    pub refusals: Vec<CodeCount>,
    /// What could not be, and why.
    pub notes: Vec<String>,
}

/// A composite.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CompositeFound {
    /// Its name.
    pub composite: CompositeName,
    /// Its title.
    pub title: String,
    /// How many people have every part.
    pub n: usize,
    /// Mean weighted sum of z scores.
    pub mean: Option<f64>,
    /// Standard deviation of weighted sums.
    pub sd: Option<f64>,
    /// Mosier's reliability.
    pub reliability: Option<f64>,
    /// Standard error of measurement in units of the weighted sum.
    pub sem: Option<f64>,
    /// The same in T points.
    pub sem_t: Option<f64>,
    /// The share of people who were refused a score.
    pub refused: Option<f64>,
    /// For want of which part; a person may lack several.
    pub refusals: Vec<CodeCount>,
    /// Its parts.
    pub weights: Vec<WeightFound>,
    /// What could not be, and why.
    pub notes: Vec<String>,
}

/// What a part of a composite should and does bring.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WeightFound {
    /// The scale.
    pub scale: ScaleName,
    /// The weight on its z score.
    pub weight: f64,
    /// The share of the composite's variance that it brings.
    pub effective: Option<f64>,
}

/// Two scales, good ends up.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PairFound {
    /// One.
    pub first: ScaleName,
    /// The other.
    pub second: ScaleName,
    /// Their correlation.
    pub r: Option<f64>,
    /// The same without error, by the reliabilities found; above 1 where these are too low.
    pub r_without_error: Option<f64>,
    /// How many decisions count for both.
    pub shared_decisions: usize,
    /// How many scenes have decisions of both, the same or others.
    pub shared_scenes: usize,
    /// What to look at.
    pub flags: Vec<Flag>,
}

/// The answers of one scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemsFound {
    /// The scale.
    pub scale: ScaleName,
    /// What its answers are: items, decisions or situations.
    pub of: &'static str,
    /// How many people gave every one of them; all figures are of these.
    pub n: usize,
    /// Their figures.
    pub items: Vec<ItemFound>,
    /// What could not be, and why.
    pub notes: Vec<String>,
}

/// One answer of a scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ItemFound {
    /// Its name.
    pub name: String,
    /// Mean points, reverse-keyed items turned round.
    pub mean: f64,
    /// Standard deviation of points.
    pub sd: f64,
    /// The mean as a share of the way from the lowest to the highest points; missing where points have no ends.
    pub difficulty: Option<f64>,
    /// Correlation with the sum of the others.
    pub item_rest_r: Option<f64>,
    /// Alpha of the others.
    pub alpha_if_dropped: Option<f64>,
    /// What to look at.
    pub flags: Vec<Flag>,
}

/// A decision of a scene, for one scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DecisionFound {
    /// The scale.
    pub scale: ScaleName,
    /// The scene and the decision: `scene/decision`.
    pub name: String,
    /// Its kind.
    pub kind: &'static str,
    /// How many people did something that counts.
    pub n: usize,
    /// The share of people who did not.
    pub missing: Option<f64>,
    /// Every way to act.
    pub ways: Vec<WayFound>,
    /// What to look at.
    pub flags: Vec<Flag>,
}

/// One way to act at a decision.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct WayFound {
    /// Its name; of a rating the number.
    pub name: String,
    /// What it is worth.
    pub points: f64,
    /// How many took it.
    pub n: usize,
    /// Of all who did something.
    pub share: Option<f64>,
    /// The mean z score, on the scale's other decisions, of those who took it.
    pub rest_z: Option<f64>,
    /// What to look at.
    pub flags: Vec<Flag>,
}

/// An option of a situation in words.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct JudgedFound {
    /// The situation and the option: `situation/option`.
    pub name: String,
    /// How it meets other people.
    pub tone: &'static str,
    /// The experts' mean rating.
    pub expert: f64,
    /// How many people rated it.
    pub n: usize,
    /// Mean rating.
    pub mean: Option<f64>,
    /// Standard deviation of ratings.
    pub sd: Option<f64>,
    /// Correlation of what it adds to the score with what all others add.
    pub item_rest_r: Option<f64>,
    /// What to look at.
    pub flags: Vec<Flag>,
}

/// What ratings of answers after films can carry.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RatingsFound {
    /// All dimensions together first, then each competency.
    pub subjects: Vec<RatedFound>,
    /// How many scenes one competency takes by the stated variances; empty where none are stated.
    pub needed: Vec<NeededFound>,
    /// One for each dimension of each scene.
    pub dimensions: Vec<DimensionFound>,
    /// What could not be, and why.
    pub notes: Vec<String>,
}

/// A person × rater × scene study.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RatedFound {
    /// The competency, or `all dimensions`.
    pub of: String,
    /// How many people were rated.
    pub n_people: usize,
    /// By how many raters.
    pub n_raters: usize,
    /// In how many scenes.
    pub n_scenes: usize,
    /// Where the variance of single ratings comes from.
    pub components: Vec<ComponentFound>,
    /// Means over these scenes and raters, and over other numbers of them.
    pub studies: Vec<StudyFound>,
}

/// A source of variance.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ComponentFound {
    /// Its name.
    pub source: &'static str,
    /// Squared points, not below 0.
    pub variance: f64,
    /// The standard error of its estimate, in squared points; missing where somebody lacks a rating.
    pub standard_error: Option<f64>,
    /// Of all variance.
    pub share: f64,
}

/// How dependable means over so many scenes and raters are.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StudyFound {
    /// Scenes.
    pub scenes: usize,
    /// Raters, every one of whom sees every scene.
    pub raters: usize,
    /// Eρ²: where everybody has the same raters and scenes.
    pub generalisability: Option<f64>,
    /// Eρ² of raters nested in persons, (R:p) × S: different people have different raters, but the same scenes. Missing
    /// where the ratings are by one rater, who shows nothing of severity.
    pub nested_generalisability: Option<f64>,
    /// Φ: against a fixed standard, or different people have different raters and different scenes. Missing as above.
    pub dependability: Option<f64>,
    /// The error that goes with Φ, in points. Missing as above.
    pub absolute_sem: Option<f64>,
}

/// How many scenes it takes with so many raters.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct NeededFound {
    /// Raters.
    pub raters: usize,
    /// Scenes for Φ of .70; missing where 1,000 are not enough.
    pub scenes_for_70: Option<usize>,
    /// Scenes for Φ of .80; missing where 1,000 are not enough.
    pub scenes_for_80: Option<usize>,
}

/// One dimension of one scene.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DimensionFound {
    /// The scene and the dimension: `scene/dimension`.
    pub name: String,
    /// Mean rating.
    pub mean: Option<f64>,
    /// Standard deviation of ratings.
    pub sd: Option<f64>,
    /// Φ of one rater, within this scene.
    pub one_rater: Option<f64>,
    /// Φ of all raters together, within this scene.
    pub all_raters: Option<f64>,
    /// What could not be, and why.
    pub notes: Vec<String>,
}

/// How long it takes, in minutes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TimesFound {
    /// From the opened link to handing in, with what lies between the sections.
    pub whole: TimeFound,
    /// All sections together.
    pub sections_together: TimeFound,
    /// The limits of all sections together.
    pub limits_together: f64,
    /// One for each section.
    pub sections: Vec<SectionFound>,
}

/// A distribution of times, in minutes.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TimeFound {
    /// Of how many people.
    pub n: usize,
    /// 10th percentile.
    pub p10: Option<f64>,
    /// Median.
    pub median: Option<f64>,
    /// 90th percentile.
    pub p90: Option<f64>,
}

/// One section's time.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SectionFound {
    /// Its name.
    pub section: String,
    /// Its limit, in minutes.
    pub limit: f64,
    /// How long it takes.
    pub time: TimeFound,
    /// The share of people who took longer than the limit.
    pub over_limit: Option<f64>,
}

/// How far answers can be trusted.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct QualityFound {
    /// Of how many people.
    pub n: usize,
    /// How often each verdict comes.
    pub verdicts: Vec<CodeCount>,
    /// How often each sign comes.
    pub flags: Vec<CodeCount>,
}
