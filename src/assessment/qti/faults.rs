//! Faults of a package's documents, by file and line.

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
