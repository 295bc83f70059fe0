//! Records of finished sessions, and what is learned from them.
#![cfg(feature = "fs")]

use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Value, json};
use shindan::diagnose::StepKind;
use shindan::diagnose::plan::{Mode, Planner};
use shindan::learn::{Closing, Learning, Log, Records, Verdict, Why};
use shindan::model::Strategy as Order;
use shindan::{ErrorKind, KnowledgeBase, Query, Session, Start};

mod common;

use common::{CAORA, asked};

/// A session of the first replies that `choose` picks, to its end.
fn to_the_end(mut session: Session, mut choose: impl FnMut(&str, usize) -> usize) -> Session {
    loop {
        let turn = CAORA.turn(&session).unwrap().turn;
        if turn.replies.is_empty() {
            return session;
        }
        let reply = turn.replies[choose(&turn.step, turn.replies.len()) % turn.replies.len()].id.clone();
        session = CAORA.reply(&session, &turn.step, &reply).unwrap();
    }
}

fn line(session: &Session, id: usize) -> String {
    CAORA.outcome(session, &Closing::new(format!("s-{id}"), "2026-11-23")).unwrap().to_line()
}

/// Records of sessions with replies at random, some rules more often than others.
static LINES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let rules = &CAORA.packs()[0].model().unwrap().rules;
    let mut state = 7_u64;
    let mut random = move || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as usize
    };
    let sessions = (0..150).map(|n| {
        let rule = &rules[[3, 8, 8, 8, 14, 14, n % rules.len()][n % 7]];
        let start = Start::new(asked(&rule.matches[0])).role(["admin", "vendor"][n % 2]);
        line(&to_the_end(CAORA.start(start).unwrap(), |_, _| random()), n)
    });
    sessions.collect()
});

fn read(text: &str) -> Records {
    Records::read(&[Log::new("a.jsonl", text.as_bytes())]).unwrap()
}

fn schema(name: &str) -> jsonschema::Validator {
    let path = format!("{}/schema/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    assert!(jsonschema::meta::validate(&schema).is_ok());
    jsonschema::draft202012::options().build(&schema).unwrap()
}

fn follows(shape: &jsonschema::Validator, text: &str) {
    let value: Value = serde_json::from_str(text).unwrap();
    let errors: Vec<String> = shape.iter_errors(&value).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}\n{text}");
}

fn overlay(records: &Records, min_sessions: u32) -> String {
    let options = Learning::default().min_sessions(min_sessions);
    CAORA.learn("caora", records, &options).unwrap().overlay.to_json()
}

#[test]
fn records_and_overlays_follow_their_schemas() {
    let shape = schema("outcome");
    LINES.iter().for_each(|line| follows(&shape, line));
    follows(&schema("overlay"), &overlay(&read(&LINES.join("\n")), 10));
    follows(&schema("overlay"), &overlay(&Records::default(), 10));
}

