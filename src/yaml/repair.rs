//! The text as it would be after some replacements.

use crate::{Diagnostic, Fix, Label, Span};

use super::input::Input;

/// A repaired text that still knows where its bytes came from.
#[derive(Debug)]
pub(super) struct Repaired {
    pub(super) text: String,
    /// For each replacement: where it ends in the repaired text, and where what it replaced ended.
    ends: Vec<(usize, usize)>,
}

impl Repaired {
    /// A problem of the repaired text at its place in the original.
    pub(super) fn original(&self, input: &Input<'_>, found: Diagnostic) -> Diagnostic {
        let span = |span: Span| Span::new(input.floor(self.byte(span.start)), input.floor(self.byte(span.end)));
        let mut problem = input.problem(found.code, span(found.span), found.message);
        problem.help = found.help;
        problem.labels = found.labels.into_iter().map(|label| Label { span: span(label.span), ..label }).collect();
        // Only what was not replaced before can be replaced as the parser saw it.
        problem.fix =
            found.fix.map(|fix| (fix.span, Fix { span: span(fix.span), ..fix })).and_then(|(repaired, fix)| {
                let same =
                    self.text.get(repaired.start..repaired.end) == Some(input.slice(fix.span.start, fix.span.end));
                same.then_some(fix)
            });
        problem
    }

    /// The byte of the original text that stands for byte `at` of the repaired one.
    fn byte(&self, at: usize) -> usize {
        let past = self.ends.partition_point(|&(end, _)| end <= at);
        match past.checked_sub(1).and_then(|last| self.ends.get(last)) {
            Some(&(end, original)) => original.saturating_add(at.saturating_sub(end)),
            None => at,
        }
    }
}

/// Applies `fixes`, which are in order; one that overlaps the one before it is left out.
pub(super) fn apply<'f>(text: &str, fixes: impl Iterator<Item = &'f Fix>) -> Repaired {
    let mut repaired = Repaired { text: String::with_capacity(text.len()), ends: Vec::new() };
    let mut done = 0;
    for fix in fixes {
        let Some(between) = text.get(done..fix.span.start) else { continue };
        repaired.text.push_str(between);
        repaired.text.push_str(&fix.replacement);
        done = fix.span.end;
        repaired.ends.push((repaired.text.len(), done));
    }
    repaired.text.push_str(text.get(done..).unwrap_or_default());
    repaired
}
