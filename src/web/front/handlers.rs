//! The first screen, signing in and signing out.

use actix_web::cookie::{Cookie, SameSite, time::Duration};
use actix_web::http::header::{ContentType, LOCATION};
use actix_web::web::{Data, Form};
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use maud::Render;
use serde::Deserialize;
use subtle::ConstantTimeEq;

use super::pages::{Door, Entrance, FrontDoorPage, SignInPage};
use crate::app::actors::Staff;
use crate::app::demo::DemoSignIn;
use crate::app::staff::SignedIn;
use crate::app::{App, Error};
use crate::web::assets;
use crate::web::error::{PageError, status_of};
use crate::web::extract::{At, Posted, STAFF_COOKIE};
use crate::web::parts::form::Filled;
use crate::web::parts::notice::{Notice, Tone};
use crate::web::parts::paths;
use crate::web::parts::shell::{Front, Place};

/// The cookie that the form of somebody not yet signed in is held against, so that no other site can send it.
const FORM_COOKIE: &str = "composure_form";

/// What a handler here gives.
type Answer = Result<HttpResponse, PageError>;

/// `GET /`
pub(in crate::web) async fn open(request: HttpRequest, app: Data<App>) -> Answer {
    let token = form_token(&request, &app);
    let link = app.unused_demo_link().await?;
    let candidate = link.map(|href| Door {
        title: "Candidate".to_owned(),
        sentence: "Take the assessment yourself, with or without a camera.".to_owned(),
        label: "Open an invitation".to_owned(),
        entrance: Entrance::Link { href },
    });
    let accounts = app.demo_accounts().iter();
    let staff = accounts.map(|account| staff_door(account, &token));
    let page = FrontDoorPage {
        front: frame(&app),
        doors: candidate.into_iter().chain(staff).collect(),
    };
    Ok(shown(
        HttpResponse::Ok().cookie(form_cookie(&token, &app)),
        &page,
    ))
}

fn staff_door(account: &DemoSignIn, token: &str) -> Door {
    let (title, sentence) = match account.role.as_str() {
        "reviewer" => (
            "Reviewer",
            "Read the ranked list, open an applicant, record a decision.",
        ),
        "psychologist" => (
            "Psychologist",
            "Look at norm groups and at how scores are spread.",
        ),
        "administrator" => ("Administrator", "Set up campaigns, people and invitations."),
        _ => (
            "Auditor",
            "Follow who did what, in a chain that shows any change.",
        ),
    };
    let field = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    Door {
        title: title.to_owned(),
        sentence: sentence.to_owned(),
        label: format!("Walk in as {}", title.to_lowercase()),
        entrance: Entrance::Form {
            action: paths::SIGN_IN.to_owned(),
            fields: vec![
                field("csrf", token),
                field("email", &account.email),
                field("password", &account.password),
            ],
        },
    }
}

/// `GET /sign-in`
pub(in crate::web) async fn ask_to_sign_in(request: HttpRequest, app: Data<App>) -> HttpResponse {
    let token = form_token(&request, &app);
    let page = SignInPage {
        front: frame(&app),
        csrf: token.clone(),
        next: None,
        notice: None,
        filled: Filled::empty(),
    };
    shown(HttpResponse::Ok().cookie(form_cookie(&token, &app)), &page)
}

/// The sign-in form.
#[derive(Deserialize)]
pub(in crate::web) struct SignInForm {
    csrf: String,
    email: String,
    password: String,
    #[serde(default)]
    next: Option<String>,
}

/// `POST /sign-in`
pub(in crate::web) async fn sign_in(
    request: HttpRequest,
    app: Data<App>,
    form: Form<SignInForm>,
) -> Answer {
    let cookie = request.cookie(FORM_COOKIE).ok_or(Error::StaleForm)?;
    let is_ours = cookie.value().as_bytes().ct_eq(form.csrf.as_bytes());
    if !bool::from(is_ours) {
        return Err(Error::StaleForm.into());
    }
    let form = form.into_inner();
    match app.sign_in(&form.email, &form.password).await {
        Ok(signed_in) => {
            // Only within the desk: another address could be of another site.
            let wanted = form.next.filter(|next| next.starts_with("/desk"));
            let next = wanted.unwrap_or_else(|| paths::DESK.to_owned());
            Ok(HttpResponse::SeeOther()
                .cookie(staff_cookie(&signed_in, &app))
                .insert_header((LOCATION, next))
                .finish())
        }
        Err(error @ (Error::Invalid(_) | Error::TooManyTries(_))) => {
            Ok(refused(&app, form, &error))
        }
        Err(error) => Err(error.into()),
    }
}

fn refused(app: &App, form: SignInForm, error: &Error) -> HttpResponse {
    let page = SignInPage {
        front: frame(app),
        csrf: form.csrf,
        next: form.next,
        notice: Some(Notice {
            tone: Tone::Stop,
            title: "You are not signed in".to_owned(),
            text: error.to_string(),
        }),
        filled: Filled::empty().with("email", form.email),
    };
    shown(&mut HttpResponse::build(status_of(error)), &page)
}

/// A form that only carries its token.
#[derive(Deserialize)]
pub(in crate::web) struct Nothing {}

/// `POST /sign-out`
pub(in crate::web) async fn sign_out(posted: Posted<Staff, Nothing>) -> Answer {
    let Posted { at, .. } = posted;
    at.app.sign_out(&at.staff).await?;
    let mut gone = cookie(STAFF_COOKIE, String::new(), &at.app);
    gone.make_removal();
    Ok(HttpResponse::SeeOther()
        .cookie(gone)
        .insert_header((LOCATION, paths::FRONT_DOOR))
        .finish())
}

/// `GET /desk`: the first place that one's roles open.
pub(in crate::web) async fn desk(at: At<Staff>) -> Answer {
    let first = Place::of(&at.staff).next().ok_or(Error::NotAllowed)?;
    Ok(HttpResponse::SeeOther()
        .insert_header((LOCATION, first.path()))
        .finish())
}

fn shown(answer: &mut HttpResponseBuilder, page: &impl Render) -> HttpResponse {
    answer
        .content_type(ContentType::html())
        .body(page.render().into_string())
}

fn frame(app: &App) -> Front {
    Front {
        assets: assets::folder().to_owned(),
        is_demo: !app.demo_accounts().is_empty(),
    }
}

/// The token that this browser's forms carry: the one it has, so that two open pages both stay good.
fn form_token(request: &HttpRequest, app: &App) -> String {
    request
        .cookie(FORM_COOKIE)
        .map(|cookie| cookie.value().to_owned())
        .filter(|token| token.len() >= 32)
        .unwrap_or_else(|| app.new_form_token())
}

fn form_cookie(token: &str, app: &App) -> Cookie<'static> {
    cookie(FORM_COOKIE, token.to_owned(), app)
}

fn staff_cookie(signed_in: &SignedIn, app: &App) -> Cookie<'static> {
    let mut cookie = cookie(STAFF_COOKIE, signed_in.cookie.clone(), app);
    let seconds = (signed_in.expires - app.now()) / 1000;
    cookie.set_max_age(Duration::seconds(seconds));
    cookie
}

fn cookie(name: &'static str, value: String, app: &App) -> Cookie<'static> {
    Cookie::build(name, value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(app.is_encrypted())
        .finish()
}
