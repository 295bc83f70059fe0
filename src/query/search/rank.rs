//! A question to rules, best first.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::kb::words::{Found, Passage, SearchIndex, log2, root};
use crate::query::dedup;

/// Most rules whose texts are compared one by one.
const CANDIDATES: usize = 48;

/// What fits perfectly.
pub(super) const FULL: u32 = 1000;

/// A rule and how well it fits, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ranked {
    pub(crate) rule: u32,
    pub(crate) score: u32,
}

/// What the parts of a score count for, in thousandths; found by trying all in steps on the tuning questions of the
/// card reader's pack, at the threshold that answers 92 of 100 foreign questions `unknown`.
mod share {
    /// What part of the question the rule covers.
    pub(super) const COVERED: u64 = 700;
    /// How alike the question and the rule's nearest text are.
    pub(super) const ALIKE: u64 = 300;
    /// Each doubling of what they have in common.
    pub(super) const COMMON: u64 = 120;
    /// Each idea of the pack that the question speaks of, up to four.
    pub(super) const IDEA: u64 = 40;
    /// Each idea that is none of the pack's, up to two.
    pub(super) const ELSEWHERE: u64 = 400;
    /// The sum of parts that counts as a perfect fit.
    pub(super) const WHOLE: u64 = 1600;
}

/// The weight of common features that is no evidence yet: about that of one word.
const LITTLE: u64 = 100 << 12;

/// The weight, in sixteenths, from which a feature is a word and no ending.
const TELLING: u32 = 9;

/// The least that a question has to say: the weight of the rarest word, in sixteenths.
const LEAST: u32 = 15;

/// A question, taken apart.
#[derive(Debug)]
pub(super) struct Asked<'t> {
    text: &'t str,
    /// The features that the pack knows, where they stand.
    found: Vec<(Found, u32)>,
    /// The features that the pack knows, with their weights, by number.
    known: Vec<(u32, u32)>,
    /// A bit for the last ten bits of each of these numbers, as most texts have little in common with a question.
    seen: [u64; 16],
    /// The weight of all features, known or not.
    total: u64,
    /// The length of the vector of all features.
    length: u64,
    /// The ideas of the pack, and of elsewhere.
    ideas: u64,
    elsewhere: u64,
}

impl<'t> Asked<'t> {
    pub(super) fn new(index: &SearchIndex, text: &'t str) -> Self {
        let features = index.features(text);
        let mut unique: Vec<&Found> = features.iter().collect();
        unique.sort_by_key(|f| (f.feature, std::cmp::Reverse(f.weight)));
        unique.dedup_by_key(|f| f.feature);
        let mut asked = Self {
            text,
            found: Vec::new(),
            known: Vec::new(),
            seen: [0; 16],
            total: 0,
            length: 0,
            ideas: 0,
            elsewhere: 0,
        };
        let mut squares = 0u64;
        for feature in unique {
            let id = index.id(feature.feature);
            let idea = feature.idea();
            match idea {
                Some(idea) if index.ideas.is_elsewhere(idea) => {
                    asked.elsewhere = asked.elsewhere.saturating_add(1);
                    continue;
                }
                Some(_) => asked.ideas = asked.ideas.saturating_add(1),
                None => {}
            }
            let weight = match id {
                Some(id) => index.weight(id),
                None if idea.is_some() => 0,
                None => index.unseen.saturating_mul(feature.weight),
            };
            asked.known.extend(id.map(|id| (id, weight)));
            asked.total = asked.total.saturating_add(u64::from(weight));
            squares = squares.saturating_add(u64::from(weight).saturating_mul(u64::from(weight)));
        }
        asked.known.sort_unstable();
        for (id, _) in &asked.known {
            let (word, bit) = place(*id);
            if let Some(word) = asked.seen.get_mut(word) {
                *word |= bit;
            }
        }
        asked.length = root(squares);
        asked.found = features.into_iter().filter_map(|f| Some((f, index.id(f.feature)?))).collect();
        asked
    }

    /// Whether a feature may be one of the question's; where not, it is none.
    fn may_know(&self, id: u32) -> bool {
        let (word, bit) = place(id);
        self.seen.get(word).is_some_and(|word| word & bit != 0)
    }

    /// How well a rule fits, in thousandths: `sum` is the weight of what they have in common, in sixteenths.
    fn score(&self, sum: u64, alike: u32) -> u32 {
        let covered = u64::from(thousandths(sum, self.total.saturating_mul(16)));
        // The logarithm is in 256ths.
        let common = u64::from(log2(LITTLE.saturating_add(sum), LITTLE)).saturating_mul(share::COMMON) >> 8;
        let parts =
            (covered.saturating_mul(share::COVERED).saturating_add(u64::from(alike).saturating_mul(share::ALIKE))
                / 1000)
                .saturating_add(common)
                .saturating_add(self.ideas.min(4).saturating_mul(share::IDEA))
                .saturating_sub(self.elsewhere.min(2).saturating_mul(share::ELSEWHERE));
        thousandths(parts, share::WHOLE)
    }

