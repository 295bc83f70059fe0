//! The text of a model file to a draft, with an error that names the place and what to write instead.

use serde_json::{Map, Value};

use super::model::{Cause, Draft, FORMAT, Step, StepKind};
use crate::error::{Error, ErrorKind};

/// Longest text of a model.
const BYTES: usize = 16 * 1024 * 1024;

/// A model that cannot be planned.
pub(super) fn bad(detail: impl Into<String>) -> Error {
    Error::new(ErrorKind::BadModel, detail)
}

pub(super) fn draft(text: &str) -> Result<Draft, Error> {
    if text.len() > BYTES {
        return Err(bad(format!("the text has {} bytes; at most {BYTES} are read", text.len())));
    }
    let value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))
        .map_err(|e| bad(format!("the text is not JSON: {e}; write one JSON object as the format describes")))?;
    let top = At { fields: object(&value, "the model")?, place: "the model".to_owned() };
    format(&top)?;
    let causes = top.list("causes")?.iter().enumerate().map(|(at, value)| cause(value, at));
    let steps = top.list("steps")?.iter().enumerate().map(|(at, value)| step(value, at));
    Ok(Draft {
        id: if top.has("id") { top.text("id")? } else { "model".to_owned() },
        causes: causes.collect::<Result<_, _>>()?,
        steps: steps.collect::<Result<_, _>>()?,
        authored_order: top.texts("authored_order")?,
    })
}

fn format(top: &At<'_>) -> Result<(), Error> {
    let name = top.text("format")?;
    if name != FORMAT {
        return Err(bad(format!("the model: `format` is `{}`; write \"{FORMAT}\"", short(&name))));
    }
    match top.whole("version")? {
        1 => Ok(()),
        other => Err(bad(format!("the model: `version` is {other}; this program reads version 1"))),
    }
}

fn cause(value: &Value, at: usize) -> Result<Cause, Error> {
    let at = At::entry(value, "cause", at)?;
    Ok(Cause { id: at.text("id")?, weight: at.whole("weight")? })
}

fn step(value: &Value, at: usize) -> Result<Step, Error> {
    let at = At::entry(value, "step", at)?;
    let kind = match at.text("kind")?.as_str() {
        "question" => StepKind::Question {
            answers: at.texts("answers")?,
            likelihood: at.rows("likelihood")?,
            closes: if at.has("closes") { at.lists("closes")? } else { Vec::new() },
        },
        "action" => StepKind::Action { fix: at.chances("fix")? },
        "escalate" => StepKind::Escalate,
        other => {
            let other = short(other);
            return Err(at.bad(format!("`kind` is `{other}`; write \"question\", \"action\" or \"escalate\"")));
        }
    };
    // An escalation neither waits nor is waited for, so a file may leave these out.
    let ends = kind == StepKind::Escalate;
    Ok(Step {
        id: at.text("id")?,
        cost: at.whole("cost")?,
        risk: if ends && !at.has("risk") { 0 } else { at.small("risk")? },
        requires: if ends && !at.has("requires") { Vec::new() } else { at.texts("requires")? },
        kind,
    })
}

/// An object of the file, and how an error calls it.
struct At<'a> {
    fields: &'a Map<String, Value>,
    place: String,
}

impl<'a> At<'a> {
    /// An entry of a list, called by its id where it has one.
    fn entry(value: &'a Value, what: &str, at: usize) -> Result<Self, Error> {
        let numbered = format!("{what} number {}", at.saturating_add(1));
        let fields = object(value, &numbered)?;
        let named = fields.get("id").and_then(Value::as_str).map(|id| format!("{what} `{}`", short(id)));
        Ok(Self { fields, place: named.unwrap_or(numbered) })
    }

    fn bad(&self, detail: impl AsRef<str>) -> Error {
        bad(format!("{}: {}", self.place, detail.as_ref()))
    }

    fn has(&self, name: &str) -> bool {
        self.fields.contains_key(name)
    }

