//! Tables that are right in several ways, and tables that are wrong.

use super::*;
use crate::assessment::{
    CompetencyName, Direction, ItemRole, OptionTone, SHEET_COLUMNS, Stage, example, known_names,
    sheet_of,
};

const JUDGEMENT: &str = "judgement,,late,\n\
    option,late,take-it,Take it.,passive,2.5,listening,Why.\n";

fn read(text: &str) -> Result<Sheet, Faults> {
    read_sheet(
        "items.csv",
        text.as_bytes(),
        &known_names(&example::source()),
    )
}

/// The faults as `line:column: reason`.
fn faults(text: &str) -> Vec<String> {
    let faults = read(text).expect_err("this table has faults");
    let place = |fault: &crate::assessment::Fault| {
        format!("{}:{}: {}", fault.line, fault.column, fault.reason)
    };
    faults.iter().map(place).collect()
}

#[test]
fn a_table_of_every_kind_of_row_is_read() {
    let text = "Kind,judgement,name,text.en,text.pt-BR,scale,direction,check,lowest,highest,tone,competency,expert,rationale,stage\n\
        item,,wait,\"I wait, \"\"always\"\".\",Espero.,restraint,negative,,,,,,,,post_offer\n\
        \n\
        item,,agree,Choose five.,,,,attention,5,,,,,,\n\
        item,,rain,\"I have seen\nrain.\",,,,infrequency,4,6\n\
        option,late,a,One.,,,,,,,passive,listening,2.5,Why one.\n\
        judgement,,late,It is late.\n\
        option,late,b,Two.,,,,,,,assertive,listening,6,Why two.\n\
        option,late,c,Three.,,,,,,,aggressive,composure,\"1,5\",Why three.\n\
        option,late,d,'=Four.,,,,,,,assertive,judgment,5.0,'-four.\n\
        ,,,,,,,,,,,,,,\n";
    let sheet = read(text).unwrap();
    let item = &sheet.items[0];
    assert_eq!(item.text.get("en"), "I wait, \"always\".");
    assert_eq!(item.text.get("pt-BR"), "Espero.");
    assert_eq!(item.stage, Some(Stage::PostOffer));
    assert!(matches!(
        &item.role,
        ItemRole::Keyed {
            direction: Direction::Negative,
            ..
        }
    ));
    assert_eq!(
        sheet.items[1].role,
        ItemRole::AttentionCheck { expected: 5 }
    );
    assert_eq!(sheet.items[2].text.get("en"), "I have seen\nrain.");
    let options = &sheet.judgements[0].options;
    let names: Vec<_> = options.iter().map(|option| option.name.as_str()).collect();
    assert_eq!(names, ["a", "b", "c", "d"]);
    assert_eq!(options[2].tone, OptionTone::Aggressive);
    assert!((options[2].expert - 1.5).abs() < f64::EPSILON);
    assert_eq!(
        (options[3].text.get("en"), options[3].rationale.as_str()),
        ("=Four.", "-four.")
    );
}

#[test]
fn semicolons_and_the_mark_of_utf_8_are_read_alike() {
    let comma =
        "kind,name,text.en,scale,direction\nitem,wait,\"I wait; then I act.\",restraint,positive\n";
    let semicolon = "\u{feff}kind;name;text.en;scale;direction\r\nitem;wait;\"I wait; then I act.\";restraint;positive\r\n";
    let sheet = read(comma).unwrap();
    assert_eq!(read(semicolon).unwrap(), sheet);
    assert_eq!(sheet.items[0].text.get("en"), "I wait; then I act.");
}

#[test]
fn every_fault_is_named_with_its_line_and_column() {
    let text = "kind,name,text.en,scale,direction,check,lowest,highest\n\
        item,Wait,I wait.,restraint,positive,,,\n\
        thing,plan,I plan.,restraint,positive,,,\n\
        item,snap,,restrain,up,,,\n\
        item,twice,\"One\n line.\",restraint,positive,,,\n\
        item,twice,Two.,restraint,positive,,3,\n\
        item,rain,Rain.,,,infrequency,6,4\n\
        item,agree,Five.,,,attention,12,\n\
        item,agree-too,Five.,,,attention,2,5\n\
        item,both,Both.,restraint,,infrequency,1,2\n";
    assert_eq!(
        faults(text),
        [
            "2:6: \"Wait\" is not a name",
            "3:1: `kind` cannot be \"thing\"",
            "4:1: `text.en` is missing in this row",
            "4:12: there is no questionnaire scale `restrain`",
            "4:21: `direction` cannot be \"up\"",
            "7:6: the name `twice` is taken already",
            "7:37: `lowest` stands without `check`",
            "8:33: the lowest answer is above the highest",
            "9:30: `lowest` is \"12\", and has to be a whole number from 1 to 11",
            "10:36: an attention check asks for one answer",
            "11:17: `scale` stands beside `check`",
        ]
    );
}

