//! What only shows when all files are seen together.

use super::collector::{Collector, Kind, TaskKind};
use super::nearest::nearest;
use crate::assessment::{
    Assessment, FlankerMeasure, GoNoGoMeasure, GoodEnd, ItemRole, ScaleSource, Section,
    SectionContent, TaskForm,
};

/// Keeps a fault for everything that is defined and not used, or used twice.
pub(super) fn check_uses(collector: &Collector) {
    for (kind, noun) in [
        (Kind::Item, "item"),
        (Kind::Judgement, "judgement"),
        (Kind::Scene, "scene"),
        (Kind::ShownTask(TaskKind::StopSignal), "task"),
        (Kind::ShownTask(TaskKind::GoNoGo), "task"),
        (Kind::ShownTask(TaskKind::Flanker), "task"),
    ] {
        for name in collector.names(kind) {
            let uses = collector.uses(kind, &name);
            if let (true, Some(spot)) = (
                collector.is_unused(kind, &name),
                collector.spot_of(kind, &name),
            ) {
                let help = "name it in a [[section]] of `assessment.toml`, or remove it";
                collector.fault(
                    spot,
                    format!("the {noun} `{name}` is in no section"),
                    Some(help.to_owned()),
                );
            }
            for spot in uses.iter().skip(1) {
                let help = "answers are kept by name, so each can be given once";
                collector.fault(
                    *spot,
                    format!("the {noun} `{name}` is already used"),
                    Some(help.to_owned()),
                );
            }
        }
    }
    let scored = [
        (Kind::QuestionnaireScale, "items"),
        (Kind::ChoiceScale, "decisions"),
    ];
    for (kind, what) in scored {
        for name in collector.names(kind) {
            if let (true, Some(spot)) = (
                collector.is_unused(kind, &name),
                collector.spot_of(kind, &name),
            ) {
                collector.fault(spot, format!("the scale `{name}` has no {what}"), None);
            }
        }
    }
}

/// Keeps a fault for each value that contradicts another file's.
pub(super) fn check_values(assessment: &Assessment, collector: &Collector) {
    check_expected_answers(assessment, collector);
    check_quality_rules(assessment, collector);
    check_judgements(assessment, collector);
    check_decision_counts(assessment, collector);
    check_keys(assessment, collector);
    check_film_lengths(assessment, collector);
    check_limits(assessment, collector);
    check_good_ends(assessment, collector);
}

fn check_expected_answers(assessment: &Assessment, collector: &Collector) {
    let points = assessment.response_scale.points();
    for item in &assessment.items {
        let Some(spot) = collector.spot_of(Kind::Item, item.name.as_str()) else {
            continue;
        };
        let (highest, is_everything) = match item.role {
            ItemRole::Keyed { .. } => continue,
            ItemRole::AttentionCheck { expected } => (expected, false),
            ItemRole::Infrequency { careful: range }
            | ItemRole::UnlikelyVirtue { claims: range } => (
                range.highest(),
                range.lowest() == 1 && range.highest() == points,
            ),
        };
        if highest > points {
            let reason = format!(
                "`{}` expects answer {highest}, and there are {points}",
                item.name
            );
            collector.fault(spot, reason, None);
        } else if is_everything {
            let reason = format!("every answer to `{}` is in its range", item.name);
            let help = "a range that leaves nothing out tells nothing: make it narrower";
            collector.fault(spot, reason, Some(help.to_owned()));
        }
    }
}

/// Keeps a fault for each kind of item whose rule is not in `[quality]`.
fn check_quality_rules(assessment: &Assessment, collector: &Collector) {
    let quality = &assessment.quality;
    for item in &assessment.items {
        let (is_without, rule) = match item.role {
            ItemRole::Infrequency { .. } => {
                (quality.implausible_answers.is_none(), "implausible_answers")
            }
            ItemRole::UnlikelyVirtue { .. } => (
                quality.impression_percentile.is_none(),
                "impression_percentile",
            ),
            ItemRole::Keyed { .. } | ItemRole::AttentionCheck { .. } => continue,
        };
        if is_without && let Some(spot) = collector.spot_of(Kind::Item, item.name.as_str()) {
            let reason = format!("nothing says what the answer to `{}` means", item.name);
            let help = format!("add `{rule} = …` to [quality] in `assessment.toml`");
            collector.fault(spot, reason, Some(help));
        }
    }
}

