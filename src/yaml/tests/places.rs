//! Every key and value has the place that an editor would point at.

use saphyr_parser::Parser;

use super::{RULE, ok, source};
use crate::yaml::{Document, scalar_source};

#[track_caller]
fn value<'t>(document: &Document, text: &'t str, pointer: &str) -> &'t str {
    source(text, document.spans.value(pointer).unwrap_or_else(|| panic!("no value at {pointer}")))
}

#[track_caller]
fn key<'t>(document: &Document, text: &'t str, pointer: &str) -> &'t str {
    source(text, document.spans.key(pointer).unwrap_or_else(|| panic!("no key at {pointer}")))
}

#[test]
fn keys_and_scalars() {
    let document = ok(RULE);
    assert_eq!(key(&document, RULE, "/id"), "id");
    assert_eq!(value(&document, RULE, "/id"), "fuj905-reader-not-found");
    assert_eq!(value(&document, RULE, "/matches/0/detail"), "\"0x02000001\"");
    assert_eq!(value(&document, RULE, "/matches/0/error_type/en"), "Reader not found");
    assert_eq!(value(&document, RULE, "/matches/1/code"), "'011'");
    assert_eq!(key(&document, RULE, "/matches/1/detail"), "detail");
    assert_eq!(value(&document, RULE, "/symptoms/0/ja"), "リモートデスクトップで見ているときだけエラーになる");
    assert_eq!(value(&document, RULE, "/checks/0/minutes"), "5");
}

#[test]
fn block_and_folded_texts() {
    let document = ok(RULE);
    assert_eq!(
        value(&document, RULE, "/remediation/0/steps/0/ja"),
        "|\n          USBケーブルを挿し直し、\n          30秒待つ。"
    );
    assert_eq!(
        value(&document, RULE, "/remediation/0/steps/0/en"),
        ">-\n          Replug the cable\n          and wait."
    );
    assert_eq!(
        value(&document, RULE, "/remediation/0/steps/1/ja"),
        "【001：マイナンバーカードの認識不可】と表示されたら\n          もう一度置く"
    );
    let text = "a: |2-  # two | spaces\n\n    x\n\n# after\nb: |\n";
    let document = ok(text);
    assert_eq!(value(&document, text, "/a"), "|2-  # two | spaces\n\n    x");
    assert_eq!(value(&document, text, "/b"), "|");
}

#[test]
fn collections_end_with_their_last_value() {
    let document = ok(RULE);
    assert_eq!(value(&document, RULE, "/matches/1"), "{ code: '011', detail: \"x(5)C02-4\" }");
    assert_eq!(value(&document, RULE, "/symptoms"), "- ja: リモートデスクトップで見ているときだけエラーになる");
    assert_eq!(value(&document, RULE, "/checks/0/answers/yes/supports"), "[remote-desktop]");
    let all = document.spans.value("").unwrap();
    assert!(source(RULE, all).starts_with("id: fuj905") && source(RULE, all).ends_with(": ok"));
    let text = "a: [b: c, {d: e} ]  # x\nf:\n- g:\n";
    let document = ok(text);
    assert_eq!(value(&document, text, "/a"), "[b: c, {d: e} ]");
    assert_eq!(value(&document, text, "/a/0"), "b: c");
    assert_eq!(value(&document, text, "/a/1"), "{d: e}");
    assert_eq!(value(&document, text, "/f"), "- g:");
    assert_eq!(value(&document, text, ""), text.trim_end());
}

#[test]
fn a_value_left_out_is_an_empty_place_behind_its_colon() {
    let text = "a:\nb:   # c\n\nc:\n  -\n  - \nd: { e: , f, g: }\nh:";
    let document = ok(text);
    for (pointer, behind) in
        [("/a", "a:"), ("/b", "b:"), ("/c/0", "-"), ("/c/1", "-"), ("/d/e", "e:"), ("/d/g", "g:"), ("/h", "h:")]
    {
        let span = document.spans.value(pointer).unwrap();
        assert_eq!(span.start, span.end, "{pointer}");
        assert!(source(text, crate::Span::new(0, span.start)).ends_with(behind), "{pointer} at {span:?}");
    }
}

#[test]
fn pointers_are_escaped() {
    let document = ok(RULE);
    assert_eq!(key(&document, RULE, "/remediation/0/steps/1/a~1b~0c"), "\"a/b~c\"");
    assert_eq!(value(&document, RULE, "/remediation/0/steps/1/a~1b~0c"), "ok");
    let text = "\"~1\": tilde\n\"\": empty\n日本: 語\n0: zero\n";
    let document = ok(text);
    assert_eq!(value(&document, text, "/~01"), "tilde");
    assert_eq!(value(&document, text, "/"), "empty");
    assert_eq!(value(&document, text, "/日本"), "語");
    assert_eq!(value(&document, text, "/0"), "zero");
}

#[test]
fn what_is_not_there_has_no_place() {
    let document = ok("a: [b]\n");
    for pointer in ["/b", "/a/1", "/a/00", "/a/-", "/a/b", "/a/0/x", "a", "/a/", "/a/+0"] {
        assert_eq!(document.spans.value(pointer), None, "{pointer}");
    }
    assert_eq!(document.spans.key(""), None);
    assert_eq!(document.spans.key("/a/0"), None);
}

#[test]
fn windows_line_ends_and_a_byte_order_mark() {
    let text = format!("\u{feff}{}", RULE.replace('\n', "\r\n"));
    let document = ok(&text);
    assert_eq!(document.value, ok(RULE).value);
    assert_eq!(key(&document, &text, "/matches"), "matches");
    assert_eq!(value(&document, &text, "/matches/0/error_type/ja"), "リーダライタが見つからない");
    assert_eq!(
        value(&document, &text, "/remediation/0/steps/0/ja"),
        "|\r\n          USBケーブルを挿し直し、\r\n          30秒待つ。"
    );
    let empty = document.spans.value("/checks/0/caution").unwrap();
    assert_eq!(source(&text, crate::Span::new(empty.start - 8, empty.end)), "caution:");
}

#[test]
fn long_files_have_right_places_to_the_end() {
    let text: String = (0..2_000).map(|n| format!("鍵{n}: [値{n}, '🔑{n}']\n")).collect();
    let document = ok(&text);
    for n in [0, 1, 63, 64, 65, 1_999] {
        assert_eq!(key(&document, &text, &format!("/鍵{n}")), format!("鍵{n}"));
        assert_eq!(value(&document, &text, &format!("/鍵{n}/1")), format!("'🔑{n}'"));
    }
}

#[test]
fn source_of_a_scalar() {
    let text = "a: 0x02000001\n";
    let document = ok(text);
    assert_eq!(document.value["a"], 33_554_433);
    assert_eq!(scalar_source(text, document.spans.value("/a").unwrap()), "0x02000001");
    assert_eq!(scalar_source(text, crate::Span::new(5, 500)), "");
}

/// The parser's own units, on which the room is built: a new version that changes them fails here.
#[test]
fn the_parser_counts_characters_and_columns_from_zero() {
    let text = "あ: い\n  \n日: 語";
    let spans: Vec<_> =
        Parser::new_from_str(text).map(|event| event.unwrap().1).filter(|span| !span.is_empty()).collect();
    let [.., key, value] = spans.as_slice() else { panic!("{spans:?}") };
    assert_eq!((key.start.index(), key.start.line(), key.start.col()), (8, 3, 0));
    assert_eq!((value.start.index(), value.end.index(), value.start.col()), (11, 12, 3));
}
