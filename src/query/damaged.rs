//! What is answered where a pack turned out to be damaged: nothing but whom to tell.
//!
//! What a damaged pack says may be wrong, and so may be what another pack says of a code that the damaged one knows better.
//! So nothing is answered from any of them until the pack was installed again.

use super::hit::SearchResult;
use super::lookup::Identified;
use super::matched::{Level, MatchInfo, Reason};
use super::merge::{help_desk, merge};
use super::resolve::Found;
use super::{Explanation, Query};
use crate::kb::{KnowledgeBase, LoadedPack};

impl KnowledgeBase {
    /// What `make` makes, or what `instead` makes of the pack that was damaged before or turns out to be.
    pub(super) fn unless_damaged<'k, T>(
        &'k self,
        make: impl FnOnce() -> T,
        instead: impl Fn(&'k LoadedPack) -> T,
    ) -> T {
        let damaged = || self.packs().iter().map(AsRef::as_ref).find(|pack| pack.damage().is_some());
        if let Some(pack) = damaged() {
            return instead(pack);
        }
        let made = make();
        damaged().map_or(made, instead)
    }
}

pub(super) fn explanation(pack: &LoadedPack, query: &Query) -> Explanation {
    let found = Found { reason: Reason::PackDamaged, ..Found::nothing(Vec::new()) };
    merge(vec![(pack, vec![found])], query)
}

pub(super) fn search(pack: &LoadedPack, query: &Query) -> SearchResult {
    let (level, reason) = (Level::Unknown, Reason::PackDamaged);
    let matched = MatchInfo { level, reason, changes: Vec::new(), suggestions: Vec::new() };
    let help_desk = help_desk(Some(pack), query, &matched, &[], &[]);
    SearchResult { matched, hits: Vec::new(), help_desk }
}

pub(super) fn identified(_: &LoadedPack) -> Vec<Identified<'_>> {
    let (level, reason) = (Level::Unknown, Reason::PackDamaged);
    vec![Identified { level, reason, changes: Vec::new(), rows: Vec::new() }]
}
