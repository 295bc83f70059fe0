//! What a text means in one pack: which rows, how surely, and what was changed or left out on the way.

use unicode_normalization::UnicodeNormalization;

use super::matched::{Change, ChangeKind, Level, Reason};
use super::read::{Meaning, Reading, read};
use crate::kb::{Facts, LoadedPack, RowRef, keys};
use crate::model::{Match, Rule};

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

/// A code and the detail that belongs to it.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Subject<'r> {
    code: Option<(&'r Reading<'r>, usize)>,
    unknown_code: Option<&'r Reading<'r>>,
    detail: Option<&'r Reading<'r>>,
}

/// What each code and detail of `text` means in `pack`; never empty.
pub(crate) fn resolve(pack: &LoadedPack, text: &str, facts: &Facts) -> Vec<Found> {
    let readings = read(pack.index(), text);
    let resolver = Resolver { pack, facts };
    let mut found: Vec<Found> = subjects(pack, &readings).iter().map(|subject| resolver.subject(subject)).collect();
    let mut ignored: Vec<Change> = readings
        .iter()
        .filter_map(|reading| match reading.meaning {
            Meaning::Ignored => Some(left_out(reading)),
            Meaning::Number => Some(Change { kind: ChangeKind::Number, ..left_out(reading) }),
            _ => None,
        })
        .collect();
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

fn left_out(reading: &Reading<'_>) -> Change {
    Change { kind: ChangeKind::Ignored, from: reading.raw.to_owned(), to: None }
}

/// Each code with the details that follow it; a detail in front of its code is found, too.
fn subjects<'r>(pack: &LoadedPack, readings: &'r [Reading<'r>]) -> Vec<Subject<'r>> {
    let mut subjects: Vec<Subject<'r>> = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        match &reading.meaning {
            Meaning::Code(entry, _) => {
                let ours = |row: &RowRef| pack.index().rows_of_code(*entry).contains(row);
                // It has a detail of its own where one follows.
                let next = readings.get(at.saturating_add(1)).map(|next| &next.meaning);
                let alone = !matches!(next, Some(Meaning::Detail(_) | Meaning::UnknownDetail));
                let pairs = |detail: &'r Reading<'r>| alone && rows_of(pack, detail).iter().any(ours);
                let code = Some((reading, *entry));
                match subjects.last_mut() {
                    Some(last @ Subject { code: None, unknown_code: None, detail: Some(_) })
                        if last.detail.is_some_and(pairs) =>
                    {
                        last.code = code;
                    }
                    _ => subjects.push(Subject { code, ..Subject::default() }),
                }
            }
            Meaning::UnknownCode => subjects.push(Subject { unknown_code: Some(reading), ..Subject::default() }),
            Meaning::Detail(_) | Meaning::UnknownDetail => attach(&mut subjects, reading),
            Meaning::Ignored | Meaning::Number | Meaning::Nothing => {}
        }
    }
    once_each(subjects)
}

/// A detail belongs to the code before it.
fn attach<'r>(subjects: &mut Vec<Subject<'r>>, detail: &'r Reading<'r>) {
    match subjects.last_mut() {
        Some(last) if last.detail.is_none() => last.detail = Some(detail),
        Some(last) => {
            let again = Subject { detail: Some(detail), ..*last };
            subjects.push(again);
        }
        None => subjects.push(Subject { detail: Some(detail), ..Subject::default() }),
    }
}

