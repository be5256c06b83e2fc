//! Forms of candidates: from our own page, by a candidate on the newest device, readable.

use actix_web::http::header::{HOST, HeaderName, ORIGIN};
use actix_web::web::{Bytes, Data, Query};
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;

use crate::app::actors::Candidate;
use crate::app::{App, Error, Result};
use crate::web::candidate::refusal::Refusal;
use crate::web::extract;

/// The largest form of a candidate: a typed answer of 4,000 characters, each at most four bytes in three signs.
const MOST_FORM_BYTES: usize = 64 * 1024;

/// A form that a candidate sent from our own page.
pub(in crate::web) struct Sent<T> {
    /// Who sent it.
    pub(super) candidate: Candidate,
    /// The platform.
    pub(super) app: Data<App>,
    /// What it says.
    pub(super) form: T,
}

impl<T: DeserializeOwned> FromRequest for Sent<T> {
    type Error = Refusal;
    type Future = LocalBoxFuture<'static, std::result::Result<Self, Refusal>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let body = Bytes::from_request(&request, payload);
        Box::pin(async move {
            demand_own_page(&request)?;
            let who = extract::sitting(&request)?;
            let body = body.await.map_err(|_broken| unreadable("it broke off"))?;
            if body.len() > MOST_FORM_BYTES {
                return Err(too_large().into());
            }
            let text = std::str::from_utf8(&body).map_err(|_not_text| unreadable("not text"))?;
            let form =
                Query::<T>::from_query(text).map_err(|fault| unreadable(&fault.to_string()))?;
            Ok(Self {
                candidate: who.candidate,
                app: who.app,
                form: form.into_inner(),
            })
        })
    }
}

/// Refuses a form of another site. Our cookie does not travel with one either (`SameSite=Lax`); this is the second lock.
fn demand_own_page(request: &HttpRequest) -> Result<()> {
    let header = |name: HeaderName| {
        let value = request.headers().get(name)?;
        value.to_str().ok()
    };
    let site = header(HeaderName::from_static("sec-fetch-site"));
    let is_ours = match (site, header(ORIGIN)) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        // `no-referrer`, which our pages ask for, makes the origin of their own forms `null` too.
        (None, None | Some("null")) => true,
        (None, Some(origin)) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == header(HOST)
        }
    };
    if is_ours {
        Ok(())
    } else {
        Err(Error::StaleForm)
    }
}

fn too_large() -> Error {
    Error::TooLarge("The form is larger than 64 KiB. Shorten your answer.".to_owned())
}

fn unreadable(fault: &str) -> Error {
    Error::Invalid(format!(
        "The form cannot be read ({fault}). Go back and send it again."
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use actix_web::test::TestRequest;

    #[test]
    fn a_form_of_another_site_is_refused_and_one_of_ours_is_taken() {
        let cases: [(&[(&str, &str)], bool); 8] = [
            (&[], true),
            (
                &[("sec-fetch-site", "same-origin"), ("origin", "null")],
                true,
            ),
            (&[("sec-fetch-site", "none")], true),
            (&[("sec-fetch-site", "cross-site")], false),
            (&[("sec-fetch-site", "same-site")], false),
            (&[("origin", "null")], true),
            (
                &[
                    ("origin", "http://127.0.0.1:8080"),
                    ("host", "127.0.0.1:8080"),
                ],
                true,
            ),
            (
                &[
                    ("origin", "http://evil.example"),
                    ("host", "127.0.0.1:8080"),
                ],
                false,
            ),
        ];
        for (headers, is_taken) in cases {
            let mut request = TestRequest::post();
            for header in headers {
                request = request.insert_header(*header);
            }
            let request = request.to_http_request();
            assert_eq!(demand_own_page(&request).is_ok(), is_taken, "{headers:?}");
        }
    }
}
