//! Every route in one table, in the order in which somebody would meet them.

use actix_web::http::Method;
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, ResponseError};

use super::api::{openapi, token};
use super::error::{PageError, Problem};
use super::api::sitting;
use super::candidate::handlers as candidate;
use super::{assets, health};
use crate::app::Error;

/// A method and a pattern that something answers at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Route {
    /// Such as `GET`.
    pub method: &'static str,
    /// With names in braces: `/desk/campaigns/{id}`.
    pub pattern: &'static str,
}

macro_rules! routes {
    ($($method:ident $pattern:literal => $handler:path,)+) => {
        /// The whole table, for tests that go through all of it.
        pub const TABLE: &[Route] = &[
            $(Route { method: stringify!($method), pattern: $pattern },)+
        ];

        /// Attaches every route.
        pub(super) fn configure(config: &mut ServiceConfig) {
            config
                $(.route($pattern, web::method(Method::$method).to($handler)))+
                .default_service(web::to(nothing_here));
        }
    };
}

// A new line here needs one in `tests/it/permissions.txt` that says who may.
routes! {
    GET "/assets/{version}/{file:.*}" => assets::serve,
    GET "/api/openapi.json" => openapi::describe,
    POST "/api/v1/token" => token::issue,
    GET "/healthz" => health::is_alive,
    GET "/readyz" => health::is_ready,
    GET "/metrics" => health::metrics,
}

/// What answers where nothing is: a problem to a program, a page to a reader.
async fn nothing_here(request: HttpRequest) -> HttpResponse {
    if request.path().starts_with("/api/") {
        Problem(Error::NotFound("address")).error_response()
    } else {
        PageError(Error::NotFound("page")).error_response()
    }
/// Attaches every route.
pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .route("/assets/{version}/{file:.*}", web::get().to(assets::serve))
        .route("/healthz", web::get().to(health::is_alive))
        .route("/readyz", web::get().to(health::is_ready))
        .route("/metrics", web::get().to(health::metrics))
        .configure(candidate)
        .configure(candidate_api);
}

/// What candidates open and send, in the order of their way.
fn candidate(config: &mut ServiceConfig) {
    config
        .route("/i/{token}", web::get().to(candidate::open_link))
        .route("/sitting", web::get().to(candidate::sitting))
        .route("/sitting/consent", web::post().to(candidate::consent))
        .route("/sitting/device", web::post().to(candidate::device))
        .route("/sitting/practice", web::post().to(candidate::practice))
        .route(
            "/sitting/painted/{section}.gif",
            web::get().to(candidate::painted),
        )
        .route("/sitting/answers", web::post().to(candidate::answers))
        .route("/sitting/typed", web::post().to(candidate::typed))
        .route("/sitting/finish", web::post().to(candidate::finish))
        .route("/sitting/submit", web::post().to(candidate::submit))
        .route("/sitting/media/{sha256}", web::get().to(candidate::media));
}

/// What candidates' scripts ask and send.
fn candidate_api(config: &mut ServiceConfig) {
    config
        .route("/api/v1/sitting", web::get().to(sitting::state))
        .route("/api/v1/sitting/events", web::post().to(sitting::events));
}
