//! Whether a step may be taken now, and why not: the one place that knows the safety order.

use crate::kb::{Item, Truth, truth};
use crate::model::{Check, Remedy, Risk, Rule, When};
use crate::query::WithheldWhy;

use super::state::{Case, Outcome, State};

/// Where a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    /// It may be taken now.
    Open,
    /// It was answered or carried out.
    Settled,
    /// It does not concern this case, or its answer would change nothing.
    Moot,
    /// It might help, and must not be taken now.
    Withheld(WithheldWhy),
}

impl State<'_> {
    pub(crate) fn status(&self, case: &Case, rule: &Rule, item: Item<'_>) -> Status {
        let key = item.key(rule);
        match item {
            Item::Check(_) if self.answers.contains_key(&key) => return Status::Settled,
            Item::Remedy(_) => match self.outcomes.get(&key) {
                Some(outcome) if outcome.carried_out() => return Status::Settled,
                Some(_) => return Status::Withheld(WithheldWhy::NotDone),
                None => {}
            },
            Item::Check(_) => {}
        }
        let condition = self.condition(case, item);
        match (item, condition) {
            (_, Truth::No) => return Status::Moot,
            (Item::Remedy(remedy), _) if self.all_causes_excluded(case, rule, remedy) => return Status::Moot,
            (Item::Remedy(_), Truth::Unknown) => return Status::Withheld(WithheldWhy::UnknownFact),
            // What was taken back is asked again, whatever was done since.
            (Item::Check(check), _) if self.reask.as_ref() != Some(&key) && !self.matters(case, rule, check) => {
                return Status::Moot;
            }
            _ => {}
        }
        self.gate(rule, item).map_or(Status::Open, Status::Withheld)
    }

    /// What keeps a step that concerns the case from being taken now.
    pub(super) fn gate(&self, rule: &Rule, item: Item<'_>) -> Option<WithheldWhy> {
        if !self.pack.may(Some(&self.role), item.role()) {
            return Some(WithheldWhy::AboveRole);
        }
        if !item.requires().iter().all(|id| self.is_carried_out(rule, id)) {
            return Some(WithheldWhy::Requires);
        }
        if let Item::Remedy(remedy) = item
            && self.alternative_in_the_way(rule, remedy)
        {
            return Some(WithheldWhy::NotUndone);
        }
        if !self.fits(item) {
            return Some(WithheldWhy::OverBudget);
        }
        if item.risk() == Risk::Destructive {
            if self.offered.contains(&item.key(rule)) {
                return Some(WithheldWhy::OfferedOnce);
            }
            if !self.safer_ones_settled(item.risk()) {
                return Some(WithheldWhy::SaferFirst);
            }
        }
        None
    }

    fn condition(&self, case: &Case, item: Item<'_>) -> Truth {
        truth(item.when(), |name| self.fact(case, name))
    }

    /// Whether a cause is out of the question: excluded, or its condition fails.
    pub(crate) fn is_excluded(&self, case: &Case, rule: &Rule, cause: &str) -> bool {
        let conditions = rule.causes.iter().find(|c| c.id == cause).map(|c| &c.when);
        self.excluded.contains(&Self::cause_key(rule, cause)) || conditions.is_some_and(|when| self.fails(case, when))
    }

    /// Whether a condition is known not to hold.
    pub(crate) fn fails(&self, case: &Case, when: &When) -> bool {
        truth(when, |name| self.fact(case, name)) == Truth::No
    }

    fn all_causes_excluded(&self, case: &Case, rule: &Rule, remedy: &Remedy) -> bool {
        let mut causes = remedy.fixes.iter().chain(&remedy.sometimes_fixes).peekable();
        causes.peek().is_some() && causes.all(|cause| self.is_excluded(case, rule, cause))
    }

    /// A prerequisite counts once it was carried out; not knowing, skipping and not being allowed to do not.
    pub(crate) fn is_carried_out(&self, rule: &Rule, id: &str) -> bool {
        let Some(item) = crate::kb::find_item(rule, id) else { return false };
        let key = item.key(rule);
        match item {
            Item::Check(_) => self.answers.get(&key).is_some_and(|answer| answer != "dont_know"),
            Item::Remedy(_) => self.outcomes.get(&key).is_some_and(|outcome| outcome.carried_out()),
        }
    }

    /// Whether another alternative of the same group was changed and not put back.
    pub(crate) fn alternative_in_the_way(&self, rule: &Rule, remedy: &Remedy) -> bool {
        let Some(group) = &remedy.any_of else { return false };
        rule.remediation.iter().filter(|other| other.any_of.as_ref() == Some(group) && other.id != remedy.id).any(
            |other| {
                let key = Item::Remedy(other).key(rule);
                let changed = self.outcomes.get(&key).is_some_and(|outcome| *outcome != Outcome::Cannot);
                changed && other.undo.is_some() && !self.undone.contains(&key)
            },
        )
    }

    /// Whether every remedy below `risk` was carried out without success, does not apply, or has all its causes
    /// excluded. Skipped, "can't", "don't know" and "above my role" settle nothing.
    fn safer_ones_settled(&self, risk: Risk) -> bool {
        self.cases.iter().filter_map(|case| self.rule(case).map(|rule| (case, rule))).all(|(case, rule)| {
            let mut safer = rule.remediation.iter().filter(|remedy| remedy.risk < risk);
            safer.all(|remedy| self.is_out_of_the_way(case, rule, remedy))
        })
    }

    /// Whether a remedy was carried out without success, does not apply, or has all its causes excluded.
    pub(crate) fn is_out_of_the_way(&self, case: &Case, rule: &Rule, remedy: &Remedy) -> bool {
        let item = Item::Remedy(remedy);
        matches!(self.outcomes.get(&item.key(rule)), Some(Outcome::NotFixed | Outcome::Done))
            || self.condition(case, item) == Truth::No
            || self.all_causes_excluded(case, rule, remedy)
    }

    /// Whether everything that may end a cause was carried out: to hear of the cause changes nothing then.
    fn is_treated(&self, case: &Case, rule: &Rule, cause: &str) -> bool {
        let names = |list: &[String]| list.iter().any(|id| id == cause);
        let remedies = || rule.remediation.iter().filter(|r| names(&r.fixes) || names(&r.sometimes_fixes));
        // Where nothing was done, the answer is still for whoever takes over.
        remedies().any(|remedy| self.outcomes.contains_key(&Item::Remedy(remedy).key(rule)))
            && remedies().all(|remedy| self.is_out_of_the_way(case, rule, remedy))
    }

    /// Whether some answer of a check changes a cause that can still be treated, a fact or the end.
    fn matters(&self, case: &Case, rule: &Rule, check: &Check) -> bool {
        let tested = |fact: &str| {
            crate::kb::authored(rule).iter().any(|item| {
                item.when().contains_key(fact)
                    && !self.outcomes.contains_key(&item.key(rule))
                    && !self.answers.contains_key(&item.key(rule))
            })
        };
        let required = || {
            let open =
                |item: &Item<'_>| item.requires().contains(&check.id) && !self.outcomes.contains_key(&item.key(rule));
            crate::kb::authored(rule).iter().any(open)
        };
        check.answers.iter().any(|answer| {
            let open = |cause: &&String| !self.is_excluded(case, rule, cause) && !self.is_treated(case, rule, cause);
            let new_support =
                answer.supports.iter().filter(open).any(|c| !self.supported.contains(&Self::cause_key(rule, c)));
            let new_exclusion = answer.excludes.iter().any(|cause| open(&cause));
            let new_fact = answer.set.keys().any(|fact| !self.facts.contains_key(fact));
            let goes_on = answer.see.as_ref().and_then(|id| self.pack.index().rule(id));
            let new_rule = goes_on.is_some_and(|rule| self.cases.iter().all(|case| case.rule != rule));
            new_support || new_exclusion || new_fact || new_rule || answer.resolved || !answer.hand_over.is_empty()
        }) || tested(&check.id)
            || required()
    }
}
