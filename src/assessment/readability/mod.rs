//! How plain words are: the school grade whose readers they are written for.
//!
//! A grade is computed from the length of sentences and words, which is no more than a thermometer: it says that a text
//! is warm, not why. Short texts are measured as they stand, one by one, so that one long word in a short sentence shows.
//!
//! Counting syllables is our own: hyphenation patterns, on which other counters rest, leave out breaks that no printer
//! would make, and so count too few.

mod english;
mod pattern;
mod spanish;

/// How long a text's sentences and words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Counts {
    sentences: usize,
    words: usize,
    syllables: usize,
}

impl Counts {
    /// `None` for a text without words.
    fn of(text: &str, syllables: impl Fn(&str) -> usize) -> Option<Self> {
        let mut counts = Self {
            sentences: 0,
            words: 0,
            syllables: 0,
        };
        for sentence in text.split(['.', '!', '?', '…', ':', ';', '\n']) {
            let mut is_empty = true;
            for word in words(sentence) {
                is_empty = false;
                counts.words += 1;
                counts.syllables += syllables(word).max(1);
            }
            counts.sentences += usize::from(!is_empty);
        }
        (counts.words > 0).then_some(counts)
    }
    fn words_per_sentence(self) -> f64 {
        self.words as f64 / self.sentences as f64
    }
    fn syllables_per_word(self) -> f64 {
        self.syllables as f64 / self.words as f64
    }
}

/// The words of a sentence: letters and digits, with apostrophes inside. The parts of a hyphenated word are words.
fn words(sentence: &str) -> impl Iterator<Item = &str> {
    let is_part = |letter: char| letter.is_alphanumeric() || matches!(letter, '\'' | '’');
    let words = sentence.split(move |letter: char| !is_part(letter));
    words
        .map(|word| word.trim_matches(['\'', '’']))
        .filter(|word| !word.is_empty())
}

/// The school grade of a text, for readers of the United States; `None` for a text without words, and for languages
/// that have no formula here.
///
/// *Model*: English, Flesch-Kincaid: 0.39 · words a sentence + 11.8 · syllables a word − 15.59. Spanish, the ease of
/// Fernández Huerta, 206.84 − 60 · syllables a word − 1.02 · words a sentence, turned into a grade by his own table
/// (90 to 100 grade 4, 80 grade 5, 70 grade 6, 60 grades 7 and 8, 50 before university, 30 first years, below it a
/// speciality), with straight lines between the middles of its rows. Never below 0.
///
/// *Edges*: a colon and a semicolon end a sentence, as does the end of the text. Numbers in digits count one syllable.
///
/// *Source*: Kincaid, Fishburne, Rogers & Chissom (1975), *Derivation of new readability formulas*, Navy Research Branch
/// Report 8-75. Fernández Huerta (1959), *Consigna* 214, 29–32; its last term is words a sentence, not sentences in 100
/// words as printed there (Law, 2011, *Linguist List* 22.2332).
///
/// ```
/// use composure::assessment::grade;
/// // Six words of one syllable: 0.39 · 6 + 11.8 − 15.59 is below the first grade.
/// assert_eq!(grade("en", "I wait till you are done."), Some(0.0));
/// assert_eq!(grade("de", "Ich warte."), None);
/// ```
pub fn grade(locale: &str, text: &str) -> Option<f64> {
    let language = locale.split('-').next().unwrap_or(locale);
    let grade = match language {
        "en" => english::grade(Counts::of(text, english::syllables)?),
        "es" => spanish::grade(Counts::of(text, spanish::syllables)?),
        _ => return None,
    };
    Some(grade.max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(locale: &str, text: &str, expected: f64) {
        let found = grade(locale, text).unwrap();
        assert!((found - expected).abs() < 1e-9, "{text}: {found}");
    }

    #[test]
    fn words_and_sentences_are_counted_as_people_count_them() {
        let cases = [
            ("I wait. You go!", (2, 4)),
            ("For this line, choose \"Agree\".", (1, 5)),
            ("Don't do well-known things in 1999…", (1, 7)),
            ("First: look; then act.", (3, 4)),
            ("¿Qué hago? Espero.", (2, 3)),
        ];
        for (text, expected) in cases {
            let counts = Counts::of(text, |_| 1).unwrap();
            assert_eq!((counts.sentences, counts.words), expected, "{text}");
        }
        assert_eq!(Counts::of(" … ", |_| 1), None);
    }

    #[test]
    fn english_grades_are_those_worked_by_hand() {
        // Eight words, 9 syllables: 3.12 + 13.275 − 15.59.
        check("en", "I wait for the facts before I act.", 0.805);
        // Nine words, 28 syllables: 3.51 + 36.7111… − 15.59.
        check(
            "en",
            "Immediate communication with irritated customers is a natural responsibility.",
            24.63111111111111,
        );
        check("en-US", "Wait.", 0.0);
    }

    #[test]
    fn spanish_grades_are_those_worked_by_hand() {
        // Es-pe-ro a co-no-cer los he-chos an-tes de ac-tuar: 8 words, 15 syllables: ease 206.84 − 112.5 − 8.16 = 86.18,
        // which lies between 95 (grade 4) and 85 (grade 5).
        check("es", "Espero a conocer los hechos antes de actuar.", 4.882);
        // Three words, 9 syllables: ease 206.84 − 180 − 3.06 = 23.78, between 40 (grade 13) and 15 (grade 16).
        check("es", "Pido explicaciones siempre.", 14.9464);
        // One word of five syllables: −94.18 in ease, beyond the table's end.
        check("es", "Universidad.", 16.0);
        check("es-MX", "Yo no.", 4.0);
    }

    #[test]
    fn other_languages_have_no_grade() {
        assert_eq!(grade("pt-BR", "Eu espero."), None);
        assert_eq!(grade("en", "…"), None);
    }
}
