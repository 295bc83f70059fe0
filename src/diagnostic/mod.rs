//! What is wrong with a knowledge file: a stable code, a place, and what to write instead.

mod code;
mod place;

pub use code::{Code, Severity};
pub use place::{LineIndex, Place};

use serde::Serialize;

/// A range of bytes in a file, end exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` up to, and not including, `end`; an `end` before `start` makes an empty span.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }
}

/// A second place that belongs to a diagnostic, with what it has to do with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Label {
    /// The file of the place.
    pub file: String,
    /// Where, in bytes.
    pub span: Span,
    /// What stands there, e.g. "first used here".
    pub text: String,
}

/// A replacement that mends the problem.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// The bytes that are replaced.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
}

/// One problem in one file.
///
/// Spans are in bytes; lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// The stable code, e.g. `SD0201`.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one line, lower case, without a full stop.
    pub message: String,
    /// The file's name as the loader was given it.
    pub file: String,
    /// Where, in bytes.
    pub span: Span,
    /// Line of `span.start`, from 1.
    pub line: usize,
    /// Column of `span.start`, from 1, in characters.
    pub column: usize,
    /// Other places that belong to it.
    pub labels: Vec<Label>,
    /// What to write instead.
    pub help: Option<String>,
    /// The same as a replacement, where it is certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A diagnostic of `code` at `span` of the file `file` whose text is `text`.
    #[must_use]
    pub fn new(code: Code, file: &str, text: &str, span: Span, message: impl Into<String>) -> Self {
        let place = LineIndex::place_in(text, span.start);
        Self {
            code,
            severity: code.severity(),
            message: one_line(&message.into()),
            file: file.to_owned(),
            span,
            line: place.line,
            column: place.column,
            labels: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Adds what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds a second place, in the same or another file.
    #[must_use]
    pub fn label(mut self, file: &str, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { file: file.to_owned(), span, text: text.into() });
        self
    }

    /// Adds the replacement that mends it.
    #[must_use]
    pub fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, replacement: replacement.into() });
        self
    }
}

/// A message is one line, whatever it quotes.
fn one_line(message: &str) -> String {
    message
        .chars()
        .flat_map(|c| if c.is_control() { c.escape_default().collect::<Vec<_>>() } else { vec![c] })
        .collect()
}

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}: {}[{}]: {}", self.file, self.line, self.column, self.severity, self.code, self.message)
    }
}
