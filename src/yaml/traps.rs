//! What Chinese and Japanese input methods leave behind: `code：E1`, `code:　E1`, `　code: E1`.
//!
//! YAML reads each of them as a text or as a key of another name, most often without an error. They are looked for
//! only where a key can stand, so that prose such as `ja: 【001：認識不可】` or `ja: pin：4桁` is left alone.

use crate::{Code, Diagnostic, Fix, Span};

use super::input::{Input, line_end, line_start, next_line};
use super::repair;
use super::tree::{Pass, Shape};

/// How much of a corrected line a help shows.
const SHOWN: usize = 120;

/// How far a key is looked for, in bytes.
const KEY: usize = 256;

/// One accident, and what should stand there.
#[derive(Debug, Clone)]
pub(super) struct Trap {
    pub(super) code: Code,
    /// The characters to blame.
    pub(super) span: Span,
    pub(super) fix: Fix,
    /// Whether the replacement may be offered as it is.
    pub(super) certain: bool,
}

impl Trap {
    pub(super) fn new(code: Code, span: Span, replaced: Span, replacement: &str) -> Self {
        Self { code, span, fix: Fix { span: replaced, replacement: replacement.to_owned() }, certain: true }
    }
}

/// A space that YAML takes for a letter.
pub(super) fn is_wide_space(c: char) -> bool {
    matches!(c, '\u{3000}' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200b}' | '\u{202f}' | '\u{205f}')
}

fn is_any_space(c: char) -> bool {
    c == ' ' || c == '\t' || is_wide_space(c)
}

/// The traps in the unquoted keys and texts that were read.
pub(super) fn in_scalars(text: &str, pass: &Pass<'_>) -> Vec<Trap> {
    let mut found = Vec::new();
    for node in &pass.nodes {
        let key = node.key.as_ref();
        if let Some(key) = key.filter(|key| key.plain) {
            lines(text, key.span, false, &mut found);
        }
        if matches!(node.shape, Shape::Scalar { plain: true, .. }) {
            // No key can stand behind a key of the same line: what stands there is prose.
            let prose = key
                .is_some_and(|key| text.get(key.span.start..node.value.start).is_some_and(|gap| !gap.contains('\n')));
            lines(text, node.value, prose, &mut found);
        }
    }
    if let Some(key) = pass.dangling {
        lines(text, key, false, &mut found);
    }
    tidy(&mut found);
    found
}

/// Looks at the start of each line of a scalar; not at its first line where that is prose.
fn lines(text: &str, span: Span, prose: bool, found: &mut Vec<Trap>) {
    // Only as far as the scalar goes: thousands of them may stand in one line.
    let read = text.get(..span.end).unwrap_or(text);
    let first = if prose { next_line(read, span.start) } else { span.start };
    let starts = || std::iter::successors(Some(first), |at| Some(next_line(read, *at))).take_while(|at| *at < span.end);
    let before = found.len();
    for at in starts() {
        candidate(text, at, found);
    }
    if found.len() > before && read.get(span.start..).is_some_and(|source| source.contains(['{', '['])) {
        // No prose then, but keys and values that run together.
        for at in starts() {
            flow_keys(text, at, found);
        }
    }
}

/// Looks behind each bracket and comma from `at` on, if the value of the line starts with a bracket.
pub(super) fn flow_keys(text: &str, at: usize, found: &mut Vec<Trap>) {
    let start = line_start(text, at);
    let line = text.get(start..line_end(text, at)).unwrap_or_default();
    let content = line.trim_start_matches(|c| is_any_space(c) || c == '-');
    let value = match content.split_once([':', '：']) {
        Some((key, value)) if !key.contains(['{', '[', ' ']) => value.trim_start(),
        _ => content,
    };
    if !value.starts_with(['{', '[']) {
        return;
    }
    let mut quote = None;
    for (offset, c) in line.char_indices() {
        let behind = start.saturating_add(offset).saturating_add(1);
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '{' | '[' | ',') if behind > at => candidate(text, behind, found),
            _ => {}
        }
    }
}

/// Looks at `at`, where a key, a list item or a comment could start after some ordinary spaces and dashes.
pub(super) fn candidate(text: &str, at: usize, found: &mut Vec<Trap>) {
    let line = start_of_line(text, at);
    let mut words = Words { line, at: 0, base: at };
    words.skip(|c| c == ' ' || c == '\t');
    let start = words.at;
    words.skip(is_any_space);
    if words.part(start).contains(is_wide_space) && words.opens_something() {
        let replacement = words.part(start).replace('\u{3000}', "  ").replace(is_wide_space, " ");
        found.push(Trap::new(Code::WideSpace, words.span(start), words.span(start), &replacement));
    }
    let dash = words.at;
    if words.rest().strip_prefix('-').is_some_and(|rest| rest.starts_with(is_wide_space)) {
        words.skip(|c| c == '-');
        let space = words.at;
        words.skip(is_any_space);
        found.push(Trap::new(Code::WideSpace, words.span(space), words.span(dash), "- "));
    }
    while words.rest().starts_with("- ") {
        words.skip(|c| c == '-');
        words.skip(|c| c == ' ');
    }
    key(&mut words, found);
}

