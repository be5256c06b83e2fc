//! The program `composure`.

use std::process::ExitCode;

/// Two workers and a writer hand small pieces of memory to each other with every answer; this allocator makes that
/// cheaper than the system's, at a few megabytes more.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    composure::cli::main()
}
