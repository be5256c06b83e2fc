//! `analyse generalisability`: how much of a score lies in person, rater, scene and their pairings.

use std::collections::HashMap;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::fault::Fault;
use super::report::{Grid, Report, fixed, fixed_or_dash};
use super::table::Table;
use crate::psychometrics::agreement::generalisability::{
    CrossedScore, Error, VarianceComponents, d_study,
};

const METHOD: &str = "Henderson's Method 1 (analogous ANOVA)";

/// Arguments of `analyse generalisability`.
#[derive(Debug, Args)]
pub(super) struct Generalisability {
    /// A CSV file with one row per score; a row without a score is a missing cell.
    file: PathBuf,
    /// The column of the persons.
    #[arg(long, value_name = "COLUMN")]
    person: String,
    /// The column of the raters.
    #[arg(long, value_name = "COLUMN")]
    rater: String,
    /// The column of the scenes; without it all scores are of one scene.
    #[arg(long, value_name = "COLUMN")]
    scene: Option<String>,
    /// The column of the scores.
    #[arg(long, value_name = "COLUMN")]
    score: String,
    /// The most scenes in the table of decision studies.
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    up_to_scenes: usize,
    /// The most raters in the table of decision studies.
    #[arg(long, value_name = "NUMBER", default_value_t = 4)]
    up_to_raters: usize,
}

/// What `analyse generalisability` found.
#[derive(Debug, Serialize)]
pub(super) struct GeneralisabilityFound {
    persons: usize,
    raters: usize,
    scenes: usize,
    scores: usize,
    missing_cells: usize,
    method: &'static str,
    components: Vec<Component>,
    d_study: Vec<Study>,
}

#[derive(Debug, Serialize)]
struct Component {
    source: &'static str,
    variance: f64,
    share: f64,
    /// The variance before a negative one was set to 0.
    estimate: f64,
}

#[derive(Debug, Serialize)]
struct Study {
    scenes: usize,
    raters: usize,
    generalisability: Option<f64>,
    dependability: Option<f64>,
    relative_sem: f64,
    absolute_sem: f64,
}

impl Generalisability {
    pub(super) fn run(&self) -> Result<GeneralisabilityFound, Fault> {
        if self.up_to_scenes == 0 || self.up_to_raters == 0 {
            return Err(Fault::input(
                "--up-to-scenes and --up-to-raters have to be at least 1.",
            ));
        }
        let table = Table::read(&self.file)?;
        let scores = self.scores(&table)?;
        let found = VarianceComponents::of(&scores).map_err(|error| refused(&error))?;
        let part =
            |part: &crate::psychometrics::agreement::generalisability::Component| Component {
                source: part.source.name(),
                variance: part.variance,
                share: part.share,
                estimate: part.estimate,
            };
        Ok(GeneralisabilityFound {
            persons: found.n_persons,
            raters: found.n_raters,
            scenes: found.n_scenes,
            scores: found.n_scores,
            missing_cells: found.n_persons * found.n_raters * found.n_scenes - found.n_scores,
            method: METHOD,
            components: found.components.iter().map(part).collect(),
            d_study: self.studies(&found)?,
        })
    }

    /// The scores of the rows that have one.
    fn scores(&self, table: &Table) -> Result<Vec<CrossedScore>, Fault> {
        let persons = table.complete_texts(&self.person)?;
        let raters = table.complete_texts(&self.rater)?;
        let scenes = match &self.scene {
            Some(column) => table.complete_texts(column)?,
            None => vec![""; table.n_rows()],
        };
        let numbers = table.numbers(&self.score)?;
        let (persons_idx, raters_idx, scenes_idx) =
            (numbered(&persons), numbered(&raters), numbered(&scenes));
        let mut scores = Vec::with_capacity(numbers.len());
        let mut rows: HashMap<(usize, usize, usize), usize> = HashMap::new();
        for (row_idx, number) in numbers.iter().enumerate() {
            let Some(score) = *number else { continue };
            let cell = CrossedScore {
                person_idx: persons_idx[row_idx],
                rater_idx: raters_idx[row_idx],
                scene_idx: scenes_idx[row_idx],
                score,
            };
            let key = (cell.person_idx, cell.rater_idx, cell.scene_idx);
            if let Some(first) = rows.insert(key, row_idx) {
                let what = format!(
                    "{score} is a second score of the person `{}` by the rater `{}` in one scene; the first is in line {}. Each needs a scene of its own.",
                    persons[row_idx],
                    raters[row_idx],
                    table.line(first)
                );
                return Err(table.fault_at(row_idx, &self.score, &what));
            }
            scores.push(cell);
        }
        Ok(scores)
    }

