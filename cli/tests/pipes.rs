//! Standard input and output as pipes, files and terminals have them.

mod common;

use std::io::Read;
use std::process::Stdio;

use common::{command, finish, piped, run};

/// What the rule of this input is.
#[track_caller]
fn rule(input: &[u8]) -> String {
    let value = piped(&["explain", "-", "--format", "json"], input).ok().json();
    value["answers"][0]["rule"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn standard_input_in_every_encoding_of_windows_and_unix() {
    let text = "職員は…【FUJ905：処理エラー】\r\n0x02000001\r\n";
    assert_eq!(rule(text.as_bytes()), "fuj905-reader-not-found");
    assert_eq!(rule(text.replace("\r\n", "\n").as_bytes()), "fuj905-reader-not-found");
    assert_eq!(rule(format!("\u{feff}{text}").as_bytes()), "fuj905-reader-not-found");
    let units = || std::iter::once(0xfeffu16).chain(text.encode_utf16());
    assert_eq!(rule(&units().flat_map(u16::to_le_bytes).collect::<Vec<_>>()), "fuj905-reader-not-found");
    assert_eq!(rule(&units().flat_map(u16::to_be_bytes).collect::<Vec<_>>()), "fuj905-reader-not-found");
    // 職員 in Shift_JIS.
    assert_eq!(rule(b"\x90E\x88\xf5 FUJ905 0x02000001"), "fuj905-reader-not-found");
    let damaged = piped(&["explain", "-"], b"\xFF FUJ905 0x02000001").ok();
    damaged.says("FUJ905").complains("standard input: 1 place could not be read as UTF-8");
}

#[test]
fn standard_input_stands_where_its_dash_stands() {
    let value = piped(&["explain", "FUJ905", "-", "--format", "json"], b"0x02000001\n").ok().json();
    assert_eq!(value["answers"][0]["rule"], "fuj905-reader-not-found");
    piped(&["explain", "-"], b"").exits(2).complains("nothing to explain");
    run(&["search", ""]).exits(2).complains("nothing to search for");
    // Without the dash, what is piped in is not read.
    piped(&["explain", "011"], b"FUJ905").ok().says("011");
}

#[test]
fn long_input_is_cut_off_and_said_to_be() {
    let long = format!("FUJ905 0x02000001 {}", "あ".repeat(40_000));
    let value = piped(&["explain", "-", "--format", "json"], long.as_bytes()).ok().json();
    assert_eq!(value["match"]["changes"][0]["kind"], "cut_off");
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let said = piped(&["explain", "-"], b"FUJ905 0x02000001 \x1b[2J\x07 FUJ998").ok();
    assert!(!said.out.contains(['\u{1b}', '\u{7}']), "{said:?}");
}

#[test]
fn a_reader_that_stops_is_no_error() {
    for arguments in
        [&["list"][..], &["explain", "001"], &["explain", "001", "--format", "json"], &["check"], &["--help"]]
    {
        let mut child = command()
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{arguments:?}: {said}");
        assert_eq!(said, "", "{arguments:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
    let output = command().args(["list"]).stdin(Stdio::null()).stdout(full).stderr(Stdio::piped()).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&output.stderr).contains("standard output cannot be written"));
}

#[test]
fn colours_are_for_terminals() {
    let coloured = |run: common::Run| run.out.contains('\u{1b}');
    assert!(!coloured(run(&["explain", "015"])));
    assert!(coloured(run(&["explain", "015", "--color", "always"])));
    assert!(coloured(finish(command().env("CLICOLOR_FORCE", "1").args(["explain", "015"]), b"")));
    assert!(!coloured(finish(command().env("CLICOLOR_FORCE", "1").args(["explain", "015", "--color=never"]), b"")));
    assert!(!coloured(run(&["--help"])));
    assert!(!coloured(run(&["explain", "015", "--format", "json", "--color", "always"])));
    let wrong = run(&["explain", "--color", "always"]).exits(2);
    assert!(wrong.err.contains('\u{1b}'), "{wrong:?}");
    assert!(!run(&["explain"]).err.contains('\u{1b}'));
}

#[test]
fn lines_are_as_wide_as_asked_for() {
    use unicode_width::UnicodeWidthStr;
    let widest = |run: common::Run| run.ok().out.lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
    assert!(widest(run(&["explain", "001"])) > 100, "a pipe has no width");
    assert!(widest(run(&["explain", "001", "--width", "60"])) <= 60);
    assert!(widest(finish(command().env("COLUMNS", "72").args(["explain", "001"]), b"")) <= 72);
    assert!(widest(finish(command().env("COLUMNS", "72").args(["explain", "001", "--width=50"]), b"")) <= 50);
}
