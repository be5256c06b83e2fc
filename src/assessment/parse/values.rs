//! The plain values that definitions are made of.

use std::collections::BTreeMap;
use std::fmt::Display;

use toml::de::DeValue;

use super::collector::Kind;
use super::nearest::nearest;
use super::place::{Place, Read, Table};
use crate::assessment::{
    Age, AssessmentName, Build, CompetencyName, Complexion, CompositeName, Construct, DecisionName,
    DimensionName, Direction, FlankerMeasure, GoNoGoMeasure, GoodEnd, ItemName, JudgementName,
    MediaFile, MomentName, NormGroupName, NormStatus, OptionName, OptionTone, PersonName,
    PostDimension, ScaleName, SceneName, SectionName, Sex, Stage, TaskName, Temper, Text,
};

macro_rules! read_names {
    ($($name:ident),+ $(,)?) => {$(
        impl<'a> Read<'a> for $name {
            fn read(place: Place<'a>) -> Option<Self> {
                let text = String::read(place)?;
                let name = Self::parse(&text);
                if name.is_none() {
                    place.fault_with_help(format!("{text:?} is not a name"), NAME_RULE);
                }
                name
            }
        }
    )+};
}

/// What a name has to look like.
pub(super) const NAME_RULE: &str =
    "use lower-case letters, digits and single hyphens, at most 64 characters";

read_names!(
    AssessmentName,
    SectionName,
    ItemName,
    SceneName,
    DecisionName,
    OptionName,
    MomentName,
    CompetencyName,
    PersonName,
    TaskName,
    ScaleName,
    CompositeName,
    NormGroupName,
    DimensionName,
    JudgementName,
);

impl<'a> Read<'a> for String {
    fn read(place: Place<'a>) -> Option<Self> {
        let DeValue::String(text) = place.value else {
            place.wrong_type("text", "it in quotes");
            return None;
        };
        let text = text.trim();
        if text.is_empty() {
            place.fault(format!("`{}` is empty", place.key));
            return None;
        }
        Some(text.to_owned())
    }
}

impl<'a> Read<'a> for bool {
    fn read(place: Place<'a>) -> Option<Self> {
        let value = place.value.as_bool();
        if value.is_none() {
            place.wrong_type("true or false", "true");
        }
        value
    }
}

impl<'a> Read<'a> for Text {
    fn read(place: Place<'a>) -> Option<Self> {
        if !place.value.is_table() {
            place.wrong_type("text by language", "{ en = \"…\" }");
            return None;
        }
        let by_locale = by_locale::<String>(place)?;
        let mut words = by_locale.into_iter().rev().collect::<BTreeMap<_, _>>();
        let english = words.remove("en");
        if english.is_none() && place.open_table()?.place("en").is_none() {
            place.fault_with_help(
                format!("`{}` has no English words", place.key),
                "add `en = \"…\"`",
            );
        }
        for language in place.languages() {
            if language != "en" && !words.contains_key(&language) {
                let name = language_name(&language);
                place.fault_with_help(
                    format!("`{}` has no {name} words", place.key),
                    format!("add `{language} = \"…\"`, or take {language:?} out of `languages`"),
                );
            }
        }
        let text = Text::english(english?);
        Some(
            words
                .into_iter()
                .fold(text, |text, (locale, words)| text.with(&locale, words)),
        )
    }
}

/// A value for each language.
pub(super) fn by_locale<'a, T: Read<'a>>(place: Place<'a>) -> Option<BTreeMap<String, T>> {
    let mut values = BTreeMap::new();
    for entry in place.open_table()?.entries() {
        if !is_locale(entry.key) {
            let reason = format!("`{}` is not a language", entry.key);
            entry.fault_with_help(reason, LOCALE_RULE);
        }
        if let Some(value) = T::read(entry) {
            values.insert(entry.key.to_owned(), value);
        }
    }
    Some(values)
}

/// What a language's tag has to look like.
pub(super) const LOCALE_RULE: &str = "write a tag such as `en`, `es` or `pt-BR`";

/// What people call a language, or its tag where that is not known here.
fn language_name(tag: &str) -> &str {
    match tag {
        "en" => "English",
        "es" => "Spanish",
        "fr" => "French",
        _ => tag,
    }
}

pub(super) fn is_locale(tag: &str) -> bool {
    let (language, region) = tag.split_once('-').unwrap_or((tag, "XX"));
    (2..=3).contains(&language.len())
        && language.bytes().all(|byte| byte.is_ascii_lowercase())
        && region.len() == 2
        && region.bytes().all(|byte| byte.is_ascii_uppercase())
}

impl<'a> Read<'a> for MediaFile {
    fn read(place: Place<'a>) -> Option<Self> {
        media_file(&place.table(&["path", "media_type"])?)
    }
}

/// Reads a file from a table that may hold more about it.
pub(super) fn media_file(table: &Table<'_>) -> Option<MediaFile> {
    let path = table.required::<String>("path");
    if let (Some(path), Some(at)) = (&path, table.place("path"))
        && !is_plain_path(path)
    {
        let reason = format!("{path:?} is not a path below the project's folder");
        at.fault_with_help(
            reason,
            "write it with forward slashes, without a leading `/` and without `..`",
        );
    }
    let media_type = table.required::<String>("media_type");
    Some(MediaFile {
        path: path?,
        media_type: media_type?,
    })
}

fn is_plain_path(path: &str) -> bool {
    !path.contains(['\\', ':'])
        && path
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != "..")
}

