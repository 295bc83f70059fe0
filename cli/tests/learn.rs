//! `diagnose --record`, `learn` and `--overlay`, over the real binary.

mod common;

use std::path::Path;

use common::{command, finish, piped, repository, run};
use serde_json::Value;

fn shape(name: &str) -> jsonschema::Validator {
    let path = repository().join(format!("schema/{name}.schema.json"));
    jsonschema::validator_for(&serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()).unwrap()
}

/// One session, step by step; the last reply ends it.
fn session(dir: &Path, record: &str) {
    let file = dir.join("session.json");
    let _ = std::fs::remove_file(&file);
    let file = file.to_str().unwrap();
    let mut turn =
        run(&["diagnose", "FUJ905", "0x02000001", "--session", file, "--format", "json", "--record", record]);
    while let Some(reply) = turn.ok().json()["turn"]["replies"][0]["id"].as_str() {
        let next = ["diagnose", "--session", file, "--reply", reply, "--confirmed", "--format", "json"];
        turn = run(&[&next[..], &["--record", record]].concat());
    }
    // Looking at it again is no other session.
    run(&["diagnose", "--session", file, "--record", record]).ok();
}

#[test]
fn a_finished_session_is_one_line() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("outcomes.jsonl");
    let record = path.to_str().unwrap();
    session(dir.path(), record);
    session(dir.path(), record);
    let text = std::fs::read_to_string(&path).unwrap();
    assert_eq!(text.lines().count(), 2, "{text}");
    for line in text.lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        assert!(shape("outcome").is_valid(&value), "{line}");
    }
    // Nothing to learn where nothing was found.
    run(&["diagnose", "FUJ999", "--record", record, "--format", "json"]).ok();
    assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
    run(&["diagnose", "FUJ999", "--record", "no/such/file"]).ok();
}

/// Several programs append at the same time, and no line is torn.
#[test]
fn programs_append_whole_lines() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("outcomes.jsonl");
    let file = dir.path().join("session.json");
    let mut turn = run(&["diagnose", "FUJ905", "0x02000001", "--session", file.to_str().unwrap(), "--format", "json"]);
    let mut last = Vec::new();
    while let Some(reply) = turn.ok().json()["turn"]["replies"][0]["id"].as_str() {
        last = std::fs::read(&file).unwrap();
        let next = ["diagnose", "--session", file.to_str().unwrap(), "--reply", reply, "--confirmed"];
        turn = run(&[&next[..], &["--format", "json"]].concat());
    }
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..5 {
                    let arguments = ["diagnose", "--session", "-", "--reply", "fixed", "--format", "json", "--record"];
                    finish(command().args(arguments).arg(&path), &last).ok();
                }
            });
        }
    });
    let text = std::fs::read_to_string(&path).unwrap();
    let mut ids: Vec<String> = text
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].as_str().unwrap().to_owned())
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 40);
}

/// Records in which one remedy always helps.
fn one_sided(dir: &Path, sessions: usize) -> String {
    let list = run(&["list", "--format", "json"]).ok().json();
    let key = "001-card-not-recognised/place-and-leave";
    let mut text = String::new();
    for n in 0..sessions {
        let record = serde_json::json!({
            "format": "shindan-outcome", "version": 1, "id": format!("r-{n}"), "day": "2026-11-23", "pack": list["packs"][0],
            "rules": [{ "rule": "001-card-not-recognised" }], "role": "vendor", "strategy": "planned",
            "path": [{ "step": key, "reply": "fixed" }], "end": "resolved", "fixed_by": key,
        });
        text.push_str(&format!("{record}\n"));
    }
    let path = dir.join("records.jsonl");
    std::fs::write(&path, text + "{\"format\": \"shin").unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn records_become_an_overlay_that_is_applied() {
    let dir = tempfile::tempdir().unwrap();
    let records = one_sided(dir.path(), 60);
    let said = run(&["learn", &records, "--lang", "en"]).ok();
    let said = said.says("Learned about caora").says("Left out: 1").says("records.jsonl:61: damaged");
    assert!(!dir.path().join("learned.json").exists(), "{said:?}");
    run(&["learn", &records]).ok().says("学習");
    let path = dir.path().join("learned.json");
    let path = path.to_str().unwrap();
    let value = run(&["learn", &records, "--write", path, "--format", "json"]).ok().json();
    assert_eq!((value["records"].as_u64(), value["left_out"][0]["why"].as_str()), (Some(60), Some("damaged")));
    let written: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(written, value["overlay"]);
    assert!(shape("overlay").is_valid(&written));
    run(&["learn", &records, "--write", path]).exits(2).complains("exists already");
    run(&["learn", &records, "--write", path, "--force"]).ok().complains("review it");
    let bytes = std::fs::read(&records).unwrap();
    assert_eq!(piped(&["learn", "-", "--format", "json"], &bytes).ok().json()["overlay"], value["overlay"]);

    let found = run(&["explain", "001", "0x03000001", "--overlay", path, "--format", "json"]).ok().json();
    assert_eq!(found["answers"][0]["pack"]["overlay"], written["hash"]);
    let turn = ["diagnose", "001", "0x03000001", "--strategy", "planned", "--overlay", path, "--format", "json"];
    assert_eq!(run(&turn).ok().json()["session"]["pack"]["overlay"], written["hash"]);
    let plan = |more: &[&str]| {
        let plan = ["plan", "001-card-not-recognised", "--role", "vendor", "--format", "json"];
        run(&[&plan[..], more].concat()).ok().json()["expected_cost"].as_f64().unwrap()
    };
    assert_ne!(plan(&[]), plan(&["--overlay", path]));
    run(&["learn", &records, "--overlay", path]).ok().complains("has no part in it");
}

#[test]
fn what_cannot_be_learned_from_or_applied() {
    let dir = tempfile::tempdir().unwrap();
    let records = one_sided(dir.path(), 2);
    run(&["learn", "no/such.jsonl"]).exits(3).complains("no/such.jsonl cannot be read");
    run(&["learn"]).exits(2);
    let twice = std::fs::read_to_string(&records).unwrap().replace("vendor", "admin");
    let other = dir.path().join("other.jsonl");
    std::fs::write(&other, twice).unwrap();
    run(&["learn", &records, other.to_str().unwrap()]).exits(3).complains("have the same id `r-0`");
    run(&["explain", "001", "--overlay", "no/such.json"]).exits(3).complains("cannot be read");
    run(&["explain", "001", "--overlay", &records]).exits(3).complains("shindan learn");
    let error = run(&["explain", "001", "--overlay", &records, "--format", "json"]).exits(3).json();
    assert_eq!(error["error"]["kind"], "bad_overlay");
}
