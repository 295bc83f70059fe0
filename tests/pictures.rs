//! Pictures: where everything stands, over every rule of every pack and over generated ones; SVG and DOT as files.
#![cfg(all(feature = "fs", feature = "render"))]

use proptest::prelude::*;
use shindan::diagnose::NodeKind;
use shindan::model::Risk;
use shindan::render::{
    self, LabelKind, LabelPart, Layout, Names, Picture, PictureEdge, PictureKind, PictureNode, TextBox,
};
use shindan::{KnowledgeBase, Query};

mod common;

use common::{CAORA, packs};

fn tree(knowledge: &KnowledgeBase, rule: &str, lang: &str, role: Option<&str>) -> Picture {
    let query = Query::new(rule).lang(lang);
    let graph = knowledge.tree(&role.into_iter().fold(query, Query::role)).unwrap();
    Picture::tree(&graph, &Names::new(knowledge, lang), &[])
}

/// Straight pieces of a line.
fn pieces(points: &[(i64, i64)]) -> impl Iterator<Item = ((i64, i64), (i64, i64))> + '_ {
    points.windows(2).map(|pair| (pair[0], pair[1]))
}

/// Boxes apart, lines through no box but their own label, everything in the picture.
#[track_caller]
fn sound(picture: &Picture) -> Layout {
    let layout = Layout::new(picture);
    let nodes: Vec<(&str, &TextBox)> = picture.nodes.iter().map(|node| node.id.as_str()).zip(&layout.nodes).collect();
    let labels: Vec<&TextBox> = layout.edges.iter().filter_map(|route| route.label.as_ref()).collect();
    let mut boxes: Vec<&TextBox> = nodes.iter().map(|(_, node)| *node).chain(labels).collect();
    boxes.extend([&layout.title, &layout.notes]);
    for (n, one) in boxes.iter().enumerate() {
        let whole =
            one.x >= 0 && one.y >= 0 && one.x + one.width <= layout.width && one.y + one.height <= layout.height;
        assert!(whole, "{one:?} is outside");
        assert!(one.lines.iter().all(|line| (0..=one.height).contains(&line.baseline)), "{one:?}");
        for other in boxes[n + 1..].iter().filter(|other| !other.lines.is_empty()) {
            assert!(!one.meets(other), "{one:?}\nmeets\n{other:?}");
        }
    }
    assert_eq!(layout.edges.len(), picture.edges.len());
    for (edge, route) in picture.edges.iter().zip(&layout.edges) {
        let end = |id: &str| nodes.iter().find(|(known, _)| *known == id).map(|(_, node)| *node);
        let (Some(from), Some(to)) = (end(&edge.from), end(&edge.to)) else {
            assert!(route.points.is_empty() && route.label.is_none(), "{edge:?}");
            continue;
        };
        if edge.from == edge.to {
            continue;
        }
        let touches = |node: &TextBox, point: (i64, i64)| {
            (node.x..=node.x + node.width).contains(&point.0) && (point.1 == node.y || point.1 == node.y + node.height)
        };
        assert!(touches(from, route.points[0]) && touches(to, *route.points.last().unwrap()), "{edge:?} {route:?}");
        let said = edge.label.iter().any(|part| part.contains(char::is_alphanumeric));
        assert!(route.label.is_some() || !said, "{edge:?}");
        for (a, b) in pieces(&route.points) {
            assert!((a.0 == b.0) != (a.1 == b.1), "{a:?} {b:?} is not straight");
            assert!(a.0.min(b.0) >= 0 && a.0.max(b.0) <= layout.width && a.1.max(b.1) <= layout.height);
            for other in boxes.iter().filter(|other| route.label.as_ref() != Some(**other)) {
                assert!(!other.is_crossed(a, b), "{edge:?} runs through {other:?}");
            }
        }
    }
    layout
}

/// Pairs of lines to different nodes that lie on each other for a while.
fn on_each_other(picture: &Picture, layout: &Layout) -> usize {
    let all: Vec<_> = picture.edges.iter().zip(&layout.edges).collect();
    let shares = |a: (i64, i64), b: (i64, i64)| a.0.min(a.1).max(b.0.min(b.1)) < a.0.max(a.1).min(b.0.max(b.1));
    let lie = |a: ((i64, i64), (i64, i64)), b: ((i64, i64), (i64, i64))| {
        let upright = a.0.0 == a.1.0 && b.0.0 == b.1.0 && a.0.0 == b.0.0 && shares((a.0.1, a.1.1), (b.0.1, b.1.1));
        let level = a.0.1 == a.1.1 && b.0.1 == b.1.1 && a.0.1 == b.0.1 && shares((a.0.0, a.1.0), (b.0.0, b.1.0));
        upright || level
    };
    let mut count = 0;
    for (n, (one, route)) in all.iter().enumerate() {
        for (_, other) in all[n + 1..].iter().filter(|(other, _)| other.to != one.to) {
            count += pieces(&route.points).filter(|a| pieces(&other.points).any(|b| lie(*a, b))).count();
        }
    }
    count
}

#[test]
fn every_rule_is_drawn_without_overlaps() {
    for (_, knowledge) in packs() {
        let pack = &knowledge.packs()[0];
        for rule in &pack.model().unwrap().rules {
            for lang in ["ja", "en"] {
                for role in std::iter::once(None).chain(pack.manifest().roles.iter().map(|role| Some(role.id.as_str())))
                {
                    let picture = tree(knowledge, &rule.id, lang, role);
                    let layout = sound(&picture);
                    assert_eq!(on_each_other(&picture, &layout), 0, "{} {lang} {role:?}", rule.id);
                }
            }
        }
    }
}

