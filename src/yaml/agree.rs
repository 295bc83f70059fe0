//! Whether both parsers read the same tree.

use serde_json::Value;

use crate::{Code, Diagnostic, Span};

use super::input::Input;
use super::quotes::quoted;
use super::tree::{Node, Shape};

/// The first place that `value` says otherwise than the events did.
pub(super) fn difference(nodes: &[Node<'_>], value: &Value) -> Option<Span> {
    let mut todo = vec![(nodes.first()?, value)];
    while let Some((node, value)) = todo.pop() {
        let children = || std::iter::successors(child(nodes, node.first), |at| child(nodes, at.next));
        match (&node.shape, value) {
            (Shape::Scalar { text, plain }, value) => {
                if !same_scalar(text, *plain, value) {
                    return Some(node.value);
                }
            }
            (Shape::Sequence, Value::Array(items)) if items.len() == children().count() => {
                todo.extend(children().zip(items));
            }
            (Shape::Mapping, Value::Object(map)) if map.len() == children().count() => {
                for at in children() {
                    let Some(key) = &at.key else { return Some(at.value) };
                    let Some(value) = map.get(&*key.name) else { return Some(key.span) };
                    todo.push((at, value));
                }
            }
            _ => return Some(node.value),
        }
    }
    None
}

fn child<'n, 't>(nodes: &'n [Node<'t>], index: Option<usize>) -> Option<&'n Node<'t>> {
    nodes.get(index?)
}

/// Whether `value` is what the core schema of YAML 1.2 makes of the scalar.
fn same_scalar(text: &str, plain: bool, value: &Value) -> bool {
    match value {
        Value::String(read) => read == text,
        Value::Null => plain && matches!(text, "" | "~" | "null" | "Null" | "NULL"),
        Value::Bool(true) => plain && matches!(text, "true" | "True" | "TRUE"),
        Value::Bool(false) => plain && matches!(text, "false" | "False" | "FALSE"),
        Value::Number(_) => plain && text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)),
        Value::Array(_) | Value::Object(_) => false,
    }
}

/// A place that was read in two ways. A number that JSON cannot carry, such as `.inf`, ends here too.
pub(super) fn problem(input: &Input<'_>, span: Span) -> Diagnostic {
    let source = input.slice(span.start, span.end);
    let problem = input.problem(Code::NotYaml, span, "this value can be read in two ways");
    let behind = input.slice(span.end, input.text.len());
    if behind.trim().is_empty() && behind.ends_with(' ') {
        return problem.help("end the file with a line break and no spaces before it");
    }
    if source.contains('\n') || source.is_empty() {
        return problem.help("put the text in quotation marks, on one line");
    }
    problem.help(format!("put it in quotation marks: {}", quoted(source)))
}
