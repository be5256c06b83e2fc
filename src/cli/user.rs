//! `composure user`.

use std::io::BufRead as _;
use std::process::ExitCode;

use anyhow::{Context as _, anyhow};
use clap::{Args, Subcommand};

use super::stores::Stores;
use crate::app::administration::NewPerson;
use crate::clock::Clock;
use crate::people::{EmailAddress, PersonName, Role, RoleSet};

/// Looks after who can sign in.
#[derive(Debug, Args)]
pub(super) struct User {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add somebody; the password is the first line of standard input.
    Add(Add),
}

#[derive(Debug, Args)]
struct Add {
    #[command(flatten)]
    stores: Stores,
    /// The agency's name; one that is not there yet is founded.
    #[arg(long)]
    agency: String,
    /// The time zone of an agency that is founded, by its IANA name.
    #[arg(long, value_name = "ZONE", default_value = "America/New_York")]
    time_zone: String,
    /// The person's name.
    #[arg(long)]
    name: String,
    /// The address that signs in.
    #[arg(long)]
    email: String,
    /// What the person may do: reviewer, psychologist, administrator, auditor; may be given several times.
    #[arg(long = "role", required = true, value_parser = role)]
    roles: Vec<Role>,
}

fn role(text: &str) -> Result<Role, String> {
    Role::parse(text).ok_or_else(|| format!("{text:?} is no role"))
}

impl User {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let What::Add(add) = self.what;
        let person = NewPerson {
            name: PersonName::parse(&add.name).map_err(|fault| anyhow!("--name: {fault}"))?,
            email: EmailAddress::parse(&add.email).map_err(|fault| anyhow!("--email: {fault}"))?,
            roles: RoleSet::of(&add.roles),
        };
        let mut password = String::new();
        std::io::stdin()
            .lock()
            .read_line(&mut password)
            .context("the password cannot be read")?;
        let address = add.stores.public_address_at(&add.stores.listen);
        let app = add.stores.open(Clock::System, address).await?;
        let agency = app.agency_named(&add.agency, &add.time_zone).await?;
        let password = password.trim_end_matches(['\r', '\n']);
        app.add_person_by_command(agency, person, password).await?;
        app.close().await;
        println!("{} can sign in.", add.email);
        Ok(ExitCode::SUCCESS)
    }
}
