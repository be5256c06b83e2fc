//! One person's questionnaire.

use rand::Rng;

use super::{ContentPlan, Error, Exposure, ItemBank, StopReason, Stopping, checked};
use crate::psychometrics::irt::scores::{Score, wle};
use crate::psychometrics::irt::{ItemModel, Latent, Quadrature};

/// How a bank is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// What share of the questions each area of content has.
    pub content: ContentPlan,
    /// How good items are held back.
    pub exposure: Exposure,
    /// When it ends.
    pub stopping: Stopping,
    /// The distribution of ability that a person is taken from.
    pub population: Latent,
    /// How the ability is estimated.
    pub estimator: Estimator,
}

/// How the ability is estimated, on the way and at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Estimator {
    /// The posterior's mean and standard deviation (EAP): it knows the population, and exists from the start.
    ExpectedAPosteriori,
    /// Warm's weighted likelihood (WLE): it does not draw people towards the population's mean. Where it does not exist
    /// yet, the EAP takes its place.
    WeightedLikelihood,
}

/// One person's questionnaire: offers items and takes answers until it has stopped.
///
/// *Model*: the ability is an [`Estimator`]'s, the posterior taken over nodes around the population's mean: to six units
/// or six standard deviations on either side, whichever is farther, a fifth of the smaller one apart (61 nodes from −6 to
/// 6 for a standard normal population). The next item has the most Fisher information there, among the items of the area
/// of content that is due, unless the control of exposure holds it back.
///
/// *Takes / gives*: items by their place in the bank, answers as categories from 0.
///
/// *Edges*: an item that was offered is offered again until it is answered, so that a page may be loaded twice.
///
/// *Errors*: rules that do not go with the bank, a population whose mean is not within 1000 of 0 or whose variance is not
/// from 0.004 to 250, an answer to another item or outside its categories.
///
/// *Source*: Wainer (2000), *Computerized Adaptive Testing: A Primer*, 2nd edition, chapter 5; Bock & Mislevy (1982),
/// *Applied Psychological Measurement* 6, 431–444.
///
/// ```
/// use composure::psychometrics::{adaptive::*, irt::{ItemModel, Latent}};
/// let mut rng = composure::clock::seeded(1);
/// let models = [-1.0, 0.0, 1.0].map(|intercept| ItemModel::Logistic { slope: 1.5, intercept });
/// let bank = ItemBank::of_one_area(models.to_vec())?;
/// let rules = Rules {
///     content: ContentPlan::single(),
///     exposure: Exposure::Uncontrolled,
///     stopping: Stopping::new(0.2, 1, 2)?,
///     population: Latent::STANDARD,
///     estimator: Estimator::ExpectedAPosteriori,
/// };
/// let mut session = Session::new(&bank, &rules)?;
/// // At the start the ability is 0: the item that turns there tells most.
/// assert_eq!(session.offer(&mut rng), Some(1));
/// session.answer(1, 1)?;
/// assert!(session.estimate().theta > 0.0);
/// assert_eq!(session.offer(&mut rng), Some(0));
/// session.answer(0, 0)?;
/// assert_eq!(session.stopped(), Some(StopReason::Longest));
/// # Ok::<(), composure::psychometrics::adaptive::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Session<'a> {
    bank: &'a ItemBank,
    rules: &'a Rules,
    /// Abilities around the population's mean, rising.
    nodes: Vec<f64>,
    /// The logarithm of the posterior at each node, up to a constant.
    log_posterior: Vec<f64>,
    answers: Vec<(usize, u8)>,
    estimate: Score,
    /// How many items of each area were answered.
    asked: Vec<usize>,
    is_available: Vec<bool>,
    /// Items that the control of exposure held back.
    set_aside: Vec<usize>,
    offered: Option<usize>,
}

impl<'a> Session<'a> {
    /// Begins a questionnaire.
    pub fn new(bank: &'a ItemBank, rules: &'a Rules) -> Result<Self, Error> {
        rules.content.check(bank)?;
        rules.exposure.check(bank)?;
        let population = rules.population;
        let nodes = nodes(population)?;
        let log_density =
            |node: &f64| -(node - population.mean).powi(2) / population.variance / 2.0;
        let log_posterior: Vec<f64> = nodes.iter().map(log_density).collect();
        let estimate = expected(&log_posterior, &nodes);
        Ok(Self {
            bank,
            rules,
            nodes,
            log_posterior,
            answers: Vec::new(),
            estimate,
            asked: vec![0; rules.content.shares().len()],
            is_available: vec![true; bank.items().len()],
            set_aside: Vec::new(),
            offered: None,
        })
    }

    /// The next item to ask; `None` where the questionnaire has stopped.
    pub fn offer(&mut self, rng: &mut impl Rng) -> Option<usize> {
        if self.offered.is_some() {
            return self.offered;
        }
        if self.stopped().is_some() {
            return None;
        }
        let ranked = self.ranked(self.estimate.theta);
        let choice = self.rules.exposure.choose(&ranked, rng)?;
        for &item_idx in &choice.set_aside {
            self.is_available[item_idx] = false;
        }
        self.set_aside.extend(choice.set_aside);
        self.offered = Some(choice.item_idx);
        self.offered
    }

