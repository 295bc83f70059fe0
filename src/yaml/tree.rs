//! What the pass over the events leaves behind: the nodes with their places, and what was wrong.

use std::borrow::Cow;

use crate::{Diagnostic, Span};

/// What stands in a node.
#[derive(Debug)]
pub(super) enum Shape<'t> {
    Scalar { text: Cow<'t, str>, plain: bool },
    Sequence,
    Mapping,
}

/// The key of a node in a mapping.
#[derive(Debug)]
pub(super) struct Key<'t> {
    pub(super) name: Cow<'t, str>,
    pub(super) span: Span,
    pub(super) plain: bool,
}

/// One value. The root is the first; children are linked in the order of the file.
#[derive(Debug)]
pub(super) struct Node<'t> {
    pub(super) key: Option<Key<'t>>,
    pub(super) value: Span,
    pub(super) shape: Shape<'t>,
    pub(super) first: Option<usize>,
    pub(super) next: Option<usize>,
}

/// Where a parser gave up, and what it said.
#[derive(Debug)]
pub(super) struct Stop {
    pub(super) at: usize,
    pub(super) info: String,
}

/// What the pass found.
#[derive(Debug, Default)]
pub(super) struct Pass<'t> {
    pub(super) nodes: Vec<Node<'t>>,
    pub(super) problems: Vec<Diagnostic>,
    pub(super) stop: Option<Stop>,
    /// Everything before this byte was read.
    pub(super) resume: usize,
    /// A key without quotation marks whose value was not read.
    pub(super) dangling: Option<Span>,
    /// The brackets that were open at the end.
    pub(super) open: Vec<Span>,
}

impl Pass<'_> {
    /// Whether there is nothing but comments.
    pub(super) fn is_empty(&self) -> bool {
        match self.nodes.first() {
            Some(root) => matches!(&root.shape, Shape::Scalar { text, plain: true } if text.is_empty()),
            None => true,
        }
    }
}
