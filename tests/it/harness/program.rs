//! The program itself, as a process that can be ended and killed.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};

use super::Stores;

/// A running `composure serve`.
pub(crate) struct Program {
    child: Child,
    /// Kept, so that the program can go on writing to it.
    _output: BufReader<ChildStdout>,
    pub(crate) address: String,
}

impl Program {
    /// Starts the program on those stores and waits until it says where it listens.
    pub(crate) fn serve(stores: &Stores) -> Self {
        let folder = stores.folder.path();
        let assessments = folder.join("assessments");
        std::fs::create_dir_all(&assessments).unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_composure"));
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(folder)
            .args(["--database", &stores.database, "--media", &stores.media()])
            .arg("--assessments")
            .arg(assessments)
            .env("COMPOSURE_LOG", "error")
            .stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        let address = line
            .split_whitespace()
            .find(|word| word.starts_with("http://"))
            .unwrap_or_else(|| panic!("no address in {line:?}"));
        Self {
            address: address.trim_end_matches('/').to_owned(),
            _output: output,
            child,
        }
    }

    /// Ends it at once, without a word to it.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to end and waits until it has.
    pub(crate) fn end(mut self) -> ExitStatus {
        let told = Command::new("kill")
            .args(["-TERM", &self.child.id().to_string()])
            .status();
        assert!(told.unwrap().success());
        self.child.wait().unwrap()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // A failed test must leave nothing running; where it has ended, this says so and no more.
        let _ended = self.child.kill();
        let _ended = self.child.wait();
    }
}
