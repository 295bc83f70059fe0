//! The pack as the checks look at it: codes and rules by name, the items of a rule alike.

use std::collections::HashMap;

use super::{At, FileId};
use crate::model::{AnswerOption, Check, PackModel, Remedy, Risk, Rule, When};

/// The whole pack.
pub(super) struct Base<'a> {
    pub(super) model: &'a PackModel,
    codes: HashMap<&'a str, &'a str>,
    rules: HashMap<&'a str, &'a Rule>,
}

impl<'a> Base<'a> {
    pub(super) fn new(model: &'a PackModel) -> Self {
        let mut codes = HashMap::new();
        for entry in &model.codes.codes {
            for name in std::iter::once(&entry.code).chain(&entry.aliases) {
                codes.entry(name.as_str()).or_insert(entry.code.as_str());
            }
        }
        Self { model, codes, rules: model.rules.iter().map(|rule| (rule.id.as_str(), rule)).collect() }
    }

    /// The code that `name` is, or is an alias of; `name` itself where the code list has neither.
    pub(super) fn code<'n>(&self, name: &'n str) -> &'n str
    where
        'a: 'n,
    {
        self.codes.get(name).copied().unwrap_or(name)
    }

    /// Every code and alias.
    pub(super) fn code_names(&self) -> impl Iterator<Item = &'a str> {
        self.model
            .codes
            .codes
            .iter()
            .flat_map(|entry| std::iter::once(&entry.code).chain(&entry.aliases))
            .map(String::as_str)
    }

    pub(super) fn rule(&self, id: &str) -> Option<&'a Rule> {
        self.rules.get(id).copied()
    }
}

/// One rule with its items.
pub(super) struct View<'a> {
    pub(super) file: FileId,
    pub(super) rule: &'a Rule,
    pub(super) items: Vec<Item<'a>>,
}

impl<'a> View<'a> {
    pub(super) fn new(index: usize, rule: &'a Rule) -> Self {
        Self { file: FileId::Rule(index), rule, items: items(rule) }
    }

    pub(super) fn at(&self, pointer: impl Into<String>) -> At {
        At::new(self.file, pointer)
    }

    /// The place of `field` of an item. What a used item takes from its owner is not in the file; the loader then
    /// points at the item itself.
    pub(super) fn at_item(&self, item: &Item<'_>, field: &str) -> At {
        self.at(format!("{}{field}", item.pointer))
    }

    /// Checks and remedies, in the order of the file.
    pub(super) fn steps(&self) -> impl Iterator<Item = &Item<'a>> {
        self.items.iter().filter(|item| item.step().is_some())
    }
}

/// A list of items that share one name space in a rule.
#[derive(Clone, Copy)]
pub(super) enum Kind<'a> {
    Caution,
    Explanation,
    Cause,
    Check(&'a Check),
    Remedy(&'a Remedy),
}

impl Kind<'_> {
    /// The field that lists such items.
    pub(super) fn field(self) -> &'static str {
        match self {
            Self::Caution => "cautions",
            Self::Explanation => "explanation",
            Self::Cause => "causes",
            Self::Check(_) => "checks",
            Self::Remedy(_) => "remediation",
        }
    }
}

/// What every item of a rule has.
pub(super) struct Item<'a> {
    pub(super) kind: Kind<'a>,
    /// Passages may have none.
    pub(super) id: Option<&'a str>,
    pub(super) used_from: Option<&'a str>,
    pub(super) when: &'a When,
    pointer: String,
}

/// What checks and remedies have in common.
pub(super) struct Step<'a> {
    pub(super) id: &'a str,
    pub(super) role: &'a str,
    pub(super) actor: Option<&'a str>,
    pub(super) risk: Risk,
    pub(super) requires: &'a [String],
    pub(super) consult: Option<&'a str>,
    pub(super) has_caution: bool,
}

impl<'a> Item<'a> {
    pub(super) fn step(&self) -> Option<Step<'a>> {
        match self.kind {
            Kind::Check(check) => Some(Step {
                id: &check.id,
                role: &check.role,
                actor: check.actor.as_deref(),
                risk: check.risk,
                requires: &check.requires,
                consult: check.consult.as_deref(),
                has_caution: check.caution.is_some(),
            }),
            Kind::Remedy(remedy) => Some(Step {
                id: &remedy.id,
                role: &remedy.role,
                actor: remedy.actor.as_deref(),
                risk: remedy.risk,
                requires: &remedy.requires,
                consult: remedy.consult.as_deref(),
                has_caution: remedy.caution.is_some(),
            }),
            Kind::Caution | Kind::Explanation | Kind::Cause => None,
        }
    }

    pub(super) fn answers(&self) -> &'a [AnswerOption] {
        match self.kind {
            Kind::Check(check) => &check.answers,
            _ => &[],
        }
    }
}

/// The items of `rule`: passages, causes, checks, remedies.
pub(super) fn items<'a>(rule: &'a Rule) -> Vec<Item<'a>> {
    let mut items = Vec::new();
    let mut add = |kind: Kind<'a>, index: usize, id, used_from, when| {
        items.push(Item { kind, id, used_from, when, pointer: format!("/{}/{index}", kind.field()) });
    };
    for (kind, passages) in [(Kind::Caution, &rule.cautions), (Kind::Explanation, &rule.explanation)] {
        for (i, passage) in passages.iter().enumerate() {
            add(kind, i, passage.id.as_deref(), passage.used_from.as_deref(), &passage.when);
        }
    }
    for (i, cause) in rule.causes.iter().enumerate() {
        add(Kind::Cause, i, Some(&cause.id), cause.used_from.as_deref(), &cause.when);
    }
    for (i, check) in rule.checks.iter().enumerate() {
        add(Kind::Check(check), i, Some(&check.id), check.used_from.as_deref(), &check.when);
    }
    for (i, remedy) in rule.remediation.iter().enumerate() {
        add(Kind::Remedy(remedy), i, Some(&remedy.id), remedy.used_from.as_deref(), &remedy.when);
    }
    items
}
