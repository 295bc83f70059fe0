//! What a host asks: the limits first, then what every pack makes of the input.

use super::Query;
use super::answer::Explanation;
use super::merge::merge;
use super::resolve::{Change, ChangeKind, resolve};
use crate::Limits;
use crate::kb::KnowledgeBase;

impl KnowledgeBase {
    /// Answers a code, a code with its detail, a detail alone, or a text that holds some.
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
        let (text, cut) = cut(&query.text, limits.query_bytes);
        let found = self.packs().iter().map(|pack| (pack.as_ref(), resolve(pack, text, &query.facts))).collect();
        let mut explanation = merge(found, query);
        if let Some(rest) = cut {
            let change = Change { kind: ChangeKind::CutOff, from: format!("{rest} bytes"), to: None };
            explanation.matched.changes.push(change);
        }
        explanation
    }
}

/// The part of a text within the limit, and the number of bytes beyond it.
fn cut(text: &str, limit: usize) -> (&str, Option<usize>) {
    if text.len() <= limit {
        return (text, None);
    }
    let end = (0..=limit).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    (text.get(..end).unwrap_or_default(), Some(text.len().saturating_sub(end)))
}
