//! The planner against proven optima, a naive programme, and its own promises.

#[path = "plan/evaluate.rs"]
mod evaluate;
#[allow(dead_code, reason = "a part of it is for the benchmark")]
#[path = "plan/generate.rs"]
mod generate;

mod common;

use common::packs;
use evaluate::Reading;
use generate::{Answers, Random};
use proptest::prelude::*;
use serde_json::{Value, json};
use shindan::ErrorKind;
use shindan::diagnose::RuleModel;
use shindan::diagnose::plan::{Beginning, Evidence, Mode, Model, Plan, Planner};
use shindan::model::Remedy;

fn model(value: &Value) -> Model {
    Model::from_json(&value.to_string()).unwrap()
}

fn instances() -> Vec<Value> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/plan/instances");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len(), 25);
    files.iter().map(|file| serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()).collect()
}

fn is_close(a: f64, b: f64) -> bool {
    (a - b).abs() <= 1e-9 * a.abs().max(b.abs())
}

/// Checks what every plan promises, and gives its cost by the evaluator.
fn checked(file: &Value, plan: &Plan) -> f64 {
    let (value, mode) = (serde_json::to_value(plan).unwrap(), plan.mode.name());
    assert_eq!(value["plan"]["step"], value["first_step"]);
    assert!(!plan.is_truncated);
    let cost = Reading::new(file).cost(&value["plan"], mode);
    assert!(is_close(cost, plan.expected_cost), "{} {mode}: {cost} said {}", file["id"], plan.expected_cost);
    assert!(plan.lower_bound <= cost * (1.0 + 1e-12));
    assert!(!plan.exact || is_close(plan.lower_bound, cost));
    cost
}

#[test]
fn every_instance_is_planned_at_its_proven_optimum() {
    for file in instances() {
        for mode in Mode::ALL {
            let plan = Planner::new(&model(&file), mode).plan();
            let (cost, wanted) = (checked(&file, &plan), &file["optimal"][mode.name()]);
            let what = format!("{} {}", file["id"], mode.name());
            assert!(plan.exact && is_close(cost, wanted["cost"].as_f64().unwrap()), "{what}: {cost}, {wanted}");
            let first = Value::from(plan.first_step());
            assert!(wanted["first_steps"].as_array().is_none_or(|steps| steps.contains(&first)), "{what}: {first}");
            assert!(is_close(plan.authored_cost, Reading::new(&file).authored(mode.name())), "{what}");
        }
        if file["published"]["exact_match_expected"] == true {
            let mode = file["published"]["check_mode"].as_str().unwrap();
            let printed = file["published"]["optimal_cost"].as_f64().unwrap();
            assert!(is_close(printed, file["optimal"][mode]["cost"].as_f64().unwrap()));
        }
        if let Some(mode) = file["closed_form"]["mode"].as_str() {
            let (mode, derived) =
                (Mode::ALL.into_iter().find(|m| m.name() == mode).unwrap(), &file["closed_form"]["cost"]);
            assert!(is_close(Planner::new(&model(&file), mode).plan().expected_cost, derived.as_f64().unwrap()));
        }
    }
}

/// The steps that are as good as any to begin with are those that were proven to be; none is better, and what waits, waits for
/// something.
#[test]
fn beginning_with_another_step_costs_what_was_proven() {
    for file in instances() {
        for mode in Mode::ALL {
            let wanted = &file["optimal"][mode.name()];
            let (Some(first), Some(optimum)) = (wanted["first_steps"].as_array(), wanted["cost"].as_f64()) else {
                continue;
            };
            let what = format!("{} {}", file["id"], mode.name());
            let mut planner = Planner::new(&model(&file), mode);
            for step in file["steps"].as_array().unwrap().iter().filter(|step| step["kind"] != "escalate") {
                let id = step["id"].as_str().unwrap();
                match planner.beginning_with(id, &Evidence::new()).unwrap() {
                    Beginning::Costs(cost) => {
                        assert!(cost >= optimum * (1.0 - 1e-9), "{what}: {id} {cost} {optimum}");
                        assert_eq!(
                            is_close(cost, optimum),
                            first.contains(&step["id"]),
                            "{what}: {id} {cost} {optimum}"
                        );
                    }
                    Beginning::Waits(ahead) => {
                        assert!(!ahead.is_empty() && !ahead.iter().any(|other| other == id), "{what}: {id}");
                        assert!(!first.contains(&step["id"]), "{what}: {id}");
                    }
                    other => assert!(!first.contains(&step["id"]), "{what}: {id} {other:?}"),
                }
            }
        }
    }
}

