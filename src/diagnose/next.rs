//! The next step of a session in authored order.

use crate::kb::{Item, authored, find_item};
use crate::model::{Check, Pin, Remedy, RemedyKind, Risk, Rule, Strategy, Tree};

use super::forecast::Forecast;
use super::state::{Case, End, Pending, State};
use super::status::Status;

/// What comes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Next {
    /// Which code is on the screen?
    WhichCode,
    /// Which detail code is on the screen?
    WhichDetail,
    /// Which of the rules that were described is it?
    WhichRule,
    /// Was this contact consulted about this step?
    Consult {
        contact: String,
        key: String,
    },
    /// A destructive step is about to come.
    Confirm(String),
    /// A check or remedy.
    Step(String),
    /// A failed alternative is put back.
    Undo(String),
    End(End),
}

/// What the order of steps says.
enum Choice<'k> {
    Step((&'k Rule, Item<'k>)),
    HandOver,
}

/// Whether a step keeps the desk running without a risk.
pub(super) fn is_workaround(item: Item<'_>) -> bool {
    matches!(item, Item::Remedy(r) if r.kind == RemedyKind::Workaround && r.risk == Risk::Safe)
}

impl<'k> State<'k> {
    /// The next step. Checks whose answer is known are not returned; see [`State::settle`].
    pub(crate) fn next(&self) -> Next {
        self.next_by(self.forecast().as_ref())
    }

    /// The same by a forecast that was made already.
    pub(crate) fn next_by(&self, forecast: Option<&Forecast>) -> Next {
        if let Some(end) = &self.end {
            return Next::End(end.clone());
        }
        if let Some(candidates) = &self.candidates {
            return if candidates.ask_code { Next::WhichCode } else { Next::WhichDetail };
        }
        match &self.pending {
            Some(Pending::Confirmed(key)) => return Next::Step(key.clone()),
            Some(Pending::Undo(key)) => return Next::Undo(key.clone()),
            None => {}
        }
        // Nothing is built on answers that cannot all hold.
        if let Some((_, rule, item)) = self.doubt().and_then(|(_, key)| self.find(&key)) {
            return self.gated(rule, item);
        }
        if self.opening {
            return self.opening_step(forecast);
        }
        let again = self.reask.as_deref().and_then(|key| self.find(key));
        if let Some((case, rule, item)) = again
            && self.status(case, rule, item) == Status::Open
        {
            return self.gated(rule, item);
        }
        match self.while_waiting().map_or_else(|| self.by_strategy(forecast), Choice::Step) {
            Choice::Step((rule, item)) => self.gated(rule, item),
            Choice::HandOver => Next::End(End::HandedOver(Vec::new())),
        }
    }

