//! Compiled packs: the same bytes from the same knowledge, and the same answers from both.
#![cfg(feature = "fs")]

mod common;

use common::packs;
use serde_json::{Value, json};
use shindan::{KnowledgeBase, Limits, Query, Source, Start};

/// The compiled pack, opened.
fn compiled(knowledge: &KnowledgeBase) -> KnowledgeBase {
    KnowledgeBase::from_pack(knowledge.packs()[0].to_bytes().unwrap()).unwrap()
}

/// Every code and pair as printed, every example, and what nobody has.
fn inputs(knowledge: &KnowledgeBase) -> Vec<String> {
    let model = knowledge.packs()[0].model().unwrap();
    let mut inputs: Vec<String> = vec!["".into(), "FUJ999".into(), "0x81000009".into(), "999 9.9.9".into()];
    for entry in &model.codes.codes {
        inputs.extend(std::iter::once(&entry.code).chain(&entry.aliases).cloned());
    }
    for rule in &model.rules {
        inputs.extend(rule.matches.iter().map(common::asked));
        inputs.extend(rule.matches.iter().filter_map(|row| row.detail.clone()));
        inputs.extend(rule.examples.iter().cloned());
    }
    inputs
}

/// The questions that the search is tuned on.
fn questions(pack: &str) -> Vec<String> {
    let files: &[(&str, &str, &str)] = match pack {
        "caora" => {
            &[("tuning.yaml", "queries", "text"), ("tuning-2.yaml", "queries", "text"), ("scan.yaml", "lines", "line")]
        }
        _ => &[("bounces.yaml", "lines", "line")],
    };
    let mut questions = Vec::new();
    for (file, list, text) in files {
        let path = format!("{}/knowledge/{pack}/eval/{file}", env!("CARGO_MANIFEST_DIR"));
        let value: Value = serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let texts = value[list].as_array().unwrap().iter().filter_map(|query| query[text].as_str());
        questions.extend(texts.map(str::to_owned));
    }
    assert!(questions.len() > 20, "{pack}");
    questions
}

fn same(what: &str, a: &impl serde::Serialize, b: &impl serde::Serialize) {
    assert_eq!(serde_json::to_string(a).unwrap(), serde_json::to_string(b).unwrap(), "{what}");
}

#[test]
fn every_code_and_example_is_answered_alike() {
    for (name, yaml) in packs() {
        let pack = compiled(yaml);
        assert_eq!(pack.packs()[0].hash(), yaml.packs()[0].hash(), "{name}");
        for input in inputs(yaml) {
            for query in [Query::new(&input), Query::new(&input).lang("en").role("reception")] {
                same(&input, &yaml.explain(&query), &pack.explain(&query));
            }
            let rows = |knowledge: &KnowledgeBase| -> Value {
                let found = knowledge.identify(&input);
                let of = found
                    .iter()
                    .map(|one| (one.level, one.rows.iter().map(|r| (&r.rule.id, r.row)).collect::<Vec<_>>()));
                json!(of.collect::<Vec<_>>())
            };
            same(&input, &rows(yaml), &rows(&pack));
        }
        assert!(pack.damage().is_none());
    }
}

#[test]
fn every_printed_pair_is_looked_up_alike() {
    for (name, yaml) in packs() {
        let pack = compiled(yaml);
        for row in yaml.packs()[0].model().unwrap().rules.iter().flat_map(|rule| &rule.matches) {
            let found = |knowledge: &KnowledgeBase| -> Vec<(String, usize)> {
                knowledge.lookup(&row.code, row.detail.as_deref()).map(|r| (r.rule.id.clone(), r.row)).collect()
            };
            assert!(!found(yaml).is_empty());
            assert_eq!(found(yaml), found(&pack), "{name}: {row:?}");
            let again =
                allocation_counter::measure(|| assert!(pack.lookup(&row.code, row.detail.as_deref()).next().is_some()));
            assert_eq!(again.count_total, 0, "{name}: {row:?}");
        }
        assert!(pack.lookup("FUJ999", None).next().is_none());
    }
}

