//! From text to a whole [`Assessment`], or to everything that is wrong with it.
//!
//! Reading never stops at a fault: a value that cannot be read is left out, its fault is kept, and reading goes on.
//! Names that are defined and referred to are gathered on the way and matched when every file has been read.

mod casting;
mod collector;
mod competencies;
mod decisions;
mod film;
mod items;
mod judgements;
mod moments;
mod nearest;
mod norms;
mod numbers;
mod outline;
mod place;
mod scenes;
mod sheet;
mod tasks;
mod values;
mod whole;

use toml::de::{DeTable, DeValue};

pub(super) use self::sheet::is_formula;
pub use self::sheet::{SHEET_COLUMNS, Sheet, read_sheet};

use self::collector::{Collector, Kind, Spot};
use self::nearest::nearest;
use self::outline::Outline;
use self::place::Table;
use self::tasks::Tasks;
use super::source::named_file;
use super::{
    Assessment, CastPart, CompetencyName, Fault, Faults, GateFault, Item, Judgement, NormGroup,
    NormGroupName, Places, ScaleName, Scene, SceneName, Section, SectionContent, Source,
    publish_faults,
};

/// Reads a definition.
///
/// # Errors
///
/// Every fault of every file, by file, line and column.
pub fn parse(source: &Source) -> Result<Assessment, Faults> {
    match survey(source) {
        (Some(assessment), faults) if faults.is_empty() => Ok(assessment),
        (_, faults) => Err(Faults::new(faults)),
    }
}

/// A definition as far as it can be read, and everything that is wrong with it.
#[derive(Debug)]
pub struct Examined {
    /// The assessment, where no fault keeps it from being whole.
    pub assessment: Option<Assessment>,
    /// The faults, by file, line and column.
    pub faults: Vec<Fault>,
    /// What keeps it from being published, as far as it shows in what could be read.
    pub held_back: Vec<GateFault>,
}

/// Reads a definition, and asks the gate too.
///
/// What is missing to be published is only said of a definition that is whole: in another it may just be unreadable.
pub fn examine(source: &Source) -> Examined {
    let (assessment, faults) = survey(source);
    let mut held_back = assessment.as_ref().map_or_else(Vec::new, publish_faults);
    if !faults.is_empty() {
        held_back.retain(|fault| !fault.rule.is_about_the_whole());
    }
    Examined {
        assessment: assessment.filter(|_| faults.is_empty()),
        faults,
        held_back,
    }
}

/// What could be read, and the faults in order.
fn survey(source: &Source) -> (Option<Assessment>, Vec<Fault>) {
    let collector = Collector::default();
    let documents = documents(&collector, source);
    let mut parts = Parts::default();
    for (path, file, root) in &documents {
        parts.read(&collector, path, *file, root);
    }
    if !source.files.contains_key("assessment.toml") {
        let help = Some("every assessment has this file".to_owned());
        collector.fault(NOWHERE, "`assessment.toml` is missing", help);
    }
    collector.resolve();
    collector.demand_competencies();
    whole::check_uses(&collector);
    let mut assessment = parts.into_assessment();
    if let Some(assessment) = &mut assessment {
        whole::check_values(assessment, &collector);
        assessment.places = collector.places(source);
    }
    drop(documents);
    let mut faults = collector.into_faults(source);
    faults.sort();
    faults.dedup();
    (assessment, faults)
}

/// Reads one scene of a definition by itself, and gives the languages that it has to exist in.
///
/// What it says about scales and competencies is not looked up, so that a scene can be worked on before the rest is whole.
///
/// # Errors
///
/// Every fault of the scene's own file; that it is missing, too.
pub fn parse_scene(source: &Source, name: &str) -> Result<(Scene, Vec<String>), Faults> {
    let collector = Collector::default();
    let path = format!("scenes/{name}.toml");
    let documents: Vec<_> = (source.files.iter().enumerate())
        .filter(|(_, (file, _))| *file == "assessment.toml" || **file == path)
        .map(|(file, (path, text))| (path.as_str(), file, tree(&collector, file, text)))
        .collect();
    let mut parts = Parts::default();
    for (path, file, root) in &documents {
        parts.read(&collector, path, *file, root);
    }
    if !source.files.contains_key(&path) {
        collector.fault(NOWHERE, format!("`{path}` is missing"), None);
    }
    let languages = Some(collector.languages()).filter(|languages| !languages.is_empty());
    let scene = parts.scenes.pop();
    drop(documents);
    let mut faults = collector.into_faults(source);
    let is_missing = !source.files.contains_key(&path);
    faults.retain(|fault| fault.file == path || is_missing);
    match scene {
        Some(scene) if faults.is_empty() => {
            Ok((scene, languages.unwrap_or_else(|| vec!["en".to_owned()])))
        }
        _ => Err(Faults::new(faults)),
    }
}

