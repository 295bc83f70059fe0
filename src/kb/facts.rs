//! What is known, and whether a condition holds.

use std::collections::BTreeMap;

use crate::model::When;

/// Known facts by name.
pub(crate) type Facts = BTreeMap<String, String>;

/// Whether a condition holds, as far as is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    Yes,
    No,
    Unknown,
}

/// Whether all conditions of `when` hold: `look` gives the value of a fact that is known.
pub(crate) fn truth<'a>(when: &When, look: impl Fn(&str) -> Option<&'a str>) -> Truth {
    let mut result = Truth::Yes;
    for (fact, values) in when {
        match look(fact) {
            Some(value) if values.iter().any(|v| v == value) => {}
            Some(_) => return Truth::No,
            None => result = Truth::Unknown,
        }
    }
    result
}
