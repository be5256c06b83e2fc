//! `composure items`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::{Args, Subcommand};

use crate::app::publish::read_source;
use crate::assessment::{
    Divider, Existing, Imported, SHEET_COLUMNS, import_sheet, known_names, read_sheet, sheet_of,
    sheet_text,
};

/// Puts items and situations from a table into an assessment, or writes them as one.
#[derive(Debug, Args)]
pub(super) struct Items {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Put a table's items and situations into an assessment's items.toml and judgements.toml.
    Import(Import),
    /// Print an assessment's items and situations as a table.
    Export(Export),
    /// Print what each column of such a table holds.
    Columns,
}

/// Puts a table's items and situations into an assessment.
#[derive(Debug, Args)]
struct Import {
    /// The table: comma- or semicolon-separated values in UTF-8.
    #[arg(value_name = "CSV")]
    table: PathBuf,
    /// Folder of the assessment.
    #[arg(long, value_name = "FOLDER")]
    into: PathBuf,
    /// Write items and situations that are there already anew.
    #[arg(long)]
    replace: bool,
}

/// Prints an assessment's items and situations as a table.
#[derive(Debug, Args)]
struct Export {
    /// Folder of the assessment.
    #[arg(value_name = "FOLDER")]
    assessment: PathBuf,
    /// Write to this file instead.
    #[arg(long, value_name = "CSV")]
    to: Option<PathBuf>,
    /// Write over that file if it is there.
    #[arg(long, requires = "to")]
    replace: bool,
    /// Divide cells by semicolons, as spreadsheets expect where the comma is the decimal point.
    #[arg(long)]
    semicolon: bool,
    /// Begin with the mark by which spreadsheets tell UTF-8.
    #[arg(long)]
    bom: bool,
}

impl Items {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        match self.command {
            Command::Import(import) => import.run(),
            Command::Export(export) => export.run(),
            Command::Columns => {
                println!(
                    "text.en, text.es, …: The words in each language; English is always there."
                );
                for (name, meaning) in SHEET_COLUMNS {
                    println!("{name}: {meaning}");
                }
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

impl Import {
    fn run(self) -> anyhow::Result<ExitCode> {
        let shown = self.table.display();
        let bytes = fs::read(&self.table).with_context(|| format!("{shown} cannot be read"))?;
        let source = read_source(&self.into)?;
        let sheet = match read_sheet(&shown.to_string(), &bytes, &known_names(&source)) {
            Ok(sheet) => sheet,
            Err(faults) => {
                println!("{faults}");
                return Ok(ExitCode::FAILURE);
            }
        };
        let existing = if self.replace {
            Existing::Replace
        } else {
            Existing::Keep
        };
        let imported = import_sheet(&source, &sheet, existing)?;
        for (path, text) in &imported.files {
            write_whole(&self.into.join(path), text)?;
        }
        self.report(&imported);
        Ok(ExitCode::SUCCESS)
    }

    fn report(&self, imported: &Imported) {
        let folder = self.into.display();
        let (added, replaced) = (imported.added.len(), imported.replaced.len());
        println!("{folder}: {added} added, {replaced} written anew");
        for (key, names) in [
            ("items", &imported.items_to_place),
            ("judgements", &imported.judgements_to_place),
        ] {
            if !names.is_empty() {
                println!("in no section yet; name them in a [[section]] of assessment.toml:");
                println!("{key} = {names:?}");
            }
        }
    }
}

impl Export {
    fn run(self) -> anyhow::Result<ExitCode> {
        let source = read_source(&self.assessment)?;
        let divider = if self.semicolon {
            Divider::Semicolon
        } else {
            Divider::Comma
        };
        let mark = if self.bom { "\u{feff}" } else { "" };
        let text = format!("{mark}{}", sheet_text(&sheet_of(&source), divider)?);
        match &self.to {
            None => print!("{text}"),
            Some(path) if path.exists() && !self.replace => {
                bail!(
                    "{} is there already; say --replace to write over it",
                    path.display()
                )
            }
            Some(path) => write_whole(path, &text)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Writes a file beside its place and then moves it there, so that nobody ever reads half of it.
fn write_whole(path: &Path, text: &str) -> anyhow::Result<()> {
    let shown = path.display();
    let beside = path.with_extension("new");
    fs::write(&beside, text).with_context(|| format!("{} cannot be written", beside.display()))?;
    fs::rename(&beside, path).with_context(|| format!("{shown} cannot be written"))
}
