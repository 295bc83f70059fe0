//! The release contract: every rule's answer and tree, in both languages, as its reader sees them.
#![cfg(feature = "fs")]

use std::fmt::Write as _;

use shindan::render::{Names, Style, explanation, snapshot};
use shindan::{KnowledgeBase, Limits, Query};

mod common;

use common::{CAORA, asked, packs};

/// The version and hash of the pack are the same on every page and change with every edit; they have a test of their own.
fn settled(page: &str, knowledge: &KnowledgeBase) -> String {
    let pack = &knowledge.packs()[0];
    page.replace(pack.hash(), "HASH")
        .replace(&pack.hash()[..12], "HASH")
        .replace(&pack.manifest().version.to_string(), "VERSION")
}

#[test]
fn every_rule_reads_well() {
    for (pack, knowledge) in packs() {
        every_rule_of_the_pack(pack, knowledge);
    }
}

fn every_rule_of_the_pack(pack: &str, knowledge: &KnowledgeBase) {
    for lang in ["ja", "en"] {
        let names = Names::new(knowledge, lang);
        for rule in &knowledge.packs()[0].model().unwrap().rules {
            let page = snapshot(knowledge, &rule.id, None, &names).unwrap();
            insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => format!("snapshots/rules/{pack}"), omit_expression => true }, {
                insta::assert_snapshot!(format!("{}.{lang}", rule.id), page);
            });
        }
    }
}

/// What a role may not do is replaced by whom to call, in every answer.
#[test]
fn answers_keep_to_the_role() {
    for (_, knowledge) in packs() {
        keep_to_the_role(knowledge);
    }
}

fn keep_to_the_role(knowledge: &KnowledgeBase) {
    let pack = &knowledge.packs()[0];
    for rule in &pack.model().unwrap().rules {
        for row in &rule.matches {
            for role in &pack.manifest().roles {
                let found = knowledge.explain(&Query::new(asked(row)).role(role.id.as_str()));
                let answer = &found.answers[0];
                let rank = |id: &str| pack.role_rank(id).unwrap();
                let shown = answer.checks.iter().map(|c| &c.role).chain(answer.remediation.iter().map(|r| &r.role));
                assert!(shown.clone().all(|needed| rank(needed) <= rank(&role.id)), "{} as {}", rule.id, role.id);
                for step in answer.withheld.iter().filter(|w| w.why == shindan::query::WithheldWhy::AboveRole) {
                    assert!(step.who.is_some() && step.print.is_empty(), "{} as {}: {}", rule.id, role.id, step.step);
                }
                assert!(!answer.hand_over.to.is_empty(), "{} as {}", rule.id, role.id);
                // Nothing destructive stands before something safer, nor without it.
                let risks: Vec<_> =
                    answer.remediation.iter().map(|r| r.risk == shindan::model::Risk::Destructive).collect();
                assert!(risks.is_sorted(), "{} as {}", rule.id, role.id);
            }
        }
    }
}

/// The same knowledge gives the same answers and the same hash, however its files are laid out.
#[test]
fn layout_changes_nothing() {
    let dir = concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge/caora");
    let (mut sources, _) = shindan::fs::read_dir(dir.as_ref(), &Limits::default()).unwrap();
    let hash = shindan::load(&sources, &Limits::default()).unwrap().packs()[0].hash().to_owned();
    for source in &mut sources {
        source.text = format!("\u{feff}# a comment\r\n{}", source.text.replace('\n', "\r\n"));
    }
    sources.reverse();
    let other = shindan::load(&sources, &Limits::default()).unwrap();
    assert_eq!(hash, other.packs()[0].hash());
}

/// Codes that are near, unknown, or paired as the table does not have them.
#[test]
fn inputs_beside_the_table_are_answered_honestly() {
    let knowledge = &*CAORA;
    let mut pages = String::new();
    for lang in ["ja", "en"] {
        let names = Names::new(knowledge, lang);
        let inputs = [
            "0x81000008",
            "FUJ905",
            "015",
            "905 0x81000008",
            "FUJ999",
            "009",
            "FUJ999 0x81000005",
            "FUJ905 0x02000002",
            "0X8100004",
            "fuj905 0x02000001",
            "22013C02-11",
            "22013C02-1",
            "901 0x12345678",
            "FUJ905 0x81000013",
            "こんにちは",
            "",
        ];
        for input in inputs {
            let page =
                explanation(&knowledge.explain(&Query::new(input).lang(lang)), &names, &Style::plain().with_width(100));
            // A full answer has a snapshot of its own; its first lines say how it was matched.
            let head: Vec<&str> = page.lines().take(14).collect();
            writeln!(pages, "$ shindan explain {input}\n{}\n", head.join("\n")).unwrap();
        }
    }
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("beside_the_table", settled(&pages, knowledge));
    });
}
