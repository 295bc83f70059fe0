//! What is left of a session as a model to plan: the causes that are possible by now, and the steps that may still come.
//!
//! Words are enough, and none are needed. The numbers behind them are the defaults of `docs/diagnosis.md`.

use crate::kb::{Item, authored};
use crate::model::{AnswerOption, Cause, Check, Pin, Risk, Rule};

use super::chances::{Possible, answer_chances, scale, scaled, shown_fix, weight};
use super::plan::{Draft, HAND_OVER, Model, Step, StepKind};
use super::state::{Case, Outcome, State};
use super::status::Status;

/// A step that may still come.
#[derive(Clone)]
struct Left<'s, 'k> {
    case: &'s Case,
    rule: &'k Rule,
    item: Item<'k>,
    key: String,
}

impl<'k> State<'k> {
    /// The rest of the session as a model; none where the rules do not say enough, so that the authored order holds.
    pub(crate) fn derive(&self) -> Option<Model> {
        let rules: Vec<&Rule> = self.cases.iter().filter_map(|case| self.rule(case)).collect();
        let links =
            |rule: &&Rule| rule.remediation.iter().any(|r| !r.fixes.is_empty() || !r.sometimes_fixes.is_empty());
        // What only has to be told apart needs no remedies.
        if rules.iter().any(|rule| rule.tree.is_some()) || !(self.opening || rules.iter().all(links)) {
            return None;
        }
        let left = self.left();
        let causes = self.possible_causes();
        let mut steps: Vec<Step> = left.iter().map(|step| self.step_of(step, &left, &causes)).collect();
        let causes = scaled(&causes);
        self.add_opening(&mut steps, &causes);
        let mut authored_order = in_order(&steps);
        authored_order.push(HAND_OVER.to_owned());
        let cost = u64::from(self.pack.manifest().hand_over_minutes.max(1));
        let kind = StepKind::Escalate;
        steps.push(Step { id: HAND_OVER.to_owned(), cost, risk: 0, requires: Vec::new(), kind });
        let id = rules.iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>().join(" + ");
        Model::new(Draft { id, causes, steps, authored_order }).ok()
    }

