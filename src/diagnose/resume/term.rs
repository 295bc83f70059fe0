//! What a session started from, in the pack's own codes: never the text that was pasted.

use unicode_normalization::UnicodeNormalization;

use crate::diagnose::state::{Candidates, Case, State};
use crate::kb::{Facts, LoadedPack};
use crate::query::{ChangeKind, Found, Reason, resolve};

/// A part of what a session started from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Term {
    /// A code, a detail or both, as the pack writes them.
    Known(String),
    /// A code of the right shape that the pack does not have, or a detail that is one character off one of the pack's.
    Near(String),
    /// Something that the pack does not have. It may be anything, so it stays out.
    Unlisted,
}

/// Reads as a detail that no pack has.
const UNLISTED: &str = "unlisted-0";

/// Longest [`Term::Near`], in characters.
pub(super) const NEAR: usize = 31;

/// Terms as a text that a session can start from.
pub(super) fn text(terms: &[Term]) -> String {
    let words = terms.iter().map(|term| match term {
        Term::Known(text) | Term::Near(text) => text.as_str(),
        Term::Unlisted => UNLISTED,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// What `text` says in the pack's own words, if those mean the same to a session.
pub(super) fn terms(pack: &LoadedPack, text: &str, facts: &Facts) -> Option<Vec<Term>> {
    let found = resolve(pack, text, facts);
    let mut terms: Vec<Term> = Vec::new();
    for one in &found {
        terms.extend(of_found(pack, one)?);
    }
    if terms.is_empty() {
        terms.push(Term::Unlisted);
    }
    let again = resolve(pack, &self::text(&terms), facts);
    (meaning(pack, &again, facts) == meaning(pack, &found, facts)).then_some(terms)
}

fn of_found(pack: &LoadedPack, found: &Found) -> Option<Vec<Term>> {
    let code = found.code.and_then(|at| pack.entry(at)).map(|entry| entry.code.clone());
    let row = found.rows.first().and_then(|row| pack.row(*row)).map(|(_, row)| row);
    let detail = row.and_then(|row| row.detail.clone());
    let paired = row.filter(|_| code.is_some()).map(|row| row.code.clone());
    let known = |words: &[&Option<String>]| {
        let words: Vec<&str> = words.iter().filter_map(|word| word.as_deref()).collect();
        if words.is_empty() { Vec::new() } else { vec![Term::Known(words.join(" "))] }
    };
    Some(match found.reason {
        Reason::CodeStandsAlone | Reason::DetailMissing => known(&[&code]),
        Reason::PairInTable | Reason::PatternFits => known(&[&paired, &detail]),
        Reason::DetailUnderOneCode | Reason::DetailUnderOneRule | Reason::DetailUnderSeveralCodes => known(&[&detail]),
        Reason::PairNotInTable => [known(&[&code]), known(&[&detail])].concat(),
        Reason::CodeNotInTable => vec![Term::Near(left_out(found).next()?), Term::Known(detail?)],
        Reason::NearDetail => {
            let near = |word: &String| !pack.index().rows_near_detail(word).is_empty();
            [known(&[&code]), vec![Term::Near(left_out(found).find(near)?)]].concat()
        }
        Reason::DetailNotInTable if code.is_some() && !found.near.is_empty() => {
            [known(&[&code]), vec![Term::Unlisted]].concat()
        }
        Reason::DetailNotInTable => known(&[&code]),
        _ => Vec::new(),
    })
}

/// Words that were left out and are short and plain enough to be a code.
fn left_out(found: &Found) -> impl Iterator<Item = String> {
    let ignored = found.changes.iter().filter(|change| change.kind == ChangeKind::Ignored);
    ignored.map(|change| change.from.nfkc().collect::<String>()).filter(|word| is_plain(word))
}

/// Whether a word can stand in a code: printable ASCII without spaces, of bounded length.
pub(super) fn is_plain(word: &str) -> bool {
    (1..=NEAR).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_graphic())
}

/// What a session takes up of what was found: its cases, and what it asks first.
fn meaning(pack: &LoadedPack, found: &[Found], facts: &Facts) -> (Vec<Case>, Option<Candidates>) {
    let mut state = State::new(pack, &pack.manifest().default_role, facts);
    state.take_up(found);
    (state.cases, state.candidates)
}

/// Every code, detail and pair that the pack writes.
pub(super) fn known(pack: &LoadedPack) -> impl Iterator<Item = String> {
    let codes = pack.whole().codes.codes.iter().map(|entry| entry.code.clone());
    let rows = pack.whole().rules.iter().flat_map(|rule| &rule.matches);
    let rows = rows.filter_map(|row| row.detail.as_ref().map(|detail| (&row.code, detail)));
    codes.chain(rows.flat_map(|(code, detail)| [detail.clone(), format!("{code} {detail}")]))
}
