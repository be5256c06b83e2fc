//! Two agencies that know nothing of each other, each with staff, a program, an open campaign and invited people.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use composure::app::App;
use composure::app::actors::{SCOPE_INVITE, SCOPE_RESULTS};
use composure::assessment::{Assessment, CompositeName, FormLength, NormGroupName, example};
use composure::clock::{Clock, Millis, seeded};
use composure::digest::Digest;
use composure::ids::{AccountId, AgencyId, ApiClientId, CampaignId};
use composure::media::MediaStore;
use composure::people::password::hash_password;
use composure::people::{Account, Agency, ApiClient, EmailAddress, PersonName, Role, RoleSet};
use composure::selection::{Campaign, CampaignStatus, Invitation, Seal, SealedContent, seal_of};
use composure::storage::assessment::{AssessmentMedia, PublishedAssessment, publish};
use composure::storage::invitation::{self, InvitationTerms, Invitee, invite_all};
use composure::storage::{Db, Tx, account, agency, api_client, campaign};
use rand_chacha::ChaCha20Rng;

use super::Stores;

/// Everybody's password, and every program's secret.
pub(crate) const PASSWORD: &str = "a calm voice in a loud room";

/// How many people each agency has invited.
const INVITED: usize = 12;

/// Who is there.
#[derive(Debug)]
pub(crate) struct World {
    pub(crate) home: House,
    pub(crate) abroad: House,
}

/// One agency and what it has.
#[derive(Debug)]
pub(crate) struct House {
    pub(crate) agency: Agency,
    pub(crate) campaign: CampaignId,
    pub(crate) client: ApiClientId,
    pub(crate) staff: BTreeMap<&'static str, String>,
    pub(crate) invitations: Vec<Invitation>,
}

impl House {
    /// The address of its member with that role.
    pub(crate) fn email(&self, role: &str) -> &str {
        &self.staff[role]
    }
}

/// What everybody is asked here: every kind of section, small.
pub(crate) fn assessment() -> Arc<Assessment> {
    static ASSESSMENT: OnceLock<Arc<Assessment>> = OnceLock::new();
    let read = || Arc::new(example::example().1);
    Arc::clone(ASSESSMENT.get_or_init(read))
}

/// Furnishes empty stores.
pub(crate) async fn furnish(db: &Db, now: Millis) -> World {
    let mut rng = seeded(u64::try_from(now.0).unwrap());
    let mut tx = db.begin().await.unwrap();
    let source = example::source();
    let published = PublishedAssessment {
        fingerprint: source.fingerprint().to_string(),
        name: assessment().name.clone(),
        version: assessment().version,
        files: source.files,
        published: now,
    };
    let media: Vec<AssessmentMedia> = media_paths()
        .into_iter()
        .map(|(path, media_type)| AssessmentMedia {
            sha256: Digest::of_bytes(path.as_bytes()),
            bytes: path.len() as u64,
            path,
            media_type,
        })
        .collect();
    publish(&mut tx, &published, &media).await.unwrap();
    let mut furnisher = Furnisher {
        tx: &mut tx,
        now,
        rng: &mut rng,
        fingerprint: published.fingerprint,
    };
    let home = furnisher.house("home").await;
    let abroad = furnisher.house("abroad").await;
    tx.commit().await.unwrap();
    World { home, abroad }
}

/// Furnishes stores that no server is running on, and gives the home agency's links.
pub(crate) async fn furnish_stores(stores: &Stores) -> Vec<String> {
    let db = Db::open(&stores.database).await.unwrap();
    db.migrate().await.unwrap();
    let world = furnish(&db, Clock::System.now()).await;
    let media = MediaStore::open(&stores.media()).unwrap();
    let app = App::open(db.clone(), media, Clock::System, String::new()).await;
    let app = app.unwrap();
    let invitations = world.home.invitations.iter();
    let links = invitations.map(|invitation| app.invitation_link(invitation).unwrap());
    let links = links.collect();
    db.close().await;
    links
}

fn media_paths() -> BTreeMap<String, String> {
    let assessment = assessment();
    let files = assessment.media_files();
    files
        .map(|file| (file.path.clone(), file.media_type.clone()))
        .collect()
}

struct Furnisher<'a> {
    tx: &'a mut Tx,
    now: Millis,
    rng: &'a mut ChaCha20Rng,
    fingerprint: String,
}

