//! From a package of any origin to the files of a definition.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::document::text_value;
use super::faults::{self, Found};
use super::manifest::{self, Listed};
use super::names::{has_ending, name_of, plain_name, stays_within};
use super::questions::{choices, interactions};
use super::rest::{Rest, order_as};
use super::test::{self, Kind};
use super::text::{Shown, Texts};
use super::xml::{self, Element};
use super::{
    Package, export, extension, items, judgements, left_out, media, rules, scenes, tasks, toml_text,
};
use crate::assessment::source::named_file;
use crate::assessment::{Fault, Source};

/// How many questions an item may ask; each is looked up in all of it.
const MOST_INTERACTIONS: usize = 200;

/// What a package holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Imported {
    /// The definition's files, whole or not.
    pub source: Source,
    /// Films, posters and text tracks by path.
    pub media: BTreeMap<String, Vec<u8>>,
    /// What in the package could not be taken over, or is not as QTI has it.
    pub faults: Vec<Fault>,
}

/// Reads a package.
///
/// # Errors
///
/// Why nothing of it can be read: a document that is no XML, or no test and no item.
pub fn import(package: &Package) -> Result<Imported, Vec<Fault>> {
    let documents = documents(package)?;
    let media_list = documents
        .get(manifest::MEDIA)
        .map(manifest::read_media)
        .unwrap_or_default();
    let is_there = |path: &str| package.files.contains_key(path) || media_list.contains_key(path);
    let is_packed = |path: &str| package.files.contains_key(path);
    let mut faults = rules::faults(&rules::Held {
        documents: &documents,
        is_there: &is_there,
        is_packed: &is_packed,
    });
    let rests = rests(&documents, &mut faults);
    let mut reading = Reading {
        files: BTreeMap::new(),
        known: BTreeMap::new(),
        names: Names::default(),
        labels: BTreeMap::new(),
        faults,
    };

    let listed = documents.get(manifest::PATH).map_or_else(
        || Listed {
            tests: Vec::new(),
            items: Vec::new(),
        },
        manifest::read,
    );
    reading.read_items(&listed, &documents, !rests.is_empty());
    reading.read_outline(&listed, &documents);
    if reading.known.is_empty() && rests.is_empty() {
        if reading.faults.is_empty() {
            let help = Some("pack the items, and list them in `imsmanifest.xml`");
            Found::new(manifest::PATH, &mut reading.faults).fault_at(
                1,
                "there is no item in this package",
                help,
            );
        }
        return Err(faults::shown(reading.faults, package));
    }
    reading.settle_labels(&rests);
    reading.check_ratings(&documents, &rests);
    let Reading {
        files, mut faults, ..
    } = reading;
    let media = media::read(package, &documents, &media_list, &mut faults);
    Ok(Imported {
        source: filled(files, rests),
        media,
        faults: faults::shown(faults, package),
    })
}

fn documents(package: &Package) -> Result<BTreeMap<String, Element>, Vec<Fault>> {
    let mut documents = BTreeMap::new();
    let mut faults = Vec::new();
    let mut budget = xml::Budget::default();
    for (path, bytes) in package
        .files
        .iter()
        .filter(|(path, _)| has_ending(path, "xml"))
    {
        match xml::read(path, bytes, &mut budget) {
            Ok(root) => drop(documents.insert(path.clone(), root)),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        Ok(documents)
    } else {
        Err(faults::shown(faults, package))
    }
}

/// The rest of each file, where the package was exported from a definition.
fn rests(documents: &BTreeMap<String, Element>, faults: &mut Vec<Fault>) -> BTreeMap<String, Rest> {
    let mut rests = BTreeMap::new();
    let extensions = documents.iter().filter(|(path, root)| {
        path.starts_with("composure/")
            && root.namespace == extension::COMPOSURE
            && root.name == "file"
    });
    for (path, root) in extensions {
        let mut found = Found::new(path, faults);
        match extension::read(root) {
            Ok((file, rest)) if is_definition_path(&file) => drop(rests.insert(file, rest)),
            Ok((file, _)) => {
                found.fault(root, format!("{file:?} is no file of a definition"), None);
            }
            Err((line, reason)) => found.fault_at(line, reason, None),
        }
    }
    rests
}

/// Whether a path may be written into a definition's folder.
fn is_definition_path(path: &str) -> bool {
    let is_plain = path
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte));
    is_plain && stays_within(path) && Source::belongs(path)
}

/// Names that items of a kind have.
#[derive(Default)]
struct Names {
    taken: BTreeSet<(Kind, String)>,
    /// The number that the next of a name is tried with.
    next: BTreeMap<(Kind, String), u32>,
}

impl Names {
    /// The name, or where it is taken the name with a number.
    fn free(&mut self, kind: Kind, name: &str) -> String {
        let next = self.next.entry((kind, name.to_owned())).or_insert(1);
        loop {
            let number = *next;
            *next += 1;
            let free = if number == 1 {
                name.to_owned()
            } else {
                format!("{name}-{number}")
            };
            if !self.taken.contains(&(kind, free.clone())) {
                return free;
            }
        }
    }
}

