//! A simulated field: what a session costs after learning from records, where the truth is known. A recorded run:
//!
//! ```sh
//! cargo test --release --features fs --test field -- --ignored --nocapture
//! ```
#![cfg(feature = "fs")]

mod common;
#[allow(dead_code, reason = "a part of it is for other tests")]
#[path = "plan/generate.rs"]
mod generate;

use common::CAORA;
use generate::Random;
use serde_json::json;
use shindan::diagnose::plan::{Draft, Mode, Model, Plan, Planner, StepKind};
use shindan::learn::{Learning, Log, Records};
use shindan::{KnowledgeBase, Query};

/// How different hidden fields are from the words: the most that odds are multiplied or divided by, as powers of two.
const CAUSES: f64 = 2.5;
const FIXES: f64 = 2.0;
const ANSWERS: f64 = 1.5;
/// How far learned odds may be from the words: the default, more, and without a bound that matters.
const FACTORS: [u32; 3] = [4, 16, 1000];
/// How many fields are drawn.
const FIELDS: u64 = 8;

/// A rule with the truth about it, which nobody in the field knows.
struct Hidden {
    rule: String,
    /// How often it is met, relative to others.
    often: f64,
    truth: Draft,
    words: Plan,
    authored: f64,
    optimum: f64,
}

/// What comes of records.
#[derive(Clone, Copy, PartialEq)]
enum False {
    None,
    /// Any cause, any remedy.
    Random,
    /// The rarest cause, with its dearest remedy.
    Aimed,
}

fn unit(random: &mut Random) -> f64 {
    random.between(0, 1_000_000) as f64 / 1_000_000.0
}

/// A factor between `2^-most` and `2^most`.
fn factor(random: &mut Random, most: f64) -> f64 {
    ((unit(random) * 2.0 - 1.0) * most).exp2()
}

fn model(knowledge: &KnowledgeBase, rule: &str) -> Option<Model> {
    let role = &knowledge.packs()[0].manifest().roles.last().unwrap().id;
    knowledge.plan_model(&Query::new(rule).role(role)).ok().map(|found| found.model)
}

/// The truth: the rule's own model with other numbers, what is impossible staying so.
fn truth(words: &Draft, random: &mut Random) -> Draft {
    let mut truth = words.clone();
    for cause in &mut truth.causes {
        cause.weight = (cause.weight as f64 * 1000.0 * factor(random, CAUSES)).round().max(1.0) as u64;
    }
    for step in &mut truth.steps {
        match &mut step.kind {
            StepKind::Action { fix } => {
                for chance in fix.iter_mut().filter(|chance| **chance > 0) {
                    let odds = f64::from(*chance) / (1000.0 - f64::from(*chance)) * factor(random, FIXES);
                    *chance = (odds / (1.0 + odds) * 1000.0).round().clamp(1.0, 999.0) as u32;
                }
            }
            StepKind::Question { likelihood, .. } => {
                for row in likelihood {
                    let drawn: Vec<f64> = row.iter().map(|c| f64::from(*c) * factor(random, ANSWERS)).collect();
                    let all: f64 = drawn.iter().sum();
                    for (chance, drawn) in row.iter_mut().zip(&drawn) {
                        *chance = if *drawn > 0.0 { ((drawn / all * 1000.0).round() as u32).max(1) } else { 0 };
                    }
                    let sum: u32 = row.iter().sum();
                    let most = row.iter_mut().max().unwrap();
                    *most = *most + 1000 - sum;
                }
            }
            StepKind::Escalate => {}
        }
    }
    truth
}

fn field(seed: u64) -> Vec<Hidden> {
    let mut random = Random::new(seed);
    let mut rules: Vec<String> = CAORA.packs()[0].model().unwrap().rules.iter().map(|rule| rule.id.clone()).collect();
    random.shuffle(&mut rules);
    let planned = rules.into_iter().filter_map(|rule| Some((model(&CAORA, &rule)?, rule)));
    let hidden = planned.enumerate().map(|(n, (words, rule))| {
        let truth = truth(words.data(), &mut random);
        let known = Planner::new(&Model::new(truth.clone()).unwrap(), Mode::SafeAll).plan();
        assert!(known.exact);
        Hidden {
            rule,
            // Some faults are met every day, most are rare.
            often: 1.0 / (n + 1) as f64,
            words: Planner::new(&words, Mode::SafeAll).plan(),
            authored: known.authored_cost,
            optimum: known.expected_cost,
            truth,
        }
    });
    hidden.collect()
}

