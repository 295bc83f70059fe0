//! Pictures of what happened: the path of a session on its tree, and plans.
#![cfg(all(feature = "fs", feature = "render"))]

use shindan::diagnose::NodeKind;
use shindan::render::{self, Layout, Names, Picture, PlanOutcome, PlanPicture, PlanStep};
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
        for rule in &pack.model().rules {
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

/// A plan of `depth` questions, each with two answers, and a hand-over below.
fn plan(depth: u32) -> PlanPicture {
    let inner = 2usize.pow(depth) - 1;
    let step = |n: usize| {
        let outcome =
            |name: &str, to| PlanOutcome { name: name.to_owned(), text: name.to_owned(), probability: 0.5, to };
        let ask = n < inner;
        PlanStep {
            step: if ask { format!("q{n}") } else { "escalate".to_owned() },
            kind: if ask { NodeKind::Check } else { NodeKind::HandedOver },
            text: format!("質問{n}"),
            risk: None,
            cost: 12.25,
            outcomes: if ask { vec![outcome("yes", 2 * n + 1), outcome("no", 2 * n + 2)] } else { Vec::new() },
        }
    };
    PlanPicture { title: "計画".to_owned(), notes: Vec::new(), steps: (0..2 * inner + 1).map(step).collect() }
}

#[test]
fn a_plan_shows_cost_and_probability_and_stands_beside_its_tree() {
    let names = Names::new(&CAORA, "ja");
    let picture = Picture::plan(&plan(3), &names, 40, &["yes".to_owned(), "no".to_owned()]);
    assert_eq!((picture.nodes.len(), picture.edges.len()), (15, 14));
    assert_eq!(picture.edges[0].label, ["yes", "50% · 期待コスト 12.2"]);
    let ids: Vec<&str> = picture.nodes.iter().filter(|node| node.taken).map(|node| node.id.as_str()).collect();
    assert_eq!(ids, ["0:q0", "1:q1", "4:q4"]);

    let session = session("FUJ905 0x02000001", "admin", &["no"]);
    let tree = drawn("fuj905-reader-not-found", "admin", &session);
    let (left, right) = (Layout::new(&picture), Layout::new(&tree));
    let svg = render::svg(&[picture, tree]);
    let read = roxmltree::Document::parse(&svg).unwrap();
    let width: i64 = read.root_element().attribute("width").unwrap().parse().unwrap();
    assert!(width >= left.width + right.width);
    assert!(svg.contains(&format!("translate({} 0)", width - right.width)));
}

#[test]
fn a_plan_that_is_too_large_says_that_it_is_cut_short() {
    let names = Names::new(&CAORA, "en");
    let picture = Picture::plan(&plan(10), &names, 40, &[]);
    let cut = picture.nodes.iter().filter(|node| node.label[0].text == "more steps").count();
    assert_eq!(picture.nodes.len() - cut, 40);
    assert!(cut > 0 && picture.edges.len() == picture.nodes.len() - 1);
}
