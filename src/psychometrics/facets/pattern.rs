//! Persons who can be treated alike.
//!
//! In a Rasch model the sum of a person's scores is sufficient: persons rated by the same raters on the same items
//! and with the same sum have the same posterior. So the likelihood is computed once for each design (who rated, on
//! which items) and sum, not once for each person.

use std::collections::HashMap;
use std::hash::Hash;

use super::Ratings;
use super::layout::Layout;

/// One item under one element (a rater): what its probabilities depend on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Cell {
    pub(super) item: usize,
    pub(super) element: usize,
    /// An interaction's number.
    pub(super) interaction: Option<usize>,
}

/// A kind of rating: the cells on which scores were given.
#[derive(Debug)]
pub(super) struct RatingKind {
    pub(super) cells: Vec<usize>,
    /// The parameters that it depends on, by place in the layout, rising.
    pub(super) places: Vec<usize>,
}

/// Persons with the same kinds of rating.
#[derive(Debug)]
pub(super) struct Design {
    pub(super) kinds: Vec<usize>,
    /// The parameters that it depends on, by place in the layout, rising.
    pub(super) places: Vec<usize>,
    /// For each kind, where its places are among the design's.
    pub(super) local: Vec<Vec<usize>>,
    pub(super) groups: Vec<Group>,
}

/// Persons with the same design and sum of scores.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) sum: f64,
    pub(super) members: Vec<usize>,
}

/// All ratings, sorted into kinds, designs and groups.
#[derive(Debug)]
pub(super) struct Patterns {
    pub(super) cells: Vec<Cell>,
    pub(super) kinds: Vec<RatingKind>,
    pub(super) designs: Vec<Design>,
    /// For each parameter of the layout the sum of the scores (or of the passed steps) that belong to it.
    pub(super) observed: Vec<f64>,
    /// For each person the rows of their ratings that have a score.
    pub(super) rows_of_person: Vec<Vec<usize>>,
    /// For each row its cells, in the order of its given scores.
    pub(super) cells_of_row: Vec<Vec<usize>>,
}

impl Patterns {
    /// Sorts the ratings; `interaction` tells of a row and an item the interaction that it belongs to.
    pub(super) fn new(
        ratings: &Ratings,
        layout: &Layout,
        interaction: impl Fn(usize, usize) -> Option<usize>,
    ) -> Self {
        let mut cells = Numbered::default();
        let mut kinds = Numbered::default();
        let mut observed = vec![0.0; layout.n_full];
        let mut rows_of_person = vec![Vec::new(); ratings.n_persons];
        let mut sum_of_person = vec![0_usize; ratings.n_persons];
        let mut kind_of_row = vec![0; ratings.rows.len()];
        let mut cells_of_row = Vec::with_capacity(ratings.rows.len());
        for (row_idx, row) in ratings.rows.iter().enumerate() {
            let element = ratings.element_of_row[row_idx];
            let mut cells_here = Vec::with_capacity(row.scores.len());
            for (item, score) in row.given() {
                let cell = Cell {
                    item,
                    element,
                    interaction: interaction(row_idx, item),
                };
                cells_here.push(cells.number(cell));
                let passed = (score - layout.lowest[item]) as usize;
                sum_of_person[row.person] += passed;
                for place in cell.places(layout) {
                    observed[place] += passed as f64;
                }
                for place in layout.steps[item].clone().take(passed) {
                    observed[place] += 1.0;
                }
            }
            if !cells_here.is_empty() {
                rows_of_person[row.person].push(row_idx);
                kind_of_row[row_idx] = kinds.number(cells_here.clone());
            }
            cells_of_row.push(cells_here);
        }
        let cells = cells.things;
        let kinds: Vec<RatingKind> = kinds
            .things
            .into_iter()
            .map(|of_kind| RatingKind::new(of_kind, &cells, layout))
            .collect();
        let designs = designs(&rows_of_person, &kind_of_row, &sum_of_person, &kinds);
        Self {
            cells,
            kinds,
            designs,
            observed,
            rows_of_person,
            cells_of_row,
        }
    }

    /// How many persons have a score.
    pub(super) fn n_persons(&self) -> usize {
        let rows = self.rows_of_person.iter();
        rows.filter(|rows| !rows.is_empty()).count()
    }
}

impl Cell {
    /// The parameters that shift the cell as a whole, by place in the layout.
    pub(super) fn places(self, layout: &Layout) -> impl Iterator<Item = usize> + Clone + use<> {
        let interaction = self.interaction.map(|number| layout.log_sd + 1 + number);
        [self.item, layout.element(self.element)]
            .into_iter()
            .chain(interaction)
    }
}

impl RatingKind {
    fn new(of_kind: Vec<usize>, cells: &[Cell], layout: &Layout) -> Self {
        let here = of_kind.iter().map(|&cell| cells[cell]);
        let places = here.flat_map(|cell| {
            let steps = layout.steps[cell.item].clone();
            cell.places(layout).chain(steps)
        });
        Self {
            places: sorted(places),
            cells: of_kind,
        }
    }
}

impl Design {
    fn new(of_design: Vec<usize>, kinds: &[RatingKind]) -> Self {
        let here = of_design.iter().map(|&kind| &kinds[kind]);
        let places = sorted(here.clone().flat_map(|kind| kind.places.iter().copied()));
        let local = here
            .map(|kind| {
                let at = |place: &usize| places.partition_point(|other| other < place);
                kind.places.iter().map(at).collect()
            })
            .collect();
        Self {
            local,
            places,
            kinds: of_design,
            groups: Vec::new(),
        }
    }
}

fn designs(
    rows_of_person: &[Vec<usize>],
    kind_of_row: &[usize],
    sum_of_person: &[usize],
    kinds: &[RatingKind],
) -> Vec<Design> {
    let mut numbered = Numbered::default();
    let mut groups: Vec<HashMap<usize, Vec<usize>>> = Vec::new();
    for (person, rows) in rows_of_person.iter().enumerate() {
        if rows.is_empty() {
            continue;
        }
        let of_design = sorted_all(rows.iter().map(|&row| kind_of_row[row]));
        let design = numbered.number(of_design);
        if design == groups.len() {
            groups.push(HashMap::new());
        }
        let members = groups[design].entry(sum_of_person[person]).or_default();
        members.push(person);
    }
    let mut designs: Vec<Design> = Vec::with_capacity(groups.len());
    for (of_design, by_sum) in numbered.things.into_iter().zip(groups) {
        let mut design = Design::new(of_design, kinds);
        let mut by_sum: Vec<(usize, Vec<usize>)> = by_sum.into_iter().collect();
        by_sum.sort_unstable();
        let group = |(sum, members)| Group {
            sum: sum as f64,
            members,
        };
        design.groups = by_sum.into_iter().map(group).collect();
        designs.push(design);
    }
    designs
}

/// Things numbered in the order in which they first occur.
struct Numbered<T> {
    numbers: HashMap<T, usize>,
    things: Vec<T>,
}

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self {
            numbers: HashMap::new(),
            things: Vec::new(),
        }
    }
}

impl<T: Clone + Eq + Hash> Numbered<T> {
    fn number(&mut self, thing: T) -> usize {
        if let Some(&number) = self.numbers.get(&thing) {
            return number;
        }
        let number = self.things.len();
        self.things.push(thing.clone());
        self.numbers.insert(thing, number);
        number
    }
}

fn sorted_all(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut numbers: Vec<usize> = numbers.collect();
    numbers.sort_unstable();
    numbers
}

fn sorted(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut numbers = sorted_all(numbers);
    numbers.dedup();
    numbers
}
