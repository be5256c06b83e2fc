//! Packages of other tools: what can be known comes in, what is missing is told by file and line.

use super::{import, package, tables};
use crate::assessment::parse;
use crate::assessment::qti::{Imported, Package};

const HEAD: &str = "xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\" adaptive=\"false\" time-dependent=\"false\" xml:lang=\"en-US\"";

fn choice(identifier: &str, prompt: &str, answers: &[&str]) -> String {
    let choices = answers.iter().enumerate().map(|(number, words)| {
        format!("<qti-simple-choice identifier=\"C{number}\">{words}</qti-simple-choice>\n")
    });
    let choices = choices.collect::<Vec<_>>().concat();
    format!(
        "<qti-assessment-item {HEAD} identifier=\"{identifier}\" title=\"{identifier}\">\n\
        <qti-response-declaration identifier=\"RESPONSE\" cardinality=\"single\" base-type=\"identifier\"/>\n\
        <qti-item-body>\n<qti-choice-interaction response-identifier=\"RESPONSE\" max-choices=\"1\">\n\
        <qti-prompt>{prompt}</qti-prompt>\n{choices}</qti-choice-interaction>\n</qti-item-body>\n</qti-assessment-item>"
    )
}

/// Two items, a judgement, a scene and what has no place, all of them in one section.
pub(super) fn foreign() -> Package {
    let film = format!(
        "<qti-assessment-item {HEAD} identifier=\"Video_1\" title=\"On the bus\">\n\
        <qti-response-declaration identifier=\"M\" cardinality=\"single\" base-type=\"integer\"/>\n\
        <qti-response-declaration identifier=\"R1\" cardinality=\"single\" base-type=\"identifier\">\n\
        <qti-correct-response><qti-value>B</qti-value></qti-correct-response></qti-response-declaration>\n\
        <qti-response-declaration identifier=\"R2\" cardinality=\"single\" base-type=\"string\"/>\n\
        <qti-item-body>\n<p>You sit <em>in a bus</em>.</p>\n\
        <qti-media-interaction response-identifier=\"M\" autostart=\"false\"><video>\
        <source src=\"../films/bus.mp4\" type=\"video/mp4\"/><track kind=\"captions\" srclang=\"en\" src=\"../films/bus.vtt\"/></video></qti-media-interaction>\n\
        <qti-choice-interaction response-identifier=\"R1\" max-choices=\"1\"><qti-prompt>What now?</qti-prompt>\n\
        <qti-simple-choice identifier=\"A\">Shout</qti-simple-choice><qti-simple-choice identifier=\"B\">Ask</qti-simple-choice></qti-choice-interaction>\n\
        <qti-extended-text-interaction response-identifier=\"R2\"><qti-prompt>What do you say?</qti-prompt></qti-extended-text-interaction>\n\
        </qti-item-body>\n</qti-assessment-item>"
    );
    let order = format!(
        "<qti-assessment-item {HEAD} identifier=\"Order\" title=\"Order\">\n\
        <qti-response-declaration identifier=\"R\" cardinality=\"ordered\" base-type=\"identifier\"/>\n\
        <qti-item-body><qti-order-interaction response-identifier=\"R\"/></qti-item-body></qti-assessment-item>"
    );
    let test = "<qti-assessment-test xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\" identifier=\"T 1\" title=\"Hiring\">\n\
        <qti-test-part identifier=\"p\" navigation-mode=\"linear\" submission-mode=\"individual\">\n\
        <qti-assessment-section identifier=\"S1\" title=\"All\" visible=\"true\">\n<qti-time-limits max-time=\"900\"/>\n\
        <qti-assessment-item-ref identifier=\"a\" href=\"items/a.xml\"/>\n<qti-assessment-item-ref identifier=\"b\" href=\"items/b.xml\"/>\n\
        <qti-assessment-item-ref identifier=\"v\" href=\"items/v.xml\"/>\n<qti-assessment-item-ref identifier=\"j\" href=\"items/j.xml\"/>\n\
        <qti-assessment-item-ref identifier=\"o\" href=\"items/o.xml\"/>\n</qti-assessment-section></qti-test-part></qti-assessment-test>";
    let resources = ["a", "b", "v", "j", "o"].map(|name| format!("<resource identifier=\"{name}\" type=\"imsqti_item_xmlv3p0\" href=\"items/{name}.xml\"><file href=\"items/{name}.xml\"/></resource>"));
    let resources = resources.concat();
    let manifest = format!(
        "<manifest xmlns=\"http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1\" identifier=\"m\"><metadata/><organizations/><resources>\
        <resource identifier=\"t\" type=\"imsqti_test_xmlv3p0\" href=\"test.xml\"><file href=\"test.xml\"/></resource>{resources}</resources></manifest>"
    );
    package(&[
        ("imsmanifest.xml", &manifest),
        ("test.xml", test),
        (
            "items/a.xml",
            &choice("Q_1", "I wait &amp; see.", &["No", "Maybe", "Yes"]),
        ),
        (
            "items/b.xml",
            &choice("Q_2", "I plan.", &["No", "Maybe", "Yes"]),
        ),
        (
            "items/j.xml",
            &choice("Own answers", "A friend is late.", &["Leave", "Call"]),
        ),
        ("items/v.xml", &film),
        ("items/o.xml", &order),
        ("films/bus.mp4", "film"),
        ("films/bus.vtt", "WEBVTT"),
    ])
}

