//! Values to text: over every rule, role and language, and how text is broken and escaped.
#![cfg(all(feature = "fs", feature = "render"))]

use shindan::diagnose::{Diagnosis, NodeKind};
use shindan::model::Risk;
use shindan::query::Explanation;
use shindan::render::{self, Names, Picture, Style};
use shindan::{Query, Session, Start};
use unicode_width::UnicodeWidthStr;

mod common;

use common::CAORA;

const WIDTHS: [usize; 4] = [0, 30, 60, 80];

fn names(lang: &str) -> Names {
    Names::new(&CAORA, lang)
}

fn query(text: &str, lang: &str, role: Option<&str>) -> Query {
    let query = Query::new(text).lang(lang);
    role.into_iter().fold(query, Query::role)
}

fn explain(text: &str, lang: &str, role: Option<&str>) -> (Explanation, String) {
    let query = query(text, lang, role);
    let found = CAORA.explain(&query);
    let page = render::explanation(&found, &names(lang), &Style::plain());
    (found, page)
}

/// Every input worth asking: each row of the table, each code alone, each detail alone, and what is not there.
fn inputs() -> Vec<String> {
    let rules = CAORA.packs().iter().flat_map(|pack| &pack.model().unwrap().rules);
    let mut inputs: Vec<String> = Vec::new();
    for row in rules.flat_map(|rule| &rule.matches) {
        let detail = row.detail.clone().unwrap_or_default();
        inputs.extend([format!("{} {detail}", row.code), row.code.clone(), detail]);
    }
    inputs.extend(
        ["FUJ999", "905 0x81000008", "FUJ905 0x02000002", "", "015 0x04000011, 901", "0x81000008 FUJ906 21700C26-2"]
            .map(str::to_owned),
    );
    inputs.sort();
    inputs.dedup();
    inputs
}

#[track_caller]
fn sound(page: &str, width: usize) {
    assert!(page.ends_with('\n') && !page.ends_with("\n\n"), "{page}");
    assert!(!page.contains("\n\n\n") && !page.contains('{'), "{page}");
    for line in page.lines() {
        assert!(width == 0 || line.width() <= width, "{width}: {line}");
        assert!(!line.contains(char::is_control) && !line.ends_with(' '), "{line:?}");
    }
}

#[test]
fn every_answer_fits_its_width() {
    for input in inputs() {
        for (lang, role) in [("ja", None), ("ja", Some("patient")), ("en", Some("reception")), ("fr", Some("vendor"))] {
            let (found, _) = explain(&input, lang, role);
            for width in WIDTHS {
                sound(&render::explanation(&found, &names(lang), &Style::plain().with_width(width)), width);
            }
        }
    }
}

#[test]
fn colours_add_nothing_but_escapes() {
    for input in ["015 0x04000012", "905 0x81000008", "FUJ906 xxxxC02-4"] {
        let (found, plain) = explain(input, "ja", None);
        let shown = render::explanation(&found, &names("ja"), &Style::plain().with_ansi(true));
        let mut stripped = String::new();
        for (n, part) in shown.split("\u{1b}[").enumerate() {
            stripped.push_str(if n == 0 { part } else { part.split_once('m').unwrap().1 });
        }
        assert_eq!(stripped, plain);
        assert!(shown.contains("\u{1b}[33m"), "{shown}");
    }
}

#[test]
fn an_answer_warns_first_and_leaves_what_cannot_be_undone_for_last() {
    for input in inputs() {
        let (found, page) = explain(&input, "ja", Some("vendor"));
        let page = format!("\n{page}");
        let [answer] = found.answers.as_slice() else { continue };
        let at = |text: &str| page.find(text.trim_end()).unwrap_or_else(|| panic!("{text} is missing in\n{page}"));
        if answer.remediation.is_empty() || !page.contains("対処1") {
            continue;
        }
        let title = at(&format!("\n{}", answer.codes.join("/"))).min(at("\n対処\n"));
        for caution in &answer.cautions {
            assert!(at(&caution.text) < title, "{page}");
        }
        for remedy in &answer.remediation {
            let first = &remedy.steps[0].text.text;
            if let Some(caution) = &remedy.caution {
                assert!(at(&caution.text) < page.rfind(first.trim_end()).unwrap(), "{page}");
            }
        }
        let last_safe = answer.remediation.iter().rposition(|remedy| remedy.risk < Risk::Destructive);
        let destructive = answer.remediation.iter().position(|remedy| remedy.risk == Risk::Destructive);
        assert!(destructive.is_none_or(|at| last_safe.is_none_or(|safe| safe < at)), "{page}");
    }
}

