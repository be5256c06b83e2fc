//! `composure demo`.

use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, bail};
use clap::Args;

use super::stores::{Stores, make_private};
use crate::app::demo::{DemoOptions, DemoSignIns, STORY_BEGINS};
use crate::clock::{Chance, Clock};

/// How long a demonstration's links are good, in days.
const LINK_DAYS: i64 = 365;

/// Loads a demonstration: an agency with staff, campaigns and applicants who do not exist.
///
/// The last line of what it prints is one JSON object with sign-ins and links. Where a demonstration is loaded already,
/// it changes nothing and prints the same object again.
#[derive(Debug, Args)]
pub(super) struct Demo {
    #[command(flatten)]
    stores: Stores,
    /// How many applicants hand in.
    #[arg(long, default_value_t = 400)]
    applicants: u32,
    /// What everything but passwords is drawn from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl Demo {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let address = self.stores.public_address_at(&self.stores.listen);
        make_private(&self.stores.data)?;
        let clock = Clock::manual(STORY_BEGINS);
        let app = self.stores.open(clock, address).await?;
        let app = app.with_chance(Chance::seeded(self.seed));
        let file = sign_ins_file(&self.stores.data);
        let sign_ins = if app.has_demo().await? {
            read_sign_ins(&file)?.with_context(|| {
                format!(
                    "a demonstration is loaded, and its sign-ins are not in {}; load another with --data or --database",
                    file.display()
                )
            })?
        } else {
            let published = app.publish_all(&self.stores.assessments).await?;
            for (folder, error) in published.held_back {
                eprintln!("{} is not published: {error}", folder.display());
            }
            let publications = published.publications;
            if publications.is_empty() {
                bail!(
                    "there is no assessment in {}",
                    self.stores.assessments.display()
                );
            }
            let options = DemoOptions {
                applicants: self.applicants,
                seed: self.seed,
                links_expire: Clock::System.now().plus_days(LINK_DAYS),
            };
            let sign_ins = app.load_demo(&options, &publications).await?;
            write_private(&file, &serde_json::to_string_pretty(&sign_ins)?)?;
            sign_ins
        };
        app.close().await;
        print(&sign_ins)?;
        Ok(ExitCode::SUCCESS)
    }
}

fn print(sign_ins: &DemoSignIns) -> anyhow::Result<()> {
    println!("Demo data at {}/", sign_ins.address);
    println!("\nSign in at {}/sign-in as", sign_ins.address);
    for one in &sign_ins.sign_ins {
        println!("  {:<14} {}  {}", one.role, one.email, one.password);
    }
    if let Some(invitation) = sign_ins.invitations.first() {
        println!("\nTake the assessment at\n  {}", invitation.link);
    }
    println!("\n{}", serde_json::to_string(sign_ins)?);
    Ok(())
}

/// Where a demonstration's sign-ins are kept.
pub(super) fn sign_ins_file(data: &Path) -> PathBuf {
    data.join("demo-sign-ins.json")
}

/// The sign-ins of the demonstration that is loaded, where there is one.
pub(super) fn read_sign_ins(file: &Path) -> anyhow::Result<Option<DemoSignIns>> {
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(error).with_context(|| format!("{} cannot be read", file.display()));
        }
    };
    let sign_ins = serde_json::from_str(&text)
        .with_context(|| format!("{} does not hold sign-ins", file.display()))?;
    Ok(Some(sign_ins))
}

/// Writes a file that only its owner can read.
fn write_private(file: &Path, text: &str) -> anyhow::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options
        .open(file)
        .and_then(|mut file| file.write_all(text.as_bytes()));
    written.with_context(|| format!("{} cannot be written", file.display()))
}
