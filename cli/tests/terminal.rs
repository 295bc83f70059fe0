//! `diagnose` at a terminal: a person at a pseudo-terminal, typing.
#![cfg(unix)]

mod common;

use std::path::PathBuf;

use rexpect::process::WaitStatus;
use rexpect::reader::Options;
use rexpect::session::{PtySession, spawn_with_options};

const ARROW_DOWN: &str = "\u{1b}[B";
const ESCAPE: &str = "\u{1b}";
const ENTER: &str = "\r";

/// A person at a desk with one session file.
struct Person {
    desk: tempfile::TempDir,
}

impl Person {
    fn new() -> Self {
        Self { desk: tempfile::tempdir().unwrap() }
    }

    fn session(&self) -> PathBuf {
        self.desk.path().join("s.json")
    }

    fn saved(&self) -> serde_json::Value {
        serde_json::from_str(&std::fs::read_to_string(self.session()).unwrap()).unwrap()
    }

    /// `shindan diagnose` in the desk's folder.
    fn starts(&self, arguments: &[&str]) -> Terminal {
        let mut command = common::command();
        command.current_dir(&self.desk).arg("diagnose").args(arguments);
        let options = Options::new().timeout_ms(Some(30_000)).strip_ansi_escape_codes(true);
        Terminal(spawn_with_options(command, options).unwrap())
    }
}

struct Terminal(PtySession);

