//! The features of a pack's rules: which rules have which, and in which texts.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::features::{Feature, Found, features};
use super::field::Field;
use super::fillers::without;
use super::fold::fold;
use super::ideas::Ideas;
use super::numbers::{log2, root};
use super::readings::Readings;
use super::spelling::Spelling;
use crate::kb::LoadedPack;
use crate::model::{Rule, Status};

/// Equal on every run and platform; nothing iterates over the maps.
#[derive(Debug, Clone)]
pub(crate) struct Fixed;

impl Default for Fixed {
    fn default() -> Self {
        Self
    }
}

impl BuildHasher for Fixed {
    type Hasher = <FixedState as BuildHasher>::Hasher;

    fn build_hasher(&self) -> Self::Hasher {
        FixedState::with_seed(0).build_hasher()
    }
}

/// A rule that has a feature, and the weight of the best field that has it, in sixteenths: in one word, as there are
/// hundreds of them for each rule.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Posting(u32);

impl Posting {
    fn new(rule: u32, field: u32) -> Self {
        Self((rule << 4) | field.clamp(1, 16).saturating_sub(1))
    }

    pub(crate) fn rule(self) -> usize {
        (self.0 >> 4) as usize
    }

    pub(crate) fn field(self) -> u32 {
        (self.0 & 0xF).saturating_add(1)
    }
}

/// One text of a rule.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Passage {
    pub(crate) field: Field,
    /// Position among the texts of the field, and the language's among the text's.
    pub(crate) at: (u32, u32),
    /// The length of the vector of its features.
    pub(crate) length: u64,
    features: (u32, u32),
}

/// The search index of a pack.
#[derive(Debug)]
pub(crate) struct SearchIndex {
    pub(crate) ideas: Ideas,
    spelling: Spelling,
    ids: HashMap<Feature, u32, Fixed>,
    /// Rarity times kind of each feature.
    weights: Vec<u32>,
    /// Where the postings of each feature begin; one more at the end.
    starts: Vec<u32>,
    postings: Vec<Posting>,
    passages: Vec<Passage>,
    /// The numbers of the features of all passages, sorted within each.
    passage_features: Vec<u32>,
    /// Where the passages of each rule begin; one more at the end.
    passages_of: Vec<u32>,
    /// The rarity of a feature that no rule has.
    pub(crate) unseen: u32,
}

/// What is collected before rarity is known.
#[derive(Default)]
struct Building {
    ids: HashMap<Feature, u32, Fixed>,
    kinds: Vec<u32>,
    postings: Vec<Vec<Posting>>,
}

impl Building {
    fn id(&mut self, feature: Feature, weight: u32) -> u32 {
        let next = u32::try_from(self.kinds.len()).unwrap_or(u32::MAX);
        let id = *self.ids.entry(feature).or_insert(next);
        if id == next {
            self.kinds.push(0);
            self.postings.push(Vec::new());
        }
        if let Some(kind) = self.kinds.get_mut(id as usize) {
            // Written as katakana or Chinese characters anywhere, it is a word and no ending.
            *kind = weight.max(*kind);
        }
        id
    }
}

impl SearchIndex {
    pub(crate) fn new(pack: &LoadedPack) -> Self {
        let search = pack.search_words();
        let readings = search.map(|s| Readings::new(&s.readings)).unwrap_or_default();
        let ideas = Ideas::new(search, &readings);
        let mut spelling = Spelling::default();
        for word in search.into_iter().flat_map(|s| &s.terms).flat_map(|t| t.words.values()).flatten() {
            spelling.learn(&fold(word));
        }
        let mut building = Building::default();
        let (mut passages, mut passage_features, mut passages_of) = (Vec::new(), Vec::new(), vec![0]);
        for (at, rule) in pack.whole().rules.iter().enumerate() {
            let rule_at = u32::try_from(at).unwrap_or(u32::MAX);
            let mut best: Vec<(u32, u32)> = Vec::new();
            for (field, place, text) in texts(pack, rule, &readings) {
                let folded = fold(&text);
                spelling.learn(&folded);
                let mut numbers: Vec<u32> =
                    features(&folded, &ideas).into_iter().map(|f| building.id(f.feature, f.weight)).collect();
                numbers.sort_unstable();
                numbers.dedup();
                best.extend(numbers.iter().map(|id| (*id, field.weight())));
                let start = u32::try_from(passage_features.len()).unwrap_or(u32::MAX);
                passage_features.extend(numbers);
                let end = u32::try_from(passage_features.len()).unwrap_or(u32::MAX);
                passages.push(Passage { field, at: place, length: 0, features: (start, end) });
            }
            passages_of.push(u32::try_from(passages.len()).unwrap_or(u32::MAX));
            best.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
            best.dedup_by_key(|(id, _)| *id);
            for (id, field) in best {
                if let Some(postings) = building.postings.get_mut(id as usize) {
                    postings.push(Posting::new(rule_at, field));
                }
            }
        }
        Self::finish(building, (ideas, spelling), passages, passage_features, passages_of)
    }

