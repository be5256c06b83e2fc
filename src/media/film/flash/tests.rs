//! Pictures of two seconds at 25 frames a second.

use super::*;

type Colour = [u8; 3];

/// Greys of the luminances 0.90 and 0.10.
const LIGHT: Colour = [243; 3];
const DARK: Colour = [89; 3];

/// The flashes of a film whose points have these colours by frame, column and row.
fn measured(colour: impl Fn(usize, usize, usize) -> Colour) -> Flashes {
    let mut measure = Measure::new(40.0);
    for number in 0..50 {
        let points = (0..ACROSS * DOWN).flat_map(|at| colour(number, at % ACROSS, at / ACROSS));
        measure.take(&points.collect::<Vec<u8>>());
    }
    measure.most()
}

/// The flashes of a whole picture of two colours, the first in frames that `is_first` says.
fn most(first: Colour, second: Colour, is_first: impl Fn(usize) -> bool) -> usize {
    measured(|number, _, _| if is_first(number) { first } else { second }).most_in_a_second
}

#[test]
fn flashes_of_the_whole_picture_are_counted_in_a_second() {
    // Two frames light, two dark: 25 / 4 = 6.25 flashes a second.
    assert_eq!(most(LIGHT, DARK, |number| number % 4 < 2), 6);
    // Five light, five dark: 2.5 a second.
    assert_eq!(most(LIGHT, DARK, |number| number % 10 < 5), 2);
}

#[test]
fn small_changes_and_changes_among_bright_images_are_no_flashes() {
    // Luminances of 0.19 and 0.10, 0.95 and 0.82.
    assert_eq!(most([120; 3], DARK, |number| number % 4 < 2), 0);
    assert_eq!(most([249; 3], [234; 3], |number| number % 4 < 2), 0);
}

#[test]
fn a_saturated_red_flashes_although_its_brightness_does_not() {
    let check = |first, second, expected| {
        let found = measured(|number, _, _| if number % 4 < 2 { first } else { second });
        assert_eq!((found.most_in_a_second, found.kind), expected, "{first:?}");
    };
    // Luminances of 0.12 and 0.07.
    check([200, 0, 0], [0, 0, 255], (6, FlashKind::Red));
    check([120, 0, 0], [0, 0, 0], (6, FlashKind::Red));
    // Red stays red, and what is nearly black has no colour.
    check([255, 0, 0], [120, 0, 0], (6, FlashKind::General));
    check([12, 0, 0], [0, 0, 12], (0, FlashKind::General));
    // Blue and green, alike in brightness: 0.07.
    check([0, 0, 255], [0, 89, 0], (0, FlashKind::General));
}

#[test]
fn a_cut_is_one_change_though_it_brightens_one_half_and_darkens_the_other() {
    assert_eq!(most(LIGHT, DARK, |number| 25 <= number), 0);
    // Stripes of eight points, which each cut turns over; two changes are a flash.
    let cut = |at: &[usize]| {
        measured(|number, column, _| {
            let n_cuts = at.iter().filter(|cut| **cut <= number).count();
            [LIGHT, DARK][(column / 8 + n_cuts) % 2]
        })
    };
    assert_eq!(cut(&[20]).most_in_a_second, 0);
    assert_eq!(cut(&[20, 28]).most_in_a_second, 1);
    assert_eq!(cut(&[20, 28, 36]).most_in_a_second, 1);
}

#[test]
fn halves_that_flash_against_each_other_or_one_after_the_other_flash() {
    let flashing = |shift: usize| {
        measured(|number, column, _| {
            let is_shifted = column / 8 % 2 == 1;
            [LIGHT, DARK][(number + if is_shifted { shift } else { 0 }) % 4 / 2]
        })
    };
    assert_eq!(flashing(2).most_in_a_second, 6);
    assert_eq!(flashing(1).most_in_a_second, 6);
}

#[test]
fn a_light_that_fills_less_than_a_quarter_of_a_field_is_no_flash() {
    let most = |side| {
        let colour = |number, column, row| {
            let is_inside = column < side && row < side;
            if is_inside && number % 4 < 2 {
                LIGHT
            } else {
                DARK
            }
        };
        measured(colour).most_in_a_second
    };
    // A field has 64 × 36 = 2304 points: 23 × 23 is less than a quarter, 24 × 24 is one.
    assert_eq!(most(23), 0);
    assert_eq!(most(24), 6);
}

#[test]
fn a_slow_fade_up_and_down_is_one_change_each_way() {
    // One second up and one second down, by eight tenths each: two changes are one flash.
    let fade = |number: u8| 50 + 8 * if number < 25 { number } else { 49 - number };
    let found = measured(|number, _, _| [fade(u8::try_from(number).unwrap()); 3]);
    assert_eq!(found.most_in_a_second, 1);
}

#[test]
fn a_film_without_frames_or_with_an_odd_rate_is_measured_all_the_same() {
    assert_eq!(Measure::new(40.0).most().most_in_a_second, 0);
    for frame_ms in [0.0, -40.0, f64::NAN, f64::INFINITY] {
        let mut measure = Measure::new(frame_ms);
        for number in 0..3 {
            measure.take(&vec![100 * number; FRAME_BYTES]);
        }
        assert_eq!(measure.most().most_in_a_second, 0, "{frame_ms}");
    }
}
