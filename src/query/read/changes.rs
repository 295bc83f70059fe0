//! What was changed between a code as it was given and as the pack writes it.

use unicode_normalization::UnicodeNormalization;

use crate::kb::keys;
use crate::query::matched::ChangeKind;

/// Every kind of change between `raw` and `written`, in the order in which they were undone.
pub(super) fn between(raw: &str, written: &str, spoken: bool, decimal: bool) -> Vec<ChangeKind> {
    if raw == written {
        return Vec::new();
    }
    if decimal {
        return vec![ChangeKind::Decimal];
    }
    if spoken {
        return vec![ChangeKind::Dictation];
    }
    let mut kinds = Vec::new();
    let mut note = |kind: ChangeKind, holds: bool| {
        if holds && !kinds.contains(&kind) {
            kinds.push(kind);
        }
    };
    let narrow: String = raw.nfkc().collect();
    note(ChangeKind::Width, narrow != raw);
    let looks = |c: char| if matches!(c, '×' | '✕') { 'x' } else { c };
    note(ChangeKind::Lookalike, narrow.contains(['×', '✕']));
    let narrow: String = narrow.chars().map(looks).collect();
    let others = |text: &str| text.chars().filter(|c| !is_kept(*c)).collect::<String>();
    note(ChangeKind::Separators, others(&narrow) != others(written));
    let (given, own) = (kept(&narrow), kept(written));
    let (given_prefix, given) = prefix(&given, written);
    let (own_prefix, own) = prefix(&own, written);
    let same_prefix = keys::skeleton(given_prefix) == keys::skeleton(own_prefix);
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
    for (a, b) in given.chars().rev().zip(own.chars().rev()) {
        note(ChangeKind::LetterCase, a != b && a.eq_ignore_ascii_case(&b));
        // Where zeros are missing behind letters, letters stand against digits and say nothing.
        note(
            ChangeKind::Lookalike,
            !a.eq_ignore_ascii_case(&b) && keys::skeleton(&a.to_string()) == keys::skeleton(&b.to_string()),
        );
    }
}

fn is_kept(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '.'
}

fn kept(text: &str) -> String {
    text.chars().filter(|c| is_kept(*c)).collect()
}

/// A hexadecimal prefix and the rest, where the code is written with one.
fn prefix<'a>(text: &'a str, written: &str) -> (&'a str, &'a str) {
    if keys::hex_digits(&keys::skeleton(written)).is_none() {
        return ("", text);
    }
    let end = text.rfind(['x', 'X']).map_or(0, |at| at.saturating_add(1));
    text.split_at_checked(end).unwrap_or(("", text))
}

/// The places of the hyphens in a code, counted in letters and digits from its end.
pub(super) fn marks(code: &str) -> Vec<usize> {
    let mut places = Vec::new();
    let mut behind = 0usize;
    let narrow: Vec<char> = code.nfkc().collect();
    for c in narrow.into_iter().rev() {
        if is_kept(c) {
            behind = behind.saturating_add(1);
        } else if !places.contains(&behind) {
            places.push(behind);
        }
    }
    places
}
