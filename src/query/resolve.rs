//! What a text means in one pack: which rows, how surely, and what was changed or left out on the way.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::matched::{Change, ChangeKind, Level, Reason};
use super::read::{Meaning, Reading, read};
use super::rows::{Meant, Rows};
use crate::kb::{Facts, LoadedPack, RowRef, keys};

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
    /// Where what was given begins in the text.
    pub(crate) start: Option<usize>,
}

/// Most details of one text that are compared with those which are near: each costs hundreds of look-ups.
const MOST_MENDED: usize = 256;

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
    let mut resolver = Resolver { rows: Rows { pack, facts }, near: HashMap::new() };
    let mut found: Vec<Found> =
        subjects(&resolver.rows, &readings).iter().map(|subject| resolver.subject(subject)).collect();
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
fn subjects<'r>(rows: &Rows<'_>, readings: &'r [Reading<'r>]) -> Vec<Subject<'r>> {
    let mut subjects: Vec<Subject<'r>> = Vec::new();
    for (at, reading) in readings.iter().enumerate() {
        match &reading.meaning {
            Meaning::Code(entry, _) => {
                // It has a detail of its own where one follows.
                let next = readings.get(at.saturating_add(1)).map(|next| &next.meaning);
                let alone = !matches!(next, Some(Meaning::Detail(_) | Meaning::UnknownDetail));
                let pairs =
                    |detail: &'r Reading<'r>| alone && known(detail).is_some_and(|known| rows.is_pair(*entry, known));
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
fn once_each<'r>(mut subjects: Vec<Subject<'r>>) -> Vec<Subject<'r>> {
    // Two details that are in no table differ by what was typed.
    let detail =
        |s: &Subject<'r>| s.detail.map(|d| (&d.meaning, if d.meaning == Meaning::UnknownDetail { d.raw } else { "" }));
    let code = |s: &Subject<'_>| s.code.map(|(_, entry)| entry);
    let with_code = || subjects.iter().filter(|s| s.code.is_some() && s.detail.is_some());
    let has_detail: HashSet<Option<usize>> = with_code().map(code).collect();
    let has_code: HashSet<Option<(&Meaning<'_>, &str)>> = with_code().map(detail).collect();
    let mut seen = HashSet::new();
    subjects.retain(|subject| match subject {
        Subject { code: Some(_), detail: None, .. } if has_detail.contains(&code(subject)) => false,
        Subject { code: Some(_), .. } => seen.insert((code(subject), detail(subject))),
        // A delivery report gives the status alone and once more with its reply code.
        Subject { unknown_code: None, .. } => !has_code.contains(&detail(subject)),
        Subject { .. } => true,
    });
    subjects
}

/// A detail as the pack or the print writes it, or as an instance of a pattern.
fn known<'r>(detail: &'r Reading<'_>) -> Option<&'r str> {
    match &detail.meaning {
        Meaning::Detail(known) => Some(known),
        _ => None,
    }
}

impl Found {
    fn of(meant: Meant, changes: Vec<Change>) -> Self {
        let Meant { level, reason, rows, near, .. } = meant;
        Self { level, reason, changes, rows, near, code: None, start: None }
    }

    pub(super) fn nothing(changes: Vec<Change>) -> Self {
        Self {
            level: Level::Unknown,
            reason: Reason::NothingKnown,
            changes,
            rows: Vec::new(),
            near: Vec::new(),
            code: None,
            start: None,
        }
    }
}

struct Resolver<'a, 'r> {
    rows: Rows<'a>,
    /// The rows near to the details that were looked at, by what was given.
    near: HashMap<&'r str, Vec<RowRef>>,
}

impl<'r> Resolver<'_, 'r> {
    fn subject(&mut self, subject: &Subject<'r>) -> Found {
        let mut found = match (subject.code, subject.detail) {
            (Some((_, code)), Some(detail)) => self.pair(code, detail),
            (Some((_, code)), None) => Found::of(self.rows.code(code), Vec::new()),
            (None, Some(detail)) => self.detail(detail, subject.unknown_code.is_some()),
            (None, None) => Found::nothing(Vec::new()),
        };
        let given = [subject.code.map(|(code, _)| code), subject.unknown_code, subject.detail];
        found.start = given.into_iter().flatten().map(|reading| reading.start).min();
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

    fn pair(&mut self, code: usize, detail: &Reading<'r>) -> Found {
        if let Some(meant) = known(detail).and_then(|known| self.rows.pair(code, known)) {
            return self.matched(meant, detail);
        }
        let index = self.rows.pack.index();
        let near: Vec<RowRef> = self.near(detail).into_iter().filter(|row| index.is_row_of(code, *row)).collect();
        let nothing = Found::nothing(vec![left_out(detail)]);
        if near.is_empty() {
            let near = self.rows.that_apply(index.rows_of_code(code));
            Found { level: Level::CodeOnly, reason: Reason::DetailNotInTable, near, ..nothing }
        } else {
            Found { level: Level::Suggestion, reason: Reason::NearDetail, near, ..nothing }
        }
    }

    fn detail(&mut self, detail: &Reading<'r>, after_unknown_code: bool) -> Found {
        let Some(mut meant) = known(detail).and_then(|known| self.rows.detail(known)) else {
            let near = self.near(detail);
            let nothing = Found::nothing(vec![left_out(detail)]);
            return match near.is_empty() {
                true => nothing,
                false => Found { level: Level::Suggestion, reason: Reason::NearDetail, near, ..nothing },
            };
        };
        if after_unknown_code {
            (meant.level, meant.reason) = (Level::DetailOnly, Reason::CodeNotInTable);
        }
        self.matched(meant, detail)
    }

    /// A match through `detail`, with what it was read as.
    fn matched(&self, meant: Meant, detail: &Reading<'_>) -> Found {
        let mut changes: Vec<Change> = Vec::new();
        if let Some(known) = known(detail) {
            changes.extend(changed(detail, known));
            let rows = meant.rows.iter().filter_map(|row| self.pack().row(*row));
            for written in rows.filter_map(|(_, row)| row.detail.as_deref()).filter(|written| *written != known) {
                let is_pattern = keys::pattern_end(written).is_some();
                let kind = if is_pattern { ChangeKind::Pattern } else { ChangeKind::Misprint };
                let change = Change { kind, from: known.to_owned(), to: Some(written.to_owned()) };
                if !changes.contains(&change) {
                    changes.push(change);
                }
            }
        }
        Found::of(meant, changes)
    }

    /// The rows that have a detail one edit away from what was given.
    fn near(&mut self, detail: &Reading<'r>) -> Vec<RowRef> {
        if let Some(near) = self.near.get(detail.raw) {
            return near.clone();
        }
        if self.near.len() >= MOST_MENDED {
            return Vec::new();
        }
        let narrow: String = detail.raw.nfkc().collect();
        let near = self.rows.that_apply(&self.pack().index().rows_near_detail(&narrow));
        self.near.insert(detail.raw, near.clone());
        near
    }

    fn pack(&self) -> &LoadedPack {
        self.rows.pack
    }

    /// What was changed in the code, and pairings that the source does not print.
    fn note_code(&self, found: &mut Found, reading: &Reading<'_>) {
        let Meaning::Code(_, written) = &reading.meaning else { return };
        found.changes.splice(0..0, changed(reading, written));
        let inferred = |row: &RowRef| {
            let inferred = self.pack().row(*row).and_then(|(_, m)| m.inferred.as_ref());
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