/// A screen shows its code twice, in the corner and in the message: the second time says nothing new.
fn once_each<'r>(subjects: Vec<Subject<'r>>) -> Vec<Subject<'r>> {
    let detail = |s: &Subject<'r>| s.detail.map(|d| &d.meaning);
    let code = |s: &Subject<'_>| s.code.map(|(_, entry)| entry);
    let mut kept: Vec<Subject<'_>> = Vec::new();
    for (at, subject) in subjects.iter().enumerate() {
        let with_detail = |other: &Subject<'_>| code(other) == code(subject) && other.detail.is_some();
        let bare = subject.code.is_some() && subject.detail.is_none();
        let said = bare && subjects.iter().any(with_detail);
        let twice = subject.code.is_some()
            && subjects.iter().take(at).any(|other| code(other) == code(subject) && detail(other) == detail(subject));
        // A delivery report gives the status alone and once more with its reply code.
        let within = subject.code.is_none()
            && subject.unknown_code.is_none()
            && subjects.iter().any(|other| other.code.is_some() && detail(other) == detail(subject));
        if !said && !twice && !within {
            kept.push(*subject);
        }
    }
    kept
}

/// The rows that a detail stands for, as written or as an instance of a pattern.
fn rows_of(pack: &LoadedPack, detail: &Reading<'_>) -> Vec<RowRef> {
    let Meaning::Detail(known) = &detail.meaning else { return Vec::new() };
    let literal = pack.index().rows_of_detail(known);
    if literal.is_empty() { pack.index().rows_of_pattern(known) } else { literal.to_vec() }
}

