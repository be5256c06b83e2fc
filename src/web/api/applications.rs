//! One application for programs: its report, and the events that the report rests on.

use actix_web::web::{Json as Answer, Path};
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use super::openapi::ProblemDocument;
use crate::app::Error;
use crate::app::actors::Reviewer;
use crate::app::applicant::{Applicant, Standing};
use crate::ids::ApplicationId;
use crate::scoring::ScoreReport;
use crate::web::error::Problem;
use crate::web::extract::Through;

type Answered<T> = Result<Answer<T>, Problem>;

/// One applicant's scores with everything they rest on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ReportAnswer {
    /// The application.
    application: String,
    /// The campaign.
    campaign: String,
    /// What stands in place of the name.
    code: String,
    /// The name, where it may be seen.
    name: Option<String>,
    /// When it was handed in, milliseconds since 1970.
    submitted_ms: i64,
    /// When it was scored, milliseconds since 1970.
    scored_ms: i64,
    /// Where it stands; absent without a score to rank by.
    standing: Option<StandingAnswer>,
    /// Scales, composites and quality, each score with its error, its norm group and what is behind it, each refusal
    /// with its reasons; and the versions of everything.
    #[schema(value_type = Object)]
    report: ScoreReport,
    /// What people have decided, the latest first.
    decisions: Vec<DecisionAnswer>,
}

/// A place in a ranked list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct StandingAnswer {
    /// The rank; equal scores share one.
    rank: u64,
    /// Of how many.
    of: u64,
    /// The band, from 1; scores in one band cannot be told apart.
    band: usize,
}

impl From<Standing> for StandingAnswer {
    fn from(standing: Standing) -> Self {
        Self {
            rank: standing.rank,
            of: standing.n_ranked,
            band: standing.band,
        }
    }
}

/// A decision.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct DecisionAnswer {
    /// What was decided.
    decision: &'static str,
    /// Why.
    reason: String,
    /// When, milliseconds since 1970.
    decided_ms: i64,
    /// By whom.
    by: Option<String>,
}

impl From<Applicant> for ReportAnswer {
    fn from(applicant: Applicant) -> Self {
        let decisions = applicant.decisions.into_iter();
        Self {
            application: applicant.application.id.to_string(),
            campaign: applicant.campaign.id.to_string(),
            code: applicant.application.code.as_str().to_owned(),
            name: applicant.name.map(|name| name.as_str().to_owned()),
            submitted_ms: applicant.submitted.0,
            scored_ms: applicant.score.created.0,
            standing: applicant.standing.map(Into::into),
            report: applicant.score.report,
            decisions: decisions
                .map(|(decision, by)| DecisionAnswer {
                    decision: decision.kind.as_str(),
                    reason: decision.reason.as_str().to_owned(),
                    decided_ms: decision.decided.0,
                    by: by.map(|name| name.as_str().to_owned()),
                })
                .collect(),
        }
    }
}

/// Gives one applicant's report.
#[utoipa::path(
    get, path = "/api/v1/applications/{application}/report", tag = "programs",
    security(("token" = ["results:read"])),
    params(("application" = String, Path, description = "The application")),
    responses(
        (status = 200, description = "The report", body = ReportAnswer),
        (status = "default", description = "A refusal", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn report(through: Through<Reviewer>, id: Path<String>) -> Answered<ReportAnswer> {
    let application = ApplicationId::parse(&id).ok_or(Error::NotFound("application"))?;
    let applicant = through.app.applicant(&through.actor, application).await?;
    Ok(Answer(applicant.into()))
}

/// One event as it is kept.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EventAnswer {
    /// Its place, from 1, without gaps.
    sequence: u32,
    /// What kind of happening.
    kind: String,
    /// When the browser says it happened, milliseconds since 1970 by its own clock.
    client_ms: f64,
    /// When the server took it, milliseconds since 1970.
    server_ms: i64,
    /// What happened, to the byte as the digest covers it.
    #[schema(value_type = Object)]
    payload: Box<RawValue>,
    /// Covers this event and all before it, 64 hexadecimal digits.
    digest: String,
}

/// Gives every event of an applicant's sitting, in order.
#[utoipa::path(
    get, path = "/api/v1/applications/{application}/events", tag = "programs",
    security(("token" = ["results:read"])),
    params(("application" = String, Path, description = "The application")),
    responses(
        (status = 200, description = "The events", body = [EventAnswer]),
        (status = "default", description = "A refusal", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn events(
    through: Through<Reviewer>,
    id: Path<String>,
) -> Answered<Vec<EventAnswer>> {
    let application = ApplicationId::parse(&id).ok_or(Error::NotFound("application"))?;
    let records = through
        .app
        .application_events(&through.actor, application)
        .await?;
    let mut events = Vec::with_capacity(records.len());
    for record in records {
        events.push(EventAnswer {
            sequence: record.sequence,
            kind: record.kind,
            client_ms: record.client_ms,
            server_ms: record.server_ms.0,
            payload: RawValue::from_string(record.payload)
                .map_err(|_fault| Error::Internal("a kept event is not JSON"))?,
            digest: record.digest.to_string(),
        });
    }
    Ok(Answer(events))
}
