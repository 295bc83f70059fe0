use serde_json::json;

use super::{helps, lint};

#[test]
fn a_verify_is_no_riskier_than_its_remedy() {
    let retry = |risk: &str| ("/rules/0/retry_risk", json!(risk));
    let message = "SD0501 0/remediation/0/verify the `verify` of `replug` repeats the failed operation: that is \
                   disruptive, the remedy only safe";
    assert_eq!(lint(&[retry("disruptive")]), [message]);
    assert_eq!(lint(&[retry("disruptive"), ("/rules/0/remediation/0/risk", json!("disruptive"))]), [""; 0]);
}

#[test]
fn a_used_remedy_keeps_its_verify_from_a_riskier_rule() {
    let mut replug = super::clean()["rules"][0]["remediation"][0].clone();
    replug["used_from"] = json!("network/replug");
    let changes = [
        ("/rules/1/retry_risk", json!("destructive")),
        ("/rules/1/causes", json!([{ "id": "cable", "text": { "ja": "x" } }])),
        ("/rules/1/remediation", json!([{ "when": {} }])),
        ("/rules/1/remediation/0", {
            replug["when"] = json!({});
            replug
        }),
    ];
    assert_eq!(lint(&changes).len(), 1);
    assert_eq!(
        helps(&changes),
        ["write it out here without `verify:` instead of using `network/replug`, and add a remedy for the repetition \
          alone, with `requires: [replug]`"]
    );
}

#[test]
fn destructive_checks_and_remedies_say_what_can_be_lost() {
    let found =
        lint(&[("/rules/0/checks/0/risk", json!("destructive")), ("/rules/0/remediation/1/caution", json!(null))]);
    assert_eq!(
        found,
        [
            "SD0502 0/checks/0/risk `lamp` is destructive and has no `caution`",
            "SD0502 0/remediation/1/risk `erase` is destructive and has no `caution`",
        ]
    );
}

#[test]
fn alternatives_can_be_undone() {
    let group = |at: &'static str| (at, json!("way"));
    let both = [group("/rules/0/remediation/0/any_of"), group("/rules/0/remediation/1/any_of")];
    let message = "SD0503 0/remediation/1/any_of `erase` is one of the alternatives `way` and has no `undo`";
    assert_eq!(lint(&both), [message]);
    assert_eq!(lint(&both[1..]), [""; 0]);
    let undo = ("/rules/0/remediation/1/undo", json!({ "ja": "戻す" }));
    assert_eq!(lint(&[both[0].clone(), both[1].clone(), undo]), [""; 0]);
}