/// Bytes that were taken for characters, as text.
fn shown(bytes: &str) -> String {
    let bytes: Vec<u8> = bytes.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

impl Terminal {
    #[track_caller]
    fn sees(&mut self, text: &str) -> &mut Self {
        self.reads_up_to(text);
        self
    }

    /// What is shown up to `text`. The reader takes each byte for a character, so that is what it is asked for.
    #[track_caller]
    fn reads_up_to(&mut self, text: &str) -> String {
        let bytes: String = text.bytes().map(char::from).collect();
        shown(&self.0.exp_string(&bytes).unwrap_or_else(|e| panic!("{text}: {}", shown(&e.to_string()))))
    }

    fn types(&mut self, keys: &str) -> &mut Self {
        self.0.send(keys).unwrap();
        self.0.flush().unwrap();
        self
    }

    /// Waits until a question stands, then answers it.
    #[track_caller]
    fn answers(&mut self, keys: &str) -> &mut Self {
        self.sees("Enter");
        self.types(keys).types(ENTER)
    }

    fn presses_ctrl_c(&mut self) -> &mut Self {
        self.sees("Enter");
        self.0.send_control('c').unwrap();
        self
    }

    /// Everything up to the end, and the exit code.
    #[track_caller]
    fn ends(mut self) -> (String, i32) {
        let rest = shown(&self.0.exp_eof().unwrap());
        match self.0.process().wait().unwrap() {
            WaitStatus::Exited(_, code) => (rest, code),
            other => panic!("{other:?} after {rest}"),
        }
    }
}

#[test]
fn from_the_question_to_the_fix() {
    let person = Person::new();
    let mut terminal = person.starts(&["FUJ905", "0x02000001", "--session", "s.json"]);
    terminal.sees("リモートデスクトップ").sees("1 はい").sees("3 わからない").sees("q 保存して中断する");
    terminal.answers("2").sees("USB").sees("1 直った").answers("1");
    let (rest, code) = terminal.ends();
    assert_eq!(code, 0);
    assert!(rest.contains("解決しました") && rest.contains("いいえ"), "{rest}");
    assert_eq!(person.saved()["events"].as_array().unwrap().len(), 2);
}

/// What it was is asked once, at the end, and only where it is recorded.
#[test]
fn what_it_was_may_be_said_at_the_end() {
    let person = Person::new();
    let arguments = ["FUJ905", "0x02000001", "--record", "outcomes.jsonl", "--lang", "en"];
    let recorded = || {
        let text = std::fs::read_to_string(person.desk.path().join("outcomes.jsonl")).unwrap();
        serde_json::from_str::<serde_json::Value>(text.lines().last().unwrap()).unwrap()
    };
    let mut terminal = person.starts(&arguments);
    terminal.answers("2").sees("1 ").answers("1").sees("What was it? (optional)").answers("1");
    assert_eq!(terminal.ends().1, 0);
    assert_eq!((recorded()["end"].as_str(), recorded()["cause"].is_string()), (Some("resolved"), true));
    // Enter alone says nothing; handing over before the end is an end, too.
    let mut terminal = person.starts(&arguments);
    terminal.answers("h").answers("1").sees("What was it?").answers("");
    assert_eq!(terminal.ends().1, 0);
    assert_eq!((recorded()["end"].as_str(), recorded()["cause"].is_null()), (Some("handed_over"), true));
}

#[test]
fn arrows_full_width_digits_and_words_choose_too() {
    let person = Person::new();
    let mut terminal = person.starts(&["FUJ905", "0x02000001", "--session", "s.json"]);
    terminal.answers(ARROW_DOWN).sees("USB").answers("ｂ").sees("リモートデスクトップ").answers("わからない");
    terminal.sees("USB").answers("４").sees("引き継いで");
    assert_eq!(terminal.ends().1, 0);
    let saved = person.saved();
    let replies: Vec<&str> = saved["events"].as_array().unwrap().iter().filter_map(|e| e["reply"].as_str()).collect();
    assert_eq!(replies, ["no", "dont_know", "cannot"]);
}

#[test]
fn back_asks_again() {
    let person = Person::new();
    let mut terminal = person.starts(&["FUJ905", "0x02000001", "--session", "s.json"]);
    terminal.answers("2").sees("USB").sees("b ひとつ前").answers("b").sees("リモートデスクトップ").answers("3");
    terminal.sees("USB").presses_ctrl_c();
    assert_eq!(terminal.ends().1, 5);
    let saved = person.saved();
    assert_eq!(saved["events"][1]["event"], "back");
    assert_eq!(saved["events"][2]["reply"], "dont_know");
}

#[test]
fn the_first_question_cannot_be_taken_back() {
    let person = Person::new();
    let mut terminal = person.starts(&["FUJ905", "0x02000001"]);
    let shown = terminal.reads_up_to("q 保存");
    assert!(!shown.contains("ひとつ前"), "{shown}");
    terminal.presses_ctrl_c().sees("中断しました").sees("--session");
    assert_eq!(terminal.ends().1, 5);
}

#[test]
fn interrupted_and_resumed() {
    let person = Person::new();
    let arguments = ["FUJ905", "0x02000001", "--session", "s.json"];
    let mut terminal = person.starts(&arguments);
    terminal.answers("2").sees("USB").presses_ctrl_c().sees("続きを始めるには: shindan diagnose --session s.json");
    assert_eq!(terminal.ends().1, 5);

    let mut again = person.starts(&arguments);
    again.sees("前回の続き").sees("USB").answers("1").sees("解決しました");
    assert_eq!(again.ends().1, 0);
    // An ended session shows its end again.
    let mut ended = person.starts(&["--session", "s.json"]);
    ended.sees("解決しました");
    assert_eq!(ended.ends().1, 0);
}

#[test]
fn quitting_asks_where_to_save() {
    let person = Person::new();
    std::fs::write(person.desk.path().join("taken.json"), "").unwrap();
    let mut terminal = person.starts(&["FUJ905", "0x02000001"]);
    terminal.answers("q").sees("保存するファイル名").types("taken.json").types(ENTER);
    terminal
        .sees("すでにあります")
        .sees("保存するファイル名")
        .types("s.json")
        .types(ENTER)
        .sees("保存しました: s.json");
    let (rest, exit) = terminal.ends();
    assert_eq!(exit, 0);
    assert_eq!(person.saved()["start"]["text"], "FUJ905 0x02000001");

    // Another device, another language.
    let code = rest.split("--resume ").nth(1).and_then(|rest| rest.split_whitespace().next()).expect(&rest).to_owned();
    let colleague = Person::new();
    let mut there = colleague.starts(&["--resume", &code, "--lang", "en"]);
    there.sees("Going on where it was left").sees("Remote Desktop").presses_ctrl_c().sees("To go on elsewhere");
    assert_eq!(there.ends().1, 5);
}

#[test]
fn handing_over_shows_what_was_done_and_whom_to_call() {
    let person = Person::new();
    let mut terminal = person.starts(&["FUJ905", "0x02000001", "--session", "s.json", "--transcript", "t.md"]);
    terminal.answers("2").sees("USB").answers("h").sees("いいえ").sees("連絡先: 初期設定を行った端末導入設定ベンダー");
    terminal.sees("再開コード").sees("診断を続ける").answers("2").sees("USB").answers("h").sees("連絡先").answers("1");
    assert_eq!(terminal.ends().1, 0);
    assert!(std::fs::read_to_string(person.desk.path().join("t.md")).unwrap().contains("FUJ905"));

    let mut vendor = person.starts(&["--session", "s.json", "--as", "vendor"]);
    vendor.sees("前回の続き").presses_ctrl_c();
    vendor.ends();
    assert_eq!(person.saved()["events"][1]["role"], "vendor");
}

#[test]
fn before_it_is_known_which_rule_is_meant_the_help_desk_is_called() {
    let person = Person::new();
    let mut terminal = person.starts(&["FUJ905", "--session", "s.json"]);
    terminal
        .answers("h")
        .sees("引き継ぎ先")
        .sees("連絡先: Caoraサポートデスク\r")
        .answers("2")
        .sees("0x02000001")
        .answers("0x02000001");
    terminal
        .sees("リモートデスクトップ")
        .answers("h")
        .sees("連絡先: 初期設定を行った端末導入設定ベンダー (画面のメッセージに記載)\r")
        .answers("1");
    assert_eq!(terminal.ends().1, 0);
}

#[test]
fn what_is_dangerous_is_accepted_word_by_word() {
    let person = Person::new();
    let mut terminal = person.starts(&["015", "0x04000015", "--session", "s.json"]);
    terminal.answers("1").sees("券面を清掃").answers("1").sees("顔カメラ").answers("1").sees("元に戻せません");
    terminal.answers("1").sees("必ずお読みください").sees("照合番号B").sees("進みますか");
    // Enter alone goes back.
    terminal.answers("").sees("元に戻せません");
    terminal.answers("1").sees("進みますか").answers("2").sees("1回だけ再実行します").presses_ctrl_c();
    assert_eq!(terminal.ends().1, 5);
    let events = person.saved()["events"].clone();
    assert_eq!(events[3]["reply"], "proceed");
    assert_eq!(events.as_array().unwrap().len(), 4);
}

#[test]
fn enter_alone_never_starts_what_cannot_be_undone() {
    let person = Person::new();
    let mut terminal = person.starts(&["015", "0x04000015", "--session", "s.json"]);
    terminal.answers("1").sees("券面を清掃").answers("1").sees("顔カメラ").answers("1").sees("元に戻せません");
    terminal.answers("");
    assert_eq!(terminal.ends().1, 0);
    assert_eq!(person.saved()["events"][3]["reply"], "cannot");
}

#[test]
fn enter_alone_never_claims_a_detail_code() {
    let person = Person::new();
    let mut terminal = person.starts(&["015", "--session", "s.json"]);
    terminal.sees("0x04000011").sees("12 わからない").answers("").sees("券面").presses_ctrl_c();
    assert_eq!(terminal.ends().1, 5);
    assert_eq!(person.saved()["events"][0]["reply"], "dont_know");
}

#[test]
fn another_code_and_no_code() {
    let person = Person::new();
    let mut terminal = person.starts(&["--session", "s.json"]);
    terminal.sees("画面に出ているコード").types("FUJ905 0x02000001").types(ENTER);
    terminal.sees("リモートデスクトップ").answers("c").sees("画面に出ているコード").types("xyz").types(ENTER);
    terminal.sees("知っているコードがありません").answers("c").sees("画面に出ているコード").types("011 0x81000008");
    terminal.types(ENTER).sees("LAN").presses_ctrl_c();
    assert_eq!(terminal.ends().1, 5);
    assert_eq!(person.saved()["events"][0]["text"], "011 0x81000008");
}

#[test]
fn escape_asks_again_and_english_is_spoken() {
    let person = Person::new();
    let mut terminal = person.starts(&["FUJ905", "0x02000001", "--lang", "en", "--session", "s.json"]);
    terminal.sees("then Enter").types(ESCAPE).sees("then Enter").types("2").types(ENTER).sees("It is fixed");
    terminal.presses_ctrl_c().sees("Interrupted").sees("Saved: s.json");
    assert_eq!(terminal.ends().1, 5);
}

#[test]
fn what_is_known_can_be_typed() {
    let person = Person::new();
    let mut terminal = person.starts(&["FUJ905", "0x02000001", "--session", "s.json"]);
    terminal.answers("f").sees("分かっていること (名前=値)").types("enviroment=test").types(ENTER);
    terminal.sees("その名前または");
    let known = terminal.reads_up_to("も書けます");
    insta::assert_snapshot!("facts", known.replace('\r', ""));
    terminal.types("environment＝test").types(ENTER).sees("リモートデスクトップ");
    // Another value does not take its place.
    terminal.answers("f").sees("分かっていること (名前=値)").types("environment=production").types(ENTER);
    terminal.sees("すでに別の値が分かっています").types("?").types(ENTER).sees("の形で入力してください");
    terminal.types(ENTER).sees("リモートデスクトップ").presses_ctrl_c();
    assert_eq!(terminal.ends().1, 5);
    let facts = serde_json::json!([{ "event": "facts", "facts": { "environment": "test" } }]);
    assert_eq!(person.saved()["events"], facts);
}
