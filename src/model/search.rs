//! What helps people find a rule by their own words.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// `search.yaml`: the words that people use for the things of the pack, and how near a question has to come.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchWords {
    /// The score, in hundredths, below which a question is answered `unknown`; fixed by the pack's own evaluation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub threshold: Option<u8>,
    /// Groups of words that mean the same.
    #[serde(default)]
    pub terms: Vec<Synonyms>,
    /// Words to the kana in which they are spoken, for dictated questions.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub readings: BTreeMap<String, String>,
}

/// Words that mean the same to the people who ask.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Synonyms {
    /// The idea behind the words.
    pub name: String,
    /// The words name something that the pack is not about.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub elsewhere: bool,
    /// The words, by language tag; Japanese ones may be stems.
    #[serde(flatten)]
    pub words: BTreeMap<String, Vec<String>>,
}
