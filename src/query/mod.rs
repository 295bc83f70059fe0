//! Codes and text to answers.

mod answer;
mod case;
mod context;
mod damaged;
#[cfg(feature = "encodings")]
mod decode;
#[cfg(any(feature = "authoring", feature = "fs"))]
mod examples;
mod explain;
mod given;
mod hit;
mod items;
mod list;
mod local;
mod lookup;
mod matched;
mod merge;
mod open;
mod plan;
mod present;
mod read;
mod resolve;
mod row_facts;
mod rows;
mod scan;
mod search;
mod sheet;
mod steps;

pub use crate::kb::Field;
pub use answer::{Answer, Asked, CauseOut, Explanation, HandOverOut, NoteOut, PackRef, PlanStep, Relation, SourceOut};
#[cfg(feature = "encodings")]
pub use decode::{Decoder, Encoding};
pub use hit::{SearchHit, SearchResult, Why};
pub use list::{ListedRow, ListedRule, Listing};
pub use local::LocalText;
pub use lookup::{Identified, Lookup, Row};
pub use matched::{Change, ChangeKind, Level, MatchInfo, Question, QuestionOption, Reason, Suggestion};
pub use scan::{ScanHit, Scanner, Stream};
pub use steps::{AnswerOptionOut, CheckOut, ContactOut, RemedyOut, StepOut, Withheld, WithheldWhy};

#[cfg(feature = "authoring")]
pub(crate) use examples::MissedExample;
#[cfg(any(feature = "authoring", feature = "fs"))]
pub(crate) use examples::missed_examples;
pub(crate) use given::spelled;
pub(crate) use local::Local;
pub(crate) use present::Answerer;
pub(crate) use resolve::{Found, resolve};
pub(crate) use row_facts::{common_facts, row_facts};
pub(crate) use rows::applies;
pub(crate) use search::suspects;

use std::collections::{BTreeMap, HashSet};

/// What somebody asks: one or more codes, details or pasted text, read as one text.
///
/// ```
/// let query = shindan::Query::new("【FUJ905】0x02000001").lang("en").role("admin");
/// assert_eq!(query.text, "【FUJ905】0x02000001");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Query {
    /// The codes or text.
    pub text: String,
    /// The language of the answer (BCP 47); the pack's first language if none.
    pub lang: Option<String>,
    /// Who asks. None: every step is shown, labelled with its role.
    pub role: Option<String>,
    /// What the host knows.
    pub facts: BTreeMap<String, String>,
}

impl Query {
    /// A query for codes or text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// Asks for a language.
    #[must_use]
    pub fn lang(mut self, lang: impl Into<String>) -> Self {
        self.lang = Some(lang.into());
        self
    }

    /// Says who asks.
    #[must_use]
    pub fn role(mut self, role: impl Into<String>) -> Self {
        self.role = Some(role.into());
        self
    }

    /// Adds something the host knows.
    #[must_use]
    pub fn fact(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.facts.insert(name.into(), value.into());
        self
    }
}

/// The engine's words for a reader of `lang`, or of the pack's first language.
pub(crate) fn words_for(pack: Option<&crate::kb::LoadedPack>, lang: Option<&str>) -> &'static crate::words::Words {
    let first = pack.and_then(|p| p.manifest().languages.first()).map(String::as_str);
    crate::words::of(lang.or(first).unwrap_or("en"))
}

/// Each string once, in the order of first appearance.
fn dedup(list: &mut Vec<String>) {
    let mut seen: HashSet<String> = HashSet::with_capacity(list.len());
    list.retain(|item| seen.insert(item.clone()));
}
