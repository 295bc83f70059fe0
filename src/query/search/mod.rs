//! Words to rules: what somebody sees or says, to the rules that speak of it.

mod rank;

use std::sync::Arc;

use super::hit::{SearchHit, SearchResult, Why};
use super::local::Local;
use super::matched::{Level, MatchInfo, Reason};
use super::merge::help_desk;
use super::resolve::{Found, resolve};
use super::{Query, damaged};
use crate::Limits;
use crate::kb::words::SearchIndex;
use crate::kb::{Field, KnowledgeBase, LoadedPack, RowRef};
use rank::{Asked, Ranked, likeness, rank};

/// The score, in hundredths, that a pack asks for where it does not say one.
pub(crate) const THRESHOLD: u8 = 40;

/// Most rules that are shown for a text without a code.
const CANDIDATES: usize = 3;

/// Most texts that are named as the reason of a hit.
const MOST_REASONS: usize = 3;

impl KnowledgeBase {
    /// The rules that fit what somebody sees or says, best first, at most `limit`.
    ///
    /// A code that stands in the text goes before everything else. Where nothing comes near enough, the match is
    /// `unknown` and there are no hits: how near that is, each pack says.
    ///
    /// ```no_run
    /// # fn main() -> Result<(), shindan::Error> {
    /// # #[cfg(feature = "fs")] {
    /// let knowledge = shindan::fs::load_dir("knowledge/caora", &shindan::Limits::default())?;
    /// let found = knowledge.search(&shindan::Query::new("リモートデスクトップで見ているときだけ動かない"), 3);
    /// assert_eq!(found.hits[0].rule, "fuj905-reader-not-found");
    /// # }
    /// # Ok(())
    /// # }
    /// ```
    #[must_use]
    pub fn search(&self, query: &Query, limit: usize) -> SearchResult {
        self.search_above(query, limit, None)
    }

    /// [`search`](Self::search) with a threshold of the caller's own, in hundredths, instead of each pack's: 0 shows
    /// everything that has anything in common, as an evaluation wants it.
    #[must_use]
    pub fn search_above(&self, query: &Query, limit: usize, threshold: Option<u8>) -> SearchResult {
        self.unless_damaged(|| self.searched(query, limit, threshold), |pack| damaged::search(pack, query))
    }

    fn searched(&self, query: &Query, limit: usize, threshold: Option<u8>) -> SearchResult {
        let (text, cut) = super::explain::cut(&query.text, Limits::default().query_bytes);
        let mut scored: Vec<(u32, &LoadedPack, SearchHit)> = Vec::new();
        let mut matched = MatchInfo {
            level: Level::Unknown,
            reason: Reason::NothingNear,
            changes: cut.into_iter().map(super::explain::cut_off).collect(),
            suggestions: Vec::new(),
        };
        for pack in self.packs() {
            let found = resolve(pack, text, &query.facts);
            let named: Vec<usize> = found
                .iter()
                .filter(|f| f.level <= Level::DetailOnly)
                .flat_map(|f| f.rows.iter().map(|row| row.rule))
                .collect();
            if let Some(best) = found.iter().filter(|_| !named.is_empty()).min_by_key(|f| f.level)
                && best.level < matched.level
            {
                (matched.level, matched.reason) = (best.level, best.reason);
                matched.changes.extend(best.changes.iter().cloned());
            }
            let threshold = threshold.map_or_else(|| self::threshold(pack), |t| u32::from(t).saturating_mul(10));
            let searcher = Searcher { pack, local: Local::new(pack, query.lang.as_deref()), named, threshold };
            scored.extend(searcher.hits(text, limit).into_iter().map(|(score, hit)| (score, pack.as_ref(), hit)));
        }
        if matched.level == Level::Unknown && !scored.is_empty() {
            (matched.level, matched.reason) = (Level::Symptom, Reason::SymptomsFit);
        }
        scored.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id().cmp(b.1.id())).then_with(|| a.2.rule.cmp(&b.2.rule)));
        scored.truncate(limit);
        let pack = scored.first().map(|(_, pack, _)| *pack).or(self.packs().first().map(AsRef::as_ref));
        let help_desk = help_desk(pack, query, &matched, &[], &[]);
        SearchResult { matched, hits: scored.into_iter().map(|(_, _, hit)| hit).collect(), help_desk }
    }
}

/// What the words of a text mean in each pack, where no code in it does; none where nothing comes near enough.
pub(super) fn by_symptoms<'a>(packs: &'a [Arc<LoadedPack>], text: &str) -> Vec<(&'a LoadedPack, Vec<Found>)> {
    let mut found: Vec<(u32, &LoadedPack, Vec<Ranked>)> = Vec::new();
    for pack in packs {
        let ranked = near(pack, &Asked::new(pack.search_index(), text), CANDIDATES, threshold(pack));
        found.extend(ranked.first().map(|best| best.score).map(|score| (score, pack.as_ref(), ranked)));
    }
    // The pack that comes nearest answers: a question is seldom about two devices.
    let best = found.iter().map(|(score, ..)| *score).max();
    found.retain(|(score, ..)| Some(*score) == best);
    found.into_iter().map(|(_, pack, ranked)| (pack, vec![whole_rules(pack, &ranked)])).collect()
}

