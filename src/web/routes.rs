//! Every route in one table, in the order in which somebody would meet them.

use actix_web::http::Method;
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpRequest, HttpResponse, ResponseError};

use super::admin::handlers as admin;
use super::api::{applications, campaigns, openapi, sitting, token, uploads};
use super::auditor::handlers as auditor;
use super::candidate::handlers as candidate;
use super::error::{PageError, Problem};
use super::front::handlers as front;
use super::psychologist::handlers as psychologist;
use super::reviewer::handlers as reviewer;
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
    // Tried one after the other, so the one that takes every answer comes first.
    POST "/api/v1/sitting/events" => sitting::events,

    GET "/" => front::open,
    GET "/sign-in" => front::ask_to_sign_in,
    POST "/sign-in" => front::sign_in,
    POST "/sign-out" => front::sign_out,
    GET "/desk" => front::desk,

    GET "/assets/{version}/{file:.*}" => assets::serve,

    GET "/i/{token}" => candidate::open_link,
    GET "/sitting" => candidate::sitting,
    POST "/sitting/consent" => candidate::consent,
    POST "/sitting/device" => candidate::device,
    POST "/sitting/practice" => candidate::practice,
    GET "/sitting/painted/{section}.gif" => candidate::painted,
    POST "/sitting/answers" => candidate::answers,
    POST "/sitting/typed" => candidate::typed,
    POST "/sitting/finish" => candidate::finish,
    POST "/sitting/submit" => candidate::submit,
    GET "/sitting/media/{sha256}" => candidate::media,
    GET "/api/v1/sitting" => sitting::state,
    OPTIONS "/api/v1/uploads" => uploads::describe,
    POST "/api/v1/uploads" => uploads::create,
    HEAD "/api/v1/uploads/{recording}.{segment}" => uploads::stand,
    PATCH "/api/v1/uploads/{recording}.{segment}" => uploads::append,

    GET "/desk/campaigns" => reviewer::campaigns,
    GET "/desk/campaigns/{campaign}" => reviewer::ranking,
    GET "/desk/campaigns/{campaign}/export.csv" => reviewer::export,
    GET "/desk/campaigns/{campaign}/codebook.csv" => reviewer::codebook,
    GET "/desk/applications/{application}" => reviewer::applicant,
    GET "/desk/applications/{application}/scales/{scale}" => reviewer::scale,
    POST "/desk/applications/{application}/shortlist" => reviewer::shortlist,
    POST "/desk/applications/{application}/decision" => reviewer::decide,
    GET "/desk/recordings/{recording}" => reviewer::recording,

    GET "/desk/norms" => psychologist::norms,
    GET "/desk/norms/{fingerprint}/{group}" => psychologist::norm_group,
    GET "/desk/campaigns/{campaign}/distribution/{scale}" => psychologist::distribution,

    GET "/desk/people" => admin::people,
    POST "/desk/people" => admin::add_person,
    GET "/desk/admin/campaigns" => admin::campaigns,
    POST "/desk/admin/campaigns" => admin::create,
    POST "/desk/admin/campaigns/{campaign}/seal" => admin::seal,
    POST "/desk/admin/campaigns/{campaign}/close" => admin::close,
    GET "/desk/admin/campaigns/{campaign}/invitations" => admin::invitations,
    POST "/desk/admin/campaigns/{campaign}/invitations" => admin::invite,
    POST "/desk/admin/invitations/{invitation}/revoke" => admin::revoke,

    GET "/desk/audit" => auditor::list,

    GET "/api/openapi.json" => openapi::describe,
    POST "/api/v1/token" => token::issue,
    GET "/api/v1/campaigns" => campaigns::list,
    POST "/api/v1/campaigns/{campaign}/invitations" => campaigns::invite,
    GET "/api/v1/campaigns/{campaign}/ranking" => campaigns::ranking,
    GET "/api/v1/applications/{application}/report" => applications::report,
    GET "/api/v1/applications/{application}/events" => applications::events,

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
}
