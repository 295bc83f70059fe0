//! Any session goes through its resume code and back to the same turn.
#![cfg(feature = "fs")]

use std::collections::BTreeMap;

use proptest::prelude::*;
use shindan::diagnose::Event;
use shindan::model::Strategy;
use shindan::{ErrorKind, KnowledgeBase, Session, Start};

mod common;

use common::{CAORA, SMTP, asked, packs};

/// A repeatable source of choices.
struct Choice(u64);

impl Choice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most.max(1)
    }
}

/// The session that the code of `session` gives, which has to be at the same turn.
#[track_caller]
fn through(knowledge: &KnowledgeBase, session: &Session) -> (Session, String) {
    let code = knowledge.resume_code(session).unwrap_or_else(|e| panic!("{e}: {session:?}"));
    let resumed = knowledge.resume(&code).unwrap_or_else(|e| panic!("{e}: {code} of {session:?}"));
    let (before, after) = (knowledge.turn(session).unwrap(), knowledge.turn(&resumed).unwrap());
    assert_eq!(before.turn, after.turn, "{code}\n{session:?}\n{resumed:?}");
    assert_eq!(before.progress, after.progress, "{code}");
    // Nothing but the pack's own words is left, so nothing changes any more.
    assert_eq!(knowledge.resume_code(&resumed).unwrap(), code);
    (resumed, code)
}

/// A walk of random events, now and then through its code and on from there.
fn walk(knowledge: &KnowledgeBase, start: Start, choice: &mut Choice, events: usize) -> Session {
    let pack = &knowledge.packs()[0];
    let mut session = knowledge.start(start).unwrap();
    for _ in 0..events {
        if choice.below(6) == 0 {
            session = through(knowledge, &session).0;
        }
        let turn = knowledge.turn(&session).unwrap().turn;
        let rules = &pack.model().unwrap().rules;
        let next = match choice.below(13) {
            3 => {
                let checks: Vec<_> = rules.iter().flat_map(|rule| &rule.checks).collect();
                let check = checks[choice.below(checks.len())];
                let answer = &check.answers[choice.below(check.answers.len())];
                // What is known already is refused.
                knowledge.supply(&session, BTreeMap::from([(check.id.clone(), answer.id.clone())])).ok()
            }
            0 => knowledge.back(&session).ok(),
            1 => {
                let rule = &rules[choice.below(rules.len())];
                knowledge.add_code(&session, &asked(&rule.matches[choice.below(rule.matches.len())])).ok()
            }
            2 => {
                let roles = &pack.manifest().roles;
                Some(knowledge.change_role(&session, &roles[choice.below(roles.len())].id).unwrap())
            }
            _ if turn.replies.is_empty() => None,
            _ => {
                let reply = &turn.replies[choice.below(turn.replies.len())];
                Some(knowledge.reply(&session, &turn.step, &reply.id).unwrap())
            }
        };
        session = next.unwrap_or(session);
    }
    session
}

#[test]
fn every_rule_of_every_pack_goes_through_its_code() {
    for (name, knowledge) in packs() {
        let pack = &knowledge.packs()[0];
        for (n, rule) in pack.model().unwrap().rules.iter().enumerate() {
            for (at, row) in rule.matches.iter().enumerate() {
                let mut choice = Choice(n as u64 * 1_000 + at as u64);
                let role = &pack.manifest().roles[choice.below(pack.manifest().roles.len())].id;
                let mut start = Start::new(asked(row)).role(role.as_str()).waiting(at % 5 == 1);
                (start.strategy, start.budget) = match at % 4 {
                    0 => (Some(Strategy::Planned), None),
                    1 => (Some(Strategy::Authored), Some(10)),
                    _ => (None, None),
                };
                let session = walk(knowledge, start, &mut choice, 12);
                let (_, code) = through(knowledge, &session);
                assert!(code.len() < 100 + 12 * 6, "{name} {}: {code}", rule.id);
            }
        }
    }
}

