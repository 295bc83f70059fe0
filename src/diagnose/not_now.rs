//! Where a step stands against the one that comes next, in a closed list of reasons.

use serde::Serialize;

use super::next::{Next, is_workaround};
use super::state::{Case, Pending, State};
use super::status::Status;
use crate::kb::{Item, authored, find_item};
use crate::model::{Check, Pin, Rule, When};
use crate::query::WithheldWhy;

/// Why a step is not the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum NotNow {
    /// It is the next one.
    Next,
    /// The session is over.
    Ended,
    /// It was answered, its answer was known, or it was carried out.
    Done,
    /// It is not known yet which code, detail or rule is meant.
    Unidentified,
    /// A change that did not help is put back first.
    UndoFirst,
    /// Answers that cannot all hold are cleared up first.
    Contradiction,
    /// An answer that was taken back is asked again first.
    TakenBack,
    /// Everything that it could help against was ruled out.
    RuledOut,
    /// No answer to it would change anything any more.
    TellsNothing,
    /// The rule puts another step before all others.
    PinnedFirst,
    /// Somebody waits, so that a workaround comes first.
    WorkaroundFirst,
    /// The answers point to a cause that another remedy ends.
    SupportedFirst,
    /// Another step comes before it in the authored order.
    InOrder,
    /// To begin with another step is expected to take no longer.
    NoCheaper,
    /// It is withheld.
    #[serde(untagged)]
    Withheld(WithheldWhy),
}

impl<'k> State<'k> {
    /// Why a step is not the next one, and the steps that this is about.
    pub(super) fn not_now(
        &self,
        case: &Case,
        rule: &Rule,
        item: Item<'_>,
        next: &Next,
        is_planned: bool,
    ) -> (NotNow, Vec<String>) {
        let key = item.key(rule);
        let status = self.status(case, rule, item);
        let ahead = match next {
            Next::Step(key) | Next::Confirm(key) | Next::Consult { key, .. } => Some(key),
            Next::Undo(_) | Next::WhichCode | Next::WhichDetail | Next::WhichRule | Next::End(_) => None,
        };
        if ahead == Some(&key) {
            return (NotNow::Next, Vec::new());
        }
        let first = || ahead.into_iter().cloned().collect();
        if status == Status::Settled {
            return (NotNow::Done, Vec::new());
        }
        if self.end.is_some() {
            return (NotNow::Ended, Vec::new());
        }
        if self.candidates.is_some() || self.opening {
            return (NotNow::Unidentified, first());
        }
        if let Some(Pending::Undo(changed)) = &self.pending {
            return (NotNow::UndoFirst, vec![changed.clone()]);
        }
        match status {
            Status::Withheld(why) => (NotNow::Withheld(why), self.in_the_way(case, rule, item, why)),
            Status::Moot => self.moot(case, rule, item),
            _ if self.doubt().is_some() => (NotNow::Contradiction, first()),
            _ if self.reask.is_some() && self.reask.as_ref() == ahead => (NotNow::TakenBack, first()),
            _ => match ahead.and_then(|ahead| self.find(ahead)) {
                Some((_, other_rule, other)) => (self.behind((rule, item), (other_rule, other), is_planned), first()),
                None => (NotNow::Withheld(WithheldWhy::NotWorthIt), Vec::new()),
            },
        }
    }

    /// Why an open step comes after another one.
    fn behind(&self, own: (&Rule, Item<'_>), ahead: (&Rule, Item<'_>), is_planned: bool) -> NotNow {
        let ((rule, item), (other_rule, other)) = (own, ahead);
        let place = |item: Item<'_>| authored(rule).iter().position(|one| one.id() == item.id());
        let brought_forward = rule.id == other_rule.id && rule.tree.is_none() && place(item) < place(other);
        match other {
            _ if other.is_pinned(Pin::First) => NotNow::PinnedFirst,
            _ if self.waiting && is_workaround(other) => NotNow::WorkaroundFirst,
            _ if is_planned => NotNow::NoCheaper,
            _ if brought_forward => NotNow::SupportedFirst,
            _ => NotNow::InOrder,
        }
    }

    /// Why a step does not concern the case any more, and the answers that say so.
    fn moot(&self, case: &Case, rule: &Rule, item: Item<'_>) -> (NotNow, Vec<String>) {
        let failing = |(fact, values): (&String, &Vec<String>)| {
            let when = When::from([(fact.clone(), values.clone())]);
            self.fails(case, &when).then(|| fact.clone())
        };
        let failing: Vec<String> = item.when().iter().filter_map(failing).collect();
        if !failing.is_empty() {
            return (NotNow::Withheld(WithheldWhy::NotThisCase), self.tellers(rule, &failing));
        }
        let Item::Remedy(remedy) = item else { return (NotNow::TellsNothing, Vec::new()) };
        let causes: Vec<String> =
            remedy.fixes.iter().chain(&remedy.sometimes_fixes).map(|cause| Self::cause_key(rule, cause)).collect();
        let excludes = self.said.iter().filter(|said| causes.iter().any(|cause| said.excludes.contains(cause)));
        (NotNow::RuledOut, excludes.map(|said| said.key.clone()).collect())
    }

    /// The steps that a withheld one waits for.
    fn in_the_way(&self, case: &Case, rule: &Rule, item: Item<'_>, why: WithheldWhy) -> Vec<String> {
        let remedies = |rule: &'k Rule| rule.remediation.iter().map(move |remedy| (rule, remedy));
        match why {
            WithheldWhy::Requires => {
                let missing = item.requires().iter().filter(|id| !self.is_carried_out(rule, id));
                missing.filter_map(|id| Some(find_item(rule, id)?.key(rule))).collect()
            }
            WithheldWhy::SaferFirst => {
                let cases = self.cases.iter().filter_map(|case| Some((case, self.rule(case)?)));
                let all = cases.flat_map(|(case, rule)| remedies(rule).map(move |(rule, remedy)| (case, rule, remedy)));
                let left = all.filter(|(case, rule, remedy)| {
                    remedy.risk < item.risk() && !self.is_out_of_the_way(case, rule, remedy)
                });
                left.map(|(_, rule, remedy)| Item::Remedy(remedy).key(rule)).collect()
            }
            WithheldWhy::NotUndone => {
                let Item::Remedy(own) = item else { return Vec::new() };
                let changed = rule.remediation.iter().filter(|other| other.any_of == own.any_of && other.id != own.id);
                let keys = changed.map(|other| Item::Remedy(other).key(rule));
                keys.filter(|key| self.outcomes.contains_key(key) && !self.undone.contains(key)).collect()
            }
            WithheldWhy::UnknownFact => {
                let unknown = item.when().keys().filter(|fact| self.fact(case, fact).is_none());
                self.tellers(rule, &unknown.cloned().collect::<Vec<_>>())
            }
            _ => Vec::new(),
        }
    }

    /// The checks of a rule that tell one of these facts.
    fn tellers(&self, rule: &Rule, facts: &[String]) -> Vec<String> {
        let tells = |check: &&Check| {
            facts.iter().any(|fact| check.id == *fact || check.answers.iter().any(|a| a.set.contains_key(fact)))
        };
        rule.checks.iter().filter(tells).map(|check| Item::Check(check).key(rule)).collect()
    }
}
