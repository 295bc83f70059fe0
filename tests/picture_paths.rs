//! Pictures of what happened: the path of a session on its tree, and plans.
#![cfg(all(feature = "fs", feature = "render"))]

use shindan::diagnose::RuleModel;
use shindan::diagnose::plan::{Mode, Model, Plan, Planner};
use shindan::render::{self, Layout, Names, Picture};
use shindan::{Query, Session, Start};

mod common;

use common::{CAORA, packs};

/// The session after these replies.
fn session(text: &str, role: &str, replies: &[&str]) -> Session {
    let start = CAORA.start(Start::new(text).role(role)).unwrap();
    replies.iter().fold(start, |session, reply| {
        let step = CAORA.turn(&session).unwrap().turn.step;
        CAORA.reply(&session, &step, reply).unwrap()
    })
}

fn drawn(rule: &str, role: &str, session: &Session) -> Picture {
    let graph = CAORA.tree(&Query::new(rule).lang("ja").role(role)).unwrap();
    Picture::tree(&graph, &Names::new(&CAORA, "ja"), &CAORA.path(session).unwrap())
}

fn taken(picture: &Picture) -> Vec<(&str, &str, bool)> {
    let edges = picture.edges.iter().filter(|edge| edge.taken);
    edges.map(|edge| (edge.from.as_str(), edge.to.as_str(), edge.aside)).collect()
}

#[test]
fn a_path_is_marked_from_the_start_to_where_it_stands() {
    let session = session("FUJ905 0x02000001", "admin", &["no"]);
    let path = CAORA.path(&session).unwrap();
    assert_eq!(path.len(), 2, "{path:?}");
    let picture = drawn("fuj905-reader-not-found", "admin", &session);
    assert_eq!(taken(&picture), [(path[0].as_str(), path[1].as_str(), false)]);
    let nodes = picture.nodes.iter().filter(|node| node.taken).map(|node| node.id.as_str());
    assert_eq!(nodes.collect::<Vec<_>>(), path);

    let ended = CAORA.reply(&session, &path[1], "fixed").unwrap();
    assert_eq!(CAORA.path(&ended).unwrap().last().unwrap(), "end:resolved");
    let picture = drawn("fuj905-reader-not-found", "admin", &ended);
    let svg = render::svg(std::slice::from_ref(&picture));
    assert_eq!(svg.matches("class=\"edge taken\"").count(), 2, "{svg}");
    assert!(svg.contains("太い線は、これまでに通った手順です。"), "{svg}");
    let chart = render::mermaid(&picture);
    assert!(chart.contains("  class n_") && chart.contains(" taken\n") && chart.contains("  linkStyle "), "{chart}");
    assert_eq!(render::dot(&picture).matches("penwidth=4").count(), 5);
}

#[test]
fn an_answer_that_was_taken_back_is_not_on_the_path() {
    let session = session("FUJ905 0x02000001", "admin", &["no"]);
    let back = CAORA.back(&session).unwrap();
    assert_eq!(CAORA.path(&back).unwrap(), CAORA.path(&session).unwrap()[..1]);
}

/// Whatever is replied, each step of the rule on the path is marked, and marked steps hang together.
#[test]
fn every_path_of_every_rule_is_marked_whole() {
    for (_, knowledge) in packs() {
        let pack = &knowledge.packs()[0];
        let names = Names::new(knowledge, "ja");
        for rule in &pack.model().unwrap().rules {
            for (role, choice) in pack.manifest().roles.iter().flat_map(|role| [0, 1, 2, 9].map(|n| (&role.id, n))) {
                let mut session = knowledge.start(Start::new(common::asked(&rule.matches[0])).role(role)).unwrap();
                loop {
                    let turn = knowledge.turn(&session).unwrap().turn;
                    let Some(reply) = turn.replies.get(choice.min(turn.replies.len().saturating_sub(1))) else { break };
                    session = knowledge.reply(&session, &turn.step, &reply.id).unwrap();
                }
                let graph = knowledge.tree(&Query::new(&rule.id).role(role)).unwrap();
                let path = knowledge.path(&session).unwrap();
                let picture = Picture::tree(&graph, &names, &path);
                let mut marked = 0;
                for node in picture.nodes.iter().filter(|node| path.contains(&node.id)) {
                    assert!(node.taken, "{} {role} {choice}: {}", rule.id, node.id);
                    marked += 1;
                }
                let joins = picture.edges.iter().filter(|edge| edge.taken).count();
                assert!(marked > 0 && joins + 1 >= marked, "{} {role} {choice}: {path:?}", rule.id);
                assert_eq!(Layout::new(&picture).edges.len(), picture.edges.len());
            }
        }
    }
}

