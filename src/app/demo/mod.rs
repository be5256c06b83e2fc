//! A demonstration: an agency that does not exist, with staff, campaigns and applicants.
//!
//! Its applicants come through the same doors as real ones: they are invited, open their link, agree, send events,
//! hand in and are scored. On a platform with a clock of its own and seeded chance, the same seed gives the same
//! demonstration to the byte, apart from passwords and until when its links are good.

mod course;
mod names;
mod sign_ins;

#[cfg(test)]
mod tests;

pub use sign_ins::{DemoCampaign, DemoClient, DemoLink, DemoSignIn, DemoSignIns};

use self::course::Course;
use super::actors::{Administrator, SCOPE_INVITE, SCOPE_RESULTS};
use super::administration::{NewCampaign, NewPerson, random_password};
use super::publish::Publication;
use super::{App, Error, Result};
use crate::assessment::FormLength;
use crate::clock::{self, Millis};
use crate::ids::AgencyId;
use crate::people::{Actor, Agency, EmailAddress, PersonName, Role, RoleSet};
use crate::selection::{ApplicationStatus, Campaign, seal_of};
use crate::storage;

/// When the demonstration's story begins: Monday, 5 January 2026, 8:00 in Chicago.
pub const STORY_BEGINS: Millis = Millis(1_767_621_600_000);

/// The agency and the end of its addresses; `.example` never reaches anybody (RFC 2606).
const AGENCY: &str = "Alder Falls Police Department";
const DOMAIN: &str = "alder-falls.example";

/// How many unused links the walk through has: enough to show it to a room of people.
const WALK_THROUGH_LINKS: u32 = 30;

/// What a demonstration is to be like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoOptions {
    /// How many applicants hand in; one in fifty more stops on the way, and as many never begin.
    pub applicants: u32,
    /// What everything is drawn from.
    pub seed: u64,
    /// Until when unused links are good, by the machine's clock.
    pub links_expire: Millis,
}

impl App {
    /// Whether a demonstration is loaded.
    pub async fn has_demo(&self) -> Result<bool> {
        let mut tx = self.db.read().await?;
        let agencies = storage::agency::all(&mut tx).await?;
        Ok(agencies.iter().any(|agency| agency.is_demo))
    }

    /// The accounts of the demonstration that this platform shows; none where it shows none.
    pub fn demo_accounts(&self) -> &[DemoSignIn] {
        self.demo.as_ref().map_or(&[], |demo| &demo.sign_ins)
    }

    /// The path of a link of the demonstration that nobody has opened yet.
    pub async fn unused_demo_link(&self) -> Result<Option<String>> {
        let links = self.demo.iter().flat_map(|demo| &demo.invitations);
        let mut tx = self.db.read().await?;
        for DemoLink { link, .. } in links {
            let Some((_, token)) = link.rsplit_once('/') else {
                continue;
            };
            let Ok(token_of) = self.tokens.read_invitation(token, self.now()) else {
                continue;
            };
            let found = storage::invitation::by_id(&mut tx, token_of.invitation).await?;
            let Some(invitation) = found.filter(|found| found.revoked.is_none()) else {
                continue;
            };
            let (agency, application) = (invitation.agency, invitation.application);
            let found = storage::application::by_id(&mut tx, agency, application).await?;
            if found.is_some_and(|found| found.status == ApplicationStatus::Invited) {
                return Ok(Some(format!("/i/{token}")));
            }
        }
        Ok(None)
    }

    /// Loads a demonstration of published assessments, the first of which 400 or so applicants have taken.
    pub async fn load_demo(
        &self,
        options: &DemoOptions,
        publications: &[Publication],
    ) -> Result<DemoSignIns> {
        let first = publications
            .first()
            .ok_or(Error::NotFound("published assessment"))?;
        self.clock.set(STORY_BEGINS);
        let agency = self.found_demo_agency().await?;
        let sign_ins = self.hire(agency).await?;
        let administrator = self.demo_administrator(&sign_ins).await?;
        let program = self
            .add_program(
                &administrator,
                "Applicant tracking",
                &[SCOPE_INVITE, SCOPE_RESULTS],
            )
            .await?;
        let (mut campaigns, invitations) = self
            .open_walk_throughs(&administrator, options, publications)
            .await?;
        self.clock.set(STORY_BEGINS.plus_seconds(1800));
        let spring = self
            .open_demo_campaign(
                &administrator,
                first,
                "Spring academy",
                FormLength::Standard,
            )
            .await?;
        campaigns.insert(0, DemoCampaign::of(&spring));
        self.sit_all(&administrator, &spring, first, options)
            .await?;
        Ok(DemoSignIns {
            sign_ins,
            api_client: DemoClient {
                client_id: program.0.to_string(),
                client_secret: program.1,
            },
            invitations,
            campaigns,
            address: self.public_address.clone(),
        })
    }

