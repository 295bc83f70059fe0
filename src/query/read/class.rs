//! Characters: which belong to codes, and what the others do between them.

use unicode_normalization::UnicodeNormalization;

use crate::kb::keys;

/// What a character is in or beside a code.
pub(super) enum Class {
    /// A letter or digit, folded.
    Code(char),
    /// A full stop, which holds `5.1.1` together.
    Stop,
    /// A hyphen, prolonged sound mark or underscore.
    Mark,
    /// White space or a bracket.
    Gap,
    Other,
}

/// What `c` is.
pub(super) fn class(c: char) -> Class {
    if c.is_ascii_alphanumeric() {
        return Class::Code(c.to_ascii_uppercase());
    }
    match c {
        '.' | '．' => Class::Stop,
        // The multiplication sign is how a photograph of `0x` is often read.
        '×' | '✕' => Class::Code('X'),
        '-'
        | '_'
        | '~'
        | '\u{2010}'..='\u{2015}'
        | '\u{2212}'
        | '\u{FF0D}'
        | '\u{FF3F}'
        | 'ー'
        | 'ｰ'
        | '〜'
        | '～'
        | '\u{AD}' => Class::Mark,
        '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '（' | '）' | '［' | '］' | '【' | '】' | '「' | '」'
        | '『' | '』' | '〔' | '〕' | '｛' | '｝' | '＜' | '＞' | '\'' | '"' | '“' | '”' | '|' => {
            Class::Gap
        }
        c if c.is_whitespace() || matches!(c, '\u{200B}'..='\u{200D}' | '\u{FEFF}') => Class::Gap,
        '\u{FF10}'..='\u{FF19}' | '\u{FF21}'..='\u{FF3A}' | '\u{FF41}'..='\u{FF5A}' => {
            keys::narrow(c).map_or(Class::Other, |narrow| Class::Code(narrow.to_ascii_uppercase()))
        }
        // The letters that chat programs use for emphasis. Not `①`: that is a list, not a code.
        '\u{1D400}'..='\u{1D7FF}' => {
            let folded = c.nfkc().flat_map(char::to_uppercase).find(char::is_ascii_alphanumeric);
            folded.map_or(Class::Other, Class::Code)
        }
        _ => Class::Other,
    }
}
