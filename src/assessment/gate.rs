//! The publish gate: what a whole definition may still not be used for.
//!
//! A definition that cannot be read never gets here, so a norm group without a status, or a section without a limit,
//! is already a fault of [`parse()`](super::parse()). The gate asks what the law and good practice ask of one that is read.

use std::collections::BTreeSet;
use std::fmt;

use super::gate_wording::wording_faults;
use super::{
    Assessment, Item, ItemRole, NormGroup, NormStatus, Part, SectionContent, Site, Stage,
    gate_casting,
};

/// A rule of the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GateRule {
    /// Nothing of the stage after a conditional offer in a battery for the stage before it
    /// (Americans with Disabilities Act, title I; EEOC guidance of 1995).
    Stage,
    /// Nothing that is judged before an offer speaks of health, drugs, therapy, disability or a protected attribute.
    Wording,
    /// Nothing that is judged can be answered only by somebody who has worked with the police.
    PoliceExperience,
    /// Items and situations are plain to readers of the assessment's grade.
    Reading,
    /// Every film has captions in every language of the assessment.
    Captions,
    /// Every film exists in words.
    TextAlternative,
    /// Every scale and composite has a norm in some group.
    Norms,
    /// A norm group is as large as its status says.
    NormStatus,
    /// A questionnaire checks whether it is read.
    AttentionCheck,
    /// Every composite says who or what set its weights.
    WeightsOrigin,
    /// The practice scene teaches every way to act that scored scenes ask for.
    Practice,
    /// Everybody in a scored film is in the casting table.
    Cast,
    /// No emotion is tied to one group of people.
    Balance,
}

impl GateRule {
    /// Whether it asks what all parts together have, so that one that cannot be read could be what is missed.
    pub const fn is_about_the_whole(self) -> bool {
        matches!(
            self,
            Self::Norms | Self::AttentionCheck | Self::Practice | Self::Cast
        )
    }
}

/// Why a definition may not be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateFault {
    /// The rule.
    pub rule: GateRule,
    /// What breaks it, such as `` item `wait` ``.
    pub subject: String,
    /// How it breaks it.
    pub reason: String,
    /// What to do.
    pub help: String,
    /// Where to do it; `None` for a definition that was not read from text.
    pub site: Option<Site>,
}

impl fmt::Display for GateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = format!("{}: {}", self.subject, self.reason);
        match &self.site {
            Some(site) => site.write(f, &said)?,
            None => f.write_str(&said)?,
        }
        write!(f, "\n  help: {}", self.help)
    }
}

/// What a fault is about: a part of that name, or a key of it.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) part: Part,
    pub(super) name: &'a str,
    /// The key to look at; the part as a whole where it is blank or missing.
    pub(super) key: &'a str,
}

impl Subject<'_> {
    /// The fault that this breaks a rule.
    pub(super) fn breaks(
        self,
        assessment: &Assessment,
        rule: GateRule,
        reason: impl Into<String>,
        help: impl Into<String>,
    ) -> GateFault {
        let Self { part, name, key } = self;
        GateFault {
            rule,
            subject: format!("{} `{name}`", part.noun()),
            reason: reason.into(),
            help: help.into(),
            site: assessment.places.of(part, name, key).cloned(),
        }
    }
}

/// Every reason why this definition may not be published; none when it may.
pub fn publish_faults(assessment: &Assessment) -> Vec<GateFault> {
    let mut faults = stage_faults(assessment);
    faults.extend(wording_faults(assessment));
    faults.extend(scene_faults(assessment));
    faults.extend(practice_faults(assessment));
    faults.extend(gate_casting::cast_faults(assessment));
    faults.extend(gate_casting::balance_faults(assessment));
    faults.extend(norm_faults(assessment));
    faults.extend(attention_fault(assessment));
    faults.extend(weights_faults(assessment));
    faults
}

fn stage_faults(assessment: &Assessment) -> Vec<GateFault> {
    if assessment.stage == Stage::PostOffer {
        return Vec::new();
    }
    let sections =
        (assessment.sections.iter()).map(|part| (Part::Section, part.name.as_str(), part.stage));
    let items = (assessment.items.iter()).map(|part| (Part::Item, part.name.as_str(), part.stage));
    let scenes =
        (assessment.scenes.iter()).map(|part| (Part::Scene, part.name.as_str(), part.stage));
    let judgements = (assessment.judgements.iter())
        .map(|part| (Part::Judgement, part.name.as_str(), part.stage));
    let stop_signal = (assessment.stop_signal_tasks.iter()).map(|task| (&task.name, task.stage));
    let go_no_go = (assessment.go_no_go_tasks.iter()).map(|task| (&task.name, task.stage));
    let flanker = (assessment.flanker_tasks.iter()).map(|task| (&task.name, task.stage));
    let tasks = (stop_signal.chain(go_no_go).chain(flanker))
        .map(|(name, stage)| (Part::Task, name.as_str(), stage));
    let scales =
        (assessment.scales.iter()).map(|part| (Part::Scale, part.name.as_str(), part.stage));
    sections
        .chain(items)
        .chain(scenes)
        .chain(judgements)
        .chain(tasks)
        .chain(scales)
        .filter(|(_, _, stage)| *stage == Some(Stage::PostOffer))
        .map(|(part, name, _)| {
            let reason = "is for the stage after a conditional offer, and this assessment is for the stage before it";
            let help = "move it to an assessment with stage = \"post_offer\"";
            let subject = Subject { part, name, key: "stage" };
            subject.breaks(assessment, GateRule::Stage, reason, help)
        })
        .collect()
}

