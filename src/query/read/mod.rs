//! A text to the codes and details in it, however they were typed, dictated or photographed.

mod atoms;
mod changes;
mod dictation;

use super::context::{Context, context};
use super::matched::ChangeKind;
use crate::kb::{Index, Term, keys};
use atoms::{Atom, Joint, atoms};

/// Most atoms that one code is put together from: a dictated code has one for each character.
const MOST_ATOMS: usize = 24;

/// Longest code, in characters.
const LONGEST: usize = 80;

/// What a part of a text means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A code: its entry, and how the pack writes it.
    Code(usize, String),
    /// A detail, as the pack or the print writes it, or an instance of a pattern.
    Detail(String),
    /// Has the shape of a code and is none.
    UnknownCode,
    /// Has the look of a detail and is none.
    UnknownDetail,
    /// Has letters and digits.
    Ignored,
    /// Is a code, and is meant as a number where it stands.
    Number,
    /// Says nothing.
    Nothing,
}

/// A part of a text and what it means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reading<'t> {
    pub(crate) raw: &'t str,
    /// First byte in the text.
    pub(crate) start: usize,
    pub(crate) meaning: Meaning,
    /// What was changed to read it so.
    pub(crate) changes: Vec<ChangeKind>,
}

impl Reading<'_> {
    fn end(&self) -> usize {
        self.start.saturating_add(self.raw.len())
    }

    fn written(&self) -> Option<&str> {
        match &self.meaning {
            Meaning::Code(_, written) | Meaning::Detail(written) => Some(written),
            _ => None,
        }
    }
}

/// The codes and details of `text`, in order.
pub(crate) fn read<'t>(index: &Index, text: &'t str) -> Vec<Reading<'t>> {
    let atoms = atoms(text);
    let reader = Reader { index, text, atoms: &atoms };
    let mut readings = Vec::new();
    let mut at = 0;
    while at < atoms.len() {
        let (reading, next) = match reader.longest(at) {
            Some((reading, last)) => (Some(reading), last.saturating_add(1)),
            None => {
                let last = reader.word_end(at);
                (reader.unknown(at, last, &readings), last.saturating_add(1))
            }
        };
        readings.extend(reading);
        at = next;
    }
    numbers_in_sentences(text, &mut readings);
    readings
}

struct Reader<'a, 't> {
    index: &'a Index,
    text: &'t str,
    atoms: &'a [Atom],
}

