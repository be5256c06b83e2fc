//! What an administrator can do: people and their roles, campaigns and their seal.

use rand::{Rng, RngExt};

use super::actors::Administrator;
use super::{App, Error, Result};
use crate::assessment::{Assessment, FormLength, NormGroupName, NormStatus};
use crate::clock::{self, Millis};
use crate::digest::Digest;
use crate::ids::{AccountId, AgencyId, ApiClientId, CampaignId};
use crate::people::password::hash_password;
use crate::people::{
    Account, Actor, Agency, ApiClient, EmailAddress, NewAuditEntry, PersonName, RoleSet,
};
use crate::selection::{ApplicationStatus, Campaign, CampaignStatus, Seal, SealedContent, seal_of};
use crate::storage::{self, StorageError, Tx};

/// The rule by which overall scores are called alike, as the seal holds it: within 1.96 standard errors of the
/// difference from the highest score of their band.
pub const BAND_RULE: &str = "sed-95";

/// The longest name of a campaign, in characters.
const LONGEST_TITLE: usize = 120;

/// Letters and digits that are not mistaken for each other when a password is copied by hand: 31 of them.
const PASSWORD_CHARACTERS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// Somebody who is to sign in.
#[derive(Debug, Clone, PartialEq)]
pub struct NewPerson {
    /// Their name.
    pub name: PersonName,
    /// The address that signs in.
    pub email: EmailAddress,
    /// What they may do.
    pub roles: RoleSet,
}

/// A campaign to be set up.
#[derive(Debug, Clone, PartialEq)]
pub struct NewCampaign {
    /// What people call it.
    pub name: String,
    /// The published assessment, 64 hexadecimal digits.
    pub fingerprint: String,
    /// The norm group.
    pub norm_group: NormGroupName,
    /// The length of its tasks.
    pub form: FormLength,
    /// Until when candidates may begin.
    pub closes: Option<Millis>,
}

/// A campaign with how far its applications are.
#[derive(Debug, Clone, PartialEq)]
pub struct CampaignOverview {
    /// It.
    pub campaign: Campaign,
    /// How many applications have each status.
    pub counts: Vec<(ApplicationStatus, u64)>,
}

impl CampaignOverview {
    /// How many people were invited.
    pub fn n_invited(&self) -> u64 {
        self.counts.iter().map(|(_, count)| count).sum()
    }
    /// How many have handed in.
    pub fn n_submitted(&self) -> u64 {
        let handed_in = [ApplicationStatus::Submitted, ApplicationStatus::Scored];
        let counts = self.counts.iter();
        counts
            .filter(|(status, _)| handed_in.contains(status))
            .map(|(_, count)| count)
            .sum()
    }
}

impl App {
    /// Everybody who works for the agency.
    pub async fn people(&self, administrator: &Administrator) -> Result<Vec<Account>> {
        let mut tx = self.db.read().await?;
        Ok(storage::account::all(&mut tx, administrator.agency().id).await?)
    }

    /// Adds a person and gives their first password, which is shown once and kept nowhere.
    pub async fn add_person(
        &self,
        administrator: &Administrator,
        person: NewPerson,
    ) -> Result<String> {
        if person.roles.0.is_empty() {
            return Err(Error::Invalid("Choose at least one role.".to_owned()));
        }
        let password = random_password(&mut clock::chance());
        let agency = administrator.agency().id;
        self.add_account(agency, administrator.actor(), person, &password)
            .await?;
        Ok(password)
    }

