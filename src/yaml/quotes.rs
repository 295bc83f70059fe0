//! Quotation marks: where they are missing, open or in the way.

use crate::{Diagnostic, Span};

use super::syntax::{self, Place};

/// What may follow a backslash between double quotation marks.
const ESCAPES: &str = "0abt\tnvfre \"/\\N_LPxuU\n\r";

/// `text` in quotation marks, in the form that needs the fewest changes.
pub(super) fn quoted(text: &str) -> String {
    if text.contains(['\\', '"']) { format!("'{}'", text.replace('\'', "''")) } else { format!("\"{text}\"") }
}

/// A backslash between double quotation marks, most often in a Windows path.
pub(super) fn escape(place: &Place<'_, '_>) -> Diagnostic {
    let rest = place.text(Span::new(place.at, place.input.text.len()));
    let mut after = None;
    for (at, pair) in rest.match_indices('\\') {
        if after == Some(at) {
            continue;
        }
        after = Some(at.saturating_add(1));
        let start = place.at.saturating_add(at);
        let next = place.input.one(start.saturating_add(pair.len()));
        if place.text(next).chars().all(|c| ESCAPES.contains(c) && !"xuU".contains(c)) {
            continue;
        }
        let span = Span::new(start, next.end);
        let message = format!("`{}` means something else between double quotation marks", place.text(span));
        return place.problem(span, message).help("write the text between single quotation marks: 'C:\\Users'");
    }
    place.problem(place.here(), "a backslash that starts no escape between double quotation marks").help("double it")
}

/// Text behind the closing quotation mark.
pub(super) fn trailing(place: &Place<'_, '_>) -> Diagnostic {
    let line = place.text(Span::new(place.input.line_start(place.at), place.at)).trim_end();
    let help = if line.ends_with('\'') {
        "write a quotation mark inside the text twice, or put the whole text in double quotation marks"
    } else {
        "put the whole text in single quotation marks, or write `\\\"` for a quotation mark inside it"
    };
    place.problem(place.here(), "text behind the closing quotation mark").help(help)
}

/// An opening quotation mark without its partner.
pub(super) fn unclosed(place: &Place<'_, '_>) -> Diagnostic {
    // One parser names the opening mark, the other the end of the file.
    let opening = |span: &Span| matches!(place.text(*span), "\"" | "'");
    let here = place.here();
    let unread = place.text(Span::new(place.pass.resume, place.input.text.len()));
    let first = unread.find(['"', '\'']).map(|skip| place.input.one(place.pass.resume.saturating_add(skip)));
    let span = Some(here).filter(opening).or(first).unwrap_or(here);
    let mark = if opening(&span) { place.text(span) } else { "\"" };
    let message = format!("the quotation mark `{mark}` is not closed where the text ends");
    place.problem(span, message).help(format!("write `{mark}` at the end of the text"))
}

/// A text that starts with a character YAML keeps for itself.
pub(super) fn bad_start(place: &Place<'_, '_>) -> Diagnostic {
    let rest = place.text(Span::new(place.at, place.input.line_end(place.at))).trim_end();
    let first = place.text(place.here());
    if first == "\t" {
        return syntax::tab(place);
    }
    let message = format!("a text without quotation marks cannot start with `{first}`");
    place.problem(place.here(), message).help(format!("put the text in quotation marks: {}", quoted(rest)))
}

/// Text behind a value that was already complete, such as `[001] card`.
pub(super) fn after_value(place: &Place<'_, '_>, content: Span) -> Diagnostic {
    let line = place.text(content);
    let problem = place.problem(place.here(), "text behind a value that is already complete");
    match line.split_once(": ") {
        Some((key, value)) => {
            problem.help(format!("put the whole text in quotation marks: `{key}: {}`", quoted(value.trim())))
        }
        None => problem.help(format!("put the whole text in quotation marks: {}", quoted(line))),
    }
}
