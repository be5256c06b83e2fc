use maud::{Markup, Render, html};

use crate::ids::{CampaignId, InvitationId};
use crate::web::parts::form::{self, Field, Filled};
use crate::web::parts::moment::Moment;
use crate::web::parts::notice::{Mark, Notice, Tone, empty_state};
use crate::web::parts::pager::{Pager, pager};
use crate::web::parts::shell::{Desk, Place, desk_page};
use crate::web::parts::{figure, paths, table};

/// The invitations of one campaign.
#[derive(Debug, Clone, PartialEq)]
pub struct InvitationsPage {
    /// The frame.
    pub desk: Desk,
    /// The campaign.
    pub campaign: CampaignId,
    /// Its title.
    pub campaign_title: String,
    /// What became of the list that was just sent.
    pub outcome: Option<ImportOutcome>,
    /// The form (`csv`) as it was sent.
    pub form: Filled,
    /// The invitations of this page.
    pub rows: Vec<InvitationRow>,
    /// Which page this is, of how many.
    pub pager: Pager,
}

/// What became of a list of people.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportOutcome {
    /// All were invited.
    Imported {
        /// How many.
        n: u64,
    },
    /// None was, because of these rows.
    Refused {
        /// Every bad row.
        bad_rows: Vec<BadRow>,
    },
}

/// A row that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// Its line in what was sent, counted from 1.
    pub line: u64,
    /// The row as it was sent.
    pub text: String,
    /// What is wrong with it and what to do.
    pub reason: String,
}

/// One invitation.
#[derive(Debug, Clone, PartialEq)]
pub struct InvitationRow {
    /// It.
    pub invitation: InvitationId,
    /// The agency's own number for the applicant.
    pub reference: String,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// `Sent`, `Opened`, `Handed in`, `Expired`, `Taken back`.
    pub status: Mark,
    /// Until when it is good.
    pub expires: Moment,
    /// The personal link, while it may be passed on.
    pub link: Option<String>,
    /// Whether it can still be taken back.
    pub is_revocable: bool,
}

impl Render for InvitationsPage {
    fn render(&self) -> Markup {
        let body = html! {
            div.desk-title {
                div {
                    p.desk-trail { a href=(paths::ADMIN_CAMPAIGNS) { "Set up campaigns" } }
                    h1 { "Invitations: " (self.campaign_title) }
                    p { "Each link is for one person. Whoever has it can take part, so pass it on with care." }
                }
            }
            @match &self.outcome {
                Some(ImportOutcome::Imported { n }) => { (imported(*n)) }
                Some(ImportOutcome::Refused { bad_rows }) => { (refused(bad_rows)) }
                None => {}
            }
            @if self.rows.is_empty() {
                (empty_state("Nobody has been invited yet", "Choose a file below, or paste its rows."))
            } @else {
                div {
                    (self.list())
                    (pager(&self.pager, |page| format!("{}?page={page}", paths::invitations(self.campaign))))
                }
            }
            section aria-labelledby="invite" {
                h2 #invite { "Invite people" }
                (self.invite())
            }
        };
        let title = format!("Invitations – {}", self.campaign_title);
        desk_page(&self.desk, Place::AdminCampaigns, &title, &body)
    }
}

impl InvitationsPage {
    fn list(&self) -> Markup {
        let header = html! {
            (table::header("Number"))
            (table::header("Name"))
            (table::header("E-mail"))
            (table::header("Status"))
            (table::header("Good until"))
            (table::header("Link"))
            (table::action_header("Take back"))
        };
        let rows = html! { @for row in &self.rows { (invitation_row(row, &self.desk.csrf)) } };
        let caption = figure::counted(self.pager.total, "invitation", "invitations");
        table::table(&caption, &header, &rows)
    }

    fn invite(&self) -> Markup {
        let field = Field {
            name: "csv",
            label: "Rows of the file",
            hint: Some(
                "First row: name,email,external_id – then one person on each row; external_id may be left out. When a row is bad, nobody is invited and every bad row is named.",
            ),
            filled: &self.form,
        };
        html! {
            form.panel method="post" action=(paths::invitations(self.campaign)) {
                (form::csrf(&self.desk.csrf))
                div.usa-form-group data-file-for="csv" hidden {
                    label.usa-label for="csv-file" { "CSV file" }
                    input.usa-input #csv-file type="file" accept=".csv,text/csv";
                }
                (form::lines(&field))
                div.form-actions { button.usa-button type="submit" { "Invite all" } }
            }
        }
    }
}

