//! Sessions that begin with what somebody sees, in the planned order: which rule is meant is told apart before anything is done.
#![cfg(feature = "fs")]

use std::collections::BTreeMap;

use serde_json::{Value, json};
use shindan::diagnose::{Outcome, StepKind, Turn};
use shindan::learn::Closing;
use shindan::model::{Risk, Strategy};
use shindan::render::{self, Names, Style};
use shindan::{ErrorKind, KnowledgeBase, Session, Start};

mod common;

use common::{CAORA, SMTP, asked};

const QUESTION: &str = "which-rule";

/// What people said, from the questions that the search was tuned on.
fn described() -> Vec<String> {
    let files =
        ["tuning", "tuning-2"].map(|file| format!("{}/knowledge/caora/eval/{file}.yaml", env!("CARGO_MANIFEST_DIR")));
    let texts = files.map(|path| std::fs::read_to_string(path).unwrap()).join("\n");
    let texts = texts.lines().filter_map(|line| line.split_once("text: \"")?.1.split_once("\", lang"));
    texts.map(|(text, _)| text.to_owned()).collect()
}

fn planned(text: &str) -> Start {
    Start::new(text).strategy(Strategy::Planned)
}

fn turn(knowledge: &KnowledgeBase, session: &Session) -> Turn {
    knowledge.turn(session).unwrap().turn
}

fn replies(turn: &Turn) -> Vec<&str> {
    turn.replies.iter().map(|reply| reply.id.as_str()).collect()
}

/// Sessions that begin with one of these texts, every so many.
fn begun(every: usize) -> impl Iterator<Item = (String, Session)> {
    let texts = described().into_iter().step_by(every);
    let begun = texts.map(|text| (text.clone(), CAORA.start(planned(&text).role("admin")).unwrap()));
    begun.filter(|(_, session)| turn(&CAORA, session).end.is_none())
}

fn text(words: &str) -> Value {
    json!({ "en": words })
}

/// A rule about a printer: `causes` with a remedy each.
fn rule(id: &str, row: Value, symptom: &str, causes: &[&str]) -> Value {
    let cause = |id: &&str| json!({ "id": id, "text": text(id) });
    let remedy = |id: &&str| json!({ "id": format!("cure-{id}"), "role": "desk", "risk": "safe", "minutes": 9, "fixes": [id], "steps": [{ "text": text("do") }], "verify": text("print") });
    let examples =
        if row.is_null() { json!([]) } else { json!([asked(&serde_json::from_value(row.clone()).unwrap())]) };
    json!({
        "id": id, "matches": if row.is_null() { json!([]) } else { json!([row]) }, "symptoms": [text(symptom)],
        "causes": causes.iter().map(cause).collect::<Vec<_>>(), "remediation": causes.iter().map(remedy).collect::<Vec<_>>(),
        "hand_over": { "to": ["maker"], "from": "remedy" }, "source": { "document": "book", "page": 1 }, "examples": examples,
    })
}

/// A question of which each answer supports a cause.
fn tells(causes: &[&str]) -> Value {
    let answers: Vec<Value> =
        causes.iter().map(|cause| json!({ "id": cause, "text": text(cause), "supports": [cause] })).collect();
    json!([{ "id": "lamp", "ask": text("Which colour has the lamp?"), "role": "desk", "minutes": 1, "answers": answers }])
}

fn made(rules: &[Value]) -> KnowledgeBase {
    let codes = ["E1", "E2", "E3"].map(|code| json!({ "code": code, "heading": text("Printer error") }));
    let contact = |id: &str| json!({ "id": id, "name": text(id) });
    let model = json!({
        "pack": {
            "id": "printer", "name": text("printer"), "version": "1.0.0", "engine": "*", "languages": ["en"], "default_role": "desk",
            "roles": [{ "id": "desk", "name": text("desk"), "calls": "maker" }, { "id": "shop", "name": text("shop"), "calls": "maker" }],
            "contacts": [contact("maker"), contact("desk-help")], "help_desk": "desk-help",
            "documents": [{ "id": "book", "title": text("book"), "pages": 1 }],
        },
        "codes": { "codes": codes }, "rules": rules,
    });
    KnowledgeBase::from_model(serde_json::from_value(model).unwrap()).unwrap()
}