/// Replaces a text in a file of a package, wherever it stands.
pub(super) fn replaced(package: &mut Package, path: &str, from: &str, to: &str) {
    *package = super::edited(package, path, from, to);
}

/// A package of that many items, all of which have the same identifier.
pub(super) fn bank(number: usize) -> Package {
    let paths: Vec<_> = (0..number).map(|number| format!("{number}.xml")).collect();
    let resources: Vec<_> = paths
        .iter()
        .map(|path| format!("<resource identifier=\"r{path}\" type=\"imsqti_item_xmlv3p0\" href=\"{path}\"><file href=\"{path}\"/></resource>"))
        .collect();
    let manifest = format!(
        "<manifest xmlns=\"http://www.imsglobal.org/xsd/qti/qtiv3p0/imscp_v1p1\" identifier=\"m\"><metadata/><organizations/><resources>{}</resources></manifest>",
        resources.concat()
    );
    let item = choice("same", "I wait.", &["No", "Yes"]);
    let mut files = vec![("imsmanifest.xml", manifest.as_str())];
    files.extend(paths.iter().map(|path| (path.as_str(), item.as_str())));
    package(&files)
}

fn read() -> Imported {
    import(&foreign()).unwrap_or_else(|faults| panic!("{}", faults[0]))
}

#[test]
fn what_can_be_known_of_another_tool_s_package_comes_in() {
    let imported = read();
    let files = tables(&imported.source);
    let items = files["items.toml"]["item"].as_array().unwrap();
    assert_eq!(items[0]["name"].as_str(), Some("q-1"));
    assert_eq!(items[0]["text"]["en"].as_str(), Some("I wait & see."));
    assert_eq!(
        files["assessment.toml"]["response_scale"]["labels"]
            .as_array()
            .unwrap()
            .len(),
        3
    );
    let scene = &files["scenes/video-1.toml"];
    assert_eq!(scene["title"]["en"].as_str(), Some("On the bus"));
    assert_eq!(scene["setting"]["en"].as_str(), Some("You sit in a bus."));
    assert_eq!(scene["sources"][0]["path"].as_str(), Some("films/bus.mp4"));
    assert_eq!(
        scene["captions"]["en"]["path"].as_str(),
        Some("films/bus.vtt")
    );
    assert_eq!(
        scene["decision"][0]["option"][1]["text"]["en"].as_str(),
        Some("Ask")
    );
    assert_eq!(
        scene["answer"]["prompt"]["en"].as_str(),
        Some("What do you say?")
    );
    let judgement = &files["judgements.toml"]["judgement"][0];
    assert_eq!(judgement["stem"]["en"].as_str(), Some("A friend is late."));
    let sections = files["assessment.toml"]["section"].as_array().unwrap();
    assert_eq!(sections[0]["items"].as_array().unwrap().len(), 2);
    assert_eq!(sections[1]["scene"].as_str(), Some("video-1"));
    assert_eq!(sections[2]["judgements"][0].as_str(), Some("own-answers"));
    assert_eq!(sections[0]["limit_seconds"].as_integer(), Some(900));
    assert_eq!(
        imported.media.keys().collect::<Vec<_>>(),
        ["films/bus.mp4", "films/bus.vtt"]
    );
}

#[test]
fn what_is_missing_is_told_by_file_and_line() {
    let imported = read();
    let told = |file: &str, part: &str| {
        let fault = imported
            .faults
            .iter()
            .find(|fault| fault.file == file && fault.reason.contains(part));
        fault
            .unwrap_or_else(|| panic!("{file}: {part}\n{:#?}", imported.faults))
            .line
    };
    assert_eq!(told("items/o.xml", "qti-order-interaction"), 1);
    assert_eq!(told("items/j.xml", "answers of its own"), 1);
    assert_eq!(told("test.xml", "became 3 sections"), 3);
    assert_eq!(told("test.xml", "identifier"), 1);
    let missing = parse(&imported.source).unwrap_err();
    for (file, part) in [
        ("items.toml", "scale"),
        ("scenes/video-1.toml", "cue_ms"),
        ("scenes/video-1.toml", "duration_ms"),
        ("scenes/video-1.toml", "poster"),
        ("assessment.toml", "version"),
    ] {
        assert!(
            missing
                .iter()
                .any(|fault| fault.file == file && fault.reason.contains(part) && 0 < fault.line),
            "{file}: {part}\n{missing}"
        );
    }
}

#[test]
fn a_bank_of_items_without_a_test_comes_in_too() {
    let mut package = foreign();
    package.files.remove("test.xml");
    let imported = import(&package).unwrap_or_else(|faults| panic!("{}", faults[0]));
    assert!(
        imported
            .faults
            .iter()
            .any(|fault| fault.reason.contains("no test")),
        "{:#?}",
        imported.faults
    );
    assert_eq!(
        tables(&imported.source)["items.toml"]["item"]
            .as_array()
            .unwrap()
            .len(),
        2
    );
}
