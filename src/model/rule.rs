//! One rule: what it matches, what may be wrong, what to do.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Check, Remedy, Risk, Text};

/// Conditions on facts: every named fact must have one of the listed values.
pub type When = BTreeMap<String, Vec<String>>;

/// One YAML file of `rules/`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The rule's id; also its file name.
    pub id: String,
    /// Where the rule is in its life.
    #[serde(default)]
    pub status: Status,
    /// The rule that replaces it, once it is deprecated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub superseded_by: Option<String>,
    /// Codes, details and rows that it answers.
    #[serde(default)]
    pub matches: Vec<Match>,
    /// Device models and software versions it applies to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applies_to: Option<AppliesTo>,
    /// What repeating the failed operation risks.
    #[serde(default)]
    pub retry_risk: Risk,
    /// What people see or say, in their own words.
    #[serde(default)]
    pub symptoms: Vec<Text>,
    /// Warnings that stand before everything else, with the conditions under which they hold.
    #[serde(default)]
    pub cautions: Vec<Passage>,
    /// Printed prose around the steps.
    #[serde(default)]
    pub explanation: Vec<Passage>,
    /// Why it may have happened.
    #[serde(default)]
    pub causes: Vec<Cause>,
    /// Questions, in the printed order.
    #[serde(default)]
    pub checks: Vec<Check>,
    /// Remedies, in the printed order.
    #[serde(default)]
    pub remediation: Vec<Remedy>,
    /// Rules whose faults this one can bring about: where both are shown, this one is treated first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub consequences: Vec<String>,
    /// Whom to call when nothing helped.
    pub hand_over: HandOver,
    /// A hand-written order of steps, where the derived one is not good enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tree: Option<Tree>,
    /// Cells of the source that hold nothing, and why.
    #[serde(default)]
    pub absent: BTreeMap<String, Absence>,
    /// Corrected misprints.
    #[serde(default)]
    pub errata: Vec<Erratum>,
    /// Open doubts.
    #[serde(default)]
    pub review_notes: Vec<ReviewNote>,
    /// The state of each translation.
    #[serde(default)]
    pub translations: Vec<Translation>,
    /// Where it stands in print.
    pub source: Source,
    /// Inputs that must find this rule.
    pub examples: Vec<String>,
}

/// Where a rule is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Written, not yet reviewed by somebody who knows the device.
    Draft,
    /// In use.
    #[default]
    Active,
    /// Kept so that old sessions and links still find something.
    Deprecated,
}

/// One row of the source that the rule answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Match {
    /// The code, as in `codes.yaml`.
    pub code: String,
    /// The detail code or pattern (leading `x`s stand for any characters); none where the code stands alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Other ways in which the same detail code is printed.
    #[serde(default)]
    pub printed_as: Vec<String>,
    /// The row of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
    /// The error type printed in this row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_type: Option<Text>,
    /// Facts that hold when this row is shown.
    #[serde(default)]
    pub facts: BTreeMap<String, String>,
    /// Cells of this row that hold nothing, and why.
    #[serde(default)]
    pub absent: BTreeMap<String, Absence>,
    /// Codes whose pairing with this row is not printed but inferred.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inferred: Option<Inferred>,
}

/// A pairing of code and row that the source does not print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Inferred {
    /// The codes (the match's own code or aliases of it) for which it is inferred.
    pub codes: Vec<String>,
    /// The erratum or review note that says why.
    pub note: String,
}

/// Device models and software versions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppliesTo {
    /// Values of the fact `model`.
    #[serde(default)]
    pub models: Vec<String>,
    /// Version ranges of the facts `version.NAME`, by name.
    #[serde(default)]
    pub software: BTreeMap<String, semver::VersionReq>,
}

/// A text with the conditions under which it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Passage {
    /// The passage's id within its rule, where another rule uses it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The rule that owns it, where another rule uses it (`rule/item`). Set by the loader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_from: Option<String>,
    /// The text.
    pub text: Text,
    /// When it is shown.
    #[serde(default)]
    pub when: When,
}