    /// The steps that are open, or may open by steps that are: as authored, the rule in front first.
    fn left<'s>(&'s self) -> Vec<Left<'s, 'k>> {
        let mut left: Vec<Left<'s, 'k>> = Vec::new();
        for (case, rule) in self.cases.iter().filter_map(|case| Some((case, self.rule(case)?))) {
            for item in authored(rule) {
                let key = item.key(rule);
                if left.iter().all(|other| other.key != key) && self.is_undone(case, rule, item) {
                    left.push(Left { case, rule, item, key });
                }
            }
        }
        // Whatever waits for something that will not come goes, and so does what waits for that.
        loop {
            let kept: Vec<Left<'s, 'k>> = left.iter().filter(|step| self.may_open(step, &left)).cloned().collect();
            if kept.len() == left.len() {
                return kept;
            }
            left = kept;
        }
    }

    /// Whether a step concerns the case, was not taken, and may be taken by this caller.
    fn is_undone(&self, case: &Case, rule: &Rule, item: Item<'_>) -> bool {
        let known = matches!(item, Item::Check(check) if self.known_answer(rule, check).is_some());
        let settled = matches!(self.status(case, rule, item), Status::Settled | Status::Moot);
        !known
            && !settled
            && !self.outcomes.contains_key(&item.key(rule))
            && self.pack.may(Some(&self.role), item.role())
    }

    fn may_open(&self, step: &Left<'_, '_>, left: &[Left<'_, '_>]) -> bool {
        let comes = |key: &str| left.iter().any(|other| other.key == key);
        let requires = step.item.requires().iter().all(|id| {
            let other = crate::kb::find_item(step.rule, id);
            other.is_some_and(|other| self.is_carried_out(step.rule, id) || comes(&other.key(step.rule)))
        });
        let told = matches!(step.item, Item::Check(_)) || self.unknown(step).all(|fact| teller(fact, left).is_some());
        let destructive = step.item.risk() == Risk::Destructive;
        let safer = || {
            self.cases.iter().filter_map(|case| Some((case, self.rule(case)?))).all(|(case, rule)| {
                let mut safer = rule.remediation.iter().filter(|remedy| remedy.risk < Risk::Destructive);
                safer.all(|r| self.is_out_of_the_way(case, rule, r) || comes(&Item::Remedy(r).key(rule)))
            })
        };
        // What was changed and cannot be put back keeps its alternatives out for good.
        let alternative = matches!(step.item, Item::Remedy(r) if self.alternative_in_the_way(step.rule, r));
        requires
            && told
            && self.fits(step.item)
            && (!alternative || self.pending.is_some())
            && (!destructive || (!self.offered.contains(&step.key) && safer()))
    }

    /// The facts that a step depends on and that are not known yet.
    fn unknown<'a>(&'a self, step: &'a Left<'_, 'k>) -> impl Iterator<Item = &'a String> {
        step.item.when().keys().filter(|fact| self.fact(step.case, fact).is_none())
    }

    fn possible_causes(&self) -> Vec<Possible<'k>> {
        let rules = self.cases.iter().filter_map(|case| self.rule(case));
        let learned: Vec<&Rule> = rules.filter(|rule| self.pack.learned(&rule.id).is_some()).collect();
        let is_learned = !learned.is_empty();
        let mut causes: Vec<Possible<'k>> = Vec::new();
        for (case, rule) in self.cases.iter().filter_map(|case| Some((case, self.rule(case)?))) {
            for cause in rule.causes.iter().filter(|cause| !self.is_excluded(case, rule, &cause.id)) {
                let key = Self::cause_key(rule, &cause.id);
                if causes.iter().all(|other| other.key != key) {
                    causes.push(self.before_all(rule, cause, is_learned));
                }
            }
        }
        // No list is complete: without this, a check of the only cause could tell nothing.
        let other = Possible::unlisted();
        causes.push(match learned.first() {
            Some(rule) => other.learned(self.pack, &rule.id),
            None => other,
        });
        self.weigh_suspects(&mut causes, is_learned);
        let prior: Vec<u128> = causes.iter().map(|cause| cause.weight).collect();
        self.weigh(&mut causes);
        // What was seen cannot be under any cause: the causes count as before, what was done stays done.
        if causes.iter().all(|cause| cause.weight == 0) {
            causes.iter_mut().zip(prior).for_each(|(cause, weight)| cause.weight = weight);
        }
        causes.retain(|cause| cause.weight > 0);
        causes
    }

    /// A cause of a rule with its weight before anything was seen.
    pub(super) fn before_all(&self, rule: &'k Rule, cause: &Cause, is_learned: bool) -> Possible<'k> {
        let cause = Possible::worded(Self::cause_key(rule, &cause.id), weight(cause.likelihood), Some(rule));
        if is_learned { cause.learned(self.pack, &rule.id) } else { cause }
    }

    /// Multiplies each cause's weight by how likely it makes what was seen.
    fn weigh(&self, causes: &mut [Possible<'k>]) {
        for rule in self.cases.iter().filter_map(|case| self.rule(case)) {
            for check in &rule.checks {
                let answered = self.answers.get(&Item::Check(check).key(rule));
                let Some(at) = answered.and_then(|id| check.answers.iter().position(|answer| answer.id == *id)) else {
                    continue;
                };
                scale(causes, |cause| answer_chances(self.pack, rule, check, cause).get(at).copied().unwrap_or(0));
            }
            for remedy in &rule.remediation {
                if self.outcomes.get(&Item::Remedy(remedy).key(rule)) == Some(&Outcome::NotFixed) {
                    scale(causes, |cause| 1000_u32.saturating_sub(shown_fix(self.pack, rule, remedy, cause)));
                }
            }
        }
    }

    fn step_of(&self, step: &Left<'_, 'k>, left: &[Left<'_, '_>], causes: &[Possible<'k>]) -> Step {
        let (rule, item) = (step.rule, step.item);
        let undone = item.requires().iter().filter(|id| !self.is_carried_out(rule, id));
        let mut requires: Vec<String> =
            undone.filter_map(|id| crate::kb::find_item(rule, id)).map(|other| other.key(rule)).collect();
        // Pinned steps come before everything else that may be chosen.
        if !item.is_pinned(Pin::First) {
            let open = |l: &&Left<'_, '_>| self.status(l.case, l.rule, l.item) == Status::Open;
            let pinned = left.iter().filter(|l| l.item.is_pinned(Pin::First)).filter(open);
            requires.extend(pinned.map(|l| l.key.clone()));
        }
        if item.risk() == Risk::Destructive {
            // It waits until everything safer was carried out, useful or not; what may turn out not to apply holds it
            // back by its risk alone.
            let safer = left.iter().filter(|l| matches!(l.item, Item::Remedy(r) if r.risk < Risk::Destructive));
            requires.extend(safer.filter(|l| self.unknown(l).next().is_none()).map(|l| l.key.clone()));
        }
        if let Item::Remedy(_) = item {
            let unknown = item.when().keys().filter(|fact| self.fact(step.case, fact).is_none());
            requires.extend(unknown.filter_map(|fact| teller(fact, left)).map(|(key, _)| key.to_owned()));
        }
        let kind = match item {
            Item::Check(check) => StepKind::Question {
                answers: check.answers.iter().map(|answer| answer.id.clone()).collect(),
                likelihood: causes.iter().map(|cause| answer_chances(self.pack, rule, check, cause)).collect(),
                closes: self.closed_by(step, check, left),
            },
            Item::Remedy(remedy) => {
                StepKind::Action { fix: causes.iter().map(|cause| shown_fix(self.pack, rule, remedy, cause)).collect() }
            }
        };
        // What is pinned last waits for everything of its risk and below, as if it were a little riskier.
        let risk = (item.risk() as u32).saturating_mul(2);
        let risk = if item.is_pinned(Pin::Last) { 5 } else { risk };
        Step { id: step.key.clone(), cost: u64::from(item.minutes().max(1)), risk, requires, kind }
    }
}

impl State<'_> {
    /// For each answer of a check, the steps that are out of the question after it: remedies on another condition, and
    /// everything where the answer hands over.
    fn closed_by(&self, step: &Left<'_, '_>, check: &Check, left: &[Left<'_, '_>]) -> Vec<Vec<String>> {
        let closed = |answer: &AnswerOption| -> Vec<String> {
            let ends = !answer.hand_over.is_empty() || answer.resolved;
            let fails = |other: &Left<'_, '_>| {
                self.unknown(other).filter(|fact| teller(fact, left).is_some_and(|(key, _)| key == step.key)).any(
                    |fact| {
                        let value = if check.id == *fact { Some(&answer.id) } else { answer.set.get(fact) };
                        !other
                            .item
                            .when()
                            .get(fact)
                            .is_some_and(|values| value.is_some_and(|value| values.contains(value)))
                    },
                )
            };
            let others = left.iter().filter(|other| other.key != step.key);
            others.filter(|other| ends || fails(other)).map(|other| other.key.clone()).collect()
        };
        let lists: Vec<Vec<String>> = check.answers.iter().map(closed).collect();
        if lists.iter().all(Vec::is_empty) { Vec::new() } else { lists }
    }
}

/// The check among the steps left that tells a fact.
fn teller<'a>(fact: &str, left: &'a [Left<'_, '_>]) -> Option<(&'a str, &'a Check)> {
    left.iter().find_map(|step| match step.item {
        Item::Check(check) if check.id == *fact || check.answers.iter().any(|a| a.set.contains_key(fact)) => {
            Some((step.key.as_str(), check))
        }
        _ => None,
    })
}

/// The steps as authored, except that what a step waits for comes before it.
fn in_order(steps: &[Step]) -> Vec<String> {
    let mut order: Vec<String> = Vec::with_capacity(steps.len().saturating_add(1));
    while order.len() < steps.len() {
        let waits = |step: &Step| step.requires.iter().any(|id| !order.contains(id));
        let next = steps.iter().find(|step| !order.contains(&step.id) && !waits(step));
        // Steps that wait for each other cannot be loaded; the model would refuse them.
        let Some(next) = next.or_else(|| steps.iter().find(|step| !order.contains(&step.id))) else { break };
        order.push(next.id.clone());
    }
    order
}
