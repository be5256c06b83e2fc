//! The test: sections in order with their time limits, and what is done in each.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::QTI;
use super::document::{number, put_text, text_value};
use super::faults::Found;
use super::names::{identifier, name_of, plain_name, reference, referred};
use super::rest::{Place, Taking, named};
use super::text::{Shown, Texts, said, shown};
use super::xml::Element;

/// The path of the test in a package.
pub(super) const TEST: &str = "assessment.xml";

/// Keys of a section that name what is done in it, for each kind of item.
const CONTENTS: [(&str, Kind); 3] = [
    ("scene", Kind::Scene),
    ("items", Kind::Item),
    ("judgements", Kind::Judgement),
];

/// What an item of a package is to an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// A questionnaire item.
    Item,
    /// A situational judgement.
    Judgement,
    /// A scene.
    Scene,
    /// A reaction-time task, named `kind/name`.
    Task,
}

impl Kind {
    /// What its identifiers begin with.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Item => "item",
            Self::Judgement => "judgement",
            Self::Scene => "scene",
            Self::Task => "task",
        }
    }
    /// The path of an item of that kind and name.
    pub(super) fn path(self, name: &str) -> String {
        format!("{0}s/{1}.xml", self.word(), identifier(self.word(), name))
    }
}

/// Takes the outline out of `assessment.toml`, given the items there are and the scales that items are summed for.
pub(super) fn take(
    file: &mut Table,
    items: &BTreeSet<(Kind, String)>,
    summed: &[String],
    taking: &mut Taking,
) -> Element {
    let name = take_string(file, "name").unwrap_or_default();
    let identifier = identifier("assessment", &name);
    let title = taking.title(file, &Place::default(), &identifier);
    let mut part = Element::new(QTI, "qti-test-part")
        .with("identifier", "main")
        .with("navigation-mode", "linear")
        .with("submission-mode", "individual");
    if let Some(practice) = file
        .get("practice")
        .and_then(Value::as_str)
        .map(str::to_owned)
        && items.contains(&(Kind::Scene, practice.clone()))
    {
        file.remove("practice");
        let section = section("practice", "Practice");
        part = part.holding(section.holding(item_ref(Kind::Scene, &practice, "practice")));
    }
    let mut shown = BTreeSet::new();
    let place = Place::default().below("section");
    let sections = named(file, "section", "name").unwrap_or_default();
    if !sections.is_empty() {
        taking.show(&place);
    }
    for entry in sections {
        part = part.holding(take_section(entry, &place, items, &mut shown, taking));
    }
    if part.children.is_empty() {
        part = part.holding(section("nothing", "Nothing"));
    }
    let summary = take_summary(file, taking);
    Element::new(QTI, "qti-assessment-test")
        .with("title", title.unwrap_or_else(|| identifier.clone()))
        .with("identifier", identifier)
        .with("xml:lang", "en")
        .with("tool-name", "Composure")
        .with("tool-version", env!("CARGO_PKG_VERSION"))
        .holding_all(summed.iter().map(|scale| {
            Element::new(QTI, "qti-outcome-declaration")
                .with("identifier", self::identifier("SCORE", scale))
                .with("cardinality", "single")
                .with("base-type", "float")
        }))
        .holding_all(summary)
        .holding(part)
        .holding_all((!summed.is_empty()).then(|| sums(summed)))
}

fn take_string(table: &mut Table, key: &str) -> Option<String> {
    let text = table.get(key)?.as_str()?.to_owned();
    table.remove(key);
    Some(text)
}

/// The summary in English; a test has no catalogues for other languages.
fn take_summary(file: &mut Table, taking: &mut Taking) -> Option<Element> {
    let mut english = Table::new();
    let summary = file.get_mut("summary")?.as_table_mut()?;
    let text = summary
        .get("en")?
        .as_str()
        .filter(|text| !shown(text).is_empty())?;
    let text = Value::String(text.to_owned());
    summary.remove("en");
    if summary.is_empty() {
        file.remove("summary");
    }
    english.insert(
        "summary".to_owned(),
        Value::Table([("en".to_owned(), text)].into_iter().collect()),
    );
    let shown = taking.text(&mut english, &Place::default(), "summary")?;
    let lines = shown["en"]
        .split('\n')
        .map(|line| Element::new(QTI, "p").saying(line));
    let content = Element::new(QTI, "qti-content-body").holding_all(lines);
    let block = Element::new(QTI, "qti-rubric-block")
        .with("use", "instructions")
        .with("view", "candidate");
    Some(block.holding(content))
}

