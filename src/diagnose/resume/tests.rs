//! Names that look alike, names that are gone, and codes of other packs and engines.

use std::collections::{BTreeMap, BTreeSet};

use super::code;
use super::fingerprint::{Kind, fingerprint};
use crate::kb::{KnowledgeBase, authored};
use crate::{ErrorKind, Limits, Source, Start};

const MANIFEST: &str = r#"
id: kettle
name: { en: Kettle }
version: "1.0.0"
engine: "*"
languages: [en]
default_role: guest
roles: [{ id: guest, name: { en: guest }, calls: shop }, { id: cook, name: { en: cook }, calls: shop }]
contacts: [{ id: shop, name: { en: the shop } }]
facts: [{ id: place, name: { en: place }, values: [{ id: home, name: { en: home } }, { id: inn, name: { en: inn } }] }]
help_desk: shop
documents: [{ id: leaflet, title: { en: Leaflet }, pages: 1 }]
"#;

/// A pack with the code `E1`, a question and a remedy of each of these ids.
fn kettle(manifest: &str, codes: &[&str], ids: &[&str]) -> KnowledgeBase {
    let list: Vec<String> =
        codes.iter().map(|code| format!("  - {{ code: \"{code}\", heading: {{ en: Heading }} }}\n")).collect();
    let mut rule = "id: no-water\nmatches:\n".to_owned();
    codes.iter().for_each(|code| rule.push_str(&format!("  - {{ code: \"{code}\" }}\n")));
    rule.push_str("causes: [{ id: empty, text: { en: It is empty. } }]\nchecks:\n");
    for id in ids {
        rule.push_str(&format!(
            "  - {{ id: {id}-seen, role: guest, minutes: 1, ask: {{ en: \"{id}?\" }}, answers: [{{ id: \"yes\", text: {{ en: \"Yes\" }}, supports: [empty] }}, {{ id: \"full\", text: {{ en: \"Full\" }} }}] }}\n"
        ));
    }
    rule.push_str("remediation:\n");
    for id in ids {
        rule.push_str(&format!(
            "  - {{ id: {id}, role: guest, risk: safe, minutes: 1, fixes: [empty], steps: [{{ text: {{ en: \"Fill {id}.\" }} }}], verify: {{ en: Look. }} }}\n"
        ));
    }
    rule.push_str(&format!(
        "hand_over: {{ to: [shop], from: remedy }}\nsource: {{ document: leaflet, page: 1 }}\nexamples: [\"{}\"]\n",
        codes[0]
    ));
    let codes = format!("codes:\n{}", list.concat());
    let files = [
        Source::new("pack.yaml", manifest),
        Source::new("codes.yaml", codes),
        Source::new("rules/no-water.yaml", rule),
    ];
    crate::load(&files, &Limits::default()).unwrap_or_else(|e| panic!("{e:#}"))
}

fn packs() -> Vec<KnowledgeBase> {
    let folder = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge")).unwrap();
    let packs = folder.map(|entry| entry.unwrap().path()).filter(|path| path.join("pack.yaml").exists());
    packs.map(|path| crate::fs::load_dir(path, &Limits::default()).unwrap()).collect()
}

/// Two names of checks whose fingerprints are alike.
fn alike() -> (String, String) {
    let mut seen: BTreeMap<Vec<u8>, String> = BTreeMap::new();
    for n in 0.. {
        let id = format!("fill-{n}");
        let symbols = fingerprint(Kind::Step, &format!("no-water/{id}-seen"), Kind::Step.width());
        if let Some(other) = seen.insert(symbols, id.clone()) {
            return (other, id);
        }
    }
    unreachable!("there are more numbers than fingerprints")
}

#[test]
fn no_two_steps_of_a_rule_look_alike_in_any_pack() {
    for knowledge in packs() {
        let pack = &knowledge.packs()[0];
        for rule in &pack.whole().rules {
            let keys: BTreeSet<String> = authored(rule).iter().map(|item| item.key(rule)).collect();
            let prints = |wider| -> BTreeSet<Vec<u8>> {
                keys.iter().map(|key| fingerprint(Kind::Step, key, Kind::Step.width() + wider)).collect()
            };
            assert!(super::WIDER.into_iter().take(3).any(|wider| prints(wider).len() == keys.len()), "{}", rule.id);
        }
    }
}

