//! One turn of a session against the safety invariants.
//!
//! The oracle reads the rules themselves and what was replied. Of `status`, which keeps the invariants, it takes only
//! what is open, to see that nothing riskier was planned before it.

use crate::diagnose::next::Next;
use crate::diagnose::state::{Outcome, Pending, State};
use crate::diagnose::status::Status;
use crate::diagnose::turn::{Outcome as EndOutcome, StepKind, Turn};
use crate::diagnose::{NotNow, WhyNot};
use crate::kb::Item;
use crate::model::{Pin, Remedy, Risk, Rule, Strategy};
use crate::query::WithheldWhy;

/// One turn against the invariants.
pub(super) fn turn(state: &State<'_>, next: &Next, turn: &Turn) {
    // What a plan begins with may be taken now.
    let planned = state.forecast().and_then(|forecast| forecast.step);
    if let Some(step) = planned.filter(|step| step != "which-rule") {
        let (case, rule, item) = state.find(&step).unwrap();
        let held = state.pending.is_some();
        assert!(held || state.status(case, rule, item) == Status::Open, "{step} is planned and may not be taken");
    }
    let rank = |role: &str| state.pack.manifest().roles.iter().position(|r| r.id == role).unwrap();
    assert!(!turn.text.text.is_empty() && !turn.why.text.is_empty(), "{} says nothing", turn.step);
    let shown = match next {
        Next::Step(key) | Next::Confirm(key) | Next::Undo(key) => state.find(key),
        _ => None,
    };
    again(state, next, turn);
    opening(state, next, turn);
    if let Some((_, rule, item)) = shown {
        assert!(rank(item.role()) <= rank(&state.role), "{} is above {}", turn.step, state.role);
        if !matches!(next, Next::Undo(_)) {
            order(state, rule, item, turn);
        }
        if state.strategy == Strategy::Planned && state.derive().is_some() && matches!(next, Next::Step(_)) {
            risk_order(state, item, turn);
        }
        assert!(state.fits(item) || matches!(next, Next::Undo(_)), "{} does not fit", turn.step);
        if item.risk() == Risk::Destructive && !matches!(next, Next::Undo(_)) {
            assert!(turn.caution.is_some(), "{} has no caution", turn.step);
            let confirmed = matches!(&state.pending, Some(Pending::Confirmed(key)) if Some(key.as_str()) == turn.step.split(':').next());
            assert!(matches!(next, Next::Confirm(_)) || confirmed, "{} is shown unconfirmed", turn.step);
            if matches!(next, Next::Confirm(_)) {
                assert!(turn.steps.is_empty() && turn.replies.iter().any(|r| r.confirm.is_some()));
                assert!(!state.offered.contains(&item.key(rule)), "{} is offered twice", turn.step);
            }
        }
        if let Item::Remedy(remedy) = item
            && turn.kind == StepKind::Remedy
        {
            assert!(
                rule.retry_risk <= remedy.risk || turn.verify.is_none(),
                "{} has a verify above its risk",
                turn.step
            );
        }
    }
    if let Some(end) = &turn.end {
        let Some(hand_over) = &end.hand_over else { return assert_eq!(end.outcome, EndOutcome::Resolved) };
        assert!(!hand_over.to.is_empty(), "nobody to hand over to from {:?}", turn.rule);
        for contact in &hand_over.to {
            let contact = state.pack.contact(&contact.id).unwrap();
            let role = contact.role.as_deref();
            assert!(
                role.is_none_or(|role| rank(role) > rank(&state.role)),
                "{} is told to call {}",
                state.role,
                contact.id
            );
        }
    } else {
        let knows = turn.replies.iter().any(|r| r.id == "dont_know");
        let asks = matches!(turn.kind, StepKind::Check | StepKind::Question | StepKind::Consult);
        assert!(!asks || knows, "{} does not take \"don't know\"", turn.step);
        let refusable = turn.replies.iter().any(|r| r.id == "cannot");
        assert!(asks || refusable, "{} cannot be refused", turn.step);
    }
}

