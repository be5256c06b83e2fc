//! Says early, and what to do, when the browser's part has not been built: the program embeds it.

use std::path::Path;

fn main() {
    let built = "src/browser/dist/composure.css";
    println!("cargo::rerun-if-changed=src/browser/dist");
    println!("cargo::rerun-if-changed=migrations");
    if !Path::new(built).exists() {
        println!("cargo::error=The browser's part is missing ({built}): run `make assets` first.");
    }
}
