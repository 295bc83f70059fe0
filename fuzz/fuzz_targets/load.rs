//! Any bytes as a rule of a pack: the answer is a list of problems whose places lie in the file, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shindan::{Limits, Source, check, render};

const PACK: &str = include_str!("../../knowledge/caora/pack.yaml");
const CODES: &str = include_str!("../../knowledge/caora/codes.yaml");

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let sources = [
        Source::new("pack.yaml", PACK),
        Source::new("codes.yaml", CODES),
        Source::new("rules/rule.yaml", text.as_ref()),
    ];
    let report = check(&sources, &Limits::default());
    for d in report.diagnostics.iter().take(5) {
        let text = sources.iter().find(|source| source.name == d.file).map_or("", |source| source.text.as_str());
        assert!(text.get(d.span.start..d.span.end).is_some(), "{d:#?}");
        assert!(render::diagnostic(d, text, render::DiagnosticStyle::Plain).contains(d.code.as_str()));
    }
});
