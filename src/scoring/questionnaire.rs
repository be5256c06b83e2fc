//! A questionnaire scale's raw score: the sum of its items, reverse-keyed ones turned, few missing ones prorated.

use super::raw::{RawScore, detail, refusal};
use super::record::Record;
use super::result::{Evidence, Outcome};
use crate::assessment::{Assessment, Direction, Item, ItemRole, ScaleName};
use crate::psychometrics::classical::{prorated_sum, reverse_keyed};

/// Scores one questionnaire scale. Late answers count as missing; evidence shows them.
pub(super) fn score(
    assessment: &Assessment,
    scale: &ScaleName,
    maximum_missing: f64,
    record: &Record<'_>,
) -> RawScore {
    let keyed = (assessment.items.iter()).filter_map(|item| match &item.role {
        ItemRole::Keyed {
            scale: of,
            direction,
        } if of == scale => Some((item, *direction)),
        _ => None,
    });
    let evidence: Vec<Evidence> = keyed
        .map(|(item, direction)| evidence_of(assessment, item, direction, record))
        .collect();
    let counted: Vec<Option<f64>> = evidence.iter().map(|evidence| evidence.points).collect();
    let answered = counted.iter().flatten().count();
    let outcome = match prorated_sum(&counted, maximum_missing) {
        Ok(sum) => Outcome::Scored {
            score: (sum.sum, sum.n_used, sum.n_missing),
        },
        Err(_too_many_missing) => refusal(
            "too_many_missing",
            format!(
                "{answered} of {} items were answered in time; at most {:.0} % may be missing.",
                counted.len(),
                maximum_missing * 100.0
            ),
        ),
    };
    RawScore {
        outcome,
        details: vec![
            detail("items", Some(counted.len() as f64)),
            detail("items answered in time", Some(answered as f64)),
        ],
        evidence,
    }
}

fn evidence_of(
    assessment: &Assessment,
    item: &Item,
    direction: Direction,
    record: &Record<'_>,
) -> Evidence {
    let highest = f64::from(assessment.response_scale.points());
    let given = record.answers.get(&item.name);
    let points = given.filter(|given| !given.is_late).and_then(|given| {
        let code = f64::from(given.answer.value);
        match direction {
            Direction::Positive => Some(code),
            Direction::Negative => reverse_keyed(code, 1.0, highest).ok(),
        }
    });
    Evidence {
        sequence: given.map(|given| given.sequence),
        asked: item.text.get("en").to_owned(),
        answered: given.map_or("no answer".to_owned(), |given| {
            assessment.response_scale.worded(given.answer.value)
        }),
        points,
        note: note(direction, given.is_some_and(|given| given.is_late)),
    }
}

fn note(direction: Direction, is_late: bool) -> Option<String> {
    match (direction, is_late) {
        (_, true) => Some("late: kept, not counted".to_owned()),
        (Direction::Negative, false) => Some("reverse-keyed".to_owned()),
        (Direction::Positive, false) => None,
    }
}
