//! What a member of staff may do.

use std::collections::BTreeSet;

use crate::codes::codes;

codes! {
    /// One thing that somebody is there for. Nobody gets another's sight by rank.
    Role {
        /// Ranks, reads reports, decides.
        Reviewer = "reviewer",
        /// Reads statistics and norms.
        Psychologist = "psychologist",
        /// Keeps people, campaigns and invitations; reads no answers or scores by virtue of that.
        Administrator = "administrator",
        /// Reads the audit trail and changes nothing.
        Auditor = "auditor",
    }
}

/// The roles that one account has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RoleSet(pub BTreeSet<Role>);

impl RoleSet {
    /// The set of these roles.
    pub fn of(roles: &[Role]) -> Self {
        Self(roles.iter().copied().collect())
    }
    /// Whether that role is among them.
    pub fn contains(&self, role: Role) -> bool {
        self.0.contains(&role)
    }
    /// The codes joined with commas, in order.
    pub fn to_text(&self) -> String {
        self.0
            .iter()
            .map(|role| role.as_str())
            .collect::<Vec<_>>()
            .join(",")
    }
    /// Reads what [`Self::to_text`] wrote; `None` when a word is no role.
    pub fn parse(text: &str) -> Option<Self> {
        let words = text.split(',').filter(|word| !word.is_empty());
        words
            .map(Role::parse)
            .collect::<Option<BTreeSet<_>>>()
            .map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_of_roles_reads_back_as_written() {
        for roles in [&[][..], &[Role::Auditor], &[Role::Auditor, Role::Reviewer]] {
            let set = RoleSet::of(roles);
            assert_eq!(RoleSet::parse(&set.to_text()), Some(set));
        }
        assert_eq!(RoleSet::parse("reviewer,sheriff"), None);
    }
}
