//! What a reviewer asks for, turned into a page, a file or an address to go on to.

use actix_web::http::StatusCode;
use actix_web::http::header::{
    ACCEPT_RANGES, CONTENT_DISPOSITION, CONTENT_RANGE, CONTENT_TYPE, RANGE,
};
use actix_web::web::{Bytes, Path};
use actix_web::{HttpRequest, HttpResponse};
use futures_util::stream;
use maud::{Markup, Render};
use serde::Deserialize;

use super::pages::RankingAddress;
use super::{filled_applicant, filled_list};
use crate::app::Error;
use crate::app::actors::Reviewer;
use crate::app::decision::Shortlisting;
use crate::app::playback::Playback;
use crate::assessment::ScaleName;
use crate::ids::{ApplicationId, CampaignId, RecordingId};
use crate::media::Wanted;
use crate::selection::{DecisionKind, Reason};
use crate::web::desk::{asked, known, see_other};
use crate::web::error::PageError;
use crate::web::extract::{At, Posted};
use crate::web::parts::form::Filled;
use crate::web::parts::notice::{Notice, Tone};
use crate::web::parts::paths;
use crate::web::parts::shell::Desk;

type Answer<T> = Result<T, PageError>;

fn campaign_in(path: &str) -> Answer<CampaignId> {
    known(CampaignId::parse(path), "campaign")
}

fn application_in(path: &str) -> Answer<ApplicationId> {
    known(ApplicationId::parse(path), "application")
}

/// What was done by the form before this page.
#[derive(Debug, Deserialize)]
struct Done {
    #[serde(default)]
    done: String,
}

impl Done {
    fn notice(request: &HttpRequest) -> Option<Notice> {
        let done = asked::<Self>(request).ok()?.done;
        let (title, text) = match done.as_str() {
            "shortlisted" => (
                "On the shortlist",
                "The applicant’s name is shown from now on.",
            ),
            "taken-off" => (
                "Taken off the shortlist",
                "Where your agency hides names, the code stands in place of the name again.",
            ),
            "decided" => (
                "Your decision is recorded",
                "It stands below with your name and reason. Earlier ones stay.",
            ),
            _ => return None,
        };
        Some(Notice {
            tone: Tone::Good,
            title: title.to_owned(),
            text: text.to_owned(),
        })
    }
}

/// The agency's campaigns.
pub async fn campaigns(at: At<Reviewer>) -> Answer<Markup> {
    let campaigns = at.app.campaigns(&at.actor).await?;
    Ok(filled_list::campaigns(&at.staff, campaigns).render())
}

/// A page of a campaign's ranked list.
pub async fn ranking(at: At<Reviewer>, path: Path<String>, request: HttpRequest) -> Answer<Markup> {
    let address: RankingAddress = asked(&request)?;
    let wanted = filled_list::wanted(&address)?;
    let campaign = campaign_in(&path)?;
    let list = at.app.ranked_list(&at.actor, campaign, &wanted).await?;
    let desk = Desk::of(&at.staff).with_notice(Done::notice(&request));
    Ok(filled_list::ranking(desk, address, list).render())
}

/// A campaign's scores as comma-separated values, sent as they are read.
pub async fn export(at: At<Reviewer>, path: Path<String>) -> Answer<HttpResponse> {
    let export = at.app.begin_export(&at.actor, campaign_in(&path)?).await?;
    let parts = stream::try_unfold((at.app, export), |(app, mut export)| async move {
        let part = app.export_part(&mut export).await?;
        Ok::<_, Error>(part.map(|part| (Bytes::from(part), (app, export))))
    });
    Ok(csv("scores.csv").streaming(Box::pin(parts)))
}

/// What each column of an export means.
pub async fn codebook(at: At<Reviewer>, path: Path<String>) -> Answer<HttpResponse> {
    let codebook = at.app.codebook(&at.actor, campaign_in(&path)?).await?;
    Ok(csv("codebook.csv").body(codebook))
}

fn csv(name: &str) -> actix_web::HttpResponseBuilder {
    let mut response = HttpResponse::Ok();
    response
        .insert_header((CONTENT_TYPE, "text/csv; charset=utf-8"))
        .insert_header((
            CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}\""),
        ));
    response
}

/// One applicant.
pub async fn applicant(
    at: At<Reviewer>,
    path: Path<String>,
    request: HttpRequest,
) -> Answer<Markup> {
    let applicant = at.app.applicant(&at.actor, application_in(&path)?).await?;
    let page = filled_applicant::applicant(&at.staff, applicant, Filled::empty());
    Ok(page.with_notice(Done::notice(&request)).render())
}

/// What stands behind one scale's score.
pub async fn scale(at: At<Reviewer>, path: Path<(String, String)>) -> Answer<Markup> {
    let (application, scale) = path.into_inner();
    let scale = known(ScaleName::parse(&scale), "scale")?;
    let evidence = at
        .app
        .scale_evidence(&at.actor, application_in(&application)?, &scale)
        .await?;
    let psychologist = at.staff.psychologist().ok();
    let key = psychologist.map(|who| at.app.rated_options(&who, &evidence));
    Ok(filled_applicant::scale(&at.staff, evidence, key.unwrap_or_default()).render())
}

