//! One file as the room reads it: bytes of the whole text, whatever a parser counts in.

use crate::{Code, Diagnostic, LineIndex, Span};

/// How many characters lie between two checkpoints of [`Offsets`].
const STRIDE: usize = 64;

/// The file's name and text; the body is the text without its byte order mark.
#[derive(Debug)]
pub(super) struct Input<'t> {
    pub(super) file: &'t str,
    pub(super) text: &'t str,
    lines: LineIndex,
}

impl<'t> Input<'t> {
    pub(super) fn new(file: &'t str, text: &'t str) -> Self {
        Self { file, text, lines: LineIndex::new(text) }
    }

    /// What the parsers get: one of them takes a byte order mark for a document of its own.
    pub(super) fn body(&self) -> &'t str {
        self.text.strip_prefix('\u{feff}').unwrap_or(self.text)
    }

    /// The byte of the text for a byte of the body, at a character.
    pub(super) fn of_body(&self, byte: usize) -> usize {
        let mark = self.text.len().saturating_sub(self.body().len());
        self.floor(byte.saturating_add(mark))
    }

    /// The last start of a character at or before `byte`.
    pub(super) fn floor(&self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        (0..=byte).rev().find(|&at| self.text.is_char_boundary(at)).unwrap_or(0)
    }

    /// A problem in this file.
    pub(super) fn problem(&self, code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
        // Many problems in one large file: the lines are counted once, not for each of them.
        let place = self.lines.place(self.text, span.start);
        let problem = Diagnostic::new(code, self.file, "", span, message);
        Diagnostic { line: place.line, column: place.column, ..problem }
    }

    /// The text from `from` to `to`, empty where that is no range of it.
    pub(super) fn slice(&self, from: usize, to: usize) -> &'t str {
        self.text.get(from..to).unwrap_or_default()
    }

    /// Where the line of `at` starts.
    pub(super) fn line_start(&self, at: usize) -> usize {
        line_start(self.text, at)
    }

    /// Where the line of `at` ends, before its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        line_end(self.text, at)
    }

    /// The line of `at`, without its line break.
    pub(super) fn line(&self, at: usize) -> &'t str {
        self.slice(self.line_start(at), self.line_end(at))
    }

    /// The character at `at` as a span, empty at the end of the text.
    pub(super) fn one(&self, at: usize) -> Span {
        let at = self.floor(at);
        let wide = self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        Span::new(at, at.saturating_add(wide))
    }
}

/// Where the line of `at` starts; the first line starts after a byte order mark.
pub(super) fn line_start(text: &str, at: usize) -> usize {
    let before = text.get(..at).unwrap_or(text);
    match before.rfind('\n') {
        Some(newline) => newline.saturating_add(1),
        None if text.starts_with('\u{feff}') => '\u{feff}'.len_utf8(),
        None => 0,
    }
}

/// Where the line of `at` ends, before its line break.
pub(super) fn line_end(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    at.saturating_add(line.strip_suffix('\r').unwrap_or(line).len()).min(text.len())
}

/// Where the line after the one of `at` starts; the end of the text on the last line.
pub(super) fn next_line(text: &str, at: usize) -> usize {
    let newline = text.get(at..).and_then(|rest| rest.find('\n'));
    newline.map_or(text.len(), |skip| at.saturating_add(skip).saturating_add(1))
}

/// Characters of the body, as `saphyr-parser` counts, to bytes of the text.
#[derive(Debug)]
pub(super) struct Offsets<'i, 't> {
    input: &'i Input<'t>,
    /// The byte of the body at which each [`STRIDE`]th character starts.
    checkpoints: Vec<usize>,
}

impl<'i, 't> Offsets<'i, 't> {
    pub(super) fn new(input: &'i Input<'t>) -> Self {
        let checkpoints = input.body().char_indices().step_by(STRIDE).map(|(byte, _)| byte).collect();
        Self { input, checkpoints }
    }

    /// The byte of the text at which the body's character number `index` (from 0) starts; its end beyond the last.
    pub(super) fn byte(&self, index: usize) -> usize {
        let body = self.input.body();
        let (checkpoint, rest) = (index.checked_div(STRIDE).unwrap_or(0), index.checked_rem(STRIDE).unwrap_or(0));
        let Some(&start) = self.checkpoints.get(checkpoint) else { return self.input.text.len() };
        let within = body.get(start..).and_then(|tail| tail.char_indices().nth(rest));
        within.map_or(self.input.text.len(), |(byte, _)| self.input.of_body(start.saturating_add(byte)))
    }
}
