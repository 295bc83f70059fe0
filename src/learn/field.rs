//! Learning held against models of known truth: a recorded run.

#[allow(dead_code, unreachable_pub, reason = "a part of it is for other tests")]
#[path = "../../tests/plan/generate.rs"]
mod generate;

use generate::Random;

use super::count::{ROUNDS, count};
use super::seen::Seen;
use super::table::Numbers;
use crate::diagnose::plan::{Draft, Mode, Model, Plan, Planner, StepKind};

/// What an author says of a model: causes alike, `fixes` or `sometimes_fixes`, and the answer to expect.
fn words(truth: &Draft) -> Draft {
    let mut words = truth.clone();
    words.causes.iter_mut().for_each(|cause| cause.weight = 3);
    for step in &mut words.steps {
        match &mut step.kind {
            StepKind::Action { fix } => {
                fix.iter_mut().filter(|c| **c > 0).for_each(|c| *c = if *c >= 600 { 900 } else { 300 })
            }
            StepKind::Question { likelihood, .. } => likelihood.iter_mut().for_each(|row| coarse(row)),
            StepKind::Escalate => {}
        }
    }
    words
}

/// The likeliest answer is expected, the others that are possible share the rest.
fn coarse(row: &mut [u32]) {
    let most = row.iter().max().copied().unwrap();
    let at = row.iter().position(|chance| *chance == most).unwrap();
    let others = row.iter().filter(|chance| **chance > 0).count() as u32 - 1;
    let each = 60_u32.checked_div(others).unwrap_or(0);
    row.iter_mut().filter(|chance| **chance > 0).for_each(|chance| *chance = each);
    row[at] = 1000 - each * others;
}

fn numbers(model: &Draft) -> Numbers {
    let all: f64 = model.causes.iter().map(|cause| cause.weight as f64).sum();
    let row = |row: &Vec<u32>| row.iter().map(|chance| f64::from(*chance) / 1000.0).collect();
    let mut numbers = Numbers {
        share: model.causes.iter().map(|cause| cause.weight as f64 / all).collect(),
        fix: Vec::new(),
        answers: Vec::new(),
    };
    for step in &model.steps {
        match &step.kind {
            StepKind::Action { fix } => numbers.fix.push(row(fix)),
            StepKind::Question { likelihood, .. } => numbers.answers.push(likelihood.iter().map(row).collect()),
            StepKind::Escalate => {}
        }
    }
    numbers
}

/// A model with other numbers, none farther from its own than `factor` times their odds.
fn with(model: &Draft, learned: &Numbers, factor: f64) -> Draft {
    let own = numbers(model);
    let near = |word: f64, learned: f64| {
        let odds = (learned / (1.0 - learned)).clamp(word / (1.0 - word) / factor, word / (1.0 - word) * factor);
        odds / (1.0 + odds)
    };
    let mut model = model.clone();
    for ((cause, word), share) in model.causes.iter_mut().zip(&own.share).zip(&learned.share) {
        cause.weight = (near(*word, *share) * 1e9).round().max(1.0) as u64;
    }
    let (mut actions, mut questions) = (own.fix.iter().zip(&learned.fix), own.answers.iter().zip(&learned.answers));
    for step in &mut model.steps {
        match &mut step.kind {
            StepKind::Action { fix } => {
                let (words, learned) = actions.next().unwrap();
                for ((chance, word), learned) in fix.iter_mut().zip(words).zip(learned).filter(|((c, _), _)| **c > 0) {
                    *chance = (near(*word, *learned) * 1000.0).round().clamp(1.0, 999.0) as u32;
                }
            }
            StepKind::Question { likelihood, .. } => {
                let (words, learned) = questions.next().unwrap();
                for ((row, words), learned) in likelihood.iter_mut().zip(words).zip(learned) {
                    if words.iter().filter(|word| **word > 0.0).count() < 2 {
                        continue;
                    }
                    let near: Vec<f64> =
                        words.iter().zip(learned).map(|(w, l)| if *w > 0.0 { near(*w, *l) } else { 0.0 }).collect();
                    let all: f64 = near.iter().sum();
                    for (chance, near) in row.iter_mut().zip(&near).filter(|(chance, _)| **chance > 0) {
                        *chance = ((near / all * 1000.0).round() as u32).max(1);
                    }
                    let sum: u32 = row.iter().sum();
                    let most = row.iter_mut().max().unwrap();
                    *most = *most + 1000 - sum;
                }
            }
            StepKind::Escalate => {}
        }
    }
    model
}

/// The place of a step among the actions, or among the questions.
fn place(model: &Draft, id: &str) -> usize {
    let at = model.steps.iter().position(|step| step.id == id).unwrap();
    let is_action = |kind: &StepKind| matches!(kind, StepKind::Action { .. });
    let alike = |kind: &StepKind| *kind != StepKind::Escalate && is_action(kind) == is_action(&model.steps[at].kind);
    model.steps[..at].iter().filter(|step| alike(&step.kind)).count()
}

