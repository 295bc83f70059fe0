//! Value to validated value: the only room that knows JSON Schema.

mod numeric;
mod say;

use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::Value;

use crate::yaml::Document;
use crate::{Code, Diagnostic, Span};

/// The schema of `pack.yaml`, as text.
pub const PACK_SCHEMA: &str = include_str!("../../schema/pack.schema.json");
/// The schema of `codes.yaml`, as text.
pub const CODES_SCHEMA: &str = include_str!("../../schema/codes.schema.json");
/// The schema of `search.yaml`, as text.
pub const SEARCH_SCHEMA: &str = include_str!("../../schema/search.schema.json");
/// The schema of a rule file, as text.
pub const RULE_SCHEMA: &str = include_str!("../../schema/rule.schema.json");

/// What a file of a pack is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Pack,
    Codes,
    Search,
    Rule,
}

/// A schema as text, as a value and as a validator.
struct Schema {
    value: Value,
    validator: Option<Validator>,
}

impl Schema {
    fn new(text: &str) -> Self {
        let value: Value = serde_json::from_str(text).unwrap_or(Value::Null);
        let validator = jsonschema::draft202012::options().build(&value).ok();
        Self { value, validator }
    }
}

static PACK: LazyLock<Schema> = LazyLock::new(|| Schema::new(PACK_SCHEMA));
static CODES: LazyLock<Schema> = LazyLock::new(|| Schema::new(CODES_SCHEMA));
static SEARCH: LazyLock<Schema> = LazyLock::new(|| Schema::new(SEARCH_SCHEMA));
static RULE: LazyLock<Schema> = LazyLock::new(|| Schema::new(RULE_SCHEMA));

fn schema(kind: Kind) -> &'static Schema {
    match kind {
        Kind::Pack => &PACK,
        Kind::Codes => &CODES,
        Kind::Search => &SEARCH,
        Kind::Rule => &RULE,
    }
}

/// Everything in which `document` differs from its schema, in the order of the file.
pub(crate) fn problems(kind: Kind, file: &str, text: &str, document: &Document, most: usize) -> Vec<Diagnostic> {
    let schema = schema(kind);
    let Some(validator) = &schema.validator else {
        // The schemas are part of the crate and a test compiles them; a file is never accepted unread all the same.
        return vec![Diagnostic::new(Code::SchemaOther, file, text, Span::default(), "the built-in schema is broken")];
    };
    let context = say::Context { file, text, document, schema: &schema.value };
    let mut found: Vec<Diagnostic> =
        validator.iter_errors(&document.value).take(most).flat_map(|error| context.say(&error)).collect();
    let context = numeric::Context { file, text, document };
    found.extend(context.problems());
    found.sort_by_key(|d| (d.span, d.code));
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schemas_compile_and_are_valid_drafts() {
        for kind in [Kind::Pack, Kind::Codes, Kind::Search, Kind::Rule] {
            let schema = schema(kind);
            assert!(schema.validator.is_some(), "{kind:?}");
            assert!(jsonschema::meta::validate(&schema.value).is_ok(), "{kind:?}");
        }
    }
}