/// Keeps a fault for each option whose competency is not declared, where any is.
fn check_competencies(assessment: &Assessment, collector: &Collector) {
    let known: Vec<&str> = (assessment.competencies.iter())
        .map(|competency| competency.name.as_str())
        .collect();
    for option in (assessment.judgements.iter()).flat_map(|judgement| &judgement.options) {
        let name = option.competency.as_str();
        if !known.is_empty()
            && !known.contains(&name)
            && let Some(spot) = collector.spot_of(Kind::Answer, option.rating.as_str())
        {
            let help = nearest(name, known.iter().copied()).map_or_else(
                || format!("the competencies are {}", known.join(", ")),
                |near| format!("did you mean `{near}`?"),
            );
            collector.fault(spot, format!("there is no competency `{name}`"), Some(help));
        }
    }
}

/// Keeps a fault for situations that cannot be rated or scored, and for a scale that has none to score.
fn check_judgements(assessment: &Assessment, collector: &Collector) {
    let scales = collector.names(Kind::JudgementScale);
    let scale_spot = |name: &String| collector.spot_of(Kind::JudgementScale, name);
    for spot in scales.iter().skip(1).filter_map(scale_spot) {
        let help = "each such scale scores all judgements, so one is enough";
        collector.fault(
            spot,
            "there is already a situational-judgement scale",
            Some(help.to_owned()),
        );
    }
    let Some(first) = assessment.judgements.first() else {
        // Judgements that cannot be read have their own faults.
        if let (0, Some(spot)) = (
            collector.names(Kind::Judgement).len(),
            scales.first().and_then(scale_spot),
        ) {
            let help = "write them in `judgements.toml`, and name them in a [[section]]";
            collector.fault(
                spot,
                "there is no judgement to score",
                Some(help.to_owned()),
            );
        }
        return;
    };
    let Some(spot) = collector.spot_of(Kind::Judgement, first.name.as_str()) else {
        return;
    };
    if assessment.judgement_scale.labels.is_empty() {
        let help = "add `[judgement_scale]` with seven `labels` to `assessment.toml`";
        collector.fault(
            spot,
            "the options have no answer format",
            Some(help.to_owned()),
        );
    }
    if scales.is_empty() {
        let help = "add a [[scale]] with source = \"situational_judgement\" to `assessment.toml`";
        collector.fault(
            spot,
            "no scale scores the judgements",
            Some(help.to_owned()),
        );
    }
    check_competencies(assessment, collector);
    let mut experts = (assessment.judgements.iter())
        .flat_map(|judgement| &judgement.options)
        .map(|option| option.expert);
    let lowest = experts.next();
    if experts.all(|expert| lowest.is_some_and(|lowest| lowest.total_cmp(&expert).is_eq())) {
        let help = "agreement needs a key that tells options apart";
        collector.fault(
            spot,
            "the expert ratings of all options are the same",
            Some(help.to_owned()),
        );
    }
}

fn check_decision_counts(assessment: &Assessment, collector: &Collector) {
    for scale in &assessment.scales {
        let ScaleSource::SceneChoices { minimum_decisions } = scale.source else {
            continue;
        };
        let keyed = assessment
            .scored_scenes()
            .flat_map(|scene| &scene.decisions)
            .filter(|decision| decision.is_keyed_to(&scale.name))
            .count();
        // A scale that no decision names at all already has its fault.
        if keyed < minimum_decisions
            && !collector.is_unused(Kind::ChoiceScale, scale.name.as_str())
            && let Some(spot) = collector.spot_of(Kind::Scale, scale.name.as_str())
        {
            let reason = format!(
                "`{}` needs {minimum_decisions} decisions, and {keyed} are keyed to it",
                scale.name
            );
            collector.fault(spot, reason, None);
        }
    }
}

fn check_keys(assessment: &Assessment, collector: &Collector) {
    for scene in assessment.scored_scenes() {
        let Some(spot) = collector.spot_of(Kind::Scene, scene.name.as_str()) else {
            continue;
        };
        for decision in &scene.decisions {
            if decision.keyed_scales().next().is_none() {
                let help = "give everything that can be done a `key`, or a rating its `expert` value; only the practice scene has none";
                let reason = format!(
                    "the decision `{}` of a scored scene has no key",
                    decision.name
                );
                collector.fault(spot, reason, Some(help.to_owned()));
            }
        }
    }
}

