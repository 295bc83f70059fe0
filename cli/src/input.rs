//! Arguments and standard input to one text.

use std::io::{self, IsTerminal, Read};

use crate::failure::Failure;
use crate::output;

/// Most bytes read from standard input.
const MOST: u64 = 16 * 1024 * 1024;

/// The arguments as one text, `-` being standard input.
pub(crate) fn text(arguments: &[String]) -> Result<String, Failure> {
    let mut parts: Vec<String> = Vec::new();
    let mut piped = false;
    for argument in arguments {
        if argument != "-" {
            parts.push(printable(argument));
        } else if !piped {
            piped = true;
            parts.push(printable(&standard_input()?));
        }
    }
    Ok(parts.join(" ").trim().to_owned())
}

/// What is piped in, as text.
pub(crate) fn standard_input() -> Result<String, Failure> {
    let input = io::stdin().lock();
    if input.is_terminal() {
        output::note("reading the terminal; end with Ctrl-D (Windows: Ctrl-Z and Enter)");
    }
    let mut bytes = Vec::new();
    input
        .take(MOST)
        .read_to_end(&mut bytes)
        .map_err(|e| Failure::unreadable(format!("standard input cannot be read: {e}")))?;
    let (text, damaged) = decode(&bytes);
    if damaged {
        output::note("standard input is neither UTF-8 nor UTF-16; what could not be read was left out");
    }
    Ok(text)
}

/// UTF-8, or UTF-16 as Windows tools write it; whether something could not be read.
fn decode(bytes: &[u8]) -> (String, bool) {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units =
            rest.chunks(2).map(|pair| unit([pair.first().copied().unwrap_or(0), pair.get(1).copied().unwrap_or(0)]));
        let units: Vec<u16> = units.collect();
        (String::from_utf16_lossy(&units), String::from_utf16(&units).is_err())
    };
    match bytes {
        [0xFF, 0xFE, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => wide(rest, u16::from_be_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => {
            (String::from_utf8_lossy(rest).into_owned(), std::str::from_utf8(rest).is_err())
        }
        all => (String::from_utf8_lossy(all).into_owned(), std::str::from_utf8(all).is_err()),
    }
}

/// A text without control characters, which could move the cursor of whoever reads it later.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}
