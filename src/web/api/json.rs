//! A JSON body, read whole and within a limit, or refused with a problem that says what to send.

use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{Bytes, BytesMut, Payload, Query};
use actix_web::{FromRequest, HttpRequest, dev};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::app::Error;
use crate::web::error::Problem;

/// A body in JSON of at most so many bytes.
#[derive(Debug)]
pub(crate) struct Json<T, const MOST_BYTES: usize>(pub(crate) T);

impl<T: DeserializeOwned, const MOST_BYTES: usize> FromRequest for Json<T, MOST_BYTES> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut dev::Payload) -> Self::Future {
        let request = request.clone();
        let payload = Payload::from_request(&request, payload).into_inner();
        Box::pin(async move {
            demand_json(&request)?;
            let payload = payload.map_err(|_none| broken_off())?;
            let body = read_bounded(payload, MOST_BYTES).await?;
            Ok(Self(read_json(&body)?))
        })
    }
}

/// Refuses another type: a form of another site can send text, but never JSON.
pub(super) fn demand_json(request: &HttpRequest) -> Result<(), Error> {
    let found = media_type(request);
    if found == "application/json" {
        Ok(())
    } else {
        Err(wrong_type(&found, "application/json"))
    }
}

/// What came is of another type than the one taken.
pub(super) fn wrong_type(found: &str, taken: &str) -> Error {
    let found = if found.is_empty() { "no type" } else { found };
    Error::WrongType(format!("The body came as {found}; send {taken}."))
}

/// The media type of a request's body, without parameters.
pub(super) fn media_type(request: &HttpRequest) -> String {
    let header = request.headers().get(CONTENT_TYPE);
    let text = header.and_then(|value| value.to_str().ok());
    let essence = text.unwrap_or_default().split(';').next();
    essence.unwrap_or_default().trim().to_ascii_lowercase()
}

/// Reads a body, but no more of it than is taken.
pub(super) async fn read_bounded(
    mut payload: Payload,
    most_bytes: usize,
) -> Result<Bytes, Problem> {
    let mut body = BytesMut::new();
    while let Some(piece) = payload.next().await {
        let piece = piece.map_err(|_broken| broken_off())?;
        if most_bytes < body.len() + piece.len() {
            return Err(Error::TooLarge(format!(
                "More than {} KiB came at once. Send it in parts.",
                most_bytes / 1024
            ))
            .into());
        }
        body.extend_from_slice(&piece);
    }
    Ok(body.freeze())
}

fn broken_off() -> Error {
    Error::Malformed("What was sent broke off. Send it again.".to_owned())
}

/// Reads JSON, or says where it cannot be read.
pub(super) fn read_json<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Error> {
    serde_json::from_slice(body).map_err(|fault| {
        Error::Malformed(format!(
            "The body cannot be read: {fault}. Send JSON of the form described at /api/openapi.json."
        ))
    })
}

/// Reads what stands behind the question mark of a request's address.
pub(super) fn query<T: DeserializeOwned>(request: &HttpRequest) -> Result<T, Error> {
    Query::from_query(request.query_string())
        .map(Query::into_inner)
        .map_err(|fault| Error::Malformed(format!("The address cannot be read: {fault}.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_that_cannot_be_read_is_told_where() {
        let fault = read_json::<Vec<u8>>(b"[1, 2").unwrap_err();
        assert!(fault.to_string().contains("line 1"), "{fault}");
    }
}