fn draw(weights: &[f64], random: &mut Random) -> usize {
    let mut left = unit(random) * weights.iter().sum::<f64>();
    let found = weights.iter().position(|weight| {
        left -= weight;
        left <= 0.0
    });
    found.unwrap_or(weights.len() - 1)
}

/// What a plan costs where things are as they are.
fn cost(plan: &Plan, truth: &Draft) -> f64 {
    assert!(!plan.is_truncated);
    let mut costs = vec![Vec::new(); plan.nodes.len()];
    for (place, node) in plan.nodes.iter().enumerate().rev() {
        let step = truth.steps.iter().find(|step| step.id == node.step).unwrap();
        let of_cause = |cause: usize| {
            let beyond = node.outcomes.iter().map(|seen| {
                let chance = match &step.kind {
                    StepKind::Action { fix } => 1000 - fix[cause],
                    StepKind::Question { answers, likelihood, .. } => {
                        likelihood[cause][answers.iter().position(|answer| *answer == seen.name).unwrap()]
                    }
                    StepKind::Escalate => unreachable!(),
                };
                let next: &Vec<f64> = &costs[seen.next];
                f64::from(chance) / 1000.0 * next[cause]
            });
            node.cost + beyond.sum::<f64>()
        };
        costs[place] = (0..truth.causes.len()).map(of_cause).collect();
    }
    let all: f64 = truth.causes.iter().map(|cause| cause.weight as f64).sum();
    truth.causes.iter().zip(&costs[0]).map(|(cause, cost)| cause.weight as f64 / all * cost).sum()
}

/// One session in the planned order, as its record.
fn session(hidden: &Hidden, named: u64, random: &mut Random) -> serde_json::Value {
    let weights: Vec<f64> = hidden.truth.causes.iter().map(|cause| cause.weight as f64).collect();
    let cause = draw(&weights, random);
    let (mut path, mut fixed_by, mut at) = (Vec::new(), None, 0);
    loop {
        let node = &hidden.words.nodes[at];
        let step = hidden.truth.steps.iter().find(|step| step.id == node.step).unwrap();
        let seen = match &step.kind {
            StepKind::Escalate => break,
            StepKind::Action { fix } if fix.iter().all(|chance| *chance == 0) => ("done", "not_fixed"),
            StepKind::Action { fix } if random.between(1, 1000) <= u64::from(fix[cause]) => ("fixed", "fixed"),
            StepKind::Action { .. } => ("not_fixed", "not_fixed"),
            StepKind::Question { answers, likelihood, .. } => {
                let row: Vec<f64> = likelihood[cause].iter().map(|chance| f64::from(*chance)).collect();
                let answer = answers[draw(&row, random)].as_str();
                (answer, answer)
            }
        };
        path.push(json!({ "step": node.step, "reply": seen.0 }));
        if seen.0 == "fixed" {
            fixed_by = Some(node.step.clone());
            break;
        }
        at = node.outcomes.iter().find(|kid| kid.name == seen.1).unwrap().next;
    }
    let known = (random.between(1, 100) <= named).then(|| hidden.truth.causes[cause].id.clone());
    record(hidden, path, fixed_by, known)
}

fn record(
    hidden: &Hidden,
    path: Vec<serde_json::Value>,
    fixed_by: Option<String>,
    cause: Option<String>,
) -> serde_json::Value {
    let end = if fixed_by.is_some() { "resolved" } else { "handed_over" };
    let mut record = json!({
        "format": "shindan-outcome", "version": 1, "day": "2026-11-23", "pack": CAORA.packs()[0].reference(),
        "rules": [{ "rule": hidden.rule }], "role": CAORA.packs()[0].manifest().roles.last().unwrap().id,
        "strategy": "planned", "path": path, "end": end,
    });
    for (name, value) in [("fixed_by", fixed_by), ("cause", cause)] {
        if let Some(value) = value {
            record[name] = json!(value);
        }
    }
    record
}

/// A record of what never happened.
fn lie(hidden: &Hidden, how: False, random: &mut Random) -> serde_json::Value {
    let causes = &hidden.truth.causes;
    let cause = match how {
        False::Aimed => (0..causes.len()).min_by_key(|at| causes[*at].weight).unwrap(),
        _ => random.between(0, causes.len() as u64 - 1) as usize,
    };
    let helps =
        |step: &&shindan::diagnose::plan::Step| matches!(&step.kind, StepKind::Action { fix } if fix[cause] > 0);
    let mut helping: Vec<_> = hidden.truth.steps.iter().filter(helps).collect();
    helping.sort_by_key(|step| step.cost);
    let fixed_by = match how {
        False::Aimed => helping.last().map(|step| step.id.clone()),
        _ if helping.is_empty() => None,
        _ => Some(helping[random.between(0, helping.len() as u64 - 1) as usize].id.clone()),
    };
    let path = fixed_by.iter().map(|step| json!({ "step": step, "reply": "fixed" })).collect();
    record(hidden, path, fixed_by, Some(causes[cause].id.clone()))
}