/// The rules of a pack that the words of a text speak of, with their scores in hundredths, the best first, at most `most`;
/// none where a code stands in the text or nothing comes near enough.
pub(crate) fn suspects(pack: &LoadedPack, text: &str, most: usize) -> Vec<(usize, u8)> {
    let (text, _) = super::explain::cut(text, Limits::default().query_bytes);
    let found = resolve(pack, text, &crate::kb::Facts::new());
    let unknown = found.iter().all(|found| found.level == Level::Unknown);
    if !unknown || !found.iter().all(|found| super::explain::describes(text, &found.changes)) {
        return Vec::new();
    }
    let ranked = near(pack, &Asked::new(pack.search_index(), text), most, threshold(pack));
    let scored = ranked.into_iter().filter_map(|one| {
        Some((usize::try_from(one.rule).ok()?, u8::try_from(one.score.min(rank::FULL) / 10).unwrap_or(100)))
    });
    scored.collect()
}

/// Rules as candidates, with all their rows.
fn whole_rules(pack: &LoadedPack, ranked: &[Ranked]) -> Found {
    let mut found = Found::nothing(Vec::new());
    (found.level, found.reason) = (Level::Symptom, Reason::SymptomsFit);
    for rule in ranked.iter().filter_map(|r| usize::try_from(r.rule).ok()) {
        let rows = pack.rule_at(rule).map_or(0, |rule| rule.matches.len());
        found.rows.extend((0..rows).map(|row| RowRef { rule, row }));
        // A rule without codes has no rows, and is a candidate all the same.
        found.rows.extend((rows == 0).then_some(RowRef { rule, row: usize::MAX }));
    }
    found
}

/// The score, in thousandths, that the pack asks for.
fn threshold(pack: &LoadedPack) -> u32 {
    let own = pack.search_words().and_then(|s| s.threshold).unwrap_or(THRESHOLD);
    u32::from(own).saturating_mul(10)
}

/// The rules that fit, best first; none where the best is below the threshold.
fn near(pack: &LoadedPack, asked: &Asked<'_>, limit: usize, threshold: u32) -> Vec<Ranked> {
    let mut ranked = rank(pack.search_index(), asked, limit);
    // Where the best comes near enough, those that follow are worth a look.
    let best = ranked.first().map_or(0, |r| r.score);
    ranked.retain(|r| best >= threshold && r.score >= best / 2);
    ranked
}

/// Searches one pack for one reader.
struct Searcher<'a> {
    pack: &'a LoadedPack,
    local: Local<'a>,
    /// The rules whose codes stand in the text.
    named: Vec<usize>,
    /// The score, in thousandths, that a rule must reach.
    threshold: u32,
}

impl Searcher<'_> {
    /// The hits that are near enough, with their scores in thousandths.
    fn hits(&self, text: &str, limit: usize) -> Vec<(u32, SearchHit)> {
        let index = self.pack.search_index();
        let asked = Asked::new(index, text);
        let ranked = near(self.pack, &asked, limit, self.threshold);
        let mut scored: Vec<(u32, usize)> =
            ranked.into_iter().filter_map(|r| Some((r.score, usize::try_from(r.rule).ok()?))).collect();
        if !self.named.is_empty() {
            // The words decide between the rules of a code, not against the code.
            scored.retain(|(_, rule)| self.named.contains(rule));
            for rule in &self.named {
                if scored.iter().all(|(_, known)| known != rule) {
                    scored.push((0, *rule));
                }
            }
            scored.iter_mut().for_each(|(score, _)| *score = score.saturating_add(rank::FULL));
        }
        scored.truncate(limit);
        scored.into_iter().filter_map(|(score, rule)| Some((score, self.hit(index, &asked, rule, score)?))).collect()
    }

    fn hit(&self, index: &SearchIndex, asked: &Asked<'_>, at: usize, score: u32) -> Option<SearchHit> {
        let rule = self.pack.rule_at(at)?;
        let mut codes: Vec<String> = Vec::new();
        let mut details: Vec<String> = Vec::new();
        for row in &rule.matches {
            let entry = self.pack.code(&row.code);
            codes.extend(entry.into_iter().flat_map(|e| std::iter::once(&e.code).chain(&e.aliases)).cloned());
            details.extend(row.detail.clone());
        }
        super::dedup(&mut codes);
        super::dedup(&mut details);
        let entry = rule.matches.first().and_then(|row| self.pack.code(&row.code));
        Some(SearchHit {
            pack: self.pack.reference(),
            rule: rule.id.clone(),
            codes,
            details,
            heading: entry
                .and_then(|e| self.pack.shared_text(e, |e| e.heading.as_ref()))
                .map(|text| self.local.print(text)),
            score: u8::try_from(score.min(rank::FULL) / 10).unwrap_or(100),
            why: self.why(index, asked, at),
        })
    }

    /// The texts that fit best, one of each field, and the words that they have in common with the question.
    fn why(&self, index: &SearchIndex, asked: &Asked<'_>, at: usize) -> Vec<Why> {
        let (Some(rule), Ok(number)) = (self.pack.rule_at(at), u32::try_from(at)) else { return Vec::new() };
        let mut best: Vec<(u32, Field, u32, Vec<String>)> = Vec::new();
        for field in Field::ALL {
            let of_field = index.passages(number).iter().filter(|p| p.field == field);
            let likest = of_field
                .map(|p| (likeness(index, asked, p), p))
                .max_by_key(|(score, p)| (*score, std::cmp::Reverse(p.at)));
            let Some((score, passage)) = likest.filter(|(score, _)| *score > 0) else { continue };
            let words = asked.words(index.features_of(passage));
            if !words.is_empty() {
                best.push((score, field, passage.at.0, words));
            }
        }
        best.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
        best.truncate(MOST_REASONS);
        let why = |(_, field, place, words): (u32, Field, u32, Vec<String>)| {
            let text =
                usize::try_from(place).ok().and_then(|place| field.texts(self.pack, rule).get(place).copied())?;
            Some(Why { field, words, text: self.local.print(text) })
        };
        best.into_iter().filter_map(why).collect()
    }
}
