//! A picture as a Mermaid flowchart.

use super::picture::{Ids, Picture, PictureKind, PictureNode};
use super::style::{Span, is_unsafe};
use super::wrap::wrap;
use crate::diagnose::NodeKind;
use crate::model::Risk;

/// Columns of a label: 24 full-width characters.
const COLUMNS: usize = 48;

/// A picture as the text of a Mermaid flowchart, for pages and tickets that draw it.
#[must_use]
pub fn mermaid(picture: &Picture) -> String {
    let mut out = String::from("flowchart TD\n");
    let ids = Ids::new(picture);
    for node in &picture.nodes {
        let (open, close) = shape(node.kind);
        let class = class(node).map(|class| format!(":::{class}")).unwrap_or_default();
        let parts = node.label.iter().map(|part| part.text.as_str());
        out.push_str(&format!("  {}{open}\"{}\"{close}{class}\n", ids.of(&node.id), label(parts)));
    }
    for edge in &picture.edges {
        let line = if edge.aside { "-.->" } else { "-->" };
        let said = label(edge.label.iter().map(String::as_str));
        let said = if said.is_empty() { String::new() } else { format!("|\"{said}\"|") };
        out.push_str(&format!("  {} {line}{said} {}\n", ids.of(&edge.from), ids.of(&edge.to)));
    }
    out.push_str(CLASSES);
    taken(&mut out, picture, &ids);
    out
}

pub(super) const CLASSES: &str = "  classDef caution fill:#fff8e1,stroke:#f57f17,color:#000
  classDef safe fill:#e8f5e9,stroke:#2e7d32,color:#000
  classDef disruptive fill:#fff8e1,stroke:#f9a825,color:#000
  classDef reconfigures fill:#ffe0b2,stroke:#e65100,color:#000
  classDef destructive fill:#ffcdd2,stroke:#b71c1c,stroke-width:3px,color:#000
  classDef goal fill:#e3f2fd,stroke:#1565c0,color:#000
";

/// The path taken, in a class of its own behind the others, so that it wins.
fn taken(out: &mut String, picture: &Picture, ids: &Ids) {
    let nodes: Vec<&str> = picture.nodes.iter().filter(|node| node.taken).map(|node| ids.of(&node.id)).collect();
    if !nodes.is_empty() {
        out.push_str("  classDef taken stroke:#6a1b9a,stroke-width:5px\n");
        out.push_str(&format!("  class {} taken\n", nodes.join(",")));
    }
    let edges = picture.edges.iter().enumerate().filter(|(_, edge)| edge.taken);
    let edges: Vec<String> = edges.map(|(n, _)| n.to_string()).collect();
    if !edges.is_empty() {
        out.push_str(&format!("  linkStyle {} stroke:#6a1b9a,stroke-width:5px\n", edges.join(",")));
    }
}

fn shape(kind: PictureKind) -> (&'static str, &'static str) {
    match kind {
        PictureKind::Caution => ("[", "]"),
        PictureKind::More => ("(", ")"),
        PictureKind::Step(kind) => match kind {
            NodeKind::Question | NodeKind::Check => ("{{", "}}"),
            NodeKind::Consult => ("[/", "/]"),
            NodeKind::Confirm => ("[/", "\\]"),
            NodeKind::Undo => ("[\\", "/]"),
            NodeKind::See => ("[[", "]]"),
            NodeKind::Remedy => ("[", "]"),
            NodeKind::Resolved | NodeKind::WorkedAround | NodeKind::HandedOver => ("([", "])"),
        },
    }
}

fn class(node: &PictureNode) -> Option<&'static str> {
    match node.kind {
        PictureKind::Caution => Some("caution"),
        kind if kind.is_end() => Some("goal"),
        _ => node.colour().map(|risk| match risk {
            Risk::Safe => "safe",
            Risk::Disruptive => "disruptive",
            Risk::Reconfigures => "reconfigures",
            Risk::Destructive => "destructive",
        }),
    }
}

/// Paragraphs as the inside of a quoted label.
fn label<'a>(parts: impl Iterator<Item = &'a str>) -> String {
    let lines = parts.flat_map(|part| wrap(&[Span::plain(part)], COLUMNS));
    let lines: Vec<String> =
        lines.map(|line| escaped(&line.into_iter().map(|span| span.text).collect::<String>())).collect();
    lines.join("<br/>")
}
/// Characters that Mermaid would read as its own: as numbered entities, in which it takes anything. A number with a
/// full stop at the start of a line would become a Markdown list.
fn escaped(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let mut out = String::with_capacity(line.len());
    for (n, c) in line.chars().filter(|c| !is_unsafe(*c)).enumerate() {
        let list = (n == digits && digits > 0 && matches!(c, '.' | ')')) || (n == 0 && matches!(c, '-' | '+'));
        let plain = c.is_alphanumeric()
            || !c.is_ascii()
            || matches!(c, ' ' | ',' | '.' | ':' | '/' | '(' | ')' | '-' | '+' | '?' | '!' | '=' | '%' | '\'');
        if plain && !list {
            out.push(c);
        } else {
            out.push_str(&format!("#{};", u32::from(c)));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_escape_what_mermaid_reads_as_its_own() {
        let hostile = "1. end \"a\" [b](c) #35; <br> `x` {y} |z| & \\ *k*\n_l_; %% --> n\u{1b}[31m";
        assert_eq!(
            label([hostile].into_iter()),
            "1#46; end #34;a#34; #91;b#93;(c) #35;35#59; #60;br#62; #96;x#96; #123;y#125; #124;z#124; #38; #92; \
             #42;k#42;<br/>#95;l#95;#59; %% --#62; n#91;31m"
        );
        assert_eq!(
            label(["- a", &"あ".repeat(30)].into_iter()),
            format!("#45; a<br/>{}<br/>{}", "あ".repeat(24), "あ".repeat(6))
        );
    }
}
