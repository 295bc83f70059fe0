//! Simple plans and what they cost: probability over cost, and the author's list.
//!
//! Each is legal in every mode, as it takes nothing but allowed steps, and each may hand over where that is cheapest.
//! Chances need not sum to 1: a cost is weighted with their sum.

use super::belief::Key;
use super::bits::Bits;
use super::problem::{Outcome, Problem, at};

/// What a simple plan costs from a state on, and the step it begins with; none if it hands over at once.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) cost: f64,
    pub(super) first: Option<usize>,
}

/// Which steps of the author's list are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    /// All of them, to the end.
    ToTheEnd,
    /// All of them, handing over where that is cheaper.
    Steps,
    /// Actions, and what they wait for, handing over where that is cheaper.
    Actions,
}

/// A place in a line: what is possible, what is left, and how likely each cause is with the session still going.
#[derive(Debug, Clone)]
struct Place<const N: usize> {
    causes: Bits<N>,
    rest: Bits<N>,
    open: Vec<f64>,
}

/// A line in the making.
#[derive(Debug)]
struct Tally {
    best: Line,
    spent: f64,
    first: Option<usize>,
}

impl Tally {
    /// Adds a step and what handing over after it costs; whether going on may be cheaper than stopping somewhere before.
    fn add(&mut self, step: usize, cost: f64, end: f64) -> bool {
        self.first = self.first.or(Some(step));
        self.spent += cost;
        if self.spent + end < self.best.cost {
            self.best = Line { cost: self.spent + end, first: self.first };
        }
        self.spent < self.best.cost
    }
}

impl<const N: usize> Place<N> {
    fn total(&self) -> f64 {
        self.open.iter().sum()
    }
}

impl<const N: usize> Problem<N> {
    /// Actions by their present chance over cost, each with what it waits for, up to the best place to stop.
    pub(super) fn by_ratio(&self, key: &Key<N>, chances: &[f64]) -> Line {
        let mut place = Place { causes: key.causes, rest: key.rest, open: chances.to_vec() };
        let mut total = place.total();
        let mut tally = Tally { best: Line { cost: total * self.stop, first: None }, spent: 0.0, first: None };
        while self.waits(place.rest) {
            let Some(step) = self.best_bundle(&place) else { return tally.best };
            let cost = total * self.cost(step);
            self.carry_out(&mut place, step);
            total = place.total();
            if !tally.add(step, cost, total * self.stop) {
                return tally.best;
            }
        }
        self.by_ratio_alone(place, tally)
    }

    /// Whether something that is left waits for something else that is left.
    fn waits(&self, rest: Bits<N>) -> bool {
        self.ordered && rest.iter().any(|step| self.steps.get(step).is_some_and(|work| work.before.meets(rest)))
    }

    /// The same where nothing waits for a requirement: gains are kept, and changed where a cause became less likely.
    fn by_ratio_alone(&self, mut place: Place<N>, mut tally: Tally) -> Line {
        let mut gains = vec![0.0; self.steps.len()];
        let mut fixing = Bits::default();
        self.renew(&mut gains, &mut fixing, &place, place.rest.and(self.actions));
        // All that is left in a state is useful, where nothing waits for anything.
        let mut useful = if self.ordered { self.useful(place.causes, place.rest) } else { place.rest };
        let mut judged = place.causes;
        let questions = self.holding.minus(self.actions);
        let mut total = place.total();
        loop {
            let mut within = self.within(fixing);
            if within != self.within(fixing.or(useful.and(questions))) {
                if judged != place.causes {
                    (useful, judged) = (self.useful(place.causes, useful), place.causes);
                }
                within = self.within(fixing.or(useful.and(questions)));
            }
            let mut best: Option<(usize, f64, f64)> = None;
            for step in fixing.and(within).iter() {
                let (gain, cost) = (at(&gains, step), self.cost(step));
                if best.is_none_or(|(_, other, paid)| gain * paid > other * cost) {
                    best = Some((step, gain, cost));
                }
            }
            let step = match best {
                Some((step, ..)) => step,
                // A question has to be settled before anything more can be repaired.
                None if !fixing.is_empty() => {
                    let allowed = useful.and(self.within(useful.and(self.holding))).minus(self.deciding);
                    let Some(step) = allowed.iter().next() else { return tally.best };
                    step
                }
                None => return tally.best,
            };
            place.rest.remove(step);
            fixing.remove(step);
            useful.remove(step);
            let mut touched = Bits::default();
            for (cause, chance) in self.steps.get(step).map_or(&[][..], |work| &work.fixes) {
                if let Some(open) = place.open.get_mut(*cause) {
                    *open *= 1.0 - chance;
                }
                if *chance >= 1.0 {
                    place.causes.remove(*cause);
                }
                touched = touched.or(self.fixers.get(*cause).copied().unwrap_or_default());
            }
            touched = touched.and(fixing);
            self.renew(&mut gains, &mut fixing, &place, touched);
            let cost = total * self.cost(step);
            total = place.total();
            if !tally.add(step, cost, total * self.stop) {
                return tally.best;
            }
        }
    }

    /// Works out anew how likely some actions are to end the fault, and notes which of them may.
    fn renew(&self, gains: &mut [f64], fixing: &mut Bits<N>, place: &Place<N>, actions: Bits<N>) {
        for step in actions.iter() {
            let fixes = self.steps.get(step).map_or(&[][..], |work| &work.fixes);
            let gain: f64 = fixes.iter().map(|(cause, chance)| at(&place.open, *cause) * chance).sum();
            if let Some(kept) = gains.get_mut(step) {
                *kept = gain;
            }
            if gain > 0.0 { fixing.insert(step) } else { fixing.remove(step) }
        }
    }

