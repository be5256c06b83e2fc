//! What each source is held to. A rule gives a sentence for each line that breaks it.

use std::collections::BTreeMap;

use crate::sources::Source;

/// Modules that everybody may use.
const COMMON: [&str; 4] = ["clock", "ids", "digest", "codes"];

/// What each layer may use besides itself and what is common; the order is that of the data's way.
const LAYERS: [(&str, &[&str]); 13] = [
    ("psychometrics", &[]),
    ("assessment", &["psychometrics"]),
    ("sitting", &["assessment", "psychometrics"]),
    ("scoring", &["sitting", "assessment", "psychometrics"]),
    ("people", &[]),
    (
        "selection",
        &["scoring", "people", "assessment", "psychometrics"],
    ),
    ("calibration", &["assessment", "scoring", "psychometrics"]),
    (
        "storage",
        &["assessment", "sitting", "scoring", "people", "selection"],
    ),
    ("media", &[]),
    ("app", DOMAIN_AND_STORES),
    ("jobs", &["app"]),
    (
        "web",
        &[
            "app",
            "media",
            "assessment",
            "sitting",
            "scoring",
            "people",
            "selection",
        ],
    ),
    ("cli", EVERYTHING),
];
const DOMAIN_AND_STORES: &[&str] = &[
    "psychometrics",
    "assessment",
    "sitting",
    "scoring",
    "people",
    "selection",
    "calibration",
    "storage",
    "media",
];
const EVERYTHING: &[&str] = &[
    "psychometrics",
    "assessment",
    "sitting",
    "scoring",
    "people",
    "selection",
    "calibration",
    "storage",
    "media",
    "app",
    "jobs",
    "web",
];

/// `use crate::x`, `crate::x::y` and `super::…::x` by layer.
pub(crate) fn imports(source: &Source) -> Vec<String> {
    let layer = source.layer();
    let is_free = ["lib", "main"].contains(&layer) || COMMON.contains(&layer);
    if !source.is_rust() || is_free {
        return Vec::new();
    }
    let Some((_, allowed)) = LAYERS.iter().find(|(name, _)| *name == layer) else {
        return vec![source.fault(1, &format!("`{layer}` has no row in the table of layers"))];
    };
    let is_allowed = |name: &str| {
        name == layer
            || COMMON.contains(&name)
            || allowed.contains(&name)
            || !LAYERS.iter().any(|(known, _)| *known == name)
    };
    let mut faults = Vec::new();
    for (line, name) in crate_paths(source) {
        if !is_allowed(&name) {
            faults.push(source.fault(line, &format!("`{layer}` may not use `{name}`")));
        }
    }
    faults
}

/// The first name after each `crate::`, and after each chain of `super::` that reaches the root.
fn crate_paths(source: &Source) -> Vec<(usize, String)> {
    let to_root = "super::".repeat(source.depth());
    let mut paths = Vec::new();
    let mut in_braces = 0_usize;
    for (number, line) in source.code() {
        let mut rest = line;
        if 0 < in_braces {
            in_braces = group(rest, in_braces, number, &mut paths);
            continue;
        }
        while let Some((_, after)) = split_after(rest, "crate::", &to_root) {
            rest = after;
            if let Some(inside) = after.strip_prefix('{') {
                in_braces = group(inside, 1, number, &mut paths);
                break;
            }
            paths.push((number, first_name(after)));
        }
    }
    paths
}

fn split_after<'a>(text: &'a str, first: &str, second: &str) -> Option<(&'a str, &'a str)> {
    let places = [first, second].map(|mark| text.find(mark).map(|at| at + mark.len()));
    let at = places.into_iter().flatten().min()?;
    Some(text.split_at(at))
}

/// Names at the first level of `{a::b, c}`; gives how many braces are still open at the line's end.
fn group(text: &str, mut open: usize, number: usize, paths: &mut Vec<(usize, String)>) -> usize {
    let mut is_start = true;
    for (at, letter) in text.char_indices() {
        match letter {
            '{' => open += 1,
            '}' => open -= 1,
            ',' => is_start = open == 1,
            _ if letter.is_whitespace() => {}
            _ if is_start && open == 1 => {
                paths.push((number, first_name(&text[at..])));
                is_start = false;
            }
            _ => {}
        }
        if open == 0 {
            break;
        }
    }
    open
}

