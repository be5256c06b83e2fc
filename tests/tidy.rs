//! Rules about the sources themselves, which no compiler checks. Each rule is tried on an example that breaks it, so
//! that none can pass by looking at nothing.

#![expect(
    clippy::unwrap_used,
    reason = "all of this is tests, also what is no test function; a test fails by panicking"
)]
#![expect(
    clippy::case_sensitive_file_extension_comparisons,
    reason = "sources are named in small letters here"
)]

#[path = "tidy/rules.rs"]
mod rules;
#[path = "tidy/sources.rs"]
mod sources;

use rules::{
    browser_times, handler_sizes, imports, inline_styles, migrations, platform, sizes, sql,
    test_names, unescaped, unfinished,
};
use sources::{Source, all};

type Rule = fn(&Source) -> Vec<String>;

/// Every source keeps to the rule, and the example that does not is found out.
fn check(rule: Rule, (path, bad): (&str, &str), (good_path, good): (&str, &str)) {
    let caught = rule(&Source::new(path, bad));
    assert!(
        !caught.is_empty(),
        "the rule does not see what is wrong with {path}: {bad}"
    );
    let wrong = rule(&Source::new(good_path, good));
    assert!(wrong.is_empty(), "{wrong:#?}");
    let faults: Vec<String> = all().iter().flat_map(rule).collect();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn imports_point_one_way() {
    let bad = "use crate::{clock::Millis, storage::Db};";
    check(
        imports,
        ("src/web/front/pages/x.rs", bad),
        (
            "src/web/x.rs",
            "use crate::app::App;\n//! [`crate::storage`]",
        ),
    );
    for (path, bad) in [
        ("src/sitting/x.rs", "let db = crate::storage::open();"),
        ("src/psychometrics/x.rs", "use crate::sitting::Event;"),
        ("src/storage/x.rs", "use super::super::app::App;"),
        ("src/people/mod.rs", "pub use super::scoring::Score;"),
        (
            "src/app/x.rs",
            "use crate::{\n    clock::Millis,\n    web::error,\n};",
        ),
        ("src/strange/x.rs", "use crate::clock::Millis;"),
    ] {
        assert_eq!(imports(&Source::new(path, bad)).len(), 1, "{path}: {bad}");
    }
}

#[test]
fn each_layer_keeps_off_what_belongs_to_another() {
    check(
        platform,
        ("src/scoring/x.rs", "let text = std::fs::read(path)?;"),
        (
            "src/scoring/x.rs",
            "fn score() {}\n#[cfg(test)]\nmod tests {\n    use std::fs;\n}\n",
        ),
    );
    for (path, bad) in [
        ("src/app/x.rs", "use actix_web::HttpRequest;"),
        ("src/app/x.rs", "use maud::Markup;"),
        (
            "src/sitting/x.rs",
            "let now = std::time::SystemTime::now();",
        ),
        ("src/psychometrics/x.rs", "use tokio::sync::Mutex;"),
        ("src/web/x.rs", "use object_store::path::Path;"),
    ] {
        assert_eq!(platform(&Source::new(path, bad)).len(), 1, "{path}: {bad}");
    }
}

#[test]
fn only_storage_speaks_sql() {
    check(
        sql,
        ("src/app/x.rs", "sqlx::query(\"select 1\")"),
        ("src/storage/x.rs", "sqlx::query(\"select 1\")"),
    );
    let bad = Source::new("src/web/x.rs", "run(\"delete from account\")");
    assert_eq!(sql(&bad).len(), 1);
}

#[test]
fn no_page_has_unescaped_text() {
    check(
        unescaped,
        ("src/web/x.rs", "html! { (maud::PreEscaped(text)) }"),
        ("src/web/x.rs", "html! { (text) }"),
    );
}

#[test]
fn no_page_has_inline_styles_or_scripts() {
    check(
        inline_styles,
        ("src/web/x.rs", "html! { p style=\"color:red\" { \"x\" } }"),
        ("src/web/x.rs", "html! { p class=\"note\" { \"x\" } }"),
    );
    let bad = Source::new(
        "src/web/x.rs",
        "html! { button onclick=\"go()\" { \"x\" } }",
    );
    assert_eq!(inline_styles(&bad).len(), 1);
}

#[test]
fn migrations_are_twins() {
    let sqlite = "create table a (\n    id blob not null,\n    name text\n);\n";
    let postgres = "create table a (\n    id uuid not null\n);\n";
    let one = Source::new("migrations/sqlite/0001_a.sql", sqlite);
    let other = Source::new("migrations/postgres/0001_a.sql", postgres);
    assert_eq!(migrations(&[one, other]).len(), 1, "a column is missing");
    let alone = Source::new("migrations/sqlite/0001_a.sql", sqlite);
    assert_eq!(migrations(&[alone]).len(), 1, "a twin is missing");

    let faults = migrations(&all());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn no_file_is_longer_than_five_hundred_lines() {
    let long = "let a = 1;\n".repeat(501);
    check(
        sizes,
        ("src/app/x.rs", &long),
        ("src/app/x.rs", "let a = 1;\n"),
    );
}

#[test]
fn handlers_only_translate() {
    let long = format!(
        "pub(crate) async fn show() -> Page {{\n{}}}\n",
        "    a();\n".repeat(31)
    );
    let short = format!(
        "pub(crate) async fn show() -> Page {{\n{}}}\n",
        "    a();\n".repeat(28)
    );
    check(
        handler_sizes,
        ("src/web/reviewer/handlers.rs", &long),
        ("src/web/reviewer/handlers.rs", &short),
    );
}

#[test]
fn nothing_is_left_unfinished() {
    check(
        unfinished,
        ("src/app/x.rs", "// TODO: think"),
        ("src/app/x.rs", "// This says why."),
    );
}

#[test]
fn tests_are_named_as_sentences() {
    check(
        test_names,
        ("src/app/x.rs", "#[test]\nfn parse_works() {}\n"),
        (
            "src/app/x.rs",
            "#[tokio::test]\nasync fn a_gap_is_named() {}\n",
        ),
    );
}

#[test]
fn browser_times_come_from_events_and_frames() {
    check(
        browser_times,
        (
            "src/browser/player/task/x.ts",
            "const rtMs = performance.now() - shownMs;",
        ),
        (
            "src/browser/player/task/x.ts",
            "const rtMs = event.timeStamp - shownMs;",
        ),
    );
    let bad = "  video.addEventListener(\"play\", () => note(performance.now()));";
    let bad = Source::new("src/browser/player/x.ts", bad);
    assert_eq!(browser_times(&bad).len(), 1, "an event has its own time");
}

#[test]
fn the_rules_see_the_sources_they_are_about() {
    let sources = all();
    for (ending, at_least) in [(".rs", 200), (".ts", 60), (".sql", 2)] {
        let found = sources
            .iter()
            .filter(|source| source.path.ends_with(ending))
            .count();
        assert!(at_least <= found, "only {found} files end with {ending}");
    }
}
