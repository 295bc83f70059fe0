//! How much room text takes. No font is asked: letters are taken to be as wide as in the widest common fonts.

use unicode_width::UnicodeWidthChar;

use super::{Px, TextBox, TextLine, part, px};
use crate::diagnose::NodeKind;
use crate::render::picture::{LabelKind, PictureEdge, PictureKind, PictureNode};
use crate::render::style::Span;
use crate::render::wrap::wrap;

/// Sizes of letters.
pub(super) const TITLE: i64 = 17;
pub(super) const BODY: i64 = 14;
pub(super) const SMALL: i64 = 12;

/// Columns of a box, by how long its text is: a long text makes a wide box rather than a tower.
const COLUMNS: [(usize, usize); 3] = [(28, 6), (40, 9), (56, usize::MAX)];
/// The same for the label of an edge.
const EDGE_COLUMNS: [(usize, usize); 2] = [(22, 4), (40, usize::MAX)];

/// The width of a text in letters of this size. Characters that are wide in Japanese fonts only are wide here, too.
fn width(text: &str, size: i64) -> Px {
    let percent = text.chars().fold(px(0), |sum, c| {
        sum + match c.width_cjk() {
            Some(0) | None => px(0),
            Some(1) => px(64),
            Some(_) => px(100),
        }
    });
    part(percent * px(size) + px(99), 100)
}

fn flat(line: Vec<Span>) -> String {
    line.into_iter().map(|span| span.text).collect()
}

/// Paragraphs as a box without a place, its text without room around it.
fn boxed(parts: &[(LabelKind, &str)], columns: usize, size: i64) -> TextBox {
    let mut made = TextBox::default();
    let (mut wide, mut high) = (px(0), px(0));
    for (kind, text) in parts.iter().copied() {
        // Small letters take as much room, in more columns.
        let (size, columns) = match kind {
            LabelKind::Small if size > SMALL => (SMALL, columns.saturating_mul(7) / 6),
            _ => (size, columns),
        };
        if !made.lines.is_empty() {
            high += px(3);
        }
        for line in wrap(&[Span::plain(text)], columns).into_iter().map(flat).filter(|line| !line.is_empty()) {
            wide = wide.max(width(&line, size));
            let baseline = (high + px(size)).0;
            high += part(px(size) * px(7), 5);
            made.lines.push(TextLine { kind, text: line, baseline, size });
        }
    }
    (made.width, made.height) = (wide.0, high.0);
    made
}

/// Paragraphs in a box of at most this width.
pub(super) fn paragraphs(parts: &[(LabelKind, &str)], most: i64, size: i64) -> TextBox {
    let columns = usize::try_from(part(px(most) * px(100), (px(size) * px(64)).0).0).unwrap_or(0).max(2);
    boxed(parts, columns, size)
}

/// The text of an edge's label.
pub(super) fn edge(edge: &PictureEdge) -> Option<TextBox> {
    let kinds = std::iter::once(LabelKind::Text).chain(std::iter::repeat(LabelKind::Small));
    let parts: Vec<(LabelKind, &str)> = kinds.zip(edge.label.iter().map(String::as_str)).collect();
    let mut made = fitting(&parts, &EDGE_COLUMNS, SMALL);
    pad(&mut made, px(6), px(3));
    (!made.lines.is_empty()).then_some(made)
}

/// The narrowest box that is not too long.
fn fitting(parts: &[(LabelKind, &str)], sizes: &[(usize, usize)], size: i64) -> TextBox {
    let boxes = sizes.iter().map(|(columns, lines)| (boxed(parts, *columns, size), *lines));
    let mut last = TextBox::default();
    for (made, lines) in boxes {
        last = made;
        if last.lines.len() <= lines {
            break;
        }
    }
    last
}

/// The text of a node, with room around it as its shape needs it.
pub(super) fn node(node: &PictureNode) -> TextBox {
    let parts: Vec<_> = node.label.iter().map(|part| (part.kind, part.text.as_str())).collect();
    let mut made = fitting(&parts, &COLUMNS, BODY);
    pad(&mut made, px(14) + slant(node.kind), px(10));
    made.width = made.width.max(96);
    made
}

/// How far the sides of a node's shape lean inwards.
pub(in crate::render) fn slant(kind: PictureKind) -> Px {
    match kind {
        PictureKind::Step(NodeKind::Question | NodeKind::Check | NodeKind::Consult | NodeKind::Confirm) => px(12),
        PictureKind::Step(NodeKind::See) => px(6),
        kind if kind.is_end() => px(8),
        _ => px(0),
    }
}

fn pad(made: &mut TextBox, x: Px, y: Px) {
    made.width = (px(made.width) + x + x).0;
    made.height = (px(made.height) + y + y).0;
    made.inset = x.0;
    for line in &mut made.lines {
        line.baseline = (px(line.baseline) + y).0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_letters_take_a_square() {
        assert_eq!(width("電源", 14).0, 28);
        assert_eq!(width("ab", 14).0, 18);
        assert_eq!(width("か\u{3099}①", 10).0, 20);
    }

    #[test]
    fn long_text_makes_a_wide_box() {
        let of = |length: usize| {
            let label = vec![crate::render::picture::LabelPart::new(LabelKind::Text, "あ".repeat(length))];
            let kind = PictureKind::Step(NodeKind::Remedy);
            node(&PictureNode { id: String::new(), kind, risk: None, label, taken: false })
        };
        assert!(of(14).width < of(140).width && of(140).width < of(400).width);
        assert_eq!(of(14).lines.len(), 1);
    }
}
