//! Syntax errors in our words: what stands there, and what to write instead.

use crate::{Code, Diagnostic, Span};

use super::input::Input;
use super::quotes;
use super::tree::{Pass, Stop};

/// The punctuation of a Japanese or Chinese keyboard that is taken for YAML's own.
const WIDE_PUNCTUATION: [char; 7] = ['，', '、', '｛', '｝', '［', '］', '：'];

/// One kind of error: words of either parser, and who puts it into ours.
type Kind = (&'static [&'static str], fn(&Place<'_, '_>) -> Diagnostic);

/// The first that fits is taken: the parsers' own words are a hint at best, the text at the place decides.
const KINDS: &[Kind] = &[
    (&["recursion limit"], too_deep),
    (&[" tab", "tabs "], tab),
    (&["anchor", "alias"], alias),
    (&["TAG", " tag", "the handle wasn't declared"], tag),
    (&["number out of range"], number),
    (&["escape", "hexadecimal"], quotes::escape),
    (&["trailing content after"], quotes::trailing),
    (&["quoted scalar"], quotes::unclosed),
    (&["mapping values are not allowed", "illegal placement of ':'"], second_colon),
    (&["unexpected character", "cannot start any token", "cannot start with"], quotes::bad_start),
    (&["irective", "incompatible YAML"], directive),
    (&["flow", "bracket", "node content", "unexpected end of plain", "unexpected eof"], bracket),
    (&["block sequence entries", "valid YAML whitespace"], item),
    (&["block scalar"], block_text),
    (&["imple key", "xpected key", "document start", "document-start", "indicator", "indentation"], neither),
];

/// An error with what is needed to look at it.
pub(super) struct Place<'i, 't> {
    pub(super) input: &'i Input<'t>,
    pub(super) at: usize,
    pub(super) info: &'i str,
    pub(super) pass: &'i Pass<'t>,
}

/// The problem behind a parser's error.
pub(super) fn problem(input: &Input<'_>, stop: &Stop, pass: &Pass<'_>) -> Diagnostic {
    let place = Place { input, at: input.floor(stop.at), info: &stop.info, pass };
    let kind = KINDS.iter().find(|(words, _)| words.iter().any(|word| stop.info.contains(word)));
    kind.map_or_else(|| place.other(), |(_, describe)| describe(&place))
}

impl Place<'_, '_> {
    pub(super) fn problem(&self, span: Span, message: impl Into<String>) -> Diagnostic {
        self.input.problem(Code::NotYaml, span, message)
    }

    pub(super) fn here(&self) -> Span {
        self.input.one(self.at)
    }

    /// The content of the line of `at`, without indentation and trailing spaces.
    pub(super) fn content(&self, at: usize) -> Span {
        let (start, line) = (self.input.line_start(at), self.input.line(at));
        let start = start.saturating_add(line.len().saturating_sub(line.trim_start().len()));
        Span::new(start, start.saturating_add(line.trim().len()))
    }

    pub(super) fn text(&self, span: Span) -> &str {
        self.input.slice(span.start, span.end)
    }

    fn other(&self) -> Diagnostic {
        let help = format!("compare the line and the one above it with another rule (the parser says: {})", self.info);
        self.problem(self.here(), "this is not YAML").help(help)
    }

    /// A colon without the space that makes the word before it a key.
    fn colon_without_space(&self, content: Span) -> Option<Diagnostic> {
        let line = self.text(content);
        let item = line.trim_start_matches(['-', ' ']);
        let skipped = line.len().saturating_sub(item.len());
        let (key, rest) = item.split_once(':')?;
        let word = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
        if !word || rest.is_empty() || rest.starts_with([' ', '\t', '/']) {
            return None;
        }
        let colon = content.start.saturating_add(skipped).saturating_add(key.len());
        let span = self.input.one(colon);
        let help = format!("write `{key}: {}`", rest.trim());
        let problem = self.problem(span, "a colon without a space after it does not end a key").help(help);
        Some(problem.fix(span, ": "))
    }
}

fn too_deep(place: &Place<'_, '_>) -> Diagnostic {
    place
        .input
        .problem(Code::TooDeep, place.here(), "nesting deeper than can be read")
        .help("write it with less nesting")
}

pub(super) fn tab(place: &Place<'_, '_>) -> Diagnostic {
    let start = place.input.line_start(place.at);
    let found = place.input.slice(start, place.input.text.len()).find('\t');
    let at = found.map_or(place.at, |skip| start.saturating_add(skip));
    let span = place.input.one(at);
    place.input.problem(Code::TabIndent, span, "a tab where YAML takes only spaces").help("write spaces instead")
}

fn alias(place: &Place<'_, '_>) -> Diagnostic {
    let rest = place.text(Span::new(place.at, place.input.line_end(place.at))).trim_end();
    let word = rest.split_whitespace().next().unwrap_or_default();
    let span = Span::new(place.at, place.at.saturating_add(word.len()));
    let help = format!("put the text in quotation marks: {}", quotes::quoted(rest));
    place
        .input
        .problem(Code::AnchorOrAlias, span, "a text that starts with `*` or `&` is an alias or an anchor")
        .help(help)
}

fn tag(place: &Place<'_, '_>) -> Diagnostic {
    let help = "delete the tag; a text that starts with `!` goes in quotation marks";
    place.input.problem(Code::YamlTag, place.here(), "a tag").help(help)
}

