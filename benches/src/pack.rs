//! A generated base as a pack: the values that its files hold, their YAML, and the knowledge made of them.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use shindan::model::PackModel;
use shindan::{KnowledgeBase, Limits, Source};

use crate::generate::{Base, Rule};
use crate::vocabulary::Pair;

/// Limits that let a code list of any size through; everything else as a host has it that sets nothing.
#[must_use]
pub fn limits() -> Limits {
    Limits::default().with_file_bytes(usize::MAX).with_nodes(usize::MAX)
}

/// The files of the pack.
#[must_use]
pub fn files(base: &Base) -> Vec<Source> {
    let text = |value: &Value| serde_yaml::to_string(value).expect("a file is data");
    let mut files = vec![Source::new("pack.yaml", text(&manifest())), Source::new("codes.yaml", text(&codes(base)))];
    files.extend(
        base.rules.iter().map(|rule| Source::new(format!("rules/{}.yaml", rule.id), text(&rule_file(base, rule)))),
    );
    files
}

/// The knowledge of the pack, without the way through YAML and its checks.
#[must_use]
pub fn knowledge(base: &Base) -> KnowledgeBase {
    let mut rules: Vec<&Rule> = base.rules.iter().collect();
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    let empty = json!({ "pack": manifest(), "codes": codes(base), "rules": [] });
    let mut model: PackModel = serde_json::from_value(empty).expect("a pack without rules");
    let typed = |rule: &Rule| serde_json::from_value(rule_file(base, rule)).expect("a rule");
    model.rules = rules.into_iter().map(typed).collect();
    KnowledgeBase::from_model(model).expect("the base contradicts itself nowhere")
}

fn manifest() -> Value {
    json!({
        "id": "generated",
        "name": { "ja": "生成した知識", "en": "Generated knowledge" },
        "version": "1.0.0",
        "engine": "*",
        "languages": ["ja", "en"],
        "default_role": "reception",
        "roles": [{ "id": "reception", "name": { "ja": "受付職員", "en": "reception staff" }, "calls": "desk" }],
        "contacts": [{ "id": "desk", "name": { "ja": "サポートデスク", "en": "support desk" } }],
        "help_desk": "desk",
        "documents": [{ "id": "table", "title": { "ja": "表", "en": "Table" }, "pages": 1 }],
    })
}

fn codes(base: &Base) -> Value {
    let entries: Vec<Value> = base
        .entries
        .iter()
        .map(|entry| {
            json!({
                "code": entry.code,
                "aliases": entry.aliases,
                "heading": text(&entry.heading),
                "message": text(&entry.message),
            })
        })
        .collect();
    let texts = base.entries.iter().flat_map(|entry| [&entry.heading, &entry.message]);
    json!({ "codes": entries, "translations": [translation(texts)] })
}

fn rule_file(base: &Base, rule: &Rule) -> Value {
    let code = base.code(rule);
    let mut row = json!({ "code": code, "error_type": text(&rule.error_type) });
    let mut example = code.to_owned();
    if let Some(detail) = &rule.detail {
        row["detail"] = json!(detail);
        example = format!("{code} {detail}");
    }
    let mut file = json!({
        "id": rule.id,
        "matches": [row],
        "symptoms": list(&rule.symptoms, |_, pair| text(pair)),
        "hand_over": { "to": ["desk"], "from": "remedy" },
        "translations": [translation(translated(rule))],
        "source": { "document": "table", "page": 1 },
        "examples": [example],
    });
    let lists = [
        ("causes", list(&rule.causes, |n, pair| json!({ "id": format!("cause-{n}"), "text": text(pair) }))),
        ("checks", list(&rule.checks, |n, pair| check(n, pair, rule))),
        ("remediation", list(&rule.steps, remedy)),
    ];
    for (field, items) in lists.into_iter().filter(|(_, items)| !items.is_empty()) {
        file[field] = Value::Array(items);
    }
    file
}

fn check(n: usize, ask: &Pair, rule: &Rule) -> Value {
    let mut yes = json!({ "id": "yes" });
    if !rule.causes.is_empty() {
        yes["supports"] = json!([format!("cause-{}", n % rule.causes.len())]);
    }
    json!({ "id": format!("check-{n}"), "ask": text(ask), "role": "reception", "answers": [yes, { "id": "no" }] })
}

fn remedy(n: usize, step: &Pair) -> Value {
    json!({
        "id": format!("remedy-{n}"),
        "role": "reception",
        "risk": "safe",
        "minutes": 1 + n,
        "steps": [{ "text": text(step) }],
    })
}

fn list(pairs: &[Pair], item: impl Fn(usize, &Pair) -> Value) -> Vec<Value> {
    pairs.iter().enumerate().map(|(n, pair)| item(n, pair)).collect()
}

fn text(pair: &Pair) -> Value {
    if pair.en.is_empty() { json!({ "ja": pair.ja }) } else { json!({ "ja": pair.ja, "en": pair.en }) }
}

/// The texts of a rule that count as translated, in the order in which the check reads them: by the names of fields.
fn translated(rule: &Rule) -> impl Iterator<Item = &Pair> {
    rule.causes.iter().chain(&rule.checks).chain(std::iter::once(&rule.error_type)).chain(&rule.steps)
}

/// The entry that says which Japanese texts were translated, so that a load has nothing to warn of.
fn translation<'a>(texts: impl Iterator<Item = &'a Pair>) -> Value {
    let words: Vec<&str> = texts.map(|pair| pair.ja.as_str()).collect();
    let of: String = Sha256::digest(words.join("\n")).iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    json!({ "lang": "en", "status": "draft", "of": of })
}
