//! Lookup by SQLite: in memory, code and detail the primary key of a table without row ids, one prepared statement.

use rusqlite::Connection;

use shindan_benches::generate::Base;

/// The statement of a look-up, for [`Connection::prepare`].
pub(crate) const LOOK_UP: &str = "SELECT rule FROM rules WHERE code = ?1 AND detail = ?2";

/// The table of the pairs of a base, each with the position of its rule.
#[must_use]
pub(crate) fn table(base: &Base) -> Connection {
    let mut connection = Connection::open_in_memory().expect("memory");
    connection
        .execute_batch(
            "CREATE TABLE rules (code TEXT NOT NULL, detail TEXT NOT NULL, rule INTEGER NOT NULL,
             PRIMARY KEY (code, detail)) WITHOUT ROWID",
        )
        .expect("a table");
    let rows = connection.transaction().expect("a transaction");
    let mut insert = rows.prepare("INSERT INTO rules VALUES (?1, ?2, ?3)").expect("a statement");
    for (rule, (code, detail)) in base.pairs().enumerate() {
        insert.execute((code, detail, i64::try_from(rule).expect("a small number"))).expect("each pair stands once");
    }
    drop(insert);
    rows.commit().expect("a commit");
    connection.execute_batch("ANALYZE").expect("statistics");
    connection
}
