//! A text without the differences of writing that carry no meaning for a search, each character with its place.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

/// What a character is, as far as search cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Script {
    /// A letter or digit of an alphabet, in lower case.
    Latin,
    /// Kana that was written as hiragana: endings and particles, mostly.
    Hiragana,
    /// Kana that was written as katakana: names of things, mostly.
    Katakana,
    /// A Chinese character.
    Kanji,
    /// Ends a run.
    Other,
}

/// A folded character and the bytes of the text that it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Folded {
    pub(super) c: char,
    pub(super) script: Script,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Folds width, case, katakana to hiragana, prolonged sounds, and the kana that sound alike.
pub(super) fn fold(text: &str) -> Vec<Folded> {
    let mut out: Vec<Folded> = Vec::with_capacity(text.len());
    for (start, original) in text.char_indices() {
        let end = start.saturating_add(original.len_utf8());
        for c in std::iter::once(original).nfkc().flat_map(char::to_lowercase) {
            // Half-width kana carry their sound marks behind them.
            if matches!(c, '\u{3099}' | '\u{309A}') {
                if let Some(last) = out.last_mut() {
                    last.c = compose(last.c, c).unwrap_or(last.c);
                    last.end = end;
                }
                continue;
            }
            match script(c) {
                // A prolonged sound is written or left out as one likes.
                Script::Katakana if c == 'ー' => match out.last_mut() {
                    Some(last) if last.script != Script::Latin => last.end = end,
                    _ => out.push(Folded { c: ' ', script: Script::Other, start, end }),
                },
                script => out.push(Folded { c: kana(c), script, start, end }),
            }
        }
    }
    out
}

/// The folded characters alone.
pub(super) fn folded(text: &str) -> String {
    fold(text).iter().map(|f| f.c).collect()
}

fn script(c: char) -> Script {
    match c {
        'ぁ'..='ゖ' | 'ゝ' | 'ゞ' => Script::Hiragana,
        'ァ'..='ヺ' | 'ー' | 'ヽ' | 'ヾ' => Script::Katakana,
        '々'
        | '〇'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3134F}' => Script::Kanji,
        c if c.is_alphanumeric() => Script::Latin,
        _ => Script::Other,
    }
}

fn kana(c: char) -> char {
    let hiragana = match c {
        // The two blocks stand in the same order.
        'ァ'..='ヶ' => u32::from(c).checked_sub(0x60).and_then(char::from_u32).unwrap_or(c),
        other => other,
    };
    match hiragana {
        'ぢ' => 'じ',
        'づ' => 'ず',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_fold_to_one() {
        for word in ["カードリーダー", "カードリーダ", "ｶｰﾄﾞﾘｰﾀﾞｰ", "かーどりーだー"]
        {
            assert_eq!(folded(word), "かどりだ", "{word}");
        }
        assert_eq!(folded("ＬＡＮケーブル"), "lanけぶる");
    }

    #[test]
    fn places_lie_in_the_text() {
        let text = "ｶﾞーＡ";
        for f in fold(text) {
            assert!(text.get(f.start..f.end).is_some_and(|part| !part.is_empty()));
        }
    }
}
