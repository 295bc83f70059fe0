use serde_json::{Value, json};

use super::super::errata::RULE_FIELDS;
use super::lint;

fn erratum(kind: &str, printed: &str, confidence: u8) -> Value {
    json!({ "id": "E9", "kind": kind, "printed": printed, "confidence": confidence, "reason": { "ja": "理由" }, "date": "2026-01-01" })
}

#[test]
fn an_erratum_can_concern_every_field_of_a_rule_and_a_match() {
    let schema: Value = serde_json::from_str(include_str!("../../../schema/rule.schema.json")).unwrap();
    for properties in ["/properties", "/$defs/match/properties"] {
        for field in schema.pointer(properties).unwrap().as_object().unwrap().keys() {
            assert!(RULE_FIELDS.contains(&field.as_str()), "{field}");
        }
    }
}

#[test]
fn what_concerns_what() {
    let mut erratum = erratum("layout", "", 50);
    erratum["concerns"] = json!(["lamp", "error_type", "lamps"]);
    let found = lint(&[
        ("/rules/0/errata", json!([erratum])),
        (
            "/codes/review_notes",
            json!([{ "id": "n", "concerns": ["heading", "lamp"], "text": { "ja": "x" }, "date": "2026-01-01" }]),
        ),
        ("/codes/codes/0/errata", json!(["n"])),
        ("/codes/codes/0/review_notes", json!(["n", "m"])),
    ]);
    assert_eq!(
        found,
        [
            "SD0310 codes/codes/0/errata/0 unknown erratum `n`",
            "SD0310 codes/codes/0/review_notes/1 unknown review note `m`",
            "SD0310 codes/review_notes/0/concerns/1 unknown field `lamp`",
            "SD0310 0/errata/0/concerns/2 unknown item or field `lamps`",
        ]
    );
}

#[test]
fn each_kind_has_what_it_needs() {
    let with = |key: &str, value: Value, mut erratum: Value| {
        erratum[key] = value;
        lint(&[("/rules/0/errata", json!([erratum]))])
    };
    let corrected = |kind: &str, confidence| with("corrected", json!("正"), erratum(kind, "誤", confidence));
    let bare = |kind: &str| with("rows", json!([]), erratum(kind, "誤", 90));
    assert_eq!(
        corrected("illegible", 90),
        ["SD0506 0/errata/0/corrected the illegible erratum `E9` has a `corrected`"]
    );
    let unsaid = "SD0506 0/errata/0/kind the erratum `E9` does not say what stands in the text instead";
    assert_eq!((bare("misprint"), bare("variant"), bare("layout")), (vec![unsaid.into()], vec![unsaid.into()], vec![]));
    let unsure = "SD0507 0/errata/0/confidence the misprint `E9` was corrected at a confidence of 79";
    assert_eq!(corrected("misprint", 79), [unsure]);
    assert_eq!((corrected("misprint", 80), corrected("variant", 10)), (vec![], vec![]));
}

#[test]
fn an_unreadable_place_is_marked_and_recorded() {
    let step = |words: &str| ("/rules/0/remediation/0/steps/0/text", json!({ "ja": words }));
    let recorded = ("/rules/0/errata", json!([erratum("illegible", r"C:\V\x", 20)]));
    let place = "0/remediation/0/steps/0/text/ja";
    assert_eq!(lint(&[step("{illegible:E9}を開く"), recorded.clone()]), [""; 0]);
    assert_eq!(
        lint(&[step("{illegible:E9}と{illegible:E8}を開く"), recorded.clone()]),
        [format!("SD0506 {place} no illegible erratum `E8` says what was printed here")]
    );
    assert_eq!(
        lint(&[step(r"C:\V\xを開く"), recorded]),
        [format!(r"SD0506 {place} the text has the unreadable `C:\V\x` of the erratum `E9`")]
    );
    // Three characters may stand in a text by themselves.
    assert_eq!(lint(&[step("ABCを開く"), ("/rules/0/errata", json!([erratum("illegible", "ABC", 20)]))]), [""; 0]);
}

#[test]
fn the_reason_of_an_erratum_may_quote_it() {
    let mut erratum = erratum("illegible", "読めない綴り", 20);
    erratum["reason"] = json!({ "ja": "「読めない綴り」とある" });
    assert_eq!(lint(&[("/rules/0/errata", json!([erratum]))]), [""; 0]);
}
