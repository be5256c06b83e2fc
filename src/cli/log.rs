//! The log: one line an event, on standard error.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

/// What is written when `COMPOSURE_LOG` says nothing else: what matters, and of libraries only what is wrong.
const USUAL: &str = "warn,composure=info";

/// Starts the log. `COMPOSURE_LOG` chooses what is written, such as `debug` or `composure=debug`.
pub(super) fn start() {
    let filter = EnvFilter::builder()
        .with_env_var("COMPOSURE_LOG")
        .try_from_env()
        .unwrap_or_else(|_unset| EnvFilter::new(USUAL));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .init();
}
