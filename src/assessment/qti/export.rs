//! From a definition to a package.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::document::Document;
use super::extension;
use super::faults::Found;
use super::manifest::{self, Media, Resource};
use super::names::{identifier, stays_within};
use super::rest::{Place, Rest, Taking};
use super::test::{self, Kind, TEST};
use super::text::{Shown, is_language, shown};
use super::words::{ITEM_RESOURCE, OTHER_RESOURCE, TEST_RESOURCE};
use super::xml::{self, Element};
use super::{Package, items, judgements, rules, scenes, tasks};
use crate::assessment::source::named_file;
use crate::assessment::{Fault, Source};

/// The package of a definition with its media.
///
/// Works on what the files say, whole or not, so that a draft can be given away as well.
///
/// # Errors
///
/// What in the files cannot be read, by file and line.
pub fn export(source: &Source, media: &[Media]) -> Result<Package, Vec<Fault>> {
    let mut files = tables(source)?;
    let media = &*known_media(source, media);
    let mut takings: BTreeMap<String, Taking> = files
        .keys()
        .map(|path| (path.clone(), Taking::default()))
        .collect();
    let items = take_items(&mut files, &mut takings);
    let known: BTreeSet<_> = items
        .iter()
        .map(|item| (item.kind, item.name.clone()))
        .collect();
    let mut summed: Vec<String> = Vec::new();
    for scale in items
        .iter()
        .filter(|item| item.kind == Kind::Item)
        .flat_map(|item| item.document.scales())
    {
        if !summed.contains(scale) {
            summed.push(scale.clone());
        }
    }
    let name = name(&files)?;
    let outline = files.entry("assessment.toml".to_owned()).or_default();
    let taking = takings.entry("assessment.toml".to_owned()).or_default();
    let test = test::take(outline, &known, &summed, taking);

    let mut documents = BTreeMap::from([(TEST.to_owned(), test)]);
    let mut resources = resources(&items, media);
    for item in items {
        let identifier = identifier(item.kind.word(), &item.name);
        let title = item.title.unwrap_or_else(|| identifier.clone());
        documents.insert(item.path, item.document.finish(&identifier, &title));
    }
    for (path, table) in files {
        let Taking { exact, shown } = takings.remove(&path).unwrap_or_default();
        let extension = extension_path(&path);
        let rest = Rest {
            table,
            exact,
            shown,
        };
        resources.push(Resource::other(&extension));
        documents.insert(extension, extension::element(&path, &rest));
    }
    if !media.is_empty() {
        resources.push(Resource::other(manifest::MEDIA));
        documents.insert(manifest::MEDIA.to_owned(), manifest::media_element(media));
    }
    add_needs(&mut resources, &documents);
    documents.insert(
        manifest::PATH.to_owned(),
        manifest::element(&name, &resources),
    );
    packed(&documents, media)
}

/// Every file that the definition names and a package can hold, with what is known of it.
fn known_media(source: &Source, media: &[Media]) -> Vec<Media> {
    media_paths(source)
        .into_iter()
        .map(|path| match media.iter().find(|file| file.path == path) {
            Some(file) => file.clone(),
            None => Media {
                path,
                sha256: None,
                bytes: None,
            },
        })
        .collect()
}

/// Where the rest of a file stands in a package.
fn extension_path(path: &str) -> String {
    format!(
        "composure/{}.xml",
        path.strip_suffix(".toml").unwrap_or(path)
    )
}

fn tables(source: &Source) -> Result<BTreeMap<String, Table>, Vec<Fault>> {
    let mut tables = BTreeMap::new();
    let mut faults = Vec::new();
    for (path, text) in &source.files {
        match text.parse::<Table>() {
            Ok(table) => drop(tables.insert(path.clone(), table)),
            Err(error) => {
                let before = error
                    .span()
                    .and_then(|span| text.get(..span.start))
                    .unwrap_or_default();
                let line = before.matches('\n').count() + 1;
                let reason = format!("this is not TOML: {}", error.message());
                Found::new(path, &mut faults).fault_at(line, reason, None);
            }
        }
    }
    if faults.is_empty() {
        Ok(tables)
    } else {
        Err(faults)
    }
}

fn name(files: &BTreeMap<String, Table>) -> Result<String, Vec<Fault>> {
    let name = files
        .get("assessment.toml")
        .and_then(|file| file.get("name"))
        .and_then(Value::as_str);
    name.map(str::to_owned).ok_or_else(|| {
        let mut faults = Vec::new();
        Found::new("assessment.toml", &mut faults).fault_at(
            1,
            "`name` is missing",
            Some("write the name of the folder"),
        );
        faults
    })
}

struct Item {
    kind: Kind,
    name: String,
    path: String,
    title: Option<String>,
    document: Document,
}

fn take_items(
    files: &mut BTreeMap<String, Table>,
    takings: &mut BTreeMap<String, Taking>,
) -> Vec<Item> {
    let labels = |key: &str| {
        files
            .get("assessment.toml")
            .map(|file| labels(file, key))
            .unwrap_or_default()
    };
    let (answers, ratings) = (labels("response_scale"), labels("judgement_scale"));
    let mut items = Vec::new();
    for (path, file) in files.iter_mut() {
        let Some(taking) = takings.get_mut(path) else {
            continue;
        };
        let (kind, documents) = match path.as_str() {
            "items.toml" if !answers.is_empty() => {
                (Kind::Item, items::take(file, &answers, taking))
            }
            "judgements.toml" if !ratings.is_empty() => {
                (Kind::Judgement, judgements::take(file, &ratings, taking))
            }
            "tasks.toml" => (Kind::Task, tasks::take(file, taking)),
            _ => {
                if let Some(name) = named_file(path, "scenes/") {
                    items.push(scene(name, file, taking));
                }
                continue;
            }
        };
        items.extend(documents.into_iter().map(|(name, document)| {
            let path = kind.path(&name);
            Item {
                kind,
                name,
                path,
                title: None,
                document,
            }
        }));
    }
    items
}

