//! Tokens to rows: which rows an input means, how surely, and what was changed or left out on the way.

use serde::Serialize;

use super::local::LocalText;
use super::tokens::{Token, shape, tokens};
use crate::kb::{Facts, LoadedPack, RowRef, fold, pattern_end};
use crate::model::Rule;

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
    /// No known code or detail was found in the input.
    NothingKnown,
}

/// What was done to the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ChangeKind {
    /// Looks like a code, is not known, and was left out.
    Ignored,
    /// Read with another letter case.
    LetterCase,
    /// Printed in this way; read as the code that is meant.
    Misprint,
    /// Read as an instance of a pattern.
    Pattern,
    /// The pairing with this code is inferred, not printed.
    Inferred,
    /// What lies beyond the limit was not read.
    CutOff,
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

/// What an input means in one pack.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) level: Level,
    pub(crate) reason: Reason,
    pub(crate) changes: Vec<Change>,
    /// The rows that are meant, or may be.
    pub(crate) rows: Vec<RowRef>,
    /// Rows that are not meant as written, but near.
    pub(crate) near: Vec<RowRef>,
    /// The code that was given, as the pack writes it.
    pub(crate) code: Option<usize>,
}

/// A code and the detail behind it.
#[derive(Debug, Default)]
struct Subject<'t> {
    code: Option<(Token<'t>, usize)>,
    unknown_code: Option<Token<'t>>,
    detail: Option<Token<'t>>,
}

/// What each code and detail of `text` means in `pack`; never empty.
pub(crate) fn resolve(pack: &LoadedPack, text: &str, facts: &Facts) -> Vec<Found> {
    let (subjects, mut ignored) = subjects(pack, text);
    let resolver = Resolver { pack, facts };
    let mut found: Vec<Found> = subjects.iter().map(|subject| resolver.subject(subject)).collect();
    // A number in a sentence is no reason to doubt the code beside it.
    if found.iter().any(|f| f.level < Level::Unknown) {
        for unknown in found.iter().filter(|f| f.level == Level::Unknown) {
            ignored.extend(unknown.changes.iter().cloned());
        }
        found.retain(|f| f.level < Level::Unknown);
    }
    if found.is_empty() {
        found.push(Found::nothing(Vec::new()));
    }
    if let Some(first) = found.first_mut() {
        first.changes.extend(ignored);
    }
    found
}

/// Reads the tokens of `text` as codes, each with the details that follow it.
fn subjects<'t>(pack: &LoadedPack, text: &'t str) -> (Vec<Subject<'t>>, Vec<Change>) {
    let index = pack.index();
    let code_shapes: Vec<String> = pack
        .model()
        .codes
        .codes
        .iter()
        .flat_map(|e| std::iter::once(&e.code).chain(&e.aliases))
        .map(|c| shape(c))
        .collect();
    let mut subjects: Vec<Subject<'t>> = Vec::new();
    let mut ignored = Vec::new();
    for token in tokens(text) {
        let digits = token.text.chars().filter(char::is_ascii_digit).count();
        let letters = token.text.chars().any(|c| c.is_ascii_alphabetic());
        let is_detail = !index.rows_of_detail(token.text).is_empty() || !index.rows_of_pattern(token.text).is_empty();
        if let Some(code) = index.code(token.text) {
            subjects.push(Subject { code: Some((token, code)), ..Subject::default() });
        } else if is_detail
            || (digits > 0 && letters && token.text.len() >= 5 && !code_shapes.contains(&shape(token.text)))
        {
            attach(&mut subjects, token);
        } else if digits > 0 && code_shapes.contains(&shape(token.text)) {
            subjects.push(Subject { unknown_code: Some(token), ..Subject::default() });
        } else if digits > 0 && letters {
            ignored.push(Change { kind: ChangeKind::Ignored, from: token.text.to_owned(), to: None });
        }
    }
    (subjects, ignored)
}

/// A detail belongs to the code before it.
fn attach<'t>(subjects: &mut Vec<Subject<'t>>, token: Token<'t>) {
    match subjects.last_mut() {
        Some(last) if last.detail.is_none() && (last.code.is_some() || last.unknown_code.is_some()) => {
            last.detail = Some(token)
        }
        Some(last) => {
            let (code, unknown_code) = (last.code, last.unknown_code);
            subjects.push(Subject { code, unknown_code, detail: Some(token) });
        }
        None => subjects.push(Subject { detail: Some(token), ..Subject::default() }),
    }
}

