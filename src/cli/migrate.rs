//! `composure migrate`.

use std::process::ExitCode;

use clap::Args;

use super::stores::Stores;

/// Brings the tables up to date, which every other command does too.
#[derive(Debug, Args)]
pub(super) struct Migrate {
    #[command(flatten)]
    stores: Stores,
}

impl Migrate {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let db = self.stores.database().await?;
        db.migrate().await?;
        db.close().await;
        println!("The database is up to date.");
        Ok(ExitCode::SUCCESS)
    }
}
