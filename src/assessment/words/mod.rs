//! Words that what candidates judge may not hold without a named person's sign-off.
//!
//! The first lists follow what the law forbids to ask before a conditional offer (Americans with Disabilities Act,
//! title I; title VII of the Civil Rights Act); the last one holds what only somebody who has worked with the police
//! can know. They are made to catch too much rather than too little: a person can sign for a harmless use.

mod english;
mod spanish;

/// What a word is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Theme {
    /// The body and the mind.
    Health,
    /// Treatment by talking.
    Therapy,
    /// What people take.
    Drugs,
    /// What people cannot do, or not easily.
    Disability,
    /// What the law protects from being a reason.
    ProtectedAttribute,
    /// What only the police know.
    PoliceWork,
}

impl Theme {
    /// The theme as it stands in a sentence.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Health => "health",
            Self::Therapy => "therapy",
            Self::Drugs => "drugs or alcohol",
            Self::Disability => "disability",
            Self::ProtectedAttribute => "a protected attribute",
            Self::PoliceWork => "police work",
        }
    }
}

/// Words and phrases by theme, between commas. A word that ends in `*` stands for every word with that beginning.
type Themes = &'static [(Theme, &'static str)];

/// The first word or phrase of a text that is about something a candidate may not be asked, and what it is about.
///
/// *Edges*: a text in another language than English and Spanish is held to both lists.
pub(super) fn sensitive(locale: &str, text: &str) -> Option<(String, Theme)> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let lists: &[Themes] = match locale.split('-').next() {
        Some("en") => &[english::THEMES],
        Some("es") => &[spanish::THEMES],
        _ => &[english::THEMES, spanish::THEMES],
    };
    let themes = || lists.iter().copied().flatten();
    (0..words.len()).find_map(|at| {
        themes().find_map(|(theme, phrases)| {
            let mut phrases = phrases.split(", ");
            let found = phrases.find_map(|phrase| begins(&words[at..], phrase))?;
            Some((found, *theme))
        })
    })
}

/// The words at the beginning that a phrase stands for.
fn begins(words: &[&str], phrase: &str) -> Option<String> {
    let stems: Vec<&str> = phrase.split(' ').collect();
    let found = words.get(..stems.len())?;
    let is_each = found
        .iter()
        .zip(&stems)
        .all(|(word, stem)| is_of(word, stem));
    is_each.then(|| found.join(" "))
}

/// Whether a word is `stem`, or begins with it where the stem ends in `*`.
fn is_of(word: &str, stem: &str) -> bool {
    match stem.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => word == stem,
    }
}

#[cfg(test)]
mod tests {
    use super::Theme::{Disability, Drugs, Health, PoliceWork, ProtectedAttribute, Therapy};
    use super::*;

    fn check(locale: &str, cases: &[(&str, Option<(&str, Theme)>)]) {
        for (text, expected) in cases {
            let found = sensitive(locale, text);
            let found = found.as_ref().map(|(word, theme)| (word.as_str(), *theme));
            assert_eq!(found, *expected, "{text}");
        }
    }

    #[test]
    fn a_sensitive_english_word_is_found_with_what_it_is_about() {
        check(
            "en",
            &[
                ("I feel depressed at work.", Some(("depressed", Health))),
                ("I see a Therapist.", Some(("therapist", Therapy))),
                ("I stop after two beers.", Some(("beers", Drugs))),
                (
                    "My disability does not hinder me.",
                    Some(("disability", Disability)),
                ),
                (
                    "People of my race are fair.",
                    Some(("race", ProtectedAttribute)),
                ),
                (
                    "Ask the perpetrator to stop.",
                    Some(("perpetrator", PoliceWork)),
                ),
                ("Call dispatch.", Some(("dispatch", PoliceWork))),
                (
                    "There is probable cause.",
                    Some(("probable cause", PoliceWork)),
                ),
                (
                    "Use of force has its place.",
                    Some(("use of force", PoliceWork)),
                ),
                ("I paint the fence and embrace silence.", None),
                ("I manage a page of changes.", None),
                ("It is probable that I cause no trouble.", None),
                ("The warranty has run out.", None),
                ("I ask a senior officer for help.", None),
            ],
        );
    }

    #[test]
    fn a_sensitive_spanish_word_is_found_with_what_it_is_about() {
        check(
            "es",
            &[
                ("Tengo buena salud.", Some(("salud", Health))),
                ("Me enfermo pocas veces.", Some(("enfermo", Health))),
                ("Sufro de ansiedad.", Some(("ansiedad", Health))),
                ("Voy a un psicólogo.", Some(("psicólogo", Therapy))),
                ("Nunca bebo alcohol.", Some(("bebo", Drugs))),
                (
                    "Mi discapacidad no me frena.",
                    Some(("discapacidad", Disability)),
                ),
                (
                    "Las mujeres y los hombres son iguales.",
                    Some(("mujeres", ProtectedAttribute)),
                ),
                (
                    "La gente de mi raza es justa.",
                    Some(("raza", ProtectedAttribute)),
                ),
                ("Llame a la patrulla.", Some(("patrulla", PoliceWork))),
                ("Hay causa probable.", Some(("causa probable", PoliceWork))),
                ("Hubo un malentendido con la maleta.", None),
                ("Espero a conocer los hechos antes de actuar.", None),
                ("La sexta vez lo hice con calma.", None),
                ("Es probable que cause un retraso.", None),
            ],
        );
    }

    #[test]
    fn a_word_is_read_in_its_own_language_and_other_languages_in_both() {
        assert_eq!(sensitive("es", "Un malestar general."), None);
        assert!(sensitive("en", "Male customers").is_some());
        assert!(sensitive("es-MX", "Mi edad").is_some());
        assert!(sensitive("pt-BR", "alcohol").is_some());
    }
}
