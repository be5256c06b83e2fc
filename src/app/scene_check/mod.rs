//! What is missing before a scene can be shown: its films, stills, captions, descriptions and timing sheet, measured.
//!
//! For the studio's films and for an agency's own footage alike; footage without a script is not compared with one.

mod films;
mod tracks;

#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

use crate::assessment::film::read_timing;
use crate::assessment::{Faults, Scene, parse_scene};

use super::publish::{PublishError, read_source};

/// Why a scene could not be looked at.
#[derive(Debug, thiserror::Error)]
pub enum SceneCheckError {
    /// It is not where scenes lie.
    #[error("{} is no scene of an assessment; name a file assessments/<assessment>/scenes/<scene>.toml", .0.display())]
    NotAScene(PathBuf),
    /// A file of the assessment could not be read.
    #[error(transparent)]
    Source(#[from] PublishError),
    /// The scene's file is not whole.
    #[error("{} is not whole:\n{faults}", path.display())]
    NotWhole {
        /// The file.
        path: PathBuf,
        /// Everything that is wrong.
        faults: Faults,
    },
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What was looked at, and what was found.
    pub what: String,
    /// What to do; `None` when it is right.
    pub help: Option<String>,
}

impl Finding {
    fn right(what: impl Into<String>) -> Self {
        let what = what.into();
        Self { what, help: None }
    }
    fn wrong(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            help: Some(help.into()),
        }
    }
    fn of(is_right: bool, what: String, help: &str) -> Self {
        let help = (!is_right).then(|| help.to_owned());
        Self { what, help }
    }
}

/// A scene with all that it is held to.
struct Looked<'a> {
    /// The project's folder, where its files' paths begin.
    root: PathBuf,
    scene: &'a Scene,
    /// The languages that it has to exist in.
    languages: &'a [String],
}

/// Looks at everything that the scene in a file needs, in the order in which it would be mended.
pub async fn check_scene(path: &Path) -> Result<Vec<Finding>, SceneCheckError> {
    let not_a_scene = || SceneCheckError::NotAScene(path.to_owned());
    let absolute = fs::canonicalize(path).map_err(|_missing| not_a_scene())?;
    let name = absolute.file_stem().and_then(|name| name.to_str());
    let name = name.ok_or_else(not_a_scene)?;
    let folder = absolute
        .parent()
        .filter(|scenes| scenes.ends_with("scenes"));
    let folder = folder.and_then(Path::parent).ok_or_else(not_a_scene)?;
    let source = read_source(folder)?;
    let text = source.files.get(&format!("scenes/{name}.toml"));
    let text = text.ok_or_else(not_a_scene)?;
    let (scene, languages) = parse_scene(&source, name).map_err(|faults| {
        let path = path.to_owned();
        SceneCheckError::NotWhole { path, faults }
    })?;
    let looked = Looked {
        root: folder.join("../.."),
        scene: &scene,
        languages: &languages,
    };
    let mut findings = Vec::new();
    let mut rates = Vec::new();
    for source in &scene.sources {
        let film = films::look_at(&looked, source).await;
        findings.extend(film.findings);
        rates.extend((film.frames_per_second).map(|rate| (source.file.path.as_str(), rate)));
    }
    findings.push(looked.poster());
    findings.extend(tracks::captions(&looked));
    findings.extend(tracks::descriptions(&looked));
    findings.push(looked.timing(text, &rates));
    Ok(findings)
}

impl Looked<'_> {
    fn poster(&self) -> Finding {
        let path = &self.scene.poster.path;
        let is_there = self.root.join(path).is_file();
        let help = "add the file: one frame of the film, as JPEG";
        let found = if is_there { "is there" } else { "is not there" };
        Finding::of(is_there, format!("poster: {path} {found}"), help)
    }

    /// The timing sheet says of every cue which frame it is, and agrees with the scene, and with the films' frames in a second.
    fn timing(&self, text: &str, rates: &[(&str, f64)]) -> Finding {
        let Some(file) = &self.scene.timing else {
            return if self.scene.film.is_some() {
                let help = "add `timing`, and film the scene: the studio writes the sheet";
                Finding::wrong("timing sheet: the scene names none", help)
            } else {
                Finding::right("timing sheet: none, as footage without a script may have it")
            };
        };
        let path = &file.path;
        let read = fs::read_to_string(self.root.join(path));
        let read = read.map_err(|error| format!("it cannot be read ({error})"));
        let sheet = match read.and_then(|text| read_timing(&text)) {
            Ok(sheet) => sheet,
            Err(fault) => {
                let help = "film the scene anew, or write the sheet as docs/scenes.md says";
                return Finding::wrong(format!("timing sheet: {path}: {fault}"), help);
            }
        };
        let mut differences = sheet.differences(self.scene, text);
        // All films of a scene are cut alike, so that the first tells it.
        let mut rates = rates.iter();
        differences.extend(rates.find_map(|(film, rate)| sheet.rate_difference(film, *rate)));
        if differences.is_empty() {
            let n = sheet.cues.len();
            return Finding::right(format!(
                "timing sheet: {path} agrees with the scene, {n} cues"
            ));
        }
        let what = format!("timing sheet: {path}: {}", differences.join("; "));
        Finding::wrong(what, "mend what it names, or film the scene anew")
    }
}
