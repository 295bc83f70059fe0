//! A diagnostic with its source window.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::{Diagnostic, Label, LineIndex, Severity, Span};

/// Lines shown before and after the ones that are marked.
const CONTEXT: usize = 1;
/// A label further away than this many lines becomes a note, so that the window stays small in any file.
const WINDOW: usize = 200;
/// Columns of the terminal that the window takes; what does not fit is cut around the mark.
const COLUMNS: usize = 120;
/// Longest mark, in bytes: one that runs over the window would push its own start out of sight.
const MARK: usize = 60;

/// How a diagnostic is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum DiagnosticStyle {
    /// Text alone.
    #[default]
    Plain,
    /// With colours for a terminal, as ANSI escapes.
    Ansi,
}

/// A diagnostic as text: what is wrong, where in `text`, the file it is about, and what to write instead.
///
/// ```
/// use shindan::{Code, Diagnostic, Span, render};
///
/// let text = "id: 診断\nid: b\n";
/// let diagnostic = Diagnostic::new(Code::DuplicateKey, "a.yaml", text, Span::new(11, 13), "duplicate key `id`")
///     .label("a.yaml", Span::new(0, 2), "first written here")
///     .help("keep one of the two");
/// let shown = render::diagnostic(&diagnostic, text, render::DiagnosticStyle::Plain);
/// assert_eq!(
///     shown,
///     "\
/// error[SD0103]: duplicate key `id`
///  --> a.yaml:2:1
///   |
/// 1 | id: 診断
///   | -- first written here
/// 2 | id: b
///   | ^^
///   |
///   = help: keep one of the two"
/// );
/// ```
#[must_use]
pub fn diagnostic(d: &Diagnostic, text: &str, style: DiagnosticStyle) -> String {
    let lines = LineIndex::new(text);
    let line_of = |span: Span| lines.place(text, floor(text, span.start)).line;
    let near = |label: &&Label| label.file == d.file && line_of(label.span).abs_diff(line_of(d.span)) <= WINDOW;

    let marked: Vec<usize> =
        d.labels.iter().filter(near).map(|label| label.span).chain([d.span]).map(line_of).collect();
    let first = marked.iter().min().map_or(1, |line| line.saturating_sub(CONTEXT).max(1));
    let last = marked.iter().max().map_or(1, |line| line.saturating_add(CONTEXT));
    let start = lines.line_start(first).unwrap_or(0);
    let end = lines.line_start(last.saturating_add(1)).unwrap_or(text.len());

    let mut snippet = Snippet::source(text.get(start..end).unwrap_or_default())
        .path(d.file.as_str())
        .line_start(first)
        .annotation(AnnotationKind::Primary.span(mark(text, d.span, start)));
    for label in d.labels.iter().filter(near) {
        let span = mark(text, label.span, start);
        snippet = snippet.annotation(AnnotationKind::Context.span(span).label(label.text.as_str()));
    }

    let level = match d.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(d.message.as_str()).id(d.code.as_str())).element(snippet);
    for label in d.labels.iter().filter(|label| !near(label)) {
        group = group.element(Level::NOTE.message(note(d, label, &lines, text)));
    }
    if let Some(help) = &d.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    let renderer = match style {
        DiagnosticStyle::Plain => Renderer::plain(),
        DiagnosticStyle::Ansi => Renderer::styled(),
    };
    renderer.term_width(COLUMNS).render(&[group])
}

/// A label that lies outside the window. Of another file only the name is known.
fn note(d: &Diagnostic, label: &Label, lines: &LineIndex, text: &str) -> String {
    if label.file != d.file {
        return format!("{}: {}", label.text, label.file);
    }
    let place = lines.place(text, floor(text, label.span.start));
    format!("{}: {}:{}:{}", label.text, label.file, place.line, place.column)
}

