//! With `--format json`, standard output is one value of the protocol's schema, whatever the exit code.

mod common;

use common::{Run, piped, run};
use serde_json::Value;

struct Protocol(jsonschema::Validator);

impl Protocol {
    fn read() -> Self {
        let path = common::repository().join("schema/protocol.schema.json");
        let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        Self(jsonschema::validator_for(&schema).unwrap())
    }

    #[track_caller]
    fn holds(&self, run: &Run) {
        let value = run.json();
        let problems: Vec<String> = self.0.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(problems.is_empty(), "{problems:#?}\n{value:#}");
        assert_eq!(run.out.lines().count(), 1, "{run:?}");
        assert_eq!(run.err, "", "{run:?}");
    }
}

#[test]
fn every_command_speaks_the_protocol() {
    let protocol = Protocol::read();
    for arguments in [
        &["explain", "FUJ905", "0x02000001"][..],
        &["explain", "015", "--role", "reception", "--lang", "en"],
        &["explain", "0x81000008"],
        &["explain", "0x81000008", "011", "0x81000005", "FUJIP55"],
        &["explain", "FUJ905", "0x02000002"],
        &["explain", "FUJ999"],
        &["explain"],
        &["explain", "011", "--role", "nobody"],
        &["explain", "011", "--lang", "fr"],
        &["explain", "011", "--fact", "x=y"],
        &["explain", "011", "--knowledge", "no/such"],
        &["explain", "顔が写らない"],
        &["search", "顔が写らない"],
        &["search", "--lang", "en", "the camera does not see my face"],
        &["search", "FUJ905", "リモート"],
        &["search", "今日の天気"],
        &["eval", "knowledge/caora", "--set", "tuning", "--thresholds"],
        &["eval", "knowledge/caora", "--set", "nothing"],
        &["diagnose", "001"],
        &["diagnose", "015", "--lang", "en"],
        &["diagnose", "FUJ999"],
        &["diagnose", "001", "--why-not"],
        &["diagnose", "001", "--strategy", "planned", "--why-not", "restart-caora"],
        &["diagnose", "001", "--why-not", "nothing"],
        &["diagnose"],
        &["diagnose", "--reply", "yes"],
        &["diagnose", "--session", "no/such.json", "--reply", "yes"],
        &["tree", "011-network"],
        &["tree", "015", "--role", "reception"],
        &["tree", "FUJ905"],
        &["tree", "xyz"],
        &["plan", "tests/plan/instances/sacso-06x02.json"],
        &["plan", "tests/plan/instances/sacso-10x10.json", "--mode", "requires", "--no-search"],
        &["plan", "no/such.json"],
        &["plan", "README.md"],
        &["learn", "no/such.jsonl"],
        &["learn", "/dev/null"],
        &["check"],
        &["check", "no/such"],
        &["check", "tests/fixtures/check/SD0701"],
        &["check", "--explain", "SD0201"],
        &["check", "--explain", "SD9999"],
        &["list"],
        &["list", "015"],
        &["build", "knowledge/smtp", "-o", "/dev/null/no"],
        &["build", "tests/fixtures/check/SD0701"],
        &["build", "no/such"],
        &["key", "show", "README.md"],
        &["key"],
        &["sign", "README.md", "--key", "no/such"],
        &["verify", "README.md"],
        &["verify", "no/such"],
        &["diff", "tests/fixtures/release/base", "tests/fixtures/release/base"],
        &["diff", "tests/fixtures/release/base", "tests/fixtures/base"],
        &["diff", "no/such", "knowledge/smtp"],
        &["release", "check", "tests/fixtures/base", "--base", "tests/fixtures/release/base"],
        &["release", "check", "tests/fixtures/base"],
        &["snapshot", "tests/fixtures/base", "--check", "--output", "no/such/pages"],
        &["release", "notes", "no/such", "--base", "no/such"],
        &["scan"],
        &["scan", "--summary"],
        &["scan", "cli"],
        &["scan", "no/such"],
        &["--version"],
        &["--help"],
        &["list", "--help"],
        &["lst"],
        &[],
    ] {
        let with_format: Vec<&str> = arguments.iter().chain(&["--format", "json"]).copied().collect();
        protocol.holds(&run(&with_format));
    }
}

#[test]
fn what_is_built_and_signed_does() {
    let protocol = Protocol::read();
    let dir = tempfile::tempdir().unwrap();
    let path = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
    let (file, key) = (path("smtp.shindan"), path("release"));
    let (secret, public) = (path("release.key"), path("release.pub"));
    for arguments in [
        &["build", "knowledge/smtp", "-o", &file][..],
        &["key", "new", &key, "--no-password"],
        &["key", "show", &public],
        &["verify", &file],
        &["sign", &file, "--key", &secret],
        &["verify", &file, "--key", &public],
    ] {
        let with_format: Vec<&str> = arguments.iter().chain(&["--format", "json"]).copied().collect();
        protocol.holds(&run(&with_format).ok());
    }
}

#[test]
fn every_turn_of_a_session_does() {
    let protocol = Protocol::read();
    let mut turn = run(&["diagnose", "015", "0x04000015", "--format", "json"]).ok();
    let mut turns = 0;
    while let Some(reply) = turn.json()["turn"]["replies"][0]["id"].as_str() {
        protocol.holds(&turn);
        let next = ["diagnose", "--session", "-", "--reply", reply, "--confirmed", "--format", "json"];
        turn = piped(&next, turn.out.as_bytes()).ok();
        turns += 1;
    }
    protocol.holds(&turn);
    assert!(turns >= 4, "{turns}");
    protocol.holds(&piped(&["diagnose", "--session", "-", "--format", "json"], b"{}").exits(3));
}
