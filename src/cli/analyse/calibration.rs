//! Arguments that every command has which calibrates items.

use std::ops::ControlFlow;

use clap::{Args, ValueEnum};

use super::fault::Fault;
use crate::psychometrics::irt::calibrate::{Model, NormalPrior, Options, Progress, Stopping};
use crate::psychometrics::irt::{Error, Quadrature};

/// Which model, and how to find its parameters.
#[derive(Debug, Clone, Args)]
pub(super) struct CalibrationArgs {
    /// The model of all items.
    #[arg(long, value_enum)]
    model: ModelName,
    /// Over how many points of the ability scale people are summed, 2 to 1001; more are finer and slower.
    #[arg(long, value_name = "NODES", default_value_t = 61)]
    quadrature: usize,
    /// The highest of these points; the lowest lies as far below 0.
    #[arg(
        long,
        value_name = "THETA",
        default_value_t = 6.0,
        allow_negative_numbers = true
    )]
    theta_range: f64,
    /// How near the search has to come to the best fit; smaller is nearer. Each slope of the log-likelihood, in standard
    /// units of its parameter, is at most this in the end.
    #[arg(long, value_name = "GRADIENT", default_value_t = 1e-7)]
    tolerance: f64,
    /// What is expected of guessing before the data are seen (only with 3pl): mean and standard deviation of its logit.
    /// As -1.5,0.5, which expects about 0.18, and 0.08 to 0.38 of nearly all items.
    #[arg(long, value_name = "MEAN,SD", allow_hyphen_values = true)]
    guessing_prior: Option<String>,
}

/// The models by the names of the trade.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ModelName {
    /// Two categories, slope 1, free variance of ability.
    Rasch,
    /// Two categories, equal slopes, ability with variance 1.
    #[value(name = "1pl")]
    OneParameter,
    /// Two categories, a slope for each item.
    #[value(name = "2pl")]
    TwoParameter,
    /// Two categories, a slope and a lower asymptote for each item.
    #[value(name = "3pl")]
    ThreeParameter,
    /// Partial credit: ordered categories, slope 1, free variance of ability.
    Pcm,
    /// Generalised partial credit: ordered categories, a slope for each item.
    Gpcm,
    /// Graded responses: ordered categories, a slope for each item.
    Grm,
}

impl CalibrationArgs {
    /// What the library is to do.
    pub(super) fn options(&self) -> Result<Options, Fault> {
        let guessing_prior = self.prior()?;
        let model = match self.model {
            ModelName::Rasch => Model::Rasch,
            ModelName::OneParameter => Model::OneParameter,
            ModelName::TwoParameter => Model::TwoParameter,
            ModelName::ThreeParameter => Model::ThreeParameter { guessing_prior },
            ModelName::Pcm => Model::PartialCredit,
            ModelName::Gpcm => Model::GeneralisedPartialCredit,
            ModelName::Grm => Model::Graded,
        };
        let wrong = |error: Error| Fault::input(format!("{error}."));
        let stopping = Stopping {
            tolerance: self.tolerance,
            ..Stopping::default()
        };
        Ok(Options {
            model,
            quadrature: Quadrature::new(self.quadrature, self.theta_range).map_err(wrong)?,
            stopping: stopping.validated().map_err(wrong)?,
        })
    }

    fn prior(&self) -> Result<Option<NormalPrior>, Fault> {
        let Some(text) = &self.guessing_prior else {
            return Ok(None);
        };
        if self.model != ModelName::ThreeParameter {
            return Err(Fault::input(
                "--guessing-prior goes with --model 3pl only; the other models have no lower asymptote.",
            ));
        }
        let number = |part: &str| part.trim().parse::<f64>().ok().filter(|n| n.is_finite());
        let parts = text.split_once(',');
        let numbers = parts.and_then(|(mean, sd)| Some((number(mean)?, number(sd)?)));
        match numbers {
            Some((mean, standard_deviation)) if standard_deviation > 0.0 => Ok(Some(NormalPrior {
                mean,
                standard_deviation,
            })),
            _ => Err(Fault::input(format!(
                "--guessing-prior {text} is not a mean and a standard deviation above 0, as -1.5,0.5."
            ))),
        }
    }

    /// The model's name as it was given.
    pub(super) fn model_name(&self) -> String {
        let value = self.model.to_possible_value();
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }
}

/// Says on standard error how far the search has come, now and then.
pub(super) fn told(progress: Progress) -> ControlFlow<()> {
    if progress.cycle > 0 && progress.cycle.is_multiple_of(10) {
        let Progress {
            cycle,
            log_likelihood,
            largest_gradient,
        } = progress;
        eprintln!(
            "cycle {cycle}: log-likelihood {log_likelihood:.4}, gradient {largest_gradient:.1e}"
        );
    }
    ControlFlow::Continue(())
}
