//! Sessions on knowledge whose planner decided something before, and on knowledge that is new: every turn is the same.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::generated::{ROLES, any_check, any_remedy, config, knowledge, rule};
use crate::diagnose::session::{Session, Start};
use crate::kb::KnowledgeBase;
use crate::model::Strategy;

/// The same knowledge with nothing decided yet.
fn afresh(knowledge: &KnowledgeBase) -> KnowledgeBase {
    knowledge.with_learned(knowledge.packs()[0].id(), None)
}

/// A turn, and why every other step does not come, by knowledge that may have decided it before: as new knowledge says it.
fn same(warm: &KnowledgeBase, session: &Session) -> Vec<String> {
    let all = |knowledge: &KnowledgeBase| {
        let turn = knowledge.turn(session).unwrap();
        let others = knowledge.other_steps(session).unwrap();
        (serde_json::to_string(&turn).unwrap(), serde_json::to_string(&others).unwrap(), turn.turn)
    };
    let (kept, new) = (all(warm), all(&afresh(warm)));
    assert_eq!((&kept.0, &kept.1), (&new.0, &new.1));
    let turn = kept.2;
    turn.replies.iter().map(|reply| format!("{}\n{}", turn.step, reply.id)).collect()
}

/// A session of these choices, held against new knowledge at every turn.
fn walk(warm: &KnowledgeBase, start: Start, choices: &[u8], code: &str) {
    let Ok(mut session) = warm.start(start) else { return };
    for choice in choices {
        let legal = same(warm, &session);
        let facts = || BTreeMap::from([("mode".to_owned(), "a".to_owned())]);
        session = match choice {
            0..=20 => warm.back(&session).unwrap_or(session),
            21..=30 => warm.add_code(&session, code).unwrap_or(session),
            31..=40 => {
                let roles = &warm.packs()[0].manifest().roles;
                warm.change_role(&session, &roles[usize::from(*choice) % roles.len()].id).unwrap()
            }
            41..=50 => warm.supply(&session, facts()).unwrap_or(session),
            _ => match legal.get(usize::from(*choice) % legal.len().max(1)).and_then(|one| one.split_once('\n')) {
                Some((step, reply)) => warm.reply(&session, step, reply).unwrap(),
                None => session,
            },
        };
    }
    same(warm, &session);
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn what_was_decided_before_changes_no_turn(
        checks in prop::collection::vec(any_check(), 0..4), remedies in prop::collection::vec(any_remedy(), 1..5),
        other_checks in prop::collection::vec(any_check(), 0..3), other_remedies in prop::collection::vec(any_remedy(), 1..3),
        sessions in prop::collection::vec((prop::collection::vec(any::<u8>(), 0..12), 0..3usize, prop::option::of(0..6u32)), 1..4),
        numbers in any::<u32>(),
    ) {
        let first = rule("one", "two", "D1", 0, &checks, &remedies);
        let second = rule("two", "one", "D2", 0, &other_checks, &other_remedies);
        // What one session leaves behind is there for the next.
        let words = knowledge(first, second);
        let mut state = numbers;
        let overlay = crate::learn::any_overlay(&words, || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 8
        });
        let learned = words.with_overlay(&overlay).unwrap();
        for (choices, role, budget) in &sessions {
            let mut start = Start::new("E1 D1").role(ROLES[*role]).strategy(Strategy::Planned);
            start.budget = *budget;
            walk(&words, start.clone(), choices, "E1 D2");
            let again = Session { pack: words.packs()[0].reference(), start: start.clone(), events: Vec::new() };
            prop_assert!(learned.turn(&again).is_ok());
            let by_numbers = |knowledge: &KnowledgeBase| serde_json::to_string(&knowledge.turn(&again).unwrap()).unwrap();
            prop_assert_eq!(by_numbers(&learned), by_numbers(&words.with_overlay(&overlay).unwrap()));
        }
    }
}

#[cfg(feature = "fs")]
#[test]
fn what_was_decided_before_changes_no_turn_of_the_packs() {
    for name in ["caora", "smtp"] {
        let dir = format!("{}/knowledge/{name}", env!("CARGO_MANIFEST_DIR"));
        let warm = crate::fs::load_dir(dir, &crate::Limits::default()).unwrap();
        let pack = &warm.packs()[0];
        let codes: Vec<String> = pack.whole().rules.iter().map(|rule| rule.examples[0].clone()).collect();
        let mut random = 1_u32;
        for (n, code) in codes.iter().enumerate() {
            let roles = &pack.manifest().roles;
            let choices: Vec<u8> = (0..10)
                .map(|_| {
                    random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    (random >> 24) as u8
                })
                .collect();
            let start = Start::new(code.as_str()).role(roles[n % roles.len()].id.as_str()).strategy(Strategy::Planned);
            walk(&warm, start, &choices, &codes[(n + 7) % codes.len()]);
        }
    }
}

/// Whoever finds the list in use plans alone.
#[test]
fn threads_that_share_knowledge_get_the_same_turns() {
    let remedy = |n: usize| {
        serde_json::json!({
            "id": format!("remedy-{n}"), "role": "desk", "kind": "fix", "minutes": n + 1, "risk": "safe",
            "fixes": [format!("cause-{}", n % 3)], "steps": [{ "text": { "en": "do" } }],
        })
    };
    let mut first = rule("one", "two", "D1", 0, &[], &[]);
    first["remediation"] = (0..8).map(remedy).collect();
    let warm = knowledge(first, rule("two", "one", "D2", 0, &[], &[]));
    let run = |knowledge: &KnowledgeBase| -> Vec<String> {
        let mut session = knowledge.start(Start::new("E1 D1").role("desk").strategy(Strategy::Planned)).unwrap();
        let mut turns = Vec::new();
        loop {
            let turn = knowledge.turn(&session).unwrap();
            turns.push(serde_json::to_string(&turn).unwrap());
            let Some(reply) = turn.turn.replies.iter().find(|reply| reply.id == "not_fixed") else { return turns };
            session = knowledge.reply(&session, &turn.turn.step, &reply.id).unwrap();
        }
    };
    let alone = run(&afresh(&warm));
    assert!(alone.len() > 5, "{}", alone.len());
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..4).map(|_| scope.spawn(|| (0..5).map(|_| run(&warm)).collect::<Vec<_>>())).collect();
        all.into_iter().flat_map(|thread| thread.join().unwrap()).for_each(|turns| assert_eq!(turns, alone));
    });
}