    /// Keeps a new account, in whoever's name.
    pub(crate) async fn add_account(
        &self,
        agency: AgencyId,
        by: Actor,
        person: NewPerson,
        password: &str,
    ) -> Result<AccountId> {
        let password = password.to_owned();
        let hashed =
            tokio::task::spawn_blocking(move || hash_password(&password, &mut clock::chance()));
        let hashed = hashed
            .await
            .map_err(|_panicked| Error::Internal("a password could not be hashed"))?;
        let now = self.now();
        let account = Account {
            id: AccountId::new(now, &mut self.chance()),
            agency,
            email: person.email,
            name: person.name,
            password_hash: hashed.map_err(|fault| Error::Invalid(sentence(&fault.to_string())))?,
            roles: person.roles,
            is_active: true,
            failed_sign_ins: 0,
            locked_until: None,
        };
        let mut tx = self.db.begin().await?;
        match storage::account::insert(&mut tx, &account).await {
            Err(StorageError::Taken(_)) => {
                return Err(Error::Conflict(
                    "Somebody signs in with this address already. Use another.".to_owned(),
                ));
            }
            kept => kept?,
        }
        let entry = NewAuditEntry {
            agency,
            at: now,
            actor: by,
            action: "person.added".to_owned(),
            subject: format!("account:{}", account.id),
            detail: serde_json::json!({ "roles": account.roles.to_text() }),
        };
        storage::audit::append(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(account.id)
    }

    /// Founds an agency.
    pub(crate) async fn found_agency(&self, agency: &Agency) -> Result<()> {
        let mut tx = self.db.begin().await?;
        storage::agency::insert(&mut tx, agency).await?;
        let entry = NewAuditEntry {
            agency: agency.id,
            at: self.now(),
            actor: Actor::Platform,
            action: "agency.founded".to_owned(),
            subject: format!("agency:{}", agency.id),
            detail: serde_json::json!({ "is_demo": agency.is_demo }),
        };
        storage::audit::append(&mut tx, &entry).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Gives a program access with those scopes; its secret is shown once.
    pub async fn add_program(
        &self,
        administrator: &Administrator,
        name: &str,
        scopes: &[&str],
    ) -> Result<(ApiClientId, String)> {
        let mut chance = clock::chance();
        let secret = random_password(&mut chance);
        let secret_hash = hash_password(&secret, &mut chance)
            .map_err(|_fault| Error::Internal("a secret could not be hashed"))?;
        let now = self.now();
        let client = ApiClient {
            id: ApiClientId::new(now, &mut self.chance()),
            agency: administrator.agency().id,
            name: name.to_owned(),
            secret_hash,
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
            is_active: true,
        };
        let mut tx = self.db.begin().await?;
        storage::api_client::insert(&mut tx, &client).await?;
        let subject = format!("api_client:{}", client.id);
        let detail = serde_json::json!({ "scopes": client.scopes });
        let what = ("program.added", subject, detail);
        note(&mut tx, administrator, now, what).await?;
        tx.commit().await?;
        Ok((client.id, secret))
    }

    /// Every campaign of the agency, the newest first.
    pub async fn administered_campaigns(
        &self,
        administrator: &Administrator,
    ) -> Result<Vec<CampaignOverview>> {
        let agency = administrator.agency().id;
        let mut tx = self.db.read().await?;
        let mut overviews = Vec::new();
        for campaign in storage::campaign::all(&mut tx, agency).await? {
            let counts =
                storage::application::count_by_status(&mut tx, agency, campaign.id).await?;
            overviews.push(CampaignOverview { campaign, counts });
        }
        Ok(overviews)
    }

    /// The definitions that a campaign can use, with their fingerprints, the newest first.
    pub async fn published_assessments(
        &self,
        _: &Administrator,
    ) -> Result<Vec<(String, std::sync::Arc<Assessment>)>> {
        let mut tx = self.db.read().await?;
        let mut assessments = Vec::new();
        for published in storage::assessment::all(&mut tx).await? {
            let assessment = self.assessment(&mut tx, &published.fingerprint).await?;
            assessments.push((published.fingerprint, assessment));
        }
        Ok(assessments)
    }

    /// Sets up a campaign; nobody can be invited to it before its seal.
    pub async fn create_campaign(
        &self,
        administrator: &Administrator,
        new: NewCampaign,
    ) -> Result<Campaign> {
        let name = new.name.trim().to_owned();
        if name.is_empty() || name.chars().count() > LONGEST_TITLE {
            return Err(Error::Invalid(format!(
                "Give the campaign a title of at most {LONGEST_TITLE} characters."
            )));
        }
        let agency = administrator.agency().id;
        let now = self.now();
        if new.closes.is_some_and(|closes| closes <= now) {
            return Err(Error::Invalid(
                "The campaign closes in the past. Choose a later time.".to_owned(),
            ));
        }
        let mut tx = self.db.begin().await?;
        let known = storage::campaign::all(&mut tx, agency).await?;
        if known.iter().any(|campaign| campaign.name == name) {
            return Err(Error::Conflict(
                "Another campaign has this title. Choose another.".to_owned(),
            ));
        }
        let assessment = self.assessment(&mut tx, &new.fingerprint).await?;
        check_norms(&assessment, &new.norm_group)?;
        let campaign = Campaign {
            id: CampaignId::new(now, &mut self.chance()),
            agency,
            name,
            content: SealedContent {
                fingerprint: new.fingerprint,
                norm_group: new.norm_group,
                ranked_by: assessment.ranked_by.clone(),
                form: new.form,
                band_rule: BAND_RULE.to_owned(),
            },
            status: CampaignStatus::Draft,
            created: now,
            opens: None,
            closes: new.closes,
            seal: None,
            first_viewed: None,
        };
        storage::campaign::insert(&mut tx, &campaign).await?;
        let detail = serde_json::json!({ "fingerprint": campaign.content.fingerprint });
        let what = ("campaign.created", subject(campaign.id), detail);
        note(&mut tx, administrator, now, what).await?;
        tx.commit().await?;
        Ok(campaign)
    }

    /// Seals a campaign as the administrator has seen it, and opens it. What the seal holds stays for ever.
    pub async fn seal_campaign(
        &self,
        administrator: &Administrator,
        id: CampaignId,
        seen: Digest,
        reason: &str,
    ) -> Result<()> {
        let by = administrator.person()?;
        let agency = administrator.agency().id;
        let now = self.now();
        let mut tx = self.db.begin().await?;
        let found = storage::campaign::by_id(&mut tx, agency, id).await?;
        let campaign = found.ok_or(Error::NotFound("campaign"))?;
        if campaign.status != CampaignStatus::Draft {
            return Err(Error::Conflict(
                "This campaign is sealed already.".to_owned(),
            ));
        }
        let hash = seal_of(&campaign.content);
        if hash != seen {
            return Err(Error::Conflict(
                "The campaign is not as it was on your page. Read it again, then seal it."
                    .to_owned(),
            ));
        }
        let seal = Seal {
            sealed: now,
            hash,
            by,
            reason: reason.trim().to_owned(),
        };
        storage::campaign::set_seal(&mut tx, agency, id, &seal).await?;
        storage::campaign::set_status(&mut tx, agency, id, CampaignStatus::Open).await?;
        let detail = serde_json::json!({ "seal": hash.to_string(), "reason": seal.reason });
        let what = ("campaign.sealed", subject(id), detail);
        note(&mut tx, administrator, now, what).await?;
        tx.commit().await?;
        Ok(())
    }

    /// Closes a campaign: nobody can begin any more, and who has begun can end.
    pub async fn close_campaign(
        &self,
        administrator: &Administrator,
        id: CampaignId,
    ) -> Result<()> {
        let agency = administrator.agency().id;
        let mut tx = self.db.begin().await?;
        let found = storage::campaign::by_id(&mut tx, agency, id).await?;
        let campaign = found.ok_or(Error::NotFound("campaign"))?;
        if campaign.status != CampaignStatus::Open {
            return Err(Error::Conflict("This campaign is not open.".to_owned()));
        }
        storage::campaign::set_status(&mut tx, agency, id, CampaignStatus::Closed).await?;
        let what = ("campaign.closed", subject(id), serde_json::json!({}));
        note(&mut tx, administrator, self.now(), what).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Refuses a norm group that is not there or that readers are not to see.
fn check_norms(assessment: &Assessment, name: &NormGroupName) -> Result<()> {
    let group = assessment
        .norm_group(name)
        .ok_or(Error::NotFound("norm group"))?;
    if group.status == NormStatus::Draft {
        return Err(Error::Invalid(format!(
            "The norm group “{}” is a draft of {} people. Scores can be compared with it from 100 people on.",
            group.title.get("en"),
            group.n
        )));
    }
    Ok(())
}

/// A password of 24 characters, 118 bits, in groups that can be read aloud.
pub(crate) fn random_password(rng: &mut impl Rng) -> String {
    let mut password = String::with_capacity(29);
    for place in 0..24 {
        if place > 0 && place % 4 == 0 {
            password.push('-');
        }
        let idx = rng.random_range(0..PASSWORD_CHARACTERS.len());
        password.push(char::from(PASSWORD_CHARACTERS[idx]));
    }
    password
}

/// A fault's words as a sentence.
pub(super) fn sentence(fault: &str) -> String {
    let mut letters = fault.chars();
    letters.next().map_or_else(String::new, |first| {
        format!("{}{}.", first.to_uppercase(), letters.as_str())
    })
}

fn subject(campaign: CampaignId) -> String {
    format!("campaign:{campaign}")
}

/// Notes what an administrator did; the last thing in its transaction.
pub(super) async fn note(
    tx: &mut Tx,
    administrator: &Administrator,
    at: Millis,
    (action, subject, detail): (&str, String, serde_json::Value),
) -> Result<()> {
    let entry = NewAuditEntry {
        agency: administrator.agency().id,
        at,
        actor: administrator.actor(),
        action: action.to_owned(),
        subject,
        detail,
    };
    storage::audit::append(tx, &entry).await?;
    Ok(())
}
