//! No text is written twice, and every rule is whole.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use shindan::model::{HandOverFrom, Remedy, Rule, Step, Text};

use super::cells::normalise;
use super::knowledge::{files, model, printed_strings};
use crate::{EXTRACT, answers, say};

/// Shorter texts are words rather than sentences: names of buttons, of environments, of errors.
const SENTENCE: usize = 12;

/// Fewest phrases by which a rule can be found.
const SYMPTOMS: usize = 8;

const STEP: &str = "the editor's words that close or guard one step: `use` shares whole steps, not a part of one";
const ROWS: &str = "printed in more than one row, in a field that is no item and so cannot be shared with `use`";
const NOTE: &str = "a doubt about rows of several rules is shown with each of them, and notes cannot be shared";

/// Texts that do stand more than once: how they begin, how often, in how many files, and why.
const TWICE: &[(&str, usize, usize, &str)] = &[
    ("カードアクセスで", 2, 1, ROWS),
    ("上記でも復旧しない", 2, 2, ROWS),
    ("コード、見出し、", 2, 2, NOTE),
    ("もう一度マイナンバーカードを置き、", 3, 1, STEP),
    ("資格確認端末とCaoraが使える状態になってから、", 2, 1, STEP),
    ("もう一度同じ操作をしてこのエラーが出ないことと、", 2, 1, STEP),
    ("控えておいた変更前の設定に戻します。", 2, 1, STEP),
    ("院内のほかのシステムの通信が止まったときは、", 2, 1, STEP),
    ("同じマイナンバーカードで、", 2, 1, STEP),
    ("もう一度顔を撮影し、", 2, 1, STEP),
    ("同じ環境でもう一度同じ操作をして、", 2, 1, STEP),
    ("deviceIdはログインIDです。", 3, 1, STEP),
];

/// Sentences that do stand in two files: how they begin, and why.
const SHARED: &[(&str, &str)] =
    &[("上記でも復旧しない場合は、", ROWS), ("作業中の人に伝え、患者情報の画面を保存して", STEP)];

/// Every Japanese text other than symptoms, without white space, with the places where it is written.
fn texts() -> BTreeMap<String, Vec<(String, String)>> {
    fn collect(value: &Value, file: &str, place: &str, texts: &mut BTreeMap<String, Vec<(String, String)>>) {
        match value {
            Value::Array(values) => {
                for (n, value) in values.iter().enumerate() {
                    let name = value.get("id").and_then(Value::as_str).map_or_else(|| n.to_string(), str::to_owned);
                    collect(value, file, &format!("{place}/{name}"), texts);
                }
            }
            Value::Object(map) => {
                for (key, value) in map.iter().filter(|(key, _)| *key != "symptoms") {
                    match value.as_str().filter(|_| key == "ja") {
                        Some(text) => {
                            texts.entry(normalise(text)).or_default().push((file.to_owned(), place.to_owned()));
                        }
                        None => collect(value, file, &format!("{place}/{key}"), texts),
                    }
                }
            }
            _ => {}
        }
    }
    let mut texts = BTreeMap::new();
    // As written: what one rule uses of another stands only where it is written.
    for (file, value) in files() {
        collect(&value, &file, "", &mut texts);
    }
    texts
}

fn is_sentence(text: &str) -> bool {
    text.chars().count() >= SENTENCE
}

#[test]
fn no_text_is_written_twice() {
    let mut texts = texts();
    texts.retain(|text, _| is_sentence(text));
    say(&format!("{} different Japanese texts of {SENTENCE} characters or more", texts.len()));
    let mut used = BTreeSet::new();
    let mut found = Vec::new();
    for (text, places) in texts.iter().filter(|(_, places)| places.len() > 1) {
        let in_files: BTreeSet<&String> = places.iter().map(|(file, _)| file).collect();
        let allowed = TWICE.iter().find(|(start, times, files, _)| {
            text.starts_with(start) && (*times, *files) == (places.len(), in_files.len())
        });
        match allowed {
            Some((start, ..)) => assert!(used.insert(*start), "{start} begins two of the texts"),
            None => found.push((text, places)),
        }
    }
    assert!(found.is_empty(), "share these with `use:`, or say why not in TWICE: {found:#?}");
    let left: Vec<_> = TWICE.iter().filter(|(start, ..)| !used.contains(start)).collect();
    assert!(left.is_empty(), "these no longer stand twice as TWICE says: {left:#?}");
}

