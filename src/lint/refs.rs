//! References to causes, steps, contacts, roles, rules, codes and documents (SD0302 to SD0305, SD0307 to SD0309).

use std::collections::HashSet;

use super::base::{Base, Item, Kind, Step, View};
use super::names::Names;
use super::{At, FileId, Finding};
use crate::Code;
use crate::model::{CodeEntry, Rule, SharedText};

/// What the whole pack declares.
pub(super) struct Declared<'a> {
    contacts: Names<'a>,
    roles: Names<'a>,
    rules: Names<'a>,
    codes: Names<'a>,
    documents: Names<'a>,
}

impl<'a> Declared<'a> {
    pub(super) fn new(base: &Base<'a>) -> Self {
        let pack = &base.model.pack;
        let contacts = pack.contacts.iter().map(|contact| contact.id.as_str());
        let roles = pack.roles.iter().map(|role| role.id.as_str());
        let rules = base.model.rules.iter().map(|rule| rule.id.as_str());
        let documents = pack.documents.iter().map(|document| document.id.as_str());
        Self {
            contacts: Names::new(Code::UnknownContact, "contact", "`contacts` of pack.yaml", contacts),
            roles: Names::new(Code::UnknownRole, "role", "`roles` of pack.yaml", roles),
            rules: Names::new(Code::UnknownRule, "rule", "the rules of this pack", rules),
            codes: Names::new(Code::UnknownCode, "code", "codes.yaml", base.code_names()),
            documents: Names::new(Code::UnknownDocument, "document", "`documents` of pack.yaml", documents),
        }
    }
}

/// References within the manifest and the code list.
pub(super) fn pack(base: &Base<'_>, declared: &Declared<'_>, found: &mut Vec<Finding>) {
    let pack = &base.model.pack;
    let at = |pointer: String| At::new(FileId::Pack, pointer);
    found.extend(declared.roles.unknown(&pack.default_role, at("/default_role".to_owned())));
    found.extend(declared.contacts.unknown(&pack.help_desk, at("/help_desk".to_owned())));
    for (i, role) in pack.roles.iter().enumerate() {
        found.extend(declared.contacts.unknown(&role.calls, at(format!("/roles/{i}/calls"))));
    }
    for (i, contact) in pack.contacts.iter().enumerate() {
        if let Some(role) = &contact.role {
            found.extend(declared.roles.unknown(role, at(format!("/contacts/{i}/role"))));
        }
    }
    for (i, entry) in base.model.codes.codes.iter().enumerate() {
        shared_text(base, declared, "heading", |entry| entry.heading.as_ref(), (i, entry), found);
        shared_text(base, declared, "message", |entry| entry.message.as_ref(), (i, entry), found);
    }
}

/// `heading: { use: CODE }` names a code whose heading stands there.
fn shared_text(
    base: &Base<'_>,
    declared: &Declared<'_>,
    field: &str,
    text: impl Fn(&CodeEntry) -> Option<&SharedText>,
    (index, entry): (usize, &CodeEntry),
    found: &mut Vec<Finding>,
) {
    let Some(used) = text(entry).and_then(|text| text.shared.as_deref()) else { return };
    let at = At::new(FileId::Codes, format!("/codes/{index}/{field}/use"));
    if let Some(unknown) = declared.codes.unknown(used, at.clone()) {
        found.push(unknown);
        return;
    }
    let code = base.code(used);
    let owner = base.model.codes.codes.iter().find(|entry| entry.code == code);
    if owner.and_then(text).is_none_or(|text| text.shared.is_some()) {
        found.push(
            Finding::new(Code::UnknownCode, at, format!("the code `{used}` has no `{field}` of its own"))
                .help(format!("name the code whose `{field}` is written out, or write the text here")),
        );
    }
}

/// References within one rule.
pub(super) fn rule(base: &Base<'_>, declared: &Declared<'_>, view: &View<'_>, found: &mut Vec<Finding>) {
    let rule = view.rule;
    let causes = Names::new(Code::UnknownCause, "cause", "`causes`", rule.causes.iter().map(|c| c.id.as_str()));
    let steps = steps(rule);
    let local = Local { base, declared, view, causes, steps };
    for item in &view.items {
        local.within(item, found);
        local.answers(item, found);
        if let Some(step) = item.step() {
            local.step(item, &step, found);
        }
    }
    for (i, contact) in rule.hand_over.to.iter().enumerate() {
        found.extend(declared.contacts.unknown(contact, view.at(format!("/hand_over/to/{i}"))));
    }
    for (i, consequence) in rule.consequences.iter().enumerate() {
        found.extend(declared.rules.unknown(consequence, view.at(format!("/consequences/{i}"))));
    }
    if let Some(successor) = &rule.superseded_by {
        found.extend(declared.rules.unknown(successor, view.at("/superseded_by")));
    }
    matches(base, declared, view, found);
    source(base, declared, view, found);
}

/// The checks and remedies of `rule`, as something to refer to.
pub(super) fn steps(rule: &Rule) -> Names<'_> {
    let checks = rule.checks.iter().map(|check| check.id.as_str());
    let remedies = rule.remediation.iter().map(|remedy| remedy.id.as_str());
    Names::new(Code::UnknownStep, "step", "`checks` or `remediation`", checks.chain(remedies))
}

