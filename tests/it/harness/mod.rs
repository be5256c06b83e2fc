//! A platform to try things on, and the people who use it.
//!
//! [`on_both`] runs a test on a new platform of each database. Most tests use a server inside this process, whose clock
//! they can move; those about crashes start the program itself.

pub(crate) mod browser;
pub(crate) mod candidate;
pub(crate) mod description;
pub(crate) mod platform;
#[path = "../../../src/storage/testing/postgres.rs"]
pub(crate) mod postgres;
pub(crate) mod program;
pub(crate) mod staff;
pub(crate) mod stores;
pub(crate) mod world;

pub(crate) use browser::{Answer, Browser};
pub(crate) use candidate::Candidate;
pub(crate) use platform::Platform;
pub(crate) use program::Program;
pub(crate) use stores::Stores;

/// Runs a test on a new platform with SQLite, then on one with PostgreSQL.
pub(crate) async fn on_both<Test, Run>(test: Test)
where
    Test: Fn(Platform) -> Run,
    Run: Future<Output = ()>,
{
    for stores in Stores::both().await {
        eprintln!("on {}", stores.name);
        test(Platform::start(stores).await).await;
    }
}
