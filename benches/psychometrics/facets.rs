//! Raters' severities: 3,000 persons, 20 raters, 5 items.

use std::ops::ControlFlow;

use anyhow::{Context, Result};
use composure::psychometrics::facets::{Nodes, Options, Rating, Ratings, StepModel, fit};

use crate::stopwatch::Stopwatch;
use crate::{data, process};

/// What TAM reached on its 21 nodes from −6 to 6, and how long it took. They are too coarse for these data: the
/// integral's deviance is 102809.3605, which the usual nodes give.
const TAM_DEVIANCE: f64 = 102_808.743_9;
const TAM_SECONDS: f64 = 1.2;

/// Fits common steps on TAM's nodes and on the usual ones, on one thread.
pub(crate) fn measure() -> Result<()> {
    let ratings = ratings()?;
    let nodes = Nodes { n: 21, reach: 6.0 };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    pool.install(|| {
        fitted("TAM's nodes", &ratings, Some(nodes))?;
        fitted("the usual nodes", &ratings, None)
    })
}

fn ratings() -> Result<Ratings> {
    let table = data::table::<u32>("sim_mfr_3000x20x5.csv.gz")?;
    let rows = table.rows.iter().map(|row| {
        let (names, scores) = row.split_at(2);
        let index = |name: Option<u32>| Some(usize::try_from(name?).ok()?.saturating_sub(1));
        Some(Rating {
            person: index(names[0])?,
            rater: index(names[1])?,
            scores: scores.to_vec(),
        })
    });
    let rows: Option<Vec<Rating>> = rows.collect();
    Ok(Ratings::new(
        rows.context("a rating without person or rater")?,
    )?)
}

fn fitted(label: &str, ratings: &Ratings, nodes: Option<Nodes>) -> Result<()> {
    let options = Options {
        steps: StepModel::Common,
        nodes,
    };
    let watch = Stopwatch::start();
    let found = fit(ratings, &options, &mut |_| ControlFlow::Continue(()))?;
    let reading = watch.read();
    println!(
        "Facets 3,000 × 20 × 5 on {label}, 1 thread: {reading} to deviance {:.4} (TAM {TAM_DEVIANCE:.4} in {TAM_SECONDS:.1} s, ratio \
         {:.0} on the clock, {:.0} on processors); peak {:.0} MB",
        found.deviance(),
        TAM_SECONDS / reading.seconds,
        TAM_SECONDS / reading.processor_seconds,
        process::peak_mb(),
    );
    Ok(())
}
