//! How long the disk takes to say that something is on it: under it lies every durable figure.

use std::fs::File;
use std::io::{Seek, SeekFrom, Write};
use std::path::Path;
use std::time::Instant;

use anyhow::Result;

const TRIES: usize = 200;

/// The median time of writing and syncing 4 KiB in a folder, in milliseconds.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
pub(crate) fn median_sync_ms(folder: &Path) -> Result<f64> {
    let path = folder.join("sync-probe");
    let mut file = File::create(&path)?;
    let mut times = Vec::with_capacity(TRIES);
    for _ in 0..TRIES {
        let start = Instant::now();
        file.seek(SeekFrom::Start(0))?;
        file.write_all(&[7; 4096])?;
        file.sync_data()?;
        times.push(start.elapsed().as_secs_f64() * 1000.0);
    }
    std::fs::remove_file(path)?;
    times.sort_by(f64::total_cmp);
    Ok(times[TRIES / 2])
}