/// How often a cause is the one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Likelihood {
    /// More often than the others.
    Often,
    /// As often as the others.
    Sometimes,
    /// Less often than the others.
    Rarely,
}

/// Why it may have happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cause {
    /// The cause's id within its rule.
    pub id: String,
    /// The rule that owns it, where another rule uses it (`rule/item`). Set by the loader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub used_from: Option<String>,
    /// The cause.
    pub text: Text,
    /// How often it is the one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likelihood: Option<Likelihood>,
    /// When it can be at all; an unknown fact keeps it.
    #[serde(default)]
    pub when: When,
}

/// Where the contact of a hand-over comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HandOverFrom {
    /// Printed with the remedies.
    Remedy,
    /// Printed in the on-screen message only.
    Message,
    /// Nowhere in print: the contact that the caller's role calls.
    Role,
}

/// Whom to call when nothing helped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandOver {
    /// The contacts; none where none is printed.
    #[serde(default)]
    pub to: Vec<String>,
    /// Where they are printed.
    pub from: HandOverFrom,
    /// The printed clause that leads to the contact's request ("if that did not help either,"), if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<Text>,
}

/// Why a cell of the source holds nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Absence {
    /// It was lost on the way; the print holds something.
    Lost,
    /// Nothing is printed.
    Blank,
    /// A dash is printed.
    Dash,
}

/// What kind of misprint an erratum records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErratumKind {
    /// Printed wrongly; the corrected form stands in the text.
    Misprint,
    /// The row prints a shared text differently; the meaning is the same.
    Variant,
    /// Unreadable; `{illegible:ID}` stands in the text.
    Illegible,
    /// A cell was lost, doubled or shifted.
    Layout,
}

/// A recorded misprint.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erratum {
    /// The erratum's id.
    pub id: String,
    /// The items or fields of the rule it concerns.
    #[serde(default)]
    pub concerns: Vec<String>,
    /// The rows it concerns; none means all of the rule's.
    #[serde(default)]
    pub rows: Vec<String>,
    /// What kind it is.
    pub kind: ErratumKind,
    /// What was printed.
    pub printed: String,
    /// What stands in the text instead, where something does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub corrected: Option<String>,
    /// How sure it is, in hundredths.
    pub confidence: u8,
    /// Why.
    pub reason: Text,
    /// When it was recorded, `YYYY-MM-DD`.
    pub date: String,
}

/// An open doubt, shown with the text it concerns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReviewNote {
    /// The note's id.
    pub id: String,
    /// The items or fields of the rule it concerns.
    #[serde(default)]
    pub concerns: Vec<String>,
    /// The rows it concerns; none means all of the rule's.
    #[serde(default)]
    pub rows: Vec<String>,
    /// The doubt.
    pub text: Text,
    /// When it was written, `YYYY-MM-DD`.
    pub date: String,
}

/// The state of a translation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Translation {
    /// The language it is in.
    pub lang: String,
    /// Whether a person has read it.
    pub status: TranslationStatus,
    /// The fingerprint of the texts that were translated.
    pub of: String,
}

/// Whether a person has read a translation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TranslationStatus {
    /// Not yet.
    Draft,
    /// Yes.
    Reviewed,
}

/// Where a rule stands in print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The document's id.
    pub document: String,
    /// The page.
    pub page: u32,
}

/// A hand-written decision tree over the rule's own checks and remedies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tree {
    /// The first step.
    pub start: String,
    /// The steps and where each reply leads.
    pub nodes: Vec<TreeNode>,
}

/// One step of a hand-written tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TreeNode {
    /// The check or remedy.
    pub step: String,
    /// Where replies lead that go elsewhere than `otherwise`: the reply's id and the next step, or `hand_over`.
    #[serde(default)]
    pub replies: BTreeMap<String, String>,
    /// Where every other reply leads, and where to go on when the step cannot be offered: a step or `hand_over`.
    pub otherwise: String,
}