/// The rest of the line from `at` on, as far as a key can reach: one line may be the whole file.
fn start_of_line(text: &str, at: usize) -> &str {
    let far = (0..4).find_map(|more| text.get(at..at.saturating_add(KEY).saturating_add(more)));
    let line = far.or(text.get(at..)).unwrap_or_default().split('\n').next().unwrap_or_default();
    line.strip_suffix('\r').unwrap_or(line)
}

/// Looks at what follows a word that could be the name of a field.
fn key(words: &mut Words<'_>, found: &mut Vec<Trap>) {
    if !words.rest().starts_with(|c: char| c.is_ascii_lowercase()) {
        return;
    }
    words.skip(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    let end = words.at;
    words.skip(is_any_space);
    let colon = words.at;
    let Some(c) = words.rest().chars().next().filter(|c| matches!(c, ':' | '：')) else { return };
    words.at = words.at.saturating_add(c.len_utf8());
    let behind = words.at;
    words.skip(is_any_space);
    let replacement = if words.rest().is_empty() { ":" } else { ": " };
    let all = words.span(end);
    let (pad, gap) = (words.line.get(end..colon), words.line.get(behind..words.at));
    if c == '：' {
        let place = Span::new(words.base.saturating_add(colon), words.base.saturating_add(behind));
        found.push(Trap::new(Code::FullWidthColon, place, all, replacement));
    } else if gap.is_some_and(|gap| gap.starts_with(is_wide_space)) {
        found.push(Trap::new(Code::WideSpace, words.span(behind), all, replacement));
    } else if pad.is_some_and(|pad| pad.contains(is_wide_space)) && (words.at > behind || words.rest().is_empty()) {
        let place = Span::new(words.base.saturating_add(end), words.base.saturating_add(colon));
        found.push(Trap::new(Code::WideSpace, place, all, replacement));
    }
}

/// A cursor over one line.
struct Words<'l> {
    line: &'l str,
    at: usize,
    /// Where the line starts in the text.
    base: usize,
}

impl<'l> Words<'l> {
    fn rest(&self) -> &'l str {
        self.line.get(self.at..).unwrap_or_default()
    }

    fn part(&self, from: usize) -> &'l str {
        self.line.get(from..self.at).unwrap_or_default()
    }

    fn span(&self, from: usize) -> Span {
        Span::new(self.base.saturating_add(from), self.base.saturating_add(self.at))
    }

    fn skip(&mut self, what: impl Fn(char) -> bool) {
        self.at = self.line.len().saturating_sub(self.rest().trim_start_matches(what).len());
    }

    /// Whether a key, a list item or a comment starts here: an indented paragraph of prose does not.
    fn opens_something(&self) -> bool {
        let rest = self.rest();
        let word = rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || "_-\"'".contains(c));
        let colon = word.trim_start_matches(is_any_space);
        let named = word.len() < rest.len()
            && (colon.starts_with('：')
                || colon.strip_prefix(':').is_some_and(|rest| rest.is_empty() || rest.starts_with(is_any_space)));
        let item = rest.strip_prefix('-').is_some_and(|rest| rest.is_empty() || rest.starts_with(is_any_space));
        named || item || rest.starts_with('#')
    }
}

/// Puts traps in order; one place is reported once.
pub(super) fn tidy(found: &mut Vec<Trap>) {
    found.sort_by_key(|trap| (trap.fix.span, trap.code));
    found.dedup_by(|later, first| later.fix.span.start < first.fix.span.end);
}

/// The diagnostics for traps that are in order. Each help shows the whole line as it should be.
pub(super) fn problems(input: &Input<'_>, mut found: Vec<Trap>, most: usize) -> Vec<Diagnostic> {
    found.truncate(most);
    found.iter().map(|trap| problem(input, trap, &found)).collect()
}

fn problem(input: &Input<'_>, trap: &Trap, all: &[Trap]) -> Diagnostic {
    let line = Span::new(input.line_start(trap.span.start), input.line_end(trap.span.start));
    let here =
        all.iter().map(|other| &other.fix).filter(|fix| line.start <= fix.span.start && fix.span.end <= line.end);
    let fixes: Vec<Fix> = here
        .map(|fix| Fix {
            span: Span::new(fix.span.start.saturating_sub(line.start), fix.span.end.saturating_sub(line.start)),
            replacement: fix.replacement.clone(),
        })
        .collect();
    let corrected = repair::apply(input.slice(line.start, line.end), fixes.iter()).text;
    let shown: String = corrected.trim().chars().take(SHOWN).collect();
    let (message, help) = match trap.code {
        Code::TabIndent => {
            ("a tab in the indentation".to_owned(), format!("indent with spaces: `{}`", corrected.trim_end()))
        }
        Code::FullWidthColon => (
            "a full-width colon `：` after a key".to_owned(),
            format!("write `{shown}`; a text that starts like this goes in quotation marks"),
        ),
        _ => {
            let space = input.slice(trap.span.start, trap.span.end).chars().find(|c| is_wide_space(*c));
            let name = match space {
                Some('\u{3000}') | None => "an ideographic space".to_owned(),
                Some('\u{a0}') => "a no-break space".to_owned(),
                Some(other) => format!("the wide space U+{:04X}", u32::from(other)),
            };
            (format!("{name} where YAML takes only an ordinary one"), format!("write `{shown}` with ordinary spaces"))
        }
    };
    let problem = input.problem(trap.code, trap.span, message).help(help);
    if trap.certain { problem.fix(trap.fix.span, trap.fix.replacement.clone()) } else { problem }
}
