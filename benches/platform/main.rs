//! What the platform can carry, printed as ratios measured in one run on one machine.
//!
//! `make bench` starts the release server on a new SQLite database and measures (a) durable answers a second at 256
//! connections beside a bare actix-web "hello" and beside one transaction for each answer, (b) the first page of a
//! ranked list of 100,000, (c) the server's memory with 1,000 open sittings, (d) the demo of 400 applicants. Nothing
//! here passes or fails: a machine that is busy prints other figures, not a red test.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod answers;
mod disk;
mod http;
mod memory;
mod peers;
mod platform;
mod ranking;

use anyhow::Result;

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.get(1).map(String::as_str) {
        // The server that the platform is compared with runs in a process of its own, as it does.
        Some("hello") => peers::serve_hello().await,
        // The answers alone, on a server with whatever options follow.
        Some("answers") => {
            let options: Vec<&str> = arguments.iter().skip(2).map(String::as_str).collect();
            let running = platform::Running::start(&options).await?;
            answers::measure(&running).await.map(drop)
        }
        _ => measure().await,
    }
}

async fn measure() -> Result<()> {
    let demo = platform::Demo::load(400)?;
    println!(
        "(d) demo of 400 applicants loaded in {:.1} s (aim: at most 20 s)",
        demo.seconds
    );
    drop(demo);

    let running = platform::Running::start(&[]).await?;
    let sync = || disk::median_sync_ms(running.folder());
    println!("(-) fdatasync of 4 KiB: median {:.3} ms", sync()?);
    let grouped = answers::measure(&running).await?;
    println!("(-) fdatasync of 4 KiB: median {:.3} ms", sync()?);
    drop(running);

    let alone = platform::Running::start(&["--most-events-in-a-commit", "1"]).await?;
    answers::compare_alone(&alone, &grouped).await?;
    drop(alone);

    let running = platform::Running::start(&[]).await?;
    memory::measure(&running).await?;
    drop(running);
    ranking::measure().await
}
