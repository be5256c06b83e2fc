//! The publish gate: what a whole definition may still not be used for.
//!
//! A definition that cannot be read never gets here, so a norm group without a status, or a section without a limit,
//! is already a fault of [`parse()`](super::parse()). The gate asks what the law and good practice ask of one that is read.

use std::fmt;

use super::gate_words::sensitive_word;
use super::{Assessment, Item, ItemRole, NormGroup, NormStatus, SectionContent, Stage};

/// A rule of the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GateRule {
    /// Nothing of the stage after a conditional offer in a battery for the stage before it
    /// (Americans with Disabilities Act, title I; EEOC guidance of 1995).
    Stage,
    /// No item before an offer asks about health, drugs, therapy, disability or a protected attribute.
    Wording,
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
}

impl fmt::Display for GateFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {}\n  help: {}",
            self.subject, self.reason, self.help
        )
    }
}

/// Every reason why this definition may not be published; none when it may.
pub fn publish_faults(assessment: &Assessment) -> Vec<GateFault> {
    let mut faults = stage_faults(assessment);
    faults.extend(wording_faults(assessment));
    faults.extend(scene_faults(assessment));
    faults.extend(norm_faults(assessment));
    faults.extend(attention_fault(assessment));
    faults.extend(weights_faults(assessment));
    faults
}

fn fault(rule: GateRule, subject: String, reason: impl Into<String>, help: &str) -> GateFault {
    GateFault {
        rule,
        subject,
        reason: reason.into(),
        help: help.to_owned(),
    }
}

fn stage_faults(assessment: &Assessment) -> Vec<GateFault> {
    if assessment.stage == Stage::PostOffer {
        return Vec::new();
    }
    let sections = assessment
        .sections
        .iter()
        .map(|part| ("section", part.name.as_str(), part.stage));
    let items = assessment
        .items
        .iter()
        .map(|part| ("item", part.name.as_str(), part.stage));
    let scenes = assessment
        .scenes
        .iter()
        .map(|part| ("scene", part.name.as_str(), part.stage));
    let tasks = assessment
        .stop_signal_tasks
        .iter()
        .map(|part| ("task", part.name.as_str(), part.stage));
    let scales = assessment
        .scales
        .iter()
        .map(|part| ("scale", part.name.as_str(), part.stage));
    sections
        .chain(items)
        .chain(scenes)
        .chain(tasks)
        .chain(scales)
        .filter(|(_, _, stage)| *stage == Some(Stage::PostOffer))
        .map(|(noun, name, _)| {
            let reason = "is for the stage after a conditional offer, and this assessment is for the stage before it";
            let help = "move it to an assessment with stage = \"post_offer\"";
            fault(GateRule::Stage, format!("{noun} `{name}`"), reason, help)
        })
        .collect()
}

fn wording_faults(assessment: &Assessment) -> Vec<GateFault> {
    if assessment.stage == Stage::PostOffer {
        return Vec::new();
    }
    let is_signed = |item: &Item| {
        assessment
            .sign_offs
            .iter()
            .any(|sign_off| sign_off.item == item.name)
    };
    let items = assessment.items.iter().filter(|item| !is_signed(item));
    items.filter_map(wording_fault).collect()
}

fn wording_fault(item: &Item) -> Option<GateFault> {
    let (word, theme) = item
        .text
        .locales()
        .find_map(|locale| sensitive_word(item.text.get(locale)))?;
    let reason =
        format!("its word {word:?} is about {theme}, which may not be asked before an offer");
    let help =
        "word it anew, or let a named person sign for it under `sign_offs` in assessment.toml";
    Some(fault(
        GateRule::Wording,
        format!("item `{}`", item.name),
        reason,
        help,
    ))
}

