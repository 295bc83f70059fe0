//! A decision graph as a Mermaid flowchart.

use std::collections::BTreeSet;

use super::drawn::{Drawn, is_end};
use super::labels::fill;
use super::names::Names;
use super::style::{Span, is_unsafe};
use super::wrap::wrap;
use crate::diagnose::{Graph, Node, NodeKind};
use crate::model::Risk;

/// Columns of a label: 24 full-width characters.
const COLUMNS: usize = 48;

/// A decision graph as the text of a Mermaid flowchart, for pages and tickets that draw it.
#[must_use]
pub fn mermaid(graph: &Graph, names: &Names) -> String {
    let mut out = String::from("flowchart TD\n");
    let ids = Ids::new(graph);
    if !graph.cautions.is_empty() {
        let cautions: Vec<String> = graph.cautions.iter().map(|c| format!("⚠ {}", names.flat(c))).collect();
        out.push_str(&format!("  caution[\"{}\"]:::caution --> {}\n", label(&cautions), ids.of(&graph.start)));
    }
    let drawn = Drawn { graph, names };
    for node in &graph.nodes {
        let (open, close) = shape(node.kind);
        let class = class(node).map(|class| format!(":::{class}")).unwrap_or_default();
        out.push_str(&format!("  {}{open}\"{}\"{close}{class}\n", ids.of(&node.id), content(node, drawn)));
    }
    for node in &graph.nodes {
        for branch in drawn.branches(node) {
            let said = label(&[branch.said.join(names.labels.either)]);
            out.push_str(&format!("  {} -->|\"{said}\"| {}\n", ids.of(&node.id), ids.of(branch.to)));
        }
    }
    out.push_str(CLASSES);
    out
}

pub(super) const CLASSES: &str = "  classDef caution fill:#fff8e1,stroke:#f57f17,color:#000
  classDef safe fill:#e8f5e9,stroke:#2e7d32,color:#000
  classDef disruptive fill:#fff8e1,stroke:#f9a825,color:#000
  classDef reconfigures fill:#ffe0b2,stroke:#e65100,color:#000
  classDef destructive fill:#ffcdd2,stroke:#b71c1c,stroke-width:3px,color:#000
  classDef goal fill:#e3f2fd,stroke:#1565c0,color:#000
";

fn shape(kind: NodeKind) -> (&'static str, &'static str) {
    match kind {
        NodeKind::Question | NodeKind::Check => ("{{", "}}"),
        NodeKind::Consult => ("[/", "/]"),
        NodeKind::Confirm => ("[/", "\\]"),
        NodeKind::Undo => ("[\\", "/]"),
        NodeKind::See => ("[[", "]]"),
        NodeKind::Remedy => ("[", "]"),
        NodeKind::Resolved | NodeKind::WorkedAround | NodeKind::HandedOver => ("([", "])"),
    }
}

fn class(node: &Node) -> Option<&'static str> {
    match node.kind {
        NodeKind::Resolved | NodeKind::WorkedAround | NodeKind::HandedOver => Some("goal"),
        _ => node.risk.filter(|risk| node.kind != NodeKind::Check || *risk > Risk::Safe).map(|risk| match risk {
            Risk::Safe => "safe",
            Risk::Disruptive => "disruptive",
            Risk::Reconfigures => "reconfigures",
            Risk::Destructive => "destructive",
        }),
    }
}

/// What stands in a node: the warning, the text, when it applies, and who does it.
fn content(node: &Node, drawn: Drawn<'_>) -> String {
    let (graph, names, labels) = (drawn.graph, drawn.names, drawn.names.labels);
    let mut parts = Vec::new();
    parts.extend(drawn.caution(node).map(|text| format!("⚠ {}", names.flat(text))));
    parts.push(match node.kind {
        NodeKind::Confirm => labels.confirm_head.to_owned(),
        NodeKind::Undo => format!("{}: {}", labels.undo_head, names.flat(&node.text)),
        NodeKind::See => drawn.see(node),
        kind if is_end(kind) => drawn.end(kind).to_owned(),
        _ => names.flat(&node.text),
    });
    let asked = |id: &str| drawn.node(id).map(|asked| fill(labels.quoted, &[&names.flat(&asked.text)]));
    parts.extend(drawn.condition(node, asked).map(|when| fill(labels.when, &[&when])));
    let mut small = Vec::new();
    if node.kind == NodeKind::Remedy {
        small.extend(node.role.as_ref().map(|role| names.role(&graph.pack.id, role).to_owned()));
        small.extend(node.risk.map(|risk| names.words.risk(risk).to_owned()));
        small.extend(node.minutes.map(|minutes| fill(labels.minutes, &[&minutes.to_string()])));
    }
    small.extend(node.contacts.iter().filter(|_| is_end(node.kind)).map(|contact| contact.name.clone()));
    if !small.is_empty() {
        parts.push(format!("({})", small.join(" · ")));
    }
    label(&parts)
}

/// Paragraphs as the inside of a quoted label.
pub(super) fn label(parts: &[String]) -> String {
    let lines = parts.iter().flat_map(|part| wrap(&[Span::plain(part)], COLUMNS));
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

/// Names of nodes in letters that Mermaid takes, none of them one of its words.
struct Ids(Vec<(String, String)>);

impl Ids {
    fn new(graph: &Graph) -> Self {
        let mut taken = BTreeSet::new();
        let mut ids = Vec::new();
        for node in &graph.nodes {
            let base: String = node.id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
            let mut name = format!("n_{base}");
            while !taken.insert(name.clone()) {
                name.push('_');
            }
            ids.push((node.id.clone(), name));
        }
        Self(ids)
    }

    fn of(&self, id: &str) -> &str {
        self.0.iter().find(|(of, _)| of == id).map_or("n_missing", |(_, name)| name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_escape_what_mermaid_reads_as_its_own() {
        let hostile = "1. end \"a\" [b](c) #35; <br> `x` {y} |z| & \\ *k*\n_l_; %% --> n\u{1b}[31m";
        assert_eq!(
            label(&[hostile.to_owned()]),
            "1#46; end #34;a#34; #91;b#93;(c) #35;35#59; #60;br#62; #96;x#96; #123;y#125; #124;z#124; #38; #92; \
             #42;k#42;<br/>#95;l#95;#59; %% --#62; n#91;31m"
        );
        assert_eq!(
            label(&["- a".to_owned(), "あ".repeat(30)]),
            format!("#45; a<br/>{}<br/>{}", "あ".repeat(24), "あ".repeat(6))
        );
    }
}
