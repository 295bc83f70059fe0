//! `tree`, `list` and `completions`, over the real binary.

mod common;

use common::run;

#[test]
fn a_tree_by_rule_or_code() {
    let by_rule = run(&["tree", "fuj905-reader-not-found", "--format", "json"]).ok().json();
    let by_code = run(&["tree", "FUJ905", "0x02000001", "--format", "json"]).ok().json();
    assert_eq!(by_rule["nodes"], by_code["nodes"]);
    assert_eq!(by_rule["rule"], "fuj905-reader-not-found");
    run(&["tree", "011", "--role", "reception"]).ok().says("011");
    let english = run(&["tree", "011", "--lang", "en", "--format", "json"]).ok().json();
    assert_eq!(english["nodes"][0]["text"]["lang"], "en");
    let chart = run(&["tree", "015-photo-read", "--format", "mermaid"]).ok();
    assert!(chart.out.starts_with("flowchart TD"), "{chart:?}");
}

#[test]
fn names_that_stand_for_no_tree_or_several() {
    run(&["tree", "fuj905-tim"]).exits(2).complains("did you mean `fuj905-timeout`?").complains("shindan list");
    run(&["tree", "FUJ905"]).exits(4).complains("several rules").complains("shindan tree fuj905-timeout");
    let value = run(&["tree", "FUJ905", "--format", "json"]).exits(4).json();
    assert_eq!(value["error"]["kind"], "several_rules");
    let value = run(&["tree", "xyz", "--format", "json"]).exits(2).json();
    assert_eq!(value["error"]["kind"], "unknown_rule");
    run(&["tree", "011", "--role", "nobody"]).exits(2).complains("known: patient, reception");
}

#[test]
fn the_rules() {
    let text = run(&["list"]).ok();
    let value = run(&["list", "--format", "json"]).ok().json();
    let rules = value["rules"].as_array().unwrap();
    assert!(rules.len() > 20);
    for rule in rules {
        assert!(text.out.contains(rule["rule"].as_str().unwrap()), "{rule}");
    }
    assert_eq!(value["packs"][0]["id"], "caora");
    assert_eq!(rules[0]["rows"][0]["row"], "r01");

    let some = run(&["list", "0x04000011", "--format", "json"]).ok().json();
    assert_eq!(some["rules"].as_array().unwrap().len(), 1);
    run(&["list", "015", "--lang", "en"]).ok().says("locked after 1 more").says("\n1 rule (caora ");
    run(&["list", "--knowledge", "tests/fixtures/base"]).ok().says("e1-cable").says("p.1 r1");
}

#[test]
fn completion_scripts() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        run(&["completions", shell]).ok().says("shindan").says("diagnose");
    }
    run(&["completions", "dos"]).exits(2).complains("powershell");
}

#[test]
fn a_tree_as_a_picture() {
    let svg = run(&["tree", "FUJ905", "0x02000001", "--format", "svg"]).ok();
    assert!(svg.out.starts_with("<?xml ") && svg.out.ends_with("</svg>\n"), "{svg:?}");
    assert!(!svg.out.contains("class=\"edge taken\""), "{svg:?}");
    let dot = run(&["tree", "015", "--lang", "en", "--format", "dot"]).ok();
    assert!(dot.out.starts_with("digraph shindan {\n") && dot.out.ends_with("}\n"), "{dot:?}");
    // A file of its own stands on standard output whatever colours are asked for.
    assert_eq!(run(&["tree", "FUJ905", "0x02000001", "--format", "svg", "--color", "always"]).ok().out, svg.out);
}

#[test]
fn the_path_of_a_session_is_highlighted() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("session.json");
    let file = file.to_str().unwrap();
    run(&["diagnose", "FUJ905", "0x02000001", "--format", "json", "--session", file]).ok();
    run(&["diagnose", "--format", "json", "--session", file, "--reply", "no"]).ok();
    let of = |rule: &str, format: &str| run(&["tree", rule, "--session", file, "--format", format]);

    // It is drawn for whom the session leads.
    of("fuj905-reader-not-found", "svg").ok().says("class=\"edge taken\"").says("受付職員向け");
    of("fuj905-reader-not-found", "dot").ok().says("penwidth=4");
    of("fuj905-reader-not-found", "mermaid").ok().says("linkStyle").says(" taken\n");
    let other = of("011-network", "svg").ok().complains("the session did not go through 011-network");
    assert!(!other.out.contains("class=\"edge taken\""));

    of("fuj905-reader-not-found", "text").exits(2).complains("--format svg, dot or mermaid");
    assert_eq!(of("fuj905-reader-not-found", "json").exits(2).json()["error"]["kind"], "usage");
    let none = folder.path().join("none.json");
    run(&["tree", "011-network", "--session", none.to_str().unwrap(), "--format", "svg"])
        .exits(3)
        .complains("none.json");
    std::fs::write(&none, "{}").unwrap();
    run(&["tree", "011-network", "--session", none.to_str().unwrap(), "--format", "svg"])
        .exits(3)
        .complains("holds no session");
}
