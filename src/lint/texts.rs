//! Texts and their languages: SD0312, SD0601, SD0602, SD0604.

use serde_json::{Map, Value};

use super::base::{Kind, View};
use super::names::{closest, escape, list};
use super::{At, FileId, Finding};
use crate::Code;

/// Maps from names to words, which are data and not texts.
const DATA: [&str; 6] = ["absent", "facts", "replies", "set", "software", "when"];

/// One text of a file.
pub(super) struct TextAt<'v> {
    pub(super) pointer: String,
    text: &'v Map<String, Value>,
}

impl<'v> TextAt<'v> {
    /// Each language with its words.
    pub(super) fn words(&self) -> impl Iterator<Item = (&'v str, &'v str)> + use<'v> {
        self.text
            .iter()
            .filter(|(key, _)| is_language(key))
            .filter_map(|(key, words)| Some((key.as_str(), words.as_str()?)))
    }

    pub(super) fn has(&self, language: &str) -> bool {
        self.words().any(|(key, _)| key == language)
    }

    pub(super) fn is_symptom(&self) -> bool {
        self.pointer.starts_with("/symptoms/")
    }

    /// The text of another code, named with `use:`.
    fn is_shared(&self) -> bool {
        self.text.contains_key("use")
    }
}

/// Every text that stands in the file of `value`, by the names of its fields: those of used items stand elsewhere.
pub(super) fn texts(value: &Value) -> Vec<TextAt<'_>> {
    let mut texts = Vec::new();
    collect(value, String::new(), &mut texts);
    texts
}

fn collect<'v>(value: &'v Value, pointer: String, texts: &mut Vec<TextAt<'v>>) {
    match value {
        Value::Array(values) => {
            values.iter().enumerate().for_each(|(i, value)| collect(value, format!("{pointer}/{i}"), texts));
        }
        Value::Object(map) if is_text(map) => texts.push(TextAt { pointer, text: map }),
        Value::Object(map) if !map.contains_key("used_from") => {
            // Sorted here, so that a fingerprint does not depend on how the map was built.
            let mut fields: Vec<_> = map.iter().collect();
            fields.sort_by_key(|(key, _)| *key);
            for (key, value) in fields {
                if !(value.is_object() && DATA.contains(&key.as_str())) {
                    collect(value, format!("{pointer}/{}", escape(key)), texts);
                }
            }
        }
        _ => {}
    }
}

/// Whether a map can only be a text: all of its keys are languages, `origin` or `use`, all of its values words.
fn is_text(map: &Map<String, Value>) -> bool {
    !map.is_empty() && map.iter().all(|(key, value)| value.is_string() && (key == "origin" || is_tag(key)))
}

/// `use` has the form of a language tag, and is none.
fn is_language(key: &str) -> bool {
    key != "use" && is_tag(key)
}

fn is_tag(key: &str) -> bool {
    let mut parts = key.split('-');
    let language = parts.next().unwrap_or_default();
    (2..=3).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_lowercase())
}

/// Languages that are missing or not declared, in one file.
pub(super) fn file(file: FileId, texts: &[TextAt<'_>], languages: &[String], found: &mut Vec<Finding>) {
    let names: Vec<&str> = languages.iter().map(String::as_str).collect();
    let Some((primary, others)) = names.split_first() else { return };
    for text in texts {
        for (language, _) in text.words().filter(|(language, _)| !names.contains(language)) {
            found.push(unknown_language(language, At::new(file, format!("{}/{language}", text.pointer)), &names));
        }
        if text.is_shared() {
            continue;
        }
        let at = At::new(file, &text.pointer);
        if !text.has(primary) {
            found.push(
                Finding::new(Code::NoPrimaryText, at, format!("the text has no `{primary}`")).help(format!(
                    "add `{primary}:`, the first language of the pack: every other one falls back to it"
                )),
            );
        } else if !text.is_symptom() {
            let missing = others.iter().filter(|language| !text.has(language));
            found.extend(missing.map(|language| {
                Finding::new(Code::MissingTranslation, at.clone(), format!("the text has no `{language}`"))
                    .help(format!("add `{language}:`; until then it is shown in `{primary}`"))
            }));
        }
    }
}

pub(super) fn unknown_language(language: &str, at: At, declared: &[&str]) -> Finding {
    let help = match closest(language, declared) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("the pack has {}: add it to `languages` of pack.yaml, or take the text out", list(declared)),
    };
    Finding::new(Code::UnknownLanguage, at, format!("the pack has no language `{language}`")).help(help)
}

/// Answers that nobody could read.
pub(super) fn answers(view: &View<'_>, found: &mut Vec<Finding>) {
    for item in view.steps().filter(|item| item.used_from.is_none()) {
        let Kind::Check(check) = item.kind else { continue };
        for (i, answer) in check.answers.iter().enumerate() {
            if answer.text.is_none() && !["yes", "no"].contains(&answer.id.as_str()) {
                let at = view.at_item(item, &format!("/answers/{i}/id"));
                found.push(
                    Finding::new(Code::AnswerWithoutText, at, format!("the answer `{}` has no text", answer.id))
                        .help("add `text:` with the answer as people say it"),
                );
            }
        }
    }
}
