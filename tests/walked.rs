//! `docs/walked-diagnoses.md`: the three hardest diagnoses as a receptionist and a vendor's engineer are led through them.
#![cfg(all(feature = "fs", feature = "render"))]

use std::fmt::Write as _;
use std::path::Path;

use shindan::Start;
use shindan::model::Strategy;
use shindan::render::{self, Names, Style};

mod common;

use common::CAORA;

/// One walk: what is known of the fault, and what is replied where it matters; elsewhere nothing helps.
struct Walk {
    title: &'static str,
    text: &'static str,
    role: &'static str,
    lang: &'static str,
    strategy: Strategy,
    replies: &'static [(&'static str, &'static str)],
}

const WALKS: [Walk; 6] = [
    Walk {
        title: "001, as a receptionist: the sensor is dirty",
        text: "001 0x03000001",
        role: "reception",
        lang: "ja",
        strategy: Strategy::Planned,
        replies: &[("clean-reader", "fixed")],
    },
    Walk {
        title: "001, as a vendor's engineer: restarting the terminal helps",
        text: "001 0x03000001",
        role: "vendor",
        lang: "en",
        strategy: Strategy::Planned,
        replies: &[("restart-terminal", "fixed")],
    },
    Walk {
        title: "011 with 0x81000008, as a receptionist: the cables are all right",
        text: "011 0x81000008",
        role: "reception",
        lang: "ja",
        strategy: Strategy::Planned,
        replies: &[],
    },
    Walk {
        title: "011 with 0x81000008, as a vendor's engineer: the connection by IPSecIKE is down",
        text: "011 0x81000008",
        role: "vendor",
        lang: "en",
        strategy: Strategy::Planned,
        replies: &[("ipsec-ike", "not-connected-now"), ("connect-ipsec-ike", "fixed")],
    },
    Walk {
        title: "FUJ905 with 0x03000006, as a receptionist, in the authored order: another reader is connected",
        text: "FUJ905 0x03000006",
        role: "reception",
        lang: "ja",
        strategy: Strategy::Authored,
        replies: &[("other-reader", "yes")],
    },
    Walk {
        title: "FUJ905 with 0x03000006, as a vendor's engineer, in the authored order: a service holds the card",
        text: "FUJ905 0x03000006",
        role: "vendor",
        lang: "en",
        strategy: Strategy::Authored,
        replies: &[("other-reader", "yes"), ("propagation-service", "yes")],
    },
];

/// What is replied where a walk does not say: the first of these that is offered.
const ELSEWHERE: [&str; 6] = ["not_fixed", "no", "done", "none", "dont_know", "cannot"];

fn walked(walk: &Walk) -> String {
    let names = Names::new(&CAORA, walk.lang);
    let start = Start::new(walk.text).role(walk.role).lang(walk.lang).strategy(walk.strategy);
    let mut session = CAORA.start(start).unwrap();
    let mut page = format!("## {}\n\n```text\n", walk.title);
    let mut met = 0;
    loop {
        let diagnosis = CAORA.turn(&session).unwrap();
        page.push_str(render::turn(&diagnosis, &names, &Style::plain().with_width(96)).trim_end());
        page.push('\n');
        let turn = &diagnosis.turn;
        if turn.replies.is_empty() {
            assert_eq!(met, walk.replies.len(), "{}: a step that it speaks of did not come", walk.title);
            page.push_str("```\n");
            return page;
        }
        let step = turn.step.rsplit('/').next().unwrap();
        let known = walk.replies.iter().find(|(id, _)| *id == step).map(|(_, reply)| *reply);
        met += usize::from(known.is_some());
        let offered = |id: &str| turn.replies.iter().find(|reply| reply.id == id);
        let chosen = known.or_else(|| ELSEWHERE.into_iter().find(|id| offered(id).is_some()));
        let reply = chosen.and_then(offered).unwrap_or_else(|| panic!("{}: {}", walk.title, turn.step));
        write!(page, "\n> {}\n\n", reply.text).unwrap();
        session = CAORA.reply(&session, &turn.step, &reply.id).unwrap();
    }
}

#[test]
fn the_walks_in_the_documentation_are_what_people_see() {
    let mut page = String::from(
        "# Three diagnoses, walked\n\nThree hard rules of the card reader's pack, in the planned order unless it says otherwise, as they appear on a \
         terminal. What was replied stands behind `>`. On a terminal, warnings that stood there already are dimmed. Written by \
         `UPDATE=1 cargo test --test walked`.\n",
    );
    for walk in &WALKS {
        page.push('\n');
        page.push_str(&walked(walk));
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/walked-diagnoses.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(written == page, "docs/walked-diagnoses.md is out of date; run `UPDATE=1 cargo test --test walked`");
}
