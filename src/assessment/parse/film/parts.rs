//! The lists of a script: people, lines, acts, camera, sounds, descriptions.

use toml::de::DeValue;

use super::word;
use crate::assessment::film::{
    Act, CameraKey, Description, Effect, FilmPerson, Gaze, Line, Looking, Pose, Posture, Stand,
    TensionKey, Tone, Vocabulary,
};
use crate::assessment::parse::numbers::{
    ANY, Limits, POSITIVE, PROPORTION, SIGNED_PROPORTION, real, whole,
};
use crate::assessment::parse::place::{Place, Read, Table};
use crate::assessment::{Part, PersonName, SceneName};

pub(super) fn person(place: Place<'_>, scene: &SceneName) -> Option<FilmPerson> {
    let table = place.table(&[
        "name", "caption", "at", "depth", "pan", "voice", "look", "posture", "extra",
    ])?;
    let name: Option<PersonName> = table.required("name");
    if let Some(name) = &name {
        table.stands_for(Part::Person, &format!("{scene}/{name}"));
    }
    let caption = table.required("caption");
    let at = table.required_place("at").and_then(stand);
    let depth = real_or(&table, "depth", &POSITIVE, 1.0);
    let pan = real_or(&table, "pan", &SIGNED_PROPORTION, 0.0);
    let posture = table.place("posture").map_or(Some(Posture::Standing), word);
    let is_extra = table.optional("extra").unwrap_or_default();
    // What is in them is the studio's own; that they are tables is everybody's.
    table.required_place("look").and_then(Place::open_table);
    if let Some(voice) = table.place("voice").and_then(Place::open_table) {
        voice.required::<String>("engine");
    }
    Some(FilmPerson {
        name: name?,
        caption: caption?,
        at: at?,
        depth: depth?,
        pan: pan?,
        posture: posture?,
        is_extra,
    })
}

fn stand(place: Place<'_>) -> Option<Stand> {
    let table = place.table(&["x", "y", "scale"])?;
    let x = table.real("x", &ANY);
    let y = table.real("y", &ANY);
    let scale = table.real("scale", &POSITIVE);
    Some(Stand {
        x: x?,
        y: y?,
        scale: scale?,
    })
}

pub(super) fn line(place: Place<'_>) -> Option<Line> {
    let table = place.table(&[
        "who",
        "at_ms",
        "tone",
        "text",
        "spoken",
        "wav",
        "to_camera",
        "over",
    ])?;
    let who = table.required("who");
    let at_ms = at_ms(&table);
    let tone = table.place("tone").map_or(Some(Tone::Plain), word);
    let text = table.required("text");
    table.optional::<String>("spoken");
    table.optional::<String>("wav");
    let is_to_camera = table.optional("to_camera").unwrap_or_default();
    let is_over = table.optional("over").unwrap_or_default();
    Some(Line {
        who: who?,
        at_ms: at_ms?,
        tone: tone?,
        text: text?,
        is_to_camera,
        is_over,
    })
}

pub(super) fn act(place: Place<'_>) -> Option<Act> {
    const CHANGES: [&str; 8] = [
        "mood", "pose", "gaze", "posture", "at", "facing", "lean", "tears",
    ];
    let table = place.table(&[
        "who", "at_ms", "over_ms", "target", CHANGES[0], CHANGES[1], CHANGES[2], CHANGES[3],
        CHANGES[4], CHANGES[5], CHANGES[6], CHANGES[7],
    ])?;
    if CHANGES.iter().all(|key| table.place(key).is_none()) {
        let help = format!("give it one of {}", CHANGES.join(", "));
        table.fault("this act changes nothing", Some(&help));
    }
    let who = table.required("who");
    let at_ms = at_ms(&table);
    let over = table.place("over_ms");
    let pose = optional_word(&table, "pose");
    Some(Act {
        who: who?,
        at_ms: at_ms?,
        over_ms: over.and_then(|place| whole(place, &(0..=600_000))),
        mood: optional_word(&table, "mood"),
        pose,
        target: target(&table, pose),
        gaze: table.place("gaze").and_then(looking),
        posture: optional_word(&table, "posture"),
        at: table.place("at").and_then(stand),
        facing: (table.place("facing")).and_then(|place| real(place, &SIGNED_PROPORTION)),
        lean: table.place("lean").and_then(lean),
        tears: (table.place("tears")).and_then(|place| real(place, &PROPORTION)),
    })
}

