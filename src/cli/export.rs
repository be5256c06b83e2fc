//! `composure export`.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use super::stores::{Stores, make_private};
use crate::clock::Clock;

/// Writes every campaign's scores and their codebook as comma-separated values, two files a campaign.
///
/// Campaigns without a seal have nothing to show and are left out. Names that reviewers may not see are left out too.
#[derive(Debug, Args)]
pub(super) struct Export {
    #[command(flatten)]
    stores: Stores,
    /// Folder to write to.
    #[arg(long, value_name = "DIR", default_value = "./export")]
    to: PathBuf,
}

impl Export {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let address = self.stores.public_address_at(&self.stores.listen);
        let app = self.stores.open(Clock::System, address).await?;
        make_private(&self.to)?;
        for reviewer in app.platform_reviewers().await? {
            for campaign in app.exportable_campaigns(&reviewer).await? {
                let scores = app.export_campaign(&reviewer, campaign).await?;
                self.write(&format!("{campaign}.csv"), &scores)?;
                let codebook = app.codebook(&reviewer, campaign).await?;
                self.write(&format!("{campaign}-codebook.csv"), &codebook)?;
            }
        }
        app.close().await;
        Ok(ExitCode::SUCCESS)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let file = self.to.join(name);
        fs::write(&file, bytes).with_context(|| format!("{} cannot be written", file.display()))?;
        println!("{}", file.display());
        Ok(())
    }
}
