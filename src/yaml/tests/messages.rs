//! Syntax errors as an editor makes them: a place, our words, and what to write instead.

use super::{refused, source};

/// Text, what is marked, the message, a part of the help.
const MISTAKES: &[(&str, &str, &str, &str)] = &[
    ("id: x\ncode:E1\ndetail: y\n", ":", "a colon without a space after it does not end a key", "`code: E1`"),
    ("code:E1\ndetail: y\n", ":", "a colon without a space after it does not end a key", "`code: E1`"),
    ("ja: 例: これ\n", ":", "a second colon in the same line", "`ja: \"例: これ\"`"),
    ("a: b\n  c: d\n", ":", "a key inside the text of the line above", "same column"),
    ("ja: \"開く\nen: open\n", "\"", "the quotation mark `\"` is not closed where the text ends", "`\"` at the end"),
    ("ja: '開く", "'", "the quotation mark `'` is not closed where the text ends", "`'` at the end"),
    ("p: \"C:\\Users\"\n", "\\U", "`\\U` means something else between double quotation marks", "single"),
    ("p: \"a\\\\b\\q\"\n", "\\q", "`\\q` means something else between double quotation marks", "single"),
    ("a: 'it's'\n", "s", "text behind the closing quotation mark", "twice"),
    ("a: \"b\" c\n", "c", "text behind the closing quotation mark", "single"),
    ("ja: [001] 認識不可\n", "認", "text behind a value that is already complete", "`ja: \"[001] 認識不可\"`"),
    ("ja: @here\n", "@", "a text without quotation marks cannot start with `@`", "\"@here\""),
    ("ja: %あ\n", "%", "a text without quotation marks cannot start with `%`", "\"%あ\""),
    ("ja: `cmd`\n", "`", "a text without quotation marks cannot start with ``", "\"`cmd`\""),
    ("a: { b: c\nd: e\n", ":", "the `{` is not closed, or a comma is missing", "`}` at the end"),
    ("a:\n  b: { c: d, e: { f: g }\nh: i\n", "h", "the `{` is not closed, or a comma is missing", "`}` at the end"),
    ("a: [b\n", "", "the `[` is not closed, or a comma is missing", "`]` at the end"),
    ("a: { b: c，d: e }\n", ":", "the `{` is not closed, or a comma is missing", "`，` is a letter"),
    ("a: - b\n", "-", "a list cannot start here", "a line of its own"),
    ("a:\n  b: 1\n c: 2\n", "c: 2", "the indentation of this line fits no line above", "same column"),
    ("a: b\ncode E1\nc: d\n", "code E1", "this line is neither a key with a value nor a list item", "`key: value`"),
    ("- a\nb: c\n", "b: c", "the indentation of this line fits no line above", "same column"),
    ("a: | text\n", "", "a text after `|` or `>` that is not written as a block", "`|`"),
    ("%YAML 1.3\n---\na: b\n", "%YAML 1.3", "a line that starts with `%`", "delete it"),
    ("a: { \"b\"\n  :c }\n", ":", "an entry between brackets that can be read in two ways", "on one line"),
    ("a: |\n  x\n   ", "|\n  x", "this value can be read in two ways", "end the file with a line break"),
    ("a: [?x]\n", "?x", "this value can be read in two ways", "\"?x\""),
    ("{a: 1}\nb: 2\n", "b: 2", "the indentation of this line fits no line above", "same column"),
];

#[test]
fn say_what_to_write_instead() {
    for (text, marked, message, help) in MISTAKES {
        let found = refused(text);
        let [problem] = found.as_slice() else { panic!("{text:?}: {found:#?}") };
        assert_eq!(problem.code.as_str(), "SD0101", "{text:?}");
        assert!(problem.message.starts_with(message.split("``").next().unwrap()), "{text:?}: {}", problem.message);
        let said = problem.help.as_deref().unwrap_or_default();
        assert!(said.contains(help), "{text:?}: {said}");
        if !marked.is_empty() {
            assert_eq!(source(text, problem.span), *marked, "{text:?}");
        }
    }
}

#[test]
fn start_lower_case_and_end_without_a_full_stop() {
    for (text, ..) in MISTAKES {
        for problem in refused(text) {
            let first = problem.message.chars().next().unwrap();
            assert!(!first.is_uppercase() && !problem.message.ends_with(['.', '。']), "{}", problem.message);
            assert!(!problem.message.contains('\n'), "{}", problem.message);
        }
    }
}
