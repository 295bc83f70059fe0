//! The conformance suite, run by Rust: what comes out is the same, byte for byte, and follows the schemas.
//!
//! `UPDATE=1 cargo test --test conformance` writes what comes out into the files of cases; read what changed before keeping it.

#[path = "conformance/suite.rs"]
mod suite;

use std::collections::BTreeSet;

use serde_json::{Value, json};
use shindan::{ErrorKind, protocol};
use suite::Case;

fn schema(name: &str) -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema");
    serde_json::from_str(&std::fs::read_to_string(format!("{path}/{name}.schema.json")).unwrap()).unwrap()
}

/// A validator for a shape of a schema.
fn shape(schema: &Value, name: &str) -> jsonschema::Validator {
    let mut schema = schema.clone();
    schema.as_object_mut().unwrap().remove("anyOf");
    schema["$ref"] = json!(format!("#/$defs/{name}"));
    jsonschema::draft202012::options().build(&schema).unwrap()
}

/// The shape of what an operation gives.
fn given(operation: &str) -> &str {
    match operation {
        "explain" => "explanation",
        "scan" => "scanned",
        "tree" => "graph",
        "plan" => "whole_plan",
        "start" | "turn" | "reply" | "back" | "add_code" | "supply" | "change_role" | "change_language" | "resume" => {
            "diagnosis"
        }
        "why_not" => "why_nots",
        "resume_code" => "resume_code_of",
        other => other,
    }
}

fn written(cases: &[Case]) -> String {
    let mut text = String::new();
    for case in cases {
        let quoted = |text: &str| format!("'{}'", text.replace('\'', "''"));
        text.push_str(&format!("- id: {}\n  note: {}\n", case.id, quoted(&case.note)));
        text.push_str(&format!("  pack: {}\n  operation: {}\n", case.pack, quoted(&case.operation)));
        text.push_str(&format!("  input: {}\n", case.input));
        case.session.iter().for_each(|of| text.push_str(&format!("  session: {of}\n")));
        case.resume_code.iter().for_each(|of| text.push_str(&format!("  resume_code: {of}\n")));
        text.push_str(&format!("  output: {}\n", quoted(&case.output)));
    }
    text
}

#[test]
fn every_case_gives_the_same_bytes() {
    let packs = suite::packs();
    let files: Vec<_> = suite::files().into_iter().map(|path| (suite::read(&path), path)).collect();
    let all: Vec<Case> = files.iter().flat_map(|(cases, _)| cases.clone()).collect();
    let ids: BTreeSet<&String> = all.iter().map(|case| &case.id).collect();
    assert_eq!(ids.len(), all.len(), "a name is given twice");
    assert!(all.len() >= 300, "{} cases", all.len());
    let run = suite::resolve(&all, |case, input| suite::answer(&packs[&case.pack], &case.operation, input));
    if std::env::var_os("UPDATE").is_some() {
        let mut outputs = run.iter().map(|one| &one.output);
        for (mut cases, path) in files {
            cases.iter_mut().for_each(|case| case.output.clone_from(outputs.next().unwrap()));
            std::fs::write(path, written(&cases)).unwrap();
        }
        return;
    }
    let differs: Vec<String> = all
        .iter()
        .zip(&run)
        .filter(|(case, run)| case.output != run.output)
        .map(|(case, run)| format!("{}:\n  wanted {}\n  got    {}", case.id, case.output, run.output))
        .collect();
    assert!(differs.is_empty(), "{}", differs.join("\n"));
}

#[test]
fn every_case_follows_the_schemas() {
    let (request, answer) = (schema("request"), schema("protocol"));
    let error = shape(&answer, "error");
    let follows = |shape: &jsonschema::Validator, value: &Value| {
        shape.iter_errors(value).map(|e| format!("{}: {e}", e.instance_path().as_str())).collect::<Vec<_>>()
    };
    for case in suite::cases() {
        let output: Value = serde_json::from_str(&case.output).unwrap();
        let kind = output["error"]["kind"].as_str();
        if kind.is_some() {
            assert_eq!(follows(&error, &output), [""; 0], "{}", case.id);
        } else {
            assert_eq!(follows(&shape(&answer, given(&case.operation)), &output), [""; 0], "{}", case.id);
        }
        // The schema of requests refuses what the engine cannot read, and nothing else. It does not see a field that is given twice, nor what
        // forms a page has.
        let input: Option<Value> = serde_json::from_str(&case.input).ok();
        let input = input.filter(|input| {
            let same = serde_json::to_string(input).is_ok_and(|text| text == case.input);
            same && case.operation != "page"
        });
        if let Some(input) = input.filter(|_| protocol::OPERATIONS.contains(&case.operation.as_str())) {
            let is_request = shape(&request, &case.operation).is_valid(&input);
            assert_eq!(is_request, kind != Some(ErrorKind::BadRequest.name()), "{}", case.id);
        }
    }
}

#[test]
fn every_operation_level_and_error_has_a_case() {
    let cases = suite::cases();
    let values: Vec<Value> = cases.iter().map(|case| serde_json::from_str(&case.output).unwrap()).collect();
    let operations: BTreeSet<&str> = cases.iter().map(|case| case.operation.as_str()).collect();
    for operation in protocol::OPERATIONS {
        assert!(operations.contains(operation), "no case of {operation}");
    }
    let at = |pointer: &str| -> BTreeSet<String> {
        values.iter().filter_map(|value| Some(value.pointer(pointer)?.as_str()?.to_owned())).collect()
    };
    let answer = schema("protocol");
    for level in answer["$defs"]["level"]["enum"].as_array().unwrap() {
        assert!(at("/match/level").contains(level.as_str().unwrap()), "no case of the level {level}");
    }
    // Those that an operation on a loaded pack can give.
    for kind in [
        "unknown_operation",
        "bad_request",
        "unknown_rule",
        "unknown_role",
        "unknown_fact",
        "cannot_start",
        "illegal_reply",
        "nothing_to_take_back",
        "bad_session",
        "bad_model",
        "unknown_step",
        "not_resume_code",
        "mistyped_resume_code",
        "not_confirmed",
    ] {
        assert!(at("/error/kind").contains(kind), "no case of the error {kind}");
    }
}

/// Many threads ask one knowledge base.
#[test]
fn threads_get_the_same_bytes() {
    let (packs, cases) = (suite::packs(), suite::cases());
    std::thread::scope(|scope| {
        for first in 0..4 {
            let (packs, cases) = (&packs, &cases);
            scope.spawn(move || {
                for case in cases.iter().cycle().skip(first * cases.len() / 4).take(cases.len()) {
                    let got = suite::answer(&packs[&case.pack], &case.operation, &case.input);
                    assert_eq!(got, case.output, "{}", case.id);
                }
            });
        }
    });
}
