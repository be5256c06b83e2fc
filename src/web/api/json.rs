//! A JSON body, read whole and within a limit, or refused with a problem that says what to send.

use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{Bytes, Query};
use actix_web::{FromRequest, HttpRequest, dev::Payload};
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;

use crate::app::{Error, Result};
use crate::web::error::Problem;

/// A body in JSON of at most so many bytes.
#[derive(Debug)]
pub(crate) struct Json<T, const MOST_BYTES: usize>(pub(crate) T);

impl<T: DeserializeOwned, const MOST_BYTES: usize> FromRequest for Json<T, MOST_BYTES> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, std::result::Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let media_type = media_type(request);
        let body = Bytes::from_request(request, payload);
        Box::pin(async move {
            if media_type != "application/json" {
                return Err(wrong_type(&media_type, "application/json").into());
            }
            let body = body.await.map_err(|_too_large| too_large(MOST_BYTES))?;
            Ok(Self(read(&body, MOST_BYTES)?))
        })
    }
}

/// Reads JSON of at most so many bytes.
fn read<T: DeserializeOwned>(body: &[u8], most_bytes: usize) -> Result<T> {
    if most_bytes < body.len() {
        return Err(too_large(most_bytes));
    }
    serde_json::from_slice(body).map_err(|fault| {
        Error::Malformed(format!(
            "The body cannot be read as JSON of the form described in /api/openapi.json: {fault}."
        ))
    })
}

/// Reads what stands behind the question mark of a request's address.
pub(super) fn query<T: DeserializeOwned>(request: &HttpRequest) -> Result<T> {
    Query::from_query(request.query_string())
        .map(Query::into_inner)
        .map_err(|fault| Error::Malformed(format!("The address cannot be read: {fault}.")))
}

/// The media type of a request's body, without parameters.
pub(super) fn media_type(request: &HttpRequest) -> String {
    let header = request.headers().get(CONTENT_TYPE);
    let text = header.and_then(|value| value.to_str().ok());
    let essence = text.unwrap_or_default().split(';').next();
    essence.unwrap_or_default().trim().to_ascii_lowercase()
}

/// What came is of another type than the one taken.
pub(super) fn wrong_type(found: &str, taken: &str) -> Error {
    let found = if found.is_empty() { "no type" } else { found };
    Error::WrongType(format!("The body came as {found}; send {taken}."))
}

fn too_large(most_bytes: usize) -> Error {
    Error::TooLarge(format!(
        "The body is larger than {} KiB. Send it in parts.",
        most_bytes / 1024
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_that_cannot_be_read_is_told_where() {
        let error = read::<Vec<u8>>(b"[1, 2", 100).unwrap_err();
        assert!(error.to_string().contains("line 1"), "{error}");
    }

    #[test]
    fn a_body_of_exactly_the_limit_is_read() {
        assert_eq!(read::<u8>(b"7   ", 4).unwrap(), 7);
        let error = read::<u8>(b"7    ", 4).unwrap_err();
        assert!(matches!(error, Error::TooLarge(_)));
    }
}
