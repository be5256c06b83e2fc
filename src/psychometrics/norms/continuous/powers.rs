//! Products of powers of location and explanatory variable.

use super::{Error, LocatedPerson};

/// A product of powers, Lⁱ Aʲ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Term {
    /// The power i of the location.
    pub power_location: u32,
    /// The power j of the explanatory variable.
    pub power_by: u32,
}

/// The highest powers a model may choose from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Powers {
    /// Of the location, 1 to 5.
    pub location: u32,
    /// Of the explanatory variable, 1 to 5; fewer than it has different values.
    pub by: u32,
}

impl Powers {
    /// These powers, after checking them for an explanatory variable of so many different values.
    pub(super) fn checked(self, n_values: usize) -> Result<Self, Error> {
        let most = u32::try_from(n_values.saturating_sub(1)).unwrap_or(HIGHEST_POWER);
        check_power("the power of the location", self.location, HIGHEST_POWER)?;
        let by = "the power of the explanatory variable";
        check_power(by, self.by, most.min(HIGHEST_POWER))?;
        Ok(self)
    }

    /// Every product of powers but the constant, by rising powers.
    pub(super) fn terms(self) -> Vec<Term> {
        let all = (0..=self.location).flat_map(|power_location| {
            (0..=self.by).map(move |power_by| Term {
                power_location,
                power_by,
            })
        });
        all.skip(1).collect()
    }
}

/// The products of each person.
pub(super) fn products(people: &[LocatedPerson], terms: &[Term]) -> Vec<Vec<f64>> {
    let power = |base: f64, power: u32| (0..power).fold(1.0, |product, _| product * base);
    let of_person = |person: &LocatedPerson| {
        let product = |term: &Term| {
            power(person.location, term.power_location) * power(person.by, term.power_by)
        };
        terms.iter().map(product).collect()
    };
    people.iter().map(of_person).collect()
}

/// Beyond, powers of T scores differ by rounding only.
pub(super) const HIGHEST_POWER: u32 = 5;

fn check_power(what: &'static str, power: u32, most: u32) -> Result<(), Error> {
    if 0 < power && power <= most {
        return Ok(());
    }
    Err(Error::OutOfRange {
        what,
        value: f64::from(power),
        expected: "from 1 to 5, and that of the explanatory variable less than it has different values",
    })
}
