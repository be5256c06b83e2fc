//! What reading says about decisions, competencies and scripts that are wrong.

use super::parse;
use super::tests::{changed, check, faults, places};
use crate::assessment::example;

const QUEUE: &str = "scenes/queue.toml";
const GATE: &str = "scenes/gate.toml";

#[test]
fn a_window_to_step_in_is_partitioned_by_its_moments() {
    let whole = Some("let the moments cover the window in order, without gap or overlap");
    check(
        (GATE, "from_ms = 20000", "from_ms = 20500"),
        "the moment `in-time` begins at 20500 ms, and what comes before it ends at 20000 ms",
        whole,
    );
    check(
        (GATE, "from_ms = 18000", "from_ms = 17000"),
        "the moment `too-soon` begins at 17000 ms, and what comes before it ends at 18000 ms",
        whole,
    );
    check(
        (GATE, "to_ms = 26000", "to_ms = 25000"),
        "the moments end at 25000 ms, and the window closes at 26000 ms",
        Some("let the last moment's `to_ms` be `cue_ms` + `window_ms`"),
    );
    check(
        (GATE, "to_ms = 20000", "to_ms = 18000"),
        "the moment `too-soon` ends at 18000 ms, and begins at 18000 ms",
        Some("`to_ms` has to be after `from_ms`"),
    );
    check(
        (GATE, "duration_ms = 30000", "duration_ms = 25000"),
        "the window to step in closes at 26000 ms, after the end of the film at 25000 ms",
        Some("shorten the window, or let the film go on longer"),
    );
    let nobody_waits = changed(&[
        (GATE, "never = true", "from_ms = 26000\nto_ms = 27000"),
        (GATE, "window_ms = 8000", "window_ms = 9000"),
    ]);
    assert_eq!(
        places(&nobody_waits),
        [
            "scenes/gate.toml:39:1: a window to step in has one moment for no press at all, and this has 0"
        ]
    );
}

#[test]
fn the_keys_of_one_kind_of_decision_do_not_stand_in_another() {
    check(
        (QUEUE, "kind = \"rate\"", "kind = \"rat\""),
        "`kind` cannot be \"rat\"",
        Some("did you mean \"rate\"?"),
    );
    let source = changed(&[(QUEUE, "kind = \"rate\"\n", "")]);
    let reasons: Vec<_> = faults(&source)
        .iter()
        .map(|fault| fault.reason.clone())
        .collect();
    assert!(
        reasons.contains(&"`expert` belongs to a decision of kind \"rate\"".to_owned()),
        "{reasons:?}"
    );
    check(
        (
            QUEUE,
            "expert = { words-chosen = 6.0 }",
            "expert = { words-chosen = 8 }",
        ),
        "`words-chosen` is 8, and has to be from 1 to 7",
        None,
    );
}

#[test]
fn whatever_is_keyed_has_a_reason_and_a_competency_that_is_declared() {
    check(
        (
            QUEUE,
            "rationale = \"He has raised his voice twice and does not look away.\"\n",
            "",
        ),
        "`rationale` is missing in this `decision`",
        Some("add `rationale = …`"),
    );
    check(
        (GATE, "rationale = \"Nobody comes.\"\n", ""),
        "`rationale` is missing in this `moment`",
        Some("add `rationale = …`"),
    );
    let declared = Some("add `competency = …`, one of composure, judgment, listening");
    check(
        (
            QUEUE,
            "competency = \"judgment\"\nkey = { first-moves = 4, words-chosen = 3 }",
            "key = { first-moves = 4, words-chosen = 3 }",
        ),
        "the option `aside` names no competency",
        declared,
    );
    check(
        (GATE, "competency = \"composure\"\n", ""),
        "the dimension `composure` names no competency",
        declared,
    );
    check(
        (
            QUEUE,
            "competency = \"listening\"\nexpert",
            "competency = \"lisening\"\nexpert",
        ),
        "there is no competency `lisening`",
        Some("did you mean `listening`?"),
    );
    check(
        ("assessment.toml", "\"decision_making\"]", "\"decisions\"]"),
        "`post_dimensions` cannot be \"decisions\"",
        Some(
            "write one of social_competence, teamwork, adaptability, conscientiousness, impulse_control, integrity, emotional_regulation, decision_making, assertiveness, risk_avoidance",
        ),
    );
}