/// Three rules that people describe alike: one for a model, one for an old version, one without a code.
fn printers() -> Vec<Value> {
    let mut jam =
        rule("jam", json!({ "code": "E1", "row": "1" }), "the printer prints nothing", &["red", "green", "blue"]);
    jam["checks"] = tells(&["red", "green", "blue"]);
    let mut roller = rule("roller", json!({ "code": "E2", "row": "2" }), "the printer prints nothing", &["worn"]);
    roller["applies_to"] = json!({ "models": ["P2"] });
    let mut ink = rule("ink", Value::Null, "the printer prints nothing", &["empty"]);
    ink["applies_to"] = json!({ "software": { "firmware": "<2.0.0" } });
    vec![jam, roller, ink]
}

/// What may be any of them.
fn silent() -> Start {
    planned("the printer prints nothing").suspect("jam", 60).suspect("roller", 60).suspect("ink", 60)
}

#[test]
fn nothing_is_done_before_one_rule_is_decided() {
    let mut seen = 0;
    for (text, mut session) in begun(9) {
        let mut asked: Vec<String> = Vec::new();
        loop {
            let turn = turn(&CAORA, &session);
            assert!(!asked.contains(&turn.step), "{text}: {} is asked twice", turn.step);
            match turn.kind {
                StepKind::Question => assert_eq!(turn.step, QUESTION),
                StepKind::Check => assert_eq!(turn.risk, Some(Risk::Safe)),
                other => panic!("{text}: {other:?} comes before the rule is known"),
            }
            assert!(turn.skipped.is_empty(), "{text}: of rules that are only suspected nothing is passed over");
            if turn.step == QUESTION {
                assert!((3..=7).contains(&turn.replies.len()), "{text}");
                break;
            }
            session = CAORA.reply(&session, &turn.step, "dont_know").unwrap();
            asked.push(turn.step);
        }
        seen += 1;
    }
    assert!(seen > 30, "{seen}");
}

#[test]
fn a_rule_that_is_chosen_goes_on_as_if_its_code_had_been_typed() {
    let pack = &CAORA.packs()[0];
    let (mut at_once, mut by_detail) = (0, 0);
    for (said, session) in begun(20) {
        for id in replies(&turn(&CAORA, &session)).into_iter().filter(|id| !["other", "dont_know"].contains(id)) {
            let rule = pack.rule(id).unwrap();
            let mut chosen = CAORA.reply(&session, QUESTION, id).unwrap();
            for which in ["which-code", "which-detail"] {
                let turn = turn(&CAORA, &chosen);
                if turn.step == which {
                    chosen = CAORA.reply(&chosen, which, replies(&turn)[0]).unwrap();
                    by_detail += 1;
                }
            }
            let asked_for = rule.matches.first().map(asked);
            let Some(code) = asked_for.filter(|_| rule.matches.len() == 1 || chosen.events.len() > 1) else {
                assert_eq!(turn(&CAORA, &chosen).rule.as_deref(), Some(id), "{said}");
                continue;
            };
            let direct = CAORA.start(planned(&code).role("admin")).unwrap();
            let (chosen, direct) = (turn(&CAORA, &chosen), turn(&CAORA, &direct));
            assert_eq!((&chosen, &chosen.rule), (&direct, &direct.rule), "{said}: {id}");
            at_once += 1;
        }
    }
    assert!(at_once > 10 && by_detail > 0, "{at_once} {by_detail}");
}

/// A rule with several codes is asked for its code, then for what else tells its rows apart.
#[test]
fn of_several_rows_the_code_is_asked_before_the_detail() {
    let row = |code: &str, detail: &str, fact: &str| json!({ "code": code, "detail": detail, "row": fact });
    let mut rules = printers();
    rules[1]["matches"] = json!([row("E2", "0x11", "a"), row("E2", "0x12", "b"), row("E3", "0x11", "c")]);
    rules[1]["examples"] = json!(["E2 0x11"]);
    rules[1]["remediation"][0]["when"] = json!({ "row": ["b"] });
    let knowledge = made(&rules);
    let session = knowledge.start(silent()).unwrap();
    let session = knowledge.reply(&session, QUESTION, "roller").unwrap();
    let code = turn(&knowledge, &session);
    assert_eq!((code.step.as_str(), replies(&code)), ("which-code", vec!["E2", "E3", "other", "dont_know"]));
    let session = knowledge.reply(&session, "which-code", "E2").unwrap();
    let detail = turn(&knowledge, &session);
    assert_eq!((detail.step.as_str(), replies(&detail)), ("which-detail", vec!["0x11", "0x12", "other", "dont_know"]));
    let session = knowledge.reply(&session, "which-detail", "0x12").unwrap();
    assert_eq!(turn(&knowledge, &session).step, "roller/cure-worn");
}

