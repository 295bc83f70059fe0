use serde_json::{Value, json};

use super::lint;

fn tree(start: &str, nodes: Value) -> Vec<String> {
    lint(&[("/rules/0/tree", json!({ "start": start, "nodes": nodes }))])
}

#[test]
fn a_tree_in_the_safe_order_is_accepted() {
    let nodes = json!([
        { "step": "lamp", "replies": { "no": "replug", "dont_know": "replug" }, "otherwise": "replug" },
        { "step": "replug", "replies": { "fixed": "hand_over", "not_fixed": "erase" }, "otherwise": "hand_over" },
        { "step": "erase", "otherwise": "hand_over" },
    ]);
    assert_eq!(tree("lamp", nodes), [""; 0]);
}

#[test]
fn no_path_to_a_destructive_step_goes_round_a_safer_one() {
    let round = json!([
        { "step": "lamp", "replies": { "no": "replug" }, "otherwise": "erase" },
        { "step": "replug", "otherwise": "erase" },
        { "step": "erase", "otherwise": "hand_over" },
    ]);
    let message = "SD0504 0/tree/nodes/2/step a path leads to the destructive `erase` without `replug`";
    assert_eq!(tree("lamp", round), [message]);
    // A remedy of the rule that the tree does not have is missed on every path.
    let left_out = "SD0504 0/tree/nodes/0/step a path leads to the destructive `erase` without `replug`";
    assert_eq!(tree("erase", json!([{ "step": "erase", "otherwise": "hand_over" }])), [left_out]);
}

#[test]
fn steps_exist_once_and_are_nodes() {
    let nodes = json!([
        { "step": "lamp", "replies": { "no": "replug" }, "otherwise": "hand-over" },
        { "step": "lamb", "otherwise": "hand_over" },
        { "step": "lamp", "otherwise": "lamb" },
    ]);
    assert_eq!(
        tree("lamp", nodes),
        [
            "SD0304 0/tree/nodes/0/otherwise unknown step `hand-over`",
            "SD0505 0/tree/nodes/0/replies/no `replug` is a step of the rule and has no node in the tree",
            "SD0304 0/tree/nodes/1/step unknown step `lamb`",
            "SD0505 0/tree/nodes/2/step `lamp` stands twice in the tree",
        ]
    );
    assert_eq!(
        tree("power", json!([{ "step": "lamp", "otherwise": "hand_over" }])),
        ["SD0304 0/tree/start unknown step `power`"]
    );
}

#[test]
fn replies_are_those_of_the_step() {
    let nodes = json!([
        { "step": "lamp", "replies": { "fixed": "replug" }, "otherwise": "replug" },
        { "step": "replug", "replies": { "no": "hand_over", "stopped": "hand_over" }, "otherwise": "hand_over" },
    ]);
    assert_eq!(
        tree("lamp", nodes),
        [
            "SD0505 0/tree/nodes/0/replies/fixed `fixed` is not a reply to `lamp`",
            "SD0505 0/tree/nodes/1/replies/no `no` is not a reply to `replug`",
        ]
    );
}

#[test]
fn it_reaches_all_of_itself_and_ends() {
    let nodes = json!([
        { "step": "lamp", "otherwise": "lamp" },
        { "step": "replug", "otherwise": "hand_over" },
    ]);
    assert_eq!(
        tree("lamp", nodes),
        [
            "SD0505 0/tree/nodes/0/step `lamp` leads back to itself",
            "SD0505 0/tree/nodes/1/step no path from `lamp` leads to `replug`",
        ]
    );
}
