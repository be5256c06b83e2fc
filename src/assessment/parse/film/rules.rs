//! What a script and the rest of its scene are to each other.

use crate::assessment::film::{FRAME_MS, Film, Gaze, Line, Vocabulary};
use crate::assessment::parse::nearest::nearest;
use crate::assessment::parse::place::{Place, Table};
use crate::assessment::parse::scenes::ToFilm;
use crate::assessment::parse::values::each_once;
use crate::assessment::{Decision, ResponseFormat};

/// Keeps every fault of a script whose parts could be read.
pub(super) fn check(film: &Film, table: &Table<'_>, scene: &Table<'_>, to: &ToFilm<'_>) {
    check_frames(table, scene);
    check_names(film, table);
    check_ends(table, to.duration_ms);
    for place in scene.places("decision") {
        check_window_end(place, to.duration_ms);
    }
    if film.lines.len() < table.written("line") {
        // What could not be read has left its faults; the others' order would only add noise.
        return;
    }
    let places = table.places("line");
    let lines: Vec<_> = film.lines.iter().zip(places).collect();
    for (line, place) in &lines {
        check_silence(line, *place, to.decisions);
    }
    for pair in lines.windows(2) {
        check_order(pair[0].0, pair[1]);
    }
    if let Some((line, place)) = lines.last() {
        check_last_line(line, *place, scene, to.answer_cue_ms);
    }
    check_descriptions(film, table);
}

/// The value of a key of a table in a list.
fn value<'a>(place: Place<'a>, key: &str) -> Option<Place<'a>> {
    place.open_table()?.place(key)
}

fn number(place: Place<'_>) -> Option<u32> {
    let digits = place.value.as_integer()?;
    u32::from_str_radix(digits.as_str(), digits.radix()).ok()
}

/// Cues, the poster and the end are frames of the film.
fn check_frames(table: &Table<'_>, scene: &Table<'_>) {
    let decisions = scene.places("decision");
    let cues = decisions
        .into_iter()
        .filter_map(|place| value(place, "cue_ms"));
    let answer = scene
        .place("answer")
        .and_then(|place| value(place, "cue_ms"));
    let whole = [scene.place("duration_ms"), answer, table.place("poster_ms")];
    for place in cues.chain(whole.into_iter().flatten()) {
        let Some(ms) = number(place).filter(|ms| !ms.is_multiple_of(FRAME_MS)) else {
            continue;
        };
        let below = ms - ms % FRAME_MS;
        let reason = format!("`{}` is {ms}, between two frames", place.key);
        let help = format!(
            "a frame lasts {FRAME_MS} ms: write {below} or {}",
            below + FRAME_MS
        );
        place.fault_with_help(reason, help);
    }
}

/// Whoever speaks or acts is there; whoever speaks is nobody in the background, and has a voice.
fn check_names(film: &Film, table: &Table<'_>) {
    if film.people.len() < table.written("person") {
        return;
    }
    let names: Vec<&str> = film
        .people
        .iter()
        .map(|person| person.name.as_str())
        .collect();
    each_once(table, "person", names.iter().copied());
    for (list, key, does) in [
        ("line", "who", "speaks"),
        ("act", "who", "acts"),
        ("act", "target", "is touched"),
    ] {
        for who in table
            .places(list)
            .into_iter()
            .filter_map(|place| value(place, key))
        {
            let Some(name) = who.value.as_str().filter(|name| !names.contains(name)) else {
                continue;
            };
            let help = match nearest(name, names.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the people of this film are {}", names.join(", ")),
            };
            who.fault_with_help(
                format!("nobody called `{name}` is in this film, and {does}"),
                help,
            );
        }
    }
    check_gazes(table, &names);
    for (person, place) in film.people.iter().zip(table.places("person")) {
        let speaks = |line: &&Line| line.who == person.name;
        let Some(line) = film.lines.iter().find(speaks) else {
            continue;
        };
        if person.is_extra {
            let reason = format!(
                "`{}` is in the background, and speaks at {} ms",
                person.name, line.at_ms
            );
            place.fault_with_help(
                reason,
                "remove `extra`, and give the person a line in `casting.toml`",
            );
        } else if value(place, "voice").is_none() {
            let reason = format!("`{}` speaks, and has no voice", person.name);
            place.fault_with_help(
                reason,
                "add `voice = { engine = \"…\" }`; the studio's README lists the engines",
            );
        }
    }
}

/// Whoever is looked at by name is there.
fn check_gazes(table: &Table<'_>, names: &[&str]) {
    let ways = Gaze::WORDS.iter().map(|(word, _)| *word);
    let known: Vec<&str> = ways.chain(names.iter().copied()).collect();
    let gazes = table.places("act").into_iter();
    for gaze in gazes.filter_map(|place| value(place, "gaze")) {
        let Some(word) = gaze.value.as_str().filter(|word| !known.contains(word)) else {
            continue;
        };
        let help = match nearest(word, known.iter().copied()) {
            Some(near) => format!("did you mean {near:?}?"),
            None => format!("write one of {}", known.join(", ")),
        };
        gaze.fault_with_help(format!("`gaze` cannot be {word:?}"), help);
    }
}