/// A decision as it was sent.
#[derive(Debug, Deserialize)]
pub struct DecisionForm {
    #[serde(default)]
    decision: String,
    #[serde(default)]
    reason: String,
}

impl DecisionForm {
    /// What was decided and why, or the form with what is wrong with it.
    fn read(&self) -> Result<(DecisionKind, Reason), Filled> {
        let filled = Filled::empty()
            .with("decision", self.decision.as_str())
            .with("reason", self.reason.as_str());
        match (
            DecisionKind::parse(&self.decision),
            Reason::parse(&self.reason),
        ) {
            (Some(kind), Ok(reason)) => Ok((kind, reason)),
            (kind, reason) => {
                let filled = match kind {
                    Some(_) => filled,
                    None => filled.refused("decision", "Choose what you decide."),
                };
                Err(match reason {
                    Ok(_) => filled,
                    Err(fault) => filled.refused("reason", fault.to_string()),
                })
            }
        }
    }
}

/// Records a decision.
pub async fn decide(
    posted: Posted<Reviewer, DecisionForm>,
    path: Path<String>,
) -> Answer<HttpResponse> {
    let at = posted.at;
    let id = application_in(&path)?;
    match posted.form.read() {
        Ok((kind, reason)) => {
            at.app.decide(&at.actor, id, kind, &reason).await?;
            let back = paths::application(id);
            Ok(see_other(&format!("{back}?done=decided")))
        }
        Err(filled) => {
            let applicant = at.app.applicant(&at.actor, id).await?;
            let page = filled_applicant::applicant(&at.staff, applicant, filled);
            Ok(HttpResponse::build(StatusCode::UNPROCESSABLE_ENTITY)
                .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
                .body(page.render().into_string()))
        }
    }
}

/// A shortlisting as it was sent.
#[derive(Debug, Deserialize)]
pub struct ShortlistForm {
    shortlisted: String,
    /// The list it was sent from; absent from the applicant's own page.
    #[serde(default)]
    back: String,
}

/// Puts an applicant on the shortlist, or takes one off.
pub async fn shortlist(
    posted: Posted<Reviewer, ShortlistForm>,
    path: Path<String>,
) -> Answer<HttpResponse> {
    let (at, form) = (posted.at, posted.form);
    let id = application_in(&path)?;
    let (shortlisting, done) = match form.shortlisted.as_str() {
        "yes" => (Shortlisting::Add, "shortlisted"),
        "no" => (Shortlisting::Remove, "taken-off"),
        _ => {
            let sentence = "Say “yes” to shortlist an applicant or “no” to take one off.";
            return Err(Error::Invalid(sentence.to_owned()).into());
        }
    };
    at.app.shortlist(&at.actor, id, shortlisting).await?;
    // Only back to a list of ours, wherever the form says it came from.
    let is_list = form.back.starts_with("/desk/campaigns/") && form.back.contains('?');
    Ok(see_other(&if is_list {
        format!("{}&done={done}", form.back)
    } else {
        format!("{}?done={done}", paths::application(id))
    }))
}

/// The bytes of a recording, or the part of them that a player asks for.
pub async fn recording(
    at: At<Reviewer>,
    path: Path<String>,
    request: HttpRequest,
) -> Answer<HttpResponse> {
    let id = known(RecordingId::parse(&path), "recording")?;
    let range = request.headers().get(RANGE);
    let range = range.and_then(|range| range.to_str().ok());
    let playback = at.app.play(&at.actor, id, range).await?;
    Ok(played(playback))
}

fn played(playback: Playback) -> HttpResponse {
    let size = playback.size;
    let (status, described) = match &playback.wanted {
        Wanted::Whole => (StatusCode::OK, None),
        Wanted::Part(part) => (
            StatusCode::PARTIAL_CONTENT,
            Some(format!("bytes {}-{}/{size}", part.start, part.end - 1)),
        ),
        Wanted::Unsatisfiable => (
            StatusCode::RANGE_NOT_SATISFIABLE,
            Some(format!("bytes */{size}")),
        ),
    };
    let mut response = HttpResponse::build(status);
    response
        .insert_header((CONTENT_TYPE, playback.media_type))
        .insert_header((ACCEPT_RANGES, "bytes"));
    if let Some(described) = described {
        response.insert_header((CONTENT_RANGE, described));
    }
    match playback.bytes {
        Some(bytes) => response.no_chunking(playback.length).streaming(bytes),
        None => response.finish(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(decision: &str, reason: &str) -> (bool, bool) {
        let form = DecisionForm {
            decision: decision.to_owned(),
            reason: reason.to_owned(),
        };
        let filled = form.read().err().unwrap_or_default();
        (
            filled.problem("decision").is_some(),
            filled.problem("reason").is_some(),
        )
    }

    #[test]
    fn a_decision_needs_a_kind_and_a_reason_and_both_faults_are_told_at_once() {
        let reason = "Calm in both scenes.";
        assert_eq!(problems("advance", reason), (false, false));
        assert_eq!(problems("advance", " no "), (false, true));
        assert_eq!(problems("reject", reason), (true, false));
        assert_eq!(problems("", ""), (true, true));
    }
}
