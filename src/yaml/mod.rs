//! Text to value, with the place of every key and value: the only room that knows YAML.
//!
//! Two parsers read each file. The events of the first give the limits, the refusals and the places; the second
//! gives the value. What they do not read alike is refused.

mod agree;
mod characters;
mod events;
mod gaps;
mod input;
mod quotes;
mod repair;
mod spans;
mod syntax;
mod tail;
#[cfg(test)]
mod tests;
mod traps;
mod tree;

use crate::{Code, Diagnostic, Limits, Span};

use input::Input;
pub(crate) use spans::Spans;
use traps::Trap;
use tree::{Pass, Stop};

/// One file that both parsers read alike.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// What the file says.
    pub(crate) value: serde_json::Value,
    /// Where it says it.
    pub(crate) spans: Spans,
}

/// The source text of a place: `"0x02000001"` with its quotation marks, `0x02000001` without.
pub(crate) fn scalar_source(text: &str, span: Span) -> &str {
    text.get(span.start..span.end).unwrap_or_default()
}

/// Reads one file, or says everything that keeps it from being read.
pub(crate) fn read(file: &str, text: &str, limits: &Limits) -> Result<Document, Vec<Diagnostic>> {
    let input = Input::new(file, text);
    if text.len() > limits.file_bytes {
        return Err(vec![too_large(&input, limits)]);
    }
    let found = characters::refused(&input, limits.diagnostics);
    if !found.is_empty() {
        return Err(found);
    }
    let pass = events::run(&input, limits);
    let mut problems = pass.problems.clone();
    problems.extend(traps_and_syntax(&input, &pass, limits));
    if problems.is_empty() && pass.is_empty() {
        let message = "the file is empty";
        problems
            .push(input.problem(Code::EmptyFile, Span::default(), message).help("write the rule, or delete the file"));
    }
    if problems.is_empty() {
        return value(&input, &pass, limits);
    }
    problems.sort_by_key(|problem| problem.span);
    problems.truncate(limits.diagnostics.max(1));
    Err(problems)
}

/// The value by the second parser, if it reads what the first one read.
fn value(input: &Input<'_>, pass: &Pass<'_>, limits: &Limits) -> Result<Document, Vec<Diagnostic>> {
    match serde_yaml::from_str::<serde_json::Value>(input.body()) {
        Ok(value) => match agree::difference(&pass.nodes, &value) {
            None => Ok(Document { value, spans: Spans::new(&pass.nodes) }),
            Some(span) => Err(vec![agree::problem(input, span)]),
        },
        Err(error) => {
            let at = error.location().map_or(0, |place| input.of_body(place.index()));
            let tabs = tail::tabs(input, input.line_start(at));
            // Tabs further down may well be legal: only one in the very line explains the error.
            if tabs.first().is_some_and(|tab| tab.span.start <= input.line_end(at)) {
                return Err(traps::problems(input, tabs, limits.diagnostics.max(1)));
            }
            Err(vec![syntax::problem(input, &Stop { at, info: error.to_string() }, pass)])
        }
    }
}

/// What input methods and tab keys did to the file, and the syntax error unless it is only their consequence.
fn traps_and_syntax(input: &Input<'_>, pass: &Pass<'_>, limits: &Limits) -> Vec<Diagnostic> {
    let mut found = traps::in_scalars(input.text, pass);
    let Some(stop) = &pass.stop else { return traps::problems(input, found, limits.diagnostics.max(1)) };
    found.extend(tail::traps(input, pass.resume));
    let mut tabs = tail::tabs(input, input.line_start(pass.resume));
    found.append(&mut tabs);
    traps::tidy(&mut found);
    match after_repair(input, &found, limits) {
        // Mended by the replacements: the error was their consequence.
        Repaired::Reads => traps::problems(input, found, limits.diagnostics.max(1)),
        Repaired::Stops(later) => {
            found.retain(|trap| trap.code != Code::TabIndent || trap.fix.span.start <= later.span.start);
            uncertain_tabs(&mut found);
            let mut problems = traps::problems(input, found, limits.diagnostics.max(1));
            problems.push(later);
            problems
        }
        Repaired::Unchanged => vec![syntax::problem(input, stop, pass)],
    }
}

/// Two spaces for a tab is a guess: it stays a replacement only where it made the file read.
fn uncertain_tabs(found: &mut [Trap]) {
    for trap in found.iter_mut().filter(|trap| trap.code == Code::TabIndent) {
        trap.certain = false;
    }
}

/// What a second look at the repaired text says.
enum Repaired {
    /// There was nothing to repair.
    Unchanged,
    /// It reads, or has problems of another kind.
    Reads,
    /// It still stops, with this problem at its place in the text as it was.
    Stops(Diagnostic),
}

/// Reads the text as it would be after the replacements of `found`.
fn after_repair(input: &Input<'_>, found: &[Trap], limits: &Limits) -> Repaired {
    if found.is_empty() {
        return Repaired::Unchanged;
    }
    let repaired = repair::apply(input.text, found.iter().map(|trap| &trap.fix));
    let again = Input::new(input.file, &repaired.text);
    let pass = events::run(&again, limits);
    match &pass.stop {
        None => Repaired::Reads,
        Some(stop) => Repaired::Stops(repaired.original(input, syntax::problem(&again, stop, &pass))),
    }
}

fn too_large(input: &Input<'_>, limits: &Limits) -> Diagnostic {
    let message = format!("the file has {} bytes, more than the limit of {}", input.text.len(), limits.file_bytes);
    input.problem(Code::TooLarge, Span::default(), message).help("split it: one file holds one rule")
}
