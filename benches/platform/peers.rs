//! The bare server that the platform is compared with.

use actix_web::{App, HttpResponse, HttpServer, web};
use anyhow::Result;

/// Where it listens.
pub(crate) const HELLO: &str = "127.0.0.1:18081";

/// Answers "hello" to whatever is posted, as quickly as actix-web can.
pub(crate) async fn serve_hello() -> Result<()> {
    HttpServer::new(|| {
        App::new().route(
            "/hello",
            web::post().to(|_: web::Bytes| async { HttpResponse::Ok().body("hello") }),
        )
    })
    .workers(2)
    .bind(HELLO)?
    .run()
    .await?;
    Ok(())
}
