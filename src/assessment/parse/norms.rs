//! `norms/<name>.toml`: a group of people that scores are compared with. `norms_text` writes the same form.

use toml::de::DeValue;

use super::collector::Kind;
use super::numbers::{ANY, CORRELATION, POSITIVE, PROPORTION, RELIABILITY, real, whole};
use super::place::{Place, Table};
use super::values::{Day, each_once, refers};
use crate::assessment::{
    CompositeNorm, ImpressionNorm, NormGroup, NormGroupName, Part, ScaleName, ScaleNorm,
};

/// The keys of a norm file.
pub(super) const KEYS: &[&str] = &[
    "title",
    "status",
    "n",
    "collected_from",
    "collected_to",
    "population",
    "correlations",
    "scale",
    "composite",
    "impression",
];

/// Reads the norm group `name` from its file.
pub(super) fn norm_group(table: &Table<'_>, name: NormGroupName) -> Option<NormGroup> {
    table.stands_for(Part::NormGroup, name.as_str());
    let title = table.required("title");
    let status = table.required("status");
    let n = table.whole("n", 2..=u32::MAX);
    let from = table.required::<Day>("collected_from");
    let to = table.required::<Day>("collected_to");
    let population = table.required("population");
    let correlations = table.each("correlations", correlation);
    let scales = table.each("scale", scale_norm);
    let composites = table.each("composite", composite_norm);
    let impression = table.place("impression").and_then(impression_norm);
    each_once(
        table,
        "scale norm",
        scales.iter().map(|norm| norm.scale.as_str()),
    );
    each_once(
        table,
        "composite norm",
        composites.iter().map(|norm| norm.composite.as_str()),
    );
    // Days in this form order as text.
    if let (Some(Day(from)), Some(Day(to))) = (&from, &to)
        && to < from
    {
        table.fault(
            format!("`collected_to` {to} is before `collected_from` {from}"),
            None,
        );
    }
    Some(NormGroup {
        name,
        title: title?,
        status: status?,
        n: n?,
        collected_from: from?.0,
        collected_to: to?.0,
        population: population?,
        scales,
        composites,
        correlations,
        impression,
    })
}

fn correlation(place: Place<'_>) -> Option<(ScaleName, ScaleName, f64)> {
    let parts = place.array()?;
    let [first, second, r] = parts[..] else {
        place.wrong_type("two scales and a number", "[\"first\", \"second\", 0.25]");
        return None;
    };
    let first = refers(first, Kind::Scale);
    let second = refers(second, Kind::Scale);
    let r = real(r, &CORRELATION);
    Some((first?, second?, r?))
}

fn scale_norm(place: Place<'_>) -> Option<ScaleNorm> {
    let table = place.table(&[
        "scale",
        "n",
        "mean",
        "sd",
        "reliability",
        "reliability_method",
        "frequencies",
    ])?;
    let scale = table.refers("scale", Kind::Scale);
    let n = table.whole("n", 2..=u32::MAX);
    let mean = table.real("mean", &ANY);
    let sd = table.real("sd", &POSITIVE);
    let reliability = table.real("reliability", &RELIABILITY);
    let reliability_method = table.required("reliability_method");
    let frequencies = frequencies(&table, n);
    Some(ScaleNorm {
        scale: scale?,
        n: n?,
        mean: mean?,
        sd: sd?,
        reliability: reliability?,
        reliability_method: reliability_method?,
        frequencies,
    })
}

fn composite_norm(place: Place<'_>) -> Option<CompositeNorm> {
    let table = place.table(&["composite", "n", "mean", "sd", "frequencies"])?;
    let composite = table.refers("composite", Kind::Composite);
    let n = table.whole("n", 2..=u32::MAX);
    let mean = table.real("mean", &ANY);
    let sd = table.real("sd", &POSITIVE);
    let frequencies = frequencies(&table, n);
    Some(CompositeNorm {
        composite: composite?,
        n: n?,
        mean: mean?,
        sd: sd?,
        frequencies,
    })
}

fn impression_norm(place: Place<'_>) -> Option<ImpressionNorm> {
    let table = place.table(&["n", "mean", "sd", "frequencies"])?;
    let n = table.whole("n", 2..=u32::MAX);
    let mean = table.real("mean", &PROPORTION);
    let sd = table.real("sd", &POSITIVE);
    let frequencies = frequencies(&table, n);
    Some(ImpressionNorm {
        n: n?,
        mean: mean?,
        sd: sd?,
        frequencies,
    })
}

fn frequencies(table: &Table<'_>, n: Option<u32>) -> Vec<(f64, u32)> {
    let frequencies = table.each_of_some("frequencies", frequency);
    let Some(place) = table.place("frequencies") else {
        return frequencies;
    };
    if let Some(pair) = frequencies.windows(2).find(|pair| pair[0].0 >= pair[1].0) {
        place.fault(format!(
            "scores have to rise, and {} comes after {}",
            pair[1].0, pair[0].0
        ));
    }
    let counted: u64 = frequencies.iter().map(|(_, count)| u64::from(*count)).sum();
    let is_whole =
        matches!(place.value, DeValue::Array(written) if written.len() == frequencies.len());
    if let Some(n) = n
        && is_whole
        && counted != u64::from(n)
    {
        place.fault(format!("the counts sum to {counted}, and `n` is {n}"));
    }
    frequencies
}

fn frequency(place: Place<'_>) -> Option<(f64, u32)> {
    let parts = place.array()?;
    let [score, count] = parts[..] else {
        place.wrong_type("a score and its count", "[12.5, 3]");
        return None;
    };
    let score = real(score, &ANY);
    let count = whole(count, &(1..=u32::MAX));
    Some((score?, count?))
}
