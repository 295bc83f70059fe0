//! Codes as people type, dictate and photograph them: each line of the fixture, what it means and what was changed.

use std::fmt::Write as _;

use proptest::prelude::*;
use shindan::Query;
use shindan::query::{ChangeKind, Level};

mod common;

use common::CAORA;

/// What an input means, in one line.
fn meaning(text: &str) -> String {
    let found = CAORA.explain(&Query::new(text));
    let matched = &found.matched;
    let name = |level: &dyn std::fmt::Debug| format!("{level:?}");
    let mut line = format!("{} ({})", name(&matched.level), name(&matched.reason));
    for answer in &found.answers {
        write!(line, " {}", answer.rule).unwrap();
    }
    for near in &matched.suggestions {
        write!(line, " ?{}", near.rule).unwrap();
    }
    for change in &matched.changes {
        write!(line, " | {:?} {:?} -> {:?}", change.kind, change.from, change.to.as_deref().unwrap_or("")).unwrap();
    }
    line
}

/// One input a line; `\n` in it is a line end.
#[test]
fn every_spelling_means_what_it_should() {
    let inputs = include_str!("fixtures/tolerance.txt");
    let mut page = String::new();
    for line in inputs.lines() {
        if line.is_empty() || line.starts_with('#') {
            writeln!(page, "{line}").unwrap();
        } else {
            writeln!(page, "{line}\n    {}", meaning(&line.replace("\\n", "\n"))).unwrap();
        }
    }
    insta::assert_snapshot!("tolerance", page);
}

/// Every code with every detail of its rows, as printed.
fn printed() -> Vec<(String, Option<String>, String)> {
    let mut pairs = Vec::new();
    for pack in CAORA.packs() {
        for rule in &pack.model().unwrap().rules {
            for row in &rule.matches {
                let entry = pack
                    .model()
                    .unwrap()
                    .codes
                    .codes
                    .iter()
                    .find(|e| e.code == row.code || e.aliases.contains(&row.code));
                for code in entry.into_iter().flat_map(|e| std::iter::once(&e.code).chain(&e.aliases)) {
                    let detail = row.detail.as_ref().map(|d| d.replacen("xxxx", "31150", 1));
                    pairs.push((code.clone(), detail, rule.id.clone()));
                }
            }
        }
    }
    pairs
}

#[test]
fn a_printed_code_finds_its_own_rule_exactly() {
    for (code, detail, rule) in printed() {
        let text = format!("{code} {}", detail.clone().unwrap_or_default());
        let found = CAORA.explain(&Query::new(&text));
        assert!(matches!(found.matched.level, Level::Exact | Level::Wildcard), "{text}: {:?}", found.matched);
        assert_eq!(found.answers.len(), 1, "{text}");
        assert_eq!(found.answers[0].rule, rule, "{text}");
        let rows: Vec<_> = CAORA.lookup(&code, detail.as_deref()).map(|row| row.rule.id.clone()).collect();
        assert!(found.matched.level == Level::Wildcard || rows == [rule], "{text}: {rows:?}");
    }
}

/// Ways in which a code is altered on its way from the screen to the question.
fn altered(text: &str, way: usize) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(u32::from(c) + 0xFEE0).unwrap(),
        other => other,
    };
    match way {
        0 => text.to_lowercase(),
        1 => text.chars().map(wide).collect(),
        2 => text.replace('0', "O"),
        3 => text.replace('1', "l"),
        4 => text.replace("0x", "0x0x"),
        5 => text.replace('-', "ー"),
        6 => text.replace("FUJ", "FUJ-"),
        7 => text.replace("FUJ", "FUJ "),
        8 => format!("【{text}】が表示されました"),
        9 => text.replace("0x", "0x\n"),
        10 => text.replace("0x0", "0x"),
        _ => text.to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_altered_code_finds_its_own_rule_and_says_what_was_changed(
        pair in 0..printed().len(), first in 0..12usize, second in 0..12usize
    ) {
        let (code, detail, rule) = &printed()[pair];
        let text = format!("{code} {}", detail.clone().unwrap_or_default());
        let given = altered(&altered(&text, first), second);
        // `lOl` alone is no code.
        prop_assume!(given.chars().any(char::is_numeric));
        let found = CAORA.explain(&Query::new(&given));
        prop_assert!(found.matched.level <= Level::Wildcard, "{given:?}: {:?}", found.matched);
        prop_assert!(found.answers.iter().all(|a| a.rule == *rule), "{given:?}");
        let as_printed = code.is_ascii() && given.contains(code.as_str()) && given.contains(detail.as_deref().unwrap_or(""));
        prop_assert!(found.matched.level != Level::Exact || as_printed, "{given:?} was changed silently");
    }

    /// What a text was read as is read as itself.
    #[test]
    fn normalising_twice_changes_nothing(pair in 0..printed().len(), first in 0..12usize, second in 0..12usize) {
        let (code, detail, _) = &printed()[pair];
        let given = altered(&altered(&format!("{code} {}", detail.clone().unwrap_or_default()), first), second);
        let once = CAORA.explain(&Query::new(&given));
        let harmless = |kind: ChangeKind| !matches!(kind, ChangeKind::Pattern | ChangeKind::Misprint | ChangeKind::Inferred | ChangeKind::Ignored);
        let mut again = given.clone();
        let mut changes: Vec<_> = once.matched.changes.iter().filter(|c| harmless(c.kind)).collect();
        // A short code may stand inside a long one.
        changes.sort_by_key(|c| std::cmp::Reverse(c.from.len()));
        for change in changes {
            again = again.replace(&change.from, change.to.as_deref().unwrap_or_default());
        }
        let twice = CAORA.explain(&Query::new(&again));
        prop_assert!(twice.matched.changes.iter().all(|c| !harmless(c.kind)), "{given:?} -> {again:?}: {:?}", twice.matched);
        prop_assert_eq!(twice.answers, once.answers);
    }

    #[test]
    fn no_input_panics(text in "[0-9A-Zx.ー【】エラ ゼロいち\\-\n]{0,40}|\\PC{0,60}") {
        let found = CAORA.explain(&Query::new(text));
        prop_assert!(!found.help_desk.text.is_empty());
    }
}