#[test]
fn a_check_comes_first_where_it_tells_more_for_its_minutes() {
    let knowledge = made(&printers());
    let start = |sure: u8, other: u8| {
        let start = planned("?").suspect("jam", sure).suspect("roller", other);
        let session = knowledge.start(start).unwrap();
        (turn(&knowledge, &session), session)
    };
    assert_eq!(start(50, 50).0.step, QUESTION);
    let (check, session) = start(100, 1);
    assert_eq!((check.step.as_str(), check.kind), ("jam/lamp", StepKind::Check));
    // What it tells is kept; which rule it is, is said before anything is done.
    let session = knowledge.reply(&session, "jam/lamp", "green").unwrap();
    assert_eq!(turn(&knowledge, &session).step, QUESTION);
    let session = knowledge.reply(&session, QUESTION, "jam").unwrap();
    assert_eq!(turn(&knowledge, &session).step, "jam/cure-green");
}

#[test]
fn a_check_that_ends_or_risks_something_waits_until_the_rule_is_known() {
    for (at, value) in [
        ("/0/checks/0/answers/0/hand_over", json!(["maker"])),
        ("/0/checks/0/answers/0/resolved", json!(true)),
        ("/0/checks/0/risk", json!("disruptive")),
    ] {
        let mut rules = json!(printers());
        let (object, name) = at.rsplit_once('/').unwrap();
        rules.pointer_mut(object).unwrap()[name] = value;
        let knowledge = made(rules.as_array().unwrap());
        let session = knowledge.start(planned("?").suspect("jam", 100).suspect("roller", 1)).unwrap();
        assert_eq!(turn(&knowledge, &session).step, QUESTION, "{at}");
    }
}

#[test]
fn none_of_these_hands_over_and_may_be_taken_back() {
    let (said, session) = begun(1).next().unwrap();
    let first = turn(&CAORA, &session);
    let other = CAORA.reply(&session, QUESTION, "other").unwrap();
    let end = turn(&CAORA, &other).end.unwrap();
    assert_eq!(end.outcome, Outcome::HandedOver);
    let help_desk = &CAORA.packs()[0].manifest().help_desk;
    assert_eq!(end.hand_over.unwrap().to.iter().map(|contact| &contact.id).collect::<Vec<_>>(), [help_desk]);
    let transcript = CAORA.transcript(&other).unwrap();
    assert_eq!(transcript.codes, [said]);
    assert!(transcript.rules.is_empty() && !transcript.suspected.is_empty());
    assert!(transcript.suspected.iter().all(|one| !one.possible));

    assert_eq!(turn(&CAORA, &CAORA.back(&other).unwrap()), first);
    let code = CAORA.add_code(&other, "FUJ905 0x02000001").unwrap();
    assert_eq!(turn(&CAORA, &code).rule.as_deref(), Some("fuj905-reader-not-found"));
}

/// Whatever is replied, it ends, no step comes twice, and the warnings of all rules that may be meant stand above each.
#[test]
fn what_nobody_can_tell_goes_on_over_all_that_are_possible() {
    let mut several = 0;
    for (n, (said, session)) in begun(60).enumerate() {
        let first = turn(&CAORA, &session);
        let mut session = CAORA.reply(&session, QUESTION, "dont_know").unwrap();
        let mut shown: Vec<String> = vec![QUESTION.to_owned()];
        for at in 0.. {
            let turn = turn(&CAORA, &session);
            if turn.end.is_some() {
                break;
            }
            assert!(turn.contradiction.is_some() || !shown.contains(&turn.step), "{said}: {} twice", turn.step);
            if turn.kind != StepKind::Consult && first.replies.len() > 3 && shown.len() == 1 {
                assert!(first.cautions.iter().all(|caution| turn.cautions.contains(caution)), "{said}");
                several += 1;
            }
            shown.push(turn.step.clone());
            let reply = &turn.replies[(n * 5 + at * 3) % turn.replies.len()];
            let reply = if reply.id == "fixed" { "not_fixed" } else { &reply.id };
            session = CAORA.reply(&session, &turn.step, reply).unwrap();
        }
    }
    assert!(several > 3, "{several}");
}

