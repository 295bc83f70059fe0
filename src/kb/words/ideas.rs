//! The pack's own words for its things: which ideas a text speaks of.

use aho_corasick::{AhoCorasick, MatchKind};

use super::fold::{Folded, Script, folded};
use super::readings::Readings;
use crate::model::SearchWords;

/// Finds the words of a pack's list, the longest that fits.
#[derive(Debug, Default)]
pub(crate) struct Ideas {
    words: Option<AhoCorasick>,
    /// The group of each word.
    group: Vec<u32>,
    elsewhere: Vec<bool>,
}

impl Ideas {
    pub(super) fn new(search: Option<&SearchWords>, readings: &Readings) -> Self {
        let mut words = Vec::new();
        let mut group = Vec::new();
        let terms = search.map(|s| s.terms.as_slice()).unwrap_or_default();
        for (at, synonyms) in terms.iter().enumerate() {
            let mut add = |word: String, least: usize| {
                // Few kana would be found everywhere.
                if word.chars().count() >= least || word.chars().any(|c| !('ぁ'..='ゖ').contains(&c)) {
                    words.push(word);
                    group.push(u32::try_from(at).unwrap_or(u32::MAX));
                }
            };
            for word in synonyms.words.values().flatten() {
                add(folded(word), 2);
                readings.spoken(word).into_iter().for_each(|spoken| add(folded(&spoken), 4));
            }
        }
        // Without words, or with more than the automaton holds, there are no ideas: characters still match.
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&words).ok();
        Self {
            words: automaton.filter(|_| !words.is_empty()),
            group,
            elsewhere: terms.iter().map(|t| t.elsewhere).collect(),
        }
    }

    /// Whether an idea is none of the pack's.
    pub(crate) fn is_elsewhere(&self, idea: u32) -> bool {
        usize::try_from(idea).ok().and_then(|at| self.elsewhere.get(at)).copied().unwrap_or(false)
    }

    /// The ideas of a folded text: group, weight in sixteenths, and place.
    pub(super) fn find(&self, text: &[Folded], mut found: impl FnMut(u32, u32, usize, usize)) {
        let Some(words) = &self.words else { return };
        let mut bytes = String::with_capacity(text.len());
        let mut at: Vec<usize> = Vec::with_capacity(text.len());
        for (n, f) in text.iter().enumerate() {
            bytes.push(f.c);
            at.resize(bytes.len(), n);
        }
        for hit in words.find_iter(&bytes) {
            let (Some(&first), Some(&last)) = (at.get(hit.start()), at.get(hit.end().saturating_sub(1))) else {
                continue;
            };
            let (Some(from), Some(to)) = (text.get(first), text.get(last)) else { continue };
            let is_latin = |n: Option<usize>| n.and_then(|n| text.get(n)).is_some_and(|f| f.script == Script::Latin);
            let inside = (from.script == Script::Latin && is_latin(first.checked_sub(1)))
                || (to.script == Script::Latin && is_latin(last.checked_add(1)) && !is_ending(text, last));
            let Some(group) = self.group.get(hit.pattern().as_usize()).filter(|_| !inside) else { continue };
            found(*group, 22, from.start, to.end);
        }
    }
}

/// Whether a word goes on after `last` with nothing but the ending of a plural or a tense.
fn is_ending(text: &[Folded], last: usize) -> bool {
    let rest: String = text
        .iter()
        .skip(last.saturating_add(1))
        .take_while(|f| f.script == Script::Latin)
        .take(4)
        .map(|f| f.c)
        .collect();
    matches!(rest.as_str(), "s" | "es" | "d" | "ed" | "ing")
}
