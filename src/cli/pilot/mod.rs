//! `composure pilot`.

mod answers;
mod markdown;
mod raters;
mod tables;

#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, anyhow, bail};
use clap::Args;
use rayon::prelude::*;
use serde::Serialize;

use super::simulate::Form;
use crate::app::publish::read_assessment;
use crate::assessment::Assessment;
use crate::clock::seeded;
use crate::psychometrics::simulate::CrossedVariances;
use crate::scoring::pilot::{Pilot as Collected, PilotReport, Sat};
use crate::sitting::simulate::{Assumption, Crowd, RATING_VARIANCES, Taken, ratings, stated};

/// What the first line of every report says.
const NOTICE: &str = "SYNTHETIC: nobody stands behind these numbers. They were drawn by a computer from the stated parameters and show what the design can carry if these were true.";

/// How many sittings are drawn before they are scored together: enough for every core, few enough for memory.
const AT_ONCE: usize = 64;

/// One in so many people sits twice.
const ONE_TWICE_IN: u32 = 10;

/// The most people, so that a slip of the finger does not fill the memory.
const MOST_PEOPLE: u32 = 100_000;

/// The most ratings, one for each person, rater and dimension of a scene. Each takes 32 bytes, and about 250 more while it
/// is taken apart, unless a scene's dimensions are averaged: at most some 1.5 gigabytes.
const MOST_RATINGS: u64 = 5_000_000;

const USUAL_PEOPLE: u32 = 2000;
const USUAL_SEED: u64 = 1;
const USUAL_RATERS: u32 = 3;

/// What single ratings are made up of: the stated variances, and what rounding to whole points adds to the residual, the
/// variance 1/12 of a uniform distribution one point wide (Sheppard, 1898, Proceedings of the London Mathematical Society
/// 29, 353–380).
const IN_WHOLE_POINTS: CrossedVariances = CrossedVariances {
    residual: RATING_VARIANCES.residual + 1.0 / 12.0,
    ..RATING_VARIANCES
};

