//! The shipped assessments, read as a test would check any other definition.

use std::fs;
use std::path::Path;

use super::{
    Assessment, Direction, FormLength, GateRule, ItemRole, SectionContent, Source, example, parse,
    publish_faults, readings,
};

const FIRST_LOOK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assessments/first-look");

/// Reads a definition's folder, and those below it.
fn source(folder: &Path) -> Source {
    let mut files = Vec::new();
    for part in ["", "scenes", "norms"] {
        let Ok(entries) = fs::read_dir(folder.join(part)) else {
            continue;
        };
        for entry in entries.map(|entry| entry.unwrap().path()) {
            let relative = entry
                .strip_prefix(folder)
                .unwrap()
                .to_str()
                .unwrap()
                .replace('\\', "/");
            if Source::belongs(&relative) {
                files.push((relative, fs::read_to_string(&entry).unwrap()));
            }
        }
    }
    Source::new(files)
}

/// First look; a scene that is not in the folder is stood in for by one of the example's.
fn first_look() -> Assessment {
    let mut source = source(Path::new(FIRST_LOOK));
    let example = example::source().files;
    for (scene, stand_in) in [
        ("practice-doorway", "practice"),
        ("shop-return", "queue"),
        ("garden-fence", "gate"),
    ] {
        let text = example[&format!("scenes/{stand_in}.toml")].clone();
        source
            .files
            .entry(format!("scenes/{scene}.toml"))
            .or_insert(text);
    }
    match parse(&source) {
        Ok(assessment) => assessment,
        Err(faults) => panic!("{faults}"),
    }
}

#[test]
fn first_look_is_whole_and_may_be_published_once_it_has_norms() {
    let assessment = first_look();
    let has_norms = !assessment.norm_groups.is_empty();
    let faults: Vec<_> = publish_faults(&assessment)
        .into_iter()
        .filter(|fault| has_norms || fault.rule != GateRule::Norms)
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn first_look_has_twelve_statements_a_scale_half_of_them_reversed() {
    let assessment = first_look();
    for scale in ["restraint", "listening-and-respect"] {
        let directions: Vec<_> = assessment
            .items
            .iter()
            .filter_map(|item| match &item.role {
                ItemRole::Keyed {
                    scale: of,
                    direction,
                } if of.as_str() == scale => Some(*direction),
                _ => None,
            })
            .collect();
        let reversed = directions
            .iter()
            .filter(|direction| **direction == Direction::Negative);
        assert_eq!((directions.len(), reversed.count()), (12, 6), "{scale}");
    }
    assert_eq!(assessment.items.len(), 26);
    assert_eq!(assessment.response_scale.points(), 6);
}

#[test]
fn first_look_never_keys_more_than_two_lines_in_a_row_the_same_way() {
    let assessment = first_look();
    let SectionContent::Questionnaire { items, .. } = &assessment.sections[1].content else {
        panic!("the second section asks the statements");
    };
    let roles = items
        .iter()
        .map(|name| &assessment.item(name).unwrap().role);
    let directions: Vec<_> = roles
        .filter_map(|role| match role {
            ItemRole::Keyed { direction, .. } => Some(*direction),
            _ => None,
        })
        .collect();
    for run in directions.windows(3) {
        assert!(run[0] != run[1] || run[1] != run[2], "{items:?}");
    }
}

#[test]
fn an_attention_check_asks_for_the_answer_it_expects() {
    let assessment = first_look();
    let mut checks = 0;
    for item in &assessment.items {
        if let ItemRole::AttentionCheck { expected } = item.role {
            let label = assessment.response_scale.labels[usize::from(expected) - 1].get("en");
            assert!(
                item.text.get("en").contains(&format!("\"{label}\"")),
                "{}",
                item.name
            );
            checks += 1;
        }
    }
    assert_eq!(checks, 2);
}

#[test]
fn the_standard_form_has_room_in_its_section_and_the_short_one_is_for_show() {
    let assessment = first_look();
    let task = &assessment.stop_signal_tasks[0];
    let form = task.form(FormLength::Standard);
    let trials = form.practice_trials + form.blocks * form.trials_per_block;
    let trial_ms = task.fixation_ms + task.response_window_ms + task.inter_trial_ms;
    let rests = (form.blocks - 1) * task.break_seconds;
    let section = assessment
        .sections
        .iter()
        .find(|section| section.name.as_str() == "stop-signal")
        .unwrap();
    // Two minutes are left to read the instructions and to rest a little longer.
    assert!(trials * trial_ms / 1000 + rests + 120 <= section.limit_seconds);
    assert_eq!(task.refusal.minimum_stop_trials(FormLength::Standard), 50);
    assert_eq!(task.refusal.minimum_stop_trials(FormLength::Short), 8);
}

#[test]
fn the_statements_of_first_look_read_at_grade_eight_or_below() {
    let found = readings(&first_look());
    let [english] = &found[..] else {
        panic!("first look is in English: {found:?}");
    };
    assert_eq!(english.n, 26);
    assert!(english.highest <= 8.0, "{english:?}");
}
