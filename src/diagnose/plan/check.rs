//! Whether a draft can be planned, and if not, what to write instead.

use std::collections::{BTreeMap, BTreeSet};

use super::bits::MOST;
use super::model::{Cause, Draft, Step, StepKind};
use super::read::{bad, short};
use crate::error::Error;

/// Most answers of a question.
const ANSWERS: usize = 64;
/// Largest weight: sums of as many as there may be causes stay exact in a double.
const WEIGHT: u64 = 10_000_000_000_000;
/// Largest cost of a step.
const COST: u64 = 1_000_000_000;
/// Riskiest step.
const RISK: u32 = 1_000_000;
/// Longest name.
const NAME: usize = 200;

pub(super) fn draft(draft: &Draft) -> Result<(), Error> {
    causes(&draft.causes)?;
    steps(&draft.steps)?;
    for step in &draft.steps {
        numbers(step, draft)?;
    }
    requirements(&draft.steps)?;
    order(draft)
}

fn causes(causes: &[Cause]) -> Result<(), Error> {
    if causes.is_empty() {
        return Err(bad("there are no causes; write at least one in `causes`"));
    }
    counted("causes", causes.len(), MOST)?;
    unique("cause", causes.iter().map(|cause| cause.id.as_str()))?;
    for Cause { id, weight } in causes {
        if *weight == 0 || *weight > WEIGHT {
            let id = short(id);
            return Err(bad(format!("cause `{id}`: `weight` is {weight}; write a number from 1 to {WEIGHT}")));
        }
    }
    Ok(())
}

fn steps(steps: &[Step]) -> Result<(), Error> {
    counted("steps", steps.len(), MOST)?;
    unique("step", steps.iter().map(|step| step.id.as_str()))?;
    let ends: Vec<String> = steps.iter().filter(|s| s.kind == StepKind::Escalate).map(|s| short(&s.id)).collect();
    match ends.as_slice() {
        [_] => Ok(()),
        [] => Err(bad("no step has the kind `escalate`; write exactly one, with the cost of handing over")),
        [first, second, ..] => {
            Err(bad(format!("the steps `{first}` and `{second}` both have the kind `escalate`; write exactly one")))
        }
    }
}

fn counted(what: &str, found: usize, most: usize) -> Result<(), Error> {
    if found > most {
        return Err(bad(format!("there are {found} {what}; at most {most} are planned")));
    }
    Ok(())
}

fn unique<'a>(what: &str, ids: impl Iterator<Item = &'a str>) -> Result<(), Error> {
    let mut seen = BTreeSet::new();
    for id in ids {
        if id.is_empty() {
            return Err(bad(format!("a {what} has an empty name; write one")));
        }
        if id.len() > NAME {
            return Err(bad(format!("the name of {what} `{}` is longer than {NAME} bytes", short(id))));
        }
        if !seen.insert(id) {
            return Err(bad(format!("two {what}s are named `{}`; give each its own name", short(id))));
        }
    }
    Ok(())
}

