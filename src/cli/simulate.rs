//! `composure simulate`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, anyhow};
use clap::{Args, ValueEnum};
use rand::RngExt;

use crate::app::publish::read_assessment;
use crate::assessment::{Assessment, FormLength, NormGroupName, NormStatus, Text, norm_group_text};
use crate::clock::{Millis, seeded};
use crate::scoring::norming::{Heading, Norming};
use crate::sitting::Rules;
use crate::sitting::simulate::{Person, whole_sitting};
use crate::sitting::timing::TimeMultiplier;

/// Prints a norm group made from people who do not exist, as the text of `norms/synthetic.toml`.
#[derive(Debug, Args)]
pub(super) struct Simulate {
    /// Folder of the assessment.
    #[arg(value_name = "FOLDER")]
    assessment: PathBuf,
    /// How many people.
    #[arg(long, default_value_t = 2000)]
    people: u32,
    /// What everything is drawn from: the same seed gives the same norms.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Which form of the tasks.
    #[arg(long, value_enum, default_value_t = Form::Standard)]
    form: Form,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    /// For use.
    Standard,
    /// For a quick walk through.
    Short,
}

/// When simulated people sit, 2026-01-05T15:00:00Z; no number depends on it.
const START: Millis = Millis(1_767_625_200_000);
/// The day of it, as the group's dates.
const DAY: &str = "2026-01-05";

impl Simulate {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        let (_, assessment) = read_assessment(&self.assessment)?;
        let assessment = Arc::new(assessment);
        let norming = self.norming(&assessment)?;
        let name = NormGroupName::parse("synthetic").context("not a name")?;
        let heading = Heading {
            name,
            title: Text::english("Simulated applicants"),
            status: NormStatus::Synthetic,
            collected: (DAY.to_owned(), DAY.to_owned()),
            population: format!(
                "{} simulated people, seed {}, of whom {} were left out for careless answers. Nobody in this group \
                 exists: it is for demonstration and testing only, and no decision may rest on it.",
                self.people,
                self.seed,
                norming.n_left_out()
            ),
        };
        let group = norming.finish(&assessment, heading)?;
        println!(
            "# Made by: composure simulate assessments/{} --people {} --seed {}",
            assessment.name, self.people, self.seed
        );
        print!("{}", norm_group_text(&group));
        Ok(ExitCode::SUCCESS)
    }

    fn norming(&self, assessment: &Arc<Assessment>) -> anyhow::Result<Norming> {
        let form = match self.form {
            Form::Standard => FormLength::Standard,
            Form::Short => FormLength::Short,
        };
        let mut rng = seeded(self.seed);
        let mut norming = Norming::new();
        for number in 1..=self.people {
            let person = Person::draw(assessment, &mut rng)
                .map_err(|fault| anyhow!("person {number} cannot be drawn: {fault}"))?;
            let rules = Rules::new(
                Arc::clone(assessment),
                form,
                rng.random(),
                TimeMultiplier::USUAL,
            );
            let events = whole_sitting(&rules, &person, START, &mut rng);
            norming
                .add(&rules, &events)
                .with_context(|| format!("person {number} cannot be scored"))?;
        }
        Ok(norming)
    }
}
