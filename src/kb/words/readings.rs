//! Words to the kana in which they are spoken: a dictated question has no Chinese characters.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};

/// The readings that a pack gives for its words.
#[derive(Debug, Default)]
pub(super) struct Readings {
    words: Option<AhoCorasick>,
    kana: Vec<String>,
}

impl Readings {
    pub(super) fn new(readings: &BTreeMap<String, String>) -> Self {
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(readings.keys()).ok();
        Self { words: automaton.filter(|_| !readings.is_empty()), kana: readings.values().cloned().collect() }
    }

    /// The text as it is spoken, the longest known word first; none where nothing in it has a reading.
    pub(super) fn spoken(&self, text: &str) -> Option<String> {
        let words = self.words.as_ref()?;
        let mut out = String::with_capacity(text.len());
        let mut done = 0;
        for hit in words.find_iter(text) {
            out.push_str(text.get(done..hit.start()).unwrap_or_default());
            out.push_str(self.kana.get(hit.pattern().as_usize()).map_or("", String::as_str));
            done = hit.end();
        }
        out.push_str(text.get(done..).unwrap_or_default());
        (done > 0).then_some(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_is_read() {
        let readings: BTreeMap<String, String> =
            [("読", "よ"), ("読み取り", "よみとり")].map(|(a, b)| (a.to_owned(), b.to_owned())).into();
        let readings = Readings::new(&readings);
        assert_eq!(readings.spoken("読み取り不可").as_deref(), Some("よみとり不可"));
        assert_eq!(readings.spoken("カード"), None);
    }
}