/// The part of `span` to underline, counted from `start`: on its first line, on borders of characters.
fn mark(text: &str, span: Span, start: usize) -> Range<usize> {
    let from = floor(text, span.start);
    let line = text.get(from..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let to = floor(text, span.end.min(from.saturating_add(line.len())).min(from.saturating_add(MARK)));
    from.saturating_sub(start)..to.max(from).saturating_sub(start)
}

/// The last border of a character at or before `at`.
fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

#[cfg(test)]
mod tests {

    use super::*;
    use crate::Code;

    fn at(text: &str, marked: &str) -> Diagnostic {
        let start = text.find(marked).unwrap();
        Diagnostic::new(Code::NotYaml, "a.yaml", text, Span::new(start, start + marked.len()), "wrong")
    }

    fn plain(d: &Diagnostic, text: &str) -> String {
        diagnostic(d, text, DiagnosticStyle::Plain)
    }

    /// The mark stands under the column of the terminal at which the marked text starts.
    #[track_caller]
    fn columns(text: &str, marked: &str, column: usize, width: usize) {
        let shown = plain(&at(text, marked), text);
        let carets = shown.lines().find(|line| line.contains('^')).unwrap_or_else(|| panic!("{shown}"));
        assert_eq!(carets.find('^').map(|at| at - "1 | ".len()), Some(column), "{shown}");
        assert_eq!(carets.matches('^').count(), width, "{shown}");
    }

    #[test]
    fn marks_stand_under_wide_characters() {
        columns("ja: 診断、Xです\n", "X", 10, 1);
        columns("ja: 診断、Xです\n", "断、", 6, 4);
        columns("ja: ｶﾅ🔑X\n", "X", 8, 1);
        columns("ja: か\u{3099}X\n", "X", 6, 1);
        columns("a\tb: X\n", "X", 8, 1);
    }

    #[test]
    fn starts_with_code_and_place() {
        let text = "a: 1\nja: 診断 X\n";
        let shown = plain(&at(text, "X").help("write Y"), text);
        assert!(shown.starts_with("error[SD0101]: wrong\n --> a.yaml:2:8\n"), "{shown}");
        assert!(shown.ends_with("= help: write Y"), "{shown}");
        let colours = diagnostic(&at(text, "X"), text, DiagnosticStyle::Ansi);
        assert!(colours.contains("\u{1b}[") && !shown.contains('\u{1b}'), "{colours}");
    }

    #[test]
    fn ends_of_files() {
        for text in ["", "\n", "a", "a\n", "a: 診", "\u{feff}", "a\r\n", "\n\n\n"] {
            for start in 0..=text.len() + 2 {
                for end in [start, start + 1, usize::MAX] {
                    let d = Diagnostic::new(Code::EmptyFile, "a.yaml", text, Span::new(start, end), "empty");
                    let d = d.label("a.yaml", Span::new(end, end), "here");
                    assert!(plain(&d, text).starts_with("error[SD0113]: empty\n --> a.yaml:"), "{text:?} {start}");
                }
            }
        }
    }

    #[test]
    fn line_numbers_are_right_far_down() {
        let text = format!("{}X: 1\n{}", "診: 断\n".repeat(50_000), "b: c\n".repeat(50_000));
        let d = at(&text, "X").label("a.yaml", Span::new(0, 3), "first written here");
        let d = d.label("b.yaml", Span::new(7, 9), "used here");
        let shown = plain(&d, &text);
        assert!(shown.contains("--> a.yaml:50001:1\n") && shown.contains("\n50001 | X: 1\n"), "{shown}");
        assert!(shown.contains("note: first written here: a.yaml:1:1\n"), "{shown}");
        assert!(shown.contains("note: used here: b.yaml"), "{shown}");
        assert!(shown.len() < 1_000, "{shown}");
    }

    #[test]
    fn long_lines_are_cut_around_the_mark() {
        let text = format!("a: {}X{}\n", "診断".repeat(50_000), "🔑\t".repeat(50_000));
        let shown = plain(&at(&text, "X"), &text);
        assert!(shown.contains("--> a.yaml:1:100004\n") && shown.contains('X') && shown.contains('^'), "{shown}");
        assert!(shown.len() < 2_000, "{shown}");
        let whole = plain(&Diagnostic::new(Code::NotYaml, "a.yaml", &text, Span::new(3, text.len()), "wrong"), &text);
        assert!(whole.contains("a: 診断") && whole.len() < 2_000, "{whole}");
    }

    #[test]
    fn a_mark_over_several_lines_is_drawn_on_the_first() {
        let text = "a:\r\n  b: c\r\n  d: e\r\n";
        let d = Diagnostic::new(Code::NotYaml, "a.yaml", text, Span::new(6, text.len()), "wrong");
        assert_eq!(plain(&d, text).matches('^').count(), 4);
    }
}
