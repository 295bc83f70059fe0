//! Sessions that begin with what somebody sees, in the planned order: which rule is meant is asked for before anything is done.
#![cfg(feature = "fs")]

use shindan::diagnose::{Outcome, StepKind, Turn};
use shindan::model::Strategy;
use shindan::render::{self, Names, Style};
use shindan::{ErrorKind, KnowledgeBase, Session, Start};

mod common;

use common::{CAORA, packs};

const MOST: usize = 5;

/// What people said, from the questions that the search was tuned on.
fn described() -> Vec<String> {
    let files =
        ["tuning", "tuning-2"].map(|file| format!("{}/knowledge/caora/eval/{file}.yaml", env!("CARGO_MANIFEST_DIR")));
    let texts = files.map(|path| std::fs::read_to_string(path).unwrap()).join("\n");
    let texts = texts.lines().filter_map(|line| line.split_once("text: \"")?.1.split_once("\", lang"));
    texts.map(|(text, _)| text.to_owned()).collect()
}

fn planned(text: &str) -> Session {
    CAORA.start(Start::new(text).role("admin").strategy(Strategy::Planned)).unwrap()
}

fn turn(session: &Session) -> Turn {
    CAORA.turn(session).unwrap().turn
}

#[test]
fn timing() {
    for text in described().iter().take(25) {
        let at = std::time::Instant::now();
        let session = planned(text);
        let turn = turn(&session);
        let first = at.elapsed();
        let mut merged = None;
        if turn.step == "which-rule" {
            let at = std::time::Instant::now();
            let on = CAORA.reply(&session, "which-rule", "dont_know").unwrap();
            let next = CAORA.turn(&on).unwrap();
            merged = Some((at.elapsed(), next.turn.step));
        }
        eprintln!("{first:?} {} {} {merged:?} {text}", turn.step, turn.replies.len());
    }
}