#[test]
fn whatever_it_started_from() {
    let texts = [
        "FUJ905",
        "0x81000008",
        "905 0x81000008",
        "FUJ999",
        "FUJ999 0x81000008",
        "FUJ905 0x02000002",
        "0x0200000",
        "FUJ905 0x0A0B0C0D",
        "901 0x12345678",
        "015 0x81000005",
        "",
        "カードが読めない",
        "fuj905 ０ｘ０２０００００１",
        "011 0x81000005 FUJIP55",
        "0x81000008 015 0x04000015 905",
        "011 22013C02-4",
        "22013C02-4",
        "エラーコード：ゼロイチイチ、田中太郎 090-1234-5678 AB12345678 012",
    ];
    let knowledge = &*CAORA;
    for text in texts {
        for (seed, role) in [(1, "patient"), (2, "vendor"), (3, "vendor"), (4, "admin")] {
            let start = Start::new(text).role(role);
            through(knowledge, &knowledge.start(start.clone()).unwrap());
            through(knowledge, &walk(knowledge, start, &mut Choice(seed), 6));
        }
    }
}

#[test]
fn nothing_that_was_pasted_is_in_it() {
    let text = "【FUJ905】0x02000001 患者 山田花子 090-1234-5678 保険者番号 12345678";
    let session = CAORA.start(Start::new(text).lang("en")).unwrap();
    let (resumed, code) = through_lang(&session);
    assert_eq!(resumed.start.text, "FUJ905 0x02000001");
    assert_eq!(resumed.start.lang, None);
    let plain = CAORA.resume_code(&CAORA.start(Start::new("FUJ905 0x02000001")).unwrap()).unwrap();
    assert_eq!(code, plain, "the same code, whatever stood around it");
    let added = CAORA.add_code(&session, "011 0x81000008 山田花子").unwrap();
    let (resumed, _) = through_lang(&added);
    assert_eq!(resumed.events, [Event::Code { text: "011 0x81000008".to_owned() }]);
    // What the pack does not know may be anything, so that it is unknown is all that goes along.
    let unknown = CAORA.start(Start::new("FUJ905 AB12345678 山田花子")).unwrap();
    assert_eq!(through_lang(&unknown).0.start.text, "FUJ905 unlisted-0");
    let unknown = CAORA.start(Start::new("AB12345678 山田花子")).unwrap();
    assert_eq!(through_lang(&unknown).0.start.text, "unlisted-0");
}

fn through_lang(session: &Session) -> (Session, String) {
    let code = CAORA.resume_code(session).unwrap();
    (CAORA.resume(&code).unwrap(), code)
}

#[test]
fn another_language_and_another_role() {
    let mut session = CAORA.start(Start::new("FUJ905 0x02000001").role("reception").lang("ja")).unwrap();
    session = CAORA.reply(&session, "fuj905-reader-not-found/remote-session", "yes").unwrap();
    let mut there = CAORA.resume(&CAORA.resume_code(&session).unwrap()).unwrap();
    there.start.lang = Some("en".to_owned());
    assert!(CAORA.turn(&there).unwrap().turn.end.is_none() || CAORA.turn(&session).unwrap().turn.end.is_some());
    let there = CAORA.change_role(&there, "admin").unwrap();
    let turn = CAORA.turn(&there).unwrap().turn;
    assert_eq!(turn.step, "fuj905-reader-not-found/without-remote-desktop");
    assert_eq!(turn.text.lang, "en");
}

#[test]
fn ten_replies_are_well_under_a_hundred_characters() {
    let mut session = CAORA.start(Start::new("001").role("vendor")).unwrap();
    let mut lengths = vec![CAORA.resume_code(&session).unwrap().len()];
    for _ in 0..10 {
        let turn = CAORA.turn(&session).unwrap().turn;
        let reply = turn.replies.iter().find(|r| ["no", "not_fixed", "done"].contains(&r.id.as_str()));
        session = CAORA.reply(&session, &turn.step, &reply.unwrap_or(&turn.replies[0]).id).unwrap();
        lengths.push(CAORA.resume_code(&session).unwrap().len());
    }
    eprintln!("characters after 0 to 10 replies: {lengths:?}: {}", CAORA.resume_code(&session).unwrap());
    assert!(lengths[10] <= 80, "{lengths:?}");
}

