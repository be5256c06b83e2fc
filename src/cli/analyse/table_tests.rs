use super::*;

fn table(text: &str) -> Result<Table, Fault> {
    Table::from_reader("answers.csv".to_owned(), text.as_bytes())
}

fn fault(text: &str, args: &ItemArgs) -> String {
    let answers = table(text).and_then(|table| table.answers(args, &[]));
    answers.unwrap_err().to_string()
}

#[test]
fn empty_and_na_are_missing_and_ranges_go_by_columns() {
    let table = table("id,b,a,c\nx,1,NA,3\ny,2,,4\n").unwrap();
    let args = ItemArgs {
        items: Some("b..c".to_owned()),
        reverse: Some("c".to_owned()),
        min: Some(1.0),
        max: Some(5.0),
    };
    let answers = table.answers(&args, &["id"]).unwrap();
    assert_eq!(answers.items, ["b", "a", "c"]);
    assert_eq!(
        answers.persons,
        [[Some(1.0), None, Some(3.0)], [Some(2.0), None, Some(2.0)]]
    );
    let all = table.answers(&ItemArgs::default(), &["id"]).unwrap();
    assert_eq!(all.items, ["b", "a", "c"]);
}

#[test]
fn a_fault_names_file_line_column_and_value() {
    let any = ItemArgs::default();
    assert_eq!(
        fault("a,b\n1,2\n1,two\n", &any),
        "answers.csv, line 3, column `b`: `two` is not a number. Correct it, or leave the cell empty where the value is missing."
    );
    assert_eq!(
        fault("a,b\n1,2\n1\n", &any),
        "answers.csv, line 3: this row has 1 cells, the headings are 2. Look for a comma too few or too many."
    );
    assert_eq!(
        fault("a,a\n1,2\n", &any),
        "answers.csv, line 1: the column `a` occurs twice. Give each column a name of its own."
    );
    assert_eq!(
        fault("a,b\n", &any),
        "answers.csv has no row below its headings. Add the rows of data."
    );
    assert_eq!(
        fault("", &any),
        "answers.csv is empty. Its first row has to name the columns."
    );
    let unknown = ItemArgs {
        items: Some("a,z".to_owned()),
        ..ItemArgs::default()
    };
    assert_eq!(
        fault("a,b\n1,2\n", &unknown),
        "answers.csv has no column `z`. Its columns are: a, b."
    );
    let narrow = ItemArgs {
        min: Some(1.0),
        max: Some(2.0),
        ..ItemArgs::default()
    };
    assert_eq!(
        fault("a,b\n1,3\n", &narrow),
        "answers.csv, line 2, column `b`: 3 is above --max 2. Correct the answer, or the range."
    );
    assert_eq!(
        fault("a,b\n1,inf\n", &any),
        "answers.csv, line 2, column `b`: `inf` is not a number. Correct it, or leave the cell empty where the value is missing."
    );
}

#[test]
fn a_file_of_another_spreadsheet_language_is_told_how_to_be_saved() {
    let any = ItemArgs::default();
    assert_eq!(
        fault("a;b\n1;2\n", &any),
        "answers.csv, line 1: the columns are separated by semicolons. Save the file with commas between columns, and points in decimal numbers."
    );
    assert_eq!(
        fault("a\tb\n1\t2\n", &any),
        "answers.csv, line 1: the columns are separated by tabs. Save the file with commas between columns, and points in decimal numbers."
    );
    assert_eq!(
        fault("a,b\n1,\"3,5\"\n", &any),
        "answers.csv, line 2, column `b`: `3,5` is not a number. Write a decimal point: 3.5."
    );
    assert_eq!(
        fault("a,,\n1,2,3\n", &any),
        "answers.csv, line 1: several columns have no name. Name them, or take them out."
    );
}

#[test]
fn a_range_that_runs_backwards_is_refused_as_such() {
    let backwards = ItemArgs {
        min: Some(5.0),
        max: Some(1.0),
        ..ItemArgs::default()
    };
    assert_eq!(
        fault("a,b\n1,3\n", &backwards),
        "--min 5 is not below --max 1. Give the lowest and the highest possible answer."
    );
}

#[test]
fn a_quotation_mark_never_closed_does_not_print_the_whole_file() {
    let text = format!("a\n\"1\n{}", "2\n".repeat(1000));
    let sentence = fault(&text, &ItemArgs::default());
    assert!(
        sentence.starts_with("answers.csv, line 2, column `a`: `1 2 2"),
        "{sentence}"
    );
    assert!(sentence.chars().count() < 200, "{sentence}");
}

#[test]
fn a_missing_file_and_a_folder_are_told_apart() {
    let read = |path: &Path| Table::read(path).unwrap_err().to_string();
    assert_eq!(
        read(Path::new("no/such/answers.csv")),
        "There is no file no/such/answers.csv. Check its name and the folder you are in."
    );
    let folder = tempfile::tempdir().unwrap();
    assert!(read(folder.path()).ends_with(" is a folder. Name a CSV file in it."));
}
