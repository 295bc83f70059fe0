//! A text to the codes and details in it, however they were typed, dictated or photographed.

mod atoms;
mod changes;
mod class;
mod dictation;
mod known;
mod numbers;

use std::borrow::Cow;

use super::context::{Context, context};
use super::matched::ChangeKind;
use crate::kb::{Index, keys};
use atoms::{Atom, Atoms, Counts, Joint, atoms};
use known::{By, Word};
use numbers::numbers_in_sentences;

/// Most atoms that one code is put together from: a dictated code has one for each character.
const MOST_ATOMS: usize = 24;

/// Longest code, in characters.
const LONGEST: usize = 80;

/// What a part of a text means.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Meaning<'t> {
    /// A code: its entry, and how the pack writes it.
    Code(usize, &'t str),
    /// A detail, as the pack or the print writes it, or an instance of a pattern.
    Detail(Cow<'t, str>),
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
    pub(crate) meaning: Meaning<'t>,
    /// What was changed to read it so.
    pub(crate) changes: Vec<ChangeKind>,
}

impl Reading<'_> {
    fn end(&self) -> usize {
        self.start.saturating_add(self.raw.len())
    }

    fn written(&self) -> Option<&str> {
        match &self.meaning {
            Meaning::Code(_, written) => Some(written),
            Meaning::Detail(written) => Some(written),
            _ => None,
        }
    }
}

/// The codes and details of `text`, in order.
pub(crate) fn read<'t>(index: &'t Index, text: &'t str) -> Vec<Reading<'t>> {
    let Atoms { list: atoms, key, skeleton } = atoms(text);
    let reader = Reader { index, text, atoms: &atoms, key: &key, skeleton: &skeleton };
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
    index: &'t Index,
    text: &'t str,
    atoms: &'a [Atom],
    /// What the atoms stand for, one behind the other, and its skeleton.
    key: &'a str,
    skeleton: &'a str,
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
                matches!(next.joint, Joint::None | Joint::Mark) && !next.is_spoken && !self.starts(after)
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
        // A particle before a code is none of it.
        if first.is_mark() || last.is_mark() {
            return None;
        }
        let (key, skeleton) = (self.key.get(first.from..last.to)?, self.skeleton.get(first.from..last.to)?);
        let counts = Counts::between(first, last);
        let (has_digit, is_spoken) = (counts.digits > 0, counts.spoken > 0);
        // One or two words of a sentence are not dictated.
        if is_spoken && key.len() < 3 || parts.len() > 1 && !has_digit {
            return None;
        }
        let raw = self.text.get(first.start..last.end)?;
        let known = self.known(Word { raw, start: first.start, key, skeleton, has_digit, is_spoken })?;
        // Broken by spaces, a number is more often two numbers.
        let is_broken = counts.gaps > 0 && usize::try_from(counts.symbols) != Ok(parts.len());
        let is_vague = || match known.by {
            By::Term => keys::is_weak(&known.written),
            By::Decimal => true,
            By::Pattern => keys::is_weak(&known.written) || self.index.rows_of_detail(&known.written).is_empty(),
        };
        if is_broken && is_vague() {
            return None;
        }
        let changes = match known.by {
            _ if raw == known.written => Vec::new(),
            By::Decimal => vec![ChangeKind::Decimal],
            _ if is_spoken => vec![ChangeKind::Dictation],
            _ => changes::between(raw, &known.written, known.is_hex),
        };
        let meaning = match (known.code, known.written) {
            (Some(entry), Cow::Borrowed(written)) => Meaning::Code(entry, written),
            (_, written) => Meaning::Detail(written),
        };
        Some(Reading { raw, start: first.start, meaning, changes })
    }

    /// The last atom of the word that the atom `first` begins.
    fn word_end(&self, first: usize) -> usize {
        let goes_on = |atom: &&Atom| matches!(atom.joint, Joint::None | Joint::Mark) && !atom.is_spoken;
        let spoken = self.atoms.get(first).is_some_and(|atom| atom.is_spoken);
        let more = self.atoms.iter().skip(first.saturating_add(1)).take_while(goes_on).count();
        if spoken { first } else { first.saturating_add(more) }
    }

    /// What a word means that is no code of the pack.
    fn unknown(&self, first: usize, last: usize, before: &[Reading<'t>]) -> Option<Reading<'t>> {
        let atoms = self.atoms.get(first..=last)?;
        let (start, end) = (atoms.first()?.start, atoms.last()?.end);
        let raw = self.text.get(start..end)?;
        if atoms.iter().any(|atom| atom.is_spoken) {
            return None;
        }
        let word: Vec<&str> = atoms.iter().filter_map(|atom| self.key.get(atom.from..atom.to)).collect();
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