#[test]
fn without_search_a_plan_is_legal_bounded_and_never_dearer_than_a_simple_one() {
    let generated = (0..60).map(|seed| generate::small(seed, [Answers::Partition, Answers::Noisy][seed as usize % 2]));
    for file in instances().into_iter().chain(generated) {
        let reading = Reading::new(&file);
        for mode in Mode::ALL {
            let plan = Planner::new(&model(&file), mode).with_budget(0).plan();
            let cost = checked(&file, &plan);
            let what = format!("{} {}", file["id"], mode.name());
            assert!(cost <= reading.authored(mode.name()) * (1.0 + 1e-9), "{what}");
            assert!(mode != Mode::Free || cost <= reading.by_ratio() * (1.0 + 1e-9), "{what}");
            if let Some(optimum) = file["optimal"][mode.name()]["cost"].as_f64() {
                assert!(plan.lower_bound <= optimum * (1.0 + 1e-9), "{what}");
                assert!(cost <= optimum * 1.05, "{what}: {cost} of {optimum}");
            }
        }
    }
}

#[test]
fn a_plan_is_as_cheap_as_trying_everything() {
    for seed in 0..150 {
        let file = generate::tiny(seed);
        for mode in Mode::ALL {
            let optimum = Reading::new(&file).optimum(mode.name());
            let exact = Planner::new(&model(&file), mode).plan();
            let cost = checked(&file, &exact);
            assert!(exact.exact && is_close(cost, optimum), "{seed} {}: {cost} of {optimum}", mode.name());
            for budget in [0, 1, 3] {
                let hasty = Planner::new(&model(&file), mode).with_budget(budget).plan();
                let cost = checked(&file, &hasty);
                assert!(hasty.lower_bound <= optimum * (1.0 + 1e-9) && cost >= optimum * (1.0 - 1e-9), "{seed}");
                assert!(!hasty.exact || is_close(cost, optimum), "{seed}");
            }
        }
    }
}

/// A model in which answers take steps away.
fn with_closes(mut file: Value, seed: u64) -> Value {
    let mut random = Random::new(seed);
    let ids: Vec<String> =
        file["authored_order"].as_array().unwrap().iter().map(|id| id.as_str().unwrap().into()).collect();
    for step in file["steps"].as_array_mut().unwrap().iter_mut().filter(|step| step["kind"] == "question") {
        let others: Vec<&String> = ids[..ids.len() - 1].iter().filter(|id| step["id"] != id.as_str()).collect();
        let lists = step["answers"].as_array().unwrap().len();
        let list = |random: &mut Random| others.iter().filter(|_| random.chance(30)).cloned().collect::<Vec<_>>();
        step["closes"] = json!((0..lists).map(|_| list(&mut random)).collect::<Vec<_>>());
    }
    file
}

#[test]
fn answers_that_take_steps_away_are_planned_for() {
    for seed in 0..150 {
        let file = with_closes(generate::tiny(seed), seed);
        let reading = Reading::new(&file);
        for mode in Mode::ALL {
            let optimum = reading.optimum(mode.name());
            let exact = Planner::new(&model(&file), mode).plan();
            let cost = checked(&file, &exact);
            assert!(exact.exact && is_close(cost, optimum), "{seed} {}: {cost} of {optimum}", mode.name());
            let hasty = Planner::new(&model(&file), mode).with_budget(0).plan();
            let cost = checked(&file, &hasty);
            assert!(hasty.lower_bound <= optimum * (1.0 + 1e-9) && cost >= optimum * (1.0 - 1e-9), "{seed}");
            assert!(cost <= reading.authored(mode.name()) * (1.0 + 1e-9), "{seed} {}", mode.name());
        }
    }
}

