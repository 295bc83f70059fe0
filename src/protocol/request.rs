//! What goes in: the JSON of each operation.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::diagnose::Session;
use crate::diagnose::plan::Mode;
use crate::error::{Error, ErrorKind};
use crate::query::Query;

/// Most rules that a search gives where the request does not say.
const HITS: u32 = 5;

/// Reads the JSON of an operation.
pub(super) fn read<T: DeserializeOwned>(operation: &str, input: &str) -> Result<T, Error> {
    let wrong = |why: &dyn std::fmt::Display| {
        Error::new(ErrorKind::BadRequest, format!("what `{operation}` was given is not what it takes: {why}"))
    };
    // Fields are named, though they could be read from a list, too.
    if !input.trim_start().starts_with('{') {
        return Err(wrong(&"it has to be a JSON object, such as {\"text\": \"…\"}"));
    }
    serde_json::from_str(input).map_err(|error| wrong(&error))
}

/// A language alone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct In {
    #[serde(default)]
    pub(super) lang: Option<String>,
}

/// Codes or text, and who asks.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    text: String,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    role: Option<String>,
    #[serde(default)]
    facts: BTreeMap<String, String>,
}

impl Asked {
    pub(super) fn query(self) -> Query {
        query(self.text, self.lang, self.role, self.facts)
    }
}

fn query(text: String, lang: Option<String>, role: Option<String>, facts: BTreeMap<String, String>) -> Query {
    let mut query = Query::new(text);
    (query.lang, query.role, query.facts) = (lang, role, facts);
    query
}

/// What somebody sees or says, and how many rules are wanted.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Searched {
    text: String,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    facts: BTreeMap<String, String>,
    #[serde(default = "hits")]
    limit: u32,
}

fn hits() -> u32 {
    HITS
}

impl Searched {
    /// What is asked, and most rules to give.
    pub(super) fn query(self) -> (Query, usize) {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        (query(self.text, self.lang, None, self.facts), limit)
    }
}

/// A code and a detail, both exactly as the pack writes them.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exact {
    pub(super) code: String,
    #[serde(default)]
    pub(super) detail: Option<String>,
}

/// A text alone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Whole {
    pub(super) text: String,
}

/// A rule, named as for a query, or a model.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Planned {
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    pub(super) model: Option<Value>,
    #[serde(default)]
    lang: Option<String>,
    #[serde(default)]
    role: Option<String>,
    #[serde(default)]
    facts: BTreeMap<String, String>,
    #[serde(default = "strictest")]
    pub(super) mode: Mode,
    /// Most states that are expanded.
    #[serde(default)]
    pub(super) budget: Option<u64>,
}

fn strictest() -> Mode {
    Mode::SafeAll
}

impl Planned {
    /// The rule; none where a model is given.
    pub(super) fn query(&self) -> Result<Option<Query>, Error> {
        match (&self.text, &self.model) {
            (Some(text), None) => {
                Ok(Some(query(text.clone(), self.lang.clone(), self.role.clone(), self.facts.clone())))
            }
            (None, Some(_)) => Ok(None),
            _ => Err(Error::new(ErrorKind::BadRequest, "`plan` takes either `text`, which names a rule, or `model`")),
        }
    }
}

/// A session alone.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    pub(super) session: Session,
}

/// A reply to a step.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Replied {
    pub(super) session: Session,
    pub(super) step: String,
    pub(super) reply: String,
    /// What the reply has to be confirmed with was shown and accepted.
    #[serde(default)]
    pub(super) confirmed: bool,
}

/// Another code.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Shown {
    pub(super) session: Session,
    pub(super) text: String,
}

/// What has become known.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Supplied {
    pub(super) session: Session,
    pub(super) facts: BTreeMap<String, String>,
}

/// Who goes on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TakenOver {
    pub(super) session: Session,
    pub(super) role: String,
}

/// The language to go on in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Spoken {
    pub(super) session: Session,
    pub(super) lang: String,
}

/// A step of a session, or all that are not next.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Doubted {
    pub(super) session: Session,
    #[serde(default)]
    pub(super) step: Option<String>,
}

/// A resume code, and how to go on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Coded {
    pub(super) code: String,
    #[serde(default)]
    pub(super) lang: Option<String>,
}

/// The files of a pack.
#[cfg(feature = "authoring")]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Files {
    pub(super) files: Vec<File>,
}

/// A file of a pack.
#[cfg(feature = "authoring")]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) text: String,
}
