//! Many simulated people, one sitting after the other.

use std::sync::Arc;

use rand::RngExt;
use rand_chacha::ChaCha20Rng;

use super::person::Person;
use super::whole_sitting;
use crate::assessment::{Assessment, FormLength};
use crate::clock::{Millis, seeded};
use crate::psychometrics::simulate::Error;
use crate::sitting::timing::TimeMultiplier;
use crate::sitting::{Event, Rules};

/// When simulated people sit, 2026-01-05T15:00:00Z; no number depends on it.
const START: Millis = Millis(1_767_625_200_000);

/// A sitting that a simulated person took.
#[derive(Debug)]
pub struct Taken {
    /// What it was held to.
    pub rules: Rules,
    /// Who took it.
    pub person: Person,
    /// All that happened.
    pub events: Vec<Event>,
}

/// People drawn from a seed: the same seed and assessment give the same people, in the same order, however many are
/// asked for.
#[derive(Debug)]
pub struct Crowd {
    assessment: Arc<Assessment>,
    form: FormLength,
    rng: ChaCha20Rng,
}

impl Crowd {
    /// People who will take an assessment's form.
    pub fn new(assessment: Arc<Assessment>, form: FormLength, seed: u64) -> Self {
        Self {
            assessment,
            form,
            rng: seeded(seed),
        }
    }

    /// The next person's sitting.
    ///
    /// *Errors*: scales whose assumed correlations contradict each other.
    pub fn next_sitting(&mut self) -> Result<Taken, Error> {
        let person = Person::draw(&self.assessment, &mut self.rng)?;
        Ok(self.sit(person))
    }

    /// A second sitting of the same person some weeks later.
    ///
    /// *Errors*: scales whose assumed correlations contradict each other.
    pub fn again(&mut self, person: &Person) -> Result<Taken, Error> {
        let later = person.later(&self.assessment, &mut self.rng)?;
        Ok(self.sit(later))
    }

    fn sit(&mut self, person: Person) -> Taken {
        let rules = Rules::new(
            Arc::clone(&self.assessment),
            self.form,
            self.rng.random(),
            TimeMultiplier::USUAL,
        );
        let events = whole_sitting(&rules, &person, START, &mut self.rng);
        Taken {
            rules,
            person,
            events,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::example::example;
    use crate::psychometrics::classical::correlation;

    fn crowd(seed: u64) -> Crowd {
        Crowd::new(Arc::new(example().1), FormLength::Short, seed)
    }

    #[test]
    fn one_seed_makes_the_same_people_again() {
        let (mut one, mut same, mut other) = (crowd(7), crowd(7), crowd(8));
        for _ in 0..3 {
            let events = one.next_sitting().unwrap().events;
            assert_eq!(events, same.next_sitting().unwrap().events);
            assert_ne!(events, other.next_sitting().unwrap().events);
        }
    }

    #[test]
    fn standing_at_a_second_sitting_goes_with_the_first_as_stated() {
        let assessment = example().1;
        let mut rng = seeded(3);
        let people: Vec<(Person, Person)> = (0..2000)
            .map(|_| {
                let person = Person::draw(&assessment, &mut rng).unwrap();
                let later = person.later(&assessment, &mut rng).unwrap();
                (person, later)
            })
            .collect();
        for scale in &assessment.scales {
            let (first, second): (Vec<f64>, Vec<f64>) = (people.iter())
                .map(|(person, later)| (person.stands(&scale.name), later.stands(&scale.name)))
                .unzip();
            let r = correlation(&first, &second).unwrap();
            let stated = super::super::assumptions::stability(&scale.source);
            // Four standard errors of a correlation of .7 among 2000: 4 × .51 / √2000 = .046.
            assert!((r - stated).abs() < 0.046, "{}: {r}", scale.name);
        }
    }
}
