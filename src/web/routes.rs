//! Every route in one table.

use actix_web::web::{self, ServiceConfig};

use super::{assets, health};

/// Attaches every route.
pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .route("/assets/{version}/{file:.*}", web::get().to(assets::serve))
        .route("/healthz", web::get().to(health::is_alive))
        .route("/readyz", web::get().to(health::is_ready))
        .route("/metrics", web::get().to(health::metrics));
}
