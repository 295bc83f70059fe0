//! Text in XML and HTML.

use super::style::is_unsafe;

/// Text as XML and HTML take it: its own characters as entities, those it cannot hold left out, line ends as spaces.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if is_unsafe(c) => {}
            c => out.push(c),
        }
    }
    out
}
