//! `docs/diagnostics.md` is written from the registry of codes.

use std::fmt::Write as _;
use std::path::Path;

use shindan::Code;

const STAGES: [(&str, &str); 7] = [
    ("SD01", "Reading the text"),
    ("SD02", "Holding it against the schema"),
    ("SD03", "References"),
    ("SD04", "What a rule answers"),
    ("SD05", "Safety and print"),
    ("SD06", "Texts and translations"),
    ("SD07", "The pack as a whole"),
];

fn page() -> String {
    let mut page = "# Diagnostics\n\nWritten from `src/diagnostic/code.rs` by `UPDATE=1 cargo test --test diagnostics`; do not edit by hand.\n\
        A code is never given to another problem. Errors keep a pack from loading; warnings ask somebody to look.\n"
        .to_owned();
    for (prefix, title) in STAGES {
        write!(page, "\n## {prefix}xx: {title}\n\n| code | severity | name | why it matters |\n|---|---|---|---|\n")
            .unwrap();
        for code in Code::ALL.iter().filter(|code| code.as_str().starts_with(prefix)) {
            writeln!(page, "| {code} | {} | {} | {} |", code.severity(), code.name(), code.why()).unwrap();
        }
    }
    page
}

#[test]
fn the_page_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, page()).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(written == page(), "docs/diagnostics.md is out of date; run `UPDATE=1 cargo test --test diagnostics`");
}

#[test]
fn codes_are_in_order_and_named_once() {
    let codes: Vec<&str> = Code::ALL.iter().map(|code| code.as_str()).collect();
    assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
    let mut names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), Code::ALL.len());
    for code in Code::ALL {
        assert!(code.name().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{code}");
        assert!(code.why().ends_with('.'), "{code}");
        assert!(STAGES.iter().any(|(prefix, _)| code.as_str().starts_with(prefix)), "{code}");
    }
}
