//! The gate's rules on words: what may not be asked, and how plainly the rest is said.

use super::gate::Subject;
use super::readability::grade;
use super::words::{Theme, sensitive};
use super::{Assessment, GateFault, GateRule, Part, SignedPart, Stage, Text};

/// Words that candidates judge, where they stand, and who may sign for them.
struct Judged<'a> {
    signed: SignedPart,
    part: Part,
    name: String,
    key: &'static str,
    /// Whose words they are, as a reason begins.
    whose: String,
    text: &'a Text,
}

/// Everything that candidates judge, in the order of the definition.
fn judged(assessment: &Assessment) -> impl Iterator<Item = Judged<'_>> {
    let items = assessment.items.iter().map(|item| Judged {
        signed: SignedPart::Item(item.name.clone()),
        part: Part::Item,
        name: item.name.to_string(),
        key: "text",
        whose: "its".to_owned(),
        text: &item.text,
    });
    let judgements = assessment.judgements.iter().flat_map(|judgement| {
        let signed = || SignedPart::Judgement(judgement.name.clone());
        let options = judgement.options.iter().map(move |option| Judged {
            signed: signed(),
            part: Part::JudgedOption,
            name: format!("{}/{}", judgement.name, option.name),
            key: "text",
            whose: "its".to_owned(),
            text: &option.text,
        });
        let stem = Judged {
            signed: signed(),
            part: Part::Judgement,
            name: judgement.name.to_string(),
            key: "stem",
            whose: "its".to_owned(),
            text: &judgement.stem,
        };
        std::iter::once(stem).chain(options)
    });
    let scenes = assessment.scenes.iter().flat_map(|scene| {
        scene.decisions.iter().flat_map(move |decision| {
            decision.options().iter().map(move |option| Judged {
                signed: SignedPart::Scene(scene.name.clone()),
                part: Part::Scene,
                name: scene.name.to_string(),
                key: "decision",
                whose: format!(
                    "in its option `{}` of `{}`, the",
                    option.name, decision.name
                ),
                text: &option.text,
            })
        })
    });
    items.chain(judgements).chain(scenes)
}

/// Words that are held to the grade of reading, as they stand in one language.
struct Graded<'a> {
    part: Part,
    name: &'a str,
    key: &'static str,
    grade: f64,
}

impl Graded<'_> {
    /// What a list calls it, such as `` item `wait` ``.
    fn called(&self) -> String {
        let of = if self.key == "option" {
            "options of "
        } else {
            ""
        };
        format!("{of}{} `{}`", self.part.noun(), self.name)
    }
}

/// Everything that is held to the grade of reading: items and stems as they stand, and the options of a situation
/// together, because a grade of three words says nothing.
fn graded<'a>(
    assessment: &'a Assessment,
    locale: &'a str,
) -> impl Iterator<Item = Graded<'a>> + 'a {
    let words = move |text: &'a Text| {
        let is_there = text.locales().any(|known| known == locale);
        is_there.then(|| text.get(locale).to_owned())
    };
    let items = (assessment.items.iter())
        .map(move |item| (Part::Item, item.name.as_str(), "text", words(&item.text)));
    let judgements = assessment.judgements.iter().flat_map(move |judgement| {
        let name = judgement.name.as_str();
        let options: Option<Vec<String>> = (judgement.options.iter())
            .map(|option| words(&option.text))
            .collect();
        let options = options.map(|options| options.join("\n"));
        [
            (Part::Judgement, name, "stem", words(&judgement.stem)),
            (Part::Judgement, name, "option", options),
        ]
    });
    items
        .chain(judgements)
        .filter_map(move |(part, name, key, words)| {
            let grade = grade(locale, &words?)?;
            Some(Graded {
                part,
                name,
                key,
                grade,
            })
        })
}

/// Every text that says what may not be asked, or says it in words that are not plain.
pub(super) fn wording_faults(assessment: &Assessment) -> Vec<GateFault> {
    let is_signed =
        |judged: &Judged<'_>| (assessment.sign_offs.iter()).any(|one| one.part == judged.signed);
    let unsigned = judged(assessment).filter(|judged| !is_signed(judged));
    let mut faults: Vec<_> = unsigned
        .filter_map(|judged| theme_fault(assessment, &judged))
        .collect();
    faults.extend(
        GRADED
            .iter()
            .flat_map(|locale| grade_faults(assessment, locale)),
    );
    faults
}

