use std::io::Write as _;

use clap::Parser;

use super::*;
use crate::cli::analyse::report::json;

#[derive(Parser)]
struct Line {
    #[command(flatten)]
    equate: Equate,
}

fn file(text: &str) -> tempfile::NamedTempFile {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(text.as_bytes()).unwrap();
    file
}

fn run(arguments: &[&str]) -> Result<EquateFound, Fault> {
    let line = ["equate"].into_iter().chain(arguments.iter().copied());
    Line::try_parse_from(line).unwrap().equate.run()
}

#[test]
fn every_method_gives_the_fields_agreed() {
    let counts = file("score,a,b\n0,1,2\n1,3,3\n2,2,1\n");
    let counts = counts.path().display().to_string();
    let people = file("total,anchor\n3,1\n5,2\n6,3\n4,1\n6,2\n8,3\n");
    let people = people.path().display().to_string();
    for method in Method::value_variants() {
        let name = method.name();
        let arguments = match method.design() {
            Design::RandomGroups(_) => {
                [&counts, "--scale", "score", "--from", "a", "--to", "b"].to_vec()
            }
            Design::Anchor(_) => {
                let files = ["--from-file", &people, "--to-file", &people];
                [
                    files.as_slice(),
                    &["--score", "total", "--anchor", "anchor"],
                ]
                .concat()
            }
        };
        let found = run(&[arguments.as_slice(), &["--method", &name]].concat()).unwrap();
        let found: serde_json::Value = serde_json::from_str(&json(&found).unwrap()).unwrap();
        for field in ["score", "equivalent", "standard_error"] {
            assert!(found["concordance"][1][field].is_number(), "{name} {field}");
        }
    }
}

#[test]
fn a_method_says_which_option_it_lacks() {
    let refused = run(&["--method", "tucker"]).unwrap_err().to_string();
    assert_eq!(refused, "--method tucker needs --from-file FILE.");
}
