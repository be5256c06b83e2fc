//! A norm group as the text of its file, `norms/<name>.toml`.
//!
//! ```toml
//! title = { en = "Applicants of 2026" }
//! status = "provisional"              # draft, provisional, operational or synthetic
//! n = 210
//! collected_from = "2026-01-01"
//! collected_to = "2026-10-31"
//! population = "Everybody who applied to …"
//! correlations = [                    # between scales, good ends up
//!     ["restraint", "first-moves", 0.31],
//! ]
//!
//! [[scale]]                           # one for each scale
//! scale = "restraint"
//! n = 208
//! mean = 48.2                         # of raw scores
//! sd = 7.9
//! reliability = 0.81                  # from 0 to under 1
//! reliability_method = "coefficient alpha"
//! frequencies = [[21.0, 1], [24.0, 3]] # raw scores in rising order with their counts, which sum to n
//!
//! [[composite]]                       # one for each composite
//! composite = "overall"
//! n = 205
//! mean = 0.0                          # of weighted sums of z scores
//! sd = 0.71
//! frequencies = [[-1.52, 1], [-1.4, 2]]
//!
//! [impression]                        # where unlikely virtues are asked about
//! n = 205
//! mean = 0.31                         # of shares claimed
//! sd = 0.28
//! frequencies = [[0.0, 60], [0.33, 70], [0.67, 50], [1.0, 25]]
//! ```

use std::fmt::{self, Write as _};

use super::{CompositeNorm, ImpressionNorm, NormGroup, ScaleNorm, Text};

/// The text of `norms/<name>.toml` for this group; reading it back gives the same group.
///
/// Numbers are written with as many digits as they need to come back to the same bits.
pub fn norm_group_text(group: &NormGroup) -> String {
    Written(group).to_string()
}

struct Written<'a>(&'a NormGroup);

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let group = self.0;
        writeln!(f, "title = {}", by_locale(&group.title))?;
        writeln!(f, "status = {}", quoted(status_word(group)))?;
        writeln!(f, "n = {}", group.n)?;
        writeln!(f, "collected_from = {}", quoted(&group.collected_from))?;
        writeln!(f, "collected_to = {}", quoted(&group.collected_to))?;
        writeln!(f, "population = {}", quoted(&group.population))?;
        writeln!(f, "correlations = [")?;
        for (first, second, r) in &group.correlations {
            writeln!(f, "    [\"{first}\", \"{second}\", {r:?}],")?;
        }
        writeln!(f, "]")?;
        group
            .scales
            .iter()
            .try_for_each(|norm| write_scale(f, norm))?;
        group
            .composites
            .iter()
            .try_for_each(|norm| write_composite(f, norm))?;
        (group.impression.iter()).try_for_each(|norm| write_impression(f, norm))
    }
}

fn write_scale(f: &mut fmt::Formatter<'_>, norm: &ScaleNorm) -> fmt::Result {
    writeln!(f, "\n[[scale]]\nscale = \"{}\"\nn = {}", norm.scale, norm.n)?;
    writeln!(f, "mean = {:?}\nsd = {:?}", norm.mean, norm.sd)?;
    writeln!(f, "reliability = {:?}", norm.reliability)?;
    writeln!(
        f,
        "reliability_method = {}",
        quoted(&norm.reliability_method)
    )?;
    write_frequencies(f, &norm.frequencies)
}

fn write_composite(f: &mut fmt::Formatter<'_>, norm: &CompositeNorm) -> fmt::Result {
    writeln!(
        f,
        "\n[[composite]]\ncomposite = \"{}\"\nn = {}",
        norm.composite, norm.n
    )?;
    writeln!(f, "mean = {:?}\nsd = {:?}", norm.mean, norm.sd)?;
    write_frequencies(f, &norm.frequencies)
}

fn write_impression(f: &mut fmt::Formatter<'_>, norm: &ImpressionNorm) -> fmt::Result {
    writeln!(f, "\n[impression]\nn = {}", norm.n)?;
    writeln!(f, "mean = {:?}\nsd = {:?}", norm.mean, norm.sd)?;
    write_frequencies(f, &norm.frequencies)
}

/// Ten pairs a line, so that a change of a few scores is a change of a few lines.
fn write_frequencies(f: &mut fmt::Formatter<'_>, frequencies: &[(f64, u32)]) -> fmt::Result {
    writeln!(f, "frequencies = [")?;
    for line in frequencies.chunks(10) {
        f.write_str("   ")?;
        for (score, count) in line {
            write!(f, " [{score:?}, {count}],")?;
        }
        f.write_char('\n')?;
    }
    writeln!(f, "]")
}

pub(super) fn by_locale(text: &Text) -> String {
    let words = text
        .locales()
        .map(|locale| format!("{locale} = {}", quoted(text.get(locale))));
    format!("{{ {} }}", words.collect::<Vec<_>>().join(", "))
}

pub(super) fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|character| match character {
        '"' | '\\' => format!("\\{character}"),
        character if character.is_control() => format!("\\u{:04X}", u32::from(character)),
        character => character.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

fn status_word(group: &NormGroup) -> &'static str {
    use super::NormStatus::{Draft, Operational, Provisional, Synthetic};
    match group.status {
        Draft => "draft",
        Provisional => "provisional",
        Operational => "operational",
        Synthetic => "synthetic",
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::assessment::{NormStatus, example, parse};

    fn read_back(group: &NormGroup) -> NormGroup {
        let mut source = example::source();
        source
            .files
            .insert("norms/example.toml".to_owned(), norm_group_text(group));
        match parse(&source) {
            Ok(mut assessment) => assessment.norm_groups.remove(0),
            Err(faults) => panic!("{faults}"),
        }
    }

    #[test]
    fn a_group_reads_back_as_it_was_written() {
        let (_, assessment) = example::example();
        let mut group = assessment.norm_groups[0].clone();
        assert_eq!(read_back(&group), group);
        group.title =
            Text::english("A \"quoted\" \\ title\nof two lines\u{7}").with("pt-BR", "Título");
        for status in [
            NormStatus::Draft,
            NormStatus::Provisional,
            NormStatus::Operational,
        ] {
            group.status = status;
            assert_eq!(read_back(&group), group);
        }
    }

    proptest! {
        #[test]
        fn numbers_read_back_to_the_same_bits(
            mean in -1e12_f64..1e12, sd in 1e-12_f64..1e6, reliability in 0.0..0.999_f64,
            population in "[^\\s]{1,40}",
        ) {
            let (_, assessment) = example::example();
            let mut group = assessment.norm_groups[0].clone();
            group.population = population;
            group.scales[0].mean = mean;
            group.scales[0].sd = sd;
            group.scales[0].reliability = reliability;
            group.scales[0].frequencies = vec![(mean, 40), (mean.abs() * 2.0 + 1.0, 60)];
            prop_assert_eq!(read_back(&group), group);
        }
    }
}
