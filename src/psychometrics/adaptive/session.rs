//! One person's questionnaire.

use rand::Rng;

use super::{ContentPlan, Error, Exposure, ItemBank, StopReason, Stopping};
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
/// *Model*: the ability is an [`Estimator`]'s, the posterior taken over 61 nodes from −6 to 6; the next item has the most Fisher
/// information there, among the items of the area of content that is due, unless the control of exposure holds it back.
///
/// *Takes / gives*: items by their place in the bank, answers as categories from 0.
///
/// *Edges*: an item that was offered is offered again until it is answered, so that a page may be loaded twice.
///
/// *Errors*: rules that do not go with the bank, an answer to another item or outside its categories.
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
    quadrature: Quadrature,
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
        let quadrature = Quadrature::default();
        let weights = quadrature.weights(rules.population);
        let log_posterior: Vec<f64> = weights.iter().map(|weight| weight.ln()).collect();
        let estimate = expected(&log_posterior, &quadrature);
        Ok(Self {
            bank,
            rules,
            quadrature,
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
        for (log_posterior, node) in self.log_posterior.iter_mut().zip(self.quadrature.nodes()) {
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
        let expected = expected(&self.log_posterior, &self.quadrature);
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

/// Mean and standard deviation of a posterior whose logarithm is known up to a constant.
fn expected(log_posterior: &[f64], quadrature: &Quadrature) -> Score {
    let highest = log_posterior
        .iter()
        .copied()
        .fold(f64::NEG_INFINITY, f64::max);
    let density = || {
        let logs = log_posterior.iter().zip(quadrature.nodes());
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
mod tests {
    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::adaptive::BankItem;
    use crate::psychometrics::irt::ItemModel;
    use crate::psychometrics::simulate::{BankPlan, ItemKind};

    fn bank() -> ItemBank {
        let plan = BankPlan::new(ItemKind::Graded { n_categories: 4 });
        let models = plan.items(30, &mut seeded(3)).unwrap();
        let items = models.into_iter().enumerate();
        let items = items.map(|(idx, model)| BankItem {
            model,
            content: idx % 2,
        });
        ItemBank::new(items.collect()).unwrap()
    }

    fn rules(exposure: Exposure) -> Rules {
        Rules {
            content: ContentPlan::new(&[1.0, 1.0]).unwrap(),
            exposure,
            stopping: Stopping::new(0.3, 4, 20).unwrap(),
            population: Latent::STANDARD,
            estimator: Estimator::ExpectedAPosteriori,
        }
    }

    #[test]
    fn a_questionnaire_balances_content_and_stops_at_its_error() {
        let (bank, rules) = (bank(), rules(Exposure::Randomesque { n_best: 3 }));
        let mut rng = seeded(4);
        let mut session = Session::new(&bank, &rules).unwrap();
        while let Some(item_idx) = session.offer(&mut rng) {
            session.answer(item_idx, 2).unwrap();
        }
        assert_eq!(session.stopped(), Some(StopReason::Exact));
        assert!(session.estimate().standard_error <= 0.3);
        let n_first = session
            .answers()
            .iter()
            .filter(|(idx, _)| idx % 2 == 0)
            .count();
        let n_asked = session.answers().len();
        assert!(n_first.abs_diff(n_asked - n_first) <= 1);
        let mut seen: Vec<usize> = session.answers().iter().map(|(idx, _)| *idx).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), n_asked, "an item was asked twice");
    }

    #[test]
    fn an_offer_stands_until_it_is_answered() {
        let (bank, rules) = (bank(), rules(Exposure::Randomesque { n_best: 5 }));
        let mut rng = seeded(5);
        let mut session = Session::new(&bank, &rules).unwrap();
        let offered = session.offer(&mut rng).unwrap();
        assert_eq!(session.offer(&mut rng), Some(offered));
        let other = (offered + 1) % 30;
        assert_eq!(
            session.answer(other, 0),
            Err(Error::NotOffered { item_idx: other })
        );
        assert!(matches!(
            session.answer(offered, 4),
            Err(Error::NotACategory { .. })
        ));
        session.answer(offered, 3).unwrap();
        assert_eq!(
            session.answer(offered, 3),
            Err(Error::NotOffered { item_idx: offered })
        );
    }

    #[test]
    fn a_bank_that_ends_too_early_says_so() {
        let models = vec![
            ItemModel::Logistic {
                slope: 1.0,
                intercept: 0.0
            };
            2
        ];
        let bank = ItemBank::of_one_area(models).unwrap();
        let rules = Rules {
            content: ContentPlan::single(),
            ..rules(Exposure::Uncontrolled)
        };
        let mut rng = seeded(6);
        let mut session = Session::new(&bank, &rules).unwrap();
        while let Some(item_idx) = session.offer(&mut rng) {
            session.answer(item_idx, 1).unwrap();
        }
        assert_eq!(session.stopped(), Some(StopReason::BankExhausted));
        assert_eq!(session.answers().len(), 2);
    }

    #[test]
    fn rules_that_do_not_go_with_the_bank_are_refused() {
        let bank = bank();
        let narrow = Rules {
            content: ContentPlan::single(),
            ..rules(Exposure::Uncontrolled)
        };
        assert!(matches!(
            Session::new(&bank, &narrow),
            Err(Error::ContentArea { content: 1, .. })
        ));
        let short = rules(Exposure::SympsonHetter {
            probabilities: vec![1.0],
        });
        assert!(Session::new(&bank, &short).is_err());
        assert!(Session::new(&bank, &rules(Exposure::Randomesque { n_best: 0 })).is_err());
        assert_eq!(ItemBank::new(Vec::new()), Err(Error::EmptyBank));
    }

    #[test]
    fn interim_estimates_are_those_of_the_scores() {
        use crate::psychometrics::irt::{Responses, scores};
        for estimator in [
            Estimator::ExpectedAPosteriori,
            Estimator::WeightedLikelihood,
        ] {
            let bank = bank();
            let rules = Rules {
                estimator,
                ..rules(Exposure::Uncontrolled)
            };
            let mut rng = seeded(8);
            let mut session = Session::new(&bank, &rules).unwrap();
            for category in [3, 1, 2, 2] {
                let offered = session.offer(&mut rng).unwrap();
                session.answer(offered, category).unwrap();
            }
            let (models, given): (Vec<ItemModel>, Vec<Option<u8>>) = session
                .answers()
                .iter()
                .map(|(idx, answer)| (bank.items()[*idx].model.clone(), Some(*answer)))
                .unzip();
            let names: Vec<String> = (0..4).map(|number| number.to_string()).collect();
            let responses =
                Responses::from_categories(&names, &[4; 4], std::slice::from_ref(&given)).unwrap();
            let at = (&Quadrature::default(), Latent::STANDARD);
            let expected = match estimator {
                Estimator::ExpectedAPosteriori => scores::eap(&responses, &models, at).unwrap()[0],
                Estimator::WeightedLikelihood => wle(&models, &given, at.1).unwrap().unwrap(),
            };
            assert!((session.estimate().theta - expected.theta).abs() < 1e-12);
            assert!((session.estimate().standard_error - expected.standard_error).abs() < 1e-12);
        }
    }
}
