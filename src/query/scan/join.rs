//! Codes and details of one line to rows of one pack.

use std::borrow::Cow;

use super::keys::Key;
use super::near::Seen;
use super::{ScanHit, wide};
use crate::kb::keys::instance;
use crate::kb::{Facts, LoadedPack, RowRef};
use crate::query::Level;
use crate::query::rows::{Meant, Rows, settled};

/// A log does not say whose device it is from.
static NO_FACTS: Facts = Facts::new();

/// Most details that wait for a code on one line, and most details of one code that are told apart.
const MOST_WAITING: usize = 64;

/// The line so far, as one pack reads it: a detail belongs to the code before it or, if none stands before it, to the
/// first one after it.
#[derive(Debug, Default)]
pub(super) struct Join {
    code: Option<Code>,
    waiting: Vec<Detail>,
}

#[derive(Debug)]
struct Code {
    seen: Seen,
    entry: usize,
    /// The details that it has had.
    details: Vec<String>,
    is_paired: bool,
}

#[derive(Debug)]
struct Detail {
    seen: Seen,
}

impl Join {
    /// Takes the next key of a line.
    pub(super) fn push(&mut self, seen: &Seen, at: usize, pack: &LoadedPack, keys: &[Key], hits: &mut Vec<ScanHit>) {
        let literal = seen.literal(keys).iter().find(|one| one.pack == at);
        if let Some(entry) = literal.and_then(|one| one.code) {
            self.end_code(pack, hits);
            let mut code = Code { seen: seen.clone(), entry, details: Vec::new(), is_paired: false };
            for detail in std::mem::take(&mut self.waiting) {
                code.pair(detail, pack, hits);
            }
            self.code = Some(code);
            return;
        }
        if literal.is_none() && !seen.pattern(keys).iter().any(|one| one.pack == at) {
            return;
        }
        let detail = Detail { seen: seen.clone() };
        match &mut self.code {
            Some(code) => code.pair(detail, pack, hits),
            None => self.waiting.push(detail),
        }
        if self.waiting.len() > MOST_WAITING {
            hits.extend(self.waiting.remove(0).alone(pack));
        }
    }

    /// Nothing follows any more on this line.
    pub(super) fn finish(&mut self, pack: &LoadedPack, hits: &mut Vec<ScanHit>) {
        self.end_code(pack, hits);
        hits.extend(self.waiting.drain(..).filter_map(|detail| detail.alone(pack)));
    }

    fn end_code(&mut self, pack: &LoadedPack, hits: &mut Vec<ScanHit>) {
        hits.extend(self.code.take().filter(|code| !code.is_paired).map(|code| code.alone(pack)));
    }
}

impl Code {
    fn pair(&mut self, detail: Detail, pack: &LoadedPack, hits: &mut Vec<ScanHit>) {
        let Some(meant) = (Rows { pack, facts: &NO_FACTS }).pair(self.entry, &narrow(&detail.seen.text)) else {
            return;
        };
        let written = detail.written(pack, &meant);
        if self.details.contains(&written) {
            return;
        }
        let first = !self.is_paired;
        self.is_paired = true;
        if self.details.len() < MOST_WAITING {
            self.details.push(written.clone());
        }
        let code = self.written(pack);
        let is_as_printed = code == self.seen.text && detail.is_as_printed(pack, &meant.rows);
        let mut hit = hit(&detail.seen, pack, &meant, is_as_printed);
        // A further detail of the same code is a match of its own, at its own place.
        if first {
            (hit.start, hit.end) = (hit.start.min(self.seen.start), hit.end.max(self.seen.end));
            hit.text.clone_from(&self.seen.around);
        }
        hits.push(ScanHit { code: Some(code), detail: Some(written), ..hit });
    }

    fn alone(self, pack: &LoadedPack) -> ScanHit {
        let meant = (Rows { pack, facts: &NO_FACTS }).code(self.entry);
        let code = self.written(pack);
        let is_as_printed = code == self.seen.text;
        ScanHit { code: Some(code), ..hit(&self.seen, pack, &meant, is_as_printed) }
    }

    /// The code or alias that the text is, as the pack writes it.
    fn written(&self, pack: &LoadedPack) -> String {
        let text = narrow(&self.seen.text);
        let entry = pack.entry(self.entry);
        let mut written = entry.into_iter().flat_map(|entry| std::iter::once(&entry.code).chain(&entry.aliases));
        written.find(|written| written.eq_ignore_ascii_case(&text)).cloned().unwrap_or_else(|| text.into_owned())
    }
}

impl Detail {
    fn alone(self, pack: &LoadedPack) -> Option<ScanHit> {
        let meant = (Rows { pack, facts: &NO_FACTS }).detail(&narrow(&self.seen.text))?;
        let is_as_printed = self.is_as_printed(pack, &meant.rows);
        let detail = Some(self.written(pack, &meant));
        Some(ScanHit { detail, ..hit(&self.seen, pack, &meant, is_as_printed) })
    }

    /// The detail as the pack writes it; of an instance of a pattern what stands in the text, and the end so.
    fn written(&self, pack: &LoadedPack, meant: &Meant) -> String {
        let text = narrow(&self.seen.text);
        if let Some(pattern) = meant.is_instance.then(|| pack.index().pattern_of(&text)).flatten() {
            return instance(&text, &pattern.end);
        }
        let row = meant.rows.first().and_then(|row| pack.row(*row));
        row.and_then(|(_, row)| row.detail.clone()).unwrap_or_else(|| text.into_owned())
    }

    /// Whether the text is what the rows print, letter for letter.
    fn is_as_printed(&self, pack: &LoadedPack, rows: &[RowRef]) -> bool {
        let printed = rows.iter().filter_map(|row| pack.row(*row));
        printed.flat_map(|(_, row)| row.detail.iter().chain(&row.printed_as)).any(|detail| *detail == self.seen.text)
    }
}

/// What is found, where it was seen, without its code and its detail.
fn hit(seen: &Seen, pack: &LoadedPack, meant: &Meant, is_as_printed: bool) -> ScanHit {
    let is_changed = meant.level == Level::Exact && !is_as_printed;
    let rule = settled(meant.level, meant.reason, &meant.rows).and_then(|rule| pack.rule_at(rule));
    let level = if is_changed { Level::Normalized } else { meant.level };
    // The code stands in the text all the same; what it means may not be said.
    let is_damaged = pack.damage().is_some();
    ScanHit {
        start: seen.start,
        end: seen.end,
        line: seen.line,
        code: None,
        detail: None,
        rule: rule.filter(|_| !is_damaged).map(|rule| rule.id.clone()),
        level: if is_damaged { Level::Unknown } else { level },
        pack: pack.id().to_owned(),
        text: seen.around.clone(),
    }
}

/// A text in normal width, as far as codes are folded.
fn narrow(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { text.into() } else { text.chars().map(wide::narrow).collect() }
}
