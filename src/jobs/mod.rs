//! Work that nobody waits for: one file for each job, each with a testable `step`, and one runner for all of them.
//!
//! A job finds its work in the database, so nothing is lost when a server ends; several servers may run the same jobs.

pub mod recordings;
pub mod score;

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::app::App;

/// How long to wait before looking again when nobody rings, in seconds: another server may have taken the work in.
const LOOK_EVERY: Duration = Duration::from_secs(5);

/// What one step of a job came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepOutcome {
    /// Something was done, and there may be more.
    Worked,
    /// There was nothing to do.
    Idle,
}

/// The running jobs of this server.
#[derive(Debug)]
pub struct Jobs {
    is_over: watch::Sender<bool>,
    runner: JoinHandle<()>,
}

impl Jobs {
    /// Starts the jobs on the current runtime.
    pub fn start(app: Arc<App>) -> Self {
        let (is_over, over) = watch::channel(false);
        Self {
            is_over,
            runner: tokio::spawn(run(app, over)),
        }
    }

    /// Lets the step that is being done end, and starts no other.
    pub async fn stop(self) {
        // The runner may have gone already.
        let _ = self.is_over.send(true);
        if let Err(fault) = self.runner.await {
            tracing::error!("the jobs ended before they were told to: {fault}");
        }
    }
}

async fn run(app: Arc<App>, mut over: watch::Receiver<bool>) {
    while !*over.borrow() {
        if step_all(&app).await == StepOutcome::Worked {
            continue;
        }
        tokio::select! {
            _ = over.changed() => {}
            () = app.wait_for_work() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}

async fn step_all(app: &App) -> StepOutcome {
    let outcomes = [
        ("score", score::step(app).await),
        ("recordings", recordings::step(app).await),
    ];
    let mut together = StepOutcome::Idle;
    for (job, outcome) in outcomes {
        match outcome {
            Ok(StepOutcome::Worked) => together = StepOutcome::Worked,
            Ok(StepOutcome::Idle) => {}
            Err(error) => tracing::error!(job, ?error, "job {job} failed and will be tried again"),
        }
    }
    together
}
