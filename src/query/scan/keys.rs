//! What is looked for: the codes and details of all packs as keys of one automaton, and which packs know each.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::wide;
use crate::kb::keys::{is_weak, pattern_end};
use crate::kb::{LoadedPack, rows};

/// A text that is looked for.
#[derive(Debug)]
pub(super) struct Key {
    /// The text, upper case, half width.
    pub(super) text: String,
    /// Whether it is the fixed end of a pattern: letters and digits have to stand before it.
    pub(super) is_end: bool,
    /// Whether it is a short number, so that it counts only where something speaks for a code.
    pub(super) is_weak: bool,
    /// The packs that know it, in order, each once.
    pub(super) uses: Vec<Use>,
}

/// What a key is in one pack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Use {
    /// The position of the pack.
    pub(super) pack: usize,
    /// The position of the code's entry; none for a detail and for the end of a pattern.
    pub(super) code: Option<usize>,
}

/// Keys by text and kind.
type Found = BTreeMap<(String, bool), Vec<Use>>;

/// The keys of all packs, in a fixed order.
pub(super) fn of(packs: &[Arc<LoadedPack>]) -> Vec<Key> {
    let mut found = Found::new();
    for (at, pack) in packs.iter().enumerate() {
        for (entry_at, entry) in pack.whole().codes.codes.iter().enumerate() {
            for code in std::iter::once(&entry.code).chain(&entry.aliases) {
                add(&mut found, code, false, Use { pack: at, code: Some(entry_at) });
            }
        }
        for (_, row) in rows(pack.whole()) {
            for detail in row.detail.iter().chain(&row.printed_as) {
                add(&mut found, detail, false, Use { pack: at, code: None });
            }
            if let Some(end) = row.detail.as_deref().and_then(pattern_end) {
                add(&mut found, end, true, Use { pack: at, code: None });
            }
        }
    }
    for ((end, _), uses) in found.iter_mut().filter(|((_, is_end), _)| *is_end) {
        // Where one end is found, the shorter ones of other packs are not looked at any more.
        let instance = format!("0{end}");
        let fits = |pack: &Arc<LoadedPack>| pack.index().pattern_of(&instance).is_some();
        *uses = (0..).zip(packs).filter(|(_, pack)| fits(pack)).map(|(pack, _)| Use { pack, code: None }).collect();
    }
    let key = |((text, is_end), uses): ((String, bool), _)| Key { is_weak: is_weak(&text), text, is_end, uses };
    found.into_iter().map(key).collect()
}

/// Adds a key of a pack; packs are read one after the other.
fn add(found: &mut Found, text: &str, is_end: bool, of: Use) {
    if text.is_empty() {
        return;
    }
    let uses = found.entry((folded(text), is_end)).or_default();
    match uses.last_mut() {
        // What is a code and a detail is a code.
        Some(last) if last.pack == of.pack => last.code = of.code.or(last.code),
        _ => uses.push(of),
    }
}

/// A code without the differences that carry no meaning: ASCII letter case and width.
pub(super) fn folded(text: &str) -> String {
    text.chars().map(|c| wide::narrow(c).to_ascii_uppercase()).collect()
}
