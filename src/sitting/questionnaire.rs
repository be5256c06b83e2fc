//! What can happen in a questionnaire: an item is answered, a page is left. Situations whose options are rated are
//! answered in the same way, an option for an item.

use std::collections::BTreeMap;

use super::event::Happening;
use super::plausible;
use super::refused::Refused;
use crate::assessment::ItemName;

/// The part of a definition that a questionnaire's events are held to.
pub(super) struct Questionnaire<'a> {
    pub(super) items: &'a [ItemName],
    pub(super) items_per_page: usize,
    pub(super) points: u8,
}

impl Questionnaire<'_> {
    /// Applies one event; `None` when it is of a kind that no questionnaire knows.
    pub(super) fn happen(
        &self,
        answers: &mut BTreeMap<ItemName, u8>,
        page: &mut u32,
        happening: &Happening,
    ) -> Option<Result<(), Refused>> {
        match happening {
            Happening::Answered(answered) => {
                if !self.items.contains(&answered.item) {
                    return Some(Err(Refused::NoSuchItem(answered.item.clone())));
                }
                if !(1..=self.points).contains(&answered.value) {
                    return Some(Err(Refused::NoSuchAnswer {
                        item: answered.item.clone(),
                        value: answered.value,
                        points: self.points,
                    }));
                }
                if let Err(refused) = check_times(answered.shown_ms, answered.response_ms) {
                    return Some(Err(refused));
                }
                answers.insert(answered.item.clone(), answered.value);
                Some(Ok(()))
            }
            Happening::PageFinished(finished) => {
                let pages = self.items.len().div_ceil(self.items_per_page.max(1));
                if finished.page as usize >= pages {
                    return Some(Err(Refused::NoSuchPage {
                        page: finished.page,
                        pages,
                    }));
                }
                if let Some(shown_for_ms) = finished.shown_for_ms
                    && let Err(refused) = plausible::duration("shown_for_ms", shown_for_ms)
                {
                    return Some(Err(refused));
                }
                *page = (*page).max(finished.page + 1);
                Some(Ok(()))
            }
            _ => None,
        }
    }
}

fn check_times(shown_ms: Option<f64>, response_ms: Option<f64>) -> Result<(), Refused> {
    let shown_ms = shown_ms
        .map(|value| plausible::moment("shown_ms", value))
        .transpose()?;
    let response_ms = response_ms
        .map(|value| plausible::moment("response_ms", value))
        .transpose()?;
    match (shown_ms, response_ms) {
        (Some(shown), Some(response)) if response < shown => Err(Refused::ImpossibleTime {
            field: "response_ms",
            value: response - shown,
        }),
        _ => Ok(()),
    }
}