/// Nothing begins after the film's end.
fn check_ends(table: &Table<'_>, duration_ms: Option<u32>) {
    let Some(duration_ms) = duration_ms else {
        return;
    };
    let lists = ["line", "act", "camera", "effect", "tension", "description"];
    let listed = lists.into_iter().flat_map(|key| table.places(key));
    let times = listed.filter_map(|place| value(place, "at_ms"));
    for place in times.chain(table.place("poster_ms")) {
        if let Some(ms) = number(place).filter(|ms| duration_ms <= *ms) {
            let reason = format!(
                "`{}` is {ms}, and the film ends at {duration_ms} ms",
                place.key
            );
            place.fault_with_help(
                reason,
                "move it to before the end, or lengthen `duration_ms`",
            );
        }
    }
}

fn check_window_end(place: Place<'_>, duration_ms: Option<u32>) {
    let at = |key| value(place, key).and_then(number);
    let (Some(cue_ms), Some(window_ms), Some(duration_ms)) =
        (at("cue_ms"), at("window_ms"), duration_ms)
    else {
        return;
    };
    let is_act_now = value(place, "kind").and_then(|kind| kind.value.as_str()) == Some("act_now");
    // A window to step in has this fault already, film or not.
    if cue_ms < duration_ms && duration_ms < cue_ms + window_ms && !is_act_now {
        let reason = format!(
            "the window closes at {} ms, and the film ends at {duration_ms} ms",
            cue_ms + window_ms
        );
        place.fault_with_help(reason, "shorten the window, or lengthen the film");
    }
}

/// While options or a rating are on the screen, nobody speaks: reading and hearing would compete.
fn check_silence(line: &Line, place: Place<'_>, decisions: &[Decision]) {
    let reads = |decision: &&Decision| !matches!(decision.response, ResponseFormat::ActNow { .. });
    for window in decisions.iter().filter(reads) {
        let (opens, closes) = (window.cue_ms, window.closes_ms());
        let Some(at) = value(place, "at_ms") else {
            continue;
        };
        if (opens..closes).contains(&line.at_ms) {
            let reason = format!(
                "a line begins at {} ms, inside the window `{}` ({opens} to {closes} ms)",
                line.at_ms, window.name
            );
            at.fault_with_help(
                reason,
                "nobody speaks while the candidate reads; move the line",
            );
        } else if line.at_ms < opens && opens < line.earliest_end_ms() {
            let reason = format!(
                "a line from {} ms on cannot be over when the window `{}` opens at {opens} ms",
                line.at_ms, window.name
            );
            at.fault_with_help(
                reason,
                "begin the line earlier, shorten it, or move the cue",
            );
        }
    }
}

/// Lines follow one another, unless one is said over the other.
fn check_order(earlier: &Line, (line, place): (&Line, Place<'_>)) {
    let Some(at) = value(place, "at_ms") else {
        return;
    };
    if line.at_ms < earlier.at_ms {
        let reason = format!(
            "a line at {} ms stands after one at {} ms",
            line.at_ms, earlier.at_ms
        );
        at.fault_with_help(reason, "write lines in the order of their times");
    } else if line.at_ms < earlier.earliest_end_ms() && !line.is_over {
        let reason = format!(
            "the line before, from {} ms on, cannot be over at {} ms",
            earlier.at_ms, line.at_ms
        );
        at.fault_with_help(
            reason,
            "begin later, or write `over = true` where people talk over each other",
        );
    }
}

/// The last line is said to you and is over when the answer's cue comes.
fn check_last_line(line: &Line, place: Place<'_>, scene: &Table<'_>, cue_ms: Option<u32>) {
    if !line.is_to_camera {
        let help = "add `to_camera = true`: the scene ends with somebody waiting for your answer";
        place.fault_with_help("the last line is not said to camera", help);
    }
    match (cue_ms, scene.place("answer")) {
        (None, Some(answer)) if value(answer, "cue_ms").is_none() => {
            let help = "add `cue_ms`, the frame with which the line to camera has ended";
            answer.fault_with_help("`cue_ms` is missing in this `answer`", help);
        }
        (Some(cue_ms), Some(answer)) if cue_ms < line.earliest_end_ms() => {
            let reason = format!(
                "the last line, from {} ms on, cannot be over at the answer's cue at {cue_ms} ms",
                line.at_ms
            );
            let at = value(answer, "cue_ms").unwrap_or(answer);
            at.fault_with_help(reason, "move the cue to where the line has ended");
        }
        _ => {}
    }
}

/// What is seen is said between lines.
fn check_descriptions(film: &Film, table: &Table<'_>) {
    let times = table.places("description");
    for at in times.into_iter().filter_map(|place| value(place, "at_ms")) {
        let during = |line: &&Line| {
            number(at).is_some_and(|ms| (line.at_ms..line.earliest_end_ms()).contains(&ms))
        };
        if let Some(line) = film.lines.iter().find(during) {
            let reason = format!(
                "this is said while `{}` speaks, from {} ms on",
                line.who, line.at_ms
            );
            at.fault_with_help(reason, "move it between lines");
        }
    }
}
