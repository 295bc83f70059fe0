//! What was changed between a code as it was given and as the pack writes it.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::kb::keys;
use crate::query::matched::ChangeKind;

/// Every kind of change between `raw` and `written`, in the order in which they were undone. `is_hex` says whether it is
/// written with a hexadecimal prefix.
pub(super) fn between(raw: &str, written: &str, is_hex: bool) -> Vec<ChangeKind> {
    if raw == written {
        return Vec::new();
    }
    let mut kinds = Vec::new();
    let mut note = |kind: ChangeKind, holds: bool| {
        if holds && !kinds.contains(&kind) {
            kinds.push(kind);
        }
    };
    let mut given = narrow(raw);
    note(ChangeKind::Width, given != raw);
    if given.contains(['×', '✕']) {
        note(ChangeKind::Lookalike, true);
        given = given.replace(['×', '✕'], "x").into();
    }
    let others = |c: &char| !keys::is_kept(*c);
    note(ChangeKind::Separators, given.chars().filter(others).ne(written.chars().filter(others)));
    let (given, own) = (kept(&given), kept(written));
    let (given_prefix, given) = prefix(&given, is_hex);
    let (own_prefix, own) = prefix(&own, is_hex);
    let same_prefix = given_prefix.chars().map(keys::plain).eq(own_prefix.chars().map(keys::plain));
    note(ChangeKind::Prefix, !same_prefix);
    if same_prefix {
        compare(given_prefix, own_prefix, &mut note);
    }
    note(ChangeKind::LeadingZeros, given.len() < own.len());
    compare(given, own, &mut note);
    kinds
}

/// Compares from the end, where leading zeros do not shift anything.
fn compare(given: &str, own: &str, note: &mut impl FnMut(ChangeKind, bool)) {
    for (a, b) in given.chars().rev().zip(own.chars().rev()).filter(|(a, b)| a != b) {
        let same_letter = a.eq_ignore_ascii_case(&b);
        note(ChangeKind::LetterCase, same_letter);
        // Where zeros are missing behind letters, letters stand against digits and say nothing.
        note(ChangeKind::Lookalike, !same_letter && keys::plain(a) == keys::plain(b));
    }
}

/// A text in normal width (NFKC).
pub(super) fn narrow(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    // Full-width forms alone are what a Japanese keyboard gives; they do not join with each other.
    let mut narrow = String::with_capacity(text.len());
    for c in text.chars() {
        match keys::narrow(c) {
            Some(ascii) => narrow.push(ascii),
            None if c.is_ascii() => narrow.push(c),
            None => return text.nfkc().collect::<String>().into(),
        }
    }
    narrow.into()
}

/// What of a text belongs to a code.
fn kept(text: &str) -> Cow<'_, str> {
    if text.chars().all(keys::is_kept) { text.into() } else { text.chars().filter(|c| keys::is_kept(*c)).collect() }
}

/// A hexadecimal prefix and the rest, where the code is written with one.
fn prefix(text: &str, is_hex: bool) -> (&str, &str) {
    let end = text.rfind(['x', 'X']).filter(|_| is_hex).map_or(0, |at| at.saturating_add(1));
    text.split_at_checked(end).unwrap_or(("", text))
}

/// The places of the hyphens in a code, counted in letters and digits from its end.
pub(super) fn marks(code: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut behind = 0usize;
    for c in narrow(code).chars().rev() {
        if keys::is_kept(c) {
            behind = behind.saturating_add(1);
        } else if !places.contains(&behind) {
            places.push(behind);
        }
    }
    places
}
