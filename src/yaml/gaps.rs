//! What stands between two nodes: the parser gives no place for a colon, a dash or the line of a block text.

use super::input::line_end;

/// Where a value that was left out would stand: behind the colon or dash after `from`; else at `at`.
pub(super) fn behind_indicator(text: &str, from: usize, at: usize) -> usize {
    let rest = text.get(from..).unwrap_or_default();
    let blank = rest.len().saturating_sub(rest.trim_start_matches([' ', '\t']).len());
    let colon = from.saturating_add(blank);
    if rest.trim_start_matches([' ', '\t']).starts_with(':') {
        return colon.saturating_add(1);
    }
    let before = text.get(..at).unwrap_or_default().trim_end();
    if before.ends_with('-') && before.len() >= from { before.len() } else { at }
}

/// Where a list under a key starts: the parser names the dash, or what follows it if the dash is not indented.
pub(super) fn first_dash(text: &str, from: usize, at: usize) -> usize {
    find(text, from, at, |c| c == '-').filter(|dash| *dash < at).unwrap_or(at)
}

/// Where the `|` or `>` of a block text stands whose first line is at `to`; `from` is the end of what came before.
pub(super) fn block_header(text: &str, from: usize, to: usize) -> usize {
    find(text, from, to, |c| matches!(c, '|' | '>')).unwrap_or(to)
}

/// The first character of a kind from `from` up to and at `to`, not in a comment.
fn find(text: &str, from: usize, to: usize, wanted: impl Fn(char) -> bool) -> Option<usize> {
    let mut at = from;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()).filter(|_| at <= to) {
        match c {
            _ if wanted(c) => return Some(at),
            '#' => at = line_end(text, at),
            _ => at = at.saturating_add(c.len_utf8()),
        }
    }
    None
}
