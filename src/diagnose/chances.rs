//! How likely causes make what is seen, in numbers behind the author's words.

use crate::kb::{Item, LoadedPack};
use crate::model::{AnswerOption, Check, Likelihood, Remedy, Rule};

use super::plan::Cause;
use super::state::State;

/// The cause that no rule lists, and its weight.
pub(crate) const SOMETHING_ELSE: &str = "something-else";
const RARELY: u32 = 1;

/// Learned weights are in thousandths of those behind words.
pub(crate) const UNIT: u32 = 1000;

/// Chances in thousandths: that a remedy ends a cause that it `fixes`, one that it `sometimes_fixes`, and that a check
/// gets the answer which its cause lets expect.
const FIXES: u32 = 900;
const SOMETIMES: u32 = 300;
const EXPECTED: u32 = 940;

/// How often a cause is the one, relative to others; one without a word counts as `sometimes`.
pub(crate) fn weight(likelihood: Option<Likelihood>) -> u32 {
    match likelihood {
        Some(Likelihood::Often) => 9,
        Some(Likelihood::Sometimes) | None => 3,
        Some(Likelihood::Rarely) => RARELY,
    }
}

impl<'k> Possible<'k> {
    /// A cause of a rule, or what no rule lists, by words.
    pub(crate) fn worded(key: String, weight: u32, rule: Option<&'k Rule>) -> Self {
        Self { key, weight: u128::from(weight), rule }
    }

    /// What none of the rules lists.
    pub(crate) fn unlisted() -> Self {
        Self::worded(SOMETHING_ELSE.to_owned(), RARELY, None)
    }

    /// The same with what was learned of a rule about it. Words keep their weight relative to what was learned.
    pub(super) fn learned(mut self, pack: &LoadedPack, rule: &str) -> Self {
        let learned = pack.learned(rule).and_then(|learned| learned.causes.get(&self.key));
        self.weight = learned.map_or(self.weight.saturating_mul(u128::from(UNIT)), |weight| u128::from(*weight));
        self
    }
}

/// A cause that is possible, with the rule that it is read in.
pub(crate) struct Possible<'k> {
    pub(crate) key: String,
    pub(crate) weight: u128,
    /// None for what no rule lists.
    pub(crate) rule: Option<&'k Rule>,
}

/// For a cause, the chance of each answer in thousandths: learned, or as the words say.
pub(super) fn answer_chances(pack: &LoadedPack, rule: &Rule, check: &Check, cause: &Possible<'_>) -> Vec<u32> {
    let learned = || {
        let row = pack.learned(&rule.id)?.answers.get(&Item::Check(check).key(rule))?.get(&cause.key)?;
        Some(check.answers.iter().map(|answer| row.get(&answer.id).copied().unwrap_or(0)).collect())
    };
    learned().unwrap_or_else(|| worded_answers(rule, check, cause))
}

/// For a cause, the chance of each answer in thousandths as the words say. An answer that supports the cause is expected; where none
/// does, one that supports no cause at all is. An answer that excludes the cause has no chance.
pub(crate) fn worded_answers(rule: &Rule, check: &Check, cause: &Possible<'_>) -> Vec<u32> {
    let names = |list: &[String]| list.iter().any(|id| State::cause_key(rule, id) == cause.key);
    let mut legal: Vec<bool> = check.answers.iter().map(|answer| !names(&answer.excludes)).collect();
    if !legal.contains(&true) {
        legal.fill(true);
    }
    let pick = |wanted: &dyn Fn(&AnswerOption) -> bool| -> Vec<bool> {
        check.answers.iter().zip(&legal).map(|(answer, legal)| *legal && wanted(answer)).collect()
    };
    let choices = [pick(&|answer| names(&answer.supports)), pick(&|answer| answer.supports.is_empty())];
    let expected = choices.into_iter().find(|choice| choice.contains(&true)).unwrap_or_else(|| legal.clone());
    let count = |of: &dyn Fn(bool, bool) -> bool| {
        let hits = expected.iter().zip(&legal).filter(|(expected, legal)| of(**expected, **legal)).count();
        u32::try_from(hits).unwrap_or(u32::MAX)
    };
    let (likely, others) = (count(&|expected, _| expected), count(&|expected, legal| legal && !expected));
    let rest = if others == 0 { 0 } else { 1000_u32.saturating_sub(EXPECTED) };
    let each_other = rest.checked_div(others).unwrap_or(0);
    let share = 1000_u32.saturating_sub(each_other.saturating_mul(others));
    let each = share.checked_div(likely).unwrap_or(0);
    // What does not divide goes to the first expected answer, so that the row sums to 1000.
    let mut over = share.saturating_sub(each.saturating_mul(likely));
    let chance = |(expected, legal): (&bool, &bool)| match (expected, legal) {
        (true, _) => each.saturating_add(std::mem::take(&mut over)),
        (false, true) => each_other,
        (false, false) => 0,
    };
    expected.iter().zip(&legal).map(chance).collect()
}

