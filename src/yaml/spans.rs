//! JSON Pointers to places.

use crate::Span;

use super::tree::Node;

/// The place of every key and value of one file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Spans {
    /// The root first, then in the order of the file.
    entries: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    /// The key in a mapping; none for the root and for the items of a sequence.
    name: Option<Box<str>>,
    key: Span,
    value: Span,
    first: Option<usize>,
    next: Option<usize>,
}

impl Spans {
    pub(super) fn new(nodes: &[Node<'_>]) -> Self {
        let entries = nodes
            .iter()
            .map(|node| Entry {
                name: node.key.as_ref().map(|key| Box::from(&*key.name)),
                key: node.key.as_ref().map(|key| key.span).unwrap_or_default(),
                value: node.value,
                first: node.first,
                next: node.next,
            })
            .collect();
        Self { entries }
    }

    /// The place of the key that `pointer` ends in; none for the root and for items of a sequence.
    pub(crate) fn key(&self, pointer: &str) -> Option<Span> {
        self.find(pointer).filter(|entry| entry.name.is_some()).map(|entry| entry.key)
    }

    /// The place of the value at `pointer`, an escaped JSON Pointer; `""` is the whole file.
    ///
    /// A value that was left out is an empty span behind its colon or dash.
    pub(crate) fn value(&self, pointer: &str) -> Option<Span> {
        self.find(pointer).map(|entry| entry.value)
    }

    fn find(&self, pointer: &str) -> Option<&Entry> {
        let mut at = self.entries.first()?;
        if pointer.is_empty() {
            return Some(at);
        }
        for token in pointer.strip_prefix('/')?.split('/') {
            at = self.child(at, &token.replace("~1", "/").replace("~0", "~"))?;
        }
        Some(at)
    }

    fn child(&self, parent: &Entry, token: &str) -> Option<&Entry> {
        let mut children = std::iter::successors(self.at(parent.first), |child| self.at(child.next)).enumerate();
        let index = index(token);
        let found = children.find(|(position, child)| match &child.name {
            Some(name) => **name == *token,
            None => Some(*position) == index,
        });
        found.map(|(_, child)| child)
    }

    fn at(&self, index: Option<usize>) -> Option<&Entry> {
        self.entries.get(index?)
    }
}

/// A position in a sequence as RFC 6901 writes it: digits without a leading zero.
fn index(token: &str) -> Option<usize> {
    let plain = token.bytes().all(|b| b.is_ascii_digit()) && (token == "0" || !token.starts_with('0'));
    if plain { token.parse().ok() } else { None }
}
