//! One hiring round, and the seal on everything its scores are made with.

use crate::assessment::{CompositeName, FormLength, NormGroupName};
use crate::clock::Millis;
use crate::codes::codes;
use crate::digest::Digest;
use crate::ids::{AccountId, AgencyId, CampaignId};

codes! {
    /// How far a campaign is.
    CampaignStatus {
        /// Being set up; nobody can be invited.
        Draft = "draft",
        /// Sealed; candidates are invited and sit.
        Open = "open",
        /// Nobody can begin any more.
        Closed = "closed",
    }
}

/// One hiring round.
#[derive(Debug, Clone, PartialEq)]
pub struct Campaign {
    /// Its identifier.
    pub id: CampaignId,
    /// The agency.
    pub agency: AgencyId,
    /// What people call it.
    pub name: String,
    /// What its scores are made with.
    pub content: SealedContent,
    /// How far it is.
    pub status: CampaignStatus,
    /// When it was made.
    pub created: Millis,
    /// From when candidates may begin.
    pub opens: Option<Millis>,
    /// Until when candidates may begin.
    pub closes: Option<Millis>,
    /// The seal, once set.
    pub seal: Option<Seal>,
    /// When one of its results was first looked at.
    pub first_viewed: Option<Millis>,
}

impl Campaign {
    /// Whether the seal is there and fits the content.
    pub fn is_sealed_as_is(&self) -> bool {
        self.seal
            .as_ref()
            .is_some_and(|seal| seal.hash == seal_of(&self.content))
    }
}

/// What the seal freezes before the first result can be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedContent {
    /// The fingerprint of the assessment: items, keys, weights and norm tables, 64 hexadecimal digits.
    pub fingerprint: String,
    /// The norm group scores are compared with.
    pub norm_group: NormGroupName,
    /// The composite that ranks.
    pub ranked_by: CompositeName,
    /// The length of its tasks.
    pub form: FormLength,
    /// By which rule scores are called alike, as a stable word.
    pub band_rule: String,
}

/// Who froze a campaign's content, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// When.
    pub sealed: Millis,
    /// What [`seal_of`] gave for the content then.
    pub hash: Digest,
    /// By whom.
    pub by: AccountId,
    /// Why this content.
    pub reason: String,
}

/// The hash of everything that is frozen.
pub fn seal_of(content: &SealedContent) -> Digest {
    let form = match content.form {
        FormLength::Standard => "standard",
        FormLength::Short => "short",
    };
    Digest::of_fields(&[
        b"composure.seal.1",
        content.fingerprint.as_bytes(),
        content.norm_group.as_str().as_bytes(),
        content.ranked_by.as_str().as_bytes(),
        form.as_bytes(),
        content.band_rule.as_bytes(),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content() -> SealedContent {
        SealedContent {
            fingerprint: "0".repeat(64),
            norm_group: NormGroupName::parse("synthetic").unwrap(),
            ranked_by: CompositeName::parse("overall").unwrap(),
            form: FormLength::Standard,
            band_rule: "sed-95".to_owned(),
        }
    }

    #[test]
    fn changing_anything_that_is_sealed_changes_the_seal() {
        let changes: [fn(&mut SealedContent); 5] = [
            |content| content.fingerprint = "1".repeat(64),
            |content| content.norm_group = NormGroupName::parse("recruits").unwrap(),
            |content| content.ranked_by = CompositeName::parse("impulse-control").unwrap(),
            |content| content.form = FormLength::Short,
            |content| content.band_rule.push('x'),
        ];
        for change in changes {
            let mut changed = content();
            change(&mut changed);
            assert_ne!(seal_of(&changed), seal_of(&content()));
        }
        assert_eq!(seal_of(&content()), seal_of(&content()));
    }
}
