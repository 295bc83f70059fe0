//! Search by what people see and say: the pages, and what holds for any question.

use std::sync::LazyLock;

use proptest::prelude::*;
use shindan::query::Level;
use shindan::render::{self, Names, Style};
use shindan::{KnowledgeBase, Query};

mod common;

use common::{CAORA, SMTP};

static BOTH: LazyLock<KnowledgeBase> = LazyLock::new(|| CAORA.join(&SMTP).unwrap());
static BOTH_REVERSED: LazyLock<KnowledgeBase> = LazyLock::new(|| SMTP.join(&CAORA).unwrap());

fn page(text: &str, lang: &str) -> String {
    let found = CAORA.search(&Query::new(text).lang(lang), 3);
    render::search(&found, &Names::new(&CAORA, lang), &Style::plain())
}

#[test]
fn pages() {
    let mut pages = String::new();
    for (lang, text) in [
        ("ja", "顔が画面に写らなくて認証できない"),
        ("ja", "えっとかーどをおいてもよみとらないんですけど"),
        ("ja", "カートリーターが接属されていません"),
        ("en", "teh card raeder is not recogniezd"),
        ("en", "works in front of the computer, fails from home over remote desktop"),
        ("ja", "FUJ905が出る。在宅でつないでいるとき"),
        ("ja", "プリンターの紙が詰まった"),
        ("en", "what is the weather like"),
        ("ja", ""),
    ] {
        pages.push_str(&format!("> {text}\n\n{}\n\n", page(text, lang).trim_end()));
    }
    insta::assert_snapshot!(pages);
}

#[test]
fn any_number_of_hits_may_be_asked_for() {
    let query = Query::new("カードリーダー");
    assert!(CAORA.search(&query, 0).hits.is_empty());
    assert!(CAORA.search(&query, usize::MAX).hits.len() <= 24);
}

/// A text without a code is explained by what it describes: as candidates, so that no step is shown.
#[test]
fn a_description_is_explained_by_candidates() {
    let found = CAORA.explain(&Query::new("顔が画面に写らなくて認証できない"));
    assert_eq!(found.matched.level, Level::Symptom);
    assert_eq!(found.answers[0].rule, "102-face-not-photographed");
    assert!(found.answers.iter().all(|answer| answer.candidate) && found.plan.is_empty());
    // A code that does not exist is not explained away by the words around it.
    let found = CAORA.explain(&Query::new("009 顔が画面に写らなくて認証できない"));
    assert_eq!(found.matched.level, Level::Unknown);
}

#[test]
fn each_field_packs_words_say_which_device_is_meant() {
    let first = |text: &str| BOTH.search(&Query::new(text).lang("en"), 3).hits.into_iter().next().unwrap().pack.id;
    assert_eq!(first("the mailbox of the recipient is full"), "smtp");
    assert_eq!(first("the camera of the card reader does not see the face"), "caora");
}

fn questions() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "カード",
        "顔",
        "リーダー",
        "つながらない",
        "ｶﾒﾗ",
        "LAN",
        "remote",
        "desktop",
        "password",
        "かお",
        "011",
        "FUJ905",
        "、",
        " ",
        "mailbox",
        "550",
        "プリンター",
    ]);
    prop_oneof![prop::collection::vec(words, 0..8).prop_map(|words| words.concat()), "\\PC{0,40}"]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_asked(text in questions(), limit in 1..6usize) {
        let query = Query::new(&text);
        let found = BOTH.search(&query, limit);
        prop_assert!(found.hits.len() <= limit);
        prop_assert_eq!(found.hits.is_empty(), found.matched.level == Level::Unknown);
        let scores: Vec<u8> = found.hits.iter().map(|hit| hit.score).collect();
        prop_assert!(scores.is_sorted_by(|a, b| a >= b), "{:?}", scores);
        for word in found.hits.iter().flat_map(|hit| &hit.why).flat_map(|why| &why.words) {
            prop_assert!(text.contains(word.as_str()), "{word:?} is not in {text:?}");
        }
        prop_assert_eq!(&found, &BOTH.search(&query, limit));
    }

    #[test]
    fn the_order_of_loading_packs_changes_no_answer(text in questions()) {
        let query = Query::new(&text);
        prop_assert_eq!(BOTH.search(&query, 5), BOTH_REVERSED.search(&query, 5));
        prop_assert_eq!(BOTH.explain(&query), BOTH_REVERSED.explain(&query));
        prop_assert_eq!(BOTH.scanner().line(&text), BOTH_REVERSED.scanner().line(&text));
    }
}
