//! Answers that cannot all hold are named, the weaker one is asked again, once, and what it is now counts.
#![cfg(feature = "fs")]

use std::collections::BTreeMap;

use serde_json::json;
use shindan::diagnose::{Event, StepKind, Turn};
use shindan::model::Strategy;
use shindan::render::{self, Names, Style};
use shindan::{KnowledgeBase, Session, Start};

mod common;

use common::{CAORA, asked, packs};

fn turn(knowledge: &KnowledgeBase, session: &Session) -> Turn {
    knowledge.turn(session).unwrap().turn
}

/// The session after these answers. A reply is taken by the step that it names, in whatever order.
fn answer(session: Session, answers: &[(&str, &str)]) -> Session {
    let reply = |(step, reply): &(&str, &str)| Event::Reply { step: (*step).to_owned(), reply: (*reply).to_owned() };
    Session { events: answers.iter().map(reply).collect(), ..session }
}

/// Of three causes, `two` excludes a, which `one` supports; `three` excludes b, and a mode that `one` tells c.
fn made() -> KnowledgeBase {
    let text = |words: &str| json!({ "en": words });
    let check = |id: &str, yes: serde_json::Value, no: serde_json::Value| {
        let mut answers = [json!({ "id": "yes" }), json!({ "id": "no" })];
        answers[0].as_object_mut().unwrap().extend(yes.as_object().unwrap().clone());
        answers[1].as_object_mut().unwrap().extend(no.as_object().unwrap().clone());
        json!({ "id": id, "ask": text(id), "role": "desk", "answers": answers })
    };
    let remedy = |id: &str, fixes: &str| json!({ "id": id, "role": "desk", "risk": "safe", "minutes": 1, "fixes": [fixes], "steps": [{ "text": text("do") }] });
    let rule = json!({
        "id": "rule", "matches": [{ "code": "E1", "row": "1" }],
        "causes": [
            { "id": "a", "text": text("a") }, { "id": "b", "text": text("b") },
            { "id": "c", "text": text("c"), "when": { "mode": ["m"] } },
        ],
        "checks": [
            check("two", json!({ "excludes": ["a"] }), json!({ "supports": ["a"] })),
            check("one", json!({ "supports": ["a"], "set": { "mode": "m" } }), json!({ "set": { "mode": "n" } })),
            check("three", json!({ "supports": ["b"] }), json!({ "excludes": ["b"] })),
        ],
        "remediation": [remedy("cure-a", "a"), remedy("cure-b", "b"), remedy("cure-c", "c")],
        "hand_over": { "to": ["maker"], "from": "remedy" }, "source": { "document": "book", "page": 1 }, "examples": ["E1"],
    });
    let model = json!({
        "pack": {
            "id": "made", "name": text("made"), "version": "1.0.0", "engine": "*", "languages": ["en"], "default_role": "desk",
            "roles": [{ "id": "desk", "name": text("desk"), "calls": "maker" }], "contacts": [{ "id": "maker", "name": text("maker") }],
            "help_desk": "maker", "documents": [{ "id": "book", "title": text("book"), "pages": 1 }],
            "facts": [{ "id": "mode", "name": text("Mode"), "values": [{ "id": "m", "name": text("M") }, { "id": "n", "name": text("N") }] }],
        },
        "codes": { "codes": [{ "code": "E1" }] }, "rules": [rule],
    });
    KnowledgeBase::from_model(serde_json::from_value(model).unwrap()).unwrap()
}

const BOTH: [Strategy; 2] = [Strategy::Authored, Strategy::Planned];