fn scene_faults(assessment: &Assessment) -> Vec<GateFault> {
    let mut faults = Vec::new();
    for scene in &assessment.scenes {
        let subject = |key| Subject {
            part: Part::Scene,
            name: scene.name.as_str(),
            key,
        };
        for language in &assessment.languages {
            if !scene.captions.contains_key(language) {
                let help = format!("add a WebVTT file to `captions` as `{language} = {{ … }}`");
                let reason = format!("has no captions in the language `{language}`");
                let rule = GateRule::Captions;
                faults.push(subject("captions").breaks(assessment, rule, reason, help));
            }
        }
        if scene.text_alternative.is_blank() {
            let help = "add `text_alternative`: all that is seen and said, in words";
            let reason = "has no text alternative";
            let rule = GateRule::TextAlternative;
            faults.push(subject("text_alternative").breaks(assessment, rule, reason, help));
        }
    }
    faults
}

/// Nobody meets a way to act for the first time where it counts.
fn practice_faults(assessment: &Assessment) -> Vec<GateFault> {
    let taught: BTreeSet<&str> = (assessment.scene(&assessment.practice).into_iter())
        .flat_map(|scene| &scene.decisions)
        .map(|decision| decision.response.word())
        .collect();
    let asked: BTreeSet<&str> = (assessment.scored_scenes())
        .flat_map(|scene| &scene.decisions)
        .map(|decision| decision.response.word())
        .collect();
    let missing = asked.difference(&taught).map(|word| {
        let subject = Subject {
            part: Part::Scene,
            name: assessment.practice.as_str(),
            key: "",
        };
        let reason =
            format!("is the practice, has no decision of kind \"{word}\", and scored scenes do");
        let help = format!("add a [[decision]] with `kind = \"{word}\"` and no key");
        subject.breaks(assessment, GateRule::Practice, reason, help)
    });
    missing.collect()
}

fn norm_faults(assessment: &Assessment) -> Vec<GateFault> {
    let groups = &assessment.norm_groups;
    let without_norm = |part, name| {
        let help = "add it to a file in norms/, made by `composure norms` or `composure simulate`";
        let subject = Subject {
            part,
            name,
            key: "",
        };
        subject.breaks(assessment, GateRule::Norms, "has a norm in no group", help)
    };
    let scales = assessment.scales.iter().map(|scale| &scale.name);
    let composites = assessment
        .composites
        .iter()
        .map(|composite| &composite.name);
    let mut faults: Vec<_> = scales
        .filter(|name| groups.iter().all(|group| group.scale(name).is_none()))
        .map(|name| without_norm(Part::Scale, name.as_str()))
        .collect();
    let bare = composites.filter(|name| groups.iter().all(|group| group.composite(name).is_none()));
    faults.extend(bare.map(|name| without_norm(Part::Composite, name.as_str())));
    faults.extend(impression_fault(assessment));
    faults.extend(
        groups
            .iter()
            .filter_map(|group| status_fault(assessment, group)),
    );
    faults
}

/// Claims of unlikely virtues say something only beside those of other applicants.
fn impression_fault(assessment: &Assessment) -> Option<GateFault> {
    let is_virtue = |item: &&Item| matches!(item.role, ItemRole::UnlikelyVirtue { .. });
    let item = assessment.items.iter().find(is_virtue)?;
    let groups = &assessment.norm_groups;
    if groups.iter().any(|group| group.impression.is_some()) {
        return None;
    }
    let subject = Subject {
        part: Part::Item,
        name: item.name.as_str(),
        key: "check",
    };
    let reason = "claims of unlikely virtues have a norm in no group";
    let help = "add `[impression]` to a file in norms/, made by `composure simulate`";
    Some(subject.breaks(assessment, GateRule::Norms, reason, help))
}

fn status_fault(assessment: &Assessment, group: &NormGroup) -> Option<GateFault> {
    let needed = match group.status {
        NormStatus::Draft | NormStatus::Synthetic => 0,
        NormStatus::Provisional => 100,
        NormStatus::Operational => 400,
    };
    let subject = Subject {
        part: Part::NormGroup,
        name: group.name.as_str(),
        key: "status",
    };
    let reason = format!("has {} people, and its status needs {needed}", group.n);
    let help = "give it the status that its size allows: draft, provisional from 100, operational from 400";
    (group.n < needed).then(|| subject.breaks(assessment, GateRule::NormStatus, reason, help))
}

fn attention_fault(assessment: &Assessment) -> Option<GateFault> {
    let asks =
        |section: &&super::Section| matches!(section.content, SectionContent::Questionnaire { .. });
    let questionnaire = assessment.sections.iter().find(asks)?;
    let is_check = |item: &Item| matches!(item.role, ItemRole::AttentionCheck { .. });
    if assessment.items.iter().any(is_check) {
        return None;
    }
    let subject = Subject {
        part: Part::Section,
        name: questionnaire.name.as_str(),
        key: "items",
    };
    let help = "add an item with `expected`, such as: For this line, choose \"Agree\".";
    let reason = "has no attention check";
    Some(subject.breaks(assessment, GateRule::AttentionCheck, reason, help))
}

fn weights_faults(assessment: &Assessment) -> Vec<GateFault> {
    let bare = assessment
        .composites
        .iter()
        .filter(|composite| composite.weights_origin.is_empty());
    bare.map(|composite| {
        let help = "add `weights_origin`: who set the weights, by what method, on which data";
        let subject = Subject {
            part: Part::Composite,
            name: composite.name.as_str(),
            key: "weights",
        };
        let reason = "does not say where its weights come from";
        subject.breaks(assessment, GateRule::WeightsOrigin, reason, help)
    })
    .collect()
}