fn scene(name: &str, file: &mut Table, taking: &mut Taking) -> Item {
    let path = Kind::Scene.path(name);
    let title = taking.title(
        file,
        &Place::default(),
        &identifier(Kind::Scene.word(), name),
    );
    let document = scenes::take(file, &path, taking);
    Item {
        kind: Kind::Scene,
        name: name.to_owned(),
        path,
        title,
        document,
    }
}

/// The words of a scale's points, the lowest first; none where any point has no words.
pub(super) fn labels(outline: &Table, key: &str) -> Vec<Shown> {
    let labels = outline
        .get(key)
        .and_then(|scale| scale.get("labels"))
        .and_then(Value::as_array);
    let labels = labels.into_iter().flatten().map(|label| {
        let said = label
            .as_table()?
            .iter()
            .filter(|(language, _)| is_language(language));
        let label: Shown = said
            .filter_map(|(language, said)| Some((language.clone(), shown(said.as_str()?))))
            .filter(|(_, said)| !said.is_empty())
            .collect();
        (!label.is_empty()).then_some(label)
    });
    labels.collect::<Option<_>>().unwrap_or_default()
}

fn resources(items: &[Item], media: &[Media]) -> Vec<Resource> {
    let item_resources = items.iter().map(|item| Resource {
        identifier: identifier(item.kind.word(), &item.name),
        kind: ITEM_RESOURCE,
        path: item.path.clone(),
        needs: Vec::new(),
    });
    let mut resources = vec![Resource {
        identifier: "test".to_owned(),
        kind: TEST_RESOURCE,
        path: TEST.to_owned(),
        needs: items
            .iter()
            .map(|item| identifier(item.kind.word(), &item.name))
            .collect(),
    }];
    resources.extend(item_resources);
    let packed = media.iter().filter(|file| file.bytes.is_some());
    resources.extend(packed.map(|file| Resource::other(&file.path)));
    resources
}

/// Adds to each resource what its document needs beside it: the test the extension, and items their packed films.
fn add_needs(resources: &mut [Resource], documents: &BTreeMap<String, Element>) {
    let others = resources
        .iter()
        .filter(|resource| resource.kind == OTHER_RESOURCE);
    let others: Vec<_> = others
        .map(|resource| (resource.path.clone(), resource.identifier.clone()))
        .collect();
    for resource in resources {
        let Some(document) = documents.get(&resource.path) else {
            continue;
        };
        if resource.kind == OTHER_RESOURCE {
            continue;
        }
        let referred = rules::referred_files(document, &resource.path);
        let is_needed = |path: &String| {
            referred.contains(path)
                || resource.kind == TEST_RESOURCE && documents.contains_key(path)
        };
        let needed = others.iter().filter(|(path, _)| is_needed(path));
        resource
            .needs
            .extend(needed.map(|(_, identifier)| identifier.clone()));
    }
}

/// The files of the package, once they are as QTI wants them.
fn packed(documents: &BTreeMap<String, Element>, media: &[Media]) -> Result<Package, Vec<Fault>> {
    let is_packed = |path: &str| {
        let mut packed = media.iter().filter(|file| file.bytes.is_some());
        documents.contains_key(path) || packed.any(|file| file.path == path)
    };
    let is_there =
        |path: &str| documents.contains_key(path) || media.iter().any(|file| file.path == path);
    let faults = rules::faults(&rules::Held {
        documents,
        is_there: &is_there,
        is_packed: &is_packed,
    });
    if !faults.is_empty() {
        return Err(faults);
    }
    let written = documents
        .iter()
        .map(|(path, root)| (path.clone(), xml::write(root).into_bytes()));
    let media = media
        .iter()
        .filter_map(|file| Some((file.path.clone(), file.bytes.clone()?)));
    Ok(Package {
        files: written.chain(media).collect(),
    })
}

/// The paths of every film, poster and text track that a definition names and a package can hold, in order.
///
/// A draft may name any path: what is not below `media/` is none that anybody should read for a package.
pub fn media_paths(source: &Source) -> Vec<String> {
    let mut paths = BTreeSet::new();
    for text in source.files.values() {
        if let Ok(table) = text.parse::<Table>() {
            gather(&Value::Table(table), &mut paths);
        }
    }
    paths.into_iter().collect()
}

fn gather(value: &Value, paths: &mut BTreeSet<String>) {
    match value {
        Value::Table(table) => {
            let path = table.get("path").and_then(Value::as_str);
            if let (Some(path), Some(_)) = (path, table.get("media_type"))
                && path.starts_with("media/")
                && stays_within(path)
            {
                paths.insert(path.to_owned());
            }
            table.values().for_each(|value| gather(value, paths));
        }
        Value::Array(entries) => entries.iter().for_each(|entry| gather(entry, paths)),
        _ => {}
    }
}
