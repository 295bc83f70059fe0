//! The pass over the events of the first parser: limits, refusals and the place of every node.
//!
//! The stack is explicit: a file of 200 kB can be 100,000 levels deep.

use std::borrow::Cow;
use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use crate::{Code, Limits, Span};

use super::gaps;
use super::input::{Input, Offsets};
use super::tree::{Key, Node, Pass, Shape, Stop};

/// A collection that is still open.
#[derive(Debug)]
struct Frame<'t> {
    node: usize,
    mapping: bool,
    /// Whether it stands where a key should.
    as_key: bool,
    /// The bracket that opened it, if one did.
    bracket: Option<Span>,
    /// The child read last.
    last: Option<usize>,
    /// The key whose value comes next.
    key: Option<Key<'t>>,
    seen: HashMap<Cow<'t, str>, Span>,
}

struct Reader<'i, 't> {
    input: &'i Input<'t>,
    limits: &'i Limits,
    pass: Pass<'t>,
    stack: Vec<Frame<'t>>,
    documents: usize,
    count: usize,
}

/// Reads all events of `input`, or as many as the limits and the syntax allow.
pub(super) fn run<'t>(input: &Input<'t>, limits: &Limits) -> Pass<'t> {
    let offsets = Offsets::new(input);
    let start = input.of_body(0);
    let pass = Pass { resume: start, ..Pass::default() };
    let mut reader = Reader { input, limits, pass, stack: Vec::new(), documents: 0, count: 0 };
    for event in Parser::new_from_str(input.body()) {
        match event {
            Ok((event, span)) => {
                let span = Span::new(offsets.byte(span.start.index()), offsets.byte(span.end.index()));
                if !reader.event(event, span) {
                    break;
                }
            }
            Err(error) => {
                let at = offsets.byte(error.marker().index());
                reader.pass.stop = Some(Stop { at, info: error.info().to_owned() });
                break;
            }
        }
    }
    reader.pass.dangling =
        reader.stack.last().and_then(|frame| frame.key.as_ref()).filter(|key| key.plain).map(|key| key.span);
    reader.pass.open = reader.stack.iter().filter_map(|frame| frame.bracket).collect();
    reader.pass
}

/// A name for a message: on one line, and not too long for it.
fn shown(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { ' ' } else { c }).take(60).collect()
}

