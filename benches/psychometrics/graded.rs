//! Graded responses: calibration, scores and standard errors.

use std::ops::ControlFlow;

use anyhow::{Context, Result};
use composure::psychometrics::irt::calibrate::{
    Calibration, Model, Options, Progress, Stopping, calibrate,
};
use composure::psychometrics::irt::scores::eap;
use composure::psychometrics::irt::{Quadrature, Responses};

use crate::stopwatch::{Reading, Stopwatch};
use crate::{data, process};

/// What mirt 1.45.1 reached, and how long it took; a figure with fewer decimals stands at the lower end of what it can be.
struct Other {
    log_likelihood: f64,
    seconds: f64,
}

/// 100,000 people, 40 items, five categories.
pub(crate) fn large(n_threads: usize) -> Result<()> {
    let responses = data::graded_100k()?;
    let other = Other {
        log_likelihood: -5_112_382.115_7,
        seconds: 35.0,
    };
    let label = format!("GRM 100,000 × 40 × 5, {n_threads} thread(s)");
    measured(&label, &responses, n_threads, &other).map(drop)
}

/// 2,800 people, 25 items, six categories, some missing.
pub(crate) fn small() -> Result<()> {
    let responses = data::bfi_25()?;
    let other = Other {
        log_likelihood: -107_241.987_075,
        seconds: 4.4,
    };
    measured("GRM bfi 2,800 × 25 × 6, 1 thread", &responses, 1, &other).map(drop)
}

fn measured(
    label: &str,
    responses: &Responses,
    n_threads: usize,
    other: &Other,
) -> Result<Calibration> {
    let before = process::peak_mb();
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(n_threads)
        .build()?;
    let watch = Stopwatch::start();
    let mut reached: Option<(usize, Reading)> = None;
    let mut progress = |so_far: Progress| {
        if reached.is_none() && other.log_likelihood <= so_far.log_likelihood {
            reached = Some((so_far.cycle, watch.read()));
        }
        ControlFlow::Continue(())
    };
    let found = pool.install(|| calibrate(responses, &options(), &mut progress))?;
    let whole = watch.read();
    let (cycle, until) = reached.context("the log-likelihood of mirt was not reached")?;
    println!(
        "{label}: {until} and {cycle} cycles to mirt's log-likelihood {:.5}, which took {:.1} s there (ratio {:.0} on \
         the clock, {:.0} on processors); converged at {:.5} after {whole}, {} cycles, {} expectation steps; peak {:.0} \
         MB ({before:.0} MB after reading)",
        other.log_likelihood,
        other.seconds,
        other.seconds / until.seconds,
        other.seconds / until.processor_seconds,
        found.log_likelihood(),
        found.solution.cycles,
        found.solution.expectation_steps,
        process::peak_mb(),
    );
    Ok(found)
}

fn options() -> Options {
    Options {
        stopping: Stopping {
            tolerance: 1e-5,
            ..Stopping::default()
        },
        ..Options::new(Model::Graded)
    }
}

/// The expected abilities of 100,000 people with known items.
pub(crate) fn scores() -> Result<()> {
    let responses = data::graded_100k()?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    let mut silent = |_: Progress| ControlFlow::Continue(());
    let found = calibrate(&responses, &options(), &mut silent)?;
    let models = found.models();
    let at = (&Quadrature::default(), found.latent);
    let watch = Stopwatch::start();
    let scores = pool.install(|| eap(&responses, &models, at))?;
    let reading = watch.read();
    println!(
        "EAP 100,000 × 40 × 5, 1 thread: {reading} (mirt 9 s, ratio {:.0} on the clock, {:.0} on processors); first \
         person {:.6}",
        9.0 / reading.seconds,
        9.0 / reading.processor_seconds,
        scores.first().map_or(f64::NAN, |score| score.theta),
    );
    Ok(())
}

/// The standard errors of 200 parameters.
pub(crate) fn errors() -> Result<()> {
    let responses = data::graded_100k()?;
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build()?;
    let mut silent = |_: Progress| ControlFlow::Continue(());
    let found = pool.install(|| calibrate(&responses, &options(), &mut silent))?;
    let watch = Stopwatch::start();
    let errors = pool.install(|| found.standard_errors())?;
    println!(
        "Standard errors 100,000 × 40 × 5, 2 threads: {}; first slope {:.6}; peak {:.0} MB",
        watch.read(),
        errors
            .items
            .first()
            .and_then(|item| item.slope)
            .unwrap_or(f64::NAN),
        process::peak_mb(),
    );
    Ok(())
}