fn cost(plan: &Plan, model: &Draft, truth: &Numbers) -> f64 {
    let mut costs = vec![Vec::new(); plan.nodes.len()];
    for (at, node) in plan.nodes.iter().enumerate().rev() {
        let step = model.steps.iter().find(|step| step.id == node.step).unwrap();
        let of = |cause: usize| {
            let beyond = node.outcomes.iter().map(|seen| {
                let chance = match &step.kind {
                    StepKind::Question { answers, .. } => {
                        truth.answers[place(model, &step.id)][cause]
                            [answers.iter().position(|a| *a == seen.name).unwrap()]
                    }
                    _ => 1.0 - truth.fix[place(model, &step.id)][cause],
                };
                let next: &Vec<f64> = &costs[seen.next];
                chance * next[cause]
            });
            node.cost + beyond.sum::<f64>()
        };
        costs[at] = (0..truth.share.len()).map(of).collect();
    }
    costs[0].iter().zip(&truth.share).map(|(cost, share)| cost * share).sum()
}

fn draw(chances: &[f64], random: &mut Random) -> usize {
    let mut left = random.between(0, 1_000_000) as f64 / 1_000_000.0 * chances.iter().sum::<f64>();
    let found = chances.iter().position(|chance| {
        left -= chance;
        left <= 0.0 && *chance > 0.0
    });
    found.unwrap_or_else(|| chances.iter().rposition(|chance| *chance > 0.0).unwrap())
}

fn session(plan: &Plan, model: &Draft, truth: &Numbers, random: &mut Random) -> Seen {
    let cause = draw(&truth.share, random);
    let possible = vec![true; truth.share.len()];
    let (answers, tried) = (Vec::new(), Vec::new());
    let mut seen = Seen { possible, answers, tried, cause: None, weight: 1.0, day: 0, is_odd: false, is_solved: false };
    let mut at = 0;
    loop {
        let node = &plan.nodes[at];
        let step = model.steps.iter().find(|step| step.id == node.step).unwrap();
        let name = match &step.kind {
            StepKind::Escalate => return seen,
            StepKind::Question { answers, .. } => {
                let check = place(model, &step.id);
                let answer = draw(&truth.answers[check][cause], random);
                seen.answers.push((check, answer));
                answers[answer].clone()
            }
            StepKind::Action { .. } => {
                let remedy = place(model, &step.id);
                let fix = truth.fix[remedy][cause];
                let is_fixed = draw(&[fix, 1.0 - fix], random) == 0;
                seen.tried.push((remedy, is_fixed));
                if is_fixed {
                    return seen;
                }
                "not_fixed".to_owned()
            }
        };
        // What the words rule out cannot be planned for: the session ends there, as it does for a person who is called.
        let Some(next) = node.outcomes.iter().find(|kid| kid.name == name).map(|kid| kid.next) else { return seen };
        at = next;
    }
}

fn plan(model: &Draft) -> Plan {
    Planner::new(&Model::new(model.clone()).unwrap(), Mode::SafeAll).plan()
}

#[test]
#[ignore = "a recorded run; cargo test --features fs --lib learned_models -- --ignored --nocapture"]
fn learned_models_come_near_the_optimum() {
    let mut rows: Vec<(String, Vec<f64>)> = Vec::new();
    for (seed, file) in (0..).zip(generate::suite()) {
        let truth = Model::from_json(&file.to_string()).unwrap().data().clone();
        let (said, known) = (words(&truth), numbers(&truth));
        let (by_words, optimum) = (plan(&said), plan(&truth));
        let mut put = |name: String, cost: f64| {
            let share = cost / optimum.expected_cost;
            match rows.iter_mut().find(|(other, _)| *other == name) {
                Some((_, values)) => values.push(share),
                None => rows.push((name, vec![share])),
            }
        };
        put("authored order".into(), optimum.authored_cost);
        put("words".into(), cost(&by_words, &said, &known));
        let words = numbers(&said);
        for size in [100, 1000] {
            // The records come from the plan of the words, or in four parts, each from what the parts before it taught.
            for parts in [1, 4] {
                for (rounds, factor) in [(1, 4.0), (ROUNDS, 4.0), (ROUNDS, 16.0), (10, 4.0)] {
                    let mut random = Random::new(seed * 1000 + 17);
                    let (mut sessions, mut order): (Vec<Seen>, _) = (Vec::new(), by_words.clone());
                    for _ in 0..parts {
                        sessions.extend((0..size / parts).map(|_| session(&order, &said, &known, &mut random)));
                        let learned = count(&words, sessions.iter(), rounds).numbers(&words);
                        order = plan(&with(&said, &learned, factor));
                    }
                    put(
                        format!("{size} sessions in {parts}, rounds {rounds}, cap {factor}"),
                        cost(&order, &said, &known),
                    );
                }
            }
        }
    }
    for (name, mut values) in rows {
        values.sort_by(f64::total_cmp);
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        println!(
            "{name:44} mean {mean:.3}  p95 {:.3}  max {:.3}",
            values[values.len() * 95 / 100],
            values[values.len() - 1]
        );
    }
}
