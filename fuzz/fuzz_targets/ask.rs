//! Any bytes as what a person asks and as a log: every way in answers, and no place lies outside the text.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use shindan::query::Level;
use shindan::{KnowledgeBase, Limits, Query, fs};

static KNOWLEDGE: LazyLock<KnowledgeBase> = LazyLock::new(|| {
    let pack = |name: &str| {
        let dir = format!("{}/../knowledge/{name}", env!("CARGO_MANIFEST_DIR"));
        fs::load_dir(dir, &Limits::default()).expect("the pack loads")
    };
    pack("caora").join(&pack("smtp")).expect("two packs")
});

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let query = Query::new(text.as_ref());
    assert!(!KNOWLEDGE.explain(&query).help_desk.text.is_empty());
    let found = KNOWLEDGE.search(&query, 5);
    assert_eq!(found.hits.is_empty(), found.matched.level == Level::Unknown);
    assert!(!KNOWLEDGE.identify(&text).is_empty());
    let scanner = KNOWLEDGE.scanner();
    for hit in scanner.line(&text) {
        assert!(text.get(hit.start as usize..hit.end as usize).is_some(), "{hit:?}");
    }
    let mut stream = scanner.stream();
    bytes.chunks(7).for_each(|piece| stream.push(piece, |_| ()));
    stream.finish(|_| ());
});
