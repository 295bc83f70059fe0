//! One answer by code and detail, beside a `HashMap` that holds the finished answers under ready keys.
//!
//! The map does less: no reading of the input, no match level, no roles, no language. It is what a product would write
//! if it had no engine.

use std::collections::HashMap;

use shindan::query::Explanation;
use shindan::{KnowledgeBase, Query};

fn main() {
    divan::main();
}

fn keys(knowledge: &KnowledgeBase) -> Vec<String> {
    let rules = knowledge.packs().iter().flat_map(|pack| &pack.model().rules);
    let rows = rules.flat_map(|rule| &rule.matches);
    rows.map(|row| format!("{} {}", row.code, row.detail.as_deref().unwrap_or_default()).trim().to_owned()).collect()
}

#[divan::bench]
fn shindan_explain(bencher: divan::Bencher) {
    let knowledge = shindan_benches::knowledge();
    let queries: Vec<Query> = keys(&knowledge).into_iter().map(Query::new).collect();
    let mut at = 0;
    bencher.bench_local(|| {
        at = (at + 1) % queries.len();
        divan::black_box(knowledge.explain(&queries[at]))
    });
}

#[divan::bench]
fn hash_map_clone(bencher: divan::Bencher) {
    let knowledge = shindan_benches::knowledge();
    let keys = keys(&knowledge);
    let map: HashMap<&str, Explanation> = keys.iter().map(|key| (key.as_str(), knowledge.explain(&Query::new(key)))).collect();
    let mut at = 0;
    bencher.bench_local(|| {
        at = (at + 1) % keys.len();
        divan::black_box(map.get(keys[at].as_str()).cloned())
    });
}

#[divan::bench]
fn hash_map_borrow(bencher: divan::Bencher) {
    let knowledge = shindan_benches::knowledge();
    let keys = keys(&knowledge);
    let map: HashMap<&str, Explanation> = keys.iter().map(|key| (key.as_str(), knowledge.explain(&Query::new(key)))).collect();
    let mut at = 0;
    bencher.bench_local(|| {
        at = (at + 1) % keys.len();
        divan::black_box(map.get(keys[at].as_str()).is_some())
    });
}
