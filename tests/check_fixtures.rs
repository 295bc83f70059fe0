//! Every broken file under `fixtures/check`, and the message that its editor reads.
#![cfg(feature = "fs")]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use shindan::render::{DiagnosticStyle, diagnostic};
use shindan::{Code, Limits, Source};

fn fixtures() -> Vec<PathBuf> {
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/check");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

/// A folder is a whole pack; a single file is a rule of the clean base beside it.
fn sources(path: &Path) -> Vec<Source> {
    let limits = Limits::default();
    if path.is_dir() {
        return shindan::fs::read_dir(path, &limits).unwrap().0;
    }
    let base = path.parent().unwrap().parent().unwrap().join("base");
    let (mut sources, _) = shindan::fs::read_dir(&base, &limits).unwrap();
    let id = name(path).to_lowercase();
    sources.push(Source::new(format!("rules/{id}.yaml"), std::fs::read_to_string(path).unwrap()));
    sources
}

fn rendered(sources: &[Source]) -> (String, BTreeSet<Code>) {
    let report = shindan::check(sources, &Limits::default());
    let mut out = String::new();
    for found in &report.diagnostics {
        let text = sources.iter().find(|s| s.name == found.file).map_or("", |s| &s.text);
        writeln!(out, "{}\n", diagnostic(found, text, DiagnosticStyle::Plain).trim_end()).unwrap();
    }
    (out, report.diagnostics.iter().map(|d| d.code).collect())
}

#[test]
fn the_clean_base_is_clean() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/base");
    let (sources, _) = shindan::fs::read_dir(&base, &Limits::default()).unwrap();
    assert_eq!(rendered(&sources).0, "");
}

#[test]
fn every_fixture_raises_its_code_and_reads_well() {
    for path in fixtures() {
        let name = name(&path);
        let sources = sources(&path);
        let (text, codes) = rendered(&sources);
        let wanted = Code::ALL
            .iter()
            .find(|code| name.starts_with(code.as_str()))
            .unwrap_or_else(|| panic!("{name} names no code"));
        assert!(codes.contains(wanted), "{name} raises {codes:?}\n{text}");
        let written = if path.is_dir() { String::new() } else { std::fs::read_to_string(&path).unwrap() };
        insta::with_settings!({ description => written, omit_expression => true, prepend_module_to_snapshot => false, snapshot_path => "snapshots/check" }, {
            insta::assert_snapshot!(name, text);
        });
    }
}

/// Codes that no UTF-8 file of reasonable size can show, and why.
const NO_FIXTURE: [(&str, &str); 5] = [
    ("SD0105", "needs a file over the size limit; tests/limits.rs makes one"),
    ("SD0107", "needs a file over the node limit; tests/limits.rs makes one"),
    ("SD0110", "is about bytes that are not UTF-8; tests/limits.rs writes them"),
    ("SD0208", "stands for keywords that the schemas do not use"),
    ("SD0703", "needs a file that cannot be read"),
];

#[test]
fn every_code_has_a_fixture() {
    let names: Vec<String> = fixtures().iter().map(|path| name(path)).collect();
    for code in Code::ALL {
        let excused = NO_FIXTURE.iter().any(|(excused, _)| *excused == code.as_str());
        let shown = names.iter().any(|name| name.starts_with(code.as_str()));
        assert!(shown != excused, "{code}: fixture {shown}, excused {excused}");
    }
}

/// Messages start in lower case, name what is wrong, and do not end in a full stop.
#[test]
fn messages_follow_one_form() {
    for path in fixtures() {
        for found in shindan::check(&sources(&path), &Limits::default()).diagnostics {
            let first = found.message.chars().next().unwrap();
            assert!(!first.is_uppercase() && !found.message.ends_with('.'), "{}: {}", name(&path), found.message);
            assert!(found.help.is_some(), "{} has no help: {}", name(&path), found.message);
        }
    }
}
