use maud::{Markup, html};

use crate::ids::ApplicationId;
use crate::scoring::Verdict;
use crate::selection::TScore;
use crate::web::parts::notice::{Mark, Tone};
use crate::web::parts::plot::{Interval, inline_interval};
use crate::web::parts::{figure, form, paths};

/// One applicant with a rank.
#[derive(Debug, Clone, PartialEq)]
pub struct RankedRow {
    /// The application.
    pub application: ApplicationId,
    /// The rank, counted from 1.
    pub rank: u64,
    /// Whether others have the same rank.
    pub is_tied: bool,
    /// The band, counted from 1.
    pub band: u32,
    /// The code, or the name where it may be seen.
    pub label: String,
    /// The composite that ranks.
    pub overall: RankedScore,
    /// The composite for impulse control.
    pub impulse_control: Option<TScore>,
    /// The composite for skill with people.
    pub interpersonal_skill: Option<TScore>,
    /// What may be done with the scores.
    pub verdict: Verdict,
    /// How many things the quality checks noticed.
    pub flag_count: u32,
    /// Whether somebody has shortlisted this applicant.
    pub is_shortlisted: bool,
    /// What somebody has decided.
    pub decision: Option<String>,
}

/// The score that ranks, with the interval that is drawn.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RankedScore {
    /// The T score with its standard error.
    pub score: TScore,
    /// Where the true score lies in 95 of 100 such cases.
    pub interval: Interval,
}

/// One applicant without a rank.
#[derive(Debug, Clone, PartialEq)]
pub struct UnrankedRow {
    /// The application.
    pub application: ApplicationId,
    /// The code, or the name where it may be seen.
    pub label: String,
    /// Why, one sentence each.
    pub reasons: Vec<String>,
    /// What somebody has decided.
    pub decision: Option<String>,
}

/// What every form of the list carries.
#[derive(Debug, Clone, Copy)]
pub(super) struct Posting<'a> {
    /// The token that proves it came from our own page.
    pub(super) csrf: &'a str,
    /// The list as it is shown, to come back to.
    pub(super) back: &'a str,
}

/// The rows of ranked applicants; a line stands before each band when the list is in rank order.
pub(super) fn ranked(rows: &[RankedRow], posting: &Posting<'_>, is_by_rank: bool) -> Markup {
    html! {
        @for (idx, row) in rows.iter().enumerate() {
            @let is_new_band = is_by_rank && idx > 0 && rows[idx - 1].band != row.band;
            tr class=[is_new_band.then_some("band-start")] { (ranked_cells(row, posting)) }
        }
    }
}

fn ranked_cells(row: &RankedRow, posting: &Posting<'_>) -> Markup {
    let part = |normed: &Option<TScore>| {
        figure::optional(normed.map(|score| figure::with_error(score.t, score.standard_error)))
    };
    html! {
        td.number {
            @if row.is_tied { span aria-hidden="true" { "=" } span.said { "tied " } }
            (figure::count(row.rank))
        }
        td.number { (row.band) }
        th scope="row" {
            a href=(paths::application(row.application)) { (row.label) }
            @if row.is_shortlisted { " " (Mark::new(Tone::Good, "Shortlisted")) }
        }
        td.number { (figure::with_error(row.overall.score.t, row.overall.score.standard_error)) }
        td { (inline_interval(row.overall.interval)) }
        td.number { (part(&row.impulse_control)) }
        td.number { (part(&row.interpersonal_skill)) }
        td { (quality(row.verdict, row.flag_count)) }
        td { (figure::optional(row.decision.clone())) }
        td.row-actions { (shortlisting(row, posting)) }
    }
}

fn quality(verdict: Verdict, flag_count: u32) -> Markup {
    html! {
        @if verdict == Verdict::Interpretable && flag_count == 0 {
            span.quiet { "No flag" }
        } @else {
            (Mark::of_verdict(verdict))
            div.flags { (figure::counted(flag_count.into(), "flag", "flags")) }
        }
    }
}

fn shortlisting(row: &RankedRow, posting: &Posting<'_>) -> Markup {
    let (value, label) = if row.is_shortlisted {
        ("no", "Take off")
    } else {
        ("yes", "Shortlist")
    };
    html! {
        form method="post" action=(paths::shortlist(row.application)) {
            (form::csrf(posting.csrf))
            input type="hidden" name="back" value=(posting.back);
            input type="hidden" name="shortlisted" value=(value);
            button.usa-button.usa-button--outline.button-small type="submit" {
                (label) span.said { " " (row.label) }
            }
        }
    }
}

/// The rows of applicants without a rank.
pub(super) fn unranked(rows: &[UnrankedRow]) -> Markup {
    html! {
        @for row in rows {
            tr {
                th scope="row" { a href=(paths::application(row.application)) { (row.label) } }
                td.words {
                    @for reason in &row.reasons { p { (reason) } }
                }
                td { (figure::optional(row.decision.clone())) }
            }
        }
    }
}

#[cfg(test)]
impl RankedRow {
    pub(super) fn samples() -> Vec<Self> {
        use crate::web::parts::sample;
        let score = |t, standard_error| TScore { t, standard_error };
        let row = |n: u32, band, t: f64| Self {
            application: ApplicationId(sample::id(u128::from(100 + n))),
            rank: u64::from(n),
            is_tied: false,
            band,
            label: format!("Q-{:04}", 7000 + n * 37),
            overall: RankedScore {
                score: score(t, 3.4),
                interval: Interval::of(&sample::normed(t, 3.4)),
            },
            impulse_control: Some(score(t - 2.3, 4.1)),
            interpersonal_skill: Some(score(t + 1.8, 4.4)),
            verdict: Verdict::Interpretable,
            flag_count: 0,
            is_shortlisted: false,
            decision: None,
        };
        let mut rows: Vec<Self> = (1..=14_u32)
            .map(|n| row(n, 1 + (n - 1) / 6, 71.2 - 1.7 * f64::from(n)))
            .collect();
        rows[1].is_shortlisted = true;
        rows[1].label = "Maria-Louise Featherstonehaugh-Akinola".to_owned();
        rows[1].decision = Some("Invite to interview".to_owned());
        rows[2].rank = 2;
        rows[1].is_tied = true;
        rows[2].is_tied = true;
        rows[4].verdict = Verdict::InterpretWithCaution;
        rows[4].flag_count = 1;
        rows[7].verdict = Verdict::Retest;
        rows[7].flag_count = 2;
        rows[9].impulse_control = None;
        rows
    }
}

#[cfg(test)]
impl UnrankedRow {
    pub(super) fn samples() -> Vec<Self> {
        use crate::web::parts::sample;
        vec![Self {
            application: ApplicationId(sample::id(900)),
            label: "Q-9031".to_owned(),
            reasons: vec![
                "Stopping speed: 81 % of the stop trials were answered; the limit is 75 %."
                    .to_owned(),
            ],
            decision: None,
        }]
    }
}
