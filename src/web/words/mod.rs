//! What candidates read and hear: every sentence by its name, from Fluent files, one for each language.

use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

static ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::parse("en", include_str!("en.ftl")));

/// The words of one language.
pub struct Words {
    locale: &'static str,
    bundle: FluentBundle<FluentResource>,
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
            faults,
        }
    }
}

impl fmt::Debug for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Words({}, {} faults)", self.locale, self.faults.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_english_words_are_read_without_a_fault() {
        assert_eq!(Words::english().faults, Vec::<String>::new());
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