impl Furnisher<'_> {
    async fn house(&mut self, name: &str) -> House {
        let agency = Agency {
            id: AgencyId::new(self.now, self.rng),
            name: format!("Police Department of {name}"),
            time_zone: "America/Chicago".to_owned(),
            is_blind_until_shortlist: true,
            is_demo: false,
        };
        agency::insert(self.tx, &agency).await.unwrap();
        let mut staff = BTreeMap::new();
        let mut seal_by = None;
        for (word, role) in [
            ("reviewer", Role::Reviewer),
            ("psychologist", Role::Psychologist),
            ("administrator", Role::Administrator),
            ("auditor", Role::Auditor),
        ] {
            let email = format!("{word}@{name}.example.org");
            let account = Account {
                id: AccountId::new(self.now, self.rng),
                agency: agency.id,
                email: EmailAddress::parse(&email).unwrap(),
                name: PersonName::parse("Rosa Lindqvist").unwrap(),
                password_hash: password_hash(),
                roles: RoleSet::of(&[role]),
                is_active: true,
                failed_sign_ins: 0,
                locked_until: None,
            };
            account::insert(self.tx, &account).await.unwrap();
            seal_by = Some(account.id);
            staff.insert(word, email);
        }
        let client = self.client(&agency).await;
        let campaign = self.campaign(&agency, seal_by.unwrap()).await;
        let invitations = self.invitations(&agency, campaign, name).await;
        House {
            agency,
            campaign,
            client,
            staff,
            invitations,
        }
    }

    async fn client(&mut self, agency: &Agency) -> ApiClientId {
        let client = ApiClient {
            id: ApiClientId::new(self.now, self.rng),
            agency: agency.id,
            name: "Applicant tracking".to_owned(),
            secret_hash: password_hash(),
            scopes: BTreeSet::from([SCOPE_INVITE.to_owned(), SCOPE_RESULTS.to_owned()]),
            is_active: true,
        };
        api_client::insert(self.tx, &client).await.unwrap();
        client.id
    }

    async fn campaign(&mut self, agency: &Agency, by: AccountId) -> CampaignId {
        let content = SealedContent {
            fingerprint: self.fingerprint.clone(),
            norm_group: NormGroupName::parse("example").unwrap(),
            ranked_by: CompositeName::parse("overall").unwrap(),
            form: FormLength::Short,
            band_rule: "sed-95".to_owned(),
        };
        let seal = Seal {
            sealed: self.now,
            hash: seal_of(&content),
            by,
            reason: "As agreed with the union.".to_owned(),
        };
        let campaign = Campaign {
            id: CampaignId::new(self.now, self.rng),
            agency: agency.id,
            name: "Entry level 2027".to_owned(),
            content,
            status: CampaignStatus::Open,
            created: self.now,
            opens: None,
            closes: Some(self.now.plus_days(30)),
            seal: None,
            first_viewed: None,
        };
        campaign::insert(self.tx, &campaign).await.unwrap();
        campaign::set_seal(self.tx, agency.id, campaign.id, &seal)
            .await
            .unwrap();
        campaign.id
    }

    async fn invitations(
        &mut self,
        agency: &Agency,
        campaign: CampaignId,
        name: &str,
    ) -> Vec<Invitation> {
        let terms = InvitationTerms {
            agency: agency.id,
            campaign,
            now: self.now,
            expires: self.now.plus_days(14),
        };
        let people: Vec<Invitee> = (0..INVITED)
            .map(|number| Invitee {
                name: PersonName::parse("Ada Park").unwrap(),
                email: EmailAddress::parse(&format!("a{number}@{name}.example.net")).unwrap(),
                external_id: None,
            })
            .collect();
        let invited = invite_all(self.tx, &terms, &people, self.rng).await;
        let mut invitations = Vec::new();
        for invited in invited.unwrap() {
            let id = invited.invitation.unwrap();
            let invitation = invitation::by_id(self.tx, id).await.unwrap();
            invitations.push(invitation.unwrap());
        }
        invitations
    }
}

/// One hash for all, because making one takes time on purpose.
fn password_hash() -> String {
    static HASH: OnceLock<String> = OnceLock::new();
    let hash = || hash_password(PASSWORD, &mut seeded(1)).unwrap();
    HASH.get_or_init(hash).clone()
}
