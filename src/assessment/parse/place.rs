//! Typed reading of TOML values that keeps every fault and goes on.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::collector::{Collector, Kind, Spot};
use super::nearest::nearest;
use crate::assessment::Part;

/// A value that can be read at a place; what cannot be read leaves a fault and is `None`.
pub(super) trait Read<'a>: Sized {
    /// Reads it.
    fn read(place: Place<'a>) -> Option<Self>;
}

/// A TOML value and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    collector: &'a Collector,
    /// What faults call it: its key.
    pub(super) key: &'a str,
    /// The value.
    pub(super) value: &'a DeValue<'a>,
    /// Its first byte.
    pub(super) spot: Spot,
}

impl<'a> Place<'a> {
    /// Keeps a fault at this place.
    pub(super) fn fault(&self, reason: impl Into<String>) {
        self.collector.fault(self.spot, reason, None);
    }
    /// Keeps a fault at this place, with what to do.
    pub(super) fn fault_with_help(&self, reason: impl Into<String>, help: impl Into<String>) {
        self.collector.fault(self.spot, reason, Some(help.into()));
    }
    /// Keeps the fault that this value is of another type than `expected`.
    pub(super) fn wrong_type(&self, expected: &str, example: &str) {
        let (key, found) = (self.key, self.value.type_str());
        let reason = format!(
            "`{key}` has to be {expected}, and this is {}",
            article(found)
        );
        self.fault_with_help(reason, format!("write {example}"));
    }
    /// Keeps `name` as defined here.
    /// Keeps a name as defined where it is not yet: of a name taken twice one fault is enough.
    pub(super) fn define_once(&self, kind: Kind, name: &str) {
        if self.collector.spot_of(kind, name).is_none() {
            self.collector.define(kind, name, self.spot);
        }
    }

    pub(super) fn define(&self, kind: Kind, name: &str) {
        self.collector.define(kind, name, self.spot);
    }
    /// The languages that texts have to exist in.
    pub(super) fn languages(&self) -> Vec<String> {
        self.collector.languages()
    }
    /// Keeps `name` as referred to here.
    pub(super) fn refer(&self, kind: Kind, name: &str) {
        self.collector.refer(kind, name, self.spot);
    }
    /// Reads a table with no other keys than `known`.
    pub(super) fn table(self, known: &'static [&'static str]) -> Option<Table<'a>> {
        let table = Table {
            known,
            ..self.open_table()?
        };
        for (key, value) in table.entries {
            if !known.contains(&key.get_ref().as_ref()) {
                table.unknown_key(key, value);
            }
        }
        Some(table)
    }
    /// Reads a table whose keys are names of something.
    pub(super) fn open_table(self) -> Option<Table<'a>> {
        let DeValue::Table(entries) = self.value else {
            self.wrong_type("a table", "{ … } or a [header] with keys below it");
            return None;
        };
        let Self {
            collector,
            key,
            spot,
            ..
        } = self;
        Some(Table {
            collector,
            key,
            entries,
            known: &[],
            spot,
        })
    }
    /// The values of an array.
    pub(super) fn array(self) -> Option<Vec<Place<'a>>> {
        let DeValue::Array(values) = self.value else {
            self.wrong_type("a list", "[ … ]");
            return None;
        };
        let at = |value: &'a Spanned<DeValue<'a>>| Place {
            value: value.get_ref(),
            spot: self.moved(&value.span()),
            ..self
        };
        Some(values.iter().map(at).collect())
    }
    fn moved(&self, span: &Range<usize>) -> Spot {
        Spot {
            offset: span.start,
            ..self.spot
        }
    }
}

fn article(type_name: &str) -> String {
    let vowel = type_name.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {type_name}", if vowel { "an" } else { "a" })
}

/// What stands for the key of a whole file.
const FILE: &str = "the file";

/// A TOML table and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Table<'a> {
    collector: &'a Collector,
    key: &'a str,
    entries: &'a DeTable<'a>,
    /// The keys it may have; none are listed where its keys are names.
    known: &'static [&'static str],
    /// Its first byte.
    pub(super) spot: Spot,
}

