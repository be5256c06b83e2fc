//! What is decided while a film runs: choices, ratings, and moments to act.

use std::collections::BTreeMap;

use toml::{Table, Value};

use crate::assessment::qti::QTI;
use crate::assessment::qti::document::{Asked, Document, mapping, put_text};
use crate::assessment::qti::keys;
use crate::assessment::qti::names::{identifier, name_of, plain_name};
use crate::assessment::qti::questions::prompt;
use crate::assessment::qti::rest::{Place, Taking, named};
use crate::assessment::qti::text::{Shown, Texts};
use crate::assessment::qti::xml::Element;

/// The ratings of a decision of the kind `rate`.
const RATINGS: std::ops::RangeInclusive<u8> = 1..=7;

/// Takes the decisions out of a scene.
///
/// A choice becomes a choice interaction and a rating a slider. QTI has no press at a moment of a film: of the kind
/// `act_now` it shows the question only.
pub(super) fn take(scene: &mut Table, taking: &mut Taking, document: &mut Document) {
    let place = Place::default().below("decision");
    let decisions = named(scene, "decision", "name").unwrap_or_default();
    if !decisions.is_empty() {
        taking.show(&place);
    }
    for decision in decisions {
        let Some(name) = decision
            .get("name")
            .and_then(Value::as_str)
            .map(str::to_owned)
        else {
            continue;
        };
        let place = place.below(&name);
        let response = identifier("decision", &name);
        let prompt = taking.text(decision, &place, "prompt");
        let kind = decision.get("kind").map_or(Some("choose"), Value::as_str);
        let (is_choice, is_rating) = (kind == Some("choose"), kind == Some("rate"));
        let choices = take_choices(decision, &place, taking, is_choice);
        if is_rating {
            take_rating(decision, &response, prompt.as_ref(), document);
        } else if choices.is_empty() {
            let empty = Shown::new();
            document.show_text(&response, prompt.as_ref().unwrap_or(&empty));
        } else {
            let keyed: Vec<_> = choices
                .iter()
                .map(|(choice, _, points)| (choice.clone(), points.clone()))
                .collect();
            keys::declare(document, &response, &keyed);
            let choices: Vec<_> = choices
                .into_iter()
                .map(|(choice, words, _)| (choice, words))
                .collect();
            document.ask_choice(&Asked {
                response: &response,
                prompt: prompt.as_ref(),
                choices: &choices,
            });
        }
    }
}

type Choice = (String, Shown, BTreeMap<String, String>);

fn take_choices(
    decision: &mut Table,
    place: &Place,
    taking: &mut Taking,
    is_choice: bool,
) -> Vec<Choice> {
    let place = place.below("option");
    let options = if is_choice {
        named(decision, "option", "name")
    } else {
        None
    };
    if options.is_some() {
        taking.show(&place);
    }
    let options = options
        .unwrap_or_default()
        .into_iter()
        .filter_map(|option| {
            let name = option.get("name")?.as_str()?.to_owned();
            let words = taking
                .text(option, &place.below(&name), "text")
                .unwrap_or_default();
            Some((identifier("option", &name), words, keys::take(option)))
        });
    options.collect()
}

fn take_rating(decision: &Table, response: &str, prompt: Option<&Shown>, document: &mut Document) {
    let expert = expert(decision);
    let points = expert.as_ref().map(|(_, expert)| {
        mapping(RATINGS.map(|rating| (rating.to_string(), points(rating, *expert).to_string())))
    });
    document.declare(response, "integer", points);
    if let Some((scale, _)) = &expert {
        document.add_mapped(scale, response);
    }
    let slider = Element::new(QTI, "qti-slider-interaction")
        .with("response-identifier", response)
        .with("lower-bound", RATINGS.start().to_string())
        .with("upper-bound", RATINGS.end().to_string())
        .with("step", "1");
    let slider = document.ask(slider, prompt);
    document.show(slider);
}

/// What experts say, where it is for one scale.
fn expert(decision: &Table) -> Option<(String, f64)> {
    let expert = decision.get("expert")?.as_table()?;
    let (scale, value) = expert.iter().next().filter(|_| expert.len() == 1)?;
    let value = value
        .as_float()
        .or_else(|| value.as_integer().map(|whole| whole as f64))?;
    let (lowest, highest) = (f64::from(*RATINGS.start()), f64::from(*RATINGS.end()));
    (lowest..=highest)
        .contains(&value)
        .then(|| (scale.clone(), value))
}

