//! What a reader of compiled packs is built from: no parser of YAML or JSON Schema, and as many crates as the guide says.
#![cfg(target_os = "linux")]

use std::collections::BTreeSet;
use std::process::Command;

#[test]
fn the_core_without_features_has_no_parser_of_knowledge_files() {
    let root = env!("CARGO_MANIFEST_DIR");
    let tree =
        ["tree", "--package", "shindan", "--no-default-features", "--edges", "normal", "--prefix", "none", "--offline"];
    let output = Command::new(env!("CARGO")).args(tree).current_dir(root).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let crates: BTreeSet<&str> =
        text.lines().filter_map(|line| line.split(' ').next()).filter(|name| !name.is_empty()).collect();
    assert!(crates.contains("shindan") && crates.contains("minisign-verify"), "{crates:?}");
    for parser in ["yaml_serde", "libyaml-rs", "saphyr-parser", "jsonschema", "annotate-snippets", "clap", "minisign"] {
        assert!(!crates.contains(parser), "{parser} is in the reader");
    }
    let guide = std::fs::read_to_string(format!("{root}/docs/embedding-guide.md")).unwrap();
    let said = format!("That core is {} crates,", crates.len());
    assert!(guide.contains(&said), "docs/embedding-guide.md has to say: {said} {crates:?}");
}
