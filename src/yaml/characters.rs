//! Characters that no knowledge file may hold: invisible ones, and those on which YAML parsers disagree.

use crate::{Code, Diagnostic, Span};

use super::input::Input;

/// The refused characters of a file, one diagnostic each, `most` at most.
pub(super) fn refused(input: &Input<'_>, most: usize) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = input
        .text
        .char_indices()
        .filter(|&(at, c)| is_refused(at, c))
        .take(most.max(1))
        .map(|(at, c)| refusal(input, at, c))
        .collect();
    // A file with such line ends has one on every line: say it once.
    found.extend(lone_return(input.text).map(|at| {
        let message = "a carriage return without a line feed";
        let help = "save the file with the line ends of Windows (CRLF) or Unix (LF)";
        input.problem(Code::NotYaml, input.one(at), message).help(help)
    }));
    found
}

fn is_refused(at: usize, c: char) -> bool {
    match c {
        '\t' | '\n' | '\r' => false,
        '\u{feff}' => at != 0,
        // Line ends in YAML 1.1, letters like any other in YAML 1.2.
        '\u{85}' | '\u{2028}' | '\u{2029}' => true,
        '\u{fffe}' | '\u{ffff}' => true,
        _ => c.is_control(),
    }
}

fn refusal(input: &Input<'_>, at: usize, c: char) -> Diagnostic {
    let span = input.one(at);
    let (message, help) = match c {
        '\u{85}' | '\u{2028}' | '\u{2029}' => {
            (format!("the invisible line break U+{:04X} in the text", u32::from(c)), "end the line with the Enter key")
        }
        _ => (format!("the invisible character U+{:04X} in the text", u32::from(c)), "delete it"),
    };
    let problem = input.problem(Code::NotYaml, span, message).help(help);
    if c.is_control() || c == '\u{feff}' { problem.fix(Span::new(span.start, span.end), "") } else { problem }
}

/// The first carriage return that no line feed follows.
fn lone_return(text: &str) -> Option<usize> {
    text.match_indices('\r').map(|(at, _)| at).find(|at| !text.get(*at..).is_some_and(|rest| rest.starts_with("\r\n")))
}
