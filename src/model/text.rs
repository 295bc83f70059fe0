//! A text in several languages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Whose words a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// Printed in the source (with the recorded errata applied).
    Print,
    /// Added by the editor; not part of the print.
    Editor,
}

/// One text per language, keyed by BCP 47 tag. The pack's first language is the one that others fall back to.
///
/// `{illegible:E59}` in a text stands where the print is unreadable; the erratum `E59` holds what was printed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Text {
    /// Whose words these are, where it differs from what the field usually holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// The words, by language tag.
    #[serde(flatten)]
    pub by_lang: BTreeMap<String, String>,
}

impl Text {
    /// The text in the first of `langs` that it has, with that language. A tag with a region falls back to its
    /// language: `en-GB` takes `en`.
    #[must_use]
    pub fn in_first<'a>(&'a self, langs: &[&str]) -> Option<(&'a str, &'a str)> {
        langs.iter().find_map(|lang| {
            let base = lang.split('-').next().unwrap_or(lang);
            self.by_lang
                .get_key_value(*lang)
                .or_else(|| self.by_lang.get_key_value(base))
                .map(|(k, v)| (k.as_str(), v.as_str()))
        })
    }
}
