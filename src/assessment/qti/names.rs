//! Names as QTI identifiers, and paths as references.
//!
//! An identifier has to begin with a letter and knows few signs. So each begins with what it names, and every other
//! sign becomes its number between underscores: the option `2nd_try` is `option-2nd_5f_try`.

use std::fmt::Write as _;

/// A name as an identifier of that kind.
pub(super) fn identifier(kind: &str, name: &str) -> String {
    let mut text = format!("{kind}-");
    for character in name.chars() {
        if character.is_ascii_alphanumeric() || character == '-' {
            text.push(character);
        } else {
            let _ = write!(text, "_{:x}_", u32::from(character));
        }
    }
    text
}

/// The name of an identifier of that kind; `None` for one that was made elsewhere.
pub(super) fn name_of(kind: &str, identifier: &str) -> Option<String> {
    let rest = identifier.strip_prefix(kind)?.strip_prefix('-')?;
    let mut parts = rest.split('_');
    let mut name = parts.next()?.to_owned();
    while let Some(number) = parts.next() {
        let number = u32::from_str_radix(number, 16).ok()?;
        name.push(char::from_u32(number)?);
        name.push_str(parts.next()?);
    }
    // One name has one identifier: anything else came from elsewhere.
    (self::identifier(kind, &name) == identifier).then_some(name)
}

/// The name for an identifier of another tool: lower-case letters, digits and single hyphens.
pub(super) fn plain_name(identifier: &str) -> String {
    let mut name = String::new();
    for character in identifier.chars() {
        if character.is_ascii_alphanumeric() {
            name.push(character.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    name.truncate(64);
    let name = name.trim_end_matches('-');
    if name.is_empty() {
        "unnamed".to_owned()
    } else {
        name.to_owned()
    }
}

/// Whether a text may be used as an XML identifier.
pub(super) fn is_identifier(text: &str) -> bool {
    let mut characters = text.chars();
    let begins = characters
        .next()
        .is_some_and(|first| first.is_alphabetic() || first == '_');
    begins && characters.all(|other| other.is_alphanumeric() || matches!(other, '_' | '-' | '.'))
}

/// How many bytes a part of a path may have: file systems take 255, and a file is written under a longer name at first.
const MOST_PART_BYTES: usize = 240;

/// Whether Windows takes a name for a device, whatever its ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    let stem = stem.to_ascii_lowercase();
    let numbered = stem.strip_prefix("com").or(stem.strip_prefix("lpt"));
    let is_digit = |number: &str| number.len() == 1 && ("1"..="9").contains(&number);
    matches!(&*stem, "con" | "prn" | "aux" | "nul") || numbered.is_some_and(is_digit)
}

/// Whether a path stays where it is put: relative, with forward slashes, without a step up or a hidden part.
///
/// Names that Windows reads otherwise (`a:b`, `a.`, `aux`) are refused everywhere, so that a package is good on any machine.
pub(super) fn stays_within(path: &str) -> bool {
    let is_plain = |part: &str| {
        !part.is_empty()
            && part.len() <= MOST_PART_BYTES
            && !is_device(part)
            && !part.starts_with('.')
            && !part.ends_with('.')
            && !part.ends_with(' ')
            && !part.chars().any(|character| {
                character.is_control()
                    || matches!(character, '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
            })
    };
    path.len() <= 400 && path.split('/').all(is_plain)
}

/// Whether a file's name has that ending, in letters of any case.
pub(super) fn has_ending(path: &str, ending: &str) -> bool {
    path.rsplit_once('.')
        .is_some_and(|(_, last)| last.eq_ignore_ascii_case(ending))
}

/// The reference from one file of a package to another.
pub(super) fn reference(from: &str, to: &str) -> String {
    let mut text = "../".repeat(from.matches('/').count());
    for byte in to.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' => {
                text.push(char::from(byte));
            }
            _ => {
                let _ = write!(text, "%{byte:02X}");
            }
        }
    }
    text
}

/// The file of the package that a reference in `from` means; `None` where it leads out of the package.
pub(super) fn referred(from: &str, reference: &str) -> Option<String> {
    let reference = reference.split(['#', '?']).next().unwrap_or_default();
    let mut parts: Vec<String> = from.split('/').map(str::to_owned).collect();
    parts.pop();
    for part in reference.split('/') {
        match unescaped(part)?.as_str() {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part.to_owned()),
        }
    }
    let path = parts.join("/");
    stays_within(&path).then_some(path)
}

/// A part of a reference with its percent signs resolved.
fn unescaped(part: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = part.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_identifier_of_another_kind_or_tool_names_nothing() {
        assert_eq!(name_of("item", "item-a"), Some("a".to_owned()));
        for other in [
            "scene-a",
            "item",
            "item_a",
            "item-a_b",
            "item-_61_",
            "item-_zz_",
            "Item-a",
        ] {
            assert_eq!(name_of("item", other), None, "{other}");
        }
    }

    #[test]
    fn a_name_from_another_tool_becomes_plain() {
        for (given, expected) in [
            ("Q_1 (easy)", "q-1-easy"),
            ("--", "unnamed"),
            ("ünder", "nder"),
        ] {
            assert_eq!(plain_name(given), expected);
        }
        assert!(plain_name(&"x".repeat(500)).len() <= 64);
    }

    #[test]
    fn a_path_that_leads_elsewhere_does_not_stay() {
        for path in ["a", "a/b.xml", "media/scenes/x y.mp4", "ä.xml"] {
            assert!(stays_within(path), "{path}");
        }
        for path in ["com", "com10.mp4", "console.xml", "auxiliary", "lpt0"] {
            assert!(stays_within(path), "{path}");
        }
        for path in [
            "con",
            "a/NUL.toml",
            "aux.tar.gz",
            "com1",
            "LPT9.mp4",
            "prn /a",
            &"x".repeat(241),
        ] {
            assert!(!stays_within(path), "{path}");
        }
        for path in [
            "", "/a", "../a", "a/../b", "a//b", "a/", "a\\b", "c:/a", ".hidden", "a/.git/b", "a\0",
            "a ", "a.", "a:b",
        ] {
            assert!(!stays_within(path), "{path}");
        }
    }

    #[test]
    fn a_reference_cannot_leave_the_package() {
        assert_eq!(
            referred("scenes/a.xml", "../media/a%20b.mp4"),
            Some("media/a b.mp4".to_owned())
        );
        assert_eq!(
            referred("a.xml", "items/b.xml#c"),
            Some("items/b.xml".to_owned())
        );
        for out in [
            "../b.xml",
            "items/../../b.xml",
            "%2e%2e/b.xml",
            "a%2F..%2Fb",
            "file:///etc/passwd",
            "%zz",
            "%5c",
        ] {
            assert_eq!(referred("a.xml", out), None, "{out}");
        }
    }

    proptest! {
        #[test]
        fn every_name_reads_back_from_its_identifier(name in "\\PC{0,20}") {
            let identifier = identifier("option", &name);
            prop_assert!(is_identifier(&identifier), "{}", identifier);
            prop_assert_eq!(name_of("option", &identifier), Some(name));
        }

        #[test]
        fn every_path_that_stays_reads_back_from_its_reference(to in "[a-zA-Z0-9äß%#& _-]{1,8}(/[a-zé0-9.-]{1,8}){0,2}") {
            prop_assume!(stays_within(&to));
            prop_assert_eq!(referred("scenes/x.xml", &reference("scenes/x.xml", &to)), Some(to));
        }
    }
}
