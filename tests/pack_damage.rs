//! Damaged, cut off and hostile packs: an error or the right answer, never a panic and never a wrong answer.
#![cfg(feature = "fs")]

mod common;

use std::sync::LazyLock;

use common::CAORA;
use serde_json::json;
use shindan::query::{Level, Reason};
use shindan::{ErrorKind, KnowledgeBase, Query, Start, protocol};

/// The compiled pack of the card reader.
static PACK: LazyLock<Vec<u8>> = LazyLock::new(|| CAORA.packs()[0].to_bytes().unwrap());

const PAGE: usize = 4096;

/// What is asked of a pack that may be damaged.
const ASKED: [&str; 4] = ["FUJ905 0x02000001", "０11 0x81000005", "FUJ999", "カードが読めない"];

/// What the whole pack answers.
static ANSWERS: LazyLock<Vec<String>> = LazyLock::new(|| ASKED.iter().map(|text| answer(&CAORA, text)).collect());

fn answer(knowledge: &KnowledgeBase, text: &str) -> String {
    serde_json::to_string(&knowledge.explain(&Query::new(text))).unwrap()
}

fn open(bytes: &[u8]) -> Result<KnowledgeBase, shindan::Error> {
    KnowledgeBase::from_pack(bytes)
}

/// Holds a pack that opened to its word: each answer is that of the whole pack, or none at all with the reason.
fn is_right_or_refused(knowledge: &KnowledgeBase, what: &str) {
    for (text, right) in ASKED.iter().zip(ANSWERS.iter()) {
        let found = knowledge.explain(&Query::new(*text));
        if found.matched.reason == Reason::PackDamaged {
            assert_eq!(found.matched.level, Level::Unknown, "{what}");
            assert!(found.answers.is_empty() && !found.help_desk.text.is_empty(), "{what}");
            assert_eq!(knowledge.damage().unwrap().kind(), ErrorKind::DamagedPack, "{what}");
        } else {
            assert_eq!(serde_json::to_string(&found).unwrap(), *right, "{what}: {text}");
        }
    }
}

#[test]
fn a_pack_that_is_cut_off_anywhere_does_not_open() {
    for length in 0..PACK.len() {
        let error = open(&PACK[..length]).expect_err("a part of a pack");
        let expected = if length < 8 { ErrorKind::NotPack } else { ErrorKind::DamagedPack };
        assert_eq!(error.kind(), expected, "{length}: {error}");
    }
    open(&PACK).unwrap();
}

/// Single bytes changed, spread over the whole file: every byte of the first page, and in each other page four.
fn places() -> impl Iterator<Item = usize> {
    let others = (1..PACK.len() / PAGE).flat_map(|page| [0, 997, 2311, 4095].map(|at| page * PAGE + at));
    (0..PAGE).chain(others)
}

#[test]
fn a_changed_byte_is_found() {
    for at in places() {
        let mut changed = PACK.clone();
        changed[at] ^= 1 << (at % 8);
        match open(&changed) {
            Err(error) => assert!(
                matches!(error.kind(), ErrorKind::NotPack | ErrorKind::UnknownPackFormat | ErrorKind::DamagedPack),
                "{at}: {error}"
            ),
            Ok(knowledge) => {
                assert!(at >= PAGE, "the first page is checked at once: {at}");
                let error = knowledge.verify().expect_err("a damaged pack");
                assert_eq!(error.kind(), ErrorKind::DamagedPack, "{at}: {error}");
            }
        }
    }
}

#[test]
fn nothing_is_answered_from_a_changed_page() {
    let mut refused = 0;
    // Every page, from the first use on.
    for page in 1..PACK.len() / PAGE {
        let mut changed = PACK.clone();
        changed[page * PAGE + page % PAGE] ^= 0x40;
        if let Ok(knowledge) = open(&changed) {
            is_right_or_refused(&knowledge, &format!("page {page}"));
            refused += usize::from(knowledge.damage().is_some());
        }
    }
    assert!(refused > 50, "{refused}");
}

