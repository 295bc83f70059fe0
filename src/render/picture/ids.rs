//! Names of nodes for languages that take letters, digits and underscores alone.

use std::collections::{BTreeMap, BTreeSet};

use super::Picture;

/// Names of nodes, none of them a word of the language they are written in.
pub(in crate::render) struct Ids(BTreeMap<String, String>);

impl Ids {
    pub(in crate::render) fn new(picture: &Picture) -> Self {
        let mut taken = BTreeSet::new();
        let mut ids = BTreeMap::new();
        for node in &picture.nodes {
            let base: String = node.id.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
            let mut name = format!("n_{base}");
            while !taken.insert(name.clone()) {
                name.push('_');
            }
            ids.insert(node.id.clone(), name);
        }
        Self(ids)
    }

    pub(in crate::render) fn of(&self, id: &str) -> &str {
        self.0.get(id).map_or("n_missing", String::as_str)
    }
}
