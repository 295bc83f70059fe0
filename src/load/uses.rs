//! `use: rule/item`: puts the shared item in the place that names it.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::Parsed;
use crate::names::closest;
use crate::schema::Kind;
use crate::{Code, Diagnostic};

/// The lists of a rule whose entries can be shared.
const LISTS: [&str; 5] = ["cautions", "explanation", "causes", "checks", "remediation"];

/// Replaces every `use` in the rules by the item it names, keeping what the using rule says itself (its wiring),
/// and returns the ones that lead nowhere.
pub(super) fn expand(parsed: &mut [Parsed<'_>]) -> Vec<Diagnostic> {
    let items = shared_items(parsed);
    let names: Vec<String> = items.keys().map(|(_, name)| name.clone()).collect();
    let mut problems = Vec::new();
    for file in parsed.iter_mut().filter(|file| file.kind == Kind::Rule) {
        for list in LISTS {
            let Some(entries) = file.document.value.get_mut(list).and_then(Value::as_array_mut) else { continue };
            for (n, entry) in entries.iter_mut().enumerate() {
                let Some(name) = entry.get("use").and_then(Value::as_str).map(str::to_owned) else { continue };
                match items.get(&(list, name.clone())) {
                    Some(item) => *entry = merged(item, entry, &name),
                    None => {
                        let span = file.document.spans.value(&format!("/{list}/{n}/use")).unwrap_or_default();
                        let message = format!("there is no `{name}` among the {list} of the rules");
                        let help = closest(&name, &names).map_or_else(
                            || "name a rule and one of its own items: RULE/ITEM (an item that is itself used cannot be used again)".to_owned(),
                            |meant| format!("did you mean `{meant}`?"),
                        );
                        let source = file.source;
                        problems.push(
                            Diagnostic::new(Code::UnknownRule, &source.name, &source.text, span, message).help(help),
                        );
                    }
                }
            }
        }
    }
    problems
}

/// Every item that stands written out, by list and `rule/item`.
fn shared_items(parsed: &[Parsed<'_>]) -> BTreeMap<(&'static str, String), Map<String, Value>> {
    let mut items = BTreeMap::new();
    for file in parsed.iter().filter(|file| file.kind == Kind::Rule) {
        let Some(rule) = file.document.value.get("id").and_then(Value::as_str) else { continue };
        for list in LISTS {
            for item in file.document.value.get(list).and_then(Value::as_array).into_iter().flatten() {
                if let (Some(id), Some(item)) = (item.get("id").and_then(Value::as_str), item.as_object()) {
                    items.insert((list, format!("{rule}/{id}")), item.clone());
                }
            }
        }
    }
    items
}

/// The shared item with the wiring of the rule that uses it. Prerequisites and conditions are added to the owner's, never
/// put in their place, so that using an item cannot make it less safe; only conditions on the owner's rows are left out.
fn merged(item: &Map<String, Value>, entry: &Value, name: &str) -> Value {
    let mut whole = item.clone();
    if let Some(when) = whole.get_mut("when").and_then(Value::as_object_mut) {
        when.retain(|fact, _| !matches!(fact.as_str(), "row" | "code" | "detail"));
    }
    for (key, value) in entry.as_object().into_iter().flatten().filter(|(key, _)| *key != "use") {
        match (whole.get_mut(key), value) {
            (Some(Value::Array(own)), Value::Array(more)) if key == "requires" => {
                own.extend(more.iter().filter(|id| !item_has(item, id)).cloned());
            }
            (Some(Value::Object(own)), Value::Object(more)) if key == "when" => own.extend(more.clone()),
            _ => {
                whole.insert(key.clone(), value.clone());
            }
        }
    }
    whole.insert("used_from".to_owned(), Value::String(name.to_owned()));
    Value::Object(whole)
}

fn item_has(item: &Map<String, Value>, id: &Value) -> bool {
    item.get("requires").and_then(Value::as_array).is_some_and(|own| own.contains(id))
}
