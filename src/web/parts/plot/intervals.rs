//! T scores as dots within their 95 % intervals, with the norm group's mean of 50 marked.

use maud::{Markup, html};

use super::axis::Axis;
use crate::scoring::NormedScore;
use crate::web::parts::figure;

/// The mean of T scores in the norm group, by their definition.
const MEAN: f64 = 50.0;
/// The numbers below which lines stand: three standard deviations to either side of the mean, 50 ± 3 × 10.
const TICKS: [f64; 7] = [20.0, 30.0, 40.0, MEAN, 60.0, 70.0, 80.0];
/// Each tick has a seventh of the width for its number and stands in the middle of it: the ends are half a seventh in.
const AXIS: Axis = Axis {
    from: 20.0,
    to: 80.0,
    margin: 100.0 / 14.0,
};

/// A score and the 95 % interval around it, in T points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The score.
    pub t: f64,
    /// Where the interval begins.
    pub lower: f64,
    /// Where it ends.
    pub upper: f64,
}

impl Interval {
    /// The interval of a normed score.
    pub const fn of(normed: &NormedScore) -> Self {
        Self {
            t: normed.t,
            lower: normed.t_lower,
            upper: normed.t_upper,
        }
    }
}

/// One score in the drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct IntervalRow<'a> {
    /// What was scored.
    pub title: &'a str,
    /// The score; absent when it was refused.
    pub normed: Option<&'a NormedScore>,
    /// What stands behind it, where there is a page or place for that.
    pub href: Option<String>,
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

/// All scores one below the other; each figure leads to what stands behind it.
pub fn intervals(rows: &[IntervalRow<'_>]) -> Markup {
    html! {
        div.intervals {
            div.intervals-axis aria-hidden="true" {
                span.score-name {}
                span.ticks {
                    span.mean-name { "mean of the norm group" }
                    @for t in TICKS { span.mean-tick[is_mean(t)] { (figure::plain(t)) } }
                }
                span.score-figures { "T ± SE" }
            }
            ul { @for row in rows { li { (interval_row(row)) } } }
        }
    }
}

fn is_mean(t: f64) -> bool {
    t.total_cmp(&MEAN).is_eq()
}

fn interval_row(row: &IntervalRow<'_>) -> Markup {
    html! {
        span.score-name { (row.title) }
        svg height="34" aria-hidden="true" {
            @for t in TICKS {
                @let class = if is_mean(t) { "plot-mean" } else { "plot-axis" };
                line class=(class) x1=(AXIS.place(t)) x2=(AXIS.place(t)) y1="0" y2="34" {}
            }
            @if let Some(normed) = row.normed { (dot_within(Interval::of(normed), &AXIS, "17")) }
        }
        span.score-figures { (linked(row)) }
    }
}

fn linked(row: &IntervalRow<'_>) -> Markup {
    let figures = row
        .normed
        .map_or_else(|| "no score".to_owned(), figure::score);
    html! {
        @if let Some(href) = &row.href {
            a href=(href) { (figures) span.said { ", what stands behind " (row.title) } }
        } @else {
            (figures)
        }
        @if let Some(normed) = row.normed {
            span.said { ", 95 % interval " (figure::interval(normed)) }
        }
    }
}

/// One score small enough for a table's cell.
pub fn inline_interval(interval: Interval) -> Markup {
    let label = format!(
        "{} on a scale from 20 to 80, 95 % interval {} to {}",
        figure::decimal(interval.t, 1),
        figure::decimal(interval.lower, 1),
        figure::decimal(interval.upper, 1)
    );
    let axis = Axis {
        margin: 4.0,
        ..AXIS
    };
    html! {
        svg.score-plot width="108" height="20" role="img" aria-label=(label) {
            line.plot-axis x1=(axis.place(20.0)) x2=(axis.place(80.0)) y1="10" y2="10" {}
            line.plot-mean x1=(axis.place(MEAN)) x2=(axis.place(MEAN)) y1="2" y2="18" {}
            (dot_within(interval, &axis, "10"))
        }
    }
}

fn dot_within(interval: Interval, axis: &Axis, y: &str) -> Markup {
    html! {
        line.score-interval x1=(axis.place(interval.lower)) x2=(axis.place(interval.upper)) y1=(y) y2=(y) {}
        circle.score-dot cx=(axis.place(interval.t)) cy=(y) r="4.5" {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::parts::sample;

    #[test]
    fn a_score_is_above_the_mean_only_with_its_whole_interval() {
        let said = |t| against_mean(&sample::normed(t, 3.0));
        assert_eq!(said(60.0), "above the group’s mean");
        assert_eq!(said(54.0), "not distinct from the group’s mean");
        assert_eq!(said(41.0), "below the group’s mean");
    }

    #[test]
    fn a_refused_score_keeps_its_row_and_has_no_dot() {
        let row = IntervalRow {
            title: "Stopping speed",
            normed: None,
            href: None,
        };
        let html = intervals(&[row]).into_string();
        assert!(html.contains("no score"));
        assert!(!html.contains("<circle"));
    }
}
