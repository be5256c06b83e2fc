//! Words that no item before a conditional offer may hold without a named person's sign-off.
//!
//! The lists follow what the law forbids to ask (Americans with Disabilities Act, title I; title VII of the Civil
//! Rights Act) and are made to catch too much rather than too little: a person can sign for a harmless use.

/// The first sensitive word of a text, and what it is about.
pub(super) fn sensitive_word(text: &str) -> Option<(String, &'static str)> {
    let lower = text.to_lowercase();
    let words = lower.split(|character: char| !character.is_alphanumeric());
    words.filter(|word| !word.is_empty()).find_map(|word| {
        let (theme, _) = THEMES
            .iter()
            .find(|(_, stems)| stems.iter().any(|stem| is_of(word, stem)))?;
        Some((word.to_owned(), *theme))
    })
}

/// Whether a word is `stem`, or begins with it where the stem ends in `*`.
fn is_of(word: &str, stem: &str) -> bool {
    match stem.strip_suffix('*') {
        Some(beginning) => word.starts_with(beginning),
        None => word == stem,
    }
}

/// English and Spanish words by theme.
const THEMES: &[(&str, &[&str])] = &[
    (
        "health",
        &[
            "health*",
            "ill",
            "illness*",
            "sick*",
            "disease*",
            "diagnos*",
            "symptom*",
            "medic*",
            "doctor*",
            "hospital*",
            "clinic*",
            "surgery",
            "pain",
            "pains",
            "painful",
            "injur*",
            "headache*",
            "sleepless*",
            "insomnia",
            "fatigue*",
            "depress*",
            "anxi*",
            "panic",
            "mental*",
            "disorder*",
            "trauma*",
            "suicid*",
            "pregnan*",
            "allerg*",
            "asthma",
            "diabet*",
            "cancer*",
            "seizure*",
            "salud",
            "enferm*",
            "síntoma*",
            "médic*",
            "dolor*",
            "embaraz*",
            "ansiedad",
            "depresi*",
        ],
    ),
    (
        "therapy",
        &[
            "therap*",
            "psychiatr*",
            "psycholog*",
            "counseling",
            "counselling",
            "counselor*",
            "counsellor*",
            "rehab*",
            "terap*",
            "psiquiatr*",
            "psicólog*",
            "psicolog*",
        ],
    ),
    (
        "drugs or alcohol",
        &[
            "drug*",
            "alcohol*",
            "drink*",
            "drank",
            "drunk*",
            "beer*",
            "wine*",
            "liquor",
            "cannabis",
            "marijuana",
            "cocaine",
            "heroin",
            "opioid*",
            "opiate*",
            "prescription*",
            "pill",
            "pills",
            "addict*",
            "smok*",
            "tobacco",
            "vape*",
            "vaping",
            "hangover*",
            "sober*",
            "droga*",
            "borrach*",
            "cerveza*",
            "fuma*",
        ],
    ),
    (
        "disability",
        &[
            "disab*",
            "handicap*",
            "impair*",
            "wheelchair*",
            "deaf*",
            "blind*",
            "autis*",
            "adhd",
            "dyslex*",
            "stutter*",
            "crippl*",
            "discapac*",
            "sord*",
            "cieg*",
        ],
    ),
    (
        "a protected attribute",
        &[
            "race",
            "races",
            "racial*",
            "ethnic*",
            "skin",
            "religio*",
            "church*",
            "mosque*",
            "synagogue*",
            "temple*",
            "god",
            "pray*",
            "faith*",
            "gender*",
            "sex",
            "sexes",
            "sexual*",
            "man",
            "men",
            "woman",
            "women",
            "male*",
            "female*",
            "gay",
            "lesbian*",
            "homosexual*",
            "transgender*",
            "age",
            "aged",
            "ages",
            "elderly",
            "nationality",
            "citizenship",
            "immigra*",
            "foreign*",
            "ancestry",
            "genetic*",
            "marital",
            "married",
            "husband*",
            "wife",
            "wives",
            "veteran*",
            "raza*",
            "religi*",
            "iglesia*",
            "género*",
            "sexo*",
            "edad*",
            "mujer*",
            "hombre*",
            "extranjer*",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sensitive_word_is_found_with_what_it_is_about() {
        let cases = [
            ("I feel depressed at work.", Some(("depressed", "health"))),
            ("I see a Therapist.", Some(("therapist", "therapy"))),
            (
                "I stop after two beers.",
                Some(("beers", "drugs or alcohol")),
            ),
            (
                "My disability does not hinder me.",
                Some(("disability", "disability")),
            ),
            (
                "People of my race are fair.",
                Some(("race", "a protected attribute")),
            ),
            ("Nunca bebo alcohol.", Some(("alcohol", "drugs or alcohol"))),
            ("I paint the fence and embrace silence.", None),
            ("I manage a page of changes.", None),
        ];
        for (text, expected) in cases {
            let found = sensitive_word(text);
            let found = found.as_ref().map(|(word, theme)| (word.as_str(), *theme));
            assert_eq!(found, expected, "{text}");
        }
    }
}