/// While it is open which rule is meant, only that and harmless questions are asked.
fn opening(state: &State<'_>, next: &Next, turn: &Turn) {
    if *next == Next::WhichRule {
        assert!(state.opening && turn.replies.len() > 2, "{} offers no rule", turn.step);
    }
    assert!(!state.may_harm_by_trying() || matches!(next, Next::End(_)), "{next:?} may do harm");
    if !state.opening {
        return;
    }
    match next {
        Next::WhichRule | Next::End(_) => {}
        Next::Consult { key, .. } | Next::Step(key) => {
            let Some((_, _, Item::Check(check))) = state.find(key) else {
                panic!("{key} comes before the rule is known")
            };
            let ends = check.answers.iter().any(|a| a.resolved || !a.hand_over.is_empty() || a.see.is_some());
            assert!(check.risk == Risk::Safe && !ends, "{key} comes before the rule is known");
        }
        other => panic!("{other:?} comes before the rule is known"),
    }
}

/// A check is asked a second time only for a contradiction, which is named and holds; it risks nothing, and is not asked a
/// third time.
fn again(state: &State<'_>, next: &Next, turn: &Turn) {
    let Next::Step(key) = next else { return };
    let Some((_, _, Item::Check(check))) = state.find(key) else { return assert!(turn.contradiction.is_none()) };
    assert_eq!(state.answers.contains_key(key), turn.contradiction.is_some(), "{key} is asked again for nothing");
    let Some(named) = &turn.contradiction else { return };
    assert_eq!(named.asks.as_ref(), Some(key));
    assert!(check.risk == Risk::Safe && !state.twice.contains(key) && !state.silent.contains(key), "{key}");
    assert!(named.first != named.second && (named.first.step == *key || named.second.step == *key));
    // What is named may be a fact, which says what it says by the conditions of causes.
    let options = [&named.first.step, &named.second.step].map(|step| {
        let (_, rule, Item::Check(check)) = state.find(step)? else { return None };
        let given = state.answers.get(step)?;
        Some((rule, check.answers.iter().find(|answer| answer.id == *given)?))
    });
    let [Some((rule_1, one)), Some((rule_2, two))] = options else { return };
    let keys =
        |rule: &Rule, ids: &[String]| -> Vec<String> { ids.iter().map(|id| State::cause_key(rule, id)).collect() };
    let out = |case: &crate::diagnose::state::Case, rule: &Rule| {
        rule.causes.iter().all(|cause| state.is_excluded(case, rule, &cause.id))
    };
    let cases = state.cases.iter().map(|case| (case, state.pack.rule_at(case.rule).unwrap()));
    let none_left = cases.into_iter().any(|(case, rule)| out(case, rule));
    let only = |a: Vec<String>, rule: &Rule, b: &[String]| {
        let b = keys(rule, b);
        // The condition of a cause may exclude it instead.
        let conditional = |cause: &String| {
            let (of, id) = cause.split_once('/').unwrap();
            let rule = state.pack.rule(of).unwrap();
            rule.causes.iter().any(|c| c.id == id && !c.when.is_empty())
        };
        !a.is_empty() && a.iter().all(|cause| b.contains(cause) || conditional(cause))
    };
    let opposed = only(keys(rule_1, &one.supports), rule_2, &two.excludes)
        || only(keys(rule_2, &two.supports), rule_1, &one.excludes);
    assert!(opposed || none_left, "{key} is asked again without a contradiction: {}", named.text.text);
}

/// Where it is planned, nothing safer is open that could still help.
fn risk_order(state: &State<'_>, item: Item<'_>, turn: &Turn) {
    if item.is_pinned(Pin::First) {
        return;
    }
    for (case, rule) in state.cases.iter().filter_map(|case| Some((case, state.rule(case)?))) {
        for other in crate::kb::authored(rule).into_iter().filter(|other| other.risk() < item.risk()) {
            let asks = matches!(other, Item::Check(check) if check.answers.len() < 2);
            let open = state.status(case, rule, other) == Status::Open;
            assert!(!open || asks || other.is_pinned(Pin::Last), "{} comes before the safer {}", turn.step, other.id());
        }
    }
}

