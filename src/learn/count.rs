//! Sessions to numbers: every session counts for all causes that it may have had, by how likely it had each.

use super::seen::Seen;
use super::table::Numbers;

/// What the words count as, in sessions: for the causes of a rule, for a remedy under a cause, for a check under a cause.
const CAUSES: f64 = 6.0;
const REMEDY: f64 = 2.0;
const CHECK: f64 = 3.0;

/// How often the sessions are shared out, first by the words, then by what was learned so far. More rounds come no nearer to
/// the truth in the simulated field, and farther where records are false.
pub(super) const ROUNDS: usize = 3;

/// What was counted, beside the words.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Counts {
    /// Sessions of each cause.
    pub(super) causes: Vec<f64>,
    /// For each remedy and cause: after which the fault was gone, and all that showed something.
    pub(super) fix: Vec<Vec<(f64, f64)>>,
    /// For each check and cause, of each answer.
    pub(super) answers: Vec<Vec<Vec<f64>>>,
}

impl Counts {
    fn new(like: &Numbers) -> Self {
        Self {
            causes: vec![0.0; like.share.len()],
            fix: like.fix.iter().map(|row| vec![(0.0, 0.0); row.len()]).collect(),
            answers: like.answers.iter().map(|rows| rows.iter().map(|row| vec![0.0; row.len()]).collect()).collect(),
        }
    }

    /// How often each cause was the one, by what was counted alone.
    pub(super) fn share(&self) -> Vec<f64> {
        let all: f64 = self.causes.iter().sum();
        self.causes.iter().map(|count| if all > 0.0 { count / all } else { 0.0 }).collect()
    }

    fn add(&mut self, numbers: &Numbers, seen: &Seen, part: &[f64]) {
        let weight = seen.weight;
        for (count, part) in self.causes.iter_mut().zip(part) {
            *count += weight * part;
        }
        // A cause that this session could not have is not rarer for it: it counts as often as it would have come.
        let reach: f64 = shares(numbers, seen).iter().sum();
        if reach > 0.0 {
            let others = self.causes.iter_mut().zip(&numbers.share).zip(&seen.possible);
            for ((count, share), _) in others.filter(|(_, possible)| !**possible) {
                *count += weight * share / reach;
            }
        }
        for (remedy, is_fixed) in &seen.tried {
            for ((fixed, all), part) in self.fix.get_mut(*remedy).into_iter().flatten().zip(part) {
                *fixed += if *is_fixed { weight * part } else { 0.0 };
                *all += weight * part;
            }
        }
        for (check, answer) in &seen.answers {
            for (row, part) in self.answers.get_mut(*check).into_iter().flatten().zip(part) {
                if let Some(count) = row.get_mut(*answer) {
                    *count += weight * part;
                }
            }
        }
    }

    /// The numbers to plan with: the words count as some sessions more. What the words rule out stays out.
    pub(super) fn numbers(&self, words: &Numbers) -> Numbers {
        let all: f64 = self.causes.iter().sum::<f64>() + CAUSES;
        let share = words.share.iter().zip(&self.causes).map(|(word, count)| (CAUSES * word + count) / all);
        let fix = words.fix.iter().zip(&self.fix).map(|(words, counts)| {
            let chance = |(word, (fixed, all)): (&f64, &(f64, f64))| match *word > 0.0 {
                true => (REMEDY * word + fixed) / (REMEDY + all),
                false => 0.0,
            };
            words.iter().zip(counts).map(chance).collect()
        });
        let answers =
            words.answers.iter().zip(&self.answers).map(|(words, counts)| {
                words.iter().zip(counts).map(|(words, counts)| answers(words, counts)).collect()
            });
        Numbers { share: share.collect(), fix: fix.collect(), answers: answers.collect() }
    }
}

fn answers(words: &[f64], counts: &[f64]) -> Vec<f64> {
    let legal = || words.iter().zip(counts).filter(|(word, _)| **word > 0.0);
    let all: f64 = legal().map(|(_, count)| count).sum();
    let chance = |(word, count): (&f64, &f64)| if *word > 0.0 { (CHECK * word + count) / (CHECK + all) } else { 0.0 };
    words.iter().zip(counts).map(chance).collect()
}

/// The causes that a session may have had, before anything was seen.
fn shares(numbers: &Numbers, seen: &Seen) -> Vec<f64> {
    numbers.share.iter().zip(&seen.possible).map(|(share, possible)| if *possible { *share } else { 0.0 }).collect()
}

/// How likely a session had each cause, by its whole path; none where it cannot have had any.
pub(super) fn parts(numbers: &Numbers, seen: &Seen) -> Option<Vec<f64>> {
    if let Some(known) = seen.cause {
        return Some((0..numbers.share.len()).map(|cause| if cause == known { 1.0 } else { 0.0 }).collect());
    }
    let mut parts = normal(shares(numbers, seen))?;
    for (check, answer) in &seen.answers {
        let rows = numbers.answers.get(*check)?;
        let chance = |row: &Vec<f64>| row.get(*answer).copied().unwrap_or(0.0);
        parts.iter_mut().zip(rows).for_each(|(part, row)| *part *= chance(row));
        parts = normal(parts)?;
    }
    for (remedy, is_fixed) in &seen.tried {
        let row = numbers.fix.get(*remedy)?;
        let chance = |fix: &f64| if *is_fixed { *fix } else { 1.0 - fix };
        parts.iter_mut().zip(row).for_each(|(part, fix)| *part *= chance(fix));
        parts = normal(parts)?;
    }
    Some(parts)
}

fn normal(mut parts: Vec<f64>) -> Option<Vec<f64>> {
    let all: f64 = parts.iter().sum();
    if all <= 0.0 {
        return None;
    }
    parts.iter_mut().for_each(|part| *part /= all);
    Some(parts)
}

/// Counts sessions: shares each among its causes by the words, then again by what was learned, some rounds. Sums are made in
/// the order of the sessions, so that it does not matter from which file each came.
pub(super) fn count<'s>(words: &Numbers, sessions: impl Iterator<Item = &'s Seen> + Clone, rounds: usize) -> Counts {
    let mut numbers = words.clone();
    let mut counts = Counts::new(words);
    for _ in 0..rounds {
        counts = Counts::new(words);
        for seen in sessions.clone() {
            if let Some(part) = parts(&numbers, seen) {
                counts.add(&numbers, seen, &part);
            }
        }
        numbers = counts.numbers(words);
    }
    counts
}
