//! Checks over the whole base: rules that read well alone may still contradict each other, or the pack.
//!
//! Findings point into the model by file and JSON Pointer; the loader turns them into places in the text.

mod base;
mod claims;
mod consequences;
mod errata;
mod facts;
mod graph;
mod ids;
mod names;
mod refs;
mod requires;
mod safety;
mod search;
#[cfg(test)]
mod tests;
mod texts;
mod translations;
mod tree;

use serde_json::Value;

use crate::Code;
use crate::model::PackModel;
use base::{Base, View};
pub(crate) use translations::fingerprint;

/// A file of a pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FileId {
    Pack,
    Codes,
    Search,
    /// The rule at this position of [`PackModel::rules`].
    Rule(usize),
}

/// A place in a file: the value at an escaped JSON Pointer.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct At {
    pub(crate) file: FileId,
    pub(crate) pointer: String,
}

impl At {
    pub(crate) fn new(file: FileId, pointer: impl Into<String>) -> Self {
        Self { file, pointer: pointer.into() }
    }
}

/// One problem.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) code: Code,
    pub(crate) at: At,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) labels: Vec<(At, String)>,
}

impl Finding {
    pub(crate) fn new(code: Code, at: At, message: impl Into<String>) -> Self {
        Self { code, at, message: message.into(), help: None, labels: Vec::new() }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(crate) fn label(mut self, at: At, text: impl Into<String>) -> Self {
        self.labels.push((at, text.into()));
        self
    }
}

/// Every problem of a pack, in the order of its files.
pub(crate) fn run(model: &PackModel) -> Vec<Finding> {
    let mut found = Vec::new();
    let base = Base::new(model);
    let declared = refs::Declared::new(&base);
    let languages = &model.pack.languages;

    ids::pack(&base, &mut found);
    refs::pack(&base, &declared, &mut found);
    let value = json(&model.pack);
    let texts = texts::texts(&value);
    texts::file(FileId::Pack, &texts, languages, &mut found);

    let value = json(&model.codes);
    let texts = texts::texts(&value);
    texts::file(FileId::Codes, &texts, languages, &mut found);
    let (at, now) = (At::new(FileId::Codes, "/codes"), fingerprint(&value, languages));
    translations::file(&at, &now, &texts, &model.codes.translations, languages, &mut found);
    errata::codes(&model.codes, &texts, &mut found);
    search::words(&model.search, languages, &mut found);

    let views: Vec<View<'_>> = model.rules.iter().enumerate().map(|(i, rule)| View::new(i, rule)).collect();
    claims::all(&base, &views, &mut found);
    consequences::all(&views, &mut found);
    for view in &views {
        ids::rule(view, &mut found);
        refs::rule(&base, &declared, view, &mut found);
        facts::rule(&base, view, &mut found);
        requires::rule(view, &mut found);
        safety::rule(view, &mut found);
        tree::rule(view, &mut found);
        let value = json(view.rule);
        let texts = texts::texts(&value);
        texts::file(view.file, &texts, languages, &mut found);
        texts::answers(view, &mut found);
        let (at, now) = (view.at("/id"), fingerprint(&value, languages));
        translations::file(&at, &now, &texts, &view.rule.translations, languages, &mut found);
        errata::rule(view, &texts, &mut found);
    }
    found.sort_by(|a: &Finding, b: &Finding| (&a.at, a.code).cmp(&(&b.at, b.code)));
    found
}

/// A file's model as JSON, in which texts are found by their shape.
fn json(file: &impl serde::Serialize) -> Value {
    serde_json::to_value(file).unwrap_or_default()
}
