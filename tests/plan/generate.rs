//! Seeded models in whole numbers, for tests and benchmarks. Same seed, same model, on every machine.

#[path = "random.rs"]
mod random;

use serde_json::{Value, json};

pub(crate) use random::Random;

/// How answers depend on the cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answers {
    /// The answer follows from the cause.
    Partition,
    /// Every answer is possible under every cause.
    Noisy,
    /// The answer follows from the cause, or the cause says nothing about it.
    Vague,
}

/// What a model is to look like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Shape {
    pub(crate) causes: usize,
    pub(crate) questions: usize,
    pub(crate) actions: usize,
    pub(crate) answers: Answers,
    /// Steps in a hundred that require an earlier one.
    pub(crate) requires: u64,
    /// Riskiest step.
    pub(crate) risk: u64,
    pub(crate) stop: u64,
}

/// A small model: 3 to 8 causes, 2 to 6 questions, 2 to 8 actions.
pub(crate) fn small(seed: u64, answers: Answers) -> Value {
    let mut random = Random::new(seed.wrapping_mul(7919).wrapping_add(11));
    let shape = Shape {
        causes: random.between(3, 8) as usize,
        questions: random.between(2, 6) as usize,
        actions: random.between(2, 8) as usize,
        answers,
        requires: 15,
        risk: 2,
        stop: random.between(50, 300),
    };
    model(&format!("small-{seed}"), shape, &mut random)
}

/// The 200 small models that figures are given for: 150 with partition questions, 50 with noisy ones.
pub(crate) fn suite() -> Vec<Value> {
    (0..200).map(|seed| small(seed, if seed < 150 { Answers::Partition } else { Answers::Noisy })).collect()
}

/// A model of the kind and size of a printer troubleshooter.
pub(crate) fn shaped(actions: usize, questions: usize, seed: u64) -> Value {
    let causes = (actions * 9 / 10).max(3);
    let shape = Shape { causes, questions, actions, answers: Answers::Vague, requires: 0, risk: 2, stop: 300 };
    let mut random = Random::new(seed.wrapping_mul(104_729).wrapping_add((actions * 1000 + questions) as u64));
    model(&format!("shaped-{actions}x{questions}-{seed}"), shape, &mut random)
}

/// A tiny model for comparison with a naive programme over all states.
pub(crate) fn tiny(seed: u64) -> Value {
    let mut random = Random::new(seed.wrapping_mul(6151).wrapping_add(5));
    let shape = Shape {
        causes: random.between(1, 5) as usize,
        questions: random.between(0, 3) as usize,
        actions: random.between(0, 4) as usize,
        answers: random.one(&[Answers::Partition, Answers::Noisy, Answers::Vague]),
        requires: random.one(&[0, 20, 60]),
        risk: random.between(0, 3),
        stop: random.one(&[5, 30, 300]),
    };
    model(&format!("tiny-{seed}"), shape, &mut random)
}

/// A model of a shape.
pub(crate) fn model(id: &str, shape: Shape, random: &mut Random) -> Value {
    let causes: Vec<Value> = (0..shape.causes)
        .map(|at| {
            let weight = random.between(1, 30) * random.between(1, 30);
            json!({ "id": format!("c{at}"), "weight": weight })
        })
        .collect();
    let mut steps: Vec<Value> = Vec::new();
    for at in 0..shape.questions {
        let count = random.one(&[2, 2, 2, 3]);
        let likelihood: Vec<Vec<u64>> = (0..shape.causes).map(|_| row(count, shape.answers, random)).collect();
        let answers: Vec<String> = (0..count).map(|at| format!("a{at}")).collect();
        steps.push(json!({
            "id": format!("q{at}"), "kind": "question", "cost": random.between(1, 8), "risk": risk(shape.risk, 85, random),
            "requires": [], "answers": answers, "likelihood": likelihood,
        }));
    }
    for at in 0..shape.actions {
        let mut fix = vec![0; shape.causes];
        // Every cause has an action while there are enough of them; some actions help a second cause.
        fix[at % shape.causes] = random.one(&[500, 600, 800, 900, 950, 1000, 1000]);
        if random.chance(25) {
            fix[random.between(0, shape.causes as u64 - 1) as usize] = random.one(&[300, 500, 700, 900]);
        }
        if random.chance(4) {
            fix = vec![0; shape.causes];
        }
        let (low, high) = random.one(&[(2, 8), (5, 30), (20, 60)]);
        let cost = random.between(low, high);
        steps.push(json!({
            "id": format!("r{at}"), "kind": "action", "cost": cost, "risk": risk(shape.risk, 60, random),
            "requires": [], "fix": fix,
        }));
    }
    random.shuffle(&mut steps);
    let ids: Vec<String> = steps.iter().map(|step| step["id"].as_str().unwrap().to_owned()).collect();
    for (at, step) in steps.iter_mut().enumerate().skip(1) {
        if random.chance(shape.requires) {
            let other = random.between(0, at as u64 - 1) as usize;
            step["requires"] = json!([ids[other]]);
        }
    }
    steps.push(json!({ "id": "escalate", "kind": "escalate", "cost": shape.stop }));
    let mut order = ids;
    order.push("escalate".to_owned());
    json!({
        "format": "guided-troubleshooting-instance", "version": 1, "id": id, "family": "generated",
        "causes": causes, "steps": steps, "authored_order": order,
    })
}

fn risk(most: u64, safe: u64, random: &mut Random) -> u64 {
    if random.chance(safe) { 0 } else { random.between(0, most) }
}

fn row(count: usize, answers: Answers, random: &mut Random) -> Vec<u64> {
    let likely = random.between(0, count as u64 - 1) as usize;
    let sure: Vec<u64> = (0..count).map(|at| if at == likely { 1000 } else { 0 }).collect();
    let spread = |most: u64| -> Vec<u64> {
        let share = (1000 - most) / (count as u64 - 1);
        let rest = 1000 - share * (count as u64 - 1);
        (0..count).map(|at| if at == likely { rest } else { share }).collect()
    };
    match answers {
        Answers::Partition => sure,
        Answers::Noisy => spread(random.between(70, 97) * 10),
        Answers::Vague if random.chance(20) => {
            let share = 1000 / count as u64;
            (0..count).map(|at| if at == likely { 1000 - share * (count as u64 - 1) } else { share }).collect()
        }
        Answers::Vague => sure,
    }
}

/// The model in its own mode of sorting: causes, steps, and answers stand in any order, the author's order stays.
pub(crate) fn shuffled(model: &Value, random: &mut Random) -> Value {
    let mut other = model.clone();
    let causes = model["causes"].as_array().unwrap();
    let mut places: Vec<usize> = (0..causes.len()).collect();
    random.shuffle(&mut places);
    let sorted = |list: &Value| Value::from(places.iter().map(|at| list[*at].clone()).collect::<Vec<Value>>());
    other["causes"] = sorted(&model["causes"]);
    for step in other["steps"].as_array_mut().unwrap() {
        if step["kind"] == "action" {
            step["fix"] = sorted(&step["fix"]);
        } else if step["kind"] == "question" {
            let mut answers: Vec<usize> = (0..step["answers"].as_array().unwrap().len()).collect();
            random.shuffle(&mut answers);
            let pick = |list: &Value| Value::from(answers.iter().map(|at| list[*at].clone()).collect::<Vec<Value>>());
            let rows = sorted(&step["likelihood"]);
            step["likelihood"] = rows.as_array().unwrap().iter().map(pick).collect();
            step["answers"] = pick(&step["answers"]);
        }
    }
    random.shuffle(other["steps"].as_array_mut().unwrap());
    other
}
