//! `diagnose` one step at a time, over the real binary, each step in a process of its own.

mod common;

use std::path::PathBuf;

use common::{Run, piped, run};
use serde_json::Value;

/// A folder with a session in it.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn text(&self, arguments: &[&str]) -> Run {
        let session = self.path("s.json");
        let all: Vec<&str> =
            ["diagnose", "--session", session.to_str().unwrap()].iter().chain(arguments).copied().collect();
        run(&all)
    }

    fn json(&self, arguments: &[&str]) -> Run {
        let all: Vec<&str> = arguments.iter().chain(&["--format", "json"]).copied().collect();
        self.text(&all)
    }

    fn saved(&self) -> Value {
        serde_json::from_str(&std::fs::read_to_string(self.path("s.json")).unwrap()).unwrap()
    }
}

#[test]
fn a_turn_is_the_protocol_value() {
    let value = run(&["diagnose", "FUJ905", "0x02000001", "--format", "json"]).ok().json();
    assert_eq!(value["turn"]["step"], "fuj905-reader-not-found/remote-session");
    assert_eq!(value["session"]["start"]["text"], "FUJ905 0x02000001");
    assert!(value["progress"]["left"].as_u64() > Some(0));
    let text = run(&["diagnose", "FUJ905", "0x02000001"]).ok();
    text.says("リモートデスクトップ").says("dont_know  わからない").says("--session");
}

#[test]
fn without_a_code_the_planned_order_begins_with_which_entry_it_is() {
    let desk = Desk::new();
    let first = desk.text(&["画面が真っ暗", "--strategy", "planned"]).ok();
    first.says("008-reader-not-connected  008 0x02000003: ").says("other  この中にない").says("dont_know  わからない");
    let chosen = desk.json(&["--reply", "008-reader-not-connected"]).ok().json();
    assert_eq!(chosen["turn"]["rule"], "008-reader-not-connected");
    run(&["diagnose", "画面が真っ暗"]).ok().says("サポートデスク");
}

#[test]
fn a_session_goes_from_process_to_process() {
    let desk = Desk::new();
    let first = desk.json(&["FUJ905", "0x02000001"]).ok().json();
    assert_eq!(desk.saved(), first["session"]);
    let second = desk.json(&["--reply", "no"]).ok().json();
    assert_eq!(second["turn"]["step"], "fuj905-reader-not-found/replug-reader");
    assert_eq!(desk.saved(), second["session"]);
    let vendor = desk.json(&["--as", "vendor"]).ok().json();
    assert_eq!(vendor["session"]["events"][1]["role"], "vendor");
    let other = desk.json(&["--code", "011 0x81000008"]).ok().json();
    assert!(other["turn"]["step"].as_str().unwrap().starts_with("011-network/"), "{other}");
    let back = desk.json(&["--back"]).ok().json();
    assert_eq!(back["turn"]["step"], first["turn"]["step"]);
    assert_eq!(desk.json(&["--back"]).exits(2).json()["error"]["kind"], "nothing_to_take_back");
    // The same command line shows where it is; nothing is added.
    assert_eq!(desk.json(&["FUJ905", "0x02000001"]).ok().json(), back);
    assert_eq!(desk.json(&[]).ok().json(), back);
}

#[test]
fn a_session_goes_through_a_pipe() {
    let first = run(&["diagnose", "FUJ905", "0x02000001", "--format", "json"]).ok();
    let second = piped(&["diagnose", "--session", "-", "--reply", "no", "--format", "json"], first.out.as_bytes()).ok();
    assert_eq!(second.json()["turn"]["step"], "fuj905-reader-not-found/replug-reader");
    let bare = second.json()["session"].to_string();
    let third = piped(&["diagnose", "--session", "-", "--reply", "fixed", "--format", "json"], bare.as_bytes()).ok();
    assert_eq!(third.json()["turn"]["end"]["outcome"], "resolved");
}

#[test]
fn text_shows_the_turn_and_how_to_go_on() {
    let desk = Desk::new();
    desk.text(&["FUJ905", "0x02000001"]).ok().says("--reply ID").says("  yes  はい");
    desk.text(&["--reply", "no"]).ok().says("USB");
    let end = desk.text(&["--reply", "fixed"]).ok();
    assert!(!end.out.contains("--reply ID"), "{end:?}");
    end.says("FUJ905");
    desk.text(&["--reply", "fixed"]).exits(2).complains("has ended");
}

