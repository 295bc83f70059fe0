//! Words that people say while they think, in the languages that the engine speaks.

use super::fold::{Folded, Script};

/// Whether a word says little about what is wrong.
pub(super) fn is_filler(word: &str) -> bool {
    WORDS.binary_search(&word).is_ok()
}

/// English words that say little about what is wrong, sorted.
const WORDS: &[&str] = &[
    "a", "about", "after", "again", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because",
    "been", "but", "by", "can", "could", "did", "do", "does", "er", "even", "every", "for", "from", "get", "gets",
    "getting", "got", "had", "has", "have", "he", "hello", "her", "here", "hi", "his", "how", "i", "if", "im", "in",
    "into", "is", "it", "its", "just", "keep", "keeps", "like", "me", "my", "now", "of", "ok", "okay", "on", "or",
    "our", "please", "really", "s", "says", "she", "should", "since", "so", "some", "still", "t", "than", "that",
    "the", "their", "them", "then", "there", "they", "thing", "this", "to", "uh", "um", "us", "very", "was", "we",
    "well", "were", "what", "when", "where", "which", "while", "who", "why", "will", "with", "would", "you", "your",
];

/// What a Japanese speaker says around the matter, folded, the longest first.
const SAID: &[&str] = &[
    "なんですけれど",
    "なんですけど",
    "んですけれど",
    "んですけど",
    "ですけれど",
    "みたいなんです",
    "すみません",
    "ですけど",
    "えっとあの",
    "えとあの",
    "みたいで",
    "あのう",
    "えっと",
    "ええと",
    "なんか",
    "そのう",
    "えと",
    "あの",
];

/// The text without what is said around the matter.
pub(super) fn without(text: Vec<Folded>) -> Vec<Folded> {
    let mut kept = Vec::with_capacity(text.len());
    let mut rest = text.as_slice();
    while let Some((first, after)) = rest.split_first() {
        let starts = |said: &&&str| {
            let mut chars = rest.iter().map(|f| f.c);
            first.script == Script::Hiragana && said.chars().all(|c| chars.next() == Some(c))
        };
        match SAID.iter().find(starts).and_then(|said| rest.split_at_checked(said.chars().count())) {
            Some((said, behind)) => {
                // A gap stays, so that what stood on either side does not become one word.
                kept.extend(said.first().map(|f| Folded { c: ' ', script: Script::Other, ..*f }));
                rest = behind;
            }
            None => {
                kept.push(*first);
                rest = after;
            }
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::fold::fold;
    use super::*;

    #[test]
    fn words_are_sorted() {
        assert!(WORDS.is_sorted());
    }

    #[test]
    fn what_is_said_around_the_matter_goes() {
        let text: String = without(fold("えーとカードが読めないんですけど")).iter().map(|f| f.c).collect();
        assert_eq!(text, " かどが読めない ");
    }
}
