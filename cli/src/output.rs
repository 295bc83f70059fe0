//! Text and values to standard output; messages to standard error.

use std::io::{self, IsTerminal, Write};

use serde::Serialize;
use shindan::render::Style;

use crate::failure::Failure;

/// Widest page: longer lines are hard to read, however wide the terminal is.
const WIDEST: usize = 100;

/// How standard output is written to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    /// Columns; 0 does not wrap.
    pub(crate) width: usize,
    /// Whether colours are shown.
    pub(crate) ansi: bool,
}

impl Screen {
    /// `width` as asked for; else what the terminal has; else no wrapping, as a pipe has no width.
    pub(crate) fn new(width: Option<usize>) -> Self {
        let out = io::stdout();
        let width = width.or_else(columns).unwrap_or_else(|| {
            let size = out.is_terminal().then(|| terminal_size::terminal_size_of(&out)).flatten();
            size.map_or(0, |(columns, _)| usize::from(columns.0).min(WIDEST))
        });
        let ansi = anstream::AutoStream::choice(&out) != anstream::ColorChoice::Never;
        Self { width, ansi }
    }

    /// The same for the renderer.
    pub(crate) fn style(self) -> Style {
        Style::plain().with_width(self.width).with_ansi(self.ansi)
    }
}

/// The width that the environment asks for.
fn columns() -> Option<usize> {
    std::env::var("COLUMNS").ok()?.trim().parse().ok()
}

/// Whether a person sits in front of the command.
pub(crate) fn is_interactive() -> bool {
    io::stdin().is_terminal() && io::stdout().is_terminal() && io::stderr().is_terminal()
}

/// Prints a text, ending in one line end.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    let written = writeln!(out, "{}", text.trim_end_matches('\n')).and_then(|()| out.flush());
    finished(written)
}

/// Prints one protocol value: on one line for a program, laid out for a person.
pub(crate) fn json<T: Serialize>(value: &T) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let made = if out.is_terminal() { serde_json::to_string_pretty(value) } else { serde_json::to_string(value) };
    let text = made.map_err(|e| Failure::unreadable(format!("the answer cannot be written as JSON: {e}")))?;
    finished(writeln!(out, "{text}").and_then(|()| out.flush()))
}

/// Somebody who stops reading, as `head` does, has seen enough: that is no error.
fn finished(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(e) if e.kind() != io::ErrorKind::BrokenPipe => {
            Err(Failure::unreadable(format!("standard output cannot be written: {e}")))
        }
        _ => Ok(()),
    }
}

/// A remark that is not part of the answer.
pub(crate) fn note(text: &str) {
    // Nowhere is left to say that this failed.
    let _ = writeln!(anstream::stderr().lock(), "note: {text}");
}

/// Says why the command cannot go on: to the person on standard error, to a program on standard output.
pub(crate) fn failure(failure: &Failure, as_json: bool) {
    if as_json {
        let _ = json(&failure.value());
    } else {
        let _ = writeln!(anstream::stderr().lock(), "error: {}", failure.message);
    }
}
