//! SD0603: a translation is of the texts as they are now. SD0312: it is into a language that the pack declares.

use std::fmt::Write as _;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::texts::{TextAt, texts, unknown_language};
use super::{At, Finding};
use crate::Code;
use crate::model::Translation;

/// What the texts of a file say in the first of `languages`, in twelve hexadecimal digits.
///
/// `value` is the file's model as JSON. Symptoms are each language's own words and used items stand in another file:
/// neither counts.
pub(crate) fn fingerprint(value: &Value, languages: &[String]) -> String {
    let primary = languages.first().map_or("", String::as_str);
    let words: Vec<&str> = texts(value)
        .iter()
        .filter(|text| !text.is_symptom())
        .flat_map(|text| text.words().filter(|(language, _)| *language == primary))
        .map(|(_, words)| words)
        .collect();
    let mut hex = String::with_capacity(12);
    for byte in Sha256::digest(words.join("\n").as_bytes()).iter().take(6) {
        // Writing to a string does not fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// The translations of the file that `at` is in: where a missing entry is reported. `now` is its fingerprint.
pub(super) fn file(
    at: &At,
    now: &str,
    texts: &[TextAt<'_>],
    translations: &[Translation],
    languages: &[String],
    found: &mut Vec<Finding>,
) {
    let file = at.file;
    let names: Vec<&str> = languages.iter().map(String::as_str).collect();
    for (i, translation) in translations.iter().enumerate() {
        let (lang, of) = (translation.lang.as_str(), &translation.of);
        if !names.contains(&lang) {
            found.push(unknown_language(lang, At::new(file, format!("/translations/{i}/lang")), &names));
        } else if of != now {
            let message = format!("the texts that were translated into `{lang}` were `{of}` and are `{now}` now");
            found.push(
                Finding::new(Code::StaleTranslation, At::new(file, format!("/translations/{i}/of")), message)
                    .help(format!("review the translation, then write `of: \"{now}\"`")),
            );
        }
    }
    for lang in names.iter().skip(1) {
        let translated = texts.iter().any(|text| !text.is_symptom() && text.has(lang));
        if translated && !translations.iter().any(|translation| translation.lang == *lang) {
            let message =
                format!("`translations` does not say which texts were translated into `{lang}`: they are `{now}`");
            let entry = format!("`translations: [{{ lang: {lang}, status: draft, of: \"{now}\" }}]`");
            found.push(
                Finding::new(Code::StaleTranslation, at.clone(), message)
                    .help(format!("review the translation, then write {entry}")),
            );
        }
    }
}
