//! Where the platform listens and keeps what it knows: the options that commands share.

use std::fs::DirBuilder;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;

use crate::app::App;
use crate::clock::Clock;
use crate::media::MediaStore;
use crate::storage::Db;

/// The options of every command that opens the platform.
#[derive(Debug, Args)]
pub(super) struct Stores {
    /// Where to listen.
    #[arg(
        long,
        env = "COMPOSURE_LISTEN",
        value_name = "ADDR",
        default_value = "127.0.0.1:8080"
    )]
    pub(super) listen: String,
    /// How the platform is reached from outside, at which links begin [default: `http://LISTEN`].
    #[arg(long, env = "COMPOSURE_PUBLIC_ADDRESS", value_name = "URL")]
    pub(super) public_address: Option<String>,
    /// Folder of the SQLite file and of recordings.
    #[arg(
        long,
        env = "COMPOSURE_DATA",
        value_name = "DIR",
        default_value = "./data"
    )]
    pub(super) data: PathBuf,
    /// `sqlite:FILE` or `postgres://…` [default: `sqlite:DATA/composure.sqlite`].
    #[arg(
        long,
        env = "COMPOSURE_DATABASE",
        value_name = "URL",
        hide_env_values = true
    )]
    pub(super) database: Option<String>,
    /// `file:FOLDER` or `s3://BUCKET?endpoint=…` [default: `file:DATA/media`].
    #[arg(
        long,
        env = "COMPOSURE_MEDIA",
        value_name = "URL",
        hide_env_values = true
    )]
    pub(super) media: Option<String>,
    /// Folder of the assessments to publish; their films lie below the folder it is in.
    #[arg(
        long,
        env = "COMPOSURE_ASSESSMENTS",
        value_name = "DIR",
        default_value = "./assessments"
    )]
    pub(super) assessments: PathBuf,
    /// The most events written in one transaction; 1 shows what grouping saves.
    #[arg(long, hide = true, value_name = "N")]
    most_events_in_a_commit: Option<usize>,
}

impl Stores {
    /// Opens the database, without touching its tables.
    pub(super) async fn database(&self) -> anyhow::Result<Db> {
        let address = if let Some(address) = &self.database {
            address.clone()
        } else {
            make_private(&self.data)?;
            format!("sqlite:{}", self.data.join("composure.sqlite").display())
        };
        Db::open(&address)
            .await
            .context("the database cannot be opened")
    }

    /// Opens the platform, with its tables brought up to date.
    pub(super) async fn open(&self, clock: Clock, public_address: String) -> anyhow::Result<App> {
        let db = self.database().await?;
        let media = if let Some(address) = &self.media {
            MediaStore::open(address)?
        } else {
            make_private(&self.data)?;
            MediaStore::open_folder(&self.data.join("media"))?
        };
        let app = App::open(db, media, clock, public_address).await?;
        Ok(match self.most_events_in_a_commit {
            Some(most) => app.with_most_events_in_a_commit(most),
            None => app,
        })
    }

    /// How links begin, where the platform listens at `listen`.
    pub(super) fn public_address_at(&self, listen: &str) -> String {
        let address = match &self.public_address {
            Some(address) => address.clone(),
            None => format!("http://{listen}"),
        };
        address.trim_end_matches('/').to_owned()
    }
}

/// Makes a folder that only its owner can look into; one that is there stays as it is.
pub(super) fn make_private(folder: &Path) -> anyhow::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder
        .create(folder)
        .with_context(|| format!("folder {} cannot be made", folder.display()))
}
