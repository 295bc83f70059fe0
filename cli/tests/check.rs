//! `check`, over the real binary.

mod common;

use common::{command, finish, run};

#[test]
fn a_clean_pack() {
    let folder = "tests/fixtures/base";
    run(&["check", folder]).ok().says("0 errors, 0 warnings in 3 files (tests/fixtures/base)");
    run(&["check", folder, "--deny-warnings"]).ok();
    let value = run(&["check", folder, "--format", "json"]).ok().json();
    assert_eq!(value, serde_json::json!({ "diagnostics": [] }));
}

/// The fixture pack with one more rule.
fn pack_with(rule: &str) -> tempfile::TempDir {
    let pack = common::pack();
    let from = common::repository().join("tests/fixtures/check").join(rule);
    std::fs::copy(from, pack.path().join("rules").join(rule.to_lowercase())).unwrap();
    pack
}

#[test]
fn every_problem_with_its_place() {
    let pack = pack_with("SD0201-hex.yaml");
    std::fs::write(pack.path().join("rules/empty.yaml"), "").unwrap();
    let folder = pack.path().to_str().unwrap();
    let text = run(&["check", folder]).exits(1);
    assert_eq!(text.err, "");
    text.says("error[SD0113]")
        .says("error[SD0201]")
        .says("^^^^^^^^^^")
        .says(&format!("{folder}/rules/sd0201-hex.yaml:3:"))
        .says("2 errors, 0 warnings in 5 files");
    let value = run(&["check", folder, "--format", "json"]).exits(1).json();
    let found = value["diagnostics"].as_array().unwrap();
    let codes: Vec<&str> = found.iter().map(|d| d["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["SD0113", "SD0201"]);
    assert_eq!(found[1]["line"], 3);
    assert_eq!(found[1]["file"], format!("{folder}/rules/sd0201-hex.yaml").replace('\\', "/"));
}

#[test]
fn warnings_are_refused_on_demand() {
    let pack = pack_with("SD0602.yaml");
    let folder = pack.path().to_str().unwrap();
    run(&["check", folder]).ok().says("warning[SD0602]").says("0 errors, 1 warning in 4 files");
    run(&["check", folder, "--deny-warnings"]).exits(1);
    let value = run(&["check", folder, "--deny-warnings", "--format", "json"]).exits(1).json();
    assert_eq!(value["diagnostics"][0]["severity"], "warning");
}

#[test]
fn what_is_checked_when_nothing_is_named() {
    let empty = tempfile::tempdir().unwrap();
    let built_in = finish(command().current_dir(&empty).arg("check"), b"");
    built_in.ok().says("(built-in/caora)");
    run(&["check"]).ok().says("(knowledge/caora, knowledge/smtp)");
    let inside = finish(command().current_dir(common::repository().join("tests/fixtures/base")).arg("check"), b"");
    inside.ok().says("in 3 files (.)");
    let by_variable = finish(command().env("SHINDAN_KNOWLEDGE", "tests/fixtures/base").arg("check"), b"");
    by_variable.ok().says("(tests/fixtures/base)");
    run(&["check", "knowledge"]).ok().says("(knowledge/caora, knowledge/smtp)");
}

#[test]
fn packs_that_clash() {
    let copy = common::pack();
    let folder = copy.path().to_str().unwrap();
    run(&["check", "tests/fixtures/base", folder]).exits(1).says("`example` is loaded twice").says("1 error,");
    let value = run(&["check", "tests/fixtures/base", folder, "--format", "json"]).exits(1).json();
    assert_eq!(value["error"]["kind"], "invalid_knowledge");
}

#[test]
fn folders_that_are_none() {
    run(&["check", "no/such"]).exits(3).complains("no/such");
    assert_eq!(run(&["check", "no/such", "--format", "json"]).exits(3).json()["error"]["kind"], "unreadable");
    let empty = tempfile::tempdir().unwrap();
    run(&["check", empty.path().to_str().unwrap()]).exits(1).says("SD0701");
}

#[test]
fn a_file_that_is_not_utf8() {
    let pack = common::pack();
    std::fs::write(pack.path().join("rules/sjis.yaml"), b"id: \x90E\x88\xf5\n").unwrap();
    run(&["check", pack.path().to_str().unwrap()]).exits(1).says("SD0110");
}

#[test]
fn what_a_diagnostic_means() {
    run(&["check", "--explain", "sd0201"]).ok().says("SD0201 unquoted-scalar (error)\n");
    run(&["check", "--explain", "unquoted-scalar"]).ok().says("SD0201");
    let value = run(&["check", "--explain", "SD0201", "--format", "json"]).ok().json();
    assert_eq!((&value["code"], &value["severity"]), (&"SD0201".into(), &"error".into()));
    run(&["check", "--explain", "SD9999"]).exits(2).complains("there is no diagnostic `SD9999`");
    run(&["check", "knowledge", "--explain", "SD0201"]).exits(2);
}

#[test]
fn colours_are_for_terminals() {
    let pack = pack_with("SD0602.yaml");
    let folder = pack.path().to_str().unwrap();
    assert!(!run(&["check", folder]).out.contains('\u{1b}'));
    assert!(run(&["check", folder, "--color", "always"]).out.contains('\u{1b}'));
}

/// The forms that builds read, over the real binary: the same problems, the same exit codes.
#[test]
fn forms_for_builds() {
    let pack = pack_with("SD0602.yaml");
    let folder = pack.path().to_str().unwrap();
    let sarif = run(&["check", folder, "--format", "sarif"]).ok().json();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "SD0602");
    run(&["check", folder, "--format", "github", "--deny-warnings"]).exits(1).says("::warning file=");
    run(&["check", folder, "--format", "junit"]).ok().says("tests=\"4\" failures=\"0\"").says("<system-out>");
    run(&["check", folder, "--format", "junit", "--deny-warnings"]).exits(1).says("tests=\"4\" failures=\"1\"");
    assert_eq!(run(&["check", "tests/fixtures/base", "--format", "github"]).ok().out, "");
    run(&["check", "--explain", "SD0602", "--format", "sarif"]).ok().says("missing-translation");
}