/// Reads a file whose media type has to begin with `family`.
pub(super) fn media_of(place: Place<'_>, family: &str) -> Option<MediaFile> {
    let file = MediaFile::read(place)?;
    check_family(place, &file, family);
    Some(file)
}

/// Keeps a fault when a file's media type does not begin with `family`.
pub(super) fn check_family(place: Place<'_>, file: &MediaFile, family: &str) {
    if !file.media_type.starts_with(family) {
        place.fault(format!(
            "`{}` has to be of a type {family}…, and this is {}",
            place.key, file.media_type
        ));
    }
}

macro_rules! read_words {
    ($($kind:ident: $($word:literal = $variant:ident),+;)+) => {$(
        impl<'a> Read<'a> for $kind {
            fn read(place: Place<'a>) -> Option<Self> {
                one_of(place, &[$(($word, Self::$variant)),+])
            }
        }
    )+};
}

read_words! {
    Stage: "pre_offer" = PreOffer, "post_offer" = PostOffer;
    Construct: "impulse_control" = ImpulseControl, "interpersonal_skill" = InterpersonalSkill;
    GoodEnd: "high" = High, "low" = Low;
    GoNoGoMeasure: "commission_proportion" = CommissionProportion, "d_prime" = DPrime;
    FlankerMeasure: "inverse_efficiency_cost" = InverseEfficiencyCost, "reaction_time_cost" = ReactionTimeCost;
    Direction: "positive" = Positive, "negative" = Negative;
    OptionTone: "passive" = Passive, "assertive" = Assertive, "aggressive" = Aggressive;
    Temper: "angry" = Angry, "distressed" = Distressed, "calm" = Calm, "helping" = Helping;
    Sex: "female" = Female, "male" = Male;
    Age: "child" = Child, "young" = Young, "middle" = Middle, "old" = Old;
    Complexion: "light" = Light, "medium" = Medium, "dark" = Dark;
    Build: "slight" = Slight, "average" = Average, "heavy" = Heavy;
    PostDimension: "social_competence" = SocialCompetence, "teamwork" = Teamwork, "adaptability" = Adaptability,
        "conscientiousness" = Conscientiousness, "impulse_control" = ImpulseControl, "integrity" = Integrity,
        "emotional_regulation" = EmotionalRegulation, "decision_making" = DecisionMaking,
        "assertiveness" = Assertiveness, "risk_avoidance" = RiskAvoidance;
    NormStatus: "draft" = Draft, "provisional" = Provisional, "operational" = Operational, "synthetic" = Synthetic;
}

/// Reads one of a few words.
pub(super) fn one_of<T: Copy>(place: Place<'_>, words: &[(&str, T)]) -> Option<T> {
    let text = String::read(place)?;
    let value = words
        .iter()
        .find(|(word, _)| *word == text)
        .map(|(_, value)| *value);
    if value.is_none() {
        let known: Vec<_> = words.iter().map(|(word, _)| *word).collect();
        let help = match nearest(&text, known.iter().copied()) {
            Some(near) => format!("did you mean {near:?}?"),
            None => format!("write one of {}", known.join(", ")),
        };
        place.fault_with_help(format!("`{}` cannot be {text:?}", place.key), help);
    }
    value
}

/// A calendar day, `2026-11-23`, quoted or as a TOML date.
pub(super) struct Day(pub(super) String);

impl<'a> Read<'a> for Day {
    fn read(place: Place<'a>) -> Option<Self> {
        let text = match place.value {
            DeValue::Datetime(date) => date.to_string(),
            _ => String::read(place)?,
        };
        if text.len() != 10 || text.parse::<jiff::civil::Date>().is_err() {
            place.fault_with_help(
                format!("{text:?} is not a day"),
                "write it as \"2026-11-23\"",
            );
            return None;
        }
        Some(Self(text))
    }
}

impl<'a> Table<'a> {
    /// Reads a required name and keeps it as defined.
    pub(super) fn defines<N: Read<'a> + Display>(&self, key: &str, kind: Kind) -> Option<N> {
        let place = self.required_place(key)?;
        let name = N::read(place)?;
        place.define(kind, &name.to_string());
        if let Some(part) = kind.part() {
            self.stands_for(part, &name.to_string());
        }
        Some(name)
    }
    /// Reads a required name and keeps it as referred to.
    pub(super) fn refers<N: Read<'a> + Display>(&self, key: &str, kind: Kind) -> Option<N> {
        refers(self.required_place(key)?, kind)
    }
}

/// Reads a name and keeps it as referred to.
pub(super) fn refers<'a, N: Read<'a> + Display>(place: Place<'a>, kind: Kind) -> Option<N> {
    let name = N::read(place)?;
    place.refer(kind, &name.to_string());
    Some(name)
}

/// Keeps a fault for each name that stands twice in a list.
pub(super) fn each_once<'n>(table: &Table<'_>, noun: &str, names: impl Iterator<Item = &'n str>) {
    let mut seen = std::collections::BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            table.fault(
                format!("there are two {noun}s `{name}` here"),
                Some("give each its own name"),
            );
        }
    }
}

/// Reads the key of an entry as a name and keeps it as referred to.
pub(super) fn named_by_key(entry: Place<'_>, kind: Kind) -> Option<ScaleName> {
    let name = ScaleName::parse(entry.key);
    match &name {
        Some(name) => entry.refer(kind, name.as_str()),
        None => entry.fault_with_help(format!("{:?} is not a name", entry.key), NAME_RULE),
    }
    name
}
