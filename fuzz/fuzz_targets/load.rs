//! Any bytes as a rule of a pack: the answer is a list of problems whose places lie in the file, never a panic.
#![no_main]

use libfuzzer_sys::fuzz_target;
use shindan::{Limits, Source, check, render};

const PACK: &str = include_str!("../../knowledge/caora/pack.yaml");
const CODES: &str = include_str!("../../knowledge/caora/codes.yaml");

fuzz_target!(|bytes: &[u8]| {
    let rule = Source::new("rules/rule.yaml", String::from_utf8_lossy(bytes));
    let mut sources = vec![rule.clone()];
    let mut report = check(&sources, &Limits::default());
    // The rest of the pack is read only with a rule that is right on its own: it takes far longer than the rule.
    if report.diagnostics.iter().all(|d| d.file != rule.name) {
        sources.extend([Source::new("pack.yaml", PACK), Source::new("codes.yaml", CODES)]);
        report = check(&sources, &Limits::default());
    }
    for d in report.diagnostics.iter().take(5) {
        let text = sources.iter().find(|source| source.name == d.file).map_or("", |source| source.text.as_str());
        assert!(text.get(d.span.start..d.span.end).is_some(), "{d:#?}");
        assert!(render::diagnostic(d, text, render::DiagnosticStyle::Plain).contains(d.code.as_str()));
    }
});
