//! What an expectation step costs at least, and how near the code comes.

use std::hint::black_box;

use anyhow::Result;
use composure::psychometrics::irt::calibrate::{Curves, Patterns, WindowUse, Windows, expected};
use composure::psychometrics::irt::{ItemModel, Latent, Quadrature};

use crate::data;
use crate::stopwatch::Stopwatch;

/// How many times as much two threads do as one, of arithmetic that needs no memory: what a second thread can gain here
/// and now.
pub(crate) fn second_thread() -> Result<()> {
    let spin = |n_threads: usize| -> Result<f64> {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(n_threads)
            .build()?;
        let watch = Stopwatch::start();
        pool.broadcast(|_| {
            let mut value = black_box(1.0f64);
            for _ in 0..100_000_000u32 {
                value = value * 0.999_999 + 1e-6;
            }
            black_box(value)
        });
        Ok(watch.read().seconds)
    };
    let (one, two) = (spin(1)?, spin(2)?);
    println!(
        "Second thread: two threads do {:.2} times the plain arithmetic of one on this machine now",
        2.0 * one / two
    );
    Ok(())
}

/// One expectation step of 100,000 × 40 × 5 on one thread beside the arithmetic and memory traffic it is made of.
///
/// A person's likelihood is a product over the items and their share is added to each item's counts: without pairs and
/// windows 2 × 40 × 61 operations, 488 million for all. Pairs of items halve that; windows leave the nodes where
/// the posterior is not negligible.
pub(crate) fn measure() -> Result<()> {
    let responses = data::graded_100k()?;
    let quadrature = Quadrature::default();
    let watch = Stopwatch::start();
    let patterns = Patterns::new(&responses)?;
    let seconds_sorting = watch.read().processor_seconds;
    let models: Vec<ItemModel> = (0..40)
        .map(|item| ItemModel::Graded {
            slope: 0.9 + 0.02 * f64::from(item),
            intercepts: vec![1.8, 0.6, -0.6, -1.8],
        })
        .collect();
    let curves = Curves::new(&models, &quadrature);
    let mut windows = Windows::new(&patterns, &quadrature, WindowUse::LogConcave);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build()?;
    let mut step = || {
        let watch = Stopwatch::start();
        pool.install(|| {
            let at = (&quadrature, Latent::STANDARD);
            expected(&patterns, &curves, at, &mut windows)
        });
        watch.read().processor_seconds
    };
    let whole = step();
    let narrow: Vec<f64> = (0..9).map(|_| step()).collect();
    let best = narrow.iter().copied().fold(f64::INFINITY, f64::min);
    let nodes = windows.mean_nodes().unwrap_or(61.0);
    let operations = 2.0 * 20.0 * nodes * responses.n_persons() as f64;
    // Each product reads 8 bytes of a table; each count is read and written.
    let bytes = operations * 12.0;
    println!(
        "Expectation step 100,000 × 40 × 5, 1 thread: {:.1} ms over all nodes, {:.1} ms in windows of {nodes:.1} nodes \
         on average; {:.0} million operations and {:.1} GB of tables in cache: {:.1} Gflop/s, {:.1} GB/s; patterns \
         sorted once in {:.1} ms",
        whole * 1e3,
        best * 1e3,
        operations / 1e6,
        bytes / 1e9,
        operations / best / 1e9,
        bytes / best / 1e9,
        seconds_sorting * 1e3,
    );
    Ok(())
}
