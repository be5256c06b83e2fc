//! Which things hang together, directly or by others.

use std::collections::HashMap;

/// Things joined in pairs; finds the parts that are not joined.
#[derive(Debug)]
pub(super) struct Connection {
    parent: Vec<usize>,
}

impl Connection {
    /// So many things, none joined yet.
    pub(super) fn new(n: usize) -> Self {
        Self {
            parent: (0..n).collect(),
        }
    }

    /// Joins two things.
    pub(super) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        // The smaller root stays, so that parts do not depend on the order of joining.
        let (low, high) = (one.min(other), one.max(other));
        self.parent[high] = low;
    }

    /// The parts among the first `n` things, the largest first, then by their first member.
    pub(super) fn parts(mut self, n: usize) -> Vec<Vec<usize>> {
        let mut place_of_root = HashMap::new();
        let mut parts: Vec<Vec<usize>> = Vec::new();
        for thing in 0..n {
            let root = self.root(thing);
            let place = *place_of_root.entry(root).or_insert(parts.len());
            if place == parts.len() {
                parts.push(Vec::new());
            }
            parts[place].push(thing);
        }
        parts.sort_by_key(|part| std::cmp::Reverse(part.len()));
        parts
    }

    fn root(&mut self, thing: usize) -> usize {
        let mut at = thing;
        // Every second link is shortened on the way, so that later walks are short; a root is its own parent.
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_named_largest_first() {
        let mut connection = Connection::new(7);
        for (one, other) in [(4, 2), (2, 3), (1, 5)] {
            connection.join(one, other);
        }
        assert_eq!(connection.parts(6), [vec![2, 3, 4], vec![1, 5], vec![0]]);
    }
}
