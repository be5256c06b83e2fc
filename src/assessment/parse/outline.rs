//! `assessment.toml`: what is done in which order, and what is scored from it.

use super::collector::{Kind, TaskKind};
use super::competencies::competency;
use super::numbers::{GRADE, HIGH_PERCENTILE, POSITIVE, PROPORTION, real};
use super::place::{Place, Read, Table};
use super::values::{Day, LOCALE_RULE, each_once, is_locale, refers};
use crate::assessment::{
    AssessmentName, Competency, Composite, CompositeName, CompositePart, ItemName,
    JUDGEMENT_POINTS, JudgementName, QualityRules, ResponseScale, Scale, ScaleSource, SceneName,
    Section, SectionContent, SignOff, SignedPart, Stage, Text,
};

/// What `assessment.toml` says.
pub(super) struct Outline {
    pub(super) name: AssessmentName,
    pub(super) version: u32,
    pub(super) stage: Stage,
    pub(super) languages: Vec<String>,
    pub(super) title: Text,
    pub(super) summary: Text,
    pub(super) practice: SceneName,
    pub(super) sections: Vec<Section>,
    pub(super) response_scale: ResponseScale,
    pub(super) competencies: Vec<Competency>,
    pub(super) judgement_scale: ResponseScale,
    pub(super) scales: Vec<Scale>,
    pub(super) composites: Vec<Composite>,
    pub(super) ranked_by: CompositeName,
    pub(super) quality: QualityRules,
    pub(super) reading_grade: f64,
    pub(super) sign_offs: Vec<SignOff>,
}

/// The keys of `assessment.toml`.
pub(super) const KEYS: &[&str] = &[
    "name",
    "version",
    "stage",
    "languages",
    "title",
    "summary",
    "practice",
    "section",
    "response_scale",
    "competency",
    "judgement_scale",
    "scale",
    "composite",
    "ranked_by",
    "quality",
    "reading_grade",
    "sign_offs",
];

/// The highest grade of reading where an assessment names none: readers of 13 or 14 years.
const USUAL_READING_GRADE: f64 = 8.0;

/// Reads `assessment.toml`.
pub(super) fn outline(table: &Table<'_>) -> Option<Outline> {
    let name = table.required("name");
    let version = table.whole("version", 1..=u32::MAX);
    let stage = table.required("stage");
    // Before any text is read, because texts are held to it.
    let languages = languages(table);
    let title = table.required("title");
    let summary = table.required("summary");
    let practice = table.refers("practice", Kind::Scene);
    let sections = table.each_of_some("section", section);
    let response_scale = table
        .required_place("response_scale")
        .and_then(response_scale);
    let competencies = table.each("competency", competency);
    let judgement_scale = table.place("judgement_scale").and_then(judgement_scale);
    let scales = table.each_of_some("scale", scale);
    let composites = table.each_of_some("composite", composite);
    let ranked_by = table.refers("ranked_by", Kind::Composite);
    let quality = table.required_place("quality").and_then(quality);
    let reading_grade = table.optional_real("reading_grade", &GRADE);
    let sign_offs = table.each("sign_offs", sign_off);
    Some(Outline {
        name: name?,
        version: version?,
        stage: stage?,
        languages,
        title: title?,
        summary: summary?,
        practice: practice?,
        sections,
        response_scale: response_scale?,
        competencies,
        judgement_scale: judgement_scale.unwrap_or(ResponseScale { labels: Vec::new() }),
        scales,
        composites,
        ranked_by: ranked_by?,
        quality: quality?,
        reading_grade: reading_grade.unwrap_or(USUAL_READING_GRADE),
        sign_offs,
    })
}

fn languages(table: &Table<'_>) -> Vec<String> {
    if table.place("languages").is_none() {
        return vec!["en".to_owned()];
    }
    let languages = table.each_of_some("languages", |place| {
        let tag = String::read(place)?;
        if !is_locale(&tag) {
            place.fault_with_help(format!("{tag:?} is not a language"), LOCALE_RULE);
            return None;
        }
        Some(tag)
    });
    each_once(table, "language", languages.iter().map(String::as_str));
    if let Some(place) = table.place("languages")
        && languages.first().is_some_and(|first| first != "en")
    {
        place.fault_with_help("English has to be the first language", "begin with \"en\"");
    }
    table.speak(&languages);
    languages
}

fn section(place: Place<'_>) -> Option<Section> {
    let table = place.table(&[
        "name",
        "title",
        "limit_seconds",
        "scene",
        "items",
        "items_per_page",
        "judgements",
        "stop_signal",
        "go_no_go",
        "flanker",
        "stage",
    ])?;
    let name = table.defines("name", Kind::Section);
    let title = table.required("title");
    // Two hours: longer than any one part of a sitting can fairly be.
    let limit_seconds = table.whole("limit_seconds", 10..=7200);
    let content = section_content(&table);
    let stage = table.optional("stage");
    Some(Section {
        name: name?,
        title: title?,
        limit_seconds: limit_seconds?,
        content: content?,
        stage,
    })
}

