//! What every desk handler does first: read the names in its address and the question after it.

use actix_web::HttpRequest;
use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, web};
use serde::de::DeserializeOwned;

use super::error::PageError;
use crate::app::Error;

/// A name in an address that was read; one that cannot be read is of no record.
pub fn known<T>(read: Option<T>, kind: &'static str) -> Result<T, PageError> {
    read.ok_or(PageError(Error::NotFound(kind)))
}

/// What stands after the question mark of an address.
pub fn asked<T: DeserializeOwned>(request: &HttpRequest) -> Result<T, PageError> {
    web::Query::<T>::from_query(request.query_string())
        .map(web::Query::into_inner)
        .map_err(|fault| {
            PageError(Error::Invalid(format!(
                "The address cannot be read ({fault}). Go back and choose again."
            )))
        })
}

/// Sends the reader on after a posted form.
pub fn see_other(address: &str) -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((LOCATION, address))
        .finish()
}
