//! Where the search for the maximum starts.

use super::Ratings;
use super::layout::Layout;

/// Parameters near enough for Newton's method: logits of how far up the scale items and elements score, even steps
/// from how often neighbouring categories were given, and a standard deviation of 1.
pub(super) fn start(ratings: &Ratings, layout: &Layout) -> Vec<f64> {
    let mut parameters = vec![0.0; layout.n_full];
    let mut items = vec![Share::default(); layout.n_items];
    let mut elements = vec![Share::default(); layout.n_elements];
    // For each step how often the category below and the one above it were given.
    let mut below = vec![0.5_f64; layout.n_full];
    let mut above = vec![0.5_f64; layout.n_full];
    for (row, &element) in ratings.rows.iter().zip(&ratings.element_of_row) {
        for (item, score) in row.given() {
            let passed = (score - layout.lowest[item]) as usize;
            let steps = layout.steps[item].clone();
            items[item].add(passed, steps.len());
            elements[element].add(passed, steps.len());
            if passed > 0 {
                above[steps.start + passed - 1] += 1.0;
            }
            if passed < steps.len() {
                below[steps.start + passed] += 1.0;
            }
        }
    }
    for (place, share) in items.iter().chain(&elements).enumerate() {
        parameters[place] = share.logit();
    }
    for step in layout.n_items + layout.n_elements..layout.log_sd {
        parameters[step] = (below[step] / above[step]).ln();
    }
    layout.centre(&mut parameters);
    parameters
}

/// How much of what could be scored was scored.
#[derive(Debug, Clone, Copy, Default)]
struct Share {
    passed: f64,
    highest: f64,
}

impl Share {
    fn add(&mut self, passed: usize, highest: usize) {
        self.passed += passed as f64;
        self.highest += highest as f64;
    }

    /// The location at which a person of ability 0 would score so; half a point each way keeps it finite.
    fn logit(self) -> f64 {
        ((self.highest - self.passed + 0.5) / (self.passed + 0.5)).ln()
    }
}
