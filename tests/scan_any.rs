//! What holds of the log scan for any text, however it is cut.
#![cfg(feature = "fs")]

use proptest::prelude::*;
use shindan::model::Match;
use shindan::query::{ScanHit, Scanner};

mod common;

use common::CAORA;

fn rows() -> impl Iterator<Item = &'static Match> {
    CAORA.packs()[0].model().unwrap().rules.iter().flat_map(|rule| &rule.matches)
}

/// Every code and detail as printed, patterns as one of their instances.
fn printed() -> Vec<String> {
    let codes = CAORA.packs()[0].model().unwrap().codes.codes.iter();
    let codes = codes.flat_map(|entry| std::iter::once(&entry.code).chain(&entry.aliases));
    codes
        .chain(rows().flat_map(|row| row.detail.iter().chain(&row.printed_as)))
        .map(|s| s.replace("xxxx", "123"))
        .collect()
}

fn wide(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xFEE0).unwrap() } else { c })
        .collect()
}

const MARKS: [&str; 20] = [
    " ",
    "\n",
    "\r\n",
    "-",
    "_",
    ".",
    "5",
    "x",
    ":",
    "、",
    "エラー",
    "code=",
    "【",
    "：",
    "０",
    "Ａ",
    "\\n",
    "\u{3000}",
    "号室",
    "é",
];

/// Codes, what comes close to them, and what stands around them.
fn text() -> impl Strategy<Value = Vec<u8>> {
    let word = proptest::sample::select(printed());
    let part = prop_oneof![
        4 => word.clone().prop_map(String::into_bytes),
        1 => word.clone().prop_map(|word| wide(&word).into_bytes()),
        1 => word.prop_map(|word| word.to_lowercase().into_bytes()),
        6 => proptest::sample::select(MARKS.to_vec()).prop_map(|mark| mark.as_bytes().to_vec()),
        1 => proptest::collection::vec(any::<u8>(), 1..4),
        1 => (1usize..3000).prop_map(|length| vec![b'.'; length]),
    ];
    proptest::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

fn scanned(scanner: &Scanner, text: &[u8], cuts: impl Iterator<Item = usize>) -> Vec<ScanHit> {
    let mut cuts: Vec<usize> = cuts.map(|cut| cut % (text.len() + 1)).chain([0, text.len()]).collect();
    cuts.sort_unstable();
    let mut hits = Vec::new();
    let mut stream = scanner.stream().with_lines(40);
    for piece in cuts.windows(2) {
        stream.push(&text[piece[0]..piece[1]], |hit| hits.push(hit));
    }
    stream.finish(|hit| hits.push(hit));
    hits
}

proptest! {
    #[test]
    fn the_same_bytes_give_the_same_matches(
        text in text(),
        cuts in proptest::collection::vec(any::<usize>(), 0..40),
        times in prop_oneof![9 => Just(1usize), 1 => 20usize..60],
    ) {
        let scanner = CAORA.scanner();
        let text = text.repeat(times);
        let whole = scanned(&scanner, &text, std::iter::empty());
        prop_assert_eq!(&scanned(&scanner, &text, cuts.into_iter()), &whole);
        if text.len() < 3000 {
            prop_assert_eq!(&scanned(&scanner, &text, 0..text.len()), &whole);
        }
        for hit in &whole {
            prop_assert!(hit.start < hit.end && hit.end <= text.len() as u64, "{:?}", hit);
            let before = text[..hit.start as usize].iter().filter(|byte| **byte == b'\n').count();
            prop_assert_eq!(hit.line, before as u64 + 1);
        }
    }

    #[test]
    fn a_printed_code_is_found_in_an_error_line(before in "[ -~あ-ん]{0,80}", after in "([ ,;)、」][ -~あ-ん]{0,80})?", at in any::<prop::sample::Index>()) {
        let rows: Vec<&Match> = rows().collect();
        let code = &at.get(&rows).code;
        // What stands behind it may still count something: `error code=011 ms`.
        let line = format!("{before} error code={code}: failed{after}");
        let hits = CAORA.scanner().line(&line);
        prop_assert!(hits.iter().any(|hit| hit.code.as_ref() == Some(code)), "{}: {:?}", line, hits);
    }
}
