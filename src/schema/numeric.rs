//! Unquoted digits that this parser reads as text and others as a number.

use serde_json::Value;

use crate::names::escape;
use crate::yaml::{self, Document};
use crate::{Code, Diagnostic};

pub(super) struct Context<'a> {
    pub(super) file: &'a str,
    pub(super) text: &'a str,
    pub(super) document: &'a Document,
}

impl Context<'_> {
    /// Every text that stands unquoted and is a number to some YAML tool: `011`, `1_000`, `12:30`.
    pub(super) fn problems(&self) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        self.walk(&self.document.value, String::new(), &mut found);
        found
    }

    /// The reader bounds the depth of a document, and with it this recursion.
    fn walk(&self, value: &Value, pointer: String, found: &mut Vec<Diagnostic>) {
        match value {
            Value::String(word) if is_digits(word) => found.extend(self.problem(&pointer)),
            Value::Array(items) => {
                for (n, item) in items.iter().enumerate() {
                    self.walk(item, format!("{pointer}/{n}"), found);
                }
            }
            Value::Object(fields) => {
                for (name, field) in fields {
                    self.walk(field, format!("{pointer}/{}", escape(name)), found);
                }
            }
            _ => {}
        }
    }

    fn problem(&self, pointer: &str) -> Option<Diagnostic> {
        let span = self.document.spans.value(pointer)?;
        let source = yaml::scalar_source(self.text, span);
        // A quoted or block scalar starts with its mark.
        if !source.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let quoted = format!("\"{source}\"");
        let message = format!("`{source}` is a number to other YAML tools, which would change it");
        let problem = Diagnostic::new(Code::UnquotedScalar, self.file, self.text, span, message);
        Some(problem.help(format!("put it in quotes: {quoted}")).fix(span, quoted))
    }
}

fn is_digits(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '_' | ':'))
}
