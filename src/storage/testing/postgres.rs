//! One PostgreSQL for each test process, made in a temporary folder and gone with the process.
//!
//! Uses the standard library only, so that `tests/it` can include this file too. PostgreSQL refuses to run as root; where
//! the tests are root, it runs as the user `postgres`. It listens on a socket in its folder and on no port.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// A running server.
#[derive(Debug)]
pub(crate) struct Server {
    folder: PathBuf,
    // The watcher stops the server when the pipe to it closes, which happens however this process ends.
    _watcher: Child,
}

impl Server {
    /// The address of one of its databases.
    pub(crate) fn address_of(&self, database: &str) -> String {
        let folder = self.folder.display();
        format!("postgres://postgres@localhost/{database}?host={folder}")
    }
}

/// The server of this process, started by the first who asks.
pub(crate) fn server() -> &'static Server {
    static SERVER: OnceLock<Server> = OnceLock::new();
    SERVER.get_or_init(start)
}

fn start() -> Server {
    let programs = programs();
    let folder = std::env::temp_dir().join(format!("composure-postgres-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    if is_root() {
        run(Command::new("chown").arg("postgres").arg(&folder));
    }
    let data = folder.join("data");
    let (initdb, control) = (programs.join("initdb"), programs.join("pg_ctl"));
    let initdb = format!(
        "{} -D {} -U postgres -A trust -E UTF8 --locale=C --no-sync",
        initdb.display(),
        data.display()
    );
    run(&mut as_postgres(&initdb));
    let watcher = watch(&control, &folder);
    // Nothing of a test needs to survive, so nothing waits for the disk.
    let options = format!(
        "-k {} -c listen_addresses= -c fsync=off -c max_connections=300",
        folder.display()
    );
    let start = format!(
        "{} -D {} -w -t 60 -l {}/log -o '{options}' start",
        control.display(),
        data.display(),
        folder.display()
    );
    run(&mut as_postgres(&start));
    Server {
        folder,
        _watcher: watcher,
    }
}

/// A shell that waits until its input ends, then stops the server and removes the folder.
fn watch(control: &Path, folder: &Path) -> Child {
    use std::os::unix::process::CommandExt as _;

    let (control, shown) = (control.display(), folder.display());
    let mut shell = as_postgres(&format!(
        "trap '' INT TERM HUP; read _; {control} -D {shown}/data -m immediate stop; rm -rf {shown}/*; rmdir {shown}"
    ));
    // Its own group, so that an interrupt at the keyboard does not end it before its work.
    shell.process_group(0).stdin(Stdio::piped());
    shell
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

fn as_postgres(line: &str) -> Command {
    let mut command = if is_root() {
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups"]);
        command.args(["sh", "-c", line]);
        command
    } else {
        let mut command = Command::new("sh");
        command.args(["-c", line]);
        command
    };
    command.current_dir("/");
    command
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output().unwrap();
    output.stdout.trim_ascii() == b"0"
}

fn run(command: &mut Command) {
    // Not into a pipe: the server inherits it, and the pipe would never end.
    let status = command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success(), "{command:?} failed: {status}");
}

/// The folder of `initdb` and `pg_ctl`: what `pg_config` says, else Debian's newest, else the path.
fn programs() -> PathBuf {
    let told = Command::new("pg_config").arg("--bindir").output().ok();
    let told = told.map(|output| PathBuf::from(String::from_utf8_lossy(&output.stdout).trim()));
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().join("bin"))
        .collect();
    found.sort();
    found.extend(told);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let on_path = std::env::split_paths(&path);
    let mut folders = found.into_iter().rev().chain(on_path);
    folders
        .find(|folder| folder.join("initdb").is_file() && folder.join("pg_ctl").is_file())
        .expect("the tests need PostgreSQL: apt-get install postgresql")
}
