//! Answers in categories.

use super::Error;

/// The mark of a missing answer inside the packed table.
const MISSING: u8 = u8::MAX;

/// Answers of several people to several items, in categories counted from 0.
///
/// Its fields are private because every answer is a category of its item. Answers are kept as one byte each, a
/// person's side by side: 100,000 people and 40 items are 4 MB.
///
/// *Takes / gives*: `persons × items`; categories 0 … K − 1, at most 254 of them; missing = `None`.
///
/// *Edges*: people without any answer stay; a category that nobody chose stays too and is named by
/// [`Responses::unused_categories`], never merged with its neighbour.
///
/// ```
/// use composure::psychometrics::irt::Responses;
/// let items = ["calm".to_owned(), "alert".to_owned()];
/// let coded = [vec![Some(1.0), Some(3.0)], vec![Some(2.0), None], vec![Some(4.0), Some(4.0)]];
/// let responses = Responses::from_codes(&items, &coded)?;
/// assert_eq!(responses.n_categories(), [4, 2]);
/// assert_eq!(responses.person(1).collect::<Vec<_>>(), [Some(1), None]);
/// assert_eq!(responses.unused_categories()[0].code, 3);
/// # Ok::<(), composure::psychometrics::irt::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Responses {
    items: Vec<String>,
    lowest_codes: Vec<i64>,
    n_categories: Vec<usize>,
    packed: Vec<u8>,
    n_persons: usize,
}

/// A category between the lowest and highest of its item that nobody chose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnusedCategory {
    /// The item.
    pub item: String,
    /// The category, as the answers are coded.
    pub code: i64,
}

impl Responses {
    /// Answers as they are coded in a file: whole numbers; the lowest that an item has is its category 0, the highest
    /// its last.
    pub fn from_codes(items: &[String], persons: &[Vec<Option<f64>>]) -> Result<Self, Error> {
        check_shape(items, persons)?;
        let mut ranges: Vec<Option<(i64, i64)>> = vec![None; items.len()];
        for (person_idx, person) in persons.iter().enumerate() {
            for ((value, range), item) in person.iter().zip(&mut ranges).zip(items) {
                let Some(value) = *value else { continue };
                *range = Some(widened(*range, value).ok_or_else(|| Error::NotACategory {
                    item: item.clone(),
                    person_idx,
                    value,
                    expected: "a whole number within 253 of the item's other answers",
                })?);
            }
        }
        let ranges: Vec<(i64, i64)> = ranges.into_iter().map(Option::unwrap_or_default).collect();
        let mut packed = Vec::with_capacity(persons.len() * items.len());
        for person in persons {
            let above = person.iter().zip(&ranges).map(|(code, (lowest, _))| {
                code.and_then(whole)
                    .and_then(|code| u8::try_from(code - lowest).ok())
            });
            packed.extend(above.map(|category| category.unwrap_or(MISSING)));
        }
        let n_categories = ranges
            .iter()
            .map(|(lowest, highest)| usize::try_from(highest - lowest).unwrap_or(0) + 1);
        Ok(Self {
            items: items.to_vec(),
            lowest_codes: ranges.iter().map(|(lowest, _)| *lowest).collect(),
            n_categories: n_categories.collect(),
            packed,
            n_persons: persons.len(),
        })
    }

    /// Answers that are categories already, with each item's number of categories.
    pub fn from_categories(
        items: &[String],
        n_categories: &[usize],
        persons: &[Vec<Option<u8>>],
    ) -> Result<Self, Error> {
        check_shape(items, persons)?;
        let is_full = n_categories.len() == items.len();
        super::error::checked(
            n_categories.len() as f64,
            is_full,
            "number of category counts",
            "one for each item",
        )?;
        let mut packed = Vec::with_capacity(persons.len() * items.len());
        for (person_idx, person) in persons.iter().enumerate() {
            for (item_idx, category) in person.iter().enumerate() {
                let Some(category) = *category else {
                    packed.push(MISSING);
                    continue;
                };
                if n_categories[item_idx].min(254) <= usize::from(category) {
                    return Err(Error::NotACategory {
                        item: items[item_idx].clone(),
                        person_idx,
                        value: f64::from(category),
                        expected: "a category of it",
                    });
                }
                packed.push(category);
            }
        }
        Ok(Self {
            items: items.to_vec(),
            lowest_codes: vec![0; items.len()],
            n_categories: n_categories.to_vec(),
            packed,
            n_persons: persons.len(),
        })
    }

    /// The items' names.
    pub fn items(&self) -> &[String] {
        &self.items
    }

    /// How many people there are, those without an answer included.
    pub fn n_persons(&self) -> usize {
        self.n_persons
    }

    /// How many items there are.
    pub fn n_items(&self) -> usize {
        self.items.len()
    }

    /// Each item's number of categories.
    pub fn n_categories(&self) -> &[usize] {
        &self.n_categories
    }

    /// How a category of an item is coded in the answers that came in.
    pub fn code(&self, item_idx: usize, category: usize) -> i64 {
        let lowest = self.lowest_codes.get(item_idx).copied().unwrap_or(0);
        lowest.saturating_add(i64::try_from(category).unwrap_or(i64::MAX))
    }

