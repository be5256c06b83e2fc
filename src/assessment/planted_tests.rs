//! Ten faults planted at once are ten faults with their places.

use super::{Examined, examine, example};

/// What is planted: in which file, what stood there, and what stands there now.
const PLANTED: [(&str, &str, &str); 10] = [
    // A missing caption.
    (
        "scenes/gate.toml",
        "es = { path = \"media/a.vtt\", media_type = \"text/vtt\" }, ",
        "",
    ),
    // An item for after an offer.
    (
        "items.toml",
        "name = \"snap\"\n",
        "name = \"snap\"\nstage = \"post_offer\"\n",
    ),
    // Anger that is always heavy.
    ("casting.toml", "build = \"slight\"", "build = \"heavy\""),
    // A scale that does not exist.
    (
        "items.toml",
        "scale = \"listening-and-respect\"",
        "scale = \"listening\"",
    ),
    // A cue beyond the film's end.
    ("scenes/practice.toml", "cue_ms = 16000", "cue_ms = 26000"),
    // A key without a reason.
    ("scenes/gate.toml", "rationale = \"Makes space.\"\n", ""),
    // One name twice.
    (
        "items.toml",
        "[[item]]\nname = \"plan\"",
        "[[item]]\nname = \"wait\"\ntext = { en = \"I wait for it.\", es = \"Yo me quedo y lo veo.\" }\nexpected = 1\n\n[[item]]\nname = \"plan\"",
    ),
    // Words that are missing in Spanish.
    ("scenes/queue.toml", ", es = \"What do you do next?\"", ""),
    // A word about health.
    ("items.toml", "I plan my next step", "I take my medicine"),
    // An option without a competency.
    (
        "scenes/queue.toml",
        "competency = \"judgment\"\nkey = { first-moves = 4,",
        "key = { first-moves = 4,",
    ),
];

/// What is said of it.
const FOUND: [&str; 10] = [
    "items.toml:8: the name `wait` is taken already",
    "items.toml:28: there is no questionnaire scale `listening`",
    "scenes/gate.toml:18: `rationale` is missing in this `option`",
    "scenes/practice.toml:49: the cue at 26000 ms is after the end of the film at 26000 ms",
    "scenes/queue.toml:49: `prompt` has no Spanish words",
    "scenes/queue.toml:53: the option `aside` names no competency",
    "items.toml:20: item `snap`: is for the stage after a conditional offer, and this assessment is for the stage before it",
    "items.toml:14: item `plan`: its word \"medicine\" is about health, which may not be asked before an offer",
    "scenes/gate.toml:10: scene `gate`: has no captions in the language `es`",
    "casting.toml:9: part `queue/customer`: every `angry` part (2 in all) has the same build",
];

/// The same words a second time as Spanish, so that one can be missing.
fn in_two_languages(text: &str) -> String {
    let mut parts = text.split("{ en = \"");
    let mut written = parts.next().unwrap().to_owned();
    for part in parts {
        let (words, rest) = part.split_once("\" }").unwrap();
        // What has Spanish already stays as it is.
        if words.contains("es = \"") {
            written.extend(["{ en = \"", words, "\" }", rest]);
        } else {
            written.extend(["{ en = \"", words, "\", es = \"", words, "\" }", rest]);
        }
    }
    let file = "{ path = \"media/a.vtt\", media_type = \"text/vtt\" }";
    written.replace("captions = { en", &format!("captions = {{ es = {file}, en"))
}

#[test]
fn ten_planted_faults_are_all_found_with_file_and_line() {
    let mut source = example::source();
    for text in source.files.values_mut() {
        *text = in_two_languages(text);
    }
    let outline = source.files.get_mut("assessment.toml").unwrap();
    outline.insert_str(0, "languages = [\"en\", \"es\"]\n");
    assert!(super::parse(&source).is_ok());
    for (file, from, to) in PLANTED {
        let text = source.files.get_mut(file).unwrap();
        assert!(text.contains(from), "{file} has no {from:?}");
        *text = text.replacen(from, to, 1);
    }
    let Examined {
        faults, held_back, ..
    } = examine(&source);
    let read = faults
        .iter()
        .map(|fault| format!("{}:{}: {}", fault.file, fault.line, fault.reason));
    let held = held_back.iter().map(|fault| {
        let site = fault.site.as_ref().unwrap();
        format!(
            "{}:{}: {}: {}",
            site.file, site.line, fault.subject, fault.reason
        )
    });
    let found: Vec<String> = read.chain(held).collect();
    assert_eq!(found, FOUND);
}
