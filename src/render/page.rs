//! A page in the making: paragraphs with hanging indents, one blank line between blocks.

use super::style::{Span, Style, Tone};
use super::wrap::{width, wrap};

/// Fewest columns that a paragraph is given, however narrow the terminal.
const NARROWEST: usize = 16;

/// Text that grows by paragraphs.
#[derive(Debug)]
pub(super) struct Page {
    style: Style,
    out: String,
}

impl Page {
    pub(super) fn new(style: &Style) -> Self {
        Self { style: *style, out: String::new() }
    }

    /// The page, ending in one line break.
    pub(super) fn finish(mut self) -> String {
        let end = self.out.trim_end_matches('\n').len();
        self.out.truncate(end);
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        self.out
    }

    /// A blank line, unless there is one or nothing stands above.
    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// A heading after a blank line.
    pub(super) fn heading(&mut self, text: &str) {
        self.gap();
        self.para(0, Span::plain(""), &[Span::strong(text)]);
    }

    /// A paragraph behind `lead`; its further lines stand under its first character.
    pub(super) fn para(&mut self, indent: usize, lead: Span, spans: &[Span]) {
        let hang = width(&lead.text);
        if self.style.width > 0 && hang > self.style.width / 3 {
            // A lead as long as a sentence would leave no room beside it.
            let whole: Vec<Span> = std::iter::once(lead).chain(spans.iter().cloned()).collect();
            return self.branch(indent, ["", "  "], &whole);
        }
        for (n, line) in self.lines(indent.saturating_add(hang), spans).iter().enumerate() {
            if n == 0 {
                self.line(indent, Some(&lead), line);
            } else {
                self.line(indent.saturating_add(hang), None, line);
            }
        }
    }

    /// A paragraph with `lead` before each of its lines.
    pub(super) fn quote(&mut self, indent: usize, lead: Span, spans: &[Span]) {
        for line in self.lines(indent.saturating_add(width(&lead.text)), spans) {
            self.line(indent, Some(&lead), &line);
        }
    }

    /// A paragraph whose further lines carry another lead of the same width: the stroke of a tree.
    pub(super) fn branch(&mut self, indent: usize, leads: [&str; 2], spans: &[Span]) {
        let [first, further] = leads.map(Span::dim);
        for (n, line) in self.lines(indent.saturating_add(width(&further.text)), spans).iter().enumerate() {
            self.line(indent, Some(if n == 0 { &first } else { &further }), line);
        }
    }

    fn lines(&self, taken: usize, spans: &[Span]) -> Vec<Vec<Span>> {
        let columns = match self.style.width {
            0 => 0,
            all => all.saturating_sub(taken).max(NARROWEST),
        };
        wrap(spans, columns)
    }

    fn line(&mut self, indent: usize, lead: Option<&Span>, line: &[Span]) {
        let before = self.out.len();
        self.out.extend(std::iter::repeat_n(' ', indent));
        // Nothing stands behind a lead without text, not even its space.
        let bare = lead.filter(|_| line.is_empty()).map(|lead| Span { text: lead.text.trim_end().to_owned(), ..*lead });
        for span in bare.as_ref().or(lead).into_iter().chain(line) {
            span.tone.write(&mut self.out, &span.text, self.style.ansi);
        }
        // A line of nothing but its indent is a blank one.
        if self.out.get(before..).is_some_and(|line| line.trim().is_empty()) {
            self.out.truncate(before);
        }
        self.out.push('\n');
    }

    /// A paragraph behind a number. Where a warning goes with it, the number stands before the warning.
    pub(super) fn numbered(&mut self, indent: usize, number: &str, caution: Option<Vec<Span>>, spans: &[Span]) {
        let lead = Span::strong(number);
        let Some(caution) = caution else { return self.para(indent, lead, spans) };
        let mut warning = vec![Span::new(Tone::Warn, "⚠ ")];
        warning.extend(warned(caution));
        self.para(indent, lead, &warning);
        self.para(indent.saturating_add(width(number)), Span::plain(""), spans);
    }

    /// A warning.
    pub(super) fn warn(&mut self, indent: usize, spans: Vec<Span>) {
        self.para(indent, Span::new(Tone::Warn, "⚠ "), &warned(spans));
    }
}

/// Plain pieces in the tone of a warning.
fn warned(spans: Vec<Span>) -> Vec<Span> {
    let warn = |span: Span| if span.tone == Tone::Plain { Span { tone: Tone::Warn, ..span } } else { span };
    spans.into_iter().map(warn).collect()
}