fn first_name(text: &str) -> String {
    let is_part = |letter: &char| letter.is_ascii_alphanumeric() || *letter == '_';
    text.chars().take_while(is_part).collect()
}

/// Files, threads, sockets, clocks and frameworks, each only where its layer is.
pub(crate) fn platform(source: &Source) -> Vec<String> {
    const PURE: [&str; 7] = [
        "psychometrics",
        "assessment",
        "sitting",
        "scoring",
        "people",
        "selection",
        "calibration",
    ];
    const OUTSIDE: [&str; 9] = [
        "std::fs",
        "std::net",
        "std::env",
        "std::process",
        "std::time",
        "tokio",
        "object_store",
        "tracing",
        "metrics::",
    ];
    const WEB: [&str; 2] = ["actix_web", "maud"];
    let layer = source.layer();
    let mut banned: Vec<&str> = Vec::new();
    if PURE.contains(&layer) {
        banned.extend(OUTSIDE);
    }
    if layer == "web" {
        banned.extend(["object_store", "sqlx"]);
    } else if layer != "cli" && layer != "main" {
        banned.extend(WEB);
    }
    if !source.is_rust() {
        return Vec::new();
    }
    each(source, source.code_without_tests(), |line| {
        banned
            .iter()
            .find(|name| has_word(line, name))
            .map(|name| format!("`{layer}` may not use `{name}`"))
    })
}

/// SQL, and the driver that runs it.
pub(crate) fn sql(source: &Source) -> Vec<String> {
    const STARTS: [&str; 4] = ["\"select ", "\"insert into ", "\"delete from ", "\"update "];
    if !source.is_rust() || source.layer() == "storage" {
        return Vec::new();
    }
    each(source, source.code_without_tests(), |line| {
        let is_sql = has_word(line, "sqlx") || STARTS.iter().any(|start| line.contains(start));
        is_sql.then(|| "SQL belongs in `storage`".to_owned())
    })
}

/// Text that maud would not escape.
pub(crate) fn unescaped(source: &Source) -> Vec<String> {
    if !source.is_rust() {
        return Vec::new();
    }
    each(source, source.code(), |line| {
        line.contains("PreEscaped")
            .then(|| "`PreEscaped` lets text in unescaped".to_owned())
    })
}

/// What the content security policy refuses anyhow: better found here than on a broken page.
pub(crate) fn inline_styles(source: &Source) -> Vec<String> {
    const BANNED: [&str; 6] = [
        "style", "onclick", "onload", "onsubmit", "onchange", "onerror",
    ];
    if !source.is_rust() || source.layer() != "web" {
        return Vec::new();
    }
    each(source, source.code_without_tests(), |line| {
        BANNED
            .iter()
            .find(|name| line.contains(&format!(" {name}=")))
            .map(|name| format!("attribute `{name}` is not allowed in pages"))
    })
}

/// Both databases have the same migrations, with the same tables, columns and indexes in the same order.
pub(crate) fn migrations(sources: &[Source]) -> Vec<String> {
    let of = |database: &str| -> BTreeMap<String, Vec<String>> {
        let folder = format!("migrations/{database}/");
        let inside = sources
            .iter()
            .filter(|source| source.path.starts_with(&folder));
        inside
            .map(|source| (source.path.replace(&folder, ""), shape(&source.text)))
            .collect()
    };
    let (sqlite, postgres) = (of("sqlite"), of("postgres"));
    let mut faults = Vec::new();
    for name in sqlite.keys().chain(postgres.keys()) {
        let (one, other) = (sqlite.get(name), postgres.get(name));
        if one != other {
            let differing = one
                .into_iter()
                .flatten()
                .zip(other.into_iter().flatten())
                .find(|(one, other)| one != other);
            faults.push(format!(
                "{name} differs between the databases: {differing:?}"
            ));
        }
    }
    faults.dedup();
    faults
}

/// The first two words of every line that makes something, without types, which differ.
fn shape(text: &str) -> Vec<String> {
    let mut shape = Vec::new();
    let mut in_table = false;
    for line in text
        .lines()
        .map(|line| line.split("--").next().unwrap_or(""))
    {
        let words: Vec<&str> = line.split_whitespace().collect();
        match words[..] {
            ["create", "table", name, ..] => {
                in_table = true;
                shape.push(format!("table {name}"));
            }
            ["create", "index" | "unique", ..] => shape.push(words.join(" ")),
            [first, ..] if first.starts_with(')') => in_table = false,
            [column, _, ..]
                if in_table && line.starts_with("    ") && !line.starts_with("     ") =>
            {
                shape.push(column.to_owned());
            }
            _ => {}
        }
    }
    shape
}

