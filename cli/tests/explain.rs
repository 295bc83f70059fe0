//! `explain`, over the real binary.

mod common;

use common::{command, finish, run};
use serde_json::json;

#[test]
fn answers_a_code() {
    let text = run(&["explain", "FUJ905", "0x02000001"]).ok();
    assert_eq!(text.err, "");
    text.says("FUJ905").says("0x02000001").says("USB").says("caora");
    let value = run(&["explain", "FUJ905", "0x02000001", "--format", "json"]).ok().json();
    assert_eq!(value["match"]["level"], "exact");
    assert_eq!(value["answers"][0]["rule"], "fuj905-reader-not-found");
    assert_eq!(value["answers"][0]["pack"]["id"], "caora");
}

#[test]
fn reads_its_arguments_as_one_text() {
    let one = run(&["explain", "【FUJ905】\r\n0x02000001", "--format", "json"]).ok();
    let two = run(&["explain", "FUJ905", "0x02000001", "--format", "json"]).ok();
    assert_eq!(one.json()["answers"], two.json()["answers"]);
}

#[test]
fn several_codes_are_one_answer() {
    let text = run(&["explain", "FUJIP55", "0x81000008", "011", "0x81000005", "--role", "reception"]).ok();
    text.says("011 0x81000005 — ").says("FUJIP55 0x81000008 — ").says("対処2").says("直らないとき");
    let value = run(&["explain", "FUJIP55", "011", "0x81000005", "--format", "json"]).ok().json();
    assert_eq!(value["answers"][0]["asked"], json!(["011 0x81000005"]));
    assert_eq!(value["relations"], json!([{ "pack": "caora", "cause": "011-network", "consequence": "fujip55-busy" }]));
    let same = json!({ "answer": 0, "rule": "011-network", "step": "portal-outage" });
    assert_eq!(value["plan"][0], same);
    assert_eq!(value["answers"][1]["withheld"][0]["same_as"], same);
    // One of them is still open: the exit code says so, the other one is answered.
    run(&["explain", "0x81000008", "011", "0x81000005"]).exits(4).says("対処1").says("まだ決まらないコード");
}

#[test]
fn the_exit_code_says_how_sure_it_is() {
    for (arguments, level, code) in [
        (&["015"][..], "code_only", 0),
        (&["fuj905", "0x02000001"], "normalized", 0),
        (&["FUJ906", "99999C02-4"], "wildcard", 0),
        (&["FUJ905", "0x02000002"], "suggestion", 4),
        (&["0x81000008"], "detail_only", 4),
        (&["FUJ999"], "unknown", 4),
    ] {
        let arguments: Vec<&str> = ["explain", "--format", "json"].iter().chain(arguments).copied().collect();
        let value = run(&arguments).exits(code).json();
        assert_eq!(value["match"]["level"], level, "{arguments:?}");
        assert_eq!(run(&arguments), run(&arguments), "the same input gives the same bytes");
    }
    let unsure = run(&["explain", "FUJ905", "0x02000002"]).exits(4);
    assert_eq!(unsure.err, "", "a suggestion is an answer, no error");
    unsure.says("0x02000001");
}

#[test]
fn language_role_and_facts() {
    let english = run(&["explain", "011", "--lang", "en-GB", "--format", "json"]).ok().json();
    assert_eq!(english["answers"][0]["message"]["lang"], "en");
    let by_variable = finish(command().env("SHINDAN_LANG", "en").args(["explain", "011", "--format", "json"]), b"");
    assert_eq!(by_variable.ok().json()["help_desk"]["lang"], "en");
    let empty = finish(command().env("SHINDAN_LANG", "").args(["explain", "011", "--format", "json"]), b"");
    assert_eq!(empty.ok().json()["help_desk"]["lang"], "ja");

    let asked = ["explain", "FUJ905", "0x02000001", "--format", "json"];
    let reception = finish(command().env("SHINDAN_ROLE", "reception").args(asked), b"").ok().json();
    assert_ne!(reception["answers"][0]["withheld"], json!([]));
    let vendor = run(&["explain", "FUJ905", "0x02000001", "--format", "json", "--role", "vendor"]).ok().json();
    assert_eq!(vendor["answers"][0]["withheld"], json!([]));

    run(&["explain", "011", "--fact", "environment=test"]).ok();
}

#[test]
fn refuses_names_that_it_does_not_know() {
    for (arguments, kind, message) in [
        (&["--role", "admn"][..], "unknown_role", "did you mean `admin`?"),
        (&["--lang", "fr"], "unknown_language", "known: ja, en"),
        (&["--fact", "enviroment=test"], "unknown_fact", "environment"),
        (&["--fact", "environment=tset"], "unknown_fact", "test, production"),
        (&["--fact", "environment"], "usage", "NAME=VALUE"),
        (&["--formt", "json"], "usage", "--format"),
        (&["--knowledge", "no/such/folder"], "unreadable", "no/such/folder"),
    ] {
        let code = if kind == "unreadable" { 3 } else { 2 };
        let text: Vec<&str> = ["explain", "011"].iter().chain(arguments).copied().collect();
        let said = run(&text).exits(code).complains("error: ").complains(message);
        assert_eq!(said.out, "");
        let value: Vec<&str> = text.iter().copied().chain(["--format", "json"]).collect();
        let said = run(&value).exits(code);
        assert_eq!(said.json()["error"]["kind"], kind, "{said:?}");
        assert_eq!(said.err, "");
    }
    run(&["explain", " "]).exits(2).complains("shindan explain FUJ905 0x02000001");
    run(&["explain"]).exits(2).complains("<TEXT>...");
}

#[test]
fn packs_are_joined() {
    let both = ["--knowledge", "knowledge/caora", "--knowledge", "tests/fixtures/base", "--format", "json"];
    for (code, pack) in [("E1", "example"), ("FUJIP60", "caora")] {
        let arguments: Vec<&str> = ["explain", code].iter().chain(&both).copied().collect();
        assert_eq!(run(&arguments).ok().json()["answers"][0]["pack"]["id"], pack);
    }
    let folders = std::env::join_paths(["knowledge", "tests/fixtures/base"]).unwrap();
    let by_variable = finish(command().env("SHINDAN_KNOWLEDGE", &folders).args(["explain", "E1", "0x01"]), b"");
    by_variable.ok().says("E1");
    let twice = run(&["explain", "E1", "--knowledge", "knowledge/caora", "--knowledge", "knowledge/caora"]);
    twice.exits(3).complains("`caora` is loaded twice");
}

#[test]
fn knowledge_that_does_not_load_is_shown_where() {
    let pack = common::pack();
    std::fs::write(pack.path().join("rules/e2.yaml"), "id: e2\ncode: 011\n").unwrap();
    let folder = pack.path().to_str().unwrap();
    run(&["explain", "E1", "--knowledge", folder]).exits(3).complains("shindan check").complains("e2.yaml:1:");
    let value = run(&["explain", "E1", "--knowledge", folder, "--format", "json"]).exits(3).json();
    assert_eq!(value["error"]["kind"], "invalid_knowledge");
}
