//! The lines behind the place where the parser gave up, read without a parser.

use crate::{Code, Span};

use super::input::{Input, line_end, line_start, next_line};
use super::traps::{self, Trap};

/// Input method traps from `from` on.
pub(super) fn traps(input: &Input<'_>, from: usize) -> Vec<Trap> {
    let mut found = Vec::new();
    each_line(input.text, from, |start, line| {
        // On the line that was read in part, only what was not read.
        let at = start.max(from);
        if at == start
            || line.get(..at.saturating_sub(start)).is_some_and(|read| read.trim_matches([' ', '-']).is_empty())
        {
            traps::candidate(input.text, at, &mut found);
        }
        traps::flow_keys(input.text, at, &mut found);
    });
    found
}

/// Lines from `from` on, which is the start of a line, with a tab in their indentation.
pub(super) fn tabs(input: &Input<'_>, from: usize) -> Vec<Trap> {
    let mut found = Vec::new();
    each_line(input.text, from, |start, line| {
        let indent =
            line.get(..line.len().saturating_sub(line.trim_start_matches([' ', '\t']).len())).unwrap_or_default();
        if let (Some(first), Some(last)) = (indent.find('\t'), indent.rfind('\t')) {
            let at = |offset: usize| start.saturating_add(offset);
            let span = Span::new(at(first), at(last.saturating_add(1)));
            let spaces = input.slice(span.start, span.end).replace('\t', "  ");
            found.push(Trap::new(Code::TabIndent, span, span, &spaces));
        }
    });
    found
}

/// Calls `look` with each line from the line of `from` on; not with blank lines, comments and block texts.
fn each_line<'t>(text: &'t str, from: usize, mut look: impl FnMut(usize, &'t str)) {
    let mut start = line_start(text, from);
    // The indentation of the line whose block text follows.
    let mut block: Option<usize> = None;
    while start < text.len() {
        let end = line_end(text, start);
        let line = text.get(start..end).unwrap_or_default();
        let content = line.trim_start_matches(' ');
        let indent = line.len().saturating_sub(content.len());
        if block.is_some_and(|outer| indent <= outer && !content.trim().is_empty()) {
            block = None;
        }
        if block.is_none() && !content.trim().is_empty() && !content.trim_start().starts_with('#') {
            look(start, line);
            if opens_block(content) {
                block = Some(indent);
            }
        }
        start = next_line(text, start);
    }
}

/// Whether a line ends in `|`, `>-`, `|2` and the like.
fn opens_block(content: &str) -> bool {
    let code = content.split(" #").next().unwrap_or_default().trim_end();
    let mark = code.trim_end_matches(|c: char| c == '+' || c == '-' || c.is_ascii_digit());
    let before = mark.strip_suffix(['|', '>']);
    code.len().saturating_sub(mark.len()) <= 2
        && before.is_some_and(|before| before.is_empty() || before.ends_with(' '))
}