fn imported(n: u64) -> Notice {
    Notice {
        tone: Tone::Good,
        title: format!("{} made", figure::counted(n, "invitation", "invitations")),
        text: "The links stand in the list below.".to_owned(),
    }
}

fn refused(bad_rows: &[BadRow]) -> Markup {
    let header = html! {
        (table::number_header("Line"))
        (table::header("What is wrong"))
        (table::header("The row"))
    };
    let rows = html! {
        @for row in bad_rows {
            tr {
                td.number { (figure::count(row.line)) }
                td.words { (row.reason) }
                td.words { (row.text) }
            }
        }
    };
    let counted = figure::counted(bad_rows.len() as u64, "bad row", "bad rows");
    let notice = Notice {
        tone: Tone::Stop,
        title: "Nobody was invited".to_owned(),
        text: format!("There are {counted}. Mend the rows in your list and send it again, whole."),
    };
    html! {
        (notice)
        (table::table("Bad rows", &header, &rows))
    }
}

fn invitation_row(row: &InvitationRow, csrf: &str) -> Markup {
    html! {
        tr {
            td { (row.reference) }
            th scope="row" { (row.name) }
            td { (row.email) }
            td { (row.status) }
            td { (row.expires) }
            td {
                @if let Some(link) = &row.link {
                    a href=(link) { "Personal link" span.said { " of " (row.name) } }
                } @else {
                    (figure::optional(None))
                }
            }
            td.row-actions {
                @if row.is_revocable {
                    form method="post" action=(paths::revoke(row.invitation))
                        data-question={ "Take back the invitation of " (row.name) "? The link stops working at once." } {
                        (form::csrf(csrf))
                        button.usa-button.usa-button--outline.button-small type="submit" {
                            "Take back" span.said { " the invitation of " (row.name) }
                        }
                    }
                }
            }
        }
    }
}

#[cfg(test)]
impl InvitationRow {
    fn sample(n: u128, status: Mark, is_live: bool) -> Self {
        use crate::web::parts::sample;
        Self {
            invitation: InvitationId(sample::id(n)),
            reference: format!("2026-{n:04}"),
            name: "Jordan Alvarez-Whitcombe".to_owned(),
            email: "jordan@example.invalid".to_owned(),
            status,
            expires: sample::moment(60 * 24 * 14),
            link: is_live.then(|| "/i/token".to_owned()),
            is_revocable: is_live,
        }
    }
}

#[cfg(test)]
impl InvitationsPage {
    pub(crate) fn samples() -> Vec<Self> {
        use crate::web::parts::sample;
        let bad = |line, text: &str, reason: &str| BadRow {
            line,
            text: text.to_owned(),
            reason: reason.to_owned(),
        };
        let empty = Self {
            desk: sample::desk(),
            campaign: CampaignId(sample::id(1)),
            campaign_title: "Patrol officers, winter 2026".to_owned(),
            outcome: None,
            form: Filled::empty(),
            rows: Vec::new(),
            pager: Pager {
                page: 1,
                per_page: 50,
                total: 0,
            },
        };
        let full = Self {
            outcome: Some(ImportOutcome::Imported { n: 3 }),
            rows: vec![
                InvitationRow::sample(1, Mark::new(Tone::Plain, "Sent"), true),
                InvitationRow::sample(2, Mark::new(Tone::Good, "Handed in"), false),
                InvitationRow::sample(3, Mark::new(Tone::Caution, "Expired"), false),
            ],
            pager: Pager {
                page: 1,
                per_page: 50,
                total: 140,
            },
            ..empty.clone()
        };
        let refused = Self {
            outcome: Some(ImportOutcome::Refused {
                bad_rows: vec![
                    bad(
                        3,
                        "Lee Park,lee.park,2026-0003",
                        "The address is not of the form name@example.org.",
                    ),
                    bad(
                        7,
                        "Ann Lee,ann@example.invalid,2026-0003",
                        "ann@example.invalid stands in line 3 already.",
                    ),
                ],
            }),
            form: Filled::empty()
                .with("csv", "name,email,external_id\nLee Park,lee.park,2026-0003"),
            ..empty.clone()
        };
        vec![full, refused, empty]
    }
}
