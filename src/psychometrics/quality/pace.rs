//! Pages answered faster than they can be read.

use crate::psychometrics::descriptive::all_finite;

/// How long a page was on the screen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageTime {
    /// Its time on the screen in seconds, all visits together; `None` where it was not measured.
    pub seconds: Option<f64>,
    /// How many items it has.
    pub n_items: usize,
}

/// The share of pages answered in less than so many seconds per item.
///
/// *Takes / gives*: one person's pages and a limit in seconds per item (2 is the usual one); 0 to 1.
///
/// *Edges*: exactly the limit is not too fast; pages without a time or items are left out; `None` when none is left
/// or a number is not finite.
///
/// *Source*: Huang, Curran, Keeney, Poposki & `DeShon` (2012), *Journal of Business and Psychology* 27, 99–114; Bowling
/// et al. (2023), *Organizational Research Methods* 26, 323–352.
///
/// ```
/// use composure::psychometrics::quality::{PageTime, too_fast_share};
/// let page = |seconds| PageTime { seconds, n_items: 7 };
/// assert_eq!(too_fast_share(&[page(Some(13.9)), page(Some(14.0)), page(None)], 2.0), Some(0.5));
/// ```
pub fn too_fast_share(pages: &[PageTime], seconds_per_item: f64) -> Option<f64> {
    let paces: Vec<f64> = pages
        .iter()
        .filter(|page| page.n_items > 0)
        .filter_map(|page| Some(page.seconds? / page.n_items as f64))
        .collect();
    if paces.is_empty() || !seconds_per_item.is_finite() || !all_finite(&paces) {
        return None;
    }
    let n_too_fast = paces
        .iter()
        .filter(|pace| **pace < seconds_per_item)
        .count();
    Some(n_too_fast as f64 / paces.len() as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_a_time_says_nothing() {
        let untimed = PageTime {
            seconds: None,
            n_items: 7,
        };
        let empty = PageTime {
            seconds: Some(0.0),
            n_items: 0,
        };
        assert_eq!(too_fast_share(&[untimed, empty], 2.0), None);
        let odd = PageTime {
            seconds: Some(f64::NAN),
            n_items: 7,
        };
        assert_eq!(too_fast_share(&[odd], 2.0), None);
    }
}