/// Prerequisites carried out, and everything safer settled before something destructive.
fn order(state: &State<'_>, rule: &Rule, item: Item<'_>, turn: &Turn) {
    let key_of =
        |rule: &Rule, remedy: &Remedy| remedy.used_from.clone().unwrap_or(format!("{}/{}", rule.id, remedy.id));
    for id in item.requires() {
        let remedy = rule.remediation.iter().find(|r| r.id == *id);
        let check = rule.checks.iter().find(|c| c.id == *id);
        let done = match (remedy, check) {
            (Some(remedy), _) => {
                matches!(
                    state.outcomes.get(&key_of(rule, remedy)),
                    Some(Outcome::NotFixed | Outcome::Unsure | Outcome::Done)
                )
            }
            (None, Some(check)) => {
                let key = check.used_from.clone().unwrap_or(format!("{}/{}", rule.id, check.id));
                state.answers.get(&key).is_some_and(|a| a != "dont_know")
            }
            (None, None) => false,
        };
        assert!(done, "{} comes before {id}, which it requires", turn.step);
    }
    if item.risk() != Risk::Destructive {
        return;
    }
    for case in &state.cases {
        let rule = state.pack.rule_at(case.rule).unwrap();
        for safer in rule.remediation.iter().filter(|r| r.risk < Risk::Destructive) {
            let tried = matches!(state.outcomes.get(&key_of(rule, safer)), Some(Outcome::NotFixed | Outcome::Done));
            let not_here = safer
                .when
                .iter()
                .any(|(fact, values)| state.fact(case, fact).is_some_and(|v| !values.iter().any(|x| x == v)));
            let causes: Vec<&String> = safer.fixes.iter().chain(&safer.sometimes_fixes).collect();
            let excluded = !causes.is_empty()
                && causes.iter().all(|id| {
                    let cause = rule.causes.iter().find(|c| c.id == **id).unwrap();
                    let key = cause.used_from.clone().unwrap_or(format!("{}/{}", rule.id, cause.id));
                    let other_case = cause
                        .when
                        .iter()
                        .any(|(f, vs)| state.fact(case, f).is_some_and(|v| !vs.iter().any(|x| x == v)));
                    state.excluded.contains(&key) || other_case
                });
            assert!(tried || not_here || excluded, "{} comes before the safer {}", turn.step, safer.id);
        }
    }
}

/// Each step has one reason, which agrees with where the step stands and names steps that there are.
pub(super) fn others(state: &State<'_>, next: &Next, all: &[WhyNot]) {
    let ahead = match next {
        Next::Step(key) | Next::Confirm(key) | Next::Consult { key, .. } => Some(key.as_str()),
        _ => None,
    };
    let named: Vec<&str> = all.iter().filter(|one| one.why == NotNow::Next).map(|one| one.step.as_str()).collect();
    assert_eq!(named, Vec::from_iter(ahead), "what comes next");
    for one in all {
        let (case, rule, item) = state.find(&one.step).unwrap();
        let status = state.status(case, rule, item);
        let why = one.why;
        if why == NotNow::Next {
            continue;
        }
        assert_eq!(why == NotNow::Done, status == Status::Settled, "{}: {why:?}", one.step);
        let orders =
            [NotNow::PinnedFirst, NotNow::WorkaroundFirst, NotNow::SupportedFirst, NotNow::InOrder, NotNow::NoCheaper];
        if orders.contains(&why) {
            assert!(status == Status::Open && one.steps.len() == 1, "{}: {why:?}", one.step);
        }
        if state.end.is_none() && state.candidates.is_none() && !state.opening && state.pending.is_none() {
            match status {
                Status::Withheld(withheld) => assert_eq!(why, NotNow::Withheld(withheld), "{}", one.step),
                Status::Moot => {
                    let moot = [NotNow::RuledOut, NotNow::TellsNothing, NotNow::Withheld(WithheldWhy::NotThisCase)];
                    assert!(moot.contains(&why), "{}: {why:?}", one.step);
                }
                _ => {}
            }
        }
        let waits = [WithheldWhy::Requires, WithheldWhy::SaferFirst, WithheldWhy::NotUndone];
        if waits.iter().any(|withheld| why == NotNow::Withheld(*withheld)) {
            assert!(!one.steps.is_empty(), "{} waits for nothing: {why:?}", one.step);
        }
        for other in &one.steps {
            assert!(state.find(other).is_some() && *other != one.step, "{} waits for {other}", one.step);
        }
        if let Some(expected) = one.expected {
            assert!(expected.instead >= expected.planned, "{}: {expected:?}", one.step);
        }
        assert!(!one.reason.text.trim().is_empty() && !one.text.text.trim().is_empty(), "{}", one.step);
    }
}
