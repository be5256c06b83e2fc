//! `scenes/<name>.toml`: a video situation.

use std::collections::BTreeMap;

use super::collector::Kind;
use super::numbers::{KEY_POINTS, real};
use super::place::{Place, Read, Table};
use super::values::{by_locale, each_once, media_of, named_by_key};
use crate::assessment::{
    Choice, Decision, RubricDimension, ScaleName, Scene, SceneName, SpokenAnswer, Text,
};

/// The keys of a scene file.
pub(super) const KEYS: &[&str] = &[
    "title",
    "setting",
    "content_note",
    "text_alternative",
    "duration_ms",
    "poster",
    "sources",
    "captions",
    "decision",
    "answer",
    "stage",
];

/// Reads the scene `name` from its file.
pub(super) fn scene(table: &Table<'_>, name: SceneName) -> Option<Scene> {
    let title = table.required("title");
    let setting = table.required("setting");
    let content_note = table.optional("content_note");
    let text_alternative = table
        .optional("text_alternative")
        .unwrap_or_else(|| Text::english(""));
    let duration_ms = table.whole("duration_ms", 1000..=600_000);
    let poster = table
        .required_place("poster")
        .and_then(|place| media_of(place, "image/"));
    let sources = table.each_of_some("sources", |place| media_of(place, "video/"));
    let captions = table
        .place("captions")
        .and_then(by_locale)
        .unwrap_or_default();
    let decisions = table.each("decision", |place| decision(place, duration_ms));
    let answer = table.required_place("answer").and_then(answer);
    let stage = table.optional("stage");
    check_windows(table, &decisions);
    each_once(
        table,
        "decision",
        decisions.iter().map(|decision| decision.name.as_str()),
    );
    Some(Scene {
        name,
        title: title?,
        setting: setting?,
        content_note,
        text_alternative,
        sources,
        captions,
        poster: poster?,
        duration_ms: duration_ms?,
        decisions,
        answer: answer?,
        stage,
    })
}

fn decision(place: Place<'_>, duration_ms: Option<u32>) -> Option<Decision> {
    let table = place.table(&["name", "prompt", "cue_ms", "window_ms", "option"])?;
    let name = table.required("name");
    let prompt = table.required("prompt");
    let cue_ms = table.whole("cue_ms", 0..=600_000);
    let window_ms = table.whole("window_ms", 1000..=120_000);
    let options = table.each_of_some("option", choice);
    if let (Some(cue_ms), Some(duration_ms), Some(place)) =
        (cue_ms, duration_ms, table.place("cue_ms"))
        && cue_ms >= duration_ms
    {
        place.fault(format!(
            "the cue at {cue_ms} ms is after the end of the film at {duration_ms} ms"
        ));
    }
    check_options(&table, &options);
    Some(Decision {
        name: name?,
        prompt: prompt?,
        cue_ms: cue_ms?,
        window_ms: window_ms?,
        options,
    })
}

fn check_options(table: &Table<'_>, options: &[Choice]) {
    if options.len() < table.written("option") {
        // What could not be read has left its faults; comparing the rest would only add noise.
        return;
    }
    each_once(
        table,
        "option",
        options.iter().map(|option| option.name.as_str()),
    );
    if options.len() == 1 {
        table.fault("a decision has to have two options or more", None);
    }
    let scales = |option: &Choice| option.key.keys().cloned().collect::<Vec<_>>();
    if options
        .windows(2)
        .any(|pair| scales(&pair[0]) != scales(&pair[1]))
    {
        let help = "give every option points for the same scales; 0 is a number of points";
        table.fault(
            "the options of this decision are keyed to different scales",
            Some(help),
        );
    }
}

fn choice(place: Place<'_>) -> Option<Choice> {
    let table = place.table(&["name", "text", "key", "rationale"])?;
    let name = table.required("name");
    let text = table.required("text");
    let key = match table.place("key") {
        Some(place) => key(place),
        None => Some(BTreeMap::new()),
    };
    // The practice scene has no key, and needs no reason for it.
    let rationale = if key.as_ref().is_some_and(BTreeMap::is_empty) {
        Some(table.optional("rationale").unwrap_or_default())
    } else {
        table.required("rationale")
    };
    Some(Choice {
        name: name?,
        text: text?,
        key: key?,
        rationale: rationale?,
    })
}

fn key(place: Place<'_>) -> Option<BTreeMap<ScaleName, f64>> {
    let mut key = Some(BTreeMap::new());
    for entry in place.open_table()?.entries() {
        let scale = named_by_key(entry, Kind::ChoiceScale);
        let points = real(entry, &KEY_POINTS);
        match (&mut key, scale, points) {
            (Some(key), Some(scale), Some(points)) => drop(key.insert(scale, points)),
            _ => key = None,
        }
    }
    key
}

fn check_windows(table: &Table<'_>, decisions: &[Decision]) {
    for pair in decisions.windows(2) {
        let (earlier, later) = (&pair[0], &pair[1]);
        if later.cue_ms < earlier.cue_ms {
            let reason = format!(
                "the decision `{}` comes before `{}` in time",
                later.name, earlier.name
            );
            table.fault(reason, Some("write decisions in the order of their cues"));
        } else if later.cue_ms < earlier.cue_ms + earlier.window_ms {
            let open_until = earlier.cue_ms + earlier.window_ms;
            let reason = format!(
                "the windows of `{}` and `{}` overlap: the first is open until {open_until} ms, the second opens at {} ms",
                earlier.name, later.name, later.cue_ms
            );
            table.fault(
                reason,
                Some("move the later cue, or shorten the earlier window"),
            );
        }
    }
}

fn answer(place: Place<'_>) -> Option<SpokenAnswer> {
    let table = place.table(&[
        "prompt",
        "preparation_seconds",
        "limit_seconds",
        "dimension",
    ])?;
    let prompt = table.required("prompt");
    let preparation_seconds = table.whole("preparation_seconds", 0..=300);
    let limit_seconds = table.whole("limit_seconds", 5..=600);
    let rubric = table.each("dimension", dimension);
    each_once(
        &table,
        "dimension",
        rubric.iter().map(|dimension| dimension.name.as_str()),
    );
    Some(SpokenAnswer {
        prompt: prompt?,
        preparation_seconds: preparation_seconds?,
        limit_seconds: limit_seconds?,
        rubric,
    })
}

fn dimension(place: Place<'_>) -> Option<RubricDimension> {
    let table = place.table(&["name", "title", "anchor_1", "anchor_3", "anchor_5"])?;
    let name = table.required("name");
    let [title, anchor_1, anchor_3, anchor_5] = ["title", "anchor_1", "anchor_3", "anchor_5"]
        .map(|key| table.required_place(key).and_then(Text::read));
    Some(RubricDimension {
        name: name?,
        title: title?,
        anchor_1: anchor_1?,
        anchor_3: anchor_3?,
        anchor_5: anchor_5?,
    })
}
