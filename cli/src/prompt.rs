//! Questions on the terminal.

use std::fmt;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

use inquire::ui::{RenderConfig, Styled};
use inquire::{InquireError, Password, Select, Text};

use crate::exit::Exit;
use crate::failure::Failure;
use crate::words::Words;

/// One choice: the key that is typed for it, and what it says.
#[derive(Debug, Clone)]
pub(crate) struct Choice<T> {
    pub(crate) key: String,
    pub(crate) text: String,
    pub(crate) value: T,
}

impl<T> fmt::Display for Choice<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:>2} {}", self.key, self.text)
    }
}

/// Asks for one of `choices`, the cursor on the one at `at`. Escape asks again.
pub(crate) fn choose<T: Clone>(message: &str, help: &str, choices: &[Choice<T>], at: usize) -> Result<T, Failure> {
    let score = |typed: &str, choice: &Choice<T>, _: &str, index: usize| score(typed, &choice.key, &choice.text, index);
    loop {
        let answer = Select::new(message, choices.to_vec())
            .with_help_message(help)
            .with_page_size(choices.len().min(rows()))
            .with_starting_cursor(at.min(choices.len().saturating_sub(1)))
            .with_scorer(&score)
            .with_formatter(&|answer| answer.value.text.clone())
            .with_render_config(look())
            .prompt_skippable();
        if let Some(choice) = answer.map_err(|e| failed(&e))? {
            return Ok(choice.value);
        }
    }
}

/// Asks for a password, which is not shown; of a new one, twice.
pub(crate) fn password(message: &str, is_new: bool) -> Result<String, Failure> {
    let ask = Password::new(message).with_render_config(look());
    let ask = if is_new { ask } else { ask.without_confirmation() };
    ask.prompt().map_err(|e| failed(&e))
}

/// How well a choice fits what was typed: its key exactly, then its key's beginning, then its text.
fn score(typed: &str, key: &str, text: &str, index: usize) -> Option<i64> {
    let typed = folded(typed);
    let typed = typed.trim();
    let order = i64::try_from(index).unwrap_or(i64::MAX).saturating_neg();
    if typed == key {
        return Some(1);
    }
    let in_text = typed.chars().count() > 1 && folded(text).contains(typed);
    (typed.is_empty() || key.starts_with(typed) || in_text).then_some(order)
}

/// Full-width letters and digits, as an input method leaves them, to plain lower case.
fn folded(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    };
    text.chars().map(plain).flat_map(char::to_lowercase).collect()
}

/// Rows of the terminal for choices, so that the question above them stays in sight.
fn rows() -> usize {
    terminal_size::terminal_size().map_or(15, |(_, rows)| usize::from(rows.0).saturating_sub(6).max(4))
}

/// Asks for the code on the screen.
pub(crate) fn code(words: &Words) -> Result<String, Failure> {
    line(words.which_code, words.which_code_help)
}

/// Asks for a fact; the sign between name and value may come from an input method.
pub(crate) fn fact(words: &Words) -> Result<String, Failure> {
    Ok(line(words.which_fact, words.which_fact_help)?.replace('＝', "="))
}

/// Asks for a line; Escape leaves it empty.
fn line(message: &str, help: &str) -> Result<String, Failure> {
    let answer = Text::new(message).with_help_message(help).with_render_config(look()).prompt_skippable();
    Ok(crate::input::printable(answer.map_err(|e| failed(&e))?.unwrap_or_default().trim()))
}

/// Asks for the name of a file that does not exist yet.
pub(crate) fn new_file(words: &Words, proposed: &str) -> Result<Option<PathBuf>, Failure> {
    loop {
        let answer = Text::new(words.save_as).with_default(proposed).with_render_config(look()).prompt_skippable();
        let Some(name) = answer.map_err(|e| failed(&e))? else { return Ok(None) };
        let path = PathBuf::from(name.trim());
        if name.trim().is_empty() {
            return Ok(None);
        }
        if !path.exists() {
            return Ok(Some(path));
        }
        crate::output::print(words.exists)?;
    }
}

/// The look of the questions, without colours where those are not wanted.
fn look() -> RenderConfig<'static> {
    let err = std::io::stderr();
    let colours = err.is_terminal() && anstream::AutoStream::choice(&err) != anstream::ColorChoice::Never;
    let config = if colours { RenderConfig::default_colored() } else { RenderConfig::empty() };
    config
        .with_prompt_prefix(Styled::new("?"))
        .with_answered_prompt_prefix(Styled::new(">"))
        .with_highlighted_option_prefix(Styled::new(">"))
        .with_canceled_prompt_indicator(Styled::new(""))
}

/// Takes away what an interrupted question left below the cursor.
pub(crate) fn clear_rest() {
    // If this fails, a line of the question stays on the screen; nothing else.
    let _ = write!(std::io::stderr(), "\r\u{1b}[J");
}

fn failed(error: &InquireError) -> Failure {
    match error {
        InquireError::OperationInterrupted => Failure::new(Exit::Interrupted, "interrupted", "interrupted"),
        other => Failure::unreadable(format!("the terminal cannot be read: {other}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_finds_its_choice_first() {
        let best = |typed: &str| {
            let keys = ["1", "2", "10", "11", "b"];
            let scored =
                keys.iter().enumerate().filter_map(|(i, key)| Some((score(typed, key, "0x04000011", i)?, *key)));
            scored.max_by_key(|(score, _)| *score).map(|(_, key)| key)
        };
        assert_eq!(best("1"), Some("1"));
        assert_eq!(best("１"), Some("1"));
        assert_eq!(best("11"), Some("11"));
        assert_eq!(best("Ｂ"), Some("b"));
        assert_eq!(best("0x04"), Some("1"));
        assert_eq!(best("7"), None);
    }
}
