//! (c) What the server holds with 1,000 open sittings.

use anyhow::Result;

use crate::answers;
use crate::platform::Running;

/// Opens 1,000 sittings, takes each to the questionnaire, and prints the server's memory.
pub(crate) async fn measure(running: &Running) -> Result<()> {
    let before = running.memory_mb()?;
    let candidates = answers::candidates(running, 1_000).await?;
    println!(
        "(c) {:.0} MB with {} open sittings more ({before:.0} MB before; aim: at most 150 MB)",
        running.memory_mb()?,
        candidates.len()
    );
    Ok(())
}
