//! Sessions in the planned order, within the minutes that there are, and while somebody waits.
#![cfg(feature = "fs")]

use std::collections::BTreeMap;

use shindan::diagnose::StepKind;
use shindan::diagnose::plan::{HAND_OVER, Mode, Planner};
use shindan::model::{RemedyKind, Risk, Strategy};
use shindan::query::WithheldWhy;
use shindan::{ErrorKind, KnowledgeBase, Query, Session, Start};

mod common;

use common::{CAORA, asked, packs};

/// A session of the replies that `choose` picks; the minutes of the checks and remedies that were taken.
fn minutes(knowledge: &KnowledgeBase, mut session: Session, mut choose: impl FnMut(usize) -> usize) -> u32 {
    let mut minutes = 0;
    loop {
        let turn = knowledge.turn(&session).unwrap().turn;
        if turn.replies.is_empty() {
            return minutes;
        }
        let reply = turn.replies[choose(turn.replies.len())].id.clone();
        if matches!(turn.kind, StepKind::Check | StepKind::Remedy) && reply != "cannot" {
            minutes += turn.minutes.unwrap();
        }
        session = knowledge.reply(&session, &turn.step, &reply).unwrap();
    }
}

#[test]
fn no_session_takes_more_minutes_than_there_are() {
    let mut state = 1_u64;
    let mut cut_short = 0;
    for (name, knowledge) in packs() {
        let pack = &knowledge.packs()[0];
        for (n, rule) in pack.model().unwrap().rules.iter().enumerate() {
            let budget = [0, 1, 5, 12][n % 4];
            for strategy in [Strategy::Authored, Strategy::Planned] {
                let role = &pack.manifest().roles.last().unwrap().id;
                let start = Start::new(asked(&rule.matches[0])).role(role).strategy(strategy).budget(budget);
                let session = knowledge.start(start).unwrap();
                let skipped = knowledge.turn(&session).unwrap().turn.skipped;
                cut_short += usize::from(skipped.iter().any(|s| s.why == WithheldWhy::OverBudget));
                let taken = minutes(knowledge, session, |count| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    (state >> 33) as usize % count
                });
                assert!(taken <= budget, "{name} {}, {strategy:?}: {taken} of {budget}", rule.id);
            }
        }
    }
    assert!(cut_short > 20, "{cut_short}");
}

#[test]
fn a_session_begins_with_what_the_plan_begins_with() {
    let mut compared = 0;
    for (name, knowledge) in packs() {
        let pack = &knowledge.packs()[0];
        for rule in &pack.model().unwrap().rules {
            // A row that is asked for by itself leaves nothing to ask before the plan.
            let text = asked(&rule.matches[0]);
            let role = &pack.manifest().roles.last().unwrap().id;
            let query = Query::new(&text).role(role);
            let Ok(found) = knowledge.plan_model(&query) else { continue };
            let first = Planner::new(&found.model, Mode::SafeAll).plan().first_step().to_owned();
            let start = Start::new(&text).role(role).strategy(Strategy::Planned);
            let turn = knowledge.turn(&knowledge.start(start).unwrap()).unwrap().turn;
            let step = turn.step.split_once(':').map_or(turn.step.as_str(), |(_, step)| step);
            match turn.kind {
                StepKind::Question => continue,
                StepKind::End => assert_eq!(first, HAND_OVER, "{name} {text}"),
                StepKind::Consult => {}
                _ => assert_eq!(first, step, "{name} {text}"),
            }
            compared += 1;
        }
    }
    assert!(compared > 10, "{compared}");
}

/// Where somebody waits, a safe workaround comes before everything that is not pinned; else it keeps its place.
#[test]
fn a_workaround_comes_first_while_somebody_waits() {
    let mut brought = 0;
    for (name, knowledge) in packs() {
        let pack = &knowledge.packs()[0];
        for rule in &pack.model().unwrap().rules {
            let safe = |r: &&shindan::model::Remedy| r.kind == RemedyKind::Workaround && r.risk == Risk::Safe;
            let Some(workaround) = rule.remediation.iter().find(safe) else { continue };
            let first = |waiting: bool| {
                let start = Start::new(asked(&rule.matches[0])).role(&workaround.role).waiting(waiting);
                knowledge.turn(&knowledge.start(start).unwrap()).unwrap().turn.step
            };
            let key = workaround.used_from.clone().unwrap_or(format!("{}/{}", rule.id, workaround.id));
            let open = workaround.requires.is_empty() && workaround.when.is_empty();
            if open && first(false) != "which-detail" {
                assert_eq!(first(true), key, "{name} {}", rule.id);
                brought += usize::from(first(false) != key);
            }
        }
    }
    assert!(brought > 0);
}

/// What contradicts what is known is refused, not passed over.
#[test]
fn what_is_known_is_not_replaced_in_silence() {
    let fact = |name: &str, value: &str| BTreeMap::from([(name.to_owned(), value.to_owned())]);
    let session = CAORA.start(Start::new("001 0x03000001").fact("sleeve", "no")).unwrap();
    let refused = |session: &Session, facts| CAORA.supply(session, facts).unwrap_err().kind();
    assert_eq!(refused(&session, fact("sleeve", "yes")), ErrorKind::IllegalReply);
    assert_eq!(refused(&session, fact("sleeve", "perhaps")), ErrorKind::UnknownFact);
    assert_eq!(CAORA.supply(&session, fact("sleeve", "no")).unwrap().events.len(), 1);
    let turn = CAORA.turn(&session).unwrap().turn;
    let answered = CAORA.reply(&session, &turn.step, "no").unwrap();
    let check = turn.step.split_once('/').unwrap().1;
    assert_eq!(refused(&answered, fact(check, "yes")), ErrorKind::IllegalReply);
}
