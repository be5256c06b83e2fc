//! Tables that go into definitions and come out of them.

use proptest::prelude::*;

use super::*;
use crate::assessment::{
    AnswerRange, CompetencyName, Direction, Divider, ItemName, ItemRole, JudgedOption,
    JudgementName, OptionName, OptionTone, Stage, Text, example, known_names, parse, read_sheet,
    sheet_text,
};

fn example_sheet() -> Sheet {
    sheet_of(&example::source())
}

#[test]
fn the_example_s_table_goes_back_into_the_example_and_changes_nothing() {
    let source = example::source();
    let text = sheet_text(&example_sheet(), Divider::Comma).unwrap();
    let sheet = read_sheet("items.csv", text.as_bytes(), &known_names(&source)).unwrap();
    assert_eq!(sheet, example_sheet());
    let imported = import_sheet(&source, &sheet, Existing::Replace).unwrap();
    assert!(imported.added.is_empty() && imported.items_to_place.is_empty());
    assert_eq!(imported.replaced.len(), 12);
    let mut changed = source.clone();
    changed.files.extend(imported.files);
    assert_eq!(parse(&changed).unwrap(), parse(&source).unwrap());
    // Comments between entries stay.
    assert!(changed.files["items.toml"].contains("# Careful people answer within"));
}

#[test]
fn what_is_there_is_not_overwritten_unless_it_is_said() {
    let source = example::source();
    let mut sheet = example_sheet();
    sheet.judgements.truncate(1);
    sheet.items.truncate(2);
    sheet.items[1].name = ItemName::parse("new-item").unwrap();
    let refused = import_sheet(&source, &sheet, Existing::Keep).unwrap_err();
    let names = ["wait", "late-form"].map(str::to_owned).to_vec();
    assert_eq!(refused, ImportError::Taken { names });
    sheet.items.remove(0);
    sheet.judgements.clear();
    let imported = import_sheet(&source, &sheet, Existing::Keep).unwrap();
    assert_eq!(imported.added, ["new-item"]);
    assert_eq!(imported.items_to_place, ["new-item"]);
    assert!(!imported.files.contains_key("judgements.toml"));
    let before = source.files["items.toml"].trim_end();
    assert!(imported.files["items.toml"].starts_with(before));
}

#[test]
fn only_what_is_replaced_changes() {
    let mut source = example::source();
    let items = source.files.get_mut("items.toml").unwrap();
    *items = items.replace(
        "[[item]]\nname = \"plan\"",
        "# About plans.\n  [[item]] # the second\nname = \"plan\"",
    );
    let mut sheet = example_sheet();
    sheet.items.retain(|item| item.name.as_str() == "plan");
    sheet.judgements.clear();
    sheet.items[0].text = Text::english("I plan ahead.");
    let imported = import_sheet(&source, &sheet, Existing::Replace).unwrap();
    let text = &imported.files["items.toml"];
    assert!(text.contains(
        "# About plans.\n[[item]]\nname = \"plan\"\ntext = { en = \"I plan ahead.\" }\n"
    ));
    let rest = |text: &str| {
        let from = text.find("[[item]]\nname = \"snap\"").unwrap();
        text[from..].to_owned()
    };
    assert_eq!(rest(text), rest(&source.files["items.toml"]));
}

#[test]
fn items_go_into_a_definition_that_has_none_yet() {
    let mut source = example::source();
    source.files.remove("items.toml");
    source.files.remove("judgements.toml");
    let imported = import_sheet(&source, &example_sheet(), Existing::Keep).unwrap();
    source.files.extend(imported.files);
    assert_eq!(sheet_of(&source), example_sheet());
    assert!(parse(&source).is_ok());
}

#[test]
fn a_file_that_is_written_otherwise_is_left_alone() {
    let mut source = example::source();
    let inline = "item = [ { name = \"wait\", text = { en = \"I wait.\" }, expected = 5 } ]\n";
    source
        .files
        .insert("items.toml".to_owned(), inline.to_owned());
    let mut sheet = example_sheet();
    sheet.judgements.clear();
    for existing in [Existing::Keep, Existing::Replace] {
        let refused = import_sheet(&source, &sheet, existing).unwrap_err();
        assert!(
            matches!(
                refused,
                ImportError::Shape {
                    file: "items.toml",
                    ..
                }
            ),
            "{refused}"
        );
    }
}

#[test]
fn no_cell_is_a_formula() {
    let mut sheet = example_sheet();
    for (item, words) in sheet
        .items
        .iter_mut()
        .zip(["=1+1", "+1", "-1", "@a", "'=1", "'it"])
    {
        item.text = Text::english(words);
    }
    let text = sheet_text(&sheet, Divider::Comma).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    for row in reader.records() {
        for cell in &row.unwrap() {
            assert!(
                !cell.starts_with(['=', '+', '-', '@', '\t', '\r']),
                "{cell}"
            );
        }
    }
    assert!(text.contains(",'=1+1,") && text.contains(",''=1,") && text.contains(",'it,"));
}

fn words() -> impl Strategy<Value = String> {
    // With what tables and TOML take for their own: dividers, quotes, lines' ends, formulas, apostrophes, brackets.
    "[-=+@',;\"#\\[\\]\\\\a-zñé¿.\n\r\t ]{0,12}[a-zA-Z¡'=-]"
        .prop_map(|words| words.trim().to_owned())
}

