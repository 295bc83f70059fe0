//! The log scan over labelled lines of every pack, and what holds for any text.
#![cfg(feature = "fs")]

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;
use shindan::query::{Level, ScanHit, Stream};
use shindan::{KnowledgeBase, Limits};

mod common;

use common::{CAORA, SMTP};

/// Labelled lines: what stands in each, in any order.
#[derive(Debug, Deserialize)]
struct Labelled {
    lines: Vec<Line>,
}

#[derive(Debug, Deserialize)]
struct Line {
    line: String,
    expect: Vec<Pair>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
struct Pair {
    #[serde(default)]
    code: Option<String>,
    #[serde(default)]
    detail: Option<String>,
}

impl Pair {
    /// The pair as the pack writes it: labels are as the line has them.
    fn as_written(&self, knowledge: &KnowledgeBase) -> Self {
        let model = knowledge.packs()[0].model().unwrap();
        let rows = || model.rules.iter().flat_map(|rule| &rule.matches);
        let meant = |detail: &String| {
            let is = |written: &String| written.eq_ignore_ascii_case(detail);
            let row = rows().find(|row| row.detail.iter().chain(&row.printed_as).any(is));
            row.and_then(|row| row.detail.clone()).unwrap_or_else(|| detail.clone())
        };
        Self { code: self.code.as_ref().map(|code| code.to_uppercase()), detail: self.detail.as_ref().map(meant) }
    }
}

impl From<&ScanHit> for Pair {
    fn from(hit: &ScanHit) -> Self {
        Self { code: hit.code.clone(), detail: hit.detail.clone() }
    }
}

/// Precision and recall over the labelled lines of a pack, and the lines that are wrong.
fn quality(knowledge: &KnowledgeBase, file: &str) -> (f64, f64, usize, Vec<String>) {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge").join(knowledge.packs()[0].id());
    let text = std::fs::read_to_string(dir.join("eval").join(file)).unwrap();
    let labelled: Labelled = serde_yaml::from_str(&text).unwrap();
    let scanner = knowledge.scanner();
    let (mut right, mut found, mut expected, mut wrong) = (0, 0, 0, Vec::new());
    for line in &labelled.lines {
        let hits: BTreeSet<Pair> = scanner.line(&line.line).iter().map(Pair::from).collect();
        let wanted: BTreeSet<Pair> = line.expect.iter().map(|pair| pair.as_written(knowledge)).collect();
        right += hits.intersection(&wanted).count();
        found += hits.len();
        expected += wanted.len();
        if hits != wanted {
            wrong.push(format!("{}\n  expected {wanted:?}\n  found    {hits:?}", line.line));
        }
    }
    let share = |of: usize| right as f64 / of.max(1) as f64;
    (share(found), share(expected), labelled.lines.len(), wrong)
}

#[test]
fn labelled_lines() {
    let (precision, recall, lines, wrong) = quality(&CAORA, "scan.yaml");
    println!("precision {precision:.3}, recall {recall:.3} on {lines} lines\n{}", wrong.join("\n"));
    assert!(lines >= 150 && precision >= 0.98 && recall >= 0.98, "{precision} {recall}\n{}", wrong.join("\n"));
}

#[test]
fn bounces() {
    let (precision, recall, lines, wrong) = quality(&SMTP, "bounces.yaml");
    println!("precision {precision:.3}, recall {recall:.3} on {lines} lines\n{}", wrong.join("\n"));
    assert!(precision >= 0.98 && recall >= 0.98, "{precision} {recall}\n{}", wrong.join("\n"));
}

fn wide(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xFEE0).unwrap() } else { c })
        .collect()
}

/// Every code and detail as printed, in a line that says that it is an error, in half and in full width.
#[test]
fn what_is_printed_is_found() {
    let scanner = CAORA.scanner();
    let model = CAORA.packs()[0].model().unwrap();
    for (rule, row) in model.rules.iter().flat_map(|rule| rule.matches.iter().map(move |row| (rule, row))) {
        let is = |code: &String| *code == row.code;
        let entry = model.codes.codes.iter().find(|entry| is(&entry.code) || entry.aliases.iter().any(is)).unwrap();
        let details = || row.detail.iter().chain(&row.printed_as).map(|detail| detail.replace("xxxx", "21900"));
        for code in std::iter::once(&entry.code).chain(&entry.aliases) {
            for shown in details().map(Some).chain([None]) {
                let text = shown.as_ref().map_or_else(|| code.clone(), |detail| format!("{code} detail={detail}"));
                for (line, text) in
                    [(format!("ERROR code={text}"), text.clone()), (wide(&format!("ERROR {text}")), wide(&text))]
                {
                    let hits = scanner.line(&line);
                    assert_eq!(hits.len(), 1, "{line}: {hits:?}");
                    let hit = &hits[0];
                    assert_eq!(&line[hit.start as usize..hit.end as usize], text);
                    assert_eq!(hit.code.as_ref(), Some(code), "{line}");
                    if shown.is_some() {
                        assert_eq!(hit.rule.as_ref(), Some(&rule.id), "{line}");
                        let level = match (row.detail.as_ref().unwrap().starts_with("xx"), text.is_ascii()) {
                            (true, _) => Level::Wildcard,
                            (false, true) => Level::Exact,
                            (false, false) => Level::Normalized,
                        };
                        assert_eq!(hit.level, level, "{line}");
                        assert!(level == Level::Wildcard || hit.detail == row.detail, "{line}");
                    }
                }
            }
        }
    }
}

