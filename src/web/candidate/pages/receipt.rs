use maud::{Markup, Render, html};

use crate::web::candidate::shell::{Frame, Script, candidate_page};

/// What a candidate keeps after handing in, and sees whenever the link is opened again.
#[derive(Debug, Clone)]
pub struct ReceiptPage {
    /// The frame.
    pub frame: Frame,
    /// What was applied for.
    pub position: String,
    /// When it was handed in, in words.
    pub submitted: String,
    /// What arrived, part by part.
    pub received: Vec<ReceivedPart>,
    /// A number to name in letters.
    pub receipt_number: String,
    /// The digest over the sitting's events.
    pub digest: String,
    /// Until when everything is kept, in words.
    pub kept_until: String,
}

/// What arrived of one part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedPart {
    /// Its title.
    pub title: String,
    /// What arrived: `26 of 26 answers`, `3 choices, a recording of 42 seconds`.
    pub content: String,
}

impl Render for ReceiptPage {
    fn render(&self) -> Markup {
        let words = self.frame.words;
        let title = words.get("receipt-title");
        let agency = || (&self.frame.agency).into();
        let body = html! {
            h1 { (title) }
            p.lead {
                (words.with("receipt-lead", [
                    ("agency", agency()),
                    ("position", (&self.position).into()),
                    ("submitted", (&self.submitted).into()),
                ]))
            }
            p.quiet { (words.get("receipt-print")) }
            h2 { (words.get("receipt-received")) }
            table.usa-table."usa-table--borderless".receipt-parts {
                thead { tr { th scope="col" { (words.get("receipt-part")) } th scope="col" { (words.get("receipt-content")) } } }
                tbody { @for part in &self.received { tr { th scope="row" { (part.title) } td { (part.content) } } } }
            }
            dl.receipt-marks {
                dt { (words.get("receipt-number")) }
                dd.figure { (self.receipt_number) }
                dt { (words.get("receipt-digest")) }
                dd { span.digest { (self.digest) } br; span.quiet { (words.get("receipt-digest-text")) } }
            }
            h2 { (words.get("receipt-next")) }
            p { (words.with("receipt-next-text", [("agency", agency())])) }
            h2 { (words.get("receipt-ask")) }
            p { (words.with("receipt-kept", [("kept", (&self.kept_until).into())])) }
            p { (words.with("receipt-ask-text", [("contact", (&self.frame.contact).into())])) }
        };
        candidate_page(&self.frame, Script::None, &title, &body)
    }
}

#[cfg(test)]
impl ReceiptPage {
    pub(crate) fn samples() -> Vec<Self> {
        let part = |title: &str, content: &str| ReceivedPart {
            title: title.to_owned(),
            content: content.to_owned(),
        };
        vec![Self {
            frame: super::samples::frame(8),
            position: "police officer, spring class 2027".to_owned(),
            submitted: "23 November 2026, 10:42 EST".to_owned(),
            received: vec![
                part(
                    "A return at the shop",
                    "3 choices, a recording of 42 seconds",
                ),
                part("Questions about you", "26 of 26 answers"),
                part(
                    "At the garden fence",
                    "2 choices, a recording of 38 seconds",
                ),
                part("Arrows", "256 of 256 arrows"),
            ],
            receipt_number: "7F3K-2Q9D".to_owned(),
            digest: "9f2c41d07be35a86".repeat(4),
            kept_until: "23 November 2028".to_owned(),
        }]
    }
}
