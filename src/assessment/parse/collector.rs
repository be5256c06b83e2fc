//! What reading gathers on its way: faults, names that are defined, and names that are referred to.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::nearest::nearest;
use crate::assessment::{Fault, Part, Places, Site, Source};

/// A byte of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Spot {
    /// The file's place in the source's order of paths.
    pub(super) file: usize,
    /// Bytes before it.
    pub(super) offset: usize,
}

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Section,
    Item,
    /// An item as a sign-off refers to it, apart from the section that asks it.
    SignedItem,
    /// Whatever is answered by name: an item or the rating of an option.
    Answer,
    Judgement,
    /// A situation as a sign-off refers to it, apart from the section that shows it.
    SignedJudgement,
    Scene,
    /// A scene as a sign-off refers to it.
    SignedScene,
    /// A scene as the casting table refers to it, apart from the section that shows it.
    CastScene,
    Competency,
    /// Any reaction-time task, so that no two have one name.
    Task,
    /// A task as the section refers to it that shows it.
    ShownTask(TaskKind),
    /// A task as a scale refers to it, apart from the section that shows it.
    ScoredTask(TaskKind),
    Scale,
    /// A scale that is scored from questionnaire items.
    QuestionnaireScale,
    /// A scale that is scored from choices in scenes.
    ChoiceScale,
    /// A scale that is scored from ratings of options.
    JudgementScale,
    Composite,
}

/// What is done in a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum TaskKind {
    StopSignal,
    GoNoGo,
    Flanker,
}

impl TaskKind {
    fn noun(self) -> &'static str {
        match self {
            Self::StopSignal => "stop-signal task",
            Self::GoNoGo => "go/no-go task",
            Self::Flanker => "flanker task",
        }
    }
    fn home(self) -> &'static str {
        match self {
            Self::StopSignal => "`tasks.toml` as a [[stop_signal]]",
            Self::GoNoGo => "`tasks.toml` as a [[go_no_go]]",
            Self::Flanker => "`tasks.toml` as a [[flanker]]",
        }
    }
}

impl Kind {
    /// The part of a definition that a definition of this kind is, unless it only repeats another.
    pub(super) fn part(self) -> Option<Part> {
        match self {
            Self::Section => Some(Part::Section),
            Self::Item => Some(Part::Item),
            Self::Judgement => Some(Part::Judgement),
            Self::Task => Some(Part::Task),
            Self::Scale => Some(Part::Scale),
            Self::Composite => Some(Part::Composite),
            _ => None,
        }
    }
    fn noun(self) -> &'static str {
        match self {
            Self::Section => "section",
            Self::Item | Self::SignedItem => "item",
            Self::Answer => "answer",
            Self::Judgement | Self::SignedJudgement => "judgement",
            Self::Scene | Self::CastScene | Self::SignedScene => "scene",
            Self::Competency => "competency",
            Self::Task => "task",
            Self::ShownTask(kind) | Self::ScoredTask(kind) => kind.noun(),
            Self::Scale => "scale",
            Self::QuestionnaireScale => "questionnaire scale",
            Self::ChoiceScale => "scene-choice scale",
            Self::JudgementScale => "situational-judgement scale",
            Self::Composite => "composite",
        }
    }
    fn home(self) -> &'static str {
        match self {
            Self::Item | Self::SignedItem | Self::Answer => "`items.toml` as an [[item]]",
            Self::Judgement | Self::SignedJudgement => "`judgements.toml` as a [[judgement]]",
            Self::Scene | Self::CastScene | Self::SignedScene => "a file `scenes/<name>.toml`",
            Self::Task => "`tasks.toml`",
            Self::ShownTask(kind) | Self::ScoredTask(kind) => kind.home(),
            Self::Section => "`assessment.toml` as a [[section]]",
            Self::Competency => "`assessment.toml` as a [[competency]]",
            Self::Composite => "`assessment.toml` as a [[composite]]",
            Self::Scale | Self::QuestionnaireScale | Self::ChoiceScale | Self::JudgementScale => {
                "`assessment.toml` as a [[scale]]"
            }
        }
    }
}

struct Found {
    spot: Spot,
    reason: String,
    help: Option<String>,
}

/// Gathers faults and names while the files are read in turn, and resolves the names at the end.
#[derive(Default)]
pub(super) struct Collector {
    found: RefCell<Vec<Found>>,
    defined: RefCell<BTreeMap<(Kind, String), Spot>>,
    referred: RefCell<Vec<(Kind, String, Spot)>>,
    /// Names that a reference with a slip in it seems to mean.
    meant: RefCell<BTreeSet<(Kind, String)>>,
    /// The languages that texts for candidates have to exist in.
    languages: RefCell<Vec<String>>,
    /// Where parts and their keys stand.
    placed: RefCell<BTreeMap<(Part, String, String), Spot>>,
    /// What speaks to a competency and does not say which.
    without_competency: RefCell<Vec<(Spot, String)>>,
}