/// Simulates a pilot and reports reliability, errors, items, raters, times and quality.
///
/// People are those of `composure simulate` with the same seed, so that its norms and this report agree.
#[derive(Debug, Args)]
pub(super) struct Pilot {
    /// Folder of the assessment.
    #[arg(value_name = "FOLDER")]
    assessment: PathBuf,
    /// How many people.
    #[arg(long, default_value_t = USUAL_PEOPLE)]
    people: u32,
    /// What everything is drawn from: the same seed gives the same report.
    #[arg(long, default_value_t = USUAL_SEED)]
    seed: u64,
    /// How many raters rate every answer after a film.
    #[arg(long, default_value_t = USUAL_RATERS)]
    raters: u32,
    /// Which form of the tasks.
    #[arg(long, value_enum, default_value_t = Form::Standard)]
    form: Form,
    /// Print JSON for programs instead of Markdown for people.
    #[arg(long, conflicts_with = "out")]
    json: bool,
    /// Folder for `pilot.md` and `pilot.json`; without it the report goes to standard output.
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

/// A report of people who do not exist. The serialised fields are a contract with programs.
#[derive(Debug, Serialize)]
struct Found {
    notice: &'static str,
    is_synthetic: bool,
    command: String,
    form: &'static str,
    seed: u64,
    raters: u32,
    assumptions: Vec<Assumption>,
    #[serde(flatten)]
    report: PilotReport,
}

impl Pilot {
    pub(super) fn run(self) -> anyhow::Result<ExitCode> {
        self.check()?;
        let (_, assessment) = read_assessment(&self.assessment)?;
        self.check_ratings(&assessment)?;
        let found = self.found(Arc::new(assessment))?;
        match &self.out {
            None if self.json => println!("{}", json(&found)?),
            None => print!("{}", markdown::text(&found)),
            Some(folder) => {
                fs::create_dir_all(folder)
                    .with_context(|| format!("{} cannot be made", folder.display()))?;
                write(&folder.join("pilot.md"), &markdown::text(&found))?;
                write(&folder.join("pilot.json"), &format!("{}\n", json(&found)?))?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }

    fn check(&self) -> anyhow::Result<()> {
        match (self.people, self.raters) {
            (0, _) => bail!("0 people tell nothing; give --people 2 or more (2000 by default)"),
            (people, _) if people > MOST_PEOPLE => {
                bail!("{people} people are more than the {MOST_PEOPLE} that --people takes")
            }
            (_, 0) => bail!("0 raters rate nobody; give --raters 1 or more (3 by default)"),
            (_, raters) if raters > 50 => {
                bail!("{raters} raters are more than the 50 that --raters takes")
            }
            _ => Ok(()),
        }
    }

    fn check_ratings(&self, assessment: &Assessment) -> anyhow::Result<()> {
        let dimensions: usize = (assessment.scored_scenes())
            .map(|scene| scene.answer.rubric.len())
            .sum();
        let n = u64::from(self.people) * u64::from(self.raters) * dimensions as u64;
        if n > MOST_RATINGS {
            bail!(
                "{} people rated by {} raters on {dimensions} dimensions of scenes are {n} ratings, more than the \
                 {MOST_RATINGS} that memory is kept for; give fewer --people or --raters",
                self.people,
                self.raters
            );
        }
        Ok(())
    }

    fn found(&self, assessment: Arc<Assessment>) -> anyhow::Result<Found> {
        let assumptions = stated(&assessment);
        // Raters draw from a generator of their own, so that people stay the same with other raters.
        let mut rng = seeded(self.seed.wrapping_add(1));
        let counts = (self.people as usize, self.raters as usize);
        let rated = ratings(&assessment, counts, &mut rng)
            .map_err(|fault| anyhow!("ratings cannot be drawn: {fault}"))?;
        Ok(Found {
            notice: NOTICE,
            is_synthetic: true,
            command: self.command(),
            form: self.form_word(),
            seed: self.seed,
            raters: self.raters,
            assumptions,
            report: self
                .sittings(assessment)?
                .report(&rated, Some(&IN_WHOLE_POINTS)),
        })
    }

    /// The command that makes this report again: the folder as given and every option that is not as usual. Where a
    /// report goes, and in which shape, changes none of its figures.
    fn command(&self) -> String {
        let form = self.form_word().to_owned();
        let options = [
            ("people", self.people.to_string(), USUAL_PEOPLE.to_string()),
            ("seed", self.seed.to_string(), USUAL_SEED.to_string()),
            ("raters", self.raters.to_string(), USUAL_RATERS.to_string()),
            ("form", form, "standard".to_owned()),
        ];
        let mut words = vec!["composure pilot".to_owned(), quoted(&self.assessment)];
        for (option, value, usual) in options {
            if value != usual {
                words.push(format!("--{option} {value}"));
            }
        }
        words.join(" ")
    }

    const fn form_word(&self) -> &'static str {
        match self.form {
            Form::Standard => "standard",
            Form::Short => "short",
        }
    }

    /// Everybody's sitting, drawn one after the other and scored by every core.
    fn sittings(&self, assessment: Arc<Assessment>) -> anyhow::Result<Collected> {
        let mut crowd = Crowd::new(Arc::clone(&assessment), self.form.into(), self.seed);
        let mut again = Crowd::new(Arc::clone(&assessment), self.form.into(), !self.seed);
        let mut collected = Collected::new(assessment);
        let numbers: Vec<u32> = (1..=self.people).collect();
        for numbers in numbers.chunks(AT_ONCE) {
            let drawn = numbers
                .iter()
                .map(|number| draw(*number, &mut crowd, &mut again))
                .collect::<anyhow::Result<Vec<_>>>()?;
            let read = drawn
                .into_par_iter()
                .map(|(first, second)| Ok((sat(&first)?, second.as_ref().map(sat).transpose()?)))
                .collect::<anyhow::Result<Vec<_>>>()?;
            for (first, second) in read {
                match second {
                    Some(second) => collected.add_twice(first, &second),
                    None => collected.add(first),
                }
            }
        }
        Ok(collected)
    }
}

/// A person's sitting, and a second one of every tenth person.
fn draw(
    number: u32,
    crowd: &mut Crowd,
    again: &mut Crowd,
) -> anyhow::Result<(Taken, Option<Taken>)> {
    let drawn = |taken: Result<Taken, _>| {
        taken.map_err(|fault| anyhow!("person {number} cannot be drawn: {fault}"))
    };
    let first = drawn(crowd.next_sitting())?;
    let second = number
        .is_multiple_of(ONE_TWICE_IN)
        .then(|| drawn(again.again(&first.person)))
        .transpose()?;
    Ok((first, second))
}

fn sat(taken: &Taken) -> anyhow::Result<Sat> {
    Sat::read(&taken.rules, &taken.events).context("a simulated sitting cannot be read")
}

/// A path as a shell reads it.
fn quoted(path: &Path) -> String {
    let text = path.display().to_string();
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./".contains(letter);
    if text.chars().all(is_plain) {
        return text;
    }
    format!("'{}'", text.replace('\'', r"'\''"))
}

fn json(found: &Found) -> anyhow::Result<String> {
    serde_json::to_string_pretty(found).context("the report cannot be written as JSON")
}

fn write(file: &Path, text: &str) -> anyhow::Result<()> {
    fs::write(file, text).with_context(|| format!("{} cannot be written", file.display()))?;
    println!("{}", file.display());
    Ok(())
}
