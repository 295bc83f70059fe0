//! Several codes at once: the pages as their readers see them, and packs made up for what the table does not show.
#![cfg(all(feature = "fs", feature = "render"))]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};
use shindan::render::{Names, Style, explanation};
use shindan::{KnowledgeBase, Query};

mod common;

use common::CAORA;

/// A pack of two rules whose remedies read alike, under the conditions given.
fn alike(id: &str, codes: [&str; 2], when: [Value; 2]) -> KnowledgeBase {
    let rule = |n: usize| {
        let mut remedy = json!({
            "id": format!("restart-{n}"), "role": "clerk", "risk": "safe", "minutes": 1,
            "steps": [{ "text": { "en": "Restart." } }],
        });
        if when[n] != Value::Null {
            remedy["when"] = when[n].clone();
        }
        json!({
            "id": format!("rule-{n}"), "source": { "document": "m", "page": 1 }, "examples": [codes[n]],
            "matches": [{ "code": codes[n] }], "hand_over": { "from": "role" }, "remediation": [remedy],
        })
    };
    let model = json!({
        "pack": {
            "id": id, "name": { "en": "P" }, "version": "1.0.0", "engine": "*", "languages": ["en"],
            "default_role": "clerk", "help_desk": "maker",
            "roles": [{ "id": "clerk", "name": { "en": "clerk" }, "calls": "maker" }],
            "contacts": [{ "id": "maker", "name": { "en": "maker" } }],
            "facts": [{ "id": "place", "name": { "en": "place" }, "values": [
                { "id": "in", "name": { "en": "in" } }, { "id": "out", "name": { "en": "out" } },
            ] }],
            "documents": [{ "id": "m", "title": { "en": "M" }, "pages": 1 }],
        },
        "codes": { "codes": [{ "code": codes[0] }, { "code": codes[1] }] },
        "rules": [rule(0), rule(1)],
    });
    KnowledgeBase::from_model(serde_json::from_value(model).unwrap()).unwrap()
}

#[test]
fn the_same_words_under_another_condition_are_another_step() {
    let (inside, outside) = (json!({ "place": ["in"] }), json!({ "place": ["out"] }));
    for (when, planned, condition) in [
        ([Value::Null, Value::Null], 1, false),
        ([inside.clone(), inside.clone()], 1, true),
        ([inside.clone(), Value::Null], 1, false),
        ([inside, outside], 2, true),
    ] {
        for text in ["E1 E2", "E2 E1"] {
            let found = alike("p", ["E1", "E2"], when.clone()).explain(&Query::new(text));
            assert_eq!(found.plan.len(), planned, "{when:?}");
            assert_eq!(!found.answers[0].remediation[0].when.is_empty(), condition, "{when:?}");
        }
    }
}

#[test]
fn no_pack_hides_a_code_from_another() {
    let one = alike("one", ["E1", "E2"], [Value::Null, Value::Null]);
    let two = alike("two", ["E2", "F3"], [Value::Null, Value::Null]);
    for both in [one.join(&two).unwrap(), two.join(&one).unwrap()] {
        let found = both.explain(&Query::new("F3 E1"));
        let answered: Vec<(&str, &[String])> = found.answers.iter().map(|a| (a.pack.id.as_str(), &*a.asked)).collect();
        assert_eq!(answered, [("two", &["F3".to_owned()][..]), ("one", &["E1".to_owned()][..])]);
        assert!(found.matched.changes.is_empty() && found.answers.iter().all(|answer| !answer.candidate));
        // Alike, but each pack speaks for itself.
        assert_eq!(found.plan.len(), 2);
        // What both know is open.
        let found = both.explain(&Query::new("E2 F3"));
        assert_eq!(found.answers.iter().map(|a| a.candidate).collect::<Vec<_>>(), [true, true, false]);
        assert_eq!(found.asked.len(), 2);
    }
}

const PAGES: [(&str, &str, Option<&str>); 7] = [
    ("011 0x81000005 FUJIP55", "ja", None),
    ("FUJIP55 0x81000008 011 0x81000005", "en", Some("reception")),
    ("015 0x04000015 101", "ja", Some("reception")),
    ("015 0x04000015 FUJ905 0x81000003 905 0x81000004", "en", Some("admin")),
    ("FUJIP60 011 0x81000008", "en", None),
    ("0x81000008 FUJ905 0x02000002 102", "ja", Some("reception")),
    ("0x81000008 905 0x81000003", "en", None),
];

#[test]
fn pages_of_several_codes_read_well() {
    let knowledge = &*CAORA;
    let pack = &knowledge.packs()[0];
    for (n, (text, lang, role)) in PAGES.into_iter().enumerate() {
        let query = role.into_iter().fold(Query::new(text).lang(lang), Query::role);
        let found = knowledge.explain(&query);
        let page = explanation(&found, &Names::new(knowledge, lang), &Style::plain().with_width(100));
        let mut out = String::new();
        writeln!(out, "$ shindan explain {text} --lang {lang} --role {}\n{page}", role.unwrap_or("(none)")).unwrap();
        let mut value = serde_json::to_value(&found).unwrap();
        for answer in value["answers"].as_array_mut().unwrap() {
            let kept = ["rule", "asked", "candidate", "withheld"];
            answer.as_object_mut().unwrap().retain(|key, _| kept.contains(&key.as_str()));
            for step in answer["withheld"].as_array_mut().unwrap() {
                step.as_object_mut().unwrap().retain(|key, _| ["step", "why", "same_as"].contains(&key.as_str()));
            }
        }
        let lines: BTreeMap<&str, String> = ["asked", "answers", "relations", "plan"]
            .into_iter()
            .map(|key| {
                let lines: Vec<String> = value[key].as_array().unwrap().iter().map(|v| format!("  {v}")).collect();
                (key, lines.join("\n"))
            })
            .collect();
        for (key, lines) in lines {
            writeln!(out, "{key}:\n{lines}").unwrap();
        }
        let out = out
            .replace(&pack.hash()[..12], "HASH")
            .replace(&format!("caora {}", pack.manifest().version), "caora VERSION");
        insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots/several", omit_expression => true }, {
            insta::assert_snapshot!(format!("{n}"), out);
        });
    }
}