/// Keeps a fault for each film of the studio that is too short to judge anybody by, or too long to stay awake in.
fn check_film_lengths(assessment: &Assessment, collector: &Collector) {
    let filmed = assessment
        .scored_scenes()
        .filter(|scene| scene.film.is_some());
    for scene in filmed.filter(|scene| !(45_000..=90_000).contains(&scene.duration_ms)) {
        let reason = format!(
            "the film of `{}` lasts {} ms, and a scored scene lasts 45 to 90 s",
            scene.name, scene.duration_ms
        );
        if let Some(spot) = collector.spot_of(Kind::Scene, scene.name.as_str()) {
            let help = "write it longer or shorter, and change `duration_ms`";
            collector.fault(spot, reason, Some(help.to_owned()));
        }
    }
}

/// Keeps a fault for each section that ends before what is done in it can.
fn check_limits(assessment: &Assessment, collector: &Collector) {
    for section in &assessment.sections {
        let needed = shortest_seconds(assessment, section);
        if section.limit_seconds < needed
            && let Some(spot) = collector.spot_of(Kind::Section, section.name.as_str())
        {
            let reason = format!(
                "the section `{}` may take {} s, and what is done in it takes {needed} s",
                section.name, section.limit_seconds
            );
            let help = "raise `limit_seconds`, and leave time to read";
            collector.fault(spot, reason, Some(help.to_owned()));
        }
    }
}

/// How long a section takes at least, whoever does it, when everything in it is used.
fn shortest_seconds(assessment: &Assessment, section: &Section) -> u32 {
    match &section.content {
        SectionContent::Scene(name) => assessment.scene(name).map_or(0, |scene| {
            let answer = &scene.answer;
            scene.duration_ms / 1000 + answer.preparation_seconds + answer.limit_seconds
        }),
        SectionContent::Questionnaire { .. } | SectionContent::Judgements { .. } => 0,
        SectionContent::StopSignal(name) => assessment.stop_signal_task(name).map_or(0, |task| {
            let trial_ms = task.fixation_ms + task.response_window_ms + task.inter_trial_ms;
            task_seconds(task.standard, trial_ms, task.break_seconds)
        }),
        SectionContent::GoNoGo(name) => assessment.go_no_go_task(name).map_or(0, |task| {
            let trial_ms = task.fixation_ms + task.response_window_ms + task.inter_trial_ms;
            task_seconds(task.standard, trial_ms, task.break_seconds)
        }),
        SectionContent::Flanker(name) => assessment.flanker_task(name).map_or(0, |task| {
            let trial_ms = task.fixation_ms + task.response_window_ms + task.inter_trial_ms;
            task_seconds(task.standard, trial_ms, task.break_seconds)
        }),
    }
}

fn task_seconds(form: TaskForm, trial_ms: u32, break_seconds: u32) -> u32 {
    form.trials() * trial_ms / 1000 + (form.blocks - 1) * break_seconds
}

/// Keeps a fault for each scale of a task that calls the wrong end of its measure good.
fn check_good_ends(assessment: &Assessment, collector: &Collector) {
    for scale in &assessment.scales {
        let (measure, good_end) = match scale.source {
            ScaleSource::GoNoGo { measure, .. } => match measure {
                GoNoGoMeasure::CommissionProportion => ("commission_proportion", GoodEnd::Low),
                GoNoGoMeasure::DPrime => ("d_prime", GoodEnd::High),
            },
            ScaleSource::Flanker { measure, .. } => match measure {
                FlankerMeasure::InverseEfficiencyCost => ("inverse_efficiency_cost", GoodEnd::Low),
                FlankerMeasure::ReactionTimeCost => ("reaction_time_cost", GoodEnd::Low),
            },
            _ => continue,
        };
        if scale.good_end != good_end
            && let Some(spot) = collector.spot_of(Kind::Scale, scale.name.as_str())
        {
            let (end, word) = match good_end {
                GoodEnd::Low => ("less", "low"),
                GoodEnd::High => ("more", "high"),
            };
            let reason = format!(
                "of the measure {measure} {end} is better, and `{}` says otherwise",
                scale.name
            );
            collector.fault(spot, reason, Some(format!("write good_end = \"{word}\"")));
        }
    }
}