#[test]
fn what_is_dangerous_is_confirmed_first() {
    let desk = Desk::new();
    desk.json(&["015", "0x04000015"]).ok();
    for reply in ["yes", "done", "done"] {
        desk.json(&["--reply", reply]).ok();
    }
    let before = desk.saved();
    let turn = desk.json(&[]).ok().json()["turn"].clone();
    assert_eq!(turn["kind"], "confirm");
    let text = turn["replies"][0]["confirm"]["text"].as_str().unwrap();
    desk.text(&["--reply", "proceed"]).exits(2).complains("--confirmed").complains(text);
    assert_eq!(desk.json(&["--reply", "proceed"]).exits(2).json()["error"]["kind"], "not_confirmed");
    assert_eq!(desk.saved(), before, "a refused reply changes nothing");
    desk.text(&[]).ok().says("--confirmed");
    let after = desk.json(&["--reply", "proceed", "--confirmed"]).ok().json();
    assert_eq!(after["turn"]["step"], "015-photo-read/retry-after-cleaning");
}

#[test]
fn replies_that_are_not_offered() {
    let desk = Desk::new();
    desk.json(&["--reply", "no"]).exits(3);
    desk.json(&["FUJ905", "0x02000001"]).ok();
    desk.text(&["--reply", "yess"]).exits(2).complains("did you mean `yes`?").complains("yes, no, dont_know");
    desk.json(&["--reply", "no", "--step", "fuj905-reader-not-found/remote-session"]).ok();
    let late = desk.json(&["--reply", "no", "--step", "fuj905-reader-not-found/remote-session"]).exits(2).json();
    assert_eq!(late["error"]["kind"], "illegal_reply");
    desk.text(&["--reply", "no", "--back"]).exits(2).complains("cannot be used with");
    desk.text(&["--as", "vendr"]).exits(2).complains("did you mean `vendor`?");
    desk.text(&["--code", "nothing"]).exits(4).complains("holds no code");
    run(&["diagnose", "--reply", "no"]).exits(2).complains("--session");
    run(&["diagnose"]).exits(2).complains("shindan diagnose FUJ905");
}

#[test]
fn a_session_is_never_mistaken_for_another() {
    let desk = Desk::new();
    desk.json(&["FUJ905", "0x02000001"]).ok();
    desk.text(&["011"]).exits(2).complains("--code");
    desk.text(&["--strategy", "planned"]).exits(2).complains("when a session starts");
    desk.text(&["--role", "vendor"]).ok().complains("--as vendor");
    desk.text(&["--lang", "en"]).ok().says("Don't know");
    assert_eq!(desk.saved()["start"]["lang"], "en");

    std::fs::write(desk.path("s.json"), "{\"mine\": 1}").unwrap();
    desk.text(&["011"]).exits(3).complains("holds no session");
    assert_eq!(desk.saved(), serde_json::json!({ "mine": 1 }), "what is not ours is not written over");
    desk.text(&["--knowledge", "tests/fixtures/base"]).exits(3);
}

#[test]
fn a_session_of_a_pack_that_is_not_loaded() {
    let desk = Desk::new();
    desk.json(&["FUJ905", "0x02000001"]).ok();
    let value = desk.json(&["--knowledge", "tests/fixtures/base"]).exits(3).json();
    assert_eq!(value["error"]["kind"], "bad_session");
    assert!(value["error"]["message"].as_str().unwrap().contains("`caora` is not loaded"));
}

#[test]
fn transcripts() {
    let desk = Desk::new();
    for name in ["t.md", "t.txt", "t.json"] {
        let path = desk.path(name);
        let arguments = ["FUJ905", "0x02000001", "--transcript", path.to_str().unwrap()];
        desk.json(&arguments).ok();
        assert!(std::fs::read_to_string(&path).unwrap().contains("FUJ905"), "{name}");
    }
    let path = desk.path("t.json");
    desk.json(&["--reply", "no", "--transcript", path.to_str().unwrap()]).ok();
    let value: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert_eq!(value["lines"][0]["reply"], "いいえ");
    assert_eq!(value["codes"][0], "FUJ905 0x02000001");
    assert!(value["resume_code"].is_string() && !value["hand_over"].is_null());
    desk.text(&["--transcript", "t.docx"]).exits(2).complains(".md, .txt or .json");
}

/// The resume code on a page.
#[track_caller]
fn code(page: &str) -> String {
    let is_code = |word: &&str| word.len() > 20 && word.contains('-') && word.starts_with("1T");
    page.split_whitespace().find(is_code).unwrap_or_else(|| panic!("no code in {page}")).to_owned()
}

