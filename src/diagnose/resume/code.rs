//! Symbols of five bits to a code that people read aloud and type, and back.
//!
//! The alphabet is Crockford's base 32, without the letters that are taken for digits. The checksum is the BCH code of
//! BIP 350 (Bech32m): in up to 89 characters, up to four wrong ones are always noticed, and so is an exchange of two; in
//! any number, one wrong character.

use bech32::Bech32m;
use bech32::Hrp;
use bech32::primitives::checksum::{Checksum, Engine, PackedFe32};
use bech32::primitives::gf32::Fe32;
use unicode_normalization::UnicodeNormalization;

use crate::error::{Error, ErrorKind};

const ALPHABET: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters between two hyphens.
const GROUP: usize = 5;

/// The longest code that is read, in symbols.
const LONGEST: usize = 32 * 1024;

/// Keeps a code of something else from being taken for one of ours.
const PREFIX: Hrp = Hrp::parse_unchecked("shindan");

/// The code of `symbols`, with its checksum, in groups.
pub(super) fn text(symbols: &[u8]) -> String {
    let mut engine = fed(symbols);
    engine.input_target_residue();
    let residue = *engine.residue();
    let checksum = (0..Bech32m::CHECKSUM_LENGTH).rev().map(|n| residue.unpack(n));
    let mut text = String::new();
    for (n, symbol) in symbols.iter().copied().chain(checksum).enumerate() {
        if n > 0 && n.is_multiple_of(GROUP) {
            text.push('-');
        }
        text.push(letter(symbol));
    }
    text
}

/// The symbols of a code, however it was typed, without its checksum.
pub(super) fn symbols(text: &str) -> Result<Vec<u8>, Error> {
    let refused = |message: String| Err(Error::new(ErrorKind::NotResumeCode, message));
    let mut symbols = Vec::new();
    for c in text.nfkc().filter(|c| !is_between(*c)) {
        match value(c) {
            Some(symbol) if symbols.len() < LONGEST => symbols.push(symbol),
            Some(_) => return refused(format!("it is longer than {LONGEST} characters")),
            None => return refused(format!("`{}` is in no code; a code has {ALPHABET}", c.escape_debug())),
        }
    }
    let Some(kept) = symbols.len().checked_sub(Bech32m::CHECKSUM_LENGTH).filter(|kept| *kept > 0) else {
        return refused("it is too short".to_owned());
    };
    if *fed(&symbols).residue() != Bech32m::TARGET_RESIDUE {
        let message = "a character is wrong, missing or exchanged with another; compare it group by group";
        return Err(Error::new(ErrorKind::MistypedResumeCode, message));
    }
    symbols.truncate(kept);
    Ok(symbols)
}

fn fed(symbols: &[u8]) -> Engine<Bech32m> {
    let mut engine = Engine::<Bech32m>::new();
    engine.input_hrp(PREFIX);
    symbols.iter().filter_map(|symbol| Fe32::try_from(*symbol).ok()).for_each(|symbol| engine.input_fe(symbol));
    engine
}

/// The letter of a symbol.
pub(super) fn letter(symbol: u8) -> char {
    ALPHABET.chars().nth(usize::from(symbol)).unwrap_or('0')
}

/// What a typed letter stands for.
fn value(c: char) -> Option<u8> {
    let c = match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.chars().position(|letter| letter == c).and_then(|at| u8::try_from(at).ok())
}

/// Whatever separates groups when a code is typed, pasted or wrapped: spaces and dashes of all kinds.
fn is_between(c: char) -> bool {
    let dash = matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}' | '\u{2500}' | '\u{2501}');
    c.is_whitespace() || dash || matches!(c, '\u{200b}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAMPLE: [u8; 40] = [
        1, 0, 31, 17, 4, 4, 9, 30, 22, 1, 0, 0, 0, 5, 6, 7, 8, 2, 31, 31, 12, 13, 14, 15, 16, 18, 19, 20, 21, 23, 24,
        25, 26, 27, 28, 29, 10, 11, 3, 0,
    ];

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = text(&SAMPLE);
        assert_eq!(code.len(), 46 + 9);
        let typed = [
            code.to_lowercase(),
            code.replace('-', " "),
            code.replace('-', "\r\n"),
            code.replace('-', "−").replace('0', "o").replace('1', "l"),
            code.replace('1', "I").replace('0', "Ｏ").replace('-', "ー"),
            code.chars()
                .map(|c| if c == '-' { '　' } else { char::from_u32(u32::from(c) + 0xfee0).unwrap() })
                .collect(),
        ];
        for typed in typed {
            assert_eq!(symbols(&typed).unwrap(), SAMPLE, "{typed}");
        }
    }

    #[test]
    fn every_single_change_and_every_exchange_is_refused() {
        let code: Vec<char> = text(&SAMPLE).chars().filter(|c| *c != '-').collect();
        let read = |letters: &[char]| symbols(&letters.iter().collect::<String>());
        assert!(read(&code).is_ok());
        for at in 0..code.len() {
            for letter in ALPHABET.chars().filter(|letter| *letter != code[at]) {
                let mut wrong = code.clone();
                wrong[at] = letter;
                assert_eq!(read(&wrong).unwrap_err().kind(), ErrorKind::MistypedResumeCode);
            }
            for other in (at + 1..code.len()).filter(|other| code[*other] != code[at]) {
                let mut wrong = code.clone();
                wrong.swap(at, other);
                assert_eq!(read(&wrong).unwrap_err().kind(), ErrorKind::MistypedResumeCode);
            }
            let mut missing = code.clone();
            missing.remove(at);
            assert!(read(&missing).is_err());
            let mut twice = code.clone();
            twice.insert(at, code[at]);
            assert!(read(&twice).is_err());
        }
    }

    #[test]
    fn what_is_no_code() {
        for text in ["", "-", "12345", "FUJ905 0x02000001", "診断を続ける", "\u{0}", "UUUU-UUUU-UUUU"] {
            assert_eq!(symbols(text).unwrap_err().kind(), ErrorKind::NotResumeCode, "{text}");
        }
    }
}
