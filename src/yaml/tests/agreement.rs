//! Both parsers read the same tree, or the file is refused.

use std::collections::BTreeMap;

use proptest::prelude::*;
use saphyr_parser::{Event, Parser, ScalarStyle};
use serde_json::Value;

use super::{codes, ok, refused, rules};
use crate::Limits;
use crate::yaml::read;

/// A tree made of the events alone, independent of the room.
#[derive(Debug, PartialEq)]
enum Tree {
    /// What the core schema makes of a scalar without quotation marks.
    Plain(String),
    Text(String),
    List(Vec<Tree>),
    Map(BTreeMap<String, Tree>),
}

fn tree(text: &str) -> Tree {
    fn node<'t>(event: Event<'t>, rest: &mut impl Iterator<Item = Event<'t>>) -> Tree {
        match event {
            Event::Scalar(text, ScalarStyle::Plain, ..) => Tree::Plain(text.into_owned()),
            Event::Scalar(text, ..) => Tree::Text(text.into_owned()),
            Event::SequenceStart(..) => {
                let mut items = Vec::new();
                loop {
                    match rest.next().unwrap() {
                        Event::SequenceEnd => return Tree::List(items),
                        event => items.push(node(event, rest)),
                    }
                }
            }
            Event::MappingStart(..) => {
                let mut map = BTreeMap::new();
                loop {
                    match rest.next().unwrap() {
                        Event::MappingEnd => return Tree::Map(map),
                        Event::Scalar(key, ..) => {
                            let event = rest.next().unwrap();
                            map.insert(key.into_owned(), node(event, rest));
                        }
                        other => panic!("{other:?} as a key was accepted"),
                    }
                }
            }
            other => panic!("{other:?} was accepted"),
        }
    }
    let mut events = Parser::new_from_str(text.trim_start_matches('\u{feff}'))
        .map(|event| event.unwrap().0)
        .skip_while(|event| !matches!(event, Event::DocumentStart(_)))
        .skip(1);
    let first = events.next().unwrap();
    node(first, &mut events)
}

/// The core schema's reading of a plain scalar; decimal, hexadecimal, octal and float as written in YAML 1.2.
fn reading(plain: &str) -> Value {
    let unsigned = plain.strip_prefix(['-', '+']).unwrap_or(plain);
    let sign = if plain.starts_with('-') { -1.0 } else { 1.0 };
    let radix =
        |prefix, radix| unsigned.strip_prefix(prefix).and_then(|digits| u64::from_str_radix(digits, radix).ok());
    match plain {
        "" | "~" | "null" | "Null" | "NULL" => Value::Null,
        "true" | "True" | "TRUE" => Value::Bool(true),
        "false" | "False" | "FALSE" => Value::Bool(false),
        _ if unsigned.starts_with(['+', '-']) => plain.into(),
        _ => match radix("0x", 16).or(radix("0o", 8)).or(radix("0b", 2)) {
            Some(number) => (sign * number as f64).into(),
            None if unsigned.len() > 1 && unsigned.starts_with('0') && unsigned.bytes().all(|b| b.is_ascii_digit()) => {
                plain.into()
            }
            None => match unsigned.parse::<f64>() {
                Ok(number) if number.is_finite() => (sign * number).into(),
                _ => plain.into(),
            },
        },
    }
}

#[track_caller]
fn same(tree: &Tree, value: &Value) {
    match (tree, value) {
        (Tree::Plain(plain), Value::Number(number)) => {
            assert_eq!(reading(plain).as_f64(), number.as_f64(), "{plain}");
        }
        (Tree::Plain(plain), value) => assert_eq!(&reading(plain), value, "{plain}"),
        (Tree::Text(text), value) => assert_eq!(&Value::from(text.as_str()), value),
        (Tree::List(items), Value::Array(values)) => {
            assert_eq!(items.len(), values.len());
            items.iter().zip(values).for_each(|(tree, value)| same(tree, value));
        }
        (Tree::Map(map), Value::Object(values)) => {
            assert_eq!(map.keys().collect::<Vec<_>>(), values.keys().collect::<Vec<_>>());
            map.values().zip(values.values()).for_each(|(tree, value)| same(tree, value));
        }
        (tree, value) => panic!("{tree:?} is not {value}"),
    }
}

#[test]
fn in_every_knowledge_file() {
    for (name, text) in rules() {
        let document = read(&name, &text, &Limits::default()).unwrap_or_else(|found| panic!("{name}: {found:#?}"));
        same(&tree(&text), &document.value);
    }
}

#[test]
fn yes_and_no_are_words() {
    for word in ["yes", "no", "on", "off", "y", "n", "Yes", "NO", "On", "OFF", "Y", "N"] {
        let document = ok(&format!("{word}: {word}\nlist: [{word}]\n"));
        assert_eq!(document.value[word], word);
        assert_eq!(document.value["list"][0], word);
    }
}

