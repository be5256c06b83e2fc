//! The release server as a child process, with candidates who have begun.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::http::{self, Connection};

pub(crate) const ADDRESS: &str = "127.0.0.1:18080";

fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_composure"))
}

/// A loaded demo in a folder of its own.
pub(crate) struct Demo {
    pub(crate) seconds: f64,
    sign_ins: Value,
    folder: tempfile::TempDir,
}

impl Demo {
    /// Loads a demo with that many applicants.
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures time")]
    pub(crate) fn load(applicants: usize) -> Result<Self> {
        let folder = tempfile::tempdir_in("target")?;
        let start = Instant::now();
        let done = Command::new(program())
            .args([
                "demo",
                "--applicants",
                &applicants.to_string(),
                "--seed",
                "1",
            ])
            .args(["--listen", ADDRESS, "--data"])
            .arg(folder.path())
            .stderr(Stdio::inherit())
            .output()?;
        let seconds = start.elapsed().as_secs_f64();
        if !done.status.success() {
            bail!("the demo could not be loaded");
        }
        let printed = String::from_utf8(done.stdout)?;
        let sign_ins = serde_json::from_str(printed.lines().last().context("nothing printed")?)?;
        Ok(Self {
            seconds,
            sign_ins,
            folder,
        })
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The campaign with the short form.
    pub(crate) fn campaign(&self) -> Result<&str> {
        let campaigns = self.sign_ins["campaigns"]
            .as_array()
            .context("no campaigns")?;
        let last = campaigns.last().context("no campaign")?;
        last["id"].as_str().context("no id")
    }
}

fn cookie_of(answer: &http::Answer) -> Option<String> {
    let cookie = answer.head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("set-cookie")
            .then(|| value.trim())
    })?;
    cookie.split(';').next().map(str::to_owned)
}

/// A server that runs until it is dropped.
pub(crate) struct Running {
    child: Child,
    demo: Demo,
    token: String,
}

impl Drop for Running {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Running {
    /// Starts a server on a demo without applicants, with further options.
    pub(crate) async fn start(options: &[&str]) -> Result<Self> {
        Self::start_on(Demo::load(0)?, options).await
    }

    /// Starts a server on a demo that is loaded.
    pub(crate) async fn start_on(demo: Demo, options: &[&str]) -> Result<Self> {
        let child = Command::new(program())
            .args(["serve", "--listen", ADDRESS, "--data"])
            .arg(demo.folder.path())
            .args(options)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut running = Self {
            child,
            demo,
            token: String::new(),
        };
        running.wait_until_ready().await?;
        running.token = running.fetch_token().await?;
        Ok(running)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.demo.folder()
    }

    /// The memory the server has in use, in megabytes.
    pub(crate) fn memory_mb(&self) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status
            .lines()
            .find(|line| line.starts_with("VmRSS:"))
            .context("no VmRSS")?;
        let kilobytes: f64 = line
            .split_whitespace()
            .nth(1)
            .context("no figure")?
            .parse()?;
        Ok(kilobytes / 1024.0)
    }

    async fn wait_until_ready(&self) -> Result<()> {
        for _ in 0..200 {
            if let Ok(mut connection) = Connection::open(ADDRESS).await
                && connection
                    .send(&http::get("/readyz", ""))
                    .await
                    .is_ok_and(|a| a.status == 200)
            {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("the server did not become ready")
    }

    async fn fetch_token(&self) -> Result<String> {
        let client = &self.demo.sign_ins["api_client"];
        let body = json!({
            "grant_type": "client_credentials",
            "client_id": client["client_id"],
            "client_secret": client["client_secret"],
        });
        let answer = self.post("/api/v1/token", &body).await?;
        Ok(answer["access_token"]
            .as_str()
            .context("no token")?
            .to_owned())
    }

    /// Posts JSON as the demo's program.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Result<Value> {
        let mut connection = Connection::open(ADDRESS).await?;
        let body = body.to_string();
        let request = format!(
            "POST {path} HTTP/1.1\r\nhost: bench\r\nauthorization: Bearer {}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.token,
            body.len()
        );
        let answer = connection.send(request.as_bytes()).await?;
        if answer.status >= 300 {
            bail!(
                "{path}: {} {}",
                answer.status,
                String::from_utf8_lossy(&answer.body)
            );
        }
        Ok(serde_json::from_slice(&answer.body)?)
    }

    /// Opens a personal link; gives the candidate's cookie.
    pub(crate) async fn open_link(
        &self,
        connection: &mut Connection,
        path: &str,
    ) -> Result<String> {
        let answer = connection.send(&http::get(path, "")).await?;
        cookie_of(&answer).context("the link gave no cookie")
    }

    /// The campaign with the short form.
    pub(crate) fn campaign(&self) -> Result<&str> {
        self.demo.campaign()
    }

    /// Signs the demo's reviewer in; gives the session's cookie.
    pub(crate) async fn sign_in(&self, connection: &mut Connection) -> Result<String> {
        let all = self.demo.sign_ins["sign_ins"]
            .as_array()
            .context("no sign-ins")?;
        let one = all
            .iter()
            .find(|one| one["role"] == "reviewer")
            .context("no reviewer")?;
        let word = |name: &str| one[name].as_str().context("a sign-in is not whole");
        let asked = connection.send(&http::get("/sign-in", "")).await?;
        let cookie = cookie_of(&asked).context("the sign-in page gave no cookie")?;
        let page = String::from_utf8_lossy(&asked.body);
        let after = page
            .split_once("name=\"csrf\" value=\"")
            .context("the form has no token")?
            .1;
        let csrf = after.split('"').next().unwrap_or_default();
        let form = format!(
            "csrf={csrf}&email={}&password={}",
            word("email")?,
            word("password")?
        );
        let request = format!(
            "POST /sign-in HTTP/1.1\r\nhost: bench\r\ncookie: {cookie}\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
            form.len()
        );
        cookie_of(&connection.send(request.as_bytes()).await?).context("the sign-in gave no cookie")
    }
}