#[test]
fn searches_scans_trees_and_plans_are_alike() {
    for (name, yaml) in packs() {
        let pack = compiled(yaml);
        for question in questions(name) {
            let query = Query::new(&question);
            same(&question, &yaml.search(&query, 5), &pack.search(&query, 5));
            same(&question, &yaml.explain(&query), &pack.explain(&query));
            same(&question, &yaml.scanner().line(&question), &pack.scanner().line(&question));
        }
        let log = inputs(yaml).join(" code=\n");
        let hits = yaml.scanner().line(&log);
        assert!(hits.len() > 10);
        same(name, &hits, &pack.scanner().line(&log));
        for rule in &yaml.packs()[0].model().unwrap().rules {
            let query = Query::new(&rule.id);
            same(&rule.id, &yaml.tree(&query).unwrap(), &pack.tree(&query).unwrap());
            let model = |knowledge: &KnowledgeBase| match knowledge.plan_model(&query) {
                Ok(model) => model.model.to_json(),
                Err(error) => json!(error.to_string()),
            };
            same(&rule.id, &model(yaml), &model(&pack));
        }
    }
}

#[test]
fn diagnoses_go_alike_and_pass_from_one_to_the_other() {
    for (name, yaml) in packs() {
        let pack = compiled(yaml);
        let mut replies_given = 0;
        for rule in yaml.packs()[0].model().unwrap().rules.iter().step_by(3) {
            let mut session = yaml.start(Start::new(&rule.examples[0])).unwrap();
            for step in 0..40 {
                let turn = yaml.turn(&session).unwrap();
                same(&rule.id, &turn, &pack.turn(&session).unwrap());
                same(&rule.id, &yaml.transcript(&session).unwrap(), &pack.transcript(&session).unwrap());
                assert_eq!(yaml.resume_code(&session).unwrap(), pack.resume_code(&session).unwrap(), "{name}");
                let replies = &turn.turn.replies;
                let Some(reply) = replies.get(step % replies.len().max(1)) else { break };
                // Each engine goes on with what the other one made.
                session = match step % 2 {
                    0 => yaml.reply(&session, &turn.turn.step, &reply.id).unwrap(),
                    _ => pack.reply(&session, &turn.turn.step, &reply.id).unwrap(),
                };
            }
            replies_given += session.events.len();
        }
        assert!(replies_given > 10, "{name}: {replies_given}");
    }
}

#[test]
fn a_pack_is_what_its_knowledge_says() {
    for (name, yaml) in packs() {
        let pack = compiled(yaml);
        pack.verify().unwrap();
        assert_eq!(pack.packs()[0].model().unwrap(), yaml.packs()[0].model().unwrap(), "{name}");
        assert_eq!(pack.packs()[0].to_bytes().unwrap(), yaml.packs()[0].to_bytes().unwrap(), "{name}");
        yaml.verify().unwrap();
    }
}

/// The files of a pack with its line ends, the order of its keys, its quotes and its comments changed.
fn disguised(name: &str) -> Vec<Source> {
    fn turned(value: serde_yaml::Value) -> serde_yaml::Value {
        match value {
            serde_yaml::Value::Mapping(map) => {
                let mut pairs: Vec<_> = map.into_iter().map(|(key, value)| (key, turned(value))).collect();
                pairs.reverse();
                pairs.into_iter().collect::<serde_yaml::Mapping>().into()
            }
            serde_yaml::Value::Sequence(items) => items.into_iter().map(turned).collect::<Vec<_>>().into(),
            other => other,
        }
    }
    let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("knowledge").join(name);
    let (mut files, problems) = shindan::fs::read_dir(&dir, &Limits::default()).unwrap();
    assert!(problems.is_empty());
    files.reverse();
    for file in &mut files {
        let text = serde_yaml::to_string(&turned(serde_yaml::from_str(&file.text).unwrap())).unwrap();
        assert_ne!(text, file.text);
        file.text = format!("# another hand\n{text}# the end\n").replace('\n', "\r\n");
    }
    files
}

#[test]
fn line_ends_key_order_and_comments_change_no_byte() {
    for (name, yaml) in packs() {
        let limits = Limits::default();
        let other = shindan::load(&disguised(name), &limits).unwrap_or_else(|error| panic!("{name}: {error:#}"));
        assert_eq!(other.packs()[0].hash(), yaml.packs()[0].hash(), "{name}");
        assert_eq!(other.packs()[0].to_bytes().unwrap(), yaml.packs()[0].to_bytes().unwrap(), "{name}");
    }
}
