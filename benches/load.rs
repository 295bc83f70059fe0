//! The load of the whole pack, beside parsing the same texts into the same types with `serde_yaml` alone.
//!
//! Items that a rule takes from another with `use` do not fit the types before they are expanded, so both sides read the
//! expanded rules, written out as YAML again.

use shindan::model::Rule;
use shindan::{Limits, Source};

fn main() {
    divan::main();
}

/// The rules with every `use` expanded, and the manifest and code list as they are.
fn expanded() -> Vec<Source> {
    let mut files: Vec<Source> = shindan_benches::files().into_iter().filter(|file| !file.name.starts_with("rules/")).collect();
    for rule in &shindan_benches::knowledge().packs()[0].model().unwrap().rules {
        let mut value = serde_json::to_value(rule).expect("a rule is data");
        tidy(&mut value);
        let text = serde_yaml::to_string(&value).expect("a rule is data");
        files.push(Source::new(format!("rules/{}.yaml", rule.id), text));
    }
    files
}

/// Takes out what the schema of a file does not have: empty lists and maps, and the mark of the owner.
fn tidy(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            fields.remove("used_from");
            fields.values_mut().for_each(tidy);
            let empty = |v: &serde_json::Value| v.is_null() || v.as_array().is_some_and(Vec::is_empty) || v.as_object().is_some_and(serde_json::Map::is_empty);
            fields.retain(|_, v| !empty(v));
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(tidy),
        _ => {}
    }
}

#[divan::bench]
fn shindan_load(bencher: divan::Bencher) {
    let files = expanded();
    shindan::load(&files, &Limits::default()).expect("the expanded pack loads");
    bencher.bench_local(|| shindan::load(divan::black_box(&files), &Limits::default()).is_ok());
}

#[divan::bench]
fn serde_yaml_alone(bencher: divan::Bencher) {
    let files = expanded();
    let rules: Vec<&Source> = files.iter().filter(|file| file.name.starts_with("rules/")).collect();
    bencher.bench_local(|| {
        rules.iter().map(|file| serde_yaml::from_str::<Rule>(&file.text).expect("a rule")).map(|rule| divan::black_box(rule).checks.len()).sum::<usize>()
    });
}
