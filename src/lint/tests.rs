//! What fixtures cannot show well: places, counts, and that nothing is said of what is right.

mod claims;
mod errata;
mod refs;
mod safety;
mod texts;
mod tree;

use serde_json::{Value, json};

use super::{FileId, Finding, run};
use crate::model::PackModel;

/// A pack in one language with nothing to find. Rule 0 has one of everything.
fn clean() -> Value {
    json!({
        "pack": {
            "id": "test", "name": { "ja": "試験" }, "version": "1.0.0", "engine": "*", "languages": ["ja"],
            "default_role": "reception", "help_desk": "maker",
            "roles": [
                { "id": "reception", "name": { "ja": "受付" }, "calls": "maker" },
                { "id": "vendor", "name": { "ja": "ベンダー" }, "calls": "maker" },
            ],
            "contacts": [{ "id": "maker", "name": { "ja": "メーカー" }, "role": "vendor" }],
            "facts": [{ "id": "environment", "name": { "ja": "環境" }, "values": [{ "id": "test", "name": { "ja": "検証" } }] }],
            "documents": [{ "id": "manual", "title": { "ja": "手引" }, "pages": 3 }],
        },
        "codes": { "codes": [
            { "code": "E1", "heading": { "ja": "接続" } },
            { "code": "E2", "aliases": ["E2A"], "heading": { "use": "E1" } },
        ] },
        "rules": [
            {
                "id": "network", "source": { "document": "manual", "page": 1 }, "examples": ["E1 0x01"],
                "matches": [
                    { "code": "E1", "detail": "0x01", "row": "r1" },
                    { "code": "E2", "detail": "0x01", "row": "r2", "facts": { "environment": "test" } },
                ],
                "hand_over": { "to": ["maker"], "from": "message" },
                "causes": [{ "id": "cable", "text": { "ja": "ケーブル" } }],
                "checks": [{
                    "id": "lamp", "ask": { "ja": "ランプは点いていますか" }, "role": "reception", "when": { "row": ["r1"] },
                    "answers": [{ "id": "yes", "excludes": ["cable"] }, { "id": "no", "supports": ["cable"] }],
                }],
                "remediation": [
                    {
                        "id": "replug", "fixes": ["cable"], "role": "reception", "risk": "safe", "minutes": 1,
                        "when": { "lamp": ["no", "dont_know"], "version.app": ["1.0.0"], "code": ["E2A"] },
                        "steps": [{ "text": { "ja": "挿し直す" } }], "verify": { "ja": "確かめる" },
                    },
                    {
                        "id": "erase", "requires": ["replug", "lamp"], "role": "vendor", "risk": "destructive",
                        "minutes": 1, "caution": { "ja": "消えます" }, "steps": [{ "text": { "ja": "消す" } }],
                    },
                ],
            },
            {
                "id": "power", "source": { "document": "manual", "page": 3 }, "examples": ["E2"],
                "matches": [{ "code": "E2A" }], "hand_over": { "from": "role" },
            },
        ],
    })
}

/// Puts `value` at `pointer`, whose parent exists; at the end of a list where the last step is `-`.
fn set(model: &mut Value, pointer: &str, value: Value) {
    let (parent, key) = pointer.rsplit_once('/').unwrap();
    match model.pointer_mut(parent).unwrap() {
        Value::Array(list) if key == "-" => list.push(value),
        Value::Array(list) => list[key.parse::<usize>().unwrap()] = value,
        parent => parent[key] = value,
    }
}

fn findings(changes: &[(&str, Value)]) -> Vec<Finding> {
    let mut model = clean();
    for (pointer, value) in changes {
        set(&mut model, pointer, value.clone());
    }
    run(&serde_json::from_value::<PackModel>(model).unwrap())
}

/// The clean pack with changes, checked: code, file and place, message.
fn lint(changes: &[(&str, Value)]) -> Vec<String> {
    findings(changes).iter().map(show).collect()
}

fn show(finding: &Finding) -> String {
    let file = match finding.at.file {
        FileId::Pack => "pack".to_owned(),
        FileId::Codes => "codes".to_owned(),
        FileId::Search => "search".to_owned(),
        FileId::Rule(n) => n.to_string(),
    };
    format!("{} {file}{} {}", finding.code, finding.at.pointer, finding.message)
}

fn helps(changes: &[(&str, Value)]) -> Vec<String> {
    findings(changes).into_iter().filter_map(|finding| finding.help).collect()
}

#[test]
fn a_clean_pack_has_no_findings() {
    assert_eq!(lint(&[]), [""; 0]);
}

#[test]
fn every_name_space_is_checked() {
    let found = lint(&[
        ("/pack/roles/-", json!({ "id": "vendor", "name": { "ja": "x" }, "calls": "maker" })),
        ("/pack/contacts/-", json!({ "id": "maker", "name": { "ja": "x" } })),
        ("/pack/facts/0/values/-", json!({ "id": "test", "name": { "ja": "x" } })),
        ("/pack/documents/-", json!({ "id": "manual", "title": { "ja": "x" }, "pages": 1 })),
        ("/codes/codes/0/aliases", json!(["E1"])),
        ("/codes/codes/-", json!({ "code": "E2A" })),
        ("/rules/1/id", json!("network")),
        ("/rules/0/explanation", json!([{ "id": "cable", "text": { "ja": "x" } }, { "text": { "ja": "y" } }])),
        ("/rules/0/checks/0/answers/-", json!({ "id": "cannot", "text": { "ja": "x" } })),
        ("/rules/0/remediation/1/id", json!("done")),
        ("/rules/0/review_notes", json!([{ "id": "n", "text": { "ja": "x" }, "date": "2026-01-01" }])),
        (
            "/rules/0/errata",
            json!([{ "id": "n", "kind": "layout", "printed": "", "confidence": 1, "reason": { "ja": "x" }, "date": "2026-01-01" }]),
        ),
    ]);
    assert_eq!(
        found,
        [
            "SD0301 pack/contacts/1/id duplicate contact `maker`",
            "SD0301 pack/documents/1/id duplicate document `manual`",
            "SD0301 pack/facts/0/values/1/id duplicate value `test`",
            "SD0301 pack/roles/2/id duplicate role `vendor`",
            "SD0301 codes/codes/0/aliases/0 duplicate code or alias `E1`",
            "SD0301 codes/codes/2/code duplicate code or alias `E2A`",
            "SD0301 0/causes/0/id duplicate id `cable`",
            "SD0301 0/checks/0/answers/2/id the id `cannot` is reserved",
            "SD0301 0/remediation/1/id the id `done` is reserved",
            "SD0301 0/review_notes/0/id duplicate erratum or review note `n`",
            "SD0301 1/id duplicate rule `network`",
        ]
    );
}

/// What a rule is called, and what its rows hold, are replies to the questions which one is meant.
#[test]
fn a_rule_is_not_called_like_another_reply() {
    let found = lint(&[("/rules/0/id", json!("other")), ("/rules/1/matches/0/detail", json!("none"))]);
    let reserved: Vec<&String> = found.iter().filter(|one| one.contains("is reserved")).collect();
    assert_eq!(
        reserved,
        ["SD0301 0/id the id `other` is reserved", "SD0301 1/matches/0/detail the id `none` is reserved"]
    );
}
