//! `composure verify`.

use std::process::ExitCode;

use clap::Args;

use super::stores::Stores;
use crate::clock::Clock;

/// Recomputes audit chains, seals, events' digests and every score, and prints whatever differs from what is stored.
#[derive(Debug, Args)]
pub(super) struct Verify {
    #[command(flatten)]
    stores: Stores,
}

impl Verify {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let address = self.stores.public_address_at(&self.stores.listen);
        let app = self.stores.open(Clock::System, address).await?;
        let found = app.verify().await?;
        app.close().await;
        for difference in &found.differences {
            println!("{difference}");
        }
        println!(
            "Went through {} audit entries, {} seals, {} sittings with {} events, {} scorings.",
            found.n_audit_entries,
            found.n_seals,
            found.n_sittings,
            found.n_events,
            found.n_score_sets
        );
        if found.differences.is_empty() {
            println!("Everything is as it was written.");
            return Ok(ExitCode::SUCCESS);
        }
        println!("{} differences.", found.differences.len());
        Ok(ExitCode::FAILURE)
    }
}