impl<'t> Reader<'_, 't> {
    /// The longest code that starts with the atom `first`, and the last atom of it.
    fn longest(&self, first: usize) -> Option<(Reading<'t>, usize)> {
        let rest = self.atoms.get(first..)?;
        let mut length = 0usize;
        let mut reach = 0usize;
        for (n, atom) in rest.iter().take(MOST_ATOMS).enumerate() {
            length = length.saturating_add(atom.length());
            if n > 0 && (atom.joint == Joint::Break || length > LONGEST) {
                break;
            }
            reach = n.saturating_add(1);
        }
        (1..=reach).rev().find_map(|n| {
            let (parts, after) = rest.split_at_checked(n)?;
            let reading = self.whole(parts)?;
            // `FUJ905-7` is not `FUJ905`; `FUJ905-0x02000001` is a code and its detail.
            let goes_on = after.first().is_some_and(|next| {
                matches!(next.joint, Joint::None | Joint::Mark) && next.spoken.is_none() && !self.starts(after)
            });
            (!goes_on).then(|| (reading, first.saturating_add(n).saturating_sub(1)))
        })
    }

    /// Whether a code starts here.
    fn starts(&self, rest: &[Atom]) -> bool {
        let most = rest.iter().skip(1).take(MOST_ATOMS).take_while(|a| a.joint == Joint::Mark).count();
        (1..=most.saturating_add(1)).any(|n| rest.get(..n).is_some_and(|parts| self.whole(parts).is_some()))
    }

    /// What the atoms mean as one code.
    fn whole(&self, parts: &[Atom]) -> Option<Reading<'t>> {
        let (first, last) = (parts.first()?, parts.last()?);
        let raw = self.text.get(first.start..last.end)?;
        let gaps = parts.iter().skip(1).any(|atom| atom.joint == Joint::Gap);
        let symbols = parts.iter().all(Atom::is_symbol);
        let spoken = parts.iter().any(|atom| atom.spoken.is_some());
        // A particle before a code is none of it.
        if first.spoken.as_deref() == Some("") {
            return None;
        }
        // One or two words of a sentence are not dictated.
        let symbols_said: usize = parts.iter().map(Atom::length).sum();
        if spoken && symbols_said < 3 {
            return None;
        }
        let key: String = parts.iter().map(|atom| atom.spoken.as_deref().unwrap_or(&atom.key)).collect();
        let has_digit = key.bytes().any(|b| b.is_ascii_digit());
        if (parts.len() > 1 && !has_digit) || !key.is_ascii() || (last.spoken.as_deref() == Some("")) {
            return None;
        }
        let (term, decimal) = self.term(&key, raw, first.start, has_digit)?;
        // Broken by spaces, a number is more often two numbers.
        if gaps && !symbols && (keys::is_weak(&term.written) || decimal) {
            return None;
        }
        let is_pattern = term.code.is_none() && self.index.rows_of_detail(&term.written).is_empty();
        if is_pattern && gaps && !symbols {
            return None;
        }
        let changes = changes::between(raw, &term.written, spoken, decimal);
        let meaning = match term.code {
            Some(entry) => Meaning::Code(entry, term.written),
            None => Meaning::Detail(term.written),
        };
        Some(Reading { raw, start: first.start, meaning, changes })
    }

    /// The code or detail that `key` is, and whether it was written as a decimal number.
    fn term(&self, key: &str, raw: &str, start: usize, has_digit: bool) -> Option<(Term, bool)> {
        let skeleton = keys::skeleton(key);
        let fits = |term: &&Term| {
            let own = keys::skeleton(&term.written);
            // Zeros may be missing, not too many; and a word is not taken for a number.
            let (given, own) = (keys::width(&skeleton), keys::width(&own));
            // Without a digit it is a word, unless every character has its place: `FUJOOl` is a code, `FUJI` a company.
            let is_code = has_digit && given <= own || given == own && key.len() >= 3;
            is_code || term.written.eq_ignore_ascii_case(key)
        };
        let terms: Vec<&Term> = self.index.terms(&keys::canonical(&skeleton)).iter().filter(fits).collect();
        if let Some(term) = pick(&terms, raw) {
            return Some((term.clone(), false));
        }
        if !has_digit {
            return None;
        }
        let bare_hex = skeleton.len() >= 6 && keys::is_hex(&skeleton);
        if bare_hex {
            let same_width = |term: &&Term| keys::width(&keys::skeleton(&term.written)) == skeleton.len();
            let terms = self.index.terms(&keys::hex_key(&skeleton)).iter().filter(same_width).collect::<Vec<_>>();
            if let Some(term) = pick(&terms, raw) {
                return Some((term.clone(), false));
            }
        }
        self.decimal(key, start).map(|term| (term, true)).or_else(|| Some((self.instance(key, raw)?, false)))
    }

    /// The hexadecimal code of a decimal number, signed as logs print it or not.
    fn decimal(&self, key: &str, start: usize) -> Option<Term> {
        if !(5..=10).contains(&key.len()) || !key.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let number: i64 = key.parse().ok()?;
        let before = self.text.get(..start)?.chars().rev();
        let negative = before.clone().next().is_some_and(|c| matches!(c, '-' | '\u{2212}'))
            && !before.clone().nth(1).is_some_and(char::is_alphanumeric);
        let value = if negative {
            u32::try_from((1i64 << 32).checked_sub(number)?).ok()?
        } else {
            u32::try_from(number).ok()?
        };
        match self.index.terms(&keys::hex_key(&format!("{value:X}"))) {
            [term] if keys::width(&keys::skeleton(&term.written)) == 8 => Some(term.clone()),
            _ => None,
        }
    }

    /// An instance of a pattern, with the pattern's own end.
    fn instance(&self, key: &str, raw: &str) -> Option<Term> {
        let skeleton = keys::skeleton(key);
        // A hyphen may be missing, not stand elsewhere: `C02-1` is not the beginning of `C02-11`.
        let mut ends = self.index.pattern_ends(&skeleton).peekable();
        ends.peek()?;
        let marks = changes::marks(raw);
        let end = ends.find(|end| marks.is_empty() || marks.starts_with(&changes::marks(end)))?;
        let kept = skeleton.len().saturating_sub(keys::skeleton(end).len());
        let prefix: String = key.chars().filter(|c| c.is_ascii_alphanumeric()).take(kept).collect();
        let written = format!("{prefix}{end}");
        // As typed, where it was typed as the pattern has it.
        let written = if keys::fold(raw) == written { raw.to_owned() } else { written };
        Some(Term { written, code: None })
    }

    /// The last atom of the word that the atom `first` begins.
    fn word_end(&self, first: usize) -> usize {
        let goes_on = |atom: &&Atom| matches!(atom.joint, Joint::None | Joint::Mark) && atom.spoken.is_none();
        let spoken = self.atoms.get(first).is_some_and(|atom| atom.spoken.is_some());
        let more = self.atoms.iter().skip(first.saturating_add(1)).take_while(goes_on).count();
        if spoken { first } else { first.saturating_add(more) }
    }

    /// What a word means that is no code of the pack.
    fn unknown(&self, first: usize, last: usize, before: &[Reading<'t>]) -> Option<Reading<'t>> {
        let atoms = self.atoms.get(first..=last)?;
        let (start, end) = (atoms.first()?.start, atoms.last()?.end);
        let raw = self.text.get(start..end)?;
        if atoms.iter().any(|atom| atom.spoken.is_some()) {
            return None;
        }
        let word: Vec<&str> = atoms.iter().map(|atom| atom.key.as_str()).collect();
        let word = word.join("-");
        let digits = word.bytes().any(|b| b.is_ascii_digit());
        let letters = word.bytes().any(|b| b.is_ascii_alphabetic());
        let shape = keys::shape(&word);
        let after_code = before.last().is_some_and(|r| matches!(r.meaning, Meaning::Code(..) | Meaning::UnknownCode));
        let meaning = if digits && letters && word.len() >= 5 && !self.index.has_code_shape(&shape) {
            Meaning::UnknownDetail
        } else if digits && self.index.has_code_shape(&shape) {
            let is_number = !letters && context(self.text, start, end) == Context::Quantity;
            if is_number { return None } else { Meaning::UnknownCode }
        } else if digits && !letters && after_code && word.contains('.') && self.index.has_detail_outline(&word) {
            Meaning::UnknownDetail
        } else if digits && letters {
            Meaning::Ignored
        } else {
            return None;
        };
        Some(Reading { raw, start, meaning, changes: Vec::new() })
    }
}

/// The one term that is meant: the only one, or the one that is written so.
fn pick<'a>(terms: &[&'a Term], raw: &str) -> Option<&'a Term> {
    let exactly = terms.iter().find(|term| term.written == raw);
    let but_for_case = || terms.iter().find(|term| term.written.eq_ignore_ascii_case(raw));
    match terms {
        [only] => Some(only),
        _ => exactly.or_else(but_for_case).copied(),
    }
}