/// `4 (1 - |rating - expert| / d)`, `d` being the largest distance that there can be.
fn points(rating: u8, expert: f64) -> f64 {
    let (lowest, highest) = (f64::from(*RATINGS.start()), f64::from(*RATINGS.end()));
    let farthest = (expert - lowest).max(highest - expert);
    4.0 * (1.0 - (f64::from(rating) - expert).abs() / farthest)
}

/// The names of ratings whose mapping is no longer the one that the expert value gives.
pub(in crate::assessment::qti) fn changed_ratings(item: &Element, scene: &Table) -> Vec<String> {
    let decisions = scene.get("decision").and_then(Value::as_array);
    let decisions = decisions.into_iter().flatten().filter_map(Value::as_table);
    let changed = decisions.filter_map(|decision| {
        let name = decision.get("name")?.as_str()?;
        let response = identifier("decision", name);
        // One of another kind, or in a list that was not taken, has no points that could have changed.
        let is_rating = decision.get("kind").and_then(Value::as_str) == Some("rate");
        if !is_rating || keys::declaration(item, &response).is_none() {
            return None;
        }
        let (_, expert) = expert(decision)?;
        let mapped = keys::mapped(item, &response);
        let differs = RATINGS.into_iter().any(|rating| {
            let mapped = mapped.iter().find(|(key, _)| *key == rating.to_string());
            let mapped = mapped.and_then(|(_, points)| {
                points
                    .as_float()
                    .or_else(|| points.as_integer().map(|whole| whole as f64))
            });
            mapped.is_none_or(|mapped| (mapped - points(rating, expert)).abs() > 1e-9)
        });
        differs.then(|| name.to_owned())
    });
    changed.collect()
}

/// Reads the decisions of a scene of any origin, in the order shown.
pub(super) fn read(item: &Element, texts: &Texts<'_>) -> Vec<Value> {
    let body = item
        .first("qti-item-body")
        .map(Element::everything)
        .unwrap_or_default();
    body.into_iter()
        .filter_map(|element| match &*element.name {
            "qti-choice-interaction" => Some(read_choice(item, element, texts)),
            "qti-slider-interaction" => {
                let mut decision = read_asked(element, texts);
                decision.insert("kind".to_owned(), Value::String("rate".to_owned()));
                Some(decision)
            }
            "div" => {
                let name = name_of("decision", element.attribute("id")?)?;
                let mut decision = Table::new();
                decision.insert("name".to_owned(), Value::String(name));
                put_text(&mut decision, "prompt", texts.read(element));
                Some(decision)
            }
            _ => None,
        })
        .map(Value::Table)
        .collect()
}

fn read_asked(element: &Element, texts: &Texts<'_>) -> Table {
    let mut decision = Table::new();
    let response = element.attribute("response-identifier").unwrap_or_default();
    let name = name_of("decision", response).unwrap_or_else(|| plain_name(response));
    decision.insert("name".to_owned(), Value::String(name));
    put_text(
        &mut decision,
        "prompt",
        prompt(element, texts).unwrap_or_default(),
    );
    decision
}

fn read_choice(item: &Element, element: &Element, texts: &Texts<'_>) -> Table {
    let mut decision = read_asked(element, texts);
    let mut keys = keys::read(
        item,
        element.attribute("response-identifier").unwrap_or_default(),
    );
    let options = element.all("qti-simple-choice").map(|choice| {
        let identifier = choice.attribute("identifier").unwrap_or_default();
        let name = name_of("option", identifier).unwrap_or_else(|| plain_name(identifier));
        let mut option = Table::new();
        option.insert("name".to_owned(), Value::String(name));
        put_text(&mut option, "text", texts.read(choice));
        if let Some(key) = keys.remove(identifier) {
            option.insert("key".to_owned(), Value::Table(key));
        }
        Value::Table(option)
    });
    let options: Vec<_> = options.collect();
    if !options.is_empty() {
        decision.insert("option".to_owned(), Value::Array(options));
    }
    decision
}