/// Files that can be read in one go.
pub(crate) fn sizes(source: &Source) -> Vec<String> {
    const MOST_LINES: usize = 500;
    let lines = source.text.lines().count();
    if source.path.ends_with(".sql") || lines <= MOST_LINES {
        return Vec::new();
    }
    vec![source.fault(lines, "split this file by idea; it has more than 500 lines")]
}

/// A handler extracts, calls one use case and answers; it has no room for a rule.
pub(crate) fn handler_sizes(source: &Source) -> Vec<String> {
    const MOST_LINES: usize = 30;
    let is_handlers = source.path.starts_with("src/web/api/")
        || source.path.starts_with("src/web/") && source.path.contains("handlers");
    let mut faults = Vec::new();
    let mut begun = None;
    for (number, line) in source.code_without_tests() {
        if line.starts_with("pub") && line.contains("async fn ") {
            begun = Some(number);
        }
        if line == "}"
            && let Some(first) = begun.take()
            && is_handlers
            && MOST_LINES < number - first + 1
        {
            faults.push(source.fault(first, "a handler has at most 30 lines"));
        }
    }
    faults
}

/// Marks of something not done.
pub(crate) fn unfinished(source: &Source) -> Vec<String> {
    const MARKS: [&str; 5] = ["TODO", "FIXME", "XXX", "todo!(", "unimplemented!("];
    if source.path.starts_with("tests/tidy") {
        return Vec::new();
    }
    each(source, (1..).zip(source.text.lines()), |line| {
        MARKS
            .iter()
            .find(|mark| line.contains(*mark))
            .map(|mark| format!("`{mark}`: finish it or make it an issue"))
    })
}

/// A test's name says what is true when it passes.
pub(crate) fn test_names(source: &Source) -> Vec<String> {
    let mut faults = Vec::new();
    let mut is_test = false;
    for (number, line) in source.code() {
        let line = line.trim();
        if line.starts_with("#[test]") || line.starts_with("#[") && line.contains("::test") {
            is_test = true;
        }
        if let (true, Some((_, name))) = (is_test, line.split_once("fn ")) {
            is_test = false;
            let name = first_name(name);
            if name.split('_').filter(|word| !word.is_empty()).count() < 3 {
                faults.push(source.fault(number, &format!("`{name}` is not a sentence")));
            }
        }
    }
    // The rule's own examples are in strings of this folder.
    if source.path.starts_with("tests/tidy") {
        faults.clear();
    }
    faults
}

/// A reaction time is the difference of an event's `timeStamp` and a presented frame; whoever asks the clock in a
/// handler measures the queue as well. `performance.now()` may pace what is shown, never time what is answered.
pub(crate) fn browser_times(source: &Source) -> Vec<String> {
    if !source.path.starts_with("src/browser/") || source.path.ends_with(".test.ts") {
        return Vec::new();
    }
    let tasks = ["/task/", "/stop-signal/", "/go-no-go/", "/flanker/"];
    let is_measured = tasks.iter().any(|folder| source.path.contains(folder));
    each(source, source.code(), |line| {
        let asks = line.contains("performance.now()") || line.contains("Date.now()");
        let answers = line.contains("addEventListener") || line.contains("response_ms");
        let from_film = line.contains("response_ms") && line.contains("currentTime");
        (asks && (is_measured || answers) || from_film)
            .then(|| "take this time from the event or from the frame".to_owned())
    })
}

fn each<'a>(
    source: &Source,
    lines: impl IntoIterator<Item = (usize, &'a str)>,
    judge: impl Fn(&str) -> Option<String>,
) -> Vec<String> {
    lines
        .into_iter()
        .filter_map(|(number, line)| judge(line).map(|said| source.fault(number, &said)))
        .collect()
}

/// Whether the word stands in the line, not as a part of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    let is_part = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        !before.is_some_and(is_part) && (word.ends_with("::") || !after.is_some_and(is_part))
    })
}