/// One rule and what its references may name.
struct Local<'a> {
    base: &'a Base<'a>,
    declared: &'a Declared<'a>,
    view: &'a View<'a>,
    causes: Names<'a>,
    steps: Names<'a>,
}

impl Local<'_> {
    /// References from an item to other items of the same rule.
    fn within(&self, item: &Item<'_>, found: &mut Vec<Finding>) {
        let mut said = HashSet::new();
        for (names, field, ids) in self.references(item) {
            for (i, id) in ids.iter().enumerate() {
                let Some(unknown) = names.unknown(id, self.view.at_item(item, &format!("{field}/{i}"))) else {
                    continue;
                };
                // In the file a used item is one line, however often it refers to the same thing.
                if item.used_from.is_none() || said.insert(id) {
                    found.push(also_use(self.base, item, id, unknown));
                }
            }
        }
    }

    fn references<'i>(&self, item: &Item<'i>) -> Vec<(&Names<'_>, String, &'i [String])> {
        let mut all: Vec<(&Names<'_>, String, &'i [String])> = Vec::new();
        for (i, answer) in item.answers().iter().enumerate() {
            all.push((&self.causes, format!("/answers/{i}/supports"), &answer.supports));
            all.push((&self.causes, format!("/answers/{i}/excludes"), &answer.excludes));
        }
        if let Kind::Remedy(remedy) = item.kind {
            all.push((&self.causes, "/fixes".to_owned(), &remedy.fixes));
            all.push((&self.causes, "/sometimes_fixes".to_owned(), &remedy.sometimes_fixes));
        }
        if let Some(step) = item.step() {
            all.push((&self.steps, "/requires".to_owned(), step.requires));
        }
        all
    }

    /// Where answers lead. What is not of this rule is checked once, where the item stands.
    fn answers(&self, item: &Item<'_>, found: &mut Vec<Finding>) {
        for (i, answer) in item.answers().iter().enumerate().filter(|_| item.used_from.is_none()) {
            let at = |field: &str| self.view.at_item(item, &format!("/answers/{i}/{field}"));
            for (j, contact) in answer.hand_over.iter().enumerate() {
                found.extend(self.declared.contacts.unknown(contact, at(&format!("hand_over/{j}"))));
            }
            if let Some(rule) = &answer.see {
                found.extend(self.declared.rules.unknown(rule, at("see")));
            }
        }
    }

    fn step(&self, item: &Item<'_>, step: &Step<'_>, found: &mut Vec<Finding>) {
        if item.used_from.is_none() {
            found.extend(self.declared.roles.unknown(step.role, self.view.at_item(item, "/role")));
            if let Some(actor) = step.actor {
                found.extend(self.declared.roles.unknown(actor, self.view.at_item(item, "/actor")));
            }
        }
        if let Some(contact) = step.consult {
            found.extend(self.declared.contacts.unknown(contact, self.view.at_item(item, "/consult")));
        }
    }
}

/// Says what to write where a used item refers to another item `id` of the rule that owns it.
pub(super) fn also_use(base: &Base<'_>, item: &Item<'_>, id: &str, unknown: Finding) -> Finding {
    let owned = || {
        let used = item.used_from?;
        let (rule, _) = used.split_once('/')?;
        let items = super::base::items(base.rule(rule)?);
        let list = items.iter().find(|owned| owned.id == Some(id))?.kind.field();
        Some(format!("`{used}` refers to it: add `- use: {rule}/{id}` to {list}"))
    };
    match owned() {
        Some(help) => unknown.help(help),
        None => unknown,
    }
}

fn matches(base: &Base<'_>, declared: &Declared<'_>, view: &View<'_>, found: &mut Vec<Finding>) {
    for (i, row) in view.rule.matches.iter().enumerate() {
        found.extend(declared.codes.unknown(&row.code, view.at(format!("/matches/{i}/code"))));
        for (j, code) in row.inferred.iter().flat_map(|inferred| &inferred.codes).enumerate() {
            let at = view.at(format!("/matches/{i}/inferred/codes/{j}"));
            if let Some(unknown) = declared.codes.unknown(code, at.clone()) {
                found.push(unknown);
            } else if base.code(code) != base.code(&row.code) {
                let message = format!("`{code}` is neither the code `{}` of this match nor an alias of it", row.code);
                found.push(
                    Finding::new(Code::UnknownCode, at, message).help(format!("give `{code}` a match of its own")),
                );
            }
        }
    }
}

fn source(base: &Base<'_>, declared: &Declared<'_>, view: &View<'_>, found: &mut Vec<Finding>) {
    let source = &view.rule.source;
    found.extend(declared.documents.unknown(&source.document, view.at("/source/document")));
    let document = base.model.pack.documents.iter().find(|document| document.id == source.document);
    if let Some(document) = document.filter(|document| source.page > document.pages) {
        let message = format!("`{}` has no page {}", document.id, source.page);
        let help = format!("its last page is {}, says pack.yaml", document.pages);
        found.push(Finding::new(Code::UnknownDocument, view.at("/source/page"), message).help(help));
    }
}
