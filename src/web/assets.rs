//! Scripts, styles and fonts, embedded in the program and cached for ever under the version of their content.

use std::sync::LazyLock;

use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use actix_web::{HttpResponse, web};
use rust_embed::RustEmbed;
use sha2::{Digest as _, Sha256};

use crate::digest::Digest;

#[derive(RustEmbed)]
#[folder = "src/browser/dist"]
struct Built;

/// The folder of scripts and styles, without a slash at its end: `/assets/4f1c2a9b`.
///
/// Its name changes with any byte of any file, so that a browser never mixes two versions.
pub fn folder() -> &'static str {
    static FOLDER: LazyLock<String> = LazyLock::new(|| {
        let mut hash = Sha256::new();
        for name in Built::iter() {
            if let Some(file) = Built::get(&name) {
                hash.update(name.as_bytes());
                hash.update(file.metadata.sha256_hash());
            }
        }
        let digest = Digest(hash.finalize().into()).to_string();
        let version = digest.get(..12).unwrap_or_default();
        format!("/assets/{version}")
    });
    &FOLDER
}

/// Answers `/assets/{version}/{file}`; an old version gives the present file, uncached.
pub(super) async fn serve(path: web::Path<(String, String)>) -> HttpResponse {
    let (version, file) = path.into_inner();
    let Some(found) = Built::get(&file) else {
        return HttpResponse::NotFound().body("There is no such file.");
    };
    let is_present = folder().ends_with(&version);
    let caching = if is_present {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, content_type(&file)))
        .insert_header((CACHE_CONTROL, caching))
        .body(found.data.into_owned())
}

fn content_type(file: &str) -> &'static str {
    match file.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheet_and_every_page_s_script_are_embedded() {
        for name in [
            "composure.css",
            "desk.js",
            "check.js",
            "scene.js",
            "questionnaire.js",
            "stop-signal.js",
            "go-no-go.js",
            "flanker.js",
            "review.js",
        ] {
            assert!(Built::get(name).is_some(), "{name}");
        }
        assert!(folder().starts_with("/assets/"));
    }
}
