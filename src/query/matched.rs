//! The protocol's shapes for how an input was matched.

use serde::Serialize;

use super::local::LocalText;

/// How an input was matched, from surest to not at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Level {
    /// The code and the detail stand together in the table, or either stands alone and means one thing.
    Exact,
    /// The same after a harmless change, which is named.
    Normalized,
    /// The detail is an instance of a pattern of the table.
    Wildcard,
    /// The code is known; which of its rows is meant is open.
    CodeOnly,
    /// The detail is known; which code it belongs to is open.
    DetailOnly,
    /// Nothing matches; something similar exists.
    Suggestion,
    /// Found by what somebody sees or says.
    Symptom,
    /// Nothing matches.
    Unknown,
}

/// Why the match has its level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// The table has this pair.
    PairInTable,
    /// The code stands without a detail code in the table.
    CodeStandsAlone,
    /// The detail stands under one code only.
    DetailUnderOneCode,
    /// The detail stands under several codes, always with the same meaning.
    DetailUnderOneRule,
    /// The detail ends as a pattern of the table does.
    PatternFits,
    /// The code has rows with details, and none was given.
    DetailMissing,
    /// The code is known and the detail is not.
    DetailNotInTable,
    /// The detail stands under several codes.
    DetailUnderSeveralCodes,
    /// Code and detail are known, and no row pairs them.
    PairNotInTable,
    /// The detail is known; the code in front of it is not.
    CodeNotInTable,
    /// A known detail differs in one character.
    NearDetail,
    /// What was said fits what a rule speaks of.
    SymptomsFit,
    /// No known code or detail was found in the input.
    NothingKnown,
    /// No rule comes near enough to what was said.
    NothingNear,
    /// A pack is damaged, so that nothing of it may be believed.
    PackDamaged,
}

/// What was done to the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ChangeKind {
    /// Looks like a code, is not known, and was left out.
    Ignored,
    /// A code that was read as a number, because of what stands around it, and left out.
    Number,
    /// Read with another letter case.
    LetterCase,
    /// Read in normal width.
    Width,
    /// A letter was read as the digit that looks like it, or the other way round.
    Lookalike,
    /// Hyphens, spaces, brackets or line ends were added or left out.
    Separators,
    /// `0x` was added, or left out where it stood twice.
    Prefix,
    /// Leading zeros were added.
    LeadingZeros,
    /// A decimal number was read as the hexadecimal code of the same value.
    Decimal,
    /// Spoken words were read as the letters and digits that they stand for.
    Dictation,
    /// Printed in this way; read as the code that is meant.
    Misprint,
    /// Read as an instance of a pattern.
    Pattern,
    /// The pairing with this code is inferred, not printed.
    Inferred,
    /// What lies beyond the limit was not read.
    CutOff,
}

impl ChangeKind {
    /// Whether it leaves what was given the same code.
    pub(crate) fn is_harmless(self) -> bool {
        !matches!(self, Self::Ignored | Self::Number | Self::Misprint | Self::Pattern | Self::Inferred | Self::CutOff)
    }
}

/// One thing that was changed or left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What was done.
    pub kind: ChangeKind,
    /// What stood in the input.
    pub from: String,
    /// What it was read as, if anything.
    pub to: Option<String>,
}

/// A rule that may have been meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// The pack's id.
    pub pack: String,
    /// The rule's id.
    pub rule: String,
    /// The codes of the row.
    pub codes: Vec<String>,
    /// The details of the row.
    pub details: Vec<String>,
    /// The error type of the row.
    pub error_type: Option<LocalText>,
}

/// How the input was matched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MatchInfo {
    /// The level.
    pub level: Level,
    /// Why.
    pub reason: Reason,
    /// What was changed or left out.
    pub changes: Vec<Change>,
    /// What may have been meant, where nothing matched for sure.
    pub suggestions: Vec<Suggestion>,
}

/// A reply to a [`Question`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuestionOption {
    /// The code or detail.
    pub value: String,
    /// The same for the reader, with what it means.
    pub text: String,
}

/// What separates the candidates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// What is asked for: `code` or `detail`.
    pub fact: String,
    /// The question.
    pub text: LocalText,
    /// The known replies; not knowing is always possible.
    pub options: Vec<QuestionOption>,
}
