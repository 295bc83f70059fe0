//! "Is this name in this list, else did you mean": the one way in which an unknown name is reported.

use super::{At, Finding};
use crate::Code;

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
}

impl<'a> Names<'a> {
    pub(super) fn new(
        code: Code,
        kind: &'static str,
        home: &'static str,
        names: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Self { code, kind, home, names: names.into_iter().collect() }
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(&name)
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

/// The candidate nearest to `name`, if it alone is near enough to be meant.
pub(super) fn closest<'a>(name: &str, candidates: &[&'a str]) -> Option<&'a str> {
    let most = name.chars().count() / 3;
    let mut near: Vec<(usize, &str)> = candidates
        .iter()
        .map(|candidate| (strsim::damerau_levenshtein(name, candidate), *candidate))
        .filter(|(distance, _)| *distance <= most)
        .collect();
    near.sort_unstable();
    near.dedup();
    match near.as_slice() {
        [(first, _), (second, _), ..] if first == second => None,
        [(_, candidate), ..] => Some(candidate),
        [] => None,
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

/// A name as a step of a JSON Pointer.
pub(super) fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
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
