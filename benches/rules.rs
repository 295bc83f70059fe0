//! The rules of both packs in the planned order: what it saves under the words' numbers, and what is left of that where
//! the numbers are wrong.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml --bench rules
//! ```
//!
//! The plan is made from the words. Then causes are as frequent, or remedies as good, as the words say times a factor
//! drawn for each of them; plan and authored order are evaluated there, and divided by the optimum that knows the truth.

#[allow(dead_code, reason = "a part of it is for the tests")]
#[path = "../tests/plan/evaluate.rs"]
mod evaluate;
#[allow(dead_code, reason = "a part of it is for the tests")]
#[path = "../tests/plan/generate.rs"]
mod generate;

use evaluate::Reading;
use generate::Random;
use serde_json::{Value, json};
use shindan::diagnose::plan::{Mode, Model, Planner};
use shindan::{KnowledgeBase, Query};

/// Truths drawn for each rule and role.
const DRAWS: u64 = 20;

fn main() {
    for pack in ["caora", "smtp"] {
        let models = models(pack);
        let mut authored = Vec::new();
        let mut equal = 0;
        for file in &models {
            let plan = planner(file).plan();
            assert!(plan.exact, "rules are small");
            authored.push(plan.authored_cost / plan.expected_cost);
            equal += u32::from(plan.authored_cost <= plan.expected_cost * (1.0 + 1e-9));
        }
        println!("{pack}: {} rules and roles, {equal} of them cost the same in the authored order", models.len());
        row("authored order", authored);
        for (what, factor) in [("causes", 2), ("causes", 4), ("remedies", 2), ("remedies", 4)] {
            let (mut planned, mut authored) = (Vec::new(), Vec::new());
            for (file, draw) in models.iter().flat_map(|file| (0..DRAWS).map(move |draw| (file, draw))) {
                let mut truth = file.clone();
                distort(&mut truth, what, factor, &mut Random::new(draw));
                let best = planner(&truth).plan();
                let plan = serde_json::to_value(planner(file).plan()).expect("a plan is data");
                let reading = Reading::new(&truth);
                planned.push(reading.cost(&plan["plan"], "safe_all") / best.expected_cost);
                authored.push(best.authored_cost / best.expected_cost);
            }
            println!(" {what} off by up to {factor}");
            row("planned from the words", planned);
            row("authored order", authored);
        }
    }
}

/// Every rule that can be planned, for every role, without those that only hand over.
fn models(pack: &str) -> Vec<Value> {
    let folder = format!("{}/../knowledge/{pack}", env!("CARGO_MANIFEST_DIR"));
    let base: KnowledgeBase = shindan::fs::load_dir(&folder, &shindan::Limits::default()).expect("the pack loads");
    let pack = &base.packs()[0];
    let roles = || pack.manifest().roles.iter();
    let all = pack.model().unwrap().rules.iter().flat_map(|rule| roles().map(move |role| (rule, role)));
    let models = all.filter_map(|(rule, role)| base.plan_model(&Query::new(&rule.id).role(&role.id)).ok());
    models.map(|found| found.model.to_json()).filter(|file| file["steps"].as_array().is_some_and(|s| s.len() > 1)).collect()
}

fn planner(file: &Value) -> Planner {
    Planner::new(&Model::from_json(&file.to_string()).expect("derived models are sound"), Mode::SafeAll)
}

/// Multiplies each weight, or each chance to fix in the odds, by a factor between `1 / factor` and `factor`.
fn distort(file: &mut Value, what: &str, factor: u64, random: &mut Random) {
    // Even steps between the two ends, on the scale of factors.
    let mut draw = || (factor as f64).powf(random.between(0, 200) as f64 / 100.0 - 1.0);
    if what == "causes" {
        for cause in file["causes"].as_array_mut().expect("a list") {
            let weight = cause["weight"].as_u64().expect("a weight") as f64 * 1000.0 * draw();
            cause["weight"] = json!((weight as u64).max(1));
        }
        return;
    }
    for fix in file["steps"].as_array_mut().expect("a list").iter_mut().filter_map(|step| step["fix"].as_array_mut()) {
        for chance in fix.iter_mut().filter(|chance| chance.as_u64().is_some_and(|c| c > 0 && c < 1000)) {
            let odds = chance.as_f64().map_or(0.0, |c| c / (1000.0 - c)) * draw();
            *chance = json!(((1000.0 * odds / (1.0 + odds)).round() as u64).clamp(1, 999));
        }
    }
}

fn row(name: &str, mut values: Vec<f64>) {
    values.sort_by(f64::total_cmp);
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    let at = |share: f64| values[((values.len() - 1) as f64 * share) as usize];
    println!("  {name:24} mean {mean:.3}  median {:.3}  p95 {:.3}  max {:.3}", at(0.5), at(0.95), at(1.0));
}