/// What would take long to read is not written.
#[test]
fn too_many_codes_have_no_code() {
    let rows = CAORA.packs()[0].model().unwrap().rules.iter().flat_map(|rule| &rule.matches).map(asked);
    let text = rows.collect::<Vec<_>>().join(" / ").repeat(2);
    let mut session = CAORA.start(Start::new("015")).unwrap();
    for row in text.split(" / ").take(70) {
        session = CAORA.add_code(&session, row).unwrap();
    }
    assert_eq!(CAORA.resume_code(&session).unwrap_err().kind(), ErrorKind::BadSession);
    assert_eq!(CAORA.transcript(&session).unwrap().resume_code, None);
}

#[test]
fn a_code_of_one_pack_is_none_of_another() {
    let code = CAORA.resume_code(&CAORA.start(Start::new("015")).unwrap()).unwrap();
    assert_eq!(SMTP.resume(&code).unwrap_err().kind(), ErrorKind::BadSession);
    assert!(CAORA.join(&SMTP).unwrap().resume(&code).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_walk_goes_through(seed in any::<u64>(), rule in 0usize..1_000, events in 0usize..25, caora in any::<bool>()) {
        let knowledge = if caora { &*CAORA } else { &*SMTP };
        let rules = &knowledge.packs()[0].model().unwrap().rules;
        let mut choice = Choice(seed);
        let rule = &rules[rule % rules.len()];
        let row = &rule.matches[choice.below(rule.matches.len())];
        let session = walk(knowledge, Start::new(asked(row)), &mut choice, events);
        through(knowledge, &session);
    }

    #[test]
    fn any_text_is_a_code_or_an_error(text in any::<String>(), typed in "[0-9A-Za-z -]{0,80}") {
        prop_assert!(CAORA.resume(&text).is_err());
        prop_assert!(CAORA.resume(&typed).is_err());
    }

    #[test]
    fn any_single_character_that_is_changed_is_noticed(seed in any::<u64>(), at in any::<prop::sample::Index>(), c in any::<char>()) {
        let rules = &CAORA.packs()[0].model().unwrap().rules;
        let mut choice = Choice(seed);
        let rule = &rules[choice.below(rules.len())];
        let session = walk(&CAORA, Start::new(asked(&rule.matches[0])), &mut choice, 6);
        let code = CAORA.resume_code(&session).unwrap().replace('-', "");
        let at = at.index(code.len());
        let others = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().chain([c]);
        let is_fold = |c: char| CAORA.resume(&format!("{}{c}{}", &code[..at], &code[at + 1..])).is_ok_and(|s| CAORA.resume_code(&s).unwrap().replace('-', "") == code);
        for other in others.filter(|other| *other != code.as_bytes()[at] as char) {
            let wrong = format!("{}{other}{}", &code[..at], &code[at + 1..]);
            prop_assert!(CAORA.resume(&wrong).is_err() || is_fold(other) && !other.is_ascii_uppercase(), "{wrong}");
        }
    }
}

#[test]
fn how_it_is_led_and_what_became_known_go_along() {
    let start = Start::new("001 0x03000001").strategy(Strategy::Planned).budget(45).waiting(true);
    let mut session = CAORA.start(start).unwrap();
    for (check, answer) in [("radio-device", "no"), ("sleeve", "no")] {
        session = CAORA.supply(&session, BTreeMap::from([(check.to_owned(), answer.to_owned())])).unwrap();
    }
    let code = CAORA.resume_code(&session).unwrap();
    let resumed = CAORA.resume(&code).unwrap();
    assert_eq!(resumed.start, session.start);
    assert_eq!(CAORA.turn(&resumed).unwrap().turn, CAORA.turn(&session).unwrap().turn);
    let facts = BTreeMap::from([("radio-device".to_owned(), "no".to_owned()), ("sleeve".to_owned(), "no".to_owned())]);
    assert_eq!(resumed.events, [Event::Facts { facts }]);
}

/// The codes that the pages show can be typed, and go on.
#[test]
fn the_codes_in_the_documentation_are_read() {
    let mut read = 0;
    for page in ["README.md", "docs/embedding-guide.md"] {
        let text = std::fs::read_to_string(format!("{}/{page}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let codes = words.filter(|word| word.split('-').count() > 4 && !word.contains(|c: char| c.is_lowercase()));
        for code in codes {
            let session = CAORA.resume(code).unwrap_or_else(|e| panic!("{page}: {code}: {e}"));
            CAORA.turn(&session).unwrap();
            read += 1;
        }
    }
    assert!(read >= 2, "{read}");
}
