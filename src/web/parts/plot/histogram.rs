//! How many had which score.

use maud::{Markup, Render, html};

use super::axis::{Axis, length};
use crate::web::parts::{figure, table};

const TOP: f64 = 34.0;
const BASE: f64 = 230.0;

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
    /// The bars from left to right, without gaps.
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
            left: 10.0,
            right: 750.0,
        })
    }

    fn heights(&self) -> Axis {
        let most = self.bins.iter().map(|bin| bin.count).max().unwrap_or(0);
        Axis {
            from: 0.0,
            to: (most as f64).max(1.0),
            left: BASE,
            right: TOP + 20.0,
        }
    }

    fn drawing(&self, axis: &Axis) -> Markup {
        let heights = self.heights();
        html! {
            svg.plot-drawing viewBox="0 0 760 290" role="img" aria-label=(self.title) {
                @for bin in &self.bins { (bar(bin, axis, &heights)) }
                line.plot-axis x1="10" x2="750" y1=(length(BASE)) y2=(length(BASE)) {}
                @for (idx, bin) in self.bins.iter().enumerate() {
                    @if self.is_labelled(idx) {
                        text.quiet-words.to-the-middle x=(length(axis.place(bin.lower))) y="248" {
                            (figure::plain(bin.lower))
                        }
                    }
                }
                (self.norm_line(axis))
                text.quiet-words.to-the-middle x="380" y="276" { (self.axis_title) }
            }
        }
    }

    /// At most a dozen words fit below the axis.
    fn is_labelled(&self, idx: usize) -> bool {
        idx.is_multiple_of(self.bins.len().div_ceil(12).max(1))
    }

    fn norm_line(&self, axis: &Axis) -> Markup {
        let x = axis.place(self.norm_mean);
        let words = format!("norm group’s mean {}", figure::plain(self.norm_mean));
        // The words stand on the side that has room for them.
        let (place, class) = if x > 550.0 {
            (x - 6.0, "to-the-end")
        } else {
            (x + 6.0, "")
        };
        html! {
            line.plot-mean x1=(length(x)) x2=(length(x)) y1="8" y2=(length(BASE)) {}
            text class=(class) x=(length(place)) y="18" { (words) }
        }
    }
}

fn bar(bin: &Bin, axis: &Axis, heights: &Axis) -> Markup {
    let (left, right) = (axis.place(bin.lower), axis.place(bin.upper));
    let top = heights.place(bin.count as f64);
    html! {
        @if bin.count > 0 {
            rect.histogram-bar x=(length(left + 1.0)) y=(length(top))
                width=(length((right - left - 2.0).max(1.0))) height=(length(BASE - top)) {}
            text.to-the-middle x=(length(f64::midpoint(left, right))) y=(length(top - 5.0)) {
                (figure::count(bin.count))
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
                @if let Some(axis) = self.axis() {
                    div.plot-frame tabindex="0" role="region" aria-label="Drawing" { (self.drawing(&axis)) }
                }
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

    #[test]
    fn a_histogram_without_bars_draws_nothing_and_does_not_divide_by_zero() {
        let histogram = Histogram {
            title: "Nobody has a score yet".to_owned(),
            axis_title: "Raw score (points)".to_owned(),
            bins: Vec::new(),
            norm_mean: 40.0,
        };
        assert!(!histogram.render().into_string().contains("<svg"));
    }
}