    /// The next step towards the action that, with all it waits for, gains most for its cost.
    fn best_bundle(&self, place: &Place<N>) -> Option<usize> {
        let allowed = self.allowed_with(place.causes, place.rest);
        let mut best: Option<(usize, f64, f64)> = None;
        for step in place.rest.iter() {
            let Some(work) = self.steps.get(step) else { continue };
            let mut bundle = work.before.and(place.rest);
            bundle.insert(step);
            let next = bundle.and(allowed).iter().next();
            let Some(next) = next.filter(|_| work.is_action && !bundle.meets(self.deciding)) else {
                continue;
            };
            if !work.may_fix.meets(place.causes) {
                continue;
            }
            let cost: f64 = bundle.iter().map(|step| self.cost(step)).sum();
            let gain = self.gain(place, bundle);
            if gain > 0.0 && best.is_none_or(|(_, other, paid)| gain * paid > other * cost) {
                best = Some((next, gain, cost));
            }
        }
        // A question may have to be settled before anything can be repaired.
        let waits = || place.rest.iter().any(|step| self.steps.get(step).is_some_and(|work| work.is_action));
        best.map(|(step, _, _)| step).or_else(|| allowed.minus(self.deciding).iter().next().filter(|_| waits()))
    }

    /// The chance that one of the steps ends the fault.
    fn gain(&self, place: &Place<N>, bundle: Bits<N>) -> f64 {
        let mut open = place.open.clone();
        let works = bundle.iter().filter_map(|step| self.steps.get(step));
        for (cause, chance) in works.flat_map(|work| &work.fixes) {
            if let Some(open) = open.get_mut(*cause) {
                *open *= 1.0 - chance;
            }
        }
        place.open.iter().zip(&open).map(|(before, after)| before - after).sum()
    }

    /// Carries out a step without looking at what it shows, other than that the fault goes on.
    fn carry_out(&self, place: &mut Place<N>, step: usize) {
        place.rest.remove(step);
        if let Some(work) = self.steps.get(step) {
            for (cause, chance) in &work.fixes {
                if let Some(open) = place.open.get_mut(*cause) {
                    *open *= 1.0 - chance;
                }
            }
            if let ([outcome], true) = (work.outcomes.as_slice(), work.is_action) {
                place.causes = place.causes.and(outcome.possible);
            }
        }
        place.rest = self.mattering(place.causes, place.rest);
    }

    /// The author's list: always the first step of it that is allowed and may still matter.
    ///
    /// Answers that leave the same causes possible lead to the same steps, so they are followed as one. Where even so more
    /// states than `fuel` are met, questions are asked unheard.
    pub(super) fn by_list(&self, key: &Key<N>, chances: &[f64], listed: Listed, mut fuel: u32) -> Line {
        let first = self.next_listed(key.causes, key.rest, listed);
        let place = Place { causes: key.causes, rest: key.rest, open: chances.to_vec() };
        let end = place.total() * self.stop;
        let heard = self.follow(place.clone(), listed, true, &mut fuel);
        let cost = if fuel > 0 {
            heard
        } else {
            let mut endless = u32::MAX;
            self.follow(place, listed, false, &mut endless)
        };
        Line { cost, first: first.filter(|_| listed == Listed::ToTheEnd || cost < end) }
    }

    /// The next step of the author's list.
    pub(super) fn next_listed(&self, causes: Bits<N>, rest: Bits<N>, listed: Listed) -> Option<usize> {
        let allowed = self.allowed_with(causes, rest);
        if listed != Listed::Actions {
            return allowed.iter().next();
        }
        let mut wanted = Bits::default();
        for (step, work) in rest.iter().filter_map(|step| self.steps.get(step).map(|work| (step, work))) {
            if work.is_action && work.may_fix.meets(causes) {
                wanted = wanted.or(work.before.and(rest));
                wanted.insert(step);
            }
        }
        if wanted.is_empty() {
            return None;
        }
        allowed.and(wanted).iter().next().or_else(|| allowed.iter().next())
    }

    /// What following the list costs, weighted with the chance to get here. As deep as there are steps.
    fn follow(&self, mut place: Place<N>, listed: Listed, heard: bool, fuel: &mut u32) -> f64 {
        let total = place.total();
        let end = total * self.stop;
        *fuel = fuel.saturating_sub(1);
        if total <= 0.0 || *fuel == 0 {
            return end;
        }
        let Some(step) = self.next_listed(place.causes, place.rest, listed) else { return end };
        let mut cost = total * self.cost(step);
        let is_question = self.steps.get(step).is_some_and(|work| !work.is_action);
        if is_question && heard {
            let mut done: Vec<(Bits<N>, Bits<N>)> = Vec::new();
            for outcome in self.outcomes(step) {
                let causes = place.causes.and(outcome.possible);
                if causes.is_empty() || done.contains(&(causes, outcome.closes)) {
                    continue;
                }
                done.push((causes, outcome.closes));
                let mut open = vec![0.0; place.open.len()];
                let alike =
                    |same: &&Outcome<N>| place.causes.and(same.possible) == causes && same.closes == outcome.closes;
                for same in self.outcomes(step).iter().filter(alike) {
                    let shares = place.open.iter().zip(&same.chance).map(|(open, chance)| open * chance);
                    open.iter_mut().zip(shares).for_each(|(open, share)| *open += share);
                }
                let rest = self.mattering(causes, place.rest.without(step).minus(outcome.closes));
                cost += self.follow(Place { causes, rest, open }, listed, heard, fuel);
            }
        } else if self.deciding.contains(step) {
            return end;
        } else {
            self.carry_out(&mut place, step);
            cost += self.follow(place, listed, heard, fuel);
        }
        if listed == Listed::ToTheEnd { cost } else { cost.min(end) }
    }
}