fn theme_fault(assessment: &Assessment, judged: &Judged<'_>) -> Option<GateFault> {
    let is_held = |theme: Theme| theme == Theme::PoliceWork || assessment.stage == Stage::PreOffer;
    let (word, theme) = judged
        .text
        .locales()
        .filter_map(|locale| sensitive(locale, judged.text.get(locale)))
        .find(|(_, theme)| is_held(*theme))?;
    let whose = &judged.whose;
    let (rule, reason) = if theme == Theme::PoliceWork {
        let why = "which only somebody who has worked with the police can judge";
        (
            GateRule::PoliceExperience,
            format!("{whose} word {word:?} is of police work, {why}"),
        )
    } else {
        let why = "which may not be asked before an offer";
        (
            GateRule::Wording,
            format!("{whose} word {word:?} is about {}, {why}", theme.words()),
        )
    };
    let help =
        "word it anew, or let a named person sign for it under `sign_offs` in assessment.toml";
    let subject = Subject {
        part: judged.part,
        name: &judged.name,
        key: judged.key,
    };
    Some(subject.breaks(assessment, rule, reason, help))
}

fn grade_faults(assessment: &Assessment, locale: &str) -> Vec<GateFault> {
    let limit = assessment.reading_grade;
    let too_hard = graded(assessment, locale).filter(|graded| graded.grade > limit);
    too_hard
        .map(|Graded { part, name, key, grade }| {
            let what = if key == "option" { "options" } else { "words" };
            let reason = format!(
                "its {what} in `{locale}` read at grade {grade:.1}, and `reading_grade` is {limit}"
            );
            let help = "use shorter words, or make two sentences of one";
            Subject { part, name, key }.breaks(assessment, GateRule::Reading, reason, help)
        })
        .collect()
}

/// How plain the items and situations of one language are.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The language.
    pub locale: String,
    /// How many texts were measured.
    pub n: usize,
    /// Their mean grade.
    pub mean: f64,
    /// The highest grade.
    pub highest: f64,
    /// Which text has it, such as `` item `wait` ``.
    pub hardest: String,
}

/// How plain the items and situations are, for each language that can be measured.
pub fn readings(assessment: &Assessment) -> Vec<Reading> {
    GRADED
        .iter()
        .filter_map(|locale| reading(assessment, locale))
        .collect()
}

/// The languages whose grade can be measured.
const GRADED: [&str; 2] = ["en", "es"];