/// Every rule of every pack that says which remedy helps with which cause, for every role.
#[test]
fn every_rule_is_planned_as_its_certificate_says() {
    let mut planned = 0;
    for (name, knowledge) in packs() {
        let pack = &knowledge.packs()[0];
        for (rule, role) in
            pack.model().unwrap().rules.iter().flat_map(|rule| pack.manifest().roles.iter().map(move |r| (rule, r)))
        {
            let query = shindan::Query::new(&rule.id).role(&role.id);
            let RuleModel { pack: named, model, .. } = match knowledge.plan_model(&query) {
                Ok(found) => found,
                Err(refused) => {
                    // Only where the rule says too little, or orders its steps itself.
                    let links = |r: &Remedy| !r.fixes.is_empty() || !r.sometimes_fixes.is_empty();
                    assert!(rule.tree.is_some() || !rule.remediation.iter().any(links), "{refused}");
                    continue;
                }
            };
            assert_eq!((named.id.as_str(), &named.hash), (pack.id(), &pack.reference().hash));
            let file = model.to_json();
            assert_eq!(Model::from_json(&file.to_string()).unwrap(), model);
            let plan = Planner::new(&model, Mode::SafeAll).plan();
            let cost = checked(&file, &plan);
            let authored = Reading::new(&file).authored("safe_all");
            assert!(plan.exact && cost <= authored * (1.0 + 1e-9), "{name} {} as {}: {cost}", rule.id, role.id);
            planned += 1;
        }
    }
    assert!(planned > 100, "{planned}");
}

/// The steps alone, without what they cost.
fn steps(plan: &Plan) -> Value {
    serde_json::to_value(plan).unwrap()["plan"].clone()
}

#[test]
fn neither_the_unit_nor_the_sorting_of_a_file_changes_a_plan() {
    for seed in 0..40 {
        let file = generate::small(seed, [Answers::Partition, Answers::Noisy, Answers::Vague][seed as usize % 3]);
        let mut random = Random::new(seed);
        let (mut dear, mut heavy) = (file.clone(), file.clone());
        for step in dear["steps"].as_array_mut().unwrap() {
            step["cost"] = json!(step["cost"].as_u64().unwrap() * 7);
        }
        for cause in heavy["causes"].as_array_mut().unwrap() {
            cause["weight"] = json!(cause["weight"].as_u64().unwrap() * 1_000_003);
        }
        let mixed = generate::shuffled(&file, &mut random);
        for (mode, budget) in Mode::ALL.into_iter().flat_map(|mode| [(mode, 20_000), (mode, 0)]) {
            let plan = |file: &Value| Planner::new(&model(file), mode).with_budget(budget).plan();
            let first = plan(&file);
            assert_eq!(first, plan(&file));
            assert_eq!(steps(&first), steps(&plan(&dear)), "{seed}");
            assert_eq!(steps(&first), steps(&plan(&heavy)), "{seed}");
            let other = plan(&mixed);
            assert_eq!((steps(&first), first.expected_cost), (steps(&other), other.expected_cost), "{seed}");
        }
    }
}

/// With more than 64 steps a model is planned with wider sets; the plan is the same where the steps that are added are useless.
#[test]
fn useless_steps_change_nothing() {
    for seed in 0..20 {
        let file = generate::small(seed, [Answers::Partition, Answers::Noisy, Answers::Vague][seed as usize % 3]);
        let mut wide = file.clone();
        let (causes, like) = (file["causes"].as_array().unwrap().len(), file["steps"][0].clone());
        for at in 0..64 {
            wide["steps"].as_array_mut().unwrap().push(json!({
                "id": format!("useless{at}"), "kind": "action", "cost": like["cost"], "risk": like["risk"],
                "requires": [], "fix": vec![0; causes],
            }));
            let order = wide["authored_order"].as_array_mut().unwrap();
            order.insert(order.len() - 1, json!(format!("useless{at}")));
        }
        for mode in Mode::ALL {
            let plan = |file: &Value| Planner::new(&model(file), mode).with_budget(20_000).plan();
            assert_eq!(plan(&file), plan(&wide), "{seed} {}", mode.name());
        }
    }
}

#[test]
fn a_session_follows_the_plan_and_keeps_what_was_solved() {
    for seed in 0..20 {
        let file = generate::small(seed, Answers::Vague);
        for mode in Mode::ALL {
            let mut planner = Planner::new(&model(&file), mode);
            let plan = planner.plan();
            let mut open = vec![(0, Evidence::new())];
            while let Some((place, evidence)) = open.pop() {
                let node = &plan.nodes[place];
                let next = planner.next(&evidence).unwrap();
                assert!(next.exact && !next.contradiction);
                assert_eq!(next.step, node.step, "{seed} {evidence:?}");
                for seen in &node.outcomes {
                    open.push((seen.next, evidence.clone().seen(node.step.as_str(), seen.name.as_str())));
                }
            }
        }
    }
}

