//! The personal link, and the page of the current step.

use actix_web::cookie::time::OffsetDateTime;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, LOCATION};
use actix_web::web::{Data, Path, Query};
use actix_web::{HttpRequest, HttpResponse};

use crate::app::invitation::OpenedLink;
use crate::app::{App, Error};
use crate::web::candidate::paths;
use crate::web::candidate::refusal::Refusal;
use crate::web::candidate::views::{Visit, Wish};
use crate::web::extract::{self, CANDIDATE_COOKIE};
use crate::web::words::Words;

/// `GET /i/{token}`: opens a personal link and goes to the sitting.
pub(in crate::web) async fn open_link(
    token: Path<String>,
    request: HttpRequest,
    app: Data<App>,
) -> Result<HttpResponse, Refusal> {
    let header = request.headers().get(ACCEPT_LANGUAGE);
    let accepted = header.and_then(|value| value.to_str().ok());
    let words = Words::preferred(accepted.unwrap_or_default());
    match app.open_link(&token, words.locale()).await {
        Ok(opened) => Ok(HttpResponse::SeeOther()
            .cookie(cookie(&app, opened))
            .insert_header((LOCATION, paths::SITTING))
            .finish()),
        Err(error) => {
            let sender = match &error {
                Error::Gone(_) | Error::Conflict(_) => app.link_sender(&token).await.ok(),
                _ => None,
            };
            Err(Refusal::of_link(error, sender, words))
        }
    }
}

fn cookie(app: &App, opened: OpenedLink) -> Cookie<'static> {
    let expires = OffsetDateTime::from_unix_timestamp(opened.expires.seconds());
    let mut cookie = Cookie::build(CANDIDATE_COOKIE, opened.cookie)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.is_encrypted())
        .finish();
    if let Ok(expires) = expires {
        cookie.set_expires(expires);
    }
    cookie
}

/// `GET /sitting`: the page of the current step.
pub(in crate::web) async fn sitting(
    request: HttpRequest,
    wish: Query<Wish>,
) -> Result<HttpResponse, Refusal> {
    let who = extract::sitting(&request)?;
    let view = who.app.sitting(&who.candidate).await?;
    let occasion = who.app.occasion(&who.candidate).await?;
    let prompts = who.app.prompts(&view).await?;
    let page = Visit::new(view, occasion, prompts, &wish).page(&wish);
    Ok(HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        .body(page.into_string()))
}
