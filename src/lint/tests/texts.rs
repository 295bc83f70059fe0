use serde_json::{Value, json};

use super::super::fingerprint;
use super::{findings, helps, lint};

fn languages() -> Vec<String> {
    vec!["ja".to_owned(), "en".to_owned()]
}

#[test]
fn a_fingerprint_covers_the_first_language_of_what_the_file_says_itself() {
    let file = json!({
        "b": [{ "text": { "ja": "二", "en": "two" } }, { "used_from": "a/b", "text": { "ja": "別" } }],
        "a": { "origin": "editor", "ja": "一" },
        "symptoms": [{ "ja": "症状" }],
        "set": { "ja": "値" },
        "id": "ja",
    });
    // sha256 of "一\n二".
    assert_eq!(fingerprint(&file, &languages()), "cf0a4df82e84");
    let mut other = file.clone();
    other["b"][0]["text"]["en"] = json!("zwei");
    assert_eq!(fingerprint(&file, &languages()), fingerprint(&other, &languages()));
    other["a"]["ja"] = json!("壱");
    assert_ne!(fingerprint(&file, &languages()), fingerprint(&other, &languages()));
}

#[test]
fn languages_are_declared_and_the_first_is_there() {
    let found = lint(&[
        ("/rules/0/causes/0/text", json!({ "ja": "あ", "jp": "あ" })),
        ("/rules/0/checks/0/ask", json!({ "origin": "editor" })),
        ("/rules/0/symptoms", json!([{ "en": "no light" }])),
        ("/rules/0/translations", json!([{ "lang": "fr", "status": "draft", "of": "000000000000" }])),
    ]);
    assert_eq!(
        found,
        [
            "SD0312 0/causes/0/text/jp the pack has no language `jp`",
            "SD0601 0/checks/0/ask the text has no `ja`",
            "SD0601 0/symptoms/0 the text has no `ja`",
            "SD0312 0/symptoms/0/en the pack has no language `en`",
            "SD0312 0/translations/0/lang the pack has no language `fr`",
        ]
    );
}

#[test]
fn missing_translations_except_of_symptoms_and_shared_texts() {
    let found = lint(&[
        ("/pack/languages", json!(["ja", "en"])),
        ("/rules/1/symptoms", json!([{ "ja": "点かない" }])),
        ("/rules/1/hand_over/lead", json!({ "ja": "だめなら" })),
    ]);
    let of = |file: &str| found.iter().filter(|line| line.starts_with(&format!("SD0602 {file}"))).count();
    assert_eq!((of("pack"), of("codes"), of("1"), found.len()), (7, 1, 1, 15));
}

#[test]
fn a_translation_is_of_the_texts_as_they_are() {
    let with = |of: Option<&str>| -> Vec<(&'static str, Value)> {
        let mut changes = vec![
            ("/pack/languages", json!(["ja", "en"])),
            ("/rules/1/hand_over/lead", json!({ "ja": "だめなら", "en": "failing that" })),
        ];
        if let Some(of) = of {
            changes.push(("/rules/1/translations", json!([{ "lang": "en", "status": "reviewed", "of": of }])));
        }
        changes
    };
    let stale = |of| -> Vec<String> {
        let found = findings(&with(of));
        found.iter().filter(|f| f.code.as_str() == "SD0603").map(super::show).collect()
    };
    let none = "SD0603 1/id `translations` does not say which texts were translated into `en`: they are `a56f3173977c`";
    assert_eq!(stale(None), [none]);
    let old = "SD0603 1/translations/0/of the texts that were translated into `en` were `000000000000` and are `a56f3173977c` now";
    assert_eq!(stale(Some("000000000000")), [old]);
    assert!(
        helps(&with(Some("000000000000")))
            .contains(&"review the translation, then write `of: \"a56f3173977c\"`".to_owned())
    );
    assert_eq!(stale(Some("a56f3173977c")), [""; 0]);
}

#[test]
fn an_answer_other_than_yes_and_no_has_words() {
    let answer = ("/rules/0/checks/0/answers/-", json!({ "id": "blinking" }));
    assert_eq!(lint(&[answer]), ["SD0604 0/checks/0/answers/2/id the answer `blinking` has no text"]);
}