fn section_content(table: &Table<'_>) -> Option<SectionContent> {
    let kinds = [
        "scene",
        "items",
        "judgements",
        "stop_signal",
        "go_no_go",
        "flanker",
    ];
    let given: Vec<_> = kinds
        .into_iter()
        .filter(|key| table.place(key).is_some())
        .collect();
    let [kind] = given[..] else {
        let reason = format!(
            "a section is one of {}, and this is {}",
            kinds.join(", "),
            given.len()
        );
        table.fault(
            reason,
            Some("keep one of them, such as `scene = …` or `items = […]`"),
        );
        return None;
    };
    if kind != "items"
        && let Some(place) = table.place("items_per_page")
    {
        place.fault("`items_per_page` belongs to a section with `items`");
    }
    match kind {
        "scene" => table
            .refers("scene", Kind::Scene)
            .map(SectionContent::Scene),
        "stop_signal" => table
            .refers("stop_signal", Kind::ShownTask(TaskKind::StopSignal))
            .map(SectionContent::StopSignal),
        "go_no_go" => table
            .refers("go_no_go", Kind::ShownTask(TaskKind::GoNoGo))
            .map(SectionContent::GoNoGo),
        "flanker" => table
            .refers("flanker", Kind::ShownTask(TaskKind::Flanker))
            .map(SectionContent::Flanker),
        "judgements" => Some(SectionContent::Judgements {
            judgements: table.each_of_some("judgements", |place| {
                refers::<JudgementName>(place, Kind::Judgement)
            }),
            ratings: Vec::new(),
        }),
        _ => {
            let items = table.each_of_some("items", |place| refers::<ItemName>(place, Kind::Item));
            let items_per_page = table.whole("items_per_page", 1..=50);
            Some(SectionContent::Questionnaire {
                items,
                items_per_page: items_per_page? as usize,
            })
        }
    }
}

fn response_scale(place: Place<'_>) -> Option<ResponseScale> {
    let table = place.table(&["labels"])?;
    let labels = table.each_of_some("labels", super::place::Read::read);
    if !(2..=11).contains(&labels.len()) {
        table.fault(
            format!(
                "an answer format has 2 to 11 points, and this has {}",
                labels.len()
            ),
            None,
        );
    }
    Some(ResponseScale { labels })
}

fn judgement_scale(place: Place<'_>) -> Option<ResponseScale> {
    let scale = response_scale(place)?;
    if scale.points() != JUDGEMENT_POINTS {
        place.fault(format!(
            "options are rated on {JUDGEMENT_POINTS} points, and this has {}",
            scale.labels.len()
        ));
    }
    Some(scale)
}

fn scale(place: Place<'_>) -> Option<Scale> {
    let table = place.table(&[
        "name",
        "title",
        "meaning",
        "construct",
        "good_end",
        "source",
        "maximum_missing_proportion",
        "minimum_decisions",
        "task",
        "measure",
        "stage",
    ])?;
    let name = table.defines("name", Kind::Scale);
    let title = table.required("title");
    let meaning = table.required("meaning");
    let construct = table.required("construct");
    let good_end = table.required("good_end");
    let source = scale_source(&table);
    let stage = table.optional("stage");
    Some(Scale {
        name: name?,
        title: title?,
        meaning: meaning?,
        construct: construct?,
        good_end: good_end?,
        source: source?,
        stage,
    })
}

/// What can be scored, and the keys that say how.
const SOURCES: &[(&str, &[&str])] = &[
    ("questionnaire", &["maximum_missing_proportion"]),
    ("scene_choices", &["minimum_decisions"]),
    ("situational_judgement", &["maximum_missing_proportion"]),
    ("stop_signal", &["task"]),
    ("go_no_go", &["task", "measure"]),
    ("flanker", &["task", "measure"]),
];

