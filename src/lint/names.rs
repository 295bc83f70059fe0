//! "Is this name in this list, else did you mean": the one way in which an unknown name is reported.

use std::collections::HashSet;

use super::{At, Finding};
use crate::Code;
pub(super) use crate::names::{closest, escape};

/// Lists longer than this are not spelled out in a message.
const SHORT: usize = 8;

/// The names that a reference may be.
#[derive(Debug, Clone)]
pub(super) struct Names<'a> {
    code: Code,
    /// What a name stands for, e.g. `cause`.
    kind: &'static str,
    /// Where it would be added, e.g. "`causes`".
    home: &'static str,
    names: Vec<&'a str>,
    known: HashSet<&'a str>,
}

impl<'a> Names<'a> {
    pub(super) fn new(
        code: Code,
        kind: &'static str,
        home: &'static str,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let names: Vec<&str> = names.into_iter().collect();
        Self { code, kind, home, known: names.iter().copied().collect(), names }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.known.contains(name)
    }

    /// The finding for `name` at `at`, unless it is one of the names.
    pub(super) fn unknown(&self, name: &str, at: At) -> Option<Finding> {
        if self.has(name) {
            return None;
        }
        let (kind, home) = (self.kind, self.home);
        let help = match closest(name, &self.names) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => match one_of(&self.names) {
                Some(names) => format!("write {names}, or add `{name}` to {home}"),
                None => format!("add `{name}` to {home}"),
            },
        };
        Some(Finding::new(self.code, at, format!("unknown {kind} `{name}`")).help(help))
    }
}

/// "`a`", or "one of `a`, `b`"; none where there are none, or too many to read.
pub(super) fn one_of(names: &[&str]) -> Option<String> {
    match names {
        [] => None,
        [only] => Some(format!("`{only}`")),
        _ if names.len() > SHORT => None,
        _ => Some(format!("one of {}", list(names))),
    }
}

pub(super) fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_near_name_is_meant() {
        assert_eq!(closest("replg", &["replug", "restart"]), Some("replug"));
        assert_eq!(closest("r11", &["r10"]), Some("r10"));
        assert_eq!(closest("r11", &["r10", "r10"]), Some("r10"));
        assert_eq!(closest("r11", &["r10", "r12"]), None);
        assert_eq!(closest("E3", &["E1"]), None);
    }
}
