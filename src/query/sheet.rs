//! What of a rule may stand on a sheet for one caller.

use std::collections::BTreeMap;

use super::steps::WithheldWhy;
use crate::kb::{Facts, Item, LoadedPack, Truth, truth};
use crate::model::{Match, Risk, Rule};

/// A rule as a sheet for one caller. A sheet cannot see what was tried, so a step that waits for another is shown only
/// where that other one is shown too.
pub(super) struct Sheet<'s> {
    pub(super) pack: &'s LoadedPack,
    pub(super) role: Option<&'s str>,
    pub(super) rule: &'s Rule,
    pub(super) rows: &'s [&'s Match],
    pub(super) facts: &'s Facts,
    /// What was found of each step; a step that is being looked at counts as withheld, so that no circle is followed.
    pub(super) known: BTreeMap<&'s str, Option<WithheldWhy>>,
}

impl<'s> Sheet<'s> {
    /// Why a step must not be shown as one to take, if so.
    pub(super) fn why_withheld(&mut self, item: Item<'s>) -> Option<WithheldWhy> {
        if let Some(known) = self.known.get(item.id()) {
            return *known;
        }
        self.known.insert(item.id(), Some(WithheldWhy::Requires));
        let why = self.find_out(item);
        self.known.insert(item.id(), why);
        why
    }

    fn find_out(&mut self, item: Item<'s>) -> Option<WithheldWhy> {
        let facts = self.facts;
        match truth(item.when(), |name| facts.get(name).map(String::as_str)) {
            Truth::No => return Some(WithheldWhy::NotThisCase),
            // What only the row can tell cannot be asked on a sheet.
            Truth::Unknown if item.when().keys().any(|fact| !facts.contains_key(fact) && row_fact(self.rows, fact)) => {
                return Some(WithheldWhy::UnknownFact);
            }
            _ => {}
        }
        if !self.pack.may(self.role, item.role()) {
            return Some(WithheldWhy::AboveRole);
        }
        for id in item.requires() {
            let required = crate::kb::find_item(self.rule, id);
            if required.is_none_or(|other| self.why_withheld(other).is_some()) {
                return Some(WithheldWhy::Requires);
            }
        }
        if item.risk() < Risk::Destructive {
            return None;
        }
        let rule = self.rule;
        for safer in rule.remediation.iter().filter(|other| other.risk < Risk::Destructive) {
            let why = self.why_withheld(Item::Remedy(safer));
            // The checks stand before the remedies, so a destructive one would stand before what is safer.
            if matches!(item, Item::Check(_)) || why.is_some_and(|why| why != WithheldWhy::NotThisCase) {
                return Some(WithheldWhy::SaferFirst);
            }
        }
        None
    }
}

/// Whether a fact is one that the row tells.
fn row_fact(rows: &[&Match], fact: &str) -> bool {
    matches!(fact, "code" | "detail" | "row") || rows.iter().any(|row| row.facts.contains_key(fact))
}