/// The average over sessions after learning.
fn learned(rules: &[Hidden], seed: u64, sessions: usize, named: u64, how: False, options: &Learning) -> (f64, f64) {
    let mut random = Random::new(seed.wrapping_mul(31).wrapping_add(7));
    let often: Vec<f64> = rules.iter().map(|hidden| hidden.often).collect();
    let mut lines = String::new();
    for n in 0..sessions {
        let hidden = &rules[draw(&often, &mut random)];
        let is_false = how != False::None && random.between(1, 100) <= 10;
        let mut line = if is_false { lie(hidden, how, &mut random) } else { session(hidden, named, &mut random) };
        line["id"] = json!(format!("{n:06}"));
        lines.push_str(&format!("{line}\n"));
    }
    let records = Records::read(&[Log::new("field", lines.as_bytes())]).unwrap();
    assert_eq!((records.len(), records.damaged().len()), (sessions, 0));
    let lesson = CAORA.learn("caora", &records, options).unwrap();
    assert!(lesson.left_out.iter().all(|left| how != False::None || left.what.is_empty()), "{:?}", lesson.left_out);
    let knowledge = CAORA.with_overlay(&lesson.overlay.to_json()).unwrap();
    let (mut all, mut worst) = (0.0, 0.0_f64);
    for hidden in rules {
        let plan = Planner::new(&model(&knowledge, &hidden.rule).unwrap(), Mode::SafeAll).plan();
        let cost = cost(&plan, &hidden.truth);
        all += hidden.often * cost;
        worst = worst.max(cost / hidden.optimum);
    }
    (all / often.iter().sum::<f64>(), worst)
}

#[test]
#[ignore = "a recorded run of some minutes, in release"]
fn what_a_session_costs_after_learning() {
    let mut rows: Vec<(String, Vec<(f64, f64)>)> = Vec::new();
    let mut put = |name: String, value: (f64, f64)| match rows.iter_mut().find(|(known, _)| *known == name) {
        Some((_, values)) => values.push(value),
        None => rows.push((name, vec![value])),
    };
    for seed in 0..FIELDS {
        let rules = field(seed);
        let total: f64 = rules.iter().map(|hidden| hidden.often).sum();
        let mean = |of: &dyn Fn(&Hidden) -> f64| {
            let all: f64 = rules.iter().map(|hidden| hidden.often * of(hidden)).sum();
            let worst = rules.iter().map(|hidden| of(hidden) / hidden.optimum).fold(0.0, f64::max);
            (all / total, worst)
        };
        put("authored order".into(), mean(&|hidden| hidden.authored));
        put("planned by words".into(), mean(&|hidden| cost(&hidden.words, &hidden.truth)));
        put("optimum".into(), mean(&|hidden| hidden.optimum));
        for (name, how, named) in [
            ("nobody names the cause", False::None, 0),
            ("3 in 10 name the cause", False::None, 30),
            ("10 % false at random", False::Random, 0),
            ("10 % false, aimed", False::Aimed, 0),
        ] {
            for sessions in [100, 1_000, 10_000] {
                // What the cap is good for shows where there is most to learn from.
                for factor in FACTORS.into_iter().take(if sessions == 10_000 { 3 } else { 1 }) {
                    let options = Learning::default().factor(factor);
                    put(
                        format!("{name}, {sessions}, factor {factor}"),
                        learned(&rules, seed, sessions, named, how, &options),
                    );
                }
            }
        }
        eprintln!("field {seed} done, {} rules", rules.len());
    }
    let optimum: f64 = rows[2].1.iter().map(|(cost, _)| cost).sum();
    println!("\n{:46} {:>9} {:>9} {:>9}", "", "minutes", "optimum +", "worst rule");
    for (name, values) in &rows {
        let cost: f64 = values.iter().map(|(cost, _)| cost).sum();
        let worst = values.iter().map(|(_, worst)| *worst).fold(0.0, f64::max);
        let more = (cost / optimum - 1.0) * 100.0;
        println!("{name:46} {:9.2} {more:8.1} % {worst:9.2}", cost / values.len() as f64);
    }
}
