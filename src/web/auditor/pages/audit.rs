use maud::{Markup, Render, html};

use crate::web::parts::moment::Moment;
use crate::web::parts::notice::{Notice, Tone, empty_state};
use crate::web::parts::pager::{Pager, pager};
use crate::web::parts::shell::{Desk, Place, desk_page};
use crate::web::parts::{figure, paths, table};

/// The audit chain, a page at a time.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditPage {
    /// The frame.
    pub desk: Desk,
    /// Whether the chain holds.
    pub state: ChainState,
    /// The entries of this page, the newest first.
    pub rows: Vec<AuditRow>,
    /// Which page this is, of how many.
    pub pager: Pager,
}

/// Whether each entry's hash follows from its content and the hash before it.
#[derive(Debug, Clone, PartialEq)]
pub enum ChainState {
    /// It does, up to the newest.
    Whole {
        /// How many entries were checked.
        n: u64,
        /// When.
        checked: Moment,
        /// The newest hash, 64 hexadecimal digits.
        head: String,
    },
    /// It does not.
    Broken {
        /// The first entry that does not follow.
        sequence: u64,
        /// What differs.
        sentence: String,
    },
}

/// One entry.
#[derive(Debug, Clone, PartialEq)]
pub struct AuditRow {
    /// Its place in the chain.
    pub sequence: u64,
    /// When.
    pub at: Moment,
    /// Who.
    pub actor: String,
    /// What was done.
    pub action: String,
    /// To what.
    pub subject: String,
    /// Its hash, 64 hexadecimal digits.
    pub hash: String,
    /// The hash before it.
    pub previous: String,
}

impl Render for AuditPage {
    fn render(&self) -> Markup {
        let body = html! {
            div.desk-title {
                div {
                    h1 { "Audit trail" }
                    p { "Every entry holds the hash of the one before it. A change to any of them breaks the chain." }
                }
            }
            (self.state())
            @if self.rows.is_empty() {
                (empty_state("Nothing has been done yet", "The first entry is written when somebody signs in."))
            } @else {
                div {
                    (self.list())
                    (pager(&self.pager, |page| format!("{}?page={page}", paths::AUDIT)))
                }
            }
        };
        desk_page(&self.desk, Place::Audit, "Audit trail", &body)
    }
}

impl AuditPage {
    fn state(&self) -> Markup {
        match &self.state {
            ChainState::Whole { n, checked, head } => html! {
                dl.facts {
                    dt { "Chain" } dd { "Whole: " (figure::counted(*n, "entry", "entries")) " checked" }
                    dt { "Checked" } dd { (checked) }
                    dt { "Newest hash" } dd.digest { (head) }
                }
            },
            ChainState::Broken { sequence, sentence } => Notice {
                tone: Tone::Stop,
                title: format!("The chain is broken at entry {}", figure::count(*sequence)),
                text: format!(
                    "{sentence} Keep the database as it is, and run “composure verify” for the full list."
                ),
            }
            .render(),
        }
    }

    fn list(&self) -> Markup {
        let header = html! {
            (table::number_header("Entry"))
            (table::header("When"))
            (table::header("Who"))
            (table::header("What"))
            (table::header("To what"))
            (table::header("Hash"))
            (table::header("Hash before"))
        };
        let rows = html! {
            @for row in &self.rows {
                tr {
                    th.number scope="row" { (figure::count(row.sequence)) }
                    td { (row.at) }
                    td { (row.actor) }
                    td { (row.action) }
                    td { (row.subject) }
                    td.digest { (figure::abbreviated(&row.hash)) }
                    td.digest { (figure::abbreviated(&row.previous)) }
                }
            }
        };
        let caption = figure::counted(self.pager.total, "entry", "entries");
        table::table(&format!("{caption}, the newest first"), &header, &rows)
    }
}

#[cfg(test)]
impl AuditPage {
    pub(crate) fn samples() -> Vec<Self> {
        use crate::web::parts::sample;
        let row = |sequence, action: &str, subject: &str| AuditRow {
            sequence,
            at: sample::moment(i64::try_from(sequence).unwrap() - 2000),
            actor: "Ines Okafor".to_owned(),
            action: action.to_owned(),
            subject: subject.to_owned(),
            hash: sample::digest(),
            previous: sample::digest(),
        };
        let whole = Self {
            desk: sample::desk(),
            state: ChainState::Whole {
                n: 1204,
                checked: sample::moment(0),
                head: sample::digest(),
            },
            rows: vec![
                row(1204, "Decided: invite to interview", "Application Q-7037"),
                row(
                    1203,
                    "Opened the ranked list",
                    "Patrol officers, winter 2026",
                ),
                row(1202, "Signed in", "Ines Okafor"),
            ],
            pager: Pager {
                page: 1,
                per_page: 100,
                total: 1204,
            },
        };
        let broken = Self {
            state: ChainState::Broken {
                sequence: 877,
                sentence: "Its content has another hash than the one stored.".to_owned(),
            },
            ..whole.clone()
        };
        let empty = Self {
            rows: Vec::new(),
            pager: Pager {
                total: 0,
                ..whole.pager
            },
            ..whole.clone()
        };
        vec![whole, broken, empty]
    }
}