fn scene_faults(assessment: &Assessment) -> Vec<GateFault> {
    let mut faults = Vec::new();
    for scene in &assessment.scenes {
        let subject = format!("scene `{}`", scene.name);
        for language in &assessment.languages {
            if !scene.captions.contains_key(language) {
                let help = format!("add a WebVTT file to `captions` as `{language} = {{ … }}`");
                faults.push(fault(
                    GateRule::Captions,
                    subject.clone(),
                    format!("has no captions in the language `{language}`"),
                    &help,
                ));
            }
        }
        if scene.text_alternative.is_blank() {
            let help = "add `text_alternative`: all that is seen and said, in words";
            faults.push(fault(
                GateRule::TextAlternative,
                subject,
                "has no text alternative",
                help,
            ));
        }
    }
    faults
}

fn norm_faults(assessment: &Assessment) -> Vec<GateFault> {
    let groups = &assessment.norm_groups;
    let without_norm = |subject: String| {
        let help = "add it to a file in norms/, made by `composure norms` or `composure simulate`";
        fault(GateRule::Norms, subject, "has a norm in no group", help)
    };
    let scales = assessment.scales.iter().map(|scale| &scale.name);
    let composites = assessment
        .composites
        .iter()
        .map(|composite| &composite.name);
    let mut faults: Vec<_> = scales
        .filter(|name| groups.iter().all(|group| group.scale(name).is_none()))
        .map(|name| without_norm(format!("scale `{name}`")))
        .collect();
    let bare = composites.filter(|name| groups.iter().all(|group| group.composite(name).is_none()));
    faults.extend(bare.map(|name| without_norm(format!("composite `{name}`"))));
    faults.extend(groups.iter().filter_map(status_fault));
    faults
}

fn status_fault(group: &NormGroup) -> Option<GateFault> {
    let needed = match group.status {
        NormStatus::Draft | NormStatus::Synthetic => 0,
        NormStatus::Provisional => 100,
        NormStatus::Operational => 400,
    };
    let subject = format!("norm group `{}`", group.name);
    let reason = format!("has {} people, and its status needs {needed}", group.n);
    let help = "give it the status that its size allows: draft, provisional from 100, operational from 400";
    (group.n < needed).then(|| fault(GateRule::NormStatus, subject, reason, help))
}

fn attention_fault(assessment: &Assessment) -> Option<GateFault> {
    let asks =
        |section: &&super::Section| matches!(section.content, SectionContent::Questionnaire { .. });
    let questionnaire = assessment.sections.iter().find(asks)?;
    let is_check = |item: &Item| matches!(item.role, ItemRole::AttentionCheck { .. });
    if assessment.items.iter().any(is_check) {
        return None;
    }
    let subject = format!("section `{}`", questionnaire.name);
    let help = "add an item with `expected`, such as: For this line, choose \"Agree\".";
    Some(fault(
        GateRule::AttentionCheck,
        subject,
        "has no attention check",
        help,
    ))
}

