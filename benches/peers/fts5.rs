//! Search by SQLite FTS5: in memory, trigram tokenizer, one segment, the ten best by its own BM25.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use rusqlite::Connection;

use shindan_benches::generate::{Base, Searched};

/// The statement of a search, for [`Connection::prepare`].
pub(crate) const SEARCH: &str = "SELECT rowid FROM rules WHERE rules MATCH ?1 ORDER BY rank LIMIT 10";

/// The index of a base; a rule's row id is its position.
#[must_use]
pub(crate) fn index(base: &Base) -> Connection {
    let mut connection = Connection::open_in_memory().expect("memory");
    let fields = Searched::INDEXED.map(Searched::name);
    let columns = fields.join(", ");
    let create = format!("CREATE VIRTUAL TABLE rules USING fts5({columns}, tokenize = 'trigram')");
    connection.execute_batch(&create).expect("the bundled SQLite has FTS5");
    let rows = connection.transaction().expect("a transaction");
    let places = (0..fields.len()).fold("?1".to_owned(), |places, n| format!("{places}, ?{}", n + 2));
    let mut insert =
        rows.prepare(&format!("INSERT INTO rules (rowid, {columns}) VALUES ({places})")).expect("a statement");
    for (at, rule) in base.rules.iter().enumerate() {
        insert.raw_bind_parameter(1, i64::try_from(at).expect("a small number")).expect("a row id");
        for (n, field) in Searched::INDEXED.into_iter().enumerate() {
            insert.raw_bind_parameter(n + 2, base.text(rule, field)).expect("a text");
        }
        insert.raw_execute().expect("a row");
    }
    drop(insert);
    rows.commit().expect("a commit");
    connection.execute_batch("INSERT INTO rules (rules) VALUES ('optimize')").expect("one segment");
    connection
}

/// A text as an FTS5 query: any of its trigrams, each a quoted string.
#[must_use]
pub(crate) fn query(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let trigrams: BTreeSet<String> = letters.windows(3).map(|three| three.iter().collect()).collect();
    trigrams.iter().fold(String::new(), |mut query, trigram| {
        let or = if query.is_empty() { "" } else { " OR " };
        // Writing to a string does not fail.
        let _ = write!(query, "{or}\"{}\"", trigram.replace('"', "\"\""));
        query
    })
}
