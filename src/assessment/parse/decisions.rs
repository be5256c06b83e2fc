//! `[[decision]]`: where a film asks for something, and what each way to act is worth.

use std::collections::BTreeMap;

use super::collector::Kind;
use super::competencies;
use super::moments::act_now;
use super::numbers::{KEY_POINTS, Limits, RATING, real};
use super::place::{Place, Table};
use super::values::{each_once, named_by_key, one_of};
use crate::assessment::{Choice, Decision, Keyed, Rating, ResponseFormat, ScaleName};

/// The keys that every decision has.
const COMMON: [&str; 5] = ["name", "kind", "prompt", "cue_ms", "window_ms"];
/// The keys that only some kinds have, with the kind's word.
const SPECIAL: [(&str, &str); 7] = [
    ("option", "choose"),
    ("moment", "act_now"),
    ("low", "rate"),
    ("high", "rate"),
    ("competency", "rate"),
    ("expert", "rate"),
    ("rationale", "rate"),
];
const KEYS: &[&str] = &[
    COMMON[0],
    COMMON[1],
    COMMON[2],
    COMMON[3],
    COMMON[4],
    SPECIAL[0].0,
    SPECIAL[1].0,
    SPECIAL[2].0,
    SPECIAL[3].0,
    SPECIAL[4].0,
    SPECIAL[5].0,
    SPECIAL[6].0,
];

/// Reads every decision of a scene, and checks that their windows follow one another.
pub(super) fn decisions(scene: &Table<'_>, duration_ms: Option<u32>) -> Vec<Decision> {
    let placed = scene.each("decision", |place| {
        let decision = decision(place, duration_ms)?;
        Some((decision, place.open_table()?.place("cue_ms")?))
    });
    for pair in placed.windows(2) {
        check_windows(&pair[0].0, &pair[1]);
    }
    let decisions: Vec<_> = placed.into_iter().map(|(decision, _)| decision).collect();
    let names = decisions.iter().map(|decision| decision.name.as_str());
    each_once(scene, "decision", names);
    decisions
}

fn decision(place: Place<'_>, duration_ms: Option<u32>) -> Option<Decision> {
    let table = place.table(KEYS)?;
    let name = table.required("name");
    let prompt = table.required("prompt");
    let cue_ms = table.whole("cue_ms", 0..=600_000);
    let window_ms = table.whole("window_ms", 1000..=120_000);
    if let (Some(cue_ms), Some(duration_ms), Some(place)) =
        (cue_ms, duration_ms, table.place("cue_ms"))
        && cue_ms >= duration_ms
    {
        place.fault(format!(
            "the cue at {cue_ms} ms is after the end of the film at {duration_ms} ms"
        ));
    }
    let response = response(&table, cue_ms.zip(window_ms), duration_ms);
    Some(Decision {
        name: name?,
        prompt: prompt?,
        cue_ms: cue_ms?,
        window_ms: window_ms?,
        response: response?,
    })
}

fn response(
    table: &Table<'_>,
    window: Option<(u32, u32)>,
    duration_ms: Option<u32>,
) -> Option<ResponseFormat> {
    let words = ["choose", "act_now", "rate"];
    let kind = match table.place("kind") {
        Some(place) => one_of(place, &words.map(|word| (word, word)))?,
        None => "choose",
    };
    let foreign = SPECIAL.iter().filter(|(_, of)| *of != kind);
    for (place, of) in foreign.filter_map(|(key, of)| Some((table.place(key)?, of))) {
        let reason = format!("`{}` belongs to a decision of kind \"{of}\"", place.key);
        place.fault_with_help(reason, format!("this one is of kind \"{kind}\""));
    }
    match kind {
        "act_now" => act_now(table, window, duration_ms),
        "rate" => rating(table).map(ResponseFormat::Rate),
        _ => Some(ResponseFormat::Choose(options(table))),
    }
}

