//! One change, with what it concerns and both sides of it.

use serde::Serialize;
use serde_json::Value;

use super::kind::{Bump, Kind};

/// One change between two versions of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// What changed.
    pub kind: Kind,
    /// The least bump that it requires.
    pub bump: Bump,
    /// The rule, by its id in the newer version; none for the pack as a whole.
    pub rule: Option<String>,
    /// The check or remedy, as `RULE/STEP`.
    pub step: Option<String>,
    /// Where it stands: names of fields and ids, from the pack down.
    pub at: String,
    /// What stood there; none for what is new.
    pub old: Option<String>,
    /// What stands there now; none for what is gone.
    pub new: Option<String>,
}

/// A value as a person reads it: of a text the first language that differs from the other side.
pub(super) fn shown(value: Option<&Value>, other: Option<&Value>) -> Option<String> {
    let value = value.filter(|value| !value.is_null())?;
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().filter_map(|one| shown(Some(one), None)).collect::<Vec<_>>().join(", "),
        Value::Object(fields) => {
            let differs =
                |name: &&String| other.and_then(|other| other.get(name.as_str())) != fields.get(name.as_str());
            let named = ["id", "code", "name", "text"].into_iter().find_map(|name| fields.get(name));
            let first = || fields.keys().find(differs).and_then(|name| fields.get(name));
            return shown(named.filter(|named| named.is_string()).or_else(first), None)
                .or_else(|| Some(value.to_string()));
        }
        other => other.to_string(),
    };
    Some(text.trim().to_owned())
}
