//! What each of these pages shows.

mod people;

mod campaigns;

mod invitations;

pub use campaigns::{AdminCampaignRow, AdminCampaignsPage, UnsealedCampaign};
pub use invitations::{BadRow, ImportOutcome, InvitationRow, InvitationsPage};
pub use people::{PeoplePage, PersonRow};
