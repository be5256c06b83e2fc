//! What is exported comes back as it was.

use super::{exported, imported, rich, shipped, tables};
use crate::assessment::qti::names::identifier;
use crate::assessment::qti::{Media, Package, export, import, media_paths};
use crate::assessment::{Source, example, parse};
use crate::digest::Digest;

/// Checks that a definition comes back with the same values, and as the same assessment where it is one.
pub(super) fn check(source: &Source) {
    let imported = imported(&exported(source));
    let (before, after) = (tables(source), tables(&imported.source));
    assert_eq!(
        before.keys().collect::<Vec<_>>(),
        after.keys().collect::<Vec<_>>()
    );
    for (path, table) in &before {
        assert!(
            &after[path] == table,
            "{path}: {}",
            first_difference(&after[path], table)
        );
    }
    if let Some(fault) = imported.faults.first() {
        panic!("{fault}");
    }
    if let Ok(assessment) = parse(source) {
        let back = parse(&imported.source).unwrap_or_else(|faults| panic!("{faults}"));
        assert!(
            back == assessment,
            "{}",
            first_difference(&back, &assessment)
        );
    }
}

/// Where two values that print long begin to differ.
fn first_difference(one: &impl std::fmt::Debug, other: &impl std::fmt::Debug) -> String {
    let (one, other) = (format!("{one:#?}"), format!("{other:#?}"));
    let lines = one.lines().zip(other.lines());
    let same = lines.take_while(|(one, other)| one == other).count();
    let around = |text: &str| {
        text.lines()
            .skip(same.saturating_sub(8))
            .take(12)
            .collect::<Vec<_>>()
            .join("\n")
    };
    format!("{}\n-- instead of --\n{}", around(&one), around(&other))
}

#[test]
fn every_shipped_assessment_comes_back_as_it_was() {
    check(&example::source());
    for name in ["first-look", "first-watch"] {
        check(&shipped(name));
    }
}

#[test]
fn every_kind_of_decision_and_unknown_keys_come_back_as_they_were() {
    check(&rich());
}

#[test]
fn a_draft_comes_back_as_it_was_however_broken() {
    let drafts = [
        (
            "items.toml",
            "[[item]]\nname = \"a\"\n[[item]]\nname = \"a\"\n",
        ),
        ("items.toml", "item = 1"),
        (
            "items.toml",
            "[[item]]\nname = \"a\"\ntext = { en = 1, es = \"b\" }\nscale = \"s\"\nexpected = 99\n",
        ),
        (
            "items.toml",
            "[[item]]\nname = \"a\"\ntext = { en = \"\", es = \" \" }\nscale = 1\ndirection = \"positive\"\n",
        ),
        (
            "tasks.toml",
            "[[stop_signal]]\nname = \"a/b~c\"\ninstructions = \"none\"\n[[go_no_go]]\nname = \"\"\n",
        ),
        ("scenes/queue.toml", ""),
        (
            "scenes/queue.toml",
            "title = { es = \"A\" }\nsources = [{ path = \"../x\", media_type = \"video/mp4\" }]\nposter = 1\ncaptions = { en = { path = \"/etc/x\" } }\n",
        ),
        (
            "scenes/queue.toml",
            "title = { en = \"scene-queue\" }\nanswer = { prompt = { en = \"\" } }\n",
        ),
        (
            "scenes/queue.toml",
            "[[decision]]\nname = \"a\"\nkind = \"other\"\nexpert = { a = 2 }\n",
        ),
        (
            "scenes/queue.toml",
            "[[decision]]\nname = \"a\"\nkind = \"rate\"\nexpert = { a = 2 }\n[[decision]]\nname = \"a\"\n",
        ),
        (
            "scenes/queue.toml",
            "[answer]\nprompt = { en = \"\" }\n[[answer.dimension]]\nname = \"a\"\ntitle = { en = \"A\" }\n",
        ),
        (
            "scenes/queue.toml",
            "[[decision]]\nname = \"a\"\nkind = 3\n[[decision]]\nname = \"b\"\nkind = \"rate\"\nexpert = { a = 1, b = 2 }\n[[decision.option]]\nname = \"x\"\n",
        ),
        (
            "scenes/queue.toml",
            "[[decision]]\nname = \"a\"\n[[decision.option]]\nname = \"x\"\nkey = { a = 1, b = 2.5 }\n[[decision.option]]\nname = \"y\"\nkey = { b = \"z\" }\n",
        ),
        (
            "scenes/odd_name.toml",
            "title = { en = \" Odd\\u0001\\nname \" }\nsetting = { en = \"x\", es-mx = \"y\" }\n",
        ),
    ];
    for (path, text) in drafts {
        let mut source = example::source();
        source.files.insert(path.to_owned(), text.to_owned());
        check(&source);
    }
}

#[test]
fn media_are_packed_with_their_fingerprints_and_another_file_in_their_place_is_told() {
    let source = example::source();
    let paths = media_paths(&source);
    let number = paths.len();
    assert!(12 <= number, "{paths:?}");
    let media: Vec<_> = paths
        .into_iter()
        .map(|path| {
            let bytes = path.clone().into_bytes();
            Media {
                sha256: Some(Digest::of_bytes(&bytes).to_string()),
                bytes: Some(bytes),
                path,
            }
        })
        .collect();
    let package = export(&source, &media).unwrap();
    let mut package = Package::unpack(&package.pack().unwrap()).unwrap();
    let imported = import(&package).unwrap();
    assert!(imported.faults.is_empty(), "{}", imported.faults[0]);
    assert_eq!(imported.media.len(), number);
    let manifest = String::from_utf8(package.files["imsmanifest.xml"].clone()).unwrap();
    let scene = manifest
        .split("<resource ")
        .find(|resource| resource.contains("identifier=\"scene-gate\""))
        .unwrap();
    assert_eq!(scene.matches("<dependency").count(), 4, "{scene}");
    let test = manifest
        .split("<resource ")
        .find(|resource| resource.contains("identifier=\"test\""))
        .unwrap();
    for path in package
        .files
        .keys()
        .filter(|path| path.starts_with("composure/"))
    {
        let needed = format!("identifierref=\"{}\"", identifier("file", path));
        assert!(test.contains(&needed), "{needed}: {test}");
    }
    package.files.insert(
        "media/scenes/gate/poster.jpg".to_owned(),
        b"another".to_vec(),
    );
    let faults = import(&package).unwrap().faults;
    assert_eq!(faults.len(), 1);
    assert!(
        faults[0].reason.contains("`media/scenes/gate/poster.jpg`"),
        "{}",
        faults[0]
    );
}