#[test]
fn levels_are_those_of_an_explanation() {
    let scanner = CAORA.scanner();
    for text in [
        "FUJ905 0x02000001",
        "fuj905 0x02000001",
        "FUJ906 21900C02-4",
        "FUJ905",
        "FUJIP70",
        "0x81000008",
        "0xF0301D1A",
        "FUJ905 0xF0301D1A",
        "905 0X8100004",
    ] {
        let explained = CAORA.explain(&shindan::Query::new(text)).matched.level;
        let scanned: Vec<Level> = scanner.line(text).iter().map(|hit| hit.level).collect();
        assert_eq!(scanned, [explained], "{text}");
    }
}

#[test]
fn a_detail_belongs_to_the_code_before_it_or_to_the_first_one_after_it() {
    let scanner = CAORA.scanner();
    for (text, expected) in [
        ("0x81000004 code=905", "905 0x81000004"),
        ("FUJ905 0x81000001 then 0x81000003", "FUJ905 0x81000001, FUJ905 0x81000003"),
        ("FUJ905 0x81000001, again 0x81000001", "FUJ905 0x81000001"),
        ("FUJ905 0x81000001\n0x81000003", "FUJ905 0x81000001, - 0x81000003"),
        ("FUJ905-0x02000001 FUJ905_0x81000008", "FUJ905 0x02000001, FUJ905 0x81000008"),
        ("FUJ905-0x020000011 FUJ905-1 XFUJ905-0x02000001", ""),
        ("015,0x04000020", "015 0x04000020"),
        ("015 of 0x04000020", "- 0x04000020"),
        ("{\"message\":\"failed\\n0x04000020\"}", "- 0x04000020"),
    ] {
        let name = |name: &Option<String>| name.clone().unwrap_or_else(|| "-".to_owned());
        let pairs: Vec<_> =
            scanner.line(text).iter().map(|hit| format!("{} {}", name(&hit.code), name(&hit.detail))).collect();
        assert_eq!(pairs.join(", "), expected, "{text}");
    }
}

#[test]
fn a_line_of_any_length() {
    let scanner = CAORA.scanner();
    let line = format!("FUJ905 {} 0x02000001\nFUJIP70", "あ1 ".repeat(200_000));
    let hits = scanner.line(&line);
    assert_eq!(hits.len(), 2);
    assert_eq!((hits[0].start, hits[0].end, hits[0].line), (0, line.find('\n').unwrap() as u64, 1));
    assert_eq!((hits[1].end, hits[1].line), (line.len() as u64, 2));
    // A line with more matches than are put into order is handed over in parts, none of them lost.
    assert_eq!(scanner.line(&"FUJ905 0x02000001 FUJIP70 ".repeat(5_000)).len(), 10_000);
    assert_eq!(scanner.line(&"0x02000001 ".repeat(500)).len(), 500);
}

#[test]
fn a_line_is_returned_only_if_it_is_asked_for() {
    let scanner = CAORA.scanner();
    let text = "no\nTaro Yamada 03-0000-0000 FUJ905 0x02000001 失敗\r\nno";
    let hits = |mut stream: Stream| {
        let mut hits: Vec<ScanHit> = Vec::new();
        stream.push(text.as_bytes(), |hit| hits.push(hit));
        stream.finish(|hit| hits.push(hit));
        hits
    };
    let silent = hits(scanner.stream());
    assert!(!serde_json::to_string(&silent).unwrap().contains("Taro"));
    let shown = hits(scanner.stream().with_lines(200));
    assert_eq!(shown[0].text.as_deref(), Some("Taro Yamada 03-0000-0000 FUJ905 0x02000001 失敗"));
    assert_eq!(Pair::from(&shown[0]), Pair::from(&silent[0]));
}

#[test]
fn every_pack_that_knows_a_code_has_a_match() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/base");
    let base = shindan::fs::load_dir(base, &Limits::default()).unwrap();
    let (one, two) = (CAORA.join(&base).unwrap(), base.join(&CAORA).unwrap());
    let hits = one.scanner().line("E1 FUJ905 0x02000001");
    assert_eq!(hits, two.scanner().line("E1 FUJ905 0x02000001"));
    assert_eq!(hits.iter().map(|hit| &*hit.pack).collect::<Vec<_>>(), ["example", "caora"]);
}
