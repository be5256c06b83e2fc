//! The program `composure`.

use std::process::ExitCode;

fn main() -> ExitCode {
    composure::cli::main()
}
