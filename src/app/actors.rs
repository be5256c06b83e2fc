//! Who acts. Each type can only be made here, from a checked sign-in, link or token, so that a function which takes
//! one cannot be called without the right.

use super::tokens::{ApiToken, CandidateToken};
use super::{Error, Result};
use crate::ids::{AccountId, AgencyId, DeviceId, SessionId, SittingId};
use crate::people::{Account, Actor, Agency, Role, RoleSet};

/// A candidate on the device that opened their link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate {
    sitting: SittingId,
    device: DeviceId,
    agency: AgencyId,
}

impl Candidate {
    /// The candidate whose cookie was read and found good.
    pub(super) fn of(token: CandidateToken) -> Self {
        Self {
            sitting: token.sitting,
            device: token.device,
            agency: token.agency,
        }
    }
    /// Their sitting.
    pub fn sitting(&self) -> SittingId {
        self.sitting
    }
    /// The browser they are on.
    pub fn device(&self) -> DeviceId {
        self.device
    }
    /// The agency that invited them.
    pub fn agency(&self) -> AgencyId {
        self.agency
    }
}

/// A signed-in member of staff, with whatever roles they have.
#[derive(Debug, Clone, PartialEq)]
pub struct Staff {
    agency: Agency,
    account: Account,
    session: SessionId,
    form_token: String,
}

impl Staff {
    /// The member whose session was found good.
    pub(super) fn of(
        agency: Agency,
        account: Account,
        session: SessionId,
        form_token: String,
    ) -> Self {
        Self {
            agency,
            account,
            session,
            form_token,
        }
    }
    /// Their agency.
    pub fn agency(&self) -> &Agency {
        &self.agency
    }
    /// Their account.
    pub fn account(&self) -> &Account {
        &self.account
    }
    /// Their roles.
    pub fn roles(&self) -> &RoleSet {
        &self.account.roles
    }
    /// Their session.
    pub fn session(&self) -> SessionId {
        self.session
    }
    /// What every form of theirs carries, so that no other site can send one.
    pub fn form_token(&self) -> &str {
        &self.form_token
    }

    fn with_role(&self, role: Role) -> Result<Scope> {
        if self.account.roles.contains(role) {
            Ok(Scope {
                agency: self.agency.clone(),
                actor: Actor::Account(self.account.id),
                account: Some(self.account.id),
            })
        } else {
            Err(Error::NotAllowed)
        }
    }
    /// As a reviewer, where they are one.
    pub fn reviewer(&self) -> Result<Reviewer> {
        self.with_role(Role::Reviewer).map(Reviewer)
    }
    /// As a psychologist, where they are one.
    pub fn psychologist(&self) -> Result<Psychologist> {
        self.with_role(Role::Psychologist).map(Psychologist)
    }
    /// As an administrator, where they are one.
    pub fn administrator(&self) -> Result<Administrator> {
        self.with_role(Role::Administrator).map(Administrator)
    }
    /// As an auditor, where they are one.
    pub fn auditor(&self) -> Result<Auditor> {
        self.with_role(Role::Auditor).map(Auditor)
    }
}

/// A program with an access token.
#[derive(Debug, Clone, PartialEq)]
pub struct ApiAccess {
    agency: Agency,
    token: ApiToken,
}

/// May invite candidates.
pub const SCOPE_INVITE: &str = "invitations:write";
/// May read rankings, reports and events.
pub const SCOPE_RESULTS: &str = "results:read";

impl ApiAccess {
    /// The program whose token was found good.
    pub(super) fn of(agency: Agency, token: ApiToken) -> Self {
        Self { agency, token }
    }
    fn with_scope(&self, scope: &str) -> Result<Scope> {
        if self.token.scope.split(' ').any(|word| word == scope) {
            Ok(Scope {
                agency: self.agency.clone(),
                actor: Actor::ApiClient(self.token.client),
                account: None,
            })
        } else {
            Err(Error::NotAllowed)
        }
    }
    /// As a reviewer who reads, where the token includes it.
    pub fn reviewer(&self) -> Result<Reviewer> {
        self.with_scope(SCOPE_RESULTS).map(Reviewer)
    }
    /// As an administrator who invites, where the token includes it.
    pub fn administrator(&self) -> Result<Administrator> {
        self.with_scope(SCOPE_INVITE).map(Administrator)
    }
}

/// In which agency and in whose name somebody acts.
#[derive(Debug, Clone, PartialEq)]
struct Scope {
    agency: Agency,
    actor: Actor,
    account: Option<AccountId>,
}

macro_rules! roles {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name(Scope);

        impl $name {
            /// The agency they act in.
            pub fn agency(&self) -> &Agency {
                &self.0.agency
            }
            /// In whose name, as the audit chain keeps it.
            pub fn actor(&self) -> Actor {
                self.0.actor
            }
            /// The person; programs have none, and some things need one.
            pub fn person(&self) -> Result<AccountId> {
                self.0.account.ok_or(Error::NotAllowed)
            }
        }
    )+};
}

roles! {
    /// Somebody who reads ranked lists and decides.
    Reviewer,
    /// Somebody who looks after norms and scales.
    Psychologist,
    /// Somebody who looks after people, campaigns and invitations.
    Administrator,
    /// Somebody who reads the audit chain.
    Auditor,
}

impl Reviewer {
    /// The platform itself, for commands of whoever runs it.
    pub(super) fn of_platform(agency: Agency) -> Self {
        Self(Scope {
            agency,
            actor: Actor::Platform,
            account: None,
        })
    }
}
