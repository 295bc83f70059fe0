//! Spoken words to the letters, digits and marks that they stand for, as people dictate a code on the telephone.

/// What a spoken word stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spoken {
    /// A letter, a digit or a full stop.
    Symbol(char),
    /// A hyphen, which codes are also written without.
    Mark,
    /// The next symbol this many times.
    Times(usize),
}

use Spoken::{Mark, Symbol, Times};

/// Kana words, in hiragana. The longest that fits is taken, so `しち` is not `し` and `ち`.
const KANA: &[(&str, Spoken)] = &[
    ("ぜろ", Symbol('0')),
    ("れい", Symbol('0')),
    ("まる", Symbol('0')),
    ("いち", Symbol('1')),
    ("わん", Symbol('1')),
    ("に", Symbol('2')),
    ("にい", Symbol('2')),
    ("にー", Symbol('2')),
    ("つー", Symbol('2')),
    ("さん", Symbol('3')),
    ("よん", Symbol('4')),
    ("し", Symbol('4')),
    ("ご", Symbol('5')),
    ("ごー", Symbol('5')),
    ("ごお", Symbol('5')),
    ("ろく", Symbol('6')),
    ("なな", Symbol('7')),
    ("しち", Symbol('7')),
    ("はち", Symbol('8')),
    ("きゅう", Symbol('9')),
    ("きゅー", Symbol('9')),
    ("く", Symbol('9')),
    ("えー", Symbol('A')),
    ("えい", Symbol('A')),
    ("びー", Symbol('B')),
    ("しー", Symbol('C')),
    ("でぃー", Symbol('D')),
    ("でー", Symbol('D')),
    ("いー", Symbol('E')),
    ("えふ", Symbol('F')),
    ("じー", Symbol('G')),
    ("えいち", Symbol('H')),
    ("えっち", Symbol('H')),
    ("あい", Symbol('I')),
    ("じぇい", Symbol('J')),
    ("じぇー", Symbol('J')),
    ("けー", Symbol('K')),
    ("けい", Symbol('K')),
    ("える", Symbol('L')),
    ("えむ", Symbol('M')),
    ("えぬ", Symbol('N')),
    ("おー", Symbol('O')),
    ("ぴー", Symbol('P')),
    ("あーる", Symbol('R')),
    ("えす", Symbol('S')),
    ("てぃー", Symbol('T')),
    ("ゆー", Symbol('U')),
    ("ぶい", Symbol('V')),
    ("だぶりゅー", Symbol('W')),
    ("えっくす", Symbol('X')),
    ("わい", Symbol('Y')),
    ("ぜっと", Symbol('Z')),
    ("てん", Symbol('.')),
    ("どっと", Symbol('.')),
    ("ぴりおど", Symbol('.')),
    ("はいふん", Mark),
    ("まいなす", Mark),
    ("の", Mark),
];

/// Kanji digits.
const KANJI: &str = "〇一二三四五六七八九";

/// Latin words in lower case, sorted.
const LATIN: &[(&str, Spoken)] = &[
    ("alfa", Symbol('A')),
    ("alpha", Symbol('A')),
    ("bravo", Symbol('B')),
    ("charlie", Symbol('C')),
    ("dash", Mark),
    ("delta", Symbol('D')),
    ("dot", Symbol('.')),
    ("double", Times(2)),
    ("echo", Symbol('E')),
    ("eff", Symbol('F')),
    ("eight", Symbol('8')),
    ("ex", Symbol('X')),
    ("five", Symbol('5')),
    ("four", Symbol('4')),
    ("foxtrot", Symbol('F')),
    ("hyphen", Mark),
    ("india", Symbol('I')),
    ("jay", Symbol('J')),
    ("juliet", Symbol('J')),
    ("juliett", Symbol('J')),
    ("minus", Mark),
    ("nine", Symbol('9')),
    ("niner", Symbol('9')),
    ("oh", Symbol('0')),
    ("one", Symbol('1')),
    ("papa", Symbol('P')),
    ("pee", Symbol('P')),
    ("point", Symbol('.')),
    ("see", Symbol('C')),
    ("seven", Symbol('7')),
    ("six", Symbol('6')),
    ("three", Symbol('3')),
    ("triple", Times(3)),
    ("two", Symbol('2')),
    ("uniform", Symbol('U')),
    ("x-ray", Symbol('X')),
    ("xray", Symbol('X')),
    ("you", Symbol('U')),
    ("zero", Symbol('0')),
];

/// Longest Latin word, in bytes.
const LONGEST_LATIN: usize = 7;

/// Longest kana word, in characters.
const LONGEST_KANA: usize = 5;

/// The spoken word at the start of `text`, and its length in bytes.
///
/// Katakana count as hiragana, and half-width kana have to be widened before.
pub(super) fn kana(text: &str) -> Option<(Spoken, usize)> {
    let first = text.chars().next()?;
    if let Some(digit) = KANJI.chars().position(|c| c == first) {
        let digit = u32::try_from(digit).ok().and_then(|d| char::from_digit(d, 10))?;
        return Some((Symbol(digit), first.len_utf8()));
    }
    let mut folded = String::new();
    let mut best = None;
    let mut length = 0usize;
    for c in text.chars().take(LONGEST_KANA) {
        let Some(hiragana) = hiragana(c) else { break };
        folded.push(hiragana);
        length = length.saturating_add(c.len_utf8());
        if let Some((_, spoken)) = KANA.iter().find(|(word, _)| *word == folded) {
            best = Some((*spoken, length));
        }
        if !KANA.iter().any(|(word, _)| word.starts_with(&folded)) {
            break;
        }
    }
    best
}

/// What a Latin word, in any letter case, stands for when it is spoken inside a code.
pub(super) fn latin(word: &str) -> Option<Spoken> {
    // No spoken word has a digit in it, as most codes do.
    if !(2..=LONGEST_LATIN).contains(&word.len()) || word.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let lower = || word.bytes().map(|b| b.to_ascii_lowercase());
    let at = LATIN.binary_search_by(|(known, _)| known.bytes().cmp(lower())).ok()?;
    LATIN.get(at).map(|(_, spoken)| *spoken)
}

/// A kana as hiragana; the prolonged sound mark stays.
fn hiragana(c: char) -> Option<char> {
    match c {
        'ぁ'..='ゖ' | 'ー' => Some(c),
        // The two blocks stand in the same order.
        'ァ'..='ヶ' => char::from_u32(u32::from(c).checked_sub(0x60)?),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_word_is_taken() {
        assert_eq!(kana("シチハチ"), Some((Symbol('7'), 6)));
        assert_eq!(kana("しーぜろ"), Some((Symbol('C'), 6)));
        assert_eq!(kana("エックスゼロ"), Some((Symbol('X'), 12)));
        assert_eq!(kana("九〇五"), Some((Symbol('9'), 3)));
        assert_eq!(kana("れい は"), Some((Symbol('0'), 6)));
        assert_eq!(kana("カード"), None);
        assert_eq!(latin("Zero"), Some(Symbol('0')));
        assert_eq!(latin("card"), None);
    }

    #[test]
    fn no_word_stands_twice() {
        let mut words: Vec<&str> = KANA.iter().chain(LATIN).map(|(word, _)| *word).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all);
        assert!(LATIN.is_sorted_by_key(|(word, _)| *word), "it is searched by halves");
        assert!(LATIN.iter().all(|(word, _)| (2..=LONGEST_LATIN).contains(&word.len())));
        assert!(KANA.iter().all(|(word, _)| word.chars().count() <= LONGEST_KANA));
    }
}
