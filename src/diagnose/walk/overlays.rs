//! Overlays of any numbers over generated rules: what is safe does not depend on what is likely.

use proptest::prelude::*;

use super::Walk;
use super::generated::{ROLES, any_check, any_remedy, config, knowledge, rule};
use crate::Start;
use crate::diagnose::State;
use crate::diagnose::plan::StepKind;
use crate::model::Strategy;

proptest! {
    #![proptest_config(config())]

    /// An overlay of whatever numbers changes the order of steps within what is safe, and nothing else.
    #[test]
    fn no_overlay_makes_a_session_unsafe(
        mut checks in prop::collection::vec(any_check(), 0..4), remedies in prop::collection::vec(any_remedy(), 1..5),
        numbers in any::<u32>(), choices in prop::collection::vec(any::<u8>(), 12),
    ) {
        // A plan may begin with a destructive check that has to wait, and is passed over then, whatever the numbers.
        checks.iter_mut().for_each(|check| check.destructive = false);
        let first = rule("one", "two", "D1", 0, &checks, &remedies);
        let second = rule("two", "one", "D2", 0, &checks, &[]);
        let words = knowledge(first, second);
        let mut state = numbers;
        let overlay = crate::learn::any_overlay(&words, || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state >> 8
        });
        let learned = words.with_overlay(&overlay).unwrap();
        for role in ROLES {
            let start = Start::new("E1 D1").role(role).strategy(Strategy::Planned);
            let mut walk = Walk::new(&learned);
            walk.at_random(&start, 10, u64::from(numbers));
            if walk.is_small(&start) {
                walk.from(&start);
            }
            // The same replies leave the same steps open, whatever the numbers.
            let mut session = words.start(start).unwrap();
            for choice in &choices {
                let state = crate::diagnose::Replayed::new(&learned, &session).unwrap().state;
                let by_words = State { pack: &words.packs()[0], ..state.clone() };
                prop_assert_eq!(open(&by_words), open(&state));
                let turn = learned.turn(&session).unwrap().turn;
                let Some(reply) = turn.replies.get(usize::from(*choice) % turn.replies.len().max(1)) else { break };
                session = learned.reply(&session, &turn.step, &reply.id).unwrap();
            }
        }
    }
}

/// Where every step stands, and the plan's model without its chances: which steps, at what risk, after which others, and
/// what is possible at all.
fn open(state: &State<'_>) -> String {
    let mut text = String::new();
    for case in &state.cases {
        let rule = state.rule(case).unwrap();
        for item in crate::kb::authored(rule) {
            text.push_str(&format!("{} {:?}\n", item.key(rule), state.status(case, rule, item)));
        }
    }
    let Some(model) = state.derive() else { return text };
    for cause in &model.data().causes {
        text.push_str(&format!("{}\n", cause.id));
    }
    for step in &model.data().steps {
        let possible: Vec<bool> = match &step.kind {
            StepKind::Question { likelihood, .. } => likelihood.iter().flatten().map(|chance| *chance > 0).collect(),
            StepKind::Action { fix } => fix.iter().map(|chance| *chance > 0).collect(),
            StepKind::Escalate => Vec::new(),
        };
        text.push_str(&format!("{} {} {} {:?} {possible:?}\n", step.id, step.cost, step.risk, step.requires));
    }
    text
}
