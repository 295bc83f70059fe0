use serde_json::json;

use super::{helps, lint};

#[test]
fn every_reference_is_followed() {
    let found = lint(&[
        ("/pack/default_role", json!("recepton")),
        ("/pack/help_desk", json!("nobody")),
        ("/pack/roles/0/calls", json!("nobody")),
        ("/pack/contacts/0/role", json!("nobody")),
        ("/rules/0/superseded_by", json!("nowhere")),
        ("/rules/0/consequences", json!(["power", "pwoer"])),
        ("/rules/0/checks/0/answers/0/excludes", json!(["cabel"])),
        ("/rules/0/checks/0/answers/0/hand_over", json!(["nobody"])),
        ("/rules/0/checks/0/answers/0/see", json!("nowhere")),
        ("/rules/0/checks/0/consult", json!("nobody")),
        ("/rules/0/checks/0/actor", json!("patient")),
        ("/rules/0/remediation/0/sometimes_fixes", json!(["dust"])),
        ("/rules/0/remediation/1/requires", json!(["cable"])),
        ("/rules/0/matches/0/code", json!("E3")),
        ("/rules/0/matches/1/inferred", json!({ "codes": ["E2A", "E1", "E9"], "note": "n" })),
        ("/rules/0/source/page", json!(4)),
        ("/rules/1/source/document", json!("book")),
    ]);
    assert_eq!(
        found,
        [
            "SD0305 pack/contacts/0/role unknown role `nobody`",
            "SD0305 pack/default_role unknown role `recepton`",
            "SD0303 pack/help_desk unknown contact `nobody`",
            "SD0303 pack/roles/0/calls unknown contact `nobody`",
            "SD0305 0/checks/0/actor unknown role `patient`",
            "SD0302 0/checks/0/answers/0/excludes/0 unknown cause `cabel`",
            "SD0303 0/checks/0/answers/0/hand_over/0 unknown contact `nobody`",
            "SD0307 0/checks/0/answers/0/see unknown rule `nowhere`",
            "SD0303 0/checks/0/consult unknown contact `nobody`",
            "SD0307 0/consequences/1 unknown rule `pwoer`",
            "SD0308 0/matches/0/code unknown code `E3`",
            "SD0308 0/matches/1/inferred/codes/1 `E1` is neither the code `E2` of this match nor an alias of it",
            "SD0308 0/matches/1/inferred/codes/2 unknown code `E9`",
            "SD0310 0/matches/1/inferred/note unknown erratum or review note `n`",
            "SD0302 0/remediation/0/sometimes_fixes/0 unknown cause `dust`",
            "SD0304 0/remediation/1/requires/0 unknown step `cable`",
            "SD0309 0/source/page `manual` has no page 4",
            "SD0307 0/superseded_by unknown rule `nowhere`",
            "SD0309 1/source/document unknown document `book`",
        ]
    );
}

#[test]
fn help_names_the_nearest_or_all_or_the_place_to_add_it() {
    assert_eq!(
        helps(&[
            ("/pack/default_role", json!("recepton")),
            ("/rules/0/remediation/0/fixes", json!(["dust"])),
            ("/rules/0/remediation/1/requires", json!(["elsewhere"])),
        ]),
        [
            "did you mean `reception`?",
            "write `cable`, or add `dust` to `causes`",
            "write one of `lamp`, `replug`, `erase`, or add `elsewhere` to `checks` or `remediation`",
        ]
    );
}

#[test]
fn a_shared_heading_is_written_out_where_it_is_taken_from() {
    let at = "/codes/codes/1/heading";
    assert_eq!(lint(&[(at, json!({ "use": "E9" }))]), ["SD0308 codes/codes/1/heading/use unknown code `E9`"]);
    // Itself, by its alias: a text that stands nowhere.
    let own = "SD0308 codes/codes/1/heading/use the code `E2A` has no `heading` of its own";
    assert_eq!(lint(&[(at, json!({ "use": "E2A" }))]), [own]);
    let none = "SD0308 codes/codes/1/message/use the code `E1` has no `message` of its own";
    assert_eq!(lint(&[("/codes/codes/1/message", json!({ "use": "E1" }))]), [none]);
}

