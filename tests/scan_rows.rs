//! What is printed means the same in a log as it does to somebody who types it: every row of every pack.
#![cfg(feature = "fs")]

use std::collections::BTreeSet;

use shindan::query::Level;
use shindan::{KnowledgeBase, Query};

mod common;

use common::{CAORA, packs};

/// A code, a detail or both, as the print has them; of a pattern an instance.
type Printed = (Option<String>, Option<String>);

/// Each code of each row alone, with each form of its detail, and each of these forms alone.
fn printed(knowledge: &KnowledgeBase) -> BTreeSet<Printed> {
    let model = knowledge.packs()[0].model().unwrap();
    let mut printed = BTreeSet::new();
    for row in model.rules.iter().flat_map(|rule| &rule.matches) {
        let is = |code: &String| *code == row.code;
        let entry = model.codes.codes.iter().find(|entry| is(&entry.code) || entry.aliases.iter().any(is)).unwrap();
        let details: Vec<String> =
            row.detail.iter().chain(&row.printed_as).map(|detail| detail.replace("xxxx", "31150")).collect();
        for code in std::iter::once(&entry.code).chain(&entry.aliases) {
            printed.insert((Some(code.clone()), None));
            printed.extend(details.iter().map(|detail| (Some(code.clone()), Some(detail.clone()))));
        }
        printed.extend(details.into_iter().map(|detail| (None, Some(detail))));
    }
    printed
}

/// What a text means to somebody who types it: how surely, and which rule.
fn explained(knowledge: &KnowledgeBase, text: &str) -> (Level, Option<String>) {
    let found = knowledge.explain(&Query::new(text));
    let mut meant = found.answers.into_iter().filter(|answer| !answer.candidate).map(|answer| answer.rule);
    let rule = meant.next();
    assert_eq!(meant.next(), None, "{text}");
    let identified: Vec<Level> = knowledge.identify(text).iter().map(|found| found.level).collect();
    assert_eq!(identified, [found.matched.level], "{text}");
    (found.matched.level, rule)
}

#[test]
fn a_row_means_the_same_in_a_log_and_by_itself() {
    for (_, knowledge) in packs() {
        let scanner = knowledge.scanner();
        let printed = printed(knowledge);
        assert!(!printed.is_empty());
        for (code, detail) in printed {
            let text = [&code, &detail].map(|part| part.as_deref().unwrap_or_default()).join(" ");
            let label = |name: &str, value: &Option<String>| value.as_ref().map(|value| format!("{name}={value}"));
            let labelled: Vec<String> = label("code", &code).into_iter().chain(label("detail", &detail)).collect();
            let meant = explained(knowledge, text.trim());
            for line in [format!("12:30:01 ERROR {}", labelled.join(" ")), format!("error: {}", text.trim())] {
                let hits = scanner.line(&line);
                let found: Vec<(Level, Option<String>)> = hits.into_iter().map(|hit| (hit.level, hit.rule)).collect();
                assert_eq!(found, std::slice::from_ref(&meant), "{}: {line}", knowledge.packs()[0].id());
            }
        }
    }
}

/// Where a log is read otherwise than what a person typed, and means to be.
#[test]
fn what_a_log_means_otherwise() {
    let knowledge = &*CAORA;
    let scanner = knowledge.scanner();
    for (why, text, typed, logged) in [
        ("a bare number needs something that speaks for a code", "terminal 011 ok", vec![Level::CodeOnly], vec![]),
        ("look-alikes and zeros are not mended", "FUJ905 Ox2OOOOOl", vec![Level::Normalized], vec![Level::CodeOnly]),
        ("what is near is not suggested", "0x02000009", vec![Level::Suggestion], vec![]),
        ("a code that no pack has is not seen", "FUJ999 0x02000001", vec![Level::DetailOnly], vec![Level::Exact]),
        ("each place counts", "FUJ905 FUJ905 0x02000001", vec![Level::Exact], vec![Level::CodeOnly, Level::Exact]),
    ] {
        let identified: Vec<Level> = knowledge.identify(text).iter().map(|found| found.level).collect();
        let scanned: Vec<Level> = scanner.line(text).iter().map(|hit| hit.level).collect();
        assert_eq!((identified, scanned), (typed, logged), "{why}: {text}");
    }
}
