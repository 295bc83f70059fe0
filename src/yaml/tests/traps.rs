//! Input methods: what they leave behind is found, prose is left alone.

use proptest::prelude::*;

use super::{codes, ok, refused, source};
use crate::Limits;
use crate::yaml::{read, repair};

/// The text after all fixes of the diagnostics.
fn mended(text: &str) -> String {
    let found = refused(text);
    let fixes: Vec<_> = found.iter().filter_map(|d| d.fix.clone()).collect();
    repair::apply(text, fixes.iter()).text
}

#[track_caller]
fn mends(text: &str, expected_codes: &str, expected: &str) {
    assert_eq!(codes(&refused(text)), expected_codes, "{text:?}: {:#?}", refused(text));
    assert_eq!(mended(text), expected);
    ok(expected);
}

#[test]
fn full_width_colon() {
    mends("id: x\ncode：FUJ905\n", "SD0108", "id: x\ncode: FUJ905\n");
    mends("code：FUJ905", "SD0108", "code: FUJ905");
    mends("code： FUJ905\n", "SD0108", "code: FUJ905\n");
    mends("code：　FUJ905\n", "SD0108", "code: FUJ905\n");
    mends("- { code：FUJ905, detail: x }\n", "SD0108", "- { code: FUJ905, detail: x }\n");
    mends("a: [{ code：FUJ905 }]\n", "SD0108", "a: [{ code: FUJ905 }]\n");
    mends("a:\n  - code：FUJ905\n", "SD0108", "a:\n  - code: FUJ905\n");
    mends("a:\n  code：FUJ905\n", "SD0108", "a:\n  code: FUJ905\n");
}

#[test]
fn full_width_colon_where_the_rest_is_a_syntax_error() {
    mends("id: x\ncode：FUJ905\nmatches: 1\n", "SD0108", "id: x\ncode: FUJ905\nmatches: 1\n");
    mends("text：\n  ja: あ\n", "SD0108", "text:\n  ja: あ\n");
    mends("- { text：{ ja: あ } }\n", "SD0108", "- { text: { ja: あ } }\n");
    mends("source:\n  document: a\n  page：4\nx: y\n", "SD0108", "source:\n  document: a\n  page: 4\nx: y\n");
    mends("a: 1\r\ncode：E1\r\nb: 2\r\n", "SD0108", "a: 1\r\ncode: E1\r\nb: 2\r\n");
    mends("\u{feff}code：E1\nb: 2\n", "SD0108", "\u{feff}code: E1\nb: 2\n");
}

#[test]
fn full_width_colon_where_two_keys_merge() {
    let text = "- id: a\n   text：b\n  more: c\n";
    let found = refused(text);
    assert_eq!(codes(&found), "SD0108", "{found:#?}");
    assert_eq!(found[0].help.as_deref().map(|help| help.starts_with("write `text: b`")), Some(true));
    assert_eq!(codes(&refused("ja:\n  text\n  code：b\nen: x\n")), "SD0108");
}

#[test]
fn several_at_once() {
    mends(
        "id：x\nmatches：\n  - { code：E1, detail：\"1\" }\nhand_over:　[a]\n",
        "SD0108 SD0108 SD0108 SD0108 SD0109",
        "id: x\nmatches:\n  - { code: E1, detail: \"1\" }\nhand_over: [a]\n",
    );
}

#[test]
fn wide_space_around_a_colon() {
    mends("a:　錯\n", "SD0109", "a: 錯\n");
    mends("a:\u{a0}1\n", "SD0109", "a: 1\n");
    mends("a:\u{2003}1\nb: 2\n", "SD0109", "a: 1\nb: 2\n");
    mends("a:　\n  b: 1\n", "SD0109", "a:\n  b: 1\n");
    mends("code　: E1\n", "SD0109", "code: E1\n");
    mends("- { code:　E1, detail: x }\n", "SD0109", "- { code: E1, detail: x }\n");
}

#[test]
fn wide_space_as_indentation() {
    mends("source:\n　document: caora\n　page: 3\n", "SD0109 SD0109", "source:\n  document: caora\n  page: 3\n");
    mends("a:\n　- b\n　- c\n", "SD0109 SD0109", "a:\n  - b\n  - c\n");
    mends("a:\n  b:\n　　　- c\n", "SD0109", "a:\n  b:\n      - c\n");
    mends("a:\n  -　b: c\n    d: e\n", "SD0109", "a:\n  - b: c\n    d: e\n");
    mends("a:\n　b：c\n", "SD0109 SD0108", "a:\n  b: c\n");
}

