//! Pictures as one SVG file that stands alone: no script, no font, nothing to fetch.

mod colours;
mod shapes;

use super::layout::{Layout, Route, TextBox};
use super::markup::escaped;
use super::picture::{LabelKind, Picture, PictureEdge, PictureNode};

/// Room between two pictures.
const BETWEEN: i64 = 32;

/// Pictures side by side as an SVG file, such as a plan and the tree that it was made from.
///
/// It is light or dark as its reader's system is. Screen readers find the title, and each step and branch in words.
#[must_use]
pub fn svg(pictures: &[Picture]) -> String {
    let placed: Vec<(&Picture, Layout)> = pictures.iter().map(|picture| (picture, Layout::new(picture))).collect();
    let gaps = i64::try_from(placed.len()).unwrap_or(i64::MAX).saturating_sub(1).max(0).saturating_mul(BETWEEN);
    let width = placed.iter().fold(gaps, |sum, (_, layout)| sum.saturating_add(layout.width));
    let height = placed.iter().map(|(_, layout)| layout.height).max().unwrap_or(0);
    let titles: Vec<&str> = pictures.iter().map(|picture| picture.title.as_str()).collect();
    let lang = escaped(pictures.first().map_or("", |picture| picture.lang.as_str()));

    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"shindan\" width=\"{width}\" height=\"{height}\" \
         viewBox=\"0 0 {width} {height}\" role=\"graphics-document document\" lang=\"{lang}\" xml:lang=\"{lang}\">\n"
    ));
    out.push_str(&format!("<title>{}</title>\n", escaped(&titles.join(" / "))));
    let descriptions: Vec<String> = pictures.iter().map(Picture::description).collect();
    out.push_str(&format!("<desc>{}</desc>\n", escaped(&descriptions.join(" / "))));
    out.push_str(&format!("<style>\n{}</style>\n", colours::STYLE));
    out.push_str(&format!("<rect class=\"page\" width=\"{width}\" height=\"{height}\"/>\n"));
    let mut x = 0i64;
    for (picture, layout) in &placed {
        out.push_str(&format!("<g transform=\"translate({x} 0)\">\n"));
        panel(&mut out, picture, layout);
        out.push_str("</g>\n");
        x = x.saturating_add(layout.width).saturating_add(BETWEEN);
    }
    out.push_str("</svg>\n");
    out
}

/// One picture: lines under boxes, the path taken over the other lines.
fn panel(out: &mut String, picture: &Picture, layout: &Layout) {
    lines(out, &layout.title, "title", None);
    let edges: Vec<(&PictureEdge, &Route)> = picture.edges.iter().zip(&layout.edges).collect();
    for (taken, aside) in [(false, false), (false, true), (true, true), (true, false)] {
        // Lines that join are drawn once where they are one: on each other they would look thick.
        let mut drawn: Vec<&[(i64, i64)]> = Vec::new();
        for (edge, route) in edges.iter().filter(|(edge, _)| edge.taken == taken && edge.aside == aside) {
            line(out, edge, &route.points, &drawn);
            drawn.push(&route.points);
        }
    }
    for (node, made) in picture.nodes.iter().zip(&layout.nodes) {
        step(out, node, made);
    }
    for (edge, route) in edges {
        label(out, picture, edge, route);
    }
    lines(out, &layout.notes, "small", None);
}

fn line(out: &mut String, edge: &PictureEdge, points: &[(i64, i64)], drawn: &[&[(i64, i64)]]) {
    let class = class(&["edge", if edge.taken { "taken" } else { "" }, if edge.aside { "aside" } else { "" }]);
    let (part, whole) = shapes::new_part(points, drawn);
    if let Some(path) = shapes::path(&part, whole) {
        out.push_str(&format!("<path class=\"{class}\" d=\"{path}\"/>\n"));
    }
    if let Some(head) = shapes::head(points).filter(|_| whole) {
        let class = if edge.taken { "head taken" } else { "head" };
        out.push_str(&format!("<path class=\"{class}\" d=\"{head}\"/>\n"));
    }
}

fn step(out: &mut String, node: &PictureNode, made: &TextBox) {
    out.push_str("<g role=\"graphics-symbol\">");
    out.push_str(&format!("<title>{}</title>\n", escaped(&node.in_words())));
    let class = class(&["node", colours::of(node), if node.taken { "taken" } else { "" }]);
    out.push_str(&format!("<path class=\"{class}\" d=\"{}\"/>\n", shapes::outline(node.kind, made)));
    let middle = node.kind.is_end().then(|| made.x.saturating_add(made.width / 2));
    lines(out, made, "", middle);
    out.push_str("</g>\n");
}

/// When an edge is followed, on a plate that hides the line.
fn label(out: &mut String, picture: &Picture, edge: &PictureEdge, route: &Route) {
    let Some(made) = &route.label else { return };
    let text = |id: &str| picture.nodes.iter().find(|node| node.id == id).map(PictureNode::in_words);
    let ends = [text(&edge.from).unwrap_or_default(), edge.label.join(" "), text(&edge.to).unwrap_or_default()];
    out.push_str(&format!("<g role=\"graphics-symbol\"><title>{}</title>\n", escaped(&ends.join(" → "))));
    let class = if edge.taken { "plate taken" } else { "plate" };
    let TextBox { x, y, width, height, .. } = made;
    out.push_str(&format!(
        "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"6\"/>\n"
    ));
    lines(out, made, "", Some(x.saturating_add(width / 2)));
    out.push_str("</g>\n");
}

/// Lines of text, round a middle or from the left.
fn lines(out: &mut String, made: &TextBox, all: &str, middle: Option<i64>) {
    let left = made.x.saturating_add(made.inset);
    for line in &made.lines {
        let kind = match line.kind {
            LabelKind::Caution => "caution",
            LabelKind::Text => "",
            LabelKind::Condition => "when",
            LabelKind::Small => "small",
        };
        let class =
            class(&["text", if all.is_empty() { kind } else { all }, if middle.is_some() { "middle" } else { "" }]);
        let (x, y) = (middle.unwrap_or(left), made.y.saturating_add(line.baseline));
        let text = escaped(&line.text);
        out.push_str(&format!(
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" font-size=\"{}\">{text}</text>\n",
            line.size
        ));
    }
}

fn class(names: &[&str]) -> String {
    names.iter().copied().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_text() {
        assert_eq!(
            escaped("<a b='1'>&\"]]>\u{1b}\u{0}\u{ffff}\u{202e}x\ny"),
            "&lt;a b=&#39;1&#39;&gt;&amp;&quot;]]&gt;x y"
        );
    }
}
