//! A text in the reader's language, with the fallback visible.

use serde::Serialize;

use crate::kb::LoadedPack;
use crate::model::{Origin, Text};
use crate::words::{self, Words};

/// A text as it is shown, with the language that it is really in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LocalText {
    /// The words.
    pub text: String,
    /// Their language; another one than was asked for where no translation exists.
    pub lang: String,
    /// Whose words they are.
    pub origin: Origin,
}

/// What is needed to pick a text for one reader.
#[derive(Debug, Clone)]
pub(crate) struct Local<'a> {
    pub(crate) langs: Vec<&'a str>,
    pub(crate) words: &'static Words,
}

impl<'a> Local<'a> {
    pub(crate) fn new(pack: &'a LoadedPack, lang: Option<&'a str>) -> Self {
        let langs = pack.langs(lang);
        let words = words::of(langs.first().copied().unwrap_or("en"));
        Self { langs, words }
    }

    /// `text` for the reader; `usual` says whose words the field holds where the text does not say it.
    pub(crate) fn text(&self, text: &Text, usual: Origin) -> LocalText {
        let origin = text.origin.unwrap_or(usual);
        match text.in_first(&self.langs).or_else(|| text.by_lang.iter().next().map(|(k, v)| (k.as_str(), v.as_str()))) {
            Some((lang, text)) => LocalText { text: self.legible(text), lang: lang.to_owned(), origin },
            None => LocalText { text: String::new(), lang: self.words.lang.to_owned(), origin },
        }
    }

    pub(crate) fn print(&self, text: &Text) -> LocalText {
        self.text(text, Origin::Print)
    }

    pub(crate) fn editor(&self, text: &Text) -> LocalText {
        self.text(text, Origin::Editor)
    }

    /// The bare words of a name.
    pub(crate) fn name(&self, text: &Text) -> String {
        self.print(text).text
    }

    /// The engine's own words.
    pub(crate) fn own(&self, text: impl Into<String>) -> LocalText {
        LocalText { text: text.into(), lang: self.words.lang.to_owned(), origin: Origin::Editor }
    }

    /// Puts the marker for unreadable print in place of `{illegible:ID}`.
    fn legible(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{illegible:") {
            out.push_str(before);
            let Some((id, tail)) = after.split_once('}') else {
                rest = after;
                continue;
            };
            out.push_str(&self.words.illegible(id));
            rest = tail;
        }
        out.push_str(rest);
        out
    }
}
