//! Inputs over a limit: an error each, in bounded time and memory.
#![cfg(feature = "fs")]

use shindan::{KnowledgeBase, Limits, Query, Source};

mod common;

use common::CAORA;

fn codes(text: &str, limits: &Limits) -> Vec<String> {
    let report = shindan::check(&[Source::new("rules/a.yaml", text)], limits);
    report.diagnostics.iter().map(|d| d.code.to_string()).collect()
}

#[test]
fn files_over_a_limit_are_refused() {
    let limits = Limits::default();
    assert!(codes(&"a".repeat(limits.file_bytes + 1), &limits).contains(&"SD0105".to_owned()));
    assert!(codes(&"- a\n".repeat(limits.nodes + 1), &limits).contains(&"SD0107".to_owned()));
    assert!(codes(&"- ".repeat(100_000), &limits).contains(&"SD0106".to_owned()));
    let mut bomb = "a0: &a0 [x]\n".to_owned();
    for n in 1..10 {
        bomb.push_str(&format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 10].join(",")));
    }
    assert!(codes(&bomb, &limits).contains(&"SD0104".to_owned()));
}

#[test]
fn the_list_of_problems_is_bounded_and_the_rest_counted() {
    let text: String = (0..50).map(|n| format!("a{n}: &x{n} 1\n")).collect();
    let report = shindan::check(&[Source::new("rules/a.yaml", text)], &Limits::default().with_diagnostics(10));
    assert!(report.diagnostics.len() <= 10);
}

#[test]
fn a_file_in_another_encoding_is_named() {
    let dir = std::env::temp_dir().join(format!("shindan-limits-{}", std::process::id()));
    std::fs::create_dir_all(dir.join("rules")).unwrap();
    // "code: エラー" in Shift_JIS.
    std::fs::write(dir.join("rules/a.yaml"), b"id: a\ncode: \x83\x47\x83\x89\x81\x5b\n").unwrap();
    let (report, _) = shindan::fs::check_dir(&dir, &Limits::default()).unwrap();
    std::fs::remove_dir_all(&dir).unwrap();
    assert_eq!(report.diagnostics[0].code.as_str(), "SD0110");
    assert!(report.diagnostics[0].message.contains("line 2"), "{}", report.diagnostics[0].message);
    assert!(report.knowledge.is_none());
}

#[test]
fn a_long_query_is_cut_and_said_to_be() {
    let text = format!("FUJ905 0x02000001 {}", "あ".repeat(100_000));
    let found = CAORA.explain(&Query::new(text));
    assert_eq!(found.answers[0].rule, "fuj905-reader-not-found");
    assert!(found.matched.changes.iter().any(|change| change.kind == shindan::query::ChangeKind::CutOff));
}

/// A host shares one knowledge base between threads and carries it across a caught panic.
#[test]
fn knowledge_can_be_shared() {
    fn shared<T: Send + Sync + Clone + std::panic::UnwindSafe + std::panic::RefUnwindSafe>() {}
    shared::<KnowledgeBase>();
    shared::<shindan::Session>();
}

#[test]
fn of_many_unknown_details_the_first_are_mended() {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge/caora");
    let knowledge = shindan::fs::load_dir(dir, &Limits::default()).unwrap();
    let suggested = |others: usize| {
        let others: String = (0..others).map(|n| format!("0x7E{n:06} ")).collect();
        let found = knowledge.explain(&Query::new(format!("{others}0x02000009")));
        assert!(
            found.matched.changes.iter().any(|change| change.from == "0x02000009"),
            "it is left out, and said to be"
        );
        found.matched.suggestions.iter().any(|near| near.rule == "fuj905-reader-not-found")
    };
    assert!(suggested(0) && suggested(255));
    assert!(!suggested(256) && !suggested(3000));
}