#[test]
fn words_of_the_core_schema_are_keys_like_any_other() {
    let document = ok("~: a\nnull: b\ntrue: c\n0x10: d\n1.0: e\n<<: f\n");
    for (key, value) in [("~", "a"), ("null", "b"), ("true", "c"), ("0x10", "d"), ("1.0", "e"), ("<<", "f")] {
        assert_eq!(document.value[key], value);
    }
}

#[test]
fn codes_without_quotation_marks_are_numbers_or_texts() {
    let document = ok("a: 0x02000001\nb: 011\nc: 1e5\nd: 1.10\ne: 1_000\nf: 0o17\ng: 12:30\nh: 2026-11-22\n");
    let expected = serde_json::json!({
        "a": 33_554_433, "b": "011", "c": 100_000.0, "d": 1.1, "e": "1_000", "f": 15, "g": "12:30", "h": "2026-11-22",
    });
    assert_eq!(document.value, expected);
}

#[test]
fn numbers_that_no_value_can_hold_are_refused_with_their_place() {
    let found = refused("a: 1\nb: 99999999999999999999999\n");
    assert_eq!(codes(&found), "SD0101");
    assert_eq!((found[0].line, found[0].column), (2, 4));
    assert_eq!(found[0].fix.as_ref().unwrap().replacement, "\"99999999999999999999999\"");
    for text in [".inf", "-.INF", ".nan"] {
        let found = refused(&format!("あ: {text}\n"));
        assert_eq!(codes(&found), "SD0101");
        assert_eq!((found[0].line, found[0].column), (1, 4));
        assert_eq!(found[0].help.as_deref(), Some(&*format!("put it in quotation marks: \"{text}\"")));
    }
}

/// Scalars in every style, and values around them, as text that means the same at any indentation.
fn scalar() -> impl Strategy<Value = String> {
    let word = "[a-zA-Zぁ-ん亜-黑0-9_.~:#,!?&*|>%@\\-【】「」：（）、。🔑 ]{0,12}";
    prop_oneof![
        4 => "[a-zぁ-ん亜-黑【：】]{1,10}",
        2 => "[-+]?[0-9]{1,20}",
        1 => "[-+]?[0-9]{0,3}\\.?[0-9]{0,3}([eE][-+]?[0-9]{1,3})?",
        1 => "[-+]{0,2}0[xobXOB][0-9a-fA-F]{0,9}",
        1 => prop::sample::select(vec!["yes", "no", "on", "off", "y", "n", "~", "null", "true", "FALSE", ".inf", ".nan", "<<", "=", ""])
            .prop_map(str::to_owned),
        2 => word,
        2 => word.prop_map(|text| format!("'{}'", text.replace('\'', "''"))),
        2 => word.prop_map(|text| format!("{text:?}")),
        1 => word.prop_map(|text| format!("|\n      {text}\n      {text}")),
        1 => word.prop_map(|text| format!(">-\n      {text}\n\n       {text}")),
    ]
}

fn file() -> impl Strategy<Value = String> {
    let flow = scalar().prop_filter("one line", |text| !text.contains('\n')).prop_recursive(3, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(", "))),
            prop::collection::vec((scalar(), inner), 0..4).prop_map(|items| {
                let items: Vec<_> = items.into_iter().map(|(key, value)| format!("{key}: {value}")).collect();
                format!("{{ {} }}", items.join(", "))
            }),
        ]
    });
    let line = (
        0_usize..5,
        prop_oneof!["", "- "],
        prop::option::of(scalar()),
        prop_oneof![scalar(), flow],
        prop_oneof!["", "", " # あ"],
    )
        .prop_map(|(indent, dash, key, value, comment)| match key {
            Some(key) => format!("{}{dash}{key}: {value}{comment}\n", " ".repeat(indent)),
            None => format!("{}{dash}{value}{comment}\n", " ".repeat(indent)),
        });
    let lines = prop::collection::vec(line, 1..4);
    // Of each three files one has lines that need not fit each other.
    prop_oneof![
        1 => lines.prop_map(|lines| lines.concat()),
        2 => prop::collection::vec((scalar(), scalar()), 1..8).prop_map(|entries| {
            let entries: Vec<_> = entries.into_iter().enumerate().map(|(n, (key, value))| {
                format!("k{n}:\n  {key}: {value}\n  items:\n    - {value}\n")
            }).collect();
            entries.concat()
        }),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn in_every_file_that_is_read(text in file(), windows in any::<bool>(), mark in any::<bool>()) {
        let text = if windows { text.replace('\n', "\r\n") } else { text };
        let text = if mark { format!("\u{feff}{text}") } else { text };
        if let Ok(document) = read("a.yaml", &text, &Limits::default()) {
            same(&tree(&text), &document.value);
        }
    }
}

/// The generator above is worth something only if it makes files of both kinds.
#[test]
fn the_generator_makes_files_that_are_read_and_files_that_are_not() {
    use proptest::strategy::ValueTree;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let strategy = file();
    let read = (0..300)
        .filter(|_| {
            let text = strategy.new_tree(&mut runner).unwrap().current();
            read("a.yaml", &text, &Limits::default()).is_ok()
        })
        .count();
    assert!((30..270).contains(&read), "{read} of 300 files are read");
}
