//! A small agency at work: a sealed campaign of the example assessment, and people who ask.

use std::sync::Arc;

use rand::Rng;
use tempfile::TempDir;

use super::App;
use super::actors::{ApiAccess, Psychologist, Reviewer, SCOPE_RESULTS, Staff};
use super::tokens::ApiToken;
use crate::assessment::example::example;
use crate::assessment::{CompositeName, FormLength, NormGroupName};
use crate::clock::{Clock, seeded};
use crate::digest::Digest;
use crate::ids::{ApiClientId, ApplicationId, CampaignId, ScoreSetId, SessionId, SittingId};
use crate::media::MediaStore;
use crate::people::{Agency, PersonName, Role, RoleSet};
use crate::scoring::{Provenance, ScoreReport, Verdict, score};
use crate::selection::{
    ApplicationStatus, Campaign, CampaignStatus, RankingEntry, Seal, SealedContent, TScore, seal_of,
};
use crate::sitting::Rules;
use crate::sitting::simulate::{Person, whole_sitting};
use crate::sitting::timing::TimeMultiplier;
use crate::storage::assessment::PublishedAssessment;
use crate::storage::event::chain;
use crate::storage::event_append::{PendingEvents, append_in};
use crate::storage::invitation::{InvitationTerms, Invitee, invite_all};
use crate::storage::score::{ScaleRow, ScoreSet, ScoredApplication};
use crate::storage::sitting::SittingRecord;
use crate::storage::testing::fixtures::{self, NOW, new_id};
use crate::storage::{self, Db, Tx};

/// An agency with a campaign, and its people.
pub(crate) struct World {
    pub(crate) app: App,
    pub(crate) agency: Agency,
    pub(crate) campaign: Campaign,
    pub(crate) staff: Staff,
    _media: TempDir,
}

/// One applicant who has handed in and was scored.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scored {
    pub(crate) application: ApplicationId,
    pub(crate) sitting: SittingId,
}

impl World {
    /// An agency that hides names, with a sealed campaign that nobody has sat.
    pub(crate) async fn new(db: Db) -> Self {
        let world = Self::unsealed(db).await;
        let mut tx = world.app.db.begin().await.unwrap();
        let seal = Seal {
            sealed: NOW,
            hash: seal_of(&world.campaign.content),
            by: world.staff.account().id,
            reason: "Job analysis of 2026".to_owned(),
        };
        storage::campaign::set_seal(&mut tx, world.agency.id, world.campaign.id, &seal)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        world
    }

    /// The same before the campaign was sealed.
    pub(crate) async fn unsealed(db: Db) -> Self {
        let media = tempfile::tempdir().unwrap();
        let store = MediaStore::open_folder(media.path()).unwrap();
        let address = "http://127.0.0.1:8080".to_owned();
        let app = App::open(db, store, Clock::manual(NOW), address)
            .await
            .unwrap();
        let mut tx = app.db.begin().await.unwrap();
        let agency = fixtures::agency(&mut tx).await;
        let mut account = fixtures::account(&mut tx, agency.id).await;
        account.roles = RoleSet::of(&[Role::Reviewer, Role::Psychologist]);
        storage::account::update(&mut tx, &account).await.unwrap();
        let (source, definition) = example();
        let published = PublishedAssessment {
            fingerprint: source.fingerprint().to_string(),
            name: definition.name,
            version: definition.version,
            files: source.files.clone(),
            published: NOW,
        };
        storage::assessment::publish(&mut tx, &published, &[])
            .await
            .unwrap();
        let campaign = Campaign {
            id: new_id(CampaignId::new),
            agency: agency.id,
            name: "Entry level 2027".to_owned(),
            content: SealedContent {
                fingerprint: published.fingerprint,
                norm_group: NormGroupName::parse("example").unwrap(),
                ranked_by: CompositeName::parse("overall").unwrap(),
                form: FormLength::Short,
                band_rule: "sed-95".to_owned(),
            },
            status: CampaignStatus::Open,
            created: NOW,
            opens: None,
            closes: None,
            seal: None,
            first_viewed: None,
        };
        storage::campaign::insert(&mut tx, &campaign).await.unwrap();
        tx.commit().await.unwrap();
        let session = new_id(SessionId::new);
        let staff = Staff::of(agency.clone(), account, session, String::new());
        Self {
            app,
            agency,
            campaign,
            staff,
            _media: media,
        }
    }

    /// The agency's reviewer.
    pub(crate) fn reviewer(&self) -> Reviewer {
        self.staff.reviewer().unwrap()
    }

    /// The agency's psychologist.
    pub(crate) fn psychologist(&self) -> Psychologist {
        self.staff.psychologist().unwrap()
    }

    /// A program of the agency that may read results.
    pub(crate) fn program(&self) -> Reviewer {
        let token = ApiToken {
            client: new_id(ApiClientId::new),
            agency: self.agency.id,
            scope: SCOPE_RESULTS.to_owned(),
            expires: NOW.plus_days(1),
        };
        ApiAccess::of(self.agency.clone(), token)
            .reviewer()
            .unwrap()
    }

    /// A reviewer of another agency.
    pub(crate) async fn stranger(&self) -> Staff {
        let mut tx = self.app.db.begin().await.unwrap();
        let agency = fixtures::agency(&mut tx).await;
        let mut account = fixtures::account(&mut tx, agency.id).await;
        account.roles = RoleSet::of(&[Role::Reviewer, Role::Psychologist]);
        tx.commit().await.unwrap();
        Staff::of(agency, account, new_id(SessionId::new), String::new())
    }