    /// One person's answers in the order of the items; nothing for a person that there is not.
    pub fn person(&self, person_idx: usize) -> impl Iterator<Item = Option<u8>> + Clone + '_ {
        let bytes = self.packed_person(person_idx);
        bytes.iter().map(|&byte| (byte != MISSING).then_some(byte))
    }

    /// How often each category of each item was chosen.
    pub fn category_counts(&self) -> Vec<Vec<usize>> {
        let mut counts: Vec<Vec<usize>> = self.n_categories.iter().map(|&n| vec![0; n]).collect();
        for person_idx in 0..self.n_persons {
            for (category, counts) in self.person(person_idx).zip(&mut counts) {
                let place = category.and_then(|category| counts.get_mut(usize::from(category)));
                if let Some(count) = place {
                    *count += 1;
                }
            }
        }
        counts
    }

    /// The categories that nobody chose; an item that nobody answered is not listed.
    pub fn unused_categories(&self) -> Vec<UnusedCategory> {
        let mut unused = Vec::new();
        for (item_idx, counts) in self.category_counts().iter().enumerate() {
            if counts.iter().all(|&count| count == 0) {
                continue;
            }
            let empty = counts.iter().enumerate().filter(|(_, count)| **count == 0);
            unused.extend(empty.map(|(category, _)| UnusedCategory {
                item: self.items[item_idx].clone(),
                code: self.code(item_idx, category),
            }));
        }
        unused
    }

    /// The same items for some of the people, in the order given; people that there are not are left out.
    #[must_use]
    pub fn of_persons(&self, person_idxs: &[usize]) -> Self {
        let is_there = |person_idx: &&usize| **person_idx < self.n_persons;
        let chosen: Vec<usize> = person_idxs.iter().filter(is_there).copied().collect();
        let packed = chosen
            .iter()
            .flat_map(|&person_idx| self.packed_person(person_idx).iter().copied());
        Self {
            packed: packed.collect(),
            n_persons: chosen.len(),
            ..self.clone_items()
        }
    }

    /// One person's answers as bytes; a missing one is the highest byte.
    pub(crate) fn packed_person(&self, person_idx: usize) -> &[u8] {
        let start = person_idx.saturating_mul(self.items.len());
        self.packed
            .get(start..start + self.items.len())
            .unwrap_or_default()
    }

    fn clone_items(&self) -> Self {
        Self {
            items: self.items.clone(),
            lowest_codes: self.lowest_codes.clone(),
            n_categories: self.n_categories.clone(),
            packed: Vec::new(),
            n_persons: 0,
        }
    }
}

/// An item's range of codes with one more code; `None` where the code is not whole or too far away.
fn widened(range: Option<(i64, i64)>, value: f64) -> Option<(i64, i64)> {
    let code = whole(value)?;
    let (lowest, highest) = range.unwrap_or((code, code));
    let (lowest, highest) = (lowest.min(code), highest.max(code));
    (highest - lowest <= 253).then_some((lowest, highest))
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "the number is whole and small"
)]
fn whole(value: f64) -> Option<i64> {
    let is_whole = value.is_finite() && value.abs() <= 1e9 && value.fract().abs() < 1e-9;
    is_whole.then_some(value.round() as i64)
}

fn check_shape<T>(items: &[String], persons: &[Vec<T>]) -> Result<(), Error> {
    if items.is_empty() {
        return Err(Error::TooFewItems { n: 0, minimum: 1 });
    }
    let odd = persons
        .iter()
        .enumerate()
        .find(|(_, person)| person.len() != items.len());
    match odd {
        Some((person_idx, person)) => Err(Error::Ragged {
            person_idx,
            n_answers: person.len(),
            n_items: items.len(),
        }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(n: usize) -> Vec<String> {
        (1..=n).map(|number| format!("i{number}")).collect()
    }

    #[test]
    fn codes_begin_at_each_items_lowest_and_gaps_are_named() {
        let persons = [
            vec![Some(1.0), Some(5.0), None],
            vec![Some(4.0), Some(6.0), None],
            vec![Some(2.0), None, None],
        ];
        let responses = Responses::from_codes(&names(3), &persons).unwrap();
        assert_eq!(responses.n_categories(), [4, 2, 1]);
        assert_eq!(responses.category_counts()[0], [1, 1, 0, 1]);
        assert_eq!(responses.code(1, 1), 6);
        let unused = UnusedCategory {
            item: "i1".to_owned(),
            code: 3,
        };
        assert_eq!(responses.unused_categories(), [unused]);
        let second = responses.of_persons(&[1, 9]);
        assert_eq!(second.n_persons(), 1);
        assert_eq!(
            second.person(0).collect::<Vec<_>>(),
            [Some(3), Some(1), None]
        );
        assert_eq!(responses.person(9).count(), 0);
    }

    #[test]
    fn answers_that_are_no_category_are_refused_with_their_place() {
        let refused = |code: f64| {
            let persons = [vec![Some(1.0)], vec![Some(code)]];
            Responses::from_codes(&names(1), &persons).unwrap_err()
        };
        assert_eq!(
            refused(1.5).to_string(),
            "item `i1`: the answer 1.5 of person 1 is not a whole number within 253 of the item's other answers"
        );
        for code in [f64::NAN, f64::INFINITY, 300.0, -1e300] {
            assert!(matches!(
                refused(code),
                Error::NotACategory { person_idx: 1, .. }
            ));
        }
        let refused = Responses::from_categories(&names(1), &[2], &[vec![Some(2)]]).unwrap_err();
        assert!(matches!(refused, Error::NotACategory { person_idx: 0, .. }));
        let ragged = Responses::from_categories(&names(2), &[2, 2], &[vec![Some(1)]]).unwrap_err();
        assert_eq!(ragged.to_string(), "person 0 has 1 answers to 2 items");
        assert!(Responses::from_codes(&[], &[]).is_err());
    }
}
