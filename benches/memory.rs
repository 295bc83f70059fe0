//! What the indexes take, and that a look-up allocates nothing.
//!
//! ```sh
//! cargo bench --manifest-path benches/Cargo.toml --bench memory
//! ```
//!
//! Rust allocations are counted by this program's allocator; SQLite counts its own.

// Only the sizes are asked for here.
#[allow(dead_code)]
#[path = "peers/bigram.rs"]
mod bigram;
#[allow(dead_code)]
#[path = "peers/fts5.rs"]
mod fts5;
#[allow(dead_code)]
#[path = "peers/sqlite.rs"]
mod sqlite;
#[cfg(feature = "zen")]
#[allow(dead_code)]
#[path = "peers/zen.rs"]
mod zen;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};

use rusqlite::Connection;
use shindan_benches::generate::{Base, Searched};
use shindan_benches::{pack, shindan_lookup, shindan_search};

struct Counting;

static LIVE: AtomicUsize = AtomicUsize::new(0);
static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

// SAFETY: everything is handed on to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        LIVE.fetch_add(layout.size(), Ordering::Relaxed);
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, at: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Ordering::Relaxed);
        unsafe { System.dealloc(at, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// What `make` makes, with the bytes that it holds.
fn held<T>(make: impl FnOnce() -> T) -> (T, usize) {
    let before = LIVE.load(Ordering::Relaxed);
    let made = make();
    (made, LIVE.load(Ordering::Relaxed).saturating_sub(before))
}

fn pages(connection: &Connection) -> usize {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0)).expect("a pragma");
    usize::try_from(number("page_count") * number("page_size")).unwrap_or(usize::MAX)
}

fn row(what: &str, size: usize, bytes: usize) {
    println!("{what:<32} {size:>8} rules  {:>9.2} MB", bytes as f64 / 1e6);
}

fn main() {
    println!("lookup");
    for size in [50, 10_000, 100_000] {
        let base = Base::of(size);
        let (_map, bytes) = held(|| {
            let pairs = base.pairs().map(|(code, detail)| format!("{code} {detail}"));
            pairs.enumerate().map(|(at, key)| (key, at)).collect::<std::collections::HashMap<String, usize>>()
        });
        row("HashMap, joined keys", size, bytes);
        row("SQLite", size, pages(&sqlite::table(&base)));
        #[cfg(feature = "zen")]
        row("ZEN, compiled", size, held(|| zen::table(&base)).1);
    }
    println!("search");
    for size in [1_000, 10_000, 100_000] {
        let base = Base::of(size);
        let texts = base.rules.iter().flat_map(|rule| Searched::INDEXED.map(|field| base.text(rule, field).len()));
        row("the texts themselves", size, texts.sum());
        for layout in [bigram::Layout::Fields, bigram::Layout::Joined] {
            let bytes = bigram::Bigrams::index(&base, layout).bytes;
            row(&format!("tantivy, {layout:?}"), size, usize::try_from(bytes).unwrap_or(usize::MAX));
        }
        row("SQLite FTS5, with the texts", size, pages(&fts5::index(&base)));
        let (knowledge, bytes) = held(|| pack::knowledge(&base));
        row("shindan, the whole knowledge", size, bytes);
        // An index that is made at the first search is what the first search adds.
        row("shindan, its search", size, held(|| shindan_search(&knowledge, "カード")).1);
        let pairs: Vec<(&str, &str)> = base.pairs().collect();
        let before = ALLOCATIONS.load(Ordering::Relaxed);
        for (code, detail) in pairs.iter().take(1_000) {
            std::hint::black_box(shindan_lookup(&knowledge, code, Some(*detail).filter(|detail| !detail.is_empty())));
        }
        println!(
            "{:<32} {size:>8} rules  {:>9} allocations in 1,000 look-ups",
            "shindan",
            ALLOCATIONS.load(Ordering::Relaxed) - before
        );
    }
}