    /// Takes the answer to the item that was offered.
    pub fn answer(&mut self, item_idx: usize, category: u8) -> Result<(), Error> {
        if self.offered != Some(item_idx) {
            return Err(Error::NotOffered { item_idx });
        }
        let item = &self.bank.items()[item_idx];
        let n_categories = item.model.n_categories();
        if n_categories <= usize::from(category) {
            return Err(Error::NotACategory {
                item_idx,
                category,
                n_categories,
            });
        }
        for (log_posterior, node) in self.log_posterior.iter_mut().zip(&self.nodes) {
            let categories = item.model.categories(*node);
            *log_posterior += categories[usize::from(category)].log_probability;
        }
        self.answers.push((item_idx, category));
        self.asked[item.content] += 1;
        self.is_available[item_idx] = false;
        self.offered = None;
        self.estimate = self.estimated()?;
        Ok(())
    }

    /// The items asked and their answers, in their order.
    pub fn answers(&self) -> &[(usize, u8)] {
        &self.answers
    }

    /// The items that the control of exposure held back from this person.
    pub(super) fn set_aside(&self) -> &[usize] {
        &self.set_aside
    }

    /// Why no further item is offered; `None` while there is one.
    pub fn stopped(&self) -> Option<StopReason> {
        let error = self.estimate.standard_error;
        let by_rule = self.rules.stopping.reason(self.answers.len(), error);
        let is_exhausted = !self.is_available.iter().any(|is_available| *is_available);
        by_rule.or(is_exhausted.then_some(StopReason::BankExhausted))
    }

    /// The ability by the answers so far; before the first one the population's.
    pub fn estimate(&self) -> Score {
        self.estimate
    }

    fn estimated(&self) -> Result<Score, Error> {
        let expected = expected(&self.log_posterior, &self.nodes);
        if self.rules.estimator == Estimator::ExpectedAPosteriori {
            return Ok(expected);
        }
        let items = self.bank.items();
        let models: Vec<ItemModel> = self
            .answers
            .iter()
            .map(|(item_idx, _)| items[*item_idx].model.clone())
            .collect();
        let given: Vec<Option<u8>> = self
            .answers
            .iter()
            .map(|(_, answer)| Some(*answer))
            .collect();
        let weighted = wle(&models, &given, self.rules.population)?;
        Ok(weighted.unwrap_or(expected))
    }

    /// The items that may be asked next, the most informative first.
    fn ranked(&self, theta: f64) -> Vec<usize> {
        let mut available = vec![0; self.asked.len()];
        for (item, is_available) in self.bank.items().iter().zip(&self.is_available) {
            available[item.content] += usize::from(*is_available);
        }
        let Some(area) = self.rules.content.next_area(&self.asked, &available) else {
            return Vec::new();
        };
        let items = self.bank.items().iter().zip(&self.is_available).enumerate();
        let mut informative: Vec<(usize, f64)> = items
            .filter(|(_, (item, is_available))| **is_available && item.content == area)
            .map(|(item_idx, (item, _))| (item_idx, item.model.information(theta)))
            .collect();
        informative.sort_by(|(_, a), (_, b)| b.total_cmp(a));
        informative
            .into_iter()
            .map(|(item_idx, _)| item_idx)
            .collect()
    }
}

/// Abilities that a posterior is summed over, for a population that can be used.
fn nodes(Latent { mean, variance }: Latent) -> Result<Vec<f64>, Error> {
    let is_right = mean.abs() <= 1e3;
    checked(mean, is_right, "mean of the population", "within 1000 of 0")?;
    let is_right = (0.004..=250.0).contains(&variance);
    checked(
        variance,
        is_right,
        "variance of the population",
        "from 0.004 to 250",
    )?;
    let spread = variance.sqrt();
    let reach = 6.0 * spread.max(1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 30 to 475, because the variance is within its range"
    )]
    let n_on_a_side = (30.0 * spread.max(1.0 / spread)).ceil() as usize;
    let around = Quadrature::new(2 * n_on_a_side + 1, reach)?;
    Ok(around.nodes().iter().map(|node| mean + node).collect())
}

/// Mean and standard deviation of a posterior whose logarithm is known up to a constant.
fn expected(log_posterior: &[f64], nodes: &[f64]) -> Score {
    let highest = log_posterior
        .iter()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    let density = || {
        let logs = log_posterior.iter().zip(nodes);
        logs.map(move |(log, node)| ((log - highest).exp(), node))
    };
    let total: f64 = density().map(|(density, _)| density).sum();
    let theta = density().map(|(density, node)| density * node).sum::<f64>() / total;
    let square = |(density, node): (f64, &f64)| density * (node - theta).powi(2);
    let variance = density().map(square).sum::<f64>() / total;
    Score {
        theta,
        standard_error: variance.max(0.0).sqrt(),
    }
}

#[cfg(test)]
#[path = "session_tests.rs"]
mod tests;
