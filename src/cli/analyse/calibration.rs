//! Arguments that every command has which calibrates items.

use clap::{Args, ValueEnum};

use super::fault::Fault;
use crate::psychometrics::irt::Quadrature;
use crate::psychometrics::irt::calibrate::{Model, NormalPrior, Options, Stopping};

/// Which model, and how to find its parameters.
#[derive(Debug, Clone, Args)]
pub(super) struct CalibrationArgs {
    /// The model of all items.
    #[arg(long, value_enum)]
    model: ModelName,
    /// How many abilities the integrals are taken over.
    #[arg(long, value_name = "NODES", default_value_t = 61)]
    quadrature: usize,
    /// These abilities lie from -RANGE to RANGE.
    #[arg(long, value_name = "RANGE", default_value_t = 6.0)]
    theta_range: f64,
    /// How small the scaled gradient of the log-likelihood has to be at the end.
    #[arg(long, default_value_t = 1e-7)]
    tolerance: f64,
    /// 3pl only: a normal prior on the logit of the lower asymptotes, as -1.5,0.5.
    #[arg(long, value_name = "MEAN,SD", allow_hyphen_values = true)]
    guessing_prior: Option<String>,
}

/// The models by the names of the trade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ModelName {
    /// Slope 1, free variance of ability.
    Rasch,
    /// One slope for all items, variance 1.
    #[value(name = "1pl")]
    OneParameter,
    /// A slope for each item.
    #[value(name = "2pl")]
    TwoParameter,
    /// With a lower asymptote for each item.
    #[value(name = "3pl")]
    ThreeParameter,
    /// Partial credit: slope 1, free variance of ability.
    Pcm,
    /// Generalised partial credit.
    Gpcm,
    /// Graded responses.
    Grm,
}

impl CalibrationArgs {
    /// The model's name as it was given.
    pub(super) fn model_name(&self) -> String {
        let value = self.model.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// What the library is to do.
    pub(super) fn options(&self) -> Result<Options, Fault> {
        let refused = |error: &dyn std::fmt::Display| Fault::input(format!("{error}."));
        let quadrature =
            Quadrature::new(self.quadrature, self.theta_range).map_err(|error| refused(&error))?;
        if !(self.tolerance.is_finite() && 0.0 < self.tolerance) {
            return Err(Fault::input(format!(
                "--tolerance is {}, but has to be above 0.",
                self.tolerance
            )));
        }
        Ok(Options {
            quadrature,
            stopping: Stopping {
                tolerance: self.tolerance,
                ..Stopping::default()
            },
            ..Options::new(self.chosen()?)
        })
    }

    fn chosen(&self) -> Result<Model, Fault> {
        let guessing_prior = self.prior()?;
        if guessing_prior.is_some() && self.model != ModelName::ThreeParameter {
            return Err(Fault::input("--guessing-prior goes with --model 3pl only."));
        }
        Ok(match self.model {
            ModelName::Rasch => Model::Rasch,
            ModelName::OneParameter => Model::OneParameter,
            ModelName::TwoParameter => Model::TwoParameter,
            ModelName::ThreeParameter => Model::ThreeParameter { guessing_prior },
            ModelName::Pcm => Model::PartialCredit,
            ModelName::Gpcm => Model::GeneralisedPartialCredit,
            ModelName::Grm => Model::Graded,
        })
    }

    fn prior(&self) -> Result<Option<NormalPrior>, Fault> {
        let Some(text) = &self.guessing_prior else {
            return Ok(None);
        };
        let number = |part: &str| {
            part.trim()
                .parse::<f64>()
                .ok()
                .filter(|value| value.is_finite())
        };
        let parts = text.split_once(',').and_then(|(mean, deviation)| {
            let deviation = number(deviation).filter(|deviation| 0.0 < *deviation)?;
            Some((number(mean)?, deviation))
        });
        let Some((mean, standard_deviation)) = parts else {
            return Err(Fault::input(format!(
                "--guessing-prior is `{text}`, but has to be a mean and a deviation above 0, as -1.5,0.5."
            )));
        };
        Ok(Some(NormalPrior {
            mean,
            standard_deviation,
        }))
    }
}
