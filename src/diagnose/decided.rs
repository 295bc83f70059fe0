//! What the planner decided already, kept while there is room: the same rest of a session is planned once.
//!
//! A decision depends on its question alone, and is found by the whole of it, so that an answer is the same whether something
//! was kept, by whom, or nothing.

use std::collections::VecDeque;
use std::hash::BuildHasher;
use std::mem::size_of;
use std::sync::{Arc, Mutex};

use foldhash::fast::FixedState;

use super::plan::{Evidence, Mode, Model, Planner, Step, StepKind};

/// Bytes of what is kept, about.
const ROOM: usize = 1024 * 1024;

/// What is to be decided: all that a decision depends on.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Question {
    pub(crate) model: Model,
    /// The most states that may be looked at, if they are limited.
    pub(crate) budget: Option<u64>,
    /// Whether it looks one step ahead where the search does not do.
    pub(crate) looks: bool,
}

impl Question {
    /// A planner of it that has solved nothing.
    pub(crate) fn planner(&self) -> Planner {
        let planner = Planner::new(&self.model, Mode::SafeAll);
        match self.budget {
            Some(budget) => planner.with_budget(budget),
            None => planner,
        }
    }

    fn decide(&self) -> Option<Decision> {
        let planner = self.planner();
        let mut planner = if self.looks { planner } else { planner.without_look() };
        let next = planner.next(&Evidence::new()).ok()?;
        Some(Decision { step: next.step, cost: next.expected_cost, is_exact: next.exact })
    }

    /// The bytes that it takes, about.
    fn size(&self) -> usize {
        let list = |count: usize, each: usize| count.saturating_mul(each).saturating_add(size_of::<Self>());
        let names = |names: &[String]| names.iter().map(|name| list(name.len(), 1)).sum::<usize>();
        let data = self.model.data();
        let causes = data.causes.iter().map(|cause| list(cause.id.len(), 1)).sum::<usize>();
        let step = |kind: &StepKind| match kind {
            StepKind::Escalate => 0,
            StepKind::Action { fix } => list(fix.len(), size_of::<u32>()),
            StepKind::Question { answers, likelihood, closes } => {
                let rows = likelihood.iter().map(|row| list(row.len(), size_of::<u32>())).sum::<usize>();
                let closed = closes.iter().map(|steps| names(steps)).sum::<usize>();
                names(answers).saturating_add(rows).saturating_add(closed)
            }
        };
        let own = |one: &Step| list(one.id.len(), 1).saturating_add(names(&one.requires));
        let steps = data.steps.iter().map(|one| own(one).saturating_add(step(&one.kind))).sum::<usize>();
        causes.saturating_add(steps).saturating_add(names(&data.authored_order))
    }
}

/// The step to begin with, and what the rest costs.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Decision {
    pub(crate) step: String,
    pub(crate) cost: f64,
    pub(crate) is_exact: bool,
}

/// Decisions, those that were not asked for longest first.
#[derive(Debug, Default)]
pub(crate) struct Decided(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    entries: VecDeque<Entry>,
    size: usize,
}

#[derive(Debug)]
struct Entry {
    hash: u64,
    size: usize,
    question: Arc<Question>,
    decision: Decision,
}

impl Decided {
    /// Decides, or finds what was decided. Nobody waits for another thread: whoever finds the list in use plans alone.
    pub(crate) fn decide(&self, question: Question) -> Option<(Arc<Question>, Decision)> {
        let hash = FixedState::with_seed(0).hash_one(&question);
        if let Some(known) = self.0.try_lock().ok().and_then(|mut kept| kept.find(hash, &question)) {
            return Some(known);
        }
        let decision = question.decide()?;
        let question = Arc::new(question);
        let size = question.size();
        let entry = Entry { hash, size, question: Arc::clone(&question), decision: decision.clone() };
        if let Ok(mut kept) = self.0.try_lock() {
            kept.add(entry);
        }
        Some((question, decision))
    }
}

