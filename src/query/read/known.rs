//! A word to the code or detail of the pack that it is.

use std::borrow::Cow;

use super::{Reader, changes};
use crate::kb::{Term, keys};

/// Atoms put together.
#[derive(Clone, Copy)]
pub(super) struct Word<'a, 't> {
    /// What they are in the text.
    pub(super) raw: &'t str,
    pub(super) start: usize,
    /// What they stand for.
    pub(super) key: &'a str,
    pub(super) skeleton: &'a str,
    pub(super) has_digit: bool,
    pub(super) is_spoken: bool,
}

/// A code or detail, and how it was found.
pub(super) struct Known<'t> {
    pub(super) written: Cow<'t, str>,
    /// The entry of a code; none for a detail.
    pub(super) code: Option<usize>,
    pub(super) is_hex: bool,
    pub(super) by: By,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Term,
    /// It was written as a decimal number.
    Decimal,
    Pattern,
}

impl<'t> Reader<'_, 't> {
    /// The code or detail that a word is.
    pub(super) fn known(&self, word: Word<'_, 't>) -> Option<Known<'t>> {
        let Word { raw, key, skeleton, has_digit, .. } = word;
        let given = keys::width(skeleton);
        let term = |term: &'t Term, by: By| {
            let Term { ref written, code, is_hex, .. } = *term;
            Known { written: written.into(), code, is_hex, by }
        };
        if given <= self.index.longest() {
            // Zeros may be missing, not too many; and a word is not taken for a number.
            let fits = |term: &&Term| {
                // Without a digit it is a word, unless every character has its place: `FUJOOl` is a code, `FUJI` a company.
                let is_code = has_digit && given <= term.width || given == term.width && key.len() >= 3;
                is_code || term.written.eq_ignore_ascii_case(key)
            };
            let terms = self.index.terms(&keys::canonical(skeleton)).iter().filter(fits);
            if let Some(found) = pick(terms, raw) {
                return Some(term(found, By::Term));
            }
        }
        if !has_digit {
            return None;
        }
        // Hexadecimal digits without their prefix.
        if (6..=self.index.longest()).contains(&skeleton.len()) && keys::is_hex(skeleton) {
            let same_width = |term: &&Term| term.width == skeleton.len();
            let terms = self.index.terms(&keys::hex_key(skeleton)).iter().filter(same_width);
            if let Some(found) = pick(terms, raw) {
                return Some(term(found, By::Term));
            }
        }
        let decimal = self.decimal(key, word.start).map(|found| term(found, By::Decimal));
        decimal.or_else(|| self.instance(word))
    }

    /// The hexadecimal code of a decimal number, signed as logs print it or not.
    fn decimal(&self, key: &str, start: usize) -> Option<&'t Term> {
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
            [term] if term.width == 8 => Some(term),
            _ => None,
        }
    }

    /// An instance of a pattern, with the pattern's own end.
    fn instance(&self, word: Word<'_, 't>) -> Option<Known<'t>> {
        // A hyphen may be missing, not stand elsewhere: `C02-1` is not the beginning of `C02-11`.
        let mut ends = self.index.pattern_ends(word.skeleton).peekable();
        ends.peek()?;
        let marks = changes::marks(word.raw);
        let end = ends.find(|end| marks.is_empty() || marks.starts_with(&changes::marks(end)))?;
        let typed = if word.is_spoken { word.key.into() } else { changes::narrow(word.raw) };
        // A photographed `x`.
        let typed = if typed.is_ascii() { typed } else { typed.replace(['×', '✕'], "x").into() };
        // Of a very long run only the beginning was read.
        if typed.chars().filter(|c| keys::is_kept(*c)).count() != word.key.len() {
            return None;
        }
        let written = keys::instance(&typed, end);
        let is_hex = keys::hex_digits(&keys::skeleton(&written)).is_some();
        Some(Known { written: written.into(), code: None, is_hex, by: By::Pattern })
    }
}

/// The one term that is meant: the only one, or the one that is written so.
fn pick<'t>(terms: impl Iterator<Item = &'t Term> + Clone, raw: &str) -> Option<&'t Term> {
    let mut all = terms.clone();
    match (all.next(), all.next()) {
        (Some(only), None) => Some(only),
        (Some(_), Some(_)) => {
            let exactly = terms.clone().find(|term| term.written == raw);
            exactly.or_else(|| terms.clone().find(|term| term.written.eq_ignore_ascii_case(raw)))
        }
        _ => None,
    }
}
