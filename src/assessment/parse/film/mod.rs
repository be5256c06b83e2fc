//! `[film]`: how the studio films a scene.

mod parts;
mod rules;

use super::numbers::whole;
use super::place::{Place, Table};
use super::scenes::ToFilm;
use super::values::one_of;
use crate::assessment::film::{Film, Kilobits, Vocabulary, Weather};

/// Reads a script, and holds it to the rest of its scene.
pub(super) fn film(place: Place<'_>, scene: &Table<'_>, to: &ToFilm<'_>) -> Option<Film> {
    let table = place.table(&[
        "set",
        "time",
        "weather",
        "poster_ms",
        "kilobits",
        "person",
        "line",
        "act",
        "camera",
        "effect",
        "tension",
        "description",
    ])?;
    let set = table.required_place("set").and_then(word);
    let time = table.required_place("time").and_then(word);
    let weather = table.place("weather").map_or(Some(Weather::Clear), word);
    let poster_ms = table.whole("poster_ms", 0..=600_000);
    let kilobits = table.place("kilobits").and_then(kilobits);
    let people = table.each_of_some("person", |place| parts::person(place, to.scene));
    let lines = table.each_of_some("line", parts::line);
    let acts = table.each("act", parts::act);
    let camera = table.each_of_some("camera", parts::camera);
    let effects = table.each("effect", parts::effect);
    let tension = table.each("tension", parts::tension);
    let descriptions = table.each_of_some("description", parts::description);
    let film = Film {
        set: set?,
        time: time?,
        weather: weather?,
        poster_ms: poster_ms?,
        kilobits,
        people,
        lines,
        acts,
        camera,
        effects,
        tension,
        descriptions,
    };
    rules::check(&film, &table, scene, to);
    Some(film)
}

/// Reads a word of one of the studio's lists.
pub(super) fn word<V: Vocabulary>(place: Place<'_>) -> Option<V> {
    one_of(place, V::WORDS)
}

fn kilobits(place: Place<'_>) -> Option<Kilobits> {
    let table = place.table(&["webm_720", "mp4_720", "webm_360", "mp4_360"])?;
    let [webm_720, mp4_720, webm_360, mp4_360] = ["webm_720", "mp4_720", "webm_360", "mp4_360"]
        .map(|key| {
            let place = table.required_place(key)?;
            whole(place, &(20..=8000))
        });
    Some(Kilobits {
        webm_720: webm_720?,
        mp4_720: mp4_720?,
        webm_360: webm_360?,
        mp4_360: mp4_360?,
    })
}
