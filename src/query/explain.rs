//! What a host asks: the limits first, then what every pack makes of the input.

use super::answer::Explanation;
use super::matched::{Change, ChangeKind, Level};
use super::merge::merge;
use super::resolve::resolve;
use super::search::by_symptoms;
use super::{Query, damaged};
use crate::Limits;
use crate::kb::KnowledgeBase;

impl KnowledgeBase {
    /// Answers a code, a code with its detail, a detail alone, or a text that holds some. A text without any is answered
    /// by what it describes, with the rules that may be meant.
    ///
    /// Never fails and never returns nothing: the match says how sure the answer is, and `unknown` still carries a
    /// sentence to read to the help desk.
    #[must_use]
    pub fn explain(&self, query: &Query) -> Explanation {
        self.explain_within(query, &Limits::default())
    }

    /// [`explain`](Self::explain) with the host's own limits.
    #[must_use]
    pub fn explain_within(&self, query: &Query, limits: &Limits) -> Explanation {
        self.unless_damaged(|| self.answered(query, limits), |pack| damaged::explanation(pack, query))
    }

    fn answered(&self, query: &Query, limits: &Limits) -> Explanation {
        let (text, cut) = cut(&query.text, limits.query_bytes);
        let found = self.packs().iter().map(|pack| (pack.as_ref(), resolve(pack, text, &query.facts))).collect();
        let mut explanation = merge(found, query);
        if explanation.matched.level == Level::Unknown && describes(text, &explanation.matched.changes) {
            let found = by_symptoms(self.packs(), text);
            if !found.is_empty() {
                explanation = merge(found, query);
            }
        }
        if let Some(rest) = cut {
            explanation.matched.changes.push(cut_off(rest));
        }
        explanation
    }
}

/// Whether a text describes something: a number in it is no code that the table lacks.
pub(super) fn describes(text: &str, changes: &[Change]) -> bool {
    text.chars().any(char::is_alphabetic) && changes.iter().all(|change| change.kind == ChangeKind::Number)
}

/// Says that the last `rest` bytes were not read.
pub(super) fn cut_off(rest: usize) -> Change {
    Change { kind: ChangeKind::CutOff, from: format!("{rest} bytes"), to: None }
}

/// The part of a text within the limit, and the number of bytes beyond it.
pub(super) fn cut(text: &str, limit: usize) -> (&str, Option<usize>) {
    if text.len() <= limit {
        return (text, None);
    }
    let end = (0..=limit).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    (text.get(..end).unwrap_or_default(), Some(text.len().saturating_sub(end)))
}