/// The chance, in thousandths, that the fault is seen to be gone after a remedy: learned, or as the words say.
pub(super) fn shown_fix(pack: &LoadedPack, rule: &Rule, remedy: &Remedy, cause: &Possible<'_>) -> u32 {
    let learned = || pack.learned(&rule.id)?.fixes.get(&Item::Remedy(remedy).key(rule))?.get(&cause.key).copied();
    learned().unwrap_or_else(|| worded_fix(rule, remedy, cause))
}

/// The chance, in thousandths, that the fault is seen to be gone after a remedy, as the words say. One without a verify of its own shows
/// nothing; whatever requires it shows what both have done.
pub(crate) fn worded_fix(rule: &Rule, remedy: &Remedy, cause: &Possible<'_>) -> u32 {
    if !is_verified(rule, remedy) {
        return 0;
    }
    let silent = |id: &&String| rule.remediation.iter().find(|r| r.id == **id).filter(|r| !is_verified(rule, r));
    let before = remedy.requires.iter().filter_map(|id| silent(&id));
    let open = before
        .map(|other| fix(rule, other, cause))
        .fold(1000_u32.saturating_sub(fix(rule, remedy, cause)), |open, fix| {
            open.saturating_mul(1000_u32.saturating_sub(fix)) / 1000
        });
    1000_u32.saturating_sub(open)
}

fn is_verified(rule: &Rule, remedy: &Remedy) -> bool {
    rule.retry_risk <= remedy.risk
}

/// What the author says that a remedy does; one that names no cause sometimes helps with each of its rule.
fn fix(rule: &Rule, remedy: &Remedy, cause: &Possible<'_>) -> u32 {
    let names = |list: &[String]| list.iter().any(|id| State::cause_key(rule, id) == cause.key);
    let names_none = remedy.fixes.is_empty() && remedy.sometimes_fixes.is_empty();
    let concerns = names_none && cause.rule.is_none_or(|of| of.id == rule.id);
    if names(&remedy.fixes) {
        FIXES
    } else if names(&remedy.sometimes_fixes) || concerns {
        SOMETIMES
    } else {
        0
    }
}

pub(super) fn scale(causes: &mut [Possible<'_>], chance: impl Fn(&Possible<'_>) -> u32) {
    for cause in causes.iter_mut() {
        cause.weight = cause.weight.saturating_mul(u128::from(chance(cause)));
    }
    // Long evidence would leave the range otherwise; what is lost is far below a thousand-millionth of the most likely.
    let shift = bits_above(causes, 100);
    causes.iter_mut().for_each(|cause| cause.weight = cause.weight.checked_shr(shift).unwrap_or(0));
}

/// By how many bits the most likely cause has more than `room`.
fn bits_above(causes: &[Possible<'_>], room: u32) -> u32 {
    let most = causes.iter().map(|cause| cause.weight).max().unwrap_or(0);
    u128::BITS.saturating_sub(most.leading_zeros()).saturating_sub(room)
}

/// Weights that fit the model: the most likely cause has some 40 bits, and none that is possible falls to nothing.
pub(super) fn scaled(causes: &[Possible<'_>]) -> Vec<Cause> {
    let shift = bits_above(causes, 40);
    let weight = |weight: u128| u64::try_from(weight.checked_shr(shift).unwrap_or(0)).unwrap_or(u64::MAX).max(1);
    causes.iter().map(|cause| Cause { id: cause.key.clone(), weight: weight(cause.weight) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `docs/diagnosis.md` gives the numbers behind the words.
    #[test]
    fn the_numbers_are_those_of_the_documentation() {
        let page = include_str!("../../docs/diagnosis.md");
        let all = [Some(Likelihood::Often), Some(Likelihood::Sometimes), Some(Likelihood::Rarely), None];
        let weights = all.map(|word| weight(word).to_string()).join(", ");
        let share = |thousandths: u32| format!("{}", f64::from(thousandths) / 1000.0);
        for said in [
            format!("weight {weights};"),
            format!("expected under it ({}, ", share(EXPECTED)),
            format!("in {} of cases", share(FIXES)),
            format!("helps with each in {} ", share(SOMETIMES)),
        ] {
            assert!(page.contains(&said), "docs/diagnosis.md does not say {said:?}");
        }
    }
}
