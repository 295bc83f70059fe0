//! Arguments and standard input to one text.

use std::io::{self, IsTerminal, Read, StdinLock};

use shindan::query::{Decoder, Encoding};

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

/// What is piped in, as text, in the encoding of whatever wrote it.
pub(crate) fn standard_input() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    standard().take(MOST).read_to_end(&mut bytes).map_err(unreadable)?;
    let mut decoder = Decoder::new(Encoding::Auto);
    let text = String::from_utf8_lossy(decoder.push(&bytes, true)).into_owned();
    if decoder.malformed() > 0 {
        output::note(&format!("standard input: {}", decoder.complaint()));
    }
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}

/// What is piped in, as it is.
pub(crate) fn standard_bytes() -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    standard().read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

fn unreadable(error: io::Error) -> Failure {
    Failure::unreadable(format!("standard input cannot be read: {error}"))
}

/// Standard input; a person who is to type it is told so.
pub(crate) fn standard() -> StdinLock<'static> {
    let input = io::stdin().lock();
    if input.is_terminal() {
        output::note("reading the terminal; end with Ctrl-D (Windows: Ctrl-Z and Enter)");
    }
    input
}

/// A text without control characters, which could move the cursor of whoever reads it later.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect()
}