#[test]
fn the_answer_that_restores_more_is_asked_again_and_what_it_is_now_counts() {
    let knowledge = made();
    for strategy in BOTH {
        let session = knowledge.start(Start::new("E1").strategy(strategy)).unwrap();
        let session = answer(session, &[("rule/one", "yes"), ("rule/two", "yes")]);
        let asks = turn(&knowledge, &session);
        let named = asks.contradiction.clone().unwrap();
        assert_eq!(
            (asks.kind, asks.step.as_str()),
            (StepKind::Check, "rule/two"),
            "without `two`, a is possible again"
        );
        assert_eq!(named.asks.as_deref(), Some("rule/two"));
        let steps: Vec<&str> = [&named.first, &named.second].iter().map(|stated| stated.step.as_str()).collect();
        assert!(steps.contains(&"rule/one") && steps.contains(&"rule/two"), "{steps:?}");
        assert!(asks.why.text.contains("\"Yes\""), "{}", asks.why.text);

        // Another answer replaces it: a is possible, and its remedy comes.
        let other = knowledge.reply(&session, "rule/two", "no").unwrap();
        let after = turn(&knowledge, &other);
        assert!(after.contradiction.is_none());
        let record = knowledge.transcript(&other).unwrap();
        assert!(record.contradictions.is_empty() && record.open_causes.iter().any(|cause| cause.text == "a"));
        assert!(record.lines.last().unwrap().contradiction.is_some(), "the record says why it was asked again");

        // The same answer settles it: it stands, is named to the end and not asked again.
        let mut same = knowledge.reply(&session, "rule/two", "yes").unwrap();
        let record = knowledge.transcript(&same).unwrap();
        assert_eq!(record.contradictions.len(), 1);
        assert_eq!(record.contradictions[0].asks, None);
        while turn(&knowledge, &same).end.is_none() {
            let turn = turn(&knowledge, &same);
            assert!(turn.contradiction.is_none() && !["rule/one", "rule/two"].contains(&turn.step.as_str()));
            same = knowledge.reply(&same, &turn.step, &turn.replies.last().unwrap().id).unwrap();
        }
        assert_eq!(turn(&knowledge, &same).end.unwrap().contradictions.len(), 1);

        // Nobody knows: nothing is contradicted any more.
        let unknown = knowledge.reply(&session, "rule/two", "dont_know").unwrap();
        assert!(knowledge.transcript(&unknown).unwrap().contradictions.is_empty());
    }
}

#[test]
fn answers_that_leave_no_cause_are_asked_about_each_at_most_twice() {
    let knowledge = made();
    for strategy in BOTH {
        let session = knowledge.start(Start::new("E1").strategy(strategy)).unwrap();
        let session = answer(session, &[("rule/one", "no"), ("rule/two", "yes"), ("rule/three", "no")]);
        let first = turn(&knowledge, &session);
        assert!(first.contradiction.is_some(), "{strategy:?}: {}", first.step);
        // However it is answered, it ends, and nothing is asked a third time.
        for seed in 0..20_usize {
            let mut session = session.clone();
            let mut asked: BTreeMap<String, usize> =
                BTreeMap::from([("rule/one".to_owned(), 1), ("rule/two".to_owned(), 1), ("rule/three".to_owned(), 1)]);
            for at in 0.. {
                let turn = turn(&knowledge, &session);
                if turn.end.is_some() {
                    break;
                }
                let times = asked.entry(turn.step.clone()).or_default();
                *times += 1;
                assert!(*times < 3, "{} is asked again", turn.step);
                assert_eq!(turn.contradiction.is_some(), *times == 2, "{}", turn.step);
                let reply = &turn.replies[(seed * 7 + at * 3 + seed / 3) % turn.replies.len()];
                session = knowledge.reply(&session, &turn.step, &reply.id).unwrap();
            }
        }
    }
}

#[test]
fn what_the_host_knows_is_not_asked_again() {
    let knowledge = made();
    let session = knowledge.start(Start::new("E1").fact("two", "yes")).unwrap();
    let session = answer(session, &[("rule/one", "yes")]);
    let asks = turn(&knowledge, &session);
    assert_eq!(asks.step, "rule/one");
    let named = asks.contradiction.unwrap();
    assert!([&named.first, &named.second].iter().any(|stated| stated.step == "rule/two" && stated.known));

    // A fact that excludes a cause by its condition counts, too, and is called by its name.
    let session = knowledge.start(Start::new("E1").fact("mode", "n").fact("three", "no").fact("two", "no")).unwrap();
    let session = knowledge.supply(&session, BTreeMap::from([("one".to_owned(), "no".to_owned())])).unwrap();
    assert!(turn(&knowledge, &session).contradiction.is_none(), "a is possible");
    let session = knowledge.start(Start::new("E1").fact("mode", "n").fact("three", "no")).unwrap();
    let session = answer(session, &[("rule/two", "yes")]);
    let named = turn(&knowledge, &session).contradiction.unwrap();
    assert_eq!(named.asks.as_deref(), Some("rule/two"));

    // Between facts alone, it stands.
    let facts = [("mode", "n"), ("three", "no"), ("two", "yes")];
    let start = facts.into_iter().fold(Start::new("E1"), |start, (name, value)| start.fact(name, value));
    let session = knowledge.start(start).unwrap();
    assert!(turn(&knowledge, &session).contradiction.is_none());
    assert_eq!(knowledge.transcript(&session).unwrap().contradictions.len(), 1);
}

