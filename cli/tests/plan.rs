//! `plan`, over the real binary.

mod common;

use common::{piped, repository, run};

const PRINTER: &str = "tests/plan/instances/sacso-06x02.json";

#[test]
fn a_plan_says_what_it_costs_and_how_good_it_is() {
    let text =
        run(&["plan", PRINTER]).ok().says("Costs 90.86 on average").says("Best possible order for these numbers");
    text.says("The safety rule costs 9.13 of that").says("- a0: 38 %").says("escalate (cost 300)");
    let hasty = run(&["plan", PRINTER, "--no-search", "--mode", "free"]).ok();
    hasty.says("% from the best possible order").says("The authored order costs");
    run(&["plan", PRINTER, "--lang", "ja"]).ok().says("平均コスト 90.86");
    let chart = run(&["plan", PRINTER, "--format", "mermaid"]).ok();
    assert!(chart.out.starts_with("flowchart TD"), "{chart:?}");
}

#[test]
fn each_mode_has_its_proven_optimum() {
    let file: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(repository().join(PRINTER)).unwrap()).unwrap();
    for mode in ["free", "requires", "safe_repairs", "safe_all"] {
        let plan = run(&["plan", PRINTER, "--mode", mode, "--format", "json"]).ok().json();
        let (cost, optimum) =
            (plan["expected_cost"].as_f64().unwrap(), file["optimal"][mode]["cost"].as_f64().unwrap());
        assert!((cost - optimum).abs() <= 1e-9 * optimum, "{mode}: {cost} of {optimum}");
        assert_eq!(plan["plan"]["step"], plan["first_step"]);
        assert_eq!(plan["price_of_safety"].is_null(), mode == "free" || mode == "requires");
    }
}

#[test]
fn files_that_are_no_models() {
    run(&["plan", "no/such.json"]).exits(3).complains("no/such.json cannot be read");
    run(&["plan", "README.md"]).exits(3).complains("README.md: the text is not JSON");
    assert_eq!(run(&["plan", "README.md", "--format", "json"]).exits(3).json()["error"]["kind"], "bad_model");
    piped(&["plan", "-"], b"{}").exits(3).complains("standard input: the model: `format` is missing");
    let text = std::fs::read_to_string(repository().join(PRINTER)).unwrap();
    piped(&["plan", "-"], text.as_bytes()).ok().says("Costs 90.86 on average");
    run(&["plan", PRINTER, "--mode", "unsafe"]).exits(2).complains("safe_all");
    run(&["plan", PRINTER, "--budget", "5", "--no-search"]).exits(2);
}
