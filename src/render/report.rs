//! Diagnostics for the programs that builds hand them to: SARIF, the annotations of GitHub, JUnit.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::markup::escaped;
use crate::{Code, Diagnostic, Severity};

/// Diagnostics as a SARIF 2.1.0 log: every diagnostic that there is as a rule, and those that were found as results, with the
/// replacements that mend them. Columns count characters.
///
/// ```
/// use shindan::{Code, Diagnostic, Span, render};
///
/// let found = Diagnostic::new(Code::DuplicateKey, "rules/a.yaml", "id: a\nid: b\n", Span::new(6, 8), "duplicate key `id`");
/// let log: serde_json::Value = serde_json::from_str(&render::diagnostics_sarif(&[found])).unwrap();
/// assert_eq!(log.pointer("/runs/0/results/0/ruleId").unwrap(), "SD0103");
/// ```
#[must_use]
pub fn diagnostics_sarif(found: &[Diagnostic]) -> String {
    let rule = |code: &Code| {
        json!({
            "id": code.as_str(),
            "name": code.name(),
            "shortDescription": { "text": code.name().replace('-', " ") },
            "fullDescription": { "text": code.why() },
            "defaultConfiguration": { "level": code.severity().to_string() },
        })
    };
    let rules: Vec<Value> = Code::ALL.iter().map(rule).collect();
    let driver = json!({ "name": "shindan", "semanticVersion": env!("CARGO_PKG_VERSION"), "rules": rules });
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": driver },
            "columnKind": "unicodeCodePoints",
            "results": found.iter().map(result).collect::<Vec<_>>(),
        }],
    });
    log.to_string()
}

fn result(found: &Diagnostic) -> Value {
    let mut region = bytes(found.span);
    if let Some(fields) = region.as_object_mut() {
        fields.insert("startLine".to_owned(), found.line.into());
        fields.insert("startColumn".to_owned(), found.column.into());
    }
    let place = |file: &str, region: Value| json!({ "artifactLocation": { "uri": uri(file) }, "region": region });
    let mut result = json!({
        "ruleId": found.code.as_str(),
        "ruleIndex": Code::ALL.iter().position(|code| *code == found.code),
        "level": found.severity.to_string(),
        "message": { "text": sentence(found) },
        "locations": [{ "physicalLocation": place(&found.file, region) }],
    });
    let related = |label: &crate::Label| json!({ "message": { "text": label.text }, "physicalLocation": place(&label.file, bytes(label.span)) });
    if let Some(fields) = result.as_object_mut() {
        if !found.labels.is_empty() {
            let places = found.labels.iter().map(related).collect::<Vec<_>>();
            fields.insert("relatedLocations".to_owned(), places.into());
        }
        if let Some(fix) = &found.fix {
            let replaced = json!({ "deletedRegion": bytes(fix.span), "insertedContent": { "text": fix.replacement } });
            let change = json!({ "artifactLocation": { "uri": uri(&found.file) }, "replacements": [replaced] });
            fields.insert("fixes".to_owned(), json!([{ "artifactChanges": [change] }]));
        }
    }
    result
}

fn bytes(span: crate::Span) -> Value {
    json!({ "byteOffset": span.start, "byteLength": span.end.saturating_sub(span.start) })
}

/// What is wrong, and what to write instead.
fn sentence(found: &Diagnostic) -> String {
    match &found.help {
        Some(help) => format!("{}; {help}", found.message),
        None => found.message.clone(),
    }
}

/// A path as a relative URI: bytes that have a meaning there are written as `%XX`.
fn uri(path: &str) -> String {
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte);
    path.bytes().map(|byte| if kept(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Diagnostics as the workflow commands that GitHub shows beside the lines of a change: a line each.
///
/// ```
/// use shindan::{Code, Diagnostic, Span, render};
///
/// let found = Diagnostic::new(Code::DuplicateKey, "rules/a.yaml", "id: a\nid: b\n", Span::new(6, 8), "duplicate key `id`");
/// assert_eq!(
///     render::diagnostics_github(&[found]),
///     "::error file=rules/a.yaml,line=2,col=1,title=SD0103 duplicate-key::duplicate key `id`\n"
/// );
/// ```
#[must_use]
pub fn diagnostics_github(found: &[Diagnostic]) -> String {
    let plain = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| plain(text).replace(':', "%3A").replace(',', "%2C");
    let line = |one: &Diagnostic| {
        let (file, message) = (property(&one.file), plain(&sentence(one)));
        let place = format!("file={file},line={},col={}", one.line, one.column);
        format!("::{} {place},title={} {}::{message}\n", one.severity, one.code, one.code.name())
    };
    found.iter().map(line).collect()
}

/// Diagnostics as a JUnit report: a test case for each of `files`, which fails where the file has an error, or a warning if
/// `deny_warnings`. Other warnings stand in its output.
///
/// ```
/// let report = shindan::render::diagnostics_junit(&["rules/a.yaml"], &[], false);
/// assert!(report.contains(r#"<testcase classname="shindan check" name="rules/a.yaml"/>"#));
/// ```
#[must_use]
pub fn diagnostics_junit(files: &[&str], found: &[Diagnostic], deny_warnings: bool) -> String {
    let fails = |one: &&&Diagnostic| deny_warnings || one.severity == Severity::Error;
    // A file that cannot be read has diagnostics and is none of the files.
    let mut cases: BTreeMap<&str, Vec<&Diagnostic>> = files.iter().map(|name| (*name, Vec::new())).collect();
    for one in found {
        cases.entry(&one.file).or_default().push(one);
    }
    let failed = cases.values().filter(|here| here.iter().any(|one| fails(&one))).count();
    let counts = format!(r#"tests="{}" failures="{failed}""#, cases.len());
    let mut report = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites {counts}>\n");
    report.push_str(&format!("  <testsuite name=\"shindan check\" {counts}>\n"));
    for (name, here) in cases {
        let (failures, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) = here.iter().partition(|one| fails(one));
        let first = failures.first().map(|first| {
            let (kind, message) = (first.code, escaped(&first.message));
            format!("<failure type=\"{kind}\" message=\"{message}\">{}</failure>", lines(&failures))
        });
        let others = (!others.is_empty()).then(|| format!("<system-out>{}</system-out>", lines(&others)));
        let inside: String = first.into_iter().chain(others).map(|one| format!("      {one}\n")).collect();
        report.push_str(&format!("    <testcase classname=\"shindan check\" name=\"{}\"", escaped(name)));
        report.push_str(&if inside.is_empty() { "/>\n".to_owned() } else { format!(">\n{inside}    </testcase>\n") });
    }
    report.push_str("  </testsuite>\n</testsuites>\n");
    report
}

/// A line of text for each diagnostic.
fn lines(found: &[&Diagnostic]) -> String {
    let line = |one: &&Diagnostic| {
        let help = one.help.as_ref().map(|help| format!("; {help}")).unwrap_or_default();
        escaped(&format!("{one}{help}"))
    };
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}
