//! Every page with every sample: each renders, and none says anything the content security policy would refuse.

use std::path::Path;

use maud::Render;

use super::{admin, auditor, front, psychologist, reviewer};

/// Where the pages are written, so that they can be looked at once `npm run build` has made the style.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/pages");

fn all<P: Render>(name: &str, samples: &[P]) -> Vec<(String, String)> {
    samples
        .iter()
        .enumerate()
        .map(|(idx, page)| (format!("{name}-{}", idx + 1), page.render().into_string()))
        .collect()
}

fn pages() -> Vec<(String, String)> {
    [
        all("front-door", &front::pages::FrontDoorPage::samples()),
        all("sign-in", &front::pages::SignInPage::samples()),
        all("problem", &front::pages::ProblemPage::samples()),
        all("campaigns", &reviewer::pages::CampaignsPage::samples()),
        all("ranking", &reviewer::pages::RankingPage::samples()),
        all("applicant", &reviewer::pages::ApplicantPage::samples()),
        all("scale", &reviewer::pages::ScalePage::samples()),
        all("norms", &psychologist::pages::NormsPage::samples()),
        all("norm-group", &psychologist::pages::NormGroupPage::samples()),
        all(
            "distribution",
            &psychologist::pages::DistributionPage::samples(),
        ),
        all("people", &admin::pages::PeoplePage::samples()),
        all(
            "admin-campaigns",
            &admin::pages::AdminCampaignsPage::samples(),
        ),
        all("invitations", &admin::pages::InvitationsPage::samples()),
        all("audit", &auditor::pages::AuditPage::samples()),
    ]
    .concat()
}

#[test]
fn every_page_renders_every_sample() {
    std::fs::create_dir_all(FOLDER).unwrap();
    for (name, html) in pages() {
        assert_eq!(
            html.matches("<h1").count(),
            1,
            "{name} has one heading of the first level"
        );
        std::fs::write(Path::new(FOLDER).join(format!("{name}.html")), html).unwrap();
    }
}

#[test]
fn no_page_has_a_style_or_script_of_its_own() {
    for (name, html) in pages() {
        assert!(!html.contains(" style="), "{name} has a style attribute");
        assert!(!html.contains("<style"), "{name} has a style of its own");
        assert_eq!(
            html.matches("<script").count(),
            1,
            "{name} loads one script"
        );
        assert!(
            !html.contains(" onclick="),
            "{name} has a handler of its own"
        );
    }
}

#[test]
fn no_name_is_given_to_two_things_on_a_page() {
    for (name, html) in pages() {
        let mut ids: Vec<&str> = html
            .split(" id=\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        ids.sort_unstable();
        let n_ids = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), n_ids, "{name} has an id twice");
    }
}
