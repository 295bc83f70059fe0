//! What somebody acknowledged in a change log: ticked items of a list under the heading of the version.

use super::change::Change;

/// Whether the change is ticked under the heading of `version`.
pub(super) fn is_acknowledged(change: &Change, change_log: &str, version: &semver::Version) -> bool {
    let wanted = change.acknowledgement(true);
    section(change_log, version).any(|line| line.trim().replacen("- [X]", "- [x]", 1) == wanted)
}

/// The lines under the heading of a version: `## [1.2.3]`, with or without brackets, and whatever follows it.
fn section<'a>(change_log: &'a str, version: &'a semver::Version) -> impl Iterator<Item = &'a str> {
    let is_heading = |line: &str| line.starts_with("## ");
    let names = move |line: &str| {
        let named = line.trim_start_matches("## ").split_whitespace().next().unwrap_or_default();
        named.trim_matches(['[', ']', 'v']) == version.to_string()
    };
    let lines = change_log.lines().skip_while(move |line| !(is_heading(line) && names(line)));
    lines.skip(1).take_while(move |line| !is_heading(line))
}
