//! What the validator found, in words an editor can act on.

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;

use crate::names::{closest, escape};
use crate::yaml::Document;
use crate::{Code, Diagnostic, Span, yaml};

/// What is needed to place and phrase an error.
pub(super) struct Context<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
    pub(super) document: &'a Document,
    pub(super) schema: &'a Value,
}

impl Context<'_> {
    /// The diagnostics for one error: one for each unexpected field, one for everything else.
    pub(super) fn say(&self, error: &ValidationError<'_>) -> Vec<Diagnostic> {
        let at = error.instance_path().as_str();
        match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                unexpected.iter().map(|name| self.unknown_field(at, name, error)).collect()
            }
            ValidationErrorKind::Required { property } => {
                vec![self.missing(at, property.as_str().unwrap_or_default(), error)]
            }
            ValidationErrorKind::Type { kind } => vec![self.wrong_type(at, kind, error)],
            ValidationErrorKind::Enum { options } => vec![self.unknown_value(at, options, error)],
            ValidationErrorKind::Pattern { pattern } => vec![self.bad_form(at, pattern, error)],
            ValidationErrorKind::PropertyNames { error: inner } => {
                let name = inner.instance().as_str().unwrap_or_default();
                vec![self.unknown_field(at, name, inner)]
            }
            kind => vec![self.count_or_other(at, kind, error)],
        }
    }

    fn value_span(&self, pointer: &str) -> Span {
        self.document.spans.value(pointer).unwrap_or_default()
    }

    fn key_span(&self, pointer: &str) -> Span {
        self.document.spans.key(pointer).unwrap_or_else(|| self.value_span(pointer))
    }

    fn diagnostic(&self, code: Code, span: Span, message: String) -> Diagnostic {
        Diagnostic::new(code, self.file, self.text, span, message)
    }

    /// The subschema that holds the keyword of `error`.
    fn subschema(&self, error: &ValidationError<'_>) -> Option<&Value> {
        let path = error.schema_path().as_str();
        let parent = path.rsplit_once('/').map_or("", |(parent, _)| parent);
        self.schema.pointer(parent)
    }

    /// The names that the subschema of `error` knows: its `properties`, or the allowed `propertyNames`.
    fn known_names(&self, error: &ValidationError<'_>) -> Vec<String> {
        let Some(subschema) = self.subschema(error) else { return Vec::new() };
        let names = |value: &Value| value.as_object().map(|map| map.keys().cloned().collect::<Vec<_>>());
        if let Some(options) = subschema.get("enum").and_then(Value::as_array) {
            return options.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        }
        subschema.get("properties").and_then(names).unwrap_or_default()
    }

    fn unknown_field(&self, at: &str, name: &str, error: &ValidationError<'_>) -> Diagnostic {
        let span = self.key_span(&format!("{at}/{}", escape(name)));
        let known = self.known_names(error);
        let uses_another = self.document.value.pointer(at).is_some_and(|v| v.get("use").is_some());
        let help = match closest(name, &known) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None if uses_another => {
                format!("an item with `use:` takes its texts from there; it may only have {}", list(&known))
            }
            None if known.len() > 1 => format!("this takes {}", list(&known)),
            None => "language tags look like `ja`, `en` or `pt-BR`".to_owned(),
        };
        let diagnostic =
            self.diagnostic(Code::UnknownField, span, format!("unknown field `{name}`{}", place(at))).help(help);
        match closest(name, &known) {
            Some(meant) => diagnostic.fix(span, meant),
            None => diagnostic,
        }
    }

    fn missing(&self, at: &str, name: &str, error: &ValidationError<'_>) -> Diagnostic {
        let whole = self.value_span(at);
        // The first line of the item is enough to point at.
        let line = self
            .text
            .get(whole.start..whole.end)
            .and_then(|t| t.find('\n'))
            .unwrap_or(whole.end.saturating_sub(whole.start));
        let span = if self.document.spans.key(at).is_some() {
            self.key_span(at)
        } else {
            Span::new(whole.start, whole.start.saturating_add(line))
        };
        let described = self.description(error, name).map(|d| format!(" ({d})")).unwrap_or_default();
        self.diagnostic(Code::MissingField, span, format!("missing field `{name}`{}", place(at)))
            .help(format!("add `{name}:`{described}"))
    }

    /// The first sentence of what the schema says of the field `name`.
    fn description(&self, error: &ValidationError<'_>, name: &str) -> Option<String> {
        let own = self.subschema(error)?.pointer(&format!("/properties/{name}/description"))?.as_str()?;
        Some(own.split_inclusive(". ").next().unwrap_or(own).trim().trim_end_matches('.').to_owned())
    }

    fn wrong_type(&self, at: &str, kind: &TypeKind, error: &ValidationError<'_>) -> Diagnostic {
        let span = self.value_span(at);
        let wanted = match kind {
            TypeKind::Single(kind) => type_name(*kind),
            TypeKind::Multiple(_) => "another kind of value",
        };
        let wants_text = matches!(kind, TypeKind::Single(JsonType::String));
        let found = error.instance();
        if wants_text && (found.is_number() || found.is_boolean()) {
            let source = yaml::scalar_source(self.text, span);
            let reads = if found.is_number() { "a number" } else { "true or false" };
            let quoted = format!("\"{source}\"");
            return self
                .diagnostic(Code::UnquotedScalar, span, format!("`{source}` is read as {reads}, not as text"))
                .help(format!("put it in quotes: {quoted}"))
                .fix(span, quoted);
        }
        let message = format!("expected {wanted}, found {}", value_name(found));
        let help = match kind {
            TypeKind::Single(JsonType::Object) if found.is_string() && self.takes_text(error) => {
                format!("name the language: `{{ ja: {} }}`", yaml::scalar_source(self.text, span))
            }
            TypeKind::Single(JsonType::Array) => "write one or more lines that start with `- `, or `[a, b]`".to_owned(),
            TypeKind::Single(JsonType::String) if found.is_null() => "write the text, or take the line out".to_owned(),
            TypeKind::Single(JsonType::Object) => "write `key: value` lines, indented below it".to_owned(),
            _ => format!("write {wanted}"),
        };
        self.diagnostic(Code::WrongType, span, format!("{message}{}", place(at))).help(help)
    }

    fn takes_text(&self, error: &ValidationError<'_>) -> bool {
        self.subschema(error).is_some_and(|s| s.get("patternProperties").is_some())
    }

    fn unknown_value(&self, at: &str, options: &Value, error: &ValidationError<'_>) -> Diagnostic {
        let span = self.value_span(at);
        let options: Vec<String> =
            options.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
        let found =
            error.instance().as_str().map_or_else(|| yaml::scalar_source(self.text, span).to_owned(), str::to_owned);
        let diagnostic =
            self.diagnostic(Code::UnknownValue, span, format!("`{found}` is not a value of {}", field(at)));
        match closest(&found, &options) {
            Some(meant) => {
                diagnostic.help(format!("did you mean `{meant}`? It takes {}", list(&options))).fix(span, meant)
            }
            None => diagnostic.help(format!("it takes {}", list(&options))),
        }
    }

    fn bad_form(&self, at: &str, pattern: &str, error: &ValidationError<'_>) -> Diagnostic {
        let found = error.instance().as_str().unwrap_or_default();
        let help = match pattern {
            p if p.starts_with("^[a-z0-9][a-z0-9-]{0,63}$") => {
                "an id has lower-case letters, digits and hyphens, e.g. `replug-reader`"
            }
            p if p.contains("{0,63}/") => "write RULE/ITEM, e.g. `011-network/lan-cable`",
            p if p.starts_with("^[0-9A-Za-z.-]") => {
                "a detail code has letters, digits, dots and hyphens, e.g. \"0x02000001\" or \"xxxxC02-4\""
            }
            p if p.starts_with("^[^\\s]") => "a code has no spaces",
            p if p.starts_with("^[0-9]{4}-") => "write the date as YYYY-MM-DD",
            p if p.starts_with("^[0-9a-f]{12}") => {
                "a fingerprint has 12 hexadecimal digits; `shindan check` names the right one"
            }
            p if p.starts_with("^[0-9]+") => "a version has three numbers, e.g. \"1.0.0\"",
            p if p.starts_with("^[a-z]{2,3}") => "a language tag looks like `ja`, `en` or `pt-BR`",
            _ => "see the field's description in the schema",
        };
        self.diagnostic(Code::BadForm, self.value_span(at), format!("`{found}` is not a valid {}", field(at)))
            .help(help)
    }

    fn count_or_other(&self, at: &str, kind: &ValidationErrorKind, error: &ValidationError<'_>) -> Diagnostic {
        let span = self.value_span(at);
        let field = field(at);
        let (code, message, help) = match kind {
            ValidationErrorKind::MinItems { limit } => (
                Code::WrongCount,
                format!("{field} needs at least {limit} {}", plural(*limit, "entry", "entries")),
                "add one, or take the field out",
            ),
            ValidationErrorKind::MinLength { .. } => {
                (Code::WrongCount, format!("{field} is empty"), "write the text, or take the line out")
            }
            ValidationErrorKind::MaxLength { limit } => {
                (Code::WrongCount, format!("{field} is longer than {limit} characters"), "split it")
            }
            ValidationErrorKind::MaxItems { limit } => {
                (Code::WrongCount, format!("{field} takes at most {limit} entries"), "split it")
            }
            ValidationErrorKind::MinProperties { .. } => {
                (Code::WrongCount, format!("{field} is empty"), "fill it in, or take it out")
            }
            ValidationErrorKind::Minimum { limit } => {
                (Code::WrongCount, format!("{field} is below {limit}"), "write a larger number")
            }
            ValidationErrorKind::Maximum { limit } => {
                (Code::WrongCount, format!("{field} is above {limit}"), "write a smaller number")
            }
            _ => (
                Code::SchemaOther,
                format!("{field}: {}", error.to_string().to_lowercase()),
                "see the field's description in the schema",
            ),
        };
        self.diagnostic(code, span, message).help(help)
    }
}

fn list(names: &[String]) -> String {
    names.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ")
}

/// The last named step of a pointer: `/checks/0/role` is `role`.
fn field(at: &str) -> String {
    at.rsplit('/')
        .find(|s| !s.is_empty() && s.parse::<usize>().is_err())
        .map_or_else(|| "the file".to_owned(), |s| format!("`{s}`"))
}

fn place(at: &str) -> String {
    if at.is_empty() { String::new() } else { format!(" in {}", field(at)) }
}

fn plural(n: u64, one: &'static str, many: &'static str) -> &'static str {
    if n == 1 { one } else { many }
}

fn type_name(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Array => "a list",
        JsonType::Boolean => "true or false",
        JsonType::Integer => "a whole number",
        JsonType::Null => "nothing",
        JsonType::Number => "a number",
        JsonType::Object => "`key: value` fields",
        JsonType::String => "text",
    }
}

fn value_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "`key: value` fields",
    }
}
