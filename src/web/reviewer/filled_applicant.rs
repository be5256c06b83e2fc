//! The pages of one applicant, filled.

use jiff::tz::TimeZone;

use super::filled_list::{assessment_label, decision_label};
use super::pages::{
    ApplicantPage, ClipStatus, Disturbed, EarlierScoring, RecordedAnswer, RecordedDecision,
    ScalePage, Versions, WrittenAnswer,
};
use crate::app::actors::Staff;
use crate::app::applicant::{
    Applicant, Recording, RecordingStatus, ScaleEvidence, ScoreSet, Standing,
};
use crate::app::judgement_key::RatedOption;
use crate::app::norms::RawUnit;
use crate::assessment::{FlankerMeasure, GoNoGoMeasure, ScaleSource, SectionName};
use crate::people::PersonName;
use crate::selection::{Decision, DecisionKind};
use crate::sitting::Disturbance;
use crate::web::parts::form::{Choice, Filled};
use crate::web::parts::moment::zone_of;
use crate::web::parts::moment::{self, Moment};
use crate::web::parts::notice::Notice;
use crate::web::parts::shell::Desk;
use crate::web::parts::{figure, norms};

pub(super) fn applicant(
    staff: &Staff,
    applicant: Applicant,
    decision_form: Filled,
) -> ApplicantPage {
    let zone = zone_of(staff.agency());
    let seal = applicant.campaign.seal.as_ref();
    ApplicantPage {
        desk: Desk::of(staff),
        application: applicant.application.id,
        campaign: applicant.campaign.id,
        campaign_title: applicant.campaign.name.clone(),
        code: applicant.application.code.to_string(),
        name: applicant.name.as_ref().map(ToString::to_string),
        is_shortlisted: applicant.application.shortlisted.is_some(),
        standing: applicant.standing.map(standing),
        submitted: Moment::of(applicant.submitted, &zone),
        disturbances: disturbances(&applicant, &zone),
        recordings: recordings(&applicant, &zone),
        written: written(&applicant, &zone),
        versions: Versions {
            assessment: assessment_label(&applicant.assessment),
            keys: "Part of the assessment, covered by its fingerprint".to_owned(),
            norms_collected: moment::days(
                &applicant.norms_collected.0,
                &applicant.norms_collected.1,
            ),
            scored: Moment::of(applicant.score.created, &zone),
            earlier: applicant
                .earlier_scores
                .iter()
                .map(|score| earlier(score, &zone))
                .collect(),
            seal: seal.map_or_else(String::new, |seal| seal.hash.to_string()),
            sealed: seal.map(|seal| Moment::of(seal.sealed, &zone)),
        },
        decision_choices: DecisionKind::ALL
            .iter()
            .map(|kind| Choice::new(kind.as_str(), decision_label(*kind)))
            .collect(),
        decision_form,
        decisions: applicant
            .decisions
            .iter()
            .map(|(decision, by)| recorded_decision(decision, by.as_ref(), &zone))
            .collect(),
        report: applicant.score.report,
    }
}

impl ApplicantPage {
    /// The page with what the form before it did.
    pub(super) fn with_notice(mut self, notice: Option<Notice>) -> Self {
        self.desk = self.desk.with_notice(notice);
        self
    }
}

fn standing(standing: Standing) -> String {
    format!(
        "Rank {} of {}, band {}",
        figure::count(standing.rank),
        figure::count(standing.n_ranked),
        standing.band
    )
}

/// The title of a section.
fn section_title(applicant: &Applicant, name: &SectionName) -> String {
    applicant.assessment.section(name).map_or_else(
        || name.to_string(),
        |section| section.title.get("en").to_owned(),
    )
}

/// What is asked at the end of a section's scene.
fn prompt(applicant: &Applicant, name: &SectionName) -> String {
    applicant.scene(name).map_or_else(String::new, |scene| {
        scene.answer.prompt.get("en").to_owned()
    })
}

fn disturbances(applicant: &Applicant, zone: &TimeZone) -> Vec<Disturbed> {
    let noted = applicant.disturbances.iter();
    noted
        .map(|noted| Disturbed {
            sequence: noted.sequence,
            at: Moment::of(noted.at, zone),
            cause: cause(noted.cause).to_owned(),
            section: noted
                .section
                .as_ref()
                .map(|name| section_title(applicant, name)),
            duration_ms: noted.duration_ms,
        })
        .collect()
}

const fn cause(cause: Disturbance) -> &'static str {
    match cause {
        Disturbance::FocusLost => "The window lost focus",
        Disturbance::Hidden => "The page was hidden",
        Disturbance::Network => "The connection dropped",
        Disturbance::Stalled => "The film stood still",
        Disturbance::Reloaded => "The page was loaded again",
    }
}

fn recordings(applicant: &Applicant, zone: &TimeZone) -> Vec<RecordedAnswer> {
    let recordings = applicant.recordings.iter();
    recordings
        .map(|recording| RecordedAnswer {
            recording: recording.id,
            title: section_title(applicant, &recording.section),
            prompt: prompt(applicant, &recording.section),
            at: Moment::of(recording.started, zone),
            status: clip_status(recording),
        })
        .collect()
}

