//! Check a file as an editor would see it: what is wrong, where, and what to write instead.

use shindan::render::{DiagnosticStyle, diagnostic};
use shindan::{Limits, Source};

fn main() {
    let rule = Source::new("rules/lamp.yaml", "id: lamp\nmatches:\n  - code: 0x02000001\nexampels: [\"0x02000001\"]\n");
    let report = shindan::check(std::slice::from_ref(&rule), &Limits::default());
    for found in report.diagnostics.iter().filter(|found| found.file == rule.name) {
        println!("{}", diagnostic(found, &rule.text, DiagnosticStyle::Plain));
    }
}