impl Kept {
    fn find(&mut self, hash: u64, question: &Question) -> Option<(Arc<Question>, Decision)> {
        let is_it = |entry: &Entry| entry.hash == hash && *entry.question == *question;
        let at = self.entries.iter().rposition(is_it)?;
        let entry = self.entries.remove(at)?;
        let known = (Arc::clone(&entry.question), entry.decision.clone());
        self.entries.push_back(entry);
        Some(known)
    }

    fn add(&mut self, entry: Entry) {
        // Two threads may have decided the same.
        if entry.size > ROOM || self.find(entry.hash, &entry.question).is_some() {
            return;
        }
        self.size = self.size.saturating_add(entry.size);
        self.entries.push_back(entry);
        while self.size > ROOM
            && let Some(oldest) = self.entries.pop_front()
        {
            self.size = self.size.saturating_sub(oldest.size);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnose::plan::{Cause, Draft};

    /// A question about `causes` causes, the first of them of this weight.
    fn question(causes: usize, weight: u64) -> Question {
        let step = |id: &str, kind| Step { id: id.to_owned(), cost: 1 + weight, risk: 0, requires: Vec::new(), kind };
        let cause = |n: usize| Cause { id: format!("cause-{n}"), weight: if n == 0 { weight } else { 1 } };
        let draft = Draft {
            id: "one".to_owned(),
            causes: (0..causes).map(cause).collect(),
            steps: vec![step("try", StepKind::Action { fix: vec![900; causes] }), step("end", StepKind::Escalate)],
            authored_order: vec!["try".to_owned(), "end".to_owned()],
        };
        Question { model: Model::new(draft).unwrap(), budget: None, looks: true }
    }

    fn entry(question: Question, cost: f64) -> Entry {
        let decision = Decision { step: "try".to_owned(), cost, is_exact: true };
        Entry { hash: 0, size: question.size(), question: Arc::new(question), decision }
    }

    /// All have one hash: the model itself, the budget and the way of looking tell them apart.
    #[test]
    fn a_decision_is_found_by_all_that_it_depends_on() {
        let mut kept = Kept::default();
        (1..50).for_each(|weight| kept.add(entry(question(3, weight), weight as f64)));
        for weight in 1..50 {
            assert_eq!(kept.find(0, &question(3, weight)).unwrap().1.cost, weight as f64);
            assert!(kept.find(0, &Question { budget: Some(500), ..question(3, weight) }).is_none());
            assert!(kept.find(0, &Question { looks: false, ..question(3, weight) }).is_none());
        }
        assert!(kept.find(0, &question(3, 50)).is_none() && kept.find(0, &question(2, 7)).is_none());
        kept.add(entry(question(3, 7), 0.0));
        assert_eq!((kept.entries.len(), kept.find(0, &question(3, 7)).unwrap().1.cost), (49, 7.0));
    }

    #[test]
    fn what_was_not_asked_for_longest_makes_room() {
        let mut kept = Kept::default();
        for weight in 1..400 {
            kept.add(entry(question(200, weight), weight as f64));
            assert!(kept.find(0, &question(200, 1)).is_some(), "what is asked for stays");
            let sizes: usize = kept.entries.iter().map(|entry| entry.size).sum();
            assert!(sizes == kept.size && sizes <= ROOM);
        }
        assert!(kept.entries.len() < 399 && kept.find(0, &question(200, 2)).is_none());
        kept.add(Entry { size: ROOM + 1, ..entry(question(3, 1), 1.0) });
        assert!(kept.find(0, &question(3, 1)).is_none() && !kept.entries.is_empty());
    }

    #[test]
    fn a_decision_is_the_same_whether_it_was_kept_or_not() {
        let decided = Decided::default();
        let mut all = Vec::new();
        for _ in 0..2 {
            all.push((1..20).map(|weight| decided.decide(question(3, weight)).unwrap().1).collect::<Vec<_>>());
        }
        assert_eq!(all[0], all[1]);
        // In use elsewhere: it is decided all the same.
        let _held = decided.0.lock().unwrap();
        assert_eq!(decided.decide(question(3, 1)).unwrap().1, all[0][0]);
    }
}
