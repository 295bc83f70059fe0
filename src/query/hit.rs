//! The protocol's shapes for what a search finds.

use serde::Serialize;

use super::answer::PackRef;
use super::local::LocalText;
use super::matched::MatchInfo;
use crate::kb::Field;

/// What `search` returns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SearchResult {
    /// How the input was matched: `symptom`, or as a code that stands in the text, or `unknown` with no hits.
    #[serde(rename = "match")]
    pub matched: MatchInfo,
    /// The rules, best first.
    pub hits: Vec<SearchHit>,
    /// A sentence to read to the help desk.
    pub help_desk: LocalText,
}

/// A rule that a search found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SearchHit {
    /// The pack.
    pub pack: PackRef,
    /// The rule's id.
    pub rule: String,
    /// The codes of the rule.
    pub codes: Vec<String>,
    /// The details of the rule.
    pub details: Vec<String>,
    /// The heading.
    pub heading: Option<LocalText>,
    /// How well it fits, in hundredths: 100 says all that was asked, in as many words.
    pub score: u8,
    /// Which words were found, and where; the best text first.
    pub why: Vec<Why>,
}

/// Why a rule was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Why {
    /// The field of the rule.
    pub field: Field,
    /// The words of the question that were found there, or another word for the same.
    pub words: Vec<String>,
    /// The text of the rule that fits best.
    pub text: LocalText,
}
