//! The latency of stopping block by block, against people who slow down.

use std::collections::BTreeMap;

use super::{Performance, Trial};
use crate::psychometrics::descriptive::mean;

/// One block's estimate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BlockEstimate {
    /// The block.
    pub block: u32,
    /// Its stop-signal reaction time in milliseconds; `None` where the block's trials do not give one.
    pub ssrt_ms: Option<f64>,
}

/// The estimates of all blocks, and their mean.
#[derive(Debug, Clone, PartialEq)]
pub struct BlockEstimates {
    /// One for each block, in rising order.
    pub blocks: Vec<BlockEstimate>,
    /// The mean of those that exist, in milliseconds.
    pub mean_ms: Option<f64>,
}

/// The stop-signal reaction time of each block by the integration method, and their mean.
///
/// *Model*: people who wait for the sign slow down in the course of the task; the go distribution of the whole task is
/// then wider than that of any moment, and the estimate comes out too short. Within a block the drift is small.
///
/// *Takes / gives*: the trials of one person, practice left out; milliseconds.
///
/// *Edges*: a block in which the person always or never stopped has no estimate and is left out of the mean.
///
/// *Source*: Verbruggen, Chambers & Logan (2013), *Psychological Science* 24, 352–362.
///
/// ```
/// use composure::psychometrics::reaction::stop_signal::block_estimates;
/// assert_eq!(block_estimates(&[]).mean_ms, None);
/// ```
pub fn block_estimates(trials: &[Trial]) -> BlockEstimates {
    let mut by_block: BTreeMap<u32, Vec<Trial>> = BTreeMap::new();
    for trial in trials {
        by_block.entry(trial.block).or_default().push(*trial);
    }
    let blocks: Vec<BlockEstimate> = by_block
        .into_iter()
        .map(|(block, trials)| BlockEstimate {
            block,
            ssrt_ms: Performance::of(&trials).integration_ms,
        })
        .collect();
    let estimates: Vec<f64> = blocks.iter().filter_map(|block| block.ssrt_ms).collect();
    BlockEstimates {
        mean_ms: mean(&estimates),
        blocks,
    }
}

#[cfg(test)]
mod tests {
    use super::super::performance::tests::{go, stop_trial, worked_example};
    use super::*;

    #[test]
    fn a_person_who_slows_down_is_estimated_block_by_block() {
        // The same race twice, the second 200 ms later for answers and delays alike: the latency has not changed.
        let first = worked_example();
        let later = first.iter().map(|trial| match trial.signal {
            super::super::Signal::Go => Trial {
                block: 1,
                ..go(trial.response.map(|r| r.rt_ms + 200.0))
            },
            super::super::Signal::Stop { delay_ms } => Trial {
                block: 1,
                ..stop_trial(delay_ms + 200.0, trial.response.map(|r| r.rt_ms + 200.0))
            },
        });
        let trials: Vec<Trial> = first.iter().copied().chain(later).collect();
        let estimates = block_estimates(&trials);
        assert_eq!(estimates.blocks.len(), 2);
        assert!((estimates.mean_ms.unwrap() - 201.875).abs() < 1e-9);
        let whole = Performance::of(&trials).integration_ms.unwrap();
        assert!(whole < 201.875, "{whole}");
    }

    #[test]
    fn a_block_without_a_failed_stop_is_left_out_of_the_mean() {
        let mut trials = worked_example();
        trials.push(Trial {
            block: 1,
            ..stop_trial(100.0, None)
        });
        let estimates = block_estimates(&trials);
        assert_eq!(estimates.blocks[1].ssrt_ms, None);
        assert_eq!(estimates.mean_ms, Some(201.875));
    }
}