    /// The decision studies; of a facet that was not varied only one is known.
    fn studies(&self, found: &VarianceComponents) -> Result<Vec<Study>, Fault> {
        let up_to = |most: usize, n_varied: usize| if n_varied > 1 { 1..=most } else { 1..=1 };
        let mut studies = Vec::new();
        for n_scenes in up_to(self.up_to_scenes, found.n_scenes) {
            for n_raters in up_to(self.up_to_raters, found.n_raters) {
                let study = d_study(found, n_scenes, n_raters).map_err(|error| refused(&error))?;
                studies.push(Study {
                    scenes: study.n_scenes,
                    raters: study.n_raters,
                    generalisability: study.generalisability,
                    dependability: study.dependability,
                    relative_sem: study.relative_error,
                    absolute_sem: study.absolute_error,
                });
            }
        }
        Ok(studies)
    }
}

fn refused(error: &Error) -> Fault {
    let advice = match error {
        Error::TooFewPersons { .. } => "Give scores of more persons.",
        Error::NothingRepeated => "Give scores by more raters or in more scenes.",
        Error::Confounded { .. } | Error::Undetermined => {
            "Let raters and scenes overlap more, or analyse one scene, or one rater, at a time."
        }
        _ => "Give scores that differ, each a number of moderate size.",
    };
    Fault::method(error, advice)
}

/// Each text by the place of its first occurrence.
fn numbered(texts: &[&str]) -> Vec<usize> {
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut number = |text| {
        let next = known.len();
        *known.entry(text).or_insert(next)
    };
    texts.iter().map(|text| number(*text)).collect()
}

impl Report for GeneralisabilityFound {
    fn text(&self) -> String {
        let mut components = Grid::new(&["source", "variance", "share %", "as estimated"]);
        for part in &self.components {
            components.row(vec![
                part.source.to_owned(),
                fixed(part.variance, 4),
                fixed(100.0 * part.share, 1),
                fixed(part.estimate, 4),
            ]);
        }
        let mut studies = Grid::new(&[
            "scenes",
            "raters",
            "generalisability",
            "dependability",
            "relative SEM",
            "absolute SEM",
        ]);
        for study in &self.d_study {
            studies.row(vec![
                study.scenes.to_string(),
                study.raters.to_string(),
                fixed_or_dash(study.generalisability, 3),
                fixed_or_dash(study.dependability, 3),
                fixed(study.relative_sem, 3),
                fixed(study.absolute_sem, 3),
            ]);
        }
        let title = format!(
            "Variance components of {} scores: {} persons, {} raters, {} scenes, {} cells missing; {}.",
            self.scores, self.persons, self.raters, self.scenes, self.missing_cells, self.method
        );
        format!("{title}\n\n{}\n\n{}", components.text(), studies.text())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CROSSED: Generalisability = Generalisability {
        file: PathBuf::new(),
        person: String::new(),
        rater: String::new(),
        scene: None,
        score: String::new(),
        up_to_scenes: 3,
        up_to_raters: 2,
    };

    fn command() -> Generalisability {
        Generalisability {
            person: "person".to_owned(),
            rater: "rater".to_owned(),
            scene: Some("scene".to_owned()),
            score: "score".to_owned(),
            ..CROSSED
        }
    }

    fn table(text: &str) -> Table {
        Table::from_reader("scores.csv".to_owned(), text.as_bytes()).unwrap()
    }

    #[test]
    fn a_row_without_a_score_is_a_missing_cell() {
        let table = table("person,rater,scene,score\na,x,1,3\nb,x,1,NA\na,y,1,5\n");
        let scores = command().scores(&table).unwrap();
        let places: Vec<(usize, usize)> = scores
            .iter()
            .map(|cell| (cell.person_idx, cell.rater_idx))
            .collect();
        assert_eq!(places, [(0, 0), (0, 1)]);
    }

    #[test]
    fn a_second_score_in_a_cell_is_named_with_both_lines() {
        let table = table("person,rater,scene,score\na,x,1,3\na,y,1,4\na,x,1,5\n");
        let fault = command().scores(&table).unwrap_err().to_string();
        assert!(fault.starts_with("scores.csv, line 4, column `score`: 5 is a second score"));
        assert!(fault.contains("line 2"));
    }

    #[test]
    fn without_scenes_only_raters_are_studied() {
        let one_scene = Generalisability {
            scene: None,
            ..command()
        };
        let table = table("person,rater,score\na,x,1\na,y,2\nb,x,5\nb,y,4\n");
        let found = VarianceComponents::of(&one_scene.scores(&table).unwrap()).unwrap();
        let studies = one_scene.studies(&found).unwrap();
        let counts: Vec<(usize, usize)> = studies
            .iter()
            .map(|study| (study.scenes, study.raters))
            .collect();
        assert_eq!(counts, [(1, 1), (1, 2)]);
    }
}