/// Where the rule that is meant may be one whose trying again does harm, nothing is tried by the steps of another.
#[test]
fn nothing_is_tried_where_trying_the_wrong_rule_does_harm() {
    let mut rules = printers();
    rules[1]["retry_risk"] = json!("destructive");
    rules[1]["cautions"] = json!([{ "text": text("Each try burns a fuse.") }]);
    rules[1]["remediation"][0].as_object_mut().unwrap().remove("verify");
    let knowledge = made(&rules);
    let session = knowledge.start(silent()).unwrap();
    assert_eq!(turn(&knowledge, &session).cautions[0].text, "Each try burns a fuse.");
    let session = knowledge.reply(&session, QUESTION, "dont_know").unwrap();
    assert_eq!(turn(&knowledge, &session).end.unwrap().outcome, Outcome::HandedOver);
    let transcript = knowledge.transcript(&session).unwrap();
    assert!(transcript.rules.is_empty() && transcript.open_causes.is_empty() && transcript.not_taken.is_empty());
    assert!(transcript.suspected.iter().all(|one| one.possible));
    let other = knowledge.change_role(&session, "shop").unwrap();
    assert!(turn(&knowledge, &other).end.is_some(), "whoever takes over knows no more");
    // It is not that device, or its code is read: the rest goes on.
    let fact = BTreeMap::from([("model".to_owned(), "P1".to_owned())]);
    let early = knowledge.start(silent().fact("model", "P1")).unwrap();
    let early = knowledge.reply(&early, QUESTION, "dont_know").unwrap();
    assert!(turn(&knowledge, &early).end.is_none());
    let later = knowledge.supply(&session, fact).unwrap();
    assert!(turn(&knowledge, &knowledge.back(&later).unwrap()).end.is_none());
    let code = knowledge.add_code(&session, "E1").unwrap();
    assert_eq!(turn(&knowledge, &code).rule.as_deref(), Some("jam"));
}

#[test]
fn rules_about_another_device_or_version_are_left_out() {
    let knowledge = made(&printers());
    let offered = |session: &Session| -> Vec<String> {
        let turn = turn(&knowledge, session);
        turn.replies.iter().map(|reply| reply.id.clone()).filter(|id| id != "other" && id != "dont_know").collect()
    };
    let start = |facts: &[(&str, &str)]| {
        let start = facts.iter().fold(silent(), |start, (name, value)| start.fact(*name, *value));
        offered(&knowledge.start(start).unwrap())
    };
    assert_eq!(start(&[]), ["jam", "roller", "ink"]);
    assert_eq!(start(&[("model", "P1")]), ["jam", "ink"]);
    assert_eq!(start(&[("model", "P2"), ("version.firmware", "2.1.0")]), ["jam", "roller"]);
    let session = knowledge.start(silent()).unwrap();
    let supplied = |facts: &[(&str, &str)]| {
        let facts = facts.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        knowledge.supply(&session, facts).unwrap()
    };
    assert_eq!(offered(&supplied(&[("version.firmware", "2.1.0")])), ["jam", "roller"]);
    let one = supplied(&[("model", "P1"), ("version.firmware", "2.1.0")]);
    assert_eq!(offered(&one), ["jam"], "one that is left is asked for, too");

    // Supplied after nobody could tell, they leave it out just as well.
    let open = knowledge.reply(&session, QUESTION, "dont_know").unwrap();
    let fact = BTreeMap::from([("version.firmware".to_owned(), "3.0.0".to_owned())]);
    let open = knowledge.transcript(&knowledge.supply(&open, fact).unwrap()).unwrap();
    assert_eq!(open.rules, ["jam", "roller"]);
    let possible: Vec<(&str, bool)> = open.suspected.iter().map(|one| (one.rule.as_str(), one.possible)).collect();
    assert_eq!(possible, [("jam", true), ("roller", true), ("ink", false)]);

    // None is left.
    let mut rules = printers();
    rules.remove(0);
    let knowledge = made(&rules);
    let mut start = silent();
    start.rules.remove(0);
    let start = start.fact("model", "P1").fact("version.firmware", "2.1.0");
    assert_eq!(turn(&knowledge, &knowledge.start(start).unwrap()).end.unwrap().outcome, Outcome::HandedOver);
}

#[test]
fn a_session_is_resumed_without_what_was_typed() {
    let (said, session) = begun(31).nth(3).unwrap();
    let id = replies(&turn(&CAORA, &session))[0].to_owned();
    let chosen = CAORA.reply(&session, QUESTION, &id).unwrap();
    let back = CAORA.back(&chosen).unwrap();
    let ways = [
        session.clone(),
        chosen,
        back,
        CAORA.reply(&session, QUESTION, "dont_know").unwrap(),
        CAORA.reply(&session, QUESTION, "other").unwrap(),
    ];
    for session in ways {
        let there = CAORA.resume(&CAORA.resume_code(&session).unwrap()).unwrap();
        assert!(!serde_json::to_string(&there).unwrap().contains(&said));
        assert_eq!(turn(&CAORA, &there), turn(&CAORA, &session));
        assert_eq!(CAORA.resume_code(&there).unwrap(), CAORA.resume_code(&session).unwrap());
    }

    // Of a newer pack, a rule that is gone is left out and named.
    let knowledge = made(&printers());
    let session = knowledge.start(silent()).unwrap();
    let newer = made(&printers()[..2]);
    let there = newer.resume(&knowledge.resume_code(&session).unwrap()).unwrap();
    assert_eq!(replies(&turn(&newer, &there)), ["jam", "roller", "other", "dont_know"]);
}