fn text() -> impl Strategy<Value = Text> {
    (
        words(),
        prop::option::of(words()),
        prop::option::of(words()),
    )
        .prop_map(|(en, es, pt)| {
            let text = Text::english(en);
            let text = es.into_iter().fold(text, |text, es| text.with("es", es));
            pt.into_iter().fold(text, |text, pt| text.with("pt-BR", pt))
        })
}

fn stage() -> impl Strategy<Value = Option<Stage>> {
    prop::sample::select(vec![None, Some(Stage::PreOffer), Some(Stage::PostOffer)])
}

fn role() -> impl Strategy<Value = ItemRole> {
    let scales = known_names(&example::source()).item_scales;
    let directions = vec![Direction::Positive, Direction::Negative];
    let keyed = (
        prop::sample::select(scales),
        prop::sample::select(directions),
    )
        .prop_map(|(scale, direction)| ItemRole::Keyed { scale, direction });
    let range = || {
        (1_u8..=6, 0_u8..5)
            .prop_map(|(lowest, more)| AnswerRange::new(lowest, lowest + more).unwrap())
    };
    prop_oneof![
        keyed,
        (1_u8..=11).prop_map(|expected| ItemRole::AttentionCheck { expected }),
        range().prop_map(|careful| ItemRole::Infrequency { careful }),
        range().prop_map(|claims| ItemRole::UnlikelyVirtue { claims }),
    ]
}

fn option(judgement: usize, option: usize) -> impl Strategy<Value = JudgedOption> {
    let tones = OptionTone::ALL.to_vec();
    (text(), prop::sample::select(tones), 1.0_f64..=7.0, words()).prop_map(
        move |(text, tone, expert, rationale)| {
            let name = OptionName::parse(&format!("option-{option}")).unwrap();
            let judgement = JudgementName::parse(&format!("judgement-{judgement}")).unwrap();
            JudgedOption {
                rating: Judgement::rating_name(&judgement, &name).unwrap(),
                name,
                text,
                tone,
                competency: CompetencyName::parse("listening").unwrap(),
                expert,
                rationale,
            }
        },
    )
}

fn sheet() -> impl Strategy<Value = Sheet> {
    let items = prop::collection::vec((text(), role(), stage()), 0..6).prop_map(|items| {
        let items = items.into_iter().enumerate();
        items
            .map(|(n, (text, role, stage))| Item {
                name: ItemName::parse(&format!("item-{n}")).unwrap(),
                text,
                role,
                stage,
            })
            .collect::<Vec<_>>()
    });
    let judgement = |n: usize| {
        let options = [option(n, 0), option(n, 1), option(n, 2), option(n, 3)];
        (text(), options, stage()).prop_map(move |(stem, options, stage)| Judgement {
            name: JudgementName::parse(&format!("judgement-{n}")).unwrap(),
            stem,
            options: options.to_vec(),
            stage,
        })
    };
    let judgements = (0..3_usize).prop_flat_map(move |n| (0..n).map(judgement).collect::<Vec<_>>());
    (items, judgements).prop_map(|(items, judgements)| Sheet { items, judgements })
}

proptest! {
    #[test]
    fn a_table_reads_back_as_it_was_written(
        sheet in sheet(),
        divider in prop::sample::select(vec![Divider::Comma, Divider::Semicolon]),
        mark in prop::sample::select(vec!["", "\u{feff}"]),
    ) {
        let text = format!("{mark}{}", sheet_text(&sheet, divider).unwrap());
        let read = read_sheet("items.csv", text.as_bytes(), &known_names(&example::source()));
        match read {
            Ok(read) => prop_assert_eq!(read, sheet),
            Err(faults) => prop_assert!(false, "{}\n{}", faults, text),
        }
    }

    #[test]
    fn an_import_says_in_the_definition_what_the_table_says(sheet in sheet()) {
        let source = example::source();
        let imported = import_sheet(&source, &sheet, Existing::Keep).unwrap();
        let mut changed = source.clone();
        changed.files.extend(imported.files);
        let found = sheet_of(&changed);
        let known = sheet_of(&source);
        prop_assert_eq!(&found.items[known.items.len()..], sheet.items.as_slice());
        prop_assert_eq!(&found.judgements[known.judgements.len()..], sheet.judgements.as_slice());
        // A second time everything is there, and nothing changes.
        let again = import_sheet(&changed, &sheet, Existing::Replace).unwrap();
        prop_assert!(again.added.is_empty());
        let mut twice = changed.clone();
        twice.files.extend(again.files);
        prop_assert_eq!(sheet_of(&twice), found);
    }

    #[test]
    fn any_bytes_are_a_table_or_have_faults(bytes in prop::collection::vec(any::<u8>(), 0..60), text in "[kindame.,;\"\n]{0,60}") {
        for bytes in [bytes.as_slice(), text.as_bytes()] {
            if let Err(faults) = read_sheet("items.csv", bytes, &KnownNames::default()) {
                prop_assert!(faults.count() > 0);
            }
        }
    }
}

#[test]
fn what_is_not_translated_yet_is_not_lost() {
    let mut source = example::source();
    let outline = source.files.get_mut("assessment.toml").unwrap();
    *outline = outline.replace(
        "stage = \"pre_offer\"",
        "stage = \"pre_offer\"\nlanguages = [\"en\", \"es\"]",
    );
    assert_eq!(sheet_of(&source), example_sheet());
    assert_eq!(known_names(&source).languages, ["en", "es"]);
}
