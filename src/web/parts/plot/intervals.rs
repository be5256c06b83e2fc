//! T scores as dots within their 95 % intervals, with the norm group's mean of 50 marked.

use maud::{Markup, html};

use super::axis::{Axis, length};
use crate::scoring::NormedScore;
use crate::web::parts::figure;

/// The mean of T scores in the norm group, by their definition.
const MEAN: f64 = 50.0;
/// Three standard deviations to either side: 50 ± 3 × 10.
const ENDS: (f64, f64) = (20.0, 80.0);
const ROW: f64 = 34.0;
const TOP: f64 = 44.0;

/// One score in the drawing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct IntervalRow<'a> {
    /// What was scored.
    pub title: &'a str,
    /// The score; absent when it was refused.
    pub normed: Option<&'a NormedScore>,
}

/// Where a score lies, said with its error: above or below the mean only when the whole interval does.
pub fn against_mean(normed: &NormedScore) -> &'static str {
    if normed.t_lower > MEAN {
        "above the group’s mean"
    } else if normed.t_upper < MEAN {
        "below the group’s mean"
    } else {
        "not distinct from the group’s mean"
    }
}

/// All scores one below the other.
pub fn intervals(label: &str, rows: &[IntervalRow<'_>]) -> Markup {
    let axis = Axis {
        from: ENDS.0,
        to: ENDS.1,
        left: 215.0,
        right: 600.0,
    };
    let bottom = TOP + ROW * rows.len() as f64;
    html! {
        div.plot-frame tabindex="0" role="region" aria-label=(label) {
            svg.plot-drawing viewBox={ "0 0 760 " (length(bottom + 8.0)) } role="img" aria-label=(label) {
                (scale_lines(&axis, bottom))
                @for (idx, row) in rows.iter().enumerate() {
                    (score_line(row, &axis, TOP + ROW * (idx as f64 + 0.5)))
                }
            }
        }
    }
}

fn scale_lines(axis: &Axis, bottom: f64) -> Markup {
    html! {
        @for t in [20.0, 30.0, 40.0, 60.0, 70.0, 80.0] {
            line.plot-axis x1=(length(axis.place(t))) x2=(length(axis.place(t))) y1="38" y2=(length(bottom)) {}
            text.quiet-words.to-the-middle x=(length(axis.place(t))) y="30" { (figure::plain(t)) }
        }
        line.plot-mean x1=(length(axis.place(MEAN))) x2=(length(axis.place(MEAN))) y1="38" y2=(length(bottom)) {}
        text.to-the-middle x=(length(axis.place(MEAN))) y="14" { "mean of the norm group" }
        text.to-the-middle.strong-words x=(length(axis.place(MEAN))) y="30" { "50" }
        text.quiet-words.to-the-end x="752" y="30" { "T ± SE" }
    }
}

fn score_line(row: &IntervalRow<'_>, axis: &Axis, y: f64) -> Markup {
    let baseline = length(y + 4.5);
    html! {
        text x="0" y=(baseline) { (row.title) }
        @if let Some(normed) = row.normed {
            (dot_within(normed, axis, y))
            text.to-the-end x="752" y=(baseline) { (figure::score(normed)) }
        } @else {
            text.quiet-words.to-the-end x="752" y=(baseline) { "no score" }
        }
    }
}

/// One score small enough for a table's cell.
pub fn inline_interval(normed: &NormedScore) -> Markup {
    let axis = Axis {
        from: ENDS.0,
        to: ENDS.1,
        left: 5.0,
        right: 125.0,
    };
    let label = format!(
        "{} on a scale from 20 to 80, 95 % interval {}",
        figure::decimal(normed.t, 1),
        figure::interval(normed)
    );
    html! {
        svg.score-plot width="130" height="20" viewBox="0 0 130 20" role="img" aria-label=(label) {
            line.plot-axis x1="5" x2="125" y1="10" y2="10" {}
            line.plot-mean x1=(length(axis.place(MEAN))) x2=(length(axis.place(MEAN))) y1="2" y2="18" {}
            (dot_within(normed, &axis, 10.0))
        }
    }
}

fn dot_within(normed: &NormedScore, axis: &Axis, y: f64) -> Markup {
    html! {
        line.score-interval x1=(length(axis.place(normed.t_lower))) x2=(length(axis.place(normed.t_upper)))
            y1=(length(y)) y2=(length(y)) {}
        circle.score-dot cx=(length(axis.place(normed.t))) cy=(length(y)) r="4.5" {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::parts::sample;

    #[test]
    fn a_score_is_above_the_mean_only_with_its_whole_interval() {
        assert_eq!(
            against_mean(&sample::normed(60.0, 3.0)),
            "above the group’s mean"
        );
        assert_eq!(
            against_mean(&sample::normed(54.0, 3.0)),
            "not distinct from the group’s mean"
        );
        assert_eq!(
            against_mean(&sample::normed(41.0, 3.0)),
            "below the group’s mean"
        );
    }

    #[test]
    fn a_refused_score_keeps_its_row_and_has_no_dot() {
        let row = IntervalRow {
            title: "Stopping speed",
            normed: None,
        };
        let html = intervals("One score", &[row]).into_string();
        assert!(html.contains("no score"));
        assert!(!html.contains("<circle"));
    }
}
