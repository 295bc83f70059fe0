//! Whether a version may be released: its number, what has to be acknowledged, and the engine that it asks for.

use std::collections::BTreeMap;

use serde::Serialize;

use super::acknowledged::is_acknowledged;
use super::compare::Comparison;
use super::kind::{Bump, Kind};

/// Why a version may not be released.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// What is wrong.
    pub kind: FindingKind,
    /// Which place of the pack it is about, for what is about one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// What is wrong and what to do, in one sentence.
    pub message: String,
}

/// Why a version may not be released.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FindingKind {
    /// The manifest declares less than the changes require.
    VersionTooLow,
    /// A change that may make a step less safe was not acknowledged.
    NotAcknowledged,
    /// A rule is gone that was not deprecated before.
    NotDeprecated,
    /// A rule is deprecated and names nothing that replaces it.
    NotReplaced,
    /// The manifest excludes the engine that the pack was tested with.
    EngineExcluded,
    /// Pages that people read changed, and the version did not.
    SnapshotChanged,
    /// The pages that are kept for reviewers are not those of this version.
    SnapshotNotKept,
}

impl Comparison {
    /// Everything that keeps the newer version from being released; nothing, if it may be.
    ///
    /// `change_log` is the text that acknowledges what has to be, in the form of [`Change::acknowledgement`](super::Change::acknowledgement); `engine` is the version
    /// of the engine that the pack was tested with.
    #[must_use]
    pub fn check(&self, change_log: &str, engine: &semver::Version) -> Vec<Finding> {
        let mut findings: Vec<Finding> = self.version_too_low().into_iter().collect();
        for change in &self.changes {
            let at = &change.at;
            let version = &self.new.version;
            if change.kind.needs_acknowledgement() && !is_acknowledged(change, change_log, version) {
                let item = change.acknowledgement(true);
                let message = format!("write this under `## [{version}]` in the change log, once it is meant: {item}");
                findings.push(Finding { kind: FindingKind::NotAcknowledged, at: Some(at.clone()), message });
            }
            let id = change.rule.as_deref().unwrap_or_default();
            if change.kind == Kind::RuleRemoved && self.was_active.contains(id) {
                let message =
                    format!("`{id}` answered in {}; deprecate it first, with what replaces it", self.old.version);
                findings.push(Finding { kind: FindingKind::NotDeprecated, at: Some(at.clone()), message });
            }
            if change.kind == Kind::RuleDeprecated && !self.is_replaced.contains(id) {
                let message = format!("`{id}` is deprecated; name the rule that replaces it as `superseded_by`");
                findings.push(Finding { kind: FindingKind::NotReplaced, at: Some(at.clone()), message });
            }
        }
        let wanted = &self.engine;
        if !wanted.matches(engine) {
            let message = format!("the manifest asks for engine {wanted}, and the pack was tested with {engine}");
            findings.push(Finding { kind: FindingKind::EngineExcluded, at: Some("pack/engine".to_owned()), message });
        }
        findings
    }

    /// What keeps the newer version from being released in the pages that people read, as `render::snapshots` makes them. The pages of the
    /// older version count where [`has_same_version`](Self::has_same_version); `kept` are those that stand beside the pack for reviewers.
    #[must_use]
    pub fn check_pages(
        &self,
        old: Option<&BTreeMap<String, String>>,
        new: &BTreeMap<String, String>,
        kept: Option<&BTreeMap<String, String>>,
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        let version = &self.new.version;
        let differs_from = |other: Option<&Pages>| other.map(|other| different(other, new)).unwrap_or_default();
        let changed = differs_from(old.filter(|_| self.has_same_version()));
        if !changed.is_empty() {
            let message = format!("the pages changed, and the version is still {version}; raise it: {}", few(&changed));
            findings.push(Finding { kind: FindingKind::SnapshotChanged, at: Some("pack/version".to_owned()), message });
        }
        let not_kept = differs_from(kept);
        if !not_kept.is_empty() {
            let do_this = "write them with `shindan snapshot`, and have what became different reviewed";
            let message = format!("the pages that are kept are not those of {version}; {do_this}: {}", few(&not_kept));
            findings.push(Finding { kind: FindingKind::SnapshotNotKept, at: None, message });
        }
        findings
    }

    /// Whether both sides declare the same version.
    #[must_use]
    pub fn has_same_version(&self) -> bool {
        self.old.version == self.new.version
    }

    /// The least version that the changes allow.
    #[must_use]
    pub fn least_version(&self) -> semver::Version {
        self.bump().after(&self.old.version)
    }

    fn version_too_low(&self) -> Option<Finding> {
        let least = self.least_version();
        let is_enough = if self.bump() == Bump::None {
            self.new.version >= least
        } else {
            self.new.version >= least && self.new.version > self.old.version
        };
        if is_enough {
            return None;
        }
        let most = self.changes.iter().find(|change| change.bump == self.bump());
        let because =
            most.map(|change| format!(": `{}` — {}", change.at, change.kind.meaning("en"))).unwrap_or_default();
        let message = format!(
            "the manifest declares {}, and {least} is the least after {}{because}",
            self.new.version, self.old.version
        );
        Some(Finding { kind: FindingKind::VersionTooLow, at: Some("pack/version".to_owned()), message })
    }
}

/// Pages by name.
type Pages = BTreeMap<String, String>;

/// The names of the pages that only one side has, or that differ, in order.
fn different(old: &Pages, new: &Pages) -> Vec<String> {
    let gone = old.keys().filter(|name| !new.contains_key(*name));
    let changed = new.iter().filter(|(name, page)| old.get(*name) != Some(page)).map(|(name, _)| name);
    let mut names: Vec<String> = gone.chain(changed).cloned().collect();
    names.sort_unstable();
    names
}

/// The first of many names, and how many more there are.
fn few(names: &[String]) -> String {
    let first = names.iter().take(3).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(3) {
        0 => first,
        more => format!("{first} and {more} more"),
    }
}
