//! The casting table's rules: everybody is in it, and no emotion is tied to one group of people.

use std::collections::{BTreeMap, BTreeSet};

use super::film::Film;
use super::gate::{GateFault, GateRule, Subject};
use super::{Assessment, CastPart, Part, PersonName, Scene, SceneName, Temper};

/// How far the share of angry parts in a group may lie above the share in all parts.
const MOST_ABOVE: f64 = 0.25;

/// The fewest parts of a group whose share says anything.
const FEWEST_PARTS: usize = 3;

/// Everybody in a scored film is in the table, and everybody in the table is in a film.
///
/// *Edges*: nothing is asked of scenes without a script while there is no table; with one, each scored scene has to have
/// at least one part in it.
pub(super) fn cast_faults(assessment: &Assessment) -> Vec<GateFault> {
    let mut faults = Vec::new();
    for scene in assessment.scored_scenes() {
        faults.extend(missing_people(assessment, scene));
        let has_part = assessment
            .casting
            .iter()
            .any(|part| part.scene == scene.name);
        if scene.film.is_none() && !assessment.casting.is_empty() && !has_part {
            let subject = Subject {
                part: Part::Scene,
                name: scene.name.as_str(),
                key: "",
            };
            let reason = "has nobody in the casting table";
            let help = "add a [[part]] to casting.toml for each person who is seen in it";
            faults.push(subject.breaks(assessment, GateRule::Cast, reason, help));
        }
    }
    faults.extend(
        assessment
            .casting
            .iter()
            .filter_map(|part| stranger(assessment, part)),
    );
    faults
}

fn missing_people(assessment: &Assessment, scene: &Scene) -> Vec<GateFault> {
    let in_table = |person: &PersonName| {
        let mut parts = assessment.casting.iter();
        parts.any(|part| part.scene == scene.name && &part.person == person)
    };
    let cast = scene.film.iter().flat_map(Film::cast);
    let missing = cast.filter(|person| !in_table(&person.name));
    missing
        .map(|person| {
            let whole = format!("{}/{}", scene.name, person.name);
            let subject = Subject {
                part: Part::Person,
                name: &whole,
                key: "",
            };
            let reason = "is not in the casting table";
            let help =
                "add a [[part]] to casting.toml, or `extra = true` for somebody in the background";
            subject.breaks(assessment, GateRule::Cast, reason, help)
        })
        .collect()
}

/// A part of somebody who is not in the scene's film.
fn stranger(assessment: &Assessment, part: &CastPart) -> Option<GateFault> {
    let film = assessment.scene(&part.scene)?.film.as_ref()?;
    let reason = match film.person(&part.person) {
        Some(person) if !person.is_extra => return None,
        Some(_) => "is in the background of that film, and in the casting table",
        None => "is not in that film",
    };
    let help = "name a person of the scene's [film] who is not an extra, or remove the part";
    let whole = whole_name(part);
    let subject = Subject {
        part: Part::CastPart,
        name: &whole,
        key: "person",
    };
    Some(subject.breaks(assessment, GateRule::Cast, reason, help))
}

fn whole_name(part: &CastPart) -> String {
    format!("{}/{}", part.scene, part.person)
}

/// A group that a part belongs to, by sex, by complexion, or by both.
type Group = (&'static str, String);

/// Anger and distress are each played by different people, and no group plays anger much more than all do.
///
/// *Model*: of scored scenes' parts, `angry` and `distressed` have each two sexes, two ages, two complexions and two
/// builds or more. In each sex, each complexion and each pair of both with [`FEWEST_PARTS`] parts or more, the share of
/// angry parts is at most [`MOST_ABOVE`] above the share in all.
pub(super) fn balance_faults(assessment: &Assessment) -> Vec<GateFault> {
    let scored: BTreeSet<&SceneName> = assessment
        .scored_scenes()
        .map(|scene| &scene.name)
        .collect();
    let parts: Vec<&CastPart> = (assessment.casting.iter())
        .filter(|part| scored.contains(&part.scene))
        .collect();
    if parts.is_empty() {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for temper in [Temper::Angry, Temper::Distressed] {
        faults.extend(one_kind_faults(assessment, &parts, temper));
    }
    faults.extend(share_faults(assessment, &parts));
    faults
}

/// What an emotion is played by only one kind of.
fn one_kind_faults(assessment: &Assessment, parts: &[&CastPart], temper: Temper) -> Vec<GateFault> {
    let of: Vec<&&CastPart> = parts.iter().filter(|part| part.temper == temper).collect();
    let Some(first) = of.first() else {
        return Vec::new();
    };
    let kinds =
        |kind: fn(&CastPart) -> u8| of.iter().map(|part| kind(part)).collect::<BTreeSet<_>>();
    let counts = [
        ("sex", "sexes", kinds(|part| part.sex as u8).len()),
        ("age", "ages", kinds(|part| part.age as u8).len()),
        (
            "complexion",
            "complexions",
            kinds(|part| part.complexion as u8).len(),
        ),
        ("build", "builds", kinds(|part| part.build as u8).len()),
    ];
    let whole = whole_name(first);
    let alone = counts.into_iter().filter(|(_, _, count)| *count < 2);
    alone
        .map(|(key, nouns, _)| {
            let subject = Subject {
                part: Part::CastPart,
                name: &whole,
                key,
            };
            let (word, n) = (temper.word(), of.len());
            let reason = format!("every `{word}` part ({n} in all) has the same {key}");
            let help =
                format!("let people of two {nouns} or more play `{word}`, and cast this part anew");
            subject.breaks(assessment, GateRule::Balance, reason, help)
        })
        .collect()
}

/// Groups that are angry much more often than all are.
fn share_faults(assessment: &Assessment, parts: &[&CastPart]) -> Vec<GateFault> {
    let overall = angry_share(parts);
    let mut groups: BTreeMap<Group, Vec<&CastPart>> = BTreeMap::new();
    for part in parts {
        let (sex, complexion) = (part.sex.word(), part.complexion.word());
        let names = [
            ("sex", sex.to_owned()),
            ("complexion", complexion.to_owned()),
            ("temper", format!("{sex} and {complexion}")),
        ];
        for group in names {
            groups.entry(group).or_default().push(part);
        }
    }
    let large = groups.iter().filter(|(_, of)| FEWEST_PARTS <= of.len());
    large
        .filter_map(|((key, group), of)| {
            let share = angry_share(of);
            // A hair's breadth, so that a share of exactly the limit is not above it by rounding.
            if share <= overall + MOST_ABOVE + 1e-9 {
                return None;
            }
            let first = of.iter().find(|part| part.temper == Temper::Angry)?;
            let whole = whole_name(first);
            let subject = Subject {
                part: Part::CastPart,
                name: &whole,
                key,
            };
            let reason = format!(
                "{:.0} % of the {} parts that are {group} are angry, and {:.0} % of all {} are",
                share * 100.0,
                of.len(),
                overall * 100.0,
                parts.len()
            );
            let help = "cast an angry part from another group, or give this group calm and helping parts; at most 25 points above all";
            Some(subject.breaks(assessment, GateRule::Balance, reason, help))
        })
        .collect()
}

fn angry_share(parts: &[&CastPart]) -> f64 {
    let angry = parts.iter().filter(|part| part.temper == Temper::Angry);
    angry.count() as f64 / parts.len() as f64
}