/// A page of the rules changed, and a code whose answer stands there.
fn with_a_damaged_rule() -> KnowledgeBase {
    for page in (1..PACK.len() / PAGE).rev() {
        let mut changed = PACK.clone();
        changed[page * PAGE] ^= 1;
        let Ok(knowledge) = open(&changed) else { continue };
        let (_, other) = (knowledge.explain(&Query::new("101")), open(&changed).unwrap());
        if knowledge.damage().is_none()
            && other.explain(&Query::new("FUJ905 0x02000001")).matched.reason == Reason::PackDamaged
        {
            return open(&changed).unwrap();
        }
    }
    panic!("no page that one answer needs and another does not");
}

#[test]
fn every_operation_says_that_a_pack_is_damaged() {
    let asked = Query::new("FUJ905 0x02000001");
    let knowledge = with_a_damaged_rule;
    let damaged = |error: shindan::Error| assert_eq!(error.kind(), ErrorKind::DamagedPack, "{error}");
    // What does not touch the page is answered as ever; from the first touch on, nothing is.
    let one = knowledge();
    assert_eq!(answer(&one, "101"), answer(&CAORA, "101"));
    for lang in ["ja", "en"] {
        let found = one.explain(&asked.clone().lang(lang));
        assert_eq!((found.matched.level, found.matched.reason), (Level::Unknown, Reason::PackDamaged));
        assert!(found.help_desk.text.contains("caora"), "{}", found.help_desk.text);
        assert_eq!(found.help_desk.lang, lang);
    }
    assert_eq!(one.explain(&Query::new("101")).matched.reason, Reason::PackDamaged);
    damaged(one.turn(&CAORA.start(Start::new("101")).unwrap()).unwrap_err());

    assert_eq!(knowledge().search(&asked, 3).matched.reason, Reason::PackDamaged);
    assert_eq!(knowledge().identify("FUJ905 0x02000001")[0].reason, Reason::PackDamaged);
    let one = knowledge();
    assert!(one.lookup("FUJ905", Some("0x02000001")).next().is_none());
    assert!(one.damage().is_some());
    damaged(knowledge().tree(&asked).unwrap_err());
    damaged(knowledge().plan_model(&asked).unwrap_err());
    damaged(knowledge().verify().unwrap_err());
    damaged(knowledge().packs()[0].model().unwrap_err());
    damaged(knowledge().packs()[0].to_bytes().unwrap_err());

    let mut session = CAORA.start(Start::new("FUJ905 0x02000001")).unwrap();
    damaged(knowledge().turn(&session).unwrap_err());
    damaged(knowledge().transcript(&session).unwrap_err());
    damaged(knowledge().resume_code(&session).unwrap_err());
    damaged(knowledge().resume(&CAORA.resume_code(&session).unwrap()).unwrap_err());
    damaged(knowledge().path(&session).unwrap_err());
    let turn = CAORA.turn(&session).unwrap().turn;
    damaged(knowledge().reply(&session, &turn.step, &turn.replies[0].id).unwrap_err());
    session = CAORA.reply(&session, &turn.step, &turn.replies[0].id).unwrap();
    damaged(knowledge().back(&session).unwrap_err());
    damaged(knowledge().start(Start::new("FUJ905 0x02000001").fact("remote-session", "yes")).unwrap_err());

    let one = knowledge();
    let scanner = one.scanner();
    assert!(scanner.damage().is_some(), "a scanner reads all rules");
    assert!(scanner.line("FUJ905 0x02000001").iter().all(|hit| hit.level == Level::Unknown && hit.rule.is_none()));
}

