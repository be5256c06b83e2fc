//! Faults of a package's documents, by file and line.

use std::collections::BTreeMap;

use super::Package;
use super::xml::Element;
use crate::assessment::Fault;

/// Gathers the faults of one document.
pub(super) struct Found<'a> {
    file: &'a str,
    faults: &'a mut Vec<Fault>,
}

impl<'a> Found<'a> {
    /// Gathers faults of that file.
    pub(super) fn new(file: &'a str, faults: &'a mut Vec<Fault>) -> Self {
        Self { file, faults }
    }
    /// Keeps a fault of an element.
    pub(super) fn fault(
        &mut self,
        element: &Element,
        reason: impl Into<String>,
        help: Option<&str>,
    ) {
        self.fault_at(element.line, reason, help);
    }
    /// Keeps a fault of a line.
    pub(super) fn fault_at(&mut self, line: usize, reason: impl Into<String>, help: Option<&str>) {
        self.faults.push(Fault {
            file: self.file.to_owned(),
            line: line.max(1),
            column: 1,
            reason: reason.into(),
            help: help.map(str::to_owned),
            excerpt: String::new(),
        });
    }
}

/// How many faults of one document are shown: whoever has that many reads no further.
const MOST_SHOWN: usize = 100;

/// The faults of a package, each with the line it is about, and no more of a document than anybody reads.
pub(super) fn shown(faults: Vec<Fault>, package: &Package) -> Vec<Fault> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut lines: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    let mut shown = Vec::new();
    for mut fault in faults {
        let count = counts.entry(fault.file.clone()).or_default();
        *count += 1;
        if MOST_SHOWN < *count {
            continue;
        }
        let lines = lines.entry(fault.file.clone()).or_insert_with(|| {
            let bytes = package.files.get(&fault.file);
            let text = bytes.and_then(|bytes| std::str::from_utf8(bytes).ok());
            text.map(|text| text.lines().collect()).unwrap_or_default()
        });
        let line = lines.get(fault.line.saturating_sub(1));
        fault.excerpt = line
            .map(|line| line.chars().take(200).collect())
            .unwrap_or_default();
        shown.push(fault);
    }
    for (file, count) in counts.iter().filter(|(_, count)| MOST_SHOWN < **count) {
        let reason = format!(
            "{} more faults of this file are not shown",
            count - MOST_SHOWN
        );
        let help = "mend those that are shown first";
        Found::new(file, &mut shown).fault_at(1, reason, Some(help));
    }
    shown
}
