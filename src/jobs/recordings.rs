//! Makes playable files of recordings that have arrived whole.

use super::StepOutcome;
use crate::app::{App, Result};

/// Makes those that wait now, a few at a time.
pub async fn step(app: &App) -> Result<StepOutcome> {
    Ok(match app.process_recordings(app.now()).await? {
        0 => StepOutcome::Idle,
        _ => StepOutcome::Worked,
    })
}