    /// A campaign of the short form for each assessment, with links that nobody has used.
    async fn open_walk_throughs(
        &self,
        administrator: &Administrator,
        options: &DemoOptions,
        publications: &[Publication],
    ) -> Result<(Vec<DemoCampaign>, Vec<DemoLink>)> {
        let mut campaigns = Vec::new();
        let mut invitations = Vec::new();
        for publication in publications {
            let assessment = publication.assessment.name.to_string();
            let title = match publications.len() {
                1 => "Walk-through (short form)".to_owned(),
                _ => format!("Walk-through of {assessment} (short form)"),
            };
            let campaign = self
                .open_demo_campaign(administrator, publication, &title, FormLength::Short)
                .await?;
            let links = self.unused_links(administrator, &campaign, options).await?;
            invitations.extend(links.into_iter().map(|link| DemoLink {
                assessment: assessment.clone(),
                link,
            }));
            campaigns.push(DemoCampaign::of(&campaign));
        }
        Ok((campaigns, invitations))
    }

    async fn found_demo_agency(&self) -> Result<AgencyId> {
        let agency = Agency {
            id: AgencyId::new(self.now(), &mut self.chance()),
            name: AGENCY.to_owned(),
            time_zone: "America/Chicago".to_owned(),
            is_blind_until_shortlist: true,
            is_demo: true,
        };
        self.found_agency(&agency).await?;
        Ok(agency.id)
    }

    /// Somebody for each role, with a password that no seed tells.
    async fn hire(&self, agency: AgencyId) -> Result<Vec<DemoSignIn>> {
        let mut sign_ins = Vec::new();
        for (role, name) in names::STAFF {
            let email = format!("{role}@{DOMAIN}");
            let password = random_password(&mut clock::chance());
            let person = NewPerson {
                name: person_name(name)?,
                email: email_address(&email)?,
                roles: RoleSet::of(&[*role]),
            };
            self.add_account(agency, Actor::Platform, person, &password)
                .await?;
            sign_ins.push(DemoSignIn {
                role: role.to_string(),
                email,
                password,
            });
        }
        Ok(sign_ins)
    }

    /// The administrator, signed in as anybody would be, and out again so that no session of a seeded secret stays.
    async fn demo_administrator(&self, sign_ins: &[DemoSignIn]) -> Result<Administrator> {
        let account = sign_ins
            .iter()
            .find(|one| one.role == Role::Administrator.as_str())
            .ok_or(Error::Internal("the demonstration has no administrator"))?;
        let signed_in = self.sign_in(&account.email, &account.password).await?;
        let staff = self.staff(&signed_in.cookie).await?;
        self.sign_out(&staff).await?;
        staff.administrator()
    }

    async fn open_demo_campaign(
        &self,
        administrator: &Administrator,
        publication: &Publication,
        name: &str,
        form: FormLength,
    ) -> Result<Campaign> {
        let group = publication
            .assessment
            .norm_groups
            .first()
            .ok_or(Error::NotFound("norm group"))?;
        let new = NewCampaign {
            name: name.to_owned(),
            fingerprint: publication.fingerprint.clone(),
            norm_group: group.name.clone(),
            form,
            closes: None,
        };
        let campaign = self.create_campaign(administrator, new).await?;
        let seal = seal_of(&campaign.content);
        let reason = "Demonstration: the shipped assessment as it is.";
        self.seal_campaign(administrator, campaign.id, seal, reason)
            .await?;
        Ok(campaign)
    }

    async fn unused_links(
        &self,
        administrator: &Administrator,
        campaign: &Campaign,
        options: &DemoOptions,
    ) -> Result<Vec<String>> {
        let guests: Vec<_> = (1..=WALK_THROUGH_LINKS)
            .map(names::guest)
            .collect::<Result<_>>()?;
        let invited = self
            .invite(administrator, campaign.id, &guests, options.links_expire)
            .await?;
        Ok(invited.into_iter().filter_map(|one| one.link).collect())
    }

    async fn sit_all(
        &self,
        administrator: &Administrator,
        campaign: &Campaign,
        publication: &Publication,
        options: &DemoOptions,
    ) -> Result<()> {
        let n_partial = options.applicants / 50;
        let n_all = options.applicants + 2 * n_partial;
        let people = names::applicants(n_all, options.seed)?;
        let invited = self
            .invite(administrator, campaign.id, &people, options.links_expire)
            .await?;
        let mut course = Course::new(self, &publication.assessment, options.seed);
        let links = invited.into_iter().filter_map(|one| one.link);
        for (number, link) in (0..).zip(links) {
            if number < options.applicants {
                course.expect_whole(number, &link)?;
            } else if number < options.applicants + n_partial {
                course.expect_part(number, &link)?;
            }
        }
        course.run().await
    }
}

fn person_name(name: &str) -> Result<PersonName> {
    PersonName::parse(name).map_err(|_fault| Error::Internal("a name of the demonstration is none"))
}

fn email_address(address: &str) -> Result<EmailAddress> {
    EmailAddress::parse(address)
        .map_err(|_fault| Error::Internal("an address of the demonstration is none"))
}
