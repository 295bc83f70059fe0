//! Two JSON values to where they differ: lists of things that have ids are compared by id, whatever their order.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

/// One place where two values differ. The path alternates names of fields and, after a list of things with ids, the id.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Difference<'a> {
    pub(super) path: Vec<Step<'a>>,
    pub(super) old: Option<&'a Value>,
    pub(super) new: Option<&'a Value>,
}

/// A part of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step<'a> {
    Field(&'a str),
    /// One thing of a list, by its id.
    Item(String),
    /// The order of a list.
    Order,
}

/// The lists whose things have ids, and the fields that make the id.
const KEYED: [(&str, &[&str]); 16] = [
    ("rules", &["id"]),
    ("matches", &["code", "detail"]),
    ("cautions", &["id"]),
    ("causes", &["id"]),
    ("checks", &["id"]),
    ("answers", &["id"]),
    ("remediation", &["id"]),
    ("roles", &["id"]),
    ("contacts", &["id"]),
    ("facts", &["id"]),
    ("values", &["id"]),
    ("documents", &["id"]),
    ("codes", &["code"]),
    ("errata", &["id"]),
    ("review_notes", &["id"]),
    ("terms", &["name"]),
];

/// Where `old` and `new` differ, in the order of `old`, what is new after it.
pub(super) fn differences<'a>(old: &'a Value, new: &'a Value) -> Vec<Difference<'a>> {
    let mut found = Vec::new();
    walk(&mut Vec::new(), Some(old), Some(new), &mut found);
    found
}

/// As deep as a model is: its shape is known, so this ends soon.
fn walk<'a>(path: &mut Vec<Step<'a>>, old: Option<&'a Value>, new: Option<&'a Value>, found: &mut Vec<Difference<'a>>) {
    if old == new {
        return;
    }
    match (old, new) {
        (Some(Value::Object(was)), Some(Value::Object(is))) => {
            let names: BTreeSet<&'a String> = was.keys().chain(is.keys()).collect();
            for name in names {
                path.push(Step::Field(name));
                walk(path, was.get(name), is.get(name), found);
                path.pop();
            }
        }
        (Some(Value::Array(was)), Some(Value::Array(is))) if key_of(path, was, is).is_some() => {
            let key = key_of(path, was, is).unwrap_or(&[]);
            let (was, is) = (keyed(was, key), keyed(is, key));
            let by_id =
                |list: &[(String, &'a Value)]| -> BTreeMap<String, &'a Value> { list.iter().cloned().collect() };
            let (before, after) = (by_id(&was), by_id(&is));
            for (id, value) in &was {
                path.push(Step::Item(id.clone()));
                walk(path, Some(value), after.get(id).copied(), found);
                path.pop();
            }
            for (id, value) in is.iter().filter(|(id, _)| !before.contains_key(id)) {
                path.push(Step::Item(id.clone()));
                walk(path, None, Some(value), found);
                path.pop();
            }
            let kept = |list: &[(String, &'a Value)], other: &BTreeMap<String, &'a Value>| -> Vec<String> {
                list.iter().filter(|(id, _)| other.contains_key(id)).map(|(id, _)| id.clone()).collect()
            };
            if kept(&was, &after) != kept(&is, &before) {
                let path = path.iter().cloned().chain([Step::Order]).collect();
                found.push(Difference { path, old, new });
            }
        }
        _ => found.push(Difference { path: path.clone(), old, new }),
    }
}

/// The fields that make the ids of a list, if all its things are told apart by them.
fn key_of(path: &[Step<'_>], was: &[Value], is: &[Value]) -> Option<&'static [&'static str]> {
    let Some(Step::Field(name)) = path.last() else { return None };
    let (_, key) = KEYED.iter().find(|(list, _)| list == name)?;
    let unique = |list: &[Value]| {
        let ids: BTreeSet<String> = keyed(list, key).into_iter().map(|(id, _)| id).collect();
        ids.len() == list.len()
    };
    (unique(was) && unique(is)).then_some(*key)
}

/// A thing without an id of its own, such as a warning, is known by its place among such things.
fn keyed<'a>(list: &'a [Value], key: &[&str]) -> Vec<(String, &'a Value)> {
    let mut place = 0_usize;
    let mut id = |value: &Value| {
        let parts: Vec<&str> = key.iter().filter_map(|name| value.get(name)?.as_str()).collect();
        if parts.is_empty() {
            place = place.saturating_add(1);
            return format!("#{place}");
        }
        parts.join(" ")
    };
    list.iter().map(|value| (id(value), value)).collect()
}
