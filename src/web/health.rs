//! Whether the server lives, whether it can do its work, and how much it has done.

use std::sync::OnceLock;

use actix_web::http::header::CONTENT_TYPE;
use actix_web::{HttpResponse, web};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::app::App;

static METRICS: OnceLock<PrometheusHandle> = OnceLock::new();

/// Begins to collect metrics; once in a process.
pub fn collect_metrics() {
    let buckets = [
        1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0, 5000.0,
    ];
    let built = PrometheusBuilder::new()
        .set_buckets(&buckets)
        .and_then(PrometheusBuilder::install_recorder);
    match built {
        Ok(handle) => drop(METRICS.set(handle)),
        Err(fault) => tracing::warn!("metrics are not collected: {fault}"),
    }
}

/// Answers as long as the process lives.
pub(super) async fn is_alive() -> &'static str {
    "alive"
}

/// Answers 200 when database and media store can be used, else 503.
pub(super) async fn is_ready(app: web::Data<App>) -> HttpResponse {
    match app.is_ready().await {
        Ok(()) => HttpResponse::Ok().body("ready"),
        Err(error) => {
            super::error::log(&error);
            HttpResponse::ServiceUnavailable().body("not ready: storage cannot be used")
        }
    }
}

/// The metrics in Prometheus' text form.
pub(super) async fn metrics(app: web::Data<App>) -> HttpResponse {
    metrics::gauge!("composure_live_sittings").set(app.live_sittings() as f64);
    let text = METRICS
        .get()
        .map(PrometheusHandle::render)
        .unwrap_or_default();
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/plain; version=0.0.4"))
        .body(text)
}