/// A short number is a code where an error is spoken of, beside another code, or alone; in a date or an amount it is not.
fn numbers_in_sentences(text: &str, readings: &mut Vec<Reading<'_>>) {
    let is_known = |r: &Reading<'_>| r.written().is_some();
    let is_weak = |r: &Reading<'_>| r.written().is_some_and(keys::is_weak);
    let said = |r: &Reading<'_>| r.changes.contains(&ChangeKind::Dictation);
    let covered: usize = readings.iter().filter(|r| is_known(r)).map(|r| r.raw.len()).sum();
    let written = text.chars().filter(|c| c.is_alphanumeric()).map(char::len_utf8).sum::<usize>();
    let alone = written <= covered;
    let numbers = readings.iter().filter(|r| is_weak(r)).count();
    let code = |r: &Reading<'_>| matches!(r.meaning, Meaning::Code(..));
    let between = |a: &Reading<'_>, b: &Reading<'_>| {
        let pair = is_known(a) && is_known(b) && code(a) != code(b);
        pair.then(|| text.get(a.end()..b.start)).flatten()
    };
    let beside: Vec<Option<&str>> = (0..readings.len())
        .map(|at| {
            let pair = |a: Option<usize>, b: Option<usize>| between(readings.get(a?)?, readings.get(b?)?);
            let (before, after) = (pair(at.checked_sub(1), Some(at)), pair(Some(at), at.checked_add(1)));
            before.into_iter().chain(after).min_by_key(|between| between.len())
        })
        .collect();
    for (reading, beside) in readings.iter_mut().zip(beside) {
        if !is_weak(reading) || said(reading) {
            continue;
        }
        // `OIL` is a word before it is a number.
        let has_digit = reading.raw.chars().any(char::is_numeric);
        let padded = reading.changes.contains(&ChangeKind::LeadingZeros);
        let touches = beside.is_some_and(|between| between.len() <= 3 && !between.contains(char::is_alphanumeric));
        let near = touches || beside.is_some_and(|between| between.len() <= 24);
        // `1,015` is one number.
        let mut before = text.get(..reading.start).unwrap_or_default().chars().rev();
        let grouped = before.next() == Some(',') && before.next().is_some_and(|c| c.is_ascii_digit());
        let is_code = match context(text, reading.start, reading.end()) {
            _ if grouped => false,
            Context::Error => true,
            Context::Neutral if padded => near || (alone && has_digit && numbers == 1),
            Context::Neutral => has_digit || near,
            Context::Quantity => has_digit && !padded && touches,
        };
        if !is_code {
            // Where it is not even written as the code, there is nothing to say of it.
            reading.meaning = if padded { Meaning::Nothing } else { Meaning::Number };
            reading.changes.clear();
        }
    }
    readings.retain(|reading| reading.meaning != Meaning::Nothing);
}
