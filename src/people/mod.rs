//! The people beside the measurement: who works for an agency, who applies, and who did what.
//!
//! Names and addresses can only be made by `parse`. Nothing here knows how it is stored.

pub mod name;

pub mod email;

pub mod role;

pub mod agency;

pub mod account;

pub mod password;

pub mod candidate;

pub mod audit;

pub use account::{Account, ApiClient, StaffSession};
pub use agency::Agency;
pub use audit::{Actor, AuditEntry, NewAuditEntry};
pub use candidate::Candidate;
pub use email::{EmailAddress, EmailFault};
pub use name::{NameFault, PersonName};
pub use role::{Role, RoleSet};