fn options(table: &Table<'_>) -> Vec<Choice> {
    let options = table.each_of_some("option", choice);
    if options.len() < table.written("option") {
        // What could not be read has left its faults; comparing the rest would only add noise.
        return options;
    }
    let names = options.iter().map(|option| option.name.as_str());
    each_once(table, "option", names);
    if options.len() == 1 {
        table.fault("a decision has to have two options or more", None);
    }
    same_scales(table, "options", options.iter().map(|option| &option.keyed));
    options
}

/// Keeps a fault when the ways to act at one decision count for different scales.
pub(super) fn same_scales<'k>(
    table: &Table<'_>,
    nouns: &str,
    keyed: impl Iterator<Item = &'k Keyed>,
) {
    let scales: Vec<Vec<_>> = keyed.map(|keyed| keyed.key.keys().collect()).collect();
    if scales.windows(2).any(|pair| pair[0] != pair[1]) {
        let help = "give every option points for the same scales; 0 is a number of points";
        table.fault(
            format!("the {nouns} of this decision are keyed to different scales"),
            Some(&help.replace("option", nouns.trim_end_matches('s'))),
        );
    }
}

fn choice(place: Place<'_>) -> Option<Choice> {
    let table = place.table(&["name", "text", "competency", "tone", "key", "rationale"])?;
    let name = table.required("name");
    let text = table.required("text");
    let keyed = keyed(&table, "option");
    let tone = table.optional("tone");
    Some(Choice {
        name: name?,
        text: text?,
        keyed: keyed?,
        tone,
    })
}

/// Reads what a way to act is worth.
pub(super) fn keyed(table: &Table<'_>, noun: &str) -> Option<Keyed> {
    let key = points(table, "key", &KEY_POINTS);
    let called = match table.place("name").and_then(|place| place.value.as_str()) {
        Some(name) => format!("the {noun} `{name}`"),
        None => format!("this {noun}"),
    };
    let (competency, rationale) = competency_and_reason(table, key.as_ref(), &called);
    Some(Keyed {
        competency,
        key: key?,
        rationale: rationale?,
    })
}

/// The practice scene has no key, and needs neither a competency nor a reason for it.
fn competency_and_reason(
    table: &Table<'_>,
    key: Option<&BTreeMap<ScaleName, f64>>,
    called: &str,
) -> (Option<crate::assessment::CompetencyName>, Option<String>) {
    if key.is_some_and(BTreeMap::is_empty) {
        let rationale = table.optional("rationale").unwrap_or_default();
        return (competencies::optional(table), Some(rationale));
    }
    (
        competencies::named(table, called),
        table.required("rationale"),
    )
}

fn points(table: &Table<'_>, key: &str, limits: &Limits) -> Option<BTreeMap<ScaleName, f64>> {
    let Some(place) = table.place(key) else {
        return Some(BTreeMap::new());
    };
    let mut points = Some(BTreeMap::new());
    for entry in place.open_table()?.entries() {
        let scale = named_by_key(entry, Kind::ChoiceScale);
        let value = real(entry, limits);
        match (&mut points, scale, value) {
            (Some(points), Some(scale), Some(value)) => drop(points.insert(scale, value)),
            _ => points = None,
        }
    }
    points
}

fn rating(table: &Table<'_>) -> Option<Rating> {
    let low = table.required("low");
    let high = table.required("high");
    let expert = points(table, "expert", &RATING);
    let (competency, rationale) = competency_and_reason(table, expert.as_ref(), "this rating");
    Some(Rating {
        low: low?,
        high: high?,
        competency,
        expert: expert?,
        rationale: rationale?,
    })
}

fn check_windows(earlier: &Decision, (later, cue): &(Decision, Place<'_>)) {
    if later.cue_ms < earlier.cue_ms {
        let reason = format!(
            "the decision `{}` comes before `{}` in time",
            later.name, earlier.name
        );
        cue.fault_with_help(reason, "write decisions in the order of their cues");
    } else if later.cue_ms < earlier.closes_ms() {
        let reason = format!(
            "the windows of `{}` and `{}` overlap: the first is open until {} ms, the second opens at {} ms",
            earlier.name,
            later.name,
            earlier.closes_ms(),
            later.cue_ms
        );
        cue.fault_with_help(reason, "move the later cue, or shorten the earlier window");
    }
}
