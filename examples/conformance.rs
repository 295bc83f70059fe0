//! Writes the cases of the conformance suite as a table for programs in any language: a line for each case, with its
//! name, the file of its pack, the operation, what goes in and what has to come out, between tabs. No field holds a tab or a line end.
//!
//! ```sh
//! cargo run --example conformance > cases.tsv
//! ```

use std::io::Write as _;

#[allow(dead_code, reason = "the test of the suite uses the rest")]
#[path = "../tests/conformance/suite.rs"]
mod suite;

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for case in suite::cases() {
        let file = format!("{}.shindan", case.pack);
        let fields = [&case.id, &file, &case.operation, &case.input, &case.output];
        assert!(
            fields.iter().all(|field| !field.contains(['\t', '\n', '\r'])),
            "{} holds a tab or a line end",
            case.id
        );
        writeln!(out, "{}", fields.map(String::as_str).join("\t"))?;
    }
    Ok(())
}