/// A direction, or somebody's name; `rules` asks whether that person is there.
fn looking(place: Place<'_>) -> Option<Looking> {
    let text = String::read(place)?;
    match PersonName::parse(&text) {
        Some(name) if !Gaze::WORDS.iter().any(|(word, _)| *word == text) => Some(Looking::At(name)),
        _ => word(place).map(Looking::Way),
    }
}

/// On whose arm a pose's hands are laid; it takes a pose that reaches out. `rules` asks whether that person is there.
fn target(table: &Table<'_>, pose: Option<Pose>) -> Option<PersonName> {
    let place = table.place("target")?;
    let reaching = Pose::WORDS.iter().filter(|(_, pose)| pose.reaches_out());
    let words: Vec<_> = reaching.map(|(word, _)| *word).collect();
    let help = format!("use one of the poses {}", words.join(", "));
    if let Some(pose) = pose.filter(|pose| !pose.reaches_out()) {
        let reason = format!("nobody is touched in the pose `{}`", pose.word());
        place.fault_with_help(reason, help);
    } else if table.place("pose").is_none() {
        place.fault_with_help("`target` stands without a `pose`", help);
    }
    PersonName::read(place)
}

fn optional_word<V: Vocabulary>(table: &Table<'_>, key: &str) -> Option<V> {
    table.place(key).and_then(word)
}

/// A lean to the side alone, or to the side and down.
fn lean(place: Place<'_>) -> Option<(f64, f64)> {
    if !matches!(place.value, DeValue::Array(_)) {
        return Some((real(place, &ANY)?, 0.0));
    }
    let parts = place.array()?;
    let [x, y] = parts[..] else {
        let reason = format!("`lean` has {} numbers, and has to have two", parts.len());
        place.fault_with_help(reason, "write [right, down] in pixels");
        return None;
    };
    real(x, &ANY).zip(real(y, &ANY))
}

pub(super) fn camera(place: Place<'_>) -> Option<CameraKey> {
    let table = place.table(&["at_ms", "x", "y", "zoom", "shake", "cut"])?;
    let at_ms = at_ms(&table);
    let x = table.real("x", &ANY);
    let y = table.real("y", &ANY);
    let zoom = real_or(&table, "zoom", &POSITIVE, 1.0);
    let shake = real_or(&table, "shake", &PROPORTION, 0.0);
    let is_cut = table.optional("cut").unwrap_or_default();
    Some(CameraKey {
        at_ms: at_ms?,
        x: x?,
        y: y?,
        zoom: zoom?,
        shake: shake?,
        is_cut,
    })
}

pub(super) fn effect(place: Place<'_>) -> Option<Effect> {
    let table = place.table(&["at_ms", "sound", "until_ms", "gain", "pan", "jolt"])?;
    let at_ms = at_ms(&table);
    let sound = table.required_place("sound").and_then(word);
    let until = table.place("until_ms");
    let gain = real_or(&table, "gain", &POSITIVE, 1.0);
    let pan = real_or(&table, "pan", &SIGNED_PROPORTION, 0.0);
    let jolt = real_or(&table, "jolt", &ANY, 0.0);
    Some(Effect {
        at_ms: at_ms?,
        sound: sound?,
        until_ms: until.and_then(|place| whole(place, &(0..=600_000))),
        gain: gain?,
        pan: pan?,
        jolt: jolt?,
    })
}

pub(super) fn tension(place: Place<'_>) -> Option<TensionKey> {
    let table = place.table(&["at_ms", "level"])?;
    let at_ms = at_ms(&table);
    let level = table.real("level", &PROPORTION);
    Some(TensionKey {
        at_ms: at_ms?,
        level: level?,
    })
}

pub(super) fn description(place: Place<'_>) -> Option<Description> {
    let table = place.table(&["at_ms", "text"])?;
    let at_ms = at_ms(&table);
    let text = table.required("text");
    Some(Description {
        at_ms: at_ms?,
        text: text?,
    })
}

fn at_ms(table: &Table<'_>) -> Option<u32> {
    table.whole("at_ms", 0..=600_000)
}

fn real_or(table: &Table<'_>, key: &str, limits: &Limits, otherwise: f64) -> Option<f64> {
    table
        .place(key)
        .map_or(Some(otherwise), |place| real(place, limits))
}
