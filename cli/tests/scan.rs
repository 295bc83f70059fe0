//! `scan`, over the real binary.

mod common;

use std::io::{Read, Write};
use std::path::Path;
use std::process::Stdio;

use common::{command, piped, run};
use serde_json::Value;

const LOG: &str = "\
2026-04-01 09:12:33.120 INFO room 101 ready for Taro Yamada\r\n\
2026-04-01 09:12:34.015 ERROR [FaceAuth] code=011 detail=0x81000008 port=901\r\n\
受付端末 エラー011 のち 【FUJ906】22013C02-4\r\n\
2026-04-01 09:13:00.905 ERROR FUJ905 0x02000001\r\n\
2026-04-01 09:14:00.905 ERROR FUJ905 0x02000001";

fn log(dir: &Path, name: &str, bytes: &[u8]) -> String {
    let path = dir.join(name);
    std::fs::write(&path, bytes).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A validator for one of the protocol's shapes.
fn shape(name: &str) -> jsonschema::Validator {
    let text = std::fs::read_to_string(common::repository().join("schema/protocol.schema.json")).unwrap();
    let mut schema: Value = serde_json::from_str(&text).unwrap();
    schema.as_object_mut().unwrap().remove("anyOf");
    schema["$ref"] = Value::from(format!("#/$defs/{name}"));
    jsonschema::validator_for(&schema).unwrap()
}

#[track_caller]
fn follows(shape: &jsonschema::Validator, text: &str) -> Value {
    let value: Value = serde_json::from_str(text).unwrap();
    let problems: Vec<String> = shape.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(problems.is_empty(), "{problems:#?}\n{value:#}");
    value
}

#[test]
fn a_person_reads_matches_and_a_summary() {
    let said = piped(&["scan"], LOG.as_bytes()).ok();
    assert_eq!(
        said.out,
        "\
line 2: 011 0x81000008  011-network  exact
line 3: 011  011-network  code_only
line 3: FUJ906 22013C02-4  fuj906-settings-broken  wildcard
line 4: FUJ905 0x02000001  fuj905-reader-not-found  exact
line 5: FUJ905 0x02000001  fuj905-reader-not-found  exact

2 × FUJ905 0x02000001  fuj905-reader-not-found  line 4 … line 5
1 × 011  011-network  line 3
1 × 011 0x81000008  011-network  line 2
1 × FUJ906 22013C02-4  fuj906-settings-broken  line 3
5 matches
"
    );
    assert_eq!(said.err, "");
    let summary = piped(&["scan", "-", "--summary"], LOG.as_bytes()).ok();
    assert!(summary.out.starts_with("2 × FUJ905") && summary.out.ends_with("5 matches\n"), "{summary:?}");
    assert_eq!(piped(&["scan"], b"all is well, room 101\n").ok().out, "no match\n");
}

#[test]
fn programs_read_lines_of_json_a_table_or_one_value() {
    let dir = tempfile::tempdir().unwrap();
    let file = log(dir.path(), "a.log", LOG.as_bytes());
    let (found, tally, whole) = (shape("scan_match"), shape("scan_tally"), shape("scan"));

    let lines = run(&["scan", &file, "--format", "jsonl"]).ok();
    let values: Vec<Value> = lines.out.lines().map(|line| follows(&found, line)).collect();
    assert_eq!(values.len(), 5);
    assert_eq!(values[0]["file"], file);
    for value in &values {
        let place = |name: &str| usize::try_from(value[name].as_u64().unwrap()).unwrap();
        let text = &LOG.as_bytes()[place("start")..place("end")];
        let text = std::str::from_utf8(text).unwrap();
        assert!(text.contains(value["code"].as_str().unwrap()), "{text}");
        assert_eq!(value.get("text"), None);
    }
    let lines = run(&["scan", &file, "--format", "jsonl", "--summary"]).ok();
    assert_eq!(follows(&tally, lines.out.lines().next().unwrap())["count"], 2);

    let value = follows(&whole, &run(&["scan", &file, &file, "--format", "json"]).ok().out);
    assert_eq!(value["matches"].as_array().unwrap().len(), 10);
    assert_eq!(value["summary"][0]["count"], 4);
    let value = follows(&whole, &run(&["scan", &file, "--format", "json", "--summary"]).ok().out);
    assert_eq!((value["matches"].as_array().unwrap().len(), value["summary"].as_array().unwrap().len()), (0, 4));
    follows(&whole, &piped(&["scan", "--format", "json"], b"").ok().out);

    let table = run(&["scan", &file, "--format", "csv"]).ok();
    assert!(table.out.starts_with("file,line,start,end,code,detail,rule,level,pack,text\n"), "{table:?}");
    assert_eq!(table.out.lines().count(), 6);
    run(&["scan", &file, "--format", "csv", "--summary"])
        .ok()
        .says("\ncaora,FUJ905,0x02000001,fuj905-reader-not-found,2,");
}

#[test]
fn lines_are_shown_only_if_they_are_asked_for() {
    let log = format!("=Taro Yamada\u{7}\u{1b}[2J FUJ905 0x02000001\n{LOG}");
    for format in ["text", "jsonl", "csv", "json"] {
        let silent = piped(&["scan", "--format", format], log.as_bytes()).ok();
        assert!(!silent.out.contains("Taro"), "{silent:?}");
        piped(&["scan", "--format", format, "--show-lines"], log.as_bytes()).ok().says("Taro Yamada");
    }
    let text = piped(&["scan", "--show-lines"], log.as_bytes()).ok();
    assert!(!text.out.contains(['\u{1b}', '\u{7}']), "{text:?}");
    // A spreadsheet takes no cell for a formula.
    piped(&["scan", "--show-lines", "--format", "csv"], log.as_bytes()).ok().says(",'=Taro");
}

#[test]
fn every_encoding_of_windows_and_unix() {
    let units = |bytes: fn(u16) -> [u8; 2]| LOG.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let sjis = encoding_rs::SHIFT_JIS.encode(LOG).0.into_owned();
    let expected = piped(&["scan", "--format", "jsonl"], LOG.as_bytes()).ok();
    let bom = [&[0xFF, 0xFE][..], &units(u16::to_le_bytes)].concat();
    for (bytes, encoding) in [
        (sjis, "shift_jis"),
        (units(u16::to_le_bytes), "utf-16le"),
        (units(u16::to_be_bytes), "utf-16be"),
        (bom, "utf-16le"),
    ] {
        assert_eq!(piped(&["scan", "--format", "jsonl"], &bytes), expected, "{encoding}");
        assert_eq!(piped(&["scan", "--format", "jsonl", "--encoding", encoding], &bytes), expected, "{encoding}");
    }
    let euc = encoding_rs::EUC_JP.encode(LOG).0.into_owned();
    assert_eq!(piped(&["scan", "--format", "jsonl", "--encoding", "euc-jp"], &euc), expected);
    piped(&["scan", "--encoding", "utf-8"], b"FUJ905 \xFF 0x02000001")
        .ok()
        .says("FUJ905 0x02000001")
        .complains("1 place could not be read as UTF-8");
    run(&["scan", "--encoding", "latin1"]).exits(2).complains("shift_jis");
}

#[test]
fn exit_codes() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().to_str().unwrap();
    let file = log(dir.path(), "a.log", LOG.as_bytes());
    assert_eq!(run(&["scan", &file, "--fail-on-match"]).exits(1).err, "");
    piped(&["scan", "--fail-on-match"], b"nothing").ok();
    // What can be read is scanned, whatever else was named.
    let said = run(&["scan", folder, "no/such.log", &file]).exits(3).complains("is a folder").complains("*.log");
    said.complains("no/such.log cannot be read").says("FUJ905");
    let value = run(&["scan", "no/such.log", "--format", "json"]).exits(3).json();
    assert_eq!(value["error"]["kind"], "unreadable");
    run(&["scan", "--show-lines", "--summary"]).exits(2);
    run(&["scan", "--lang", "fr"]).exits(2).complains("known: ja, en");
}

#[test]
fn more_than_a_pipe_holds() {
    let mut child =
        command().args(["scan", "--format", "jsonl"]).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || {
        let piece = "2026-04-01 09:12:33.120 INFO nothing of note happened here\n".repeat(1_000);
        for _ in 0..100 {
            input.write_all(piece.as_bytes()).unwrap();
            input.write_all(b"FUJ905 0x02000001\n").unwrap();
        }
    });
    let mut said = String::new();
    child.stdout.take().unwrap().read_to_string(&mut said).unwrap();
    writer.join().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(said.lines().count(), 100);
    assert_eq!(serde_json::from_str::<Value>(said.lines().last().unwrap()).unwrap()["line"], 100_100);
}

#[test]
fn a_reader_that_stops_ends_the_scan() {
    let mut child = command()
        .args(["scan", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    let line = "FUJ905 0x02000001\n".repeat(1_000);
    // Whoever stops reading closes the other end, too.
    while input.write_all(line.as_bytes()).is_ok() {}
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    assert_eq!((child.wait().unwrap().code(), said.as_str()), (Some(0), ""));
}
