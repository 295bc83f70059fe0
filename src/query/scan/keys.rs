//! What is looked for: the codes and details of all packs as keys of one automaton, and what each means in which pack.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::wide;
use crate::kb::keys::pattern_end;
use crate::kb::{LoadedPack, RowRef};
use crate::model::{PackModel, Status};

/// A text that is looked for.
#[derive(Debug)]
pub(super) struct Key {
    /// The text, upper case, half width.
    pub(super) text: String,
    /// Whether it is the fixed end of a pattern: letters and digits have to stand before it.
    pub(super) is_end: bool,
    /// Whether it is made of digits and dots only, so that it counts only where something speaks for a code.
    pub(super) is_weak: bool,
    /// What it means, at most once for each pack, by pack.
    pub(super) uses: Vec<Use>,
}

/// What a key means in one pack.
#[derive(Debug, Clone)]
pub(super) struct Use {
    /// The position of the pack.
    pub(super) pack: usize,
    /// The position of the code's entry, if it is a code.
    pub(super) code: Option<usize>,
    /// The rows that have it as a detail, or, for an end, whose pattern it ends.
    pub(super) rows: Vec<RowRef>,
}

/// A code of a pack.
#[derive(Debug, Default)]
pub(super) struct CodeOf {
    /// The code and its aliases.
    pub(super) written: Vec<String>,
    /// Its rows.
    pub(super) rows: Vec<RowRef>,
    /// Whether no row has a detail.
    pub(super) stands_alone: bool,
}

/// A pack and its codes, in the order of its code list.
#[derive(Debug)]
pub(super) struct PackOf {
    pub(super) pack: Arc<LoadedPack>,
    pub(super) codes: Vec<CodeOf>,
}

/// Keys by text and kind.
type Found = BTreeMap<(String, bool), Vec<Use>>;

/// The packs with their codes, and the keys in a fixed order.
pub(super) fn of(packs: &[Arc<LoadedPack>]) -> (Vec<PackOf>, Vec<Key>) {
    let mut found = Found::new();
    let packs: Vec<PackOf> = packs.iter().enumerate().map(|(at, pack)| read(at, pack, &mut found)).collect();
    let longest_end = |keys: &mut Vec<Key>| {
        // Of several patterns of a pack the longest counts, so an end brings along what only shorter ends mean.
        let ends: Vec<(String, Vec<Use>)> =
            keys.iter().filter(|key| key.is_end).map(|key| (key.text.clone(), key.uses.clone())).collect();
        for key in keys.iter_mut().filter(|key| key.is_end) {
            let mut shorter: Vec<_> =
                ends.iter().filter(|(end, _)| end.len() < key.text.len() && key.text.ends_with(end)).collect();
            shorter.sort_by_key(|(end, _)| std::cmp::Reverse(end.len()));
            for one in shorter.into_iter().flat_map(|(_, uses)| uses) {
                if key.uses.iter().all(|own| own.pack != one.pack) {
                    key.uses.push(one.clone());
                }
            }
            key.uses.sort_by_key(|one| one.pack);
        }
    };
    let mut keys: Vec<Key> = found
        .into_iter()
        .map(|((text, is_end), uses)| {
            let is_weak = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
            Key { text, is_end, is_weak, uses }
        })
        .collect();
    longest_end(&mut keys);
    (packs, keys)
}

fn read(at: usize, pack: &Arc<LoadedPack>, found: &mut Found) -> PackOf {
    let model: &PackModel = pack.model();
    let mut codes = Vec::new();
    let mut entries: BTreeMap<String, usize> = BTreeMap::new();
    for (entry_at, entry) in model.codes.codes.iter().enumerate() {
        let written: Vec<String> = std::iter::once(&entry.code).chain(&entry.aliases).cloned().collect();
        for code in &written {
            entries.insert(folded(code), entry_at);
            if let Some(one) = usage(found, at, folded(code), false) {
                one.code = Some(entry_at);
            }
        }
        codes.push(CodeOf { written, rows: Vec::new(), stands_alone: true });
    }
    let live = model.rules.iter().enumerate().filter(|(_, rule)| rule.status != Status::Deprecated);
    for (rule_at, rule) in live {
        for (row_at, row) in rule.matches.iter().enumerate() {
            let here = RowRef { rule: rule_at, row: row_at };
            if let Some(code) = entries.get(&folded(&row.code)).and_then(|entry| codes.get_mut(*entry)) {
                code.rows.push(here);
                code.stands_alone &= row.detail.is_none();
            }
            let end = row.detail.as_deref().and_then(pattern_end).map(|end| (folded(end), true));
            let literal = row.detail.iter().chain(&row.printed_as).map(|detail| (folded(detail), false));
            for (text, is_end) in end.into_iter().chain(literal) {
                if let Some(one) = usage(found, at, text, is_end).filter(|one| !one.rows.contains(&here)) {
                    one.rows.push(here);
                }
            }
        }
    }
    PackOf { pack: Arc::clone(pack), codes }
}

/// What a key means in a pack so far.
fn usage(found: &mut Found, pack: usize, text: String, is_end: bool) -> Option<&mut Use> {
    if text.is_empty() {
        return None;
    }
    let uses = found.entry((text, is_end)).or_default();
    // Packs are read one after the other.
    if uses.last().is_none_or(|last| last.pack != pack) {
        uses.push(Use { pack, code: None, rows: Vec::new() });
    }
    uses.last_mut()
}

/// A code without the differences that carry no meaning: ASCII letter case and width.
pub(super) fn folded(text: &str) -> String {
    text.chars().map(|c| wide::narrow(c).to_ascii_uppercase()).collect()
}
