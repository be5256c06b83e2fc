//! What QTI cannot say of a file: kept beside it, and put together with it again.
//!
//! A file's table is emptied of what becomes QTI, and the [`Rest`] of it goes into the extension. Coming back, what QTI
//! says wins where both say something, so that what another tool changed counts; the rest fills in what is missing.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::text::{Shown, is_language, shown, shown_on_a_line};

/// What is left of a file once QTI has taken what it can say.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Rest {
    /// The file's table without what QTI says.
    pub(super) table: Table,
    /// Texts that XML shows otherwise than they are, by [`Place`].
    pub(super) exact: BTreeMap<String, String>,
    /// Where lists and tables stand that QTI shows: one that it shows no more was taken out by another tool.
    pub(super) shown: BTreeSet<String>,
}

/// Where in a file a value stands, such as `/item/wait/text/en`: keys, and names for the entries of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Place(String);

impl Place {
    /// The place of that key or entry below this one.
    pub(super) fn below(&self, key: &str) -> Self {
        // As in a JSON pointer, so that no key can be taken for two.
        Self(format!(
            "{}/{}",
            self.0,
            key.replace('~', "~0").replace('/', "~1")
        ))
    }
}

/// Takes values out of a file's table for QTI, and keeps what they exactly were.
#[derive(Default)]
pub(super) struct Taking {
    /// See [`Rest::exact`].
    pub(super) exact: BTreeMap<String, String>,
    /// See [`Rest::shown`].
    pub(super) shown: BTreeSet<String>,
}

impl Taking {
    /// Keeps that QTI shows the list or table at a place, whatever is in it.
    pub(super) fn show(&mut self, place: &Place) {
        self.shown.insert(place.0.clone());
    }

    /// Takes the text at a key, in each language that can be named.
    pub(super) fn text(&mut self, table: &mut Table, place: &Place, key: &str) -> Option<Shown> {
        let place = place.below(key);
        let text = table.get_mut(key)?.as_table_mut()?;
        let mut taken = Shown::new();
        for (language, said) in text.iter() {
            // An element without text could not be told from one that is not there.
            if let (true, Some(said)) = (is_language(language), said.as_str())
                && !shown(said).is_empty()
            {
                taken.insert(language.clone(), shown(said));
            }
        }
        for (language, shown) in &taken {
            self.keep(&place.below(language), text.remove(language), shown);
        }
        forget_empty(table, key);
        (!taken.is_empty()).then_some(taken)
    }

    /// Takes the English of the text at a key for an attribute, unless it is `taken_for_none`.
    pub(super) fn title(
        &mut self,
        table: &mut Table,
        place: &Place,
        taken_for_none: &str,
    ) -> Option<String> {
        let text = table.get_mut("title")?.as_table_mut()?;
        let shown = shown_on_a_line(text.get("en")?.as_str()?);
        if shown == taken_for_none {
            return None;
        }
        self.keep(&place.below("title").below("en"), text.remove("en"), &shown);
        forget_empty(table, "title");
        Some(shown)
    }

    fn keep(&mut self, place: &Place, exact: Option<Value>, shown: &str) {
        if let Some(Value::String(exact)) = exact
            && exact != shown
        {
            self.exact.insert(place.0.clone(), exact);
        }
    }
}

fn forget_empty(table: &mut Table, key: &str) {
    if table
        .get(key)
        .and_then(Value::as_table)
        .is_some_and(Table::is_empty)
    {
        table.remove(key);
    }
}

/// The entries of the list at a key, if each is a table that the text at `by` tells from the others.
pub(super) fn named<'a>(table: &'a mut Table, key: &str, by: &str) -> Option<Vec<&'a mut Table>> {
    let entries = table.get(key)?.as_array()?;
    let mut seen = BTreeSet::new();
    for entry in entries {
        let name = entry.as_table()?.get(by)?.as_str()?;
        if entry_name(entry) != Some(name) {
            return None;
        }
        if !seen.insert(name) {
            return None;
        }
    }
    if seen.is_empty() {
        return None;
    }
    let entries = table.get_mut(key)?.as_array_mut()?;
    Some(entries.iter_mut().filter_map(Value::as_table_mut).collect())
}

/// The name of an entry of a list, as [`named`] tells entries apart.
fn entry_name(entry: &Value) -> Option<&str> {
    let entry = entry.as_table()?;
    let name = entry.get("name").or_else(|| entry.get("path"));
    name.and_then(Value::as_str)
}

impl Rest {
    /// The file's table: what QTI says, filled in with the rest.
    pub(super) fn filled(self, said: Table) -> Table {
        let Value::Table(table) = self.fill(
            &Place::default(),
            Value::Table(said),
            Some(Value::Table(self.table.clone())),
        ) else {
            return Table::new();
        };
        table
    }

