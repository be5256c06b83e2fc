//! How many had which score.

use maud::{Markup, Render, html};

use super::axis::Axis;
use crate::web::parts::{figure, table};

/// The height of the highest bar, in pixels.
const HIGHEST: f64 = 180.0;
/// More words than this do not fit below the bars.
const MOST_LABELS: usize = 12;

/// One bar: from `lower` up to, but not including, `upper`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// Its lower end.
    pub lower: f64,
    /// Its upper end.
    pub upper: f64,
    /// How many are in it.
    pub count: u64,
}

/// A drawing of counts with the norm group's mean marked, and the same as a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Histogram {
    /// What it finds, as a sentence.
    pub title: String,
    /// What is counted below the axis, with its unit: `Raw score (points)`.
    pub axis_title: String,
    /// The bars from left to right, of one width and without gaps.
    pub bins: Vec<Bin>,
    /// The mean raw score in the norm group.
    pub norm_mean: f64,
}

impl Histogram {
    fn axis(&self) -> Option<Axis> {
        let (first, last) = (self.bins.first()?, self.bins.last()?);
        (first.lower < last.upper).then_some(Axis {
            from: first.lower,
            to: last.upper,
            margin: 0.0,
        })
    }

    fn bar_height(&self, count: u64) -> String {
        let most = self.bins.iter().map(|bin| bin.count).max().unwrap_or(0);
        format!("{:.0}", HIGHEST * count as f64 / (most as f64).max(1.0))
    }

    fn is_labelled(&self, idx: usize) -> bool {
        idx.is_multiple_of(self.bins.len().div_ceil(MOST_LABELS).max(1))
    }

    /// The same figures stand in the table, so the drawing is for the eye only.
    fn drawing(&self, axis: &Axis) -> Markup {
        let mean = axis.place(self.norm_mean);
        html! {
            div.histogram {
                div.histogram-row aria-hidden="true" {
                    @for bin in &self.bins { span { (figure::count(bin.count)) } }
                }
                div.histogram-field aria-hidden="true" {
                    div.histogram-row.histogram-bars {
                        @for bin in &self.bins {
                            svg height=(self.bar_height(bin.count)) {
                                rect.histogram-bar x="4%" y="0" width="92%" height="100%" {}
                            }
                        }
                    }
                    svg.histogram-mean {
                        line.plot-mean x1=(mean) x2=(mean) y1="0" y2="100%" {}
                    }
                }
                div.histogram-row.histogram-ends aria-hidden="true" {
                    @for (idx, bin) in self.bins.iter().enumerate() {
                        span { @if self.is_labelled(idx) { (figure::plain(bin.lower)) } }
                    }
                }
                p.quiet {
                    (self.axis_title) ", each bar from the number below it on. Above it: how many applicants. "
                    "Dashed line: the norm group’s mean, "
                    (figure::plain(self.norm_mean))
                }
            }
        }
    }
}

impl Render for Histogram {
    fn render(&self) -> Markup {
        let header = html! {
            (table::number_header("From"))
            (table::number_header("To under"))
            (table::number_header("Applicants"))
        };
        let rows = html! {
            @for bin in &self.bins {
                tr {
                    td.number { (figure::plain(bin.lower)) }
                    td.number { (figure::plain(bin.upper)) }
                    td.number { (figure::count(bin.count)) }
                }
            }
        };
        html! {
            figure.plot {
                figcaption.plot-title { (self.title) }
                @if let Some(axis) = self.axis() { (self.drawing(&axis)) }
                details {
                    summary { "The same as a table" }
                    (table::table(&self.axis_title, &header, &rows))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn histogram(bins: Vec<Bin>) -> Histogram {
        Histogram {
            title: "Most are near the mean".to_owned(),
            axis_title: "Raw score (points)".to_owned(),
            bins,
            norm_mean: 40.0,
        }
    }

    #[test]
    fn a_histogram_without_bars_draws_nothing() {
        assert!(
            !histogram(Vec::new())
                .render()
                .into_string()
                .contains("<svg")
        );
    }

    #[test]
    fn bars_are_as_high_as_their_counts() {
        let bin = |count| Bin {
            lower: 0.0,
            upper: 1.0,
            count,
        };
        let bars = histogram(vec![bin(0), bin(5), bin(10)]);
        assert_eq!(bars.bar_height(0), "0");
        assert_eq!(bars.bar_height(5), "90");
        assert_eq!(bars.bar_height(10), "180");
        assert_eq!(histogram(vec![bin(0)]).bar_height(0), "0");
    }
}
