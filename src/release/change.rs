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

/// Characters of a side that is shown in a sentence.
const MOST: usize = 120;

impl Change {
    /// The change as a sentence for a reader of `lang` (BCP 47): what it means, and both sides where they are short.
    #[must_use]
    pub fn sentence(&self, lang: &str) -> String {
        let meaning = self.kind.meaning(lang);
        let is_short = |side: &str| side.chars().count() <= MOST;
        let sides = match (&self.old, &self.new) {
            (Some(old), Some(new)) if is_short(old) && is_short(new) => format!("{old} → {new}"),
            (None, Some(only)) | (Some(only), None) if is_short(only) => only.clone(),
            _ => return meaning.to_owned(),
        };
        if meaning.ends_with('。') { format!("{meaning}({sides})") } else { format!("{meaning} ({sides})") }
    }

    /// The line of a change log that acknowledges the change, ticked or to be ticked.
    #[must_use]
    pub fn acknowledgement(&self, is_ticked: bool) -> String {
        let tick = if is_ticked { "x" } else { " " };
        let side = |value: &Option<String>| value.clone().unwrap_or_else(|| "—".to_owned()).replace(['\n', '\r'], " ");
        let kind = serde_json::to_value(self.kind).ok();
        let kind = kind.as_ref().and_then(Value::as_str).unwrap_or_default();
        format!("- [{tick}] `{}` {kind}: {} → {}", self.at, side(&self.old), side(&self.new))
    }
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
    Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned)
}
