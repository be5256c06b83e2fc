//! Records to test with: each call keeps a new one.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use rand_chacha::ChaCha20Rng;

use crate::assessment::{
    AssessmentName, CompositeName, FormLength, ItemName, NormGroupName, SectionName,
};
use crate::clock::{Millis, seeded};
use crate::ids::{AccountId, AgencyId, CampaignId, SittingId};
use crate::people::{Account, Agency, EmailAddress, PersonName, Role, RoleSet};
use crate::selection::{Campaign, CampaignStatus, SealedContent};
use crate::sitting::{Answered, Event, Happening};
use crate::storage::invitation::{self, InvitationTerms, Invited, Invitee};
use crate::storage::sitting::SittingRecord;
use crate::storage::{
    Tx, account, agency as agencies, assessment, campaign as campaigns, sitting as sittings,
};

/// When every test happens.
pub(crate) const NOW: Millis = Millis(1_790_000_000_000);

static COUNT: AtomicU64 = AtomicU64::new(0);

fn next() -> u64 {
    COUNT.fetch_add(1, Ordering::SeqCst)
}

/// An identifier that nothing else has; later ones sort higher.
pub(crate) fn new_id<Id>(new: fn(Millis, &mut ChaCha20Rng) -> Id) -> Id {
    let number = next();
    new(NOW + i64::try_from(number).unwrap(), &mut seeded(number))
}

/// An agency that hides names.
pub(crate) async fn agency(tx: &mut Tx) -> Agency {
    let agency = Agency {
        id: new_id(AgencyId::new),
        name: "Larkhill Police Department".to_owned(),
        time_zone: "America/Chicago".to_owned(),
        is_blind_until_shortlist: true,
        is_demo: true,
    };
    agencies::insert(tx, &agency).await.unwrap();
    agency
}

/// A reviewer of that agency.
pub(crate) async fn account(tx: &mut Tx, agency: AgencyId) -> Account {
    let account = Account {
        id: new_id(AccountId::new),
        agency,
        email: email(),
        name: PersonName::parse("Rosa Lindqvist").unwrap(),
        password_hash: "$argon2id$".to_owned(),
        roles: RoleSet::of(&[Role::Reviewer]),
        is_active: true,
        failed_sign_ins: 0,
        locked_until: None,
    };
    account::insert(tx, &account).await.unwrap();
    account
}

/// An address that nobody else has.
pub(crate) fn email() -> EmailAddress {
    EmailAddress::parse(&format!("person{}@example.org", next())).unwrap()
}

/// Publishes an assessment without content and gives its fingerprint.
pub(crate) async fn fingerprint(tx: &mut Tx) -> String {
    let published = assessment::PublishedAssessment {
        fingerprint: format!("{:064x}", next()),
        name: AssessmentName::parse("first-look").unwrap(),
        version: 1,
        files: BTreeMap::new(),
        published: NOW,
    };
    assert!(assessment::publish(tx, &published, &[]).await.unwrap());
    published.fingerprint
}

/// A draft campaign with the short form.
pub(crate) async fn campaign(tx: &mut Tx, agency: AgencyId) -> Campaign {
    let campaign = Campaign {
        id: new_id(CampaignId::new),
        agency,
        name: "Entry level 2027".to_owned(),
        content: SealedContent {
            fingerprint: fingerprint(tx).await,
            norm_group: NormGroupName::parse("synthetic").unwrap(),
            ranked_by: CompositeName::parse("overall").unwrap(),
            form: FormLength::Short,
            band_rule: "sed-95".to_owned(),
        },
        status: CampaignStatus::Draft,
        created: NOW,
        opens: None,
        closes: Some(NOW.plus_days(30)),
        seal: None,
        first_viewed: None,
    };
    campaigns::insert(tx, &campaign).await.unwrap();
    campaign
}

/// Somebody new, invited.
pub(crate) async fn invited(tx: &mut Tx, campaign: &Campaign) -> Invited {
    let terms = InvitationTerms {
        agency: campaign.agency,
        campaign: campaign.id,
        now: NOW,
        expires: NOW.plus_days(14),
    };
    let person = Invitee {
        name: PersonName::parse("Ada Park").unwrap(),
        email: email(),
        external_id: None,
    };
    let invited = invitation::invite_all(tx, &terms, &[person], &mut seeded(next())).await;
    invited.unwrap().remove(0)
}

/// A sitting of somebody new in that campaign.
pub(crate) async fn sitting(tx: &mut Tx, campaign: &Campaign) -> SittingRecord {
    let sitting = SittingRecord {
        id: new_id(SittingId::new),
        agency: campaign.agency,
        application: invited(tx, campaign).await.application,
        fingerprint: campaign.content.fingerprint.clone(),
        norm_group: campaign.content.norm_group.clone(),
        form: campaign.content.form,
        seed: u64::MAX - 5,
        opened: NOW,
        consented: None,
        submitted: None,
        scored: None,
    };
    assert!(sittings::insert(tx, &sitting).await.unwrap());
    sitting
}

/// Events with these sequences, each an answer.
pub(crate) fn events(sequences: impl IntoIterator<Item = u32>) -> Vec<Event> {
    let event = |sequence: u32| Event {
        sequence,
        client_ms: 1_790_000_000_123.456 + f64::from(sequence),
        server_ms: NOW + i64::from(sequence),
        happening: Happening::Answered(Answered {
            section: SectionName::parse("questions").unwrap(),
            item: ItemName::parse("restraint-1").unwrap(),
            value: u8::try_from(sequence % 5 + 1).unwrap(),
            shown_ms: Some(1234.56789),
            response_ms: Some(4321.1),
        }),
    };
    sequences.into_iter().map(event).collect()
}
