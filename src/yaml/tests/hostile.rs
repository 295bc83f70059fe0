//! No input makes the room panic, hang or grow.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{RULE, codes, refused, rules};
use crate::yaml::read;
use crate::{Diagnostic, Limits};

/// Reads `text`; every place in what is said about it is a range of it.
fn sound(text: &str) {
    let started = Instant::now();
    let check = |problem: &Diagnostic| {
        assert!(text.get(problem.span.start..problem.span.end).is_some(), "{problem:?} in {text:?}");
        for label in &problem.labels {
            assert!(text.get(label.span.start..label.span.end).is_some(), "{problem:?} in {text:?}");
        }
        if let Some(fix) = &problem.fix {
            assert!(text.get(fix.span.start..fix.span.end).is_some(), "{problem:?} in {text:?}");
        }
        assert!(problem.help.is_some(), "{problem:?} in {text:?}");
    };
    match read("a.yaml", text, &Limits::default()) {
        Ok(document) => assert!(document.spans.value("").is_some_and(|span| text.get(span.start..span.end).is_some())),
        Err(found) => {
            assert!(!found.is_empty(), "{text:?}");
            found.iter().for_each(check);
        }
    }
    assert!(started.elapsed() < Duration::from_secs(10), "{} bytes took {:?}", text.len(), started.elapsed());
}

/// How long `f` takes, in a debug build on a busy machine.
fn quickly<T>(f: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let value = f();
    assert!(started.elapsed() < Duration::from_secs(5), "{:?}", started.elapsed());
    value
}

#[test]
fn deep_nesting() {
    for text in
        ["- ".repeat(100_000), "[".repeat(200_000), "{a: ".repeat(50_000), "? ".repeat(100_000), "a:\n".repeat(2)]
    {
        let text =
            if text.len() < 10 { (0..2_000).map(|n| format!("{}a:\n", " ".repeat(n % 400))).collect() } else { text };
        assert!(codes(&quickly(|| refused(&text))).contains("SD01"));
    }
    assert_eq!(codes(&quickly(|| refused(&"- ".repeat(100_000)))), "SD0106");
    assert_eq!(codes(&quickly(|| refused(&"[".repeat(40)))), "SD0106");
    let deep = Limits::default().with_depth(10_000);
    for text in [format!("{}a", "- ".repeat(5_000)), format!("{}a{}", "[".repeat(200), "]".repeat(200))] {
        let found = quickly(|| read("a.yaml", &text, &deep)).unwrap_err();
        assert_eq!(codes(&found), "SD0106", "the second parser has a limit of its own");
    }
}

#[test]
fn exactly_as_deep_as_the_limit() {
    let limits = Limits::default().with_depth(3);
    assert!(read("a.yaml", "a: { b: [c] }\n", &limits).is_ok());
    assert_eq!(codes(&read("a.yaml", "a: { b: [[c]] }\n", &limits).unwrap_err()), "SD0106");
}

#[test]
fn many_values() {
    let limits = Limits::default().with_nodes(4);
    assert!(read("a.yaml", "a: [b, c]", &limits).is_err());
    assert!(read("a.yaml", "a: [b]", &limits).is_ok());
    assert_eq!(codes(&quickly(|| refused(&"- a\n".repeat(60_000)))), "SD0107");
}

#[test]
fn large_file() {
    let text = format!("a: {}", "x".repeat(Limits::default().file_bytes));
    assert_eq!(codes(&quickly(|| refused(&text))), "SD0105");
    sound(&format!("a: {}", "x ".repeat(400_000)));
    sound(&format!("a: {}", "x\n ".repeat(300_000)));
    sound(&format!("a: \"{}", "\\".repeat(500_000)));
    sound(&format!("{}: b", "あ".repeat(300_000)));
    sound(&"code：E1\n".repeat(80_000));
    sound(&"\ta: b\n".repeat(100_000));
    sound(&"a: 1\n".repeat(24_000));
    sound(&"\u{feff}".repeat(100_000));
    sound(&"- [".repeat(100_000));
    sound(&"{a：".repeat(100_000));
    sound(&format!("{{{}}}", "a：1, ".repeat(20_000)));
    sound(&format!("a: [{}]", "b, ".repeat(45_000)));
    sound(&format!("a: {{{}}}", (0..20_000).map(|n| format!("k{n}: , ")).collect::<String>()));
    sound(&format!("a: {}", "&b ".repeat(100_000)));
    sound(&format!("a: [{}]", "&b c, ".repeat(40_000)));
    sound(&"? |\n a\n".repeat(24_000));
    sound(&format!("- {}", "|\n".repeat(200_000)));
}

#[test]
fn billion_laughs() {
    let mut text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..10 {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    let found = quickly(|| refused(&text));
    assert!(found.iter().all(|problem| problem.code.as_str() == "SD0104"));
    assert_eq!((found[0].line, found[0].column), (1, 5));
    assert_eq!(codes(&quickly(|| refused("a: &a [*a]\n"))), "SD0104 SD0104");
}

#[test]
fn no_more_diagnostics_than_the_limit() {
    let limits = Limits::default().with_diagnostics(3);
    for text in ["a: 1\n".repeat(100), "code：E1\n".repeat(100), "a: \u{1}\n".repeat(100), "\ta: b\n".repeat(100)] {
        assert_eq!(read("a.yaml", &text, &limits).unwrap_err().len(), 3, "{text:.20?}");
    }
}

#[test]
fn truncations_of_every_rule() {
    let rules = rules();
    for (_, text) in &rules {
        // The more files, the fewer cuts in each; an integration test cuts them more finely.
        let step = (text.len() * rules.len() / 300).max(1);
        for at in (0..text.len()).step_by(step).filter(|at| text.is_char_boundary(*at)) {
            sound(&text[..at]);
            sound(&text[at..]);
        }
    }
}

/// What may stand where in a broken file.
fn snippet() -> impl Strategy<Value = String> {
    let parts = [
        ":", "：", ": ", "- ", "-", "\n", "\r\n", "\r", "\t", " ", "　", "\u{a0}", "{", "}", "[", "]", ",", "\"", "'",
        "|", ">", "|2", "#", " #", "&a", "*a", "!!str", "!", "%", "@", "`", "?", "? ", "---\n", "...\n", "\\", "\\x",
        "\u{0}", "\u{feff}", "\u{2028}", "\u{85}", "あ", "🔑", "e\u{301}", "<<: ", "~", "0x", "1e5", "ja", "code：",
        "\n\n  ", "\n ", "  ",
    ];
    prop_oneof![prop::sample::select(parts.to_vec()).prop_map(str::to_owned), ".{0,3}"]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        sound(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn random_characters(text in "(.|\n|\t|\r){0,80}") {
        sound(&text);
    }

    #[test]
    fn random_pieces_of_yaml(pieces in prop::collection::vec(snippet(), 0..40)) {
        sound(&pieces.concat());
    }

    #[test]
    fn mutations(which in any::<prop::sample::Index>(), edits in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..6, snippet()), 1..6)) {
        let rules = if cfg!(miri) { vec![(String::new(), RULE.to_owned())] } else { RULES.clone() };
        let mut text: Vec<char> = which.get(&rules).1.chars().collect();
        for (at, length, piece) in edits {
            let at = at.index(text.len() + 1);
            let end = (at + length).min(text.len());
            text.splice(at..end, piece.chars());
        }
        sound(&text.into_iter().collect::<String>());
    }
}

static RULES: std::sync::LazyLock<Vec<(String, String)>> = std::sync::LazyLock::new(rules);
