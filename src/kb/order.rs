//! The steps of a rule in the order in which they were written.

use crate::model::{Check, Pin, Remedy, Risk, Rule, When};

/// A check or a remedy of a rule.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Item<'a> {
    Check(&'a Check),
    Remedy(&'a Remedy),
}

impl<'a> Item<'a> {
    pub(crate) fn id(self) -> &'a str {
        match self {
            Self::Check(check) => &check.id,
            Self::Remedy(remedy) => &remedy.id,
        }
    }

    /// What the item is to a session, whichever rule uses it: `rule/item`.
    pub(crate) fn key(self, rule: &Rule) -> String {
        let used = match self {
            Self::Check(check) => &check.used_from,
            Self::Remedy(remedy) => &remedy.used_from,
        };
        used.clone().unwrap_or_else(|| format!("{}/{}", rule.id, self.id()))
    }

    pub(crate) fn role(self) -> &'a str {
        match self {
            Self::Check(check) => &check.role,
            Self::Remedy(remedy) => &remedy.role,
        }
    }

    pub(crate) fn risk(self) -> Risk {
        match self {
            Self::Check(check) => check.risk,
            Self::Remedy(remedy) => remedy.risk,
        }
    }

    pub(crate) fn minutes(self) -> u32 {
        match self {
            Self::Check(check) => check.minutes,
            Self::Remedy(remedy) => remedy.minutes,
        }
    }

    pub(crate) fn requires(self) -> &'a [String] {
        match self {
            Self::Check(check) => &check.requires,
            Self::Remedy(remedy) => &remedy.requires,
        }
    }

    pub(crate) fn when(self) -> &'a When {
        match self {
            Self::Check(check) => &check.when,
            Self::Remedy(remedy) => &remedy.when,
        }
    }

    pub(crate) fn consult(self) -> Option<&'a str> {
        match self {
            Self::Check(check) => check.consult.as_deref(),
            Self::Remedy(remedy) => remedy.consult.as_deref(),
        }
    }

    fn pin(self) -> Option<Pin> {
        match self {
            Self::Check(check) => check.pin,
            Self::Remedy(remedy) => remedy.pin,
        }
    }

    pub(crate) fn is_pinned(self, pin: Pin) -> bool {
        self.pin() == Some(pin) && self.risk() != Risk::Destructive
    }
}

/// Pinned first, then checks, then remedies, then pinned last; as written within each. Destructive steps come after
/// everything else, whatever their pin: they wait for all that is safer.
pub(crate) fn authored(rule: &Rule) -> Vec<Item<'_>> {
    let mut items: Vec<Item<'_>> =
        rule.checks.iter().map(Item::Check).chain(rule.remediation.iter().map(Item::Remedy)).collect();
    items.sort_by_key(|item| match (item.risk(), item.pin()) {
        (Risk::Destructive, _) => 3,
        (_, Some(Pin::First)) => 0,
        (_, None) => 1,
        (_, Some(Pin::Last)) => 2,
    });
    items
}

/// The check or remedy of this id.
pub(crate) fn find_item<'a>(rule: &'a Rule, id: &str) -> Option<Item<'a>> {
    let check = rule.checks.iter().find(|check| check.id == id).map(Item::Check);
    check.or_else(|| rule.remediation.iter().find(|remedy| remedy.id == id).map(Item::Remedy))
}
