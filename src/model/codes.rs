//! The code list: each code once, with its aliases, heading and message.

use serde::{Deserialize, Serialize};

use super::{Erratum, ReviewNote, Text};

/// `codes.yaml`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codes {
    /// The codes.
    pub codes: Vec<CodeEntry>,
    /// Misprints in headings and messages.
    #[serde(default)]
    pub errata: Vec<Erratum>,
    /// Doubts about headings and messages.
    #[serde(default)]
    pub review_notes: Vec<ReviewNote>,
    /// The state of each translation of this file.
    #[serde(default)]
    pub translations: Vec<super::Translation>,
}

/// What the screen shows with a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeEntry {
    /// The code as the screen shows it.
    pub code: String,
    /// Other codes printed for the same fault.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// The heading printed for the code, if any.
    #[serde(default)]
    pub heading: Option<SharedText>,
    /// The on-screen message, if any.
    #[serde(default)]
    pub message: Option<SharedText>,
    /// The misprints of `errata` that concern this code.
    #[serde(default)]
    pub errata: Vec<String>,
    /// The doubts of `review_notes` that concern this code.
    #[serde(default)]
    pub review_notes: Vec<String>,
}

/// A text of this code, or that of another code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedText {
    /// The code whose text this is, if it stands there.
    #[serde(rename = "use", default, skip_serializing_if = "Option::is_none")]
    pub shared: Option<String>,
    /// The text itself otherwise.
    #[serde(flatten)]
    pub text: Text,
}
