//! What the gate holds back, and where it points.

use super::gate::*;
use super::{
    Age, Assessment, Build, CastPart, Complexion, ItemRole, NormStatus, PersonName, SceneName, Sex,
    Stage, Temper, Text, example::example,
};

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
        |a| a.go_no_go_tasks[0].stage = later,
        &[(GateRule::Stage, "task `go-no-go`")],
    );
    check(
        |a| a.flanker_tasks[0].stage = later,
        &[(GateRule::Stage, "task `flanker`")],
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
    let without_first_composite = |a: &mut Assessment| drop(a.norm_groups[0].composites.remove(0));
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

#[test]
fn the_practice_teaches_every_way_to_act_that_scored_scenes_ask_for() {
    let forget = |word: &'static str| {
        move |a: &mut Assessment| {
            let practice = a.practice.clone();
            for scene in a.scenes.iter_mut().filter(|scene| scene.name == practice) {
                scene
                    .decisions
                    .retain(|decision| decision.response.word() != word);
            }
        }
    };
    for word in ["choose", "act_now", "rate"] {
        check(forget(word), &[(GateRule::Practice, "scene `practice`")]);
    }
}

#[test]
fn everybody_in_a_scored_film_is_in_the_casting_table_and_nobody_else() {
    check(
        |a| a.casting.retain(|part| part.scene.as_str() != "queue"),
        &[
            (GateRule::Cast, "person `queue/customer`"),
            (GateRule::Balance, "part `gate/visitor`"),
            (GateRule::Balance, "part `gate/visitor`"),
            (GateRule::Balance, "part `gate/visitor`"),
            (GateRule::Balance, "part `gate/visitor`"),
        ],
    );
    check(
        |a| a.casting[0].person = PersonName::parse("shopper").unwrap(),
        &[
            (GateRule::Cast, "person `queue/customer`"),
            (GateRule::Cast, "part `queue/shopper`"),
        ],
    );
    let friends_only = |a: &mut Assessment| a.casting.retain(|part| part.scene.as_str() != "gate");
    let (_, mut assessment) = example();
    friends_only(&mut assessment);
    let faults = publish_faults(&assessment);
    assert!(
        faults
            .iter()
            .any(|fault| fault.rule == GateRule::Cast && fault.subject == "scene `gate`")
    );
}

#[test]
fn anger_is_played_by_two_kinds_of_people_or_more() {
    let alike = |a: &mut Assessment| {
        a.casting[1].age = a.casting[0].age;
        a.casting[1].build = a.casting[0].build;
    };
    let (_, mut assessment) = example();
    alike(&mut assessment);
    let printed: Vec<String> = publish_faults(&assessment)
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(printed.len(), 2, "{printed:?}");
    let first = "casting.toml:7:7: part `queue/customer`: every `angry` part (2 in all) has the same age\n  7 | age = \"middle\"\n    |       ^\n  help: let people of two ages or more play `angry`, and cast this part anew";
    assert_eq!(printed[0], first);
}

#[test]
fn no_group_plays_anger_much_more_often_than_all_do() {
    // Four men of whom three are angry, and four women of whom none is: 75 % against 38 %.
    let cast = |a: &mut Assessment| {
        let template = a.casting[2].clone();
        a.casting = (0..8)
            .map(|place| CastPart {
                scene: SceneName::parse("gate").unwrap(),
                person: PersonName::parse(&format!("p{place}")).unwrap(),
                sex: if place < 4 { Sex::Male } else { Sex::Female },
                temper: if place < 3 {
                    Temper::Angry
                } else {
                    Temper::Calm
                },
                age: if place == 0 { Age::Old } else { Age::Young },
                build: if place == 0 {
                    Build::Slight
                } else {
                    Build::Heavy
                },
                complexion: [Complexion::Light, Complexion::Dark][place % 2],
                ..template.clone()
            })
            .collect();
        let queue = CastPart {
            scene: SceneName::parse("queue").unwrap(),
            person: PersonName::parse("customer").unwrap(),
            sex: Sex::Female,
            temper: Temper::Calm,
            complexion: Complexion::Medium,
            ..template
        };
        a.casting.push(queue);
    };
    let (_, mut assessment) = example();
    cast(&mut assessment);
    let faults = publish_faults(&assessment);
    let reasons: Vec<_> = faults.iter().map(|fault| fault.reason.as_str()).collect();
    assert_eq!(
        reasons,
        [
            "every `angry` part (3 in all) has the same sex",
            "75 % of the 4 parts that are male are angry, and 33 % of all 9 are"
        ]
    );
}

#[test]
fn a_fault_says_in_which_file_and_line_its_part_stands() {
    let (_, mut assessment) = example();
    assessment.scenes[0].captions.clear();
    let printed = publish_faults(&assessment)[0].to_string();
    assert!(
        printed.starts_with(
            "scenes/gate.toml:10:12: scene `gate`: has no captions in the language `en`\n  10 | captions = "
        ),
        "{printed}"
    );
}
