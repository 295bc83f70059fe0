//! A folded text to its features: what two texts may have in common.

use super::fillers::is_filler;
use super::fold::{Folded, Script};
use super::ideas::Ideas;

/// A feature: its kind in the highest byte, its characters or number below. Two features are equal if their numbers are.
pub(crate) type Feature = u64;

/// What a feature is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Two characters of Japanese, next to each other.
    Pair = 1,
    /// Two Chinese characters, the kana between them left out: 読み取り as 読取り.
    Kanji,
    /// A word of an alphabet.
    Word,
    /// Three letters of a word.
    Letters,
    /// An idea of the pack's list of words.
    Idea,
}

/// A feature where it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) feature: Feature,
    /// The weight of its kind and script, in sixteenths.
    pub(crate) weight: u32,
    /// The bytes of the text that it came from.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Found {
    /// The number of the idea that it is, if it is one.
    pub(crate) fn idea(&self) -> Option<u32> {
        (self.feature >> 56 == Kind::Idea as u64).then(|| u32::try_from(self.feature & 0xFFFF_FFFF).unwrap_or(u32::MAX))
    }
}

fn number(kind: Kind, parts: impl Iterator<Item = u32>) -> Feature {
    // Three characters of 18 bits stand below the kind.
    let below = parts.fold(0u64, |sum, part| (sum << 18) | u64::from(part & 0x3_FFFF));
    (kind as u64) << 56 | below
}

/// FNV-1a over the letters, below the kind.
fn word_number(word: &[Folded]) -> Feature {
    let hash = word.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, f| {
        (hash ^ u64::from(u32::from(f.c))).wrapping_mul(0x0000_0100_0000_01b3)
    });
    (Kind::Word as u64) << 56 | hash >> 8
}

/// Every feature of a folded text, in order.
pub(super) fn features(folded: &[Folded], ideas: &Ideas) -> Vec<Found> {
    let mut found = Vec::with_capacity(folded.len().saturating_mul(2));
    ideas.find(folded, |idea, weight, start, end| {
        found.push(Found { feature: (Kind::Idea as u64) << 56 | u64::from(idea), weight, start, end });
    });
    for run in folded.chunk_by(|a, b| class(a.script) == class(b.script)) {
        match run.first().map(|f| f.script) {
            Some(Script::Latin) => latin(run, &mut found),
            Some(Script::Other) | None => {}
            Some(_) => japanese(run, &mut found),
        }
    }
    found
}

/// Runs that are taken apart alike.
fn class(script: Script) -> u8 {
    match script {
        Script::Latin => 0,
        Script::Hiragana | Script::Katakana | Script::Kanji => 1,
        Script::Other => 2,
    }
}

fn japanese(run: &[Folded], found: &mut Vec<Found>) {
    for pair in run.windows(2) {
        let [a, b] = pair else { continue };
        // Hiragana alone is mostly endings; its weight grows with what else is in the pair.
        let weight = match (a.script, b.script) {
            (Script::Hiragana, Script::Hiragana) => 5,
            (Script::Hiragana, _) | (_, Script::Hiragana) => 9,
            _ => 16,
        };
        let feature = number(Kind::Pair, [a, b].into_iter().map(|f| u32::from(f.c)));
        found.push(Found { feature, weight, start: a.start, end: b.end });
    }
    let kanji: Vec<(usize, &Folded)> = run.iter().enumerate().filter(|(_, f)| f.script == Script::Kanji).collect();
    for pair in kanji.windows(2) {
        let [(i, a), (j, b)] = pair else { continue };
        if j.saturating_sub(*i) <= 3 {
            let feature = number(Kind::Kanji, [a, b].into_iter().map(|f| u32::from(f.c)));
            found.push(Found { feature, weight: 10, start: a.start, end: b.end });
        }
    }
}

fn latin(run: &[Folded], found: &mut Vec<Found>) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
    let word: String = run.iter().map(|f| f.c).collect();
    let is_filler = is_filler(&word);
    let weight = if is_filler { 1 } else { 14 };
    found.push(Found { feature: word_number(run), weight, start: first.start, end: last.end });
    if is_filler || run.len() < 4 {
        return;
    }
    // The first letters count once more with the beginning of the word in front of them.
    let padded: Vec<char> = std::iter::once('^').chain(run.iter().map(|f| f.c)).collect();
    for (at, three) in padded.windows(3).enumerate() {
        let feature = number(Kind::Letters, three.iter().map(|c| u32::from(*c)));
        let place = run.get(at.saturating_sub(1)).zip(run.get(at.saturating_add(1)));
        let (start, end) = place.map_or((first.start, last.end), |(a, b)| (a.start, b.end));
        found.push(Found { feature, weight: 5, start, end });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn okurigana_does_not_matter() {
        let ideas = Ideas::default();
        let kanji = |text: &str| -> Vec<Feature> {
            let of_kind = |f: &Found| f.feature >> 56 == Kind::Kanji as u64;
            features(&super::super::fold::fold(text), &ideas).into_iter().filter(of_kind).map(|f| f.feature).collect()
        };
        assert_eq!(kanji("読み取り"), kanji("読取"));
        assert_eq!(kanji("問い合わせ"), kanji("問合せ"));
    }
}