struct Reading {
    /// Tables by the path of the definition's file.
    files: BTreeMap<String, Table>,
    /// What each file of the package is.
    known: BTreeMap<String, (Kind, String)>,
    names: Names,
    /// The words of the shared answers that items were found with, and the first item of each.
    labels: BTreeMap<Kind, Vec<(Vec<Shown>, String)>>,
    faults: Vec<Fault>,
}

impl Reading {
    fn read_items(&mut self, listed: &Listed, documents: &BTreeMap<String, Element>, is_own: bool) {
        let shared = shared_answers(listed, documents);
        for path in &listed.items {
            let Some(item) = documents
                .get(path)
                .filter(|root| root.name == "qti-assessment-item")
            else {
                continue;
            };
            if self.is_too_long(path, item) {
                continue;
            }
            let identifier = item.attribute("identifier").unwrap_or_default();
            let own = [Kind::Item, Kind::Judgement, Kind::Scene, Kind::Task]
                .into_iter()
                .filter(|_| is_own)
                .find_map(|kind| Some((kind, name_of(kind.word(), identifier)?)));
            let other = || kind_of(item, shared.as_deref());
            let known = own.or_else(|| {
                let kind = other()?;
                Some((kind, self.names.free(kind, &plain_name(identifier))))
            });
            let Some(known) = known else {
                self.leave_out(path, item);
                continue;
            };
            if self.read_item(path, item, &known, own_is(&known, identifier)) {
                self.names.taken.insert(known.clone());
                self.known.insert(path.clone(), known);
            }
        }
    }

    fn is_too_long(&mut self, path: &str, item: &Element) -> bool {
        let number = interactions(item).len();
        if number <= MOST_INTERACTIONS {
            return false;
        }
        let reason = format!(
            "this item asks {number} questions, and {MOST_INTERACTIONS} are the most that are read; it was left out"
        );
        // Before the others: of so long an item hardly all are shown.
        let mut first = Vec::new();
        Found::new(path, &mut first).fault(item, reason, Some("make several of it"));
        self.faults.splice(0..0, first);
        true
    }

    fn leave_out(&mut self, path: &str, item: &Element) {
        let asked = interactions(item)
            .first()
            .map_or("no question", |element| element.name.as_str())
            .to_owned();
        let help = "ask for it as a choice, a rating or a spoken answer";
        let reason = format!("Composure has no kind of item for {asked}; this one was left out");
        Found::new(path, &mut self.faults).fault(item, reason, Some(help));
    }

    fn read_item(
        &mut self,
        path: &str,
        item: &Element,
        known: &(Kind, String),
        is_own: bool,
    ) -> bool {
        let (kind, name) = known;
        let mut found = Found::new(path, &mut self.faults);
        left_out::of_item(item, *kind, is_own, &mut found);
        match kind {
            Kind::Item => {
                let Some(read) = items::read(item, name.clone(), is_own, &mut found) else {
                    return false;
                };
                self.labels
                    .entry(*kind)
                    .or_default()
                    .push((read.labels, path.to_owned()));
                push(&mut self.files, "items.toml", "item", read.entry);
            }
            Kind::Judgement if is_own => {
                let read = judgements::read(item, name.clone(), &mut found);
                if let Some(labels) = read.labels {
                    self.labels
                        .entry(*kind)
                        .or_default()
                        .push((labels, path.to_owned()));
                }
                push(&mut self.files, "judgements.toml", "judgement", read.entry);
            }
            Kind::Judgement => {
                let entry = judgements::read_choices(item, name.clone(), &mut found);
                push(&mut self.files, "judgements.toml", "judgement", entry);
            }
            Kind::Scene if !is_definition_path(&format!("scenes/{name}.toml")) => {
                let help = "give it an identifier of letters, digits and hyphens";
                found.fault(
                    item,
                    format!("{name:?} is no name for a scene's file"),
                    Some(help),
                );
                return false;
            }
            Kind::Scene => {
                let scene = scenes::read(item, path, is_own, &mut found);
                self.files.insert(format!("scenes/{name}.toml"), scene);
            }
            Kind::Task => tasks::read(
                item,
                name,
                self.files.entry("tasks.toml".to_owned()).or_default(),
                &mut found,
            ),
        }
        true
    }

    fn read_outline(&mut self, listed: &Listed, documents: &BTreeMap<String, Element>) {
        let mut found = Found::new(manifest::PATH, &mut self.faults);
        if 1 < listed.tests.len() {
            found.fault_at(
                1,
                "the package has several tests; the first was read",
                Some("pack each test by itself"),
            );
        }
        let first = listed.tests.first();
        let first = first.and_then(|path| Some((path, documents.get(path)?)));
        let outline = if let Some((path, test)) = first {
            let mut found = Found::new(path, &mut self.faults);
            left_out::of_test(test, &mut found);
            test::read(test, path, &self.known, &mut found)
        } else {
            found.fault_at(
                1,
                "the package has no test, which says what is done in which order",
                Some("write the sections into `assessment.toml`"),
            );
            Table::new()
        };
        self.files.insert("assessment.toml".to_owned(), outline);
    }

