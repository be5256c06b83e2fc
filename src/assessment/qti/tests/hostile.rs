//! Packages made to do harm: each is refused with a sentence, or gives nothing that could.

use super::{edited, exported, package};
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
fn damage_anywhere_never_panics() {
    let good = exported(&example::source());
    for (path, bytes) in &good.files {
        let text = String::from_utf8(bytes.clone()).unwrap();
        let lines: Vec<_> = text.lines().collect();
        for left_out in (0..lines.len()).step_by(1 + lines.len() / 25) {
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
