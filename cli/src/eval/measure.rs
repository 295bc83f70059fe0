//! What a search makes of labelled questions, as figures.

use serde::Serialize;

use super::questions::Question;

/// What the search made of one question.
#[derive(Debug)]
pub(super) struct Outcome<'a> {
    pub(super) question: &'a Question,
    /// The rules that were found, best first, with their scores in hundredths.
    pub(super) found: Vec<(String, u8)>,
}

impl Outcome<'_> {
    /// The place of the first right rule, from 1.
    pub(super) fn place(&self) -> Option<usize> {
        self.found.iter().position(|(rule, _)| self.question.right.contains(rule)).map(|at| at.saturating_add(1))
    }

    /// Whether the first answer is the right one, `unknown` where that is right.
    pub(super) fn is_right(&self) -> bool {
        if self.question.right.is_empty() { self.found.is_empty() } else { self.place() == Some(1) }
    }
}

/// The figures of a group of questions, shares from 0 to 1.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(super) struct Figures {
    /// What the group has in common.
    pub(super) group: String,
    /// Questions that a rule answers.
    pub(super) questions: usize,
    /// Share of them whose first hit is right.
    pub(super) success_at_1: Option<f64>,
    /// Share of them with a right rule among the first three.
    pub(super) recall_at_3: Option<f64>,
    /// Mean of one over the place of the first right rule, 0 where there is none.
    pub(super) mean_reciprocal_rank: Option<f64>,
    /// Questions that no rule answers.
    pub(super) negatives: usize,
    /// Share of them that were answered `unknown`.
    pub(super) unknown: Option<f64>,
}

impl Figures {
    pub(super) fn new(group: &str, outcomes: &[&Outcome<'_>]) -> Self {
        let (positive, negative): (Vec<&Outcome<'_>>, Vec<&Outcome<'_>>) =
            outcomes.iter().partition(|o| !o.question.right.is_empty());
        let within =
            |most: usize| positive.iter().filter(|o| o.place().is_some_and(|place| place <= most)).count() as f64;
        let ranks: f64 = positive.iter().filter_map(|o| o.place()).map(|place| 1.0 / place as f64).sum();
        let unknown = negative.iter().filter(|o| o.found.is_empty()).count() as f64;
        Self {
            group: group.to_owned(),
            questions: positive.len(),
            success_at_1: share(within(1), positive.len()),
            recall_at_3: share(within(3), positive.len()),
            mean_reciprocal_rank: share(ranks, positive.len()),
            negatives: negative.len(),
            unknown: share(unknown, negative.len()),
        }
    }
}

/// A share to four places, so that it prints alike everywhere.
fn share(part: f64, whole: usize) -> Option<f64> {
    (whole > 0).then(|| (part / whole as f64 * 10_000.0).round() / 10_000.0)
}

/// The figures of a set: all of it, by language, noise and speaker.
pub(super) fn groups(outcomes: &[Outcome<'_>]) -> Vec<Figures> {
    let of = |name: String, belongs: &dyn Fn(&Question) -> bool| {
        let chosen: Vec<&Outcome<'_>> = outcomes.iter().filter(|o| belongs(o.question)).collect();
        (!chosen.is_empty()).then(|| Figures::new(&name, &chosen))
    };
    let names = |of: &dyn Fn(&Question) -> Option<&str>| {
        let mut names: Vec<String> = outcomes.iter().filter_map(|o| of(o.question)).map(str::to_owned).collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    let mut groups = vec![of("all".to_owned(), &|_| true)];
    for lang in names(&|q| Some(&q.lang)) {
        groups.push(of(format!("{lang} clean"), &|q| q.lang == lang && q.noise.is_none()));
        groups.push(of(format!("{lang} noisy"), &|q| q.lang == lang && q.noise.is_some()));
    }
    groups.push(of("noisy".to_owned(), &|q| q.noise.is_some()));
    for noise in names(&|q| q.noise.as_deref()) {
        groups.push(of(format!("noisy: {noise}"), &|q| q.noise.as_ref() == Some(&noise)));
    }
    for speaker in names(&|q| Some(&q.speaker)) {
        groups.push(of(format!("speaker: {speaker}"), &|q| q.speaker == speaker));
    }
    groups.into_iter().flatten().collect()
}