    /// The next step as planned, or as authored where the rules do not say enough to plan.
    fn by_strategy(&self, forecast: Option<&Forecast>) -> Choice<'k> {
        forecast.and_then(|forecast| self.planned(forecast)).unwrap_or_else(|| {
            let pick = self.cases.iter().find_map(|case| {
                let rule = self.rule(case)?;
                Some((rule, self.pick(case, rule)?))
            });
            pick.map_or(Choice::HandOver, Choice::Step)
        })
    }

    /// The step that the cheapest order begins with. It is taken only where it may be taken now, whatever was planned.
    fn planned(&self, forecast: &Forecast) -> Option<Choice<'k>> {
        let Some(step) = &forecast.step else { return Some(Choice::HandOver) };
        let (case, rule, item) = self.find(step)?;
        (self.status(case, rule, item) == Status::Open).then_some(Choice::Step((rule, item)))
    }

    /// Where somebody waits, the workaround that keeps the desk running; pinned steps come before it.
    fn while_waiting(&self) -> Option<(&'k Rule, Item<'k>)> {
        if !self.waiting || self.first_open(|item| item.is_pinned(Pin::First)).is_some() {
            return None;
        }
        self.first_open(is_workaround)
    }

    /// The first open step that is wanted, rules with a tree of their own aside.
    fn first_open(&self, wanted: impl Fn(Item<'k>) -> bool) -> Option<(&'k Rule, Item<'k>)> {
        let rules = self.cases.iter().filter_map(|case| Some((case, self.rule(case)?)));
        rules.filter(|(_, rule)| rule.tree.is_none()).find_map(|(case, rule)| {
            let open = |item: &Item<'k>| wanted(*item) && self.status(case, rule, *item) == Status::Open;
            Some((rule, authored(rule).into_iter().find(open)?))
        })
    }

    /// A step behind the questions that must come before it.
    pub(super) fn gated(&self, rule: &Rule, item: Item<'_>) -> Next {
        let key = item.key(rule);
        let consult = item.consult().filter(|id| !self.consulted.contains(*id));
        let stranger = consult
            .and_then(|id| self.pack.contact(id))
            .filter(|contact| self.pack.is_above(contact, Some(&self.role)));
        if let Some(contact) = stranger {
            return Next::Consult { contact: contact.id.clone(), key };
        }
        if item.risk() == Risk::Destructive { Next::Confirm(key) } else { Next::Step(key) }
    }

    /// The next open step of one rule.
    fn pick(&self, case: &Case, rule: &'k Rule) -> Option<Item<'k>> {
        if let Some(tree) = &rule.tree {
            return self.pick_in_tree(case, rule, tree);
        }
        let open = |item: &Item<'k>| self.status(case, rule, *item) == Status::Open;
        let order = authored(rule);
        let pinned = order.iter().copied().find(|item| item.is_pinned(Pin::First) && open(item));
        pinned.or_else(|| self.brought_forward(case, rule)).or_else(|| order.iter().copied().find(open))
    }

    /// The remedy of a supported cause, as far as prerequisites and safety allow it now; destructive ones keep their turn.
    fn brought_forward(&self, case: &Case, rule: &'k Rule) -> Option<Item<'k>> {
        let supported = |causes: &[String]| {
            causes
                .iter()
                .any(|c| !self.is_excluded(case, rule, c) && self.supported.contains(&Self::cause_key(rule, c)))
        };
        let pick = |causes: fn(&Remedy) -> &[String]| {
            rule.remediation
                .iter()
                .filter(|remedy| remedy.risk != Risk::Destructive && supported(causes(remedy)))
                .map(Item::Remedy)
                .find(|item| !item.is_pinned(Pin::Last) && self.status(case, rule, *item) == Status::Open)
        };
        pick(|remedy| &remedy.fixes).or_else(|| pick(|remedy| &remedy.sometimes_fixes))
    }

    /// Follows a hand-written tree from its start along the replies given so far.
    fn pick_in_tree(&self, case: &Case, rule: &'k Rule, tree: &'k Tree) -> Option<Item<'k>> {
        let mut at = tree.start.as_str();
        // A tree without a cycle is left after as many steps as it has nodes.
        for _ in 0..=tree.nodes.len() {
            let node = tree.nodes.iter().find(|node| node.step == at)?;
            let item = find_item(rule, &node.step)?;
            if self.status(case, rule, item) == Status::Open {
                return Some(item);
            }
            let key = item.key(rule);
            let reply =
                self.answers.get(&key).map(String::as_str).or_else(|| self.outcomes.get(&key).map(|o| o.reply()));
            at = reply.and_then(|reply| node.replies.get(reply)).unwrap_or(&node.otherwise);
        }
        None
    }

    /// Whether the next step may be a destructive one: to be sure costs a plan.
    pub(crate) fn may_be_destructive(&self) -> bool {
        let mut rules = self.cases.iter().filter_map(|case| Some((case, self.rule(case)?)));
        rules.any(|(case, rule)| {
            let mut items = authored(rule).into_iter().filter(|item| item.risk() == Risk::Destructive);
            items.any(|item| self.status(case, rule, item) == Status::Open)
        })
    }

    /// An open check whose answer is known.
    fn known_check(&self) -> Option<(String, &'k Rule, &'k Check, String)> {
        self.cases.iter().filter_map(|case| Some((case, self.rule(case)?))).find_map(|(case, rule)| {
            rule.checks.iter().find_map(|check| {
                let item = Item::Check(check);
                let known = self.known_answer(rule, check)?;
                let open = self.status(case, rule, item) == Status::Open;
                open.then(|| (item.key(rule), rule, check, known.id.clone()))
            })
        })
    }

    /// Answers the checks whose answer is known, until something has to be asked.
    pub(crate) fn settle(&mut self) {
        // A plan weighs everything that is known, not only what it would ask next.
        if self.strategy == Strategy::Planned {
            while self.end.is_none() && self.candidates.is_none() {
                let Some((key, rule, check, answer)) = self.known_check() else { return };
                self.silent.insert(key);
                self.answer(rule, check, &answer);
            }
            return;
        }
        // Each turn of the loop answers a check that is not asked any more; what is in doubt is for the person to say.
        while self.doubt().is_none()
            && let Next::Step(key) = self.next()
        {
            let Some((_, rule, Item::Check(check))) = self.find(&key) else { return };
            let Some(answer) = self.known_answer(rule, check) else { return };
            let answer = answer.id.clone();
            self.silent.insert(key);
            self.answer(rule, check, &answer);
        }
    }
}