/// A rule and its plan, in Japanese.
fn planned(rule: &str) -> (RuleModel, Plan) {
    let found = CAORA.plan_model(&Query::new(rule).lang("ja").role("vendor")).unwrap();
    let plan = Planner::new(&found.model, Mode::SafeAll).plan();
    (found, plan)
}

#[test]
fn a_plan_shows_cost_and_probability_and_stands_beside_its_tree() {
    let names = Names::new(&CAORA, "ja");
    let (found, plan) = planned("fuj905-reader-not-found");
    let first = &plan.nodes[0];
    let seen = first.outcomes.last().unwrap();
    let picture = Picture::plan(&plan, Some(&found), &names, 40, std::slice::from_ref(&seen.name));
    assert_eq!(picture.nodes[0].label[0].text, found.steps[&first.step].text.text);
    let marked = picture.edges.iter().filter(|edge| edge.taken);
    let marked: Vec<&str> = marked.map(|edge| edge.label[1].as_str()).collect();
    let expected = (seen.chance * 100.0).round();
    let beyond = plan.nodes[seen.next].expected_cost;
    assert!(marked.len() == 1 && marked[0].starts_with(&format!("{expected}% ")), "{marked:?}");
    assert!(marked[0].ends_with(&format!("{beyond:.2}").trim_end_matches('0').trim_end_matches('.')), "{marked:?}");
    assert!(picture.notes.last().unwrap().contains(&found.pack.hash[..12]), "{:?}", picture.notes);

    let session = session("FUJ905 0x02000001", "admin", &["no"]);
    let tree = drawn("fuj905-reader-not-found", "admin", &session);
    let (left, right) = (Layout::new(&picture), Layout::new(&tree));
    let svg = render::svg(&[picture, tree]);
    let read = roxmltree::Document::parse(&svg).unwrap();
    let width: i64 = read.root_element().attribute("width").unwrap().parse().unwrap();
    assert!(width >= left.width + right.width);
    assert!(svg.contains(&format!("translate({} 0)", width - right.width)));
}

/// What a plan costs from each step on is what that step costs and what comes after it.
#[test]
fn costs_add_up_along_every_branch() {
    for rule in &CAORA.packs()[0].model().unwrap().rules {
        let Ok(found) = CAORA.plan_model(&Query::new(&rule.id).role("vendor")) else { continue };
        let plan = Planner::new(&found.model, Mode::SafeAll).plan();
        for node in &plan.nodes {
            let beyond: f64 = node.outcomes.iter().map(|seen| seen.chance * plan.nodes[seen.next].expected_cost).sum();
            assert!((node.expected_cost - node.cost - beyond).abs() < 1e-9, "{} {}", rule.id, node.step);
        }
        assert!((plan.nodes[0].expected_cost - plan.expected_cost).abs() < 1e-9, "{}", rule.id);
    }
}

#[test]
fn a_plan_that_is_too_large_says_that_it_is_cut_short() {
    let names = Names::new(&CAORA, "en");
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/plan/instances/sacso-10x10.json");
    let model = Model::from_json(&std::fs::read_to_string(file).unwrap()).unwrap();
    let plan = Planner::new(&model, Mode::SafeAll).plan();
    let picture = Picture::plan(&plan, None, &names, 40, &[]);
    let cut = picture.nodes.iter().filter(|node| node.label[0].text == "more steps").count();
    assert_eq!(picture.nodes.len() - cut, 40);
    assert!(cut > 0 && picture.edges.len() == picture.nodes.len() - 1);
}
