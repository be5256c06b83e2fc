//! What a sitting takes and refuses of ratings of what could be done in situations.

use super::tests::{before, refused, rules, sitting};
use super::*;
use crate::assessment::ItemName;

fn is_rating(happening: &Happening) -> bool {
    matches!(happening, Happening::Answered(answered) if answered.section.as_str() == "situations")
}

fn changed(rules: &Rules, change: impl Fn(&mut Answered)) -> Refused {
    let (state, rating) = before(rules, is_rating);
    refused(rules, &state, &rating, |event| {
        if let Happening::Answered(answered) = &mut event.happening {
            change(answered);
        }
    })
}

#[test]
fn every_option_is_rated_by_its_name_and_every_situation_is_a_page() {
    let rules = rules();
    let state = replay(&rules, &sitting(&rules)).unwrap();
    let Work::Questionnaire { answers, page } = &state.sections[3].work else {
        panic!("the fourth section has situations");
    };
    assert_eq!((answers.len(), *page), (8, 2));
    let first = ItemName::parse("late-form-take-it").unwrap();
    assert!((1..=7).contains(&answers[&first]));
}

#[test]
fn a_sitting_goes_on_at_the_situation_that_was_not_left_yet() {
    let rules = rules();
    let (state, _) = before(
        &rules,
        |happening| matches!(happening, Happening::Answered(answered) if answered.item.as_str() == "loud-call-quiet-word"),
    );
    let open = state.current_section().unwrap();
    let Work::Questionnaire { answers, page } = &open.work else {
        panic!("situations are open");
    };
    assert_eq!((answers.len(), *page), (5, 1));
}

#[test]
fn ratings_have_seven_points_and_the_names_of_options_shown() {
    let rules = rules();
    for value in [0, 8] {
        let refused = changed(&rules, |answered| answered.value = value);
        assert!(
            matches!(refused, Refused::NoSuchAnswer { points: 7, .. }),
            "{refused}"
        );
    }
    // An item of the questionnaire is none of this section.
    for name in ["late-form", "late-form-nothing", "wait"] {
        let item = ItemName::parse(name).unwrap();
        let refused = changed(&rules, |answered| answered.item = item.clone());
        assert_eq!(refused, Refused::NoSuchItem(item));
    }
}