#[test]
fn where_it_is_open_which_is_meant_no_step_is_shown() {
    for input in
        ["0x81000008", "905 0x81000008", "FUJ905", "FUJ905 0x02000002", "FUJ905 0x12345678", "015 0x04000011, FUJ905"]
    {
        let (found, page) = explain(input, "ja", None);
        for answer in found.answers.iter().filter(|answer| answer.candidate) {
            for step in answer.remediation.iter().flat_map(|remedy| &remedy.steps) {
                assert!(!page.contains(step.text.text.trim_end()), "{input}: {page}");
            }
            assert!(page.contains(&answer.rule) && answer.codes.iter().all(|code| page.contains(code)), "{page}");
        }
        assert!(page.contains(&found.help_desk.text), "{page}");
    }
}

#[test]
fn pages_ask_again_without_picking() {
    for (input, command) in [
        ("905 0x81000008", "explain <code> 0x81000008"),
        ("FUJ905", "explain FUJ905 <detail>"),
        ("FUJ905 0x02000002", "explain FUJ905 0x02000001"),
        ("1234C02-4", "diagnose FUJ906 1234C02-4"),
    ] {
        let (_, page) = explain(input, "en", None);
        assert!(page.contains(&format!("shindan {command}\n")), "{page}");
    }
}

#[test]
fn what_is_not_known_is_said_in_whole() {
    let (_, page) = explain("FUJ999", "ja", None);
    assert_eq!(
        page,
        "\
※ このコードは表にありません。

問い合わせ先へ伝えること
  エラー「FUJ999」が表示されていますが、手元の知識(caora 0.1.0)にありません。画面のコードとメッセージをそのままCaoraサポートデスクへ伝えてください。
"
    );
}

#[test]
fn a_text_in_another_language_says_so() {
    let (_, page) = explain("FUJ905 0x02000001", "fr", None);
    assert!(page.contains("(ja) リーダライタが見つからない") && page.contains("Possible causes"), "{page}");
    let (_, page) = explain("FUJ905 0x02000001", "en-GB", None);
    assert!(page.contains("Possible causes") && !page.contains("(ja)") && !page.contains("(en)"), "{page}");
    let (_, page) = explain("FUJ905 0x02000001", "en", None);
    assert!(page.contains("a draft that nobody has reviewed"), "{page}");
}

fn start(text: &str, lang: &str, role: &str) -> Session {
    CAORA.start(Start::new(text).lang(lang).role(role)).unwrap()
}

/// The session after always giving the reply at `choice`, as far as there are so many.
fn walk(text: &str, lang: &str, role: &str, choice: usize, mut see: impl FnMut(&Diagnosis)) -> Session {
    let mut session = start(text, lang, role);
    loop {
        let shown = CAORA.turn(&session).unwrap();
        see(&shown);
        let Some(reply) = shown.turn.replies.get(choice.min(shown.turn.replies.len().saturating_sub(1))) else {
            return session;
        };
        session = CAORA.reply(&session, &shown.turn.step, &reply.id).unwrap();
    }
}

#[test]
fn every_turn_shows_its_warnings_before_its_text_and_all_replies() {
    for input in inputs() {
        for (lang, role, choice) in
            [("ja", "vendor", 1), ("ja", "reception", 9), ("en", "admin", 2), ("ja", "patient", 0)]
        {
            let session = walk(&input, lang, role, choice, |shown| {
                for width in WIDTHS {
                    sound(&render::turn(shown, &names(lang), &Style::plain().with_width(width)), width);
                }
                let page = render::turn(shown, &names(lang), &Style::plain());
                let text = page.rfind(shown.turn.text.text.trim_end()).expect(&page);
                for caution in shown.turn.cautions.iter().chain(&shown.turn.caution) {
                    assert!(page.find(caution.text.trim_end()).is_some_and(|at| at < text), "{page}");
                }
                for (n, reply) in shown.turn.replies.iter().enumerate() {
                    assert!(page.contains(&format!("  [{}] {}\n", n + 1, reply.text)), "{page}");
                }
                for contact in shown.turn.end.iter().flat_map(|end| &end.hand_over).flat_map(|to| &to.to) {
                    assert!(page.contains(&contact.name), "{page}");
                }
            });
            let transcript = CAORA.transcript(&session).unwrap();
            for width in WIDTHS {
                sound(&render::transcript(&transcript, &names(lang), &Style::plain().with_width(width)), width);
            }
            let page = render::transcript_markdown(&transcript, &names(lang));
            assert!(page.lines().filter(|line| line.starts_with("# ")).count() == 1, "{page}");
        }
    }
}