impl Collector {
    /// Keeps a fault.
    pub(super) fn fault(&self, spot: Spot, reason: impl Into<String>, help: Option<String>) {
        let reason = reason.into();
        self.found.borrow_mut().push(Found { spot, reason, help });
    }

    /// Keeps a name as defined; a second definition is a fault.
    pub(super) fn define(&self, kind: Kind, name: &str, spot: Spot) {
        let earlier = self
            .defined
            .borrow_mut()
            .insert((kind, name.to_owned()), spot);
        if earlier.is_some() {
            let help = Some("give each its own name".to_owned());
            self.fault(spot, format!("the name `{name}` is taken already"), help);
        }
    }

    /// From now on texts have to exist in these languages.
    pub(super) fn speak(&self, languages: &[String]) {
        self.languages.replace(languages.to_vec());
    }

    /// The languages that texts have to exist in.
    pub(super) fn languages(&self) -> Vec<String> {
        self.languages.borrow().clone()
    }

    /// Keeps a name as referred to.
    pub(super) fn refer(&self, kind: Kind, name: &str, spot: Spot) {
        self.referred
            .borrow_mut()
            .push((kind, name.to_owned(), spot));
    }

    /// Keeps where a part stands, or with `key` where that key of it stands.
    pub(super) fn place(&self, (part, name): (Part, &str), key: &str, spot: Spot) {
        let whose = (part, name.to_owned(), key.to_owned());
        self.placed.borrow_mut().insert(whose, spot);
    }

    /// Keeps that something has no competency: a fault as soon as any is declared.
    pub(super) fn lacks_competency(&self, spot: Spot, called: &str) {
        let lacking = (spot, called.to_owned());
        self.without_competency.borrow_mut().push(lacking);
    }

    /// Turns everything without a competency into a fault, where competencies are declared.
    pub(super) fn demand_competencies(&self) {
        let known = self.names(Kind::Competency);
        if known.is_empty() {
            return;
        }
        for (spot, called) in self.without_competency.take() {
            let help = format!("add `competency = …`, one of {}", known.join(", "));
            self.fault(spot, format!("{called} names no competency"), Some(help));
        }
    }

    /// Where a name is defined.
    pub(super) fn spot_of(&self, kind: Kind, name: &str) -> Option<Spot> {
        self.defined.borrow().get(&(kind, name.to_owned())).copied()
    }

    /// Every place that refers to a name.
    pub(super) fn uses(&self, kind: Kind, name: &str) -> Vec<Spot> {
        let referred = self.referred.borrow();
        let same = referred
            .iter()
            .filter(|(of, to, _)| *of == kind && to == name);
        same.map(|(_, _, spot)| *spot).collect()
    }

    /// Every defined name of a kind.
    pub(super) fn names(&self, kind: Kind) -> Vec<String> {
        let defined = self.defined.borrow();
        let same = defined.keys().filter(|(of, _)| *of == kind);
        same.map(|(_, name)| name.clone()).collect()
    }

    /// Turns every reference to a name that nobody defined into a fault.
    pub(super) fn resolve(&self) {
        let referred = self.referred.take();
        for (kind, name, spot) in &referred {
            if self.spot_of(*kind, name).is_some() {
                continue;
            }
            let known = self.names(*kind);
            let help = match nearest(name, known.iter().map(String::as_str)) {
                Some(near) => {
                    self.meant.borrow_mut().insert((*kind, near.to_owned()));
                    format!("did you mean `{near}`?")
                }
                None => format!("define it in {}", kind.home()),
            };
            let noun = kind.noun();
            self.fault(*spot, format!("there is no {noun} `{name}`"), Some(help));
        }
        self.referred.replace(referred);
    }

    /// Whether nothing refers to a name, not even with a slip in it.
    pub(super) fn is_unused(&self, kind: Kind, name: &str) -> bool {
        let is_meant = self.meant.borrow().contains(&(kind, name.to_owned()));
        !is_meant && self.uses(kind, name).is_empty()
    }

    /// Where each part stands.
    pub(super) fn places(&self, source: &Source) -> Places {
        let files: Vec<_> = source.files.iter().collect();
        let placed = self.placed.take().into_iter();
        Places::new(
            placed
                .map(|(whose, spot)| (whose, site(spot, &files)))
                .collect(),
        )
    }

    /// The faults with their places written out.
    pub(super) fn into_faults(self, source: &Source) -> Vec<Fault> {
        let files: Vec<_> = source.files.iter().collect();
        let found = self.found.into_inner();
        found
            .into_iter()
            .map(|found| located(found, &files))
            .collect()
    }
}

fn located(found: Found, files: &[(&String, &String)]) -> Fault {
    let Found { spot, reason, help } = found;
    let Site {
        file,
        line,
        column,
        excerpt,
    } = site(spot, files);
    Fault {
        file,
        line,
        column,
        reason,
        help,
        excerpt,
    }
}

fn site(spot: Spot, files: &[(&String, &String)]) -> Site {
    let (file, text) = files
        .get(spot.file)
        .map_or(("assessment.toml", ""), |(file, text)| {
            (file.as_str(), text.as_str())
        });
    Site::of(file, text, spot.offset)
}
