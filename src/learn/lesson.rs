//! Records to an overlay, with the changes that it brings and what was left out.

use std::collections::BTreeMap;

use serde::Serialize;

use super::count::parts;
use super::gate::{Candidates, Changed, Fitted};
use super::log::{LeftOut, Records, Why};
use super::overlay::{Overlay, Sample};
use super::score::{Scorecard, step_seen};
use super::seen::{Seen, decay, seen};
use super::table::Table;
use crate::error::{Error, ErrorKind};
use crate::kb::{KnowledgeBase, LoadedPack};
use crate::model::{LearnedRule, Rule};

/// How to learn.
///
/// ```
/// let careful = shindan::learn::Learning::default().min_sessions(50).half_life(365);
/// assert_eq!(careful.min_sessions, 50);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Learning {
    /// Fewest sessions of a rule; with fewer it keeps its words. 20 unless said otherwise.
    pub min_sessions: u32,
    /// Days after which a session counts half; none, and all count alike, unless said otherwise.
    pub half_life: Option<u32>,
    /// How far a learned number may be from the words, as a factor on the odds, at least 1. 4 unless said otherwise.
    pub factor: u32,
}

impl Default for Learning {
    fn default() -> Self {
        Self { min_sessions: 20, half_life: None, factor: 4 }
    }
}

impl Learning {
    /// Sets [`Learning::min_sessions`].
    #[must_use]
    pub fn min_sessions(mut self, sessions: u32) -> Self {
        self.min_sessions = sessions;
        self
    }

    /// Sets [`Learning::half_life`].
    #[must_use]
    pub fn half_life(mut self, days: u32) -> Self {
        self.half_life = Some(days);
        self
    }

    /// Sets [`Learning::factor`].
    #[must_use]
    pub fn factor(mut self, factor: u32) -> Self {
        self.factor = factor;
        self
    }
}

/// What records teach.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Lesson {
    /// The numbers of the rules whose order may change.
    pub overlay: Overlay,
    /// What became of each rule that has sessions.
    pub rules: Vec<RuleLesson>,
    /// What the sessions speak against.
    pub scorecard: Scorecard,
    /// Lines that were not learned from, or not whole.
    pub left_out: Vec<LeftOut>,
}

/// What became of a rule.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RuleLesson {
    /// The rule.
    pub rule: String,
    /// Its sessions.
    pub sessions: usize,
    /// What became of it.
    pub verdict: Verdict,
    /// The orders that change, or would change.
    pub changes: Vec<Change>,
}

/// What becomes of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Verdict {
    /// Its order changes, and is not dearer in sessions that it was not learned from.
    Changed,
    /// Its numbers change, and its order stays.
    Same,
    /// Its order would be dearer in sessions that it was not learned from, so it keeps its words.
    Dearer,
    /// It has too few sessions, so it keeps its words.
    TooFew,
    /// It has an order of its own, or does not say which remedy helps with which cause.
    NotPlanned,
}

/// An order that changes, or would change.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// The roles that it changes for.
    pub roles: Vec<String>,
    /// What is seen before the orders part, step by step.
    pub after: Vec<(String, String)>,
    /// The step that came there, and what was seen of it.
    pub was: StepSeen,
    /// The step that comes there now.
    pub now: StepSeen,
    /// Minutes of a session that it was not learned from, on average, as it was; none where it is too large to compare.
    pub minutes_before: Option<f64>,
    /// The same as it would be.
    pub minutes_after: Option<f64>,
    /// Whether it is not dearer.
    pub kept: bool,
}

/// A step, and what was seen of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StepSeen {
    /// The rule.
    pub rule: String,
    /// The step's key, or `hand_over`.
    pub step: String,
    /// How often it was taken and showed something.
    pub taken: usize,
    /// How often a remedy ended the fault.
    pub fixed: Option<usize>,
}

