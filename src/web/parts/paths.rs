//! The addresses of desk pages: links are made here and nowhere else.

use crate::assessment::{NormGroupName, ScaleName};
use crate::ids::{ApplicationId, CampaignId, InvitationId, RecordingId};

/// The first screen.
pub const FRONT_DOOR: &str = "/";
/// Where staff sign in.
pub const SIGN_IN: &str = "/sign-in";
/// Where a posted form signs out.
pub const SIGN_OUT: &str = "/sign-out";
/// The first desk page that one's roles may open.
pub const DESK: &str = "/desk";
/// A reviewer's campaigns.
pub const CAMPAIGNS: &str = "/desk/campaigns";
/// A psychologist's norm groups.
pub const NORMS: &str = "/desk/norms";
/// An administrator's list of people.
pub const PEOPLE: &str = "/desk/people";
/// An administrator's list of campaigns.
pub const ADMIN_CAMPAIGNS: &str = "/desk/admin/campaigns";
/// The audit chain.
pub const AUDIT: &str = "/desk/audit";

/// The ranked list of a campaign.
pub fn ranking(campaign: CampaignId) -> String {
    format!("/desk/campaigns/{campaign}")
}

/// The ranked list as a file of comma-separated values.
pub fn export(campaign: CampaignId) -> String {
    format!("/desk/campaigns/{campaign}/export.csv")
}

/// What each column of the export means.
pub fn codebook(campaign: CampaignId) -> String {
    format!("/desk/campaigns/{campaign}/codebook.csv")
}

/// How a scale's scores lie in a campaign.
pub fn distribution(campaign: CampaignId, scale: &ScaleName) -> String {
    format!("/desk/campaigns/{campaign}/distribution/{scale}")
}

/// One applicant.
pub fn application(application: ApplicationId) -> String {
    format!("/desk/applications/{application}")
}

/// Where a decision is posted.
pub fn decision(application: ApplicationId) -> String {
    format!("/desk/applications/{application}/decision")
}

/// Where shortlisting is posted.
pub fn shortlist(application: ApplicationId) -> String {
    format!("/desk/applications/{application}/shortlist")
}

/// What stands behind one scale's score.
pub fn scale(application: ApplicationId, scale: &ScaleName) -> String {
    format!("/desk/applications/{application}/scales/{scale}")
}

/// A recording's bytes.
pub fn recording(recording: RecordingId) -> String {
    format!("/desk/recordings/{recording}")
}

/// One norm group of one published assessment.
pub fn norm_group(fingerprint: &str, group: &NormGroupName) -> String {
    format!("/desk/norms/{fingerprint}/{group}")
}

/// Where a campaign's seal is posted.
pub fn seal(campaign: CampaignId) -> String {
    format!("/desk/admin/campaigns/{campaign}/seal")
}

/// Where closing a campaign is posted.
pub fn close(campaign: CampaignId) -> String {
    format!("/desk/admin/campaigns/{campaign}/close")
}

/// A campaign's invitations.
pub fn invitations(campaign: CampaignId) -> String {
    format!("/desk/admin/campaigns/{campaign}/invitations")
}

/// Where taking an invitation back is posted.
pub fn revoke(invitation: InvitationId) -> String {
    format!("/desk/admin/invitations/{invitation}/revoke")
}

/// Writes text so that it can stand in a query: everything but letters, digits and `-._~` by its UTF-8 bytes.
pub fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_something_in_a_query_is_encoded() {
        assert_eq!(encode("A-7 & ä?"), "A-7%20%26%20%C3%A4%3F");
    }
}