    fn field(&self, name: &str, like: &str) -> Result<&'a Value, Error> {
        self.fields.get(name).ok_or_else(|| self.bad(format!("`{name}` is missing; write {like}")))
    }

    fn wrong(&self, name: &str, found: &Value, like: &str) -> Error {
        self.bad(format!("`{name}` is {}; write {like}", shown(found)))
    }

    fn text(&self, name: &str) -> Result<String, Error> {
        let like = format!("a text, such as \"{name}\": \"{}\"", if name == "format" { FORMAT } else { "a" });
        let found = self.field(name, &like)?;
        found.as_str().map(str::to_owned).ok_or_else(|| self.wrong(name, found, &like))
    }

    fn whole(&self, name: &str) -> Result<u64, Error> {
        let like = format!("a whole number, such as \"{name}\": 1");
        let found = self.field(name, &like)?;
        found.as_u64().ok_or_else(|| self.wrong(name, found, &like))
    }

    fn small(&self, name: &str) -> Result<u32, Error> {
        let whole = self.whole(name)?;
        u32::try_from(whole).map_err(|_| self.bad(format!("`{name}` is {whole}; write a smaller number")))
    }

    fn list(&self, name: &str) -> Result<&'a [Value], Error> {
        let like = format!("a list, \"{name}\": […]");
        let found = self.field(name, &like)?;
        found.as_array().map(Vec::as_slice).ok_or_else(|| self.wrong(name, found, &like))
    }

    fn texts(&self, name: &str) -> Result<Vec<String>, Error> {
        self.list(name)?.iter().map(|value| self.quoted(name, value)).collect()
    }

    fn lists(&self, name: &str) -> Result<Vec<Vec<String>>, Error> {
        let list = |value: &Value| match value.as_array() {
            Some(list) => list.iter().map(|value| self.quoted(name, value)).collect(),
            None => Err(self.holds(name, value, "one list for each answer")),
        };
        self.list(name)?.iter().map(list).collect()
    }

    fn quoted(&self, name: &str, value: &Value) -> Result<String, Error> {
        value.as_str().map(str::to_owned).ok_or_else(|| self.holds(name, value, "texts in quotes only"))
    }

    fn chances(&self, name: &str) -> Result<Vec<u32>, Error> {
        self.list(name)?.iter().map(|value| self.chance(name, value)).collect()
    }

    fn chance(&self, name: &str, value: &Value) -> Result<u32, Error> {
        let chance = value.as_u64().and_then(|whole| u32::try_from(whole).ok()).filter(|chance| *chance <= 1000);
        chance.ok_or_else(|| self.holds(name, value, "thousandths: whole numbers from 0 to 1000"))
    }

    fn rows(&self, name: &str) -> Result<Vec<Vec<u32>>, Error> {
        let row = |value: &Value| match value.as_array() {
            Some(row) => row.iter().map(|value| self.chance(name, value)).collect(),
            None => Err(self.holds(name, value, "one list for each cause")),
        };
        self.list(name)?.iter().map(row).collect()
    }

    fn holds(&self, name: &str, found: &Value, like: &str) -> Error {
        self.bad(format!("`{name}` holds {}; write {like}", shown(found)))
    }
}

fn object<'a>(value: &'a Value, place: &str) -> Result<&'a Map<String, Value>, Error> {
    value.as_object().ok_or_else(|| bad(format!("{place} is {}; write an object, {{…}}", shown(value))))
}

/// A value as an error shows it: in one line, and not at any length.
fn shown(value: &Value) -> String {
    match value {
        Value::Array(_) => "a list".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        Value::String(text) => format!("the text `{}`", short(text)),
        other => other.to_string(),
    }
}

/// A name as an error shows it.
pub(super) fn short(text: &str) -> String {
    let mut shown: String = text.chars().take(40).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(40).is_some() {
        shown.push('…');
    }
    shown
}