#[test]
fn the_order_of_rules_and_packs_changes_nothing() {
    let mut model = CAORA.packs()[0].model().unwrap().clone();
    model.rules.reverse();
    let reversed = KnowledgeBase::from_model(model).unwrap();
    for said in described().into_iter().step_by(31) {
        let ask = |knowledge: &KnowledgeBase| turn(knowledge, &knowledge.start(planned(&said)).unwrap());
        assert_eq!(ask(&CAORA), ask(&reversed), "{said}");
    }

    let (one, other) = (CAORA.join(&SMTP).unwrap(), SMTP.join(&CAORA).unwrap());
    for said in ["カードを置いても何の反応もない", "the mailbox of the recipient is full", "カード mailbox full"]
    {
        let session = |knowledge: &KnowledgeBase| knowledge.start(planned(said)).unwrap();
        assert_eq!(session(&one).pack, session(&other).pack, "{said}");
        assert_eq!(turn(&one, &session(&one)), turn(&other, &session(&other)), "{said}");
    }
    let pack = |said| one.start(planned(said)).unwrap().pack.id;
    assert_eq!(pack("カードを置いても何の反応もない"), CAORA.packs()[0].id());
    assert_eq!(pack("the mailbox of the recipient is full"), SMTP.packs()[0].id());
}

#[test]
fn a_text_that_speaks_of_nothing_hands_over_at_once_and_so_does_any_in_the_authored_order() {
    let unknown = CAORA.start(planned("本日は晴天なり")).unwrap();
    let authored = CAORA.start(Start::new("カードを置いても何の反応もない").strategy(Strategy::Authored)).unwrap();
    let empty = CAORA.start(planned("")).unwrap();
    let unlisted = CAORA.start(planned("FUJ999 カードを置いても何の反応もない")).unwrap();
    for session in [unknown, authored, empty, unlisted] {
        let turn = turn(&CAORA, &session);
        assert_eq!(turn.end.map(|end| end.outcome), Some(Outcome::HandedOver), "{}", session.start.text);
        assert!(CAORA.transcript(&session).unwrap().suspected.is_empty());
    }
    let code = CAORA.start(planned("カードが読めない 001 0x03000001").suspect("fuj905-reader-not-found", 90)).unwrap();
    assert_eq!(
        turn(&CAORA, &code).rule.as_deref(),
        Some("001-card-not-recognised"),
        "a code goes before everything else"
    );
    let refused = CAORA.start(planned("?").suspect("no-such-rule", 90)).unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::UnknownRule);
}

/// A code that is read later says what it is: what was only suspected is left.
#[test]
fn a_code_ends_the_search_and_what_stayed_open_teaches_nothing() {
    let knowledge = made(&printers());
    let session = knowledge.start(silent()).unwrap();
    let refused = |session: &Session| {
        knowledge.outcome(session, &Closing::new("s-1", "2026-11-23").given_up()).unwrap_err().kind()
    };
    assert_eq!(refused(&session), ErrorKind::NoOutcome);
    let open = knowledge.reply(&session, QUESTION, "dont_know").unwrap();
    assert_eq!(refused(&open), ErrorKind::NoOutcome);
    for session in [&session, &open] {
        let known = knowledge.add_code(session, "E2").unwrap();
        assert_eq!(knowledge.transcript(&known).unwrap().rules, ["roller"]);
        let record = knowledge.outcome(&known, &Closing::new("s-1", "2026-11-23").given_up()).unwrap();
        assert_eq!(record.rules.len(), 1);
    }
}

#[test]
fn the_record_names_what_was_suspected_and_remains_possible() {
    let knowledge = made(&printers());
    let session = knowledge.start(silent()).unwrap();
    let session = knowledge.reply(&session, QUESTION, "jam").unwrap();
    let transcript = knowledge.transcript(&session).unwrap();
    let possible = transcript.suspected.iter().filter(|one| one.possible);
    assert_eq!(possible.map(|one| one.rule.as_str()).collect::<Vec<_>>(), ["jam"]);
    let names = Names::new(&knowledge, "en");
    insta::assert_snapshot!("suspected_text", render::transcript(&transcript, &names, &Style::plain()));
    insta::assert_snapshot!("suspected_markdown", render::transcript_markdown(&transcript, &names));
}
