//! How good plans are without search, how much the search looks at, and how long a decision takes.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml --bench plan
//! ```
//!
//! Costs are divided by the proven optimum of the same model. The models are generated; ratios of weak orders depend on
//! the generator, exactness does not.

#[allow(dead_code, reason = "a part of it is for the tests")]
#[path = "../tests/plan/evaluate.rs"]
mod evaluate;
#[allow(dead_code, reason = "a part of it is for the tests")]
#[path = "../tests/plan/generate.rs"]
mod generate;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use evaluate::Reading;
use generate::{Random, shaped};
use serde_json::Value;
use shindan::diagnose::plan::{Evidence, Mode, Model, Plan, Planner};

fn main() {
    println!("200 small models (150 with partition questions, 50 with noisy ones), cost divided by optimum");
    for mode in [Mode::Free, Mode::Requires, Mode::SafeRepairs, Mode::SafeAll] {
        quality(&generate::suite(), mode, true);
    }
    for (actions, questions, count) in [(9, 9, 30), (10, 10, 30), (16, 5, 30), (16, 10, 30), (20, 8, 12), (30, 15, 6)] {
        println!("\n{actions} actions, {questions} questions, {count} models");
        let files: Vec<Value> = (0..count).map(|seed| shaped(actions, questions, seed)).collect();
        for mode in [Mode::Free, Mode::SafeAll] {
            quality(&files, mode, false);
        }
    }
    println!("\none decision: sessions with a sampled cause, a new planner for each");
    for mode in [Mode::Free, Mode::SafeAll] {
        latency(16, 10, mode, None, 60);
        latency(16, 10, mode, Some(0), 60);
        latency(30, 15, mode, None, 10);
        latency(80, 40, mode, Some(0), 4);
    }
}

fn model(file: &Value) -> Model {
    Model::from_json(&file.to_string()).expect("generated models are sound")
}

fn quality(files: &[Value], mode: Mode, all: bool) {
    let (mut hasty, mut authored, mut ratio, mut gain, mut expansions) = (vec![], vec![], vec![], vec![], vec![]);
    let mut open = 0;
    for file in files {
        let model = model(file);
        let best = Planner::new(&model, mode).plan();
        if !best.exact {
            open += 1;
            continue;
        }
        let share = |cost: f64| cost / best.expected_cost;
        let quick: Plan = Planner::new(&model, mode).with_budget(0).plan();
        assert!(quick.lower_bound <= best.expected_cost * (1.0 + 1e-9));
        hasty.push(share(quick.expected_cost));
        authored.push(share(best.authored_cost));
        expansions.push(best.expansions as f64);
        let reading = Reading::new(file);
        if mode == Mode::Free {
            ratio.push(share(reading.by_ratio()));
        }
        if all && mode == Mode::Free {
            gain.push(share(by_information(&reading)));
        }
    }
    println!(" {}: {} solved, {open} not", mode.name(), files.len() - open);
    row("without search", &mut hasty, 5);
    row("authored order", &mut authored, 3);
    row("probability/cost", &mut ratio, 3);
    row("information gain/cost", &mut gain, 3);
    row("expansions", &mut expansions, 0);
}

fn row(name: &str, values: &mut [f64], digits: usize) {
    values.sort_by(f64::total_cmp);
    let (Some(last), false) = (values.last(), values.is_empty()) else { return };
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    // The 95th percentile, between its two neighbours.
    let place = 0.95 * (values.len() - 1) as f64;
    let (low, part) = (values[place as usize], place.fract());
    let high = values[(place as usize + 1).min(values.len() - 1)];
    let p95 = low + (high - low) * part;
    println!("  {name:22} mean {mean:.digits$}  p95 {p95:.digits$}  max {last:.digits$}");
}

/// The step that tells most about the cause for its cost, then actions by chance over cost; in the mode `free`.
fn by_information(reading: &Reading<'_>) -> f64 {
    let entropy = |weights: &[f64]| {
        let total: f64 = weights.iter().sum();
        weights.iter().filter(|w| **w > 0.0).map(|w| -w * (w / total).log2()).sum::<f64>()
    };
    let next = |weights: &[f64], done: &BTreeSet<&str>| {
        let now = entropy(weights);
        let mut best: Option<(&str, f64)> = None;
        for id in reading.order.iter().filter(|id| reading.steps[**id]["kind"] != "escalate" && !done.contains(**id)) {
            let branches = reading.branches(id, weights);
            let after: f64 = branches.iter().map(|(_, joint)| entropy(joint)).sum();
            let kept: f64 = branches.iter().map(|(_, joint)| joint.iter().sum::<f64>()).sum();
            let fixed = weights.iter().sum::<f64>() - kept;
            // Where the cause is known, only a fix is worth anything.
            let gain = if now > 1e-12 { now - after } else { fixed };
            let score = gain / reading.steps[*id]["cost"].as_f64().expect("a cost");
            if score > 1e-12 && best.is_none_or(|(_, other)| score > other) {
                best = Some((id, score));
            }
        }
        best.map(|(id, _)| *reading.steps.get_key_value(id).expect("a step").0)
    };
    reading.follow(&reading.weights, &BTreeSet::new(), "free", &next)
}

fn latency(actions: usize, questions: usize, mode: Mode, budget: Option<u64>, models: u64) {
    let (mut first, mut all): (Vec<Duration>, Vec<Duration>) = (vec![], vec![]);
    let mut exact = 0;
    for seed in 0..models {
        let file = shaped(actions, questions, 1_000 + seed);
        let model = model(&file);
        let reading = Reading::new(&file);
        let mut planner = Planner::new(&model, mode);
        if let Some(budget) = budget {
            planner = planner.with_budget(budget);
        }
        let mut random = Random::new(seed);
        let mut weights = reading.weights.clone();
        let mut evidence = Evidence::new();
        loop {
            let start = Instant::now();
            let next = planner.next(&evidence).expect("the evidence is the model's");
            let took = start.elapsed();
            if evidence.done.is_empty() {
                first.push(took);
                exact += u32::from(next.exact);
            }
            all.push(took);
            // Any outcome after which the session goes on, as likely as it is.
            let branches = reading.branches(reading.steps.get_key_value(next.step.as_str()).expect("a step").0, &weights);
            let total: f64 = branches.iter().map(|(_, joint)| joint.iter().sum::<f64>()).sum();
            let mut left = random.between(0, 1_000_000) as f64 / 1_000_000.0 * total;
            let drawn = branches.into_iter().find(|(_, joint)| {
                left -= joint.iter().sum::<f64>();
                left <= 0.0
            });
            let Some((outcome, joint)) = drawn else { break };
            weights = joint;
            evidence = evidence.seen(next.step, outcome);
        }
    }
    let at = |times: &mut Vec<Duration>, share: f64| {
        times.sort();
        times[((times.len() - 1) as f64 * share) as usize]
    };
    println!(
        " {actions}x{questions} {:9} {}: {} decisions, median {:?}, p99 {:?}, max {:?}; first ones median {:?}, max {:?}; {exact} of {models} exact",
        mode.name(),
        budget.map_or("default budget".to_owned(), |budget| format!("budget {budget}")),
        all.len(),
        at(&mut all, 0.5),
        at(&mut all, 0.99),
        at(&mut all, 1.0),
        at(&mut first, 0.5),
        at(&mut first, 1.0),
    );
}