#[test]
fn names_that_look_alike_make_the_code_wider() {
    let (a, b) = alike();
    let alone = kettle(MANIFEST, &["E1"], &[&b]);
    let both = kettle(MANIFEST, &["E1"], &[&a, &b]);
    let answered = |knowledge: &KnowledgeBase, times: usize| {
        let mut session = knowledge.start(Start::new("E1")).unwrap();
        for _ in 0..times {
            let step = knowledge.turn(&session).unwrap().turn.step;
            session = knowledge.reply(&session, &step, "dont_know").unwrap();
        }
        session
    };
    let (session, short) = (answered(&both, 2), answered(&alone, 1));
    let code = both.resume_code(&session).unwrap();
    let narrow = alone.resume_code(&short).unwrap();
    assert_eq!(both.resume(&code).unwrap().events, session.events);
    assert_eq!(code.replace('-', "").len(), narrow.replace('-', "").len() + 2 + 1 + 2 + 4, "{code} {narrow}");
    // On a pack that gained the other one, nobody can tell which is meant: it is said, not guessed.
    let resumed = both.resume(&narrow).unwrap();
    let turn = both.turn(&resumed).unwrap().turn;
    assert_eq!((turn.step.as_str(), turn.notes.len()), (format!("no-water/{a}-seen").as_str(), 1));
    // And where one is gone, the other is not taken for it.
    let other = kettle(MANIFEST, &["E1"], &[&a]);
    assert_eq!(other.resume(&narrow).unwrap_err().kind(), ErrorKind::BadSession);
}

#[test]
fn on_another_version_what_is_gone_is_named_and_the_rest_goes_on() {
    let old = kettle(MANIFEST, &["E1", "E2"], &["pot", "can"]);
    let start = Start::new("E1").role("cook").fact("place", "inn").fact("pot-seen", "full");
    let mut session = old.start(start).unwrap();
    for reply in ["full", "not_fixed"] {
        let step = old.turn(&session).unwrap().turn.step;
        session = old.reply(&session, &step, reply).unwrap();
    }
    let code = old.resume_code(&session).unwrap();
    assert_eq!(old.resume(&code).unwrap(), session);

    let notes = |knowledge: &KnowledgeBase| {
        let resumed = knowledge.resume(&code).unwrap();
        let turn = knowledge.turn(&resumed).unwrap().turn;
        assert!(
            turn.notes.iter().all(|note| note.text.contains("`#") || note.text.contains("`no-water/")),
            "{turn:#?}"
        );
        (turn.notes.len(), turn.step)
    };
    // The order has changed, a step has come: nothing is lost.
    let newer = MANIFEST.replace("1.0.0", "1.1.0");
    assert_eq!(notes(&kettle(&newer, &["E2", "E1"], &["cup", "can", "pot"])), (0, "no-water/cup-seen".to_owned()));
    // A question, its remedy's result and the fact are gone.
    assert_eq!(notes(&kettle(&newer, &["E1"], &["can"])), (2, "no-water/can".to_owned()));
    // A role is gone: the default one goes on.
    assert_eq!(notes(&kettle(&newer.replace("id: cook", "id: chef"), &["E1"], &["pot", "can"])).0, 1);
    // The code itself is gone: the help desk is called.
    assert_eq!(notes(&kettle(&newer, &["E2"], &["pot", "can"])), (3, "end".to_owned()));

    // Taken up there, it goes on from there, and what is gone stays named.
    let there = kettle(&newer, &["E1"], &["can"]);
    let resumed = there.resume(&code).unwrap();
    let again = there.resume(&there.resume_code(&resumed).unwrap()).unwrap();
    assert_eq!(there.turn(&again).unwrap().turn.notes.len(), 2);
    assert_eq!(there.turn(&again).unwrap().turn.step, "no-water/can");
}

#[test]
fn codes_of_other_packs_and_of_newer_engines() {
    let kettle_pack = kettle(MANIFEST, &["E1"], &["pot"]);
    let oven = kettle(&MANIFEST.replace("id: kettle", "id: oven"), &["E1"], &["pot"]);
    let code = kettle_pack.resume_code(&kettle_pack.start(Start::new("E1")).unwrap()).unwrap();
    let error = oven.resume(&code).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::BadSession);
    assert!(error.to_string().contains("loaded: oven"), "{error}");
    assert_eq!(oven.join(&kettle_pack).unwrap().resume(&code).unwrap().pack.id, "kettle");

    let mut symbols = code::symbols(&code).unwrap();
    symbols[0] = 2;
    assert_eq!(kettle_pack.resume(&code::text(&symbols)).unwrap_err().kind(), ErrorKind::NewerResumeCode);
    symbols[0] = 0;
    assert_eq!(kettle_pack.resume(&code::text(&symbols)).unwrap_err().kind(), ErrorKind::BadSession);
}

/// Whatever a checksum was made for is read or refused.
#[test]
fn any_symbols_are_read_or_refused() {
    let knowledge = kettle(MANIFEST, &["E1"], &["pot", "can"]);
    let code = knowledge.resume_code(&knowledge.start(Start::new("E1")).unwrap()).unwrap();
    let sound = code::symbols(&code).unwrap();
    let mut random = 7u32;
    for _ in 0..20_000 {
        let mut symbols = sound.clone();
        for _ in 0..4 {
            random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (at, symbol) = ((random >> 8) as usize % (symbols.len() + 1), (random >> 24) as u8 & 31);
            match (random >> 20) & 3 {
                0 if at < symbols.len() => symbols[at] = symbol,
                1 if at < symbols.len() => symbols.truncate(at),
                _ => symbols.insert(at, symbol),
            }
        }
        if let Ok(session) = knowledge.resume(&code::text(&symbols)) {
            knowledge.turn(&session).unwrap();
        }
    }
}