fn sums(scales: &[String]) -> Element {
    let rules = scales.iter().map(|scale| {
        let outcome = identifier("SCORE", scale);
        let points = Element::new(QTI, "qti-test-variables").with("variable-identifier", &*outcome);
        let sum = Element::new(QTI, "qti-sum").holding(points.with("base-type", "float"));
        Element::new(QTI, "qti-set-outcome-value")
            .with("identifier", outcome)
            .holding(sum)
    });
    Element::new(QTI, "qti-outcome-processing").holding_all(rules)
}

fn section(identifier: &str, title: &str) -> Element {
    Element::new(QTI, "qti-assessment-section")
        .with("identifier", identifier)
        .with("title", title)
        .with("visible", "true")
}

fn item_ref(kind: Kind, name: &str, prefix: &str) -> Element {
    let identifier = identifier(kind.word(), name);
    let identifier = if prefix.is_empty() {
        identifier
    } else {
        format!("{prefix}-{identifier}")
    };
    Element::new(QTI, "qti-assessment-item-ref")
        .with("identifier", identifier)
        .with("href", reference(TEST, &kind.path(name)))
}

fn take_section(
    entry: &mut Table,
    place: &Place,
    items: &BTreeSet<(Kind, String)>,
    shown: &mut BTreeSet<(Kind, String)>,
    taking: &mut Taking,
) -> Element {
    let name = entry
        .get("name")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    let identifier = identifier("section", &name);
    let title = taking.title(entry, &place.below(&name), &identifier);
    let mut section = section(&identifier, title.as_deref().unwrap_or(&identifier));
    if let Some(limit) = entry
        .get("limit_seconds")
        .and_then(Value::as_integer)
        .filter(|limit| 0 < *limit)
    {
        entry.remove("limit_seconds");
        section = section
            .holding(Element::new(QTI, "qti-time-limits").with("max-time", limit.to_string()));
    }
    let named: Vec<_> = CONTENTS
        .iter()
        .filter_map(|(key, kind)| Some((*key, *kind, names(entry.get(*key)?)?)))
        .collect();
    if let [(key, kind, names)] = &*named {
        let wanted: BTreeSet<_> = names.iter().map(|name| (*kind, name.clone())).collect();
        // An item that is asked twice, or is not there, cannot be said in QTI: the section keeps the list itself.
        if wanted.len() == names.len() && wanted.is_subset(items) && wanted.is_disjoint(shown) {
            entry.remove(*key);
            shown.extend(wanted);
            section = section.holding_all(names.iter().map(|name| item_ref(*kind, name, "")));
        }
    } else if named.is_empty() {
        let tasks = entry
            .iter()
            .filter_map(|(key, value)| Some((Kind::Task, format!("{key}/{}", value.as_str()?))));
        let tasks: Vec<_> = tasks
            .filter(|task| items.contains(task) && shown.insert(task.clone()))
            .collect();
        section = section.holding_all(tasks.iter().map(|(kind, name)| item_ref(*kind, name, "")));
    }
    section
}

/// A name, or a list of some.
fn names(value: &Value) -> Option<Vec<String>> {
    match value {
        Value::String(name) => Some(vec![name.clone()]),
        Value::Array(names) if !names.is_empty() => names
            .iter()
            .map(|name| name.as_str().map(str::to_owned))
            .collect(),
        _ => None,
    }
}

/// Reads the outline, given what each file of the package is.
pub(super) fn read(
    test: &Element,
    path: &str,
    known: &BTreeMap<String, (Kind, String)>,
    found: &mut Found<'_>,
) -> Table {
    let mut file = Table::new();
    let identifier = test.attribute("identifier").unwrap_or_default();
    let name = name_of("assessment", identifier).unwrap_or_else(|| plain_name(identifier));
    file.insert("name".to_owned(), Value::String(name));
    let texts = Texts::of(test);
    let language = texts.main();
    put_title(&mut file, test, language);
    let summary = summary_block(test).and_then(|block| block.first("qti-content-body"));
    if let Some(summary) = summary.map(said).filter(|summary| !summary.is_empty()) {
        put_text(
            &mut file,
            "summary",
            [(language.to_owned(), summary)].into(),
        );
    }
    let mut sections = Vec::new();
    let everything = test.everything();
    for section in everything
        .iter()
        .filter(|element| element.name == "qti-assessment-section")
    {
        let shown = shown_in(section, path, known, found);
        if let (Some("practice"), [(Kind::Scene, scene)]) =
            (section.attribute("identifier"), &*shown)
        {
            file.insert("practice".to_owned(), Value::String(scene.clone()));
            continue;
        }
        sections.extend(read_section(section, &shown, language, found));
    }
    if !sections.is_empty() {
        file.insert(
            "section".to_owned(),
            Value::Array(sections.into_iter().map(Value::Table).collect()),
        );
    }
    file
}