    fn finish(
        building: Building,
        (ideas, spelling): (Ideas, Spelling),
        passages: Vec<Passage>,
        passage_features: Vec<u32>,
        passages_of: Vec<u32>,
    ) -> Self {
        let rules = passages_of.len().saturating_sub(1) as u64;
        let rarity = |rules_with: u64| {
            log2(rules.saturating_mul(2).saturating_add(2), rules_with.saturating_mul(2).saturating_add(1))
        };
        let weights: Vec<u32> = building
            .kinds
            .iter()
            .zip(&building.postings)
            .map(|(kind, postings)| kind.saturating_mul(rarity(postings.len() as u64)))
            .collect();
        let mut starts = vec![0];
        let mut flat = Vec::new();
        for postings in building.postings {
            flat.extend(postings);
            starts.push(u32::try_from(flat.len()).unwrap_or(u32::MAX));
        }
        let mut index = Self {
            ideas,
            spelling,
            ids: building.ids,
            weights,
            starts,
            postings: flat,
            passages: Vec::new(),
            passage_features,
            passages_of,
            unseen: rarity(0),
        };
        index.passages = passages
            .into_iter()
            .map(|passage| {
                let squares = index.features_of(&passage).iter().map(|id| u64::from(index.weight(*id)).pow(2));
                Passage { length: root(squares.sum()), ..passage }
            })
            .collect();
        index
    }

    /// The features of a question, its slips mended.
    pub(crate) fn features(&self, text: &str) -> Vec<Found> {
        features(&self.spelling.mend(&without(fold(text))), &self.ideas)
    }

    pub(crate) fn rules(&self) -> usize {
        self.passages_of.len().saturating_sub(1)
    }

    pub(crate) fn id(&self, feature: Feature) -> Option<u32> {
        self.ids.get(&feature).copied()
    }

    pub(crate) fn weight(&self, id: u32) -> u32 {
        self.weights.get(id as usize).copied().unwrap_or(0)
    }

    pub(crate) fn postings(&self, id: u32) -> &[Posting] {
        let at = id as usize;
        let range = self.starts.get(at).zip(self.starts.get(at.saturating_add(1)));
        range.and_then(|(a, b)| self.postings.get(*a as usize..*b as usize)).unwrap_or_default()
    }

    pub(crate) fn passages(&self, rule: u32) -> &[Passage] {
        let at = rule as usize;
        let range = self.passages_of.get(at).zip(self.passages_of.get(at.saturating_add(1)));
        range.and_then(|(a, b)| self.passages.get(*a as usize..*b as usize)).unwrap_or_default()
    }

    pub(crate) fn features_of(&self, passage: &Passage) -> &[u32] {
        self.passage_features.get(passage.features.0 as usize..passage.features.1 as usize).unwrap_or_default()
    }
}

/// The texts of a rule that are searched, with their place: text by text, in every language, as written and as spoken.
fn texts<'a>(
    pack: &'a LoadedPack,
    rule: &'a Rule,
    readings: &Readings,
) -> Vec<(Field, (u32, u32), std::borrow::Cow<'a, str>)> {
    let mut out = Vec::new();
    if rule.status == Status::Deprecated {
        return out;
    }
    for field in Field::ALL {
        for (at, text) in field.texts(pack, rule).into_iter().enumerate() {
            for (lang, words) in text.by_lang.values().enumerate() {
                let place = (u32::try_from(at).unwrap_or(u32::MAX), u32::try_from(lang).unwrap_or(u32::MAX));
                out.push((field, place, words.as_str().into()));
                out.extend(readings.spoken(words).map(|spoken| (field, place, spoken.into())));
            }
        }
    }
    out
}
