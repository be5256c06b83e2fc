//! A scene's film as a media interaction: sources in order, poster, captions and descriptions.

use toml::{Table, Value};

use super::FILM;
use crate::assessment::qti::QTI;
use crate::assessment::qti::document::Document;
use crate::assessment::qti::faults::Found;
use crate::assessment::qti::names::{reference, referred, stays_within};
use crate::assessment::qti::rest::{Place, Taking, named};
use crate::assessment::qti::text::{Shown, is_language};
use crate::assessment::qti::words::DESCRIPTION;
use crate::assessment::qti::xml::Element;

/// Kinds of tracks, as scenes and as QTI name them.
const TRACKS: [(&str, &str); 2] = [("captions", "captions"), ("descriptions", "descriptions")];

/// Takes the paths of a film, its poster and its tracks, for the item at `path`.
pub(super) fn take(scene: &mut Table, path: &str, taking: &mut Taking) -> Element {
    let mut video = Element::new(QTI, "video");
    if let Some(poster) = scene.get_mut("poster").and_then(Value::as_table_mut)
        && let Some(poster) = take_path(poster)
    {
        video = video.with("poster", reference(path, &poster));
        taking.show(&Place::default().below("poster"));
    }
    let sources = take_sources(scene);
    if !sources.is_empty() {
        taking.show(&Place::default().below("sources"));
    }
    for (file, media_type) in sources {
        let source = Element::new(QTI, "source").with("src", reference(path, &file));
        video = video.holding(source.with("type", media_type));
    }
    for (key, kind) in TRACKS {
        let tracks = scene.get_mut(key).and_then(Value::as_table_mut);
        for (language, track) in tracks.into_iter().flat_map(Table::iter_mut) {
            let file = track
                .as_table_mut()
                .filter(|_| is_language(language))
                .and_then(take_path);
            if let Some(file) = file {
                let track = Element::new(QTI, "track")
                    .with("kind", kind)
                    .with("srclang", language);
                video = video.holding(track.with("src", reference(path, &file)));
                taking.show(&Place::default().below(key).below(language));
            }
        }
    }
    video
}

/// Puts a film and what is to be read in its place into an item, if there is any.
pub(super) fn show(video: Element, described: Option<&Shown>, document: &mut Document) {
    if video.children.is_empty() && video.attributes.is_empty() && described.is_none() {
        return;
    }
    document.declare(FILM, "integer", None);
    let interaction = Element::new(QTI, "qti-media-interaction")
        .with("response-identifier", FILM)
        .with("autostart", "false")
        .with("max-plays", "1");
    let interaction = match described {
        Some(described) => document
            .catalogues
            .refer(interaction, DESCRIPTION, described),
        None => interaction,
    };
    document.show(interaction.holding(video));
}

/// A path that a package can hold: below `media/`, where films are.
fn take_path(file: &mut Table) -> Option<String> {
    let path = file.get("path")?.as_str()?.to_owned();
    (path.starts_with("media/") && stays_within(&path)).then(|| {
        file.remove("path");
        path
    })
}

fn take_sources(scene: &mut Table) -> Vec<(String, String)> {
    let Some(sources) = named(scene, "sources", "path") else {
        return Vec::new();
    };
    let taken: Option<Vec<_>> = sources
        .iter()
        .map(|source| {
            let path = source.get("path")?.as_str()?;
            let media_type = source.get("media_type")?.as_str()?;
            let is_good =
                path.starts_with("media/") && stays_within(path) && is_media_type(media_type);
            is_good.then(|| (path.to_owned(), media_type.to_owned()))
        })
        .collect();
    let Some(taken) = taken else {
        return Vec::new();
    };
    for source in sources {
        // The path stays, to tell the sources apart by.
        source.remove("media_type");
    }
    taken
}

fn is_media_type(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-+.".contains(&byte))
    };
    text.split_once('/')
        .is_some_and(|(kind, name)| is_part(kind) && is_part(name))
}

/// Reads the film of a scene.
///
/// Where another tool made it, the media types that QTI leaves out are guessed from the names of files.
pub(super) fn read(
    interaction: &Element,
    (path, is_own): (&str, bool),
    scene: &mut Table,
    found: &mut Found<'_>,
) {
    let media = interaction
        .elements()
        .find(|element| matches!(&*element.name, "video" | "audio" | "object"));
    let Some(media) = media else {
        let help = Some("put a `video` into it");
        found.fault(
            interaction,
            "there is no film in this media interaction",
            help,
        );
        return;
    };
    let mut file = |element: &Element, attribute: &str| {
        let written = element.attribute(attribute)?;
        let file = referred(path, written);
        if file.is_none() {
            let reason = format!("{written:?} leads out of the package");
            found.fault(element, reason, Some("refer to a file of the package"));
        }
        file
    };
    let mut sources = Vec::new();
    let single = if media.name == "object" {
        "data"
    } else {
        "src"
    };
    let elements =
        std::iter::once((media, single)).chain(media.all("source").map(|source| (source, "src")));
    for (element, attribute) in elements {
        if let Some(path) = file(element, attribute) {
            sources.push(media_file(path, element.attribute("type"), is_own));
        }
    }
    if !sources.is_empty() {
        scene.insert("sources".to_owned(), Value::Array(sources));
    }
    if let Some(poster) = file(media, "poster") {
        scene.insert("poster".to_owned(), media_file(poster, None, is_own));
    }
    let mut second = Vec::new();
    for (key, kind) in TRACKS {
        let mut tracks = Table::new();
        for track in tracks_of(media, kind) {
            let language = language(track);
            if tracks.contains_key(&language) {
                second.push((track, language));
            } else if let Some(path) = file(track, "src") {
                tracks.insert(language, media_file(path, None, is_own));
            }
        }
        if !tracks.is_empty() {
            scene.insert(key.to_owned(), Value::Table(tracks));
        }
    }
    for (track, language) in second {
        let reason = format!("a track in `{language}` is there already, and this one was left out");
        let help = "definitions tell no regions and scripts of a language apart";
        found.fault(track, reason, Some(help));
    }
}

fn tracks_of<'a>(media: &'a Element, kind: &'a str) -> impl Iterator<Item = &'a Element> {
    let is_one = move |track: &&Element| track.attribute("kind").unwrap_or("subtitles") == kind;
    media.all("track").filter(is_one)
}

/// The language of a track, without a region.
fn language(track: &Element) -> String {
    let written = track.attribute("srclang").unwrap_or("en");
    let language = written.split('-').next().unwrap_or_default();
    language.to_ascii_lowercase()
}

fn media_file(path: String, media_type: Option<&str>, is_own: bool) -> Value {
    let mut file = Table::new();
    let guess = || media_type_of(&path).filter(|_| !is_own);
    let guessed = media_type.or_else(guess).map(str::to_owned);
    file.insert("path".to_owned(), Value::String(path));
    if let Some(media_type) = guessed {
        file.insert("media_type".to_owned(), Value::String(media_type));
    }
    Value::Table(file)
}

/// The media type that the end of a file's name tells.
pub(in crate::assessment::qti) fn media_type_of(path: &str) -> Option<&'static str> {
    let (_, ending) = path.rsplit_once('.')?;
    Some(match &*ending.to_ascii_lowercase() {
        "webm" => "video/webm",
        "mp4" | "m4v" => "video/mp4",
        "mov" => "video/quicktime",
        "ogv" => "video/ogg",
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "vtt" => "text/vtt",
        "json" => "application/json",
        _ => return None,
    })
}