/// Before the first line of a file that is not there.
const NOWHERE: Spot = Spot {
    file: usize::MAX,
    offset: 0,
};

/// The tree of a file; what is not TOML leaves faults, and the rest is read all the same.
fn tree<'t>(collector: &Collector, file: usize, text: &'t str) -> DeValue<'t> {
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors {
        let offset = error.span().map_or(0, |span| span.start);
        let reason = format!("this is not TOML: {}", error.message());
        collector.fault(Spot { file, offset }, reason, None);
    }
    DeValue::Table(table.into_inner())
}

/// What a definition says of items and situations, whole or not.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Written {
    pub(super) items: Vec<Item>,
    pub(super) judgements: Vec<Judgement>,
    /// Items that no section asks.
    pub(super) unplaced_items: Vec<String>,
    /// Situations that no section shows.
    pub(super) unplaced_judgements: Vec<String>,
    /// What items and situations may refer to.
    pub(super) known: KnownNames,
}

/// What the items and situations of a definition may refer to, and the languages that they have to be in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnownNames {
    /// Scales that are scored from items.
    pub item_scales: Vec<ScaleName>,
    /// Competencies; where none is declared any may be named.
    pub competencies: Vec<CompetencyName>,
    /// The languages of the assessment.
    pub languages: Vec<String>,
}

/// Reads what there is of items and situations; faults are left to [`parse`].
pub(super) fn written(source: &Source) -> Written {
    let collector = Collector::default();
    let documents = documents(&collector, source);
    let mut parts = Parts::default();
    let mut languages = Vec::new();
    for (path, file, root) in &documents {
        parts.read(&collector, path, *file, root);
        if *path == "assessment.toml" {
            // What is not translated yet is written all the same.
            languages = collector.languages();
            collector.speak(&[]);
        }
    }
    let unplaced = |kind: Kind, names: Vec<&str>| -> Vec<String> {
        let names = names
            .into_iter()
            .filter(|name| collector.uses(kind, name).is_empty());
        names.map(str::to_owned).collect()
    };
    Written {
        unplaced_items: unplaced(
            Kind::Item,
            parts.items.iter().map(|item| item.name.as_str()).collect(),
        ),
        unplaced_judgements: unplaced(
            Kind::Judgement,
            parts
                .judgements
                .iter()
                .map(|judgement| judgement.name.as_str())
                .collect(),
        ),
        known: KnownNames {
            item_scales: (collector.names(Kind::QuestionnaireScale).iter())
                .filter_map(|name| ScaleName::parse(name))
                .collect(),
            competencies: (collector.names(Kind::Competency).iter())
                .filter_map(|name| CompetencyName::parse(name))
                .collect(),
            languages,
        },
        items: parts.items,
        judgements: parts.judgements,
    }
}

/// Every file's path, place and tree.
fn documents<'s>(collector: &Collector, source: &'s Source) -> Vec<(&'s str, usize, DeValue<'s>)> {
    (source.files.iter().enumerate())
        .map(|(file, (path, text))| (path.as_str(), file, tree(collector, file, text)))
        .collect()
}

/// What the files gave.
#[derive(Default)]
struct Parts {
    outline: Option<Outline>,
    items: Vec<Item>,
    judgements: Vec<Judgement>,
    tasks: Tasks,
    scenes: Vec<Scene>,
    casting: Vec<CastPart>,
    norm_groups: Vec<NormGroup>,
}

