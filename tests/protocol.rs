//! Every JSON value that leaves the engine follows `schema/protocol.schema.json`.
#![cfg(feature = "fs")]

use serde_json::{Value, json};
use shindan::model::Strategy;
use shindan::{Limits, Query, Session, Start};

mod common;

use common::{CAORA, asked};

/// A validator for one of the protocol's shapes.
fn shape(name: &str) -> jsonschema::Validator {
    let text = include_str!("../schema/protocol.schema.json");
    let mut schema: Value = serde_json::from_str(text).unwrap();
    assert!(jsonschema::meta::validate(&schema).is_ok());
    schema.as_object_mut().unwrap().remove("anyOf");
    schema["$ref"] = json!(format!("#/$defs/{name}"));
    jsonschema::draft202012::options().build(&schema).unwrap()
}

fn follows(shape: &jsonschema::Validator, value: &impl serde::Serialize, what: &str) {
    let value = serde_json::to_value(value).unwrap();
    let errors: Vec<String> =
        shape.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path().as_str())).collect();
    assert!(errors.is_empty(), "{what}: {errors:#?}");
}

#[test]
fn answers_and_trees_follow_the_schema() {
    let knowledge = &*CAORA;
    let (answer, graph) = (shape("explanation"), shape("graph"));
    let pack = &knowledge.packs()[0];
    let roles = std::iter::once(None).chain(pack.manifest().roles.iter().map(|r| Some(r.id.clone())));
    for role in roles {
        for rule in &pack.model().unwrap().rules {
            for row in &rule.matches {
                let text = asked(row);
                let query = Query::new(text.as_str()).lang("en");
                let query = role.iter().fold(query, |query, role| query.role(role.as_str()));
                follows(&answer, &knowledge.explain(&query), &text);
                follows(&graph, &knowledge.tree(&query).unwrap(), &text);
            }
        }
    }
    for text in [
        "0x81000008",
        "FUJ905",
        "905 0x81000008",
        "FUJ999",
        "FUJ905 0x02000002",
        "901 0x12345678",
        "",
        "fuj905",
        "011 0x81000005 FUJIP55",
        "0x81000008 015 0x04000015 905",
    ] {
        follows(&answer, &knowledge.explain(&Query::new(text)), text);
    }
}

/// One way through each rule by each kind of reply, every turn and the transcript at the end.
#[test]
fn sessions_follow_the_schema_and_survive_storage() {
    let knowledge = &*CAORA;
    let (turn, value, transcript) = (shape("diagnosis"), shape("session"), shape("transcript"));
    let why_nots = shape("why_nots");
    for rule in &knowledge.packs()[0].model().unwrap().rules {
        for (choice, role) in [(0usize, "vendor"), (1, "reception"), (usize::MAX, "admin")] {
            let start = Start::new(rule.examples[0].as_str()).role(role);
            let mut session = knowledge.start(start).unwrap();
            loop {
                let now = knowledge.turn(&session).unwrap();
                follows(&turn, &now, &rule.id);
                follows(&value, &session, &rule.id);
                follows(&transcript, &knowledge.transcript(&session).unwrap(), &rule.id);
                follows(&why_nots, &json!({ "why_not": knowledge.other_steps(&session).unwrap() }), &rule.id);
                let stored = serde_json::to_string(&session).unwrap();
                assert_eq!(session, serde_json::from_str::<Session>(&stored).unwrap());
                let Some(reply) = now.turn.replies.get(choice.min(now.turn.replies.len().saturating_sub(1))) else {
                    break;
                };
                session = knowledge.reply(&session, &now.turn.step, &reply.id).unwrap();
            }
            let record = knowledge.transcript(&session).unwrap();
            follows(&transcript, &record, &rule.id);
            let is_open = record.outcome != Some(shindan::diagnose::Outcome::Resolved);
            assert_eq!((record.hand_over.is_some(), record.resume_code.is_some()), (is_open, is_open), "{}", rule.id);
        }
    }
}

#[test]
fn sessions_from_symptoms_follow_the_schema() {
    let (turn, value, transcript) = (shape("diagnosis"), shape("session"), shape("transcript"));
    let start = Start::new("カードを置いても何の反応もない").strategy(Strategy::Planned);
    let session = CAORA.start(start.clone()).unwrap();
    let named = CAORA.start(start.suspect("008-reader-not-connected", 80)).unwrap();
    for reply in [None, Some("dont_know"), Some("other")] {
        for session in [&session, &named] {
            let session = reply.map_or_else(|| session.clone(), |id| CAORA.reply(session, "which-rule", id).unwrap());
            follows(&turn, &CAORA.turn(&session).unwrap(), "symptoms");
            follows(&value, &session, "symptoms");
            follows(&transcript, &CAORA.transcript(&session).unwrap(), "symptoms");
            let stored = serde_json::to_string(&session).unwrap();
            assert_eq!(session, serde_json::from_str::<Session>(&stored).unwrap());
        }
    }
}

#[test]
fn resume_codes_follow_the_schema() {
    let session = CAORA.start(Start::new("FUJ905 0x02000001")).unwrap();
    follows(&shape("resume_code"), &CAORA.resume_code(&session).unwrap(), "FUJ905");
}

#[test]
fn diagnostics_follow_the_schema() {
    let report = shindan::check(&[shindan::Source::new("rules/a.yaml", "id: 1\nexampels: []\n")], &Limits::default());
    assert!(report.diagnostics.len() > 2);
    follows(&shape("check"), &json!({ "diagnostics": report.diagnostics }), "check");
}

/// What is stored and sent is never trusted: a damaged session is an error or a session, never a panic.
#[test]
fn damaged_sessions_are_errors() {
    let knowledge = &*CAORA;
    let session = knowledge.start(Start::new("FUJ905 0x02000001")).unwrap();
    let reply = |step: &str| json!({ "event": "reply", "step": step, "reply": "yes" });
    let mut stored = serde_json::to_value(&session).unwrap();
    stored["events"] = json!([{ "event": "back" }, reply("no-such-step"), reply("undo:x"), reply("confirm:x"), reply("consult:x"), reply(":")]);
    let damaged: Session = serde_json::from_value(stored.clone()).unwrap();
    assert!(!knowledge.turn(&damaged).unwrap().turn.notes.is_empty());
    stored["pack"]["id"] = json!("other");
    let foreign: Session = serde_json::from_value(stored).unwrap();
    assert_eq!(knowledge.turn(&foreign).unwrap_err().kind(), shindan::ErrorKind::BadSession);
    assert_eq!(knowledge.reply(&session, "end", "yes").unwrap_err().kind(), shindan::ErrorKind::IllegalReply);
    assert_eq!(knowledge.back(&session).unwrap_err().kind(), shindan::ErrorKind::NothingToTakeBack);
    assert_eq!(knowledge.start(Start::new("015").role("nurse")).unwrap_err().kind(), shindan::ErrorKind::UnknownRole);
    assert_eq!(
        knowledge.start(Start::new("015").fact("environment", "x")).unwrap_err().kind(),
        shindan::ErrorKind::UnknownFact
    );
}

/// What a host knows is not asked.
#[test]
fn supplied_facts_answer_their_checks() {
    let knowledge = &*CAORA;
    let asked = |start: Start| knowledge.turn(&knowledge.start(start).unwrap()).unwrap().turn.step;
    assert_eq!(asked(Start::new("FUJ905 0x02000001")), "fuj905-reader-not-found/remote-session");
    assert_eq!(
        asked(Start::new("FUJ905 0x02000001").fact("remote-session", "no")),
        "fuj905-reader-not-found/replug-reader"
    );
}
