//! SD0301: every id names one thing.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::base::{Base, View};
use super::names::list;
use super::{At, FileId, Finding};
use crate::Code;

/// Replies that the engine itself offers or takes; nothing else may have their names.
const RESERVED: [&str; 8] = ["dont_know", "cannot", "hand_over", "fixed", "not_fixed", "done", "proceed", "stopped"];

/// Replies to the questions which rule or which row is meant, beside the rules and rows themselves.
const RESERVED_FOR_RULES: [&str; 3] = ["dont_know", "other", "none"];

/// One name space: where each name was used first.
struct Space<'a> {
    /// What the names name, e.g. `contact`.
    noun: &'static str,
    first: HashMap<&'a str, At>,
}

impl<'a> Space<'a> {
    fn new(noun: &'static str) -> Self {
        Self { noun, first: HashMap::new() }
    }

    fn add(&mut self, id: &'a str, at: At, found: &mut Vec<Finding>) {
        match self.first.entry(id) {
            Entry::Vacant(entry) => {
                entry.insert(at);
            }
            Entry::Occupied(entry) => found.push(
                Finding::new(Code::DuplicateId, at, format!("duplicate {} `{id}`", self.noun))
                    .help("give one of the two another name, or take one out")
                    .label(entry.get().clone(), "first used here"),
            ),
        }
    }
}

/// Names of the pack and its code list, and the ids of its rules.
pub(super) fn pack(base: &Base<'_>, found: &mut Vec<Finding>) {
    let (pack, codes) = (&base.model.pack, &base.model.codes);
    let ids = |name: &str, i: usize| At::new(FileId::Pack, format!("/{name}/{i}/id"));
    let mut space = Space::new("role");
    pack.roles.iter().enumerate().for_each(|(i, role)| space.add(&role.id, ids("roles", i), found));
    let mut space = Space::new("contact");
    pack.contacts.iter().enumerate().for_each(|(i, contact)| space.add(&contact.id, ids("contacts", i), found));
    let mut space = Space::new("document");
    pack.documents.iter().enumerate().for_each(|(i, document)| space.add(&document.id, ids("documents", i), found));
    let mut space = Space::new("fact");
    for (i, fact) in pack.facts.iter().enumerate() {
        space.add(&fact.id, ids("facts", i), found);
        let mut space = Space::new("value");
        for (j, value) in fact.values.iter().enumerate() {
            space.add(&value.id, At::new(FileId::Pack, format!("/facts/{i}/values/{j}/id")), found);
        }
    }

    let at = |pointer: String| At::new(FileId::Codes, pointer);
    let mut space = Space::new("code or alias");
    for (i, entry) in codes.codes.iter().enumerate() {
        space.add(&entry.code, at(format!("/codes/{i}/code")), found);
        for (j, alias) in entry.aliases.iter().enumerate() {
            space.add(alias, at(format!("/codes/{i}/aliases/{j}")), found);
        }
    }
    let errata = codes.errata.iter().map(|erratum| erratum.id.as_str());
    notes(FileId::Codes, errata, codes.review_notes.iter().map(|note| note.id.as_str()), found);

    let mut space = Space::new("rule");
    for (i, rule) in base.model.rules.iter().enumerate() {
        let at = At::new(FileId::Rule(i), "/id");
        reserved(&rule.id, &at, &RESERVED_FOR_RULES, found);
        space.add(&rule.id, at, found);
    }
}

/// Errata and review notes share a name space: `inferred.note` names either.
fn notes<'a>(
    file: FileId,
    errata: impl Iterator<Item = &'a str>,
    review_notes: impl Iterator<Item = &'a str>,
    found: &mut Vec<Finding>,
) {
    let mut space = Space::new("erratum or review note");
    errata.enumerate().for_each(|(i, id)| space.add(id, At::new(file, format!("/errata/{i}/id")), found));
    review_notes.enumerate().for_each(|(i, id)| space.add(id, At::new(file, format!("/review_notes/{i}/id")), found));
}

/// Ids within one rule.
pub(super) fn rule(view: &View<'_>, found: &mut Vec<Finding>) {
    let mut items = Space::new("id");
    for item in &view.items {
        let Some(id) = item.id else { continue };
        let at = view.at_item(item, "/id");
        if item.used_from.is_none() {
            reserved(id, &at, &RESERVED, found);
        }
        items.add(id, at, found);
        // The answers of a used check are the business of the rule that owns it.
        if item.used_from.is_some() {
            continue;
        }
        let mut answers = Space::new("answer");
        for (i, answer) in item.answers().iter().enumerate() {
            let at = view.at_item(item, &format!("/answers/{i}/id"));
            reserved(&answer.id, &at, &RESERVED, found);
            answers.add(&answer.id, at, found);
        }
    }
    for (i, row) in view.rule.matches.iter().enumerate() {
        let at = |name: &str| At::new(view.file, format!("/matches/{i}/{name}"));
        reserved(&row.code, &at("code"), &RESERVED_FOR_RULES, found);
        row.detail.iter().for_each(|detail| reserved(detail, &at("detail"), &RESERVED_FOR_RULES, found));
    }
    let errata = view.rule.errata.iter().map(|erratum| erratum.id.as_str());
    notes(view.file, errata, view.rule.review_notes.iter().map(|note| note.id.as_str()), found);
}

fn reserved(id: &str, at: &At, names: &[&str], found: &mut Vec<Finding>) {
    if names.contains(&id) {
        found.push(
            Finding::new(Code::DuplicateId, at.clone(), format!("the id `{id}` is reserved"))
                .help(format!("choose another id: {} are replies of the engine itself", list(names))),
        );
    }
}
