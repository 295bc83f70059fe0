//! What a rule says: plain data, no behaviour. The JSON Schemas in `schema/` describe the same shapes for editors.

mod check;
mod codes;
mod learned;
mod pack;
mod remedy;
mod rule;
mod search;
mod text;

pub use check::{AnswerOption, Check};
pub use codes::{CodeEntry, Codes, SharedText};
pub use learned::{ByCause, LearnedRule};
pub use pack::{Contact, Document, FactDecl, FactValue, Pack, Role, Strategy};
pub use remedy::{Remedy, RemedyKind, Risk, Step};
pub use rule::{
    Absence, AppliesTo, Cause, Erratum, ErratumKind, HandOver, HandOverFrom, Inferred, Likelihood, Match, Passage,
    ReviewNote, Rule, Source, Status, Translation, TranslationStatus, Tree, TreeNode, When,
};
pub use search::{SearchWords, Synonyms};
pub use text::{Origin, Text};

use serde::{Deserialize, Serialize};

/// Where in the authored order a step is held, below safety.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pin {
    /// Before every other step.
    First,
    /// After every other step.
    Last,
}

/// A whole pack as its files say it, before it is indexed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackModel {
    /// The manifest, `pack.yaml`.
    pub pack: Pack,
    /// The code list, `codes.yaml`.
    pub codes: Codes,
    /// The words of those who search, `search.yaml`, if the pack has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub search: Option<SearchWords>,
    /// The rules, in the order of their ids.
    pub rules: Vec<Rule>,
}
