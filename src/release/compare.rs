//! Two versions of a pack, compared.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use super::change::Change;
use super::classify::{Roles, classify};
use super::kind::{Bump, Kind};
use super::tree::{Difference, Step, differences};
use crate::error::{Error, ErrorKind};
use crate::kb::{KnowledgeBase, LoadedPack};
use crate::model::{PackModel, Rule, Status};
use crate::query::PackRef;

/// Two versions of a pack and everything that changed between them.
///
/// ```
/// # #[cfg(feature = "fs")] {
/// let knowledge = shindan::fs::load_dir("knowledge/caora", &shindan::Limits::default())?;
/// let comparison = shindan::release::Comparison::new(&knowledge, &knowledge)?;
/// assert_eq!(comparison.bump(), shindan::release::Bump::None);
/// # }
/// # Ok::<(), shindan::Error>(())
/// ```
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Comparison {
    /// The older version.
    pub old: PackRef,
    /// The newer version.
    pub new: PackRef,
    /// Everything that changed: of the pack, of its codes and words, then rule by rule.
    pub changes: Vec<Change>,
    /// The rules that answered in the older version.
    #[serde(skip)]
    pub(super) was_active: BTreeSet<String>,
    /// The rules of the newer version that name what replaces them.
    #[serde(skip)]
    pub(super) is_replaced: BTreeSet<String>,
    /// The engines that the newer version asks for.
    #[serde(skip)]
    pub(super) engine: semver::VersionReq,
}

impl Comparison {
    /// Compares two versions of one pack.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::InvalidKnowledge`] if either side does not hold exactly one pack.
    pub fn new(old: &KnowledgeBase, new: &KnowledgeBase) -> Result<Self, Error> {
        let (old, new) = (only(old)?, only(new)?);
        let (was, is) = (old.model()?, new.model()?);
        let ids = |model: &PackModel, holds: fn(&Rule) -> bool| -> BTreeSet<String> {
            model.rules.iter().filter(|rule| holds(rule)).map(|rule| rule.id.clone()).collect()
        };
        Ok(Self {
            old: old.reference(),
            new: new.reference(),
            changes: changes(was, is)?,
            was_active: ids(was, |rule| rule.status == Status::Active),
            is_replaced: ids(is, |rule| rule.superseded_by.is_some()),
            engine: is.pack.engine.clone(),
        })
    }

    /// The least bump that the changes require.
    #[must_use]
    pub fn bump(&self) -> Bump {
        self.changes.iter().map(|change| change.bump).max().unwrap_or(Bump::None)
    }
}

/// The one pack of a knowledge base.
pub(super) fn only(knowledge: &KnowledgeBase) -> Result<&LoadedPack, Error> {
    match knowledge.packs() {
        [pack] => Ok(pack),
        packs => {
            let message = format!("releases are compared pack by pack, and here are {}", packs.len());
            Err(Error::new(ErrorKind::InvalidKnowledge, message))
        }
    }
}

fn changes(old: &PackModel, new: &PackModel) -> Result<Vec<Change>, Error> {
    let renamed = renamed(old, new);
    let mut before = old.clone();
    for (rule, to) in
        before.rules.iter_mut().filter_map(|rule| Some((renamed.get(&rule.id)?, rule))).map(|(to, rule)| (rule, to))
    {
        rule.id.clone_from(to);
    }
    before.rules.sort_by(|a, b| a.id.cmp(&b.id));
    let (was, is) = (json(&before)?, json(new)?);
    let roles = Roles(new.pack.roles.iter().map(|role| role.id.as_str()).collect());
    let mut changes: Vec<Change> = renamed.iter().map(|(from, to)| rename(from, to)).collect();
    for difference in differences(&was, &is) {
        for mut change in classify(&difference, &roles) {
            move_code(&mut change, &difference, new);
            changes.push(change);
        }
    }
    // A code that another rule answers now is said once, where it was.
    let moved: BTreeSet<Option<String>> =
        changes.iter().filter(|change| change.kind == Kind::CodeMoved).map(|change| change.old.clone()).collect();
    changes.retain(|change| change.kind != Kind::CodeAdded || !moved.contains(&change.new));
    // A code whose row came or went with it is said once, where the row is.
    let rows: BTreeSet<(Kind, Option<String>)> =
        changes.iter().filter(|change| change.rule.is_some()).map(|change| (change.kind, side(change))).collect();
    changes.retain(|change| {
        change.rule.is_some() || side(change).is_none() || !rows.contains(&(change.kind, side(change)))
    });
    changes.sort_by(|a, b| (a.rule.as_deref(), &a.at).cmp(&(b.rule.as_deref(), &b.at)));
    Ok(changes)
}

/// The code that came or went.
fn side(change: &Change) -> Option<String> {
    let is_code = matches!(change.kind, Kind::CodeAdded | Kind::CodeRemoved);
    change.new.clone().or_else(|| change.old.clone()).filter(|_| is_code)
}

fn json(model: &PackModel) -> Result<Value, Error> {
    serde_json::to_value(model)
        .map_err(|error| Error::new(ErrorKind::InvalidKnowledge, format!("the pack cannot be compared: {error}")))
}

/// Rules that are gone under one id and came under another: all their codes are the same.
fn renamed(old: &PackModel, new: &PackModel) -> BTreeMap<String, String> {
    fn ids(model: &PackModel) -> BTreeSet<&str> {
        model.rules.iter().map(|rule| rule.id.as_str()).collect()
    }
    fn codes(rule: &Rule) -> Vec<(&str, Option<&str>)> {
        rule.matches.iter().map(|row| (row.code.as_str(), row.detail.as_deref())).collect()
    }
    let (was, is) = (ids(old), ids(new));
    let mut came: BTreeMap<Vec<(&str, Option<&str>)>, &Rule> = BTreeMap::new();
    for rule in new.rules.iter().filter(|rule| !was.contains(rule.id.as_str()) && !rule.matches.is_empty()) {
        came.entry(codes(rule)).or_insert(rule);
    }
    let gone = old.rules.iter().filter(|rule| !is.contains(rule.id.as_str()));
    gone.filter_map(|rule| Some((rule.id.clone(), came.remove(&codes(rule))?.id.clone()))).collect()
}

fn rename(from: &str, to: &str) -> Change {
    let kind = Kind::RuleRenamed;
    let (old, new) = (Some(from.to_owned()), Some(to.to_owned()));
    Change { kind, bump: kind.bump(), rule: Some(to.to_owned()), step: None, at: format!("rules/{to}/id"), old, new }
}

/// Names the rule that answers a code now, where one does.
fn move_code(change: &mut Change, difference: &Difference<'_>, new: &PackModel) {
    if !matches!(change.kind, Kind::CodeRemoved | Kind::CodeAdded) || change.rule.is_none() {
        return;
    }
    let Some(Step::Item(row)) = difference.path.last() else { return };
    if change.kind == Kind::CodeAdded {
        change.new = Some(row.clone());
        return;
    }
    change.old = Some(row.clone());
    let answers = |rule: &&Rule| {
        let name = |row: &crate::model::Match| {
            [Some(row.code.as_str()), row.detail.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ")
        };
        rule.status != Status::Deprecated && rule.matches.iter().any(|other| name(other) == *row)
    };
    if let Some(other) = new.rules.iter().find(answers) {
        change.kind = Kind::CodeMoved;
        change.bump = change.kind.bump();
        change.new = Some(other.id.clone());
    }
}