#[test]
fn a_session_goes_on_elsewhere_by_its_code() {
    let desk = Desk::new();
    desk.json(&["FUJ905", "0x02000001", "--role", "reception"]).ok();
    desk.json(&["--reply", "yes"]).ok();
    let end = desk.text(&["--reply", "not_fixed"]).ok();
    let code = code(&end.out);
    assert!(end.out.contains("再開コード"), "{end:?}");

    let typed = code.to_lowercase().replace('-', " ").replace('0', "o");
    let there =
        run(&["diagnose", "--resume", &typed, "--lang", "en", "--role", "admin", "--format", "json"]).ok().json();
    assert_eq!(there["turn"]["step"], "fuj905-reader-not-found/without-remote-desktop");
    assert_eq!(there["session"]["start"]["lang"], "en");
    assert_eq!(there["session"]["events"][2]["role"], "admin");
    // The same role takes nothing over, and without a language it is the pack's own.
    let there = run(&["diagnose", "--resume", &code, "--role", "reception", "--format", "json"]).ok().json();
    assert_eq!(there["session"]["events"].as_array().unwrap().len(), 2);
    assert_eq!(there["turn"]["text"]["lang"], "ja");

    // Kept in a file there, it goes on as any other; a file that has a session is left alone.
    let other = Desk::new();
    other.json(&["--resume", &code, "--role", "admin"]).ok();
    let solved = other.json(&["--reply", "fixed", "--confirmed"]).ok().json();
    assert_eq!(solved["turn"]["end"]["outcome"], "resolved");
    assert_eq!(other.json(&["--resume", &code]).exits(2).json()["error"]["kind"], "other_session");
}

#[test]
fn codes_that_cannot_be_resumed() {
    let kind = |arguments: &[&str], exit| {
        let all: Vec<&str> = ["diagnose", "--format", "json"].iter().chain(arguments).copied().collect();
        run(&all).exits(exit).json()["error"]["kind"].as_str().unwrap().to_owned()
    };
    let desk = Desk::new();
    desk.json(&["FUJ905", "0x02000001"]).ok();
    let sound = code(&desk.text(&["--qr"]).ok().out);
    let last = if sound.ends_with('7') { "8" } else { "7" };
    let wrong = format!("{}{last}", &sound[..sound.len() - 1]);
    assert_eq!(kind(&["--resume", &wrong], 2), "mistyped_resume_code");
    assert_eq!(kind(&["--resume", "FUJ905 0x02000001"], 2), "not_resume_code");
    assert_eq!(kind(&["--resume", &sound, "--knowledge", "knowledge/smtp"], 3), "bad_session");
    run(&["diagnose", "--resume", &wrong]).exits(2).complains("group by group");
    run(&["diagnose", "--resume", &sound, "015"]).exits(2).complains("cannot be used with");
    run(&["diagnose", "--resume", &sound, "--waiting"]).exits(2).complains("cannot be used with");
    let known = run(&["diagnose", "--resume", &sound, "--fact", "remote-session=no", "--format", "json"]).ok().json();
    assert_eq!(known["turn"]["step"], "fuj905-reader-not-found/replug-reader");
}

#[test]
fn the_code_as_a_qr_code() {
    let desk = Desk::new();
    let svg = desk.path("code.svg");
    let shown = desk.text(&["FUJ905", "0x02000001", "--qr", "--qr-svg", svg.to_str().unwrap()]).ok();
    assert!(shown.out.contains("--resume 1") && shown.out.contains("█▀▀▀▀▀█"), "{}", shown.out);
    assert!(std::fs::read_to_string(&svg).unwrap().contains(&code(&shown.out)));
    std::fs::remove_file(&svg).unwrap();
    desk.json(&["--qr-svg", svg.to_str().unwrap()]).ok().json();
    assert!(svg.exists());
    desk.json(&["--qr"]).exits(2);
}

#[test]
fn an_unknown_code_hands_over_at_once() {
    let value = run(&["diagnose", "FUJ999", "--format", "json"]).ok().json();
    assert_eq!(value["turn"]["end"]["outcome"], "handed_over");
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written() {
    let said = run(&["diagnose", "011", "--session", "/proc/s.json"]).exits(3);
    said.complains("/proc/s.json cannot be written");
}

/// What becomes known later answers its checks without a question, and is shown as known.
#[test]
fn facts_may_come_later() {
    let desk = Desk::new();
    desk.json(&["001", "0x03000001", "--strategy", "planned", "--minutes", "30", "--waiting"]).ok();
    desk.text(&["--fact", "no-such-check=yes"]).exits(2).complains("no-such-check");
    let turn = desk.json(&["--fact", "radio-device=no", "--fact", "sleeve=no"]).ok().json();
    let known: Vec<&str> =
        turn["turn"]["known"].as_array().unwrap().iter().map(|known| known["step"].as_str().unwrap()).collect();
    assert_eq!(known, ["001-card-not-recognised/radio-device", "001-card-not-recognised/sleeve"]);
    assert!(turn["progress"]["expected_minutes"].as_u64().unwrap() > 0);
}
