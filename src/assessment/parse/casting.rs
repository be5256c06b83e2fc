//! `casting.toml`: what each person of the scenes shows, and to which groups the picture makes the person belong.

use std::collections::BTreeSet;

use super::collector::Kind;
use super::place::{Place, Table};
use super::values::refers;
use crate::assessment::{CastPart, Part};

/// The keys of `casting.toml`.
pub(super) const KEYS: &[&str] = &["part"];

/// Reads `casting.toml`.
pub(super) fn casting(table: &Table<'_>) -> Vec<CastPart> {
    let mut seen = BTreeSet::new();
    let mut parts = Vec::new();
    for place in table.places("part") {
        let Some(part) = cast_part(place) else {
            continue;
        };
        let whose = format!("{}/{}", part.scene, part.person);
        if !seen.insert(whose) {
            let reason = format!("`{}` of `{}` stands here twice", part.person, part.scene);
            place.fault_with_help(reason, "keep one line for each person of a scene");
        }
        parts.push(part);
    }
    parts
}

fn cast_part(place: Place<'_>) -> Option<CastPart> {
    let table = place.table(&[
        "scene",
        "person",
        "temper",
        "sex",
        "age",
        "complexion",
        "build",
        "ability",
    ])?;
    let scene = table
        .required_place("scene")
        .and_then(|place| refers(place, Kind::CastScene));
    let person = table.required("person");
    let temper = table.required("temper");
    let sex = table.required("sex");
    let age = table.required("age");
    let complexion = table.required("complexion");
    let build = table.required("build");
    let ability = table.required("ability");
    let part = CastPart {
        scene: scene?,
        person: person?,
        temper: temper?,
        sex: sex?,
        age: age?,
        complexion: complexion?,
        build: build?,
        ability: ability?,
    };
    let whose = format!("{}/{}", part.scene, part.person);
    table.stands_for(Part::CastPart, &whose);
    Some(part)
}
