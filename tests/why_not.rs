//! Why the other steps of a session do not come now, at each turn of hard diagnoses.
#![cfg(feature = "fs")]

use shindan::diagnose::NotNow;
use shindan::model::Strategy;
use shindan::render::{self, Names, Style};
use shindan::{ErrorKind, Session, Start};

mod common;

use common::CAORA;

/// The first three turns, each with the page of all other steps.
fn pages(start: Start, lang: &str) -> String {
    let names = Names::new(&CAORA, lang);
    let mut page = String::new();
    let mut session = CAORA.start(start.lang(lang)).unwrap();
    for _ in 0..3 {
        let turn = CAORA.turn(&session).unwrap().turn;
        let others = CAORA.other_steps(&session).unwrap();
        page.push_str(&format!("## {}\n{}\n", turn.step, render::why_not(&others, &names, &Style::plain())));
        let Some(reply) = turn.replies.first() else { break };
        session = CAORA.reply(&session, &turn.step, &reply.id).unwrap();
    }
    page
}

#[test]
fn other_steps_say_why_they_wait() {
    for (code, name) in [("001", "001"), ("011 0x81000008", "011"), ("FUJ905 0x03000006", "fuj905")] {
        for (strategy, order) in [(Strategy::Authored, "authored"), (Strategy::Planned, "planned")] {
            for (role, lang) in [("reception", "ja"), ("vendor", "en")] {
                let start = Start::new(code).role(role).strategy(strategy);
                insta::with_settings!({ snapshot_path => "snapshots/why_not", prepend_module_to_snapshot => false }, {
                    insta::assert_snapshot!(format!("{name}-{order}-{role}"), pages(start, lang));
                });
            }
        }
    }
}

fn started() -> Session {
    CAORA.start(Start::new("FUJ905 0x02000001").role("reception")).unwrap()
}

#[test]
fn a_step_is_named_by_its_key_or_its_own_id() {
    let turn = CAORA.turn(&started()).unwrap().turn;
    let (_, id) = turn.step.split_once('/').unwrap();
    for name in [turn.step.as_str(), id] {
        assert_eq!(CAORA.why_not(&started(), name).unwrap().why, NotNow::Next);
    }
}

#[test]
fn an_unknown_step_is_an_error_that_names_the_steps() {
    let error = CAORA.why_not(&started(), "no-such-step").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnknownStep);
    assert!(error.to_string().contains("replug-reader"), "{error}");
}
