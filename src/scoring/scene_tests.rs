//! What a press and a rating are worth, on the example assessment.

use super::result::Evidence;
use super::tests::{rules, scale, scored, sitting};
use crate::sitting::{Decided, Happening, PresentedFrame};

/// What is shown for a decision of a scale when what happened at it is changed.
fn evidence_of(
    (scale_name, asked): (&str, &str),
    decision: &str,
    change: impl Fn(&mut Decided),
) -> Evidence {
    let rules = rules();
    let mut events = sitting(&rules, 1);
    for event in &mut events {
        if let Happening::Decided(decided) = &mut event.happening
            && decided.decision.as_str() == decision
        {
            decided.option = None;
            decided.rating = None;
            decided.press_media_ms = None;
            decided.response_ms = None;
            change(decided);
        }
    }
    let report = scored(&rules, &events);
    let evidence = scale(&report, scale_name).evidence.iter();
    let mut found = evidence.filter(|evidence| evidence.asked.contains(asked));
    found.next().unwrap().clone()
}

/// A press with the frame that was on the screen.
fn press(media_ms: f64) -> impl Fn(&mut Decided) {
    move |decided| {
        let offset_ms = decided.frames[0].presentation_ms - decided.frames[0].media_ms;
        let presentation_ms = media_ms + offset_ms;
        decided.frames.push(PresentedFrame {
            media_ms,
            presentation_ms,
            expected_ms: presentation_ms + 12.0,
        });
        decided
            .frames
            .sort_by(|a, b| a.media_ms.total_cmp(&b.media_ms));
        decided.press_media_ms = Some(media_ms);
        decided.response_ms = Some(presentation_ms + 20.0);
    }
}

#[test]
fn a_press_is_worth_what_its_moment_in_the_film_is() {
    let at = ("first-moves", "call for help");
    // The moments begin at 18, 20 and 24 s, the window closes at 26 s.
    for (media_ms, points, name) in [
        (18_000.0, 2.0, "too-soon"),
        (19_999.0, 2.0, "too-soon"),
        (20_000.0, 4.0, "in-time"),
        (24_000.0, 1.0, "late"),
        (26_000.0, 1.0, "late"),
    ] {
        let evidence = evidence_of(at, "call-for-help", press(media_ms));
        assert_eq!(evidence.points, Some(points), "{media_ms}");
        assert!(evidence.answered.contains(name), "{}", evidence.answered);
    }
    let evidence = evidence_of(at, "call-for-help", press(20_440.0));
    assert_eq!(evidence.answered, "pressed at 20.4 s of the film (in-time)");
    let note = "expert key: One of them has come close, and nobody has been touched.";
    assert_eq!(evidence.note.as_deref(), Some(note));
}

#[test]
fn no_press_has_its_own_points_and_a_press_without_a_frame_is_missing() {
    let at = ("first-moves", "call for help");
    let never = evidence_of(at, "call-for-help", |_| {});
    assert_eq!(never.points, Some(0.0));
    assert_eq!(never.answered, "did not press (never)");
    let unseen = evidence_of(at, "call-for-help", |decided| {
        decided.response_ms = Some(decided.frames[4].presentation_ms + 500.0);
    });
    assert_eq!(unseen.points, None);
    assert_eq!(unseen.note, None);
    let no_film = evidence_of(at, "call-for-help", |decided| decided.frames.clear());
    assert_eq!(no_film.points, None);
    assert_eq!(no_film.answered, "the film was not on the screen");
}

#[test]
fn a_rating_is_worth_more_the_nearer_it_is_to_the_expert_value() {
    // The expert value is 6, so that the largest distance is 5: 4 (1 − |r − 6| / 5).
    for (rating, points) in [(6, 4.0), (7, 3.2), (5, 3.2), (3, 1.6), (1, 0.0)] {
        let evidence = evidence_of(("words-chosen", "How upset"), "how-upset", |decided| {
            decided.rating = Some(rating);
            decided.response_ms = Some(decided.frames[4].presentation_ms + 500.0);
        });
        let found = evidence.points.unwrap();
        assert!((found - points).abs() < 1e-12, "{rating}: {found}");
        let words = format!("{rating} of 7 (1 is “Not at all”, 7 is “Very much”)");
        assert_eq!(evidence.answered, words);
        let note = evidence.note.unwrap();
        assert!(
            note.starts_with("expert key: 6: He has raised his voice"),
            "{note}"
        );
        assert!(note.contains("reaction time"), "{note}");
    }
}
