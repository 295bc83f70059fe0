//! What it saves that a knowledge base keeps what its planner decided: planned sessions as a host leads them, each step
//! replied to and the next turn asked for.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml --bench sessions
//! ```
//!
//! Three ways in one run, over the same sessions: each call on knowledge that keeps nothing yet, one session on one
//! knowledge base, and a second session that goes the same way. The rules are generated.

#[allow(dead_code, reason = "a part of it is for the tests")]
#[path = "../tests/plan/random.rs"]
mod random;

use std::hint::black_box;
use std::time::{Duration, Instant};

use random::Random;
use serde_json::{Value, json};
use shindan::model::Strategy;
use shindan::{KnowledgeBase, Session, Start};

fn main() {
    for (actions, questions, destructive, count) in [(6, 4, 0, 60), (6, 4, 1, 60), (16, 10, 0, 6)] {
        println!("{actions} remedies ({destructive} destructive), {questions} checks, {count} rules");
        let (mut firsts, mut afresh, mut kept, mut again) = (vec![], vec![], vec![], vec![]);
        for seed in 0..count {
            let rule = rule(actions, questions, destructive, seed);
            let knowledge = || KnowledgeBase::from_model(serde_json::from_value(pack(&rule)).unwrap()).unwrap();
            let warm = knowledge();
            let mut session = warm.start(Start::new("E1 D1").role("vendor").strategy(Strategy::Planned)).unwrap();
            let mut random = Random::new(seed);
            let cold = knowledge();
            firsts.push(time(|| cold.turn(&session).unwrap()).0);
            let mut turn = warm.turn(&session).unwrap().turn;
            let mut path: Vec<(Session, String, String)> = Vec::new();
            // Answers at random, and remedies that do not help.
            while turn.end.is_none() {
                let legal: Vec<&str> = turn.replies.iter().map(|reply| reply.id.as_str()).collect();
                let reply = match legal.iter().find(|id| ["not_fixed", "done", "proceed"].contains(id)) {
                    Some(id) => (*id).to_owned(),
                    None => legal[random.between(0, legal.len() as u64 - 2) as usize].to_owned(),
                };
                path.push((session.clone(), turn.step.clone(), reply.clone()));
                let (took, (next, shown)) = time(|| step(&warm, &session, &turn.step, &reply));
                kept.push(took);
                // As a host without a place to keep anything: every call begins with nothing.
                let (one, two) = (knowledge(), knowledge());
                let (first, other) = time(|| one.reply(&session, &turn.step, &reply).unwrap());
                let (second, cold) = time(|| two.turn(&other).unwrap().turn);
                afresh.push(first + second);
                assert!(cold == shown, "what was kept changes nothing");
                (session, turn) = (next, shown);
            }
            for (session, name, reply) in &path {
                again.push(time(|| step(&warm, session, name, reply)).0);
            }
        }
        row("first turn", &mut firsts);
        row("reply and turn, nothing kept", &mut afresh);
        row("reply and turn, kept", &mut kept);
        row("the same again", &mut again);
    }
}

fn step(knowledge: &KnowledgeBase, session: &Session, step: &str, reply: &str) -> (Session, shindan::diagnose::Turn) {
    let session = knowledge.reply(session, step, reply).unwrap();
    let turn = knowledge.turn(&session).unwrap().turn;
    (session, turn)
}

fn time<T>(what: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = black_box(what());
    (start.elapsed(), done)
}

fn row(name: &str, times: &mut [Duration]) {
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    let all: f64 = times.iter().map(Duration::as_secs_f64).sum();
    println!(
        "  {name:30} {} calls, together {:.1} ms; median {:.3}, p90 {:.3}, p99 {:.3}, most {:.3} ms",
        times.len(),
        all * 1000.0,
        at(0.5),
        at(0.9),
        at(0.99),
        at(1.0)
    );
}

/// A rule whose checks speak for and against a few of its causes each.
fn rule(remedies: usize, checks: usize, destructive: usize, seed: u64) -> Value {
    let mut random = Random::new(seed.wrapping_mul(104_729).wrapping_add((remedies * 1000 + checks) as u64));
    let causes = remedies * 9 / 10;
    let mut some = |most: u64| -> Vec<String> {
        let mut found: Vec<String> = (0..random.between(1, most))
            .map(|_| format!("cause-{}", random.between(0, causes as u64 - 1)))
            .collect();
        found.sort();
        found.dedup();
        found
    };
    let checks: Vec<Value> = (0..checks)
        .map(|n| {
            let (mut yes, no) = (some(4), some(2));
            yes.retain(|cause| !no.contains(cause));
            let answers = json!([{ "id": "yes", "supports": yes, "excludes": [] }, { "id": "no", "supports": no, "excludes": [] }]);
            json!({ "id": format!("check-{n}"), "ask": { "en": "?" }, "role": "vendor", "answers": answers })
        })
        .collect();
    let fixes: Vec<Vec<String>> = (0..remedies).map(|_| some(2)).collect();
    let words = ["often", "sometimes", "rarely"];
    let mut random = Random::new(seed);
    let causes: Vec<Value> = (0..causes)
        .map(|n| json!({ "id": format!("cause-{n}"), "text": { "en": "why" }, "likelihood": words[random.between(0, 2) as usize] }))
        .collect();
    let risks = ["safe", "safe", "disruptive", "reconfigures"];
    let remedies: Vec<Value> = fixes
        .iter()
        .enumerate()
        .map(|(n, fixes)| {
            let risk = if n < destructive { "destructive" } else { risks[random.between(0, 3) as usize] };
            json!({
                "id": format!("remedy-{n}"), "role": "vendor", "kind": "fix", "risk": risk, "fixes": fixes,
                "minutes": random.between(1, 30), "caution": { "en": "!" }, "undo": { "en": "back" },
                "steps": [{ "text": { "en": "do" } }],
            })
        })
        .collect();
    json!({
        "id": "one", "matches": [{ "code": "E1", "detail": "D1", "row": "one" }], "causes": causes, "checks": checks,
        "remediation": remedies, "hand_over": { "to": ["maker"], "from": "remedy" },
        "source": { "document": "book", "page": 1 }, "examples": ["E1 D1"],
    })
}

fn pack(rule: &Value) -> Value {
    json!({
        "pack": {
            "id": "made", "name": { "en": "made" }, "version": "1.0.0", "engine": "*", "languages": ["en"],
            "default_role": "vendor", "roles": [{ "id": "vendor", "name": { "en": "vendor" }, "calls": "maker" }],
            "contacts": [{ "id": "maker", "name": { "en": "maker" } }], "help_desk": "maker",
            "documents": [{ "id": "book", "title": { "en": "book" }, "pages": 1 }],
        },
        "codes": { "codes": [{ "code": "E1" }] },
        "rules": [rule],
    })
}
