//! One answer by code and detail, beside a `HashMap` with ready keys, SQLite and a decision table of the ZEN engine.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml --features zen --bench lookup
//! ```
//!
//! `real` asks the card reader's pack. Its maps hold finished answers under ready keys and do less: no reading of the
//! input, no match level, no roles, no language. They are what a product would write if it had no engine.
//!
//! `generated` asks bases of 50, 10,000 and 100,000 rules for codes as printed, always for ones that they have, in
//! random order, so that large bases miss the processor's caches in every peer alike. One iteration is
//! [`BATCH`](generated::BATCH) look-ups: divide, or read the items per second. `hash_map_joined` (one `String`,
//! `"CODE DETAIL"`) is the faster natural key and the one to compare with; `hash_map_pair` is the map of somebody who
//! has the two apart, as `shindan` is asked, and who joins nothing. Both use the default hasher and give a position.

#[path = "peers/sqlite.rs"]
mod sqlite;
#[cfg(feature = "zen")]
#[path = "peers/zen.rs"]
mod zen;

fn main() {
    divan::main();
}

mod real {
    use std::collections::HashMap;

    use shindan::query::Explanation;
    use shindan::{KnowledgeBase, Query};

    fn keys(knowledge: &KnowledgeBase) -> Vec<String> {
        let rules = knowledge.packs().iter().flat_map(|pack| &pack.model().unwrap().rules);
        let rows = rules.flat_map(|rule| &rule.matches);
        rows.map(|row| format!("{} {}", row.code, row.detail.as_deref().unwrap_or_default()).trim().to_owned())
            .collect()
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
        let answers = |key: &String| knowledge.explain(&Query::new(key));
        let map: HashMap<&str, Explanation> = keys.iter().map(|key| (key.as_str(), answers(key))).collect();
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
        let answers = |key: &String| knowledge.explain(&Query::new(key));
        let map: HashMap<&str, Explanation> = keys.iter().map(|key| (key.as_str(), answers(key))).collect();
        let mut at = 0;
        bencher.bench_local(|| {
            at = (at + 1) % keys.len();
            divan::black_box(map.contains_key(keys[at].as_str()))
        });
    }
}

mod generated {
    use std::collections::HashMap;

    use divan::counter::ItemsCount;
    use shindan_benches::generate::Base;
    use shindan_benches::{pack, shindan_identify, shindan_lookup};

    use crate::sqlite;
    #[cfg(feature = "zen")]
    use crate::zen;

    /// Look-ups of one iteration.
    pub(crate) const BATCH: usize = 1_000;

    /// How many different iterations there are: together they ask for more than the caches hold.
    const BATCHES: usize = 64;

    const SIZES: [usize; 3] = [50, 10_000, 100_000];

    /// A question as the caller has it: code and detail, and both as one key.
    struct Asked {
        code: String,
        detail: String,
        joined: String,
    }

    fn joined(code: &str, detail: &str) -> String {
        format!("{code} {detail}")
    }

    fn asked(base: &Base) -> Vec<Asked> {
        let pairs = base.asked(BATCH * BATCHES).into_iter();
        pairs.map(|(code, detail)| Asked { joined: joined(&code, &detail), code, detail }).collect()
    }

    /// Looks `batch` things up in each iteration and counts the hits, which are all.
    fn measure(bencher: divan::Bencher, asked: &[Asked], batch: usize, mut look_up: impl FnMut(&Asked) -> bool) {
        assert!(asked.iter().take(batch).all(&mut look_up), "every peer finds what it holds");
        let mut batches = asked.chunks_exact(batch).cycle();
        bencher.counter(ItemsCount::new(batch)).bench_local(|| {
            let batch = batches.next().unwrap_or_default();
            batch.iter().filter(|one| look_up(divan::black_box(one))).count()
        });
    }

    #[divan::bench(args = SIZES)]
    fn shindan(bencher: divan::Bencher, size: usize) {
        let base = Base::of(size);
        let knowledge = pack::knowledge(&base);
        measure(bencher, &asked(&base), BATCH, |one| {
            let detail = Some(one.detail.as_str()).filter(|detail| !detail.is_empty());
            shindan_lookup(&knowledge, &one.code, detail)
        });
    }

    /// The same codes in full width and lower case, which every look-up has to undo.
    #[divan::bench(args = SIZES)]
    fn shindan_normalising(bencher: divan::Bencher, size: usize) {
        let base = Base::of(size);
        let knowledge = pack::knowledge(&base);
        let wide = |c: char| if c.is_ascii_graphic() { char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c) } else { c };
        let mut asked = asked(&base);
        for one in &mut asked {
            one.joined = one.joined.to_lowercase().chars().map(wide).collect();
        }
        measure(bencher, &asked, BATCH, |one| shindan_identify(&knowledge, &one.joined));
    }

    #[divan::bench(args = SIZES)]
    fn hash_map_joined(bencher: divan::Bencher, size: usize) {
        let base = Base::of(size);
        let keys = base.pairs().map(|(code, detail)| joined(code, detail));
        let map: HashMap<String, usize> = keys.enumerate().map(|(at, key)| (key, at)).collect();
        measure(bencher, &asked(&base), BATCH, |one| divan::black_box(map.get(one.joined.as_str())).is_some());
    }

    #[divan::bench(args = SIZES)]
    fn hash_map_pair(bencher: divan::Bencher, size: usize) {
        let base = Base::of(size);
        let map: HashMap<(&str, &str), usize> = base.pairs().enumerate().map(|(at, key)| (key, at)).collect();
        measure(bencher, &asked(&base), BATCH, |one| {
            divan::black_box(map.get(&(one.code.as_str(), one.detail.as_str()))).is_some()
        });
    }

    #[divan::bench(args = SIZES)]
    fn sqlite_prepared(bencher: divan::Bencher, size: usize) {
        let base = Base::of(size);
        let table = sqlite::table(&base);
        let mut look_up = table.prepare(sqlite::LOOK_UP).expect("a statement");
        measure(bencher, &asked(&base), BATCH, |one| {
            look_up.query_row((&one.code, &one.detail), |row| row.get::<_, i64>(0)).is_ok()
        });
    }

    /// The engine reads the whole table for each look-up: a tenth of the look-ups and of the samples are enough.
    #[cfg(feature = "zen")]
    #[divan::bench(args = SIZES, sample_count = 10, sample_size = 1)]
    fn zen_compiled(bencher: divan::Bencher, size: usize) {
        let base = Base::of(size);
        let table = zen::table(&base);
        let right = |(at, (code, detail))| zen::look_up(&table, code, detail) == Some(at);
        assert!(base.pairs().enumerate().step_by(size / 10).all(right), "the table gives the position of the rule");
        measure(bencher, &asked(&base), BATCH / 10, |one| zen::look_up(&table, &one.code, &one.detail).is_some());
    }
}
