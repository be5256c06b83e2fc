//! What every answer carries so that a page can do no harm, and what every request leaves in log and metrics.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;

use crate::app::App;

/// Only our own scripts, styles, films and addresses; recordings and films come as blobs too.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
    img-src 'self' blob:; media-src 'self' blob:; connect-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

/// The first of these are on every answer, the rest only on pages, where alone they mean something.
const HEADERS: [(HeaderName, &str); 7] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    // With the one above, browsers give pages their finest clock: the reaction times were measured so.
    (
        HeaderName::from_static("cross-origin-embedder-policy"),
        "require-corp",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), microphone=(self), geolocation=(), display-capture=()",
    ),
];
const ON_EVERYTHING: usize = 2;

fn is_page(headers: &header::HeaderMap) -> bool {
    // An answer of no known type gets everything.
    let content_type = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    content_type.is_none_or(|content_type| !content_type.starts_with("application/json"))
}

/// Adds the headers, and keeps pages and data out of caches unless their handler says otherwise.
pub(super) async fn headers<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let mut response = next.call(request).await?;
    let is_page = is_page(response.headers());
    let headers = response.headers_mut();
    let all = if is_page {
        &HEADERS[..]
    } else {
        &HEADERS[..ON_EVERYTHING]
    };
    for (name, value) in all {
        headers.insert(name.clone(), HeaderValue::from_static(value));
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

/// One line for each request, by its route's pattern: an address may hold a token, a pattern never does.
pub(super) async fn record<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, actix_web::Error> {
    let app = request.app_data::<Data<App>>().cloned();
    let now = || app.as_ref().map_or(0, |app| app.now().0);
    let started = now();
    let method = request.method().clone();
    let response = next.call(request).await?;
    let duration_ms = now() - started;
    let status = response.status().as_u16();
    let route = response
        .request()
        .match_pattern()
        .unwrap_or_else(|| "unknown".to_owned());
    let class = match status {
        0..400 => "answered",
        400..500 => "refused",
        _ => "failed",
    };
    // The histogram counts too, so one look-up serves both.
    metrics::histogram!("composure_request_duration_ms", "route" => route.clone(), "outcome" => class)
        .record(duration_ms as f64);
    if status < 400 {
        tracing::debug!(%method, route, status, duration_ms, "answered");
    } else {
        tracing::info!(%method, route, status, duration_ms, "refused");
    }
    Ok(response)
}