impl Found {
    fn nothing(changes: Vec<Change>) -> Self {
        Self {
            level: Level::Unknown,
            reason: Reason::NothingKnown,
            changes,
            rows: Vec::new(),
            near: Vec::new(),
            code: None,
        }
    }
}

struct Resolver<'a> {
    pack: &'a LoadedPack,
    facts: &'a Facts,
}

impl Resolver<'_> {
    fn subject(&self, subject: &Subject<'_>) -> Found {
        let mut found = match (subject.code, subject.detail) {
            (Some((_, code)), Some(detail)) => self.pair(code, detail),
            (Some((_, code)), None) => self.code(code),
            (None, Some(detail)) => self.detail(detail, subject.unknown_code),
            (None, None) => Found::nothing(Vec::new()),
        };
        if let Some((token, code)) = subject.code {
            found.code = Some(code);
            self.note_code(&mut found, token, code);
        }
        if let Some(token) = subject.unknown_code {
            found.changes.insert(0, Change { kind: ChangeKind::Ignored, from: token.text.to_owned(), to: None });
        }
        if found.level == Level::Exact && found.changes.iter().any(|c| c.kind == ChangeKind::LetterCase) {
            found.level = Level::Normalized;
        }
        found
    }

    /// Rows whose rule is about the caller's device, as far as the host said which one it is.
    fn applicable(&self, rows: &[RowRef]) -> Vec<RowRef> {
        rows.iter()
            .copied()
            .filter(|row| self.pack.rule_at(row.rule).is_some_and(|rule| applies(rule, self.facts)))
            .collect()
    }

    fn pair(&self, code: usize, detail: Token<'_>) -> Found {
        let index = self.pack.index();
        let of_code = self.applicable(index.rows_of_code(code));
        let literal = self.applicable(index.rows_of_detail(detail.text));
        let pattern = self.applicable(&index.rows_of_pattern(detail.text));
        let both = |rows: &[RowRef]| rows.iter().copied().filter(|row| of_code.contains(row)).collect::<Vec<_>>();
        let (literal_here, pattern_here) = (both(&literal), both(&pattern));
        if !literal_here.is_empty() {
            return self.matched(Level::Exact, Reason::PairInTable, literal_here, detail);
        }
        if !pattern_here.is_empty() {
            return self.matched(Level::Wildcard, Reason::PatternFits, pattern_here, detail);
        }
        if !literal.is_empty() || !pattern.is_empty() {
            let rows = if literal.is_empty() { pattern } else { literal };
            let mut found = self.matched(Level::DetailOnly, Reason::PairNotInTable, rows, detail);
            found.near = of_code;
            return found;
        }
        let changes = vec![Change { kind: ChangeKind::Ignored, from: detail.text.to_owned(), to: None }];
        let near = self.near(detail, &of_code);
        if near.is_empty() {
            Found {
                level: Level::CodeOnly,
                reason: Reason::DetailNotInTable,
                changes,
                rows: Vec::new(),
                near: of_code,
                code: None,
            }
        } else {
            Found { level: Level::Suggestion, reason: Reason::NearDetail, changes, rows: Vec::new(), near, code: None }
        }
    }

    fn code(&self, code: usize) -> Found {
        let rows = self.applicable(self.pack.index().rows_of_code(code));
        let alone = rows.iter().all(|row| self.pack.row(*row).is_some_and(|(_, m)| m.detail.is_none()));
        let (level, reason) = match (rows.is_empty(), alone) {
            (true, _) => (Level::CodeOnly, Reason::DetailNotInTable),
            (false, true) => (Level::Exact, Reason::CodeStandsAlone),
            (false, false) => (Level::CodeOnly, Reason::DetailMissing),
        };
        Found { level, reason, changes: Vec::new(), rows, near: Vec::new(), code: None }
    }

    fn detail(&self, detail: Token<'_>, unknown_code: Option<Token<'_>>) -> Found {
        let index = self.pack.index();
        let literal = self.applicable(index.rows_of_detail(detail.text));
        let is_pattern = literal.is_empty();
        let rows = if is_pattern { self.applicable(&index.rows_of_pattern(detail.text)) } else { literal };
        if rows.is_empty() {
            let all: Vec<RowRef> =
                index.known_details().iter().flat_map(|d| index.rows_of_detail(d)).copied().collect();
            let near = self.near(detail, &self.applicable(&all));
            let changes = vec![Change { kind: ChangeKind::Ignored, from: detail.text.to_owned(), to: None }];
            return if near.is_empty() {
                Found::nothing(changes)
            } else {
                Found {
                    level: Level::Suggestion,
                    reason: Reason::NearDetail,
                    changes,
                    rows: Vec::new(),
                    near,
                    code: None,
                }
            };
        }
        let mut codes: Vec<&str> =
            rows.iter().filter_map(|row| self.pack.row(*row)).map(|(_, m)| m.code.as_str()).collect();
        codes.dedup();
        let (level, reason) = match (unknown_code, codes.len(), is_pattern) {
            (Some(_), _, _) => (Level::DetailOnly, Reason::CodeNotInTable),
            (None, 2.., _) => (Level::DetailOnly, Reason::DetailUnderSeveralCodes),
            (None, _, true) => (Level::Wildcard, Reason::PatternFits),
            (None, _, false) => (Level::Exact, Reason::DetailUnderOneCode),
        };
        self.matched(level, reason, rows, detail)
    }

    /// A match on `rows` through `detail`, with what it was read as.
    fn matched(&self, level: Level, reason: Reason, rows: Vec<RowRef>, detail: Token<'_>) -> Found {
        let mut changes: Vec<Change> = Vec::new();
        for (_, row) in rows.iter().filter_map(|row| self.pack.row(*row)) {
            let Some(written) = row.detail.as_deref() else { continue };
            let kind = if written == detail.text {
                continue;
            } else if fold(written) == fold(detail.text) {
                ChangeKind::LetterCase
            } else if pattern_end(written).is_some() {
                ChangeKind::Pattern
            } else {
                ChangeKind::Misprint
            };
            let change = Change { kind, from: detail.text.to_owned(), to: Some(written.to_owned()) };
            if !changes.contains(&change) {
                changes.push(change);
            }
        }
        Found { level, reason, changes, rows, near: Vec::new(), code: None }
    }

    /// The rows of `among` that have a detail one edit away from what was typed.
    fn near(&self, detail: Token<'_>, among: &[RowRef]) -> Vec<RowRef> {
        let typed = fold(detail.text);
        let mut rows: Vec<RowRef> = among
            .iter()
            .copied()
            .filter(|row| {
                let details = self.pack.row(*row).into_iter().flat_map(|(_, m)| m.detail.iter().chain(&m.printed_as));
                details.filter(|d| pattern_end(d).is_none()).any(|d| strsim::osa_distance(&fold(d), &typed) == 1)
            })
            .collect();
        rows.sort();
        rows.dedup();
        rows
    }

    /// Letter case of the code, and pairings that the source does not print.
    fn note_code(&self, found: &mut Found, token: Token<'_>, code: usize) {
        let Some(entry) = self.pack.model().codes.codes.get(code) else { return };
        let written = std::iter::once(&entry.code).chain(&entry.aliases).find(|c| fold(c) == fold(token.text));
        let Some(written) = written else { return };
        if written != token.text {
            let change =
                Change { kind: ChangeKind::LetterCase, from: token.text.to_owned(), to: Some(written.clone()) };
            found.changes.insert(0, change);
        }
        let inferred = |row: &RowRef| {
            let inferred = self.pack.row(*row).and_then(|(_, m)| m.inferred.as_ref());
            inferred.is_some_and(|i| i.codes.contains(written))
        };
        if found.level < Level::CodeOnly && found.rows.iter().any(inferred) {
            found.changes.push(Change { kind: ChangeKind::Inferred, from: written.clone(), to: None });
        }
    }
}

/// Whether a rule is about the device and software that the facts name; what is not known excludes nothing.
fn applies(rule: &Rule, facts: &Facts) -> bool {
    let Some(to) = &rule.applies_to else { return true };
    let model = facts.get("model").is_none_or(|model| to.models.is_empty() || to.models.contains(model));
    let software = to.software.iter().all(|(name, range)| {
        let version = facts.get(&format!("version.{name}")).and_then(|v| semver::Version::parse(v).ok());
        version.is_none_or(|version| range.matches(&version))
    });
    model && software
}