/// A number that the value cannot carry; it is most likely a code.
fn number(place: &Place<'_, '_>) -> Diagnostic {
    let rest = place.text(Span::new(place.at, place.input.line_end(place.at)));
    let word = rest.split([' ', ',', '}', ']']).next().unwrap_or_default();
    let span = Span::new(place.at, place.at.saturating_add(word.len()));
    let problem = place.problem(span, "a number with too many digits");
    problem.help(format!("put it in quotation marks: {}", quotes::quoted(word))).fix(span, quotes::quoted(word))
}

fn second_colon(place: &Place<'_, '_>) -> Diagnostic {
    let content = place.content(place.at);
    let before = place.text(Span::new(content.start, place.at));
    if let Some((key, _)) = before.split_once(": ") {
        let value = Span::new(content.start.saturating_add(key.len()).saturating_add(2), content.end);
        let text = quotes::quoted(place.text(value).trim());
        let help = format!("put the text in quotation marks: `{key}: {text}`");
        return place.problem(place.here(), "a second colon in the same line").help(help);
    }
    let above =
        place.pass.nodes.last().filter(|node| node.value.end <= place.at || node.value.end <= place.pass.resume);
    let above = above.map_or(place.at, |node| node.value.start);
    if let Some(problem) = place.colon_without_space(place.content(above)) {
        return problem;
    }
    let message = "a key inside the text of the line above";
    let help = "start the key in the same column as the key above it; if it belongs to the text, put the whole text in \
                quotation marks";
    place.problem(place.here(), message).help(help)
}

fn bracket(place: &Place<'_, '_>) -> Diagnostic {
    let Some(open) = place.pass.open.last() else { return between_brackets(place).unwrap_or_else(|| outside(place)) };
    let inside = place.text(Span::new(open.start, place.input.line_end(place.at)));
    let found = inside.char_indices().find(|(_, c)| WIDE_PUNCTUATION.contains(c));
    let what = place.text(*open).to_owned();
    let close = if what == "{" { '}' } else { ']' };
    let help = match found {
        Some((_, c)) => format!("`{c}` is a letter to YAML: between brackets write `,`, `: `, `{{}}` and `[]`"),
        None => format!(
            "write `,` between the entries and `{close}` at the end; a text with one of `,{{}}[]` goes in quotation marks"
        ),
    };
    let message = format!("the `{what}` is not closed, or a comma is missing");
    place.problem(place.here(), message).label(place.input.file, *open, "opened here").help(help)
}

/// An entry between brackets that one parser reads and the other does not, such as a key and its colon on two lines.
fn between_brackets(place: &Place<'_, '_>) -> Option<Diagnostic> {
    let around = |span: &Span| span.start < place.at && place.at < span.end;
    let spans = place.pass.nodes.iter().map(|node| node.value).filter(around);
    let inner = spans.filter(|span| place.text(*span).starts_with(['{', '['])).max_by_key(|span| span.start)?;
    let help =
        "write the key, `: ` and its value on one line; a text that starts with `:` or `?` goes in quotation marks";
    let problem = place.problem(place.here(), "an entry between brackets that can be read in two ways");
    Some(problem.label(place.input.file, place.input.one(inner.start), "the bracket").help(help))
}

fn directive(place: &Place<'_, '_>) -> Diagnostic {
    let help = "delete it; a text that starts with `%` goes in quotation marks";
    place.problem(place.content(place.at), "a line that starts with `%`").help(help)
}

fn item(place: &Place<'_, '_>) -> Diagnostic {
    let help = "start the list on a line of its own, one `- ` for each item; a text that starts with `-` goes in \
                quotation marks";
    place.problem(place.here(), "a list cannot start here").help(help)
}

fn block_text(place: &Place<'_, '_>) -> Diagnostic {
    let help = "end the line with `|`, and indent each line of the text two spaces deeper than its key";
    place.problem(place.here(), "a text after `|` or `>` that is not written as a block").help(help)
}

/// An error in the lines of a mapping or list, unless a bracket above swallowed them.
fn neither(place: &Place<'_, '_>) -> Diagnostic {
    if place.pass.open.is_empty() { outside(place) } else { bracket(place) }
}

/// A line that is neither a key nor a list item, or stands in the wrong column.
fn outside(place: &Place<'_, '_>) -> Diagnostic {
    let unread = place.text(Span::new(place.pass.resume, place.input.text.len()));
    let skipped = unread.len().saturating_sub(unread.trim_start().len());
    // A word that never met its colon is noticed late, on a line further down.
    let late = place.info.contains("imple key");
    let at = if late { place.pass.resume.saturating_add(skipped) } else { place.at };
    let content = place.content(at);
    if let Some(problem) = place.colon_without_space(content) {
        return problem;
    }
    if at > content.start && !late {
        return quotes::after_value(place, content);
    }
    let line = place.text(content);
    if line.starts_with("- ") || line.ends_with(':') || line.contains(": ") {
        let help = "keys of one mapping, and the items of one list, start in the same column";
        return place.problem(content, "the indentation of this line fits no line above").help(help);
    }
    let help = "write `key: value` or `- item`; if the line continues the text above, indent it deeper than the key";
    place.problem(content, "this line is neither a key with a value nor a list item").help(help)
}