#[test]
fn prose_is_left_alone() {
    for text in [
        "ja: 【001：マイナンバーカードの認識不可】\n",
        "ja: pin：4桁の数字を入力する\n",
        "ja: note:　これは本文\n",
        "- ja: code：E1 と表示される\n",
        "{ ja: pin：4桁, en: four }\n",
        "ja: 手順は次のとおり\n  ※code：E1 の場合は続ける\n",
        "ja: |\n  code：E1\n  　b: c\n",
        "ja: >-\n  code：E1\n",
        "ja: \"code：E1\n  text：b\"\n",
        "ja: 'code：E1'\n",
        "\"code：E1\": x\n",
        "- FUJ905：0x02000001\n",
        "- 【FUJ905】：0x02000001\n",
        "- エラー：赤いランプ\n",
        "ja:\n  　段落の最初の字下げ\n  　もう一つの段落\n",
        "ja: 全角　スペース\n",
        "a: b # code：E1\n# code：E1\n",
        "コード：番号: x\n",
    ] {
        ok(text);
    }
}

#[test]
fn prose_is_left_alone_behind_a_syntax_error() {
    let found =
        refused("a: b: c\nja: pin：4桁\n# code：E1\nen: |\n  code：E1\n\n  url：x\nlist: [\"code：E1\", ja: x]\n");
    assert_eq!(codes(&found), "SD0101", "{found:#?}");
}

#[test]
fn another_syntax_error_is_reported_too_in_its_own_place() {
    let text = "code：E1\nid: x\ntext: \"open\nb: 1\n";
    let found = refused(text);
    assert_eq!(codes(&found), "SD0108 SD0101");
    assert_eq!((found[1].line, found[1].column), (3, 7), "{found:#?}");
    // A word without a colon is noticed late: its place is counted from what was read with the traps mended.
    let text = "text：\n  ja：あ\n  en:　b\nid: x\nlost words\nb:c\n";
    let found = refused(text);
    assert_eq!(codes(&found), "SD0108 SD0108 SD0109 SD0101");
    assert_eq!(source(text, found[3].span), "lost words", "{found:#?}");
    let text = "code：{ a: b\nid:x\n";
    let found = refused(text);
    assert_eq!(codes(&found), "SD0108 SD0101");
    assert_eq!(source(text, found[1].labels[0].span), "{", "{found:#?}");
}

#[test]
fn legal_tabs_do_not_hide_another_error() {
    let found = refused("a: 99999999999999999999999\nb: [\n  \tc ]\n");
    assert_eq!(codes(&found), "SD0101");
    assert_eq!(found[0].line, 1);
}

#[test]
fn help_shows_the_corrected_line() {
    let text = "a:\n  - { code：E1, detail： \"1\" }\n";
    let found = refused(text);
    let help = "write `- { code: E1, detail: \"1\" }`; a text that starts like this goes in quotation marks";
    assert_eq!(found[0].help.as_deref(), Some(help));
    assert_eq!(found[1].help.as_deref(), Some(help));
    assert_eq!(source(text, found[0].span), "：");
    assert_eq!((found[0].line, found[0].column), (2, 11));
}

#[test]
fn tabs() {
    mends("a:\n\tb: 1\n\tc: 2\n", "SD0102 SD0102", "a:\n  b: 1\n  c: 2\n");
    mends("a:\n  - x\n\t- y\n", "SD0102", "a:\n  - x\n  - y\n");
    let found = refused("a:\n\tb: 1\nc: \"open\n");
    assert_eq!(codes(&found), "SD0102 SD0101");
    assert_eq!(found[0].fix, None, "two spaces did not make the file read");
    assert_eq!(codes(&refused("a: b\n\tc: d\n")), "SD0102 SD0101");
    assert_eq!(codes(&refused("a: |\n\tb\n")), "SD0102");
    ok("a: |\n  b\n  \tc\n");
    ok("b: [\n  \tc ]\n");
    assert_eq!(codes(&refused("a:\n  b: c\n  \t\n")), "SD0102");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Whoever takes the fixes, round after round, comes to an end without traps.
    #[test]
    fn fixes_come_to_an_end(
        lines in prop::collection::vec("( |　|\t){0,2}(- |-　)?[a-c]{1,2}(　|)(:|：|)( |　|)(あ|\\{ [a-c]：1 \\}|)", 1..5),
    ) {
        let mut text = lines.join("\n");
        for _ in 0..10 {
            let Err(found) = read("a.yaml", &text, &Limits::default()) else { return Ok(()) };
            let fixes: Vec<_> = found.iter().filter_map(|d| d.fix.clone()).collect();
            if fixes.is_empty() {
                let trapped = found.iter().any(|d| matches!(d.code.as_str(), "SD0108" | "SD0109"));
                prop_assert!(!trapped, "{text:?}: {found:#?}");
                return Ok(());
            }
            text = repair::apply(&text, fixes.iter()).text;
        }
        prop_assert!(false, "{lines:?} ends as {text:?}");
    }
}