fn node(id: usize, text: String, kind: NodeKind, risk: Option<Risk>) -> PictureNode {
    let label = vec![LabelPart { kind: LabelKind::Text, text }];
    PictureNode { id: id.to_string(), kind: PictureKind::Step(kind), risk, label, taken: id.is_multiple_of(3) }
}

fn edge(from: usize, to: usize, text: String, aside: bool) -> PictureEdge {
    let (from, to) = (from.to_string(), to.to_string());
    PictureEdge { from, to, label: vec![text], taken: aside, aside }
}

/// Text as packs hold it: Japanese, Latin, both, nothing, and what no pack should hold.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[あ-んア-ン一-龠。、「」]{0,60}",
        "[a-zA-Z0-9 /:.-]{0,80}",
        "[あ-んa-z0-9 ]{0,200}",
        "[<>&\"'\\\\\\]\\PC\\p{Cc}]{0,20}",
    ]
}

fn picture() -> impl Strategy<Value = Picture> {
    let kind = prop_oneof![
        Just(NodeKind::Check),
        Just(NodeKind::Remedy),
        Just(NodeKind::See),
        Just(NodeKind::Confirm),
        Just(NodeKind::HandedOver),
    ];
    let risk = prop_oneof![Just(None), Just(Some(Risk::Safe)), Just(Some(Risk::Destructive))];
    let nodes = prop::collection::vec((text(), kind, risk), 1..=40);
    // Most edges lead on, as in a tree; some lead anywhere, to the node itself and to none.
    let ends = prop_oneof![
        6 => (0..40usize, 1..5usize).prop_map(|(from, by)| (from, from + by)),
        2 => (0..40usize, 0..42usize),
    ];
    let edges = prop::collection::vec((ends, text(), prop::bool::weighted(0.1)), 0..70);
    (nodes, edges, text()).prop_map(|(nodes, edges, title)| Picture {
        lang: "ja".to_owned(),
        notes: vec![title.clone()],
        title,
        nodes: nodes.into_iter().enumerate().map(|(id, (text, kind, risk))| node(id, text, kind, risk)).collect(),
        edges: edges.into_iter().map(|((from, to), text, aside)| edge(from, to, text, aside)).collect(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_graph_of_forty_nodes_is_drawn_without_overlaps(picture in picture()) {
        sound(&picture);
        prop_assert_eq!(Layout::new(&picture), Layout::new(&picture));
        well_formed(&render::svg(&[picture]));
    }
}

/// The text of an SVG file that stands alone.
#[track_caller]
fn well_formed(file: &str) -> String {
    let read = roxmltree::Document::parse(file).unwrap_or_else(|e| panic!("{e}\n{file}"));
    for element in read.descendants().filter(|node| node.is_element()) {
        let name = element.tag_name().name();
        assert!(["svg", "g", "title", "desc", "style", "rect", "path", "text"].contains(&name), "{name}");
        for attribute in element.attributes() {
            assert!(!attribute.name().starts_with("on") && !attribute.name().contains("href"), "{attribute:?}");
        }
    }
    assert!(!file.contains("url(") && !file.contains("@import"));
    read.descendants().filter(|node| node.has_tag_name((SVG, "text"))).filter_map(|node| node.text()).collect()
}

const SVG: &str = "http://www.w3.org/2000/svg";

#[test]
fn every_svg_file_holds_every_word_and_every_risk() {
    for (_, knowledge) in packs() {
        for rule in &knowledge.packs()[0].model().unwrap().rules {
            let picture = tree(knowledge, &rule.id, "ja", None);
            let shown = well_formed(&render::svg(std::slice::from_ref(&picture)));
            let solid = |text: &str| text.replace(|c: char| c.is_whitespace(), "");
            for part in picture.nodes.iter().flat_map(|node| &node.label) {
                let words = part.text.split(" / ").all(|text| solid(&shown).contains(&solid(text)));
                assert!(words, "{} is missing", part.text);
            }
            for node in picture.nodes.iter().filter(|node| node.risk > Some(Risk::Safe)) {
                let word = RISKS.iter().find(|(risk, _)| Some(*risk) == node.risk).unwrap().1;
                let says = |part: &LabelPart| part.kind == LabelKind::Small && part.text.contains(word);
                assert!(node.label.iter().any(says), "{node:?}");
            }
        }
    }
}

/// Colour is not the only thing that tells risks apart.
const RISKS: [(Risk, &str); 3] =
    [(Risk::Disruptive, "業務が一時止まる"), (Risk::Reconfigures, "設定が変わる"), (Risk::Destructive, "元に戻せない")];

#[test]
fn files_of_some_rules() {
    let settled = |file: String| {
        let pack = &CAORA.packs()[0];
        file.replace(&pack.hash()[..12], "HASH").replace(&format!("caora {}", pack.manifest().version), "caora VERSION")
    };
    insta::with_settings!({ prepend_module_to_snapshot => false, snapshot_path => "snapshots/pictures", omit_expression => true }, {
        for (rule, lang) in [("fuj905-reader-not-found", "ja"), ("015-photo-read", "en"), ("fuj905-exclusive-access", "ja")] {
            let picture = tree(&CAORA, rule, lang, None);
            insta::assert_snapshot!(format!("{rule}.{lang}.dot"), settled(render::dot(&picture)));
            if rule != "015-photo-read" {
                insta::assert_snapshot!(format!("{rule}.{lang}.svg"), settled(render::svg(&[picture])));
            }
        }
    });
}
