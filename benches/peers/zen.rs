//! Lookup by the GoRules ZEN engine: one decision table, hit policy `first`, compiled once.

use std::pin::pin;
use std::task::{Context, Poll, Waker};

use serde_json::{Value, json};
use zen_engine::Decision;
use zen_engine::model::GraphContent;

use shindan_benches::generate::Base;

/// The decision table of the pairs of a base, each row with the position of its rule.
#[must_use]
pub(crate) fn table(base: &Base) -> Decision {
    let cell = |text: &str| Value::String(text.to_owned()).to_string();
    let rows: Vec<Value> = base
        .pairs()
        .enumerate()
        .map(|(rule, (code, detail))| {
            json!({ "_id": rule.to_string(), "code": cell(code), "detail": cell(detail), "rule": rule.to_string() })
        })
        .collect();
    let column = |name: &str| json!({ "id": name, "name": name, "field": name });
    let table = json!({
        "hitPolicy": "first",
        "inputs": [column("code"), column("detail")],
        "outputs": [column("rule")],
        "rules": rows,
    });
    let graph = json!({
        "nodes": [
            { "id": "in", "name": "in", "type": "inputNode" },
            { "id": "table", "name": "table", "type": "decisionTableNode", "content": table },
            { "id": "out", "name": "out", "type": "outputNode" },
        ],
        "edges": [
            { "id": "1", "type": "edge", "sourceId": "in", "targetId": "table" },
            { "id": "2", "type": "edge", "sourceId": "table", "targetId": "out" },
        ],
    });
    let content: GraphContent = serde_json::from_value(graph).expect("a graph");
    let mut decision = Decision::from(content);
    decision.compile();
    decision
}

/// The position of the rule of a code and a detail.
#[must_use]
pub(crate) fn look_up(table: &Decision, code: &str, detail: &str) -> Option<usize> {
    let input = json!({ "code": code, "detail": detail });
    let mut evaluation = pin!(table.evaluate(input.into()));
    // Nothing in a decision table waits for anything.
    let Poll::Ready(output) = evaluation.as_mut().poll(&mut Context::from_waker(Waker::noop())) else { return None };
    let rule = output.expect("the table evaluates").result.dot("rule")?;
    rule.as_number().and_then(|number| usize::try_from(number).ok())
}