impl Found {
    pub(super) fn nothing(changes: Vec<Change>) -> Self {
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
            (None, Some(detail)) => self.detail(detail, subject.unknown_code.is_some()),
            (None, None) => Found::nothing(Vec::new()),
        };
        if let Some((reading, code)) = subject.code {
            found.code = Some(code);
            self.note_code(&mut found, reading);
        }
        if let Some(reading) = subject.unknown_code {
            found.changes.insert(0, left_out(reading));
        }
        if found.level == Level::Exact && found.changes.iter().any(|c| c.kind.is_harmless()) {
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

    fn pair(&self, code: usize, detail: &Reading<'_>) -> Found {
        let of_code = self.applicable(self.pack.index().rows_of_code(code));
        let rows = self.applicable(&rows_of(self.pack, detail));
        let here: Vec<RowRef> = rows.iter().copied().filter(|row| of_code.contains(row)).collect();
        if !here.is_empty() {
            let (level, reason) = if self.is_instance(detail) {
                (Level::Wildcard, Reason::PatternFits)
            } else {
                (Level::Exact, Reason::PairInTable)
            };
            return self.matched(level, reason, here, detail);
        }
        if !rows.is_empty() {
            let mut found = self.matched(Level::DetailOnly, Reason::PairNotInTable, rows, detail);
            found.near = of_code;
            return found;
        }
        let near: Vec<RowRef> = self.near(detail).into_iter().filter(|row| of_code.contains(row)).collect();
        if near.is_empty() {
            let nothing = Found::nothing(vec![left_out(detail)]);
            Found { level: Level::CodeOnly, reason: Reason::DetailNotInTable, near: of_code, ..nothing }
        } else {
            let nothing = Found::nothing(vec![left_out(detail)]);
            Found { level: Level::Suggestion, reason: Reason::NearDetail, near, ..nothing }
        }
    }

    /// Whether a detail is found through a pattern alone.
    fn is_instance(&self, detail: &Reading<'_>) -> bool {
        matches!(&detail.meaning, Meaning::Detail(known) if self.pack.index().rows_of_detail(known).is_empty())
    }

    fn code(&self, code: usize) -> Found {
        let rows = self.applicable(self.pack.index().rows_of_code(code));
        let has_detail = |row: &RowRef| self.pack.row(*row).is_some_and(|(_, m)| m.detail.is_some());
        let alone: Vec<RowRef> = rows.iter().copied().filter(|row| !has_detail(row)).collect();
        let nothing = Found::nothing(Vec::new());
        if rows.is_empty() {
            Found { level: Level::CodeOnly, reason: Reason::DetailNotInTable, ..nothing }
        } else if alone.is_empty() {
            Found { level: Level::CodeOnly, reason: Reason::DetailMissing, rows, ..nothing }
        } else {
            // The table has a row for this code without a detail; the others are more exact, if one is shown.
            let near = rows.into_iter().filter(has_detail).collect();
            Found { level: Level::Exact, reason: Reason::CodeStandsAlone, rows: alone, near, ..nothing }
        }
    }

    fn detail(&self, detail: &Reading<'_>, after_unknown_code: bool) -> Found {
        let rows = self.applicable(&rows_of(self.pack, detail));
        if rows.is_empty() {
            let near = self.near(detail);
            let nothing = Found::nothing(vec![left_out(detail)]);
            return if near.is_empty() {
                nothing
            } else {
                Found { level: Level::Suggestion, reason: Reason::NearDetail, near, ..nothing }
            };
        }
        let meant: Vec<(&Rule, &Match)> = rows.iter().filter_map(|row| self.pack.row(*row)).collect();
        let differ = |differs: fn(&(&Rule, &Match), &(&Rule, &Match)) -> bool| {
            meant.iter().zip(meant.iter().skip(1)).any(|(a, b)| differs(a, b))
        };
        let codes = differ(|a, b| a.1.code != b.1.code);
        // One rule may say the same of the detail, whichever code stands in front of it.
        let meanings = differ(|a, b| a.0.id != b.0.id || a.1.error_type != b.1.error_type || a.1.facts != b.1.facts);
        let (level, reason) = match (after_unknown_code, codes, self.is_instance(detail)) {
            (true, _, _) => (Level::DetailOnly, Reason::CodeNotInTable),
            (false, true, _) if meanings => (Level::DetailOnly, Reason::DetailUnderSeveralCodes),
            (false, true, false) => (Level::Exact, Reason::DetailUnderOneRule),
            (false, _, true) => (Level::Wildcard, Reason::PatternFits),
            (false, false, false) => (Level::Exact, Reason::DetailUnderOneCode),
        };
        self.matched(level, reason, rows, detail)
    }

    /// A match on `rows` through `detail`, with what it was read as.
    fn matched(&self, level: Level, reason: Reason, rows: Vec<RowRef>, detail: &Reading<'_>) -> Found {
        let mut changes: Vec<Change> = Vec::new();
        if let Meaning::Detail(known) = &detail.meaning {
            changes.extend(changed(detail, known));
            for written in rows.iter().filter_map(|row| self.pack.row(*row)).filter_map(|(_, row)| row.detail.as_ref())
            {
                let kind = if written == known {
                    continue;
                } else if keys::pattern_end(written).is_some() {
                    ChangeKind::Pattern
                } else {
                    ChangeKind::Misprint
                };
                let change = Change { kind, from: known.to_string(), to: Some(written.clone()) };
                if !changes.contains(&change) {
                    changes.push(change);
                }
            }
        }
        Found { level, reason, changes, rows, near: Vec::new(), code: None }
    }

    /// The rows that have a detail one edit away from what was given.
    fn near(&self, detail: &Reading<'_>) -> Vec<RowRef> {
        let narrow: String = detail.raw.nfkc().collect();
        self.applicable(&self.pack.index().rows_near_detail(&narrow))
    }

    /// What was changed in the code, and pairings that the source does not print.
    fn note_code(&self, found: &mut Found, reading: &Reading<'_>) {
        let Meaning::Code(_, written) = &reading.meaning else { return };
        found.changes.splice(0..0, changed(reading, written));
        let inferred = |row: &RowRef| {
            let inferred = self.pack.row(*row).and_then(|(_, m)| m.inferred.as_ref());
            inferred.is_some_and(|i| i.codes.iter().any(|code| code == written))
        };
        if found.level < Level::CodeOnly && found.rows.iter().any(inferred) {
            found.changes.push(Change { kind: ChangeKind::Inferred, from: (*written).to_owned(), to: None });
        }
    }
}

/// What was changed to read a part of the text as `written`.
fn changed<'r>(reading: &'r Reading<'_>, written: &'r str) -> impl Iterator<Item = Change> + 'r {
    let change = |kind: &ChangeKind| Change { kind: *kind, from: reading.raw.to_owned(), to: Some(written.to_owned()) };
    reading.changes.iter().map(change)
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
