//! The running server: routes, protection, and an orderly end.

use std::net::TcpListener;

use actix_web::dev::Server;
use actix_web::middleware::{Compress, NormalizePath, from_fn};
use actix_web::{App as Actix, HttpServer, web};

use super::{protect, routes};
use crate::app::App;

/// Starts the server on a socket that is bound already.
///
/// The future ends when the server does; on SIGTERM it first answers what it has begun to answer.
pub fn start(app: web::Data<App>, socket: TcpListener, workers: usize) -> std::io::Result<Server> {
    let server = HttpServer::new(move || {
        Actix::new()
            .app_data(app.clone())
            .app_data(web::PayloadConfig::new(MOST_BODY_BYTES))
            .wrap(from_fn(protect::headers))
            .wrap(Compress::default())
            .wrap(NormalizePath::trim())
            .wrap(from_fn(protect::record))
            .configure(routes::configure)
    })
    .workers(workers)
    .shutdown_timeout(10)
    .listen(socket)?;
    Ok(server.run())
}

/// The most bytes of any body that is read whole; an upload's part is bounded by its own handler.
const MOST_BODY_BYTES: usize = 4 * 1024 * 1024;
