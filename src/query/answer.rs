//! The protocol's shapes for answers: plain data in the reader's language.

use std::collections::BTreeMap;

use serde::Serialize;

use super::local::LocalText;
use super::matched::{Level, MatchInfo, Question, Reason};
use super::steps::{CheckOut, ContactOut, RemedyOut, Withheld};
use crate::model::{Absence, ErratumKind, HandOverFrom, Likelihood, Status, TranslationStatus, When};

/// Which pack gave an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub struct PackRef {
    /// The pack's id.
    pub id: String,
    /// Its version.
    pub version: semver::Version,
    /// SHA-256 of its content.
    pub hash: String,
    /// SHA-256 of the learned overlay that is applied to it, if one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub overlay: Option<String>,
}

/// What `explain` returns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// How the input was matched.
    #[serde(rename = "match")]
    pub matched: MatchInfo,
    /// The codes that were given, each with how it was matched.
    pub asked: Vec<Asked>,
    /// The answers, a likely cause before its consequences, otherwise as asked; among them the candidates.
    pub answers: Vec<Answer>,
    /// Which of the faults are likely to have brought about which.
    pub relations: Vec<Relation>,
    /// The steps of all answers in one safe order, none of them twice; candidates have no steps in it.
    pub plan: Vec<PlanStep>,
    /// What separates the candidates; of several questions the first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<Question>,
    /// A sentence to read to the help desk.
    pub help_desk: LocalText,
}

/// One of the codes that were given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Asked {
    /// The code with its detail, as the pack writes them; a detail that fits a pattern as it was given.
    pub text: String,
    /// How surely it was matched.
    pub level: Level,
    /// Why.
    pub reason: Reason,
    /// What would make it finer, or separates its candidates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<Question>,
}

/// Two faults that are shown together, one of which can bring the other about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Relation {
    /// The pack that says so.
    pub pack: String,
    /// The rule of the likely cause.
    pub cause: String,
    /// The rule of the consequence.
    pub consequence: String,
}

/// A check or remedy of an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlanStep {
    /// The answer that shows it, by its place in the list.
    pub answer: usize,
    /// The rule of that answer.
    pub rule: String,
    /// The check's or remedy's id.
    pub step: String,
}

/// One rule, as far as it concerns the rows that were matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The pack it comes from.
    pub pack: PackRef,
    /// The rule's id.
    pub rule: String,
    /// Which of the given codes it answers, as in [`Explanation::asked`].
    pub asked: Vec<String>,
    /// Whether it is open that this one is meant: a candidate is listed without its steps.
    pub candidate: bool,
    /// Where the rule is in its life.
    pub status: Status,
    /// The codes, as the pack writes them.
    pub codes: Vec<String>,
    /// The details of the matched rows, as the pack writes them.
    pub details: Vec<String>,
    /// The matched rows.
    pub rows: Vec<String>,
    /// The heading.
    pub heading: Option<LocalText>,
    /// The on-screen message.
    pub message: Option<LocalText>,
    /// The error type, where all matched rows have the same.
    pub error_type: Option<LocalText>,
    /// Warnings; to be shown before everything else.
    pub cautions: Vec<LocalText>,
    /// Printed prose around the steps.
    pub explanation: Vec<LocalText>,
    /// Why it may have happened.
    pub causes: Vec<CauseOut>,
    /// Questions, in order.
    pub checks: Vec<CheckOut>,
    /// Remedies, in a safe order.
    pub remediation: Vec<RemedyOut>,
    /// Steps that are not shown, and why.
    pub withheld: Vec<Withheld>,
    /// Whom to call when nothing helped.
    pub hand_over: HandOverOut,
    /// Cells of the source that hold nothing.
    pub absent: BTreeMap<String, Absence>,
    /// Misprints and doubts.
    pub notes: Vec<NoteOut>,
    /// The state of the translation shown, if it is one.
    pub translation: Option<TranslationStatus>,
    /// Where it stands in print.
    pub source: SourceOut,
}

/// A cause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CauseOut {
    /// Its id.
    pub id: String,
    /// The cause.
    pub text: LocalText,
    /// How often it is the one.
    pub likelihood: Option<Likelihood>,
    /// Conditions that are not yet known to hold.
    #[serde(skip_serializing_if = "When::is_empty")]
    pub when: When,
}

/// Whom to call when nothing helped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandOverOut {
    /// The contacts.
    pub to: Vec<ContactOut>,
    /// Where they are printed.
    pub from: HandOverFrom,
    /// The printed sentence.
    pub text: Option<LocalText>,
}

/// A misprint or a doubt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NoteOut {
    /// Its id.
    pub id: String,
    /// The kind of misprint; none for a doubt.
    pub kind: Option<ErratumKind>,
    /// The items or fields it concerns.
    pub concerns: Vec<String>,
    /// What was printed.
    pub printed: Option<String>,
    /// What stands in the text instead.
    pub corrected: Option<String>,
    /// How sure it is, in hundredths.
    pub confidence: Option<u8>,
    /// Why, or the doubt.
    pub text: LocalText,
}

/// Where a rule stands in print.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SourceOut {
    /// The document's id.
    pub document: String,
    /// Its title.
    pub title: LocalText,
    /// The page.
    pub page: u32,
}
