use std::collections::BTreeMap;
use std::fs;

use super::{Finding, Looked};
use crate::assessment::film::{Film, LINE_SLACK_MS, Line};
use crate::assessment::{Cue, MediaFile, read_webvtt};

/// Captions in every language: they can be read, lie within the film, and say what is said.
pub(super) fn captions(looked: &Looked<'_>) -> Vec<Finding> {
    let files = &looked.scene.captions;
    each(looked, "captions", files, |language, cues| {
        let film = looked.scene.film.as_ref()?;
        unlike_lines(film, language, cues)
    })
}

/// Descriptions in every language, likewise.
pub(super) fn descriptions(looked: &Looked<'_>) -> Vec<Finding> {
    let files = &looked.scene.descriptions;
    each(looked, "descriptions", files, |language, cues| {
        let film = looked.scene.film.as_ref()?;
        unlike_descriptions(film, language, cues)
    })
}

fn each(
    looked: &Looked<'_>,
    called: &str,
    files: &BTreeMap<String, MediaFile>,
    fault: impl Fn(&str, &[Cue]) -> Option<String>,
) -> Vec<Finding> {
    let languages = looked.languages.iter();
    let of_language = |language: &String| {
        let what = format!("{called} ({language})");
        let Some(file) = files.get(language) else {
            let help = format!("add a WebVTT file to `{called}` as `{language} = {{ … }}`");
            return Finding::wrong(format!("{what}: the scene names none"), help);
        };
        let path = &file.path;
        let read = fs::read_to_string(looked.root.join(path));
        let read = read.map_err(|error| format!("it cannot be read ({error})"));
        let found = read.and_then(|text| read_webvtt(&text)).and_then(|cues| {
            let late = cues
                .iter()
                .find(|cue| looked.scene.duration_ms < cue.end_ms);
            if let Some(cue) = late {
                let end_ms = cue.end_ms;
                return Err(format!(
                    "{:?} ends at {end_ms} ms, after the film",
                    cue.text
                ));
            }
            match fault(language, &cues) {
                Some(fault) => Err(fault),
                None if cues.is_empty() => Err("it has no cues".to_owned()),
                None => Ok(cues.len()),
            }
        });
        match found {
            Ok(n) => Finding::right(format!("{what}: {path}, {n} cues")),
            Err(fault) => {
                let help = "mend the file, or film the scene anew: the studio writes it";
                Finding::wrong(format!("{what}: {path}: {fault}"), help)
            }
        }
    };
    languages.map(of_language).collect()
}

/// What is unlike the script's lines: words left out or changed, or a line that is not shown when it is said.
fn unlike_lines(film: &Film, language: &str, cues: &[Cue]) -> Option<String> {
    // Sounds stand in brackets.
    let is_spoken = |cue: &&Cue| !(cue.text.starts_with('[') && cue.text.ends_with(']'));
    let mut spoken = cues.iter().filter(is_spoken).peekable();
    for line in &film.lines {
        let wanted = words(line.text.get(language));
        let Some(first) = spoken.next() else {
            return Some(format!("{:?} is not in it", line.text.get(language)));
        };
        if LINE_SLACK_MS < first.start_ms.abs_diff(line.at_ms) {
            return Some(format!(
                "{:?} begins at {} ms, and the script has the line at {} ms",
                first.text, first.start_ms, line.at_ms
            ));
        }
        let mut found = words(without_speaker(film, line, language, &first.text));
        // A long line may be shown in several parts.
        while found.len() < wanted.len() {
            let Some(more) = spoken.next_if(|_| wanted.starts_with(&found)) else {
                break;
            };
            found.push(' ');
            found.push_str(&words(without_speaker(film, line, language, &more.text)));
        }
        if found != wanted {
            return Some(format!(
                "it says {found:?} where the script says {wanted:?}"
            ));
        }
    }
    let more = spoken.next()?;
    Some(format!(
        "it says {:?}, which is not in the script",
        more.text
    ))
}

/// Captions begin with who speaks: `Rosa: …`.
fn without_speaker<'t>(film: &Film, line: &Line, language: &str, text: &'t str) -> &'t str {
    let name = film
        .person(&line.who)
        .map(|person| person.caption.get(language));
    let after = name.and_then(|name| text.strip_prefix(name)?.strip_prefix(':'));
    after.unwrap_or(text)
}

fn unlike_descriptions(film: &Film, language: &str, cues: &[Cue]) -> Option<String> {
    if cues.len() != film.descriptions.len() {
        let (found, wanted) = (cues.len(), film.descriptions.len());
        return Some(format!(
            "it has {found} cues, and the script has {wanted} descriptions"
        ));
    }
    let mut pairs = cues.iter().zip(&film.descriptions);
    let (cue, described) = pairs.find(|(cue, described)| {
        words(&cue.text) != words(described.text.get(language)) || cue.start_ms != described.at_ms
    })?;
    Some(format!(
        "it has {:?} at {} ms where the script has {:?} at {} ms",
        cue.text,
        cue.start_ms,
        described.text.get(language),
        described.at_ms
    ))
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