fn weights_faults(assessment: &Assessment) -> Vec<GateFault> {
    let bare = assessment
        .composites
        .iter()
        .filter(|composite| composite.weights_origin.is_empty());
    bare.map(|composite| {
        let help = "add `weights_origin`: who set the weights, by what method, on which data";
        let subject = format!("composite `{}`", composite.name);
        fault(
            GateRule::WeightsOrigin,
            subject,
            "does not say where its weights come from",
            help,
        )
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{SignOff, Text, example::example};

    fn check(change: impl FnOnce(&mut Assessment), expected: &[(GateRule, &str)]) {
        let (_, mut assessment) = example();
        change(&mut assessment);
        let faults = publish_faults(&assessment);
        let found: Vec<_> = faults
            .iter()
            .map(|fault| (fault.rule, fault.subject.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn the_example_may_be_published() {
        check(|_| {}, &[]);
    }

    #[test]
    fn nothing_post_offer_stands_in_a_pre_offer_battery() {
        let later = Some(Stage::PostOffer);
        check(
            |a| a.sections[0].stage = later,
            &[(GateRule::Stage, "section `queue`")],
        );
        check(
            |a| a.items[0].stage = later,
            &[(GateRule::Stage, "item `wait`")],
        );
        check(
            |a| a.scenes[0].stage = later,
            &[(GateRule::Stage, "scene `gate`")],
        );
        check(
            |a| a.stop_signal_tasks[0].stage = later,
            &[(GateRule::Stage, "task `stop-signal`")],
        );
        check(
            |a| a.scales[0].stage = later,
            &[(GateRule::Stage, "scale `restraint`")],
        );
    }

    #[test]
    fn a_post_offer_battery_may_hold_post_offer_parts_and_ask_about_health() {
        let change = |a: &mut Assessment| {
            a.stage = Stage::PostOffer;
            a.items[0].stage = Some(Stage::PostOffer);
            a.items[1].text = Text::english("My health is good.");
        };
        check(change, &[]);
    }

    #[test]
    fn an_item_about_health_is_held_back_until_somebody_signs() {
        let about_health =
            |a: &mut Assessment| a.items[0].text = Text::english("I have seen a therapist.");
        check(about_health, &[(GateRule::Wording, "item `wait`")]);
        let signed = |a: &mut Assessment| {
            about_health(a);
            a.sign_offs.push(SignOff {
                item: a.items[0].name.clone(),
                by: "Dr. Ada Reyes".to_owned(),
                reason: "A test of this rule.".to_owned(),
                date: "2026-11-20".to_owned(),
            });
        };
        check(signed, &[]);
    }

    #[test]
    fn an_item_is_read_in_every_language() {
        let change = |a: &mut Assessment| {
            a.items[0].text = Text::english("I wait.").with("es", "Mi salud es buena.");
        };
        check(change, &[(GateRule::Wording, "item `wait`")]);
    }

    #[test]
    fn a_film_needs_captions_and_a_text_alternative() {
        check(
            |a| a.scenes[0].captions.clear(),
            &[(GateRule::Captions, "scene `gate`")],
        );
        let blank = |a: &mut Assessment| a.scenes[2].text_alternative = Text::english(" ");
        check(blank, &[(GateRule::TextAlternative, "scene `queue`")]);
    }

    #[test]
    fn every_scale_and_composite_needs_a_norm_in_some_group() {
        let without_first_scale = |a: &mut Assessment| drop(a.norm_groups[0].scales.remove(0));
        check(
            without_first_scale,
            &[(GateRule::Norms, "scale `restraint`")],
        );
        let without_first_composite =
            |a: &mut Assessment| drop(a.norm_groups[0].composites.remove(0));
        check(
            without_first_composite,
            &[(GateRule::Norms, "composite `impulse-control`")],
        );
    }

    #[test]
    fn a_norm_group_is_as_large_as_its_status_says() {
        let statuses = [
            (NormStatus::Provisional, 99, false),
            (NormStatus::Provisional, 100, true),
            (NormStatus::Operational, 399, false),
            (NormStatus::Operational, 400, true),
            (NormStatus::Draft, 2, true),
        ];
        for (status, n, is_allowed) in statuses {
            let change = |a: &mut Assessment| {
                a.norm_groups[0].status = status;
                a.norm_groups[0].n = n;
            };
            let expected = [(GateRule::NormStatus, "norm group `example`")];
            check(change, if is_allowed { &[] } else { &expected });
        }
    }

    #[test]
    fn a_questionnaire_needs_an_attention_check() {
        let change = |a: &mut Assessment| {
            a.items
                .retain(|item| matches!(item.role, ItemRole::Keyed { .. }));
        };
        check(change, &[(GateRule::AttentionCheck, "section `questions`")]);
    }

    #[test]
    fn a_composite_says_where_its_weights_come_from() {
        let change = |a: &mut Assessment| a.composites[2].weights_origin.clear();
        check(change, &[(GateRule::WeightsOrigin, "composite `overall`")]);
    }
}