fn numbers(step: &Step, draft: &Draft) -> Result<(), Error> {
    let bad = |detail: String| bad(format!("step `{}`: {detail}", short(&step.id)));
    if step.cost == 0 || step.cost > COST {
        return Err(bad(format!("`cost` is {}; write a number from 1 to {COST}", step.cost)));
    }
    if step.risk > RISK {
        return Err(bad(format!("`risk` is {}; write a number from 0 to {RISK}", step.risk)));
    }
    let count = draft.causes.len();
    match &step.kind {
        StepKind::Escalate if !step.requires.is_empty() => {
            Err(bad("it hands over, which is always possible; leave `requires` empty".to_owned()))
        }
        StepKind::Escalate => Ok(()),
        StepKind::Action { fix } if fix.len() != count => {
            Err(bad(format!("`fix` has {} entries; write one for each of the {count} causes", fix.len())))
        }
        StepKind::Action { fix } => match fix.iter().find(|chance| **chance > 1000) {
            Some(chance) => Err(bad(format!("`fix` holds {chance}; write thousandths, from 0 to 1000"))),
            None => Ok(()),
        },
        StepKind::Question { answers, likelihood, closes } => {
            if answers.is_empty() || answers.len() > ANSWERS {
                return Err(bad(format!("it has {} answers; write from 1 to {ANSWERS}", answers.len())));
            }
            unique("answer", answers.iter().map(String::as_str)).map_err(|e| bad(detail(&e)))?;
            if likelihood.len() != count {
                let found = likelihood.len();
                return Err(bad(format!("`likelihood` has {found} rows; write one for each of the {count} causes")));
            }
            for (row, cause) in likelihood.iter().zip(&draft.causes) {
                let cause = short(&cause.id);
                if row.len() != answers.len() {
                    let (found, wanted) = (row.len(), answers.len());
                    return Err(bad(format!("the row of cause `{cause}` has {found} entries; write {wanted}")));
                }
                let sum: u64 = row.iter().map(|chance| u64::from(*chance)).sum();
                if sum != 1000 {
                    return Err(bad(format!("the row of cause `{cause}` sums to {sum}; it has to sum to 1000")));
                }
            }
            if !closes.is_empty() && closes.len() != answers.len() {
                let (found, wanted) = (closes.len(), answers.len());
                return Err(bad(format!(
                    "`closes` has {found} lists; write one for each of the {wanted} answers, or none"
                )));
            }
            let other = |id: &&String| {
                draft.steps.iter().any(|s| s.id == **id && s.id != step.id && s.kind != StepKind::Escalate)
            };
            match closes.iter().flatten().find(|id| !other(id)) {
                Some(id) => Err(bad(format!("`closes` names `{}`, which is no other step to carry out", short(id)))),
                None => Ok(()),
            }
        }
    }
}

/// An error without the words that every error of its kind begins with.
fn detail(error: &Error) -> String {
    let text = error.to_string();
    let start = format!("{}: ", error.kind());
    text.strip_prefix(&start).unwrap_or(&text).to_owned()
}

fn requirements(steps: &[Step]) -> Result<(), Error> {
    let kinds: BTreeMap<&str, &StepKind> = steps.iter().map(|step| (step.id.as_str(), &step.kind)).collect();
    for step in steps {
        let id = short(&step.id);
        for other in &step.requires {
            let named = short(other);
            match kinds.get(other.as_str()) {
                None => return Err(bad(format!("step `{id}` requires `{named}`, but there is no such step"))),
                Some(StepKind::Escalate) => {
                    return Err(bad(format!("step `{id}` requires `{named}`, after which the session is over")));
                }
                Some(_) => {}
            }
        }
    }
    // Takes away steps that wait for nothing; what is left waits for itself.
    let mut open: Vec<&Step> = steps.iter().collect();
    loop {
        let waiting: BTreeSet<&str> = open.iter().map(|step| step.id.as_str()).collect();
        let left: Vec<&Step> =
            open.iter().copied().filter(|s| s.requires.iter().any(|id| waiting.contains(id.as_str()))).collect();
        match left.as_slice() {
            [] => return Ok(()),
            _ if left.len() == open.len() => {
                let names: Vec<String> = left.iter().take(5).map(|step| format!("`{}`", short(&step.id))).collect();
                return Err(bad(format!("the `requires` of {} go round in a circle; remove one", names.join(", "))));
            }
            _ => open = left,
        }
    }
}

fn order(draft: &Draft) -> Result<(), Error> {
    let known: BTreeSet<&str> = draft.steps.iter().map(|step| step.id.as_str()).collect();
    let mut place: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, id) in draft.authored_order.iter().enumerate() {
        let name = short(id);
        if !known.contains(id.as_str()) {
            return Err(bad(format!("`authored_order` names `{name}`, but there is no such step")));
        }
        if place.insert(id, at).is_some() {
            return Err(bad(format!("`authored_order` names `{name}` twice; name every step once")));
        }
    }
    for step in &draft.steps {
        let Some(at) = place.get(step.id.as_str()) else {
            let name = short(&step.id);
            return Err(bad(format!("`authored_order` does not name the step `{name}`; name every step once")));
        };
        if step.kind == StepKind::Escalate && at.saturating_add(1) != draft.steps.len() {
            return Err(bad(format!("`authored_order` goes on after `{}`; name it last", short(&step.id))));
        }
        if let Some(late) = step.requires.iter().find(|id| place.get(id.as_str()).is_some_and(|other| other > at)) {
            let (step, late) = (short(&step.id), short(late));
            return Err(bad(format!("`authored_order` names `{step}` before `{late}`, which it requires; swap them")));
        }
    }
    Ok(())
}