impl Parts {
    fn read<'a>(
        &mut self,
        collector: &'a Collector,
        path: &str,
        file: usize,
        root: &'a DeValue<'a>,
    ) {
        let top = |known| Table::top(collector, file, root, known);
        let start = Spot { file, offset: 0 };
        if path == "assessment.toml" {
            self.outline = top(outline::KEYS).and_then(|table| outline::outline(&table));
        } else if path == "items.toml" {
            self.items = top(items::KEYS).map_or_else(Vec::new, |table| items::items(&table));
        } else if path == "judgements.toml" {
            self.judgements =
                top(judgements::KEYS).map_or_else(Vec::new, |table| judgements::judgements(&table));
        } else if path == "tasks.toml" {
            self.tasks = top(tasks::KEYS).map_or_else(Tasks::default, |table| tasks::tasks(&table));
        } else if path == "casting.toml" {
            self.casting =
                top(casting::KEYS).map_or_else(Vec::new, |table| casting::casting(&table));
        } else if let Some(name) = named_file(path, "scenes/") {
            if let Some(name) = file_name(collector, start, name, SceneName::parse(name)) {
                collector.define(Kind::Scene, name.as_str(), start);
                collector.define(Kind::CastScene, name.as_str(), start);
                collector.define(Kind::SignedScene, name.as_str(), start);
                self.scenes
                    .extend(top(scenes::KEYS).and_then(|table| scenes::scene(&table, name)));
            }
        } else if let Some(name) = named_file(path, "norms/") {
            if let Some(name) = file_name(collector, start, name, NormGroupName::parse(name)) {
                // Only staff read about norms, in English.
                let languages = collector.languages();
                collector.speak(&[]);
                self.norm_groups
                    .extend(top(norms::KEYS).and_then(|table| norms::norm_group(&table, name)));
                collector.speak(&languages);
            }
        } else {
            unknown_file(collector, start, path);
        }
    }

    fn into_assessment(self) -> Option<Assessment> {
        let mut outline = self.outline?;
        for section in &mut outline.sections {
            fill_ratings(section, &self.judgements);
        }
        Some(Assessment {
            name: outline.name,
            version: outline.version,
            stage: outline.stage,
            languages: outline.languages,
            title: outline.title,
            summary: outline.summary,
            practice: outline.practice,
            sections: outline.sections,
            response_scale: outline.response_scale,
            items: self.items,
            judgement_scale: outline.judgement_scale,
            judgements: self.judgements,
            competencies: outline.competencies,
            scenes: self.scenes,
            casting: self.casting,
            stop_signal_tasks: self.tasks.stop_signal,
            go_no_go_tasks: self.tasks.go_no_go,
            flanker_tasks: self.tasks.flanker,
            scales: outline.scales,
            composites: outline.composites,
            ranked_by: outline.ranked_by,
            quality: outline.quality,
            norm_groups: self.norm_groups,
            reading_grade: outline.reading_grade,
            sign_offs: outline.sign_offs,
            places: Places::default(),
        })
    }
}

/// Names the ratings of a section's situations, which stand in another file.
fn fill_ratings(section: &mut Section, known: &[Judgement]) {
    let SectionContent::Judgements {
        judgements,
        ratings,
    } = &mut section.content
    else {
        return;
    };
    let shown = judgements
        .iter()
        .filter_map(|name| known.iter().find(|judgement| &judgement.name == name));
    ratings.extend(
        shown
            .flat_map(|judgement| &judgement.options)
            .map(|option| option.rating.clone()),
    );
}

fn file_name<N>(collector: &Collector, start: Spot, written: &str, name: Option<N>) -> Option<N> {
    if name.is_none() {
        let help = Some(values::NAME_RULE.to_owned());
        collector.fault(
            start,
            format!("the file's name {written:?} is not a name"),
            help,
        );
    }
    name
}

fn unknown_file(collector: &Collector, start: Spot, path: &str) {
    let known = [
        "assessment.toml",
        "items.toml",
        "judgements.toml",
        "tasks.toml",
        "casting.toml",
    ];
    let help = match nearest(path, known.into_iter()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "the files are {}, scenes/<name>.toml and norms/<name>.toml",
            known.join(", ")
        ),
    };
    collector.fault(
        start,
        format!("`{path}` is no file of a definition"),
        Some(help),
    );
}

#[cfg(test)]
mod written_tests;

#[cfg(test)]
mod scene_tests;
#[cfg(test)]
mod tests;
