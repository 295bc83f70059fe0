//! The ten best rules for what somebody types, beside tantivy with bigrams and SQLite FTS5 with trigrams.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml --bench search
//! ```
//!
//! Bases of 1,000, 10,000 and 100,000 rules, the same texts of the same fields in both languages, one segment, one
//! thread. One iteration is all 64 queries: divide, or read the items per second. `tantivy_bigram` has a field for each
//! field of the rule, as a search that weights and explains by field needs; `tantivy_bigram_joined` has one field for
//! all of them, which is faster and can do neither. What the indexes take is measured by the bench `memory`.

#[path = "peers/bigram.rs"]
mod bigram;
#[path = "peers/fts5.rs"]
mod fts5;

use bigram::{Bigrams, Layout};
use divan::counter::ItemsCount;
use shindan_benches::generate::Base;
use shindan_benches::queries::{self, queries};
use shindan_benches::{pack, shindan_search};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

/// Runs all queries in each iteration and counts the hits.
fn measure(bencher: divan::Bencher, queries: &[String], mut search: impl FnMut(&str) -> usize) {
    // Indexes that are made at the first search are made now.
    search(&queries[0]);
    bencher
        .counter(ItemsCount::new(queries::COUNT))
        .bench_local(|| queries.iter().map(|query| search(divan::black_box(query))).sum::<usize>());
}

#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1, max_time = 30)]
fn shindan(bencher: divan::Bencher, size: usize) {
    let knowledge = pack::knowledge(&Base::of(size));
    measure(bencher, &queries(), |query| shindan_search(&knowledge, query));
}

fn tantivy(bencher: divan::Bencher, size: usize, layout: Layout) {
    let index = Bigrams::index(&Base::of(size), layout);
    assert!(queries().iter().all(|query| !index.search(query).is_empty()), "something is always near");
    measure(bencher, &queries(), |query| index.search(query).len());
}

#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1, max_time = 30)]
fn tantivy_bigram(bencher: divan::Bencher, size: usize) {
    tantivy(bencher, size, Layout::Fields);
}

#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1, max_time = 30)]
fn tantivy_bigram_joined(bencher: divan::Bencher, size: usize) {
    tantivy(bencher, size, Layout::Joined);
}

#[divan::bench(args = SIZES, sample_count = 20, sample_size = 1, max_time = 30)]
fn sqlite_fts5_trigram(bencher: divan::Bencher, size: usize) {
    let index = fts5::index(&Base::of(size));
    let mut search = index.prepare(fts5::SEARCH).expect("a statement");
    measure(bencher, &queries(), |query| {
        let mut rows = search.query([fts5::query(query)]).expect("a query");
        let mut hits = 0;
        while let Some(row) = rows.next().expect("a row") {
            divan::black_box(row.get::<_, i64>(0).expect("a row id"));
            hits += 1;
        }
        hits
    });
}
