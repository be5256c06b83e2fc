//! Whether a rater's severity moves with time.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use nalgebra::{DMatrix, DVector};

use super::estimate::{Fit, Options, fit};
use super::newton::{Progress, factor};
use super::ratings::{Rating, Ratings, check_numbers};
use super::{Error, finite_or};
use crate::psychometrics::tail;

/// Ratings of which each was given in a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PeriodRatings {
    pub(super) ratings: Ratings,
    elements: Vec<Element>,
}

/// A rater in a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Element {
    /// The rater, counted from 0.
    pub rater: usize,
    /// The period; a later one has a higher number.
    pub period: usize,
}

/// The many-facet model with severities that may differ between periods.
#[derive(Debug, Clone, PartialEq)]
pub struct DriftFit {
    /// The estimates; its `raters` are the elements, in their order.
    pub fit: Fit,
    /// Which rater and period each severity belongs to, by rater and then by period.
    pub elements: Vec<Element>,
    /// The raters who rated in more than one period.
    pub drifts: Vec<Drift>,
}

/// How one rater's severity moved.
#[derive(Debug, Clone, PartialEq)]
pub struct Drift {
    /// The rater, counted from 0.
    pub rater: usize,
    /// Each later period against the rater's first one.
    pub changes: Vec<Change>,
    /// Wald's statistic of no change at all; chi-square with as many degrees of freedom as there are changes.
    pub chi_square: f64,
    /// The degrees of freedom.
    pub degrees_of_freedom: usize,
    /// The probability of such a statistic or a higher one if nothing changed.
    pub p: f64,
}

/// How much more severe a rater is in a period than in the first one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Change {
    /// The period.
    pub period: usize,
    /// The rise of severity, in logits.
    pub change: f64,
    /// Its standard error, in logits.
    pub standard_error: f64,
    /// The rise in standard errors.
    pub z: f64,
    /// The probability of such a rise or fall if nothing changed.
    pub p: f64,
}

impl PeriodRatings {
    /// Checks ratings as [`Ratings::new`] does; `periods` has one entry per rating.
    ///
    /// *Edges*: one rater may rate the same person again in another period. Raters have to hang together over all
    /// periods; no person needs to have been rated in two periods, because persons of all periods are taken as one
    /// population.
    ///
    /// *Errors*: those of [`Ratings::new`]; another number of periods than of ratings.
    pub fn new(rows: Vec<Rating>, periods: &[usize]) -> Result<Self, Error> {
        if periods.len() != rows.len() {
            return Err(Error::UnequalLengths {
                what: "the periods",
                n: periods.len(),
                expected: rows.len(),
            });
        }
        check_numbers(&rows)?;
        let of_row = |(row, period): (&Rating, &usize)| Element {
            rater: row.rater,
            period: *period,
        };
        let of_rows: Vec<Element> = rows.iter().zip(periods).map(of_row).collect();
        let distinct: BTreeSet<Element> = of_rows.iter().copied().collect();
        let elements: Vec<Element> = distinct.into_iter().collect();
        let number = |element: &Element| elements.partition_point(|other| other < element);
        let element_of_row = of_rows.iter().map(number).collect();
        Ok(Self {
            ratings: Ratings::with_elements(rows, element_of_row, elements.len())?,
            elements,
        })
    }

    /// The raters in their periods, in the order of the severities.
    pub fn elements(&self) -> &[Element] {
        &self.elements
    }
}

/// Estimates each rater's severity in each period, and how it moved.
///
/// *Model*: that of [`fit`], with a severity for each rater in each period; they sum to zero over all. A change is the
/// difference of two severities of one rater; its error follows from their covariance.
///
/// *Takes / gives*: ratings with their periods; changes in logits, positive where the rater became more severe.
///
/// *Edges*: a rater of one period only has no drift. Where everybody became more severe, that shows as a change of
/// each: persons of all periods count as one population. If later persons are abler, raters look more lenient.
///
/// *Errors*: those of [`fit`]; [`Error::ExtremeRater`] then counts in the order of [`PeriodRatings::elements`].
///
/// *Source*: Myford & Wolfe (2009), *Journal of Educational Measurement* 46, 371–389 (separate severities by period);
/// Wald (1943), *Transactions of the AMS* 54, 426–482, for the test of no change.
///
/// ```
/// use std::ops::ControlFlow;
/// use composure::psychometrics::facets::{Options, PeriodRatings, Rating, StepModel, drift};
/// // Raters waver; rater 1 is as severe as rater 0 in period 0, and more so in period 1.
/// let rows = (0..80).map(|row| {
///     let (person, rater) = (row / 2, row % 2);
///     let less = usize::from(rater == 1 && person >= 20);
///     let score = |waver: usize| Some(((person % 4 + waver % 3 + 1 - less) / 2) as u32);
///     Rating { person, rater, scores: vec![score(row * 7 / 3), score(row * 5 / 4)] }
/// });
/// let periods: Vec<usize> = (0..80).map(|row| row / 40).collect();
/// let ratings = PeriodRatings::new(rows.collect(), &periods)?;
/// let options = Options { steps: StepModel::Common, nodes: None };
/// let found = drift(&ratings, &options, &mut |_| ControlFlow::Continue(()))?;
/// let change = |rater: usize| found.drifts[rater].changes[0].change;
/// assert!(change(1) > change(0) + 0.5);
/// # Ok::<(), composure::psychometrics::facets::Error>(())
/// ```
pub fn drift(
    ratings: &PeriodRatings,
    options: &Options,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<DriftFit, Error> {
    let fit = fit(&ratings.ratings, options, progress)?;
    let mut drifts = Vec::new();
    let mut first = 0;
    for of_rater in ratings
        .elements
        .chunk_by(|one, next| one.rater == next.rater)
    {
        if of_rater.len() > 1 {
            drifts.push(of_rater_from(&fit, first, of_rater)?);
        }
        first += of_rater.len();
    }
    Ok(DriftFit {
        fit,
        elements: ratings.elements.clone(),
        drifts,
    })
}

/// The drift of the rater whose elements begin at `first`.
fn of_rater_from(fit: &Fit, first: usize, of_rater: &[Element]) -> Result<Drift, Error> {
    let n = of_rater.len() - 1;
    let severity = |element: usize| fit.raters[element].severity;
    let rises = DVector::from_fn(n, |index, _| severity(first + 1 + index) - severity(first));
    let covariance = DMatrix::from_fn(n, n, |row, column| {
        let of = |row: usize, column: usize| fit.severity_covariance[(first + row, first + column)];
        of(row + 1, column + 1) - of(0, column + 1) - of(row + 1, 0) + of(0, 0)
    });
    let mut changes = Vec::with_capacity(n);
    for (index, element) in of_rater.iter().skip(1).enumerate() {
        let standard_error = finite_or(covariance[(index, index)].sqrt())?;
        let z = finite_or(rises[index] / standard_error)?;
        changes.push(Change {
            period: element.period,
            change: rises[index],
            standard_error,
            z,
            p: tail::z_two_sided(z).ok_or(Error::NotFinite)?,
        });
    }
    let solved = factor(covariance)
        .ok_or(Error::NotIdentified)?
        .solve(&rises);
    let chi_square = finite_or(rises.dot(&solved))?;
    Ok(Drift {
        rater: of_rater.first().map_or(0, |element| element.rater),
        changes,
        chi_square,
        degrees_of_freedom: n,
        p: tail::chi_square(chi_square, n as f64).ok_or(Error::NotFinite)?,
    })
}