impl KnowledgeBase {
    /// What records teach about a pack. The same records give the same overlay, byte for byte, whatever files they stand in.
    /// Learning begins with the words: an overlay that is applied has no part in it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::BadRecords`] if the pack is not loaded.
    pub fn learn(&self, pack: &str, records: &Records, options: &Learning) -> Result<Lesson, Error> {
        self.sound(|| {
            let plain = self.with_learned(pack, None);
            let Some(loaded) = plain.pack(pack) else {
                let message = format!("the pack `{pack}` is not loaded; load it to learn about it");
                return Err(Error::new(ErrorKind::BadRecords, message));
            };
            let rules = &loaded.whole().rules;
            let tables: Vec<Table<'_>> = rules.iter().map(Table::new).collect();
            let (mut sessions, days, mut left_out) = sessions(loaded, &tables, records);
            decay(&mut sessions, options.half_life);

            let mut scorecard = Scorecard::default();
            let least = usize::try_from(options.min_sessions).unwrap_or(usize::MAX).max(1);
            let of_rules = || tables.iter().zip(&sessions).filter(|(_, sessions)| !sessions.is_empty());
            of_rules().for_each(|(table, sessions)| scorecard.look(table, sessions, least));
            let enough = of_rules().filter(|(table, sessions)| sessions.len() >= least && is_planned(table.rule));
            let factor = f64::from(options.factor.max(1));
            let fitted: Vec<Fitted<'_, '_>> =
                enough.map(|(table, sessions)| Fitted::new(table, sessions, factor)).collect();
            let candidates = Candidates::new(plain.clone(), pack, &fitted);

            let mut kept: BTreeMap<String, LearnedRule> = BTreeMap::new();
            let mut lessons = Vec::new();
            for (table, sessions) in of_rules() {
                let id = &table.rule.id;
                let found = fitted.iter().find(|fitted| fitted.table.rule.id == *id);
                let changes: Vec<Changed> = found.map(|found| candidates.changes(pack, found)).unwrap_or_default();
                let verdict = match found {
                    None if is_planned(table.rule) => Verdict::TooFew,
                    None => Verdict::NotPlanned,
                    Some(_) if changes.is_empty() => Verdict::Same,
                    Some(_) if changes.iter().all(Changed::is_kept) => Verdict::Changed,
                    Some(_) => Verdict::Dearer,
                };
                if let (Some(found), Verdict::Same | Verdict::Changed) = (found, verdict) {
                    kept.insert(id.clone(), found.whole.clone());
                }
                let changes = changes.into_iter().map(|changed| change(table, sessions, changed)).collect();
                lessons.push(RuleLesson { rule: id.clone(), sessions: sessions.len(), verdict, changes });
            }
            left_out.extend(records.damaged.iter().cloned());
            left_out.sort();
            left_out.dedup();
            let sample = Sample {
                records: u64::try_from(days.len()).unwrap_or(u64::MAX),
                first_day: days.iter().min().map(|day| (*day).to_owned()),
                last_day: days.iter().max().map(|day| (*day).to_owned()),
                half_life: options.half_life,
                min_sessions: options.min_sessions,
            };
            Ok(Lesson { overlay: Overlay::new(loaded, sample, kept), rules: lessons, scorecard, left_out })
        })
    }
}

/// Whether a rule is planned at all: it names what its remedies help with, and has no order of its own.
fn is_planned(rule: &Rule) -> bool {
    let links = rule.remediation.iter().any(|r| !r.fixes.is_empty() || !r.sometimes_fixes.is_empty());
    links && rule.tree.is_none()
}

/// The sessions of each rule by the place of the rule, the days of the records that count, and what does not.
fn sessions<'r>(
    pack: &LoadedPack,
    tables: &[Table<'_>],
    records: &'r Records,
) -> (Vec<Vec<Seen>>, Vec<&'r str>, Vec<LeftOut>) {
    let mut sessions: Vec<Vec<Seen>> = tables.iter().map(|_| Vec::new()).collect();
    let (mut days, mut left_out) = (Vec::new(), Vec::new());
    for (record, origin) in records.by_id.values() {
        if record.pack.id != pack.id() {
            left_out.push(LeftOut::new(origin, Why::OtherPack, record.pack.id.clone()));
            continue;
        }
        let found = match seen(pack, tables, record, origin, &mut left_out) {
            Ok(found) => found,
            Err(gone) => {
                left_out.push(LeftOut::new(origin, Why::Gone, gone));
                continue;
            }
        };
        let mut counts = false;
        for (rule, seen) in found {
            let (Some(table), Some(of_rule)) = (tables.get(rule), sessions.get_mut(rule)) else { continue };
            if parts(&table.words, &seen).is_some() {
                of_rule.push(seen);
                counts = true;
            } else {
                left_out.push(LeftOut::new(origin, Why::Contradiction, table.rule.id.clone()));
            }
        }
        if counts {
            days.push(record.day.as_str());
        }
    }
    (sessions, days, left_out)
}

fn change(table: &Table<'_>, sessions: &[Seen], changed: Changed) -> Change {
    let kept = changed.is_kept();
    // Hundredths of a minute: what a person reads.
    let rounded = |minutes: f64| (minutes * 100.0).round() / 100.0;
    Change {
        was: step_seen(table, sessions, &changed.parting.was),
        now: step_seen(table, sessions, &changed.parting.now),
        roles: changed.roles,
        after: changed.parting.after,
        minutes_before: changed.minutes.map(|(was, _)| rounded(was)),
        minutes_after: changed.minutes.map(|(_, now)| rounded(now)),
        kept,
    }
}
