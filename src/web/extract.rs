//! Who is asking: extractors that are the proof. A handler that takes an [`At<Reviewer>`] only runs for a reviewer, and
//! one that takes a [`Posted`] only for a form that our own page sent.

use std::future::{Ready, ready};

use actix_web::http::header::{AUTHORIZATION, COOKIE};
use actix_web::web::{Bytes, Data, Query};
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::future::LocalBoxFuture;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use subtle::ConstantTimeEq;

use super::error::{PageError, Problem};
use crate::app::actors::{
    Administrator, ApiAccess, Auditor, Candidate, Psychologist, Reviewer, Staff,
};
use crate::app::{App, Error, Result};

/// The cookie of a member of staff.
pub(super) const STAFF_COOKIE: &str = "composure_staff";
/// The cookie of a candidate.
pub(super) const CANDIDATE_COOKIE: &str = "composure_sitting";

/// The largest form that is read: some ten thousand invited people.
const MOST_FORM_BYTES: usize = 2_000_000;

/// A role that a signed-in member of staff may have.
pub trait FromStaff: Sized {
    /// The actor, where the member has the role.
    fn from_staff(staff: &Staff) -> Result<Self>;
}

macro_rules! from_staff {
    ($($role:ty: $method:ident),+ $(,)?) => {$(
        impl FromStaff for $role {
            fn from_staff(staff: &Staff) -> Result<Self> {
                staff.$method()
            }
        }
    )+};
}

from_staff! {
    Reviewer: reviewer,
    Psychologist: psychologist,
    Administrator: administrator,
    Auditor: auditor,
}

impl FromStaff for Staff {
    fn from_staff(staff: &Staff) -> Result<Self> {
        Ok(staff.clone())
    }
}

/// A role that a program's token may include.
pub trait FromAccess: Sized {
    /// The actor, where the token includes the right.
    fn from_access(access: &ApiAccess) -> Result<Self>;
}

impl FromAccess for Reviewer {
    fn from_access(access: &ApiAccess) -> Result<Self> {
        access.reviewer()
    }
}

impl FromAccess for Administrator {
    fn from_access(access: &ApiAccess) -> Result<Self> {
        access.administrator()
    }
}

/// A signed-in actor at their desk.
#[derive(Debug)]
pub struct At<A> {
    /// In which role they ask.
    pub actor: A,
    /// Who they are, for the frame of the page.
    pub staff: Staff,
    /// The platform.
    pub app: Data<App>,
}

impl<A: FromStaff> FromRequest for At<A> {
    type Error = PageError;
    type Future = LocalBoxFuture<'static, std::result::Result<Self, PageError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move { Ok(at_desk(&request).await?) })
    }
}

async fn at_desk<A: FromStaff>(request: &HttpRequest) -> Result<At<A>> {
    let app = app(request)?;
    let cookie = request
        .cookie(STAFF_COOKIE)
        .ok_or(Error::NotSignedIn("Sign in."))?;
    let staff = app.staff(cookie.value()).await?;
    let actor = A::from_staff(&staff)?;
    Ok(At { actor, staff, app })
}

/// A form that a signed-in actor sent from our own page.
#[derive(Debug)]
pub struct Posted<A, T> {
    /// Who sent it.
    pub at: At<A>,
    /// What it says.
    pub form: T,
}

#[derive(Deserialize)]
struct FormToken {
    csrf: String,
}

impl<A: FromStaff, T: DeserializeOwned> FromRequest for Posted<A, T> {
    type Error = PageError;
    type Future = LocalBoxFuture<'static, std::result::Result<Self, PageError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let body = Bytes::from_request(&request, payload);
        Box::pin(async move {
            let at = at_desk(&request).await?;
            let body = body.await.map_err(|_too_large| too_large())?;
            if body.len() > MOST_FORM_BYTES {
                return Err(too_large().into());
            }
            let text = std::str::from_utf8(&body).map_err(|_not_text| unreadable("not text"))?;
            let token =
                Query::<FormToken>::from_query(text).map_err(|_missing| Error::StaleForm)?;
            let is_ours = token
                .csrf
                .as_bytes()
                .ct_eq(at.staff.form_token().as_bytes());
            if !bool::from(is_ours) {
                return Err(Error::StaleForm.into());
            }
            let form =
                Query::<T>::from_query(text).map_err(|fault| unreadable(&fault.to_string()))?;
            Ok(Self {
                at,
                form: form.into_inner(),
            })
        })
    }
}

/// A program with a token that includes the right.
#[derive(Debug)]
pub struct Through<A> {
    /// In which role it asks.
    pub actor: A,
    /// The platform.
    pub app: Data<App>,
}

impl<A: FromAccess> FromRequest for Through<A> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, std::result::Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let app = app(&request)?;
            let header = request
                .headers()
                .get(AUTHORIZATION)
                .and_then(|value| value.to_str().ok());
            let token = header
                .and_then(|value| value.strip_prefix("Bearer "))
                .ok_or(Error::NotSignedIn(
                    "Send an access token: Authorization: Bearer …",
                ))?;
            let access = app.api_access(token).await?;
            let actor = A::from_access(&access)?;
            Ok(Self { actor, app })
        })
    }
}

/// A candidate on the device that their link was opened on.
#[derive(Debug)]
pub struct Sitting {
    /// Who.
    pub candidate: Candidate,
    /// The platform.
    pub app: Data<App>,
}

impl FromRequest for Sitting {
    type Error = Problem;
    type Future = Ready<std::result::Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(sitting(request).map_err(Problem))
    }
}

/// The candidate of a request, for pages that answer with a page of their own when there is none.
pub(super) fn sitting(request: &HttpRequest) -> Result<Sitting> {
    let app = app(request)?;
    let cookie = plain_cookie(request, CANDIDATE_COOKIE)
        .ok_or(Error::NotSignedIn("Open the link in your invitation."))?;
    let candidate = app.candidate(cookie)?;
    Ok(Sitting { candidate, app })
}

/// The text of a cookie that holds nothing to be decoded, as a token does not; found without reading the others.
fn plain_cookie<'a>(request: &'a HttpRequest, name: &str) -> Option<&'a str> {
    let headers = request.headers().get_all(COOKIE);
    let texts = headers.filter_map(|header| header.to_str().ok());
    texts.flat_map(|text| text.split(';')).find_map(|pair| {
        let (found, value) = pair.trim_start().split_once('=')?;
        (found == name).then(|| value.trim_end())
    })
}

/// The platform that the server runs.
pub(super) fn app(request: &HttpRequest) -> Result<Data<App>> {
    request
        .app_data::<Data<App>>()
        .cloned()
        .ok_or(Error::Internal(
            "the platform is not attached to the server",
        ))
}

fn too_large() -> Error {
    Error::TooLarge("The form is larger than two megabytes. Send it in parts.".to_owned())
}

fn unreadable(fault: &str) -> Error {
    Error::Invalid(format!(
        "The form cannot be read ({fault}). Go back and fill it in again."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn a_cookie_is_found_among_others_by_its_whole_name() {
        let found = |text: &str| {
            let request = TestRequest::default()
                .insert_header((COOKIE, text))
                .to_http_request();
            plain_cookie(&request, CANDIDATE_COOKIE).map(str::to_owned)
        };
        assert_eq!(found("composure_sitting=a.b-c"), Some("a.b-c".to_owned()));
        assert_eq!(
            found("x=1; composure_sitting=a.b==; y=2"),
            Some("a.b==".to_owned())
        );
        assert_eq!(found("not_composure_sitting=a; composure_sittings=b"), None);
        assert_eq!(found(""), None);
    }
}
