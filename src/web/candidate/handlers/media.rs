//! Films, stills and captions, whole or in parts.

use actix_web::body::SizedStream;
use actix_web::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_RANGE, CONTENT_TYPE, RANGE,
};
use actix_web::web::Path;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};

use crate::app::prompt::Prompt;
use crate::app::{App, Error, Result};
use crate::digest::Digest;
use crate::media::{ByteRange, Wanted};
use crate::web::error::Problem;
use crate::web::extract::{self, STAFF_COOKIE};

/// `GET /sitting/media/{sha256}`: a file of the assessment, for its candidates and for staff.
pub(in crate::web) async fn media(
    sha256: Path<String>,
    request: HttpRequest,
) -> std::result::Result<HttpResponse, Problem> {
    let sha256 = Digest::parse(&sha256).ok_or(Error::NotFound("film"))?;
    let app = extract::app(&request)?;
    let prompt = allowed(&app, &request, sha256).await?;
    let header = request.headers().get(RANGE);
    let range = header.and_then(|value| value.to_str().ok());
    let size = prompt.size();
    match Wanted::read(range, size) {
        Wanted::Whole => part_of(HttpResponse::Ok(), &app, &prompt, 0..size).await,
        Wanted::Part(part) => {
            let mut answer = HttpResponse::PartialContent();
            let last = part.end.saturating_sub(1);
            answer.insert_header((CONTENT_RANGE, format!("bytes {}-{last}/{size}", part.start)));
            part_of(answer, &app, &prompt, part).await
        }
        Wanted::Unsatisfiable => Ok(HttpResponse::RangeNotSatisfiable()
            .insert_header((CONTENT_RANGE, format!("bytes */{size}")))
            .finish()),
    }
}

/// Answers with a part of a file, as it is read.
async fn part_of(
    mut answer: HttpResponseBuilder,
    app: &App,
    prompt: &Prompt,
    part: ByteRange,
) -> std::result::Result<HttpResponse, Problem> {
    let length = part.end.saturating_sub(part.start);
    let bytes = app.prompt_bytes(prompt, Some(part)).await?;
    Ok(answer
        .insert_header((CONTENT_TYPE, prompt.media_type()))
        .insert_header((ACCEPT_RANGES, "bytes"))
        // Films are packed already, and a packed part would not be the part that was asked for.
        .insert_header((CONTENT_ENCODING, "identity"))
        // Named by what it contains, so it never changes.
        .insert_header((CACHE_CONTROL, "private, max-age=31536000, immutable"))
        .body(SizedStream::new(length, bytes)))
}

/// The file, for whoever of the two may see it.
async fn allowed(app: &App, request: &HttpRequest, sha256: Digest) -> Result<Prompt> {
    if let Some(cookie) = request.cookie(STAFF_COOKIE)
        && let Ok(staff) = app.staff(cookie.value()).await
    {
        return app.prompt_for_staff(&staff, sha256).await;
    }
    let who = extract::sitting(request)?;
    app.prompt_for_candidate(&who.candidate, sha256).await
}