#[test]
fn every_tree_is_drawn_with_each_step_once() {
    for rule in CAORA.packs().iter().flat_map(|pack| &pack.model().unwrap().rules) {
        for (lang, role) in [("ja", None), ("ja", Some("reception")), ("en", Some("patient"))] {
            let query = query(&rule.id, lang, role);
            let graph = CAORA.tree(&query).unwrap();
            for width in WIDTHS {
                sound(&render::tree_text(&graph, &names(lang), &Style::plain().with_width(width)), width);
            }
            let page = render::tree_text(&graph, &names(lang), &Style::plain());
            let mut asked = graph.nodes.iter().filter(|n| matches!(n.kind, NodeKind::Check | NodeKind::Remedy));
            assert!(asked.all(|node| page.contains(node.text.text.trim_end())), "{page}");
            let steps = |kind: NodeKind| {
                !matches!(kind, NodeKind::See | NodeKind::Resolved | NodeKind::WorkedAround | NodeKind::HandedOver)
            };
            let numbered = page.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_digit())).count();
            assert_eq!(numbered, graph.nodes.iter().filter(|node| steps(node.kind)).count(), "{page}");
            let picture = Picture::tree(&graph, &names(lang), &[]);
            drawing(&render::mermaid(&picture), picture.nodes.len());
        }
    }
}

/// A flowchart of `nodes` nodes, each edge between two of them, each label closed on its line.
#[track_caller]
fn drawing(chart: &str, nodes: usize) {
    let mut lines = chart.lines();
    assert_eq!(lines.next(), Some("flowchart TD"));
    let mut ids: Vec<&str> = Vec::new();
    for line in lines.clone().filter(|line| !line.contains("-->") && !line.contains("classDef")) {
        let id = line.trim_start().split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap();
        assert!(id.starts_with("n_") && !ids.contains(&id), "{chart}");
        ids.push(id);
    }
    assert_eq!(ids.len(), nodes, "{chart}");
    for line in lines {
        assert_eq!(line.matches('"').count() % 2, 0, "{line}");
        if let Some((from, to)) = line.split_once(" -->") {
            assert!(ids.contains(&from.trim_start()), "{line}");
            assert!(ids.contains(&to.rsplit(' ').next().unwrap()), "{line}");
        }
    }
}

#[test]
fn a_contact_that_was_consulted_is_not_asked_again() {
    let graph = CAORA.tree(&Query::new("011-network").lang("ja")).unwrap();
    let chart = render::mermaid(&Picture::tree(&graph, &names("ja"), &[]));
    let consult = "n_consult_terminal_sales_vendor";
    let back = chart.lines().filter(|line| line.ends_with(&format!("| {consult}"))).count();
    assert_eq!(back, 1, "{chart}");
}

#[test]
fn a_hostile_text_cannot_steer_the_terminal() {
    let (mut found, _) = explain("FUJ905 0x02000001", "en", None);
    found.answers[0].causes[0].text.text = "a\u{1b}]0;title\u{7}b\u{202e}c\u{9b}31m".to_owned();
    let page = render::explanation(&found, &names("en"), &Style::plain().with_width(40));
    sound(&page, 40);
    assert!(page.contains("1. a]0;titlebc31m\n"), "{page}");
}

#[test]
fn a_turn_in_a_narrow_terminal() {
    let shown = CAORA.turn(&start("FUJ905 0x02000001", "ja", "reception")).unwrap();
    let page = render::turn(&shown, &names("ja"), &Style::plain().with_width(40));
    assert_eq!(
        page,
        "\
手順1 · 残り約3分

いま、資格確認端末にWindowsリモートデス
クトップで接続していますか。 (約1分)
  理由: 「資格確認端末に対し、Windowsリ
  モートデスクトップ接続を行っている」か
  どうかがわかります。
  ほかの人が行う手順: 1件 — システム担当
  者に連絡

  [1] はい
  [2] いいえ
  [3] わからない
"
    );
}