/// The error says what is wrong, with both versions.
#[test]
fn what_is_not_known_is_refused_with_both_versions() {
    let mut newer = PACK.clone();
    newer[8] = 9;
    let error = open(&newer).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnknownPackFormat);
    assert!(error.to_string().contains("format 9") && error.to_string().contains("reads format 1"), "{error}");

    let mut model = CAORA.packs()[0].model().unwrap().clone();
    model.pack.engine = ">=7.1".parse().unwrap();
    let other = KnowledgeBase::from_model(model).unwrap();
    let error = open(&other.packs()[0].to_bytes().unwrap()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::UnknownPackFormat);
    assert!(error.to_string().contains(">=7.1") && error.to_string().contains(env!("CARGO_PKG_VERSION")), "{error}");

    for bytes in [&b""[..], b"SHIN", b"id: caora\nname: { ja: x }\n", &[0; 8192]] {
        let error = open(bytes).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotPack, "{error}");
    }
}

/// A pack in a file is read by position, and a page that cannot be read is an error, too.
#[test]
fn a_file_is_read_in_parts_and_answers_alike() {
    let path = std::env::temp_dir().join(format!("shindan-{}.pack", std::process::id()));
    std::fs::write(&path, &*PACK).unwrap();
    let knowledge = shindan::fs::open_pack(&path).unwrap();
    for (text, right) in ASKED.iter().zip(ANSWERS.iter()) {
        assert_eq!(answer(&knowledge, text), *right);
    }
    knowledge.verify().unwrap();
    let knowledge = shindan::fs::open_pack(&path).unwrap();
    std::fs::write(&path, &PACK[..PAGE * 2]).unwrap();
    assert_eq!(knowledge.explain(&Query::new("101")).matched.reason, Reason::PackDamaged);
    assert_eq!(knowledge.verify().unwrap_err().kind(), ErrorKind::Unreadable);
    std::fs::remove_file(&path).unwrap();
    assert_eq!(shindan::fs::open_pack(&path).unwrap_err().kind(), ErrorKind::Unreadable);
    assert_eq!(shindan::fs::open_pack("knowledge").unwrap_err().kind(), ErrorKind::Unreadable);
}

/// What is asked by the protocol: the answer of the whole pack, or the damage; never an answer of nothing.
#[test]
fn the_protocol_answers_right_or_names_the_damage() {
    let text = r#"{"text": "FUJ905 0x02000001"}"#.to_owned();
    let code = r#"{"code": "FUJ905", "detail": "0x02000001"}"#.to_owned();
    let session = json!({ "session": CAORA.start(Start::new("FUJ905 0x02000001")).unwrap() }).to_string();
    let of_text = ["scan", "tree", "plan", "start"].map(|operation| (operation, &text));
    let of_session = ["turn", "why_not", "transcript", "resume_code"].map(|operation| (operation, &session));
    let nothing = "{}".to_owned();
    let asked = [&of_text[..], &of_session, &[("lookup", &code), ("list", &nothing)]].concat();
    let ask =
        |knowledge: &KnowledgeBase, (operation, input): (&str, &String)| protocol::call(knowledge, operation, input);
    let right: Vec<String> = asked.iter().map(|one| ask(&CAORA, *one).unwrap()).collect();
    let mut found = 0;
    for page in 1..PACK.len() / PAGE {
        let mut changed = PACK.clone();
        changed[page * PAGE + 2311] ^= 1;
        for (one, right) in asked.iter().zip(&right) {
            let Ok(knowledge) = open(&changed) else { continue };
            match ask(&knowledge, *one) {
                Ok(answer) => assert_eq!(answer, *right, "page {page}: {}", one.0),
                Err(error) => {
                    assert_eq!(error.kind(), ErrorKind::DamagedPack, "page {page}: {error}");
                    found += 1;
                }
            }
            knowledge.verify().unwrap_err();
            assert_eq!(ask(&knowledge, *one).unwrap_err().kind(), ErrorKind::DamagedPack, "page {page}: {}", one.0);
        }
    }
    assert!(found > 0, "damage that is met while answering");
}
