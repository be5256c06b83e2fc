//! `composure simulate`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, anyhow, bail};
use clap::{Args, ValueEnum};

use crate::app::publish::read_assessment;
use crate::assessment::{Assessment, FormLength, NormGroupName, NormStatus, Text, norm_group_text};
use crate::scoring::norming::{Heading, Norming};
use crate::sitting::simulate::Crowd;

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
pub(super) enum Form {
    /// For use.
    Standard,
    /// For a quick walk through.
    Short,
}

impl From<Form> for FormLength {
    fn from(form: Form) -> Self {
        match form {
            Form::Standard => Self::Standard,
            Form::Short => Self::Short,
        }
    }
}

/// The day on which simulated people sit, as the group's dates.
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
                 exists: it is for demonstration and testing only, and no decision may rest on it. `composure pilot` \
                 with the same people and seed prints the numbers they were drawn from.",
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
        if self.people == 0 {
            bail!("0 people have no norms; give --people 2 or more");
        }
        let mut crowd = Crowd::new(Arc::clone(assessment), self.form.into(), self.seed);
        let mut norming = Norming::new();
        for number in 1..=self.people {
            let taken = crowd
                .next_sitting()
                .map_err(|fault| anyhow!("person {number} cannot be drawn: {fault}"))?;
            norming
                .add(&taken.rules, &taken.events)
                .with_context(|| format!("person {number} cannot be scored"))?;
        }
        Ok(norming)
    }
}