#[test]
fn a_script_fits_the_rest_of_its_scene() {
    check(
        (QUEUE, "at_ms = 18400", "at_ms = 22000"),
        "a line begins at 22000 ms, inside the window `next-step` (20000 to 30000 ms)",
        Some("nobody speaks while the candidate reads; move the line"),
    );
    check(
        (QUEUE, "at_ms = 700\n", "at_ms = 7000\n"),
        // 42 characters at 25 a second: 1,680 ms.
        "a line from 7000 ms on cannot be over when the window `first-words` opens at 8000 ms",
        Some("begin the line earlier, shorten it, or move the cue"),
    );
    check(
        (QUEUE, "at_ms = 18400", "at_ms = 1500"),
        "the line before, from 700 ms on, cannot be over at 1500 ms",
        Some("begin later, or write `over = true` where people talk over each other"),
    );
    check(
        (QUEUE, "at_ms = 18400", "at_ms = 400"),
        "a line at 400 ms stands after one at 700 ms",
        Some("write lines in the order of their times"),
    );
    check(
        (QUEUE, "to_camera = true\n", ""),
        "the last line is not said to camera",
        Some("add `to_camera = true`: the scene ends with somebody waiting for your answer"),
    );
    check(
        (QUEUE, "cue_ms = 54000\n", ""),
        "`cue_ms` is missing in this `answer`",
        Some("add `cue_ms`, the frame with which the line to camera has ended"),
    );
    check(
        (QUEUE, "cue_ms = 54000", "cue_ms = 50400"),
        "the last line, from 50000 ms on, cannot be over at the answer's cue at 50400 ms",
        Some("move the cue to where the line has ended"),
    );
    check(
        (QUEUE, "at_ms = 4000\n", "at_ms = 1000\n"),
        "this is said while `customer` speaks, from 700 ms on",
        Some("move it between lines"),
    );
}

#[test]
fn times_of_a_script_are_frames_and_lie_within_the_film() {
    check(
        (QUEUE, "cue_ms = 34000", "cue_ms = 34010"),
        "`cue_ms` is 34010, between two frames",
        Some("a frame lasts 40 ms: write 34000 or 34040"),
    );
    check(
        (QUEUE, "poster_ms = 3000", "poster_ms = 3010"),
        "`poster_ms` is 3010, between two frames",
        Some("a frame lasts 40 ms: write 3000 or 3040"),
    );
    check(
        (QUEUE, "at_ms = 30000\nx", "at_ms = 56000\nx"),
        "`at_ms` is 56000, and the film ends at 56000 ms",
        Some("move it to before the end, or lengthen `duration_ms`"),
    );
    let late = changed(&[
        (
            QUEUE,
            "window_ms = 10000\ncompetency",
            "window_ms = 23000\ncompetency",
        ),
        (QUEUE, "at_ms = 50000", "at_ms = 32000"),
    ]);
    assert_eq!(
        places(&late),
        ["scenes/queue.toml:74:1: the window closes at 57000 ms, and the film ends at 56000 ms"]
    );
    // An agency's own footage may have other frames.
    let own = changed(&[("scenes/practice.toml", "cue_ms = 2000", "cue_ms = 2010")]);
    assert!(super::parse(&own).is_ok());
}

#[test]
fn the_people_of_a_script_exist_and_speak_only_when_they_are_cast() {
    check(
        (
            QUEUE,
            "who = \"customer\"\nat_ms = 18400",
            "who = \"custmer\"\nat_ms = 18400",
        ),
        "nobody called `custmer` is in this film, and speaks",
        Some("did you mean `customer`?"),
    );
    check(
        (
            QUEUE,
            "who = \"customer\"\nat_ms = 18400",
            "who = \"shopper\"\nat_ms = 18400\nover = true",
        ),
        "`shopper` is in the background, and speaks at 18400 ms",
        Some("remove `extra`, and give the person a line in `casting.toml`"),
    );
}

