//! The smallest whole assessment: every kind of section, scale, decision and key once, for documentation and tests.
//!
//! Two scenes and a practice scene (`queue` with a script, the others as an agency's own footage), six items and four
//! that tell how the answers were given, two situations in words whose options are rated, a stop-signal, a go/no-go and
//! a flanker task, one norm group. Its three composites and its scales but those of situations and of the last two tasks
//! have the names of the shipped `first-look`. Its norms are made up.

use super::{Assessment, Source, parse};

/// The text of the example.
pub fn source() -> Source {
    Source::new([
        ("assessment.toml", include_str!("assessment.toml")),
        ("items.toml", include_str!("items.toml")),
        ("judgements.toml", include_str!("judgements.toml")),
        ("tasks.toml", include_str!("tasks.toml")),
        ("casting.toml", include_str!("casting.toml")),
        ("scenes/practice.toml", include_str!("scenes/practice.toml")),
        ("scenes/queue.toml", include_str!("scenes/queue.toml")),
        ("scenes/gate.toml", include_str!("scenes/gate.toml")),
        ("norms/example.toml", include_str!("norms/example.toml")),
    ])
}

/// The text of the example and what it says.
///
/// # Panics
///
/// Never: the text is constant and a test reads it.
#[expect(
    clippy::expect_used,
    reason = "the text is constant and a test reads it"
)]
pub fn example() -> (Source, Assessment) {
    let source = source();
    let assessment = parse(&source).expect("the example is whole");
    (source, assessment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_is_whole() {
        if let Err(faults) = parse(&source()) {
            panic!("{faults}");
        }
    }

    #[test]
    fn the_example_has_every_kind_of_section_and_norms_for_every_scale() {
        let (_, assessment) = example();
        assert_eq!(assessment.sections.len(), 7);
        assert_eq!(assessment.scenes.len(), 3);
        assert_eq!(assessment.items.len(), 10);
        assert_eq!(assessment.judgements.len(), 2);
        let group = &assessment.norm_groups[0];
        for scale in &assessment.scales {
            assert!(group.scale(&scale.name).is_some(), "{}", scale.name);
            for other in &assessment.scales {
                let r = group.correlation(&scale.name, &other.name);
                assert!(r.is_some(), "{} {}", scale.name, other.name);
            }
        }
        for composite in &assessment.composites {
            assert!(
                group.composite(&composite.name).is_some(),
                "{}",
                composite.name
            );
        }
    }
}
