//! `composure serve`.

use std::net::TcpListener;
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::thread::available_parallelism;

use actix_web::web::Data;
use anyhow::Context as _;
use clap::Args;

use super::demo::{read_sign_ins, sign_ins_file};
use super::stores::Stores;
use crate::clock::Clock;
use crate::jobs::Jobs;
use crate::web::{health, server};

/// Runs the platform until SIGTERM or an interrupt.
#[derive(Debug, Args)]
pub(super) struct Serve {
    #[command(flatten)]
    stores: Stores,
    /// How many threads answer requests; one for each core unless told otherwise.
    #[arg(long, env = "COMPOSURE_WORKERS", value_name = "N")]
    workers: Option<NonZeroUsize>,
}

impl Serve {
    /// Serves, then ends in order: requests are answered, jobs finish their step, everything waiting is written.
    ///
    /// Each of the server's workers makes a small runtime of its own on its own thread. What they share — the writer
    /// of events, jobs — runs on the runtime here, whose threads no slow page can hold up.
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let listen = &self.stores.listen;
        let socket =
            TcpListener::bind(listen).with_context(|| format!("cannot listen at {listen}"))?;
        let at = socket.local_addr()?.to_string();
        let public_address = self.stores.public_address_at(&at);
        health::collect_metrics();
        let app = self
            .stores
            .open(Clock::System, public_address.clone())
            .await?;
        let published = app.publish_all(&self.stores.assessments).await?;
        for (folder, error) in published.held_back {
            let folder = folder.display();
            tracing::warn!(%folder, %error, "{folder} is not published; `composure check` says why");
        }
        for publication in published.publications {
            let name = &publication.assessment.name;
            let fingerprint = &publication.fingerprint;
            let was_known = publication.was_known;
            tracing::info!(%name, fingerprint, was_known, "assessment {name} is published");
        }
        let app = app.with_demo(read_sign_ins(&sign_ins_file(&self.stores.data))?);
        let app = Data::new(app);
        let jobs = Jobs::start(app.clone().into_inner());
        let cores = || available_parallelism().map_or(1, usize::from);
        let workers = self.workers.map_or_else(cores, usize::from);
        let server = server::start(app.clone(), socket, workers)?;
        tracing::info!(%at, workers, "listening at {at}");
        println!("Composure is at {public_address}/  (sign in: {public_address}/sign-in)");
        server.await.context("the server failed")?;

        jobs.stop().await;
        app.close().await;
        tracing::info!("ended in order");
        Ok(ExitCode::SUCCESS)
    }
}