    /// Somebody of that name who sat, and whose place in the list is this T score (`None`: without a rank).
    pub(crate) async fn scored(&self, name: &str, overall_t: Option<f64>) -> Scored {
        let mut tx = self.app.db.begin().await.unwrap();
        let id = new_id(SittingId::new);
        let mut rng = seeded(id.0.as_u64_pair().1);
        let name = PersonName::parse(name).unwrap();
        let application = self.invited(&mut tx, &name, &mut rng).await;
        let report = self.sat(&mut tx, (id, application), &mut rng).await;
        let verdict = report.quality.verdict;
        self.kept(&mut tx, (id, application), report).await;
        self.listed(&mut tx, (application, name), overall_t, verdict)
            .await;
        tx.commit().await.unwrap();
        Scored {
            application,
            sitting: id,
        }
    }

    async fn invited(&self, tx: &mut Tx, name: &PersonName, rng: &mut impl Rng) -> ApplicationId {
        let terms = InvitationTerms {
            agency: self.agency.id,
            campaign: self.campaign.id,
            now: NOW,
            expires: NOW.plus_days(14),
        };
        let person = Invitee {
            name: name.clone(),
            email: fixtures::email(),
            external_id: None,
        };
        let invited = invite_all(tx, &terms, &[person], rng).await;
        invited.unwrap().remove(0).application
    }

    async fn sat(
        &self,
        tx: &mut Tx,
        (id, application): (SittingId, ApplicationId),
        rng: &mut impl Rng,
    ) -> ScoreReport {
        let assessment = Arc::new(example().1);
        let form = FormLength::Short;
        let rules = Rules::new(Arc::clone(&assessment), form, 7, TimeMultiplier::USUAL);
        let simulated = Person::draw(&assessment, rng).unwrap();
        let events = whole_sitting(&rules, &simulated, NOW, rng);
        let records = chain(Digest::ZERO, &events);
        let digest = records.last().unwrap().digest;
        let sitting = SittingRecord {
            id,
            agency: self.agency.id,
            application,
            fingerprint: self.campaign.content.fingerprint.clone(),
            norm_group: self.campaign.content.norm_group.clone(),
            form,
            seed: 7,
            opened: NOW,
            consented: None,
            submitted: None,
            scored: None,
        };
        storage::sitting::insert(tx, &sitting).await.unwrap();
        let pending = PendingEvents {
            sitting: id,
            records,
        };
        append_in(tx, &pending).await.unwrap();
        let submitted = storage::sitting::set_submitted(tx, id, NOW, digest);
        submitted.await.unwrap();
        let provenance = Provenance {
            assessment_fingerprint: sitting.fingerprint,
            events_digest: digest.to_string(),
        };
        score(&rules, &events, &assessment.norm_groups[0], provenance).unwrap()
    }

    async fn kept(
        &self,
        tx: &mut Tx,
        (sitting, application): (SittingId, ApplicationId),
        report: ScoreReport,
    ) {
        let scales: Vec<ScaleRow> = (report.scales.iter())
            .filter_map(|result| {
                let score = result.outcome.score()?;
                Some(ScaleRow {
                    scale: result.scale.clone(),
                    raw: score.raw,
                    t: score.normed.t,
                    t_standard_error: score.normed.t_standard_error,
                })
            })
            .collect();
        let set = ScoreSet {
            id: new_id(ScoreSetId::new),
            agency: self.agency.id,
            sitting,
            created: NOW,
            report,
        };
        storage::score::insert(tx, &set).await.unwrap();
        let of = ScoredApplication {
            agency: self.agency.id,
            campaign: self.campaign.id,
            application,
        };
        let replaced = storage::score::replace_scales(tx, of, set.id, &scales);
        replaced.await.unwrap();
    }

    async fn listed(
        &self,
        tx: &mut Tx,
        (application, name): (ApplicationId, PersonName),
        overall_t: Option<f64>,
        verdict: Verdict,
    ) {
        let (agency, status) = (self.agency.id, ApplicationStatus::Scored);
        let set = storage::application::set_status(tx, agency, application, status);
        set.await.unwrap();
        let found = storage::application::by_id(tx, agency, application).await;
        let t_score = |t| TScore {
            t,
            standard_error: 3.0,
        };
        let entry = RankingEntry {
            application,
            agency,
            campaign: self.campaign.id,
            code: found.unwrap().unwrap().code,
            candidate_name: Some(name),
            status,
            overall: overall_t.map(t_score),
            impulse_control: overall_t.map(|t| t_score(100.0 - t)),
            interpersonal_skill: None,
            flag_count: 0,
            refused_count: 0,
            verdict: Some(verdict),
            submitted: Some(NOW),
            is_shortlisted: false,
            decision: None,
        };
        storage::ranking::put(tx, &entry).await.unwrap();
    }

    /// What the agency's audit chain says was done, the earliest first.
    pub(crate) async fn actions(&self) -> Vec<String> {
        let mut tx = self.app.db.read().await.unwrap();
        let entries = storage::audit::after(&mut tx, self.agency.id, 0, 1000).await;
        entries
            .unwrap()
            .into_iter()
            .map(|entry| entry.action)
            .collect()
    }
}