#[test]
fn hands_are_laid_only_on_people_of_the_film_and_in_poses_that_reach_out() {
    let act = "pose = \"counter\"";
    let reach = "pose = \"reach-left\"\ntarget = \"shopper\"";
    assert!(super::parse(&changed(&[(QUEUE, act, reach)])).is_ok());
    check(
        (QUEUE, act, "pose = \"push-left\"\ntarget = \"shoper\""),
        "nobody called `shoper` is in this film, and is touched",
        Some("did you mean `shopper`?"),
    );
    let help = Some("use one of the poses reach-left, reach-right, push-left, push-right");
    check(
        (QUEUE, act, "pose = \"counter\"\ntarget = \"shopper\""),
        "nobody is touched in the pose `counter`",
        help,
    );
    check(
        (QUEUE, act, "tears = 0.1\ntarget = \"shopper\""),
        "`target` stands without a `pose`",
        help,
    );
}

#[test]
fn the_words_of_a_script_are_those_that_the_studio_knows() {
    for (from, to, reason, near) in [
        (
            "set = \"shop\"",
            "set = \"shoop\"",
            "`set` cannot be \"shoop\"",
            "shop",
        ),
        (
            "mood = \"annoyed\"",
            "mood = \"anoyed\"",
            "`mood` cannot be \"anoyed\"",
            "annoyed",
        ),
        (
            "pose = \"counter\"",
            "pose = \"countr\"",
            "`pose` cannot be \"countr\"",
            "counter",
        ),
        (
            "gaze = \"you\"",
            "gaze = \"yu\"",
            "`gaze` cannot be \"yu\"",
            "you",
        ),
        (
            "tone = \"firm\"",
            "tone = \"fim\"",
            "`tone` cannot be \"fim\"",
            "firm",
        ),
        (
            "posture = \"leaning\"",
            "posture = \"learning\"",
            "`posture` cannot be \"learning\"",
            "leaning",
        ),
        (
            "sound = \"till-beep\"",
            "sound = \"till-bep\"",
            "`sound` cannot be \"till-bep\"",
            "till-beep",
        ),
    ] {
        check(
            (QUEUE, from, to),
            reason,
            Some(&format!("did you mean {near:?}?")),
        );
    }
}

#[test]
fn people_look_a_way_or_at_somebody_who_is_there() {
    let person = example::example().1.scenes[2].film.clone().unwrap().people[0]
        .name
        .to_string();
    let named = format!("gaze = \"{person}\"");
    assert!(parse(&changed(&[(QUEUE, "gaze = \"you\"", &named)])).is_ok());
    check(
        (QUEUE, "gaze = \"you\"", "gaze = \"nobody-at-all\""),
        "`gaze` cannot be \"nobody-at-all\"",
        Some(&format!(
            "write one of you, left, right, down, down-left, down-right, up, away, {}",
            people()
        )),
    );
}

/// The people of the example's script.
fn people() -> String {
    let film = example::example().1.scenes[2].film.clone().unwrap();
    let names: Vec<_> = film
        .people
        .iter()
        .map(|person| person.name.to_string())
        .collect();
    names.join(", ")
}

#[test]
fn a_scored_film_lasts_from_45_to_90_seconds() {
    let long = changed(&[(QUEUE, "duration_ms = 56000", "duration_ms = 90040")]);
    assert_eq!(
        places(&long),
        [
            "scenes/queue.toml:1:1: the film of `queue` lasts 90040 ms, and a scored scene lasts 45 to 90 s"
        ]
    );
}

#[test]
fn the_casting_table_names_scenes_that_exist_and_each_person_once() {
    let file = "casting.toml";
    check(
        (file, "scene = \"queue\"", "scene = \"quue\""),
        "there is no scene `quue`",
        Some("did you mean `queue`?"),
    );
    check(
        (file, "person = \"friend\"", "person = \"visitor\""),
        "`visitor` of `gate` stands here twice",
        Some("keep one line for each person of a scene"),
    );
    check(
        (file, "age = \"old\"", "age = \"elder\""),
        "`age` cannot be \"elder\"",
        Some("write one of child, young, middle, old"),
    );
}
