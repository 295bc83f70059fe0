//! A picture as a Graphviz graph.

use super::picture::{Ids, Picture, PictureKind, PictureNode};
use super::style::{Span, is_unsafe};
use super::wrap::wrap;
use crate::diagnose::NodeKind;
use crate::model::Risk;

/// Columns of a label: 20 full-width characters.
const COLUMNS: usize = 40;

/// A picture as the text of a Graphviz graph, for `dot` and what reads its language.
#[must_use]
pub fn dot(picture: &Picture) -> String {
    let ids = Ids::new(picture);
    let mut out = String::from("digraph shindan {\n");
    let notes = picture.notes.iter().map(String::as_str);
    let head = label(std::iter::once(picture.title.as_str()).chain(notes), "\\l");
    out.push_str(&format!("  graph [charset=\"UTF-8\", rankdir=TB, labelloc=t, labeljust=l, fontname=\"Noto Sans CJK JP\", label=\"{head}\"];\n"));
    out.push_str(DEFAULTS);
    for node in &picture.nodes {
        let (fill, line) = colours(node);
        let shape = shape(node.kind);
        let end = if node.kind.is_end() { "\\n" } else { "\\l" };
        let text = label(node.label.iter().map(|part| part.text.as_str()), end);
        let line = if node.taken { TAKEN } else { line };
        let wide = match (node.taken, node.risk) {
            (true, _) => ", penwidth=4",
            (false, Some(Risk::Destructive)) => ", penwidth=3",
            _ => "",
        };
        let id = ids.of(&node.id);
        out.push_str(&format!("  {id} [{shape}, fillcolor=\"{fill}\", color=\"{line}\"{wide}, label=\"{text}\"];\n"));
    }
    for edge in &picture.edges {
        let text = label(edge.label.iter().map(String::as_str), "\\n");
        let dashed = if edge.aside { ", style=dashed, constraint=false" } else { "" };
        let taken = if edge.taken { format!(", color=\"{TAKEN}\", penwidth=4") } else { String::new() };
        let (from, to) = (ids.of(&edge.from), ids.of(&edge.to));
        out.push_str(&format!("  {from} -> {to} [label=\"{text}\"{dashed}{taken}];\n"));
    }
    out.push_str("}\n");
    out
}

const TAKEN: &str = "#6a1b9a";

const DEFAULTS: &str = "  node [fontname=\"Noto Sans CJK JP\", fontsize=12, style=filled, margin=\"0.2,0.1\"];
  edge [fontname=\"Noto Sans CJK JP\", fontsize=11, color=\"#57606a\"];
";

fn shape(kind: PictureKind) -> &'static str {
    match kind {
        PictureKind::Caution => "shape=note",
        PictureKind::More => "shape=plaintext",
        PictureKind::Step(kind) => match kind {
            // A hexagon of Graphviz is far wider than its text.
            NodeKind::Question | NodeKind::Check | NodeKind::Consult | NodeKind::Confirm => {
                "shape=box, style=\"filled,diagonals\""
            }
            NodeKind::Remedy => "shape=box",
            NodeKind::Undo => "shape=cds",
            NodeKind::See => "shape=box, peripheries=2",
            NodeKind::Resolved | NodeKind::WorkedAround | NodeKind::HandedOver => "shape=box, style=\"filled,rounded\"",
        },
    }
}

/// Fill and line.
fn colours(node: &PictureNode) -> (&'static str, &'static str) {
    match node.kind {
        PictureKind::Caution => ("#fff8e1", "#c25e00"),
        kind if kind.is_end() => ("#e3f2fd", "#1565c0"),
        _ => match node.colour() {
            Some(Risk::Safe) => ("#e8f5e9", "#2e7d32"),
            Some(Risk::Disruptive) => ("#fff3c4", "#b07800"),
            Some(Risk::Reconfigures) => ("#ffe0b2", "#c74a00"),
            Some(Risk::Destructive) => ("#ffd5d9", "#b71c1c"),
            None => ("#f3f5f7", "#57606a"),
        },
    }
}

/// Paragraphs as the inside of a quoted label; `end` breaks a line and says where it starts.
fn label<'a>(parts: impl Iterator<Item = &'a str>, end: &str) -> String {
    let lines = parts.flat_map(|part| wrap(&[Span::plain(part)], COLUMNS));
    let lines: Vec<String> = lines.map(|line| line.iter().map(|span| escaped(&span.text)).collect()).collect();
    let mut out = lines.join(end);
    if end == "\\l" && !out.is_empty() {
        out.push_str(end);
    }
    out
}

/// Characters that Graphviz reads as its own: the backslash of `\N` and `\l`, the quotation mark, and `&` of an entity.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_unsafe(*c)) {
        match c {
            '\\' => out.push_str("\\\\"),
            '"' => out.push_str("\\\""),
            '&' => out.push_str("&amp;"),
            '\n' | '\t' => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_escape_what_graphviz_reads_as_its_own() {
        assert_eq!(label([r#"a "b" \N &lt; \"#].into_iter(), "\\n"), r#"a \"b\" \\N &amp;lt; \\"#);
        assert_eq!(label(["a\u{1b}[31m", "b"].into_iter(), "\\l"), r"a[31m\lb\l");
        assert_eq!(label(std::iter::empty(), "\\l"), "");
    }
}
