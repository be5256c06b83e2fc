//! The order of a flanker task's trials, drawn from the sitting's seed so that a reload meets the same trials.

use rand::RngExt;
use rand::seq::SliceRandom;

use super::event::Side;
use crate::assessment::{FlankerTask, FormLength};
use crate::clock;
use crate::psychometrics::reaction::flanker::Flankers;

/// Keeps this task's draws apart from those of the sitting's other tasks.
const STREAM: u64 = 0x666c_616e_6b65_0001;

/// The most trials of one kind, or of one side, in a row, so that neither can be foreseen.
const LONGEST_RUN: usize = 4;

/// One trial as it is to be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlannedTrial {
    /// The block it belongs to; `None` for practice.
    pub block: Option<u32>,
    /// Where the middle arrow points.
    pub side: Side,
    /// Where its neighbours point.
    pub flankers: Flankers,
}

impl PlannedTrial {
    /// Where the neighbours point, as the browser names it.
    pub fn flankers_word(&self) -> &'static str {
        match self.flankers {
            Flankers::Congruent => "congruent",
            Flankers::Incongruent => "incongruent",
        }
    }
}

/// Every trial of one sitting's task in order, practice first.
///
/// Half of each block is incongruent, and half of either kind belongs to each side; no kind and no side comes more than
/// four times in a row.
pub fn plan(task: &FlankerTask, length: FormLength, seed: u64) -> Vec<PlannedTrial> {
    let form = task.form(length);
    let mut rng = clock::seeded(seed ^ STREAM);
    form.parts()
        .flat_map(|(block, trials)| shuffled_block(block, trials, &mut rng))
        .collect()
}

fn shuffled_block(block: Option<u32>, trials: u32, rng: &mut impl RngExt) -> Vec<PlannedTrial> {
    let mut planned: Vec<PlannedTrial> = (0..trials)
        .map(|idx| PlannedTrial {
            block,
            side: if idx.is_multiple_of(2) {
                Side::Left
            } else {
                Side::Right
            },
            flankers: if idx % 4 < 2 {
                Flankers::Congruent
            } else {
                Flankers::Incongruent
            },
        })
        .collect();
    // About one order in twenty of 40 trials has no longer run; the last one drawn stands where none was found.
    for _ in 0..2000 {
        planned.shuffle(rng);
        if has_mixed_order(&planned) {
            break;
        }
    }
    planned
}

fn has_mixed_order(planned: &[PlannedTrial]) -> bool {
    !planned.windows(LONGEST_RUN + 1).any(|run| {
        run.iter().all(|trial| trial.side == run[0].side)
            || run.iter().all(|trial| trial.flankers == run[0].flankers)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::example::example;

    fn task() -> FlankerTask {
        example().1.flanker_tasks.remove(0)
    }

    #[test]
    fn every_block_has_each_kind_on_each_side_equally_often_and_no_long_run() {
        for seed in 0..50 {
            let planned = plan(&task(), FormLength::Standard, seed);
            assert_eq!(planned.len(), 20 + 3 * 40);
            for block in [None, Some(0), Some(1), Some(2)] {
                let of_block: Vec<PlannedTrial> = (planned.iter().copied())
                    .filter(|trial| trial.block == block)
                    .collect();
                for side in [Side::Left, Side::Right] {
                    for flankers in [Flankers::Congruent, Flankers::Incongruent] {
                        let is_one = |trial: &&PlannedTrial| {
                            trial.side == side && trial.flankers == flankers
                        };
                        let n = of_block.iter().filter(is_one).count();
                        assert_eq!(n * 4, of_block.len());
                    }
                }
                assert!(has_mixed_order(&of_block), "seed {seed}, block {block:?}");
            }
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_order_and_another_seed_another() {
        let first = plan(&task(), FormLength::Short, 1);
        assert_eq!(first, plan(&task(), FormLength::Short, 1));
        assert_ne!(first, plan(&task(), FormLength::Short, 2));
    }
}