    /// The words of the question that a text has, too: what its features cover, joined where they touch.
    pub(super) fn words(&self, features: &[u32]) -> Vec<String> {
        let common = self.found.iter().filter(|(_, id)| features.binary_search(id).is_ok());
        // Endings and fillers are named only where there is nothing else.
        let best = common.clone().map(|(f, _)| f.weight.min(TELLING)).max().unwrap_or(0);
        let mut places: Vec<(usize, usize)> =
            common.filter(|(f, _)| f.weight >= best).map(|(f, _)| (f.start, f.end)).collect();
        places.sort_unstable();
        let mut joined: Vec<(usize, usize)> = Vec::new();
        for (start, end) in places {
            match joined.last_mut() {
                Some(last) if start <= last.1 => last.1 = last.1.max(end),
                _ => joined.push((start, end)),
            }
        }
        let parts = joined.iter().filter_map(|(a, b)| self.text.get(*a..*b));
        let mut words: Vec<String> = parts.map(str::to_owned).collect();
        dedup(&mut words);
        words
    }
}

/// Where the bit of a number stands.
fn place(id: u32) -> (usize, u64) {
    let low = id & 1023;
    ((low >> 6) as usize, 1_u64 << (low & 63))
}

/// The rules that fit a question, best first.
pub(super) fn rank(index: &SearchIndex, asked: &Asked<'_>, limit: usize) -> Vec<Ranked> {
    // A filler or a single letter has everything in common with every text that holds it.
    if asked.total < u64::from(index.unseen.saturating_mul(LEAST)) {
        return Vec::new();
    }
    let limit = limit.min(index.rules());
    let mut sums: Vec<u32> = vec![0; index.rules()];
    for (id, weight) in &asked.known {
        for posting in index.postings(*id) {
            if let Some(sum) = sums.get_mut(posting.rule()) {
                *sum = sum.saturating_add(weight.saturating_mul(posting.field()));
            }
        }
    }
    let mut candidates = greatest(&sums, CANDIDATES.max(limit).min(index.rules()));
    candidates.sort_unstable_by_key(|(sum, rule)| (Reverse(*sum), *rule));
    let mut ranked: Vec<Ranked> = Vec::with_capacity(limit.saturating_add(1));
    for (sum, rule) in candidates {
        // Sums only fall from here: once a perfect text would not be enough, nothing that follows is.
        let least = ranked.get(limit.saturating_sub(1)).map(|r| r.score);
        if least.is_some_and(|least| asked.score(u64::from(sum), FULL) < least) {
            break;
        }
        let alike = index.passages(rule).iter().map(|p| likeness(index, asked, p)).max().unwrap_or(0);
        let found = Ranked { rule, score: asked.score(u64::from(sum), alike) };
        let at = ranked.partition_point(|r| (Reverse(r.score), r.rule) < (Reverse(found.score), found.rule));
        ranked.insert(at, found);
        ranked.truncate(limit);
    }
    ranked
}

/// The rules with the greatest sums, in no order; of equal ones the first.
fn greatest(sums: &[u32], most: usize) -> Vec<(u32, u32)> {
    let mut best: BinaryHeap<Reverse<(u32, Reverse<u32>)>> = BinaryHeap::with_capacity(most.saturating_add(1));
    let mut least = 0;
    for (sum, rule) in sums.iter().zip(0u32..) {
        if *sum > least {
            best.push(Reverse((*sum, Reverse(rule))));
            if best.len() > most {
                best.pop();
                least = best.peek().map_or(0, |Reverse((sum, _))| *sum);
            }
        }
    }
    best.into_iter().map(|Reverse((sum, Reverse(rule)))| (sum, rule)).collect()
}

/// How alike the question and one text are: the cosine between their features, in thousandths.
pub(super) fn likeness(index: &SearchIndex, asked: &Asked<'_>, passage: &Passage) -> u32 {
    let mut common = 0u64;
    for id in index.features_of(passage).iter().filter(|id| asked.may_know(**id)) {
        let known = asked.known.binary_search_by_key(id, |(known, _)| *known).ok().and_then(|at| asked.known.get(at));
        if let Some((_, weight)) = known {
            common = common.saturating_add(u64::from(*weight).saturating_mul(u64::from(*weight)));
        }
    }
    thousandths(common, asked.length.saturating_mul(passage.length))
}

fn thousandths(part: u64, whole: u64) -> u32 {
    let share = part.saturating_mul(u64::from(FULL)).checked_div(whole).unwrap_or(0);
    u32::try_from(share).unwrap_or(FULL).min(FULL)
}
