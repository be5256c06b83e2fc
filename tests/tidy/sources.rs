//! The sources, as the rules read them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// One file and its text.
#[derive(Debug)]
pub(crate) struct Source {
    /// From the package's root, with slashes.
    pub(crate) path: String,
    /// As it stands.
    pub(crate) text: String,
    /// Whether it is only compiled for tests.
    pub(crate) is_test: bool,
}

impl Source {
    /// A source, for a rule to be tried on.
    pub(crate) fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
            is_test: path.starts_with("tests/"),
        }
    }

    /// Whether it is written in Rust and part of the package.
    pub(crate) fn is_rust(&self) -> bool {
        self.path.starts_with("src/") && self.path.ends_with(".rs")
    }

    /// Its layer: the folder under `src/`, or the file's name.
    pub(crate) fn layer(&self) -> &str {
        let inside = self.path.trim_start_matches("src/");
        let first = inside.split('/').next().unwrap_or(inside);
        first.trim_end_matches(".rs")
    }

    /// The lines of code with their numbers, without comments.
    pub(crate) fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        (1..)
            .zip(self.text.lines())
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
            .map(|(number, line)| (number, line.split(" // ").next().unwrap_or(line)))
    }

    /// The same without the tests, which stand last.
    pub(crate) fn code_without_tests(&self) -> Vec<(usize, &str)> {
        if self.is_test {
            return Vec::new();
        }
        let lines: Vec<&str> = self.text.lines().collect();
        let tests = (lines.windows(2))
            .position(|pair| pair[0] == "#[cfg(test)]" && pair[1].ends_with('{'))
            .unwrap_or(lines.len());
        self.code()
            .take_while(|(number, _)| *number <= tests)
            .collect()
    }

    /// How deep its module is: 1 for `src/clock.rs` and `src/web/mod.rs`.
    pub(crate) fn depth(&self) -> usize {
        let folders = self.path.matches('/').count();
        if self.path.ends_with("/mod.rs") {
            folders - 1
        } else {
            folders
        }
    }

    /// A fault at one of its lines.
    pub(crate) fn fault(&self, line: usize, sentence: &str) -> String {
        format!("{}:{line}: {sentence}", self.path)
    }
}

/// Every source of the package.
pub(crate) fn all() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    for folder in ["src", "tests", "migrations", "benches"] {
        gather(root, &root.join(folder), &mut sources);
    }
    let only_tests = test_modules(&sources);
    for source in &mut sources {
        let stem = source.path.trim_end_matches(".rs").to_owned();
        let is_in = |module: &String| stem == *module || stem.starts_with(&format!("{module}/"));
        source.is_test |= only_tests.iter().any(is_in);
    }
    sources
}

fn gather(root: &Path, folder: &Path, sources: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.map(|entry| entry.unwrap().path()) {
        let path = entry.strip_prefix(root).unwrap().to_str().unwrap();
        if entry.is_dir() {
            if !path.ends_with("/dist") && !path.ends_with("/node_modules") {
                gather(root, &entry, sources);
            }
        } else if [".rs", ".ts", ".sql"].iter().any(|end| path.ends_with(end)) {
            sources.push(Source::new(path, &fs::read_to_string(&entry).unwrap()));
        }
    }
}

/// The modules behind a `#[cfg(test)] mod name;`, as paths without an ending.
fn test_modules(sources: &[Source]) -> BTreeSet<String> {
    let mut modules = BTreeSet::new();
    for source in sources {
        let (folder, _) = source.path.rsplit_once('/').unwrap_or_default();
        let lines: Vec<&str> = source.text.lines().collect();
        for pair in lines.windows(2).filter(|pair| pair[0] == "#[cfg(test)]") {
            let words: Vec<&str> = pair[1].trim_end_matches(';').split(' ').collect();
            if let ([.., "mod", name], true) = (&words[..], pair[1].ends_with(';')) {
                modules.insert(format!("{folder}/{name}"));
            }
        }
    }
    modules
}
