use serde_json::Value;

use super::super::arbitrary_tables::printed;

/// Morris & Dunleavy's counts, 2 of 10 women and 15 of 25 men.
const COUNTED: &str = "sex,hired,n\nwomen,yes,2\nwomen,no,8\nmen,yes,15\nmen,no,10\n";

#[test]
fn the_fields_are_those_that_scripts_rely_on() {
    let line = "impact FILE --group sex --selected hired --weight n --json";
    let found: Value = serde_json::from_str(&printed(line, COUNTED).unwrap()).unwrap();
    let women = &found["groups"][1];
    let number = |field: &str| women[field].as_f64().unwrap();
    assert_eq!(women["group"], "women");
    // Printed figures, see the tests of the library.
    let printed = [
        ("applicants", 10.0),
        ("selected", 2.0),
        ("rate", 0.2),
        ("impact_ratio", 0.3333),
        ("ratio_lower", 0.0927),
        ("ratio_upper", 1.1992),
        ("z", -2.1390),
        ("p", 0.03244),
        ("fisher_p", 0.05991),
        ("mid_p", 0.04370),
        ("flip_ratio", 0.5357),
        ("shortfall", 2.857),
    ];
    for (field, expected) in printed {
        assert!((number(field) - expected).abs() < 5e-4, "{field}");
    }
    assert_eq!(women["four_fifths"], true);
    assert!(found["verdict"].as_str().unwrap().contains("small numbers"));
    assert_eq!(found["groups"][0]["impact_ratio"], 1.0);
    assert_eq!(found["groups"][0]["z"], Value::Null);
}

#[test]
fn rows_that_stand_for_people_are_people() {
    let spread: String = [("women", 2, 8), ("men", 15, 10)]
        .iter()
        .map(|(sex, yes, no)| format!("{sex},1\n").repeat(*yes) + &format!("{sex},0\n").repeat(*no))
        .collect();
    let one = printed(
        "impact FILE --group sex --selected hired --json",
        &format!("sex,hired\n{spread}"),
    );
    let other = printed(
        "impact FILE --group sex --selected hired --weight n --json",
        COUNTED,
    );
    assert_eq!(one, other);
}

#[test]
fn strata_are_in_the_verdict() {
    // Every stratum is fair, but women apply where few are taken.
    let text = "sex,hired,job,n\nw,1,a,10\nw,0,a,90\nm,1,a,2\nm,0,a,18\nw,1,b,10\nw,0,b,10\nm,1,b,50\nm,0,b,50\n";
    let line = "impact FILE --group sex --selected hired --weight n --stratum job";
    let found = printed(line, text).unwrap();
    assert!(
        found.contains("This is evidence of adverse impact."),
        "{found}"
    );
    assert!(
        found.contains("w, within the strata: no significant difference (Mantel-Haenszel p = 1.000, common odds ratio 1.00)")
            || found.contains("w, within the strata: no significant difference (Mantel-Haenszel p = ."),
        "{found}"
    );
}

#[test]
fn people_without_a_group_count_for_the_median_only() {
    let text = "g,score\na,1\na,2\nb,3\nb,4\n,9\n,9\n,9\n";
    let line = "impact FILE --group g --score score --json";
    let found: Value = serde_json::from_str(&printed(line, text).unwrap()).unwrap();
    assert_eq!(found["median"], 4.0);
    assert_eq!(found["unknown_group"], 3);
    assert_eq!(found["applicants"], 4);
}

#[test]
fn wrong_input_is_named_by_place_and_value() {
    let fault = |line: &str, text: &str| printed(line, text).unwrap_err().to_string();
    let line = "impact FILE --group g --selected s";
    assert!(fault(line, "g,s\na,1\nb,maybe\n").contains("line 3, column `s`: `maybe`"));
    let weighted = "impact FILE --group g --selected s --weight w";
    assert!(fault(weighted, "g,s,w\na,1,2.5\nb,0,1\n").contains("line 2, column `w`: 2.5"));
    assert!(fault(weighted, "g,s,w\na,1,1e13\nb,0,1\n").contains("column `w`"));
    assert!(fault(weighted, "g,s,w\na,1,0\nb,0,0\n").contains("groups with people: 0"));
    let named = "impact FILE --group g --selected s --reference q";
    assert!(fault(named, "g,s\na,1\nb,0\n").contains("Its values are: a, b."));
    let word = "impact FILE --group g --selected s --selected-value taken";
    assert!(fault(word, "g,s\na,in\nb,out\n").contains("Its values are: in, out."));
}
