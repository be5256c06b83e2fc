//! A program trades its name and secret for a token that is good for a quarter of an hour (RFC 6749, section 4.4).

use actix_web::web::{Bytes, Data, Query};
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::json::{media_type, wrong_type};
use crate::app::{App, Error, Result};
use crate::web::error::Problem;

const FORM: &str = "application/x-www-form-urlencoded";
const JSON: &str = "application/json";

/// Who asks for a token, and for what.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct TokenRequest {
    /// `client_credentials`.
    grant_type: String,
    /// The program's name, a UUID.
    client_id: String,
    /// The program's secret.
    client_secret: String,
    /// Words between spaces; everything the program may do where there are none.
    #[serde(default)]
    scope: Option<String>,
}

/// A token.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TokenAnswer {
    /// To be sent as `Authorization: Bearer …`.
    access_token: String,
    /// Always `Bearer`.
    token_type: &'static str,
    /// For how many seconds it is good.
    expires_in: i64,
    /// What it allows: `invitations:write`, `results:read`.
    scope: String,
}

/// Gives a program a token.
#[utoipa::path(
    post, path = "/api/v1/token", tag = "programs",
    request_body(content(
        (TokenRequest = "application/json"),
        (TokenRequest = "application/x-www-form-urlencoded"),
    )),
    responses(
        (status = 200, description = "A token", body = TokenAnswer),
        (status = "default", description = "A refusal", body = super::openapi::ProblemDocument,
            content_type = "application/problem+json"),
    )
)]
pub(crate) async fn issue(
    app: Data<App>,
    request: HttpRequest,
    body: Bytes,
) -> std::result::Result<HttpResponse, Problem> {
    let asked = read(&media_type(&request), &body)?;
    if asked.grant_type != "client_credentials" {
        return Err(
            Error::Invalid("`grant_type` has to be `client_credentials`.".to_owned()).into(),
        );
    }
    let (id, secret) = (&asked.client_id, &asked.client_secret);
    let issued = app.issue_token(id, secret, asked.scope.as_deref()).await?;
    Ok(HttpResponse::Ok().json(TokenAnswer {
        access_token: issued.token,
        token_type: "Bearer",
        expires_in: issued.expires_in_seconds,
        scope: issued.scope,
    }))
}

/// Reads the request in either of its two forms. The words of the reader are not passed on: they could hold the secret.
fn read(media_type: &str, body: &[u8]) -> Result<TokenRequest> {
    let unreadable = || {
        Error::Malformed(
            "The body cannot be read: it needs `grant_type`, `client_id` and `client_secret`."
                .to_owned(),
        )
    };
    match media_type {
        JSON => serde_json::from_slice(body).map_err(|_fault| unreadable()),
        FORM => std::str::from_utf8(body)
            .ok()
            .and_then(|text| Query::from_query(text).ok())
            .map(Query::into_inner)
            .ok_or_else(unreadable),
        other => Err(wrong_type(other, "application/json or a form")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_read_from_a_form_and_from_json() {
        let form = b"grant_type=client_credentials&client_id=a&client_secret=b%20c&scope=x+y";
        let json = br#"{"grant_type":"client_credentials","client_id":"a","client_secret":"b c"}"#;
        let form = read(FORM, form).unwrap();
        assert_eq!(form.client_secret, "b c");
        assert_eq!(form.scope.as_deref(), Some("x y"));
        assert_eq!(read(JSON, json).unwrap().scope, None);
    }

    #[test]
    fn a_refused_request_does_not_repeat_the_secret() {
        let error = read(JSON, br#"{"client_secret":"hush hush","#).unwrap_err();
        assert!(!error.to_string().contains("hush"), "{error}");
        assert!(matches!(read("text/plain", b""), Err(Error::WrongType(_))));
    }
}
