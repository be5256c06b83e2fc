//! Uploads of camera answers by tus 1.0.0 (<https://tus.io/protocols/resumable-upload>), one closed segment each.

use actix_web::http::StatusCode;
use actix_web::http::header::{HeaderMap, LOCATION};
use actix_web::web::{Bytes, BytesMut, Path, Payload};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use futures_util::StreamExt;

use super::json;
use super::openapi::ProblemDocument;
use super::upload_refusal::UploadRefusal;
use super::upload_wish::{announced, number, place};
use crate::app::Error;
use crate::app::upload::{MOST_SEGMENT_BYTES, PartOutcome, SegmentPlace, SegmentProgress};
use crate::web::extract::Sitting;

/// The version of the protocol that is spoken here.
pub(super) const VERSION: &str = "1.0.0";
/// The header with that version, on every request and answer.
pub(super) const TUS_RESUMABLE: &str = "tus-resumable";

const UPLOADS: &str = "/api/v1/uploads";
const BYTES_TYPE: &str = "application/offset+octet-stream";
const LENGTH: &str = "upload-length";
const OFFSET: &str = "upload-offset";

type Answer = Result<HttpResponse, UploadRefusal>;

/// Tells what is spoken here.
#[utoipa::path(
    options, path = "/api/v1/uploads", tag = "uploads",
    responses((status = 204, description = "tus 1.0.0 with the extension `creation`"))
)]
pub(in crate::web) async fn describe() -> HttpResponse {
    answer(StatusCode::NO_CONTENT)
        .insert_header(("tus-version", VERSION))
        .insert_header(("tus-extension", "creation"))
        .insert_header(("tus-max-size", MOST_SEGMENT_BYTES))
        .finish()
}

/// Announces a segment; doing it again gives the same address.
#[utoipa::path(
    post, path = "/api/v1/uploads", tag = "uploads", security(("candidate" = [])),
    params(
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
        ("Upload-Length" = u64, Header, description = "The segment's size in bytes"),
        ("Upload-Metadata" = String, Header,
            description = "`recording` (UUID), `segment` (from 0) and `sha256` (hexadecimal), each in base64"),
    ),
    responses(
        (status = 201, description = "Its address in `Location`, and `Upload-Offset`"),
        (status = "default", description = "A refusal", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::web) async fn create(who: Sitting, request: HttpRequest) -> Answer {
    let headers = request.headers();
    demand_version(headers)?;
    let segment = announced(headers)?;
    let progress = who.app.announce_segment(&who.candidate, &segment).await?;
    let address = address(segment.place);
    Ok(answer(StatusCode::CREATED)
        .insert_header((LOCATION, address))
        .insert_header((OFFSET, progress.offset))
        .finish())
}

/// Tells how far a segment has come.
#[utoipa::path(
    head, path = "/api/v1/uploads/{recording}.{segment}", tag = "uploads",
    security(("candidate" = [])),
    params(
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
        ("recording" = String, Path, description = "The recording"),
        ("segment" = u32, Path, description = "The segment, from 0"),
    ),
    responses(
        (status = 200, description = "`Upload-Offset` and `Upload-Length`"),
        (status = "default", description = "A refusal"),
    )
)]
pub(in crate::web) async fn stand(
    who: Sitting,
    path: Path<(String, String)>,
    request: HttpRequest,
) -> Answer {
    demand_version(request.headers())?;
    let place = place(&path)?;
    let SegmentProgress { offset, length } =
        who.app.segment_progress(&who.candidate, place).await?;
    Ok(answer(StatusCode::OK)
        .insert_header((OFFSET, offset))
        .insert_header((LENGTH, length))
        .finish())
}

/// Takes bytes of a segment; everything before the offset in the answer is on disk.
#[utoipa::path(
    patch, path = "/api/v1/uploads/{recording}.{segment}", tag = "uploads",
    security(("candidate" = [])),
    params(
        ("Tus-Resumable" = String, Header, description = "1.0.0"),
        ("Upload-Offset" = u64, Header, description = "Where these bytes begin"),
        ("recording" = String, Path, description = "The recording"),
        ("segment" = u32, Path, description = "The segment, from 0"),
    ),
    request_body(content = String, content_type = "application/offset+octet-stream"),
    responses(
        (status = 204, description = "The new `Upload-Offset`"),
        (status = 409, description = "The bytes do not begin where the segment ends", body = ProblemDocument,
            content_type = "application/problem+json"),
        (status = 460, description = "The whole segment is not the one announced: begin it again",
            body = ProblemDocument, content_type = "application/problem+json"),
        (status = "default", description = "A refusal", body = ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::web) async fn append(
    who: Sitting,
    path: Path<(String, String)>,
    request: HttpRequest,
    payload: Payload,
) -> Answer {
    let headers = request.headers();
    demand_version(headers)?;
    let media_type = json::media_type(&request);
    if media_type != BYTES_TYPE {
        return Err(json::wrong_type(&media_type, BYTES_TYPE).into());
    }
    let place = place(&path)?;
    let offset = number(headers, OFFSET)?;
    let bytes = read_bounded(payload).await?;
    let outcome = who
        .app
        .take_part(&who.candidate, place, offset, bytes)
        .await?;
    match outcome {
        PartOutcome::Stored { offset } => Ok(answer(StatusCode::NO_CONTENT)
            .insert_header((OFFSET, offset))
            .finish()),
        PartOutcome::NotAsAnnounced => Err(UploadRefusal::Checksum),
    }
}

fn answer(status: StatusCode) -> HttpResponseBuilder {
    let mut answer = HttpResponse::build(status);
    answer.insert_header((TUS_RESUMABLE, VERSION));
    answer
}

fn address(place: SegmentPlace) -> String {
    format!("{UPLOADS}/{}.{}", place.recording, place.segment)
}

fn demand_version(headers: &HeaderMap) -> Result<(), UploadRefusal> {
    let version = headers.get(TUS_RESUMABLE);
    if version.is_some_and(|version| version == VERSION) {
        Ok(())
    } else {
        Err(UploadRefusal::Version)
    }
}

/// Everything that comes, within the limit; of a body that breaks off, what came until then is kept all the same.
async fn read_bounded(mut payload: Payload) -> Result<Bytes, Error> {
    let mut body = BytesMut::new();
    while let Some(Ok(piece)) = payload.next().await {
        if (body.len() + piece.len()) as u64 > MOST_SEGMENT_BYTES {
            return Err(Error::TooLarge(format!(
                "More than {MOST_SEGMENT_BYTES} bytes came at once. Close segments sooner."
            )));
        }
        body.extend_from_slice(&piece);
    }
    Ok(body.freeze())
}
