//! Codes and details of one line to rows of one pack.

use super::ScanHit;
use super::keys::{CodeOf, Key, PackOf};
use super::near::Seen;
use crate::kb::RowRef;
use crate::model::{Match, Rule};
use crate::query::Level;

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
    literal: Vec<RowRef>,
    pattern: Vec<RowRef>,
}

impl Join {
    /// Takes the next key of a line.
    pub(super) fn push(&mut self, seen: &Seen, at: usize, pack: &PackOf, keys: &[Key], hits: &mut Vec<ScanHit>) {
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
        let pattern = seen.pattern(keys).iter().find(|one| one.pack == at);
        if literal.is_none() && pattern.is_none() {
            return;
        }
        let rows = |one: Option<&super::keys::Use>| one.map(|one| one.rows.clone()).unwrap_or_default();
        let detail = Detail { seen: seen.clone(), literal: rows(literal), pattern: rows(pattern) };
        match &mut self.code {
            Some(code) => code.pair(detail, pack, hits),
            None => self.waiting.push(detail),
        }
        if self.waiting.len() > MOST_WAITING {
            hits.push(self.waiting.remove(0).alone(pack));
        }
    }

    /// Nothing follows any more on this line.
    pub(super) fn finish(&mut self, pack: &PackOf, hits: &mut Vec<ScanHit>) {
        self.end_code(pack, hits);
        hits.extend(self.waiting.drain(..).map(|detail| detail.alone(pack)));
    }

    fn end_code(&mut self, pack: &PackOf, hits: &mut Vec<ScanHit>) {
        hits.extend(self.code.take().filter(|code| !code.is_paired).and_then(|code| code.alone(pack)));
    }
}

impl Code {
    fn pair(&mut self, detail: Detail, pack: &PackOf, hits: &mut Vec<ScanHit>) {
        let Some(of) = pack.codes.get(self.entry) else { return };
        let here = |rows: &[RowRef]| rows.iter().copied().filter(|row| of.rows.contains(row)).collect::<Vec<_>>();
        let (literal, pattern) = (here(&detail.literal), here(&detail.pattern));
        let code = written(of, &self.seen.text);
        let (level, rows) = match (literal.is_empty(), pattern.is_empty()) {
            (false, _) => (Level::Exact, literal),
            (true, false) => (Level::Wildcard, pattern),
            // Code and detail are known, and no row pairs them: the engine does not pick.
            (true, true) => (Level::DetailOnly, Vec::new()),
        };
        let detail_text = detail.written(pack, if rows.is_empty() { &detail.literal } else { &rows });
        if self.details.contains(&detail_text) {
            return;
        }
        let first = !self.is_paired;
        self.is_paired = true;
        if self.details.len() < MOST_WAITING {
            self.details.push(detail_text.clone());
        }
        let as_printed = code == self.seen.text && detail.is_as_printed(pack, &rows);
        let level = if level == Level::Exact && !as_printed { Level::Normalized } else { level };
        let seen = &detail.seen;
        // A further detail of the same code is a match of its own, at its own place.
        let (start, end) = match first {
            true => (self.seen.start.min(seen.start), self.seen.end.max(seen.end)),
            false => (seen.start, seen.end),
        };
        hits.push(ScanHit {
            start,
            end,
            line: seen.line,
            code: Some(code),
            detail: Some(detail_text),
            rule: only_rule(&rows, pack),
            level,
            pack: pack.pack.id().to_owned(),
            text: if first { self.seen.around.clone() } else { seen.around.clone() },
        });
    }

    fn alone(self, pack: &PackOf) -> Option<ScanHit> {
        let of = pack.codes.get(self.entry)?;
        let code = written(of, &self.seen.text);
        let level = match (of.rows.is_empty() || !of.stands_alone, code == self.seen.text) {
            (true, _) => Level::CodeOnly,
            (false, true) => Level::Exact,
            (false, false) => Level::Normalized,
        };
        Some(ScanHit {
            start: self.seen.start,
            end: self.seen.end,
            line: self.seen.line,
            code: Some(code),
            detail: None,
            rule: only_rule(&of.rows, pack),
            level,
            pack: pack.pack.id().to_owned(),
            text: self.seen.around,
        })
    }
}

impl Detail {
    fn alone(self, pack: &PackOf) -> ScanHit {
        let is_literal = !self.literal.is_empty();
        let rows = if is_literal { &self.literal } else { &self.pattern };
        let meant: Vec<(&Rule, &Match)> = rows.iter().filter_map(|row| pack.pack.row(*row)).collect();
        let differ = |differs: fn(&(&Rule, &Match), &(&Rule, &Match)) -> bool| {
            meant.iter().zip(meant.iter().skip(1)).any(|(a, b)| differs(a, b))
        };
        // One rule may say the same of the detail, whichever code stands in front of it.
        let is_open = differ(|a, b| a.1.code != b.1.code)
            && differ(|a, b| a.0.id != b.0.id || a.1.error_type != b.1.error_type || a.1.facts != b.1.facts);
        let level = match (is_open, is_literal) {
            (true, _) => Level::DetailOnly,
            (false, false) => Level::Wildcard,
            (false, true) if self.is_as_printed(pack, rows) => Level::Exact,
            (false, true) => Level::Normalized,
        };
        ScanHit {
            start: self.seen.start,
            end: self.seen.end,
            line: self.seen.line,
            code: None,
            detail: Some(self.written(pack, rows)),
            rule: only_rule(rows, pack),
            level,
            pack: pack.pack.id().to_owned(),
            text: self.seen.around,
        }
    }

    /// The detail as the pack writes it; of an instance of a pattern what stands in the text.
    fn written(&self, pack: &PackOf, rows: &[RowRef]) -> String {
        let row = rows.iter().find(|row| self.literal.contains(row));
        let written = row.and_then(|row| pack.pack.row(*row)).and_then(|(_, row)| row.detail.clone());
        if let Some(written) = written {
            return written;
        }
        // The letters and digits in front as they stand, the end as the pack writes it.
        let pattern =
            self.pattern.first().and_then(|row| pack.pack.row(*row)).and_then(|(_, row)| row.detail.as_deref());
        let end = pattern.and_then(crate::kb::keys::pattern_end).unwrap_or_default();
        let text: String = self.seen.text.chars().map(super::wide::narrow).collect();
        let free = text.len().checked_sub(end.len()).and_then(|free| text.get(..free));
        free.map_or_else(|| text.clone(), |free| format!("{free}{end}"))
    }

    /// Whether the text is what the rows print, letter for letter.
    fn is_as_printed(&self, pack: &PackOf, rows: &[RowRef]) -> bool {
        let printed = rows.iter().filter_map(|row| pack.pack.row(*row));
        printed.flat_map(|(_, row)| row.detail.iter().chain(&row.printed_as)).any(|detail| *detail == self.seen.text)
    }
}

/// The code or alias that a text is, as the pack writes it.
fn written(code: &CodeOf, text: &str) -> String {
    let folded = super::keys::folded(text);
    let written = code.written.iter().find(|written| super::keys::folded(written) == folded);
    written.map_or_else(|| text.to_owned(), Clone::clone)
}

/// The rule of the rows, if it is one.
fn only_rule(rows: &[RowRef], pack: &PackOf) -> Option<String> {
    let (first, rest) = rows.split_first()?;
    let one = rest.iter().all(|row| row.rule == first.rule);
    pack.pack.rule_at(first.rule).filter(|_| one).map(|rule| rule.id.clone())
}