fn clip_status(recording: &Recording) -> ClipStatus {
    let pending = |sentence: &str| ClipStatus::Pending {
        sentence: sentence.to_owned(),
    };
    match recording.status {
        RecordingStatus::Ready => ClipStatus::Ready {
            media_type: recording
                .media_type
                .split(';')
                .next()
                .unwrap_or_default()
                .to_owned(),
            duration: recording
                .expected
                .map_or_else(String::new, |expected| figure::length(expected.duration_ms)),
        },
        RecordingStatus::Recording => pending("It was begun and never ended."),
        RecordingStatus::Uploading => pending("Not all of it has arrived."),
        RecordingStatus::Received => pending(
            "All of it has arrived; the film is being made. Load the page again in a minute.",
        ),
        RecordingStatus::Failed => ClipStatus::Failed {
            sentence: "No film could be made of what arrived. Offer this scene again.".to_owned(),
        },
    }
}

fn written(applicant: &Applicant, zone: &TimeZone) -> Vec<WrittenAnswer> {
    let typed = applicant.typed.iter();
    typed
        .map(|typed| WrittenAnswer {
            title: section_title(applicant, &typed.section),
            prompt: prompt(applicant, &typed.section),
            text: typed.text.clone(),
            at: Moment::of(typed.at, zone),
        })
        .collect()
}

fn earlier(score: &ScoreSet, zone: &TimeZone) -> EarlierScoring {
    let report = &score.report;
    let mut composites = report.composites.iter();
    let ranking = composites.find(|result| result.composite == report.ranked_by);
    EarlierScoring {
        at: Moment::of(score.created, zone),
        engine: report.engine.clone(),
        ranking: ranking
            .and_then(|result| result.outcome.score())
            .map(|score| figure::score(&score.normed)),
    }
}

fn recorded_decision(
    decision: &Decision,
    by: Option<&PersonName>,
    zone: &TimeZone,
) -> RecordedDecision {
    RecordedDecision {
        at: Moment::of(decision.decided, zone),
        by: by.map_or_else(|| "A former colleague".to_owned(), ToString::to_string),
        decision: decision_label(decision.kind).to_owned(),
        reason: decision.reason.clone(),
    }
}

pub(super) fn scale(
    staff: &Staff,
    evidence: ScaleEvidence,
    rated_options: Vec<RatedOption>,
) -> ScalePage {
    ScalePage {
        desk: Desk::of(staff),
        campaign: evidence.campaign.id,
        campaign_title: evidence.campaign.name,
        application: evidence.application.id,
        label: evidence.name.map_or_else(
            || evidence.application.code.to_string(),
            |name| name.to_string(),
        ),
        group: evidence.norm_group,
        unit: norms::unit(RawUnit::of(&evidence.scale.source)).to_owned(),
        meaning: evidence.scale.meaning.get("en").to_owned(),
        formula: formula(&evidence.scale.source).to_owned(),
        result: evidence.result,
        rated_options,
    }
}

/// How a scale's raw score is made, in words.
const fn formula(source: &ScaleSource) -> &'static str {
    match source {
        ScaleSource::Questionnaire { .. } => {
            "The answers are added, those to items that speak against the scale turned round first. Up to the share \
             of missing answers that the assessment allows, the mean of the others stands in; with more there is no \
             score."
        }
        ScaleSource::SceneChoices { .. } => {
            "Each option chosen in time counts what the expert key gives it, from 0 to 4. The score is their mean. \
             With fewer choices than the assessment asks for there is no score."
        }
        ScaleSource::SituationalJudgement { .. } => {
            "The ratings and the experts’ ratings are each brought to mean 0 and standard deviation 1, so that neither \
             level nor spread counts. Each option counts 1 less half the square of the difference that is left; the \
             score is the mean of these, which is the correlation of the two, from −1 to 1. Where all ratings are the \
             same, or more are missing than the assessment allows, there is no score."
        }
        ScaleSource::StopSignal(_) => {
            "The stop-signal reaction time by integration: the go reaction time at the rank that the share of \
             unstopped trials gives, missing answers counted as the slowest, less the mean delay of the signal. Each \
             check of the method must hold; otherwise there is no score."
        }
        ScaleSource::GoNoGo {
            measure: GoNoGoMeasure::CommissionProportion,
            ..
        } => {
            "The share of no-go trials, at which nothing was to be pressed, that were answered all the same. Too many \
             unanswered go trials, answers too fast to have seen the sign, or both signs answered alike: then there is \
             no score."
        }
        ScaleSource::GoNoGo {
            measure: GoNoGoMeasure::DPrime,
            ..
        } => {
            "How well go and no-go signs were told apart: d′, the z score of the share of go trials answered less that \
             of the share of no-go trials answered. Too many unanswered go trials, answers too fast to have seen the \
             sign, or both signs answered alike: then there is no score."
        }
        ScaleSource::Flanker {
            measure: FlankerMeasure::InverseEfficiencyCost,
            ..
        } => {
            "The mean reaction time of right answers divided by their share, so that speed bought with errors gains \
             nothing: of trials whose neighbours point the other way, less that of trials whose neighbours point the \
             same way. Too many unanswered trials, too few right ones, or answers too fast to have seen the arrows: \
             then there is no score."
        }
        ScaleSource::Flanker {
            measure: FlankerMeasure::ReactionTimeCost,
            ..
        } => {
            "The mean reaction time of right answers to trials whose neighbours point the other way, less that to \
             trials whose neighbours point the same way. Too many unanswered trials, too few right ones, or answers \
             too fast to have seen the arrows: then there is no score."
        }
    }
}
