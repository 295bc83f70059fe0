//! What was given, code by code, as the packs read it.

use std::collections::{BTreeMap, BTreeSet};

use super::Query;
use super::matched::{Change, ChangeKind, Level, Reason};
use super::resolve::Found;
use crate::kb::{LoadedPack, RowRef};

/// One of the codes that were given, as one pack reads it.
#[derive(Debug)]
pub(super) struct Reading<'a> {
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
    fn of(readings: &[Reading<'a>]) -> Self {
        let mut known = Self::default();
        for reading in readings {
            for word in reading.words() {
                let level = known.0.entry(word).or_default().entry(reading.pack.id()).or_insert(reading.found.level);
                *level = reading.found.level.min(*level);
            }
        }
        known
    }

    /// How surely another pack knows a word of this reading.
    fn elsewhere(&self, reading: &Reading<'_>) -> Option<Level> {
        let of_word = |word| self.0.get(&word).into_iter().flatten().filter(|(pack, _)| **pack != reading.pack.id());
        reading.words().filter_map(|word| of_word(word).map(|(_, level)| *level).min()).min()
    }
}

/// What each pack found, without what another pack reads more surely, in the order of the input.
pub(super) fn readings<'a>(found: Vec<(&'a LoadedPack, Vec<Found>)>, query: &Query) -> Vec<Reading<'a>> {
    let several = found.len() > 1;
    let mut all: Vec<Reading<'a>> = found
        .into_iter()
        .flat_map(|(pack, found)| found.into_iter().map(move |found| Reading::new(pack, found)))
        .collect();
    // A code that also stands with its detail is not given a second time without it.
    let bare = |reading: &Reading<'_>| reading.found.reason == Reason::DetailMissing;
    let given: BTreeSet<(&str, Option<usize>)> = all
        .iter()
        .filter(|reading| !bare(reading) && !reading.is_open)
        .map(|reading| (reading.pack.id(), reading.found.code))
        .collect();
    all.retain(|reading| !bare(reading) || !given.contains(&(reading.pack.id(), reading.found.code)));
    if !several {
        return all;
    }
    let known = Known::of(&all);
    let mut surest: BTreeMap<&str, Level> = BTreeMap::new();
    for reading in &all {
        let level = surest.entry(reading.pack.id()).or_insert(reading.found.level);
        *level = reading.found.level.min(*level);
    }
    let surer = |pack: &str, level: Level| surest.iter().any(|(other, found)| *other != pack && *found < level);
    all.retain(|reading| match reading.found.level {
        // Something similar, or nothing, is no news beside something known.
        level if level >= Level::Suggestion => !surer(reading.pack.id(), level),
        level => known.elsewhere(reading).is_none_or(|other| other >= level),
    });
    let known = Known::of(&all);
    for reading in &mut all {
        // One word that two packs know is open: the engine does not pick.
        reading.is_open |= known.elsewhere(reading).is_some();
        // What one pack left out and another knows was not left out.
        let pack = reading.pack.id();
        let knows = |word: &str| known.0.get(word).is_some_and(|packs| packs.keys().any(|other| *other != pack));
        let left_out = |change: &Change| change.kind == ChangeKind::Ignored;
        reading.found.changes.retain(|change| !left_out(change) || !knows(&change.from.to_ascii_lowercase()));
    }
    if all.iter().zip(all.iter().skip(1)).any(|(a, b)| a.pack.id() != b.pack.id()) {
        let text = query.text.to_ascii_lowercase();
        let place = |reading: &Reading<'_>| reading.words().next().and_then(|word| text.find(&word));
        all.sort_by_cached_key(|reading| place(reading).unwrap_or(usize::MAX));
    }
    all
}

impl<'a> Reading<'a> {
    fn new(pack: &'a LoadedPack, found: Found) -> Self {
        let text = text(pack, &found);
        let rules = by_rule(&found.rows);
        let is_open = rules.len() != 1
            || found.level >= Level::Suggestion
            || matches!(found.reason, Reason::PairNotInTable | Reason::CodeNotInTable | Reason::NearDetail);
        Self { pack, found, text, rules, is_open }
    }

    fn words(&self) -> impl Iterator<Item = String> {
        self.text.split(' ').filter(|word| !word.is_empty()).map(str::to_ascii_lowercase)
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
fn text(pack: &LoadedPack, found: &Found) -> String {
    let from = |kind: ChangeKind| found.changes.iter().find(|change| change.kind == kind).map(|c| c.from.clone());
    let code = match (found.code.and_then(|code| pack.model().codes.codes.get(code)), found.reason) {
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
