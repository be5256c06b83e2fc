//! What candidates read and hear: every sentence by its name, from Fluent files, one for each language.

use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::clock::Millis;
use crate::digest::Digest;

static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::parse("en", include_str!("en.ftl")));
static SPANISH: LazyLock<Words> = LazyLock::new(|| Words::parse("es", include_str!("es.ftl")));

/// The words of one language.
pub struct Words {
    locale: &'static str,
    bundle: FluentBundle<FluentResource>,
    notice_version: String,
    faults: Vec<String>,
}

/// A value that a sentence has a place for.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'a> {
    /// Words, put in as they are.
    Text(&'a str),
    /// A number, which may also choose between singular and plural.
    Number(u32),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

impl Words {
    /// The English words, which are always whole.
    pub fn english() -> &'static Self {
        &ENGLISH
    }

    /// The words of that language, or the English ones where there are none.
    pub fn of(locale: &str) -> &'static Self {
        Self::all()
            .find(|words| words.locale == locale)
            .unwrap_or(&ENGLISH)
    }

    /// The words for a browser's `Accept-Language`: its first language that there are words of, else English.
    pub fn preferred(accepted: &str) -> &'static Self {
        let tags = accepted.split(',').filter_map(|part| {
            let tag = part.split(';').next()?.trim();
            tag.split('-').next()
        });
        let mut known = tags.filter_map(|language| {
            Self::all().find(|words| words.locale == language.to_lowercase())
        });
        known.next().unwrap_or(&ENGLISH)
    }

    fn all() -> impl Iterator<Item = &'static Self> {
        [&*ENGLISH, &*SPANISH].into_iter()
    }

    /// The version of the notice's words, which a consent keeps: it changes with any of them.
    pub fn notice_version(&self) -> &str {
        &self.notice_version
    }

    /// The language's tag, as `lang` attributes carry it.
    pub fn locale(&self) -> &'static str {
        self.locale
    }

    /// The sentence of that name. A name that is not there comes back in `⟦ ⟧`, which a test looks for on every page.
    pub fn get(&self, name: &str) -> String {
        self.with(name, [])
    }

    /// The sentence of that name with its places filled.
    pub fn with<'a, const N: usize>(
        &self,
        name: &str,
        values: [(&'a str, Value<'a>); N],
    ) -> String {
        let mut args = FluentArgs::new();
        for (place, value) in values {
            args.set(
                place,
                match value {
                    Value::Text(text) => FluentValue::from(text),
                    Value::Number(number) => FluentValue::from(number),
                },
            );
        }
        let pattern = self
            .bundle
            .get_message(name)
            .and_then(|message| message.value());
        let Some(pattern) = pattern else {
            return format!("⟦{name}⟧");
        };
        let mut errors = Vec::new();
        let sentence = self
            .bundle
            .format_pattern(pattern, Some(&args), &mut errors);
        if errors.is_empty() {
            sentence.into_owned()
        } else {
            format!("⟦{name}: {sentence}⟧")
        }
    }

    /// The sentence with each named place left as `{place}`, for the browser to fill.
    pub fn open<const N: usize>(&self, name: &str, places: [&str; N]) -> String {
        let marks = places.map(|place| format!("{{{place}}}"));
        let mut idx = 0;
        let values = places.map(|place| {
            let value = (place, Value::from(&marks[idx]));
            idx += 1;
            value
        });
        self.with(name, values)
    }

    /// A moment written out in the words of this language, in `zone`: `23 November 2026, 10:42 EST`.
    pub fn moment(&self, at: Millis, zone: &TimeZone) -> String {
        let Ok(timestamp) = Timestamp::from_millisecond(at.0) else {
            return at.to_string();
        };
        let zoned = timestamp.to_zoned_datetime(zone.clone());
        let month = self.get(&format!("month-{}", zoned.month()));
        let part = |form: &str| zoned.strftime(form).to_string();
        let [day, year, time, zone] = ["%-d", "%Y", "%H:%M", "%Z"].map(part);
        let values = [
            ("day", &day),
            ("month", &month),
            ("year", &year),
            ("time", &time),
            ("zone", &zone),
        ];
        self.with("moment", values.map(|(place, text)| (place, text.into())))
    }

    fn parse(locale: &'static str, source: &str) -> Self {
        let mut bundle = FluentBundle::new_concurrent(locale.parse().into_iter().collect());
        // The marks that keep right-to-left values apart would be seen by tests and by `<option>`s; English needs none.
        bundle.set_use_isolating(false);
        let (resource, errors) = match FluentResource::try_new(source.to_owned()) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        let mut faults: Vec<String> = errors.iter().map(ToString::to_string).collect();
        if let Err(errors) = bundle.add_resource(resource) {
            faults.extend(errors.iter().map(ToString::to_string));
        }
        Self {
            locale,
            bundle,
            notice_version: version_of(locale, source, "notice-"),
            faults,
        }
    }
}

