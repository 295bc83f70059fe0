//! Texts that stand in more than one place of the pack's files.

use std::collections::BTreeMap;

use serde_json::Value;

use super::cells::normalise;
use super::knowledge::files;

/// Shorter texts are words rather than sentences: names of buttons, of environments, of errors.
const SENTENCE: usize = 12;

/// Where a text stands: the file and the keys that lead to it.
pub(crate) type Places = Vec<String>;

/// Every Japanese text of some length that stands in several places, other than symptoms.
pub(crate) fn twice() -> BTreeMap<String, Places> {
    let mut texts: BTreeMap<String, Places> = BTreeMap::new();
    for (file, value) in files() {
        collect(&value, &file, &mut texts);
    }
    texts.retain(|text, places| places.len() > 1 && text.chars().count() >= SENTENCE);
    texts
}

fn collect(value: &Value, place: &str, texts: &mut BTreeMap<String, Places>) {
    match value {
        Value::Array(values) => {
            for (n, value) in values.iter().enumerate() {
                let name = value.get("id").and_then(Value::as_str).map_or_else(|| n.to_string(), str::to_owned);
                collect(value, &format!("{place}/{name}"), texts);
            }
        }
        Value::Object(map) => {
            for (key, value) in map.iter().filter(|(key, _)| *key != "symptoms") {
                match value.as_str().filter(|_| key == "ja") {
                    Some(text) => texts.entry(normalise(text)).or_default().push(place.to_owned()),
                    None => collect(value, &format!("{place}/{key}"), texts),
                }
            }
        }
        _ => {}
    }
}