/// What somebody typed, and what only the host knows, is in no record.
#[test]
fn a_record_holds_names_of_the_pack_alone() {
    let start = Start::new("FUJ905 0x02000001 TYPED-090-1234").fact("model", "SERIAL-77").fact("environment", "test");
    let mut session = CAORA.start(start.lang("en")).unwrap();
    session = CAORA.add_code(&session, "015 0x04000015 TYPED-AGAIN").unwrap();
    // A session may have been written by anybody.
    let mut value = serde_json::to_value(to_the_end(session, |_, _| 1)).unwrap();
    let reply = |step: &str| json!({ "event": "reply", "step": step, "reply": "WRITTEN" });
    let events = value["events"].as_array_mut().unwrap();
    events.splice(0..0, [reply("which-code"), reply("no/such"), reply("fuj905-reader-not-found/remote-session")]);
    let session: Session = serde_json::from_value(value).unwrap();
    let closing = Closing::new("a", "2026-11-23").given_up();
    let line = CAORA.outcome(&session, &closing).unwrap().to_line();
    for word in ["TYPED", "SERIAL", "WRITTEN", "model", "lang"] {
        assert!(!line.contains(word), "{word} in {line}");
    }
    assert!(line.contains(r#""facts":{"environment":"test""#), "{line}");
    follows(&schema("outcome"), &line);
}

#[test]
fn only_a_finished_session_has_an_outcome() {
    let session = CAORA.start(Start::new("FUJ905 0x02000001").role("admin")).unwrap();
    let refused = |session: &Session, closing: Closing| {
        let error = CAORA.outcome(session, &closing).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NoOutcome);
        error.to_string()
    };
    let closing = || Closing::new("a", "2026-11-23");
    assert!(refused(&session, closing()).contains("record it after its end, or as given up"));
    assert!(refused(&session, closing().given_up().cause("x/y")).contains("fuj905-reader-not-found/reader-unplugged"));
    assert!(refused(&session, Closing::new("a", "2026-02-30").given_up()).contains("2026-02-28"));
    assert!(refused(&session, Closing::new("a b", "2026-11-23").given_up()).contains("64 letters"));
    assert!(refused(&CAORA.start(Start::new("FUJ999")).unwrap(), closing()).contains("no rule"));
    let left = CAORA.causes_left(&session).unwrap();
    assert_eq!(left.last().map(|left| left.cause.as_str()), Some("something-else"));
    for left in left {
        CAORA.outcome(&session, &closing().given_up().cause(left.cause)).unwrap();
    }
    // The end, what ended it and the way there.
    let fixed = to_the_end(session, |_, _| 0);
    let record = CAORA.outcome(&fixed, &closing()).unwrap();
    let last = record.path.last().unwrap();
    assert_eq!((record.fixed_by.as_ref(), last.reply.as_str()), (Some(&last.step), "fixed"));
    assert_eq!(serde_json::from_str::<shindan::learn::OutcomeRecord>(&record.to_line()).unwrap(), record);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Files in any order, split in any way, given twice: the same overlay, byte for byte.
    #[test]
    fn neither_order_nor_files_change_what_is_learned(
        order in Just((0..LINES.len()).collect::<Vec<_>>()).prop_shuffle(), files in 1..6usize, again in 0..3usize,
    ) {
        let mut texts = vec![String::new(); files];
        for (n, at) in order.iter().enumerate() {
            texts[n % files].push_str(&format!("{}\n", LINES[*at]));
        }
        texts.extend(texts.clone().into_iter().take(again));
        let names: Vec<String> = (0..texts.len()).map(|n| format!("{n}.jsonl")).collect();
        let logs: Vec<Log<'_>> = names.iter().zip(&texts).map(|(name, text)| Log::new(name, text.as_bytes())).collect();
        let records = Records::read(&logs).unwrap();
        prop_assert_eq!(records.len(), LINES.len());
        prop_assert!((records.repeated() > 0) == (again > 0));
        static WHOLE: LazyLock<String> = LazyLock::new(|| overlay(&read(&LINES.join("\n")), 30));
        prop_assert_eq!(overlay(&records, 30), WHOLE.clone());
    }
}

#[test]
fn a_file_that_was_cut_off_anywhere_keeps_its_whole_lines() {
    let text = LINES[..3].join("\n") + "\n";
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
    for length in 0..=text.len() {
        let records = Records::read(&[Log::new("a.jsonl", &text.as_bytes()[..length])]).unwrap();
        let whole = ends.iter().filter(|end| **end <= length).count();
        let is_cut = length > 0 && !ends.iter().any(|end| *end == length || end + 1 == length);
        assert_eq!((records.len(), records.damaged().len()), (whole, usize::from(is_cut)), "{length}");
        if is_cut {
            assert_eq!((records.damaged()[0].file.as_str(), records.damaged()[0].line), ("a.jsonl", whole + 1));
        }
    }
    // In the middle, too, and where the bytes are no text.
    let text = [LINES[0].as_bytes(), b"\n{\"format\": \xE3\x81\n\n", LINES[1].as_bytes()].concat();
    let records = Records::read(&[Log::new("a.jsonl", &text)]).unwrap();
    assert_eq!((records.len(), records.damaged()[0].line, records.damaged()[0].why), (2, 2, Why::Damaged));
}

#[test]
fn two_records_of_one_id_are_told_apart() {
    let other = LINES[1].replace("\"s-1\"", "\"s-0\"");
    let logs = |a: &str, b: &str| {
        let error = Records::read(&[Log::new("b.jsonl", b.as_bytes()), Log::new("a.jsonl", a.as_bytes())]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BadRecords);
        error.to_string()
    };
    let said = logs(&format!("\n{}", LINES[0]), &other);
    assert!(said.contains("a.jsonl:2 and b.jsonl:1 differ and have the same id `s-0`"), "{said}");
}

#[test]
fn what_the_pack_does_not_have_is_left_out_and_named() {
    let start = Start::new("FUJ905 0x02000001").role("admin");
    let record = line(&to_the_end(CAORA.start(start).unwrap(), |_, _| 0), 0);
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut value: Value = serde_json::from_str(&record).unwrap();
        change(&mut value);
        let lesson = CAORA.learn("caora", &read(&value.to_string()), &Learning::default()).unwrap();
        let left: Vec<(Why, String)> = lesson.left_out.into_iter().map(|left| (left.why, left.what)).collect();
        (lesson.overlay.sample.records, left)
    };
    assert_eq!(changed(&|_| ()), (1, vec![]));
    assert_eq!(changed(&|v| v["pack"]["version"] = json!("0.0.1")), (1, vec![]));
    assert_eq!(changed(&|v| v["pack"]["id"] = json!("smtp")), (0, vec![(Why::OtherPack, "smtp".into())]));
    assert_eq!(changed(&|v| v["rules"][0]["rule"] = json!("no-rule")), (0, vec![(Why::Gone, "no-rule".into())]));
    assert_eq!(changed(&|v| v["cause"] = json!("no/cause")), (0, vec![(Why::Gone, "no/cause".into())]));
    let step = json!({ "step": "a/gone", "reply": "no" });
    let gone = |v: &mut Value| v["path"].as_array_mut().unwrap().insert(0, step.clone());
    assert_eq!(changed(&gone), (1, vec![(Why::StepGone, "a/gone".into())]));
    assert_eq!(
        changed(&|v| v["path"].as_array_mut().unwrap().last_mut().unwrap()["step"] = json!("a/gone")),
        (0, vec![(Why::Gone, "a/gone".into())])
    );
    let unknown = CAORA.learn("other", &Records::default(), &Learning::default()).unwrap_err();
    assert_eq!(unknown.kind(), ErrorKind::BadRecords);
}