#[test]
fn faults_of_situations_are_named_with_their_line_and_column() {
    let columns = "kind,judgement,name,text.en,tone,expert,competency,rationale\n";
    let found = faults(&format!(
        "{columns}{JUDGEMENT}option,lat,b,B.,passive,8,listening,Why.\nitem,,wait,I wait.,passive,,,\n"
    ));
    assert_eq!(
        found,
        [
            "2:1: `text.en` is missing in this row",
            "2:1: a judgement has 4 options, and `late` has 1",
            "4:8: there is no judgement `lat`",
            "4:25: `expert` is \"8\", and has to be a number from 1 to 7",
            "5:1: `direction` is missing in this row",
            "5:1: `scale` is missing in this row",
            "5:20: `tone` does not belong to a row of kind `item`",
        ]
    );
}

#[test]
fn a_table_that_is_none_is_refused() {
    assert_eq!(faults(""), ["1:1: the table is empty"]);
    assert_eq!(faults("\n\n"), ["1:1: the table is empty"]);
    assert_eq!(
        faults("kind,nam,text.en,kind,text.english\n"),
        [
            "1:1: the column `name` is missing",
            "1:6: there is no column `nam`",
            "1:18: there are two columns `kind`",
            "1:23: there is no column `text.english`",
        ]
    );
    assert_eq!(
        faults("kind,name,text.en\nitem,wait,\"I wait.\n"),
        [
            "2:1: `direction` is missing in this row",
            "2:1: `scale` is missing in this row",
            "2:11: this quote is never closed",
        ]
    );
    assert_eq!(
        faults("kind,name,text.en\nitem,wait,I wait, then act.\n"),
        ["2:18: this row has 4 cells, and the first row has 3"]
    );
    let latin_1 = b"kind,name,text.en\nitem,wait,I wait\xe9.\n";
    let faults = read_sheet("items.csv", latin_1, &KnownNames::default()).unwrap_err();
    let fault = faults.iter().next().unwrap();
    assert_eq!(
        (fault.line, fault.column, fault.reason.as_str()),
        (2, 17, "this is not text in UTF-8")
    );
}

#[test]
fn every_column_is_described_and_used() {
    let used = [
        "kind",
        "judgement",
        "name",
        "scale",
        "direction",
        "check",
        "lowest",
        "highest",
        "tone",
        "competency",
        "expert",
        "rationale",
        "stage",
    ];
    let described: Vec<_> = SHEET_COLUMNS.iter().map(|(name, _)| *name).collect();
    assert_eq!(described, used);
    assert!(
        SHEET_COLUMNS
            .iter()
            .all(|(_, meaning)| meaning.ends_with('.'))
    );
    assert_eq!(sheet_of(&example::source()).items.len(), 10);
}

#[test]
fn rows_have_the_languages_and_competencies_of_the_assessment() {
    let known = KnownNames {
        languages: vec!["en".to_owned(), "es".to_owned()],
        competencies: vec![CompetencyName::parse("listening").unwrap()],
        ..known_names(&example::source())
    };
    let text = "kind,judgement,name,text.en,text.es,tone,expert,competency,rationale,check,lowest\n\
        item,,agree,Five.,,,,,,attention,5\n\
        judgement,,late,Late.,Tarde.\n\
        option,late,a,A.,A.,passive,2,listning,Why.\n\
        option,late,b,B.,B.,passive,2,listening,Why.\n\
        option,late,c,C.,,passive,2,listening,Why.\n\
        option,late,d,D.,D.,passive,2,listening,Why.\n";
    let faults = read_sheet("items.csv", text.as_bytes(), &known).unwrap_err();
    let found: Vec<_> = (faults.iter())
        .map(|fault| format!("{}:{}: {}", fault.line, fault.column, fault.reason))
        .collect();
    assert_eq!(
        found,
        [
            "2:1: `text.es` is missing in this row",
            "4:31: there is no competency `listning`",
            "6:1: `text.es` is missing in this row",
        ]
    );
}