/// A sentence of a longer text counts as well, between files; what the editor says about the print does not.
#[test]
fn no_sentence_stands_in_two_files() {
    let mut owners: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (text, places) in texts() {
        for sentence in text.split_inclusive('。').filter(|sentence| is_sentence(sentence)) {
            let owners = owners.entry(sentence.to_owned()).or_default();
            let about_print = |place: &str| place.starts_with("/errata/") || place.starts_with("/review_notes/");
            owners.extend(places.iter().filter(|(_, place)| !about_print(place)).map(|(file, _)| file.clone()));
        }
    }
    owners.retain(|_, files| files.len() > 1);
    let allowed = |sentence: &str| SHARED.iter().any(|(start, _)| sentence.starts_with(start));
    let found: Vec<_> = owners.iter().filter(|(sentence, _)| !allowed(sentence)).collect();
    assert!(found.is_empty(), "share these with `use:`, or say why not in SHARED: {found:#?}");
    let left: Vec<_> = SHARED.iter().filter(|(start, _)| !owners.keys().any(|s| s.starts_with(start))).collect();
    assert!(left.is_empty(), "these no longer stand in two files: {left:#?}");
}

#[test]
fn every_rule_can_be_found_by_words_that_the_table_does_not_use() {
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for rule in &model().rules {
        let of_rule = EXTRACT.rows.iter().filter(|row| rule.matches.iter().any(|m| m.row.as_ref() == Some(&row.row)));
        let answers = of_rule.flat_map(answers).map(|(_, answer)| answer);
        let printed: BTreeSet<String> = answers
            .flat_map(|answer| printed_strings(&serde_json::to_value(answer).unwrap()))
            .map(|text| normalise(&text))
            .collect();
        assert!(!printed.is_empty(), "{} prints nothing", rule.id);
        let symptoms: Vec<String> =
            rule.symptoms.iter().filter_map(|text| text.by_lang.get("ja")).map(|t| normalise(t)).collect();
        assert!(symptoms.len() >= SYMPTOMS, "{} has {} symptoms", rule.id, symptoms.len());
        for symptom in symptoms {
            let copied = printed.iter().find(|text| text.contains(&symptom));
            assert!(copied.is_none(), "{} prints the symptom {symptom}: {copied:?}", rule.id);
            let other = owners.insert(symptom.clone(), &rule.id);
            assert!(other.is_none(), "{} and {other:?} share the symptom {symptom}", rule.id);
        }
    }
    say(&format!("{} rules, {} symptoms, none of them printed or shared", model().rules.len(), owners.len()));
}

#[test]
fn every_rule_says_where_it_stands_whom_to_call_and_how_to_find_it() {
    let pack = &model().pack;
    for rule in &model().rules {
        let id = &rule.id;
        assert!(!rule.examples.is_empty(), "{id} has no examples");
        let document = pack.documents.iter().find(|d| d.id == rule.source.document).unwrap();
        assert!((1..=document.pages).contains(&rule.source.page), "{id} stands on page {}", rule.source.page);
        assert!(!rule.matches.is_empty() && rule.matches.iter().all(|m| m.row.is_some()), "{id} has a match of no row");
        // A contact is named where the print names one; elsewhere the caller's role says whom it calls.
        assert_eq!(rule.hand_over.to.is_empty(), rule.hand_over.from == HandOverFrom::Role, "{id}");
        assert!(rule.translations.iter().any(|t| t.lang == "en"), "{id} does not say how its English stands");
    }
    for row in &EXTRACT.rows {
        for (input, answer) in answers(row) {
            assert!(!answer.hand_over.to.is_empty(), "{input} ends with nobody to call");
        }
    }
}

#[test]
fn every_remedy_is_in_english_as_well() {
    let mut count = 0;
    for (rule, remedy) in model().rules.iter().flat_map(|rule| rule.remediation.iter().map(move |r| (rule, r))) {
        for text in texts_of(remedy) {
            let english = text.by_lang.get("en").is_some_and(|english| !english.trim().is_empty());
            assert!(english && text.by_lang.contains_key("ja"), "{}: {text:?}", place(rule, remedy));
        }
        count += 1;
    }
    say(&format!("{count} remedies, in Japanese and in English"));
}

fn place(rule: &Rule, remedy: &Remedy) -> String {
    format!("{}/{}", rule.id, remedy.id)
}

fn texts_of(remedy: &Remedy) -> Vec<&Text> {
    fn of_step<'s>(step: &'s Step, into: &mut Vec<&'s Text>) {
        into.push(&step.text);
        into.extend(&step.caution);
        step.steps.iter().for_each(|step| of_step(step, into));
    }
    let mut texts: Vec<&Text> =
        [&remedy.caution, &remedy.verify, &remedy.undo, &remedy.stop].into_iter().flatten().collect();
    texts.extend(&remedy.print);
    remedy.steps.iter().for_each(|step| of_step(step, &mut texts));
    texts
}