/// A rule that can be planned, with at least two remedies that a session may begin with.
const RULE: &str = "001-card-not-recognised";

/// Sessions in which the first cause of the last remedy that shows anything is always the one.
fn one_sided(sessions: usize) -> (Records, String) {
    let rule = CAORA.packs()[0].rule(RULE).unwrap();
    let helps = |r: &&shindan::model::Remedy| !r.fixes.is_empty() && r.used_from.is_none() && r.requires.is_empty();
    let remedy = rule.remediation.iter().rfind(helps).unwrap();
    let key = format!("{RULE}/{}", remedy.id);
    let record = json!({
        "format": "shindan-outcome", "version": 1, "day": "2026-11-23", "pack": CAORA.packs()[0].reference(),
        "rules": [{ "rule": RULE }], "role": "vendor", "strategy": "planned",
        "path": [{ "step": key, "reply": "fixed" }], "end": "resolved", "fixed_by": key,
    });
    let lines = (0..sessions).map(|n| {
        let mut record = record.clone();
        record["id"] = json!(format!("r-{n}"));
        record.to_string()
    });
    (read(&lines.collect::<Vec<_>>().join("\n")), key)
}

#[test]
fn many_sessions_change_an_order_and_few_do_not() {
    let (few, _) = one_sided(19);
    let lesson = CAORA.learn("caora", &few, &Learning::default()).unwrap();
    assert_eq!((lesson.rules[0].verdict, lesson.overlay.rules.len()), (Verdict::TooFew, 0));
    let (many, key) = one_sided(200);
    let lesson = CAORA.learn("caora", &many, &Learning::default()).unwrap();
    let rule = &lesson.rules[0];
    assert_eq!((rule.rule.as_str(), rule.sessions, rule.verdict), (RULE, 200, Verdict::Changed), "{rule:#?}");
    for change in &rule.changes {
        assert!(change.kept && change.minutes_after.unwrap() <= change.minutes_before.unwrap(), "{change:#?}");
    }
    let learned = CAORA.with_overlay(&lesson.overlay.to_json()).unwrap();
    let query = Query::new(RULE).role("vendor");
    let plan =
        |knowledge: &KnowledgeBase| Planner::new(&knowledge.plan_model(&query).unwrap().model, Mode::SafeAll).plan();
    assert_ne!(plan(&CAORA).nodes, plan(&learned).nodes);
    assert!(lesson.overlay.rules[RULE].fixes.contains_key(&key), "{:#?}", lesson.overlay);
    assert!(lesson.scorecard.always_handed_over.is_empty() && !lesson.scorecard.never_confirmed.is_empty());
}