/// The block that is the summary.
pub(super) fn summary_block(test: &Element) -> Option<&Element> {
    let mut blocks = test
        .all("qti-rubric-block")
        .filter(|block| block.attribute("use") == Some("instructions"));
    blocks.find(|block| block.first("qti-content-body").is_some())
}

fn put_title(table: &mut Table, element: &Element, language: &str) {
    if let Some(title) = element.attribute("title")
        && element.attribute("identifier") != Some(title)
    {
        let text: Shown = [(language.to_owned(), title.to_owned())].into();
        table.insert("title".to_owned(), text_value(text));
    }
}

fn shown_in(
    section: &Element,
    path: &str,
    known: &BTreeMap<String, (Kind, String)>,
    found: &mut Found<'_>,
) -> Vec<(Kind, String)> {
    let mut shown = Vec::new();
    for item in section.all("qti-assessment-item-ref") {
        let href = item.attribute("href").unwrap_or_default();
        match referred(path, href).and_then(|path| known.get(&path)) {
            Some(item) => shown.push(item.clone()),
            None => found.fault(
                item,
                format!("{href:?} is no item that could be read"),
                None,
            ),
        }
    }
    shown
}

/// The sections that a section becomes: one of Composure's holds either a scene, or items, or judgements.
fn read_section(
    section: &Element,
    shown: &[(Kind, String)],
    language: &str,
    found: &mut Found<'_>,
) -> Vec<Table> {
    let identifier = section.attribute("identifier").unwrap_or_default();
    let own = name_of("section", identifier);
    if shown.is_empty() && own.is_none() {
        return Vec::new();
    }
    let name = own.unwrap_or_else(|| plain_name(identifier));
    let groups: Vec<_> = shown
        .chunk_by(|one, next| one.0 == next.0 && one.0 != Kind::Scene)
        .collect();
    if 1 < groups.len() {
        let reason = format!(
            "the section `{identifier}` holds several scenes or kinds of items, and became {} sections",
            groups.len()
        );
        found.fault(
            section,
            reason,
            Some("look over their names and time limits"),
        );
    }
    let mut sections = vec![begun(section, &name, language)];
    for (number, group) in groups.into_iter().enumerate() {
        if 0 < number {
            sections.push(begun(section, &format!("{name}-{}", number + 1), language));
        }
        if let Some(last) = sections.last_mut() {
            put_contents(last, group);
        }
    }
    sections
}

fn begun(section: &Element, name: &str, language: &str) -> Table {
    let mut table = Table::new();
    table.insert("name".to_owned(), Value::String(name.to_owned()));
    put_title(&mut table, section, language);
    let limit = section
        .first("qti-time-limits")
        .and_then(|limits| limits.attribute("max-time"));
    match limit.and_then(number) {
        Some(Value::Float(seconds)) if 0.0 < seconds && seconds < 1e9 => {
            // Whole seconds are enough for a section, and a limit is never made shorter.
            #[expect(
                clippy::cast_possible_truncation,
                reason = "it is above 0 and under a billion"
            )]
            let seconds = seconds.ceil() as i64;
            table.insert("limit_seconds".to_owned(), Value::Integer(seconds));
        }
        Some(Value::Integer(seconds)) => {
            table.insert("limit_seconds".to_owned(), Value::Integer(seconds));
        }
        _ => {}
    }
    table
}

fn put_contents(section: &mut Table, group: &[(Kind, String)]) {
    let names = || {
        Value::Array(
            group
                .iter()
                .map(|(_, name)| Value::String(name.clone()))
                .collect(),
        )
    };
    match group {
        [(Kind::Scene, name), ..] => {
            drop(section.insert("scene".to_owned(), Value::String(name.clone())));
        }
        [(Kind::Item, _), ..] => drop(section.insert("items".to_owned(), names())),
        [(Kind::Judgement, _), ..] => drop(section.insert("judgements".to_owned(), names())),
        // What task a section shows is in the extension: QTI has no such kind.
        [(Kind::Task, _), ..] | [] => {}
    }
}
