//! What was given, code by code, as the packs read it.

use std::collections::BTreeMap;

use super::matched::{Change, ChangeKind, Level, Reason};
use super::resolve::Found;
use super::rows::settled;
use crate::kb::{LoadedPack, RowRef};

/// One of the codes that were given, as one pack reads it.
#[derive(Debug)]
pub(super) struct Given<'a> {
    pub(super) pack: &'a LoadedPack,
    pub(super) found: Found,
    /// The code and its detail, as the pack writes them; a detail that fits a pattern, or nothing, as it was given.
    pub(super) text: String,
    /// The rules that it may mean, with the rows.
    pub(super) rules: Vec<(usize, Vec<RowRef>)>,
    /// Whether it is open which rule is meant, or whether one is.
    pub(super) is_open: bool,
}

/// The words that were read, each with the packs that know it and how surely.
#[derive(Debug, Default)]
struct Known<'a>(BTreeMap<String, BTreeMap<&'a str, Level>>);

impl<'a> Known<'a> {
    fn of(all: &[Given<'a>]) -> Self {
        let mut known = Self::default();
        for given in all {
            for word in given.words().chain(given.read()) {
                let level = known.0.entry(word).or_default().entry(given.pack.id()).or_insert(given.found.level);
                *level = given.found.level.min(*level);
            }
        }
        known
    }

    /// How surely another pack knows a word of what was given.
    fn elsewhere(&self, given: &Given<'_>) -> Option<Level> {
        let of_word = |word| self.0.get(&word).into_iter().flatten().filter(|(pack, _)| **pack != given.pack.id());
        given.words().filter_map(|word| of_word(word).map(|(_, level)| *level).min()).min()
    }
}

/// What each pack found, without what another pack reads more surely, in the order of the input.
pub(super) fn given(found: Vec<(&LoadedPack, Vec<Found>)>) -> Vec<Given<'_>> {
    let several = found.len() > 1;
    let mut all: Vec<Given<'_>> = found
        .into_iter()
        .flat_map(|(pack, found)| found.into_iter().map(move |found| Given::new(pack, found)))
        .collect();
    if !several {
        return all;
    }
    let known = Known::of(&all);
    let mut surest: BTreeMap<&str, Level> = BTreeMap::new();
    for given in &all {
        let level = surest.entry(given.pack.id()).or_insert(given.found.level);
        *level = given.found.level.min(*level);
    }
    let surer = |pack: &str, level: Level| surest.iter().any(|(other, found)| *other != pack && *found < level);
    all.retain(|given| match given.found.level {
        // Something similar, or nothing, is no news beside something known.
        level if level >= Level::Suggestion => !surer(given.pack.id(), level),
        level => known.elsewhere(given).is_none_or(|other| other >= level),
    });
    let known = Known::of(&all);
    for given in &mut all {
        // One word that two packs know is open: the engine does not pick.
        given.is_open |= known.elsewhere(given).is_some();
        // What one pack left out and another knows was not left out.
        let pack = given.pack.id();
        let knows = |word: &str| known.0.get(word).is_some_and(|packs| packs.keys().any(|other| *other != pack));
        let left_out = |change: &Change| change.kind == ChangeKind::Ignored;
        given.found.changes.retain(|change| !left_out(change) || !knows(&change.from.to_ascii_lowercase()));
    }
    // What says nothing of any place stands behind, pack by pack.
    all.sort_by_key(|given| given.found.start.filter(|_| !given.text.is_empty()).unwrap_or(usize::MAX));
    all
}

impl<'a> Given<'a> {
    fn new(pack: &'a LoadedPack, found: Found) -> Self {
        let text = spelled(pack, &found);
        let rules = by_rule(&found.rows);
        let is_open = settled(found.level, found.reason, &found.rows).is_none();
        Self { pack, found, text, rules, is_open }
    }

    fn words(&self) -> impl Iterator<Item = String> {
        self.text.split(' ').filter(|word| !word.is_empty()).map(str::to_ascii_lowercase)
    }

    /// What was changed to be read, as it was given.
    fn read(&self) -> impl Iterator<Item = String> {
        let read = self.found.changes.iter().filter(|change| change.kind != ChangeKind::Ignored);
        read.map(|change| change.from.to_ascii_lowercase())
    }
}

/// The rows by rule, in the order in which the rules come up.
fn by_rule(rows: &[RowRef]) -> Vec<(usize, Vec<RowRef>)> {
    let mut rules: Vec<(usize, Vec<RowRef>)> = Vec::new();
    for row in rows {
        match rules.iter_mut().find(|(rule, _)| *rule == row.rule) {
            Some((_, rows)) => rows.push(*row),
            None => rules.push((row.rule, vec![*row])),
        }
    }
    rules
}

/// What was given, in the pack's spelling where it has one.
pub(crate) fn spelled(pack: &LoadedPack, found: &Found) -> String {
    let from = |kind: ChangeKind| found.changes.iter().find(|change| change.kind == kind).map(|c| c.from.clone());
    let code = match (found.code.and_then(|code| pack.entry(code)), found.reason) {
        (Some(entry), _) => Some(entry.code.clone()),
        (None, Reason::CodeNotInTable) => from(ChangeKind::Ignored),
        (None, _) => None,
    };
    let first = found.rows.first().and_then(|row| pack.row(*row)).and_then(|(_, row)| row.detail.clone());
    let detail = match found.reason {
        Reason::CodeStandsAlone | Reason::DetailMissing | Reason::NothingKnown | Reason::SymptomsFit => None,
        Reason::DetailNotInTable | Reason::NearDetail => from(ChangeKind::Ignored),
        _ => from(ChangeKind::Pattern).or(first),
    };
    code.into_iter().chain(detail).collect::<Vec<_>>().join(" ")
}
