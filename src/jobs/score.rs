//! Scores sittings that were handed in.

use super::StepOutcome;
use crate::app::{App, Result};

/// Scores those that wait now.
pub async fn step(app: &App) -> Result<StepOutcome> {
    Ok(match app.score_waiting().await? {
        0 => StepOutcome::Idle,
        _ => StepOutcome::Worked,
    })
}