#[test]
fn what_was_seen_decides_what_comes_next() {
    let file = json!({
        "format": "guided-troubleshooting-instance", "version": 1,
        "causes": [{ "id": "a", "weight": 1 }, { "id": "b", "weight": 1 }],
        "steps": [
            { "id": "ask", "kind": "question", "cost": 1, "risk": 0, "requires": [],
              "answers": ["yes", "no"], "likelihood": [[1000, 0], [0, 1000]] },
            { "id": "safe", "kind": "action", "cost": 5, "risk": 0, "requires": [], "fix": [1000, 0] },
            { "id": "risky", "kind": "action", "cost": 1, "risk": 2, "requires": [], "fix": [0, 1000] },
            { "id": "end", "kind": "escalate", "cost": 50 }
        ],
        "authored_order": ["ask", "safe", "risky", "end"]
    });
    let mut planner = Planner::new(&model(&file), Mode::SafeAll);
    let next = |planner: &mut Planner, evidence: Evidence| planner.next(&evidence).unwrap().step;
    assert_eq!(next(&mut planner, Evidence::new().seen("ask", "no")), "risky");
    // The safe action might still help, so the risky one waits for it.
    assert_eq!(next(&mut planner, Evidence::new().unclear("ask")), "safe");
    assert_eq!(next(&mut planner, Evidence::new().unclear("ask").seen("safe", "not_fixed")), "risky");
    // Safe would have ended it: what was carried out stays so, and what is believed starts anew.
    let odd = planner.next(&Evidence::new().seen("ask", "yes").seen("safe", "not_fixed")).unwrap();
    assert!(odd.contradiction);
    assert_eq!(odd.step, "risky");
    let unknown = planner.next(&Evidence::new().seen("ask", "perhaps")).unwrap_err();
    assert_eq!(unknown.kind(), ErrorKind::UnknownStep);
    assert!(unknown.to_string().contains("known: no, yes"), "{unknown}");
    assert!(planner.next(&Evidence::new().seen("end", "not_fixed")).is_err());
}

#[test]
fn large_models_get_a_step_and_a_bound() {
    for (actions, questions) in [(50, 25), (80, 40)] {
        let file = generate::shaped(actions, questions, 1);
        for mode in [Mode::Free, Mode::SafeAll] {
            let next = Planner::new(&model(&file), mode).with_budget(50).next(&Evidence::new()).unwrap();
            assert!(next.lower_bound > 0.0 && next.lower_bound <= next.expected_cost);
        }
    }
}

