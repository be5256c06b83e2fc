//! Shares of content.

use super::{Error, ItemBank, checked};

/// What share of the questions each area of content is to have.
///
/// Its field is private because the shares are above 0 and sum to 1.
///
/// *Model*: the next item comes from the area whose share of the questions so far, this one included, falls shortest of
/// its goal; of equals from the first.
///
/// *Takes / gives*: goals in any unit, one for each area.
///
/// *Errors*: no area, a goal that is not finite and above 0.
///
/// *Source*: Kingsbury & Zara (1989), *Applied Measurement in Education* 2, 359–375.
///
/// ```
/// use composure::psychometrics::adaptive::ContentPlan;
/// let plan = ContentPlan::new(&[2.0, 1.0])?;
/// assert_eq!(plan.shares(), [2.0 / 3.0, 1.0 / 3.0]);
/// # Ok::<(), composure::psychometrics::adaptive::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct ContentPlan {
    shares: Vec<f64>,
}

impl ContentPlan {
    /// A plan with these goals.
    pub fn new(goals: &[f64]) -> Result<Self, Error> {
        let n_areas = goals.len() as f64;
        checked(
            n_areas,
            !goals.is_empty(),
            "number of content areas",
            "at least 1",
        )?;
        for &goal in goals {
            let is_right = goal.is_finite() && 0.0 < goal;
            checked(
                goal,
                is_right,
                "share of a content area",
                "finite and above 0",
            )?;
        }
        let total: f64 = goals.iter().sum();
        checked(total, total.is_finite(), "sum of shares", "finite")?;
        Ok(Self {
            shares: goals.iter().map(|goal| goal / total).collect(),
        })
    }

    /// One area for everything.
    pub fn single() -> Self {
        Self { shares: vec![1.0] }
    }

    /// Each area's share; they sum to 1.
    pub fn shares(&self) -> &[f64] {
        &self.shares
    }

    /// Every item of the bank belongs to an area of the plan.
    pub(super) fn check(&self, bank: &ItemBank) -> Result<(), Error> {
        let n_areas = self.shares.len();
        let mut items = bank.items().iter().enumerate();
        match items.find(|(_, item)| n_areas <= item.content) {
            Some((item_idx, item)) => Err(Error::ContentArea {
                item_idx,
                content: item.content,
                n_areas,
            }),
            None => Ok(()),
        }
    }

    /// The area of the next item, among those that still have one; `None` where none has.
    pub(super) fn next_area(&self, asked: &[usize], available: &[usize]) -> Option<usize> {
        let n_next = asked.iter().sum::<usize>() as f64 + 1.0;
        let areas = self.shares.iter().zip(asked).zip(available).enumerate();
        let with_items = areas.filter(|(_, (_, available))| 0 < **available);
        let lacking =
            with_items.map(|(area, ((share, asked), _))| (area, share * n_next - *asked as f64));
        // Of equals `max_by` gives the last, so that the areas are taken from the end.
        let reversed: Vec<(usize, f64)> = lacking.collect();
        let most = reversed
            .into_iter()
            .rev()
            .max_by(|(_, a), (_, b)| a.total_cmp(b));
        most.map(|(area, _)| area)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_take_turns_by_their_shares() {
        let plan = ContentPlan::new(&[2.0, 1.0, 1.0]).unwrap();
        let mut asked = [0; 3];
        let mut order = Vec::new();
        for _ in 0..8 {
            let area = plan.next_area(&asked, &[9, 9, 9]).unwrap();
            asked[area] += 1;
            order.push(area);
        }
        assert_eq!(asked, [4, 2, 2]);
        assert_eq!(order[..4], [0, 1, 2, 0]);
    }

    #[test]
    fn an_area_without_items_is_passed_over() {
        let plan = ContentPlan::new(&[1.0, 1.0]).unwrap();
        assert_eq!(plan.next_area(&[0, 5], &[0, 3]), Some(1));
        assert_eq!(plan.next_area(&[0, 5], &[0, 0]), None);
    }

    #[test]
    fn plans_without_sense_are_refused() {
        for goals in [&[][..], &[0.0], &[f64::NAN, 1.0], &[f64::MAX, f64::MAX]] {
            assert!(ContentPlan::new(goals).is_err(), "{goals:?}");
        }
    }
}
