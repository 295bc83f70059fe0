//! The help pages, whole: whoever changes one sees what a reader will see.

mod common;

use common::{command, finish, run};

#[test]
fn pages() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("snapshots");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for page in ["shindan", "explain", "diagnose", "scan", "tree", "plan", "learn", "check", "list", "completions"]
        {
            let arguments: &[&str] = if page == "shindan" { &["--help"] } else { &[page, "--help"] };
            let said = finish(command().env("COLUMNS", "100").args(arguments), b"").ok();
            assert!(said.out.contains("Examples:"), "{page}");
            insta::assert_snapshot!(page, said.out);
        }
        insta::assert_snapshot!("short", finish(command().env("COLUMNS", "100").arg("-h"), b"").ok().out);
    });
}

#[test]
fn versions() {
    let text = run(&["--version"]).ok().says(&format!("shindan {}\n", env!("CARGO_PKG_VERSION")));
    text.says("built-in pack caora ");
    let value = run(&["--version", "--format", "json"]).ok().json();
    assert_eq!(value["packs"][0]["id"], "caora");
}

#[test]
fn no_command() {
    let said = run(&[]).exits(2).complains("name a command").complains("diagnose");
    assert_eq!(said.out, "");
    assert_eq!(run(&["--format", "json"]).exits(2).json()["error"]["kind"], "usage");
    assert_eq!(run(&["diagnos", "--format=json"]).exits(2).json()["error"]["kind"], "usage");
    run(&["diagnos"]).exits(2).complains("diagnose");
    assert!(run(&["explain", "--help", "--format", "json"]).ok().json()["help"].is_string());
}
