//! Diagnostics in the forms that builds read: each form says what the diagnostics say.
#![cfg(feature = "fs")]

use std::path::Path;

use serde_json::Value;
use shindan::{Diagnostic, Limits, Severity, Source, render};

/// What is found in the small pack with each of the fixtures beside it, as the file of a rule whose name needs care.
fn found() -> Vec<Diagnostic> {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let (base, unreadable) = shindan::fs::read_dir(&fixtures.join("base"), &Limits::default()).unwrap();
    assert!(unreadable.is_empty());
    let mut all = Vec::new();
    let mut names: Vec<_> = std::fs::read_dir(fixtures.join("check")).unwrap().map(|e| e.unwrap().path()).collect();
    names.sort();
    for path in names.iter().filter(|path| path.extension().is_some_and(|ending| ending == "yaml")) {
        let name = format!("rules/5% of {},診断.yaml", path.file_stem().unwrap().to_str().unwrap());
        let rule = Source::new(name, std::fs::read_to_string(path).unwrap());
        let files: Vec<Source> = base.iter().cloned().chain([rule]).collect();
        all.extend(shindan::check(&files, &Limits::default()).diagnostics);
    }
    assert!(all.len() > 60 && all.iter().any(|one| one.fix.is_some()) && all.iter().any(|one| !one.labels.is_empty()));
    all
}

/// The path that a URI stands for; a URI has only some characters as they are.
fn decoded(uri: &str) -> String {
    assert!(uri.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-._~%".contains(&byte)), "{uri}");
    let mut parts = uri.split('%');
    let mut bytes = parts.next().unwrap().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).unwrap()
}

#[test]
fn sarif_names_each_rule_and_place() {
    let found = found();
    let log: Value = serde_json::from_str(&render::diagnostics_sarif(&found)).unwrap();
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), found.len());
    for (result, one) in results.iter().zip(&found) {
        let rule = &rules[usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap()];
        assert_eq!((&rule["id"], rule["id"].as_str()), (&result["ruleId"], Some(one.code.as_str())));
        assert_eq!(result["level"], one.severity.to_string());
        let place = &result["locations"][0]["physicalLocation"];
        let uri = place["artifactLocation"]["uri"].as_str().unwrap();
        assert_eq!(decoded(uri), one.file);
        assert_eq!(place["region"]["startLine"], one.line);
        assert_eq!(place["region"]["byteLength"], one.span.end - one.span.start);
        assert_eq!(result["relatedLocations"].as_array().map_or(0, Vec::len), one.labels.len());
        let replaced = result.pointer("/fixes/0/artifactChanges/0/replacements/0/insertedContent/text");
        assert_eq!(replaced.and_then(Value::as_str), one.fix.as_ref().map(|fix| fix.replacement.as_str()));
    }
}

#[test]
fn annotations_are_a_line_each() {
    let found = found();
    let text = render::diagnostics_github(&found);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), found.len());
    for (line, one) in lines.iter().zip(&found) {
        let (properties, message) = line.strip_prefix("::").unwrap().split_once("::").unwrap();
        let (level, properties) = properties.split_once(' ').unwrap();
        assert_eq!(level, one.severity.to_string());
        let values: Vec<(&str, &str)> = properties.split(',').map(|one| one.split_once('=').unwrap()).collect();
        let names: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["file", "line", "col", "title"], "{line}");
        let plain = |text: &str| text.replace("%3A", ":").replace("%2C", ",").replace("%0A", "\n").replace("%25", "%");
        assert_eq!(plain(values[0].1), one.file);
        assert!(plain(message).starts_with(&one.message), "{line}");
    }
}

#[test]
fn junit_counts_files_and_fails_what_has_errors() {
    let found = found();
    let files = ["pack.yaml", "rules/one&only.yaml"];
    let mut failures = Vec::new();
    for deny_warnings in [false, true] {
        let text = render::diagnostics_junit(&files, &found, deny_warnings);
        let report = roxmltree::Document::parse(&text).unwrap();
        let cases: Vec<_> = report.descendants().filter(|node| node.has_tag_name("testcase")).collect();
        let counted: usize = report.root_element().attribute("tests").unwrap().parse().unwrap();
        assert_eq!(cases.len(), counted);
        let fails =
            |name: &str| found.iter().any(|d| d.file == name && (deny_warnings || d.severity == Severity::Error));
        for case in &cases {
            let failure = case.children().find(|node| node.has_tag_name("failure"));
            assert_eq!(failure.is_some(), fails(case.attribute("name").unwrap()), "{case:?}");
        }
        assert!(cases.iter().any(|case| case.attribute("name") == Some("rules/one&only.yaml") && !case.has_children()));
        let words: String = report.descendants().filter_map(|node| node.text()).collect();
        for one in &found {
            assert!(words.contains(&format!("[{}]", one.code)), "{one}");
        }
        failures.push(report.root_element().attribute("failures").unwrap().to_owned());
    }
    assert_ne!(failures[0], failures[1]);
}
