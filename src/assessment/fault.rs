//! What is wrong with a definition, and where.

use std::fmt;

use super::Site;

/// One thing that is wrong with a definition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fault {
    /// The file, relative to the assessment's folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// What is wrong with which value.
    pub reason: String,
    /// What to do about it, where that is known.
    pub help: Option<String>,
    /// The line as it is written.
    pub excerpt: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let site = Site {
            file: self.file.clone(),
            line: self.line,
            column: self.column,
            excerpt: self.excerpt.clone(),
        };
        site.write(f, &self.reason)?;
        if let Some(help) = &self.help {
            write!(f, "\n  help: {help}")?;
        }
        Ok(())
    }
}

/// Everything that is wrong with a definition, by file, line and column; there is at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    pub(super) fn new(mut faults: Vec<Fault>) -> Self {
        faults.sort();
        faults.dedup();
        Self(faults)
    }
    /// The faults, by file, line and column.
    pub fn iter(&self) -> impl Iterator<Item = &Fault> {
        self.0.iter()
    }
    /// How many there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in &self.0 {
            writeln!(f, "{fault}\n")?;
        }
        match self.count() {
            1 => write!(f, "1 fault"),
            count => write!(f, "{count} faults"),
        }
    }
}

impl std::error::Error for Faults {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_shows_its_line_with_a_caret_below_the_place_and_its_help() {
        let fault = Fault {
            file: "items.toml".to_owned(),
            line: 12,
            column: 9,
            reason: "there is no scale `restrain`".to_owned(),
            help: Some("did you mean `restraint`?".to_owned()),
            excerpt: "scale = \"restrain\"".to_owned(),
        };
        let expected = "items.toml:12:9: there is no scale `restrain`\n  12 | scale = \"restrain\"\n     |         ^\n  help: did you mean `restraint`?";
        assert_eq!(fault.to_string(), expected);
        assert_eq!(
            Faults::new(vec![fault]).to_string(),
            format!("{expected}\n\n1 fault")
        );
    }
}
