//! Misspelt words to the word of the pack that was meant: those of an alphabet, and those in katakana.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::fillers::is_filler;
use super::fold::{Folded, Script};

/// The words of a pack, by their length in characters, with how often they stand in it.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    latin: Words,
    /// Katakana without sound marks, whole and small kana alike; below it the words that look so.
    plain: BTreeMap<usize, BTreeMap<String, BTreeMap<String, u32>>>,
    katakana: Words,
}

type Words = BTreeMap<usize, BTreeMap<String, u32>>;

impl Spelling {
    /// Notes the words of a text.
    pub(super) fn learn(&mut self, text: &[Folded]) {
        for run in runs(text) {
            let (word, length) = (letters(run), run.len());
            match run.first().map(|f| f.script) {
                Some(Script::Latin) => count(self.latin.entry(length).or_default().entry(word).or_default()),
                Some(Script::Katakana) => {
                    let alike = self.plain.entry(length).or_default().entry(plain(&word)).or_default();
                    count(alike.entry(word.clone()).or_default());
                    count(self.katakana.entry(length).or_default().entry(word).or_default());
                }
                _ => {}
            }
        }
    }

    /// The text with each word that the pack does not know replaced by the one that it is a slip of, if there is one.
    pub(super) fn mend(&self, text: &[Folded]) -> Vec<Folded> {
        let mut mended = Vec::with_capacity(text.len());
        for run in runs(text) {
            let meant = match run.first().map(|f| f.script) {
                Some(Script::Latin) => self.latin(&letters(run), run.len()),
                Some(Script::Katakana) => self.katakana(&letters(run), run.len()),
                _ => None,
            };
            match (meant, run.first(), run.last()) {
                (Some(word), Some(first), Some(last)) => {
                    mended.extend(word.chars().map(|c| Folded { c, start: first.start, end: last.end, ..*first }));
                }
                _ => mended.extend_from_slice(run),
            }
        }
        mended
    }

    /// One edit away, two for a long word; then with the same first letter, then the most frequent.
    fn latin(&self, word: &str, length: usize) -> Option<&str> {
        let most: usize = if length < 8 { 1 } else { 2 };
        let is_word = word.bytes().all(|b| b.is_ascii_lowercase());
        let known = self.latin.get(&length).is_some_and(|words| words.contains_key(word));
        if length < 3 || !is_word || known || is_filler(word) {
            return None;
        }
        let lengths = length.saturating_sub(most).max(3)..=length.saturating_add(most);
        let near = self.latin.range(lengths).flat_map(|(_, words)| words).filter_map(|(other, count)| {
            let distance = distance(word, other, most)?;
            let first_differs = other.chars().next() != word.chars().next();
            (length > 3 || !first_differs).then_some((distance, first_differs, Reverse(*count), other))
        });
        near.min().map(|(.., other)| other.as_str())
    }

    /// Alike but for sound marks and the size of kana; else, for a long word, one edit away from that.
    fn katakana(&self, word: &str, length: usize) -> Option<&str> {
        if length < 3 || self.katakana.get(&length).is_some_and(|words| words.contains_key(word)) {
            return None;
        }
        let plain = plain(word);
        let first = |alike: &'_ BTreeMap<String, u32>| alike.iter().map(|(word, n)| (Reverse(*n), word.clone())).min();
        let exact = self.plain.get(&length).and_then(|words| words.get(&plain)).and_then(first);
        let near = || {
            let lengths = length.saturating_sub(1).max(4)..=length.saturating_add(1);
            let words = self.plain.range(lengths).flat_map(|(_, words)| words);
            words.filter(|(other, _)| distance(&plain, other, 1).is_some()).filter_map(|(_, alike)| first(alike)).min()
        };
        let (_, meant) = exact.or_else(|| if length < 4 { None } else { near() })?;
        let words = self.katakana.get(&meant.chars().count())?;
        words.get_key_value(&meant).map(|(word, _)| word.as_str())
    }
}

/// The edits between two words, if they are at most so many. Most pairs have too few letters in common to be counted.
fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let letters = |word: &str| word.chars().fold(0u64, |set, c| set | 1 << (u32::from(c) & 63));
    // An edit takes one letter out of the set and puts another in.
    let differ = (letters(a) ^ letters(b)).count_ones() as usize;
    let edits = || Some(strsim::osa_distance(a, b)).filter(|distance| *distance <= most);
    if differ > most.saturating_mul(2) { None } else { edits() }
}

fn count(n: &mut u32) {
    *n = n.saturating_add(1);
}

fn runs(text: &[Folded]) -> impl Iterator<Item = &[Folded]> {
    text.chunk_by(|a, b| a.script == b.script)
}

fn letters(run: &[Folded]) -> String {
    run.iter().map(|f| f.c).collect()
}

/// Kana without what a slip loses first: sound marks and the size.
fn plain(word: &str) -> String {
    let whole = |c: char| match c {
        'ぁ' => 'あ',
        'ぃ' => 'い',
        'ぅ' => 'う',
        'ぇ' => 'え',
        'ぉ' => 'お',
        'ゃ' => 'や',
        'ゅ' => 'ゆ',
        'ょ' => 'よ',
        'っ' => 'つ',
        other => other,
    };
    word.chars().filter_map(|c| std::iter::once(c).nfd().next()).map(whole).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fold::{fold, folded};
    use super::*;

    #[test]
    fn slips_are_mended_and_known_words_stay() {
        let mut spelling = Spelling::default();
        spelling.learn(&fold("the card reader is not connected; a header. カードリーダー、ファイル"));
        let mended = |text: &str| letters(&spelling.mend(&fold(text)));
        assert_eq!(mended("raeder conected, header"), "reader connected, header");
        assert_eq!(mended("xyz 123 カード"), "xyz 123 かど");
        assert_eq!(mended("カートリーターのフアイル"), folded("カードリーダーのファイル"));
    }
}