    /// Puts the shared answers into the outline, unless the rest has the same ones.
    fn settle_labels(&mut self, rests: &BTreeMap<String, Rest>) {
        for (kind, key) in [
            (Kind::Item, "response_scale"),
            (Kind::Judgement, "judgement_scale"),
        ] {
            let found = self.labels.remove(&kind).unwrap_or_default();
            let Some((first, _)) = found.first() else {
                continue;
            };
            for (_, path) in found.iter().filter(|(labels, _)| labels != first) {
                let help = "give all of them the same answers; those of the first were taken";
                Found::new(path, &mut self.faults).fault_at(
                    1,
                    "the answers differ from those of other items",
                    Some(help),
                );
            }
            let before = rests
                .get("assessment.toml")
                .map(|rest| export::labels(&rest.table, key));
            if before.as_ref() != Some(first) {
                let outline = self.files.entry("assessment.toml".to_owned()).or_default();
                let labels = first.iter().cloned().map(text_value).collect();
                let scale = Table::from_iter([("labels".to_owned(), Value::Array(labels))]);
                outline.insert(key.to_owned(), Value::Table(scale));
            }
        }
    }

    /// Keeps a fault for each rating whose points another tool changed: experts' values cannot be told from points.
    fn check_ratings(
        &mut self,
        documents: &BTreeMap<String, Element>,
        rests: &BTreeMap<String, Rest>,
    ) {
        for (path, (_, name)) in self
            .known
            .iter()
            .filter(|(_, (kind, _))| *kind == Kind::Scene)
        {
            let rest = rests.get(&format!("scenes/{name}.toml"));
            let (Some(rest), Some(item)) = (rest, documents.get(path)) else {
                continue;
            };
            for rating in scenes::changed_ratings(item, &rest.table) {
                let reason = format!(
                    "the points of the rating `{rating}` are not those that its `expert` value gives"
                );
                let help =
                    "write the experts' value into the scene's file; the points follow from it";
                Found::new(path, &mut self.faults).fault(item, reason, Some(help));
            }
        }
    }
}

fn own_is(known: &(Kind, String), identifier: &str) -> bool {
    name_of(known.0.word(), identifier).as_ref() == Some(&known.1)
}

fn push(files: &mut BTreeMap<String, Table>, path: &str, key: &str, entry: Table) {
    let file = files.entry(path.to_owned()).or_default();
    if let Value::Array(entries) = file.entry(key).or_insert_with(|| Value::Array(Vec::new())) {
        entries.push(Value::Table(entry));
    }
}

/// What an item of another tool can be.
fn kind_of(item: &Element, shared: Option<&[Shown]>) -> Option<Kind> {
    let interactions = interactions(item);
    let is = |names: &[&str]| {
        interactions
            .iter()
            .any(|element| names.contains(&element.name.as_str()))
    };
    if is(&[
        "qti-media-interaction",
        "qti-upload-interaction",
        "qti-extended-text-interaction",
    ]) {
        return Some(Kind::Scene);
    }
    let choices = choices(item, &Texts::of(item));
    if interactions.len() != 1 || choices.len() != 1 {
        return None;
    }
    let words: Vec<_> = choices[0]
        .offered
        .iter()
        .map(|(_, words)| words.clone())
        .collect();
    Some(if shared == Some(&*words) {
        Kind::Item
    } else {
        Kind::Judgement
    })
}

/// The answers that most items with one choice share, if two do.
fn shared_answers(listed: &Listed, documents: &BTreeMap<String, Element>) -> Option<Vec<Shown>> {
    let mut counts: BTreeMap<Vec<Shown>, usize> = BTreeMap::new();
    for item in listed.items.iter().filter_map(|path| documents.get(path)) {
        let choices = choices(item, &Texts::of(item));
        if let ([asked], 1) = (&*choices, interactions(item).len()) {
            let words = asked
                .offered
                .iter()
                .map(|(_, words)| words.clone())
                .collect();
            *counts.entry(words).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.filter(|(_, count)| 2 <= *count)
        .map(|(words, _)| words)
}

/// The files: what QTI says, filled in with the rest.
fn filled(files: BTreeMap<String, Table>, mut rests: BTreeMap<String, Rest>) -> Source {
    let mut texts = BTreeMap::new();
    for (path, mut said) in files {
        let rest = rests.remove(&path).unwrap_or_default();
        for (key, value) in &mut said {
            // The order of sections and options is QTI's; that of items in their file is nobody's but the file's.
            if let (false, Value::Array(entries)) = (
                path == "assessment.toml" || path.starts_with("scenes/"),
                value,
            ) {
                order_as(&rest.table, key, entries);
            }
        }
        texts.insert(path, toml_text::file(&rest.filled(said)));
    }
    for (path, rest) in rests {
        // A scene whose item is gone was taken out by another tool.
        if named_file(&path, "scenes/").is_none() {
            texts.insert(path, toml_text::file(&rest.filled(Table::new())));
        }
    }
    Source::new(texts)
}
