//! What whoever runs the platform can do from its command line, in the platform's own name.

use super::actors::Reviewer;
use super::administration::NewPerson;
use super::{App, Error, Result};
use crate::ids::{AgencyId, CampaignId};
use crate::people::{Actor, Agency};
use crate::storage;

impl App {
    /// The platform as a reader of each agency's results, for exports. What it reads is audited as anybody's reading.
    pub async fn platform_reviewers(&self) -> Result<Vec<Reviewer>> {
        let mut tx = self.db.read().await?;
        let agencies = storage::agency::all(&mut tx).await?;
        Ok(agencies.into_iter().map(Reviewer::of_platform).collect())
    }

    /// The campaigns whose results can be looked at: those with a seal.
    pub async fn exportable_campaigns(&self, reviewer: &Reviewer) -> Result<Vec<CampaignId>> {
        let mut tx = self.db.read().await?;
        let campaigns = storage::campaign::all(&mut tx, reviewer.agency().id).await?;
        let sealed = campaigns.iter().filter(|campaign| campaign.seal.is_some());
        Ok(sealed.map(|campaign| campaign.id).collect())
    }

    /// The agency of that name, founded where there is none.
    pub async fn agency_named(&self, name: &str, time_zone: &str) -> Result<AgencyId> {
        let name = name.trim();
        if name.is_empty() {
            return Err(Error::Invalid("Give the agency a name.".to_owned()));
        }
        let mut tx = self.db.read().await?;
        let agencies = storage::agency::all(&mut tx).await?;
        drop(tx);
        if let Some(agency) = agencies.iter().find(|agency| agency.name == name) {
            return Ok(agency.id);
        }
        if jiff::tz::TimeZone::get(time_zone).is_err() {
            return Err(Error::Invalid(format!(
                "{time_zone:?} is no time zone; write one such as America/Chicago."
            )));
        }
        let agency = Agency {
            id: AgencyId::new(self.now(), &mut self.chance()),
            name: name.to_owned(),
            time_zone: time_zone.to_owned(),
            is_blind_until_shortlist: true,
            is_demo: false,
        };
        self.found_agency(&agency).await?;
        Ok(agency.id)
    }

    /// Adds a person in the platform's name, such as an agency's first administrator.
    pub async fn add_person_by_command(
        &self,
        agency: AgencyId,
        person: NewPerson,
        password: &str,
    ) -> Result<()> {
        self.add_account(agency, Actor::Platform, person, password)
            .await?;
        Ok(())
    }
}
