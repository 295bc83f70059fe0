//! One rule for the rows that were matched: what may be shown of it, looked at by itself.

use std::collections::BTreeMap;

use super::Query;
use super::row_facts::common_facts;
use super::sheet::Sheet;
use super::steps::WithheldWhy;
use crate::kb::{Facts, Item, LoadedPack, RowRef, Truth, truth};
use crate::model::{Match, Risk, Rule, When};

/// A rule with the rows that were matched, and what is known of them.
#[derive(Debug)]
pub(super) struct Case<'a> {
    pub(super) pack: &'a LoadedPack,
    pub(super) rule: &'a Rule,
    pub(super) rows: Vec<&'a Match>,
    pub(super) facts: Facts,
}

/// A check or remedy, and whether it is shown.
#[derive(Debug)]
pub(super) struct Ruling<'a> {
    pub(super) item: Item<'a>,
    /// Conditions that are not yet known to hold.
    pub(super) when: When,
    /// Who must have been consulted.
    pub(super) consult: Option<&'a str>,
    /// Its group of alternatives.
    pub(super) any_of: Option<&'a String>,
    /// Why it is not shown, if so.
    pub(super) why: Option<WithheldWhy>,
    /// Where the same step is shown: the answer, and the place among its rulings.
    pub(super) same_as: Option<(usize, usize)>,
}

impl<'a> Case<'a> {
    /// None where the rule names no source, which no loaded pack has.
    pub(super) fn new(pack: &'a LoadedPack, rule: usize, rows: &[RowRef], query: &Query) -> Option<Self> {
        let rule = pack.rule_at(rule)?;
        pack.manifest().documents.iter().find(|document| document.id == rule.source.document)?;
        let rows: Vec<&Match> = rows.iter().filter_map(|row| rule.matches.get(row.row)).collect();
        let facts = common_facts(&rows, &query.facts);
        Some(Self { pack, rule, rows, facts })
    }

    /// Every check and remedy: each group in authored order, destructive remedies last.
    pub(super) fn rulings(&self, role: Option<&str>) -> Vec<Ruling<'a>> {
        let rule = self.rule;
        let mut items: Vec<Item<'a>> =
            rule.checks.iter().map(Item::Check).chain(rule.remediation.iter().map(Item::Remedy)).collect();
        items.sort_by_key(|item| matches!(item, Item::Remedy(remedy) if remedy.risk == Risk::Destructive));
        let mut sheet =
            Sheet { pack: self.pack, role, rule, rows: &self.rows, facts: &self.facts, known: BTreeMap::new() };
        let ruling = |item: Item<'a>| Ruling {
            item,
            when: self.open(item.when()).unwrap_or_default(),
            consult: item.consult(),
            any_of: match item {
                Item::Check(_) => None,
                Item::Remedy(remedy) => remedy.any_of.as_ref(),
            },
            why: sheet.why_withheld(item),
            same_as: None,
        };
        items.into_iter().map(ruling).collect()
    }

    /// The conditions of an item that are not yet known to hold; none if one of them fails.
    pub(super) fn open(&self, when: &When) -> Option<When> {
        let look = |name: &str| self.facts.get(name).map(String::as_str);
        if truth(when, look) == Truth::No {
            return None;
        }
        Some(when.iter().filter(|(fact, _)| look(fact).is_none()).map(|(k, v)| (k.clone(), v.clone())).collect())
    }
}
