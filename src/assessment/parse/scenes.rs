//! `scenes/<name>.toml`: a video situation.

use super::competencies;
use super::decisions::decisions;
use super::film::film;
use super::numbers::whole;
use super::place::{Place, Read, Table};
use super::values::{by_locale, check_family, each_once, media_file, media_of};
use crate::assessment::{
    Decision, DimensionName, FilmSource, Part, RubricDimension, Scene, SceneName, SpokenAnswer,
    Text,
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
    "descriptions",
    "timing",
    "decision",
    "answer",
    "stage",
    "film",
];

/// Reads the scene `name` from its file.
pub(super) fn scene(table: &Table<'_>, name: SceneName) -> Option<Scene> {
    table.stands_for(Part::Scene, name.as_str());
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
    let sources = table.each_of_some("sources", source);
    let [captions, descriptions] = ["captions", "descriptions"]
        .map(|key| table.place(key).and_then(by_locale).unwrap_or_default());
    let timing = table
        .place("timing")
        .and_then(|place| media_of(place, "application/json"));
    let decisions = decisions(table, duration_ms);
    let answer = table
        .required_place("answer")
        .and_then(|place| answer(place, duration_ms));
    let stage = table.optional("stage");
    let rest = ToFilm {
        scene: &name,
        duration_ms,
        decisions: &decisions,
        answer_cue_ms: answer.as_ref().and_then(|answer| answer.cue_ms),
    };
    let film = table
        .place("film")
        .and_then(|place| film(place, table, &rest));
    Some(Scene {
        name,
        title: title?,
        setting: setting?,
        content_note,
        text_alternative,
        sources,
        captions,
        descriptions,
        timing,
        poster: poster?,
        duration_ms: duration_ms?,
        decisions,
        answer: answer?,
        stage,
        film,
    })
}

/// What a film has to fit: the rest of its scene.
pub(super) struct ToFilm<'a> {
    pub(super) scene: &'a SceneName,
    pub(super) duration_ms: Option<u32>,
    pub(super) decisions: &'a [Decision],
    pub(super) answer_cue_ms: Option<u32>,
}

fn source(place: Place<'_>) -> Option<FilmSource> {
    let table = place.table(&["path", "media_type", "height"])?;
    let file = media_file(&table)?;
    check_family(place, &file, "video/");
    let height = match table.place("height") {
        Some(place) => Some(whole(place, &(120..=2160))?),
        None => None,
    };
    Some(FilmSource { file, height })
}

fn answer(place: Place<'_>, duration_ms: Option<u32>) -> Option<SpokenAnswer> {
    let table = place.table(&[
        "prompt",
        "cue_ms",
        "preparation_seconds",
        "limit_seconds",
        "dimension",
    ])?;
    let prompt = table.required("prompt");
    let cue = table.place("cue_ms");
    let cue_ms = cue.and_then(|place| whole(place, &(0..=600_000)));
    if let (Some(place), Some(cue_ms), Some(duration_ms)) = (cue, cue_ms, duration_ms)
        && duration_ms < cue_ms
    {
        place.fault(format!(
            "the cue at {cue_ms} ms is after the end of the film at {duration_ms} ms"
        ));
    }
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
        cue_ms,
        preparation_seconds: preparation_seconds?,
        limit_seconds: limit_seconds?,
        rubric,
    })
}

fn dimension(place: Place<'_>) -> Option<RubricDimension> {
    let table = place.table(&[
        "name",
        "competency",
        "title",
        "anchor_1",
        "anchor_3",
        "anchor_5",
    ])?;
    let name: Option<DimensionName> = table.required("name");
    let called = name.as_ref().map_or("this dimension".to_owned(), |name| {
        format!("the dimension `{name}`")
    });
    let competency = competencies::named(&table, &called);
    let [title, anchor_1, anchor_3, anchor_5] = ["title", "anchor_1", "anchor_3", "anchor_5"]
        .map(|key| table.required_place(key).and_then(Text::read));
    Some(RubricDimension {
        name: name?,
        competency,
        title: title?,
        anchor_1: anchor_1?,
        anchor_3: anchor_3?,
        anchor_5: anchor_5?,
    })
}