/// A remedy that did not help says nothing that an answer could contradict.
#[test]
fn a_failed_remedy_contradicts_nothing() {
    let knowledge = made();
    for strategy in BOTH {
        let mut session = knowledge.start(Start::new("E1").strategy(strategy)).unwrap();
        session = answer(session, &[("rule/one", "yes")]);
        while turn(&knowledge, &session).end.is_none() {
            let turn = turn(&knowledge, &session);
            assert!(turn.contradiction.is_none(), "{}", turn.step);
            let reply = if turn.kind == StepKind::Remedy { "not_fixed" } else { "dont_know" };
            session = knowledge.reply(&session, &turn.step, reply).unwrap();
        }
        assert!(knowledge.transcript(&session).unwrap().contradictions.is_empty());
    }
}

#[test]
fn going_back_and_the_resume_code_keep_it() {
    let knowledge = made();
    let session = knowledge.start(Start::new("E1")).unwrap();
    let asked = answer(session, &[("rule/one", "yes"), ("rule/two", "yes")]);
    for session in [&asked, &knowledge.reply(&asked, "rule/two", "yes").unwrap()] {
        let resumed = knowledge.resume(&knowledge.resume_code(session).unwrap()).unwrap();
        assert_eq!(turn(&knowledge, session), turn(&knowledge, &resumed));
        let records = [session, &resumed].map(|session| knowledge.transcript(session).unwrap().contradictions);
        assert_eq!(records[0], records[1]);
    }
    // The second answer taken back is asked again, for the same contradiction; the first one then, without one.
    let twice = knowledge.reply(&asked, "rule/two", "no").unwrap();
    let back = knowledge.back(&twice).unwrap();
    assert_eq!(turn(&knowledge, &back), turn(&knowledge, &asked));
    let further = knowledge.back(&back).unwrap();
    let turn = turn(&knowledge, &further);
    assert_eq!((turn.step.as_str(), turn.contradiction), ("rule/two", None));
}

/// Few rules of the packs have answers that can contradict each other; there it is asked about.
#[test]
fn what_can_contradict_in_the_packs() {
    let mut found: Vec<String> = Vec::new();
    for (_, knowledge) in packs() {
        let pack = &knowledge.packs()[0];
        for rule in &pack.model().unwrap().rules {
            let mut state = 7_u64;
            for _ in 0..60 {
                let role = &pack.manifest().roles.last().unwrap().id;
                let mut session = knowledge.start(Start::new(asked(&rule.matches[0])).role(role)).unwrap();
                for _ in 0..40 {
                    let turn = turn(knowledge, &session);
                    if turn.contradiction.is_some() && !found.contains(&rule.id) {
                        found.push(rule.id.clone());
                    }
                    let checks = matches!(turn.kind, StepKind::Check);
                    let count = turn.replies.len().saturating_sub(usize::from(checks && turn.replies.len() > 1));
                    if turn.end.is_some() {
                        break;
                    }
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                    let reply = &turn.replies[(state >> 33) as usize % count];
                    session = knowledge.reply(&session, &turn.step, &reply.id).unwrap();
                }
            }
        }
    }
    assert_eq!(found, ["905-login-failed", "fuj905-device-not-registered", "fuj905-duplicate-registration"]);
}

/// The real case: first said to be the first connection, then that an account was registered here before.
#[test]
fn two_answers_about_the_same_account() {
    let start = |lang: &str| Start::new("FUJ905 0x81000003").role("admin").lang(lang);
    let rule = "fuj905-device-not-registered";
    let [first, second] = ["first-or-switched", "account-set-up"].map(|check| format!("{rule}/{check}"));
    let answers = [(first.as_str(), "first"), (second.as_str(), "yes")];
    let mut pages = String::new();
    for lang in ["ja", "en"] {
        let names = Names::new(&CAORA, lang);
        let session = answer(CAORA.start(start(lang)).unwrap(), &answers);
        let diagnosis = CAORA.turn(&session).unwrap();
        assert_eq!(diagnosis.turn.step, second);
        pages.push_str(&render::turn(&diagnosis, &names, &Style::plain().with_width(80)));
        let same = CAORA.reply(&session, &second, "yes").unwrap();
        let record = CAORA.transcript(&same).unwrap();
        pages.push_str(&format!("\n{}\n", render::transcript(&record, &names, &Style::plain().with_width(80))));
    }
    // The hash changes with every edit of the pack.
    let pages = pages.replace(&CAORA.packs()[0].hash()[..12], "HASH");
    insta::assert_snapshot!("contradiction", pages);
}
