//! `docs/third-party.md` names every crate that the crate and the command are built from, and its licence.
//!
//! The list is that of Linux builds; other platforms add the crates of their system interfaces.
#![cfg(target_os = "linux")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// Licences that ask for no more than to be named.
const ALLOWED: [&str; 10] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "ISC",
    "Unicode-3.0",
    "Zlib",
    "Unlicense",
];

fn metadata() -> Value {
    let root = env!("CARGO_MANIFEST_DIR");
    let host = Command::new("rustc").arg("-vV").output().unwrap();
    let host = String::from_utf8(host.stdout).unwrap();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--filter-platform", host])
        .current_dir(root)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The packages reached from the workspace by normal and build dependencies.
fn shipped(metadata: &Value) -> BTreeMap<String, (String, String)> {
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    let mut open: Vec<&str> =
        metadata["workspace_members"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let mut met: BTreeSet<&str> = open.iter().copied().collect();
    while let Some(id) = open.pop() {
        let node = nodes.iter().find(|node| node["id"] == id).unwrap();
        for dependency in node["deps"].as_array().unwrap() {
            let kinds = dependency["dep_kinds"].as_array().unwrap();
            let id = dependency["pkg"].as_str().unwrap();
            if kinds.iter().any(|kind| kind["kind"] != "dev") && met.insert(id) {
                open.push(id);
            }
        }
    }
    let packages = metadata["packages"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|p| met.contains(p["id"].as_str().unwrap()) && !p["source"].is_null());
    let text = |value: &Value| value.as_str().unwrap_or("none").to_owned();
    packages.map(|p| (text(&p["name"]), (text(&p["version"]), text(&p["license"])))).collect()
}

#[test]
fn the_page_is_up_to_date_and_every_licence_is_allowed() {
    let mut page = "# Third-party crates\n\nWhat the crate and the command are built from on Linux. Written by `UPDATE=1 cargo test --test third_party`;\n\
        do not edit by hand.\n\n| crate | version | licence |\n|---|---|---|\n"
        .to_owned();
    for (name, (version, licence)) in shipped(&metadata()) {
        // One alternative of an `OR` is enough; every part of an `AND` counts.
        let allowed = |part: &str| ALLOWED.contains(&part.trim().trim_matches(['(', ')']));
        let fits = licence.replace('/', " OR ").split(" AND ").all(|all| all.split(" OR ").any(allowed));
        assert!(fits, "{name} {version} is under {licence}, which is not on the list");
        writeln!(page, "| {name} | {version} | {licence} |").unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/third-party.md");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(written == page, "docs/third-party.md is out of date; run `UPDATE=1 cargo test --test third_party`");
}