/// A mark of every sentence whose name begins with `prefix`, such as `en-4f1c2a9b03de`.
fn version_of(locale: &str, source: &str, prefix: &str) -> String {
    let mut is_within = false;
    let mut fields = vec![locale.as_bytes()];
    for line in source.lines() {
        // A line that begins with a space goes on with the sentence before it.
        if !line.starts_with(' ') {
            is_within = line.starts_with(prefix);
        }
        if is_within {
            fields.push(line.as_bytes());
        }
    }
    let digest = Digest::of_fields(&fields).to_string();
    format!("{locale}-{}", digest.get(..12).unwrap_or_default())
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({}, {} faults)", self.locale, self.faults.len())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn every_language_is_read_without_a_fault() {
        for words in Words::all() {
            assert_eq!(words.faults, Vec::<String>::new(), "{words:?}");
        }
    }

    /// Each sentence's name with the places it fills, as written.
    fn places_by_name(source: &str) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut places = BTreeMap::<_, BTreeSet<_>>::new();
        let mut name = "";
        for line in source.lines().filter(|line| !line.starts_with('#')) {
            if let Some((begun, _)) = line.split_once(" = ")
                && !line.starts_with(' ')
            {
                name = begun;
                places.entry(name).or_default();
            }
            let mut rest = line;
            while let Some(start) = rest.find("{ $") {
                rest = &rest[start + 3..];
                let end = rest.find([' ', '}']).unwrap_or(rest.len());
                places.entry(name).or_default().insert(&rest[..end]);
            }
        }
        places
    }

    #[test]
    fn spanish_has_every_sentence_of_english_with_the_same_places() {
        let english = places_by_name(include_str!("en.ftl"));
        let spanish = places_by_name(include_str!("es.ftl"));
        for (name, places) in &english {
            assert_eq!(spanish.get(name), Some(places), "{name}");
        }
        let more: Vec<_> = spanish
            .keys()
            .filter(|name| !english.contains_key(**name))
            .collect();
        assert_eq!(more, Vec::<&&str>::new());
    }

    #[test]
    fn a_moment_is_told_in_each_language() {
        let zone = TimeZone::get("America/New_York").unwrap();
        // 2026-11-23T15:42:00Z
        let at = Millis(1_795_448_520_000);
        assert_eq!(
            Words::of("en").moment(at, &zone),
            "23 November 2026, 10:42 EST"
        );
        assert_eq!(
            Words::of("es").moment(at, &zone),
            "23 de noviembre de 2026, 10:42 EST"
        );
    }

    #[test]
    fn a_browser_gets_the_first_language_that_there_are_words_of() {
        for accepted in ["", "en-US,en;q=0.9", "tlh, en;q=0.5", "*"] {
            assert_eq!(Words::preferred(accepted).locale(), "en", "{accepted}");
        }
        for accepted in ["es-MX,es;q=0.9,en;q=0.8", "ES", "tlh, es;q=0.5"] {
            assert_eq!(Words::preferred(accepted).locale(), "es", "{accepted}");
        }
        assert_eq!(Words::of("tlh").locale(), "en");
    }

    #[test]
    fn the_notice_s_version_changes_with_its_words_and_with_no_others() {
        let version = |source: &str| version_of("en", source, "notice-");
        let first = version("notice-a = One\n    more\nother = Two\n");
        assert_eq!(first, version("notice-a = One\n    more\nother = Three\n"));
        assert_ne!(first, version("notice-a = One\n    less\nother = Two\n"));
        assert!(Words::english().notice_version().starts_with("en-"));
    }

    #[test]
    fn a_number_chooses_between_singular_and_plural() {
        let words = Words::english();
        let limit =
            |minutes: u32| words.with("questions-intro-limit", [("minutes", minutes.into())]);
        assert!(limit(1).starts_with("You have one minute."), "{}", limit(1));
        assert!(
            limit(10).starts_with("You have 10 minutes."),
            "{}",
            limit(10)
        );
    }

    #[test]
    fn an_open_place_is_left_for_the_browser() {
        assert_eq!(Words::english().open("saved-at", ["time"]), "Saved {time}");
    }

    #[test]
    fn a_name_or_a_value_that_is_missing_is_marked() {
        assert_eq!(Words::english().get("no-such-name"), "⟦no-such-name⟧");
        assert!(Words::english().get("saved-at").starts_with('⟦'));
    }
}