fn reading(assessment: &Assessment, locale: &str) -> Option<Reading> {
    let grades: Vec<_> = graded(assessment, locale).collect();
    let sum: f64 = grades.iter().map(|graded| graded.grade).sum();
    let n = grades.len();
    let hardest = (grades.iter()).max_by(|one, other| one.grade.total_cmp(&other.grade))?;
    Some(Reading {
        locale: locale.to_owned(),
        n,
        mean: sum / n as f64,
        highest: hardest.grade,
        hardest: hardest.called(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::example::example;
    use crate::assessment::{ResponseFormat, SignOff, publish_faults};

    fn check(change: impl FnOnce(&mut Assessment), expected: &[(GateRule, &str)]) {
        let (_, mut assessment) = example();
        change(&mut assessment);
        let faults = publish_faults(&assessment);
        let found: Vec<_> = faults
            .iter()
            .map(|fault| (fault.rule, fault.subject.as_str()))
            .collect();
        assert_eq!(found, expected);
    }

    fn sign(assessment: &mut Assessment, part: SignedPart) {
        assessment.sign_offs.push(SignOff {
            part,
            by: "Dr. Ada Reyes".to_owned(),
            reason: "A test of this rule.".to_owned(),
            date: "2026-11-20".to_owned(),
        });
    }

    #[test]
    fn an_item_about_health_is_held_back_until_somebody_signs() {
        let about_health =
            |a: &mut Assessment| a.items[0].text = Text::english("I have seen a therapist.");
        check(about_health, &[(GateRule::Wording, "item `wait`")]);
        let signed = |a: &mut Assessment| {
            about_health(a);
            let item = a.items[0].name.clone();
            sign(a, SignedPart::Item(item));
        };
        check(signed, &[]);
    }

    #[test]
    fn words_are_read_in_every_language() {
        let change = |a: &mut Assessment| {
            a.items[0].text = Text::english("I wait.").with("es", "Mi salud es buena.");
        };
        check(change, &[(GateRule::Wording, "item `wait`")]);
    }

    #[test]
    fn situations_and_the_options_of_scenes_are_held_to_the_same_words() {
        let stem = |a: &mut Assessment| {
            a.judgements[0].stem = Text::english("A man is drunk.");
        };
        check(stem, &[(GateRule::Wording, "judgement `late-form`")]);
        let option = |a: &mut Assessment| {
            a.judgements[0].options[0].text = Text::english("Send him to a doctor.");
        };
        let subject = "option `late-form/take-it`";
        check(option, &[(GateRule::Wording, subject)]);
        let signed = |a: &mut Assessment| {
            option(a);
            let judgement = a.judgements[0].name.clone();
            sign(a, SignedPart::Judgement(judgement));
        };
        check(signed, &[]);
        let in_scene = |a: &mut Assessment| {
            let choices = &mut a.scenes[0].decisions[0].response;
            let ResponseFormat::Choose(options) = choices else {
                panic!("the first decision is a choice");
            };
            options[0].text = Text::english("Ask how old and sick he is.");
        };
        check(in_scene, &[(GateRule::Wording, "scene `gate`")]);
        let signed = |a: &mut Assessment| {
            in_scene(a);
            let scene = a.scenes[0].name.clone();
            sign(a, SignedPart::Scene(scene));
        };
        check(signed, &[]);
    }

    #[test]
    fn nothing_needs_police_work_to_be_judged_not_even_after_an_offer() {
        let change = |a: &mut Assessment| {
            a.stage = Stage::PostOffer;
            a.items[0].text = Text::english("I would tase the perp.").with("es", "Espero un rato.");
            a.items[1].text = Text::english("I plan.").with("es", "Llamo a la patrulla.");
            a.items[2].text = Text::english("My health is good.");
        };
        let rule = GateRule::PoliceExperience;
        check(change, &[(rule, "item `wait`"), (rule, "item `plan`")]);
    }

    #[test]
    fn words_that_are_not_plain_are_held_back_by_the_grade_of_the_assessment() {
        let hard = "Immediate communication is a natural responsibility.";
        let change = |a: &mut Assessment| a.items[0].text = Text::english(hard);
        check(change, &[(GateRule::Reading, "item `wait`")]);
        let allowed = |a: &mut Assessment| {
            change(a);
            a.reading_grade = 30.0;
        };
        check(allowed, &[]);
        let spanish = |a: &mut Assessment| {
            for option in &mut a.judgements[1].options {
                option.text = (Text::english("Look away."))
                    .with("es", "Priorizar inmediatamente la comunicación.");
            }
        };
        check(spanish, &[(GateRule::Reading, "judgement `loud-call`")]);
    }

    #[test]
    fn a_fault_points_at_the_words_and_says_whose_they_are() {
        let (_, mut assessment) = example();
        assessment.judgements[1].options[2].text = Text::english("Call a doctor.");
        let fault = &publish_faults(&assessment)[0];
        let site = fault.site.as_ref().unwrap();
        assert_eq!((site.file.as_str(), site.line), ("judgements.toml", 59));
        assert!(
            site.excerpt.starts_with("text = { en = \"Call across"),
            "{site:?}"
        );
        let reason = "its word \"doctor\" is about health, which may not be asked before an offer";
        assert_eq!(fault.reason, reason);
        let scenes = &mut assessment.scenes[0].decisions[0].response;
        if let ResponseFormat::Choose(options) = scenes {
            options[0].text = Text::english("Call dispatch.");
        }
        let faults = publish_faults(&assessment);
        let reason =
            "in its option `step-back` of `first-move`, the word \"dispatch\" is of police work";
        assert!(faults[1].reason.starts_with(reason), "{}", faults[1].reason);
    }

    #[test]
    fn each_language_has_its_mean_and_highest_grade() {
        let (_, mut assessment) = example();
        let found = readings(&assessment);
        let locales: Vec<_> = found.iter().map(|one| one.locale.as_str()).collect();
        assert_eq!(locales, ["en", "es"]);
        // Ten items, and stem and options of two situations.
        assert_eq!(found[0].n, 14);
        assert!(found[0].mean < found[0].highest);
        assessment.items[3].text = Text::english("Immediate communication is a responsibility.");
        assert_eq!(readings(&assessment)[0].hardest, "item `hear-out`");
    }
}