#[test]
fn what_is_wrong_in_a_model_is_said_with_what_to_write() {
    let good = generate::tiny(3);
    let with = |change: &dyn Fn(&mut Value)| {
        let mut file = json!({
            "format": "guided-troubleshooting-instance", "version": 1, "id": "m",
            "causes": [{ "id": "a", "weight": 1 }, { "id": "b", "weight": 2 }],
            "steps": [
                { "id": "q", "kind": "question", "cost": 1, "risk": 0, "requires": [],
                  "answers": ["yes", "no"], "likelihood": [[1000, 0], [0, 1000]] },
                { "id": "r", "kind": "action", "cost": 5, "risk": 0, "requires": ["q"], "fix": [1000, 0] },
                { "id": "end", "kind": "escalate", "cost": 50 }
            ],
            "authored_order": ["q", "r", "end"], "optimal": {}, "published": {}, "family": "x"
        });
        change(&mut file);
        Model::from_json(&file.to_string())
    };
    assert!(with(&|_| ()).is_ok());
    assert_eq!(model(&model(&good).to_json()), model(&good));
    type Change<'a> = &'a dyn Fn(&mut Value);
    let cases: [(Change<'_>, &str); 30] = [
        (&|f| f["format"] = json!("x"), "`format` is `x`; write \"guided-troubleshooting-instance\""),
        (&|f| f["version"] = json!(2), "`version` is 2"),
        (&|f| f["version"] = json!("1"), "`version` is the text `1`; write a whole number"),
        (&|f| f["causes"] = json!([]), "there are no causes"),
        (&|f| f["causes"] = json!({}), "`causes` is an object; write a list"),
        (&|f| f["causes"][0]["weight"] = json!(0), "cause `a`: `weight` is 0"),
        (&|f| f["causes"][0]["weight"] = json!(u64::MAX), "cause `a`: `weight` is 18446744073709551615"),
        (&|f| f["causes"][0]["weight"] = json!(0.5), "cause `a`: `weight` is 0.5; write a whole number"),
        (&|f| f["causes"][1]["id"] = json!("a"), "two causes are named `a`"),
        (&|f| f["causes"][1]["id"] = json!(""), "empty name"),
        (&|f| f["causes"] = (0..300).map(|at| json!({ "id": at.to_string(), "weight": 1 })).collect(), "300 causes"),
        (&|f| f["steps"][1]["id"] = json!("q"), "two steps are named `q`"),
        (&|f| f["steps"][1]["kind"] = json!("repair"), "step `r`: `kind` is `repair`; write"),
        (&|f| f["steps"][1]["cost"] = json!(0), "step `r`: `cost` is 0"),
        (&|f| f["steps"][1]["cost"] = json!(-3), "step `r`: `cost` is -3; write a whole number"),
        (&|f| f["steps"][1]["risk"] = json!(u64::MAX), "step `r`: `risk` is"),
        (&|f| f["steps"][1]["fix"] = json!([1000]), "step `r`: `fix` has 1 entries; write one for each of the 2"),
        (&|f| f["steps"][1]["fix"] = json!([1001, 0]), "step `r`: `fix` holds 1001; write thousandths"),
        (&|f| f["steps"][1]["requires"] = json!(["x"]), "step `r` requires `x`, but there is no such step"),
        (&|f| f["steps"][1]["requires"] = json!(["end"]), "step `r` requires `end`"),
        (&|f| f["steps"][1]["requires"] = json!("q"), "`requires` is the text `q`; write a list"),
        (&|f| f["steps"][0]["requires"] = json!(["r"]), "`q`, `r` go round in a circle"),
        (&|f| f["steps"][0]["answers"] = json!(["yes", "yes"]), "two answers are named `yes`"),
        (&|f| f["steps"][0]["answers"] = json!([]), "it has 0 answers"),
        (&|f| f["steps"][0]["likelihood"][1] = json!([500, 400]), "the row of cause `b` sums to 900"),
        (&|f| f["steps"][0]["likelihood"][1] = json!([1000]), "the row of cause `b` has 1 entries; write 2"),
        (&|f| f["steps"][2]["kind"] = json!("action"), "step `end`: `fix` is missing"),
        (&|f| f["authored_order"] = json!(["r", "q", "end"]), "names `r` before `q`"),
        (&|f| f["authored_order"] = json!(["q", "end", "r"]), "goes on after `end`"),
        (&|f| f["authored_order"] = json!(["q", "q", "end"]), "names `q` twice"),
    ];
    for (change, words) in cases {
        let error = with(change).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BadModel);
        assert!(error.to_string().contains(words), "{error}\nnot {words}");
    }
    let two = with(&|f| f["steps"][1] = json!({ "id": "r", "kind": "escalate", "cost": 1 }));
    assert!(two.unwrap_err().to_string().contains("`r` and `end` both"));
    let none = with(&|f| f["steps"] = json!([]));
    assert!(none.unwrap_err().to_string().contains("no step has the kind `escalate`"));
    for text in ["", "[", "[]", "null", "{}", &"[".repeat(100_000)] {
        assert_eq!(Model::from_json(text).unwrap_err().kind(), ErrorKind::BadModel);
    }
}

/// Any value in place of one part of a good file.
fn damaged(file: &mut Value, path: &[usize], with: &Value) {
    match (path.split_first(), file) {
        (Some((at, rest)), Value::Array(list)) if !list.is_empty() => {
            let at = at % list.len();
            damaged(&mut list[at], rest, with);
        }
        (Some((at, rest)), Value::Object(fields)) if !fields.is_empty() => {
            let at = at % fields.len();
            damaged(fields.values_mut().nth(at).unwrap(), rest, with);
        }
        (_, place) => *place = with.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_damaged_file_is_refused_or_planned(
        seed in 0_u64..50,
        path in prop::collection::vec(0_usize..40, 0..5),
        with in prop_oneof![
            Just(json!(null)), Just(json!([])), Just(json!({})), Just(json!("x")), Just(json!("q0")), Just(json!(1.5)),
            Just(json!(-1)), any::<u64>().prop_map(|n| json!(n)), (0_u64..2000).prop_map(|n| json!(n)),
        ],
    ) {
        let mut file = generate::tiny(seed);
        damaged(&mut file, &path, &with);
        if let Ok(model) = Model::from_json(&file.to_string()) {
            for mode in Mode::ALL {
                let plan = Planner::new(&model, mode).with_budget(200).plan();
                let cost = Reading::new(&file).cost(&serde_json::to_value(&plan).unwrap()["plan"], mode.name());
                prop_assert!(is_close(cost, plan.expected_cost));
            }
        }
    }

    #[test]
    fn any_text_is_refused_or_read(text in "\\PC{0,60}") {
        let _ = Model::from_json(&text);
    }
}