    fn fill(&self, place: &Place, said: Value, rest: Option<Value>) -> Value {
        match (said, rest) {
            (Value::Table(said), rest) => {
                let mut table = match rest {
                    Some(Value::Table(rest)) => rest,
                    _ => Table::new(),
                };
                let said: Vec<_> = said
                    .into_iter()
                    .map(|(key, value)| (table.remove(&key), key, value))
                    .collect();
                let mut table = self.unsaid(place, table);
                for (below, key, value) in said {
                    let value = self.fill(&place.below(&key), value, below);
                    table.insert(key, value);
                }
                Value::Table(table)
            }
            (Value::Array(said), rest) => {
                let mut rest = match rest {
                    Some(Value::Array(rest)) => by_name(rest),
                    _ => BTreeMap::new(),
                };
                Value::Array(
                    said.into_iter()
                        .map(|entry| self.fill_entry(place, entry, &mut rest))
                        .collect(),
                )
            }
            (Value::String(said), _) => match self.exact.get(&place.0) {
                Some(exact) if shown(exact) == said || shown_on_a_line(exact) == said => {
                    Value::String(exact.clone())
                }
                _ => Value::String(said),
            },
            (said, _) => said,
        }
    }

    /// What of a table stays that QTI says nothing of: everything but what it showed.
    fn unsaid(&self, place: &Place, table: Table) -> Table {
        let stays = table.into_iter().filter_map(|(key, value)| {
            let place = place.below(&key);
            if self.shown.contains(&place.0) {
                return None;
            }
            match value {
                Value::Table(table) if !table.is_empty() => {
                    let left = self.unsaid(&place, table);
                    (!left.is_empty()).then_some((key, Value::Table(left)))
                }
                value => Some((key, value)),
            }
        });
        stays.collect()
    }

    fn fill_entry(&self, place: &Place, entry: Value, rest: &mut BTreeMap<String, Value>) -> Value {
        let Some(name) = entry_name(&entry).map(str::to_owned) else {
            return self.fill(place, entry, None);
        };
        let same = rest.remove(&name);
        self.fill(&place.below(&name), entry, same)
    }
}

/// The entries of a list that have names, the first of each.
fn by_name(entries: Vec<Value>) -> BTreeMap<String, Value> {
    let mut named = BTreeMap::new();
    for entry in entries {
        if let Some(name) = entry_name(&entry) {
            named.entry(name.to_owned()).or_insert(entry);
        }
    }
    named
}

/// Puts the entries of a list into the order that the rest has them in; those it does not know stay last.
pub(super) fn order_as(rest: &Table, key: &str, entries: &mut [Value]) {
    let known = rest.get(key).and_then(Value::as_array);
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, name) in known
        .into_iter()
        .flatten()
        .filter_map(entry_name)
        .enumerate()
    {
        places.entry(name).or_insert(at);
    }
    entries.sort_by_cached_key(|entry| {
        let at = entry_name(entry).and_then(|name| places.get(name).copied());
        at.unwrap_or(usize::MAX)
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        text.parse().unwrap()
    }

    #[test]
    fn what_qti_says_wins_and_the_rest_fills_in() {
        let rest =
            table("a = 1\nkept = 2\n[[x]]\nname = \"one\"\nnote = \"n\"\n[[x]]\nname = \"gone\"");
        let said = table("a = 3\n[[x]]\nname = \"new\"\n[[x]]\nname = \"one\"");
        let rest = Rest {
            table: rest,
            ..Rest::default()
        };
        let expected =
            "a = 3\nkept = 2\n[[x]]\nname = \"new\"\n[[x]]\nname = \"one\"\nnote = \"n\"";
        assert_eq!(rest.filled(said), table(expected));
    }

    #[test]
    fn what_qti_showed_and_shows_no_more_is_gone() {
        let rest = Rest {
            table: table(
                "a = [{ name = \"x\" }]\nkept = [{ name = \"x\" }]\nempty = {}\n[c]\nen = { b = 1 }\n[d]\nen = { b = 1 }\nother = 1",
            ),
            shown: ["/a", "/c/en", "/d/en"].map(str::to_owned).into(),
            ..Rest::default()
        };
        let gone = "kept = [{ name = \"x\" }]\nempty = {}\n[d]\nother = 1";
        assert_eq!(rest.clone().filled(Table::new()), table(gone));
        let said = table("a = [{ name = \"x\" }]\n[c]\nen = {}\n[d]\nen = {}");
        assert_eq!(rest.clone().filled(said), rest.table);
    }

    #[test]
    fn an_exact_text_counts_until_what_is_shown_was_changed() {
        let mut file = table("text = { en = \" a\\n\\nb \", es = \"c\" }");
        let mut taking = Taking::default();
        let taken = taking.text(&mut file, &Place::default(), "text").unwrap();
        assert_eq!(taken["en"], "a\nb");
        assert!(file.is_empty());
        let rest = Rest {
            table: file,
            exact: taking.exact,
            ..Rest::default()
        };
        let unchanged = rest
            .clone()
            .filled(table("text = { en = \"a\\nb\", es = \"c\" }"));
        assert_eq!(
            unchanged,
            table("text = { en = \" a\\n\\nb \", es = \"c\" }")
        );
        let changed = table("text = { en = \"a\\nB\", es = \"c\" }");
        assert_eq!(rest.filled(changed.clone()), changed);
    }

    #[test]
    fn a_list_whose_entries_cannot_be_told_apart_is_not_taken() {
        for text in [
            "x = []",
            "x = 1",
            "x = [1]",
            "x = [{ name = 1 }]",
            "x = [{ name = \"a\" }, { name = \"a\" }]",
            "",
        ] {
            assert!(named(&mut table(text), "x", "name").is_none(), "{text}");
        }
    }
}