#[test]
fn facts_and_their_values() {
    let found = lint(&[
        (
            "/rules/0/checks/0/when",
            json!({ "rows": ["r1"], "row": ["r1", "r3"], "model": ["any"], "detail": ["0x02"] }),
        ),
        ("/rules/0/causes/0/when", json!({ "environment": ["prod"], "lamp": ["maybe"], "code": ["E1", "E2A", "E3"] })),
        ("/rules/0/checks/0/answers/0/set", json!({ "environment": "tst", "row": "r2", "colour": "red" })),
        ("/rules/0/matches/0/facts", json!({ "version.": "1", "environment": "test" })),
    ]);
    assert_eq!(
        found,
        [
            "SD0306 0/causes/0/when/code/2 `E3` is not a value of the fact `code`",
            "SD0306 0/causes/0/when/environment/0 `prod` is not a value of the fact `environment`",
            "SD0306 0/causes/0/when/lamp/0 `maybe` is not a value of the fact `lamp`",
            "SD0306 0/checks/0/answers/0/set/colour unknown fact `colour`",
            "SD0306 0/checks/0/answers/0/set/environment `tst` is not a value of the fact `environment`",
            "SD0306 0/checks/0/when/detail/0 `0x02` is not a value of the fact `detail`",
            "SD0306 0/checks/0/when/row/1 `r3` is not a value of the fact `row`",
            "SD0306 0/checks/0/when/rows unknown fact `rows`",
            "SD0306 0/matches/0/facts/version. unknown fact `version.`",
        ]
    );
}

#[test]
fn a_used_item_needs_what_it_refers_to_beside_it() {
    let mut replug = super::clean()["rules"][0]["remediation"][0].clone();
    replug["used_from"] = json!("network/replug");
    replug["requires"] = json!(["lamp"]);
    replug["when"] = json!({ "lamp": ["no"] });
    replug["role"] = json!("nobody");
    let changes = [("/rules/1/remediation", json!([replug]))];
    assert_eq!(
        lint(&changes),
        [
            "SD0302 1/remediation/0/fixes/0 unknown cause `cable`",
            "SD0304 1/remediation/0/requires/0 unknown step `lamp`",
            "SD0306 1/remediation/0/when/lamp unknown fact `lamp`",
        ]
    );
    let lamp = "`network/replug` refers to it: add `- use: network/lamp` to checks";
    assert_eq!(helps(&changes), ["`network/replug` refers to it: add `- use: network/cable` to causes", lamp, lamp]);
}

#[test]
fn a_circle_of_prerequisites_is_named_once() {
    let itself = "SD0311 0/remediation/0/requires/0 `replug` requires itself";
    assert_eq!(lint(&[("/rules/0/remediation/0/requires", json!(["replug"]))]), [itself]);
    let each_other = "SD0311 0/checks/0/requires/1 `erase`, `lamp` require each other";
    let deadlock =
        "SD0508 0/checks/0/requires `lamp` requires `erase`, which is destructive and waits for everything safer";
    assert_eq!(lint(&[("/rules/0/checks/0/requires", json!(["replug", "erase"]))]), [deadlock, each_other]);
}

#[test]
fn a_circle_of_consequences_is_named_once() {
    let itself = "SD0314 0/consequences/1 `network` is named as its own consequence";
    assert_eq!(lint(&[("/rules/0/consequences", json!(["power", "network"]))]), [itself]);
    let each_other = "SD0314 0/consequences/0 `network`, `power` are named as consequences of each other";
    let changes = [("/rules/0/consequences", json!(["power"])), ("/rules/1/consequences", json!(["network"]))];
    assert_eq!(lint(&changes), [each_other]);
    assert_eq!(lint(&changes[..1]), [""; 0]);
}