impl<'t> Reader<'_, 't> {
    /// Takes one event; false ends the pass.
    fn event(&mut self, event: Event<'t>, span: Span) -> bool {
        match event {
            Event::DocumentStart(_) => {
                self.documents = self.documents.saturating_add(1);
                if self.documents > 1 {
                    let help = "put each rule into a file of its own";
                    self.problem(Code::SeveralDocuments, span, "a second document in the file", help);
                    return false;
                }
            }
            Event::Alias(_) => {
                let help = "write the text out, or share it with `use:`";
                let message = format!("an alias, `{}`", self.input.slice(span.start, span.end));
                self.problem(Code::AnchorOrAlias, span, &message, help);
                return self.scalar(Cow::Borrowed(""), false, span);
            }
            Event::Scalar(text, style, anchor, tag) => {
                let span = self.properties(span, anchor, tag.as_deref());
                let span = self.scalar_span(&text, style, span);
                return self.scalar(text, style == ScalarStyle::Plain, span);
            }
            Event::SequenceStart(anchor, tag) => return self.open(false, span, anchor, tag.as_deref()),
            Event::MappingStart(anchor, tag) => return self.open(true, span, anchor, tag.as_deref()),
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
        true
    }

    fn problem(&mut self, code: Code, span: Span, message: &str, help: &str) {
        if self.pass.problems.len() < self.limits.diagnostics.max(1) {
            self.pass.problems.push(self.input.problem(code, span, message).help(help));
        }
    }

    /// Refuses the anchor and the tag in front of a node; returns the place of the node without them.
    fn properties(&mut self, span: Span, anchor: usize, tag: Option<&Tag>) -> Span {
        let mut at = span.start;
        if anchor == 0 && tag.is_none() {
            return span;
        }
        let source = self.input.slice(span.start, span.end);
        for word in source.split_whitespace().take_while(|word| word.starts_with(['&', '!'])) {
            let start = self.input.slice(at, span.end).find(word).map_or(at, |skip| at.saturating_add(skip));
            at = start.saturating_add(word.len());
            let place = Span::new(start, at);
            if word.starts_with('&') {
                let help = "write the text out where it is needed, or share it with `use:`; \
                            a text that starts with `&` goes in quotation marks";
                self.problem(Code::AnchorOrAlias, place, &format!("an anchor, `{word}`"), help);
            } else {
                let help = "delete the tag; a text that starts with `!` goes in quotation marks";
                self.problem(Code::YamlTag, place, &format!("a tag, `{word}`"), help);
            }
        }
        let rest = self.input.slice(at, span.end);
        Span::new(span.end.saturating_sub(rest.trim_start().len()), span.end)
    }

    /// The source of a scalar: with its quotation marks or its `|` line, without what follows it.
    fn scalar_span(&self, text: &str, style: ScalarStyle, span: Span) -> Span {
        let end = span.start.saturating_add(self.input.slice(span.start, span.end).trim_end().len());
        match style {
            ScalarStyle::Plain if text.is_empty() => {
                let at = gaps::behind_indicator(self.input.text, self.pass.resume, span.start);
                Span::new(at, at)
            }
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let header = gaps::block_header(self.input.text, self.pass.resume, span.start);
                Span::new(header, end)
            }
            _ => Span::new(span.start, end),
        }
    }

    fn scalar(&mut self, text: Cow<'t, str>, plain: bool, span: Span) -> bool {
        self.pass.resume = self.pass.resume.max(span.end);
        if !self.counted(span) {
            return false;
        }
        match self.stack.last() {
            Some(frame) if frame.mapping && frame.key.is_none() => self.key(text, plain, span),
            _ => {
                self.add(span, Shape::Scalar { text, plain });
            }
        }
        true
    }

    fn key(&mut self, name: Cow<'t, str>, plain: bool, span: Span) {
        if plain && name.is_empty() {
            let help = "write the name of the field in front of the colon";
            let before = span.start.saturating_sub(1);
            let found = self.input.text.get(before..).and_then(|rest| rest.find(':'));
            let colon = self.input.one(before.saturating_add(found.unwrap_or(0)));
            self.problem(Code::ComplexKey, colon, "a colon without a key", help);
        }
        let Some(frame) = self.stack.last_mut() else { return };
        let first = *frame.seen.entry(name.clone()).or_insert(span);
        frame.key = Some(Key { name: name.clone(), span, plain });
        // An alias as a key has no name to compare.
        if first != span && !name.is_empty() && self.pass.problems.len() < self.limits.diagnostics.max(1) {
            let problem = self
                .input
                .problem(Code::DuplicateKey, span, format!("duplicate key `{}`", shown(&name)))
                .label(self.input.file, first, "first written here")
                .help("keep one of the two, or rename the other");
            self.pass.problems.push(problem);
        }
    }

    /// Links a new node under the innermost open collection.
    fn add(&mut self, value: Span, shape: Shape<'t>) -> usize {
        let index = self.pass.nodes.len();
        let key = self.stack.last_mut().and_then(|frame| frame.key.take());
        self.pass.nodes.push(Node { key, value, shape, first: None, next: None });
        if let Some(frame) = self.stack.last_mut() {
            let link = match frame.last {
                Some(last) => self.pass.nodes.get_mut(last).map(|node| &mut node.next),
                None => self.pass.nodes.get_mut(frame.node).map(|node| &mut node.first),
            };
            if let Some(link) = link {
                *link = Some(index);
            }
            frame.last = Some(index);
        }
        index
    }

    fn open(&mut self, mapping: bool, span: Span, anchor: usize, tag: Option<&Tag>) -> bool {
        let mut span = self.properties(span, anchor, tag);
        if !mapping && self.stack.last().is_some_and(|frame| frame.mapping && frame.key.is_some()) {
            span.start = gaps::first_dash(self.input.text, self.pass.resume, span.start);
        }
        self.pass.resume = self.pass.resume.max(span.start);
        if self.stack.len() >= self.limits.depth {
            let message = format!("nesting deeper than {} levels", self.limits.depth);
            self.problem(Code::TooDeep, self.input.one(span.start), &message, "write it with less nesting");
            return false;
        }
        if !self.counted(span) {
            return false;
        }
        let bracket = self.input.slice(span.start, span.end).starts_with(['{', '[']);
        let bracket = bracket.then(|| self.input.one(span.start));
        let shape = if mapping { Shape::Mapping } else { Shape::Sequence };
        let as_key = self.stack.last().is_some_and(|frame| frame.mapping && frame.key.is_none());
        let node = if as_key {
            let help = "a key is one word; a text in braces or brackets goes in quotation marks";
            let place = bracket.unwrap_or_else(|| self.input.one(span.start));
            self.problem(Code::ComplexKey, place, "a list or mapping as a key", help);
            // The file is refused: the node hangs nowhere, and what it holds is still looked at.
            self.pass.nodes.push(Node { key: None, value: span, shape, first: None, next: None });
            self.pass.nodes.len().saturating_sub(1)
        } else {
            self.add(span, shape)
        };
        self.stack.push(Frame { node, mapping, as_key, bracket, last: None, key: None, seen: HashMap::new() });
        true
    }

    /// Ends a collection: at its bracket, or where its last child ends.
    fn close(&mut self, span: Span) {
        let Some(frame) = self.stack.pop() else { return };
        let last = frame.last.and_then(|last| self.pass.nodes.get(last)).map(|node| node.value.end);
        let end = match frame.bracket {
            Some(_) => self.input.one(span.start).end,
            None => last.unwrap_or(span.start),
        };
        self.pass.resume = self.pass.resume.max(end);
        if let Some(node) = self.pass.nodes.get_mut(frame.node) {
            node.value = Span::new(node.value.start, end);
        }
        if let (true, Some(parent)) = (frame.as_key, self.stack.last_mut()) {
            parent.key = Some(Key { name: Cow::Borrowed(""), span, plain: false });
        }
    }

    /// Counts a node; false beyond the limit.
    fn counted(&mut self, span: Span) -> bool {
        self.count = self.count.saturating_add(1);
        if self.count <= self.limits.nodes {
            return true;
        }
        let message = format!("more than {} values in the file", self.limits.nodes);
        self.problem(Code::TooManyNodes, self.input.one(span.start), &message, "split it: one file holds one rule");
        false
    }
}
