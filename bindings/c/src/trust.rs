//! The JSON of what is asked of a pack.

use serde_json::{Map, Value};
use shindan::pack::Trust;

use crate::fault::Fault;

/// What is asked for, and the signature that came with the pack.
pub(crate) fn read(text: Option<&str>) -> Result<(Trust, Option<String>), Fault> {
    let Some(text) = text else { return Ok((Trust::new(), None)) };
    let asked: Map<String, Value> =
        serde_json::from_str(text).map_err(|error| wrong(&format!("is no JSON object: {error}")))?;
    let (mut trust, mut signature) = (Trust::new(), None);
    for (name, value) in &asked {
        match (name.as_str(), value) {
            ("keys", Value::Array(keys)) => {
                trust = trust.keys(keys.iter().map(|key| string(name, key)).collect::<Result<Vec<_>, _>>()?)?;
            }
            ("revoked", Value::Array(keys)) => {
                for key in keys {
                    trust = trust.revoked(string(name, key)?)?;
                }
            }
            ("least", Value::Object(versions)) => {
                for (pack, version) in versions {
                    let text = string(name, version)?;
                    let version = serde_json::from_value(version.clone()).map_err(|_| {
                        wrong(&format!("has `{text}` as least version of `{pack}`; write it like 1.2.0"))
                    })?;
                    trust = trust.at_least(pack, version);
                }
            }
            ("signature", Value::String(text)) => signature = Some(text.clone()),
            _ => {
                let takes =
                    "it takes `keys` and `revoked`, lists of lines; `least`, versions by pack; `signature`, a text";
                return Err(wrong(&format!("has `{name}`, which is not what it takes, or not in this form; {takes}")));
            }
        }
    }
    if signature.is_some() && !trust.asks_for_signature() {
        return Err(wrong("has a `signature`, which says nothing without `keys`"));
    }
    Ok((trust, signature))
}

fn string<'a>(name: &str, value: &'a Value) -> Result<&'a str, Fault> {
    value.as_str().ok_or_else(|| wrong(&format!("has something else than a text in `{name}`: {value}")))
}

fn wrong(problem: &str) -> Fault {
    Fault::argument("trust", problem)
}
