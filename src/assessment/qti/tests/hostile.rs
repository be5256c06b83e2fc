//! Packages made to do harm: each is refused with a sentence, or gives nothing that could.

use std::collections::BTreeSet;

use super::foreign::bank;
use super::{edited, exported, package, tables};
use crate::assessment::example;
use crate::assessment::qti::import;
use crate::assessment::qti::names::{has_ending, stays_within};

#[test]
fn a_package_with_a_document_that_is_no_xml_is_refused_whole() {
    let good = exported(&example::source());
    for (text, expected) in [
        (
            "<!DOCTYPE a [<!ENTITY a \"b\">]><a>&a;</a>",
            "document type",
        ),
        ("<a>", "ends within"),
        ("<a>&b;</a>", "`&b;`"),
    ] {
        let mut package = good.clone();
        package
            .files
            .insert("items/item-wait.xml".to_owned(), text.as_bytes().to_vec());
        let faults = import(&package).unwrap_err();
        assert_eq!(faults[0].file, "items/item-wait.xml");
        assert!(faults[0].reason.contains(expected), "{}", faults[0]);
    }
}

#[test]
fn an_extension_cannot_name_a_file_outside_of_the_folder() {
    let package = exported(&example::source());
    for path in [
        "../items.toml",
        "/etc/items.toml",
        "a/b/c.toml",
        ".env.toml",
        "items.toml/x",
        "README.md",
        "..\\a.toml",
        "C:a.toml",
        "Cargo.toml",
        "x/y.toml",
        "scenes/.toml",
    ] {
        let to = format!("path=\"{}\"", path.replace('\\', "\\\\"));
        let package = edited(
            &package,
            "composure/norms/example.xml",
            "path=\"norms/example.toml\"",
            &to,
        );
        let imported = import(&package).unwrap();
        assert!(
            imported
                .faults
                .iter()
                .any(|fault| fault.file == "composure/norms/example.xml"),
            "{path}"
        );
        assert!(
            imported
                .source
                .files
                .keys()
                .all(|path| stays_within(path) && has_ending(path, "toml")),
            "{path}"
        );
    }
}

#[test]
fn a_list_of_media_cannot_put_a_file_in_the_place_of_a_definition_s_or_anywhere_else() {
    let package = exported(&example::source());
    let good = import(&package).unwrap();
    for path in [
        "assessment.toml",
        "scenes/new.toml",
        "Makefile",
        "media/run.sh",
    ] {
        let list = format!(
            "<media xmlns=\"https://composure.invalid/ns/qti-1\"><file path=\"{path}\" packed=\"true\"/>"
        );
        let mut package = edited(
            &package,
            "composure/media.xml",
            "<media xmlns=\"https://composure.invalid/ns/qti-1\">",
            &list,
        );
        package.files.insert(path.to_owned(), b"name = 1".to_vec());
        let imported = import(&package).unwrap();
        assert!(imported.media.is_empty(), "{path}");
        assert!(imported.source == good.source, "{path}");
        let faults: Vec<_> = imported.faults.iter().map(|fault| &fault.file).collect();
        assert_eq!(faults, [path], "{:#?}", imported.faults);
    }
}

#[test]
fn an_item_cannot_name_a_file_outside_of_the_folder() {
    let package = exported(&example::source());
    // The name `../../x` as an identifier.
    let package = edited(
        &package,
        "scenes/scene-gate.xml",
        "identifier=\"scene-gate\"",
        "identifier=\"scene-_2e__2e__2f__2e__2e__2f_x\"",
    );
    let faults = import(&package).unwrap().faults;
    assert!(
        faults.iter().any(|fault| fault.reason.contains("../../x")),
        "{faults:#?}"
    );
    let imported = import(&package).unwrap();
    assert!(
        imported.source.files.keys().all(|path| stays_within(path)),
        "{:?}",
        imported.source.files.keys()
    );
}

#[test]
fn a_film_outside_of_the_package_is_a_fault_and_no_path() {
    let package = exported(&example::source());
    let from = "../media/scenes/gate/poster.jpg";
    for to in [
        "../../../etc/passwd",
        "file:///etc/passwd",
        "%2e%2e/%2e%2e/x",
    ] {
        let imported = import(&edited(&package, "scenes/scene-gate.xml", from, to)).unwrap();
        assert!(
            imported
                .faults
                .iter()
                .any(|fault| fault.reason.contains("leads out")),
            "{to}"
        );
        let scene = &imported.source.files["scenes/gate.toml"];
        assert!(
            !scene.contains("passwd") && !scene.contains(".."),
            "{scene}"
        );
    }
}

#[test]
fn a_package_without_anything_to_read_is_refused() {
    for files in [
        &[][..],
        &[("a.txt", "x")],
        &[("imsmanifest.xml", "<manifest/>")],
    ] {
        let faults = import(&package(files)).unwrap_err();
        assert!(!faults.is_empty());
    }
}

#[test]
fn many_items_of_one_name_each_get_their_own() {
    let imported = import(&bank(400)).unwrap();
    let items = tables(&imported.source)["items.toml"]["item"].clone();
    let names: BTreeSet<_> = items
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["name"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(names.len(), 400);
    for name in ["same", "same-2", "same-400"] {
        assert!(names.contains(name), "{name}");
    }
}

#[test]
fn no_more_faults_of_a_document_are_shown_than_anybody_reads() {
    let package = exported(&example::source());
    let many = format!(
        "<qti-item-body>{}",
        "\n<p data-catalog-idref='x'>a</p>".repeat(300)
    );
    let package = edited(&package, "items/item-wait.xml", "<qti-item-body>", &many);
    let faults = import(&package).unwrap().faults;
    assert_eq!(faults.len(), 101);
    assert!(faults[99].excerpt.contains("data-catalog-idref='x'"));
    assert!(
        faults[100].reason.contains("more faults"),
        "{}",
        faults[100]
    );
}

#[test]
fn a_document_that_is_listed_again_and_again_is_read_once() {
    let package = exported(&example::source());
    let again = "<resource identifier=\"again\" type=\"imsqti_item_xmlv3p0\" href=\"items/item-wait.xml\"><file href=\"items/item-wait.xml\"/></resource></resources>";
    let package = edited(&package, "imsmanifest.xml", "</resources>", again);
    let imported = import(&package).unwrap();
    assert!(imported.faults.is_empty(), "{}", imported.faults[0]);
    assert!(tables(&imported.source) == tables(&example::source()));
}

#[test]
fn an_item_that_asks_more_than_anybody_answers_is_left_out() {
    let package = exported(&example::source());
    let asked = "<qti-upload-interaction response-identifier=\"ANSWER\"/>".repeat(200);
    let many = format!("{asked}</qti-item-body>");
    let package = edited(&package, "scenes/scene-gate.xml", "</qti-item-body>", &many);
    let imported = import(&package).unwrap();
    let mut faults = imported.faults.iter();
    assert!(faults.any(|fault| fault.reason.contains("200 are the most")));
    assert!(!imported.source.files.contains_key("scenes/gate.toml"));
}

#[test]
fn damage_anywhere_never_panics() {
    let good = exported(&example::source());
    for (path, bytes) in &good.files {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let lines: Vec<_> = text.lines().collect();
        for left_out in (0..lines.len()).step_by(1 + lines.len() / 2) {
            let mut kept = lines.clone();
            kept.remove(left_out);
            let mut package = good.clone();
            package
                .files
                .insert(path.clone(), kept.join("\n").into_bytes());
            if let Ok(imported) = import(&package) {
                assert!(imported.source.files.keys().all(|path| stays_within(path)));
            }
        }
    }
}
