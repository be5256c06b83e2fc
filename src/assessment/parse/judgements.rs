//! `judgements.toml`: situations in words whose options are rated.

use super::collector::Kind;
use super::numbers::RATING;
use super::place::{Place, Table};
use super::values::{NAME_RULE, each_once};
use crate::assessment::{
    JudgedOption, Judgement, JudgementName, OPTIONS_OF_A_JUDGEMENT, OptionName, Part,
};

/// The keys of `judgements.toml`.
pub(super) const KEYS: &[&str] = &["judgement"];

/// Reads `judgements.toml`.
pub(super) fn judgements(table: &Table<'_>) -> Vec<Judgement> {
    table.each("judgement", judgement)
}

fn judgement(place: Place<'_>) -> Option<Judgement> {
    let table = place.table(&["name", "stem", "option", "stage"])?;
    let name = table.defines::<JudgementName>("name", Kind::Judgement);
    if let (Some(place), Some(name)) = (table.place("name"), &name) {
        place.define(Kind::SignedJudgement, name.as_str());
    }
    let stem = table.required("stem");
    let options = table.each_of_some("option", |place| option(place, name.as_ref()));
    let stage = table.optional("stage");
    check_options(&table, &options);
    Some(Judgement {
        name: name?,
        stem: stem?,
        options,
        stage,
    })
}

fn check_options(table: &Table<'_>, options: &[JudgedOption]) {
    let written = table.written("option");
    // Without any option there is a fault already.
    if written > 0 && written != OPTIONS_OF_A_JUDGEMENT {
        table.fault(
            format!("a judgement has {OPTIONS_OF_A_JUDGEMENT} options, and this has {written}"),
            None,
        );
    }
    each_once(
        table,
        "option",
        options.iter().map(|option| option.name.as_str()),
    );
}

fn option(place: Place<'_>, judgement: Option<&JudgementName>) -> Option<JudgedOption> {
    let table = place.table(&["name", "text", "tone", "competency", "expert", "rationale"])?;
    let name = table.required::<OptionName>("name");
    let text = table.required("text");
    let tone = table.required("tone");
    let competency = table.required("competency");
    let expert = table.real("expert", &RATING);
    let rationale = table.required("rationale");
    let (judgement, name) = (judgement?, name?);
    let rating = Judgement::rating_name(judgement, &name);
    table.stands_for(Part::JudgedOption, &format!("{judgement}/{name}"));
    if let Some(place) = table.place("name") {
        match &rating {
            Some(rating) => place.define(Kind::Answer, rating.as_str()),
            None => place.fault_with_help(
                format!("its rating would be called `{judgement}-{name}`, which is not a name"),
                NAME_RULE,
            ),
        }
    }
    Some(JudgedOption {
        name,
        rating: rating?,
        text: text?,
        tone: tone?,
        competency: competency?,
        expert: expert?,
        rationale: rationale?,
    })
}