impl<'a> Table<'a> {
    /// The top table of a file, with no other keys than `known`.
    pub(super) fn top(
        collector: &'a Collector,
        file: usize,
        root: &'a DeValue<'a>,
        known: &'static [&'static str],
    ) -> Option<Self> {
        let spot = Spot { file, offset: 0 };
        let place = Place {
            collector,
            key: FILE,
            value: root,
            spot,
        };
        place.table(known)
    }
    /// Keeps a fault at this table.
    pub(super) fn fault(&self, reason: impl Into<String>, help: Option<&str>) {
        self.collector
            .fault(self.spot, reason, help.map(str::to_owned));
    }
    /// From now on texts have to exist in these languages.
    pub(super) fn speak(&self, languages: &[String]) {
        self.collector.speak(languages);
    }
    /// Keeps where `part` of that name stands, which this table is, and where its keys do.
    pub(super) fn stands_for(&self, part: Part, name: &str) {
        let own = self.place("name").map_or(self.spot, |place| place.spot);
        self.collector.place((part, name), "", own);
        for entry in self.entries() {
            self.collector.place((part, name), entry.key, entry.spot);
        }
    }
    /// Keeps that what stands here names no competency.
    pub(super) fn lacks_competency(&self, called: &str) {
        self.collector.lacks_competency(self.spot, called);
    }
    /// The value of a key, where there is one.
    pub(super) fn place(&self, key: &str) -> Option<Place<'a>> {
        let (key, value) = self.entries.get_key_value(key)?;
        Some(self.at(key, value))
    }
    /// The value of a key; without one there is a fault.
    pub(super) fn required_place(&self, key: &str) -> Option<Place<'a>> {
        let place = self.place(key);
        if place.is_none() && !self.is_misspelt(key) {
            let help = format!("add `{key} = …`");
            let reason = format!("`{key}` is missing in {}", self.called());
            self.fault(reason, Some(&help));
        }
        place
    }
    /// Whether a key here looks like a slip for `key`, which already left a fault that says so.
    fn is_misspelt(&self, key: &str) -> bool {
        let written = self
            .entries
            .keys()
            .map(|written| written.get_ref().as_ref());
        let mut unknown = written.filter(|written| !self.known.contains(written));
        unknown.any(|written| nearest(written, self.known.iter().copied()) == Some(key))
    }
    fn called(&self) -> String {
        match self.key {
            FILE => "this file".to_owned(),
            key => format!("this `{key}`"),
        }
    }
    /// How many values are written in a list, whether or not they can be read.
    pub(super) fn written(&self, key: &str) -> usize {
        match self.place(key).map(|place| place.value) {
            Some(DeValue::Array(values)) => values.len(),
            _ => 0,
        }
    }
    /// Reads the value of a key; without one there is a fault.
    pub(super) fn required<T: Read<'a>>(&self, key: &str) -> Option<T> {
        self.required_place(key).and_then(T::read)
    }
    /// Reads the value of a key, where there is one.
    pub(super) fn optional<T: Read<'a>>(&self, key: &str) -> Option<T> {
        self.place(key).and_then(T::read)
    }
    /// The values of a list; without the key there is none.
    pub(super) fn places(&self, key: &str) -> Vec<Place<'a>> {
        self.place(key).and_then(Place::array).unwrap_or_default()
    }
    /// Reads every value of a list; without the key there is none.
    pub(super) fn each<T>(&self, key: &str, read: impl Fn(Place<'a>) -> Option<T>) -> Vec<T> {
        self.places(key).into_iter().filter_map(read).collect()
    }
    /// Reads every value of a list that has at least one; otherwise there is a fault.
    pub(super) fn each_of_some<T>(
        &self,
        key: &str,
        read: impl Fn(Place<'a>) -> Option<T>,
    ) -> Vec<T> {
        if let Some(place) = self.required_place(key)
            && matches!(place.value, DeValue::Array(values) if values.is_empty())
        {
            place.fault(format!("`{key}` is empty"));
        }
        self.each(key, read)
    }
    /// The entries in the order in which they are written.
    pub(super) fn entries(&self) -> Vec<Place<'a>> {
        let at = |(key, value)| self.at(key, value);
        let mut places: Vec<_> = self.entries.iter().map(at).collect();
        places.sort_by_key(|place| place.spot);
        places
    }
    fn at(&self, key: &'a Spanned<DeString<'a>>, value: &'a Spanned<DeValue<'a>>) -> Place<'a> {
        Place {
            collector: self.collector,
            key: key.get_ref(),
            value: value.get_ref(),
            spot: Spot {
                file: self.spot.file,
                offset: value.span().start,
            },
        }
    }
    fn unknown_key(&self, key: &'a Spanned<DeString<'a>>, value: &'a Spanned<DeValue<'a>>) {
        let mut place = self.at(key, value);
        place.spot.offset = key.span().start;
        let help = match nearest(place.key, self.known.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the keys here are {}", self.known.join(", ")),
        };
        let reason = format!("there is no key `{}` in {}", place.key, self.called());
        place.fault_with_help(reason, help);
    }
}