#[test]
fn answers_and_sessions_name_the_overlay() {
    let (records, _) = one_sided(200);
    let lesson = CAORA.learn("caora", &records, &Learning::default()).unwrap();
    let learned = CAORA.with_overlay(&lesson.overlay.to_json()).unwrap();
    let hash = Some(lesson.overlay.hash.as_str());
    let start = Start::new("001 0x03000001").strategy(Order::Planned);
    for (knowledge, wanted) in [(&*CAORA, None), (&learned, hash)] {
        let found = knowledge.explain(&Query::new("001 0x03000001"));
        assert_eq!(found.answers[0].pack.overlay.as_deref(), wanted);
        let turn = knowledge.turn(&knowledge.start(start.clone()).unwrap()).unwrap();
        assert_eq!(turn.session.pack.overlay.as_deref(), wanted);
        assert_eq!(knowledge.transcript(&turn.session).unwrap().pack.overlay.as_deref(), wanted);
        assert_eq!(knowledge.tree(&Query::new(RULE)).unwrap().pack.overlay.as_deref(), wanted);
        assert_eq!(serde_json::to_string(&turn).unwrap().contains("overlay"), wanted.is_some());
    }
    // Learning from what the overlay led begins with the words again.
    assert_eq!(learned.learn("caora", &records, &Learning::default()).unwrap(), lesson);
    assert_eq!(learned.packs()[0].hash(), CAORA.packs()[0].hash());
}

#[test]
fn what_does_not_fit_in_an_overlay_is_said_with_its_field() {
    let (records, key) = one_sided(200);
    let good = CAORA.learn("caora", &records, &Learning::default()).unwrap().overlay.to_json();
    let said = |change: &dyn Fn(&mut Value)| {
        let mut value: Value = serde_json::from_str(&good).unwrap();
        change(&mut value);
        let error = CAORA.with_overlay(&value.to_string()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::BadOverlay);
        error.to_string()
    };
    // As somebody does who changes it on purpose.
    let rehashed = |change: &dyn Fn(&mut Value)| {
        let message = said(change);
        let hash = message.rsplit('`').nth(1).unwrap().to_owned();
        said(&|value| {
            change(value);
            value["hash"] = json!(hash);
        })
    };
    assert!(said(&|v| v["rules"] = json!({})).contains("`hash` does not fit"));
    assert!(said(&|v| v["format"] = json!("x")).contains("`format` is `x`"));
    assert!(said(&|v| v["more"] = json!(1)).contains("unknown field `more`"));
    assert!(CAORA.with_overlay("{").is_err());
    type Change<'a> = &'a dyn Fn(&mut Value);
    let cases: [(Change<'_>, &str); 7] = [
        (&|v| v["pack"]["id"] = json!("x"), "`pack.id`: it is for the pack `x`; loaded: caora"),
        (&|v| v["rules"]["x"] = json!({ "sessions": 1 }), "`rules.x`: the pack `caora`"),
        (&|v| v["rules"][RULE]["causes"]["x/y"] = json!(1), ".causes.x/y`: the rule has no such cause"),
        (&|v| v["rules"][RULE]["causes"]["something-else"] = json!(0), ".causes.something-else` is 0"),
        (&|v| v["rules"][RULE]["fixes"][key.as_str()]["something-else"] = json!(5), "does not say that this remedy"),
        (&|v| v["rules"][RULE]["fixes"]["x/y"] = json!({}), ".fixes.x/y`: the rule has no such remedy"),
        (&|v| v["rules"][RULE]["answers"]["x/y"] = json!({}), ".answers.x/y`: the rule has no such check"),
    ];
    for (change, wanted) in cases {
        let message = rehashed(change);
        assert!(message.contains(wanted), "{message}");
    }
    // Who reviewed it is no part of what it says.
    let reviewed = good.replace("\"reviewed_by\": \"\"", "\"reviewed_by\": \"the release desk\"");
    assert!(reviewed != good && CAORA.with_overlay(&reviewed).is_ok());
}

/// The session that is planned with an overlay asks and does what the words allow.
#[test]
fn a_session_with_an_overlay_ends_like_any_other() {
    let (records, _) = one_sided(200);
    let overlay = overlay(&records, 20);
    let learned = CAORA.with_overlay(&overlay).unwrap();
    let start = Start::new("001 0x03000001").role("vendor").strategy(Order::Planned);
    let mut session = learned.start(start).unwrap();
    let mut steps = 0;
    loop {
        let turn = learned.turn(&session).unwrap().turn;
        let Some(reply) = turn.replies.iter().find(|r| r.id == "not_fixed").or(turn.replies.first()) else { break };
        steps += usize::from(turn.kind == StepKind::Remedy);
        session = learned.reply(&session, &turn.step, &reply.id).unwrap();
    }
    let record = learned.outcome(&session, &Closing::new("a", "2026-11-23")).unwrap();
    assert!(steps > 0 && record.pack.overlay.is_some());
}