fn scale_source(table: &Table<'_>) -> Option<ScaleSource> {
    let words: Vec<_> = SOURCES.iter().map(|source| (source.0, *source)).collect();
    let (source, own) = super::values::one_of(table.required_place("source")?, &words)?;
    let keys: std::collections::BTreeSet<_> = SOURCES.iter().flat_map(|(_, keys)| *keys).collect();
    for place in
        (keys.into_iter().filter(|key| !own.contains(key))).filter_map(|key| table.place(key))
    {
        place.fault(format!(
            "`{}` belongs to a scale with another source",
            place.key
        ));
    }
    let also = |kind| {
        if let Some(place) = table.place("name")
            && let Some(name) = place.value.as_str()
        {
            place.define(kind, name);
        }
    };
    match source {
        "questionnaire" => {
            also(Kind::QuestionnaireScale);
            let maximum_missing_proportion =
                table.real("maximum_missing_proportion", &PROPORTION)?;
            Some(ScaleSource::Questionnaire {
                maximum_missing_proportion,
            })
        }
        "situational_judgement" => {
            also(Kind::JudgementScale);
            let maximum_missing_proportion =
                table.real("maximum_missing_proportion", &PROPORTION)?;
            Some(ScaleSource::SituationalJudgement {
                maximum_missing_proportion,
            })
        }
        "scene_choices" => {
            also(Kind::ChoiceScale);
            let minimum_decisions = table.whole("minimum_decisions", 1..=1000)? as usize;
            Some(ScaleSource::SceneChoices { minimum_decisions })
        }
        "go_no_go" => {
            let task = table.refers("task", Kind::ScoredTask(TaskKind::GoNoGo));
            let measure = table.required("measure");
            Some(ScaleSource::GoNoGo {
                task: task?,
                measure: measure?,
            })
        }
        "flanker" => {
            let task = table.refers("task", Kind::ScoredTask(TaskKind::Flanker));
            let measure = table.required("measure");
            Some(ScaleSource::Flanker {
                task: task?,
                measure: measure?,
            })
        }
        _ => table
            .refers("task", Kind::ScoredTask(TaskKind::StopSignal))
            .map(ScaleSource::StopSignal),
    }
}

fn composite(place: Place<'_>) -> Option<Composite> {
    let table = place.table(&["name", "title", "weights", "weights_origin"])?;
    let name = table.defines("name", Kind::Composite);
    let title = table.required("title");
    let parts = table.required_place("weights").and_then(weights);
    let weights_origin = table.optional("weights_origin").unwrap_or_default();
    Some(Composite {
        name: name?,
        title: title?,
        parts: parts?,
        weights_origin,
    })
}

fn weights(place: Place<'_>) -> Option<Vec<CompositePart>> {
    let entries = place.open_table()?.entries();
    let parts: Vec<_> = entries.iter().filter_map(|entry| weight(*entry)).collect();
    let sum: f64 = parts.iter().map(|part| part.weight).sum();
    // Six decimals: weights are written by people, and thirds have to add up.
    if parts.len() == entries.len() && (sum - 1.0).abs() > 1e-6 {
        place.fault(format!(
            "the weights sum to {}, and have to sum to 1",
            rounded(sum)
        ));
    }
    Some(parts)
}

fn weight(entry: Place<'_>) -> Option<CompositePart> {
    let scale = super::values::named_by_key(entry, Kind::Scale);
    let weight = real(entry, &POSITIVE);
    Some(CompositePart {
        scale: scale?,
        weight: weight?,
    })
}

fn rounded(sum: f64) -> f64 {
    (sum * 1e6).round() / 1e6
}

fn quality(place: Place<'_>) -> Option<QualityRules> {
    let table = place.table(&[
        "missed_checks",
        "long_string",
        "seconds_per_item",
        "too_fast_proportion",
        "implausible_answers",
        "impression_percentile",
    ])?;
    let missed_checks = table.whole("missed_checks", 1..=100);
    let long_string = table.whole("long_string", 2..=1000);
    let seconds_per_item = table.real("seconds_per_item", &POSITIVE);
    let too_fast_proportion = table.real("too_fast_proportion", &PROPORTION);
    let implausible_answers = table.optional_whole("implausible_answers", 1..=100);
    let impression_percentile = table.optional_real("impression_percentile", &HIGH_PERCENTILE);
    Some(QualityRules {
        missed_checks: missed_checks?,
        long_string: long_string?,
        seconds_per_item: seconds_per_item?,
        too_fast_proportion: too_fast_proportion?,
        implausible_answers,
        impression_percentile,
    })
}

fn sign_off(place: Place<'_>) -> Option<SignOff> {
    let table = place.table(&["item", "judgement", "scene", "by", "reason", "date"])?;
    let part = signed_part(&table);
    let by = table.required("by");
    let reason = table.required("reason");
    let date = table.required::<Day>("date");
    Some(SignOff {
        part: part?,
        by: by?,
        reason: reason?,
        date: date?.0,
    })
}

fn signed_part(table: &Table<'_>) -> Option<SignedPart> {
    let given: Vec<_> = ["item", "judgement", "scene"]
        .into_iter()
        .filter(|key| table.place(key).is_some())
        .collect();
    match given[..] {
        ["item"] => table.refers("item", Kind::SignedItem).map(SignedPart::Item),
        ["judgement"] => table
            .refers("judgement", Kind::SignedJudgement)
            .map(SignedPart::Judgement),
        ["scene"] => table
            .refers("scene", Kind::SignedScene)
            .map(SignedPart::Scene),
        _ => {
            let reason = format!(
                "a sign-off is for one of item, judgement or scene, and this names {}",
                given.len()
            );
            table.fault(
                reason,
                Some("keep one of `item = …`, `judgement = …`, `scene = …`"),
            );
            None
        }
    }
}
