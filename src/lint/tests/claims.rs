use serde_json::json;

use super::{findings, lint, show};

#[test]
fn a_pair_belongs_to_one_rule() {
    let found = findings(&[("/rules/1/matches/0", json!({ "code": "E2A", "detail": "0x9", "printed_as": ["0x01"] }))]);
    let shown: Vec<String> = found.iter().map(show).collect();
    assert_eq!(shown, ["SD0401 1/matches/0/printed_as/0 `E2A` with `0x01` is claimed by the rule `network` as well"]);
    assert_eq!(found[0].labels[0].0.pointer, "/matches/1/detail");
}

#[test]
fn the_same_pair_twice_in_one_rule() {
    let again = "SD0401 1/matches/1/code `E2` without a detail code stands twice in this rule";
    assert_eq!(lint(&[("/rules/1/matches/-", json!({ "code": "E2" }))]), [again]);
}

#[test]
fn leading_places_of_a_pattern_do_not_count() {
    let found = lint(&[
        ("/rules/0/matches/0/detail", json!("xxxxC02-4")),
        ("/rules/1/matches/0", json!({ "code": "E1", "detail": "xxC02-4" })),
    ]);
    assert_eq!(found, ["SD0401 1/matches/0/detail `E1` with `xxC02-4` is claimed by the rule `network` as well"]);
    let other = [("/rules/1/matches/0", json!({ "code": "E1", "detail": "x01" }))];
    assert_eq!(lint(&other), [""; 0]);
}

#[test]
fn other_models_and_deprecated_rules_do_not_clash() {
    let same = ("/rules/1/matches/0", json!({ "code": "E1", "detail": "0x01" }));
    let models = |models| ("/rules/1/applies_to", json!({ "models": models }));
    let first = ("/rules/0/applies_to", json!({ "models": ["a", "b"] }));
    assert_eq!(lint(&[same.clone(), first.clone(), models(vec!["c"])]), [""; 0]);
    assert_eq!(lint(&[same.clone(), first.clone(), models(vec!["c", "b"])]).len(), 1);
    assert_eq!(lint(&[same.clone(), first, models(vec![])]).len(), 1);
    assert_eq!(lint(&[same, ("/rules/1/status", json!("deprecated"))]), [""; 0]);
}

#[test]
fn a_rule_has_a_key() {
    let none = "SD0403 1/id `power` has neither `matches` nor `symptoms`";
    assert_eq!(lint(&[("/rules/1/matches", json!([]))]), [none]);
    let symptom = ("/rules/1/symptoms", json!([{ "ja": "点かない" }]));
    assert_eq!(lint(&[("/rules/1/matches", json!([])), symptom]), [""; 0]);
}
